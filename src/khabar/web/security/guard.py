"""The door: which host was asked, who asks, and whether the request comes from the desk's own pages.

It stands before everything that reads a body. What an endpoint needs is held by `roles.allowed`, behind it.
"""

from __future__ import annotations

import contextlib
import secrets
import time
from collections import OrderedDict
from typing import NamedTuple
from urllib.parse import quote

from fastapi import Request
from sqlalchemy.exc import DBAPIError
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from khabar.store import Store
from khabar.web.desk import Desk
from khabar.web.errors import answer, for_programs
from khabar.web.interface import interface_of, message
from khabar.web.security import audit, csrf, roles, sessions, tokens
from khabar.web.security.users import LOCAL, User, any_users
from khabar.web.security.visitors import Visitor

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
_BEARER = "bearer "
_KEPT = 1000


class Refusal(NamedTuple):
    """Why a request is turned away."""

    status: int
    why: str
    authenticate: bool = False


_HOST = Refusal(421, message("The desk does not answer to this name: tell it its names with khabar serve --name."))
_PROXY = Refusal(403, message("The desk has no users, so it answers only this machine: add one with khabar user add."))
_ELSEWHERE = Refusal(403, message("The request came from a page that is not the desk's."))
_TOKEN = Refusal(401, message("The token is not valid."), authenticate=True)
_NOBODY = Refusal(401, message("Sign in first."), authenticate=True)


def session_cookie(request: Request) -> str:
    """Return the name of the session's cookie; under https one that no other host or path can set."""
    return "__Host-khabar" if request.url.scheme == "https" else "khabar-session"


def visit_cookie(request: Request) -> str:
    """Return the name of the cookie that belongs to the form to sign in."""
    return "__Host-khabar-visit" if request.url.scheme == "https" else "khabar-visit"


class Guard:
    """Finds out who asks and turns away who may not; notes in the audit log what was done."""

    def __init__(self, app: ASGIApp, desk: Desk, store: Store) -> None:
        self.app = app
        self.desk = desk
        self.engine = store.engine
        self._touched: OrderedDict[str, float] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or turn it away."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        if not self._is_own(request.headers.get("host", "")):
            await self._refuse(request, _HOST)(scope, receive, send)
            return
        if request.url.path.startswith("/static/"):
            await self.app(scope, receive, send)
            return
        found = await run_in_threadpool(self._find, request)
        visitor = found if isinstance(found, Visitor) else Visitor(interface_of(request))
        request.state.visitor, request.state.user = visitor, visitor.user
        refusal = found if isinstance(found, Refusal) else _wrong(request, visitor)
        if refusal is not None:
            await self._refuse(request, refusal)(scope, receive, send)
            return
        status = 500

        async def noticed(told: Message) -> None:
            nonlocal status
            if told["type"] == "http.response.start":
                status = told["status"]
            await send(told)

        await self.app(scope, receive, noticed)
        await self._after(request, visitor, status)

    def _is_own(self, host: str) -> bool:
        name = host.lower().rpartition("]")[0] + "]" if host.startswith("[") else host.lower().partition(":")[0]
        return "*" in self.desk.hosts or name in self.desk.hosts

    def _find(self, request: Request) -> Visitor | Refusal:
        """Who asks: by a token, by a session, the one local user, or nobody."""
        interface, address = interface_of(request), request.client.host if request.client else ""
        given = request.headers.get("authorization", "")
        if given:
            owner = tokens.find(self.engine, given[len(_BEARER) :].strip()) if _is_bearer(given) else None
            if owner is None:
                return _TOKEN
            key, user, is_time = owner
            if is_time:
                with contextlib.suppress(DBAPIError):
                    tokens.used(self.engine, key)
            return Visitor(interface, user, "token", address=address)
        cookie = request.cookies.get(session_cookie(request))
        session = sessions.find(self.engine, cookie) if cookie else None
        if cookie and session:
            secret = csrf.secret_of(cookie)
            return Visitor(interface, session.user, "session", secret, session.id, address=address)
        if self.desk.local and not any_users(self.engine):
            if any(name in request.headers for name in _FORWARDED):
                return _PROXY
            secret = csrf.secret_of(self.desk.secret)
            made = request.method in csrf.SAFE or csrf.of_a_browser(request.headers)
            return Visitor(interface, User(None, LOCAL, "admin"), "local", secret if made else None, address=address)
        visit = request.cookies.get(visit_cookie(request)) or secrets.token_urlsafe(16)
        return Visitor(interface, secret=csrf.secret_of(visit), visit=visit, address=address)

    def _refuse(self, request: Request, refusal: Refusal) -> Response:
        """The answer to who is turned away; a reader who has not signed in is led to where that is done."""
        path = request.url.path
        if refusal is _NOBODY and not for_programs(path):
            wanted = f"{path}?{request.url.query}" if request.url.query else path
            way_in = "/sign-in" if wanted == "/" else f"/sign-in?next={quote(wanted)}"
            if "hx-request" in request.headers:
                return Response(status_code=401, headers={"HX-Redirect": "/sign-in"})
            if request.method in ("GET", "HEAD"):
                return RedirectResponse(way_in, 303)
        headers = {"WWW-Authenticate": 'Bearer realm="khabar"'} if refusal.authenticate else {}
        return answer(request, refusal.status, interface_of(request).gettext(refusal.why), headers=headers)

    async def _after(self, request: Request, visitor: Visitor, status: int) -> None:
        """Note what was done, and that the session is used; who asked has the answer already."""
        need = getattr(request.state, "need", None)
        if isinstance(need, roles.Need) and need.action and status < 400 and visitor.user:
            what = f"{request.method} {request.url.path}"
            await run_in_threadpool(audit.noted, self.engine, visitor.user.name, need.action, what, visitor.address)
        if visitor.session and self._is_time(visitor.session):
            with contextlib.suppress(DBAPIError):
                await run_in_threadpool(sessions.seen, self.engine, visitor.session)

    def _is_time(self, session: str) -> bool:
        now = time.monotonic()
        if now - self._touched.get(session, -1e9) < sessions.STEP.total_seconds():
            return False
        self._touched[session] = now
        self._touched.move_to_end(session)
        while len(self._touched) > _KEPT:
            self._touched.popitem(last=False)
        return True


def _wrong(request: Request, visitor: Visitor) -> Refusal | None:
    """What is wrong with a request, by its headers alone."""
    if visitor.way != "token" and request.method not in csrf.SAFE and csrf.from_elsewhere(request.headers):
        return _ELSEWHERE
    if visitor.user is None and not roles.is_open(request.method, request.url.path):
        return _NOBODY
    return None


def _is_bearer(given: str) -> bool:
    return given[: len(_BEARER)].lower() == _BEARER
