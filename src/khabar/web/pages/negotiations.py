"""Plans that several reports tell of: the list of them, and the course of one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response
from pydantic import Field

from khabar.store import Store, Thread
from khabar.web.asking import Question
from khabar.web.courses import SHAPES, axis, graph_of_ties, groups, lanes, names, shape, terms
from khabar.web.desk import TheStore
from khabar.web.interface import Interface, TheInterface, message
from khabar.web.pages import Entry
from khabar.web.rendering import render
from khabar.web.wording import Worded, gloss

ENTRY = Entry(20, "/negotiations", message("Negotiations"))
router = APIRouter(include_in_schema=False)
_LINES = 20


class Plans(Question):
    """The filters of the list of plans; fewest: told in at least so many reports."""

    fewest: Annotated[int, Field(ge=1, le=1000)] = 2


@router.get("/negotiations")
def negotiations(
    request: Request, store: TheStore, interface: TheInterface, question: Annotated[Plans, Query()]
) -> Response:
    """List plans that pass the filters, those in most reports first."""
    limit = question.limit or _LINES
    page = store.threads(limit=limit, offset=question.offset, fewest=question.fewest, **question.asked())
    return render(
        request, "negotiations.html", question=question, page=page, limit=limit, plans=names_of(store, page, interface)
    )


@router.get("/negotiations/{ident}")
def negotiation(request: Request, store: TheStore, interface: TheInterface, ident: str) -> Response:
    """Show the course of one plan."""
    course = store.course(ident)
    if course is None:
        raise HTTPException(404)
    made = groups(course)
    mirrored = interface.direction == "rtl"
    along = axis(course, made, mirrored=mirrored)
    return render(
        request,
        "negotiation.html",
        course=course,
        thread=course.thread,
        plan=names_of(store, [course.thread], interface)[course.thread.id],
        terms=terms(course.opened, interface),
        groups=made,
        moved=[group for group in made if group.before],
        axis=along,
        lanes=lanes(made, along) if along else [],
        graph=graph_of_ties(course.ties, mirrored=mirrored),
        shape=shape,
        shapes=SHAPES,
        gloss=partial(gloss, interface=interface, names=names(course.opened)),
        worded=lambda found: Worded(found.context, interface),
    )


def names_of(store: Store, threads: Iterable[Thread], interface: Interface) -> dict[str, str]:
    """Return plans by thread in a phrase of the reader's language, each by the telling that gives it its label."""
    telling = {x.id: next(told.id for told in x.members if told.words == x.label) for x in threads}
    found = store.claims(telling.values())
    return {
        thread: Worded(found[ident].context, interface).proposal(found[ident].claim) if ident in found else ""
        for thread, ident in telling.items()
    }
