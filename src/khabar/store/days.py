"""How claims spread over days: counts for a time axis, single claims where there are few, and the same as a list.

Four kinds stand on the axis: statements, events, positions, and the days on which proposals start. An event stands
there if its report says when it happened; with `undated` also if not, on the day of publication, as statements do.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, desc, func, null, or_, select

from khabar.store import schema
from khabar.store.filters import SPEAKING, Filter, all_of, among, looked_up
from khabar.store.found import Found, Moment, Page, Window
from khabar.store.merging import stands_for
from khabar.store.questions import (
    Records,
    english_name,
    event_conditions,
    found_claims,
    meaning,
    position_conditions,
    proposal_conditions,
    statement_conditions,
)

KINDS = ("statement", "event", "position", "start")
"""What can stand on the axis, in the order of one day."""
_ACTORS = ("actor", "recipient")


class Mark(NamedTuple):
    """A single claim on the axis. detail: its act, type, stance or kind; words: of the report.

    first, last: ordinals of days. id: the claim's; of a position, that of the statement that makes it. row: its kind, or
    a party's ident.
    """

    row: str
    what: str
    id: str
    first: int
    last: int
    detail: str
    words: str


@dataclass(frozen=True, slots=True)
class Spread:
    """Counts by row and day. rows: (kind, "", "") or (a party's ident, its name, its English name), the fullest first.

    undated: how many events that pass have no day of their own and are left out; not counted where rows are parties.
    """

    rows: tuple[tuple[str, str, str], ...]
    counts: dict[str, dict[int, int]]
    undated: int

    def by_day(self) -> Counter[int]:
        """Return how many claims there are on each day, all rows together."""
        days: Counter[int] = Counter()
        for counted in self.counts.values():
            days.update(counted)
        return days

    def within(self, first: int, last: int) -> int:
        """Return how many claims stand on the days from first to last."""
        return sum(n for counted in self.counts.values() for day, n in counted.items() if first <= day <= last)


class _Part(NamedTuple):
    """Claims of one kind that pass: their table, conditions, and the column of their detail and words."""

    what: str
    table: Table
    conditions: list[ColumnElement[bool]]


def _parts(connection: Connection, asked: Filter, kinds: Collection[str], *, undated: bool) -> Iterator[_Part]:
    """The kinds that what is asked for leaves standing, each with its conditions; all but starts."""
    event, kind = meaning(asked.type)
    of_kind, of_events = replace(asked, type=kind), replace(asked, type=event)
    if "statement" in kinds and event is None:
        s = schema.statements
        yield _Part("statement", s, [s.c.day > 0, *statement_conditions(connection, of_kind, all_of)])
    if "event" in kinds and asked.act is None and asked.proposal is None and kind is None:
        v = schema.events
        standing = v.c.day > 0 if undated else v.c.dated
        yield _Part("event", v, [standing, *event_conditions(connection, of_events, all_of)])
    if "position" in kinds and event is None:
        p = schema.positions
        yield _Part("position", p, [p.c.day > 0, *position_conditions(connection, of_kind, all_of)])


def _starts(connection: Connection, asked: Filter, kinds: Collection[str]) -> list[Any]:
    """Proposals whose start has a day, in order: (first, last, report, n, id, kind, label), days as ordinals."""
    event, kind = meaning(asked.type)
    if "start" not in kinds or event is not None:
        return []
    q, t = schema.proposals.c, schema.times.c
    within = replace(asked, type=kind, since=None, until=None)
    query = (
        select(t.earliest, t.latest, q.report, q.n, q.id, q.kind, q.label)
        .join_from(schema.proposals, schema.times, and_(t.report == q.report, t.n == q.starts))
        .where(q.starts.is_not(None), or_(t.earliest.is_not(None), t.latest.is_not(None)))
        .where(*proposal_conditions(connection, within, all_of))
    )
    found = []
    for earliest, latest, *rest in connection.execute(query):
        first, last = (earliest or latest).toordinal(), (latest or earliest).toordinal()
        late = asked.since is not None and last < asked.since
        if not late and not (asked.until is not None and first > asked.until):
            found.append((first, last, *rest))
    return sorted(found)


def spread(
    connection: Connection,
    asked: Filter,
    kinds: Collection[str] = KINDS,
    *,
    undated: bool = False,
    parties: int = 0,
    between: tuple[int, int] | None = None,
) -> Spread:
    """Count claims by row and day; parties: rows are so many of the parties with most claims, instead of kinds.

    A party's claims are those it speaks in, takes part in, stands in, or sponsors; one with two parties counts twice.
    between: only days from first to last.
    """
    asked.refuse("a timeline", "status")
    asked = looked_up(connection, asked)
    held = list(_parts(connection, asked, kinds, undated=undated))
    starts = _starts(connection, asked, kinds)
    if between is not None:
        held = [x._replace(conditions=[x.table.c.day.between(*between), *x.conditions]) for x in held]
        starts = [x for x in starts if between[0] <= x[0] <= between[1]]
    if parties:
        return _by_party(connection, asked, held, starts, parties)
    counts: dict[str, dict[int, int]] = {}
    left = 0
    for part in held:
        day = part.table.c.day
        if part.what == "event" and not undated:
            counts["event"], left = _events(connection, asked, between)
            continue
        query = select(day, func.count()).where(*part.conditions).group_by(day)
        counts[part.what] = {row[0]: row[1] for row in connection.execute(query)}
    counts["start"] = dict(Counter(x[0] for x in starts))
    standing = [kind for kind in KINDS if kind in kinds and counts.get(kind)]
    return Spread(tuple((kind, "", "") for kind in standing), {kind: counts[kind] for kind in standing}, left)


def _events(connection: Connection, asked: Filter, between: tuple[int, int] | None) -> tuple[dict[int, int], int]:
    """How many events with a day of their own there are by day, and how many others; one look at the table for both."""
    v = schema.events.c
    days: dict[int, int] = {}
    left = 0
    for part in _parts(connection, asked, ("event",), undated=True):
        query = select(v.day, v.dated, func.count()).where(*part.conditions).group_by(v.day, v.dated)
        if between is not None:
            query = query.where(v.day.between(*between))
        for day, dated, n in connection.execute(query):
            if dated:
                days[day] = n
            else:
                left += n
    return days, left


_PARTIES: dict[str, tuple[Table, str, tuple[str, ...]]] = {
    "statement": (schema.statement_parties, "statement", SPEAKING),
    "event": (schema.event_parties, "event", _ACTORS),
}


def _of_parties(part: _Part) -> tuple[Any, ColumnElement[Any], list[ColumnElement[bool]]]:
    """What to select from so that each claim stands with its parties, the column of the party, and the conditions."""
    if part.what == "position":
        return part.table, part.table.c.party, part.conditions
    link, rank, roles = _PARTIES[part.what]
    same = and_(link.c.report == part.table.c.report, link.c[rank] == part.table.c.n)
    return part.table.join(link, same), link.c.party, [link.c.role.in_(roles), *part.conditions]


def _sponsors(connection: Connection, starts: Sequence[Any]) -> dict[tuple[int, int], list[int]]:
    named = schema.proposal_parties.c
    query = select(named.report, named.proposal, named.party).where(
        named.role == "sponsor", among(named.report, {x[2] for x in starts})
    )
    found: dict[tuple[int, int], list[int]] = {}
    for report, n, party in connection.execute(query) if starts else ():
        found.setdefault((report, n), []).append(party)
    return found


def _most_active(connection: Connection, asked: Filter, held: list[_Part], most: int) -> list[int]:
    """The parties with most claims that pass, those merged counted as one; where all pass, claims are not looked at."""
    heads = stands_for(connection)
    number: Counter[int] = Counter()
    for part in held:
        source, party, conditions = _of_parties(part)
        if asked == Filter():
            source = party.table
            conditions = conditions[:1] if part.what in _PARTIES else []
        query = select(party, func.count().label("n")).select_from(source).where(*conditions).group_by(party)
        for key, n in connection.execute(query.order_by(desc("n")).limit(most * 10 + len(heads))):
            number[heads.get(key, key)] += n
    return [key for key, _ in number.most_common(most)]


def _by_party(connection: Connection, asked: Filter, held: list[_Part], starts: list[Any], most: int) -> Spread:
    keys = _most_active(connection, asked, held, most)
    heads = stands_for(connection)
    counts: dict[int, Counter[int]] = {key: Counter() for key in keys}
    members = {key: key for key in keys} | {key: head for key, head in heads.items() if head in counts}
    for part in held:
        source, party, conditions = _of_parties(part)
        c = part.table.c
        query = select(party, c.day, c.report, c.n).select_from(source).where(among(party, members), *conditions)
        once = {(members[key], day, report, n) for key, day, report, n in connection.execute(query)}
        for key, day, _, _ in once:  # a party may be in a claim twice, or with one merged with it
            counts[key][day] += 1
    sponsors = _sponsors(connection, starts)
    for first, _, report, n, *_ in starts:
        for key in {members[key] for key in sponsors.get((report, n), ()) if key in members}:
            counts[key][first] += 1
    p = schema.parties.c
    facts = {row.key: row for row in connection.execute(select(schema.parties).where(p.key.in_(keys)))}
    rows = tuple(
        (facts[key].ident, facts[key].name, english_name(facts[key].name, facts[key].name_en, facts[key].kind) or "")
        for key in keys
    )
    return Spread(rows, {facts[key].ident: dict(counts[key]) for key in keys}, 0)


def marks(
    connection: Connection,
    asked: Filter,
    between: tuple[int, int],
    kinds: Collection[str] = KINDS,
    *,
    undated: bool = False,
    rows: Sequence[str] = (),
) -> list[Mark]:
    """Return the single claims on the days from first to last; rows: idents of parties to stand in rows of."""
    asked.refuse("a timeline", "status")
    asked = looked_up(connection, asked)
    p = schema.parties.c
    idents: dict[int, str] = {}
    if rows:
        found = connection.execute(select(p.key, p.ident).where(p.ident.in_(rows)))
        idents = {row.key: row.ident for row in found}
        idents |= {key: idents[head] for key, head in stands_for(connection).items() if head in idents}
    made: list[Mark] = []
    for part in _parts(connection, asked, kinds, undated=undated):
        source: Any = part.table
        party: ColumnElement[Any] = null()
        conditions = part.conditions
        if rows:
            source, party, conditions = _of_parties(part)
        columns, source = _shown(part, source)
        c = part.table.c
        query = select(party, c.report, c.n, *columns).select_from(source).where(c.day.between(*between), *conditions)
        query = query.where(among(party, idents)) if rows else query
        met: set[tuple[str, int, int]] = set()
        for key, report, n, ident, first, last, detail, words in connection.execute(query):
            row = idents[key] if rows else part.what
            if (row, report, n) not in met:
                met.add((row, report, n))
                made.append(Mark(row, part.what, ident, first, last, detail, words or ""))
    starts = [x for x in _starts(connection, asked, kinds) if between[0] <= x[0] <= between[1]]
    sponsors = _sponsors(connection, starts) if rows else {}
    for first, last, report, n, ident, kind, label in starts:
        standing = {idents[key] for key in sponsors.get((report, n), ()) if key in idents} if rows else {"start"}
        made += [Mark(row, "start", ident, first, last, kind, label) for row in sorted(standing)]
    return sorted(made, key=lambda x: (x.first, KINDS.index(x.what), x.id, x.row))


def _shown(part: _Part, source: Any) -> tuple[list[ColumnElement[Any]], Any]:
    """The columns of a mark after its party, and what to select them from."""
    c = part.table.c
    if part.what == "statement":
        return [c.id, c.day, c.last_day, c.act, func.coalesce(func.substr(c.content, 1, 160), c.cue)], source
    if part.what == "event":
        return [c.id, c.day, c.last_day, c.type, c.trigger], source
    q, by, s = schema.proposals, schema.position_statements.c, schema.statements.c
    joined = source.join(q, and_(q.c.report == c.report, q.c.n == c.proposal))
    words = (
        select(s.id)
        .join_from(schema.position_statements, schema.statements, and_(s.report == by.report, s.n == by.statement))
        .where(by.report == c.report, by.position == c.n)
        .order_by(by.statement.desc())
        .limit(1)
        .scalar_subquery()
    )
    return [func.coalesce(words, q.c.id), c.day, c.last_day, c.stance, q.c.label], joined


def moments(
    connection: Connection,
    records: Records,
    asked: Filter,
    window: Window,
    kinds: Collection[str] = KINDS,
    *,
    undated: bool = False,
    between: tuple[int, int] = (1, dt.date.max.toordinal()),
) -> Page[Moment]:
    """Return what stands on the axis as a list, the earliest first, each with its report and what it refers to."""
    asked.refuse("a timeline", "status")
    asked = looked_up(connection, asked)
    wanted = window.limit + window.offset + 1
    first_day, last_day = between
    found: list[tuple[int, int, str, int, int, int]] = []
    for part in _parts(connection, asked, kinds, undated=undated):
        c = part.table.c
        query: Select[Any] = select(c.day, c.report, c.n, c.last_day).order_by(c.day, c.report, c.n).limit(wanted)
        for day, report, n, last in connection.execute(
            query.where(c.day.between(first_day, last_day), *part.conditions)
        ):
            found.append((day, KINDS.index(part.what), part.what, report, n, last))
    starts = [x for x in _starts(connection, asked, kinds) if first_day <= x[0] <= last_day]
    found += [(first, KINDS.index("start"), "start", report, n, last) for first, last, report, n, *_ in starts[:wanted]]
    found.sort()
    part_of = found[window.offset : window.offset + window.limit]
    opened: dict[tuple[str, int, int], Found[Any]] = {}
    for what, table in _TABLES.items():
        ranks = [(report, n) for _, _, kind, report, n, _ in part_of if kind == what]
        claims = found_claims(connection, records, table, ranks)
        opened |= {(what, *rank): claim for rank, claim in zip(ranks, claims, strict=True)}
    day = dt.date.fromordinal
    items = tuple(Moment(day(x[0]), day(x[5]), x[2], opened[x[2], x[3], x[4]]) for x in part_of)
    return Page(items, window.offset, len(found) >= wanted)


_TABLES = {
    "statement": schema.statements,
    "event": schema.events,
    "position": schema.positions,
    "start": schema.proposals,
}
