"""The questions, as functions over a connection: which claims pass the filters, newest first."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    distinct,
    func,
    literal,
    or_,
    select,
)

from khabar.errors import StoreError
from khabar.export import nominal
from khabar.export.known_names import plain
from khabar.record import EventType
from khabar.store import schema
from khabar.store.filters import (
    SPEAKING,
    Choice,
    Filter,
    Pick,
    all_of,
    among,
    event_type,
    first_few,
    in_days,
    in_reports,
    looked_up,
    of_proposals,
    parts,
    party_keys,
    proposal_kind,
    published_in,
    site_keys,
)
from khabar.store.found import (
    Found,
    Moment,
    Page,
    PartyLine,
    ReportLine,
    Window,
)
from khabar.store.merging import stands_for
from khabar.store.opened import Opened

Records = Callable[[Connection, Sequence[int]], dict[int, Opened]]
"""Gives opened records by key; the store keeps the last ones at hand."""

_SPARE = 20  # groups of merged parties counted beyond those wanted: exactly counted, some change places
_Met = tuple[int, int, int]
"""In how many reports a party was met, and the days of the first and the last."""
CLAIM_OF = {"s": schema.statements, "q": schema.proposals, "v": schema.events}


def _day(number: int) -> dt.date | None:
    return dt.date.fromordinal(number) if number > 0 else None


def report_lines(connection: Connection, keys: Iterable[int]) -> dict[int, ReportLine]:
    """Return reports in a line each, by key."""
    r = schema.reports.c
    query = select(r.key, r.id, r.uri, r.title, r.outlet, r.agency, r.published, r.wire)
    rows = (row for part in parts(set(keys)) for row in connection.execute(query.where(among(r.key, part))).all())
    return {row[0]: ReportLine(*row[1:]) for row in rows}


def reports(connection: Connection, asked: Filter, window: Window, *, added: bool) -> Page[ReportLine]:
    """Return reports that pass the filters, newest first by day of publication, or those added last first."""
    asked.refuse("the list of reports", "party", "place", "km", "type", "act", "status", "proposal")
    r = schema.reports.c
    conditions = in_reports(connection, r.key, asked) + published_in(asked)
    order = (r.key.desc(),) if added else (r.day.desc(), r.key.desc())
    query = select(r.key).where(*conditions).order_by(*order).limit(window.limit + 1).offset(window.offset)
    keys = list(connection.execute(query).scalars())
    lines = report_lines(connection, keys[: window.limit])
    return Page(tuple(lines[key] for key in keys[: window.limit]), window.offset, len(keys) > window.limit)


def found_claims(
    connection: Connection, records: Records, table: Table, ranks: Sequence[tuple[int, int]]
) -> list[Found[Any]]:
    """Return the claims of a table at (report key, rank), in that order."""
    keys = {key for key, _ in ranks}
    lines, opened = report_lines(connection, keys), records(connection, sorted(keys))
    name = table.name
    return [Found(opened[key].item(name, n), lines[key], opened[key].context(name, n)) for key, n in ranks]


def _page(
    connection: Connection,
    records: Records,
    table: Table,
    conditions: Sequence[ColumnElement[bool]],
    window: Window,
) -> Page[Found[Any]]:
    c = table.c
    query = select(c.report, c.n).where(*conditions).order_by(c.day.desc(), c.report, c.n)
    rows = [(key, n) for key, n in connection.execute(query.limit(window.limit + 1).offset(window.offset))]
    return Page(
        tuple(found_claims(connection, records, table, rows[: window.limit])), window.offset, len(rows) > window.limit
    )


def _by_party(
    connection: Connection, table: Table, rank: str, asked: Filter, roles: Sequence[str] = ()
) -> list[Choice]:
    """The choice of claims with a party; none where no party is asked for."""
    if asked.party is None:
        return []
    conditions = [table.c.party.in_(party_keys(connection, asked))]
    if roles:
        conditions.append(table.c.role.in_(roles))
    return [Choice(table.c.report, table.c[rank], tuple(conditions))]


def _by_place(connection: Connection, claim: str, asked: Filter) -> list[Choice]:
    if asked.place is None:
        return []
    c = schema.claim_sites.c
    return [Choice(c.report, c.n, (c.claim == claim, c.site.in_(site_keys(connection, asked))))]


def _proposal_is(asked: Filter) -> list[ColumnElement[bool]]:
    conditions = of_proposals(asked.proposal) if asked.proposal is not None else []
    if asked.type is not None:
        conditions.append(schema.proposals.c.kind == proposal_kind(asked.type))
    return conditions


def statement_conditions(connection: Connection, asked: Filter, pick: Pick) -> list[ColumnElement[bool]]:
    """What makes a statement pass; type and proposal are those of what it is about."""
    asked.refuse("statements", "status")
    table, about, q = schema.statements, schema.statement_about.c, schema.proposals.c
    conditions = in_days(table, asked) + in_reports(connection, table.c.report, asked)
    if asked.act is not None:
        conditions.append(table.c.act == asked.act)
    chosen = _by_party(connection, schema.statement_parties, "statement", asked, SPEAKING)
    chosen += _by_place(connection, "s", asked)
    of_kind = _proposal_is(asked)
    if of_kind:
        joined = (q.report == about.report, q.n == about.proposal)
        chosen.append(Choice(about.report, about.statement, (*joined, *of_kind)))
    return conditions + [pick(connection, table, "n", choice) for choice in chosen]


def proposal_conditions(connection: Connection, asked: Filter, pick: Pick) -> list[ColumnElement[bool]]:
    """What makes a proposal pass; act is a stance that somebody took on it."""
    table, p, named = schema.proposals, schema.positions.c, schema.proposal_parties.c
    conditions = in_days(table, asked) + in_reports(connection, table.c.report, asked)
    conditions += _proposal_is(asked)
    if asked.status is not None:
        conditions.append(table.c.status == asked.status)
    chosen = _by_place(connection, "q", asked)
    if asked.act is not None:
        chosen.append(Choice(p.report, p.proposal, (p.stance == asked.act,)))
    conditions += [pick(connection, table, "n", choice) for choice in chosen]
    if asked.party is not None:
        keys = party_keys(connection, asked)
        in_it = Choice(named.report, named.proposal, (among(named.party, keys),))
        on_it = Choice(p.report, p.proposal, (among(p.party, keys),))
        conditions.append(or_(pick(connection, table, "n", in_it), pick(connection, table, "n", on_it)))
    return conditions


def position_conditions(connection: Connection, asked: Filter, pick: Pick) -> list[ColumnElement[bool]]:
    """What makes a position pass; act is the stance, type and place those of the proposal."""
    asked.refuse("positions", "status")
    table, q = schema.positions, schema.proposals.c
    conditions = in_days(table, asked) + in_reports(connection, table.c.report, asked)
    if asked.act is not None:
        conditions.append(table.c.stance == asked.act)
    if asked.party is not None:
        conditions.append(table.c.party.in_(party_keys(connection, asked)))
    chosen = _by_place(connection, "q", asked)
    of_kind = _proposal_is(asked)
    if of_kind:
        chosen.append(Choice(q.report, q.n, tuple(of_kind)))
    return conditions + [pick(connection, table, "proposal", choice) for choice in chosen]


def event_conditions(connection: Connection, asked: Filter, pick: Pick) -> list[ColumnElement[bool]]:
    """What makes an event pass."""
    asked.refuse("events", "act", "proposal", "status")
    table = schema.events
    conditions = in_days(table, asked) + in_reports(connection, table.c.report, asked)
    if asked.type is not None:
        conditions.append(table.c.type == event_type(asked.type))
    chosen = _by_party(connection, schema.event_parties, "event", asked) + _by_place(connection, "v", asked)
    return conditions + [pick(connection, table, "n", choice) for choice in chosen]


CONDITIONS: dict[str, tuple[Table, Callable[[Connection, Filter, Pick], list[ColumnElement[bool]]]]] = {
    "statements": (schema.statements, statement_conditions),
    "proposals": (schema.proposals, proposal_conditions),
    "positions": (schema.positions, position_conditions),
    "events": (schema.events, event_conditions),
}


def claims(connection: Connection, records: Records, what: str, asked: Filter, window: Window) -> Page[Found[Any]]:
    """Return the claims of one kind that pass, newest first."""
    table, conditions = CONDITIONS[what]
    return _page(connection, records, table, conditions(connection, asked, first_few), window)


def count(connection: Connection, what: str, asked: Filter) -> int:
    """Return how many claims of one kind pass."""
    table, conditions = CONDITIONS[what]
    query = select(func.count()).select_from(table).where(*conditions(connection, asked, all_of))
    return int(connection.execute(query).scalar_one())


def parties(connection: Connection, asked: Filter, window: Window) -> Page[PartyLine]:
    """Return parties, those in most reports first; type is their kind, days are the reports' days of publication."""
    asked.refuse("parties", "act", "proposal", "status", "place")
    e, p = schema.entities.c, schema.parties.c
    asked = looked_up(connection, asked)
    conditions: list[ColumnElement[bool]] = []
    if asked.party is not None:
        conditions.append(e.party.in_(party_keys(connection, asked)))
    if asked.since is not None or asked.until is not None:
        conditions += [e.day >= asked.since] if asked.since is not None else []
        conditions += [e.day <= asked.until, e.day > 0] if asked.until is not None else []
    often = [*in_reports(connection, e.report, asked), *conditions]
    groups, counted = _often_met(connection, asked, often, window)
    # + 0: the few parties are looked up by the index of parties, not again all of the reports asked for
    conditions += in_reports(connection, e.report + 0, asked)
    keys, met = _most_met(connection, conditions, groups, counted, window)
    facts = {row.key: row for row in connection.execute(select(schema.parties).where(among(p.key, keys)))}
    all_of_them = [member for key in keys for member in groups[key]]
    sp, stand = schema.statement_parties.c, schema.positions.c
    said = counts_by(connection, sp.party, [among(sp.party, all_of_them), sp.role == "source"])
    stood = counts_by(connection, stand.party, [among(stand.party, all_of_them)])
    lines = tuple(
        PartyLine(
            ident=facts[key].ident,
            name=facts[key].name,
            name_en=english_name(facts[key].name, facts[key].name_en, facts[key].kind),
            kind=facts[key].kind,
            country=facts[key].country,
            wikidata=facts[key].wikidata,
            reports=met[key][0],
            statements=sum(said.get(member, 0) for member in groups[key]),
            positions=sum(stood.get(member, 0) for member in groups[key]),
            first=_day(met[key][1]),
            last=_day(met[key][2]),
        )
        for key in keys
    )
    return Page(lines, window.offset, len(groups) > window.offset + window.limit)


