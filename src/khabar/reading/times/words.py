"""What a word can mean as part of a time expression, from lexicon/times.toml and the number words.

A word may belong to several classes ("ليلة": a part of the day, a unit, an eve); the grammar asks for the one it
needs. Phrases ("كانون الثاني", "أول من أمس") are one item. Word types are looked up once per process.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, NamedTuple

from khabar.arabic import fold
from khabar.lexicon import load
from khabar.numerals import Numeral, numeral, read_number
from khabar.reading.analysis import Analysis

_TABLES = (
    "month",
    "month_unsure",
    "hijri_month",
    "hijri_month_unsure",
    "weekday",
    "deictic",
    "day_part",
    "part",
    "season",
    "unit",
    "units",
    "dual",
    "the_unit",
    "the_units",
    "the_dual",
    "pair",
    "decade",
    "which",
    "anaphoric",
    "this",
    "same",
    "preposition",
    "about",
    "some",
    "few",
    "fraction",
    "moment",
    "vague",
    "vague_set",
    "now",
    "moment_of_writing",
    "then",
    "day_of_course",
    "eve",
    "named_day",
    "era",
)
_MARKS = {
    "/": "slash",
    "\\": "slash",
    "(": "open",
    ")": "close",
    "-": "dash",
    "–": "dash",
    "—": "dash",
    "،": "comma",
    ",": "comma",
    ":": "colon",
}
_STARTERS = frozenset(
    {
        "month",
        "month_unsure",
        "hijri_month",
        "hijri_month_unsure",
        "weekday",
        "deictic",
        "day_part",
        "part",
        "season",
        "unit",
        "units",
        "dual",
        "the_unit",
        "the_units",
        "the_dual",
        "pair",
        "decade",
        "this",
        "same",
        "about",
        "some",
        "fraction",
        "moment",
        "vague",
        "vague_set",
        "now",
        "eve",
        "named_day",
        "day_of_course",
    }
)
_STARTING_PREPOSITIONS = frozenset(
    {"since", "till", "after", "before", "between", "of", "in", "during", "within", "every", "by"}
)
NO_CLASSES: dict[str, Any] = {}


class Phrase(NamedTuple):
    """Further words after the first, and the class and value of the whole."""

    rest: tuple[str, ...]
    name: str
    value: Any


class Entry(NamedTuple):
    """A word type: its classes with their values, phrases it begins, clitic letters in front, "و" or "ف" in front."""

    classes: dict[str, Any]
    phrases: tuple[Phrase, ...]
    lead: int
    joined: bool
    number: Numeral | None


class Item(NamedTuple):
    """One word, phrase or number of the text: tokens first ≤ i < end. number: its value, or None."""

    first: int
    end: int
    classes: dict[str, Any]
    lead: int = 0
    joined: bool = False
    number: int | None = None
    ordinal: bool = False
    digits: bool = False


@cache
def _lexicon() -> tuple[dict[str, dict[str, Any]], dict[str, list[Phrase]]]:
    """Single words by class, and phrases by their first word."""
    words: dict[str, dict[str, Any]] = {}
    phrases: dict[str, list[Phrase]] = {}
    data = load("times")
    for name in _TABLES:
        for word, value in data[name].items():
            for spelled in _spellings(name, fold(word)):
                head, *rest = spelled.split()
                if rest:
                    phrases.setdefault(head, []).append(Phrase(tuple(rest), name, value))
                else:
                    words.setdefault(head, {}).setdefault(name, value)
    for mark, name in _MARKS.items():
        words[mark] = {name: True}
    for found in phrases.values():
        found.sort(key=lambda phrase: -len(phrase.rest))
    return words, phrases


def _spellings(name: str, word: str) -> list[str]:
    """A part of the day is also written with the article and as an adverb: المساء, مساءا, صباحا."""
    if name != "day_part":
        return [word]
    *head, last = word.split()
    return [" ".join([*head, spelled]) for spelled in (last, "ال" + last, last + "ا")]


@lru_cache(maxsize=100_000)
def entry(norm: str) -> Entry | None:
    """Return what a folded word can mean in a time, under the fewest clitics that give it a meaning; else None."""
    words, phrases = _lexicon()
    for core, lead, joined in _cores(norm):
        classes, begun = words.get(core), phrases.get(core)
        number = numeral(core)
        if number and number.joined:
            number = None
        if classes or begun or number:
            return Entry(classes or NO_CLASSES, tuple(begun or ()), lead, joined, number)
    return None


def _cores(norm: str) -> list[tuple[str, int, bool]]:
    """The word without و or ف and without ب ل ك in front, fewest clitics first."""
    cores = [(norm, 0, False)]
    for joined, rest, cut in ((False, norm, 0), (True, norm[1:], 1)):
        if joined:
            if norm[:1] not in ("و", "ف") or len(rest) < 2:
                continue
            cores.append((rest, 1, True))
        if rest[:1] in ("ب", "ل", "ك") and len(rest) > 2:
            cores.append((rest[1:], cut + 1, joined))
            if rest[:2] == "لل":
                cores.append(("ال" + rest[2:], cut, joined))
                cores.append(("ا" + rest, cut, joined))
    return cores


@lru_cache(maxsize=100_000)
def starts_time(norm: str) -> bool:
    """Whether a time expression may begin with this folded word."""
    if norm in ("ال", "ل") or norm[:1].isdigit():
        return True
    found = entry(norm)
    if found is None:
        return False
    classes = found.classes
    return (
        found.number is not None
        or bool(found.phrases)
        or not _STARTERS.isdisjoint(classes)
        or classes.get("preposition") in _STARTING_PREPOSITIONS
    )


class Words:
    """The words of one report as items, read on demand."""

    def __init__(self, analysis: Analysis) -> None:
        self.forms = analysis.forms
        self.size = len(analysis)
        self._items: dict[int, Item] = {}

    def skip(self, i: int) -> int:
        """Return the next token at or after i that is no blank; a line end is not skipped."""
        forms = self.forms
        while i < self.size and forms[i].kind == "space" and "\n" not in forms[i].norm:
            i += 1
        return i

    def back(self, i: int) -> int:
        """Return the token before i that is no blank, or -1."""
        i -= 1
        while i >= 0 and self.forms[i].kind == "space" and "\n" not in self.forms[i].norm:
            i -= 1
        return i

    def norm(self, i: int) -> str:
        """Return the folded word at a token, "" outside the text."""
        return self.forms[i].norm if 0 <= i < self.size else ""

    def item(self, i: int) -> Item:
        """Return the item that starts at a token; its `end` is the next word's token."""
        found = self._items.get(i)
        if found is None:
            found = self._items[i] = self._read(i)
        return found

    def _read(self, i: int) -> Item:
        if i >= self.size:
            return Item(i, i, NO_CLASSES)
        norm = self.forms[i].norm
        following = self.skip(i + 1)
        if norm in ("ال", "ل", "ب") and self.norm(following)[:1].isdigit():
            inner = self.item(following)
            return inner._replace(first=i)
        found = entry(norm)
        if found is None:
            return Item(i, following, NO_CLASSES)
        for phrase in found.phrases:
            end = self._match(following, phrase.rest)
            if end is not None:
                classes = {phrase.name: phrase.value}
                if len(phrase.rest) == 1 and phrase.name in {"day_part", "preposition"}:
                    classes = {**found.classes, **classes} if phrase.name == "preposition" else classes
                return Item(i, end, classes, found.lead, found.joined)
        if found.number is None:
            return Item(i, following, found.classes, found.lead, found.joined)
        return self._number(i, found)

    def _match(self, i: int, rest: tuple[str, ...]) -> int | None:
        for word in rest:
            if self.norm(i) != word:
                return None
            i = self.skip(i + 1)
        return i

    def _number(self, i: int, found: Entry) -> Item:
        norms, tokens = [self.norm(i)[found.lead :]], [i]
        if self.norm(i).startswith("لل") and not found.lead:
            norms[0] = "ال" + self.norm(i)[2:]
        j = self.skip(i + 1)
        while j < self.size and len(norms) < 8 and (numeral(self.norm(j)) or self.norm(j) == "و"):
            if self.norm(j) != "و":
                norms.append(self.norm(j))
                tokens.append(j)
            elif not self.norm(self.skip(j + 1))[:1].isdigit():
                break
            j = self.skip(j + 1)
        value = read_number(norms)
        if value is None:
            return Item(i, self.skip(i + 1), found.classes, found.lead, found.joined)
        end = self.skip(tokens[value.words - 1] + 1)
        digits = found.number is not None and found.number.kind == "digits"
        return Item(i, end, found.classes, found.lead, found.joined, value.value, value.ordinal, digits)
