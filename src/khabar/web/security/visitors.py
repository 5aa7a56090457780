"""Who asks: what the guard found out about a request, for who answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from starlette.requests import Request

from khabar.web.interface import Interface, interface_of
from khabar.web.security import csrf
from khabar.web.security.users import User

Way = Literal["session", "token", "local"]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks, and how that is known.

    user: None for somebody who has not signed in. way: by a session, by a token, or because the desk has no users.
    secret: what the tokens of forms are made from; None for a program, which has no forms. session: its id.
    visit: the value of a cookie to be set with the form to sign in.
    """

    interface: Interface
    user: User | None = None
    way: Way | None = None
    secret: bytes | None = None
    session: str | None = None
    visit: str | None = None
    address: str = ""

    def say(self, text: str, **values: Any) -> str:
        """Return a text in the visitor's language."""
        return self.interface.gettext(text, **values)


def visitor_of(request: Request) -> Visitor:
    """Return who asks; nobody where the guard has not looked yet."""
    found = getattr(request.state, "visitor", None)
    return found if isinstance(found, Visitor) else Visitor(interface_of(request))


def token_of(request: Request) -> str:
    """Return the token for the forms of a page; none where there is nothing to make it from."""
    secret = visitor_of(request).secret
    return "" if secret is None else csrf.masked(secret)
