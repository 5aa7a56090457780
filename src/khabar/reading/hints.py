"""What the neural reader can be asked of each word, and how its answers become signs.

The steps that decide weigh the reader's opinion as signs among their own (`level`); without the reader there are none.
Which decisions listen, and how much, stands in one place: lexicon/reader_weights.toml.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Protocol

from khabar.lexicon import load

_LEVELS = (0.01, 0.03, 0.07, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95)
Weights = dict[str, float]


class Hints(Protocol):
    """The reader's opinion of a report, asked by token."""

    def cue(self, token: int) -> float:
        """How probable it is that a cue begins here."""

    def trigger(self, token: int, number: int) -> float:
        """How probable it is that this word is the trigger of an event of a type, by the type's number."""

    def any_trigger(self, token: int) -> float:
        """How probable it is that this word is the trigger of any event."""

    def arc(self, name: str, token: int, target: int | None) -> float:
        """How probable it is that what belongs to a cue or trigger begins at a target; None: that there is none."""

    def acts(self, cue: int, content: tuple[int, int] | None) -> Sequence[float]:
        """Return the probability of each act for a cue with a content, tokens first ≤ i < last."""


def level(chance: float) -> int:
    """How sure the reader is, from 0 (hardly possible) to 9 (nearly certain)."""
    return bisect_right(_LEVELS, chance)


@cache
def trust(decision: str) -> dict[str, Any]:
    """Return how a decision (cue, source, act, event, actor, recipient) listens to the reader; empty if it is left to rules.

    scale: what the sum of the other signs is multiplied by; signs: the weights of the reader's own.
    """
    found: dict[str, Any] = load("reader_weights").get(decision, {})
    return found


def weighed(decision: str, hints: Hints | None) -> Hints | None:
    """Return the reader's opinion if there is one and this decision listens to it."""
    return hints if hints is not None and trust(decision) else None


def fused(decision: str, own: Callable[[], Weights], hints: Hints | None) -> Weights:
    """Return the weights of the signs of a decision: its own, and where it listens to the reader, the reader's with them."""
    return own() if weighed(decision, hints) is None else scaled(decision, own)


@cache
def scaled(decision: str, own: Callable[[], Weights]) -> Weights:
    """Return the weights of a decision that listens: its own, scaled, and those of the reader's signs."""
    found = trust(decision)
    return {sign: found["scale"] * weight for sign, weight in own().items()} | {
        sign: float(weight) for sign, weight in found["signs"].items()
    }
