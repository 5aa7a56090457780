"""Measure the weights of the signs of an understood speaker and write lexicon/source_weights.toml.

Run: ``python training/source_weights.py DIR… [--strength S] [--folds N]``; DIR holds NAME.yaml beside NAME.txt.
For every cue that names nobody beside it, the annotated source is chosen among the candidates by a log-linear model
(a softmax over their signs, with a quadratic penalty; numpy). Fitting reads each report with the annotated
speakers before the cue; measuring reads it with the model's own. With --folds it only measures: each report is
decided by weights fitted without it.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from hinted import begin_analysis

from khabar.evaluate import Gold, find, load_gold, spellings
from khabar.reading import STEPS
from khabar.reading.analysis import Analysis
from khabar.reading.statements import find_statements
from khabar.reading.statements.cues import Cue
from khabar.reading.statements.understood import Candidate
from khabar.record import Report

TARGET = Path(__file__).parents[1] / "src/khabar/lexicon/source_weights.toml"
HEAD = """# How much each sign speaks for a candidate being the understood speaker of a cue: added log odds, written by
# training/source_weights.py. The words of the signs are those of khabar/reading/statements/understood.py: how the
# candidate spoke before or was mentioned, and the form of the cue (and: "وأضاف"; as: "كما أكد"; opening: the
# sentence begins with it; he: "إنه أكد"; nested: within another's words).
"""
Weights = dict[str, float]


@dataclass
class Choice:
    """The candidates of one cue and which of them are the annotated source."""

    candidates: list[Candidate]
    right: list[bool]


class Annotated:
    """A report read up to its statements, and the annotated source of every cue."""

    def __init__(self, path: Path) -> None:
        self.gold: Gold = load_gold(path)
        self.names = {key: set().union(*map(spellings, e["names"])) for key, e in self.gold.entities.items()}
        self.sources: list[tuple[int, int, list[str]]] = []
        for statement in self.gold.statements:
            where = find(self.gold.text, statement["cue"], statement.get("n", 1))
            if where is not None:
                self.sources.append((*where, statement["source"]))

    def read(self) -> Analysis:
        """Return a fresh analysis with everything before the statements."""
        analysis = begin_analysis(Report(text=self.gold.text, published=self.gold.published))
        for name, step in STEPS.items():
            if name == "khabar_statements":
                break
            step(analysis)
        return analysis

    def source(self, analysis: Analysis, cue: Cue) -> list[str] | None:
        """Return the annotated source of a cue, None where the annotation has no statement there."""
        start, end = analysis.starts[cue.first], analysis.ends[cue.last - 1]
        for first, last, keys in self.sources:
            if first < end and start < last:
                return keys
        return None

    def meant(self, analysis: Analysis, party: int) -> set[str]:
        """Return the annotated parties that a party of the analysis can be, by its names."""
        known = analysis.parties[party]
        mentions = (analysis.party_mentions[m] for m in known.mentions)
        own = spellings(known.name).union(
            *(spellings(analysis.text_of(m.piece)) for m in mentions if m.form != "pronoun")
        )
        return {key for key, spelled in self.names.items() if spelled & own}

    def right(self, analysis: Analysis, candidate: Candidate, keys: list[str]) -> bool:
        """Whether a candidate is the annotated source: as many parties, each of them named so."""
        meant = [self.meant(analysis, party) for party in candidate.parties]
        return len(meant) == len(keys) and all(any(key in one for one in meant) for key in keys)


def weigh(candidate: Candidate, weights: Weights) -> float:
    """Return the sum of a candidate's weights."""
    return sum(weights.get(sign, 0.0) for sign in candidate.signs)


def choices(report: Annotated, weights: Weights, *, led: bool) -> list[Choice]:
    """Read a report's statements; led: go on with the annotated source where it is among the candidates."""
    found: list[Choice] = []

    analysis = report.read()

    def choose(cue: Cue, candidates: list[Candidate]) -> Candidate:
        candidates = sorted(candidates, key=lambda candidate: -weigh(candidate, weights))
        keys = report.source(analysis, cue)
        if keys is None:
            return candidates[0]
        right = [report.right(analysis, candidate, keys) for candidate in candidates]
        found.append(Choice(candidates, right))
        return candidates[right.index(True)] if led and any(right) else candidates[0]

    find_statements(analysis, choose)
    return found


def fit(data: list[Choice], strength: float, least: int = 2) -> Weights:
    """Return the weights of signs seen at least `least` times, by gradient ascent on the penalised likelihood."""
    data = [choice for choice in data if any(choice.right) and not all(choice.right)]
    counts = Counter(sign for choice in data for candidate in choice.candidates for sign in set(candidate.signs))
    names = sorted(sign for sign, count in counts.items() if count >= least)
    index = {sign: i for i, sign in enumerate(names)}
    matrices, truths = [], []
    for choice in data:
        matrix = np.zeros((len(choice.candidates), len(names)))
        for row, candidate in enumerate(choice.candidates):
            for sign in candidate.signs:
                if sign in index:
                    matrix[row, index[sign]] = 1.0
        matrices.append(matrix)
        truths.append(np.array(choice.right, dtype=float))
    weights = np.zeros(len(names))
    speed, moved = np.zeros(len(names)), np.zeros(len(names))
    for turn in range(1, 401):
        slope = -strength * weights
        for matrix, truth in zip(matrices, truths, strict=True):
            score = matrix @ weights
            chance = np.exp(score - score.max())
            among = chance * truth
            slope += matrix.T @ (among / among.sum() - chance / chance.sum())
        speed = 0.9 * speed + 0.1 * slope
        moved = 0.99 * moved + 0.01 * slope**2
        weights += 0.05 * (speed / (1 - 0.9**turn)) / (np.sqrt(moved / (1 - 0.99**turn)) + 1e-8)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True) if abs(weight) >= 0.02}


def score(data: list[Choice]) -> tuple[int, int, int]:
    """Return how many first candidates are right, for how many some candidate is, and how many cues there are."""
    return (
        sum(choice.right[0] for choice in data),
        sum(any(choice.right) for choice in data),
        len(data),
    )


def measure(reports: list[Annotated], folds: int, train: Callable[[list[Annotated]], Weights]) -> tuple[int, ...]:
    """Decide every report with weights fitted on the other folds."""
    total = np.zeros(3, dtype=int)
    for fold in range(folds):
        weights = train([r for i, r in enumerate(reports) if i % folds != fold])
        for report in reports[fold::folds]:
            total += score(choices(report, weights, led=False))
    return tuple(int(n) for n in total)


def main() -> None:
    """Fit and write, or measure with folds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--strength", type=float, default=1.0)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    reports = [Annotated(path) for folder in options.folder for path in sorted(folder.glob("*.yaml"))]
    led = {id(report): choices(report, {}, led=True) for report in reports}

    def train(some: list[Annotated]) -> Weights:
        return fit([choice for report in some for choice in led[id(report)]], options.strength)

    if options.folds:
        right, possible, cues = measure(reports, options.folds, train)
        sys.stdout.write(f"held out: {right} right, {possible} possible, of {cues}\n")
        return
    weights = train(reports)
    lines = [HEAD, "\n[weights]\n", *(f'"{sign}" = {weight}\n' for sign, weight in sorted(weights.items()))]
    TARGET.write_text("".join(lines), "utf-8")
    totals = np.array([score(choices(report, weights, led=False)) for report in reports]).sum(axis=0)
    sys.stdout.write("same reports: {} right, {} possible, of {}\n".format(*totals))


if __name__ == "__main__":
    main()
