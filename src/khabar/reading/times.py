"""Times: spans of the text become days, ranges and durations."""

from __future__ import annotations

from khabar.reading.analysis import Analysis


def find_times(analysis: Analysis) -> None:
    """Fill the analysis with what this step finds."""
