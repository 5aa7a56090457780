"""All reports in the store, and the way from a claim to the report it stands in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response

from khabar.web.asking import Question
from khabar.web.desk import TheDesk, TheStore
from khabar.web.interface import message
from khabar.web.pages import Entry
from khabar.web.rendering import render

ENTRY = Entry(10, "/reports", message("Reports"))
router = APIRouter(include_in_schema=False)


class Listed(Question):
    """The filters of the list; added: those added last first."""

    added: bool = False


@router.get("/reports")
def reports(request: Request, desk: TheDesk, store: TheStore, question: Annotated[Listed, Query()]) -> Response:
    """Show the reports that pass the filters, newest first."""
    limit = question.limit or desk.page_size
    page = store.reports(limit=limit, offset=question.offset, added=question.added, **question.asked())
    beginnings = store.beginnings([line.id for line in page])
    return render(request, "reports.html", question=question, page=page, limit=limit, beginnings=beginnings)


@router.get("/claims/{ident}")
def claim(store: TheStore, ident: str) -> Response:
    """Lead to a claim, entity, place or time in its report."""
    report = store.report_of(ident)
    if report is None:
        raise HTTPException(404)
    return RedirectResponse(f"/reports/{report.id}#c-{ident}", 303)
