"""Who works at the desk, by the name that corrections are signed with."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

LOCAL = "local"
"""The one who works at a desk without users."""


def _name() -> str:
    return LOCAL


TheName = Annotated[str, Depends(_name)]
"""The name of who asks, as a parameter of an endpoint."""
