"""Where and when an event took place, and which statement vouches for it."""

from __future__ import annotations

from bisect import bisect_right

from khabar.reading.analysis import Analysis, Sentence
from khabar.reading.events.triggers import Candidate

_NEAR = 14
_FARTHEST = 200  # tokens; between 14 words stand at most so many marks


def time_of(analysis: Analysis, candidate: Candidate) -> int | None:
    """Return the index of the dated time nearest to the event word in its clause; what follows it counts before."""
    sentence = analysis.sentences[analysis.sentence_of[candidate.token]]
    dated = [
        (first, index)
        for first, index in analysis.times_between(*_around(candidate.token, sentence))
        if not (analysis.times[index].earliest is None and analysis.times[index].latest is None)
    ]
    return _nearest(analysis, candidate.token, dated)


def place_of(analysis: Analysis, candidate: Candidate) -> int | None:
    """Return the index of the place nearest to the event word in its clause, or the one it is within."""
    sentence = analysis.sentences[analysis.sentence_of[candidate.token]]
    return _nearest(analysis, candidate.token, analysis.places_between(*_around(candidate.token, sentence)))


def _around(token: int, sentence: Sentence) -> tuple[int, int]:
    """Where to look: the sentence, but not all of one that has no end."""
    return max(sentence.first, token - _FARTHEST), min(sentence.last, token + _FARTHEST)


def _nearest(analysis: Analysis, token: int, found: list[tuple[int, int]]) -> int | None:
    """The nearest of (token, index), of equally near ones that of the lowest index."""
    near: list[tuple[int, int]] = []
    after = bisect_right(found, token, key=lambda pair: pair[0])
    for side in (found[after:], found[:after][::-1]):
        for first, index in side:
            distance = _distance(analysis, token, first)
            if distance is None:  # what lies farther away is beyond the clause too
                break
            near.append((distance, index))
    return min(near)[1] if near else None


def _distance(analysis: Analysis, token: int, other: int) -> int | None:
    """Words between an event word and another, doubled backwards and over a comma; None beyond the clause."""
    low, high = min(token, other), max(token, other)
    words = 0
    for at in range(low + 1, high):
        form = analysis.forms[at]
        if form.norm in (".", "؛", ":"):
            return None
        words += 4 if form.norm in ("،", ",") else 6 if form.norm in ("ان", "انه", "انها") else form.kind != "punct"
    words = words if other > token else 2 * words + 1
    return words if words <= _NEAR else None


def vouching(analysis: Analysis, token: int) -> int | None:
    """Return the index of the innermost statement whose content holds a token."""
    over = analysis.statements_over(token)
    return min(over, key=lambda index: (_length(analysis, index), index)) if over else None


def _length(analysis: Analysis, statement: int) -> int:
    content = analysis.statements[statement].content
    return 0 if content is None else content.last - content.first
