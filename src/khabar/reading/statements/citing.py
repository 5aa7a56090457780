"""A verb of saying and who is cited beside it: "ذكرت الإذاعة نقلا عن مسؤولين أن", "وأكدت الوزارة، وفقا للوكالة، أن".

Where words stand between a verb of saying and its clause that tell whom an outlet cites or who relays it, what is told is
that clause, and the cited are its speakers.
"""

from __future__ import annotations

from khabar.lexicon.inflect import Inflection
from khabar.reading.analysis import Analysis
from khabar.reading.statements.kinds import kind_at
from khabar.reading.statements.lexicon import BARE, FINITE, Reading, Verb, readings
from khabar.reading.statements.sources import named_phrase
from khabar.reading.statements.words import COLONS, COMMAS, MARKS, is_complementiser
from khabar.record import Act

_IN_WRITING = {"جاء", "ورد"}
_WRITTEN = Verb("جاء", Act.SAY, frozenset({"that"}), frozenset(), "")
_FURTHER = 12  # tokens from a verb of saying over its speaker to a relay
_NEAR = 7  # tokens behind the cited in which what is said opens
_FRAMES = {"علي", "الي", "عن", "من"}
_CLAUSAL = {"that", "and that", "which", "and which", "verb", "and verb", ":"}


def finite_at(analysis: Analysis, at: int, last: int) -> Reading | None:
    """Return the reading of a finite verb of saying at a token, "جاء في" among them; None for other words."""
    if at >= last:
        return None
    form = analysis.forms[at]
    for way in readings(form.norm, form.segmentations):
        if way.inflection.tense in FINITE and (way.verb.speech or way.verb.name in ("أورد", "خلص")):
            return way
    if at + 2 < last and form.norm in _IN_WRITING and analysis.forms[at + 1].norm == "في":
        return Reading(_WRITTEN, Inflection("past", 3, "s", "m"), BARE)
    return None


def told_behind(analysis: Analysis, before: tuple[int, int], rest: tuple[int, int]) -> int | None:
    """Where the clause begins of a verb of saying that a relay parts from it: "وأكدت الوزارة، وفقا للوكالة، أن"."""
    (first, token), (after, last) = before, rest
    at = after
    while at < last and (analysis.texts[at] in COMMAS or analysis.texts[at] in MARKS):
        at += 1
    at += at < last and analysis.forms[at].norm in _FRAMES
    if at + 1 >= last or not is_complementiser(analysis.forms[at].norm):
        return None
    return at + 1 if saying_before(analysis, first, token) is not None else None


def saying_before(analysis: Analysis, first: int, token: int) -> int | None:
    """The verb of saying before a token, with nothing but its speaker between."""
    for at in range(token - 1, max(first, token - _FURTHER) - 1, -1):
        kind = kind_at(analysis, at)
        if finite_at(analysis, at, len(analysis)) is not None and kind in ("verb", "and verb"):
            return at
        if kind in _CLAUSAL:
            return None
    return None


def cites_for(analysis: Analysis, token: int, first: int, last: int) -> bool:
    """Whether "نقلا عن" tells whose words a verb before it reports: "ذكرت الإذاعة نقلا عن مسؤولين أن"."""
    said = saying_before(analysis, first, token)
    if said is None or token + 2 >= last:
        return False
    named = named_phrase(analysis, token + 2, last) or named_phrase(analysis, token + 3, last)
    end = token + 3 if named is None else named[0].last
    return any(
        is_complementiser(analysis.forms[k].norm) or analysis.texts[k] in COLONS
        for k in range(end, min(last, end + _NEAR))
    )
