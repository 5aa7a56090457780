"""The API for people: every operation of its OpenAPI description, made on the server, so that nothing comes from elsewhere.

What operations say of themselves is in English, as the reference is.
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from khabar.web.api.outline import operations, shapes
from khabar.web.interface import message
from khabar.web.rendering import render

router = APIRouter(include_in_schema=False)
TAGS = {
    "reports": message("Reports"),
    "claims": message("Claims"),
    "questions": message("Questions over all reports"),
    "across reports": message("Across reports"),
    "corrections": message("Corrections"),
    "jobs": message("Reading in the background"),
    "export": message("Export"),
    "running": message("How the desk runs"),
}
"""What the parts of the API are called on the page."""


@router.get("/api/docs")
def docs(request: Request) -> Response:
    """Show every operation of the API: what it needs, takes and answers."""
    described: dict[str, Any] = request.app.openapi()
    parts = [
        (TAGS[tag["name"]], tag["description"], list(operations(described, tag["name"]))) for tag in described["tags"]
    ]
    return render(
        request,
        "docs.html",
        parts=parts,
        shapes=shapes(described),
        known=described["components"]["schemas"].keys(),
        described_at=request.app.openapi_url,
    )
