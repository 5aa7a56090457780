"""The course of one plan: its tellings, who stood where by which words, what it waits for, the talks around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Table, and_, func, or_, select, tuple_

from khabar.record import Event, Proposal, Statement
from khabar.store import schema
from khabar.store.filters import parts
from khabar.store.found import Found, Window
from khabar.store.questions import Records, found_claims
from khabar.store.threads.answers import Contradiction, Telling, Thread
from khabar.store.threads.questions import contradictions_where, threads_of
from khabar.store.threads.steps import Rank, Step, Taken, steps, taken

_MOST_STEPS = 120
_MOST_OPENED = 16
_MOST_BESIDE = 8
_MOST_TALKS = 4


class Best(NamedTuple):
    """The best words for a plan: those most reports call it by, the kind the first gives it, a proposal with these words."""

    label: str
    kind: str
    proposal: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A plan that another is tied to: its thread, where it has one, with its best words; the report's own words.

    how: "before" (must happen before), "after" (waits for it), "whole" (it is part of that), "part" (that is part of it).
    """

    how: str
    thread: str | None
    kind: str | None
    label: str
    words: str
    telling: Telling


@dataclass(frozen=True, slots=True)
class Course:
    """A plan's thread with all that concerns it.

    opened: its tellings whole, where there are many the first and the last of them. steps: who stood where, the earliest first;
    of many the last ones. silences: who is told not to have commented. meetings: planned ones that its reports tell
    of; talks: plans of talks in its reports, most told first.
    """

    thread: Thread
    opened: tuple[Found[Proposal], ...]
    steps: tuple[Step, ...]
    ties: tuple[Tie, ...]
    meetings: tuple[Found[Event], ...]
    talks: tuple[Thread, ...]
    silences: tuple[Found[Statement], ...]
    contradictions: tuple[Contradiction, ...]

    @property
    def parties(self) -> dict[str, list[Step]]:
        """The steps of each party by its ident; first those who took the most."""
        found: dict[str, list[Step]] = {}
        for step in self.steps:
            found.setdefault(step.party.ident, []).append(step)
        return dict(sorted(found.items(), key=lambda x: -len(x[1])))


