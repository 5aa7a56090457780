"""Parties: who acts, speaks, receives or is asked; names, titles, later mentions."""

from __future__ import annotations

from khabar.reading.analysis import Analysis


def find_parties(analysis: Analysis) -> None:
    """Fill the analysis with what this step finds."""
