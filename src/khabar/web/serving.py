"""The server under the desk: uvicorn, with limits against clients that dawdle, and an orderly stop."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Sequence
from functools import partial
from typing import Any

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.supervisors import Multiprocess

from khabar.errors import SettingsError
from khabar.store import Store
from khabar.web import Desk, create_app
from khabar.web.desk import OWN_NAMES
from khabar.web.security.users import any_users

GRACE = 20
"""Seconds that answers on their way, and what is being read, are given when the server is told to stop."""
HEAD_SECONDS = 10
"""Seconds that the head of a request may take to arrive."""
_HEAD_BYTES = 16_384
_KEEP_ALIVE = 15
_CONNECTIONS = 500


class Patience(H11Protocol):
    """HTTP that closes a connection whose next head does not arrive in time."""

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._waiting: asyncio.TimerHandle | None = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def handle_events(self) -> None:
        """Take in what arrived; a head that has begun after another request has its own time."""
        before = self.cycle
        super().handle_events()
        if self.cycle is not before:
            self._stop_waiting()
        elif self._waiting is None and (before is None or before.response_complete):
            self._waiting = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        self._waiting = None
        if not self.transport.is_closing():
            self.transport.close()


class Server:
    """A server that listens already.

    proxies: addresses of reverse proxies whose word is believed on who asks and how. workers: server processes, which
    share sessions and jobs through the store. Raise `StoreError` if the store cannot be opened.
    """

    def __init__(self, desk: Desk, host: str, port: int, *, proxies: Sequence[str] = (), workers: int = 1) -> None:
        Store(desk.place).close()  # the tables are made here, by one process, and what is wrong is said here
        self._config = settings(
            partial(made, desk), host=host, port=port, proxies=proxies, factory=True, workers=workers
        )
        self._sock = self._config.bind_socket()
        self._sock.listen()  # who comes before the processes are ready waits
        shown = f"[{host}]" if ":" in host else host
        self.address = f"http://{shown}:{self._sock.getsockname()[1]}"

    def run(self) -> None:
        """Serve until the process is told to stop."""
        try:
            if self._config.workers > 1:
                Multiprocess(self._config, sockets=[self._sock]).run()
            else:
                uvicorn.Server(self._config).run(sockets=[self._sock])
        finally:
            self._sock.close()


def made(desk: Desk) -> FastAPI:
    """Return the desk in a server process, its first reading process warming up."""
    app = create_app(desk)
    app.state.pool.warm()
    gc.freeze()  # what there is now stays: sweeps need not go through it again and again while answers wait
    return app


def settings(app: Any, *, host: str, port: int, proxies: Sequence[str] = (), **more: Any) -> uvicorn.Config:
    """Return how uvicorn is to serve: with limits, without saying what it is."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        http=Patience,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=GRACE,
        h11_max_incomplete_event_size=_HEAD_BYTES,
        limit_concurrency=_CONNECTIONS,
        **more,
    )


def desk_for(place: str, *, local: bool, host: str, names: Sequence[str], **more: Any) -> Desk:
    """Return the settings of a desk that listens on an address; raise `SettingsError` for one without users, if not local.

    local: whether nobody but this machine reaches it. names: what else browsers call it by.
    """
    if not local:
        with Store(place) as store:
            known = any_users(store.engine)
        if not known:
            message = (
                f"others can reach this desk, and it has no users yet: add the first with\n"
                f"  khabar user add NAME --db {_shown(place)}\n"
                "or leave out --host, --name and --proxy to use it on this machine alone"
            )
            raise SettingsError(message)
    shown = f"[{host}]" if ":" in host else host
    named = [name.lower() for name in names]
    others = [] if local else named or ["*"]
    return Desk(place=place, local=local, hosts=tuple(dict.fromkeys([*OWN_NAMES, shown.lower(), *others])), **more)


def _shown(place: str) -> str:
    """A store's name without a password."""
    from khabar.store.opening import address

    return address(place).render_as_string(hide_password=True) if "://" in place else place
