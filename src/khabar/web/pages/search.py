"""Search: reports that hold words, with the words where they stand, and counts to narrow them by."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from khabar.errors import StoreError
from khabar.kinds import Act, EventType, ProposalKind
from khabar.store import Hit, Page
from khabar.store.searching import Facets
from khabar.web.asking import Question
from khabar.web.desk import TheStore
from khabar.web.interface import Interface, TheInterface, message
from khabar.web.keeping import TheKept
from khabar.web.pages import Entry
from khabar.web.rendering import render

ENTRY = Entry(70, "/search", message("Search"))
router = APIRouter(include_in_schema=False)

LINES = 20
MOST = 12
"""Outlets, months and kinds that are offered to narrow by."""
_FILTERS = ("party", "place", "km", "since", "until", "outlet")
_GROUPS = {
    "act": (message("What was done by words"), Act),
    "event": (message("Events"), EventType),
    "proposal": (message("Proposals"), ProposalKind),
}


class Asking(Question):
    """What is searched for; holding: a kind of claim in the reports, as "act:reject"; newest: not the most telling first."""

    q: Annotated[str, Field(max_length=500, description='Words in any spelling, "a phrase", word*, -word.')] = ""
    holding: Annotated[str | None, Field(max_length=50, description="A kind of claim, as act:reject.")] = None
    newest: bool = False

    def without_claims(self) -> Any:
        """The filters of a search: those of reports."""
        return {name: value for name, value in self.asked().items() if name in _FILTERS}

    def to(self, **changed: Any) -> str:
        """The address of this search with something changed, from its beginning."""
        return self.model_copy(update=changed | {"offset": 0}).at("/search")


@router.get("/search")
def search(
    request: Request, store: TheStore, kept: TheKept, interface: TheInterface, question: Annotated[Asking, Query()]
) -> Response:
    """Show the reports that hold the words, and what they are."""
    limit = question.limit or LINES
    asked = question.without_claims()
    page: Page[Hit] = Page(())
    counts, problem = Facets(0), None
    searched = bool(question.q.strip() or asked or question.holding)
    if searched:
        try:
            page = store.search(
                question.q,
                limit=limit,
                offset=question.offset,
                newest=question.newest,
                holding=question.holding,
                **asked,
            )
            counts = kept(
                "facets",
                asked | {"q": question.q, "holding": question.holding},
                lambda: store.facets(question.q, holding=question.holding, **asked),
            )
        except StoreError as error:
            problem = interface.told(error)
    return render(
        request,
        "search.html",
        status=422 if problem else 200,
        question=question,
        searched=searched,
        problem=problem,
        page=page,
        limit=limit,
        total=counts.total,
        facets=_facets(question, counts, interface),
        kinds=_kinds(interface),
        beginnings=store.beginnings([x.report.id for x in page if not x.report.title]),
        cut=[_cut(x) for x in page],
        place_in=[_place_in(x) for x in page],
    )


def _cut(hit: Hit) -> list[tuple[str, bool]]:
    """The words around what was found, in pieces: (text, whether it was asked for)."""
    text, last = hit.snippet.text, 0
    made: list[tuple[str, bool]] = []
    for start, end in hit.snippet.marks:
        made += [(text[last:start], False), (text[start:end], True)]
        last = end
    return [*made, (text[last:], False)]


def _place_in(hit: Hit) -> str:
    """The address of the place in the report: by the nearest claim, and by the words for browsers that find words."""
    claim = f"w-{hit.claim}" if hit.claim else ""
    if not hit.snippet.marks:
        return f"/reports/{hit.report.id}" + (f"#{claim}" if claim else "")
    start, end = hit.snippet.marks[0]
    words = quote(hit.snippet.text[start:end], safe="")
    return f"/reports/{hit.report.id}#{claim}:~:text={words}"


def _facets(
    question: Asking, counts: Facets, interface: Interface
) -> list[tuple[str, list[tuple[str, int, str, bool]]]]:
    """Groups to narrow by: (heading, [(name, number, address, whether it is chosen)]); a chosen one leads back."""
    say = interface.gettext
    outlets = [
        (name, n, question.to(outlet=None if question.outlet == name else name), question.outlet == name)
        for name, n in counts.outlets[:MOST]
    ]
    months = []
    for first, n in counts.months[:MOST]:
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        chosen = (question.since, question.until) == (first, last)
        days: dict[str, dt.date | None] = {"since": None, "until": None} if chosen else {"since": first, "until": last}
        months.append((interface.month(first), n, question.to(**days), chosen))
    made = [(say("Outlets"), outlets), (say("Months"), months)]
    for what, (heading, _) in _GROUPS.items():
        kinds = [(kind, n) for kind, n in counts.kinds if kind.startswith(f"{what}:")][: MOST // 2]
        lines = [
            (
                interface.label(kind.partition(":")[2]),
                n,
                question.to(holding=None if question.holding == kind else kind),
                question.holding == kind,
            )
            for kind, n in kinds
        ]
        made.append((say(heading), lines))
    return [(heading, lines) for heading, lines in made if lines]


def _kinds(interface: Interface) -> list[tuple[str, list[tuple[str, str]]]]:
    """The kinds of claims that a report can be asked to hold, by group."""
    return [
        (interface.gettext(heading), [(f"{what}:{x.value}", interface.label(x.value)) for x in values])
        for what, (heading, values) in _GROUPS.items()
    ]
