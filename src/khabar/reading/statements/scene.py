"""What the statement rules look at, gathered once per report: the analysis and where its times and places begin."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.reading.analysis import Analysis
from khabar.reading.parties.lexemes import classes


@dataclass(frozen=True, slots=True)
class Scene:
    """The analysis with the last token of the time and of the place that begins at a token, and where sentences begin."""

    analysis: Analysis
    time_end: dict[int, int]
    place_end: dict[int, int]
    sentence_starts: frozenset[int]


def scene_of(analysis: Analysis) -> Scene:
    """Return the scene of an analysis whose times, places and parties are known."""
    time_end = {time.piece.first: time.piece.last for time in analysis.times}
    place_end = {piece.first: _described(analysis, piece.last) for place in analysis.places for piece in place.mentions}
    return Scene(analysis, time_end, place_end, frozenset(sentence.first for sentence in analysis.sentences))


def _described(analysis: Analysis, end: int) -> int:
    """Where a place ends with the adjective of it ("حلب المحاصرة"): cities are feminine."""
    norm = analysis.forms[end].norm if end < len(analysis) else ""
    described = norm.startswith("ال") and norm.endswith("ه") and "adjective" in classes(norm[2:])
    return end + 1 if described and end not in analysis.mention_at else end
