"""A whole store in one file, users and corrections too, and back; the file says itself whether it is whole.

Its first line is JSON: what it is, how many reports, the SHA-256 of what follows. What follows is compressed: of SQLite
the database as it stood at one moment, of PostgreSQL the lines of `khabar.store.portable` with those of the people's
tables. Either can be restored into either database. Sessions are not restored: everybody signs in anew.
"""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import gzip
import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from sqlalchemy import DateTime, Engine, LargeBinary, Table, delete, func, insert, select, text

from khabar.errors import StoreError, saying
from khabar.store import Store, schema
from khabar.store.opening import HEAD, address, side_transaction
from khabar.store.portable import save, take

FORMAT = "khabar-backup/1"
_HEAD = 512
"""Bytes of the first line, filled up with spaces."""
_PEOPLE = (schema.users, schema.tokens, schema.audit, schema.jobs, schema.feeds)
_CHUNK = 1 << 20


class About(NamedTuple):
    """What the first line of a backup says. kind: "sqlite" or "lines"."""

    kind: str
    reports: int
    users: int
    made_at: str
    sha256: str
    tables: str


def backup(store: Store, target: Path) -> About:
    """Write a store to a file, while others use it; it takes the place of an older one only when it is whole.

    Raise `StoreError` if the file cannot be written.
    """
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with beside.open("xb") as out:
            beside.chmod(0o600)  # it holds who may sign in
            out.write(b" " * _HEAD)
            kind = "sqlite" if _file_of(store.engine) else "lines"
            with tempfile.TemporaryDirectory(prefix="khabar-backup-") as folder:
                plain = Path(folder) / "store"
                (_sqlite_to if kind == "sqlite" else _lines_to)(store, plain)
                with plain.open("rb") as held, gzip.GzipFile(fileobj=out, mode="wb", compresslevel=6) as packed:
                    shutil.copyfileobj(held, packed, _CHUNK)
            made_at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
            out.flush()
            about = About(kind, len(store), _number(store.engine, schema.users), made_at, _digest(beside), HEAD)
            line = json.dumps({"format": FORMAT} | about._asdict()).encode()
            out.seek(0)
            out.write(line + b" " * (_HEAD - 1 - len(line)) + b"\n")
        beside.replace(target)
    except OSError as error:
        raise StoreError(
            saying("%(target)s: the backup cannot be written: %(why)s"), target=target, why=error.strerror or error
        ) from error
    finally:
        beside.unlink(missing_ok=True)
    return about


