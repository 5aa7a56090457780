"""Persons without a title: a known given or family name, or a name that its place after a verb of saying betrays."""

from __future__ import annotations

from functools import lru_cache

from khabar.gazetteer import PartyRow
from khabar.reading.parties.behind_names import speaking_for
from khabar.reading.parties.lexemes import lexemes
from khabar.reading.parties.names import name_at
from khabar.reading.parties.names_by_place import name_in_slot, strange_name
from khabar.reading.parties.nations import demonym_of, party_of_family
from khabar.reading.parties.node import Node
from khabar.reading.parties.person_node import person_node
from khabar.reading.parties.scan import COMMAS, Scan

_UNITS = (["متر"], ["مترا"], ["مترات"], ["غرام"], ["غراما"])  # "كيلو متر", also a family name


def person_at(scan: Scan, at: int) -> Node | None:
    """A personal name without title: known given name and more, a known family name, or after a verb of saying."""
    name = name_at(scan, at, trusted=False)
    if name is not None and all(scan.place[i] < 0 for i in range(at, name[0])):
        return person_node(scan, at, *name)
    norm = scan.norms[at]
    if (norm == "باسم" and speaking_for(scan, at)) or scan.norms[at + 1 : at + 2] in _UNITS:
        return None
    known_persons = _by_family(norm)
    if (
        known_persons
        and not scan.common(at)
        and not (at + 1 < len(scan) and scan.norms[at + 1] in scan.lex.family and not scan.common(at + 1))
    ):
        lead, persons = known_persons[0]
        node = person_node(scan, at, at + 1, lead)
        node.known = _one_of(scan, persons).id
        return node
    before = scan.norms[at - 1] if at else ""
    if before in scan.lex.called and norm in scan.lex.given:
        name = name_at(scan, at, trusted=True)
        if name is not None:
            return person_node(scan, at, *name)
    if at and scan.definite(at - 1) and (found := demonym_of(before)) is not None and found[1].number == "singular":
        end = strange_name(scan, at)
        if end is not None:
            return person_node(scan, at, end, 0)
    if before in scan.lex.verbs or before[1:] in scan.lex.verbs:
        told = _telling(scan, at)
        if told is not None:
            return person_node(scan, at, told, 0)
        slot = _speaking(scan, at)
        if slot is not None:
            return person_node(scan, at, slot, 0)
    if (before in scan.lex.saying or before[1:] in scan.lex.saying or before in scan.lex.called) and not (
        scan.function(at) or scan.common(at)
    ):
        name = name_at(scan, at, trusted=True)
        end = name[0] if name else at
        after = scan.text(end)
        known = (
            before in scan.lex.called
            or after in COMMAS
            or after in {"إن", "ان", "إنّ", ":"}
            or any(
                scan.norms[i] in scan.lex.given
                or scan.norms[i] in scan.lex.family
                or scan.norms[i] in {"بن", "ابو", "ولد"}
                for i in range(at, end)
            )
        )
        if name is not None and known and name[0] - at >= (1 if before in scan.lex.called else 2) and not name[1]:
            return person_node(scan, at, *name)
    return None


@lru_cache(maxsize=100_000)
def _by_family(norm: str) -> tuple[tuple[int, tuple[PartyRow, ...]], ...]:
    """The known persons that a folded word alone can mean by their family name, with the letters before it."""
    known, found = lexemes(), []
    for lead in (0, 1, 2):
        word = norm[lead:] if lead < 2 else "ال" + norm[2:]
        if (lead and norm[0] not in "وفبل") or len(word) < 4 or (lead == 2 and norm[:2] != "لل"):
            break
        persons = tuple(row for row in party_of_family(word) if row.kind == "person")
        if persons and (word not in known.given or word in known.family):
            found.append((lead, persons))
    return tuple(found)


def _telling(scan: Scan, at: int) -> int | None:
    """The end of a foreign name right after a verb of saying, before a post, a preposition or a bracket."""
    if scan.text(at) == "أم" and scan.word(at + 1) and scan.norms[at + 1] in scan.lex.given:
        name = name_at(scan, at + 1, trusted=True)
        return name[0] if name is not None else None
    end = strange_name(scan, at)
    if end is None or end >= len(scan):
        return None
    if scan.text(end) in {"(", "،", ":"} or scan.function(end) or scan.norms[end] in {"ان", "بان"}:
        return end
    return end if scan.word(end) and scan.lex.titles.get(scan.norms[end]) is not None else None


def _speaking(scan: Scan, at: int) -> int | None:
    """The end of an unknown name between a verb of saying and its clause, its colon, or a post after a comma."""
    end = name_in_slot(scan, at)
    if end is None:
        return None
    if scan.text(end) in COMMAS:
        return (
            end
            if end + 1 < len(scan) and (scan.post(end + 1) is not None or scan.norms[end + 1] in {"وهو", "وهي"})
            else None
        )
    return end if scan.text(end) == ":" or scan.norms[end] in {"ان", "بان", "انه", "انها"} else None


def _one_of(scan: Scan, persons: tuple[PartyRow, ...]) -> PartyRow:
    """The known person whom a family name alone can mean: one whose country the report speaks of, or the best known."""
    return next((row for row in persons if row.country in scan.nations), persons[0])
