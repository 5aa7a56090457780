"""Statements: cues with their sources and contents."""

from __future__ import annotations

from khabar.reading.analysis import Analysis


def find_statements(analysis: Analysis) -> None:
    """Fill the analysis with what this step finds."""
