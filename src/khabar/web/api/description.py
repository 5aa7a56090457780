"""What OpenAPI says of the API as a whole, beside what the operations say of themselves."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from khabar.web.api.bodies import GivenReport, GivenReports
from khabar.web.api.corrections import GivenCorrection, GivenMerge
from khabar.web.errors import Problem, problem
from khabar.web.security import csrf
from khabar.web.security.roles import Need, need_of
from khabar.web.security.tokens import PREFIX as TOKEN

TAGS = [
    {"name": "reports", "description": "Read a report; keep, list and open those in the store."},
    {"name": "claims", "description": "What reports claim, one by one: statements, proposals, positions, events."},
    {"name": "questions", "description": "Parties, timeline, search and comparison over all reports."},
    {"name": "across reports", "description": "One plan or utterance in many reports, and what contradicts what."},
    {"name": "corrections", "description": "What people say of what was found, and parties that are one."},
    {"name": "jobs", "description": "Many or long reports, read in the background."},
    {"name": "export", "description": "Records in the formats of other tools."},
    {"name": "running", "description": "Whether the desk works, and figures for Prometheus."},
]
SCHEMES: dict[str, dict[str, Any]] = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": f"{TOKEN}…",
        "description": "An API token: its owner makes it on the account page or by `khabar user token`. "
        "It may what its owner may.",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "__Host-khabar",
        "description": "The session of the desk's pages (over plain http the cookie is `khabar-session`). "
        f'What is not GET also bears `{csrf.HEADER}`, the token in the page\'s `<meta name="csrf-token">`.',
    },
}
"""How who asks is known, by name; the array beside a name holds the role that is needed (OpenAPI 3.1)."""
NOBODY = "A desk without users, which answers only its own machine, asks nobody."
_SHAPES: tuple[type[BaseModel], ...] = (Problem, GivenReport, GivenReports, GivenCorrection, GivenMerge)
_NAMED: list[tuple[type[BaseModel], Literal["validation"]]] = [(shape, "validation") for shape in _SHAPES]
"""Shapes that answers and bodies refer to, but no signature does."""


def operation_id(route: APIRoute) -> str:
    """Return the name of an operation: that of its function."""
    return route.name


class DescribedAPI(FastAPI):
    """An application whose OpenAPI also holds who may do what, and the shapes that no signature names."""

    def openapi(self) -> dict[str, Any]:
        """Return the description, which is made once."""
        if self.openapi_schema is None:
            made = super().openapi()
            components = made.setdefault("components", {})
            known = components.setdefault("schemas", {})
            _, named = models_json_schema(_NAMED, ref_template="#/components/schemas/{model}")
            for name, schema in named["$defs"].items():
                known.setdefault(name, schema)
            made["info"]["description"] += f" {NOBODY}"
            components["securitySchemes"] = SCHEMES
            for path, operations in made["paths"].items():
                for method, operation in operations.items():
                    _secure(operation, need_of(method.upper(), path))
        return super().openapi()


def _secure(operation: dict[str, Any], need: Need) -> None:
    """Say of an operation which role it needs, and how it turns away who may not."""
    if need.role is None:
        operation["security"] = []
        return
    operation["security"] = [{name: [need.role]} for name in SCHEMES] + [{}]
    operation["responses"] |= {
        "401": problem("Nobody is signed in, or the token is not valid"),
        "403": problem(f"Who asks lacks the role {need.role}, or a form's token is missing"),
    }
    if need.reads:
        operation["responses"]["429"] = problem("Who asks has too many reports being read already")
