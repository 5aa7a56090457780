"""What threading looks at: proposals and statements of many reports, each reduced to what can be compared.

Parties (merged ones by the one that stands for them) and sites are keys of the store, days are ordinals. Words are
cores: folded words without clitics, articles or function words; in proposals their skeletons, without words of dates.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, select

from khabar.arabic import fold
from khabar.record import Act
from khabar.store import schema
from khabar.store.filters import parts

_OUTSIDE = frozenset({"unnamed", "document", "media"})
"""Kinds of entity that do not make two reports tell one story."""
_SAID = frozenset({Act.SAY, Act.ANNOUNCE})
_NOT = frozenset({"لم", "ليس", "ليست", "ليسوا"})
_SOON = 5  # first words of a content among which the negation of its clause stands
_DURATION = re.compile(r"PT?(\d+)([HDWMY])")
_LENGTHS = {"H": 1 / 24, "D": 1.0, "W": 7.0, "M": 30.0, "Y": 365.0}


class Where(NamedTuple):
    """Which claim: its report's key and its rank there."""

    report: int
    n: int


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report: its day, its wire, and the parties and countries it names."""

    key: int
    day: int
    wire: str
    parties: frozenset[int]
    countries: frozenset[str]


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal; `days` it would last."""

    at: Where
    kind: str
    days: float | None
    words: frozenset[str]
    sponsors: frozenset[int]
    sites: frozenset[int]
    report: ReportView


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement; `speakers` are its sources and the bodies they speak for; `denies`: that something was not so."""

    at: Where
    act: str
    denies: bool
    day: int
    words: frozenset[str]
    speakers: frozenset[int]
    report: ReportView


ViewT = TypeVar("ViewT", ProposalView, StatementView)


def _days(duration: str | None) -> float | None:
    found = _DURATION.fullmatch(duration or "")
    return None if found is None else int(found[1]) * _LENGTHS[found[2]]


def reports(connection: Connection, keys: Iterable[int], heads: Mapping[int, int]) -> dict[int, ReportView]:
    """Return reports by key; `heads`: who stands for merged parties."""
    r, e, c = schema.reports.c, schema.entities.c, schema.places.c
    keys = sorted(keys)
    parties: dict[int, set[int]] = defaultdict(set)
    countries: dict[int, set[str]] = defaultdict(set)
    for part in parts(keys):
        for key, party, kind, country in connection.execute(
            select(e.report, e.party, e.kind, e.country).where(e.report.in_(part))
        ):
            if kind not in _OUTSIDE:
                parties[key].add(heads.get(party, party))
            if country:
                countries[key].add(country)
        s = schema.sites.c
        sited = select(c.report, s.country).join_from(schema.places, schema.sites, s.key == c.site)
        for key, country in connection.execute(sited.where(c.report.in_(part), s.country.is_not(None))):
            countries[key].add(country)
    made = {}
    for part in parts(keys):
        for key, day, wire in connection.execute(select(r.key, r.day, r.wire).where(r.key.in_(part))):
            made[key] = ReportView(key, day, wire, frozenset(parties[key]), frozenset(countries[key]))
    return made


def places(connection: Connection, keys: Iterable[int]) -> dict[int, set[int]]:
    """Return the sites that reports name, but countries."""
    c = schema.places.c
    found: dict[int, set[int]] = defaultdict(set)
    for part in parts(keys):
        query = select(c.report, c.site).where(c.report.in_(part), c.kind.is_distinct_from("country"))
        for report, site in connection.execute(query):
            found[report].add(site)
    return found


def naming(connection: Connection, parties: Iterable[int]) -> set[int]:
    """Return the keys of the reports that name one of these parties."""
    e = schema.entities.c
    queries = (select(e.report).where(e.party.in_(part)).distinct() for part in parts(parties))
    return {report for query in queries for report in connection.execute(query).scalars()}


def threads(connection: Connection, claim: str, keys: Iterable[int]) -> dict[Where, str]:
    """Return the threads that claims of reports are in."""
    m = schema.thread_members.c
    found: dict[Where, str] = {}
    for part in parts(keys):
        query = select(m.report, m.n, m.thread).where(m.claim == claim, m.report.in_(part))
        found |= {Where(report, n): thread for report, n, thread in connection.execute(query)}
    return found


def proposals(connection: Connection, told: Mapping[int, ReportView], heads: Mapping[int, int]) -> list[ProposalView]:
    """Return the proposals of reports, in the order of reports and ranks."""
    q, p = schema.proposals.c, schema.proposal_parties.c
    sites = schema.claim_sites.c
    rows: list[Any] = []
    sponsors: dict[Where, set[int]] = defaultdict(set)
    where: dict[Where, set[int]] = defaultdict(set)
    for part in parts(told):
        rows += connection.execute(
            select(q.report, q.n, q.kind, q.duration, q.words).where(q.report.in_(part)).order_by(q.report, q.n)
        ).all()
        put = select(p.report, p.proposal, p.party).where(p.report.in_(part), p.role == "sponsor")
        for report, n, party in connection.execute(put):
            sponsors[Where(report, n)].add(heads.get(party, party))
        for report, n, site in connection.execute(
            select(sites.report, sites.n, sites.site).where(sites.report.in_(part), sites.claim == "q")
        ):
            where[Where(report, n)].add(site)
    return [
        ProposalView(
            at := Where(row.report, row.n),
            row.kind,
            _days(row.duration),
            _words(row.words),
            frozenset(sponsors[at]),
            frozenset(where[at]),
            told[row.report],
        )
        for row in rows
    ]


def _negated(content: str) -> bool:
    """Whether a content says that something is or was not so: "the boats did not fire on anybody"."""
    return any(fold(word).removeprefix("و") in _NOT for word in content.split(maxsplit=_SOON)[:_SOON])


def _words(held: str) -> frozenset[str]:
    """Words as the store keeps them, each string once in memory however many claims have it."""
    return frozenset(map(sys.intern, held.split()))


def statements(connection: Connection, told: Mapping[int, ReportView], heads: Mapping[int, int]) -> list[StatementView]:
    """Return the statements of reports that have a content, in the order of reports and ranks."""
    s, p = schema.statements.c, schema.statement_parties.c
    rows: list[Any] = []
    speakers: dict[Where, set[int]] = defaultdict(set)
    for part in parts(told):
        rows += connection.execute(
            select(s.report, s.n, s.act, s.day, s.words, s.content)
            .where(s.report.in_(part), s.content.is_not(None))
            .order_by(s.report, s.n)
        ).all()
        spoke = select(p.report, p.statement, p.party).where(
            p.report.in_(part), p.role.in_(("source", "behalf", "spokesperson"))
        )
        for report, n, party in connection.execute(spoke):
            speakers[Where(report, n)].add(heads.get(party, party))
    return [
        StatementView(
            at := Where(row.report, row.n),
            row.act,
            row.act == Act.DENY or (row.act in _SAID and _negated(row.content)),
            row.day,
            _words(row.words),
            frozenset(speakers[at]),
            told[row.report],
        )
        for row in rows
    ]
