"""In how many reports each thread is told, written down beside its members (decision 18)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, distinct, func, insert, select

from khabar.store import schema
from khabar.store.filters import parts


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
