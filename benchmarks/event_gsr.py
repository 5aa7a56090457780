"""Does a sentence report an ASSAULT or a PROTEST? khabar's events against the Arabic PLOVER gold standard, in five folds.

    PYTHONPATH=src python benchmarks/event_gsr.py FOLDER [--no-model]

FOLDER holds assault.jsonl and protest.jsonl: a sentence a line (text) with the label of its readers, "yes" (all of them),
"difficult no" (most said no), "easy no" (all said no) or "ambiguous" (left out). Needs scipy.

Its readers asked whether the sentence reports this very event as news; khabar writes down what is told in passing, too:
an attack of years ago, one that is feared, investigated or condemned. So the confidence of khabar's events (first rows)
is one answer, and a decision fitted on what khabar knows of the sentence another: the record (events with modes,
parties, tolls, time, what is said of them), then also the signs by which events were weighed, then also the words. Each
sentence is judged by a logistic regression (quadratic penalty) fitted on the four folds that it is not in, with the
threshold that was best in four folds of those.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from khabar.reading.analysis import Analysis
from khabar.reading.events.decision import History, likeliest, scenes, signs
from khabar.reading.events.triggers import candidates
from khabar.reading.steps import read_report
from khabar.record import Report

FOLDS = 5
Features = dict[str, float]


class Sentence(NamedTuple):
    """A sentence's label, the highest confidence of an event of the type, and what khabar knows of it by kind."""

    label: str
    confidence: float
    record: Features
    signs: Features
    words: Features


def of_record(analysis: Analysis, event_type: str) -> Features:
    """What the record says that may bear on whether an event of a type is reported."""
    found: Features = {"words": math.log(1 + len(analysis)), "times": min(len(analysis.times), 3)}
    found.update({f"act {statement.act}": 1.0 for statement in analysis.statements})
    for event in analysis.events:
        found.update({f"any toll {harm}": 1.0 for harm in event.toll})
        if event.type != event_type:
            found[f"beside {event.type}"] = 1.0
            continue
        kind = event.by.rpartition("/")[2]
        found["sure"] = max(found.get("sure", 0.0), event.confidence)
        found[f"sure {kind}"] = max(found.get(f"sure {kind}", 0.0), event.confidence)
        if not event.aux:
            found["told as done"] = max(found.get("told as done", 0.0), event.confidence)
        told = [event.entry, f"mode {event.mode}", *(f"aux {aux}" for aux in event.aux)]
        told += [f"actor {analysis.parties[party].kind}" for party in event.actors]
        told += [f"recipient {analysis.parties[party].kind}" for party in event.recipients]
        told += [name for name, there in (("placed", event.place), ("dated", event.time)) if there is not None]
        found.update(dict.fromkeys([*told, *(f"toll {harm}" for harm in event.toll)], 1.0))
    return found


def of_signs(analysis: Analysis, event_type: str) -> Features:
    """The signs of the word that is likeliest to name an event of the type."""
    history, best, chosen = History(), 0.0, []
    found = candidates(analysis)
    for _, senses in groupby(zip(found, scenes(analysis, found), strict=True), key=lambda pair: pair[0].token):
        chance, (candidate, scene) = likeliest(analysis, list(senses), history)
        if candidate.sense.entry.type == event_type and chance >= best:
            best, chosen = chance, signs(analysis, candidate, scene, history)
    return {**dict.fromkeys(chosen, 1.0), "chance": math.log(max(best, 0.01) / max(1.0 - best, 0.01))}


def read(path: Path, event_type: str, *, model: bool) -> list[Sentence]:
    """Read every sentence of a file."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        analysis = read_report(Report(text=row["text"]), model=model)
        confidence = max((event.confidence for event in analysis.events if event.type == event_type), default=0.0)
        words = {f"word {form.norm}": 0.5 for form in analysis.forms if form.kind == "word"}
        own = (of_record(analysis, event_type), of_signs(analysis, event_type), words)
        found.append(Sentence(row["label"], confidence, *own))
    return found


def matrix(rows: Sequence[Features]) -> csr_matrix:
    """Return rows × features, a column of ones first."""
    column: dict[str, int] = {"": 0}
    at, data = [(k, 0) for k in range(len(rows))], [1.0] * len(rows)
    for k, row in enumerate(rows):
        for name, value in row.items():
            at.append((k, column.setdefault(name, len(column))))
            data.append(float(value))
    return csr_matrix((data, tuple(zip(*at, strict=True))), shape=(len(rows), len(column)))


def fitted(x: csr_matrix, y: np.ndarray, strength: float) -> np.ndarray:
    """Return the weights of a logistic regression."""

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        penalised = np.concatenate([[0.0], w[1:]])
        value = np.logaddexp(0, z).sum() - z[y].sum() + strength / 2 * float(penalised @ penalised)
        return value, x.T @ (1 / (1 + np.exp(-z)) - y) + strength * penalised

    found: np.ndarray = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 100}).x
    return found


def in_folds(x: csr_matrix, y: np.ndarray, folds: int, strength: float) -> np.ndarray:
    """Return a score of every row by weights that never saw it."""
    scores, fold = np.zeros(len(y)), spread(y, folds)
    for k in range(folds):
        scores[fold == k] = x[fold == k] @ fitted(x[fold != k], y[fold != k], strength)
    return scores


def spread(y: np.ndarray, folds: int) -> np.ndarray:
    """Return a fold for every row, each with its share of both answers, always the same."""
    fold = np.zeros(len(y), int)
    for answer in (False, True):
        rows = np.flatnonzero(y == answer)
        fold[np.random.default_rng(1).permutation(rows)] = np.arange(len(rows)) % folds
    return fold


def best_threshold(y: np.ndarray, scores: np.ndarray) -> float:
    """Return the score from which on saying yes gives the highest F1."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(y[order])
    f1 = 2 * right / (np.arange(1, len(y) + 1) + y.sum())
    return float(scores[order][int(f1.argmax())])


