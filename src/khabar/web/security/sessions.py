"""Sessions: what a browser's cookie stands for. Only a hash of the cookie is kept; it ends idle, old, or signed out."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import NamedTuple

from sqlalchemy import Engine, delete, insert, select, update

from khabar.store import schema
from khabar.store.opening import side_transaction
from khabar.web.security.audit import now, utc
from khabar.web.security.users import User

IDLE = dt.timedelta(hours=2)
LONGEST = dt.timedelta(hours=12)
"""A session ends after so long without a request, and after so long in any case."""
STEP = dt.timedelta(minutes=1)
"""How exactly it is known when a session was last used: a page asked for is not a row written each time."""


class Session(NamedTuple):
    """A session: its id (the hash), whose it is, since when, and whether it is time to note that it is used."""

    id: str
    user: User
    started_at: dt.datetime
    seen_at: dt.datetime
    address: str
    browser: str


def digest(secret: str) -> str:
    """Return what is kept of a cookie or token: they are long and random, so a plain hash suffices."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def start(engine: Engine, user: User, *, address: str, browser: str) -> str:
    """Start a session and return what the cookie is to hold; sessions that are over are swept out."""
    secret, at = secrets.token_urlsafe(32), now()
    s = schema.sessions.c
    row = {"id": digest(secret), "user": user.key, "started_at": at, "seen_at": at}
    with side_transaction(engine) as connection:
        connection.execute(delete(schema.sessions).where((s.started_at < at - LONGEST) | (s.seen_at < at - IDLE)))
        connection.execute(insert(schema.sessions).values(**row, address=address, browser=browser[:200]))
    return secret


def find(engine: Engine, secret: str) -> Session | None:
    """Return the session of a cookie, if it is not over."""
    at, s, u = now(), schema.sessions.c, schema.users.c
    query = (
        select(schema.sessions, u.key, u.name, u.role, u.added_at)
        .join_from(schema.sessions, schema.users, s.user == u.key)
        .where(s.id == digest(secret))
    )
    with engine.connect() as connection:
        row = connection.execute(query).first()
    if row is None or utc(row.seen_at) < at - IDLE or utc(row.started_at) < at - LONGEST:
        return None
    user = User(row.key, row.name, row.role, utc(row.added_at))
    return Session(row.id, user, utc(row.started_at), utc(row.seen_at), row.address, row.browser)


def seen(engine: Engine, session: str) -> None:
    """Note that a session is used, by its id."""
    with side_transaction(engine) as connection:
        connection.execute(update(schema.sessions).where(schema.sessions.c.id == session).values(seen_at=now()))


def end(engine: Engine, session: str) -> None:
    """End a session, by its id."""
    with side_transaction(engine) as connection:
        connection.execute(delete(schema.sessions).where(schema.sessions.c.id == session))


def end_others(engine: Engine, user: User, session: str | None = None) -> None:
    """End all of a user's sessions but one."""
    s = schema.sessions.c
    with side_transaction(engine) as connection:
        connection.execute(delete(schema.sessions).where(s.user == user.key, s.id != (session or "")))


def of_user(engine: Engine, user: User) -> list[Session]:
    """Return a user's sessions, the last used first."""
    at, s = now(), schema.sessions.c
    query = select(schema.sessions).where(s.user == user.key, s.seen_at >= at - IDLE, s.started_at >= at - LONGEST)
    with engine.connect() as connection:
        rows = connection.execute(query.order_by(s.seen_at.desc())).all()
    return [Session(x.id, user, utc(x.started_at), utc(x.seen_at), x.address, x.browser) for x in rows]
