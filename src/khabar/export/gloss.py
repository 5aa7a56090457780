"""Arabic words in English for readers without Arabic, by dictionary: `name` words a party, `words` a whole content.

`words` is no translation: it keeps the Arabic order and gives each word its commonest meaning, clitics bound to it by
hyphens; what the glossary and the gazetteers do not know is romanised. The Arabic stays beside it wherever it is
shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from khabar import gazetteer
from khabar.arabic import fold
from khabar.export.inflect_english import number_of, participle, past, present
from khabar.export.romanize import romanize_word, usual_name
from khabar.export.senses import ADJECTIVES, NOUNS, Sense, phrases, senses

LABEL = "word for word, not a translation"
_TOKEN = re.compile(r"\d+(?:[.,٫٬/:]\d+)*|[^\W\d_](?:[^\W\d_]|[\u064B-\u065F\u0640\u0670])*|\S")
_MARKS = {"،": ",", "؛": ";", "؟": "?", "«": "“", "»": "”", "٪": "%", "-": "–"}
_STOPS = set(".،,؛:؟!-–)")
_CLOSING = set(",;.:!?)%”…]")
_OPENING = set("(“[")
_CONJUNCTION = {"و": "and-", "ف": "so-"}
_PREPOSITION = {"ب": "with-", "ل": "to-", "ك": "as-"}
OWNER = {"ه": "his", "ها": "its", "هم": "their", "هن": "their", "هما": "their", "نا": "our", "ي": "my", "ني": "my"} | {
    "ك": "your", "كم": "your", "كما": "your",
}  # fmt: skip
_OBJECT = {"ه": "him", "ها": "it", "هم": "them", "هن": "them", "هما": "them", "نا": "us", "ي": "me", "ني": "me"} | {
    "ك": "you", "كم": "you", "كما": "you",
}  # fmt: skip
_BEFORE_BASE = {fold(word) for word in "لم لن أن لا كي لكي قد حتى ليس".split()}
_BEFORE_VERB = _BEFORE_BASE | {fold(word) for word in "الذي التي الذين ما سوف حين بينما فيما حيث عندما بعدما كما إذا لو هو هي هم".split()} | {
    fold(word) for word in "لكنه لكنها لكنهم أنه أنها أنهم إنه إنها إنهم بأنه بأنها بأنهم لأنه لأنها لأنهم أننا إننا".split()
}
_PLACE_BEFORE = {fold(word) for word in "في إلى من وفي وإلى ومن داخل خارج شمال جنوب شرق غرب".split()}
NAME_HEADS = {fold(word) for word in "أبو أبي أبا بن بو".split()}
_LONGEST = 6  # words of a name in the gazetteer


class Token(NamedTuple):
    """A word, number or mark of a text: its place, its letters and its folded letters."""

    start: int
    end: int
    text: str
    folded: str


class Gloss(NamedTuple):
    """English for one stretch of words; `known` is False where it is only their letters in Latin script."""

    text: str
    known: bool = True


class Known(NamedTuple):
    """A stretch of a text whose English is known already: offsets into that text."""

    start: int
    end: int
    english: str


def plain(name: str) -> str:
    """Return an English name without the marks of scientific transliteration ("Tājūrā’" → "Tajura")."""
    if name.isascii():
        return name
    letters = (c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c) and c not in "’‘ʻʼʿʾ")
    return unicodedata.normalize("NFC", "".join(letters))


def tokens(text: str) -> list[Token]:
    """Cut a text into words, numbers and marks; marks of the end of a line are left out."""
    return [
        Token(match.start(), match.end(), match.group(), fold(match.group()))
        for match in _TOKEN.finditer(text)
        if match.group() not in "\u2067\u2069\u200f\u200e"
    ]


def words(text: str, known: Iterable[Known] = ()) -> str:
    """Return a word-for-word gloss in one line, romanised words between asterisks."""
    return joined((g.text if g.known else f"*{g.text}*") for g in glosses(text, known))


def joined(parts: Iterable[str]) -> str:
    """Join glosses by spaces, marks hugging their words."""
    line = ""
    for part in parts:
        hugs = not line or part[:1] in _CLOSING or line[-1] in _OPENING 
        line += part if hugs else " " + part
    return line


def glosses(text: str, known: Iterable[Known] = ()) -> list[Gloss]:
    """Return the glosses of a text in Arabic word order; `known` names win over the dictionary."""
    cut = tokens(text)
    marked = sorted(known, key=lambda k: (k.start, k.start - k.end))
    out: list[Gloss] = []
    at, quote_open = 0, False
    before: Sense | None = None
    while at < len(cut):
        token = cut[at]
        while marked and marked[0].end <= token.start:
            marked.pop(0)
        if marked and marked[0].start < token.end:
            out.append(Gloss(_lead(text[token.start : marked[0].start]) + marked[0].english))
            while at < len(cut) and cut[at].start < marked[0].end:
                at += 1
            before = None
            continue
        if not token.text[0].isalpha():
            mark = _MARKS.get(token.text, token.folded if token.text[0].isdigit() else token.text)
            if token.text in {'"', "''", "``"}:
                quote_open = not quote_open
                mark = "“" if quote_open else "”"
            out.append(Gloss(mark))
            at += 1
            before = None
            continue
        length, english = _stretch(cut, at)
        if length:
            out.append(Gloss(english))
            at += length
            before = None
            continue
        sense = _chosen(cut, at, before)
        if sense is None:
            out.append(_unknown(token, after_name=bool(out) and not out[-1].known))
        else:
            out.append(Gloss(worded(sense, cut, at, before)))
        before = sense
        at += 1
    return out


def _lead(letters: str) -> str:
    """Gloss the clitics that stand before a name inside its first word."""
    lead = ""
    for letter in fold(letters):
        lead += _CONJUNCTION.get(letter) or _PREPOSITION.get(letter) or ""
    return lead


def _stretch(cut: list[Token], at: int) -> tuple[int, str]:
    """Return how many words from here are a name or phrase of several words, or one country, and their English."""
    best, english = 0, ""
    for lead, first in heads(cut[at].folded):
        for entry_words, entry in phrases(first):
            length = len(entry_words)
            if length <= best:
                break
            if all(
                at + i < len(cut) and cut[at + i].folded == word for i, word in enumerate(entry_words[1:], 1)
            ):
                best, english = length, lead + entry.english
        longest = run_length(cut, at)
        for length in range(longest, best, -1):
            name = " ".join([first, *(token.folded for token in cut[at + 1 : at + length])])
            found = in_gazetteer(name)[0] if length > 1 else country_in(name, cut[at - 1].folded if at else "")
            if found:
                best, english = length, lead + found
                break
    return best, english


def run_length(cut: list[Token], at: int) -> int:
    """How many words follow each other here without a mark between, at most `_LONGEST`."""
    length = 1
    while length < _LONGEST and at + length < len(cut) and cut[at + length].text[0].isalpha():
        length += 1
    return length


@lru_cache(maxsize=20_000)
def heads(folded: str) -> tuple[tuple[str, str], ...]:
    """Ways to read a word as clitics, glossed, and what remains; the whole word first."""
    heads = [("", folded)]
    rest, lead = folded, ""
    if rest[:1] in _CONJUNCTION and len(rest) > 2:
        lead, rest = _CONJUNCTION[rest[0]], rest[1:]
        heads.append((lead, rest))
    if rest[:1] in _PREPOSITION and len(rest) > 3:
        preposition = _PREPOSITION[rest[0]]
        heads.append((lead + preposition, rest[1:]))
        if rest.startswith("لل"):
            heads.append((lead + preposition, "ال" + rest[2:]))
    return tuple(heads)


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
    if not row or (any(sense.cost < 0.2 for sense in senses(name)) and previous not in _PLACE_BEFORE):
        return ""
    return row[0].name_en


def _chosen(cut: list[Token], at: int, before: Sense | None) -> Sense | None:
    """Choose among the readings of a word by its neighbours."""
    found = () if cut[at].folded in NAME_HEADS else senses(cut[at].folded)
    if not found:
        return None
    best, lowest = found[0], float("inf")
    previous = cut[at - 1].folded if at else ""
    opening = not previous or previous in _STOPS
    for sense in found:
        cost = sense.cost + _fit(sense, before, previous, opening=opening)
        if cost < lowest:
            best, lowest = sense, cost
    return best


def _fit(sense: Sense, before: Sense | None, previous: str, *, opening: bool) -> float:
    """How badly a reading goes with the word before it; negative where it goes well."""
    seg = sense.cut
    verb_expected = previous in _BEFORE_VERB or previous[1:] in _BEFORE_VERB
    if sense.tense in {"past", "present"}:
        if previous == "ان":
            return -0.8 if sense.tense == "present" else 0.3
        if verb_expected:
            return -1.5
        if opening:
            return -0.6
        if before is None:
            return 0.0
        return 0.8 if before.kind in {"particle", "number"} or before.tense in {"past", "present"} else 0.0
    if sense.tense:
        return -0.8 if opening and not seg.article else 0.0  # "..., محذرا"
    cost = 0.3 if verb_expected else 0.0
    if before is None or before.kind not in NOUNS | ADJECTIVES:
        return cost
    if sense.kind in ADJECTIVES:
        return cost - (0.6 if before.cut.article == seg.article and not seg.particle else 0.0)
    if sense.kind in NOUNS and before.cut.article and not seg.clitics:
        return cost + 0.8  # after "the …" a bare noun is rarely meant
    return cost + (0.4 if before.cut.article and seg.article else 0.0)


def worded(sense: Sense, cut: list[Token], at: int, before: Sense | None = None) -> str:
    """Return the English of one reading with its clitics."""
    seg = sense.cut
    lead = _CONJUNCTION.get(seg.conjunction, "")
    if sense.tense in {"past", "present"}:
        many = before is not None and before.kind in NOUNS and before.number == "p"
        return lead + _finite(sense, cut[at - 1].folded if at else "", many=many)
    if sense.tense == "participle":
        return lead + ("the-" if seg.article else "") + participle(sense.entry).replace(" ", "-")
    english = sense.entry.english
    if sense.kind in NOUNS:
        counted = at > 0 and sense.number == "s" and _is_many(cut[at - 1])
        english = number_of(sense.entry, "p" if counted else sense.number)
    preposition = _PREPOSITION.get(seg.particle, "")
    if seg.particle == "ب" and sense.kind in {"place", "naming", "month"}:
        preposition = "in-"
    article = "the-" if seg.article else ""
    owner = OWNER[seg.pronoun] + "-" if seg.pronoun else ""
    return lead + preposition + article + owner + english


def _finite(sense: Sense, previous: str, *, many: bool) -> str:
    seg = sense.cut
    if sense.tense == "past":
        english = past(sense.entry)
    elif many or sense.cut.particle or sense.person or previous in _BEFORE_BASE or previous[1:] in _BEFORE_BASE:
        english = sense.entry.english
    else:
        english = present(sense.entry)
    if previous == "ان" and sense.tense == "present":
        english = sense.entry.english
    future = "will-" if seg.particle == "س" else "to-" if seg.particle == "ل" else ""
    person = f"{sense.person}-" if sense.person else ""
    after = "-" + _OBJECT[seg.pronoun] if seg.pronoun else ""
    return person + future + english + after


def _is_many(token: Token) -> bool:
    """Whether a word is a number above one."""
    if token.text[0].isdigit():
        return token.folded not in {"1", "01"}
    return any(sense.kind == "number" and not sense.cut.article and not sense.cut.core.startswith(("واحد", "نصف", "ثلث")) for sense in senses(token.folded))


def nationality(folded: str) -> tuple[gazetteer.DemonymRow, Sense | None] | None:
    """Return the gazetteer's row of a nationality word without article, with the glossary's word for its country."""
    rows = gazetteer.demonyms().get(folded) or gazetteer.demonyms().get(folded.removesuffix("ا"), ())
    country = gazetteer.country(rows[0].country) if rows and rows[0].country else None
    if country is None:
        return None
    found = (sense for word in country.nisba for sense in senses(fold(word)) if sense.kind == "nationality")
    return rows[0], next(found, None)


@lru_cache(maxsize=20_000)
def _demonym(folded: str) -> str:
    """Return the English of a nationality word's form that the glossary lacks."""
    hit = nationality(folded.removeprefix("ال"))
    if hit is None or hit[1] is None:
        return ""
    return ("the-" if folded.startswith("ال") else "") + hit[1].entry.english


