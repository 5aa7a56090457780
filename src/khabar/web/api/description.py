"""What OpenAPI says of the API as a whole, beside what the operations say of themselves."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from khabar.web.api.bodies import GivenReport, GivenReports
from khabar.web.api.corrections import GivenCorrection, GivenMerge
from khabar.web.errors import Problem

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
_SHAPES: tuple[type[BaseModel], ...] = (Problem, GivenReport, GivenReports, GivenCorrection, GivenMerge)
_NAMED: list[tuple[type[BaseModel], Literal["validation"]]] = [(shape, "validation") for shape in _SHAPES]
"""Shapes that answers and bodies refer to, but no signature does."""


def operation_id(route: APIRoute) -> str:
    """Return the name of an operation: that of its function."""
    return route.name


class DescribedAPI(FastAPI):
    """An application whose OpenAPI also holds the shapes that no signature names."""

    def openapi(self) -> dict[str, Any]:
        """Return the description, which is made once."""
        if self.openapi_schema is None:
            made = super().openapi()
            known = made.setdefault("components", {}).setdefault("schemas", {})
            _, named = models_json_schema(_NAMED, ref_template="#/components/schemas/{model}")
            for name, schema in named["$defs"].items():
                known.setdefault(name, schema)
        return super().openapi()
