"""The first page: a report goes in, its record comes out."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query, Request, UploadFile
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from khabar.errors import KhabarError
from khabar.record import Report
from khabar.sources import report_of_text
from khabar.store import Store
from khabar.web import jobs
from khabar.web.desk import ThePool, TheStore, TheUser
from khabar.web.interface import TheInterface, message
from khabar.web.pages import Entry
from khabar.web.rendering import address, render
from khabar.web.uploads import read_upload

ENTRY = Entry(0, "/", message("Read"))
router = APIRouter(include_in_schema=False)
_NEWEST = 8
_JOBS = 5
_LONG = 60_000
"""In characters: a longer text takes more than a moment."""
_NAME = 100
_TOLD = 3
_MOST_REFUSED = 50


class Given(BaseModel):
    """What the form holds: a text or a file, and what is known of it."""

    text: str = ""
    published: str = ""
    title: Annotated[str, Field(max_length=500)] = ""
    outlet: Annotated[str, Field(max_length=300)] = ""
    file: list[UploadFile] = []


NOTHING = Given()


@router.get("/")
def front(request: Request, store: TheStore, user: TheUser) -> Response:
    """Show the form, and what was added last."""
    return _page(request, store, user.name)


@router.post("/reports")
def add(
    request: Request,
    store: TheStore,
    pool: ThePool,
    user: TheUser,
    *,
    say: TheInterface,
    given: Annotated[Given, Form()],
) -> Response:
    """Read what was pasted or uploaded, keep it, and lead to its record; much is read in the background."""
    try:
        reports, refused = _reports(given)
    except KhabarError as error:
        return _page(request, store, user.name, problem=say.told(error), given=given)
    if not reports and refused:
        problem = "; ".join(say.told(why) for _, why in refused[:_TOLD])
        return _page(request, store, user.name, problem=problem, given=given)
    if not reports:
        wanted = say.gettext("There is nothing to read: paste a report, or choose a file.")
        return _page(request, store, user.name, problem=wanted, given=given)
    told = {name: value for name, value in (("title", given.title.strip()), ("outlet", given.outlet.strip())) if value}
    reports = [report.model_copy(update=told) for report in reports]
    if len(reports) > 1 or len(reports[0].text) > _LONG:
        onward = address(
            f"/jobs/{pool.start(store, reports, user.name)}",
            refused=list(dict.fromkeys(name[:_NAME] for name, _ in refused))[:_MOST_REFUSED],
        )
    else:
        summary = pool.add(store, reports, user.name)
        if summary.failures:
            problem = "; ".join(say.heard(x.why) for x in summary.failures[:_TOLD])
            return _page(request, store, user.name, problem=problem, given=given)
        onward = f"/reports/{reports[0].id}"
    if "hx-request" in request.headers:
        return Response(status_code=204, headers={"HX-Redirect": onward})
    return RedirectResponse(onward, 303)


@router.get("/jobs/{ident}")
def job(
    request: Request,
    store: TheStore,
    ident: str,
    refused: Annotated[list[str] | None, Query(max_length=_MOST_REFUSED)] = None,
) -> Response:
    """Show how far the reading of several or long reports has come."""
    found = jobs.job(store.engine, ident)
    if found is None:
        raise HTTPException(404)
    lines = [line for x in found.reports if (line := store.report_of(x))]
    beginnings = store.beginnings([line.id for line in lines])
    return render(request, "job.html", job=found, lines=lines, beginnings=beginnings, refused=refused or [])


def _reports(given: Given) -> tuple[list[Report], list[tuple[str, KhabarError]]]:
    """The reports that were given, of files where there are any, else the text; and files refused, with why."""
    text, published = given.text, given.published
    day = dt.date.fromisoformat(published) if _is_day(published) else published.strip() or None
    reports: list[Report] = []
    refused: list[tuple[str, KhabarError]] = []
    for file in given.file:
        if not file.filename:
            continue
        for item in read_upload(file.filename[:_NAME], file.file.read(), published=day):
            if isinstance(item, KhabarError):
                refused.append((file.filename, item))
            else:
                reports.append(item)
    if not reports and not refused and text.strip():
        reports.append(report_of_text(text.replace("\r\n", "\n"), published=day))
    return reports, refused


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _page(request: Request, store: Store, who: str, *, problem: str | None = None, given: Given = NOTHING) -> Response:
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
        jobs=[one for one in jobs.newest(store.engine, who, _JOBS) if one.total > 1 or one.state != "done"],
    )
