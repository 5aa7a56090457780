"""Proposals: plans that parties can be for or against, their terms and status."""

from __future__ import annotations

from khabar.reading.analysis import Analysis


def find_proposals(analysis: Analysis) -> None:
    """Fill the analysis with what this step finds."""
