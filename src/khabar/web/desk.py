"""The desk's settings, and what every request may ask for: the open store, the pool that reads, the settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request

from khabar.store import Store
from khabar.web.reading_pool import ReadingPool


@dataclass(frozen=True, slots=True)
class Desk:
    """How a desk is set up.

    place: where the store is, a file name or `postgresql://…`. language: of pages for who asks for none ("en", "ar").
    upload_bytes: largest body of a request, in bytes. page_size: lines on a page. workers: processes that read.
    model: whether the neural reader is asked too; None as `KHABAR_MODEL` says.
    """

    place: str = "khabar.db"
    language: str = "en"
    upload_bytes: int = 5_000_000
    page_size: int = 50
    workers: int = 1
    model: bool | None = None


def _desk(request: Request) -> Desk:
    return cast("Desk", request.app.state.desk)


def _store(request: Request) -> Store:
    return cast("Store", request.app.state.store)


def _pool(request: Request) -> ReadingPool:
    return cast("ReadingPool", request.app.state.pool)


TheDesk = Annotated[Desk, Depends(_desk)]
"""The settings, as a parameter of an endpoint."""
TheStore = Annotated[Store, Depends(_store)]
"""The open store, as a parameter of an endpoint; endpoints that ask it are plain `def`, so that they run in threads."""
ThePool = Annotated[ReadingPool, Depends(_pool)]
"""The pool of processes that read reports, as a parameter of an endpoint."""
