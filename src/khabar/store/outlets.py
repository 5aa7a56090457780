"""Outlets and agencies: how much each tells, how much of it is its own, who repeats whom, whom it quotes; feeds.

A telling is a report met at an outlet; spellings of one outlet are gathered (`outlet_names`). It is *wired* if it credits an agency; *repeated* if it credits none but is a
near-duplicate of what another outlet told before; else the outlet's *own*.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

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
    query = (
        select(r.wire, r.day, r.key, a.key, a.outlet, a.agency, r.agency)
        .join_from(schema.appearances, schema.reports, r.key == a.report)
        .where(*in_reports(connection, r.key, asked), *_published(asked))
    )
    wires: dict[str, list[tuple[int, int, int, str, str]]] = defaultdict(list)
    for wire, day, report, at, outlet, agency, of_report in connection.execute(query):
        wires[wire].append((day or dt.date.max.toordinal(), report, at, outlet, agency or of_report or ""))
    return _counted(wires.values())


def _counted(wires: Collection[list[tuple[int, int, int, str, str]]]) -> Outlets:
    name = called(Counter(x for wire in wires for *_, outlet, agency in wire for x in (outlet, agency) if x))
    told: dict[str, _Told] = defaultdict(_Told)
    credited: dict[str, _Told] = defaultdict(_Told)
    credits_: Counter[tuple[str, str]] = Counter()
    copies: Counter[tuple[str, str]] = Counter()
    for wire in wires:
        first = ""
        for day, _, _, outlet, agency in sorted(wire):
            teller, source = name.get(outlet, ""), name.get(agency, "")
            first = first or teller
            days = [day] if day < dt.date.max.toordinal() else []
            if source:
                credited[source].number["reports"] += 1
                credited[source].days += days
                credited[source].by |= {teller} - {""}
            if not teller:
                continue
            told[teller].days += days
            if source and source != teller:
                credits_[teller, source] += 1
                told[teller].number["wired"] += 1
            elif teller != first:
                copies[teller, first] += 1
                told[teller].number["repeated"] += 1
            else:
                told[teller].number["own"] += 1
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
    sp, r, p = schema.statement_parties.c, schema.reports.c, schema.parties.c
    number = func.count().label("number")
    counted = (
        select(r.outlet, sp.party, number)
        .join_from(schema.statement_parties, schema.reports, r.key == sp.report)
        .where(sp.role == "source", r.outlet.is_not(None))
        .where(*in_reports(connection, r.key, asked), *_published(asked))
        .group_by(r.outlet, sp.party)
        .subquery()
    )
    order = func.row_number().over(partition_by=counted.c.outlet, order_by=(counted.c.number.desc(), counted.c.party))
    ranked = select(counted.c.outlet, counted.c.party, counted.c.number, order.label("rank")).subquery()
    shown = select(ranked, p.kind).join(schema.parties, p.key == ranked.c.party).where(ranked.c.rank <= 5 * most)
    heads = stands_for(connection)
    found: dict[str, Counter[int]] = defaultdict(Counter)
    rows = connection.execute(shown.order_by(ranked.c.outlet, ranked.c.rank)).all()
    names = names or called(Counter(row.outlet for row in rows))
    for outlet, party, n, _, kind in rows:
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


def feeds(connection: Connection) -> list[FeedLine]:
    """Return the feeds that were watched: those that fail first, then by address."""
    f = schema.feeds.c
    query = select(f.url, f.checked_at, f.due_at, f.failures, f.complaint).order_by(f.failures.desc(), f.url)
    return [FeedLine(url, _utc(at), _utc(due), n, why) for url, at, due, n, why in connection.execute(query)]


def _utc(value: dt.datetime | None) -> dt.datetime | None:
    """SQLite forgets the zone of a moment; all moments here are in UTC."""
    return value.replace(tzinfo=dt.UTC) if value is not None and value.tzinfo is None else value
