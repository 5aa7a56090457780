"""Two days for one meeting: talks planned, or announced as something to come, that reports date differently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, select

from khabar.lexicon import load
from khabar.store import schema
from khabar.store.filters import parts
from khabar.store.telling import cores
from khabar.store.threads import views
from khabar.store.threads.against import Against
from khabar.store.threads.views import ReportView

_SAME_DAYS = 10  # between the days of two reports that speak of one meeting
_AHEAD = 60  # days within which what is announced takes place
_APART = 21  # days to which one and the same meeting is put off


class _Meeting(NamedTuple):
    """A meeting to come: its first and last day as ordinals, and what of it is written in words, if anything."""

    report: int
    n: int
    first: int
    last: int
    published: int
    wire: str


def meetings(
    connection: Connection, reports: Sequence[int], told: Mapping[int, ReportView], heads: Mapping[int, int]
) -> Iterator[Against]:
    """Yield the meetings of reports that others, or reports compared before, put on other days.

    Talks of one thread with a day to start on; else talks to come at the same place, of which a party is in
    both reports. told: these reports and those of the days around; heads: who stands for merged parties.
    """
    planned = list(_planned(connection, reports))
    yield from planned
    known = {frozenset((pair.one, pair.other)) for pair in planned}
    for pair in _announced(connection, reports, told, heads):
        if frozenset((pair.one, pair.other)) not in known:
            known.add(frozenset((pair.one, pair.other)))
            yield pair


def _against(one: _Meeting, other: _Meeting, claim: Any) -> Against:
    one, other = sorted((one, other))
    says = f"{_when(one)} or {_when(other)}"
    return Against("date", claim, one.report, one.n, other.report, other.n, says, one.published, 1.0)


def _apart(one: _Meeting, other: _Meeting) -> bool:
    """Whether two reports of about the same days put a meeting on days that do not meet."""
    if one.report == other.report or one.wire == other.wire or abs(one.published - other.published) > _SAME_DAYS:
        return False
    return one.last < other.first or other.last < one.first


def _when(meeting: _Meeting) -> str:
    import datetime as dt

    first, last = (dt.date.fromordinal(day) for day in (meeting.first, meeting.last))
    return str(first) if first == last else f"{first} to {last}"


def _planned(connection: Connection, reports: Sequence[int]) -> Iterator[Against]:
    """Talks of one thread."""
    m = schema.thread_members.c
    threads: set[str] = set()
    for part in parts(reports):
        threads.update(connection.execute(select(m.thread).where(m.claim == "q", m.report.in_(part))).scalars())
    groups: dict[str, list[_Meeting]] = defaultdict(list)
    q, t, r, g = schema.proposals.c, schema.times.c, schema.reports.c, schema.gathered.c
    for names in parts(threads):
        query = (
            select(m.thread, q.report, q.n, t.earliest, t.latest, q.day, r.wire)
            .join_from(schema.thread_members, schema.proposals, and_(m.report == q.report, m.n == q.n))
            .join(schema.gathered, and_(g.report == q.report, g.compared))
            .join(schema.times, and_(t.report == q.report, t.n == q.starts))
            .join(schema.reports, r.key == q.report)
            .where(m.claim == "q", m.thread.in_(names), q.kind == "talks")
            .where(t.earliest.is_not(None), t.latest.is_not(None))
            .order_by(q.report, q.n)
        )
        for thread, report, n, earliest, latest, day, wire in connection.execute(query):
            days = earliest.toordinal(), latest.toordinal()
            groups[thread].append(_Meeting(report, n, *days, day, wire))
    new = set(reports)
    for told in groups.values():
        for one, other in combinations(told, 2):
            if (one.report in new or other.report in new) and _apart(one, other):
                yield _against(one, other, "q")


def _announced(
    connection: Connection, reports: Sequence[int], told: Mapping[int, ReportView], heads: Mapping[int, int]
) -> Iterator[Against]:
    """Talks to come that are told as events."""
    v, r = schema.events.c, schema.reports.c
    new = set(reports)
    found: dict[tuple[int, int], tuple[_Meeting, int | None]] = {}
    for part in parts(new):
        found |= _to_come(connection, [v.report.in_(part)])
    if not found:
        return
    days = [meeting.published for meeting, *_ in found.values()]
    first, last = min(days) - _SAME_DAYS, max(days) + _SAME_DAYS
    for at, known in _to_come(connection, [v.day.between(first, last + _AHEAD), r.day.between(first, last)]).items():
        found.setdefault(at, known)
    pairs = {
        (min(one, other), max(one, other))
        for one in found
        if one[0] in new
        for other in found
        if {one[0], other[0]} <= told.keys() and _moved(found[one][0], found[other][0])
    }
    concerned = {at for pair in pairs for at in pair}
    named, partakers = views.places(connection, {at[0] for at in concerned}), _partakers(connection, concerned, heads)
    for one, other in sorted(pairs):
        if _one_place(found[one][1], found[other][1], named[one[0]], named[other[0]]) and (
            partakers[one] & told[other[0]].parties or partakers[other] & told[one[0]].parties
        ):
            yield _against(found[one][0], found[other][0], "v")


def _moved(one: _Meeting, other: _Meeting) -> bool:
    return _apart(one, other) and abs(one.first - other.first) <= _APART


def _to_come(
    connection: Connection, conditions: Sequence[ColumnElement[bool]]
) -> dict[tuple[int, int], tuple[_Meeting, int | None]]:
    """Talks that a report announces for a day, each with its own place."""
    v, r, p, g = schema.events.c, schema.reports.c, schema.places.c, schema.gathered.c
    query = (
        select(v.report, v.n, v.trigger, v.day, v.last_day, r.day.label("published"), r.wire, p.site, p.kind)
        .join_from(schema.events, schema.reports, r.key == v.report)
        .join(schema.gathered, and_(g.report == v.report, g.compared))
        .outerjoin(schema.places, and_(p.report == v.report, p.n == v.place))
        .where(v.type == "CONSULT", v.dated, v.aux.contains("future"), v.day >= r.day, v.day <= r.day + _AHEAD)
        .where(*conditions)
    )
    found = {}
    for row in connection.execute(query):
        if row.published and cores(row.trigger) & _talks():
            meeting = _Meeting(row.report, row.n, row.day, row.last_day, row.published, row.wire)
            found[row.report, row.n] = meeting, None if row.kind == "country" else row.site
    return found


@cache
def _talks() -> frozenset[str]:
    """Words for talks, which reports take for one another."""
    plans = [plan for plan in load("proposals")["plan"] if plan["kind"] == "talks" and plan["family"] == "negotiation"]
    return frozenset(
        core for plan in plans for head in (*plan.get("heads", ()), *plan.get("with", ())) for core in cores(head)
    )


def _one_place(one: int | None, other: int | None, here: set[int], there: set[int]) -> bool:
    """Whether meetings are at one place; where only one is told, the other's report must name it."""
    if one is not None and other is not None:
        return one == other
    return (one is not None and one in there) or (other is not None and other in here)


def _partakers(
    connection: Connection, events: Iterable[tuple[int, int]], heads: Mapping[int, int]
) -> dict[tuple[int, int], set[int]]:
    """The parties of events."""
    e, wanted = schema.event_parties.c, set(events)
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    for part in parts({report for report, _ in wanted}):
        for report, n, party in connection.execute(select(e.report, e.event, e.party).where(e.report.in_(part))):
            if (report, n) in wanted:
                found[report, n].add(heads.get(party, party))
    return found
