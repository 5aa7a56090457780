"""Acts: what a source does by its words, from cue, content and negation together."""

from __future__ import annotations

from khabar.reading.analysis import Analysis


def find_acts(analysis: Analysis) -> None:
    """Fill the analysis with what this step finds."""
