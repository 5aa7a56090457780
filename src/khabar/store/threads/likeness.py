"""How likely two claims of two reports are one: sums of signs, each with a weight.

Words count by how rare they are among the claims compared (inverse document frequency), so that "هدنة" alone, which
every truce has, joins nothing. The weights are set by hand on two annotated stories and checked on two others
(decision 15).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from khabar.store.threads.views import ProposalView, StatementView

PROPOSAL_DAYS = 45
STATEMENT_DAYS = 4
JOINED_PROPOSALS = 0.5
JOINED_STATEMENTS = 0.37
_SAME_COUNTRIES = 0.8  # of the countries of the lighter report; the rest may be neighbours and mediators
_SAME_STORY = 0.4  # of the parties shared (root of the weighted part): more than that makes no story more the same
_MOST_WORDS = 2.0  # summed weight of words beyond which more of them say no more
_TELLING = 1.5  # summed weight of shared words by which an utterance is known without its speaker
_LEAST_SHARED = 0.3  # of the words of the shorter; with less, nothing else makes two statements one
LEAST_WORDS = 1 / 6  # of the words of the shorter, by number: with fewer the weights do not come to what is asked
_TOLD = {"say", "announce"}  # acts that reports take for one another
_SAME_LENGTH = 0.1  # difference of the logarithms of two durations


class Rarity(dict[object, float]):
    """How much a word, party or country tells: the logarithm of how few of the compared have it.

    A mapping from members to weights: near 1 for one that hardly any of them has, or none; near 0 for one that nearly
    all have. Sets of members are counted in and out as what is compared changes.
    """

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[object, int] = {}
        self._total = 10
        self._sums: dict[frozenset[object], float] = {}

    def __missing__(self, member: object) -> float:
        count = self._counts.get(member, 0)
        self[member] = weight = math.log(self._total / (count + 1)) / math.log(self._total) if count else 1.0
        return weight

    @classmethod
    def of(cls, sets: Iterable[Iterable[object]]) -> Rarity:
        """Count in how many of the sets each member is."""
        made = cls()
        for members in sets:
            made.add(members)
        return made

    def add(self, members: Iterable[object], number: int = 1) -> None:
        """Count a set in, or out with -1."""
        for member in set(members):
            self._counts[member] = self._counts.get(member, 0) + number
        self._total += number
        self.clear()
        self._sums.clear()

    def sum(self, members: frozenset[Any]) -> float:
        """Return the weights of all members together."""
        found = self._sums.get(members)
        if found is None:
            found = self._sums[members] = sum(map(self.__getitem__, members))
        return found

    def shared(self, one: frozenset[Any], other: frozenset[Any]) -> float:
        """Return the weight of what two sets share as a part of the lighter one, 0–1."""
        both = one & other
        if not both:
            return 0.0
        lighter = min(self.sum(one), self.sum(other))
        return sum(map(self.__getitem__, both)) / lighter if lighter > 0 else 0.0

    def overlap(self, one: frozenset[Any], other: frozenset[Any]) -> float:
        """Return the weight of what two sets share as a part of both together, 0–1 (weighted Jaccard)."""
        both = one & other
        if not both:
            return 0.0
        shared = sum(map(self.__getitem__, both))
        either = self.sum(one) + self.sum(other) - shared
        return shared / either if either > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Rarities:
    """Rarity of words of claims, among all and among those of a kind; of parties and of countries of reports."""

    words: Rarity
    parties: Rarity
    countries: Rarity
    of_kind: dict[str, Rarity] = field(default_factory=lambda: defaultdict(Rarity))

    def sum(self, words: frozenset[Any], kind: str) -> float:
        """Return the weight of words in a claim of a kind: every truce has "هدنة", whatever else is told."""
        return (self.words.sum(words) + self.of_kind[kind].sum(words)) / 2

    def shared(self, one: ProposalView, other: ProposalView) -> float:
        """Return the weight of the words that two claims of a kind share."""
        both = one.words & other.words
        kind = self.of_kind[one.kind]
        return (sum(map(self.words.__getitem__, both)) + sum(map(kind.__getitem__, both))) / 2


def proposals_alike(one: ProposalView, other: ProposalView, rare: Rarities) -> float:
    """Return how likely two proposals of two reports are one plan, 0–1; 0 where they cannot be."""
    apart = abs(one.report.day - other.report.day) if one.report.day and other.report.day else 0
    if one.kind != other.kind or one.report.key == other.report.key or apart > PROPOSAL_DAYS:
        return 0.0
    if one.report.wire == other.report.wire and one.words == other.words:
        return 1.0
    countries = one.report.countries, other.report.countries
    where = rare.countries.shared(*countries) if all(countries) else 1.0
    if not where:
        return 0.0
    shared = rare.shared(one, other)
    alone = rare.sum(one.words, one.kind) - shared, rare.sum(other.words, one.kind) - shared
    lighter = shared + min(alone)
    score = -0.5 + 4.5 * min(_SAME_STORY, rare.parties.overlap(one.report.parties, other.report.parties) ** 0.5)
    score += 0.8 * min(_MOST_WORDS, shared) + (0.8 * shared / lighter if lighter > 0 else 0.0)
    score -= 0.4 * min(_MOST_WORDS, *alone)  # each says what the other does not: perhaps a rival plan
    score -= apart / 200 + 1.5 * max(0.0, _SAME_COUNTRIES - where)
    if one.sites & other.sites:
        score += 1.0
    if one.sponsors and other.sponsors:
        score += 0.2 if one.sponsors & other.sponsors else -0.4
    if one.days and other.days:
        stretched = abs(math.log(one.days / other.days))
        score += 0.5 if stretched < _SAME_LENGTH else -min(1.5, stretched)
    if one.report.wire == other.report.wire:
        score += 1.0
    return 1 / (1 + math.exp(-score))


def statements_alike(one: StatementView, other: StatementView, rare: Rarities) -> float:
    """Return how likely two statements of two reports are one utterance, 0–1; 0 where they cannot be."""
    both = one.words & other.words
    apart = abs(one.day - other.day) if one.day and other.day else 0
    if not both or apart > STATEMENT_DAYS or one.report.key == other.report.key:
        return 0.0
    told = sum(map(rare.words.__getitem__, both))
    whole = rare.words.sum(one.words), rare.words.sum(other.words)
    single = len(one.words) == 1 or len(other.words) == 1  # one word says too little: the other must not say much more
    shared = told / max(1e-9, sum(whole) - told if single else min(whole))
    same_wire = one.report.wire == other.report.wire
    if same_wire and shared > 0.9:
        return 0.9
    if shared < _LEAST_SHARED and not same_wire:
        return 0.0
    score = -2.6 + 5.5 * shared - apart / 3 + (1.0 if same_wire else 0.0)
    told_alike = one.act == other.act or {one.act, other.act} == _TOLD
    if one.speakers & other.speakers:
        score += 0.5 if one.act == other.act else 0.0 if told_alike else -0.4
    elif told < _TELLING or not one.report.parties & other.report.parties:
        return 0.0
    else:  # a speaker read wrongly, or under a name that was not merged: then the words must say more
        score -= 1.2 if told_alike else 2.0
    return 1 / (1 + math.exp(-score))
