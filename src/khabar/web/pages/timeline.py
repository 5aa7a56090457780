"""The timeline: statements, events, positions and starts of proposals on an axis of days, and the same as a list."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field

from khabar.store import Found, Store
from khabar.store.days import KINDS, Spread
from khabar.web.asking import Question
from khabar.web.desk import TheStore
from khabar.web.interface import Interface, TheInterface, message
from khabar.web.keeping import TheKept
from khabar.web.pages import Entry
from khabar.web.rendering import render
from khabar.web.wording import Worded

ENTRY = Entry(40, "/timeline", message("Timeline"))
router = APIRouter(include_in_schema=False)

LINES = 25
MOST_MARKS = 700
"""Single claims are sent where there are at most so many on the days shown; else counts."""
MOST_BINS = 160
ROWS = 8
_OUTER = 0.03
UNITS = (("day", 1), ("week", 7), ("month", 31), ("quarter", 92), ("year", 366), ("decade", 3660), ("century", 36600))
NAMES = {
    "statement": message("Statements"),
    "event": message("Events"),
    "position": message("Positions"),
    "start": message("Starts of proposals"),
}


class Asking(Question):
    """The filters of a timeline, what its rows are, and the days shown.

    what: one kind of claim. undated: events without a day of their own too, on the day of publication.
    """

    what: Literal["statement", "event", "position", "start"] | None = None
    by: Literal["kind", "party"] = "kind"
    undated: bool = False
    first: Annotated[dt.date | None, Field(description="First day shown.")] = None
    last: Annotated[dt.date | None, Field(description="Last day shown.")] = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of claims asked for."""
        return (self.what,) if self.what else KINDS

    @property
    def shown(self) -> tuple[dt.date, dt.date]:
        """The days shown; all where none are asked for."""
        return self.first or dt.date.min, self.last or dt.date.max


Asked = Annotated[Asking, Query()]


@router.get("/timeline")
def timeline(request: Request, store: TheStore, interface: TheInterface, question: Asked) -> Response:
    """Show the axis, which a script fills, and the list of what stands on it."""
    limit = question.limit or LINES
    page = store.moments(
        question.kinds,
        limit=limit,
        offset=question.offset,
        undated=question.undated,
        between=question.shown,
        **question.asked(),
    )
    return render(
        request,
        "timeline.html",
        question=question,
        page=page,
        limit=limit,
        worded=[Worded(x.found.context, interface) for x in page],
        names=NAMES,
        beginnings=store.beginnings([x.found.report.id for x in page if not x.found.report.title]),
    )


@router.get("/timeline/data")
def data(store: TheStore, kept: TheKept, interface: TheInterface, question: Asked) -> Response:
    """Answer what the axis shows: rows, and counts for spans of days, or single claims where there are few."""
    whole = question.first is None or question.last is None
    asked = question.asked()
    parties = ROWS if question.by == "party" else 0
    between = None if whole or parties else (question.shown[0], question.shown[1])
    shown = {"what": question.what, "undated": question.undated, "parties": parties, "between": between}
    spread = kept(
        "spread",
        asked | shown,
        lambda: store.spread(question.kinds, undated=question.undated, parties=parties, between=between, **asked),
    )
    made: dict[str, Any] = {"rows": [{"key": row[0], "name": _name(row, interface)} for row in spread.rows]}
    days = spread.by_day()
    if whole and days:
        made["extent"] = [_iso(min(days)), _iso(max(days))]
        made["undated"] = spread.undated
        first, last = middle(days)
        unit = _unit(first, last, MOST_BINS)
        made["overview"] = [[_iso(a), _iso(b), n] for a, b, n in _bins(days, unit, first, last)]
    elif not days and whole:
        return JSONResponse(made | {"total": 0, "undated": spread.undated})
    else:
        first, last = (day.toordinal() for day in question.shown)
    made |= {"window": [_iso(first), _iso(last)], "total": spread.within(first, last)}
    return JSONResponse(made | _filling(store, question, spread, (first, last), interface))


