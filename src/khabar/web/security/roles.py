"""Which role an endpoint needs, in one place, and the dependency of the whole desk that holds every request to it.

An endpoint that is not named here needs a reader if it changes nothing, else an admin: what was forgotten is refused.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import NamedTuple

from fastapi import HTTPException, Request
from starlette.datastructures import UploadFile

from khabar.web.security import csrf
from khabar.web.security.rate import AtOnce
from khabar.web.security.users import Role
from khabar.web.security.visitors import visitor_of


class Need(NamedTuple):
    """What an endpoint needs. role: None for whoever comes; action: its word in the audit log; reads: it reads reports."""

    role: Role | None
    action: str | None = None
    reads: bool = False


NEEDS: dict[tuple[str, str], Need] = {
    ("GET", "/health"): Need(None),
    ("GET", "/sign-in"): Need(None),
    ("POST", "/sign-in"): Need(None),
    ("POST", "/sign-out"): Need("reader"),
    ("POST", "/account/password"): Need("reader"),
    ("POST", "/account/sessions"): Need("reader"),
    ("POST", "/account/tokens"): Need("reader"),
    ("POST", "/account/tokens/revoke"): Need("reader"),
    ("POST", "/admin/users"): Need("admin"),
    ("POST", "/admin/users/role"): Need("admin"),
    ("POST", "/admin/users/password"): Need("admin"),
    ("POST", "/admin/users/remove"): Need("admin"),
    ("POST", "/admin/backup"): Need("admin", "backup"),
    ("POST", "/reports"): Need("analyst", "add", reads=True),
    ("POST", "/reports/{ident}/corrections"): Need("analyst", "correct"),
    ("POST", "/party/merges/undo"): Need("analyst", "merge"),
    ("POST", "/queue"): Need("analyst", "correct"),
    ("POST", "/api/v1/read"): Need("reader", reads=True),
    ("POST", "/api/v1/reports"): Need("analyst", "add", reads=True),
    ("POST", "/api/v1/jobs"): Need("analyst", "add"),
    ("DELETE", "/api/v1/jobs/{id}"): Need("analyst", "add"),
    ("POST", "/api/v1/corrections"): Need("analyst", "correct"),
    ("POST", "/api/v1/merges"): Need("analyst", "merge"),
    ("DELETE", "/api/v1/merges/{key}"): Need("analyst", "merge"),
    ("GET", "/reports/{ident}/claims/{claim}/why"): Need("reader", reads=True),
    ("GET", "/reports/{ident}/record.{form}"): Need("reader", "export"),
}
"""By method and path, as the endpoint writes it."""
_EXPORTS = "/api/v1/export"
"""What is taken out of the store under this path stands in the audit log."""
_ADMINS = "/admin"
"""Under this path all is the admin's."""


def need_of(method: str, path: str) -> Need:
    """Return what an endpoint needs, by its method and its path as it was declared."""
    method = "GET" if method == "HEAD" else method
    known = NEEDS.get((method, path))
    if known is not None:
        return known
    if path.startswith(_EXPORTS):
        return Need("reader", "export")
    if path == _ADMINS or path.startswith(f"{_ADMINS}/") or method not in csrf.SAFE:
        return Need("admin", None if method in csrf.SAFE else "other")
    return Need("reader")


def is_open(method: str, path: str) -> bool:
    """Whether a path is for whoever comes: files, the way in, whether the desk works."""
    named = NEEDS.get(("GET" if method == "HEAD" else method, path))
    return path.startswith("/static/") or (named is not None and named.role is None)


async def allowed(request: Request) -> AsyncIterator[None]:
    """Hold a request to the role its endpoint needs, to its form's token, and to how much may go on at once.

    Raise `HTTPException` (401, 403, 413, 429).
    """
    visitor, desk = visitor_of(request), request.app.state.desk
    need = need_of(request.method, getattr(request.scope.get("route"), "path", request.url.path))
    request.state.need = need
    if need.role is not None:
        if visitor.user is None:
            raise HTTPException(401)
        if not visitor.user.may(need.role):
            raise HTTPException(
                403, visitor.say("This needs the role %(role)s.", role=visitor.interface.label(need.role))
            )
    if request.method not in csrf.SAFE and visitor.secret is not None:
        await _check_form(request, visitor.secret)
    await _check_uploads(request, desk.upload_files)
    going: AtOnce = request.app.state.reads
    who = visitor.user.name if visitor.user else ""
    if need.reads and not going.begin(who):
        raise HTTPException(
            429, visitor.say("You have reports being read already: wait for them."), {"Retry-After": "5"}
        )
    try:
        yield
    finally:
        if need.reads:
            going.end(who)


async def _check_form(request: Request, secret: bytes) -> None:
    token = request.headers.get(csrf.HEADER)
    if token is None and _is_form(request):
        given = (await request.form()).get(csrf.FIELD)
        token = given if isinstance(given, str) else None
    if token is None or not csrf.fits(token, secret):
        raise HTTPException(403, visitor_of(request).say("The page was too old: load it anew and try again."))


async def _check_uploads(request: Request, most: int) -> None:
    if request.method not in csrf.SAFE and _is_form(request):
        files = [x for _, x in (await request.form()).multi_items() if isinstance(x, UploadFile)]
        if len(files) > most:
            raise HTTPException(413)


def _is_form(request: Request) -> bool:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind in ("multipart/form-data", "application/x-www-form-urlencoded")
