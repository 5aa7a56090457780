"""The words of all proposals of a report: which was named last, and which already names a matter."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter

from khabar.reading.analysis import Analysis, Piece
from khabar.reading.proposals.gathered import Gathered


class Wordings:
    """The words of all proposals, to ask which was named last and which already names a matter."""

    def __init__(self, analysis: Analysis, gathered: list[Gathered]) -> None:
        self._analysis = analysis
        self._gathered: list[Gathered] = []
        self._ranks: dict[int, int] = {}
        self._starts: list[tuple[int, int]] = []  # where a wording starts, and the rank of its proposal, negative
        self._sizes: list[tuple[int, int]] = []  # by wording: how many words it has, and the rank of its proposal
        self._with: dict[str, list[int]] = {}  # word → the wordings that hold it
        for g in gathered:
            for piece in g.pieces:
                self.add(g, piece)

    def add(self, g: Gathered, piece: Piece) -> None:
        """Note one more wording of a proposal, which may be new itself."""
        rank = self._ranks.setdefault(id(g), len(self._gathered))
        if rank == len(self._gathered):
            self._gathered.append(g)
        insort(self._starts, (piece.start, -rank))
        if g.plan is None:
            words = _words(self._analysis, piece)
            for word in words:
                self._with.setdefault(word, []).append(len(self._sizes))
            self._sizes.append((len(words), rank))

    def last_before(self, start: int) -> Gathered | None:
        """Return the proposal whose latest words before a character come last."""
        for at in range(bisect_left(self._starts, (start, -len(self._gathered))) - 1, -1, -1):
            g = self._gathered[-self._starts[at][1]]
            if g.pieces[0].start < start:
                return g
        return None

    def same_matter(self, piece: Piece) -> Gathered | None:
        """Return the proposal that already names this matter: half of the shorter wording's words are in the other."""
        words = _words(self._analysis, piece)
        shared = Counter(wording for word in words for wording in self._with.get(word, ()))
        fitting = (
            self._sizes[wording][1]
            for wording, count in shared.items()
            if 2 * count >= max(1, min(len(words), self._sizes[wording][0]))
        )
        first = min(fitting, default=None)
        return None if first is None else self._gathered[first]


def _words(analysis: Analysis, piece: Piece) -> set[str]:
    forms = analysis.forms[piece.first : piece.last]
    return {core for form in forms if form.kind == "word" and len(core := form.best.core) > 2}
