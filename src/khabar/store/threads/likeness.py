"""How likely two claims of two reports are one: sums of signs, each with a weight.

Words count by how rare they are among the claims compared (inverse document frequency), so that "هدنة" alone, which
every truce has, joins nothing. The weights are set by hand (decision 15).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from khabar.store.threads.views import ProposalView, StatementView

PROPOSAL_DAYS = 45
STATEMENT_DAYS = 4
JOINED_PROPOSALS = 0.62
JOINED_STATEMENTS = 0.5


@dataclass(frozen=True, slots=True)
class Rarity:
    """How much a word, party or site tells: the logarithm of how few of the compared have it."""

    counts: Counter[object]
    total: int

    @classmethod
    def of(cls, sets: Iterable[Iterable[object]]) -> Rarity:
        """Count in how many of the sets each member is."""
        counts: Counter[object] = Counter()
        total = 0
        for members in sets:
            counts.update(set(members))
            total += 1
        return cls(counts, total)

    def weight(self, member: object) -> float:
        """Return the weight of a member: 1 for one in a hundred thousand, near 0 for one that nearly all have."""
        return math.log((self.total + 10) / (self.counts[member] + 1)) / math.log(self.total + 10)

    def shared(self, one: frozenset[object], other: frozenset[object]) -> float:
        """Return the weight of what two sets share as a part of the lighter one, 0–1."""
        if not one or not other:
            return 0.0
        lighter = min(sum(map(self.weight, one)), sum(map(self.weight, other)))
        return sum(map(self.weight, one & other)) / lighter if lighter > 0 else 0.0

    def overlap(self, one: frozenset[object], other: frozenset[object]) -> float:
        """Return the weight of what two sets share as a part of both together, 0–1 (weighted Jaccard)."""
        both = sum(map(self.weight, one | other))
        return sum(map(self.weight, one & other)) / both if both > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Rarities:
    """Rarity of words of claims, and of parties of reports."""

    words: Rarity
    parties: Rarity


def proposals_alike(one: ProposalView, other: ProposalView, rare: Rarities) -> float:
    """Return how likely two proposals of two reports are one plan, 0–1; 0 where they cannot be."""
    apart = abs(one.report.day - other.report.day) if one.report.day and other.report.day else 0
    if one.kind != other.kind or one.report.key == other.report.key or apart > PROPOSAL_DAYS:
        return 0.0
    if one.report.wire == other.report.wire and one.words == other.words:
        return 1.0
    countries = one.report.countries, other.report.countries
    if countries[0] and countries[1] and not countries[0] & countries[1]:
        return 0.0
    score = -2.2
    score += 2.6 * rare.words.shared(one.words, other.words)
    score += 2.4 * rare.parties.overlap(one.report.parties, other.report.parties) ** 0.5
    score += 1.3 * rare.parties.shared(one.named, other.named)
    score -= apart / 20
    if one.sites and other.sites:
        score += 0.6 if one.sites & other.sites else -1.0
    if one.sponsors and other.sponsors:
        score += 0.6 if one.sponsors & other.sponsors else -0.8
    if one.duration and other.duration:
        score += 0.8 if one.duration == other.duration else -1.0
    return 1 / (1 + math.exp(-score))


def statements_alike(one: StatementView, other: StatementView, rare: Rarities) -> float:
    """Return how likely two statements of two reports are one utterance, 0–1; 0 where they cannot be."""
    apart = abs(one.day - other.day) if one.day and other.day else 0
    if one.report.key == other.report.key or apart > STATEMENT_DAYS or not one.words or not other.words:
        return 0.0
    shared = rare.words.shared(one.words, other.words)
    same_wire = one.report.wire == other.report.wire
    if not one.speakers & other.speakers:
        return 0.9 if same_wire and shared > 0.9 else 0.0
    score = -2.6 + 5.5 * shared
    score += 0.5 if one.act == other.act else -0.4
    score -= apart / 3
    score += 1.0 if same_wire else 0.0
    return 1 / (1 + math.exp(-score))
