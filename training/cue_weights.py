"""Measure the weights of cue signs on annotated reports and write lexicon/cue_weights.toml.

Run: ``python training/cue_weights.py DIR … [--strength S] [--folds N]``; a DIR holds NAME.yaml beside NAME.txt,
DIR:0.5 is one whose reports count half. Every word that may be a cue chooses among the places where its content
could open and none at all: a log-linear choice with a quadratic penalty, fitted by L-BFGS; needs numpy. The examples
of lexicon/reporting.toml count double, so that rare verbs keep their frames. With --folds it only measures: each
report is decided by weights fitted without it.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from hinted import begin_analysis

from khabar.annotation import find
from khabar.lexicon import load
from khabar.reading import STEPS
from khabar.reading.analysis import Analysis
from khabar.reading.statements import SETTLED, candidates, finite_starts, settled_before
from khabar.reading.statements.contents import lacks, skip_adjuncts
from khabar.reading.statements.cues import Cue
from khabar.reading.statements.openings import Around, Opening, openings, signs
from khabar.reading.statements.scene import scene_of
from khabar.reading.statements.stretches import stretches
from khabar.reading.statements.words import is_complementiser
from khabar.record import Report

TARGET = Path(__file__).parents[1] / "src/khabar/lexicon/cue_weights.toml"
HEAD = """# How much each sign speaks for a place to open the content of a cue, or for none ("none …"): added log odds,
# written by training/cue_weights.py. The place with the highest sum is taken.

[opening]
"""
_EXAMPLES = 2.0  # how much an example of the lexicon counts
Range = tuple[int, int]
Loss = Callable[[np.ndarray], tuple[float, np.ndarray]]


@dataclass(frozen=True)
class Choice:
    """A cue of a report: the signs of each opening (the first is none), which of them are right, how much it counts."""

    report: str
    signs: list[list[str]]
    right: frozenset[int]
    share: float = 1.0


def analysed(text: str, published: Any = None) -> Analysis:
    """Read a text up to the step that finds statements."""
    analysis = begin_analysis(Report(text=text, published=published))
    for name, step in STEPS.items():
        if name == "khabar_statements":
            break
        step(analysis)
    return analysis


def cues_of(analysis: Analysis) -> Iterator[tuple[Cue, list[Opening], list[list[str]]]]:
    """Every word that may be a cue and is not settled by a rule, with its openings and their signs."""
    scene = scene_of(analysis)
    for first, last, title in stretches(scene):
        if title:
            continue
        cues = candidates(scene, first, last)
        around = Around(first, last, finite_starts(cues))
        earlier: list[Cue] = []
        for cue in cues:
            if cue.manner in SETTLED or settled_before(scene, cue, earlier, first):
                earlier.append(cue)
                continue
            near = skip_adjuncts(scene, cue.after_subject, last)
            if near >= last or lacks(scene, cue, near, last):
                continue
            found = openings(scene, cue, last)
            if len(found) > 1:
                yield cue, found, signs(scene, cue, found, near, around)


def word_at(analysis: Analysis, token: int) -> int:
    """Return the first word from a token on."""
    while token + 1 < len(analysis) and analysis.forms[token].kind in ("punct", "space"):
        token += 1
    return token


def matches(analysis: Analysis, opening: Opening, start: int) -> bool:
    """Whether an annotated content that starts at a character starts at this opening, with or without what opens it."""
    word = word_at(analysis, opening.first)
    words = [word]
    if is_complementiser(analysis.forms[word].norm):
        words.append(word_at(analysis, word + 1))
    if opening.kind == "frame":
        words.append(opening.at)
    return any(analysis.starts[w] <= start < analysis.ends[w] for w in words)


def right_ones(analysis: Analysis, cue: Cue, found: list[Opening], gold: list[tuple[Range, Range | None]]) -> set[int]:
    """Which openings the annotation has for a cue; empty where it has one that is not among them."""
    begin, end = analysis.starts[cue.first], analysis.ends[cue.last - 1]
    contents = [content for place, content in gold if place[0] < end and begin < place[1]]
    if not contents:
        return {0}
    return {
        index
        for index, opening in enumerate(found)
        for content in contents
        if index and content is not None and matches(analysis, opening, content[0])
    }


def choices(folder: Path, share: float = 1.0) -> list[Choice]:
    """The choices of every annotated report of a folder."""
    made: list[Choice] = []
    for path in sorted(folder.glob("*.yaml")):
        raw: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
        text = path.with_suffix(".txt").read_text("utf-8")
        gold: list[tuple[Range, Range | None]] = []
        for s in raw.get("statements") or []:
            place = find(text, s["cue"], s.get("n", 1))
            if place is not None:
                gold.append((place, find(text, s["content"], s.get("cn", 1)) if s.get("content") else None))
        analysis = analysed(text, raw.get("published"))
        for cue, found, described in cues_of(analysis):
            right = right_ones(analysis, cue, found, gold)
            if right:
                made.append(Choice(path.stem, described, frozenset(right), share))
    return made


def example_choices() -> list[Choice]:
    """The choices of the lexicon's examples: their verb has a content, wherever it opens."""
    made: list[Choice] = []
    for verb in load("reporting")["verb"]:
        for cue, found, described in cues_of(analysed(verb["example"])):
            if cue.verb_name == verb["past"]:
                made.append(Choice("", described, frozenset(range(1, len(found))), _EXAMPLES))
    return made


