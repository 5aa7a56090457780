"""Questions across reports, as functions over a connection."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, join, literal, or_, select

from khabar.store import schema
from khabar.store.filters import Filter, all_of, among, looked_up, parts
from khabar.store.found import Page, Window
from khabar.store.questions import CLAIM_OF, CONDITIONS, Records, english_name, found_claims, meaning, report_lines
from khabar.store.threads.answers import Contradiction, Stand, Telling, Thread, Utterance
from khabar.store.threads.independence import tellers

_Rank = tuple[int, int]
"""A claim's report, by key, and its rank there."""


def _told(
    connection: Connection, what: str, conditions: Sequence[Any], window: Window, fewest: int
) -> tuple[dict[str, dict[_Rank, Telling]], bool]:
    """Threads with a claim that passes, those in most reports first, with all who tell them; whether there are more."""
    table = CONDITIONS[what][0]
    claim = what[0] if what != "proposals" else "q"
    m, c, t = schema.thread_members.c, table.c, schema.threads.c
    query = select(t.thread).where(t.claim == claim, t.reports >= fewest)
    if conditions:
        joined = join(schema.thread_members, table, and_(m.report == c.report, m.n == c.n))
        passing: Select[Any] = select(m.thread).select_from(joined).where(m.claim == claim, *conditions)
        if connection.dialect.name == "postgresql":
            # it would else look into one thread after the other, hoping that the page is soon full
            passing = select(passing.distinct().cte("passing").prefix_with("MATERIALIZED").c.thread)
        query = query.where(t.thread.in_(passing))
    query = query.order_by(t.reports.desc(), t.last.desc(), t.thread.desc())
    threads = list(connection.execute(query.limit(window.limit + 1).offset(window.offset)).scalars())
    return _members(connection, claim, table, threads[: window.limit]), len(threads) > window.limit


def _members(
    connection: Connection, claim: str, table: Table, threads: Sequence[str]
) -> dict[str, dict[_Rank, Telling]]:
    """All who tell threads, the earliest first, by thread in the order given."""
    m, c = schema.thread_members.c, table.c
    members = (
        select(m.thread, m.report, m.n, *_shown(claim))
        .join_from(schema.thread_members, table, and_(m.report == c.report, m.n == c.n))
        .where(m.claim == claim, m.thread.in_(threads))
        .order_by(m.day, m.report, m.n)
    )
    rows = connection.execute(members).all()
    lines = report_lines(connection, {row.report for row in rows})
    told: dict[str, dict[_Rank, Telling]] = {thread: {} for thread in threads}
    for thread, report, n, ident, does, words, standing in rows:
        told[thread][report, n] = Telling(ident, does, words, standing, lines[report])
    return told


def _shown(claim: str) -> tuple[ColumnElement[Any], ...]:
    """The columns of a claim that make a `Telling`: id, what, words, standing."""
    s, q, v = schema.statements.c, schema.proposals.c, schema.events.c
    if claim == "s":
        return s.id, s.act, func.coalesce(s.content, s.cue), s.kind
    return (q.id, q.kind, q.label, q.status) if claim == "q" else (v.id, v.type, v.trigger, v.mode)


def threads(connection: Connection, asked: Filter, window: Window, fewest: int) -> Page[Thread]:
    """Return threads of proposals with one that passes, told in at least so many reports, the most told first."""
    _, conditions = CONDITIONS["proposals"]
    told, more = _told(connection, "proposals", conditions(connection, asked, all_of), window, fewest)
    return Page(tuple(_threads(connection, told)), window.offset, more)


def threads_of(connection: Connection, threads: Sequence[str]) -> list[Thread]:
    """Return threads of proposals by their ids, in that order."""
    return _threads(connection, _members(connection, "q", schema.proposals, threads))


def _threads(connection: Connection, told: Mapping[str, Mapping[_Rank, Telling]]) -> list[Thread]:
    stands = _stands(connection, told)
    return [
        Thread(
            thread,
            tuple(members.values()),
            tuple(stands[thread]),
            tellers([telling.report for telling in members.values()]),
        )
        for thread, members in told.items()
    ]


def _stands(connection: Connection, told: Mapping[str, Mapping[_Rank, Telling]]) -> dict[str, list[Stand]]:
    """Who stood where on the proposals of threads, the earliest first."""
    p, party, m = schema.positions.c, schema.parties.c, schema.thread_members.c
    query = (
        select(m.thread, p.report, p.proposal, p.stance, p.exclusive, p.day, party.key)
        .join_from(schema.thread_members, schema.positions, and_(m.report == p.report, m.n == p.proposal))
        .join(schema.parties, party.key == p.party)
        .where(m.claim == "q", m.thread.in_(list(told)))
        .order_by(p.day, p.report, p.n)
    )
    rows = connection.execute(query).all()
    names: dict[int, tuple[str, str]] = {}
    for part in parts({row.key for row in rows}):
        known = select(party.key, party.name, party.name_en, party.kind).where(among(party.key, part))
        for key, name, name_en, kind in connection.execute(known).all():
            names[key] = name, english_name(name, name_en, kind)
    stands: dict[str, list[Stand]] = {thread: [] for thread in told}
    for thread, report, proposal, stance, exclusive, day, key in rows:
        taken = dt.date.fromordinal(day) if day > 0 else None
        stands[thread].append(Stand(taken, *names[key], stance, exclusive, told[thread][report, proposal].report))
    return stands


