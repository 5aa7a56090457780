"""What threading looks at: proposals and statements of many reports, each reduced to what can be compared.

Parties (merged ones by the one that stands for them) and sites are keys of the store, days are ordinals. Words are
cores: folded words without clitics, articles or function words; in proposals their skeletons, without words of dates.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from khabar.store import schema
from khabar.store.merging import stands_for
from khabar.store.words import WORD

_CHUNK = 500
_SHORTEST = 3
_OUTSIDE = frozenset({"unnamed", "document", "media"})
"""Kinds of entity that do not make two reports tell one story."""
_WEAK = str.maketrans("", "", "اويهءئؤ")
_DURATION = re.compile(r"PT?(\d+)([HDWMY])")
_LENGTHS = {"H": 1 / 24, "D": 1.0, "W": 7.0, "M": 30.0, "Y": 365.0}


class Where(NamedTuple):
    """Which claim: its report's key and its rank there."""

    report: int
    n: int


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report: its day, its wire, who else may have told it (agency or outlet), and the parties it names."""

    key: int
    day: int
    wire: str
    teller: str
    parties: frozenset[int]
    countries: frozenset[str]


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal; `days` it would last; `named`: sponsors, addressees, parties, subjects, those with a stance on it."""

    at: Where
    kind: str
    days: float | None
    words: frozenset[str]
    sponsors: frozenset[int]
    named: frozenset[int]
    sites: frozenset[int]
    report: ReportView


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement; `speakers` are its sources and the bodies they speak for, `about` its proposals' ranks."""

    at: Where
    act: str
    day: int
    words: frozenset[str]
    speakers: frozenset[int]
    about: frozenset[int]
    report: ReportView


@lru_cache(maxsize=200_000)
def _core(word: str) -> str:
    from khabar.reading.tokens import form_of

    core = form_of(word).core
    return core.removeprefix("ال") if len(core) > _SHORTEST + 2 else core


def cores(text: str) -> frozenset[str]:
    """Return the words of a text as they are compared."""
    found = (_core(word) for word in WORD.findall(text))
    return frozenset(core for core in found if len(core) >= _SHORTEST)


def skeleton(core: str) -> str:
    """Return a core's first letter and those after it that are not weak, so that a plural mostly meets its singular.

    >>> skeleton("زوارق") == skeleton("زورق"), skeleton("اسري") == skeleton("اسيرا")
    (True, True)
    """
    bones = core[:1].translate(_WEAK) + core[1:].translate(_WEAK)
    return bones if len(bones) > 1 else core


def _days(duration: str | None) -> float | None:
    found = _DURATION.fullmatch(duration or "")
    return None if found is None else int(found[1]) * _LENGTHS[found[2]]


def reports(connection: Connection, keys: Sequence[int]) -> dict[int, ReportView]:
    """Return reports by key."""
    r, e, c = schema.reports.c, schema.entities.c, schema.places.c
    heads = stands_for(connection)
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
        query = select(r.key, r.id, r.day, r.wire, r.agency, r.outlet).where(r.key.in_(part))
        for key, ident, day, wire, agency, outlet in connection.execute(query):
            teller = agency or outlet or ident
            made[key] = ReportView(key, day, wire, teller, frozenset(parties[key]), frozenset(countries[key]))
    return made


def proposals(connection: Connection, told: dict[int, ReportView]) -> list[ProposalView]:
    """Return the proposals of reports, in the order of reports and ranks."""
    q, t, p = schema.proposals.c, schema.proposal_terms.c, schema.proposal_parties.c
    heads, dates = stands_for(connection), _dates(connection, told)
    stands, sites = schema.positions.c, schema.claim_sites.c
    rows: list[Any] = []
    words: dict[Where, set[str]] = defaultdict(set)
    sponsors: dict[Where, set[int]] = defaultdict(set)
    named: dict[Where, set[int]] = defaultdict(set)
    where: dict[Where, set[int]] = defaultdict(set)
    for part in parts(told):
        rows += connection.execute(
            select(q.report, q.n, q.kind, q.duration, q.label).where(q.report.in_(part)).order_by(q.report, q.n)
        ).all()
        said = select(t.report, t.proposal, t.words).where(t.report.in_(part), t.term == "mention")
        for report, n, text in connection.execute(said):
            words[Where(report, n)] |= cores(text or "")
        for report, n, role, party in connection.execute(
            select(p.report, p.proposal, p.role, p.party).where(p.report.in_(part))
        ):
            named[Where(report, n)].add(heads.get(party, party))
            if role == "sponsor":
                sponsors[Where(report, n)].add(heads.get(party, party))
        for report, n, party in connection.execute(
            select(stands.report, stands.proposal, stands.party).where(stands.report.in_(part))
        ):
            named[Where(report, n)].add(heads.get(party, party))
        for report, n, site in connection.execute(
            select(sites.report, sites.n, sites.site).where(sites.report.in_(part), sites.claim == "q")
        ):
            where[Where(report, n)].add(site)
    return [
        ProposalView(
            at := Where(row.report, row.n),
            row.kind,
            _days(row.duration),
            frozenset(skeleton(core) for core in (words[at] | cores(row.label)) - dates[row.report]),
            frozenset(sponsors[at]),
            frozenset(named[at]),
            frozenset(where[at]),
            told[row.report],
        )
        for row in rows
    ]


def _dates(connection: Connection, told: Iterable[int]) -> dict[int, set[str]]:
    """Words of the days that reports name: that a plan is told of on a Tuesday says nothing of the plan."""
    t = schema.times.c
    found: dict[int, set[str]] = defaultdict(set)
    for part in parts(told):
        for report, words in connection.execute(
            select(t.report, t.words).where(t.report.in_(part), t.kind != "duration")
        ):
            found[report] |= cores(words or "")
    return found


def statements(connection: Connection, told: dict[int, ReportView]) -> list[StatementView]:
    """Return the statements of reports that have a content, in the order of reports and ranks."""
    heads = stands_for(connection)
    s, p, a = schema.statements.c, schema.statement_parties.c, schema.statement_about.c
    rows: list[Any] = []
    speakers: dict[Where, set[int]] = defaultdict(set)
    about: dict[Where, set[int]] = defaultdict(set)
    for part in parts(told):
        rows += connection.execute(
            select(s.report, s.n, s.act, s.day, s.content)
            .where(s.report.in_(part), s.content.is_not(None))
            .order_by(s.report, s.n)
        ).all()
        spoke = select(p.report, p.statement, p.party).where(
            p.report.in_(part), p.role.in_(("source", "behalf", "spokesperson"))
        )
        for report, n, party in connection.execute(spoke):
            speakers[Where(report, n)].add(heads.get(party, party))
        for report, n, proposal in connection.execute(
            select(a.report, a.statement, a.proposal).where(a.report.in_(part))
        ):
            about[Where(report, n)].add(proposal)
    return [
        StatementView(
            at := Where(row.report, row.n),
            row.act,
            row.day,
            frozenset(map(skeleton, cores(row.content))),
            frozenset(speakers[at]),
            frozenset(about[at]),
            told[row.report],
        )
        for row in rows
    ]


def parts(keys: Iterable[int]) -> Iterable[list[int]]:
    """Cut keys into lists that one query can take."""
    held = sorted(keys)
    for start in range(0, len(held), _CHUNK):
        yield held[start : start + _CHUNK]
