"""Tolls that differ: counts of the dead or hurt of one event that do not meet.

Two events are one where type, day and place are. Where a report does not say the place of one, the other's place must
be named somewhere in it, and they must be called by the same word: "the clashes" of a report that names Zawiya are
those of Zawiya. In one report two sides may count one attack each in its own way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from khabar.store import schema
from khabar.store.filters import parts
from khabar.store.telling import cores, skeleton
from khabar.store.threads import views
from khabar.store.threads.against import Against

_FAR = 5  # times as many: then only events called by the same word are one
_ROUND = 100  # from here on a count that ends in "00" is no exact one
_ROUGH = 0.1  # part by which a round count may miss
_MORE = 1.5  # times "at least so many" that are more than were meant
_AT_ONCE = 60  # tolls of one type and day compared with each other; the latest: of a war's days no more is told
_HARMS = (("dead", "killed"), ("injured", "hurt"))


class _Toll(NamedTuple):
    """An event with a toll: its own place, or none, and what it is called by (skeletons)."""

    report: int
    n: int
    type: str
    day: int
    dated: bool
    said_in: int | None
    wire: str
    site: int | None
    words: frozenset[str]
    dead: tuple[int, int | None] | None
    injured: tuple[int, int | None] | None


def tolls(connection: Connection, reports: Sequence[int], heads: Mapping[int, int]) -> Iterator[Against]:
    """Yield the tolls of reports that differ from those of reports compared before, or of one another.

    heads: who stands for merged parties.
    """
    v, new = schema.events.c, set(reports)
    found: dict[tuple[int, int], _Toll] = {}
    for part in parts(new):
        found |= {(x.report, x.n): x for x in _tolls(connection, [v.report.in_(part)])}
    days = {x.day for x in found.values() if x.day > 0}
    for days_part in parts(days):
        types = sorted({x.type for x in found.values()})
        told = _tolls(connection, [v.type.in_(types), v.day.in_(days_part), v.dated])
        found |= {(x.report, x.n): x for x in told}
    groups: dict[tuple[str, int], list[_Toll]] = defaultdict(list)
    for _, toll in sorted(found.items()):
        if toll.dated and toll.day > 0:
            groups[toll.type, toll.day].append(toll)
    pairs = [
        (min(one, other), max(one, other))
        for group in groups.values()
        for one in group
        for other in group[-_AT_ONCE:]
        if one.report in new and one.wire != other.wire and (other.report not in new or other.report > one.report)
    ]
    named = views.places(connection, {x.report for pair in pairs for x in pair if _placeless(*pair)})
    for one, other in pairs:
        says = _differ(one, other)
        if says and _one_event(one, other, named):
            yield Against("toll", "v", one.report, one.n, other.report, other.n, says, one.day, 1.0)
    yield from _in_one_report(connection, [x for x in found.values() if x.report in new], heads)


def _tolls(connection: Connection, conditions: Sequence[ColumnElement[bool]]) -> Iterator[_Toll]:
    v, r, p, g = schema.events.c, schema.reports.c, schema.places.c, schema.gathered.c
    harmed = (v.dead_min, v.dead_max, v.injured_min, v.injured_max)
    query = (
        select(v.report, v.n, v.type, v.trigger, v.day, v.dated, v.said_in, r.wire, p.site, p.kind, *harmed)
        .join_from(schema.events, schema.reports, r.key == v.report)
        .join(schema.gathered, and_(g.report == v.report, g.compared))
        .outerjoin(schema.places, and_(p.report == v.report, p.n == v.place))
        .where(or_(v.dead_min.is_not(None), v.injured_min.is_not(None)), *conditions)
    )
    for row in connection.execute(query):
        yield _Toll(
            *(row.report, row.n, row.type, row.day, row.dated, row.said_in, row.wire),
            None if row.kind == "country" else row.site,
            frozenset(map(skeleton, cores(row.trigger))),
            None if row.dead_min is None else (row.dead_min, row.dead_max),
            None if row.injured_min is None else (row.injured_min, row.injured_max),
        )


def _placeless(one: _Toll, other: _Toll) -> bool:
    return one.site is None or other.site is None


def _one_event(one: _Toll, other: _Toll, named: Mapping[int, set[int]]) -> bool:
    """Whether events of one type and day are one, by where they were and what they are called."""
    called = bool(one.words & other.words)
    if one.site is not None and other.site is not None:
        return one.site == other.site and (called or not _far(one, other))
    if one.site is None and other.site is None:
        return called and bool(named[one.report] & named[other.report]) and not _far(one, other)
    placed, open_ = (one, other) if other.site is None else (other, one)
    return called and placed.site in named[open_.report] and not _far(one, other)


def _far(one: _Toll, other: _Toll) -> bool:
    """Whether counts are so far apart that they are rather of two events."""
    for a, b in ((one.dead, other.dead), (one.injured, other.injured)):
        if a and b:
            return max(a[0], b[0]) > _FAR * max(1, min(a[0], b[0]))
    return False


def _in_one_report(connection: Connection, found: Sequence[_Toll], heads: Mapping[int, int]) -> Iterator[Against]:
    """Tolls that two sides give of one event in one report, the second without a day or a place of its own."""
    by_report: dict[int, list[_Toll]] = defaultdict(list)
    for toll in sorted(found):
        by_report[toll.report].append(toll)
    for report, told in by_report.items():
        pairs = [
            (one, other, says)
            for one, other in combinations(told, 2)
            if one.type == other.type
            and one.words & other.words
            and (one.day == other.day or not other.dated)
            and (one.site == other.site or other.site is None)
            and not _far(one, other)
            and (says := _differ(one, other))
        ]
        spoken = _speakers(connection, report, heads) if pairs else {}
        for one, other, says in pairs:
            sides = [spoken.get(x.said_in, set()) if x.said_in is not None else set() for x in (one, other)]
            if sides[0] and sides[1] and not sides[0] & sides[1]:
                yield Against("toll", "v", report, one.n, report, other.n, says, one.day, 1.0)


def _speakers(connection: Connection, report: int, heads: Mapping[int, int]) -> dict[int, set[int]]:
    """Who spoke, or was spoken for, in each statement of a report."""
    p = schema.statement_parties.c
    found: dict[int, set[int]] = defaultdict(set)
    query = select(p.statement, p.party).where(p.report == report, p.role.in_(("source", "behalf")))
    for statement, party in connection.execute(query):
        found[statement].add(heads.get(party, party))
    return found


def _differ(one: _Toll, other: _Toll) -> str:
    """How the counts of two events do not meet, or nothing: "12 killed or 20"."""
    for harm, word in _HARMS:
        a, b = getattr(one, harm), getattr(other, harm)
        if a and b and not meet(a, b):
            return f"{_span(a)} {word} or {_span(b)}"
    return ""


def meet(one: tuple[int, int | None], other: tuple[int, int | None]) -> bool:
    """Whether two counts (least, most or None for "at least") may be of the same victims.

    "At least six" meets eight, but eleven are more than was meant; "about 100", which reads 100, meets 104.

    >>> meet((12, 12), (20, 20)), meet((30, None), (32, 32)), meet((6, None), (11, 11)), meet((100, 100), (104, 104))
    (False, True, False, True)
    """
    lower, higher = sorted((one, other), key=lambda count: count[0])
    most = lower[1] if lower[1] is not None else int(lower[0] * _MORE)
    if higher[0] <= most:
        return True
    for count, exact in ((lower, higher), (higher, lower)):
        if count[0] >= _ROUND and count[0] % _ROUND == 0 and abs(exact[0] - count[0]) <= _ROUGH * count[0]:
            return True
    return False


def _span(count: tuple[int, Any]) -> str:
    least, most = count
    return f"at least {least}" if most is None else str(least) if least == most else f"{least}–{most}"
