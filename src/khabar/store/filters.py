"""What a question may ask for, and the SQL conditions that mean it."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypedDict, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    Select,
    Table,
    and_,
    bindparam,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.types import UserDefinedType

from khabar.arabic import fold
from khabar.errors import StoreError, saying
from khabar.record import Act, EventType, ProposalKind, Status
from khabar.store import schema
from khabar.store.merging import together
from khabar.store.outlet_names import spellings_of
from khabar.store.words import clean

EARTH_KM = 6371.0088
_COORDINATES = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[,،;]\s*(-?\d+(?:\.\d+)?)\s*$")
_MOST_KEYS = 5000
_FEW = 2000
_CHUNK = 500
Key = TypeVar("Key", int, str)
SPEAKING = ("source", "behalf", "spokesperson", "witness", "document")
"""Roles by which a statement is a party's own: it spoke, or was spoken for."""


class Asked(TypedDict, total=False):
    """The filters of every question; a claim must pass all that are given.

    party: a name in any spelling, an English name, a Wikidata id, an entity's id or a party's ident; statements of its members and
    spokesmen count. place: a name, or "lat,lon" in degrees; with km, everything within that distance. type: a
    proposal's kind or an event's type. act: what was done by words; for positions the stance. status: a proposal's.
    since, until: first and last day, a date or "YYYY-MM-DD"; claims without a day count by the day of publication.
    outlet: part of an outlet's or agency's name or of a host. proposal: an id, a kind, or words of its label.
    report: a report's id.
    """

    party: str | None
    place: str | None
    km: float | None
    type: str | None
    act: str | None
    status: str | None
    since: dt.date | str | None
    until: dt.date | str | None
    outlet: str | None
    proposal: str | None
    report: str | None


@dataclass(frozen=True, slots=True)
class Filter:
    """Filters checked and in one shape; see `Asked`."""

    party: str | None = None
    place: str | None = None
    km: float | None = None
    type: str | None = None
    act: str | None = None
    status: str | None = None
    since: int | None = None
    until: int | None = None
    outlet: str | None = None
    proposal: str | None = None
    report: str | None = None
    parties: tuple[int, ...] | None = None  # what party, place and outlet mean, once it was looked up
    sites: tuple[int, ...] | None = None
    outlets: tuple[str, ...] | None = None

    @classmethod
    def of(cls, asked: Asked) -> Filter:
        """Check what was asked; raise `StoreError` for a word that no list has, or a day that is none."""
        given: dict[str, Any] = {
            name: clean(value) if isinstance(value, str) else value
            for name, value in asked.items()
            if value is not None and value != ""
        }
        unknown = set(given) - Asked.__optional_keys__
        if unknown:
            raise StoreError(saying("no question has the filter %(filters)s"), filters=", ".join(sorted(unknown)))
        for name in ("since", "until"):
            if name in given:
                given[name] = _day(name, given[name])
        if "act" in given:
            given["act"] = _one_of("act", given["act"], [x.value for x in Act])
        if "status" in given:
            given["status"] = _one_of("status", given["status"], [x.value for x in Status])
        if "km" in given:
            given["km"] = float(given["km"])
            if not 0 <= given["km"] <= math.pi * EARTH_KM or "place" not in given:
                raise StoreError(saying("km is a distance of 0 to 20015 from a place: give the place too"))
        return cls(**given)

    @property
    def asks_for_reports(self) -> bool:
        """Whether all of some reports is asked for, whatever is said in them."""
        others = (self.party, self.place, self.type, self.act, self.status, self.since, self.until, self.proposal)
        return all(x is None for x in others)

    def refuse(self, question: str, *names: str) -> None:
        """Raise `StoreError` if a filter is given that a question has no use for."""
        for name in names:
            if getattr(self, name) is not None:
                raise StoreError(saying("%(question)s cannot be filtered by %(name)s"), question=question, name=name)


def parts(keys: Iterable[Key]) -> Iterator[list[Key]]:
    """Cut keys into lists that one query can take, in their order."""
    held = sorted(keys)
    for start in range(0, len(held), _CHUNK):
        yield held[start : start + _CHUNK]


class _Keys(UserDefinedType[Collection[int]]):
    """Keys as a list in brackets, written into a query at once."""

    cache_ok = True

    def literal_processor(self, dialect: Dialect) -> Callable[[Collection[int]], str]:
        """Return what writes keys as SQL; each is made a whole number first, so nothing else can get in."""
        del dialect
        return lambda keys: f"({','.join(str(int(key)) for key in keys) or 'NULL'})"


def among(column: ColumnElement[int], keys: Collection[int]) -> ColumnElement[bool]:
    """The condition that a column holds one of some keys, written into the query itself.

    The driver of PostgreSQL takes longer over 500 parameters than the server over the question.
    """
    listed = bindparam(None, tuple(keys), type_=_Keys(), literal_execute=True, unique=True)
    return column.bool_op("IN")(listed)


