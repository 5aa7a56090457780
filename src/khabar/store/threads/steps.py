"""Stances that parties took on plans, each with the words by which it is told."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from khabar.store import schema
from khabar.store.filters import parts
from khabar.store.found import ReportLine
from khabar.store.questions import english_name, report_lines
from khabar.store.threads.answers import Telling

Rank = tuple[int, int]
"""A claim's report, by key, and its rank there."""


@dataclass(frozen=True, slots=True)
class Who:
    """A party across reports: the one that stands for all merged with it."""

    ident: str
    name: str
    name_en: str
    kind: str


@dataclass(frozen=True, slots=True)
class Step:
    """A stance of a party on a plan as one report tells it; `words` are the statements it rests on, the first first.

    proposal, label: the plan's claim in that report and the words for it there.
    """

    day: dt.date | None
    party: Who
    stance: str
    exclusive: bool
    thread: str
    proposal: str
    label: str
    report: ReportLine
    words: tuple[Telling, ...]

    def row(self) -> dict[str, Any]:
        """Return the columns by name."""
        made = {
            "day": self.day,
            "party": self.party.name,
            "party_en": self.party.name_en,
            "stance": self.stance,
            "exclusive": self.exclusive,
            "thread": self.thread,
            "proposal": self.label,
            "proposal_id": self.proposal,
            "words": self.words[0].words if self.words else None,
        }
        return made | self.report.row()


class Taken(NamedTuple):
    """A stance in a line, by keys of the store; `party` stands for all merged with it."""

    thread: str
    report: int
    n: int
    proposal: int
    party: int
    stance: str
    exclusive: bool
    day: int


def taken(conditions: Sequence[ColumnElement[bool]], most: int, *, from_newest: bool = False) -> Select[Any]:
    """The query for the newest stances that pass, newest first: the columns of `Taken`.

    from_newest: begin with the newest positions, for conditions that many pass; else with what the conditions name.
    """
    p, m, party = schema.positions.c, schema.thread_members.c, schema.parties.c
    of, rank = (p.report + 0, p.proposal + 0) if from_newest else (p.report, p.proposal)
    return (
        select(
            m.thread,
            p.report,
            p.n,
            p.proposal,
            func.coalesce(party.head, party.key),
            p.stance,
            p.exclusive,
            p.day,
        )
        .join_from(schema.positions, schema.thread_members, and_(m.report == of, m.n == rank))
        .join(schema.parties, party.key == p.party)
        .where(m.claim == "q", *conditions)
        .order_by(p.day.desc(), p.report.desc(), p.n.desc())
        .limit(most)
    )


def steps(connection: Connection, found: Sequence[Taken]) -> list[Step]:
    """Return stances with parties, plans, reports and words, in the order given."""
    people = who(connection, {x.party for x in found})
    lines = report_lines(connection, {x.report for x in found})
    words = _words(connection, [(x.report, x.n) for x in found], lines)
    labels = _labels(connection, {(x.report, x.proposal) for x in found})
    return [
        Step(
            dt.date.fromordinal(x.day) if x.day > 0 else None,
            people[x.party],
            x.stance,
            x.exclusive,
            x.thread,
            *labels[x.report, x.proposal],
            lines[x.report],
            tuple(words[x.report, x.n]),
        )
        for x in found
    ]


def who(connection: Connection, keys: Iterable[int]) -> dict[int, Who]:
    """Return parties by key."""
    p = schema.parties.c
    found: dict[int, Who] = {}
    for part in parts(set(keys)):
        for key, ident, name, name_en, kind in connection.execute(
            select(p.key, p.ident, p.name, p.name_en, p.kind).where(p.key.in_(part))
        ):
            found[key] = Who(ident, name, english_name(name, name_en, kind), kind)
    return found


def _labels(connection: Connection, ranks: Iterable[Rank]) -> dict[Rank, tuple[str, str]]:
    """The id of each proposal and the words for it."""
    q = schema.proposals.c
    wanted = set(ranks)
    found: dict[Rank, tuple[str, str]] = {}
    for part in parts({report for report, _ in wanted}):
        query = select(q.report, q.n, q.id, q.label).where(q.report.in_(part), q.n.in_({n for _, n in wanted}))
        found |= {(report, n): (ident, label) for report, n, ident, label in connection.execute(query)}
    return found


def _words(connection: Connection, ranks: Sequence[Rank], lines: dict[int, ReportLine]) -> dict[Rank, list[Telling]]:
    """The statements that each position rests on."""
    p, s = schema.position_statements.c, schema.statements.c
    found: dict[Rank, list[Telling]] = defaultdict(list)
    wanted = set(ranks)
    for part in parts({report for report, _ in wanted}):
        query = (
            select(p.report, p.position, s.id, s.act, func.coalesce(s.content, s.cue), s.kind)
            .join_from(schema.position_statements, schema.statements, and_(s.report == p.report, s.n == p.statement))
            .where(p.report.in_(part), p.position.in_({n for _, n in wanted}))
            .order_by(p.report, p.position, p.statement)
        )
        for report, n, ident, act, said, kind in connection.execute(query):
            if (report, n) in wanted:
                found[report, n].append(Telling(ident, act, said, kind, lines[report]))
    return found
