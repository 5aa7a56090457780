"""Against requests that another site has a reader's browser make: a token in every form, and where the request is from.

The token is made from what only the session's cookie holds (or, without users, from a secret of this run of the desk),
masked anew on every page so that compressing the page tells nothing of it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from urllib.parse import urlsplit

from starlette.datastructures import Headers

FIELD = "csrf"
HEADER = "x-csrf-token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
"""Methods that change nothing."""


def secret_of(held: str) -> bytes:
    """Return the 32 bytes that the tokens of who holds a cookie are made from."""
    return hmac.new(held.encode("utf-8", "replace"), b"khabar csrf", hashlib.sha256).digest()


def masked(secret: bytes) -> str:
    """Return a token for a page."""
    mask = secrets.token_bytes(len(secret))
    return urlsafe_b64encode(mask + _xor(mask, secret)).decode()


def fits(token: str, secret: bytes) -> bool:
    """Whether a token was made from a secret."""
    try:
        held = urlsafe_b64decode(token.encode("ascii"))
    except ValueError:
        return False
    half = len(secret)
    return len(held) == 2 * half and hmac.compare_digest(_xor(held[:half], held[half:]), secret)


def from_elsewhere(headers: Headers) -> bool:
    """Whether a browser says that a request comes from another site's page."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and _host(origin) != headers.get("host", "").lower()


def of_a_browser(headers: Headers) -> bool:
    """Whether a page in a browser made a request, and not a program: browsers say where an unsafe one comes from."""
    return any(name in headers for name in ("origin", "sec-fetch-site", "referer"))


def _host(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
