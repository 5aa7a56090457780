"""Users of the desk: a name, a role, and what is kept of a password. Every change stands in the audit log."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Any, Literal, NamedTuple, get_args

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from khabar.errors import SettingsError, saying
from khabar.store import schema
from khabar.store.opening import side_transaction
from khabar.web.security.audit import note, now, utc
from khabar.web.security.passwords import hashed, matches

Role = Literal["reader", "analyst", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""From the least to the most: a reader looks and asks, an analyst adds and corrects, an admin sees to the rest."""
LONGEST_NAME = 64
LOCAL = "local"
"""The name of who uses a desk without users."""


class User(NamedTuple):
    """A user. key: of the row; None for the one user of a desk without users."""

    key: int | None
    name: str
    role: Role
    added_at: dt.datetime | None = None

    def may(self, role: Role) -> bool:
        """Whether the user has a role, or more."""
        return ROLES.index(self.role) >= ROLES.index(role)


def folded(name: str) -> str:
    """Return a name as names are compared: "Amal" and "amal" are one."""
    return unicodedata.normalize("NFKC", name).strip().casefold().replace("\x00", "")


def any_users(engine: Engine) -> bool:
    """Whether a store has users at all."""
    with engine.connect() as connection:
        return connection.execute(select(schema.users.c.key).limit(1)).first() is not None


def users(engine: Engine) -> list[User]:
    """Return all users by name."""
    u = schema.users.c
    with engine.connect() as connection:
        rows = connection.execute(select(u.key, u.name, u.role, u.added_at).order_by(u.folded))
        return [User(row.key, row.name, row.role, utc(row.added_at)) for row in rows]


def add_user(engine: Engine, name: str, role: str, password: str, *, by: str, address: str = "") -> User:
    """Add a user; raise `SettingsError` if there is one of that name, or the name, role or password cannot be."""
    name, given = _name(name), _role(role)
    kept, at = hashed(password, name), now()
    with side_transaction(engine) as connection:
        row = {"name": name, "folded": folded(name), "role": given, "password": kept}
        try:
            made = connection.execute(insert(schema.users).values(**row, added_at=at, changed_at=at))
        except IntegrityError as error:
            raise SettingsError(saying("there is a user %(name)s already"), name=name) from error
        note(connection, by, "user-add", f"{name} ({given})", address)
        key = made.inserted_primary_key
        return User(key[0] if key else None, name, given, at)


def remove_user(engine: Engine, name: str, *, by: str, address: str = "") -> None:
    """Remove a user with all sessions and tokens; raise `SettingsError` if there is none, or it is the last admin."""
    with side_transaction(engine) as connection:
        found = _found(connection, name)
        others = connection.execute(select(schema.users.c.key).where(schema.users.c.key != found["key"])).first()
        if others:
            _keep_an_admin(connection, found)
        connection.execute(delete(schema.users).where(schema.users.c.key == found["key"]))
        note(connection, by, "user-remove", found["name"], address)


def set_role(engine: Engine, name: str, role: str, *, by: str, address: str = "") -> None:
    """Give a user another role; raise `SettingsError` if there is no such user or role, or it is the last admin."""
    given = _role(role)
    with side_transaction(engine) as connection:
        found = _found(connection, name)
        if given != "admin":
            _keep_an_admin(connection, found)
        connection.execute(update(schema.users).where(schema.users.c.key == found["key"]).values(role=given))
        note(connection, by, "user-role", f"{found['name']} ({given})", address)


def set_password(engine: Engine, name: str, password: str, *, by: str, address: str = "") -> None:
    """Give a user another password and sign the user out everywhere; tokens stay. Raise `SettingsError` as `add_user`."""
    kept = hashed(password, name)
    with side_transaction(engine) as connection:
        found = _found(connection, name)
        change = update(schema.users).where(schema.users.c.key == found["key"])
        connection.execute(change.values(password=kept, changed_at=now()))
        connection.execute(delete(schema.sessions).where(schema.sessions.c.user == found["key"]))
        note(connection, by, "user-password", found["name"], address)


def recognised(engine: Engine, name: str, password: str) -> User | None:
    """Return the user whose name and password these are, or None; takes as long for a name there is not."""
    with engine.connect() as connection:
        row = connection.execute(_of_name(name)).first()
    if not matches(password, row.password if row else None) or row is None:
        return None
    return User(row.key, row.name, row.role, utc(row.added_at))


def _of_name(name: str) -> Any:
    return select(schema.users).where(schema.users.c.folded == folded(name))


def _found(connection: Connection, name: str) -> dict[str, Any]:
    row = connection.execute(_of_name(name)).mappings().first()
    if row is None:
        raise SettingsError(saying("there is no user %(name)s"), name=name)
    return dict(row)


def _keep_an_admin(connection: Connection, leaving: dict[str, Any]) -> None:
    u = schema.users.c
    admins = connection.execute(select(u.key).where(u.role == "admin")).scalars().all()
    if admins == [leaving["key"]]:
        raise SettingsError(saying("%(name)s is the last admin: make somebody else one first"), name=leaving["name"])


def _name(name: str) -> str:
    name = unicodedata.normalize("NFKC", name).strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or folded(name) == LOCAL:
        raise SettingsError(
            saying("%(name)r cannot be a user's name: 1 to %(n)s letters, digits or signs"),
            name=name[:LONGEST_NAME],
            n=LONGEST_NAME,
        )
    return name


def _role(role: str) -> Role:
    for known in ROLES:
        if role == known:
            return known
    raise SettingsError(saying("%(role)r is no role: one of %(known)s is"), role=role, known=", ".join(ROLES))
