"""What is to be read is kept in the store until it is: a server that stops or dies loses no report.

A job belongs to the server process that reads it, which says now and then that it is alive. A job of a process that
has gone, or that was handed back, is taken up by the next that looks.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import secrets
import socket
import zlib
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from sqlalchemy import Engine, delete, insert, or_, select, update

from khabar.corpus.adding import Failure, Summary
from khabar.record import Report
from khabar.store import schema
from khabar.store.opening import side_transaction
from khabar.web.security.audit import now, utc

GONE = dt.timedelta(seconds=60)
"""A process that has not said it is alive for so long has gone."""
MOST_TRIES = 3
KEPT = dt.timedelta(days=7)
"""How long it can be asked what became of a job."""
State = Literal["waiting", "reading", "done", "failed", "cancelled"]
_MOST_TOLD = 100


class Job(NamedTuple):
    """A job as who gave it sees it. done: how many of its reports are read; told: new, replaced, known, failed."""

    id: str
    who: str
    state: State
    total: int
    done: int
    added_at: dt.datetime
    ended_at: dt.datetime | None
    told: dict[str, int]
    failures: list[Failure]
    reports: list[str]


class Taken(NamedTuple):
    """A job that this process reads."""

    key: int
    id: str
    reports: list[Report]
    tries: int


def owner() -> str:
    """Return a name for this process that no other has, nor a later one with its number."""
    return f"{socket.gethostname()}:{os.getpid()}:{_RUN}"


_RUN = secrets.token_hex(4)


def keep(engine: Engine, reports: Sequence[Report], who: str, by: str | None) -> Taken:
    """Write a job down; by: the process that reads it, None if any may. Old jobs that are done are swept out."""
    held = zlib.compress(json.dumps([report.model_dump(mode="json") for report in reports]).encode(), 3)
    ident, at, j = f"j-{secrets.token_hex(8)}", now(), schema.jobs
    row = {"reports": held, "total": len(reports), "added_at": at, "owner": by, "seen_at": at, "id": ident, "who": who}
    with side_transaction(engine) as connection:
        connection.execute(delete(j).where(j.c.ended_at < at - KEPT))
        made = connection.execute(insert(j).values(**row, tries=1))
        key = made.inserted_primary_key
    return Taken(key[0] if key else 0, ident, list(reports), 1)


def take(engine: Engine, by: str) -> Taken | None:
    """Take up the oldest job that no living process reads, or None; one that was tried too often is given up."""
    j, at = schema.jobs, now()
    free = [j.c.ended_at.is_(None), or_(j.c.owner.is_(None), j.c.seen_at < at - GONE)]
    with side_transaction(engine) as connection:
        given_up = {"ended_at": at, "owner": None, "reports": b"", "told": json.dumps({"failed": True})}
        connection.execute(update(j).where(*free, j.c.tries >= MOST_TRIES).values(**given_up))
        row = connection.execute(select(j).where(*free).order_by(j.c.key).limit(1).with_for_update()).first()
        if row is None:
            return None
        connection.execute(update(j).where(j.c.key == row.key).values(owner=by, seen_at=at, tries=row.tries + 1))
    reports = [Report.model_validate(x) for x in json.loads(zlib.decompress(row.reports))]
    return Taken(row.key, row.id, reports, row.tries + 1)


def alive(engine: Engine, by: str) -> None:
    """Say that the process that owns jobs is alive."""
    j = schema.jobs
    with side_transaction(engine) as connection:
        connection.execute(update(j).where(j.c.owner == by, j.c.ended_at.is_(None)).values(seen_at=now()))


def hand_back(engine: Engine, key: int, *, tried: bool) -> None:
    """Let whoever looks next take a job up; tried: whether it went wrong, not only that this process stops."""
    j = schema.jobs
    with side_transaction(engine) as connection:
        connection.execute(
            update(j)
            .where(j.c.key == key, j.c.ended_at.is_(None))
            .values(owner=None, tries=j.c.tries - (0 if tried else 1))
        )


def progress(engine: Engine, key: int, done: int) -> bool:
    """Note how many of a job's reports are read; return whether it is still wanted."""
    j = schema.jobs
    with side_transaction(engine) as connection:
        wanted = [j.c.key == key, j.c.ended_at.is_(None)]
        return bool(connection.execute(update(j).where(*wanted).values(done=done, seen_at=now())).rowcount)


def cancel(engine: Engine, ident: str) -> bool:
    """Have what of a job is not read yet left unread; return whether it was not done already."""
    j = schema.jobs
    values = {"ended_at": now(), "owner": None, "reports": b"", "told": json.dumps({"cancelled": True})}
    with side_transaction(engine) as connection:
        going = [j.c.id == ident, j.c.ended_at.is_(None)]
        return bool(connection.execute(update(j).where(*going).values(**values)).rowcount)


def end(engine: Engine, taken: Taken, summary: Summary) -> None:
    """Note what became of a job; its reports are in the store and no more in it."""
    told = {name: getattr(summary, name) for name in ("new", "replaced", "known", "failed")}
    row: dict[str, Any] = told | {
        "failures": [list(x) for x in summary.failures[:_MOST_TOLD]],
        "reports": [report.id for report in taken.reports[:_MOST_TOLD]],
    }
    j = schema.jobs
    values = {"ended_at": now(), "owner": None, "reports": b"", "done": len(taken.reports), "told": json.dumps(row)}
    with side_transaction(engine) as connection:
        connection.execute(update(j).where(j.c.key == taken.key, j.c.ended_at.is_(None)).values(**values))


def forget(engine: Engine, key: int) -> None:
    """Forget a job that nobody will ask for: who gave it waited for its end."""
    with side_transaction(engine) as connection:
        connection.execute(delete(schema.jobs).where(schema.jobs.c.key == key))


def job(engine: Engine, ident: str) -> Job | None:
    """Return how a job stands, or None if there is none of that id."""
    j = schema.jobs
    with engine.connect() as connection:
        row = connection.execute(select(j).where(j.c.id == ident.replace("\x00", ""))).first() if ident else None
    return None if row is None else _job(row)


def newest(engine: Engine, who: str, most: int) -> list[Job]:
    """Return somebody's jobs of the last day and those that are not done, the newest first."""
    j = schema.jobs
    recent = or_(j.c.ended_at.is_(None), j.c.ended_at > now() - dt.timedelta(days=1))
    query = select(j).where(j.c.who == who, j.c.id != "", recent).order_by(j.c.key.desc()).limit(most)
    with engine.connect() as connection:
        return [_job(row) for row in connection.execute(query)]


def _job(row: Any) -> Job:
    told = json.loads(row.told or "{}")
    state: State = "waiting" if row.owner is None else "reading"
    if row.ended_at:
        state = next((x for x in ("failed", "cancelled") if told.get(x) is True), "done")
    counts = {name: told.get(name, 0) for name in ("new", "replaced", "known", "failed")} if state == "done" else {}
    failures = [Failure(*x) for x in told.get("failures", [])]
    ended = row.ended_at and utc(row.ended_at)
    reports = told.get("reports", [])
    return Job(row.id, row.who, state, row.total, row.done, utc(row.added_at), ended, counts, failures, reports)


def waiting(engine: Engine) -> int:
    """Return how many jobs are not done."""
    j = schema.jobs.c
    with engine.connect() as connection:
        return len(connection.execute(select(j.key).where(j.ended_at.is_(None))).all())
