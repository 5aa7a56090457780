"""Pages, a file each. A module of this package with a `router` is part of the desk; nothing else has to name it.

A page that stands in the navigation has an `ENTRY` too.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import NamedTuple

from fastapi import APIRouter


class Entry(NamedTuple):
    """A page's place in the navigation, its path and its name (marked with `message`)."""

    order: int
    path: str
    name: str


def routers() -> list[APIRouter]:
    """Return the routers of all pages."""
    return [module.router for module in _modules() if hasattr(module, "router")]


@cache
def entries() -> list[Entry]:
    """Return the navigation, in order."""
    return sorted(module.ENTRY for module in _modules() if hasattr(module, "ENTRY"))


def _modules() -> list[ModuleType]:
    return [import_module(f"{__name__}.{x.name}") for x in iter_modules(__path__)]
