"""Measure the weights of event signs on annotated reports and write lexicon/event_weights.toml.

Run: ``python training/event_weights.py DIR … [--strength S] [--folds N]``; a DIR holds NAME.yaml beside NAME.txt,
DIR:0.5 is one whose reports count half.
A plain logistic regression with a quadratic penalty, fitted by L-BFGS; needs numpy and scipy. It is fitted twice: what
a report has told before is first taken from its annotation, then from decisions as a reader makes them, right or
wrong, with weights fitted without the report. With --folds it only measures: each report is decided by weights fitted
without it.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from hinted import begin_analysis
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from khabar.reading import STEPS
from khabar.reading.analysis import Analysis
from khabar.reading.events.decision import History, Scene, scenes, signs
from khabar.reading.events.kinds import type_of
from khabar.reading.events.triggers import Candidate, candidates
from khabar.record import Report

TARGET = Path(__file__).parents[1] / "src/khabar/lexicon/event_weights.toml"
PARTS = 4  # in how many parts the reports are decided for the second fitting
HEAD = """# How much each sign speaks for a trigger word being an event of its own: added log odds, written by
# training/event_weights.py. The threshold is the probability from which on an event is kept.
"""


@dataclass
class Annotated:
    """A report read, and where its annotation has events: (start, end, type)."""

    analysis: Analysis
    events: list[tuple[int, int, str]]
    candidates: list[Candidate]
    scenes: list[Scene]


def place_of(text: str, words: str, rank: int) -> tuple[int, int]:
    """Return the offsets of the rank-th occurrence of a word, whole words first."""
    at, places = text.find(words), []
    while at >= 0:
        whole = not (at and text[at - 1].isalnum()) and not text[at + len(words) : at + len(words) + 1].isalnum()
        places.append((at, whole))
        at = text.find(words, at + 1)
    chosen = [at for at, whole in places if whole] or [at for at, _ in places]
    start = chosen[min(rank, len(chosen)) - 1]
    return start, start + len(words)


def load_reports(folder: Path) -> list[Annotated]:
    """Read every annotated report of a folder."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        gold: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
        text = path.with_suffix(".txt").read_text("utf-8")
        events = [(*place_of(text, e["trigger"], e.get("n", 1)), e["type"]) for e in gold.get("events") or []]
        analysis = begin_analysis(Report(text=text, published=gold.get("published")))
        for name, step in STEPS.items():
            if name == "khabar_events":
                break
            step(analysis)
        chosen = candidates(analysis)
        found.append(Annotated(analysis, events, chosen, scenes(analysis, chosen)))
    return found


def is_event(report: Annotated, candidate: Candidate, kind: str, used: set[int]) -> bool:
    """Whether the annotation has an event of this type at this word that no earlier candidate took."""
    start, end = report.analysis.starts[candidate.token], report.analysis.ends[candidate.token]
    for index, (first, last, wanted) in enumerate(report.events):
        if index not in used and kind == wanted and first < end and start < last:
            used.add(index)
            return True
    return False


def words_of(report: Annotated) -> Iterator[list[tuple[Candidate, Scene]]]:
    """The candidates with their scenes, gathered by word."""
    pairs = zip(report.candidates, report.scenes, strict=True)
    return (list(senses) for _, senses in groupby(pairs, key=lambda pair: pair[0].token))


Sample = tuple[list[str], bool]


def samples(report: Annotated) -> list[Sample]:
    """Signs and truth of every sense of every word of a report, with the true history before it."""
    history, used, found = History(), set[int](), []
    for senses in words_of(report):
        true: tuple[Candidate, Scene] | None = None
        for candidate, scene in senses:
            right = is_event(report, candidate, type_of(report.analysis, candidate, scene.setting), used)
            found.append((signs(report.analysis, candidate, scene, history), right))
            true = (candidate, scene) if right else true
        candidate, scene = true or senses[0]
        history.note(candidate, report.analysis.sentence_of[candidate.token], scene, taken=true is not None)
    return found


def samples_decided(report: Annotated, weights: dict[str, float], threshold: float) -> list[Sample]:
    """The same with the history of decisions by these weights."""
    history, used, found = History(), set[int](), []
    for senses in words_of(report):
        own = [signs(report.analysis, c, s, history) for c, s in senses]
        for (candidate, scene), marks in zip(senses, own, strict=True):
            right = is_event(report, candidate, type_of(report.analysis, candidate, scene.setting), used)
            found.append((marks, right))
        best, total = likeliest_of(own, weights)
        candidate, scene = senses[best]
        taken = chance_of(total) >= threshold
        history.note(candidate, report.analysis.sentence_of[candidate.token], scene, taken=taken)
    return found


def likeliest_of(senses: list[list[str]], weights: dict[str, float]) -> tuple[int, float]:
    """The rank and the sum of weights of the likeliest sense, of equal ones the first."""
    sums = [sum(weights.get(sign, 0.0) for sign in found) for found in senses]
    best = max(range(len(senses)), key=lambda i: (sums[i], -i))
    return best, sums[best]


