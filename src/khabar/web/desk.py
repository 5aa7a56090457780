"""The desk's settings, and what every request may ask for: the open store, the pool that reads, the settings."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Annotated, cast

from fastapi import Depends, HTTPException, Request

from khabar.store import Store
from khabar.web.reading_pool import ReadingPool
from khabar.web.security.users import User
from khabar.web.security.visitors import visitor_of

OWN_NAMES = ("localhost", "127.0.0.1", "[::1]")
"""Names of this machine: a page of the web that has its own name lead here must not be answered."""


@dataclass(frozen=True, slots=True)
class Desk:
    """How a desk is set up.

    place: where the store is, a file name or `postgresql://…`. language: of pages for who asks for none ("en", "ar").
    upload_bytes: largest body of a request, in bytes. page_size: lines on a page. workers: processes that read.
    model: whether the neural reader is asked too; None as `KHABAR_MODEL` says. upload_files: most files in a form.
    body_pause, body_seconds: what the next piece of a body, and all of it, may take to arrive.
    reads_at_once: of one user, in each server process. hosts: the names it answers to ("*": any). local: whether a
    store without users is open to whoever asks, as the admin `local`; only for an address that none but this machine
    reaches. secret: of this run of the desk, the same in all its server processes.
    """

    place: str = "khabar.db"
    language: str = "en"
    upload_bytes: int = 5_000_000
    page_size: int = 50
    workers: int = 1
    model: bool | None = None
    upload_files: int = 200
    body_pause: float = 10
    body_seconds: float = 60
    reads_at_once: int = 4
    hosts: tuple[str, ...] = OWN_NAMES
    local: bool = True
    secret: str = field(default_factory=secrets.token_urlsafe, repr=False)


def _desk(request: Request) -> Desk:
    return cast("Desk", request.app.state.desk)


def _store(request: Request) -> Store:
    return cast("Store", request.app.state.store)


def _pool(request: Request) -> ReadingPool:
    return cast("ReadingPool", request.app.state.pool)


def _user(request: Request) -> User:
    user = visitor_of(request).user
    if user is None:
        raise HTTPException(401)
    return user


TheDesk = Annotated[Desk, Depends(_desk)]
"""The settings, as a parameter of an endpoint."""
TheStore = Annotated[Store, Depends(_store)]
"""The open store, as a parameter of an endpoint; endpoints that ask it are plain `def`, so that they run in threads."""
ThePool = Annotated[ReadingPool, Depends(_pool)]
"""The pool of processes that read reports, as a parameter of an endpoint."""
TheUser = Annotated[User, Depends(_user)]
"""Who asks, as a parameter of an endpoint: `name` (`local` on a desk without users) and `role`."""