def one_name(folded: str) -> tuple[str, bool]:
    """Return the English of a folded word that names a place or a person, and whether a person; "" if neither."""
    if usual := usual_name(folded):
        return usual, True
    if folded.startswith("ال") and (usual := usual_name(folded[2:])):
        return "al-" + usual, True
    if place := gazetteer.places().get(folded):
        return plain(place[0].name_en), False
    if family := gazetteer.families().get(folded):
        return family[0].name_en.split(" ")[-1], True
    return "", False


def cut_name(word: str) -> tuple[str, str]:
    """Cut the clitics off an unknown word as it stands: their English and the rest."""
    lead, rest = "", word
    if len(rest) > 4 and (rest[0] == "و" or rest.startswith("فال")):
        lead, rest = _CONJUNCTION[rest[0]], rest[1:]
    if rest.startswith("لل") and len(rest) > 4:
        return lead + "to-", "ال" + rest[2:]
    if rest[:3] in {"بال", "كال"} and len(rest) > 5:
        return lead + _PREPOSITION[rest[0]], rest[1:]
    return lead, rest


def _unknown(token: Token, *, after_name: bool) -> Gloss:
    """A word the glossary does not know: a usual name, a place, or its letters in Latin script."""
    if not "\u0600" <= token.text[0] <= "\u08ff":
        return Gloss(token.text)
    for lead, rest in heads(token.folded):
        english, is_person = one_name(rest)
        if english:
            return Gloss(lead + english, known=not is_person)
        if people := _demonym(rest):
            return Gloss(lead + people)
    lead, rest = ("", token.text) if after_name and token.text[0] == "و" else cut_name(token.text)
    return Gloss(lead + romanize_word(rest), known=False)
