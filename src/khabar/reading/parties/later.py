"""Later mentions: family names alone, and "the two sides"."""

from __future__ import annotations

from collections import Counter

from khabar.reading.analysis import Analysis
from khabar.reading.parties.gathering import Gathering
from khabar.reading.parties.names import name_at
from khabar.reading.parties.node import Node
from khabar.reading.parties.scan import Scan

_OFFICES = ("الرييس", "الوزير", "الزعيم", "المسوول")
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
        for lead in (0, 1) if norm[0] in "وفبل" else (0,):
            rows = last.get(norm[lead:])
            if not rows or (scan.function(at) and lead == 0):
                continue
            tail, index = max(rows, key=lambda row: len(row[0]) if tuple(scan.norms[at + 1 : at + len(row[0])]) == tuple(row[0][1:]) else 0)
            if tuple(scan.norms[at + 1 : at + len(tail)]) != tuple(tail[1:]):
                continue
            if scan.common(at) and (lead or not _name_place(scan, at)):
                continue
            node = Node("person", "person", at, at + len(tail), lead, at + len(tail) - 1, " ".join(tail), "family", "name",
                        gender=analysis.parties[index].gender)
            state.mention(node, index, nested=False)
            break


def _name_place(scan: Scan, at: int) -> bool:
    """Whether an everyday word stands where only a name can: after a verb of saying or a title, or before a verb."""
    before = scan.norms[at - 1] if at else ""
    after = scan.norms[at + 1] if at + 1 < len(scan) else ""
    saying = scan.lex.saying
    return before in saying or before[1:] in saying or after in saying or scan.definite(at) or name_at(scan, at, trusted=False) is not None


def find_pairs(state: Gathering) -> None:
    """Let "the two sides" be the two parties named together last, or else the two most spoken of."""
    scan, analysis = state.scan, state.analysis
    for at in range(len(scan)):
        if at in analysis.mention_at or not scan.word(at):
            continue
        norm = scan.norms[at]
        lead = next((n for n in (0, 1) if norm[n:] in scan.lex.pairs), None)
        if norm.startswith("لل") and "ال" + norm[2:] in scan.lex.pairs:
            lead = 2
        if lead is None:
            continue
        for index in _two_before(analysis, at, persons=norm[lead:].startswith(_OFFICES) or norm[2:].startswith(_OFFICES)):
            node = Node("pair", "group", at, at + 1, lead, at, norm, "pair", number="d")
            state.mention(node, index, nested=False)


def _two_before(analysis: Analysis, at: int, *, persons: bool) -> list[int]:
    kinds = {"person"} if persons else _SIDES
    before = sorted(
        (m for m in analysis.party_mentions if m.piece.last <= at and not m.nested and analysis.parties[m.party].kind in kinds),
        key=lambda m: m.piece.start,
    )
    for one, two in zip(before[-2::-1], before[:0:-1], strict=False):
        joined = two.piece.first == one.piece.last and two.piece.start > analysis.starts[two.piece.first]
        if joined and one.party != two.party and analysis.texts[two.piece.first][0] == "و":
            return [one.party, two.party]
    count = Counter(m.party for m in before)
    return [index for index, _ in count.most_common(2)] if len(count) > 1 else []
