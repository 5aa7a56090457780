"""Names that need no gloss: what the gazetteers and the list of usual names know of a word or several."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from khabar import gazetteer
from khabar.arabic import fold
from khabar.export.romanize import usual_name
from khabar.export.senses import Sense, senses

_PLACE_BEFORE = frozenset(
    map(fold, ("في", "إلى", "من", "وفي", "وإلى", "ومن", "داخل", "خارج", "شمال", "جنوب", "شرق", "غرب"))
)
_CITY = 100_000  # people: a name is then rather the city's ("الرياض") than a family's


def plain(name: str) -> str:
    """Return an English name without the marks of scientific transliteration ("Tājūrā’" → "Tajura")."""
    if name.isascii():
        return name
    letters = (c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c) and c not in "’‘ʻʼʿʾ")
    return unicodedata.normalize("NFC", "".join(letters))


def longest_from(first: str) -> int:
    """Return how many words the longest name in the gazetteers has that begins with this folded word; 1 if none does."""
    return _longest().get(first, 1)


@cache
def _longest() -> dict[str, int]:
    """Few words begin a name of several: those alone need the gazetteers asked for what they and the next words name."""
    made: dict[str, int] = {}
    for table in (gazetteer.countries(), gazetteer.parties(), gazetteer.places()):
        for name in table:
            words = name.count(" ") + 1
            if words > 1:
                first = name.split(" ", 1)[0]
                made[first] = max(words, made.get(first, 1))
    return made


@lru_cache(maxsize=50_000)
def in_gazetteer(name: str) -> tuple[str, bool]:
    """Return the English of a folded name of several words in the gazetteers, and whether it is a person's."""
    if country := gazetteer.countries().get(name):
        return country[0].name_en, False
    if party := gazetteer.parties().get(name):
        return party[0].name_en, party[0].kind == "person"
    if place := gazetteer.places().get(name):
        return plain(place[0].name_en), False
    return "", False


def country_in(name: str, previous: str) -> str:
    """Return the English of a country named in one word; a name that is also a word needs a preposition before it."""
    row = gazetteer.countries().get(name)
    if row and previous.startswith("ال") and any(s.kind == "nationality" and s.cut.article for s in senses(name)):
        return ""  # "الخارجية السعودية"
    if not row or (any(sense.cost < 0.2 for sense in senses(name)) and previous not in _PLACE_BEFORE):
        return ""
    return row[0].name_en


def nationality(folded: str) -> tuple[gazetteer.DemonymRow, Sense | None] | None:
    """Return the gazetteer's row of a nationality word without article, with the glossary's word for its country."""
    rows = gazetteer.demonyms().get(folded) or gazetteer.demonyms().get(folded.removesuffix("ا"), ())
    country = gazetteer.country(rows[0].country) if rows and rows[0].country else None
    if country is None:
        return None
    found = (sense for word in country.nisba for sense in senses(fold(word)) if sense.kind == "nationality")
    return rows[0], next(found, None)


def one_name(folded: str) -> tuple[str, bool]:
    """Return the English of a folded word that names a place or a person, and whether a person; "" if neither."""
    if usual := usual_name(folded):
        return usual, True
    place = gazetteer.places().get(folded)
    if place and place[0].population >= _CITY:
        return plain(place[0].name_en), False
    if folded.startswith("ال") and (usual := usual_name(folded[2:])):
        return "al-" + usual, True
    if place:
        return plain(place[0].name_en), False
    if party := gazetteer.parties().get(folded):
        return party[0].name_en, party[0].kind == "person"
    if family := gazetteer.families().get(folded):
        return family[0].name_en.split(" ")[-1], True
    return "", False
