"""Comparison: the same things counted on several sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    func,
    select,
)

from khabar.export.english import ACTS, EVENTS, KINDS
from khabar.record import Act, EventType, ProposalKind
from khabar.store import schema
from khabar.store.filters import (
    Filter,
    all_of,
    with_reports_found,
)
from khabar.store.found import (
    Difference,
)
from khabar.store.questions import CONDITIONS, counts_by, english_name, statement_conditions


def compare(connection: Connection, sides: Sequence[str], asked: Filter, most: int) -> list[Difference]:
    """Count the same things on several sides: outlets, parties, or reports by id; see `Store.compare`."""
    asked.refuse("a comparison", "act", "type", "status")
    filters = [with_reports_found(connection, _side(asked, side)) for side in sides]
    lines: list[Difference] = []
    st, pr, po, ev = schema.statements, schema.proposals, schema.positions, schema.events
    events_too = all(one.proposal is None for one in filters)
    measures: list[tuple[str, Table, ColumnElement[Any], Callable[[str], str]]] = [
        ("statements", st, st.c.act, lambda x: ACTS[Act(x)]),
        ("proposals", pr, pr.c.kind, lambda x: KINDS[ProposalKind(x)]),
        ("positions", po, po.c.stance, lambda x: ACTS[Act(x)]),
    ]
    if events_too:
        measures.append(("events", ev, ev.c.type, lambda x: EVENTS[EventType(x)]))
    for name, table, by, english in measures:
        conditions = CONDITIONS[name][1]
        counts = [counts_by(connection, by, conditions(connection, one, all_of)) for one in filters]
        lines += [
            Difference(name, value, english(value), tuple(c.get(value, 0) for c in counts))
            for value in _most(counts, most)
        ]
        if table is ev:
            lines += _tolls(connection, [conditions(connection, one, all_of) for one in filters])
    lines += _voices(connection, filters, most)
    return lines


def _side(asked: Filter, side: str) -> Filter:
    """A side is a report's id, `party:NAME`, `outlet:NAME`, or the name of an outlet."""
    name, colon, value = side.partition(":")
    if colon and name == "party":
        return replace(asked, party=value)
    if colon and name == "place":
        return replace(asked, place=value)
    if colon and name == "proposal":
        return replace(asked, proposal=value)
    if colon and name == "outlet":
        return replace(asked, outlet=value)
    if side.startswith("r-"):
        return replace(asked, report=side)
    return replace(asked, outlet=side)


def _most(counts: Sequence[dict[Any, int]], most: int) -> list[Any]:
    total: Counter[Any] = Counter()
    for one in counts:
        total.update(one)
    return [value for value, _ in sorted(total.items(), key=lambda x: (-x[1], str(x[0])))[:most]]


def _tolls(connection: Connection, conditions: Sequence[Sequence[ColumnElement[bool]]]) -> list[Difference]:
    """The greatest number of dead and injured that each side gives for one event."""
    lines = []
    v = schema.events.c
    for harm, words in (("dead", "most dead in one event"), ("injured", "most injured in one event")):
        greatest = func.max(func.coalesce(v[f"{harm}_max"], v[f"{harm}_min"]))
        counts = tuple(connection.execute(select(greatest).where(*one)).scalar() or 0 for one in conditions)
        if any(counts):
            lines.append(Difference("toll", harm, words, counts))
    return lines


def _voices(connection: Connection, filters: Sequence[Filter], most: int) -> list[Difference]:
    """Who is quoted how often on each side."""
    s, sp, p = schema.statements.c, schema.statement_parties.c, schema.parties.c
    counts: list[dict[int, int]] = []
    for one in filters:
        query = (
            select(sp.party, func.count())
            .join_from(schema.statements, schema.statement_parties, and_(sp.report == s.report, sp.statement == s.n))
            .where(sp.role == "source", *statement_conditions(connection, one, all_of))
            .group_by(sp.party)
        )
        counts.append({row[0]: row[1] for row in connection.execute(query)})
    keys = _most(counts, most)
    names = {row.key: row for row in connection.execute(select(schema.parties).where(p.key.in_(keys)))}
    return [
        Difference(
            "voices",
            names[key].name,
            english_name(names[key].name, names[key].name_en, names[key].kind),
            tuple(c.get(key, 0) for c in counts),
        )
        for key in keys
    ]
