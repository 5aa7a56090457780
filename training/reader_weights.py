"""Measure how far each decision should trust the neural reader, and write lexicon/reader_weights.toml.

Run: ``python training/reader_weights.py OPINIONS DIR… [--only cue,source] [--folds N]``; OPINIONS is the folder that
``training/reader/train.py fold`` wrote, DIR holds NAME.yaml beside NAME.txt. Which decisions listen, and how much, is
said by `LISTENING`; --only measures others. Every decision is a log-linear choice
(or a yes or no) between the sum of its own signs, times a scale, and the reader's signs; only the scale and the
weights of those signs are fitted, by L-BFGS under a quadratic penalty (numpy, scipy), so that the weights of the rules
stay what they are without the reader. So that the rules seem no surer than they are, the sums of their signs are by
weights fitted here on the other reports, as the opinions are by readers that never saw the report.

With --folds each report is also decided by weights fitted without it, and both ways are counted, with the reader and
without.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import act_weights
import actor_weights
import cue_weights
import event_weights
import hinted
import numpy as np
import source_weights
from scipy.optimize import minimize

from khabar.lexicon import load
from khabar.reading.events.choice import answers as actors_offered
from khabar.reading.events.receivers import answers as recipients_offered

TARGET = Path(__file__).parents[1] / "src/khabar/lexicon/reader_weights.toml"
HEAD = """# How far each decision trusts the neural reader, written by training/reader_weights.py: the sum of a decision's other
# signs is multiplied by `scale`, and the reader's own signs are added, each with how sure the reader is (0 hardly
# possible, 9 nearly certain). A decision that is not named here is left to rules and their weights (decision 26).
"""
LISTENING = {"source": 1.0, "event": 0.5}
"""The decisions that ask the reader, and how much of the trust that was measured each gives it (decision 26)."""
THRESHOLD = 0.28
"""From which probability on a word is an event where the reader is asked; chosen by records, not by words (decision 26)."""
LEAST = 5  # choices in which a sign must be seen
STRENGTH = 1.0  # how tightly the reader's signs are held to nothing
HELD = 20.0  # how tightly the scale is held to one


@dataclass(frozen=True)
class Option:
    """What can be chosen: its signs but the reader's, the reader's with their strength, whether it is right.

    base: the sum of its own signs, by weights fitted without the report.
    """

    signs: frozenset[str]
    reader: dict[str, float]
    right: bool
    base: float = 0.0


@dataclass(frozen=True)
class Choice:
    """The options of one decision of a report."""

    report: str
    options: list[Option]


def option(signs: Iterable[str], *, right: bool) -> Option:
    """Return an option by all its signs."""
    known = frozenset(signs)
    told = {sign for sign in known if sign.startswith(("reader", "none reader"))}
    return Option(known - told, dict.fromkeys(told, 1.0), right)


def cues(folder: Path) -> Iterator[Choice]:
    """Whether a word is a cue and where its content opens."""
    for choice in cue_weights.choices(folder):
        yield Choice(choice.report, [option(s, right=k in choice.right) for k, s in enumerate(choice.signs)])


def sources(folder: Path) -> Iterator[Choice]:
    """Who speaks where the cue names nobody."""
    weights = load("source_weights")["weights"]
    for path in sorted(folder.glob("*.yaml")):
        for choice in source_weights.choices(source_weights.Annotated(path), weights, led=True):
            pairs = zip(choice.candidates, choice.right, strict=True)
            yield Choice(path.stem, [option(c.signs, right=right) for c, right in pairs])


def acts(folder: Path) -> Iterator[Choice]:
    """What the source does by the words; here the sums are those of the weights as they are, which are harder to fit."""
    plain, pointing = load("act_weights")["plain"], load("act_weights")["pointing"]
    for number, report in enumerate(act_weights.load_reports(folder)):
        for found, true in act_weights.samples(report):
            if not found.reader:
                continue
            options = []
            for act, chance in zip(act_weights.ACTS, found.reader, strict=True):
                told = [plain.get(sign, {}).get(act.value, 0.0) for sign in found.plain]
                told += [pointing.get(sign, 0.0) * v for sign, v in found.pointing.get(act, {}).items()]
                said = {"reader": math.log(max(chance, 0.002))}
                options.append(Option(frozenset(), said, act is true, math.fsum(told)))
            yield Choice(f"{folder.name} {number}", options)


def events(folder: Path) -> Iterator[Choice]:
    """Whether a word is an event: against nothing, which has no signs."""
    for number, report in enumerate(event_weights.load_reports(folder)):
        for found, true in event_weights.samples(report):
            yield Choice(f"{folder.name} {number}", [option((), right=not true), option(found, right=true)])


def actors(folder: Path) -> Iterator[Choice]:
    """Who did it."""
    return _parties(folder, "actors", actors_offered)


def recipients(folder: Path) -> Iterator[Choice]:
    """To whom it was done."""
    return _parties(folder, "recipients", recipients_offered)


def _parties(folder: Path, role: str, offer: actor_weights.Offer) -> Iterator[Choice]:
    for number, path in enumerate(sorted(folder.glob("*.yaml"))):
        for question in actor_weights.questions(path, number, role, offer, 1.0):
            yield Choice(path.stem, [option(signs, right=right) for signs, right in question.answers])


class Decision(NamedTuple):
    """How a decision's choices are read, and how tightly its own weights are held; None: they are taken as they are."""

    read: Callable[[Path], Iterator[Choice]]
    strength: float | None


