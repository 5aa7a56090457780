"""How likely two claims of two reports are one: sums of signs, each with a weight.

Words count by how rare they are among the claims compared (inverse document frequency), so that "هدنة" alone, which
every truce has, joins nothing. The weights are set by hand on two annotated stories and checked on two others
(decision 15).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from khabar.store.threads.views import ProposalView, StatementView

PROPOSAL_DAYS = 45
STATEMENT_DAYS = 4
JOINED_PROPOSALS = 0.5
JOINED_STATEMENTS = 0.4
_SAME_COUNTRIES = 0.8  # of the countries of the lighter report; the rest may be neighbours and mediators
_SAME_STORY = 0.4  # of the parties shared (root of the weighted part): more than that makes no story more the same
_MOST_WORDS = 2.0  # summed weight of words beyond which more of them say no more
_TELLING = 1.5  # summed weight of shared words by which an utterance is known without its speaker
_LEAST_SHARED = 0.3  # of the words of the shorter; with less, nothing else makes two statements one
_TOLD = {"say", "announce"}  # acts that reports take for one another
_SAME_LENGTH = 0.1  # difference of the logarithms of two durations


@dataclass(frozen=True, slots=True)
class Rarity:
    """How much a word, party or site tells: the logarithm of how few of the compared have it."""

    weights: Mapping[object, float]

    @classmethod
    def of(cls, sets: Iterable[Iterable[object]]) -> Rarity:
        """Count in how many of the sets each member is; the weight is 1 for one in none, near 0 for one in nearly all."""
        counts: Counter[object] = Counter()
        total = 10
        for members in sets:
            counts.update(set(members))
            total += 1
        most = math.log(total)
        by_count = {count: math.log(total / (count + 1)) / most for count in set(counts.values())}
        return cls({member: by_count[count] for member, count in counts.items()})

    def weight(self, member: object) -> float:
        """Return the weight of a member, 0–1; 1 for one not met."""
        return self.weights.get(member, 1.0)

    def shared(self, one: frozenset[object], other: frozenset[object]) -> float:
        """Return the weight of what two sets share as a part of the lighter one, 0–1."""
        if not one or not other:
            return 0.0
        both = one & other
        if not both:
            return 0.0
        lighter = min(sum(map(self.weight, one)), sum(map(self.weight, other)))
        return sum(map(self.weight, both)) / lighter if lighter > 0 else 0.0

    def overlap(self, one: frozenset[object], other: frozenset[object]) -> float:
        """Return the weight of what two sets share as a part of both together, 0–1 (weighted Jaccard)."""
        shared = one & other
        either = sum(map(self.weight, one | other)) if shared else 0.0
        return sum(map(self.weight, shared)) / either if either > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Rarities:
    """Rarity of words of claims, among all and among those of a kind; of parties and of countries of reports."""

    words: Rarity
    parties: Rarity
    countries: Rarity
    of_kind: Mapping[str, Rarity] = field(default_factory=dict)

    def weight(self, word: str, kind: str) -> float:
        """Return the weight of a word in a claim of a kind: every truce has "هدنة", whatever else is told."""
        return (self.words.weight(word) + self.of_kind[kind].weight(word)) / 2


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
    weighed = {word: rare.weight(word, one.kind) for word in one.words | other.words}
    shared = sum(weighed[word] for word in one.words & other.words)
    alone = sum(weighed[word] for word in one.words - other.words), sum(weighed[w] for w in other.words - one.words)
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
    apart = abs(one.day - other.day) if one.day and other.day else 0
    if one.report.key == other.report.key or apart > STATEMENT_DAYS or not one.words or not other.words:
        return 0.0
    fewest = min(len(one.words), len(other.words))
    shared = (rare.words.shared if fewest > 1 else rare.words.overlap)(one.words, other.words)
    same_wire = one.report.wire == other.report.wire
    if same_wire and shared > 0.9:
        return 0.9
    if shared < _LEAST_SHARED and not same_wire:
        return 0.0
    score = -2.6 + 5.5 * shared - apart / 3 + (1.0 if same_wire else 0.0)
    told_alike = one.act == other.act or {one.act, other.act} == _TOLD
    if one.speakers & other.speakers:
        score += 0.5 if one.act == other.act else 0.0 if told_alike else -0.4
    elif (
        sum(map(rare.words.weight, one.words & other.words)) < _TELLING or not one.report.parties & other.report.parties
    ):
        return 0.0
    else:  # a speaker read wrongly, or under a name that was not merged: then the words must say more
        score -= 1.2 if told_alike else 2.0
    return 1 / (1 + math.exp(-score))
