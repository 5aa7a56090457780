"""API tokens: a program asks in a user's name, `Authorization: Bearer …`. Only hashes are kept; a token is shown once."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import NamedTuple

from sqlalchemy import Engine, delete, insert, select, update

from khabar.errors import SettingsError, saying
from khabar.store import schema
from khabar.store.opening import side_transaction
from khabar.web.security.audit import note, now, utc
from khabar.web.security.sessions import STEP, digest
from khabar.web.security.users import User, users

PREFIX = "khabar_"
"""So that who finds one in a file knows what it is."""
MOST = 20
_LONGEST = 100


class Token(NamedTuple):
    """A token as it is listed: never the token itself."""

    key: int
    name: str
    added_at: dt.datetime
    until: dt.datetime | None
    used_at: dt.datetime | None


def issue(engine: Engine, user: User, name: str, *, days: int | None = None, by: str, address: str = "") -> str:
    """Return a new token of a user, good for so many days; raise `SettingsError` for one too many or without a name."""
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST or not name.isprintable():
        raise SettingsError(saying("say in a few words what the token is for"))
    if days is not None and not 1 <= days <= 3660:
        raise SettingsError(saying("a token cannot be good for %(days)s days: 1 to 3660, or leave it out"), days=days)
    secret, at = PREFIX + secrets.token_urlsafe(32), now()
    until = None if days is None else at + dt.timedelta(days)
    with side_transaction(engine) as connection:
        held = connection.execute(select(schema.tokens.c.key).where(schema.tokens.c.user == user.key)).all()
        if len(held) >= MOST:
            raise SettingsError(saying("%(name)s has %(n)s tokens already: revoke one first"), name=user.name, n=MOST)
        row = {"hash": digest(secret), "user": user.key, "name": name, "added_at": at, "until": until}
        connection.execute(insert(schema.tokens).values(**row))
        note(connection, by, "token-add", f"{user.name}: {name}", address)
    return secret


def revoke(engine: Engine, user: User, key: int, *, by: str, address: str = "") -> None:
    """Revoke a token of a user; raise `SettingsError` if the user has no such token."""
    t = schema.tokens.c
    with side_transaction(engine) as connection:
        name = connection.execute(select(t.name).where(t.key == key, t.user == user.key)).scalar()
        if name is None:
            raise SettingsError(saying("%(name)s has no token %(key)s"), name=user.name, key=key)
        connection.execute(delete(schema.tokens).where(t.key == key))
        note(connection, by, "token-revoke", f"{user.name}: {name}", address)


def of_user(engine: Engine, user: User) -> list[Token]:
    """Return a user's tokens, the newest first."""
    t = schema.tokens.c
    query = select(t.key, t.name, t.added_at, t.until, t.used_at).where(t.user == user.key).order_by(t.key.desc())
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    return [Token(x.key, x.name, utc(x.added_at), x.until and utc(x.until), x.used_at and utc(x.used_at)) for x in rows]


def find(engine: Engine, secret: str) -> tuple[int, User, bool] | None:
    """Return a token's key and owner, and whether it is time to note that it is used; None for one that is not good."""
    t, u, at = schema.tokens.c, schema.users.c, now()
    query = (
        select(t.key.label("token"), t.until, t.used_at, u.key, u.name, u.role, u.added_at)
        .join_from(schema.tokens, schema.users, t.user == u.key)
        .where(t.hash == digest(secret))
    )
    with engine.connect() as connection:
        row = connection.execute(query).first()
    if row is None or (row.until and utc(row.until) <= at):
        return None
    user = User(row.key, row.name, row.role, utc(row.added_at))
    return row.token, user, row.used_at is None or utc(row.used_at) < at - STEP


def used(engine: Engine, key: int) -> None:
    """Note that a token is used."""
    with side_transaction(engine) as connection:
        connection.execute(update(schema.tokens).where(schema.tokens.c.key == key).values(used_at=now()))


def owner(engine: Engine, name: str) -> User:
    """Return the user of a name, for who makes tokens on the command line; raise `SettingsError` if there is none."""
    for user in users(engine):
        if user.name.casefold() == name.strip().casefold():
            return user
    raise SettingsError(saying("there is no user %(name)s"), name=name)
