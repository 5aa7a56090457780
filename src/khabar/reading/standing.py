"""What stands where: numbers by the tokens they begin at or lie over, found without going through the whole report.

A report of a hundred thousand words has thousands of times, places and statements; a rule that asks for those near
one word must not look at them all.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable


class Starts:
    """Numbers by the token they begin at."""

    def __init__(self, found: Iterable[tuple[int, int]]) -> None:
        """found: (first token, number) in any order."""
        self._found = sorted(found)
        self._firsts = [first for first, _ in self._found]

    def between(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return (first token, number) of all that begin in tokens first ≤ i < last, in text order."""
        return self._found[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)]


class Covers:
    """Numbers by the stretches of tokens they lie over; stretches may nest and overlap."""

    def __init__(self, found: Iterable[tuple[int, int, int]]) -> None:
        """found: (first, last, number); a stretch holds tokens first ≤ i < last."""
        edges: dict[int, tuple[list[tuple[int, int, int, int]], list[tuple[int, int, int, int]]]] = {}
        for first, last, number in found:
            if first < last:
                stretch = (last - first, first, last, number)
                edges.setdefault(first, ([], []))[0].append(stretch)
                edges.setdefault(last, ([], []))[1].append(stretch)
        self._edges = sorted(edges)
        self._over: list[tuple[int, ...]] = []
        running: list[tuple[int, int, int, int]] = []
        for edge in self._edges:
            begun, ended = edges[edge]
            for stretch in ended:
                running.remove(stretch)
            for stretch in begun:
                insort(running, stretch)
            self._over.append(tuple(stretch[3] for stretch in running))

    def over(self, token: int) -> tuple[int, ...]:
        """Return the numbers of the stretches that hold a token: the shortest first, then the first in the text."""
        at = bisect_right(self._edges, token) - 1
        return self._over[at] if at >= 0 else ()