def _often_met(
    connection: Connection, asked: Filter, conditions: Sequence[ColumnElement[bool]], window: Window
) -> tuple[dict[int, list[int]], dict[int, _Met]]:
    """Parties that may be in most reports, each with those merged with it, a few more than are wanted.

    Also how often, first and last each party by itself was met, where that had to be counted. A report in which two
    entities are one party, or of one group, counts twice here; `_most_met` counts it once. There are few such, and
    to tell them apart among all would take longer than all the rest.
    """
    e, p = schema.entities.c, schema.parties.c
    heads = stands_for(connection)
    query: Select[Any]
    if conditions:
        kind = select(p.kind).where(p.key == e.party).scalar_subquery()  # of those met; all of a kind would be too many
        number = func.count().label("number")
        query = select(e.party, number, func.min(e.day), func.max(e.day)).where(*conditions).group_by(e.party)
        query = query.having(kind == asked.type) if asked.type is not None else query
        query = query.order_by(number.desc(), e.party)
    else:  # how many reports each is in is written down
        query = select(p.key, p.met, literal(0), literal(0)).where(p.met > 0)
        query = query.where(p.kind == asked.type) if asked.type is not None else query
        query = query.order_by(p.met.desc(), p.key.desc())
    wanted = window.offset + window.limit + 1
    most: Counter[int] = Counter()
    counted: dict[int, _Met] = {}
    for key, number_met, first, last in connection.execute(query.limit(wanted + len(heads))):
        most[heads.get(key, key)] += number_met
        counted[key] = (number_met, first, last)
    groups: dict[int, list[int]] = {key: [] for key, _ in most.most_common(wanted + _SPARE)}
    for key in {*groups, *heads, *heads.values()}:
        if heads.get(key, key) in groups:
            groups[heads.get(key, key)].append(key)
    return groups, counted if conditions else {}