def _filling(
    store: Store, question: Asking, spread: Spread, between: tuple[int, int], interface: Interface
) -> dict[str, Any]:
    """Single claims on some days, or counts where there are many."""
    first, last = between
    number = {row[0]: n for n, row in enumerate(spread.rows)}
    if spread.within(first, last) <= MOST_MARKS:
        days = dt.date.fromordinal
        rows = list(number) if question.by == "party" else []
        marks = store.marks(
            days(first), days(last), question.kinds, undated=question.undated, rows=rows, **question.asked()
        )
        shown = [
            [number[x.row], x.what, x.id, _iso(x.first), _iso(x.last), interface.label(x.detail), x.words]
            for x in marks
            if x.row in number
        ]
        return {"unit": "mark", "marks": shown}
    unit = _unit(first, last, MOST_BINS)
    bins = [
        [number[row], _iso(a), _iso(b), n]
        for row, days_ in spread.counts.items()
        for a, b, n in _bins(days_, unit, first, last)
    ]
    return {"unit": unit, "bins": bins}


@router.get("/timeline/claim/{ident}")
def claim(request: Request, store: TheStore, interface: TheInterface, ident: str) -> Response:
    """Show the words of one claim and its report: a part of the page."""
    found = store.get(ident)
    if not isinstance(found, Found):
        raise HTTPException(404)
    beginnings = store.beginnings([found.report.id])
    return render(
        request, "timeline_claim.html", found=found, worded=Worded(found.context, interface), beginnings=beginnings
    )


def _name(row: tuple[str, str, str], interface: Interface) -> str:
    key, name, english = row
    if key in NAMES:
        return interface.gettext(NAMES[key])
    return name if interface.language == "ar" else english or name


def _iso(day: int) -> str:
    return dt.date.fromordinal(day).isoformat()


def middle(days: Counter[int]) -> tuple[int, int]:
    """Return first and last day of all but the outermost, with a little room: what is long past would press the rest."""
    total, passed = sum(days.values()), 0
    ordered = sorted(days)
    first, last = ordered[0], ordered[-1]
    if total > 100:
        for day in ordered:
            if passed <= total * _OUTER:
                first = day
            if passed < total * (1 - _OUTER):
                last = day
            passed += days[day]
    room = max(1, (last - first) // 40)
    return max(1, first - room), min(dt.date.max.toordinal(), last + room)


def _unit(first: int, last: int, most: int) -> str:
    return next((name for name, length in UNITS if (last - first) / length <= most), UNITS[-1][0])


def _bins(days: Mapping[int, int], unit: str, since: int, until: int) -> Iterable[tuple[int, int, int]]:
    """First and last day and number of each span of a unit that has anything on the days from since to until."""
    held: Counter[dt.date] = Counter()
    for day, n in days.items():
        if since <= day <= until:
            held[_begin(dt.date.fromordinal(day), unit)] += n
    for first in sorted(held):
        yield first.toordinal(), _end(first, unit), held[first]


def _begin(day: dt.date, unit: str) -> dt.date:
    if unit == "day":
        return day
    if unit == "week":
        return dt.date.fromordinal(max(1, day.toordinal() - day.weekday()))
    if unit in ("month", "quarter"):
        return day.replace(day=1, month=day.month if unit == "month" else day.month - (day.month - 1) % 3)
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    return dt.date(max(1, day.year - day.year % years), 1, 1)


def _end(first: dt.date, unit: str) -> int:
    if unit in ("day", "week"):
        return min(dt.date.max.toordinal(), first.toordinal() + (6 if unit == "week" else 0))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    year, month = divmod(first.month - 1 + months, 12)
    if first.year + year > dt.date.max.year:
        return dt.date.max.toordinal()
    return dt.date(first.year + year, month + 1, 1).toordinal() - 1
