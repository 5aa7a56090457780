"""The map: events and places named in reports, on outlines of countries, and the same as a list."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal, cast

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field

from khabar.export.known_names import plain
from khabar.export.plover import QUAD
from khabar.kinds import EventType
from khabar.store import Asked, Store
from khabar.store.found import Found
from khabar.store.spots import Spot, Spots
from khabar.web.asking import Question
from khabar.web.desk import TheStore
from khabar.web.interface import Interface, TheInterface, message
from khabar.web.keeping import Kept, TheKept
from khabar.web.pages import Entry
from khabar.web.pages.timeline import middle
from khabar.web.rendering import address, render
from khabar.web.wording import Worded

ENTRY = Entry(50, "/map", message("Map"))
router = APIRouter(include_in_schema=False)

LINES = 25
IN_POPUP = 4
FAMILIES = {
    4: message("Conflict in deeds"),
    3: message("Conflict in words"),
    2: message("Cooperation in deeds"),
    1: message("Cooperation in words"),
}
"""PLOVER's four classes of events, the colours of the map."""
_NUMBERS = tuple(f"c{n}" for n in FAMILIES)
_CLASS_OF = {kind.value: f"c{QUAD[kind]}" for kind in EventType}
_NAMED_TAKES = ("party", "place", "km", "since", "until", "outlet", "report")
_LONGEST = 220


class Asking(Question):
    """The filters of a map; what: events, or places that reports name. where: the events of one place, 0 for those of none."""

    what: Literal["events", "places"] = "events"
    where: Annotated[int | None, Field(ge=0, lt=2**31, description="A place's key.")] = None

    def for_places(self) -> Asked:
        """The filters that places named in reports have."""
        return cast("Asked", {name: value for name, value in self.asked().items() if name in _NAMED_TAKES})

    def spots(self, store: Store, kept: Kept, limit: int | None = None) -> Spots:
        """What is on the map; limit: only so many places after `offset`, for the list."""
        part = {} if limit is None else {"limit": limit, "offset": self.offset}
        if self.what == "events":
            return kept("spots", self.asked() | part, lambda: store.spots(**part, **self.asked()))
        return kept("places", self.for_places() | part, lambda: store.spots_named(**part, **self.for_places()))


Given = Annotated[Asking, Query()]


@router.get("/map")
def show(request: Request, store: TheStore, kept: TheKept, interface: TheInterface, question: Given) -> Response:
    """Show the map, which a script fills, and below it the places or the events of one."""
    limit = question.limit or LINES
    found = question.spots(store, kept, limit)
    place = store.spot(question.where) if question.where else None
    if question.where and place is None:
        raise HTTPException(404)
    values: dict[str, Any] = {}
    if question.where is not None:
        page = store.events_at(question.where, limit=limit, offset=question.offset, **question.asked())
        values = {
            "events": page,
            "worded": [Worded(x.context, interface) for x in page],
            "beginnings": store.beginnings([x.report.id for x in page if not x.report.title]),
        }
    return render(
        request,
        "map.html",
        question=question,
        found=found,
        limit=limit,
        place=place and _name(place, interface),
        lines=_lines(found.spots, interface),
        more=found.number > question.offset + limit,
        span=_span(store, kept, question),
        families=_families(interface),
        **values,
    )


@router.get("/map/data")
def data(store: TheStore, kept: TheKept, interface: TheInterface, question: Given) -> Response:
    """Answer the places as GeoJSON: a point each, with how many events of each class, or how many reports."""
    found = question.spots(store, kept)
    made = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [round(spot.lon or 0, 4), round(spot.lat or 0, 4)]},
            "properties": {"key": spot.key, "name": _name(spot, interface), "n": spot.number, **_classes(spot)},
        }
        for spot in found.placed
    ]
    return JSONResponse({"type": "FeatureCollection", "features": made, "lost": found.astray})


@router.get("/map/spot/{key}")
def spot(store: TheStore, interface: TheInterface, question: Given, key: int) -> Response:
    """Answer what a popup says of a place: its last events in the words of their reports."""
    place = store.spot(key) if 0 < key < 2**31 else None
    if place is None:
        raise HTTPException(404)
    if question.what == "places":
        items: list[dict[str, Any]] = []
        more = address("/search", place=place.name)
    else:
        page = store.events_at(key, limit=IN_POPUP, **question.asked())
        items = [_item(x, interface) for x in page]
        more = question.model_copy(update={"where": key, "offset": 0}).at("/map") + "#lines"
    return JSONResponse({"name": _name(place, interface), "items": items, "more": more})


def _item(found: Found[Any], interface: Interface) -> dict[str, Any]:
    """An event as a popup shows it; words are before, at and after its trigger, as they stand in the report."""
    event, worded = found.claim, Worded(found.context, interface)
    line = worded.around(event.trigger)
    at, end = event.trigger.start - line.start, event.trigger.end - line.start
    start, stop = max(0, at - _LONGEST // 2), min(len(line.text), end + _LONGEST // 2)
    before, after = line.text[start:at], line.text[end:stop]
    return {
        "type": interface.label(event.type),
        "class": QUAD[event.type],
        "words": [
            f"…{before}" if start else before,
            event.trigger.text,
            f"{after}…" if stop < len(line.text) else after,
        ],
        "when": worded.time(event.time) if event.time else "",
        "said": interface.list(
            x for x in (found.report.outlet or found.report.agency, interface.day(found.report.published)) if x
        ),
        "address": f"/reports/{found.report.id}#c-{event.id}",
    }


def _classes(spot: Spot) -> dict[str, int]:
    made = dict.fromkeys(_NUMBERS, 0)
    for kind, n in spot.counts.items():
        made[_CLASS_OF[kind]] += n
    return made


def _name(spot: Spot, interface: Interface) -> str:
    return spot.name if interface.language == "ar" or not spot.name_en else plain(spot.name_en)


def _lines(spots: tuple[Spot, ...], interface: Interface) -> list[dict[str, Any]]:
    """Places as the list shows them."""
    return [
        {
            "spot": spot,
            "name": _name(spot, interface),
            "types": [(interface.label(kind), n) for kind, n in sorted(spot.counts.items(), key=lambda x: -x[1])[:3]],
            "days": interface.days(spot.first, spot.last),
        }
        for spot in spots
    ]


def _families(interface: Interface) -> list[tuple[int, str, str]]:
    """Number, name and event types of each class."""
    return [
        (n, interface.gettext(name), interface.list(interface.label(kind) for kind in EventType if QUAD[kind] == n))
        for n, name in FAMILIES.items()
    ]


def _span(store: Store, kept: Kept, question: Asking) -> tuple[dt.date, dt.date] | None:
    """The days between which the slider moves: nearly all that anything on the map is of."""
    whole = question.model_copy(update={"since": None, "until": None})
    asked = whole.asked() if question.what == "events" else whole.for_places()
    days = kept("days of a map", asked, lambda: store.spread(("event",), undated=True, **asked)).by_day()
    if not days:
        return None
    first, last = middle(days)
    return dt.date.fromordinal(first), dt.date.fromordinal(last)
