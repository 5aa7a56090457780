"""How sure a step was of a claim → how probable it is that the claim is right, as annotated reports have shown."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from khabar.lexicon import load
from khabar.reading.analysis import EventDraft, ProposalDraft, StatementDraft

_KINDS = {StatementDraft: "statement", ProposalDraft: "proposal", EventDraft: "event"}


def confidence(draft: StatementDraft | ProposalDraft | EventDraft) -> float:
    """Return the probability that a claim is right, to three places; of a kind, surer claims are never less probable."""
    at, right = _points(_KINDS[type(draft)])
    own = sure(draft)
    after = min(max(bisect_right(at, own), 1), len(at) - 1)
    low, high = at[after - 1], at[after]
    return round(right[after - 1] + (own - low) / (high - low) * (right[after] - right[after - 1]), 3)


def sure(draft: StatementDraft | ProposalDraft | EventDraft) -> float:
    """Return how sure the steps were of a claim, 0 to 1; of a statement, that it is one and has its act."""
    return draft.confidence * draft.act_chance if isinstance(draft, StatementDraft) else draft.confidence


@cache
def _points(kind: str) -> tuple[list[float], list[float]]:
    points = load("confidence")[kind]["points"]
    return [point["sure"] for point in points], [point["right"] for point in points]
