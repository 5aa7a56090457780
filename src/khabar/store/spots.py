"""Claims on a map: how many events each place of the world saw, or in how many reports it is named; what has no place.

Only an event's own place counts here, not the towns and countries around it, or one raid would be three.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, distinct, func, or_, select

from khabar.record import Event
from khabar.store import schema
from khabar.store.filters import Filter, all_of, among, in_reports, looked_up, party_keys, site_keys
from khabar.store.found import Found, Page, Window
from khabar.store.questions import Records, event_conditions, found_claims

NOWHERE = 0
"""Stands for events whose place has no coordinates or is not told."""


class Spot(NamedTuple):
    """A place of the world with what is told of it.

    key: the store's, for asking on. lat, lon: degrees, or None where it is not known where. number: of events,
    or of reports that name it. first, last: days of those. counts: events by type, or nothing where reports are counted.
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
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Spots:
    """Places with something to show, the fullest first: all of them, or the part asked for.

    number: how many there are in all. unknown: of how many of them it is not known where they are. lost: how many
    events have no place at all. astray: these, and those at places of which it is not known where they are.
    """

    spots: tuple[Spot, ...]
    number: int = 0
    unknown: int = 0
    lost: int = 0
    astray: int = 0

    @property
    def placed(self) -> list[Spot]:
        """Those of the places here of which it is known where they are."""
        return [spot for spot in self.spots if spot.lat is not None and spot.lon is not None]


@dataclass(slots=True)
class _Counted:
    """What is counted of places by key: numbers, types, days (first and last)."""

    number: dict[int, int]
    types: dict[int, dict[str, int]] = field(default_factory=dict)
    days: dict[int, tuple[int, int]] = field(default_factory=dict)


def event_spots(connection: Connection, asked: Filter, window: Window | None = None) -> Spots:
    """Return where events that pass took place; window: only that part, which takes a third of the time."""
    asked = looked_up(connection, asked)
    v = schema.events.c
    conditions = event_conditions(connection, asked, all_of)
    # read off the index of places, where no other way leads to few events
    site: ColumnElement[int] = v.site if asked in (Filter(), Filter(type=asked.type)) else v.site + 0
    if window is None or asked != Filter():
        found = _by_type(connection, site, conditions)
        lost = found.number.pop(_NO_SITE, 0)
        shown = _part(found.number, window)
    else:
        query = select(site, func.count()).group_by(site)
        number: dict[int, int] = {_NO_SITE if key is None else key: n for key, n in connection.execute(query).all()}
        lost = number.pop(_NO_SITE, 0)
        shown = _part(number, window)
        found = _by_type(connection, site, [among(v.site, shown)])
        found.number = number
    return _spots(connection, shown, found, lost)


_NO_SITE = -1


def _by_type(connection: Connection, site: ColumnElement[int], conditions: Sequence[ColumnElement[bool]]) -> _Counted:
    """Events counted by place and type."""
    v = schema.events.c
    query = select(site, v.type, func.count(), func.min(v.day), func.max(v.last_day)).where(*conditions)
    found = _Counted({})
    for at, kind, n, first, last in connection.execute(query.group_by(site, v.type)).all():
        key = _NO_SITE if at is None else at
        found.number[key] = found.number.get(key, 0) + n
        found.types.setdefault(key, {})[kind] = n
        known = found.days.get(key, (first, last))
        found.days[key] = (min(known[0], first), max(known[1], last))
    return found


def named_spots(connection: Connection, asked: Filter, window: Window | None = None) -> Spots:
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
    found = _Counted({row[0]: row[1] for row in connection.execute(query).all()})
    return _spots(connection, _part(found.number, window), found, 0)


def _part(number: Mapping[int, int], window: Window | None) -> list[int]:
    """The keys of the part asked for, those with most first."""
    keys = sorted(number, key=lambda key: (-number[key], key))
    return keys if window is None else keys[window.offset : window.offset + window.limit]


def _spots(connection: Connection, shown: Sequence[int], found: _Counted, lost: int) -> Spots:
    s = schema.sites.c
    query = select(s.key, s.name, s.name_en, s.country, s.lat, s.lon)
    if len(shown) <= _FEW:
        query = query.where(among(s.key, shown))
    facts = {row[0]: row for row in connection.execute(query).all()}
    made = []
    for key in shown:
        first, last = found.days.get(key, (0, 0))
        made.append(Spot(*facts[key], found.number[key], _day(first), _day(last), found.types.get(key, {})))
    nowhere = connection.execute(select(s.key).where(or_(s.lat.is_(None), s.lon.is_(None)))).scalars().all()
    unknown = [key for key in nowhere if key in found.number]
    astray = lost + sum(found.number[key] for key in unknown)
    return Spots(tuple(made), len(found.number), len(unknown), lost, astray)


_FEW = 2000


def _day(number: int) -> dt.date | None:
    return dt.date.fromordinal(number) if number > 0 else None


def events_at(
    connection: Connection, records: Records, asked: Filter, at: int | None, window: Window
) -> Page[Found[Event]]:
    """Return events at a place by its key, newest first; at `NOWHERE` those that no map can show; None: all."""
    asked = looked_up(connection, asked)
    v, s = schema.events.c, schema.sites.c
    conditions = event_conditions(connection, asked, all_of)
    if at == NOWHERE:
        unknown = select(s.key).where(or_(s.lat.is_(None), s.lon.is_(None)))
        conditions.append(or_(v.site.is_(None), v.site.in_(unknown)))
    elif at is not None:
        conditions.append(v.site == at)
    query = select(v.report, v.n).where(*conditions).order_by(v.day.desc(), v.report, v.n)
    ranks: Sequence[tuple[int, int]] = [
        (report, n) for report, n in connection.execute(query.limit(window.limit + 1).offset(window.offset))
    ]
    found = found_claims(connection, records, schema.events, ranks[: window.limit])
    return Page(tuple(found), window.offset, len(ranks) > window.limit)


def site(connection: Connection, key: int) -> Spot | None:
    """Return a place of the world by its key, or None; nothing is counted."""
    s = schema.sites.c
    row = connection.execute(select(s.key, s.name, s.name_en, s.country, s.lat, s.lon).where(s.key == key)).first()
    return None if row is None else Spot(*row, 0, None, None, {})