DECISIONS = {
    "cue": Decision(cues, 2.0),
    "source": Decision(sources, 1.0),
    "act": Decision(acts, None),
    "event": Decision(events, 4.0),
    "actor": Decision(actors, 2.5),
    "recipient": Decision(recipients, 4.0),
}


def based(data: list[Choice], strength: float, folds: int = 3) -> list[Choice]:
    """Return the choices with the sums of their own signs, by weights fitted on the other reports."""
    names = sorted({choice.report for choice in data})
    made: list[Choice] = []
    for fold in range(folds):
        out = set(names[fold::folds])
        rest = [
            actor_weights.Question(0, [(one.signs, one.right) for one in choice.options])
            for choice in data
            if choice.report not in out
        ]
        weights = actor_weights.fit(rest, strength)
        for choice in data:
            if choice.report in out:
                sums = [math.fsum(weights.get(sign, 0.0) for sign in one.signs) for one in choice.options]
                pairs = zip(choice.options, sums, strict=True)
                made.append(Choice(choice.report, [replace(one, base=total) for one, total in pairs]))
    return made


@dataclass(frozen=True)
class Trust:
    """How a decision weighs its own sum and the reader's signs."""

    scale: float
    signs: dict[str, float]

    def part(self, share: float) -> Trust:
        """Return this trust in part: 1 is all of it, 0 none."""
        signs = {sign: round(share * weight, 3) for sign, weight in self.signs.items()}
        return Trust(round(1 + share * (self.scale - 1), 3), signs)

    def total(self, one: Option) -> float:
        """Return the weight of an option."""
        return self.scale * one.base + math.fsum(self.signs.get(s, 0.0) * v for s, v in one.reader.items())


