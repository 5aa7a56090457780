"""Counts written down beside what they count: reports that tell a thread (decision 18), statements an outlet quotes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, distinct, func, insert, select, text

from khabar.store import schema
from khabar.store.filters import among, parts


def threads_of(connection: Connection, reports: Sequence[int]) -> set[str]:
    """Return the threads that claims of reports are in."""
    m = schema.thread_members.c
    query = select(m.thread).where(m.report.in_(reports)).distinct()
    return set(connection.execute(query).scalars())


def count_threads(connection: Connection, threads: Iterable[str]) -> None:
    """Count anew in how many reports threads are told, and when last; forget those that no report tells any more."""
    m, t = schema.thread_members.c, schema.threads.c
    for part in parts(threads):
        connection.execute(delete(schema.threads).where(t.thread.in_(part)))
        counted = (
            select(m.thread, m.claim, func.count(distinct(m.report)), func.max(m.day))
            .where(m.claim.in_(("q", "s")), m.thread.in_(part))  # both named: the index begins with them
            .group_by(m.thread, m.claim)
        )
        connection.execute(insert(schema.threads).from_select(["thread", "claim", "reports", "last"], counted))


def count_quoted(connection: Connection, reports: Sequence[int], times: int) -> None:
    """Count whom reports quote among those their outlets quote; times: 1 for reports just written, -1 for those about to go."""
    sp, r = schema.statement_parties.c, schema.reports.c
    for part in parts(reports):
        query = (
            select(r.outlet, sp.party, func.count())
            .join_from(schema.statement_parties, schema.reports, r.key == sp.report)
            .where(among(sp.report, part), sp.role == "source", r.outlet.is_not(None))
            .group_by(r.outlet, sp.party)
        )
        rows = [
            {"outlet": outlet, "party": party, "number": number * times}
            for outlet, party, number in connection.execute(query).all()
        ]
        if rows:
            connection.execute(_COUNTED, rows)
        if rows and times < 0:
            connection.execute(_FORGOTTEN, rows)


_COUNTED = text(
    "INSERT INTO quoted (outlet, party, number) VALUES (:outlet, :party, :number)"
    " ON CONFLICT (outlet, party) DO UPDATE SET number = quoted.number + excluded.number"
)
_FORGOTTEN = text("DELETE FROM quoted WHERE outlet = :outlet AND party = :party AND number <= 0")
