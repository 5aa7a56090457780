"""Tolls: how many people an event killed, hurt, drove out or put behind bars.

A count is a number beside a word of harm ("مقتل 20 مسلحا", "لقي ستة مصرعهم", "أصيب ما بين 20 و30 شخصا"); it goes to
the nearest event of its sentence that can have caused it, or to the last one told if the sentence comes back to it.
Words such as "عشرات" give no number.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from khabar.arabic import fold
from khabar.lexicon import load
from khabar.lexicon.inflect import verb_forms
from khabar.numerals import numeral, read_number
from khabar.reading.analysis import Analysis, CountMention, EventDraft

_AHEAD = 7
_BEHIND = 10
_AT_LEAST = (("اكثر", "من"), ("يزيد", "علي"), ("يزيد", "عن"), ("يقل", "عن"), ("تجاوز",), ("يفوق",))
_PLURAL_SCALES = frozenset({"الاف", "ملايين", "ميات", "مئات", "عشرات", "اف"})
_AFTER_NUMBER = ("مصرع", "حتف", "قتيل", "جريح", "نازح", "شهيد", "معتقلا", "بجروح")
_DECIMAL = re.compile(r"\d+[.,٫]\d{1,2}")
_NOT_PEOPLE = frozenset(
    {"عام", "عاما", "سنه", "سنوات", "يوم", "يوما", "ايام", "ساعه", "ساعات", "شهر", "اشهر", "كيلومتر", "كيلومترا", "كلم", "كم",
     "مره", "موقع", "مواقع", "دقيقه", "دبابه", "دبابات", "اليه", "سياره", "سيارات", "طايره", "منزل", "منزلا", "دولار", "بالميه"}
)  # fmt: skip


class Found(NamedTuple):
    """A count in the text: its kind, the token of the word of harm, and the number."""

    kind: str
    token: int
    number: CountMention


@cache
def _harm() -> dict[str, str]:
    """Folded words of harm to the kind of toll they count."""
    found: dict[str, str] = {}
    for kind, raw in load("event_settings")["toll"].items():
        for past, present in raw.get("verbs", ()):
            for form, inflections in verb_forms(past, present).items():
                if any(x.person == 3 and x.tense == "past" for x in inflections):
                    found.setdefault(form, kind)
        for word in raw["words"]:
            found.setdefault(fold(word), kind)
    return found


@cache
def _harm_of(norm: str) -> str | None:
    known = _harm()
    for word in (norm, norm[1:] if norm[:1] in "وفبل" else norm, norm[2:] if norm[:2] in ("وب", "ول", "فب") else norm):
        if word in known:
            return known[word]
    return None


def counts_in(analysis: Analysis, first: int, last: int) -> list[Found]:
    """Return the counts of people harmed in tokens first ≤ i < last, in text order."""
    found: list[Found] = []
    taken: set[int] = set()
    norms = analysis.norms(first, last)
    for offset, norm in enumerate(norms):
        kind = _harm_of(norm)
        if kind is None:
            continue
        count = _count_near(analysis, norms, first, offset, taken)
        if count is not None:
            found.append(Found(kind, first + offset, count))
    return found


def _count_near(analysis: Analysis, norms: list[str], first: int, offset: int, taken: set[int]) -> CountMention | None:
    """The number after a word of harm, before it where the next word of harm is nearer to what follows."""
    ahead = list(range(offset + 1, min(len(norms), offset + _AHEAD)))
    behind = list(range(offset - 1, max(-1, offset - _BEHIND), -1))
    ways = (behind, ahead) if norms[offset].startswith(_AFTER_NUMBER) else (ahead, behind)
    for way in ways:
        for at in way:
            if norms[at] in (".", "؛", ":") or _harm_of(norms[at]) is not None:
                break
            value = None if at in taken else _people_at(norms, at)
            if value is not None:
                return _bounds(analysis, norms, first, at=at, end=at + value[1], value=value[0], taken=taken)
    return None


def _people_at(norms: list[str], at: int) -> tuple[int, int] | None:
    """The number that begins at a word, and its length, unless it counts something else than people."""
    if at and numeral(norms[at - 1]) is not None and numeral(norms[at]) is not None and norms[at][0] != "و":
        return None  # the middle of a longer number
    decimal = _DECIMAL.fullmatch(norms[at])
    if decimal and norms[at + 1 : at + 2] == ["مليون"]:
        return round(float(norms[at].replace(",", ".").replace("٫", ".")) * 1_000_000), 2
    number = read_number(norms, at)
    if number is None or number.ordinal or norms[at].removeprefix("ال") in _PLURAL_SCALES:
        return None
    if number.value == 1 and not norms[at].isdigit():
        return None
    around = [*norms[max(0, at - 2) : at], *norms[at + number.words : at + number.words + 1]]
    if any(word.removeprefix("ال") in _NOT_PEOPLE for word in around):
        return None
    if 1900 < number.value < 2100 and number.words == 1 and at and norms[at - 1] in ("عام", "سنه", "منذ", "في"):
        return None
    if at and (_DECIMAL.fullmatch(norms[at - 1]) or norms[at - 1] in ("ربع", "نصف")):
        return None
    return number.value, number.words


def _bounds(
    analysis: Analysis, norms: list[str], first: int, *, at: int, end: int, value: int, taken: set[int]
) -> CountMention:
    """The count with its hedges: "بين 20 و30" is a range, "أكثر من 20" has no upper end."""
    high: int | None = value
    start = at
    before = norms[max(0, at - 2) : at]
    if norms[at - 1 : at] == ["بين"] and at:
        second = end
        if second < len(norms) and norms[second] == "و":
            second += 1
        other = (
            read_number([norms[second].removeprefix("و"), *norms[second + 1 : second + 4]])
            if second < len(norms)
            else None
        )
        if other is not None and other.value > value:
            high, end, start = other.value, second + other.words, at - 1
    elif any(tuple(before[-len(hedge) :]) == hedge for hedge in _AT_LEAST) or norms[end : end + 4].count("الاقل"):
        high = None
        start = max(0, at - 2) if before and before[-1] in ("من", "علي", "عن") else at
    taken.update(range(at, end))
    return CountMention(value, high, analysis.piece(first + start, first + end))


_CAUSES = {
    "dead": ("ASSAULT",),
    "injured": ("ASSAULT", "COERCE"),
    "displaced": ("ASSAULT", "COERCE"),
    "arrested": ("COERCE",),
}


def add_tolls(analysis: Analysis, events: list[tuple[str, EventDraft]], echoes: set[int]) -> None:
    """Give every count of the report to the event that caused it.

    echoes: sentences (indexes) that come back to an event told before.
    """
    by_sentence: dict[int, list[EventDraft]] = {}
    for _, event in events:
        by_sentence.setdefault(analysis.sentence_of[event.trigger.first], []).append(event)
    last: dict[str, EventDraft] = {}
    for index, sentence in enumerate(analysis.sentences):
        here = by_sentence.get(index, [])
        if here or index in echoes:
            for kind, token, count in counts_in(analysis, sentence.first, sentence.last):
                causes = [event for event in here if event.type in _CAUSES[kind] and kind not in event.toll]
                if causes:
                    nearest = min(causes, key=lambda event: abs(event.trigger.first - token))
                    nearest.toll[kind] = count
                elif index in echoes and kind in last and kind not in last[kind].toll:
                    last[kind].toll[kind] = count
        for event in here:
            for kind, types in _CAUSES.items():
                if event.type in types:
                    last[kind] = event
