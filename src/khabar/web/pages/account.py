"""A user's own account: the password, where one is signed in, tokens for programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from khabar.errors import SettingsError
from khabar.store import Store
from khabar.web.desk import TheStore, TheUser
from khabar.web.interface import interface_of
from khabar.web.pages.sign_in import Short, begin_session
from khabar.web.rendering import render
from khabar.web.security import rate, sessions, tokens
from khabar.web.security.audit import noted
from khabar.web.security.users import User, folded, recognised, set_password
from khabar.web.security.visitors import visitor_of

router = APIRouter(include_in_schema=False)


@router.get("/account")
def account(request: Request, store: TheStore, user: TheUser) -> Response:
    """Show the account."""
    return _page(request, store, user)


@router.post("/account/password")
def password(
    request: Request, store: TheStore, user: TheUser, *, old: Short = "", new: Short = "", again: Short = ""
) -> Response:
    """Change the password: signed out everywhere, with a new session here."""
    _needs_users(user)
    visitor = visitor_of(request)
    if rate.too_many(store.engine, folded(user.name), visitor.address):
        return _page(request, store, user, visitor.say("Too many sign-ins have failed. Wait a quarter of an hour."))
    if recognised(store.engine, user.name, old) is None:
        noted(store.engine, folded(user.name), rate.FAILED, "", visitor.address)
        return _page(request, store, user, visitor.say("The old password is not right."))
    if new != again:
        return _page(request, store, user, visitor.say("The new password is not the same both times."))
    try:
        set_password(store.engine, user.name, new, by=user.name, address=visitor.address)
    except SettingsError as error:
        return _page(request, store, user, interface_of(request).told(error))
    return begin_session(request, store, user, RedirectResponse("/account?done=password", 303))


@router.post("/account/sessions")
def end_sessions(request: Request, store: TheStore, user: TheUser) -> Response:
    """Sign out everywhere but here."""
    _needs_users(user)
    visitor = visitor_of(request)
    sessions.end_others(store.engine, user, visitor.session)
    noted(store.engine, user.name, "sign-out", "everywhere else", visitor.address)
    return RedirectResponse("/account?done=sessions", 303)


@router.post("/account/tokens")
def new_token(
    request: Request,
    store: TheStore,
    user: TheUser,
    name: Short = "",
    days: Annotated[str, Form(max_length=5)] = "",
) -> Response:
    """Make a token and show it, this once."""
    _needs_users(user)
    lasting = int(days) if days.isascii() and days.isdigit() else None
    try:
        made = tokens.issue(store.engine, user, name, days=lasting, by=user.name, address=visitor_of(request).address)
    except SettingsError as error:
        return _page(request, store, user, interface_of(request).told(error))
    return _page(request, store, user, token=made)


@router.post("/account/tokens/revoke")
def revoke(request: Request, store: TheStore, user: TheUser, key: Annotated[int, Form(ge=0, lt=2**62)]) -> Response:
    """Revoke a token of one's own."""
    _needs_users(user)
    try:
        tokens.revoke(store.engine, user, key, by=user.name, address=visitor_of(request).address)
    except SettingsError as error:
        raise HTTPException(404) from error
    return RedirectResponse("/account?done=token", 303)


@router.get("/account/{part:path}")
def back(part: str) -> Response:
    """Lead from what a form of the page leads to back to the page, for who changes the language there."""
    del part
    return RedirectResponse("/account", 303)


def _needs_users(user: User) -> None:
    """The one user of a desk without users has no account."""
    if user.key is None:
        raise HTTPException(404)


def _page(request: Request, store: Store, user: User, problem: str | None = None, token: str | None = None) -> Response:
    known = user.key is not None
    made = render(
        request,
        "account.html",
        status=422 if problem else 200,
        user=user,
        problem=problem,
        token=token,
        done=request.query_params.get("done"),
        sessions=sessions.of_user(store.engine, user) if known else [],
        current=visitor_of(request).session,
        tokens=tokens.of_user(store.engine, user) if known else [],
    )
    made.headers["Cache-Control"] = "no-store"
    return made
