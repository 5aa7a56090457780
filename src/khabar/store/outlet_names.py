"""Outlets and agencies under one name, however they are spelled: "وكالة رويترز", "Reuters" and "رويترز" are one.

Known ones are known by the gazetteer's media and the lexicon's agencies. Of others the folded spelling counts, and a
word in front that says what it is ("صحيفة الحياة", "جريدة الحياة") may be left out, unless the same name is both a
paper's and a station's: then the bare name stays for itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from khabar import gazetteer, lexicon
from khabar.arabic import fold

_SORTS = {
    "paper": ("صحيفة", "جريدة", "يومية", "أسبوعية", "مجلة"),
    "station": ("قناة", "فضائية", "تلفزيون", "شبكة", "محطة", "إذاعة", "راديو"),
    "site": ("موقع", "بوابة"),
    "agency": ("وكالة",),
}
_SORT = {fold(word): sort for sort, words in _SORTS.items() for word in words}
_MEDIA = "media"


def _plain(name: str) -> str:
    return " ".join(fold(name).replace(".", " ").split())


@cache
def _known() -> Mapping[str, str]:
    """Plain spelling → the one name of an outlet or agency that is known."""
    known: dict[str, str] = {}
    for rows in (gazetteer.parties(), gazetteer.loose_parties()):
        for name in rows:
            media = {row.id: row.name for row in rows[name] if row.kind == _MEDIA}
            if len(media) == 1:
                known.setdefault(_plain(name), next(iter(media.values())))
    header = lexicon.load("header")
    for entry in [*header["agency"], *header["outlet"]]:
        spellings = [_plain(x) for x in (entry["name"], *entry["names"])]
        name = next((known[x] for x in spellings if x in known), entry["name"])
        for spelling in spellings:
            known.setdefault(spelling, name)
    return known


@cache
def _spellings() -> Mapping[str, tuple[str, ...]]:
    """The one name of what is known → its plain spellings."""
    made: dict[str, list[str]] = defaultdict(list)
    for spelling, name in _known().items():
        made[name].append(spelling)
    return {name: tuple(spellings) for name, spellings in made.items()}


def spellings_of(name: str) -> tuple[str, ...]:
    """Return the folded spellings of an outlet or agency that is known; none of another."""
    return _spellings().get(_known().get(_plain(name), ""), ())


def called(names: Mapping[str, int]) -> dict[str, str]:
    """Return for each name that outlets and agencies bear the one name of all that are the same.

    names: how often each was met; where nothing is known of it, the one met most often is taken.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    sorts = _sorts_of(names)
    for name in names:
        groups[_key(name, sorts)].append(name)
    made = {}
    for held in groups.values():
        known = next((_known()[_plain(x)] for x in held if _plain(x) in _known()), None)
        shown = known or min(held, key=lambda x: (-names[x], len(x), x))
        made.update(dict.fromkeys(held, shown))
    return made


def _parted(plain: str) -> tuple[str, str]:
    """The sort of outlet that a name begins with, and the rest of it; no sort where there is none, or nothing after it."""
    first, _, rest = plain.partition(" ")
    return (_SORT[first], rest) if first in _SORT and rest else ("", plain)


def _sorts_of(names: Iterable[str]) -> dict[str, set[str]]:
    sorts: dict[str, set[str]] = defaultdict(set)
    for name in names:
        sort, rest = _parted(_plain(name))
        sorts[rest] |= {sort} - {""}
    return sorts


def _key(name: str, sorts: Mapping[str, set[str]]) -> str:
    plain = _plain(name)
    if plain in _known():
        return f"known {_known()[plain]}"
    sort, rest = _parted(plain)
    if sort and rest in _known() and _parted(_plain(_known()[rest]))[0] in ("", sort):
        return f"known {_known()[rest]}"
    if not sort and len(sorts[rest]) == 1:
        sort = next(iter(sorts[rest]))
    return f"{sort} {rest}"
