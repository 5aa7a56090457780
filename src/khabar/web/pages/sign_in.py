"""The way in and out: a name, a password, a session."""

from __future__ import annotations

import threading
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from khabar.web.desk import TheStore
from khabar.web.rendering import render
from khabar.web.security import rate, sessions
from khabar.web.security.audit import noted
from khabar.web.security.guard import session_cookie, visit_cookie
from khabar.web.security.users import LONGEST_NAME, User, folded, recognised
from khabar.web.security.visitors import visitor_of

router = APIRouter(include_in_schema=False)
_ONE_AT_A_TIME = threading.Lock()
"""So that many tries at once are counted like many in a row."""
Short = Annotated[str, Form(max_length=1000)]


@router.get("/sign-in")
def sign_in(request: Request, next: str = "/") -> Response:
    """Show the form; who is signed in already goes on."""
    if visitor_of(request).user:
        return RedirectResponse(onward(next), 303)
    return _form(request, next)


@router.post("/sign-in")
def enter(request: Request, store: TheStore, name: Short = "", password: Short = "", next: Short = "/") -> Response:
    """Start a session for who gives a user's name and password; always a new one, whatever cookie came along."""
    visitor, engine = visitor_of(request), store.engine
    with _ONE_AT_A_TIME:
        if rate.too_many(engine, folded(name)[:LONGEST_NAME], visitor.address):
            why = visitor.say("Too many sign-ins have failed. Wait a quarter of an hour.")
            return _form(request, next, name, why, status=429)
        user = recognised(engine, name, password)
        if user is None:
            noted(engine, folded(name)[:LONGEST_NAME], rate.FAILED, "", visitor.address)
            return _form(request, next, name, visitor.say("Name or password is not right."), status=403)
    if visitor.session:
        sessions.end(engine, visitor.session)
    noted(engine, user.name, "sign-in", request.headers.get("user-agent", ""), visitor.address)
    answer = RedirectResponse(onward(next), 303)
    answer.delete_cookie(visit_cookie(request), secure=_is_secure(request), httponly=True, samesite="lax")
    return begin_session(request, store, user, answer)


@router.post("/sign-out")
def leave(request: Request, store: TheStore) -> Response:
    """End the session."""
    visitor = visitor_of(request)
    if visitor.session and visitor.user:
        sessions.end(store.engine, visitor.session)
        noted(store.engine, visitor.user.name, "sign-out", "", visitor.address)
    answer = RedirectResponse("/sign-in", 303, {"Clear-Site-Data": '"cache"'})
    answer.delete_cookie(session_cookie(request), secure=_is_secure(request), httponly=True, samesite="lax")
    return answer


def begin_session(request: Request, store: TheStore, user: User, answer: Response) -> Response:
    """Start a session of a user and have an answer carry its cookie."""
    browser = request.headers.get("user-agent", "")
    secret = sessions.start(store.engine, user, address=visitor_of(request).address, browser=browser)
    _set(request, answer, session_cookie(request), secret)
    return answer


def onward(path: str) -> str:
    """Return where to go after signing in: a path of the desk, whatever was asked for."""
    try:
        parts = urlsplit(path)
    except ValueError:
        return "/"
    own = path.startswith("/") and not path.startswith(("//", "/\\", "/sign-")) and path.isprintable()
    return path if own and not parts.scheme and not parts.netloc and "\\" not in path else "/"


def _form(request: Request, next: str, name: str = "", problem: str | None = None, status: int = 200) -> Response:
    page = render(request, "sign_in.html", status=status, next=onward(next), name=name, problem=problem)
    visit = visitor_of(request).visit
    if visit:
        _set(request, page, visit_cookie(request), visit)
    return page


def _set(request: Request, answer: Response, name: str, value: str) -> None:
    answer.set_cookie(name, value, httponly=True, samesite="lax", secure=_is_secure(request))


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"