def _day(name: str, value: dt.date | str) -> int:
    try:
        day = dt.date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise StoreError(
            saying("%(name)s %(value)r is no day: write it as YYYY-MM-DD, for example 2016-10-03"),
            name=name,
            value=value,
        ) from None
    return day.toordinal()


def _one_of(name: str, value: str, values: list[str]) -> str:
    found = value.strip().lower().replace("-", "_").replace(" ", "_")
    if found not in values:
        raise StoreError(
            saying("%(value)r is no %(name)s: it is one of %(known)s"), value=value, name=name, known=", ".join(values)
        )
    return found


def event_type(value: str) -> str:
    """Return a PLOVER event type in capitals; raise `StoreError` if it is none."""
    return _one_of("event type", value, [x.value.lower() for x in EventType]).upper()


def proposal_kind(value: str) -> str:
    """Return a kind of proposal; raise `StoreError` if it is none."""
    return _one_of("kind of proposal", value, [x.value for x in ProposalKind])


def in_days(table: Table, asked: Filter) -> list[ColumnElement[bool]]:
    """Conditions that a claim's days meet the days asked for."""
    conditions: list[ColumnElement[bool]] = []
    if asked.since is not None:
        conditions.append(table.c.last_day >= asked.since)
    if asked.until is not None:
        conditions += [table.c.day <= asked.until, table.c.day > 0]
    return conditions


def in_reports(connection: Connection, report: ColumnElement[int], asked: Filter) -> list[ColumnElement[bool]]:
    """Conditions on the report a claim is in: its id, where it appeared."""
    conditions: list[ColumnElement[bool]] = []
    if asked.report is not None:
        key = connection.execute(select(schema.reports.c.key).where(schema.reports.c.id == asked.report)).scalar()
        conditions.append(false() if key is None else report == key)
    if asked.outlet is not None:
        a = schema.appearances.c
        names = _outlets(connection, asked.outlet) if asked.outlets is None else asked.outlets
        conditions.append(report.in_(select(a.report).where(a.folded.in_(names))))
    return conditions


def _outlets(connection: Connection, asked: str) -> tuple[str, ...]:
    """The names of outlets, agencies and hosts, as they are kept, that hold the words asked for."""
    a = schema.appearances.c
    held = and_(true(), *(a.folded.contains(fold(word), autoescape=True) for word in asked.split()))
    whole = literal(" ").concat(a.folded).concat(" ")
    also = (whole.contains(f" {name} ", autoescape=True) for name in spellings_of(asked))
    return tuple(connection.execute(select(a.folded).where(or_(held, *also)).distinct().limit(_MOST_KEYS)).scalars())


def published_in(asked: Filter) -> list[ColumnElement[bool]]:
    """Conditions that a report was published in the days asked for; one without a day was not."""
    published = schema.reports.c.published
    conditions: list[ColumnElement[bool]] = []
    if asked.since is not None:
        conditions.append(published >= dt.date.fromordinal(asked.since))
    if asked.until is not None:
        conditions.append(published <= dt.date.fromordinal(asked.until))
    return conditions


def looked_up(connection: Connection, asked: Filter) -> Filter:
    """The same filter with its party, place and outlet looked up, for questions that ask the store many times."""
    return replace(
        asked,
        parties=None if asked.party is None else tuple(party_keys(connection, asked)),
        sites=None if asked.place is None else tuple(site_keys(connection, asked)),
        outlets=None if asked.outlet is None else _outlets(connection, asked.outlet),
    )


class Choice(NamedTuple):
    """Claims chosen through another table: its columns for their report and rank, and what its rows must be."""

    report: ColumnElement[int]
    rank: ColumnElement[int]
    conditions: tuple[ColumnElement[bool], ...]


Pick = Callable[[Connection, Table, str, Choice], ColumnElement[bool]]
"""Makes of a choice the condition that a table's claim is among those chosen."""


def all_of(connection: Connection, table: Table, rank: str, choice: Choice) -> ColumnElement[bool]:
    """The condition for questions that go through every claim: the chosen are listed first."""
    del connection
    return tuple_(table.c.report, table.c[rank]).in_(select(choice.report, choice.rank).where(*choice.conditions))


def first_few(connection: Connection, table: Table, rank: str, choice: Choice) -> ColumnElement[bool]:
    """The condition for questions that want a page, newest first.

    Few chosen are listed first; of many, each claim is looked up as its turn comes, for the page is soon full.
    """
    some = select(literal(1)).where(*choice.conditions).limit(_FEW + 1).subquery()
    number = connection.execute(select(func.count()).select_from(some)).scalar_one()
    if number <= _FEW:
        return all_of(connection, table, rank, choice)
    same = (choice.report == table.c.report, choice.rank == table.c[rank])
    return exists(select(literal(1)).where(*same, *choice.conditions).correlate(table))


