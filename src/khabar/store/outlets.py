"""Outlets and agencies: how much each tells, how much of it is its own, who repeats whom, whom it quotes; feeds.

A telling is a report met at an outlet; spellings of one outlet are gathered (`outlet_names`). It is *wired* if it credits an agency; *repeated* if it credits none but is a
near-duplicate of what another outlet told before; else the outlet's *own*.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, func, select

from khabar.store import schema
from khabar.store.filters import Filter, in_reports
from khabar.store.merging import stands_for
from khabar.store.outlet_names import called
from khabar.store.questions import english_name


@dataclass(frozen=True, slots=True)
class OutletLine:
    """An outlet: how many reports, of what kind, first and last day of publication."""

    name: str
    reports: int
    own: int
    wired: int
    repeated: int
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency: in how many reports it is credited, by how many outlets, first and last day of publication."""

    name: str
    reports: int
    outlets: int
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Outlets:
    """All outlets and agencies, the fullest first. credits: how often an outlet credits an agency.

    copies: how often an outlet told, without credit, what another had told before: (who repeats, who was first).
    called: every name that was met → the one name under which it is counted.
    """

    outlets: tuple[OutletLine, ...]
    agencies: tuple[AgencyLine, ...]
    credits: dict[tuple[str, str], int]
    copies: dict[tuple[str, str], int]
    called: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FeedLine:
    """A feed that was watched: when it was last asked and will be next, how often it failed since it last answered."""

    url: str
    checked_at: dt.datetime | None
    due_at: dt.datetime | None
    failures: int
    complaint: str | None


@dataclass(slots=True)
class _Told:
    """What is counted of an outlet or agency while tellings are gone through."""

    number: Counter[str] = field(default_factory=Counter)
    days: list[int] = field(default_factory=list)
    by: set[str] = field(default_factory=set)

    def span(self) -> tuple[dt.date | None, dt.date | None]:
        """First and last day."""
        if not self.days:
            return None, None
        return dt.date.fromordinal(min(self.days)), dt.date.fromordinal(max(self.days))


def outlets(connection: Connection, asked: Filter) -> Outlets:
    """Return outlets and agencies of reports that pass; filters are outlet, report and days of publication."""
    asked.refuse("the list of sources", "party", "place", "type", "act", "status", "proposal")
    a, r = schema.appearances.c, schema.reports.c
    # + 0: reports are read off the index of wires; one by one they would be fetched with their records
    joined = schema.reports.join(schema.appearances, a.report == r.key + 0)
    of = (*in_reports(connection, r.key, asked), *_published(asked))
    agency = func.coalesce(func.nullif(a.agency, ""), r.agency, "")
    several = select(r.wire).where(r.key.in_(_of_several()))
    single = (
        select(a.outlet, agency, func.count(), func.min(func.nullif(r.day, 0)), func.max(r.day), func.min(a.key))
        .select_from(joined)
        .where(*of, r.wire.not_in(several))
        .group_by(a.outlet, agency)
    )
    wires: dict[str, list[_Telling]] = defaultdict(list)
    for outlet, source, number, first, last, at in connection.execute(single).all():
        wires[f"single:{at}"].append(_Telling(first or _NO_DAY, 0, at, outlet, source, last or _NO_DAY, number))
    query = select(r.wire, r.day, r.key, a.key, a.outlet, agency).select_from(joined)
    for wire, day, report, at, outlet, source in connection.execute(query.where(*of, r.wire.in_(several))).all():
        wires[wire].append(_Telling(day or _NO_DAY, report, at, outlet, source, day or _NO_DAY, 1))
    return _counted(sorted(wires.values(), key=lambda wire: min(telling.at for telling in wire)))


def _of_several() -> CompoundSelect[int]:
    """The keys of all reports whose wire may have been told more than once: near-duplicates, and those met twice."""
    d, a = schema.duplicates.c, schema.appearances.c
    met_again = select(a.report).group_by(a.report).having(func.count() > 1)
    return select(d.one).union(select(d.other), met_again)


_NO_DAY = dt.date.max.toordinal()


class _Telling(NamedTuple):
    """A report met at an outlet, or as many as nobody else tells with the same outlet and agency; days as ordinals."""

    day: int
    report: int
    at: int
    outlet: str
    agency: str
    last: int
    number: int


