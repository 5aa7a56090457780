"""Proposals: plans that parties can be for or against, their terms and status."""

from __future__ import annotations

from khabar.reading.analysis import Analysis, ProposalDraft
from khabar.reading.proposals.gathering import gather


def find_proposals(analysis: Analysis) -> None:
    """Fill the analysis with proposals and tell each statement which of them it is about."""
    for gathered in gather(analysis):
        index = len(analysis.proposals)
        draft = ProposalDraft(gathered.kind, gathered.pieces, f"rule:proposal/{gathered.by[0]}")
        analysis.proposals.append(draft)
        for statement in gathered.about:
            analysis.statements[statement].about.append(index)