def utterances(connection: Connection, records: Records, asked: Filter, window: Window, fewest: int) -> Page[Utterance]:
    """Return utterances with a statement that passes, told in at least so many reports, the most told first."""
    table, conditions = CONDITIONS["statements"]
    told, more = _told(connection, "statements", conditions(connection, asked, all_of), window, fewest)
    opened = found_claims(connection, records, table, [next(iter(members)) for members in told.values()])
    made = [
        Utterance(thread, first, tuple(members.values()), tellers([telling.report for telling in members.values()]))
        for (thread, members), first in zip(told.items(), opened, strict=True)
    ]
    return Page(tuple(made), window.offset, more)


def contradictions(connection: Connection, asked: Filter, window: Window) -> Page[Contradiction]:
    """Return contradictions with a claim that passes: tolls first, then denials, then days, each the newest first."""
    asked.refuse("contradictions", "act", "status")
    return contradictions_where(connection, _with_a_claim(connection, looked_up(connection, asked)), window)


def contradictions_where(
    connection: Connection, conditions: Sequence[ColumnElement[bool]], window: Window
) -> Page[Contradiction]:
    """Return contradictions that meet conditions on their table, in the order of `contradictions`."""
    x = schema.contradictions.c
    told, told_other = schema.reports.alias(), schema.reports.alias()
    rows = connection.execute(
        select(x.what, x.claim, x.one, x.one_n, x.other, x.other_n, x.says, x.day)
        .join_from(schema.contradictions, told, told.c.key == x.one)
        .join(told_other, told_other.c.key == x.other)
        # two reports may be known as copies of one wire only later
        .where(or_(told.c.wire != told_other.c.wire, x.one == x.other, x.what == "denial"))
        .where(*conditions)
        .order_by(x.what.desc(), x.day.desc(), x.one, x.one_n, x.other, x.other_n)
        .limit(window.limit + 1)
        .offset(window.offset)
    ).all()
    shown = rows[: window.limit]
    lines = report_lines(connection, {report for row in shown for report in (row.one, row.other)})
    tellings: dict[tuple[str, int, int], Telling] = {}
    for claim, table in CLAIM_OF.items():
        ranks = {
            rank for row in shown if row.claim == claim for rank in ((row.one, row.one_n), (row.other, row.other_n))
        }
        c = table.c
        for part in parts({report for report, _ in ranks}):
            query = select(c.report, c.n, *_shown(claim)).where(
                among(c.report, part), among(c.n, {n for _, n in ranks})
            )
            for report, n, ident, does, words, standing in connection.execute(query).all():
                tellings[claim, report, n] = Telling(ident, does, words, standing, lines[report])
    answers = [
        Contradiction(
            row.what,
            tellings[row.claim, row.one, row.one_n],
            tellings[row.claim, row.other, row.other_n],
            row.says,
            dt.date.fromordinal(row.day) if row.day > 0 else None,
        )
        for row in shown
    ]
    return Page(tuple(answers), window.offset, len(rows) > window.limit)


def _with_a_claim(connection: Connection, asked: Filter) -> list[ColumnElement[bool]]:
    """What makes a contradiction pass: one of its claims does, by the conditions of its table."""
    if asked == Filter():
        return []
    x = schema.contradictions.c
    event, kind = meaning(asked.type)
    plain = replace(asked, type=None)
    sorts: list[ColumnElement[bool]] = []
    if kind is None and asked.proposal is None:
        sorts.append(and_(x.claim == "v", _one_of(connection, "events", replace(asked, type=event))))
    if event is None:
        sorts.append(and_(x.claim == "q", _one_of(connection, "proposals", replace(asked, type=kind))))
    if asked.type is None:
        sorts.append(and_(x.claim == "s", _one_of(connection, "statements", plain)))
    return [or_(*sorts)]


def _one_of(connection: Connection, what: str, asked: Filter) -> ColumnElement[bool]:
    """The condition that one of a contradiction's two claims passes."""
    table, conditions = CONDITIONS[what]
    x, c = schema.contradictions.c, table.c
    passing = conditions(connection, asked, all_of)
    sides = (
        select(literal(1)).where(c.report == report, c.n == n, *passing).correlate(schema.contradictions).exists()
        for report, n in ((x.one, x.one_n), (x.other, x.other_n))
    )
    return or_(*sides)
