"""Proposals: plans that parties can be for or against, their terms and status."""

from __future__ import annotations

from khabar.reading.analysis import Analysis, ProposalDraft
from khabar.reading.proposals.conditions import link_conditions
from khabar.reading.proposals.gathering import gather
from khabar.reading.proposals.status import read_status
from khabar.reading.proposals.tabled import extend, table
from khabar.reading.proposals.terms import read_terms

# How often a proposal that came to light in this way was one, over annotated reports read from end to end.
_CONFIDENCE = {
    "planned": 0.87,
    "named": 0.82,
    "demanded": 0.71,
    "supported": 0.69,
    "agreed": 0.67,
    "offered": 0.62,
    "accepted": 0.6,
    "refused": 0.53,
    "tabled": 0.5,
    "hoped": 0.5,
    "promised": 0.4,
}


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
            guessed=found.guessed,
            confidence=_CONFIDENCE[found.by[0]],
            concluded_by=found.signers,
            told=found.told,
        )
        analysis.proposals.append(draft)
        for statement in sorted(found.about):
            analysis.statements[statement].about.append(index)
        read_terms(analysis, draft, found)
    link_conditions(analysis, gathered)
    for draft, found in zip(analysis.proposals, gathered, strict=True):
        read_status(analysis, draft, found)
        table(draft, found)
    extend(analysis, analysis.proposals)
