"""Exports: the store's records in the formats of other tools, sent as they are made."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from khabar.errors import ExportError, saying
from khabar.export.tables import csv_of
from khabar.export.writing import ExportFormat, export, pieces
from khabar.record import Record
from khabar.store import Store
from khabar.store.portable import lines
from khabar.web.api.shapes import PREFIX
from khabar.web.asking import InReport, Outlet, Since, Until
from khabar.web.desk import TheStore
from khabar.web.errors import PROBLEMS

router = APIRouter(prefix=PREFIX, tags=["export"], responses=PROBLEMS)
_PIECE = 64 * 1024
_LINES, _CSV, _ZIP = "application/x-ndjson", "text/csv; charset=utf-8", "application/zip"


class Format(StrEnum):
    """What records can be exported as; `store` is everything `khabar import` needs to make the store again."""

    JSONL = "jsonl"
    PARQUET = "parquet"
    CSV = "csv"
    JSONLD = "jsonld"
    PLOVER = "plover"
    CAMEO = "cameo"
    CEASEFIRES = "ceasefires"
    PAX = "pax"
    GEOJSON = "geojson"
    SPACY = "spacy"
    GOLD = "gold"
    STORE = "store"


_SENT_AS = {
    Format.JSONL: (_LINES, "records.jsonl"),
    Format.PARQUET: (_ZIP, "tables-parquet.zip"),
    Format.CSV: (_ZIP, "tables-csv.zip"),
    Format.JSONLD: ("application/ld+json", "records.jsonld"),
    Format.PLOVER: (_LINES, "plover.jsonl"),
    Format.CAMEO: (_CSV, "cameo.csv"),
    Format.CEASEFIRES: (_CSV, "ceasefires.csv"),
    Format.PAX: (_CSV, "pax.csv"),
    Format.GEOJSON: ("application/geo+json", "events.geojson"),
    Format.SPACY: ("application/octet-stream", "records.spacy"),
    Format.GOLD: (_ZIP, "annotated.zip"),
    Format.STORE: (_LINES, "store.jsonl"),
}
"""Media type and file name of each format."""


class OfExport(BaseModel):
    """Which records; days are days of publication."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: Since = None
    until: Until = None
    outlet: Outlet = None
    report: InReport = None
    corrected: Annotated[bool, Field(description="Only reports that people corrected.")] = False
    table: Annotated[
        str | None, Field(max_length=50, description="Of csv, one table alone: statements, events, positions …")
    ] = None


def _shape(kind: str) -> dict[str, str]:
    """What OpenAPI says of a format: JSON that is one document, or bytes."""
    return {"type": "object"} if kind.endswith("json") and kind != _LINES else {"type": "string", "format": "binary"}


_CONTENT = {kind.partition(";")[0]: {"schema": _shape(kind)} for kind, _ in _SENT_AS.values()}


@router.get(
    "/export/{format}",
    response_class=StreamingResponse,
    responses={200: {"description": "The records, in the format asked for", "content": _CONTENT}},
)
def export_records(store: TheStore, format: Format, question: Annotated[OfExport, Query()]) -> StreamingResponse:
    """The records as corrected, in the format of another tool, sent as they are made.

    parquet, csv (all tables) and gold are zip archives, which are made whole before they are sent; so is spacy.
    """
    kind, name = _SENT_AS[format]
    if format is not Format.CSV and question.table is not None:
        raise ExportError(saying("%(form)s has no tables: ask for csv"), form=format)
    if format is Format.STORE and question != OfExport():
        raise ExportError(saying("the export of a whole store takes no filters"))
    if question.table is not None:
        kind, name = _CSV, f"{question.table}.csv"
    made = _begun(_gathered(_bytes(store, format, question)))
    return StreamingResponse(made, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _bytes(store: Store, format: Format, question: OfExport) -> Iterator[bytes]:
    if format is Format.STORE:
        return ((line + "\n").encode("utf-8", "replace") for line in lines(store))
    records = store.records(
        corrected_only=question.corrected,
        since=question.since,
        until=question.until,
        outlet=question.outlet,
        report=question.report,
    )
    if question.table is not None:
        return csv_of(records, question.table)
    form = ExportFormat(format.value)
    if form in (ExportFormat.PARQUET, ExportFormat.CSV, ExportFormat.GOLD, ExportFormat.SPACY):
        return _by_file(records, form)
    return (text.encode("utf-8", "replace") for text in pieces(records, form))


def _by_file(records: Iterable[Record], form: ExportFormat) -> Iterator[bytes]:
    """What can only be written to a file, or is several: written beside, and sent from there."""
    with TemporaryDirectory(prefix="khabar-") as beside:
        made = Path(beside, "made")
        export(records, form, made)
        if made.is_dir():
            packed = Path(beside, "packed.zip")
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                for file in sorted(made.iterdir()):
                    archive.write(file, file.name)
            made = packed
        with made.open("rb") as whole:
            while piece := whole.read(_PIECE):
                yield piece


def _gathered(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Pieces large enough to be worth sending."""
    held = bytearray()
    for one in parts:
        held += one
        if len(held) >= _PIECE:
            yield bytes(held)
            held.clear()
    yield bytes(held)


def _begun(parts: Iterator[bytes]) -> Iterator[bytes]:
    """The same, with the first piece made already: what goes wrong there is still told as a problem."""
    return chain([next(parts)], parts)
