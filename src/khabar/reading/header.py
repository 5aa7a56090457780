"""Header: dateline, agency and byline, found in the first words of the text itself."""

from __future__ import annotations

from khabar.reading.analysis import Analysis


def find_header(analysis: Analysis) -> None:
    """Find the report's header; sets body, agency and byline (the dateline's place is set by `places`)."""
