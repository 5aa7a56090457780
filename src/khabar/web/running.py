"""For who runs the desk: whether it works, and figures for Prometheus."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel

from khabar.version import __version__
from khabar.web.desk import TheStore

router = APIRouter(tags=["running"])


class Health(BaseModel):
    """The desk works and its store answers."""

    status: Literal["ok"] = "ok"
    version: str = __version__
    reports: int


@router.get("/health")
def health(store: TheStore) -> Health:
    """Whether the desk works: it asks the store how many reports it holds."""
    return Health(reports=len(store))


@router.get("/metrics", response_class=PlainTextResponse)
def metrics(request: Request, store: TheStore) -> PlainTextResponse:
    """Figures for Prometheus, in its text format."""
    request.app.state.metrics.reports.set(len(store))
    return PlainTextResponse(request.app.state.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")
