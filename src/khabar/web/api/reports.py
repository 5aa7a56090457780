"""Reports: read one, keep one, list them, and what belongs to each."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import PlainTextResponse, Response
from pydantic import BaseModel

from khabar.export.writing import record_json
from khabar.record import Record
from khabar.store import ReportLine, Store
from khabar.web.api.bodies import GivenReport, TheBody, request_body, short
from khabar.web.api.questions import OfReports
from khabar.web.api.shapes import JSON, LINES, PREFIX, Answer, ReportOf, Wrong, answer, sent, with_etag
from khabar.web.desk import ThePool, TheStore, TheUser
from khabar.web.errors import BODY_PROBLEMS, NOT_FOUND, PROBLEMS

router = APIRouter(prefix=PREFIX, tags=["reports"], responses=PROBLEMS)
_CREATED, _UNPROCESSABLE = 201, 422


class Kept(BaseModel):
    """What became of the reports that were sent."""

    new: int
    replaced: int
    known: int
    reports: list[ReportOf]
    failures: list[Wrong]


class Appearance(BaseModel):
    """Where a report was met."""

    uri: str
    outlet: str
    agency: str
    title: str


@router.post(
    "/read",
    response_model=Record,
    responses=BODY_PROBLEMS,
    openapi_extra=request_body(GivenReport),
)
def read(pool: ThePool, body: TheBody) -> Response:
    """Read a report, or a file that holds one, and return its record; nothing is kept.

    A report too long to wait for is refused (413): send it as a job.
    """
    reports = short(body.reports())
    if len(reports) != 1:
        told = f"the file holds {len(reports)} reports; this reads one: POST several to {PREFIX}/reports"
        raise HTTPException(_UNPROCESSABLE, told)
    return Response(record_json(pool.read(reports[0])), media_type=JSON)


@router.post(
    "/reports",
    response_model=Kept,
    status_code=200,
    responses={
        **BODY_PROBLEMS,
        200: {"description": "All of them were there already"},
        201: {"model": Kept, "description": "Kept; Location is the first of them"},
    },
    openapi_extra=request_body(GivenReport),
)
def add_reports(request: Request, store: TheStore, pool: ThePool, who: TheUser, body: TheBody) -> Response:
    """Read a report, or the reports of files, and keep the records; 201 if one of them was not there, else 200.

    Sending the same text with the same day again keeps it once, and notes where it was met.
    """
    reports = short(body.reports())
    summary = pool.add(store, reports, who.name)
    lines = _lines(store, dict.fromkeys(report.id for report in reports))
    if not lines:
        raise HTTPException(_UNPROCESSABLE, "; ".join(x.why for x in summary.failures[:3]) or "nothing was kept")
    kept = Kept(
        new=summary.new,
        replaced=summary.replaced,
        known=summary.known,
        reports=[ReportOf.of(line) for line in lines],
        failures=[Wrong(where=x.where, why=x.why) for x in summary.failures],
    )
    place = {"Location": f"{PREFIX}/reports/{lines[0].id}"}
    return sent(request, kept, _CREATED if summary.new else 200, place)


@router.get("/reports", response_model=Answer[ReportOf])
def list_reports(request: Request, store: TheStore, question: Annotated[OfReports, Query()]) -> Response:
    """The reports in the store, newest first by day of publication, or with `added` those added last first."""
    page = store.reports(
        limit=question.limit or LINES, offset=question.offset, added=question.added, **question.asked()
    )
    return sent(request, answer("/reports", question, page, ReportOf.of))


@router.get("/reports/{id}", response_model=Record, responses=NOT_FOUND)
@router.head("/reports/{id}", include_in_schema=False)
def report_record(request: Request, store: TheStore, id: str, *, corrected: bool = True) -> Response:
    """The record of a report, as people corrected it; with `corrected=false` as the machine read it."""
    _line(store, id)
    record = store.get(id) if corrected else store.uncorrected(id)
    if not isinstance(record, Record):
        raise _missing(id)
    return with_etag(request, Response(record_json(record), media_type=JSON))


@router.get("/reports/{id}/text", response_class=PlainTextResponse, responses=NOT_FOUND)
@router.head("/reports/{id}/text", include_in_schema=False)
def report_text(request: Request, store: TheStore, id: str) -> Response:
    """The text of a report exactly as it was read, which the offsets of its record count in code points."""
    record = store.get(id) if id.startswith("r-") else None
    if not isinstance(record, Record):
        raise _missing(id)
    return with_etag(request, PlainTextResponse(record.source.text.encode("utf-8", "replace")))


@router.get("/reports/{id}/duplicates", response_model=Answer[ReportOf], responses=NOT_FOUND)
def report_duplicates(request: Request, store: TheStore, id: str) -> Response:
    """Its near-duplicates: the same wire in other outlets, or edited."""
    found = [ReportOf.of(x) for x in store.duplicates(_line(store, id).id)]
    return sent(request, Answer[ReportOf](items=found, total=len(found)))


@router.get("/reports/{id}/appearances", response_model=Answer[Appearance], responses=NOT_FOUND)
def report_appearances(request: Request, store: TheStore, id: str) -> Response:
    """Where it was met: address, outlet, agency and title of each place."""
    found = [Appearance.model_validate(x) for x in store.appearances(_line(store, id).id)]
    return sent(request, Answer[Appearance](items=found, total=len(found)))


def _missing(id: str) -> HTTPException:
    return HTTPException(404, f"the store has no report {id}")


def _line(store: Store, id: str) -> ReportLine:
    """The line of a report, by its id alone: the id of something in it is another thing."""
    line = store.report_of(id) if id.startswith("r-") else None
    if line is None:
        raise _missing(id)
    return line


def _lines(store: Store, ids: dict[str, None]) -> list[ReportLine]:
    found = (store.report_of(ident) for ident in ids)
    return [line for line in found if line is not None]
