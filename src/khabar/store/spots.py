"""Claims on a map: how many events each place of the world saw, or in how many reports it is named; what has no place.

Only an event's own place counts here, not the towns and countries around it, or one raid would be three.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, distinct, exists, func, or_, select

from khabar.record import Event
from khabar.store import schema
from khabar.store.filters import Filter, all_of, among, in_reports, looked_up, party_keys, site_keys
from khabar.store.found import Found, Page, Window
from khabar.store.questions import Records, event_conditions, found_claims

NOWHERE = 0
"""Stands for events whose place has no coordinates or is not told."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the world with what is told of it.

    key: the store's, for asking on. counts: events by type, or nothing where reports are counted. number: of events,
    or of reports that name it. first, last: days of those. lat, lon: degrees, or None where it is not known where.
    """

    key: int
    name: str
    name_en: str | None
    country: str | None
    lat: float | None
    lon: float | None
    number: int
    first: dt.date | None
    last: dt.date | None
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spots:
    """All places with something to show, the fullest first; lost: how many events have no place at all."""

    spots: tuple[Spot, ...]
    lost: int = 0

    @property
    def placed(self) -> list[Spot]:
        """The places of which it is known where they are."""
        return [spot for spot in self.spots if spot.lat is not None and spot.lon is not None]

    @property
    def unplaced(self) -> list[Spot]:
        """The places of which it is not known where they are."""
        return [spot for spot in self.spots if spot.lat is None or spot.lon is None]


def event_spots(connection: Connection, asked: Filter) -> Spots:
    """Return where events that pass took place."""
    asked = looked_up(connection, asked)
    v, p = schema.events.c, schema.places.c
    own = and_(p.report == v.report, p.n == v.place)
    conditions = event_conditions(connection, asked, all_of)
    query = _by_site(connection, own).where(v.place.is_not(None), *conditions)
    counts: dict[int, dict[str, int]] = {}
    days: dict[int, tuple[int, int]] = {}
    for key, kind, n, first, last in connection.execute(query):
        counts.setdefault(key, {})[kind] = n
        known = days.get(key, (first, last))
        days[key] = (min(known[0], first), max(known[1], last))
    lost = select(func.count()).select_from(schema.events).where(v.place.is_(None), *conditions)
    number = Counter({key: sum(of.values()) for key, of in counts.items()})
    return Spots(_spots(connection, number, days, counts), int(connection.execute(lost).scalar_one()))


def _by_site(connection: Connection, own: ColumnElement[bool]) -> Select[Any]:
    """Events counted by place and type. SQLite would begin with the places, of which there are far more."""
    v, p = schema.events.c, schema.places.c
    counts = (v.type, func.count(), func.min(v.day), func.max(v.last_day))
    if connection.dialect.name == "sqlite":
        site: Any = select(p.site).where(own).scalar_subquery().label("site")
        return select(site, *counts).group_by("site", v.type)
    return select(p.site, *counts).join_from(schema.events, schema.places, own).group_by(p.site, v.type)


def named_spots(connection: Connection, asked: Filter) -> Spots:
    """Return the places that reports name, by how many do; days are those of publication."""
    asked.refuse("a map of places named", "act", "type", "proposal", "status")
    asked = looked_up(connection, asked)
    p, r, e = schema.places.c, schema.reports.c, schema.entities.c
    conditions = in_reports(connection, p.report, asked)
    if asked.place is not None:
        conditions.append(p.site.in_(site_keys(connection, asked)))
    if asked.party is not None:
        conditions.append(p.report.in_(select(e.report).where(e.party.in_(party_keys(connection, asked)))))
    within: list[ColumnElement[bool]] = [r.day >= asked.since] if asked.since is not None else []
    within += [r.day <= asked.until, r.day > 0] if asked.until is not None else []
    if within:
        conditions.append(p.report.in_(select(r.key).where(*within)))
    query = select(p.site, func.count(distinct(p.report))).where(*conditions).group_by(p.site)
    number = Counter({row[0]: row[1] for row in connection.execute(query)})
    return Spots(_spots(connection, number, {}, {}))


def _spots(
    connection: Connection,
    number: Counter[int],
    days: dict[int, tuple[int, int]],
    counts: dict[int, dict[str, int]],
) -> tuple[Spot, ...]:
    s = schema.sites.c
    query = select(s.key, s.name, s.name_en, s.country, s.lat, s.lon)
    if len(number) <= _FEW:
        query = query.where(among(s.key, number))
    facts = {row.key: row for row in connection.execute(query)}
    return tuple(
        Spot(
            *facts[key],
            n,
            _day(days.get(key, (0, 0))[0]),
            _day(days.get(key, (0, 0))[1]),
            counts.get(key, {}),
        )
        for key, n in sorted(number.items(), key=lambda x: (-x[1], x[0]))
    )


_FEW = 2000


def _day(number: int) -> dt.date | None:
    return dt.date.fromordinal(number) if number > 0 else None


def events_at(
    connection: Connection, records: Records, asked: Filter, at: int | None, window: Window
) -> Page[Found[Event]]:
    """Return events at a place by its key, newest first; at `NOWHERE` those that no map can show; None: all."""
    asked = looked_up(connection, asked)
    v, p, s = schema.events.c, schema.places.c, schema.sites.c
    conditions = event_conditions(connection, asked, all_of)
    own = (p.report == v.report, p.n == v.place)
    if at == NOWHERE:
        unknown = exists().where(*own, s.key == p.site, or_(s.lat.is_(None), s.lon.is_(None)))
        conditions.append(or_(v.place.is_(None), unknown))
    elif at is not None:
        named = select(p.report).where(p.site == at)
        conditions += [v.report.in_(named), exists().where(*own, p.site == at)]
    query = select(v.report, v.n).where(*conditions).order_by(v.day.desc(), v.report, v.n)
    ranks: Sequence[tuple[int, int]] = [
        (report, n) for report, n in connection.execute(query.limit(window.limit + 1).offset(window.offset))
    ]
    found = found_claims(connection, records, schema.events, ranks[: window.limit])
    return Page(tuple(found), window.offset, len(ranks) > window.limit)


def site(connection: Connection, key: int) -> Spot | None:
    """Return a place of the world by its key, or None; nothing is counted."""
    spots = _spots(connection, Counter({key: 0}), {}, {}) if _known(connection, key) else ()
    return spots[0] if spots else None


def _known(connection: Connection, key: int) -> bool:
    s = schema.sites.c
    return connection.execute(select(s.key).where(s.key == key)).first() is not None