def _most_met(
    connection: Connection,
    conditions: Sequence[ColumnElement[bool]],
    groups: dict[int, list[int]],
    counted: dict[int, _Met],
    window: Window,
) -> tuple[list[int], dict[int, _Met]]:
    """The page of groups of merged parties in most reports; how many, first and last day of each."""
    e = schema.entities.c
    alone = [key for key, members in groups.items() if len(members) == 1]
    twice = _twice_in_a_report(connection, [key for key in alone if key in counted])
    met = {key: counted[key] for key in alone if key in counted and key not in twice}
    count = select(e.party, func.count(distinct(e.report)), func.min(e.day), func.max(e.day)).group_by(e.party)
    for part in parts(key for key in alone if key not in counted):
        for key, *found in connection.execute(count.where(*conditions, among(e.party, part))):
            met[key] = (found[0], found[1], found[2])
    several = {member: key for key, members in groups.items() for member in members if len(members) > 1 or key in twice}
    days: dict[int, dict[int, int]] = {}
    for member, report, day in connection.execute(
        select(e.party, e.report, e.day).where(*conditions, among(e.party, several))
    ):
        days.setdefault(several[member], {})[report] = day
    met |= {key: (len(of), min(of.values()), max(of.values())) for key, of in days.items()}
    order = sorted(met, key=lambda key: (-met[key][0], key))
    return order[window.offset : window.offset + window.limit], met


def _twice_in_a_report(connection: Connection, keys: Sequence[int]) -> set[int]:
    """Those of some parties that several entities of one report are."""
    e = schema.entities.c
    found: set[int] = set()
    for part in parts(keys):
        twice = select(e.party).where(among(e.party, part)).group_by(e.party, e.report).having(func.count() > 1)
        found.update(connection.execute(twice).scalars())
    return found