def fit(data: list[Choice]) -> Trust:
    """Return the scale and the weights of the reader's signs that make the right options likeliest."""
    data = [choice for choice in data if {True, False} == {one.right for one in choice.options}]
    counts = Counter(sign for choice in data for sign in {s for one in choice.options for s in one.reader})
    names = sorted(sign for sign, count in counts.items() if count >= LEAST)
    index = {sign: 1 + i for i, sign in enumerate(names)}
    flat = [(number, one) for number, choice in enumerate(data) for one in choice.options]
    features = np.zeros((len(flat), 1 + len(names)))
    for row, (_, one) in enumerate(flat):
        features[row, 0] = one.base
        for sign, strength in one.reader.items():
            if sign in index:
                features[row, index[sign]] = strength
    group = np.array([number for number, _ in flat])
    right = np.array([float(one.right) for _, one in flat])
    starts = np.searchsorted(group, np.arange(len(data)))
    middle = np.zeros(1 + len(names))
    middle[0] = 1.0
    held = np.full(1 + len(names), STRENGTH)
    held[0] = HELD

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total = features @ weights
        force = np.exp(total - np.maximum.reduceat(total, starts)[group])
        everything, good = np.add.reduceat(force, starts), np.add.reduceat(force * right, starts)
        slope = features.T @ (force / everything[group] - force * right / (good[group] + 1e-12))
        off = weights - middle
        value = -np.log(good / everything + 1e-12).sum() + 0.5 * (held * off * off).sum()
        return float(value), slope + held * off

    found = minimize(loss, middle, jac=True, method="L-BFGS-B").x
    return Trust(round(float(found[0]), 3), {s: round(float(w), 3) for s, w in zip(names, found[1:], strict=True)})


def rightly(data: list[Choice], trust: Trust) -> int:
    """Return how many choices are right."""
    return sum(max(choice.options, key=trust.total).right for choice in data)


def best_threshold(data: list[Choice], trust: Trust) -> tuple[float, float]:
    """Return the probability from which on to keep a yes so that F1 is highest, and that F1."""
    told = sorted(((trust.total(choice.options[1]), choice.options[1].right) for choice in data), reverse=True)
    gold = sum(right for _, right in told)
    best, most, hits = 0.5, 0.0, 0
    for made, (total, right) in enumerate(told, 1):
        hits += right
        f1 = 2 * hits / (made + gold)
        if f1 > most:
            best, most = 1 / (1 + math.exp(-total)), f1
    return round(best, 3), most


def held_out(data: list[Choice], folds: int) -> str:
    """Return how many choices are right with the reader, decided by weights fitted without the report, and without it."""
    plain = Trust(1.0, {})
    names = sorted({choice.report for choice in data})
    fused = 0
    sure: list[Choice] = []
    for fold in range(folds):
        out = set(names[fold::folds])
        own = [choice for choice in data if choice.report in out]
        trust = fit([choice for choice in data if choice.report not in out])
        fused += rightly(own, trust)
        sure += [Choice(c.report, [replace(one, reader={}, base=trust.total(one)) for one in c.options]) for c in own]
    line = f"of {len(data)} right with the reader {fused}, without {rightly(data, plain)}"
    if all(len(choice.options) == 2 for choice in data):
        line += f"; best F1 {best_threshold(sure, plain)[1]:.3f}, without {best_threshold(data, plain)[1]:.3f}"
    return line


def main() -> None:
    """Fit and write, and with folds also measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("opinions", type=Path)
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument(
        "--only", default=",".join(LISTENING), help="the decisions to write, with commas; no others stay"
    )
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    hinted.use(options.opinions)
    known: dict[str, str] = {}
    for name in options.only.split(","):
        decision = DECISIONS[name]
        data = [choice for folder in options.folder for choice in decision.read(folder)]
        if decision.strength is not None:
            data = based(data, decision.strength)
        data = [choice for choice in data if any(one.reader for one in choice.options)]
        trust = fit(data).part(LISTENING.get(name, 1.0))
        known[name] = text_of(name, trust, THRESHOLD if name == "event" else None)
        line = held_out(data, options.folds) if options.folds else f"{len(data)} choices"
        sys.stdout.write(f"{name}: {line}; scale {trust.scale}\n")
        sys.stdout.flush()
    options.target.write_text(HEAD + "".join(known.values()), "utf-8")


def text_of(name: str, trust: Trust, threshold: float | None) -> str:
    """Return the table of a decision as TOML."""
    lines = [f"\n[{name}]\n", f"scale = {trust.scale}\n"]
    lines += [f"threshold = {threshold}\n"] if threshold is not None else []
    lines += [f"\n[{name}.signs]\n", *(f'"{sign}" = {weight}\n' for sign, weight in sorted(trust.signs.items()))]
    return "".join(lines)


if __name__ == "__main__":
    main()
