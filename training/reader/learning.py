"""What the reader is asked to learn of a report, and how well it has learnt it."""

from __future__ import annotations

import torch
from corpus import ACTS, AUXILIARIES, KINDS, PLANS, TYPES, Example
from model import Heads
from torch import Tensor
from torch.nn import functional

COUNTS = {
    "cue": 3,
    "trigger": 1 + len(TYPES),
    "plan": 1 + len(PLANS),
    "entity": 1 + len(KINDS),
    "aux": len(AUXILIARIES),
    "act": len(ACTS),
}
"""How many answers each question has; 0 is none, but for auxiliaries and acts."""
Asked = tuple[Example, Tensor]


def pointing(scores: Tensor, targets: list[list[int]]) -> Tensor:
    """The loss of arcs that may end at any mention of the right party, or at none where there is none."""
    chances = functional.log_softmax(scores, 1)
    return torch.stack(
        [-chances[k, [t + 1 for t in ends] or [0]].logsumexp(0) for k, ends in enumerate(targets)]
    ).mean()


def tags(length: int, marked: list[tuple[int, int]]) -> Tensor:
    """A number for each word, 0 where nothing is marked."""
    found = torch.zeros(length, dtype=torch.long)
    for at, number in marked:
        found[at] = number
    return found


def loss_of(heads: Heads, state: Tensor, report: Example) -> Tensor:
    """The loss of one report, every question weighed by how much hangs on it.

    Plans, names and auxiliaries are learnt because they shape what is seen of words; the program does not ask for them.
    """
    n = len(state)
    inside = [(at, 2) for s in report.said for at in range(s.cue[0] + 1, s.cue[1] + 1)]
    truth = {
        "cue": (4.0, tags(n, inside + [(s.cue[0], 1) for s in report.said])),
        "trigger": (4.0, tags(n, [(e.trigger, 1 + e.type) for e in report.happened])),
        "plan": (3.0, tags(n, [(first, 1 + kind) for first, _, kind in report.plans])),
        "entity": (1.0, tags(n, [(at, 1 + kind) for at, kind in report.entities.items()])),
    }
    total = torch.stack(
        [weight * functional.cross_entropy(heads.tags[name](state), t) for name, (weight, t) in truth.items()]
    ).sum()
    if report.said:
        at = torch.tensor([s.cue[0] for s in report.said])
        total = total + 0.5 * pointing(heads.arcs["source"](state, at), [s.source for s in report.said])
        opens = [[s.content[0]] if s.content else [] for s in report.said]
        total = total + 0.3 * pointing(heads.arcs["opens"](state, at), opens)
        scores = heads.act_scores(state, [s.cue[0] for s in report.said], [s.content for s in report.said])
        total = total + functional.cross_entropy(
            scores, torch.tensor([s.act for s in report.said]), label_smoothing=0.05
        )
    if report.happened:
        at = torch.tensor([e.trigger for e in report.happened])
        aux = torch.tensor([[float(k in e.aux) for k in range(len(AUXILIARIES))] for e in report.happened])
        total = total + functional.binary_cross_entropy_with_logits(heads.tags["aux"](state[at]), aux)
        total = total + 0.4 * pointing(heads.arcs["actor"](state, at), [e.actors for e in report.happened])
        total = total + 0.4 * pointing(heads.arcs["recipient"](state, at), [e.recipients for e in report.happened])
    return total


class _Counts:
    """Right, made and true answers by question."""

    def __init__(self) -> None:
        self.rows: dict[str, list[int]] = {}

    def add(self, name: str, right: int, made: int, true: int) -> None:
        row = self.rows.setdefault(name, [0, 0, 0])
        row[:] = [row[0] + right, row[1] + made, row[2] + true]

    def sets(self, name: str, made: set[object], true: set[object]) -> None:
        self.add(name, len(made & true), len(made), len(true))

    def f1(self) -> dict[str, float]:
        return {name: round(2 * right / max(1, made + true), 3) for name, (right, made, true) in self.rows.items()}


@torch.no_grad()
def figures(heads: Heads, found: list[Asked]) -> dict[str, float]:
    """F1 of cue words, trigger words with types and plan words; how often acts, sources, openings and actors are right."""
    counts = _Counts()
    for report, state in found:
        chance = {name: heads.tags[name](state).softmax(1) for name in ("cue", "trigger", "plan")}
        words = range(len(state))
        counts.sets("cue", {i for i in words if chance["cue"][i, 1] > 0.4}, {s.cue[0] for s in report.said})
        kinds = chance["trigger"][:, 1:].argmax(1)
        triggers = {(i, int(kinds[i])) for i in words if chance["trigger"][i, 0] < 0.65}
        counts.sets("trigger", triggers, {(e.trigger, e.type) for e in report.happened})
        counts.sets("plan", {i for i in words if chance["plan"][i, 0] < 0.65}, {first for first, _, _ in report.plans})
        if report.said:
            at = torch.tensor([s.cue[0] for s in report.said])
            acts = heads.act_scores(state, at.tolist(), [s.content for s in report.said]).argmax(1).tolist()
            counts.add("act", sum(a == s.act for a, s in zip(acts, report.said, strict=True)), len(acts), len(acts))
            ends = {name: (heads.arcs[name](state, at).argmax(1) - 1).tolist() for name in ("source", "opens")}
            right = sum(e in (s.source or [-1]) for e, s in zip(ends["source"], report.said, strict=True))
            counts.add("source", right, len(at), len(at))
            told = [(end, s.content[0]) for end, s in zip(ends["opens"], report.said, strict=True) if s.content]
            counts.add("opens", sum(end == first for end, first in told), len(told), len(told))
        if report.happened:
            at = torch.tensor([e.trigger for e in report.happened])
            actors = (heads.arcs["actor"](state, at).argmax(1) - 1).tolist()
            right = sum(e in (h.actors or [-1]) for e, h in zip(actors, report.happened, strict=True))
            counts.add("actor", right, len(at), len(at))
    return counts.f1()