def party_keys(connection: Connection, asked: Filter) -> Sequence[int]:
    """Keys of the parties that the name or id asked for means, with all that are merged with them.

    A name means those with exactly that name, or else with its words in one.
    """
    if asked.parties is not None:
        return asked.parties
    return together(connection, _named(connection, asked.party or ""))


def _named(connection: Connection, asked: str) -> list[int]:
    p, names, e = schema.parties.c, schema.party_names.c, schema.entities.c
    if re.fullmatch(r"e-[0-9a-f]{12}", asked):
        return _keys(connection, select(e.party).where(e.id == asked))
    if re.fullmatch(r"Q\d+", asked.strip()):
        return _keys(connection, select(p.key).where(p.ident == f"wikidata:{asked.strip()}"))
    if re.search(r"[|:/]", asked):  # an ident, as `parties` gives it
        found = _keys(connection, select(p.key).where(p.ident == asked))
        if found:
            return found
    folded = " ".join(fold(asked).split())
    exact = _keys(connection, select(names.party).where(names.folded == folded).order_by(names.party))
    return exact or _keys(connection, _with_words(select(names.party), names.folded, folded).order_by(names.party))


def _keys(connection: Connection, query: Select[Any]) -> list[int]:
    return [key for (key,) in connection.execute(query.distinct().limit(_MOST_KEYS))]


def _with_words(query: Select[Any], column: ColumnElement[str], folded: str) -> Select[Any]:
    """Narrow to names that hold each word at the start of one of theirs, article aside."""
    for word in folded.split() or [folded]:
        starts = [column.startswith(word, autoescape=True), column.contains(f" {word}", autoescape=True)]
        if not word.startswith("ال"):
            starts += [column.startswith(f"ال{word}", autoescape=True), column.contains(f" ال{word}", autoescape=True)]
        query = query.where(or_(*starts))
    return query


def site_keys(connection: Connection, asked: Filter) -> Sequence[int]:
    """Keys of the places that the name or point asked for means, and with km of all within that distance."""
    if asked.sites is not None:
        return asked.sites
    return _placed(connection, asked.place or "", asked.km)


def _placed(connection: Connection, asked: str, km: float | None) -> list[int]:
    names = schema.site_names.c
    point = _COORDINATES.match(asked)
    if point:
        centres = [(float(point[1]), float(point[2]))]
        if not (-90 <= centres[0][0] <= 90 and -180 <= centres[0][1] <= 180):
            raise StoreError(
                saying("%(asked)r is no point on earth: give latitude (-90 to 90), longitude (-180 to 180)"),
                asked=asked,
            )
        return _within(connection, centres, 1.0 if km is None else km)
    folded = " ".join(fold(asked).split())
    keys = _keys(connection, select(names.site).where(names.folded == folded).order_by(names.site))
    if not keys and km is None:
        return _keys(connection, _with_words(select(names.site), names.folded, folded).order_by(names.site))
    if km is None:
        return keys
    s = schema.sites.c
    found = connection.execute(select(s.lat, s.lon).where(s.key.in_(keys), s.lat.is_not(None), s.lon.is_not(None)))
    centres = [(lat, lon) for lat, lon in found] or _from_gazetteer(folded)
    return sorted({*keys, *_within(connection, centres, km)})


def _from_gazetteer(folded: str) -> list[tuple[float, float]]:
    """Where a place lies that no report names."""
    from khabar.gazetteer import places

    rows = places().get(folded, ())
    return [(rows[0].lat, rows[0].lon)] if rows else []


def _within(connection: Connection, centres: list[tuple[float, float]], km: float) -> list[int]:
    s = schema.sites.c
    found: dict[int, None] = {}
    for lat, lon in centres[:20]:
        near = math.degrees(km / EARTH_KM)
        box: list[ColumnElement[bool]] = [s.lat.between(lat - near, lat + near)]
        widest = math.cos(math.radians(min(90.0, abs(lat) + near)))
        if widest > 0 and near / widest < 180:
            west, east = lon - near / widest, lon + near / widest
            around = [s.lon.between(west + turn, east + turn) for turn in (-360, 0, 360)]
            box.append(or_(*around))
        for key, its_lat, its_lon in connection.execute(select(s.key, s.lat, s.lon).where(and_(*box))):
            if its_lon is not None and distance_km(lat, lon, its_lat, its_lon) <= km:
                found[key] = None
    return list(found)[:_MOST_KEYS]


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres between two points in degrees (haversine, mean Earth radius)."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def of_proposals(asked: str) -> list[ColumnElement[bool]]:
    """Conditions on `proposals` that an id, a kind or words of a label mean."""
    q = schema.proposals.c
    if re.fullmatch(r"q-[0-9a-f]{12}", asked):
        return [q.id == asked]
    if asked.lower() in {x.value for x in ProposalKind}:
        return [q.kind == asked.lower()]
    return [q.folded.contains(word, autoescape=True) for word in fold(asked).split()] or [false()]
