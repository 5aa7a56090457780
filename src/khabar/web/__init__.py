"""The desk: REST and web pages over a store, for analysts who read, compare and correct.

pages: HTML, a file each · api: JSON under /api/v1, a file a resource · security: who asks and what they may, headers, limits ·
interface: the language of pages · marking: a text's claims in place · rendering: templates with what each needs.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware

from khabar.store import Store
from khabar.version import __version__
from khabar.web import api, errors, metrics, pages, running
from khabar.web.api.description import TAGS, DescribedAPI, operation_id
from khabar.web.desk import Desk
from khabar.web.reading_pool import ReadingPool
from khabar.web.security.guard import Guard
from khabar.web.security.headers import SecurityHeaders
from khabar.web.security.limits import BodyLimit
from khabar.web.security.rate import AtOnce
from khabar.web.security.roles import allowed

__all__ = ["Desk", "create_app"]

STATIC = Path(__file__).parent / "static"
_SQUEEZE = 4
"""How hard answers are compressed, of 9: the last levels take three times as long for a tenth fewer bytes."""
_ABOUT = "Records of Arabic news reports: who said what, who wants what, what happened. Errors are problem+json."


def create_app(desk: Desk) -> FastAPI:
    """Return the desk over its store, which is opened now and closed when the server stops.

    Raise `StoreError` if the store cannot be opened.
    """
    app = DescribedAPI(
        title="khabar",
        description=_ABOUT,
        version=__version__,
        docs_url=None,  # both take scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        openapi_tags=TAGS,
        generate_unique_id_function=operation_id,
        lifespan=_lifespan,
        redirect_slashes=False,  # such a redirection would name the host as whoever asked named it
        dependencies=[Depends(allowed)],
    )
    app.state.desk = desk
    app.state.store = Store(desk.place)
    app.state.pool = ReadingPool(desk.workers, model=desk.model)
    app.state.metrics = metrics.Metrics()
    app.state.reads = AtOnce(desk.reads_at_once)
    errors.install(app)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in (running.router, *api.routers(), *pages.routers()):
        app.include_router(router)
    # The last added is the outermost.
    app.add_middleware(BodyLimit, most=desk.upload_bytes, pause=desk.body_pause, whole=desk.body_seconds)
    app.add_middleware(Guard, desk=desk, store=app.state.store)
    app.add_middleware(GZipMiddleware, compresslevel=_SQUEEZE)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(metrics.Measured, metrics=app.state.metrics)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.pool.keep_jobs(app.state.store)
    yield
    await run_in_threadpool(app.state.pool.close)
    app.state.store.close()