def counts_by(
    connection: Connection, column: ColumnElement[Any], conditions: Sequence[ColumnElement[bool]]
) -> dict[Any, int]:
    """Return how many rows there are for each value of a column."""
    query = select(column, func.count()).where(*conditions).group_by(column)
    return {row[0]: row[1] for row in connection.execute(query)}


def timeline(connection: Connection, records: Records, asked: Filter, window: Window) -> Page[Moment]:
    """Return what has a day, in order: events, days on which proposals start, and stands taken.

    type is an event's or a proposal's; with a proposal asked for, or an act, there are no events.
    """
    asked.refuse("a timeline", "status")
    asked = looked_up(connection, asked)
    wanted = window.limit + window.offset + 1
    moments: list[tuple[int, int, int, str, Table, int, int]] = []
    event, kind = meaning(asked.type)
    if asked.act is None and asked.proposal is None and kind is None:
        of_events = replace(asked, type=event)
        v = schema.events.c
        conditions = [v.dated, *event_conditions(connection, of_events, all_of)]
        moments += _moments(connection, schema.events, "event", conditions, wanted)
    if event is None:
        of_kind = replace(asked, type=kind)
        conditions = [schema.positions.c.day > 0, *position_conditions(connection, of_kind, all_of)]
        moments += _moments(connection, schema.positions, "position", conditions, wanted)
        q, t = schema.proposals.c, schema.times.c
        starts = select(t.earliest, t.latest, q.report, q.n).join_from(
            schema.proposals, schema.times, and_(t.report == q.report, t.n == q.starts)
        )
        within = replace(of_kind, since=None, until=None)
        chosen = starts.where(q.starts.is_not(None), or_(t.earliest.is_not(None), t.latest.is_not(None)))
        if asked.since is not None:
            chosen = chosen.where(func.coalesce(t.latest, t.earliest) >= dt.date.fromordinal(asked.since))
        if asked.until is not None:
            chosen = chosen.where(func.coalesce(t.earliest, t.latest) <= dt.date.fromordinal(asked.until))
        chosen = chosen.where(*proposal_conditions(connection, within, all_of))
        first = func.coalesce(t.earliest, t.latest)
        for earliest, latest, report, n in connection.execute(chosen.order_by(first, q.report, q.n).limit(wanted)):
            days = ((earliest or latest).toordinal(), (latest or earliest).toordinal())
            moments.append((*days, 1, "start", schema.proposals, report, n))
    moments.sort(key=lambda m: (m[0], m[2], m[5], m[6]))
    part = moments[window.offset : window.offset + window.limit]
    found: dict[tuple[str, int, int], Found[Any]] = {}
    for table in (schema.events, schema.proposals, schema.positions):
        ranks = [(m[5], m[6]) for m in part if m[4] is table]
        claims_ = found_claims(connection, records, table, ranks)
        found |= {(table.name, *rank): claim for rank, claim in zip(ranks, claims_, strict=True)}
    items = tuple(
        Moment(dt.date.fromordinal(m[0]), dt.date.fromordinal(m[1]), m[3], found[m[4].name, m[5], m[6]]) for m in part
    )
    return Page(items, window.offset, len(moments) >= wanted)


def meaning(asked: str | None) -> tuple[str | None, str | None]:
    """The event type or the kind of proposal that a timeline's type means; SANCTION in capitals is the event."""
    if asked is None:
        return None, None
    if asked in {x.value for x in EventType}:
        return asked, None
    try:
        return None, proposal_kind(asked)
    except StoreError:
        return event_type(asked), None


def _moments(
    connection: Connection, table: Table, what: str, conditions: Sequence[ColumnElement[bool]], wanted: int
) -> list[tuple[int, int, int, str, Table, int, int]]:
    c = table.c
    query = select(c.day, c.last_day, c.report, c.n).where(*conditions).order_by(c.day, c.report, c.n).limit(wanted)
    order = 0 if what == "event" else 2
    return [(day, last, order, what, table, report, n) for day, last, report, n in connection.execute(query)]


def duplicates(connection: Connection, report: str) -> list[ReportLine]:
    """Return the other reports of the same wire, in the order they were added."""
    r = schema.reports.c
    wire = select(r.wire).where(r.id == report).scalar_subquery()
    keys = [key for (key,) in connection.execute(select(r.key).where(r.wire == wire, r.id != report).order_by(r.key))]
    lines = report_lines(connection, keys)
    return [lines[key] for key in keys]


@lru_cache(maxsize=20_000)
def english_name(name: str, name_en: str | None, kind: str) -> str:
    """A party's English name: the gazetteer's, or its words put into English."""
    if name_en:
        return plain(name_en)
    return nominal.person(name) if kind == "person" else nominal.name(name)
