"""What the reader thinks of each word: how probable it is a cue, a trigger of a type; whose words, who did it.

Implements `khabar.reading.hints.Hints`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
REACH = 400
"""Words on either side of a cue or trigger within which the reader looks for what belongs to it."""
FAR = 32
"""Steps of distance on either side, three for every doubling."""
_AWAY = np.arange(-REACH, REACH)
_STEPS = FAR + (np.sign(_AWAY) * np.minimum(FAR, np.floor(3 * np.log2(np.abs(_AWAY) + 1)))).astype(np.int64)
ARCS = ("opens", "source", "actor", "recipient")


class ReaderHints:
    """The reader's opinion of a report, asked by token index.

    word_of: token → word. said, for N words: "state" N × width; "cue" N × 3, "trigger" N × (1 + types); for the ends of
    arcs "starts" and "ends" N × arcs × inner, "none" and "target" N × arcs. small: weights applied here, "distance ARC"
    and of the network for acts "acts 0.weight" and so on.
    """

    def __init__(
        self, word_of: Mapping[int, int], said: Mapping[str, NDArray[Any]], small: Mapping[str, Floats]
    ) -> None:
        self._word_of, self._said, self._small = word_of, said, small
        self._cue: list[float] = softmax(said["cue"])[:, 1].tolist()
        self._trigger: list[list[float]] = softmax(said["trigger"]).tolist()
        self._known: dict[tuple[str, int], tuple[int, list[float]]] = {}

    def cue(self, token: int) -> float:
        """How probable it is that a cue begins here."""
        return self._cue[self._word_of[token]]

    def trigger(self, token: int, number: int) -> float:
        """How probable it is that this word is the trigger of an event of a type, by the type's number."""
        return self._trigger[self._word_of[token]][1 + number]

    def any_trigger(self, token: int) -> float:
        """How probable it is that this word is the trigger of any event."""
        return 1.0 - self._trigger[self._word_of[token]][0]

    def arc(self, name: str, token: int, target: int | None) -> float:
        """How probable it is that a cue or trigger has its `name` (of `ARCS`) at a target; None: that it has none."""
        word = self._word_of[token]
        known = self._known.get((name, word))
        if known is None:
            known = self._known[name, word] = self._distribution(name, word)
        first, chances = known
        if target is None:
            return chances[0]
        at = self._word_of.get(target, -1) - first
        return chances[1 + at] if 0 <= at < len(chances) - 1 else 0.0

    def _distribution(self, name: str, word: int) -> tuple[int, list[float]]:
        """The first word within reach, and the probability of none, then of every word from that one on."""
        said, arc = self._said, ARCS.index(name)
        first, last = max(0, word - REACH), min(len(self._cue), word + REACH)
        start, ends = said["starts"][word, arc], said["ends"][first:last, arc]
        sums = ends.astype(np.float32) @ start.astype(np.float32) / np.sqrt(len(start))
        steps = _STEPS[first - word + REACH : last - word + REACH]
        sums = sums + said["target"][first:last, arc] + self._small[f"distance {name}"][steps]
        return first, softmax(np.concatenate([said["none"][word, arc : arc + 1], sums])).tolist()

    def acts(self, cue: int, content: tuple[int, int] | None) -> list[float]:
        """Return the probability of each act for a cue with a content, tokens first ≤ i < last."""
        state, small = self._said["state"], self._small
        seen = np.zeros(3 * state.shape[1], np.float32)
        seen[: state.shape[1]] = state[self._word_of[cue]]
        inside = [] if content is None else [self._word_of[at] for at in range(*content) if at in self._word_of]
        if inside:
            words = state[inside[0] : inside[-1] + 1].astype(np.float32)
            seen[state.shape[1] :] = np.concatenate([words[0], words.mean(axis=0)])
        inner = np.maximum(small["acts 0.weight"] @ seen + small["acts 0.bias"], 0)
        found: list[float] = softmax(small["acts 3.weight"] @ inner + small["acts 3.bias"]).tolist()
        return found


def softmax(sums: NDArray[Any]) -> Floats:
    """Probabilities from sums, by the last axis."""
    raised = np.exp(sums - sums.max(axis=-1, keepdims=True))
    shares: Floats = (raised / raised.sum(axis=-1, keepdims=True)).astype(np.float32)
    return shares
