"""Templates, with what each of them needs: the interface, the way to files and pages, data for scripts."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, get_args
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.ext import Extension
from jinja2.runtime import Context
from markupsafe import Markup

from khabar.kinds import (
    Act,
    Aux,
    EntityKind,
    EventType,
    Instrument,
    ProposalKind,
    Purpose,
    StatementKind,
    Status,
    TimeKind,
)
from khabar.web.interface import LANGUAGES, Interface, interface_of
from khabar.web.pieces import PIECES
from khabar.web.security import csrf
from khabar.web.security.visitors import token_of, visitor_of

STATIC = Path(__file__).parent / "static"
THEMES = ("light", "dark")
_YEAR = 365 * 24 * 3600
_UNSAFE = {ord(x): f"\\u{ord(x):04x}" for x in "<>&'\u2028\u2029"}
_FORM = re.compile(r"<form\b(?:\{\{.*?\}\}|\{%.*?%\}|[^>{]|\{)*>", re.DOTALL | re.IGNORECASE)
_POSTED = re.compile(r"""\smethod=["']?post\b""", re.IGNORECASE)
_KINDS: dict[str, Iterable[str]] = {
    "act": Act,
    "proposal_kind": ProposalKind,
    "event_type": EventType,
    "status": Status,
    "entity_kind": EntityKind,
    "statement_kind": StatementKind,
    "time_kind": get_args(TimeKind),
    "aux": get_args(Aux),
    "instrument": get_args(Instrument),
    "purpose": get_args(Purpose),
}


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a page; a language or theme chosen in the address is remembered in a cookie."""
    interface = interface_of(request)
    theme = next((x for x in (request.query_params.get("theme"), request.cookies.get("theme")) if x in THEMES), None)
    page = _environment().get_template(template)
    made = HTMLResponse(
        page.render(
            request=request,
            interface=interface,
            theme=theme,
            themes=THEMES,
            languages=LANGUAGES,
            entries=import_module("khabar.web.pages").entries(),
            visitor=visitor_of(request),
            **values,
        ),
        status,
        {"Vary": "Cookie, Accept-Language", "Content-Language": interface.language},
    )
    for name, chosen in (("language", LANGUAGES), ("theme", THEMES)):
        value = request.query_params.get(name, "")
        if value in chosen:
            made.set_cookie(name, value, max_age=_YEAR, httponly=True, samesite="lax")
    return made


class TokensInForms(Extension):
    """Puts into every form that is posted the field that tells it from a forged one, so that none can lack it."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return a template with the field after the opening of each such form."""
        del name, filename
        return _FORM.sub(lambda found: found[0] + ("{{ csrf_field() }}" if _POSTED.search(found[0]) else ""), source)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("khabar.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[TokensInForms],
    )
    made.globals |= {
        "_": _gettext,
        "ngettext": _ngettext,
        "asset": asset,
        "address": address,
        "choices": _choices,
        "csrf_field": _csrf_field,
        "csrf_token": _csrf_token,
        "here": _here,
        "pieces": PIECES,
    }
    for name in ("label", "number", "share", "day", "day_of_month", "days", "month", "moment", "duration", "list"):
        made.filters[name if name != "list" else "listed"] = _of_interface(name)
    made.filters["script_json"] = script_json
    return made


def _interface(context: Context) -> Interface:
    found: Interface = context["interface"]
    return found


@pass_context
def _gettext(context: Context, text: str, /, **values: Any) -> str:
    return _interface(context).gettext(text, **values)


@pass_context
def _ngettext(context: Context, one: str, many: str, n: int, /, **values: Any) -> str:
    return _interface(context).ngettext(one, many, n, **values)


def _of_interface(name: str) -> Any:
    """A filter that is a method of the reader's interface."""

    @pass_context
    def made(context: Context, value: Any, *arguments: Any) -> Any:
        return getattr(_interface(context), name)(value, *arguments)

    return made


@pass_context
def _choices(context: Context, name: str) -> list[tuple[str, str]]:
    """Values of a field of the record with what they are called; name: act, proposal_kind, status and so on."""
    return [(str(x), _interface(context).label(str(x))) for x in _KINDS[name]]


@pass_context
def _csrf_token(context: Context) -> str:
    """The token of the page's forms, for scripts and htmx."""
    return token_of(context["request"])


@pass_context
def _csrf_field(context: Context) -> Markup:
    """The field of a form that holds it, made once for all forms of a page."""
    request: Request = context["request"]
    made: Markup | None = getattr(request.state, "csrf_field", None)
    if made is None:
        made = Markup('<input type="hidden" name="{}" value="{}">').format(csrf.FIELD, token_of(request))
        request.state.csrf_field = made
    return made


@pass_context
def _here(context: Context, **changed: str) -> str:
    """The address of the page at hand with some of its parameters changed."""
    request: Request = context["request"]
    return address("/" + quote(request.url.path.lstrip("/")), **(dict(request.query_params) | changed))


def address(path: str, **parameters: Any) -> str:
    """Return a path with parameters, those that are None or empty left out."""
    given = {name: value for name, value in parameters.items() if value not in (None, "", [])}
    if len(given) == 1:  # a link to a party, say, of which a page has hundreds
        ((name, value),) = given.items()
        if isinstance(value, str):
            return f"{path}?{_encoded(name, value)}"
    return f"{path}?{urlencode(given, doseq=True)}" if given else path


@lru_cache(maxsize=8192)
def _encoded(name: str, value: str) -> str:
    return urlencode({name: value})


@cache
def asset(name: str) -> str:
    """Return the address of a file under static, with a version that changes when the file does."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()
    return f"/static/{name}?v={digest[:10]}"


def script_json(data: Any) -> Markup:
    """Return data as JSON for `<script type="application/json">`: no character in it can end the element."""
    return Markup(json.dumps(data, ensure_ascii=False, default=str).translate(_UNSAFE))
