"""Passwords: argon2id, no two of them checked faster than this machine bears."""

from __future__ import annotations

import secrets
import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from khabar.errors import SettingsError, saying

SHORTEST = 12
LONGEST = 200
"""Of a password, in characters."""
HASHER = PasswordHasher()
_AT_ONCE = threading.Semaphore(2)
"""A check takes 64 MiB and a tenth of a second: a flood of sign-ins must not take the machine."""


def hashed(password: str, name: str) -> str:
    """Return what is kept of a password; raise `SettingsError` for one that is too short, too long or the name."""
    password = _normal(password)
    if len(password) < SHORTEST:
        raise SettingsError(
            saying("the password is too short: %(n)s characters or more (a few words do well)"), n=SHORTEST
        )
    if len(password) > LONGEST:
        raise SettingsError(saying("the password is too long: %(n)s characters at most"), n=LONGEST)
    if password.casefold() == _normal(name).casefold() or len(set(password)) < 4:
        raise SettingsError(saying("the password is too easy to guess"))
    with _AT_ONCE:
        return HASHER.hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Whether a password is the one that is kept; takes as long where none is kept, for a user there is not."""
    with _AT_ONCE:
        try:
            right = HASHER.verify(kept or _nobodys(), _normal(password)[: LONGEST + 1])
        except (Argon2Error, InvalidHashError):
            return False
    return right and kept is not None


@cache
def _nobodys() -> str:
    return HASHER.hash(secrets.token_urlsafe())


def _normal(text: str) -> str:
    """One spelling, however a keyboard composes its letters."""
    return unicodedata.normalize("NFC", text)
