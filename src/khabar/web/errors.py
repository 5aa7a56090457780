"""What goes wrong, as an answer: a page for people, problem+json (RFC 9457) for programs under /api."""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel
from sqlalchemy.exc import OperationalError
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException

from khabar.errors import KhabarError
from khabar.web.interface import interface_of, message
from khabar.web.invalid import told
from khabar.web.rendering import render
from khabar.web.security.headers import set_headers

PROBLEM = "application/problem+json"
_PAGE = "/api/docs"
_RUNNING = ("/health", "/metrics")
_LOG = logging.getLogger("khabar.web")
_BUSY = 503


class Wrong(BaseModel):
    """A parameter that cannot be meant: where it stands, and why."""

    where: str
    why: str


class Problem(BaseModel):
    """What went wrong, after RFC 9457; instance: of a failure of the desk's own, what finds it in the server's log."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str | None = None
    instance: str | None = None
    wrong: list[Wrong] = []


def problem(description: str) -> dict[str, Any]:
    """Return what OpenAPI says of an answer that is a problem."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": description, "content": {PROBLEM: {"schema": schema}}}


PROBLEMS: dict[int | str, dict[str, Any]] = {
    422: problem("What was asked cannot be meant"),
    "default": problem("Any other problem"),
}
"""For `responses=` of the API's routers: the errors that all may meet."""
NOT_FOUND: dict[int | str, dict[str, Any]] = {404: problem("The store has no such thing")}
"""For `responses=` of an operation on something by its id."""
BODY_PROBLEMS: dict[int | str, dict[str, Any]] = {
    413: problem("The body is too large"),
    415: problem("The body is of another type than those that are read"),
}
"""For `responses=` of an operation with a body."""


def install(app: FastAPI) -> None:
    """Have an application answer all its errors so."""

    def on_http(request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):
            raise error
        why = None if error.detail == HTTPStatus(error.status_code).phrase else str(error.detail)
        return answer(request, error.status_code, why, headers=error.headers)

    def on_invalid(request: Request, error: Exception) -> Response:
        if not isinstance(error, RequestValidationError):
            raise error
        wrong = [
            Wrong(where=".".join(map(str, x["loc"][1:] or x["loc"])), why=x["msg"].removeprefix("Value error, "))
            for x in error.errors()
        ]
        if for_programs(request.url.path):
            return answer(request, 422, "; ".join(f"{x.where}: {x.why}" for x in wrong), wrong=wrong)
        return answer(request, 422, "; ".join(told(x, interface_of(request)) for x in error.errors()))

    def on_refused(request: Request, error: Exception) -> Response:
        if not isinstance(error, KhabarError):
            raise error
        say = str if for_programs(request.url.path) else interface_of(request).told
        return answer(request, 422, say(error))

    def on_busy(request: Request, error: Exception) -> Response:
        _LOG.error("the store failed: %s", error)
        why = message("The store is busy or cannot be reached; try again.")
        if not for_programs(request.url.path):
            why = interface_of(request).gettext(why)
        return answer(request, _BUSY, why, headers={"Retry-After": "5"})

    def on_failure(request: Request, error: Exception) -> Response:
        """Who asked is told nothing of how the desk is built, but where the server's log has it."""
        instance = uuid.uuid4().urn
        _LOG.error("%s: %s %r", instance, request.method, request.url.path, exc_info=error)
        made = answer(request, 500, None, instance=instance)
        set_headers(MutableHeaders(raw=made.raw_headers), request.scope)  # this answer passes by the middleware
        return made

    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(KhabarError, on_refused)
    app.add_exception_handler(OperationalError, on_busy)
    app.add_exception_handler(Exception, on_failure)


def for_programs(path: str) -> bool:
    """Whether programs ask at a path: all of the API but the page that describes it, and how the desk runs."""
    return (path.startswith("/api/") and path != _PAGE) or path in _RUNNING


def as_ascii(made: BaseModel) -> bytes:
    """Return a model as JSON in ASCII: what was asked may hold halves of surrogate pairs, which no UTF-8 has."""
    return json.dumps(made.model_dump()).encode()


def answer(
    request: Request,
    status: int,
    detail: str | None,
    *,
    wrong: list[Wrong] | None = None,
    headers: Mapping[str, str] | None = None,
    instance: str | None = None,
) -> Response:
    """Return an error as the one who asked can use it."""
    title = HTTPStatus(status).phrase
    if for_programs(request.url.path):
        held = Problem(title=title, status=status, detail=detail, instance=instance, wrong=wrong or [])
        made: Response = Response(as_ascii(held), status, media_type=PROBLEM)
    else:
        made = render(request, "error.html", status=status, code=status, detail=detail or instance)
    made.headers.update(headers or {})
    return made
