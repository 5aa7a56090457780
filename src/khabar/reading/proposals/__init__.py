"""Proposals: plans that parties can be for or against, their terms and status."""

from __future__ import annotations

from khabar.reading.analysis import Analysis, ProposalDraft
from khabar.reading.proposals.conditions import link_conditions
from khabar.reading.proposals.gathering import gather
from khabar.reading.proposals.status import read_status
from khabar.reading.proposals.terms import read_terms


def find_proposals(analysis: Analysis) -> None:
    """Fill the analysis with proposals and tell each statement which of them it is about."""
    gathered = gather(analysis)
    for index, found in enumerate(gathered):
        draft = ProposalDraft(
            found.kind,
            found.pieces,
            f"rule:proposal/{found.by[0]}",
            entry=found.plan.entry if found.plan else "",
            stands=found.stands,
            concluded_by=found.signers,
        )
        analysis.proposals.append(draft)
        for statement in sorted(found.about):
            analysis.statements[statement].about.append(index)
        read_terms(analysis, draft, found)
    link_conditions(analysis, gathered)
    for draft, found in zip(analysis.proposals, gathered, strict=True):
        read_status(analysis, draft, found)