def chance_of(total: float) -> float:
    """The probability of a sum of weights."""
    return float(1 / (1 + np.exp(-total)))


def tightness(sign: str, strength: float) -> float:
    """How tightly the weight of a sign is held: entries, of which there are many, more than what all share."""
    return 0.01 if sign == "all" else strength * (1.5 if sign.startswith("entry") else 1.0)


def fit(data: list[tuple[float, list[str], bool]], strength: float, least: int = 3) -> dict[str, float]:
    """Return the weights of signs seen at least `least` times; entries are held tighter.

    data: for how much a word counts, its signs, whether it is an event.
    """
    counts = Counter(sign for _, found, _ in data for sign in set(found))
    names = sorted(sign for sign, count in counts.items() if count >= least)
    index = {sign: i for i, sign in enumerate(names)}
    cells = [(row, index[sign]) for row, (_, found, _) in enumerate(data) for sign in set(found) if sign in index]
    matrix = csr_matrix((np.ones(len(cells)), tuple(zip(*cells, strict=True))), shape=(len(data), len(names)))
    truth = np.array([true for _, _, true in data], dtype=float)
    share = np.array([counted for counted, _, _ in data])
    penalty = np.array([tightness(name, strength) for name in names])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        sums = matrix @ weights
        value = (share * (np.logaddexp(0, sums) - truth * sums)).sum() + 0.5 * (penalty * weights**2).sum()
        return float(value), matrix.T @ (share * (1 / (1 + np.exp(-sums)) - truth)) + penalty * weights

    weights = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True) if abs(weight) >= 0.02}


def decide(report: Annotated, weights: dict[str, float], threshold: float) -> list[tuple[float, bool]]:
    """Probability and truth of the likeliest sense of every word, with the history of the decisions before it."""
    history, used, found = History(), set[int](), []
    for senses in words_of(report):
        best, total = likeliest_of([signs(report.analysis, c, s, history) for c, s in senses], weights)
        candidate, scene = senses[best]
        chance = chance_of(total)
        taken = chance >= threshold
        kind = type_of(report.analysis, candidate, scene.setting)
        found.append((chance, taken and is_event(report, candidate, kind, used)))
        history.note(candidate, report.analysis.sentence_of[candidate.token], scene, taken=taken)
    return found


Drawn = list[list[tuple[float, list[str], bool]]]


def without(drawn: Drawn, part: int, parts: int) -> list[tuple[float, list[str], bool]]:
    """The samples of all reports that are not in this part of so many."""
    return [sample for i, own in enumerate(drawn) if i % parts != part for sample in own]


def draw(counted: list[tuple[float, Annotated]], strength: float, threshold: float) -> Drawn:
    """The samples of each report, after decisions by weights fitted without it; counted: its share and the report."""
    true = [[(share, *sample) for sample in samples(report)] for share, report in counted]
    found: Drawn = [[] for _ in counted]
    for part in range(PARTS):
        weights = fit(without(true, part, PARTS), strength)
        for i in range(part, len(counted), PARTS):
            share, report = counted[i]
            found[i] = [(share, *sample) for sample in samples_decided(report, weights, threshold)]
    return found


def score(decided: list[tuple[float, bool]], gold: int, threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of the decisions against the number of annotated events."""
    made = sum(chance >= threshold for chance, _ in decided)
    right = sum(true for chance, true in decided if chance >= threshold)
    return right / max(made, 1), right / max(gold, 1), 2 * right / max(made + gold, 1)


def main() -> None:
    """Fit and write, or measure with folds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="+", help="DIR, or DIR:0.5 for one that counts half")
    parser.add_argument("--strength", type=float, default=4.0)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--threshold", type=float, default=0.3)
    options = parser.parse_args()
    shares = {Path(folder): float(share or 1) for folder, _, share in (x.partition(":") for x in options.folder)}
    counted = [(share, report) for folder, share in shares.items() for report in load_reports(folder)]
    reports = [report for _, report in counted]
    drawn = draw(counted, options.strength, options.threshold)
    gold = sum(len(report.events) for report in reports)
    if options.folds:
        decided = []
        for fold in range(options.folds):
            weights = fit(without(drawn, fold, options.folds), options.strength)
            for report in reports[fold :: options.folds]:
                decided += decide(report, weights, options.threshold)
        sys.stdout.write(
            "held out: precision {:.3f} recall {:.3f} F1 {:.3f}\n".format(*score(decided, gold, options.threshold))
        )
        return
    weights = fit([s for own in drawn for s in own], options.strength)
    lines = [
        HEAD,
        f"threshold = {options.threshold}\n\n[weights]\n",
        *(f'"{sign}" = {w}\n' for sign, w in sorted(weights.items())),
    ]
    TARGET.write_text("".join(lines), "utf-8")
    decided = [d for report in reports for d in decide(report, weights, options.threshold)]
    sys.stdout.write(
        "same reports: precision {:.3f} recall {:.3f} F1 {:.3f}\n".format(*score(decided, gold, options.threshold))
    )


if __name__ == "__main__":
    main()
