"""Measure the weights of signs of who did an event and write lexicon/actor_weights.toml.

Run: ``python training/actor_weights.py DIR… [--strength S] [--folds N]``; DIR holds NAME.yaml beside NAME.txt,
DIR:0.5 is one whose reports count half. A log-linear choice among the answers that `khabar.reading.events.choice`
offers for every event found, fitted by L-BFGS on the summed probability of the right answers; needs numpy and scipy.
With --folds it only measures: each report is decided by weights fitted without it.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
from hinted import begin_analysis
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

import khabar.reading.events as events_of
from khabar.evaluate import Gold, find, load_gold, spellings
from khabar.reading import STEPS
from khabar.reading.analysis import Analysis, EventDraft
from khabar.reading.events.choice import answers
from khabar.reading.events.sides import Answer
from khabar.record import Report

TARGET = Path(__file__).parents[1] / "src/khabar/lexicon/actor_weights.toml"
HEAD = """# How much each sign speaks for an answer to who did an event: added log weights, written by
# training/actor_weights.py.
"""
LEAST = 3  # events in whose answers a sign must be seen
LIGHTEST = 0.01  # weights below are not written


class Question(NamedTuple):
    """One event found: its answers as (signs, whether right), what the rules found first; a sign may be there twice.

    report: its number; share: for how much it counts.
    """

    report: int
    answers: list[tuple[list[str], bool]]
    share: float = 1.0


Offer = Callable[[Analysis, list[EventDraft], int], Mapping[Answer, Iterable[str]]]


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


def questions(path: Path, number: int, role: str, offer: Offer, share: float) -> list[Question]:
    """Read an annotated report and return its events that were found; role: "actors" or "recipients"."""
    gold = load_gold(path)
    analysis = begin_analysis(Report(text=gold.text, published=gold.published))
    for name, step in STEPS.items():
        if name == "khabar_events":
            break
        step(analysis)
    choice = f"choose_{role}"
    keep = getattr(events_of, choice)
    setattr(events_of, choice, lambda _analysis, _events: None)  # the answers of the rules, not yet chosen from
    try:
        events_of.find_events(analysis)
    finally:
        setattr(events_of, choice, keep)
    means = meanings(gold, analysis)
    used: set[int] = set()
    found = []
    for event in gold.events:
        where = find(gold.text, event["trigger"], event.get("n", 1))
        parties = event.get(role) or []
        for index, draft in enumerate(analysis.events):
            same = where is not None and draft.trigger.start < where[1] and where[0] < draft.trigger.end
            if index not in used and same and draft.type == event["type"]:
                used.add(index)
                offered = offer(analysis, analysis.events, index)
                right = [(sorted(s), is_right(parties, a, means)) for a, s in offered.items()]
                found.append(Question(number, right, share))
                break
    return found


def is_right(parties: list[str], answer: Answer, means: list[set[str]]) -> bool:
    """Whether an answer names all annotated parties and no more."""
    return len(parties) == len(answer) and all(any(key in means[party] for party in answer) for key in parties)


def fit(data: list[Question], strength: float) -> dict[str, float]:
    """Return the weights of the signs; questions without a right answer teach nothing."""
    data = [question for question in data if any(right for _, right in question.answers)]
    counts = Counter(sign for q in data for sign in set().union(*(signs for signs, _ in q.answers)))
    index = {sign: i for i, sign in enumerate(sorted(sign for sign, count in counts.items() if count >= LEAST))}
    flat = [(number, signs, right) for number, q in enumerate(data) for signs, right in q.answers]
    cells = [(row, index[sign]) for row, (_, signs, _) in enumerate(flat) for sign in signs if sign in index]
    matrix = csr_matrix((np.ones(len(cells)), tuple(zip(*cells, strict=True))), shape=(len(flat), len(index)))
    group = np.array([number for number, _, _ in flat])
    right = np.array([float(r) for _, _, r in flat])
    share = np.array([q.share for q in data])
    starts = np.searchsorted(group, np.arange(len(data)))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total = matrix @ weights
        force = np.exp(total - np.maximum.reduceat(total, starts)[group])
        everything, good = np.add.reduceat(force, starts), np.add.reduceat(force * right, starts)
        slope = share[group] * (force / everything[group] - force * right / good[group])
        value = (share * (np.log(everything) - np.log(good))).sum() + 0.5 * strength * (weights**2).sum()
        return float(value), matrix.T @ slope + strength * weights

    weights = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {sign: round(float(weights[i]), 3) for sign, i in index.items() if abs(weights[i]) >= LIGHTEST}


def share_right(data: list[Question], weights: dict[str, float]) -> list[bool]:
    """Whether the likeliest answer to each question is right."""
    best = [max(q.answers, key=lambda answer: sum(weights.get(s, 0.0) for s in answer[0])) for q in data]
    return [right for _, right in best]


def run(role: str, offer: Offer, target: Path, head: str, strength: float) -> None:
    """Fit and write, or measure with folds, as the command line asks; strength: of the penalty if it does not say."""
    parser = argparse.ArgumentParser(description=f"Measure the weights of signs of the {role} of events.")
    parser.add_argument("folder", nargs="+", help="DIR, or DIR:0.5 for one that counts half")
    parser.add_argument("--strength", type=float, default=strength)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    named = [folder.partition(":") for folder in options.folder]
    paths = [(path, float(share or 1)) for folder, _, share in named for path in sorted(Path(folder).glob("*.yaml"))]
    data = [q for number, (path, share) in enumerate(paths) for q in questions(path, number, role, offer, share)]
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
    lines = [head, "\n[weights]\n", *(f'"{sign}" = {weight}\n' for sign, weight in sorted(weights.items()))]
    target.write_text("".join(lines), "utf-8")
    chosen = share_right(data, weights)
    sys.stdout.write(f"same reports: {sum(chosen) / len(chosen):.3f}\n")


if __name__ == "__main__":
    run("actors", answers, TARGET, HEAD, 3.0)