def course(connection: Connection, records: Records, thread: str) -> Course | None:
    """Return the course of a plan by its thread's id; None if there is no such thread."""
    m = schema.thread_members.c
    query = select(m.report, m.n).where(m.claim == "q", m.thread == thread).order_by(m.day, m.report)
    members: list[Rank] = [(report, n) for report, n in connection.execute(query)]
    if not members:
        return None
    found = [Taken(*row) for row in connection.execute(taken([m.thread == thread], _MOST_STEPS))]
    few = len(members) <= _MOST_OPENED
    shown = members if few else members[: _MOST_OPENED // 2] + members[-_MOST_OPENED // 2 :]
    opened = found_claims(connection, records, schema.proposals, shown)
    made, *talks = threads_of(connection, [thread, *_talks(connection, thread)])
    return Course(
        made,
        tuple(opened),
        tuple(steps(connection, found[::-1])),
        tuple(_ties(connection, made)),
        tuple(_meetings(connection, records, thread)),
        tuple(talks),
        tuple(_silences(connection, records, thread)),
        tuple(_contradictions(connection, thread)),
    )


def _telling(thread: str) -> Select[Any]:
    """The keys of the reports that tell a plan."""
    m = schema.thread_members.c
    return select(m.report).where(m.claim == "q", m.thread == thread)


def _ties(connection: Connection, thread: Thread) -> list[Tie]:
    """What must happen before it, what waits for it, what it is part of and what is part of it."""
    m, t, q, own = schema.thread_members.c, schema.proposal_terms.c, schema.proposals.c, schema.proposals.alias().c
    told = {x.id: x for x in thread.members}
    mine = (m.claim == "q", m.thread == thread.id)

    def of(table: Any, rank: Any) -> Any:
        return and_(m.report == table.report, m.n == rank, *mine)

    queries = {
        "before": select(t.report, t.refers, t.words, own.id)
        .join_from(schema.thread_members, schema.proposal_terms, of(t, t.proposal))
        .join(own.id.table, and_(own.report == m.report, own.n == m.n))
        .where(*mine, t.term == "requires"),
        "after": select(t.report, t.proposal, t.words, own.id)
        .join_from(schema.thread_members, schema.proposal_terms, of(t, t.refers))
        .join(own.id.table, and_(own.report == m.report, own.n == m.n))
        .where(*mine, t.term == "requires"),
        "whole": select(q.report, q.part_of, q.label, q.id)
        .join_from(schema.thread_members, schema.proposals, of(q, q.n))
        .where(*mine, q.part_of.is_not(None)),
        "part": select(q.report, q.n, q.label, own.id)
        .join_from(schema.thread_members, schema.proposals, of(q, q.part_of))
        .join(own.id.table, and_(own.report == m.report, own.n == m.n))
        .where(*mine),
    }
    rows = [(how, *row) for how, query in queries.items() for row in connection.execute(query)]
    plans = _plans(connection, [(report, n) for _, report, n, _, _ in rows if n is not None])
    ties = []
    for how, report, n, words, ident in rows:
        other, kind, label = plans.get((report, -1 if n is None else n), (None, None, words))
        if other != thread.id and ident in told:
            ties.append(Tie(how, other, kind, label or "", words or "", told[ident]))
    return ties


def _plans(connection: Connection, ranks: Sequence[Rank]) -> dict[Rank, tuple[str | None, str | None, str]]:
    """The thread, kind and best words of proposals."""
    m, q = schema.thread_members.c, schema.proposals.c
    of: dict[Rank, tuple[str | None, str, str]] = {}
    for part in _ranks(ranks):
        query = (
            select(q.report, q.n, m.thread, q.kind, q.label)
            .join_from(
                schema.proposals,
                schema.thread_members,
                and_(m.report == q.report, m.n == q.n, m.claim == "q"),
                isouter=True,
            )
            .where(tuple_(q.report, q.n).in_(part))
        )
        of |= {(report, n): (thread, kind, label) for report, n, thread, kind, label in connection.execute(query)}
    found = best(connection, {thread for thread, _, _ in of.values() if thread})
    return {
        rank: (thread, kind, found[thread].label if thread else label) for rank, (thread, kind, label) in of.items()
    }


def best(connection: Connection, threads: Iterable[str]) -> dict[str, Best]:
    """Return the best words for threads: as `Thread.label`."""
    m, q = schema.thread_members.c, schema.proposals.c
    said: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for part in parts(set(threads)):
        query = (
            select(m.thread, q.label, q.kind, q.id)
            .join_from(schema.thread_members, schema.proposals, and_(m.report == q.report, m.n == q.n))
            .where(m.claim == "q", m.thread.in_(part))
            .order_by(m.day, m.report, m.n)
        )
        for thread, label, kind, ident in connection.execute(query):
            said.setdefault(thread, {}).setdefault(label, []).append((kind, ident))
    made = {}
    for thread, labels in said.items():
        label = min(labels, key=lambda words: (-len(labels[words]), " " not in words, len(words)))
        first = next(iter(labels.values()))[0]
        made[thread] = Best(label, first[0], labels[label][0][1])
    return made


def _meetings(connection: Connection, records: Records, thread: str) -> list[Found[Event]]:
    """Meetings planned, as the reports that tell of the plan have them, the last told first."""
    v = schema.events.c
    query = select(v.report, v.n).where(v.report.in_(_telling(thread)), v.type == "CONSULT", v.aux.contains("future"))
    return _newest(connection, records, schema.events, query)


def _silences(connection: Connection, records: Records, thread: str) -> list[Found[Statement]]:
    """Who is told not to have commented, in the reports that tell of the plan."""
    s = schema.statements.c
    query = select(s.report, s.n).where(s.report.in_(_telling(thread)), s.act == "no_comment")
    return _newest(connection, records, schema.statements, query)


def _newest(connection: Connection, records: Records, table: Table, query: Select[Any]) -> list[Found[Any]]:
    rows = connection.execute(query.order_by(table.c.day.desc(), table.c.report, table.c.n).limit(_MOST_BESIDE))
    return found_claims(connection, records, table, [(report, n) for report, n in rows])


def _talks(connection: Connection, thread: str) -> list[str]:
    """Plans of talks in the reports that tell of the plan, in most of them first."""
    m, q = schema.thread_members.c, schema.proposals.c
    query = (
        select(m.thread)
        .join_from(schema.thread_members, schema.proposals, and_(m.report == q.report, m.n == q.n))
        .where(m.claim == "q", m.report.in_(_telling(thread)), q.kind == "talks", m.thread != thread)
        .group_by(m.thread)
        .order_by(func.count().desc(), m.thread)
    )
    return list(connection.execute(query.limit(_MOST_TALKS)).scalars())


def _contradictions(connection: Connection, thread: str) -> list[Contradiction]:
    """Contradictions between its tellings, between statements about it, and on the days of meetings in its reports."""
    x, m, about, v = schema.contradictions.c, schema.thread_members.c, schema.statement_about.c, schema.events.c
    mine = (m.claim == "q", m.thread == thread)
    it = select(m.report, m.n).where(*mine)
    on_it = select(about.report, about.statement).join_from(
        schema.thread_members, schema.statement_about, and_(about.report == m.report, about.proposal == m.n, *mine)
    )
    met = select(v.report, v.n).where(v.report.in_(_telling(thread)), v.type.in_(("CONSULT", "AGREE")))
    sides = [
        and_(x.claim == claim, tuple_(report, n).in_(chosen), *more)
        for report, n in ((x.one, x.one_n), (x.other, x.other_n))
        for claim, chosen, more in (("q", it, ()), ("s", on_it, ()), ("v", met, (x.what == "date",)))
    ]
    return list(contradictions_where(connection, [or_(*sides)], Window(_MOST_BESIDE, 0)))


def _ranks(members: Sequence[Rank]) -> list[list[Rank]]:
    """Ranks in lists that one query can take."""
    return [list(members[at : at + 200]) for at in range(0, len(members), 200)]