def _counted(wires: Collection[list[_Telling]]) -> Outlets:
    met: Counter[str] = Counter()
    for telling in (x for wire in wires for x in wire):
        for x in filter(None, (telling.outlet, telling.agency)):
            met[x] += telling.number
    name = called(met)
    told: dict[str, _Told] = defaultdict(_Told)
    credited: dict[str, _Told] = defaultdict(_Told)
    credits_: Counter[tuple[str, str]] = Counter()
    copies: Counter[tuple[str, str]] = Counter()
    for wire in wires:
        first = ""
        for day, _, _, outlet, agency, last, number in sorted(wire):
            teller, source = name.get(outlet, ""), name.get(agency, "")
            first = first or teller
            days = [x for x in (day, last) if x < _NO_DAY]
            if source:
                credited[source].number["reports"] += number
                credited[source].days += days
                credited[source].by |= {teller} - {""}
            if not teller:
                continue
            told[teller].days += days
            if source and source != teller:
                credits_[teller, source] += number
                told[teller].number["wired"] += number
            elif teller != first:
                copies[teller, first] += number
                told[teller].number["repeated"] += number
            else:
                told[teller].number["own"] += number
    lines = [
        OutletLine(x, sum(of.number.values()), of.number["own"], of.number["wired"], of.number["repeated"], *of.span())
        for x, of in told.items()
    ]
    agencies = [AgencyLine(x, of.number["reports"], len(of.by), *of.span()) for x, of in credited.items()]
    return Outlets(
        tuple(sorted(lines, key=lambda x: (-x.reports, x.name))),
        tuple(sorted(agencies, key=lambda x: (-x.reports, x.name))),
        dict(credits_),
        dict(copies),
        name,
    )


def _published(asked: Filter) -> list[ColumnElement[bool]]:
    r = schema.reports.c
    conditions: list[ColumnElement[bool]] = [r.day >= asked.since] if asked.since is not None else []
    return conditions + ([r.day <= asked.until, r.day > 0] if asked.until is not None else [])


def quoted(
    connection: Connection, asked: Filter, most: int = 3, names: Mapping[str, str] | None = None
) -> dict[str, list[tuple[str, str, str, int]]]:
    """Return for each outlet the parties it quotes most: (ident, name, English name, statements).

    names: the one name of each outlet (`Outlets.called`); without it spellings are brought together anew.
    """
    p = schema.parties.c
    heads = stands_for(connection)
    found: dict[str, Counter[int]] = defaultdict(Counter)
    query = _all_quoted(5 * most) if asked == Filter() else _some_quoted(connection, asked, 5 * most)
    rows = connection.execute(query).all()
    names = names or called(Counter(row.outlet for row in rows))
    for outlet, party, n, kind in rows:
        if kind != "unnamed":
            found[names.get(outlet, outlet)][heads.get(party, party)] += n
    keys = {key for of in found.values() for key, _ in of.most_common(most)}
    facts: dict[int, Any] = {row.key: row for row in connection.execute(select(schema.parties).where(p.key.in_(keys)))}
    return {
        outlet: [
            (facts[k].ident, facts[k].name, english_name(facts[k].name, facts[k].name_en, facts[k].kind) or "", n)
            for k, n in of.most_common(most)
        ]
        for outlet, of in found.items()
    }


def _all_quoted(most: int) -> Select[Any]:
    """Outlet, party, number and kind of party, those quoted most first: as it is written down."""
    return _most_quoted(schema.quoted.c, most)


def _some_quoted(connection: Connection, asked: Filter, most: int) -> Select[Any]:
    """The same, counted in the reports that pass."""
    sp, r = schema.statement_parties.c, schema.reports.c
    counted = (
        select(r.outlet, sp.party, func.count().label("number"))
        .join_from(schema.statement_parties, schema.reports, r.key == sp.report)
        .where(sp.role == "source", r.outlet.is_not(None))
        .where(*in_reports(connection, r.key, asked), *_published(asked))
        .group_by(r.outlet, sp.party)
        .subquery()
    )
    return _most_quoted(counted.c, most)


def _most_quoted(c: Any, most: int) -> Select[Any]:
    """The first so many of each outlet, of a table with the columns outlet, party and number."""
    p = schema.parties.c
    order = func.row_number().over(partition_by=c.outlet, order_by=(c.number.desc(), c.party))
    ranked = select(c.outlet, c.party, c.number, order.label("rank")).subquery().c
    return (
        select(ranked.outlet, ranked.party, ranked.number, p.kind)
        .join(schema.parties, p.key == ranked.party)
        .where(ranked.rank <= most)
        .order_by(ranked.outlet, ranked.rank)
    )


def feeds(connection: Connection) -> list[FeedLine]:
    """Return the feeds that were watched: those that fail first, then by address."""
    f = schema.feeds.c
    query = select(f.url, f.checked_at, f.due_at, f.failures, f.complaint).order_by(f.failures.desc(), f.url)
    return [FeedLine(url, _utc(at), _utc(due), n, why) for url, at, due, n, why in connection.execute(query)]


def _utc(value: dt.datetime | None) -> dt.datetime | None:
    """SQLite forgets the zone of a moment; all moments here are in UTC."""
    return value.replace(tzinfo=dt.UTC) if value is not None and value.tzinfo is None else value
