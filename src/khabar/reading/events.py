"""Events: PLOVER type, actors, recipients, place, time, toll."""

from __future__ import annotations

from khabar.reading.analysis import Analysis


def find_events(analysis: Analysis) -> None:
    """Fill the analysis with what this step finds."""