def shares(y: np.ndarray, said: np.ndarray) -> tuple[float, float, float]:
    """Return precision, recall, F1."""
    right, made, gold = int((y & said).sum()), int(said.sum()), int(y.sum())
    return right / max(made, 1), right / max(gold, 1), 2 * right / max(made + gold, 1)


def average_precision(y: np.ndarray, scores: np.ndarray) -> float:
    """Return the area under precision by recall."""
    hits = y[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(hits) / np.arange(1, len(y) + 1))[hits].mean())


def report(title: str, found: list[Sentence], rows: Sequence[Features] | None, strength: float) -> None:
    """Print the figures of one way to judge, against easy and against all no, fitted on yes and easy no."""
    y = np.array([s.label == "yes" for s in found])
    easy = np.array([s.label in {"yes", "easy no"} for s in found])
    scores, said = np.array([s.confidence for s in found]), np.zeros(len(found), bool)
    x = None if rows is None else matrix(rows)
    fold = np.full(len(found), -1)
    fold[easy] = spread(y[easy], FOLDS)
    for k in range(FOLDS):
        own = easy & (fold != k)
        held = (fold == k) | (~easy & (np.arange(len(found)) % FOLDS == k))
        if x is None:
            least = best_threshold(y[own], scores[own])
        else:
            least = best_threshold(y[own], in_folds(x[own], y[own], FOLDS - 1, strength))
            scores[held] = x[held] @ fitted(x[own], y[own], strength)
        said[held] = scores[held] >= least
    precision, recall, f1 = shares(y[easy], said[easy])
    hard = shares(y, said)
    print(
        f"  {title:22} {precision:.3f} {recall:.3f} {f1:.3f}   {average_precision(y[easy], scores[easy]):.3f}"
        f"      {hard[0]:.3f} {hard[2]:.3f}  {average_precision(y, scores):.3f}"
    )
    curve = []
    for wanted in (0.9, 0.8, 0.7, 0.6, 0.5):
        least = np.sort(scores[y])[::-1][math.ceil(wanted * y.sum()) - 1]
        curve.append(f"{wanted:.1f}: {shares(y[easy], scores[easy] >= least)[0]:.2f}")
    print(f"  {'':22} precision at recall {', '.join(curve)}")


def main() -> None:
    """Read both files and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--no-model", action="store_true", help="rules alone")
    parser.add_argument("--strength", type=float, default=5.0, help="of the penalty")
    options = parser.parse_args()
    for event_type in ("ASSAULT", "PROTEST"):
        every = read(options.folder / f"{event_type.lower()}.jsonl", event_type, model=not options.no_model)
        found = [sentence for sentence in every if sentence.label != "ambiguous"]
        count = {label: sum(s.label == label for s in found) for label in ("yes", "easy no", "difficult no")}
        print(f"{event_type}: " + ", ".join(f"{number} {label}" for label, number in count.items()))
        some = [(s.confidence > 0, s.label) for s in found]
        told = ", ".join(
            f"{label} {sum(there for there, own in some if own == label) / count[label]:.2f}" for label in count
        )
        print(f"  with an event of the type: {told}")
        print("                         yes or easy no                    and difficult no")
        print("                         P     R     F1      AP         P     F1     AP")
        report("confidence", found, None, options.strength)
        report("record", found, [s.record for s in found], options.strength)
        report("record, signs", found, [{**s.record, **s.signs} for s in found], options.strength)
        report("record, signs, words", found, [{**s.record, **s.signs, **s.words} for s in found], options.strength)


if __name__ == "__main__":
    main()
