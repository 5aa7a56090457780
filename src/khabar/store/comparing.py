"""Comparison: the same things counted on several sides."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    func,
    literal,
    or_,
    select,
    union_all,
)

from khabar.export.english import ACTS, EVENTS, KINDS
from khabar.record import Act, EventType, ProposalKind
from khabar.store import schema
from khabar.store.filters import (
    Filter,
    all_of,
    in_reports,
    looked_up,
)
from khabar.store.found import (
    Difference,
)
from khabar.store.questions import CONDITIONS, counts_by, english_name, statement_conditions


def compare(connection: Connection, sides: Sequence[str], asked: Filter, most: int) -> list[Difference]:
    """Count the same things on several sides: outlets, parties, or reports by id; see `Store.compare`."""
    asked.refuse("a comparison", "act", "type", "status")
    filters = [looked_up(connection, _side(asked, side)) for side in sides]
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
        conditions = [CONDITIONS[name][1](connection, one, all_of) for one in filters]
        counts = [counts_by(connection, by, one) for one in conditions]
        lines += [
            Difference(name, value, english(value), tuple(c.get(value, 0) for c in counts))
            for value in _most(counts, most)
        ]
        if table is ev:
            lines += _tolls(connection, conditions)
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
    return [value for value, _ in heapq.nsmallest(most, total.items(), key=lambda x: (-x[1], str(x[0])))]


def _tolls(connection: Connection, conditions: Sequence[Sequence[ColumnElement[bool]]]) -> list[Difference]:
    """The greatest number of dead and injured that each side gives for one event."""
    v = schema.events.c
    harms = {"dead": "most dead in one event", "injured": "most injured in one event"}
    greatest = [func.max(func.coalesce(v[f"{harm}_max"], v[f"{harm}_min"])) for harm in harms]
    told = or_(v.dead_min.is_not(None), v.injured_min.is_not(None))  # as the index of tolls has it
    counts = [connection.execute(select(*greatest).where(told, *one)).one() for one in conditions]
    return [
        Difference("toll", harm, words, tuple(row[n] or 0 for row in counts))
        for n, (harm, words) in enumerate(harms.items())
        if any(row[n] for row in counts)
    ]


def _voices(connection: Connection, filters: Sequence[Filter], most: int) -> list[Difference]:
    """Who is quoted how often on each side."""
    s, sp, p = schema.statements.c, schema.statement_parties.c, schema.parties.c
    sides: list[Select[Any]] = []
    for number, one in enumerate(filters):
        query = select(sp.party, literal(number).label("side"), func.count().label("quoted")).where(sp.role == "source")
        if one.asks_for_reports:
            query = query.where(*in_reports(connection, sp.report, one))
        else:
            said = and_(sp.report == s.report, sp.statement == s.n)
            query = query.join(schema.statements, said).where(*statement_conditions(connection, one, all_of))
        sides.append(query.group_by(sp.party))
    quoted = union_all(*sides).cte()
    total = func.sum(quoted.c.quoted)
    often = (
        select(quoted.c.party).group_by(quoted.c.party).order_by(total.desc(), quoted.c.party).limit(most).subquery()
    )
    rows = select(quoted).join(often, often.c.party == quoted.c.party)
    counts: dict[int, list[int]] = {}
    for party, side, number in connection.execute(rows):
        counts.setdefault(party, [0] * len(filters))[side] = number
    facts = connection.execute(select(schema.parties).where(p.key.in_(counts))).all()
    return [
        Difference("voices", row.name, english_name(row.name, row.name_en, row.kind), tuple(counts[row.key]))
        for row in sorted(facts, key=lambda row: (-sum(counts[row.key]), row.key))
    ]
