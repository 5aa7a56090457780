"""REST: `/api/v1/…`, a file a resource. Answers are `{"items", "total", "next"}`, errors problem+json.

A module of this package with a `router` is a part of the API; nothing else has to name it.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from fastapi import APIRouter


def routers() -> list[APIRouter]:
    """Return the routers of all resources."""
    modules = (import_module(f"{__name__}.{x.name}") for x in iter_modules(__path__))
    return [module.router for module in modules if hasattr(module, "router")]
