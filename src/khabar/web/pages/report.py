"""One report: its text with the claims marked in place, its record beside it, what people corrected of it."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from khabar.export.markdown import to_markdown
from khabar.export.page import page_end, page_section, page_start
from khabar.export.writing import record_json
from khabar.record import Act, Record
from khabar.store import Store
from khabar.store.words import beginning
from khabar.web.changes import ACTIONS, Changes
from khabar.web.desk import TheStore
from khabar.web.interface import Interface, TheInterface
from khabar.web.marking import paragraphs
from khabar.web.rendering import render
from khabar.web.wording import Worded

router = APIRouter(include_in_schema=False)
_TYPES = {"json": "application/json", "md": "text/markdown", "html": "text/html"}


@router.get("/reports/{ident}")
def report(request: Request, store: TheStore, interface: TheInterface, ident: str) -> Response:
    """Show a report and what was understood of it."""
    return whole(request, store, interface, ident)


@router.get("/reports/{ident}/record.{form}")
def download(store: TheStore, ident: str, form: str) -> Response:
    """Give the record as a file: JSON, a brief in Markdown, or a page that needs nothing else."""
    record = store.get(ident)
    if not isinstance(record, Record) or form not in _TYPES:
        raise HTTPException(404)
    if form == "json":
        made = record_json(record)
    elif form == "md":
        made = to_markdown(record)
    else:
        made = page_start(record) + page_section(record) + page_end()
    return Response(
        made.encode("utf-8", "replace"),
        media_type=f"{_TYPES[form]}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{quote(ident)}.{form}"'},
    )


def whole(request: Request, store: Store, interface: Interface, ident: str) -> Response:
    """The page of a report, or 404."""
    record = store.get(ident)
    if not isinstance(record, Record):
        raise HTTPException(404)
    log = store.corrections(ident)
    machine = store.uncorrected(ident) if log else None
    worded = Worded(record, interface)
    return render(
        request,
        "report.html",
        record=record,
        worded=worded,
        paragraphs=paragraphs(record),
        beginning=beginning(record.source.text, 90),
        said=[x for x in record.statements if x.act is not Act.NO_COMMENT],
        silences=[x for x in record.statements if x.act is Act.NO_COMMENT],
        positions={q.id: [x for x in record.positions if x.proposal == q.id] for q in record.proposals},
        numbers={q.id: n for n, q in enumerate(record.proposals, 1)},
        duplicates=store.duplicates(ident),
        appearances=store.appearances(ident),
        changes=Changes(record, machine or record, log, worded),
        actions=ACTIONS,
    )
