"""The audit log: who signed in, added, corrected, exported, changed users. It only grows, and outlives users."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sqlalchemy import Connection, Engine, func, insert, select

from khabar.store import schema
from khabar.store.opening import side_transaction

_LONGEST = 300


class Entry(NamedTuple):
    """A line of the log: when, who, what was done to what, and from which address."""

    at: dt.datetime
    who: str
    action: str
    what: str
    address: str


def now() -> dt.datetime:
    """Return this moment."""
    return dt.datetime.now(dt.UTC)


def utc(moment: dt.datetime) -> dt.datetime:
    """Return a moment with its zone, which SQLite forgets."""
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def note(connection: Connection, who: str, action: str, what: str, address: str) -> None:
    """Write a line inside a transaction that does what it tells of."""
    row = {"at": now(), "who": who, "action": action, "what": what, "address": address}
    row |= {name: _plain(row[name]) for name in ("who", "what", "address")}
    connection.execute(insert(schema.audit).values(**row))


def noted(engine: Engine, who: str, action: str, what: str, address: str) -> None:
    """Write a line in a transaction of its own."""
    with side_transaction(engine) as connection:
        note(connection, who, action, what, address)


def entries(
    engine: Engine, *, limit: int = 50, offset: int = 0, who: str | None = None, action: str | None = None
) -> list[Entry]:
    """Return lines of the log, the newest first, of one user or one kind if told."""
    a = schema.audit.c
    query = select(a.at, a.who, a.action, a.what, a.address).order_by(a.key.desc()).limit(limit).offset(offset)
    query = query.where(a.who == _plain(who)) if who else query
    query = query.where(a.action == _plain(action)) if action else query
    with engine.connect() as connection:
        return [Entry(utc(at), *rest) for at, *rest in connection.execute(query)]


def actions(engine: Engine) -> list[str]:
    """Return the kinds of lines there are."""
    a = schema.audit.c
    with engine.connect() as connection:
        return sorted(connection.execute(select(a.action).distinct()).scalars())


def count_since(engine: Engine, action: str, since: dt.datetime, **of: str) -> int:
    """Return how many lines of a kind there are since a moment, of one `who` and/or one `address`."""
    a = schema.audit.c
    query = select(func.count()).where(a.action == action, a.at >= since)
    for name, value in of.items():
        query = query.where(a[name] == _plain(value))
    with engine.connect() as connection:
        return int(connection.execute(query).scalar_one())


def _plain(text: object) -> str:
    """Words without control characters and not too many: a line stays a line wherever it is printed."""
    return "".join(x if x.isprintable() else " " for x in str(text)[:_LONGEST])