def about(path: Path) -> About:
    """Return what a backup says of itself; raise `StoreError` if it is none, or is not whole."""
    try:
        with path.open("rb") as file:
            said = json.loads(file.read(_HEAD))
        known = said.pop("format") == FORMAT
        found = About(**said)
        whole = known and _digest(path) == found.sha256
    except OSError as error:
        raise StoreError(
            saying("%(path)s: the backup cannot be read: %(why)s"), path=path, why=error.strerror or error
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(saying("%(path)s is no backup of khabar"), path=path) from error
    if not whole:
        raise StoreError(saying("%(path)s: the backup is damaged: it is not what was written"), path=path)
    return found


def restore(path: Path, place: str, *, force: bool = False) -> About:
    """Bring a store to what a backup holds; force: also one that holds something, which is lost.

    Raise `StoreError` if the backup is not whole or of a newer khabar, or the store is not empty and not forced.
    """
    found = about(path)
    if found.tables > HEAD:
        raise StoreError(
            saying("%(path)s was made by a newer khabar than this one: upgrade khabar to restore it"), path=path
        )
    with Store(place) as store:
        if not force and (len(store) or _number(store.engine, schema.users)):
            raise StoreError(
                saying("the store is not empty (%(n)s reports): --force replaces what it holds"), n=len(store)
            )
    with tempfile.TemporaryDirectory(prefix="khabar-restore-") as folder:
        plain = Path(folder) / "store.db"
        with path.open("rb") as file:
            file.seek(_HEAD)
            with gzip.GzipFile(fileobj=file) as packed, plain.open("wb") as out:
                shutil.copyfileobj(packed, out, _CHUNK)
        sqlite = address(place).get_backend_name() == "sqlite"
        if found.kind == "sqlite" and sqlite:
            _copy(plain, Path(cast("str", address(place).database)))
            with Store(place) as store:
                _sign_all_out(store.engine)
            return found
        if found.kind == "sqlite":
            with Store(plain) as held:
                _lines_to(held, plain := Path(folder) / "lines")
        _empty(place)
        with Store(place) as store:
            _lines_from(store, plain)
    return found


def _sqlite_to(store: Store, target: Path) -> None:
    """SQLite's own online backup: the database as it stood at one moment, whoever writes meanwhile."""
    _copy(cast("Path", _file_of(store.engine)), target)


def _copy(source: Path, target: Path) -> None:
    with (
        contextlib.closing(sqlite3.connect(source, timeout=60)) as one,
        contextlib.closing(sqlite3.connect(target, timeout=60)) as other,
    ):
        wrong = one.execute("PRAGMA quick_check(1)").fetchone()
        if wrong != ("ok",):
            raise StoreError(saying("%(source)s: the database is damaged: %(wrong)s"), source=source, wrong=wrong)
        one.backup(other)


def _lines_to(store: Store, target: Path) -> None:
    save(store, target)
    with target.open("a", encoding="utf-8") as out, store.engine.connect() as connection:
        for table in _PEOPLE:
            for row in connection.execute(select(table)).mappings():
                facts = {name: _plain(value) for name, value in row.items()}
                out.write(json.dumps({"schema": _schema_of(table), **facts}) + "\n")


def _lines_from(store: Store, source: Path) -> None:
    kinds = {_schema_of(table): table for table in _PEOPLE}
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as rest, source.open("rb") as lines:
        rows: dict[str, list[dict[str, Any]]] = {kind: [] for kind in kinds}
        for line in lines:
            kind = json.loads(line).get("schema") if line.startswith(b'{"schema": "khabar-table') else None
            if kind in kinds:
                rows[kind].append(json.loads(line))
            else:
                rest.write(line.decode("utf-8"))
        rest.flush()
        taken = take(store, Path(rest.name))
    if taken.failures:
        raise StoreError(saying("the backup was not restored whole: %(why)s"), why="; ".join(taken.failures[:3]))
    keys: dict[int, int] = {}
    with side_transaction(store.engine) as connection:
        for kind, table in kinds.items():
            for row in rows[kind]:
                facts = {name: _back(table, name, row[name]) for name in row if name in table.c}
                key = facts.pop("key", None)
                if table is schema.tokens:
                    facts["user"] = keys[facts["user"]]
                made = connection.execute(insert(table).values(**facts)).inserted_primary_key
                if table is schema.users and made:
                    keys[key] = made[0]


def _schema_of(table: Table) -> str:
    return f"khabar-table/{table.name}"


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return (value if value.tzinfo else value.replace(tzinfo=dt.UTC)).isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes | memoryview) else value


def _back(table: Table, name: str, value: Any) -> Any:
    kind = table.c[name].type
    if value is None:
        return None
    if isinstance(kind, DateTime):
        return dt.datetime.fromisoformat(value)
    return base64.b64decode(value) if isinstance(kind, LargeBinary) else value


def _empty(place: str) -> None:
    """Take everything out of a store that is to be replaced; its tables are made anew when it is opened."""
    with Store(place) as store, store.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TABLE report_words")
        else:
            connection.exec_driver_sql("DROP TABLE report_words CASCADE")
        schema.metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
        if connection.dialect.name != "sqlite":
            connection.exec_driver_sql("DROP FUNCTION IF EXISTS khabar_corrections_stay() CASCADE")


def _sign_all_out(engine: Engine) -> None:
    with side_transaction(engine) as connection:
        connection.execute(delete(schema.sessions))


def _number(engine: Engine, table: Table) -> int:
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _file_of(engine: Engine) -> Path | None:
    named = engine.url.database
    return Path(named) if engine.name == "sqlite" and named and named != ":memory:" else None


def _digest(path: Path) -> str:
    """The SHA-256 of what follows the first line."""
    made = hashlib.sha256()
    with path.open("rb") as file:
        file.seek(_HEAD)
        for chunk in _chunks(file):
            made.update(chunk)
    return made.hexdigest()


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk
