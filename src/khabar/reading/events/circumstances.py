"""Where and when an event took place, and which statement vouches for it."""

from __future__ import annotations

from khabar.reading.analysis import Analysis
from khabar.reading.events.triggers import Candidate

_NEAR = 14


def time_of(analysis: Analysis, candidate: Candidate) -> int | None:
    """Return the index of the dated time nearest to the event word in its clause; what follows it counts before."""
    best: tuple[int, int] | None = None
    for index, time in enumerate(analysis.times):
        if time.earliest is None and time.latest is None:
            continue
        distance = _distance(analysis, candidate.token, time.piece.first)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, index)
    return None if best is None else best[1]


def place_of(analysis: Analysis, candidate: Candidate) -> int | None:
    """Return the index of the place nearest to the event word in its clause, or the one it is within."""
    best: tuple[int, int] | None = None
    for index, place in enumerate(analysis.places):
        for piece in place.mentions:
            distance = _distance(analysis, candidate.token, piece.first)
            if distance is not None and (best is None or distance < best[0]):
                best = (distance, index)
    return None if best is None else best[1]


def _distance(analysis: Analysis, token: int, other: int) -> int | None:
    """Words between an event word and another, doubled backwards and over a comma; None beyond the clause."""
    if analysis.sentence_of[token] != analysis.sentence_of[other]:
        return None
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
    best: tuple[int, int] | None = None
    for index, statement in enumerate(analysis.statements):
        content = statement.content
        if content is not None and content.first <= token < content.last:
            length = content.last - content.first
            if best is None or length < best[0]:
                best = (length, index)
    return None if best is None else best[1]
