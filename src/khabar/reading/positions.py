"""Positions: where each party stands on each proposal, by its latest statement."""

from __future__ import annotations

from khabar.reading.analysis import Analysis


def derive_positions(analysis: Analysis) -> None:
    """Fill the analysis with what this step finds."""
