"""What goes wrong, as an answer: a page for people, problem+json (RFC 9457) for programs under /api."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException

from khabar.errors import KhabarError
from khabar.web.rendering import render
from khabar.web.security.headers import set_headers

PROBLEM = "application/problem+json"


class Wrong(BaseModel):
    """A parameter that cannot be meant: where it stands, and why."""

    where: str
    why: str


class Problem(BaseModel):
    """What went wrong, after RFC 9457."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str | None = None
    wrong: list[Wrong] = []


PROBLEMS: dict[int | str, dict[str, Any]] = {
    code: {"model": Problem, "description": HTTPStatus(code).phrase, "content": {PROBLEM: {}}} for code in (404, 422)
}
"""For `responses=` of the API's routers: the errors that its questions may meet."""


def install(app: FastAPI) -> None:
    """Have an application answer all its errors so."""

    def on_http(request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):
            raise error
        told = None if error.detail == HTTPStatus(error.status_code).phrase else str(error.detail)
        return answer(request, error.status_code, told, headers=error.headers)

    def on_invalid(request: Request, error: Exception) -> Response:
        if not isinstance(error, RequestValidationError):
            raise error
        wrong = [Wrong(where=".".join(map(str, x["loc"][1:] or x["loc"])), why=x["msg"]) for x in error.errors()]
        return answer(request, 422, "; ".join(f"{x.where}: {x.why}" for x in wrong), wrong)

    def on_refused(request: Request, error: Exception) -> Response:
        return answer(request, 422, str(error))

    def on_failure(request: Request, error: Exception) -> Response:
        del error  # the server logs it; who asked is told nothing of how the desk is built
        made = answer(request, 500, None)
        set_headers(MutableHeaders(raw=made.raw_headers), request.scope)  # this answer passes by the middleware
        return made

    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(KhabarError, on_refused)
    app.add_exception_handler(Exception, on_failure)


def answer(
    request: Request,
    status: int,
    detail: str | None,
    wrong: list[Wrong] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return an error as the one who asked can use it."""
    title = HTTPStatus(status).phrase
    if request.url.path.startswith("/api/"):
        problem = Problem(title=title, status=status, detail=detail, wrong=wrong or [])
        made: Response = JSONResponse(problem.model_dump(), status, media_type=PROBLEM)
    else:
        made = render(request, "error.html", status=status, code=status, detail=detail)
    made.headers.update(headers or {})
    return made
