"""Claims that the reading is least sure of and nobody has looked at, one at a time."""

from __future__ import annotations

from typing import Annotated, Any, cast

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from khabar.errors import KhabarError
from khabar.record import Event, Proposal, Record, Statement
from khabar.store import Asked, Found
from khabar.store.reviewing import KINDS, Kind
from khabar.web.asking import Question
from khabar.web.correcting import objects_of
from khabar.web.desk import TheStore, TheUser
from khabar.web.interface import TheInterface, message
from khabar.web.marking import Paragraph, paragraphs
from khabar.web.pages import Entry
from khabar.web.pages.correcting import TheForm, keep, work
from khabar.web.rendering import render
from khabar.web.wording import Worded

ENTRY = Entry(90, "/queue", message("Queue"))
router = APIRouter(include_in_schema=False)
_SHARED = ("party", "outlet", "since", "until", "report", "place", "km")
_DECIDED = 6
BOUNDS = (0.3, 0.5, 0.7, 0.9, 1.0)
"""How sure the reading may be of what is shown."""


class Queued(Question):
    """Which claims: of one kind or all, and how sure the reading may be of them; offset: how many were skipped."""

    kind: Kind | None = None
    below: Annotated[float, Field(gt=0, le=1)] = 0.7

    def shared(self) -> Asked:
        """Return the filters that all kinds of claims know."""
        return cast("Asked", {name: value for name, value in self.asked().items() if name in _SHARED})

    def kinds(self) -> tuple[Kind, ...]:
        """Return the kinds of claims that are wanted."""
        return KINDS if self.kind is None else (self.kind,)


@router.get("/queue")
def queue(request: Request, store: TheStore, interface: TheInterface, question: Annotated[Queued, Query()]) -> Response:
    """Show the next claim to look at."""
    asked: dict[str, Any] = {"kinds": question.kinds(), "below": question.below, **question.shared()}
    page = store.unreviewed(limit=1, offset=question.offset, **asked)
    found = page[0] if page else None
    decided = store.corrections(newest=_DECIDED)
    return render(
        request,
        "queue.html",
        question=question,
        found=found,
        more=page.more,
        left=store.count_unreviewed(**asked),
        bounds=BOUNDS,
        worded=Worded(found.context, interface) if found else None,
        around=_around(found) if found else [],
        decided=decided,
        texts=store.texts([one.report for one in decided]),
        beginning=store.beginnings([found.report.id])[found.report.id] if found else "",
    )


@router.post("/queue")
def decide(
    request: Request,
    store: TheStore,
    interface: TheInterface,
    user: TheUser,
    form: TheForm,
    *,
    question: Annotated[Queued, Query()],
) -> Response:
    """Keep what was decided of a claim, and show the next."""
    record = store.get(str(form.get("report", "")))
    if not isinstance(record, Record):
        raise HTTPException(404)
    claim = str(form.get("object", ""))
    try:
        keep(store, record, form, user.name, interface)
    except KhabarError as error:
        problem = interface.told(error)
        if claim not in objects_of(record):
            raise
        return work(request, interface, record, claim, problem=problem, given=form, to=question.at("/queue"))
    if "hx-request" in request.headers:
        return queue(request, store, interface, question)
    return RedirectResponse(question.at("/queue"), 303)


def _around(found: Found[Statement | Proposal | Event]) -> list[Paragraph | None]:
    """The paragraphs that a claim's words stand in, with those beside them; None where others are left out."""
    claim, context = found.claim, found.context
    name = {Statement: "statements", Proposal: "proposals", Event: "events"}[type(claim)]
    others = [x for x in getattr(context, name) if x.id != claim.id]
    marked = paragraphs(context.model_copy(update={name: (*others, claim)}))
    at = [n for n, one in enumerate(marked) if any(claim.id in piece.ids for piece in one.pieces)]
    kept = sorted({n + by for n in at for by in (-2, -1, 0, 1, 2) if 0 <= n + by < len(marked)})
    made: list[Paragraph | None] = []
    for before, n in zip([-1, *kept], kept, strict=False):
        made += [None, marked[n]] if n > before + 1 else [marked[n]]
    return [*made, None] if kept and kept[-1] < len(marked) - 1 else made
