"""Measure the weights of signs of who did an event and write lexicon/actor_weights.toml.

Run: ``python training/actor_weights.py DIR… [--strength S] [--folds N]``; DIR holds NAME.yaml beside NAME.txt. A
log-linear choice among the answers that `khabar.reading.events.choice` offers for every event found, fitted by
gradient ascent on the summed probability of the right answers; needs numpy. With --folds it only measures: each
report is decided by weights fitted without it.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np

import khabar.reading.events as events_of
from khabar.evaluate import Gold, find, load_gold, spellings
from khabar.reading import STEPS
from khabar.reading.analysis import Analysis
from khabar.reading.events.choice import Answer, answers
from khabar.reading.tokens import begin_analysis
from khabar.record import Report

TARGET = Path(__file__).parents[1] / "src/khabar/lexicon/actor_weights.toml"
HEAD = """# How much each sign speaks for an answer to who did an event: added log weights, written by
# training/actor_weights.py.
"""
LEAST = 3  # events in whose answers a sign must be seen


class Question(NamedTuple):
    """One event found: its answers as (signs, whether right), what the rules found first; report: its number."""

    report: int
    answers: list[tuple[frozenset[str], bool]]


def meanings(gold: Gold, analysis: Analysis) -> list[set[str]]:
    """Return, per party, the keys of the annotated entities that it can be by name."""
    names = {key: set().union(*(spellings(name) for name in e["names"])) for key, e in gold.entities.items()}
    found = []
    for party in analysis.parties:
        own = spellings(party.name)
        for index in party.mentions:
            mention = analysis.party_mentions[index]
            if mention.form != "pronoun":
                own |= spellings(analysis.text_of(mention.piece))
        found.append({key for key, spelled in names.items() if spelled & own})
    return found


def questions(path: Path, number: int) -> list[Question]:
    """Read an annotated report and return its events that were found."""
    gold = load_gold(path)
    analysis = begin_analysis(Report(text=gold.text, published=gold.published))
    for name, step in STEPS.items():
        if name == "khabar_events":
            break
        step(analysis)
    keep = events_of.choose_actors
    events_of.choose_actors = lambda _analysis, _events: None  # the answers of the rules, not yet chosen from
    try:
        events_of.find_events(analysis)
    finally:
        events_of.choose_actors = keep
    means = meanings(gold, analysis)
    used: set[int] = set()
    found = []
    for event in gold.events:
        where = find(gold.text, event["trigger"], event.get("n", 1))
        actors = event.get("actors") or []
        for index, draft in enumerate(analysis.events):
            same = where is not None and draft.trigger.start < where[1] and where[0] < draft.trigger.end
            if index not in used and same and draft.type == event["type"]:
                used.add(index)
                offered = answers(analysis, analysis.events, index)
                found.append(Question(number, [(frozenset(s), is_right(actors, a, means)) for a, s in offered.items()]))
                break
    return found


def is_right(actors: list[str], answer: Answer, means: list[set[str]]) -> bool:
    """Whether an answer names all annotated actors and no more."""
    return len(actors) == len(answer) and all(any(key in means[party] for party in answer) for key in actors)


def fit(data: list[Question], strength: float) -> dict[str, float]:
    """Return the weights of the signs; questions without a right answer teach nothing."""
    data = [question for question in data if any(right for _, right in question.answers)]
    counts = Counter(sign for q in data for sign in set().union(*(signs for signs, _ in q.answers)))
    index = {sign: i for i, sign in enumerate(sorted(sign for sign, count in counts.items() if count >= LEAST))}
    flat = [(number, signs, right) for number, q in enumerate(data) for signs, right in q.answers]
    matrix = np.zeros((len(flat), len(index)), dtype=np.float32)
    for row, (_, signs, _) in enumerate(flat):
        for sign in signs:
            if sign in index:
                matrix[row, index[sign]] = 1.0
    group = np.array([number for number, _, _ in flat])
    right = np.array([float(r) for _, _, r in flat])
    starts = np.searchsorted(group, np.arange(len(data)))
    weights = np.zeros(len(index))
    square = np.zeros(len(index))
    mean = np.zeros(len(index))
    for turn in range(1, 601):
        total = matrix @ weights
        force = np.exp(total - np.maximum.reduceat(total, starts)[group])
        everything = np.add.reduceat(force, starts)[group]
        good = np.add.reduceat(force * right, starts)[group]
        slope = matrix.T @ (force * right / good - force / everything) - strength * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        weights += 0.05 / (1 + turn / 100) * (mean / (1 - 0.9**turn)) / (np.sqrt(square / (1 - 0.99**turn)) + 1e-8)
    return {sign: round(float(weights[i]), 3) for sign, i in index.items() if abs(weights[i]) >= 0.01}


def share_right(data: list[Question], weights: dict[str, float]) -> list[bool]:
    """Whether the likeliest answer to each question is right."""
    best = [max(q.answers, key=lambda answer: sum(weights.get(s, 0.0) for s in answer[0])) for q in data]
    return [right for _, right in best]


def main() -> None:
    """Fit and write, or measure with folds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--strength", type=float, default=3.0)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    paths = [path for folder in options.folder for path in sorted(folder.glob("*.yaml"))]
    data = [question for number, path in enumerate(paths) for question in questions(path, number)]
    rules = sum(question.answers[0][1] for question in data) / len(data)
    sys.stdout.write(f"{len(data)} events found; the rules alone are right in {rules:.3f}\n")
    if options.folds:
        decided: list[bool] = []
        for fold in range(options.folds):
            weights = fit([q for q in data if q.report % options.folds != fold], options.strength)
            decided += share_right([q for q in data if q.report % options.folds == fold], weights)
        sys.stdout.write(f"held out: {sum(decided) / len(decided):.3f}\n")
        return
    weights = fit(data, options.strength)
    lines = [HEAD, "\n[weights]\n", *(f'"{sign}" = {weight}\n' for sign, weight in sorted(weights.items()))]
    TARGET.write_text("".join(lines), "utf-8")
    chosen = share_right(data, weights)
    sys.stdout.write(f"same reports: {sum(chosen) / len(chosen):.3f}\n")


if __name__ == "__main__":
    main()
