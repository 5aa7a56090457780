"""Later mentions: family names alone, and "the two sides"."""

from __future__ import annotations

from functools import lru_cache
from heapq import heappop, heappush

from khabar.reading.analysis import Analysis, PartyMention
from khabar.reading.parties.gathering import Gathering
from khabar.reading.parties.lexemes import lexemes
from khabar.reading.parties.names import name_at
from khabar.reading.parties.node import Node
from khabar.reading.parties.scan import Scan

_OFFICES = ("الرييس", "الوزير", "الزعيم", "المسوول")
_NEAR = 60  # tokens in which two that were joined are still the two that are meant
_NEXT = 40  # tokens in which two persons are "the two sides"
_SIDES = {"armed_group", "government", "state_body", "country", "party", "igo", "group"}


def find_families(state: Gathering) -> None:
    """Later mentions of persons by their family name alone."""
    scan, analysis = state.scan, state.analysis
    last: dict[str, list[tuple[list[str], int]]] = {}
    for index, words in state.people.items():
        for size in (1, 2, 3):
            if size < len(words):
                tail = words[-size:]
                if len(tail[0]) > 2:
                    last.setdefault(tail[0], []).append((tail, index))
    for at in range(len(scan)):
        if at in analysis.mention_at or not scan.word(at):
            continue
        norm = scan.norms[at]
        for lead in (0, 1, 2) if norm[:2] == "لل" else (0, 1) if norm[0] in "وفبل" else (0,):
            rows = last.get(norm[lead:] if lead < 2 else "ال" + norm[2:])
            if not rows or (scan.function(at) and lead == 0):
                continue
            tail, index = max(
                rows,
                key=lambda row: len(row[0]) if tuple(scan.norms[at + 1 : at + len(row[0])]) == tuple(row[0][1:]) else 0,
            )
            if tuple(scan.norms[at + 1 : at + len(tail)]) != tuple(tail[1:]):
                continue
            if scan.common(at) and (lead or not _name_place(scan, at)):
                continue
            node = Node(
                "person",
                "person",
                at,
                at + len(tail),
                lead,
                at + len(tail) - 1,
                " ".join(tail),
                "family",
                "name",
                gender=analysis.parties[index].gender,
            )
            state.mention(node, index, nested=False)
            break


def _name_place(scan: Scan, at: int) -> bool:
    """Whether an everyday word stands where only a name can: after a verb of saying or a title, or before a verb."""
    before = scan.norms[at - 1] if at else ""
    after = scan.norms[at + 1] if at + 1 < len(scan) else ""
    saying = scan.lex.saying
    return (
        before in saying
        or before[1:] in saying
        or after in saying
        or scan.definite(at)
        or name_at(scan, at, trusted=False) is not None
    )


def find_pairs(state: Gathering) -> None:
    """Let "the two sides" be the two parties named together last, or else the two most spoken of."""
    scan, analysis = state.scan, state.analysis
    sides, persons = Together(analysis, _SIDES), Together(analysis, {"person"})
    for at in range(len(scan)):
        if at in analysis.mention_at or not scan.word(at):
            continue
        norm = scan.norms[at]
        lead = _pair_lead(norm)
        if lead is None:
            continue
        office = norm[lead:].startswith(_OFFICES) or norm[2:].startswith(_OFFICES)
        met = persons.before(at)
        meant = met if office or persons.nearer_than(sides, at) else sides.before(at)
        for index in meant:
            node = Node("pair", "group", at, at + 1, lead, at, norm, "pair", number="d")
            state.mention(node, index, nested=False)


@lru_cache(maxsize=100_000)
def _pair_lead(norm: str) -> int | None:
    """The letters before a word for "the two", or None for other words."""
    pairs = lexemes().pairs
    if norm.startswith("لل") and "ال" + norm[2:] in pairs:
        return 2
    return next((n for n in (0, 1) if norm[n:] in pairs), None)


class Together:
    """Two parties that can be "the two", asked for from the first word to the last, so that each mention is weighed once."""

    def __init__(self, analysis: Analysis, kinds: set[str]) -> None:
        self._analysis = analysis
        self._kinds = kinds
        self._known = 0
        self._waiting: list[tuple[int, int]] = []
        self._before: PartyMention | None = None
        self._joined: list[int] = []
        self._where = -_NEAR
        self._count: dict[int, int] = {}
        self._first: dict[int, int] = {}
        self._most: list[int] = []

    def before(self, at: int) -> list[int]:
        """Return the two parties last named together before a token, or else the two mentioned most."""
        mentions = self._analysis.party_mentions
        for index in range(self._known, len(mentions)):
            if not mentions[index].nested and self._analysis.parties[mentions[index].party].kind in self._kinds:
                heappush(self._waiting, (mentions[index].piece.start, index))
        self._known = len(mentions)
        while self._waiting and mentions[self._waiting[0][1]].piece.last <= at:
            self._take(mentions[heappop(self._waiting)[1]])
        named = self._most if len(self._most) > 1 else []
        if named and at - self._where > _NEAR and min(self._count.get(party, 0) for party in self._joined or [-1]) < 2:
            return named  # joined long ago, in passing
        return self._joined or named

    def nearer_than(self, others: Together, at: int) -> bool:
        """Whether two of these were joined shortly before a token, and later than two of the others."""
        others.before(at)
        return at - self._where <= _NEXT and self._where > others._where

    def _take(self, mention: PartyMention) -> None:
        one, piece = self._before, mention.piece
        if one is not None and piece.first == one.piece.last and one.party != mention.party:
            first = piece.first
            if piece.start > self._analysis.starts[first] and self._analysis.texts[first][0] == "و":
                self._joined, self._where = [one.party, mention.party], first
        self._before = mention
        self._count[mention.party] = self._count.get(mention.party, 0) + 1
        self._first.setdefault(mention.party, len(self._first))
        leading = {*self._most, mention.party}
        self._most = sorted(leading, key=lambda party: (-self._count[party], self._first[party]))[:2]
