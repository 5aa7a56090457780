"""One report: its text with the claims marked in place, its record beside it."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from khabar.record import Act, Record
from khabar.store.words import beginning
from khabar.web.desk import TheStore
from khabar.web.interface import TheInterface
from khabar.web.marking import LAYERS, paragraphs
from khabar.web.rendering import render
from khabar.web.wording import Worded

router = APIRouter(include_in_schema=False)


@router.get("/reports/{ident}")
def report(request: Request, store: TheStore, interface: TheInterface, ident: str) -> Response:
    """Show a report and what was understood of it."""
    record = store.get(ident)
    if not isinstance(record, Record):
        raise HTTPException(404)
    return render(
        request,
        "report.html",
        record=record,
        worded=Worded(record, interface),
        paragraphs=paragraphs(record),
        beginning=beginning(record.source.text, 90),
        layers=LAYERS,
        said=[x for x in record.statements if x.act is not Act.NO_COMMENT],
        silences=[x for x in record.statements if x.act is Act.NO_COMMENT],
        positions={q.id: [x for x in record.positions if x.proposal == q.id] for q in record.proposals},
        numbers={q.id: n for n, q in enumerate(record.proposals, 1)},
        duplicates=store.duplicates(ident),
        appearances=store.appearances(ident),
    )
