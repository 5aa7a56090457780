"""Opening a store: engine, pragmas, transactions, and migrations that run by themselves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from khabar.errors import StoreError

HEAD = "0010"
"""The newest migration; a test holds it to the folder `migrations`."""

_BUSY_SECONDS = 30
_POSTGRES = {
    "options": " ".join(
        f"-c {name}={value}"
        for name, value in {
            "jit": "off",
            "max_parallel_workers_per_gather": 0,
            "plan_cache_mode": "force_custom_plan",
            "random_page_cost": 1.1,
        }.items()
    )
}
"""Our questions take milliseconds: compiling them, or starting other processes to help, takes longer than they do.
A plan made once for any party serves none well: one that is in a quarter of the reports is found another way than one
that is in three. And the pages of a store are in memory or on a disk without arms."""
_LOCK = 0x6B68_6162_6172  # "khabar": one writer at a time in PostgreSQL too


def address(place: str | os.PathLike[str]) -> URL:
    """Return the database URL that a path or a URL means; raise `StoreError` for a URL of another database."""
    place = os.fspath(place)
    if "://" not in place:
        return URL.create("sqlite", database=place)
    try:
        url = make_url(place)
    except ArgumentError as error:
        message = f"{place!r} is no address of a store: give a file name or postgresql://user@host/database"
        raise StoreError(message) from error
    if url.get_backend_name() in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite":
        return url.set(drivername="sqlite")
    message = f"khabar keeps its store in SQLite or PostgreSQL, not in {url.drivername!r}"
    raise StoreError(message)


def open_engine(place: str | os.PathLike[str]) -> Engine:
    """Return an engine for a store whose tables are there and new enough; make them where they are not."""
    url = address(place)
    sqlite = url.get_backend_name() == "sqlite"
    if sqlite and url.database and url.database != ":memory:" and not Path(url.database).absolute().parent.is_dir():
        message = f"{url.database}: there is no folder {Path(url.database).absolute().parent}"
        raise StoreError(message)
    try:
        engine = create_engine(url, pool_pre_ping=not sqlite, connect_args={} if sqlite else _POSTGRES)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        message = f"the driver of {url.drivername!r} is not installed"
        raise StoreError(message) from error
    if sqlite:
        event.listen(engine, "connect", _pragmas)
        event.listen(engine, "begin", _begin)
    try:
        _migrate(engine)
    except DBAPIError as error:
        engine.dispose()
        message = f"{url.render_as_string(hide_password=True)} cannot be opened as a store: {error.orig}"
        raise StoreError(message) from error
    except StoreError:
        engine.dispose()
        raise
    return engine


@contextmanager
def write_transaction(engine: Engine) -> Iterator[Connection]:
    """Yield a connection in a transaction that may write; other writers wait for it, readers do not.

    That it was written is counted (`Store.written`), so that answers made before are not taken for those of now.
    """
    with _locked(engine) as connection:
        yield connection
        connection.execute(text("UPDATE written SET times = times + 1"))


@contextmanager
def _locked(engine: Engine) -> Iterator[Connection]:
    with engine.connect().execution_options(khabar_writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        yield connection


@contextmanager
def side_transaction(engine: Engine) -> Iterator[Connection]:
    """Yield a connection in a short transaction that writes beside the records: users, sessions, audit, jobs.

    Unlike `write_transaction` it does not wait in PostgreSQL for who is adding records; SQLite has one writer anyway.
    """
    with engine.connect().execution_options(khabar_writes=True) as connection, connection.begin():
        yield connection


def _pragmas(connection: Any, _record: Any) -> None:
    """Write-ahead log, foreign keys, patience with other writers; transactions are begun by `_begin`."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {_BUSY_SECONDS * 1000}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "cache_size = -32000",
        "temp_store = MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Begin a transaction; one that will write takes the lock at once, or two would wait for each other for ever."""
    immediate = connection.get_execution_options().get("khabar_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _migrate(engine: Engine) -> None:
    """Bring the tables up to HEAD; costs one look where they are."""
    if _revision(engine) == HEAD:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with _locked(engine) as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, HEAD)
        except CommandError as error:
            message = f"this store was made by a newer khabar than this one ({error}): upgrade khabar to open it"
            raise StoreError(message) from error


def _revision(engine: Engine) -> str | None:
    from sqlalchemy import inspect

    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
