"""Trigger words: which words of a report can name an event, with the lexicon entry that says so.

A word is read with all its clitics and inflections; company words (`with`, `without`) choose between the entries
that share a form ("أطلق النار" is ASSAULT, "أطلق سراح" is RETREAT).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from khabar.arabic import Segmentation, fold, segmentations
from khabar.lexicon import Table, load
from khabar.lexicon.inflect import Inflection, verb_forms
from khabar.reading.analysis import Analysis
from khabar.record import EventType

_AHEAD = 8
_LONG_REACH = frozenset({"agree", "inform", "sanction", "mobilize", "meet"})
_AHEAD_OTHERS = 4
_BEHIND = 8
_BEHIND_OTHERS = 3
_FINITE = ("past", "present")
MOST_SENSES = 3
_STOPS = frozenset(".؟!؛\n")


@dataclass(frozen=True, slots=True, eq=False)  # one object an entry: told apart, and cached, by what it is
class Entry:
    """One lexicon entry (see lexicon/events.toml); `name` is its first verb or noun.

    alone: whether the word can name an event without the company that the entry asks for.
    """

    name: str
    type: EventType
    mode: str | None
    family: str
    roles: str
    company: frozenset[str]
    barred: frozenset[str]
    alone: bool
    openings: tuple[str, ...] = ()  # the company words that may go on with an ending


class Sense(NamedTuple):
    """What a form can be: a finite verb or a noun of an entry, with its inflections; number of a noun s, d or p."""

    entry: Entry
    kind: Literal["verb", "noun"]
    inflections: tuple[Inflection, ...]
    number: str


class Candidate(NamedTuple):
    """A word that can name an event: its token, how its clitics are cut, and its sense."""

    token: int
    cut: Segmentation
    sense: Sense
    alone: bool = False


def _noun_forms(noun: str) -> dict[str, str]:
    """Folded forms of a noun with their number: accusative alif, dual, and stems before pronouns."""
    word = fold(noun)
    plural = word.endswith(("ات",))
    forms = {word: "p" if plural else "s"}
    if word.endswith("ه"):
        forms |= {word[:-1] + ending: "d" for ending in ("تين", "تان", "تي", "تا")}
    elif word.endswith("اء"):
        forms |= {word[:-1] + hamza: "s" for hamza in ("ي", "و")} | {word + ending: "d" for ending in ("ين", "ان")}
    elif not plural:
        forms |= {word + "ا": "s"} | {word + ending: "d" for ending in ("ين", "ان")}
        if word.endswith("ي"):
            forms[word[:-1] + "ا"] = "s"
    return forms


def _entry(raw: dict[str, Any]) -> Entry:
    company = frozenset(fold(word) for word in raw.get("with", ()))
    return Entry(
        name=raw.get("past") or raw["nouns"][0],
        type=EventType(raw["type"]),
        mode=raw.get("mode"),
        family=raw["family"],
        roles=raw["roles"],
        company=company,
        barred=frozenset(fold(word) for word in raw.get("without", ())),
        alone=raw.get("alone", False),
        openings=tuple(sorted(word for word in company if len(word) >= 3)),
    )


@cache
def _finite(inflections: tuple[Inflection, ...], *, long: bool) -> tuple[Inflection, ...]:
    """Those by which a report tells of an event: of the third person, in a word long enough also "we"."""
    return tuple(x for x in inflections if x.tense in _FINITE and (x.person == 3 or (x.number == "p" and long)))


@cache
def table() -> Table[tuple[Sense, ...]]:
    """Return folded cores with all their senses, entries that ask for company first."""
    senses: dict[str, list[Sense]] = {}
    entries = load("events")["trigger"]
    for raw in sorted(entries, key=lambda raw: "with" not in raw):
        entry = _entry(raw)
        if "past" in raw:
            forms = verb_forms(
                raw["past"],
                raw["present"],
                participle=raw.get("participle"),
                passive_past=raw.get("passive_past"),
                passive_present=raw.get("passive_present"),
            )
            for form, inflections in forms.items():
                finite = _finite(inflections, long=len(form) > 3)
                if finite:
                    senses.setdefault(form, []).append(Sense(entry, "verb", finite, finite[0].number))
        for noun in raw.get("nouns", ()):
            for form, number in _noun_forms(noun).items():
                senses.setdefault(form, []).append(Sense(entry, "noun", (), number))
    return Table({form: tuple(found) for form, found in senses.items()})


@cache
def _homographs() -> frozenset[str]:
    words = [fold(word) for word in load("events")["homographs"]]
    return frozenset(joint + word for word in words for joint in ("", "و", "ف", "ب", "ل", "ال", "وال", "بال"))


def _fits(cut: Segmentation, sense: Sense) -> bool:
    """Whether a way to cut the word suits a verb or a noun."""
    if sense.kind == "noun":
        return cut.particle != "س" and not (cut.article and cut.pronoun)
    if cut.article or cut.particle in ("ب", "ك"):
        return False
    if cut.particle:
        return any(x.tense == "present" for x in sense.inflections)
    return True


@cache
def _bare(norm: str) -> tuple[str, ...]:
    """A folded word as it stands and without what can be joined to its front."""
    found = {norm}
    for cut in segmentations(norm):
        if not cut.pronoun and cut.particle != "س":
            found.add(cut.core)
            if cut.core.endswith("ا") and len(cut.core) > 3:
                found.add(cut.core[:-1])
    return tuple(found)


def _nearby(analysis: Analysis, token: int, ahead: int) -> set[str]:
    """Folded words near a token, also without conjunction, preposition and article; "ب-" for a next word with ب."""
    words: set[str] = set()
    forms = analysis.forms
    for step, reach in ((1, ahead), (-1, _BEHIND if ahead == _AHEAD else _BEHIND_OTHERS)):
        at, left = token + step, reach
        while 0 <= at < len(forms) and left:
            form = forms[at]
            if form.kind in ("word", "latin", "number"):
                left -= 1
                words.update(_bare(form.norm))
                if at == token + 1 and form.norm[0] == "ب":
                    words.add("ب-")
            elif form.norm in _STOPS:
                break
            at += step
    return words


def _keeps(entry: Entry, near: set[str]) -> bool:
    """Whether a company word is near, also with an ending ("مقاتل" finds "مقاتليه"); short ones must be whole."""
    if not entry.company.isdisjoint(near):
        return True
    openings = entry.openings
    return any(word.startswith(openings) for word in near)


def _beside(analysis: Analysis, token: int) -> set[str]:
    """Folded words right before and up to three after a token."""
    words: set[str] = set()
    for at in (token - 1, token + 1, token + 2, token + 3):
        if 0 <= at < len(analysis):
            words.update(_bare(analysis.forms[at].norm))
    return words


def _in_name(analysis: Analysis, token: int) -> bool:
    """Whether a word is part of a party's name of several words ("حركة تحرير", "المؤتمر الوطني")."""
    for index in analysis.mention_at.get(token, ()):
        mention = analysis.party_mentions[index]
        document = analysis.parties[mention.party].kind == "document"
        if mention.form == "name" and mention.piece.last - mention.piece.first > 1 and not document:
            return True
    return False


_BEFORE_NOUNS = frozenset(
    {"في", "الي", "عن", "علي", "من", "بعد", "قبل", "منذ", "خلال", "عقب", "اثر", "حول", "ضد", "بسبب", "جراء", "وقف", "محاوله",
     "عمليه", "عمليات", "اعمال", "سلسله", "حمله", "استمرار", "مواصله", "موجه", "اجل", "اي", "كل", "نتيجه", "اثناء", "دون",
     "ضحايا", "تبادل", "مع", "بين", "مقابل", "عدم", "بهدف", "بشان", "رغم", "وسط", "نحو"}
)  # fmt: skip


def _nominal(analysis: Analysis, token: int) -> bool:
    """Whether a word that can be verb or noun ("قصف", "طرد") is a noun by the word before it."""
    if not token:
        return False
    previous = analysis.forms[token - 1].norm
    return previous in _BEFORE_NOUNS or (previous[:1] in "وفبل" and previous[1:] in _BEFORE_NOUNS)


def headline_end(analysis: Analysis) -> int:
    """Return the end of a headline or caption: a short first line without a stop, with a report after it."""
    first = analysis.sentences[0] if analysis.sentences else None
    if first is None or first.paragraph == analysis.sentences[-1].paragraph:
        return 0
    words = [at for at in range(first.first, min(first.last, first.first + 40)) if analysis.forms[at].kind != "space"]
    stopped = any(analysis.forms[at].norm in _STOPS for at in words)
    return first.last if len(words) <= 16 and not stopped and len(analysis) > 4 * len(words) else 0


def _senses_at(
    analysis: Analysis, token: int, readings: Iterable[tuple[Segmentation, tuple[Sense, ...]]], *, homograph: bool
) -> list[Candidate]:
    """The senses that a word can have here, one a type, those with their company first."""
    nearby: dict[int, set[str]] = {}
    beside: set[str] | None = None
    open_: list[Candidate] = []
    alone: list[Candidate] = []
    for cut, sense in ((cut, sense) for cut, senses in readings for sense in senses):
        entry = sense.entry
        if not _fits(cut, sense) or (homograph and not entry.company):
            continue
        if entry.barred:
            beside = _beside(analysis, token) if beside is None else beside
            if entry.barred & beside:
                continue
        if entry.company:
            ahead = _AHEAD if entry.family in _LONG_REACH or sense.kind == "verb" else _AHEAD_OTHERS
            near = nearby.get(ahead)
            if near is None:
                near = nearby[ahead] = _nearby(analysis, token, ahead)
            if not _keeps(entry, near):
                if entry.alone and not homograph:
                    alone.append(Candidate(token, cut, sense, alone=True))
                continue
        open_.append(Candidate(token, cut, sense))
    found: list[Candidate] = []
    for candidate in (*open_, *alone):
        if all(candidate.sense.entry.type != other.sense.entry.type for other in found):
            found.append(candidate)
    return found[:MOST_SENSES]


def candidates(analysis: Analysis) -> list[Candidate]:
    """Return the words from the body of the report on that can name an event, with their senses, in text order."""
    known = table()
    homographs = _homographs()
    found: list[Candidate] = []
    for token in range(analysis.body, len(analysis)):
        form = analysis.forms[token]
        if form.kind != "word" or len(form.norm) < 2:
            continue
        readings = known.all(form.norm)
        if not readings or _in_name(analysis, token):
            continue
        if len(readings[0][1]) > 1 and _nominal(analysis, token):
            readings = tuple(
                (cut, tuple(sorted(senses, key=lambda sense: sense.kind != "noun"))) for cut, senses in readings
            )
        found += _senses_at(analysis, token, readings, homograph=form.norm in homographs)
    return found
