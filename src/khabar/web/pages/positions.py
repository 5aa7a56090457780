"""Parties against plans: where each stood last, by which words; and every position as a line."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from khabar.web.asking import Question
from khabar.web.courses import shape
from khabar.web.desk import TheStore
from khabar.web.interface import TheInterface, message
from khabar.web.pages import Entry
from khabar.web.rendering import address, render
from khabar.web.wording import Worded, gloss

ENTRY = Entry(30, "/positions", message("Positions"))
router = APIRouter(include_in_schema=False)
_ROWS, _COLUMNS, _LINES = 20, 10, 25


class Stands(Question):
    """The filters of positions. around: a plan; only what its reports tell. rows, columns: parties, plans left out.

    order: of parties; by: a plan whose stances order them first. plans: their order.
    """

    around: Annotated[str | None, Field(max_length=50)] = None
    rows: Annotated[int, Field(ge=0, lt=2**31)] = 0
    columns: Annotated[int, Field(ge=0, lt=2**31)] = 0
    order: Literal["activity", "newest", "name"] = "activity"
    plans: Literal["parties", "newest"] = "parties"
    by: Annotated[str | None, Field(max_length=50)] = None

    def to(self, **changed: object) -> str:
        """Return the address of the page with some fields changed, from the first line on."""
        given = {name: x for name, x in self.given().items() if name != "offset"}
        return address("/positions", **(given | changed))


@router.get("/positions")
def positions(
    request: Request, store: TheStore, interface: TheInterface, question: Annotated[Stands, Query()]
) -> Response:
    """Show who stands where on which plan."""
    limit = question.limit or _LINES
    asked, around = question.asked(), question.around
    matrix = store.matrix(
        limit=_ROWS,
        offset=question.rows,
        plans=_COLUMNS,
        plans_after=question.columns,
        around=around,
        order="name_en" if question.order == "name" and interface.language == "en" else question.order,
        plan_order=question.plans,
        by=question.by,
        **asked,
    )
    found = store.claims(plan.proposal for plan in matrix.plans)
    plans = {
        plan.thread: Worded(found[plan.proposal].context, interface).proposal(found[plan.proposal].claim)
        for plan in matrix.plans
        if plan.proposal in found
    }
    course = store.threads_by_id([around]) if around else []
    page = store.steps(limit=limit, offset=question.offset, around=around, **asked)
    steps = [*(cell.last for cell in matrix.cells.values()), *page]
    parties = {*matrix.parties, *(step.party for step in page)}
    return render(
        request,
        "positions.html",
        question=question,
        matrix=matrix,
        plans=plans,
        story=course[0] if course else None,
        page=page,
        beginnings=store.beginnings(list({step.report.id for step in steps if not step.report.title})),
        limit=limit,
        shape=shape,
        gloss=partial(gloss, interface=interface, names={x.name: x.name_en for x in parties if x.name_en}),
        row_count=_ROWS,
        column_count=_COLUMNS,
    )
