"""Running the desk: its users, the audit log, a backup to take away."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse, RedirectResponse, Response
from pydantic import BaseModel, Field
from starlette.background import BackgroundTask

from khabar.errors import SettingsError
from khabar.store import Store
from khabar.store.backup import backup
from khabar.web import jobs
from khabar.web.desk import TheStore, TheUser
from khabar.web.interface import interface_of
from khabar.web.pages.sign_in import Short
from khabar.web.rendering import address, render
from khabar.web.security import audit
from khabar.web.security.users import ROLES, add_user, remove_user, set_password, set_role, users
from khabar.web.security.visitors import visitor_of

router = APIRouter(include_in_schema=False)
_LINES = 50


class Asked(BaseModel):
    """Which lines of the audit log are wanted."""

    who: Annotated[str, Field(max_length=300)] = ""
    action: Annotated[str, Field(max_length=100)] = ""
    offset: Annotated[int, Field(ge=0, lt=2**31)] = 0

    def moved(self, offset: int) -> Asked:
        """Return the same question for another part of the log."""
        return self.model_copy(update={"offset": max(0, offset)})

    def at(self, path: str) -> str:
        """Return the address of this question."""
        return address(path, **self.model_dump(exclude_defaults=True)) + "#log"


class Lines(list[audit.Entry]):
    """Lines of the log, and whether there are more."""

    more = False


NOTHING = Asked()


@router.get("/admin")
def admin(request: Request, store: TheStore, asked: Annotated[Asked, Query()]) -> Response:
    """Show users, the audit log and the way to a backup."""
    return _page(request, store, asked)


@router.post("/admin/users")
def add(
    request: Request, store: TheStore, user: TheUser, *, name: Short = "", role: Short = "", password: Short = ""
) -> Response:
    """Add a user."""
    try:
        add_user(store.engine, name, role, password, by=user.name, address=visitor_of(request).address)
    except SettingsError as error:
        return _page(request, store, problem=interface_of(request).told(error), name=name)
    return RedirectResponse("/admin?done=1", 303)


@router.post("/admin/users/role")
def role(request: Request, store: TheStore, user: TheUser, *, name: Short = "", role: Short = "") -> Response:
    """Give a user another role."""
    try:
        set_role(store.engine, name, role, by=user.name, address=visitor_of(request).address)
    except SettingsError as error:
        return _page(request, store, problem=interface_of(request).told(error))
    return RedirectResponse("/admin?done=1", 303)


@router.post("/admin/users/password")
def password(request: Request, store: TheStore, user: TheUser, *, name: Short = "", password: Short = "") -> Response:
    """Give a user another password, and sign the user out everywhere."""
    try:
        set_password(store.engine, name, password, by=user.name, address=visitor_of(request).address)
    except SettingsError as error:
        return _page(request, store, problem=interface_of(request).told(error))
    return RedirectResponse("/admin?done=1", 303)


@router.post("/admin/users/remove")
def remove(request: Request, store: TheStore, user: TheUser, *, name: Short = "") -> Response:
    """Remove a user."""
    try:
        remove_user(store.engine, name, by=user.name, address=visitor_of(request).address)
    except SettingsError as error:
        return _page(request, store, problem=interface_of(request).told(error))
    return RedirectResponse("/admin?done=1", 303)


@router.post("/admin/backup")
def take_backup(store: TheStore) -> FileResponse:
    """Send the whole store as one file, users and corrections too."""
    folder = tempfile.TemporaryDirectory(prefix="khabar-backup-")
    file = Path(folder.name) / "khabar.backup"
    backup(store, file)
    gone = BackgroundTask(folder.cleanup)
    return FileResponse(file, media_type="application/octet-stream", filename=file.name, background=gone)


@router.get("/admin/{part:path}")
def back(part: str) -> Response:
    """Lead from what a form of the page leads to back to the page, for who changes the language there."""
    del part
    return RedirectResponse("/admin", 303)


def _page(
    request: Request, store: Store, asked: Asked = NOTHING, problem: str | None = None, name: str = ""
) -> Response:
    found = audit.entries(
        store.engine, limit=_LINES + 1, offset=asked.offset, who=asked.who or None, action=asked.action or None
    )
    lines = Lines(found[:_LINES])
    lines.more = len(found) > _LINES
    made = render(
        request,
        "admin.html",
        status=422 if problem else 200,
        users=users(store.engine),
        roles=ROLES,
        log=lines,
        limit=_LINES,
        actions=audit.actions(store.engine),
        asked=asked,
        problem=problem,
        name=name,
        done=request.query_params.get("done"),
        waiting=jobs.waiting(store.engine),
        number=len(store),
    )
    made.headers["Cache-Control"] = "no-store"
    return made
