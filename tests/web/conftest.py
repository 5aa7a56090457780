"""A store with a few of the project's own reports, and the desk over it."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager

import pytest
import uvicorn
from desk_people import PASSWORDS, ROLES, Browser
from desk_reports import NAMES, Here, day_of, text_of
from desk_stories import story
from starlette.testclient import TestClient

import khabar
from khabar.store import Store
from khabar.web import Desk, create_app
from khabar.web.security import passwords, users


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """The place of a store with four reports; for tests that only ask."""
    place = str(tmp_path_factory.mktemp("desk") / "khabar.db")
    with Store(place) as store:
        for name in NAMES:
            record = khabar.read(text_of(name), published=day_of(name))
            told = {"outlet": "صحيفة المثال", "title": f"خبر {name}"}
            store.add(record.model_copy(update={"source": record.source.model_copy(update=told)}))
    return place


@pytest.fixture(scope="session")
def client(filled):
    """The desk over that store; it follows no redirection and raises no error of the server's."""
    with TestClient(
        create_app(Desk(place=filled)),
        base_url="http://localhost",
        follow_redirects=False,
        raise_server_exceptions=False,
    ) as made:
        yield made


@pytest.fixture(scope="session")
def story_place(tmp_path_factory):
    """The place of a store with two stories, each told by several outlets; for tests that only ask."""
    place = str(tmp_path_factory.mktemp("stories") / "khabar.db")
    with Store(place) as store:
        for name in ("taiz-truce", "darfur-prisoners"):
            store.add_many(story(name))
        store.gather()
    return place


@pytest.fixture(scope="session")
def story_client(story_place):
    """The desk over that store."""
    app = create_app(Desk(place=story_place))
    with TestClient(app, base_url="http://localhost", follow_redirects=False, raise_server_exceptions=False) as made:
        yield made


@pytest.fixture
def fresh(tmp_path):
    """A desk over an empty store, which reads in the test's own process."""
    app = create_app(Desk(place=str(tmp_path / "khabar.db"), model=False))
    app.state.pool = Here()
    with TestClient(app, base_url="http://localhost", follow_redirects=False, raise_server_exceptions=False) as made:
        yield made


@pytest.fixture
def quick_hashes(monkeypatch):
    """Passwords that cost nothing to check."""
    from argon2 import PasswordHasher

    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobodys.cache_clear()


@pytest.fixture
def guarded(tmp_path, quick_hashes):
    """A desk with three users: amal (admin), sami (analyst), rima (reader)."""
    app = create_app(Desk(place=str(tmp_path / "guarded.db"), model=False))
    app.state.pool = Here()
    for name, role in ROLES.items():
        users.add_user(app.state.store.engine, name, role, PASSWORDS[name], by="test")
    with TestClient(app, base_url="http://localhost", follow_redirects=False, raise_server_exceptions=False) as made:
        yield made


@pytest.fixture
def browser(guarded):
    """Makes browsers of the guarded desk: `browser("sami")` is signed in, `browser()` is not."""
    return lambda name=None: Browser(guarded, name)


@pytest.fixture(scope="session")
def serve():
    """A context manager that serves the desk over a store and gives its address."""

    @contextmanager
    def serving(place):
        app = create_app(Desk(place=str(place), model=False))
        config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", ws="none")
        sock = config.bind_socket()
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]})
        thread.start()
        try:
            while not server.started:
                time.sleep(0.02)
            yield f"http://127.0.0.1:{sock.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
            sock.close()

    return serving
