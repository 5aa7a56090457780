"""The claims of one kind that are compared: whose they are, which threads they make, and how those like one are found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic

from khabar.record import content_id
from khabar.store.threads.likeness import Rarity
from khabar.store.threads.views import ProposalView, StatementView, ViewT, Where

_TELLING = 6  # rarest words of a claim, by one of which another telling of it is found
_MOST = 200  # claims looked through for one word, speaker or country, the latest: of a crowd the words find the others
_NEAREST = 3  # members of a thread that a claim must be like: a long story's first and last day differ


@dataclass(slots=True)
class Pool(Generic[ViewT]):
    """Claims of one kind in memory, in threads.

    claim: "q" or "s". alike: how like two claims are, 0–1. joined: how like a thread a claim must be to join it.
    rare: how telling words are among the claims held; the pool counts them. least: which part of the shorter's words,
    by number, two claims must share to be compared at all.
    """

    claim: str
    alike: Callable[[ViewT, ViewT], float]
    joined: float
    rare: Rarity
    least: float = 0.0
    reports: dict[int, list[ViewT]] = field(default_factory=dict)
    thread_of: dict[Where, str] = field(default_factory=dict)
    _size: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    _index: dict[object, list[ViewT]] = field(default_factory=lambda: defaultdict(list))

    def hold(self, reports: Iterable[int], found: Sequence[ViewT], threads: dict[Where, str]) -> None:
        """Take in all claims of reports, with the threads they are in; the new are in none yet."""
        for report in reports:
            self.reports[report] = []
        for view in found:
            self.reports[view.at.report].append(view)
            self.rare.add(view.words)
            if view.at in threads:
                self._join(view, threads[view.at])

    def let_go(self, reports: Iterable[int]) -> list[ViewT]:
        """Forget reports; return what was forgotten of their claims."""
        gone = [view for report in reports for view in self.reports.pop(report, ())]
        for view in gone:
            self.rare.add(view.words, -1)
            self.thread_of.pop(view.at, None)
        if gone:
            self._size.clear()
            self._index.clear()
            for views in self.reports.values():
                for view in views:
                    if view.at in self.thread_of:
                        self._join(view, self.thread_of[view.at])
        return gone

    def gather(self, reports: Iterable[int]) -> Iterator[tuple[int, str, int, str, float]]:
        """Put the claims of held reports into threads; yield rows (report, claim, n, thread, how like it)."""
        for report in reports:
            told = self.reports.get(report, [])
            joined = self._best(told)
            for n, view in enumerate(told):
                thread, likely = joined.get(n) or (content_id("th", self.claim, view.at.report, view.at.n), 1.0)
                self._join(view, thread)
                yield view.at.report, self.claim, view.at.n, thread, likely

    def _join(self, view: ViewT, thread: str) -> None:
        self.thread_of[view.at] = thread
        self._size[thread] += 1
        for key in _keys(view, view.words):
            self._index[key].append(view)

    def _best(self, told: Sequence[ViewT]) -> dict[int, tuple[str, float]]:
        """Which threads the claims of one report join, by their ranks, the most alike first, and how likely it is."""
        scored: list[tuple[float, int, str]] = []
        for n, view in enumerate(told):
            alike: dict[str, list[float]] = defaultdict(list)
            for other in self.near(view):
                likely = self.alike(view, other)
                if likely > 0:
                    alike[self.thread_of[other.at]].append(likely)
            for thread, found in alike.items():
                nearest = sorted(found, reverse=True)[:_NEAREST]
                likely = sum(nearest) / min(_NEAREST, self._size[thread])
                if likely > self.joined:
                    scored.append((likely, n, thread))
        joined: dict[int, tuple[str, float]] = {}
        taken: set[str] = set()
        for likely, n, thread in sorted(scored, key=lambda x: (-x[0], x[1], x[2])):
            if n not in joined and thread not in taken:
                joined[n] = thread, likely
                taken.add(thread)
        return joined

    def near(self, view: ViewT) -> Iterable[ViewT]:
        """Return claims in threads that share with one a telling word, or that of which it is told."""
        found: dict[Where, ViewT] = {}
        for key in _keys(view, telling(view.words, self.rare)):
            for other in self._index.get(key, ())[-_MOST:]:
                found[other.at] = other
        if not self.least:
            return found.values()
        words, size, least = view.words, len(view.words), self.least
        return [x for x in found.values() if len(words & x.words) >= least * min(size, len(x.words))]


def telling(words: Iterable[str], rare: Rarity) -> list[str]:
    """Return the words of a claim by which another telling of it is found: its rarest."""
    return sorted(words, key=lambda word: (-rare[word], word))[:_TELLING]


def _keys(view: ProposalView | StatementView, words: Iterable[str]) -> Iterator[object]:
    """What a claim is found by: some of its words, and its speakers and wire, or its kind and country."""
    if isinstance(view, ProposalView):
        for word in words:
            yield view.kind, word
        for country in view.report.countries or ("",):
            yield view.kind, "in", country
    else:
        yield from words
        yield from view.speakers
        yield "wire", view.report.wire
