"""Jobs: many or long reports, read in the background; a stop of the desk loses none of them."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from pydantic import BaseModel

from khabar.errors import KhabarError
from khabar.record import Report
from khabar.store import Store
from khabar.web import jobs
from khabar.web.api.bodies import GivenReports, TheBody, request_body
from khabar.web.api.shapes import PREFIX, Wrong, sent
from khabar.web.desk import ThePool, TheStore, TheUser
from khabar.web.errors import BODY_PROBLEMS, NOT_FOUND, PROBLEMS
from khabar.web.security.users import User

router = APIRouter(prefix=PREFIX, tags=["jobs"], responses=PROBLEMS)
_ACCEPTED, _CONFLICT, _UNPROCESSABLE = 202, 409, 422
_CANCELLED: dict[int | str, dict[str, Any]] = {409: PROBLEMS[422] | {"description": "It is done already"}}


class JobOf(BaseModel):
    """How a job stands: how many of its reports are read, and when it is done what became of them.

    refused: what was sent that is no report; it is told once, in the answer to who sends it. reports: ids, the first
    hundred of those that were read.
    """

    id: str
    state: Literal["waiting", "reading", "done", "failed", "cancelled"]
    total: int
    done: int
    added_at: dt.datetime
    ended_at: dt.datetime | None
    new: int = 0
    replaced: int = 0
    known: int = 0
    failed: int = 0
    reports: list[str] = []
    failures: list[Wrong] = []
    refused: list[str] = []

    @classmethod
    def of(cls, job: jobs.Job, refused: list[str] | None = None) -> JobOf:
        """Return a job so."""
        return cls(
            id=job.id,
            state=job.state,
            total=job.total,
            done=job.done,
            added_at=job.added_at,
            ended_at=job.ended_at,
            reports=job.reports,
            failures=[Wrong(where=x.where, why=x.why) for x in job.failures],
            refused=refused or [],
            **job.told,
        )


@router.post(
    "/jobs",
    response_model=JobOf,
    status_code=_ACCEPTED,
    responses=BODY_PROBLEMS,
    openapi_extra=request_body(GivenReports),
)
def start_job(request: Request, store: TheStore, pool: ThePool, who: TheUser, body: TheBody) -> Response:
    """Have several reports, or files of them, read and kept in the background; Location is where to ask how it goes."""
    items = body.items()
    reports = [x for x in items if isinstance(x, Report)]
    refused = [str(x) for x in items if isinstance(x, KhabarError)]
    if not reports:
        raise HTTPException(_UNPROCESSABLE, "; ".join(refused[:3]) or "there is no report in it")
    job = _job(store, who, pool.start(store, reports, who.name))
    return sent(request, JobOf.of(job, refused), _ACCEPTED, {"Location": f"{PREFIX}/jobs/{job.id}"})


@router.get("/jobs/{id}", response_model=JobOf, responses=NOT_FOUND)
def job_progress(request: Request, store: TheStore, who: TheUser, id: str) -> Response:
    """How a job stands; it can be asked for a week after its end, by who started it and by admins."""
    return sent(request, JobOf.of(_job(store, who, id)))


@router.delete("/jobs/{id}", response_model=JobOf, responses=NOT_FOUND | _CANCELLED)
def cancel_job(request: Request, store: TheStore, who: TheUser, id: str) -> Response:
    """Stop reading what of a job is not read yet; what was read stays in the store."""
    job = _job(store, who, id)
    if not jobs.cancel(store.engine, job.id):
        raise HTTPException(_CONFLICT, f"job {job.id} is {job.state} already")
    return sent(request, JobOf.of(_job(store, who, id)))


def _job(store: Store, who: User, id: str) -> jobs.Job:
    """A job that who asks may see; others are as good as none."""
    job = jobs.job(store.engine, id)
    if job is None or (job.who != who.name and not who.may("admin")):
        raise HTTPException(404, f"there is no job {id}")
    return job
