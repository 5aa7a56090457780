"""Measure how probable it is that a claim is right by how sure a step was of it, and write lexicon/confidence.toml.

Run: ``python training/confidence.py OPINIONS DIR… [--check DIR…]``; OPINIONS is the folder that
``training/reader/train.py fold`` wrote, DIR holds NAME.yaml beside NAME.txt. Every report is read as if none had ever
seen it: cues, acts and events are weighed by weights fitted here on the other two thirds of the reports, and the reader's
opinion is of one trained on these. Right is what the headline of `khabar evaluate` counts: a statement with its source
and act, a proposal with its kind, an event with its type.

Reports that come with the project were written for it and are easier than newspapers: where others are given, the line is
fitted on the claims of these alone, those of the first folder counting three times, and the project's own only teach the
weights. What is fitted is a line from 0 to 1 that bends at a few points, each at a share of all claims, and always rises,
so that claims keep their order; most probable to give what was right (scipy). The taste in acts of every folder but the
first is weighed apart, as `act_weights.py` does. --check: folders that nothing was fitted on, to see how far it holds.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import act_weights
import cue_weights
import event_weights
import hinted
import numpy as np
import rtoml
from scipy.optimize import minimize

from khabar.annotation import load_gold
from khabar.assemble import assemble
from khabar.evaluate import Evaluation, compare
from khabar.lexicon import load
from khabar.reading import confidence
from khabar.reading.acts import decision as acts
from khabar.reading.events import decision as events
from khabar.reading.statements import openings as cues
from khabar.reading.steps import STEPS
from khabar.record import Report

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/khabar/lexicon/confidence.toml"
HEAD = """# How probable it is that a claim is right (right) where a step was so sure of it (sure), written by
# training/confidence.py from reports that neither weights nor reader had seen; between two points it is a straight line.
# Right is what `khabar evaluate` counts: a statement with its source and act, a proposal or an event with its kind.
"""
BENDS = {"statement": 5, "proposal": 3, "event": 5}
FOLDS = 3
FIRST = 3.0
"""How much a claim of the first folder counts, whose annotators are the measure, where others count 1."""
LEAST, LEAST_RISE, MOST = 30, 0.1, 0.98
Tables = dict[str, dict[str, Any]]


class Claim(NamedTuple):
    """How sure a step was of a claim, whether it is right, and how much it counts."""

    sure: float
    right: bool
    share: float = 1.0


Claims = dict[str, list[Claim]]


def fold_of(text: str) -> int:
    """Return the fold of a report, the same whatever other reports there are."""
    return int(hinted.name_of(text)[:8], 16) % FOLDS


class Weighed:
    """The annotated words of reports that cues, acts and events are weighed by, with the fold of each."""

    def __init__(self, every: Sequence[Path]) -> None:
        texts = {p.stem: p.read_text("utf-8") for folder in every for p in sorted(folder.glob("*.txt"))}
        self.cues = [
            (fold_of(texts[choice.report]), choice) for folder in every for choice in cue_weights.choices(folder)
        ]
        self.acts = [
            (
                fold_of(report.analysis.report.text),
                act_weights.apart(found, folder.name) if folder != every[0] else found,
                act,
            )
            for folder in every
            for report in act_weights.load_reports(folder)
            for found, act in act_weights.samples(report)
        ]
        self.events = [
            (fold_of(report.analysis.report.text), (1.0, *sample))
            for folder in every
            for report in event_weights.load_reports(folder)
            for sample in event_weights.samples(report)
        ]

    def without(self, fold: int) -> Tables:
        """Return the tables of weights, as lexicons hold them, fitted on the reports of the other folds."""
        opening = cue_weights.fit(
            [*cue_weights.example_choices(), *(choice for own, choice in self.cues if own != fold)], 2.0
        )
        pairs = [(found, act) for own, found, act in self.acts if own != fold]
        act = act_weights.fit(pairs, [1.0] * len(pairs), (12.0, 35.0))
        event = event_weights.fit([sample for own, sample in self.events if own != fold], 4.0)
        return {
            "cue_weights": {"opening": opening},
            "act_weights": rtoml.loads(act_weights.text_of(act, load("act_weights")["lean"])),
            "event_weights": {"weights": event, "threshold": load("event_weights")["threshold"]},
        }


def weigh_by(tables: Tables) -> None:
    """Let cues, acts and events be weighed by these tables from now on instead of the shipped ones."""

    def loaded(name: str) -> dict[str, Any]:
        return tables.get(name) or load(name)

    for module in (acts, cues, events):
        module.load = loaded
        for known in vars(module).values():
            if hasattr(known, "cache_clear"):
                known.cache_clear()
    hinted.listen()  # what the reader's signs were scaled with is forgotten too


def claims_of(path: Path, share: float = 1.0) -> Claims:
    """Read a report and return its claims by kind; how sure steps were, not how probable it is; share: of each."""
    gold = load_gold(path)
    analysis = hinted.begin_analysis(Report(text=gold.text, published=gold.published))
    for step in STEPS.values():
        step(analysis)
    record, result = assemble(analysis), Evaluation()
    compare(gold, record, result)
    made = {"statement": record.statements, "proposal": record.proposals, "event": record.events}
    drafts = {"statement": analysis.statements, "proposal": analysis.proposals, "event": analysis.events}
    return {
        kind: [
            Claim(confidence.sure(draft), one.id in result.right, share)
            for draft, one in zip(drafts[kind], own, strict=True)
        ]
        for kind, own in made.items()
    }


def gathered(paths: Iterator[Path], first: Path | None = None) -> Claims:
    """Return the claims of several reports by kind; first: the folder whose claims count more."""
    found: Claims = {kind: [] for kind in BENDS}
    for path in paths:
        for kind, own in claims_of(path, FIRST if path.parent == first else 1.0).items():
            found[kind] += own
    return found


def fit(claims: Sequence[Claim], bends: int) -> list[tuple[float, float]]:
    """Return the points of the rising line that makes what was right most probable; a plain one for a few claims."""
    if len(claims) < LEAST:
        return [(0.0, 1 - MOST), (1.0, MOST)]
    sure, right = np.array([c.sure for c in claims]), np.array([float(c.right) for c in claims])
    counted = np.array([c.share for c in claims]) / sum(c.share for c in claims)
    shares = (np.arange(bends) + 0.5) / bends
    at = np.array(sorted({0.0, 1.0, *(round(float(x), 2) for x in np.quantile(sure, shares))}))
    near = np.array([np.interp(sure, at, row) for row in np.eye(len(at))]).T
    rises = near @ np.tril(np.ones((len(at), len(at))))  # a point is the sum of the rises up to it

    def loss(steps: np.ndarray) -> tuple[float, np.ndarray]:
        chance = np.clip(rises @ steps, 1e-4, 1 - 1e-4)
        value = -counted @ (right * np.log(chance) + (1 - right) * np.log(1 - chance))
        return float(value), rises.T @ (counted * (chance - right) / (chance * (1 - chance)))

    least = np.r_[0.02, LEAST_RISE * np.diff(at)]
    found = minimize(
        loss,
        np.r_[0.1, 0.8 * np.diff(at)],
        jac=True,
        method="SLSQP",
        bounds=[(low, MOST) for low in least],
        constraints=[
            {"type": "ineq", "fun": lambda steps: MOST - steps.sum(), "jac": lambda steps: -np.ones_like(steps)}
        ],
    ).x
    return [(float(x), round(float(y), 3)) for x, y in zip(at, np.cumsum(found), strict=True)]


def error(claims: Sequence[Claim], believed: Callable[[float], float]) -> float:
    """Return the mean distance of what is believed from the share right over the tenths, weighed by their claims."""
    chance = np.array([believed(c.sure) for c in claims])
    right = np.array([float(c.right) for c in claims])
    tenth = np.minimum((chance * 10).astype(int), 9)
    return float(sum(abs((chance - right)[tenth == t].sum()) for t in set(tenth)) / max(1, len(claims)))


def line(points: Sequence[tuple[float, float]]) -> Callable[[float], float]:
    """Return the line through some points."""
    at, chance = zip(*points, strict=True)
    return lambda sure: float(np.interp(sure, at, chance))


def text_of(points: dict[str, list[tuple[float, float]]]) -> str:
    """Return the points of every kind of claim as TOML."""
    rows = (
        f"\n[{kind}]\npoints = [\n" + "".join(f"  {{ sure = {x:.2f}, right = {y:.3f} }},\n" for x, y in own) + "]\n"
        for kind, own in points.items()
    )
    return HEAD + "".join(rows)


def main() -> None:
    """Read, fit, write, and say how far off it was before and is now."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("opinions", type=Path)
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--check", type=Path, nargs="*", default=[])
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    hinted.use(options.opinions)
    hinted.listen()
    weighed = Weighed(options.folder)
    met = [folder for folder in options.folder if not folder.resolve().is_relative_to(ROOT)] or options.folder
    paths = [path for folder in met for path in sorted(folder.glob("*.yaml"))]
    parts: list[Claims] = []
    for fold in range(FOLDS):
        weigh_by(weighed.without(fold))
        own = (p for p in paths if fold_of(p.with_suffix(".txt").read_text("utf-8")) == fold)
        parts.append(gathered(own, met[0]))
    weigh_by({})
    told = {kind: [c for part in parts for c in part[kind]] for kind in BENDS}
    points = {kind: fit(own, BENDS[kind]) for kind, own in told.items()}
    options.target.write_text(text_of(points), "utf-8")
    shown = [("fitted on", told)]
    shown += [(folder.name, gathered(iter(sorted(folder.glob("*.yaml"))))) for folder in options.check]
    for name, claims in shown:
        for kind, some in claims.items():
            before, now = error(some, float), error(some, line(points[kind]))
            sys.stdout.write(f"{name}, {kind}: {len(some)} claims, off by {before:.3f} before, {now:.3f} now\n")


if __name__ == "__main__":
    main()
