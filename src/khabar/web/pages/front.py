"""The first page: a report goes in, its record comes out."""

from __future__ import annotations

import datetime as dt
from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from khabar.errors import KhabarError, UnreadableError
from khabar.record import Report
from khabar.sources import FORMATS, load, report_of_text
from khabar.store import Store
from khabar.web.desk import ThePool, TheStore
from khabar.web.interface import TheInterface, message
from khabar.web.pages import Entry
from khabar.web.rendering import address, render

ENTRY = Entry(0, "/", message("Read"))
router = APIRouter(include_in_schema=False)
_NEWEST = 8


class Given(BaseModel):
    """What the form holds: a text or a file, and what is known of it."""

    text: str = ""
    published: str = ""
    title: Annotated[str, Field(max_length=500)] = ""
    outlet: Annotated[str, Field(max_length=300)] = ""
    file: UploadFile | None = None


NOTHING = Given()


@router.get("/")
def front(request: Request, store: TheStore) -> Response:
    """Show the form, and what was added last."""
    return _page(request, store)


@router.post("/reports")
def add(
    request: Request,
    store: TheStore,
    pool: ThePool,
    say: TheInterface,
    given: Annotated[Given, Form()],
) -> Response:
    """Read what was pasted or uploaded, keep it, and lead to its record."""
    try:
        reports = _reports(given)
    except KhabarError as error:
        return _page(request, store, problem=str(error), given=given)
    if not reports:
        wanted = say.gettext("There is nothing to read: paste a report, or choose a file.")
        return _page(request, store, problem=wanted, given=given)
    told = {name: value for name, value in (("title", given.title.strip()), ("outlet", given.outlet.strip())) if value}
    reports = [report.model_copy(update=told) for report in reports]
    summary = pool.add(store, reports)
    if summary.failures:
        return _page(request, store, problem="; ".join(x.why for x in summary.failures[:3]), given=given)
    onward = f"/reports/{reports[0].id}" if len(reports) == 1 else address("/reports", added="1")
    if "hx-request" in request.headers:
        return Response(status_code=204, headers={"HX-Redirect": onward})
    return RedirectResponse(onward, 303)


def _reports(given: Given) -> list[Report]:
    """The reports that were given: the file where there is one, else the text."""
    text, file, published = given.text, given.file, given.published
    day = dt.date.fromisoformat(published) if _is_day(published) else published.strip() or None
    if file is not None and file.filename:
        held = file.file.read()
        if not held:
            wrong = f"{file.filename} is empty"
            raise UnreadableError(wrong)
        return load(held, published=day, format=FORMATS.get(PurePath(file.filename).suffix.lower()))
    return [report_of_text(text.replace("\r\n", "\n"), published=day)] if text.strip() else []


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _page(request: Request, store: Store, problem: str | None = None, given: Given = NOTHING) -> Response:
    newest = store.reports(limit=_NEWEST, added=True)
    return render(
        request,
        "front.html",
        status=422 if problem else 200,
        problem=problem,
        given=given,
        newest=newest,
        beginnings=store.beginnings([report.id for report in newest]),
        number=len(store),
    )