def fit(data: list[Choice], strength: float, least: int = 2) -> dict[str, float]:
    """Return the weights of signs seen at least `least` times, under a quadratic penalty of this strength."""
    counts = Counter(sign for choice in data for here in choice.signs for sign in set(here))
    names = sorted(sign for sign, count in counts.items() if count >= least)
    index = {sign: i for i, sign in enumerate(names)}
    column: list[int] = []
    row: list[int] = []
    group: list[int] = []
    truth: list[bool] = []
    for number, choice in enumerate(data):
        for place, here in enumerate(choice.signs):
            known = [index[sign] for sign in here if sign in index]
            column += known
            row += [len(group)] * len(known)
            group.append(number)
            truth.append(place in choice.right)
    columns, rows, groups, right = map(np.array, (column, row, group, truth))
    shares = np.array([choice.share for choice in data])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total = np.bincount(rows, weights[columns], len(groups))
        top = np.full(len(data), -np.inf)
        np.maximum.at(top, groups, total)
        share = np.exp(total - top[groups])
        share /= np.bincount(groups, share, len(data))[groups]
        good = np.bincount(groups, share * right, len(data))
        slope = (share - share * right / good[groups]) * shares[groups]
        return (
            float(-(shares * np.log(good)).sum() + strength / 2 * weights @ weights),
            np.bincount(columns, slope[rows], len(names)) + strength * weights,
        )

    found = lowest(loss, np.zeros(len(names)))
    return {name: round(float(w), 3) for name, w in zip(names, found, strict=True) if abs(w) >= 0.02}


def lowest(loss: Loss, start: np.ndarray, steps: int = 300, memory: int = 10) -> np.ndarray:
    """Return where a smooth convex loss (value, gradient) is lowest, by L-BFGS with backtracking (Nocedal 1980)."""
    at, (value, slope) = start, loss(start)
    past: list[tuple[np.ndarray, np.ndarray]] = []
    for _ in range(steps):
        way, shares = slope.copy(), []
        for step, change in reversed(past):
            share = (step @ way) / (change @ step)
            way -= share * change
            shares.append(share)
        if past:
            step, change = past[-1]
            way *= (step @ change) / (change @ change)
        for (step, change), share in zip(past, reversed(shares), strict=True):
            way += step * (share - (change @ way) / (change @ step))
        length = 1.0 if past else 1.0 / max(1.0, float(np.abs(slope).sum()))
        while True:
            there = at - length * way
            new, turned = loss(there)
            if new <= value - 1e-4 * length * (slope @ way) or length < 1e-9:
                break
            length /= 2
        past = [*past, (there - at, turned - slope)][-memory:]
        if value - new < 1e-6 * abs(value):
            return there
        at, value, slope = there, new, turned
    return at


def decide(choice: Choice, weights: dict[str, float]) -> int:
    """Return the place that these weights choose."""
    totals = [math.fsum(weights.get(sign, 0.0) for sign in here) for here in choice.signs]
    return totals.index(max(totals))


def score(decided: list[tuple[Choice, int]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the contents that open at the right place."""
    made = sum(place > 0 for _, place in decided)
    gold = sum(0 not in choice.right for choice, _ in decided)
    right = sum(place > 0 and place in choice.right for choice, place in decided)
    return right / max(made, 1), right / max(gold, 1), 2 * right / max(made + gold, 1)


def main() -> None:
    """Fit and write, or measure with folds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="+", help="DIR, or DIR:SHARE")
    parser.add_argument("--strength", type=float, default=1.0)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    shares = [(Path(folder), float(share or 1)) for folder, _, share in (x.partition(":") for x in options.folder)]
    data = [choice for folder, share in shares for choice in choices(folder, share)]
    examples = example_choices()
    line = "{}: precision {:.3f} recall {:.3f} F1 {:.3f}\n"
    if options.folds:
        names = sorted({choice.report for choice in data})
        decided = []
        for fold in range(options.folds):
            out = set(names[fold :: options.folds])
            weights = fit([*examples, *(c for c in data if c.report not in out)], options.strength)
            decided += [(choice, decide(choice, weights)) for choice in data if choice.report in out]
        sys.stdout.write(line.format("held out", *score(decided)))
        return
    weights = fit([*examples, *data], options.strength)
    TARGET.write_text(HEAD + "".join(f'"{sign}" = {w}\n' for sign, w in sorted(weights.items())), "utf-8")
    sys.stdout.write(line.format("same reports", *score([(choice, decide(choice, weights)) for choice in data])))


if __name__ == "__main__":
    main()
