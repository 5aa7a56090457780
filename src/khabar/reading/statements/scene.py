"""What the statement rules look at, gathered once per report: the analysis and where its times and places begin."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.reading.analysis import Analysis


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
    place_end = {piece.first: piece.last for place in analysis.places for piece in place.mentions}
    return Scene(analysis, time_end, place_end, frozenset(sentence.first for sentence in analysis.sentences))
