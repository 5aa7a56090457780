"""Measure the weights of signs of to whom an event was done and write lexicon/recipient_weights.toml.

Run: ``python training/recipient_weights.py DIR… [--strength S] [--folds N]``; DIR holds NAME.yaml beside NAME.txt.
The same log-linear choice as actor_weights.py, among the answers of `khabar.reading.events.receivers`; fit it after
the weights of actors. With --folds it only measures: each report is decided by weights fitted without it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from actor_weights import Question, fit, is_right, meanings, share_right

import khabar.reading.events as events_of
from khabar.evaluate import find, load_gold
from khabar.reading import STEPS
from khabar.reading.events.receivers import answers
from khabar.reading.tokens import begin_analysis
from khabar.record import Report

TARGET = Path(__file__).parents[1] / "src/khabar/lexicon/recipient_weights.toml"
HEAD = """# How much each sign speaks for an answer to whom an event was done: added log weights, written by
# training/recipient_weights.py.
"""


def questions(path: Path, number: int) -> list[Question]:
    """Read an annotated report and return its events that were found."""
    gold = load_gold(path)
    analysis = begin_analysis(Report(text=gold.text, published=gold.published))
    for name, step in STEPS.items():
        if name == "khabar_events":
            break
        step(analysis)
    keep = events_of.choose_recipients
    events_of.choose_recipients = lambda _analysis, _events: None  # the answers of the rules, not yet chosen from
    try:
        events_of.find_events(analysis)
    finally:
        events_of.choose_recipients = keep
    means = meanings(gold, analysis)
    used: set[int] = set()
    found = []
    for event in gold.events:
        where = find(gold.text, event["trigger"], event.get("n", 1))
        recipients = event.get("recipients") or []
        for index, draft in enumerate(analysis.events):
            same = where is not None and draft.trigger.start < where[1] and where[0] < draft.trigger.end
            if index not in used and same and draft.type == event["type"]:
                used.add(index)
                offered = answers(analysis, analysis.events, index)
                right = [(frozenset(s), is_right(recipients, a, means)) for a, s in offered.items()]
                found.append(Question(number, right))
                break
    return found


def main() -> None:
    """Fit and write, or measure with folds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--strength", type=float, default=8.0)
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
