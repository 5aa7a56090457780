"""Places: names of the text become places with coordinates."""

from __future__ import annotations

from khabar.reading.analysis import Analysis


def find_places(analysis: Analysis) -> None:
    """Fill the analysis with what this step finds."""
