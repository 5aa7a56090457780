"""Sources: outlets and agencies, how much is their own, who repeats whom, whom they quote; feeds and their state."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from khabar.store.outlets import OutletLine, Outlets
from khabar.web.asking import Question
from khabar.web.desk import TheStore
from khabar.web.interface import Interface, TheInterface, message
from khabar.web.keeping import TheKept
from khabar.web.pages import Entry
from khabar.web.rendering import render

ENTRY = Entry(80, "/sources", message("Sources"))
router = APIRouter(include_in_schema=False)

LINES = 50
MOST_ROWS = 15
MOST_COLUMNS = 10
"""Outlets and those they repeat in the table of who repeats whom: the fullest."""
_LEVELS = (0.05, 0.2, 0.5)


@router.get("/sources")
def sources(
    request: Request,
    store: TheStore,
    kept: TheKept,
    interface: TheInterface,
    question: Annotated[Question, Query()],
) -> Response:
    """Show outlets, agencies, who repeats whom, and feeds."""
    limit = question.limit or LINES
    asked: Any = {name: x for name, x in question.asked().items() if name in ("outlet", "since", "until", "report")}
    found = kept("outlets", asked, lambda: store.outlets(**asked))
    part = found.outlets[question.offset : question.offset + limit]
    more = len(found.outlets) > question.offset + limit
    matrix, of = _matrix(found)
    return render(
        request,
        "sources.html",
        question=question,
        limit=limit,
        found=found,
        part=part,
        more=more,
        quoted=kept("quoted", asked, lambda: store.quoted(names=found.called, **asked)) if part else {},
        matrix=matrix,
        columns=of,
        graph=_graph(found),
        own=_share(found.outlets),
        feeds=store.feeds() if not question.offset else [],
        named=_named(interface),
    )


def _named(interface: Interface) -> Any:
    """The name of a party for this reader, of its Arabic and its English name."""

    def made(name: str, english: str) -> str:
        return name if interface.language == "ar" else english or name

    return made


def _share(lines: tuple[OutletLine, ...]) -> float | None:
    """The share of all tellings that are their outlet's own."""
    total = sum(x.reports for x in lines)
    return sum(x.own for x in lines) / total if total else None


def _repeats(found: Outlets) -> Counter[tuple[str, str, bool]]:
    """How often an outlet repeats an agency (True) or another outlet (False)."""
    made: Counter[tuple[str, str, bool]] = Counter()
    made.update({(one, other, True): n for (one, other), n in found.credits.items()})
    made.update({(one, other, False): n for (one, other), n in found.copies.items()})
    return made


def _matrix(found: Outlets) -> tuple[list[tuple[str, list[tuple[int, int]]]], list[tuple[str, bool]]]:
    """Rows (outlet, [(how often, how strong from 0 to 4)]) and columns (who is repeated, whether an agency)."""
    repeats = _repeats(found)
    told: Counter[tuple[str, bool]] = Counter()
    by: Counter[str] = Counter()
    for (one, other, agency), n in repeats.items():
        told[other, agency] += n
        by[one] += n
    columns = [column for column, _ in told.most_common(MOST_COLUMNS)]
    rows = []
    for outlet, _ in by.most_common(MOST_ROWS):
        numbers = [repeats[outlet, other, agency] for other, agency in columns]
        rows.append((outlet, [(n, _strength(n, by[outlet])) for n in numbers]))
    return rows, columns


def _strength(number: int, whole: int) -> int:
    return 1 + sum(number / whole > level for level in _LEVELS) if number else 0


def _graph(found: Outlets) -> dict[str, Any]:
    """Who repeats whom for the drawing: outlets and agencies with their size, and links with how often."""
    repeats = [(key, n) for key, n in _repeats(found).most_common(60)]
    names = {key[0] for key, _ in repeats} | {key[1] for key, _ in repeats}
    agencies = {key[1] for key, _ in repeats if key[2]}
    size = {x.name: x.reports for x in found.agencies} | {x.name: x.reports for x in found.outlets}
    return {
        "nodes": [{"name": x, "size": size.get(x, 1), "agency": x in agencies} for x in sorted(names)],
        "links": [{"source": one, "target": other, "n": n, "agency": agency} for (one, other, agency), n in repeats],
    }
