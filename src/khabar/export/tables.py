"""Records as flat tables, in Parquet or CSV, with a data dictionary.

One table a kind of object, one row an object, the report's id in each row; lists are lists in Parquet and joined by
"|" in CSV. The dictionary is `datapackage.json` (Frictionless Data) for programs and `dictionary.csv` for people.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal, Protocol

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from khabar.errors import ExportError, saying
from khabar.export import rows
from khabar.export.rows import Row
from khabar.record import Record

_BATCH = 500  # records between writes: memory stays flat, row groups stay large
_PIECE = 50  # records a piece of a stream
Kind = Literal["text", "number", "decimal", "day", "truth", "list"]
_ARROW: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "number": pa.int64(),
    "decimal": pa.float64(),
    "day": pa.date32(),
    "truth": pa.bool_(),
    "list": pa.list_(pa.string()),
}
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # no UTF-8 has them; a replacement keeps every offset true


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what it holds; its columns as name → (kind, meaning); a record's rows in the columns' order."""

    name: str
    meaning: str
    columns: dict[str, tuple[Kind, str]]
    rows: Callable[[Record], Iterator[Row]]

    @property
    def schema(self) -> pa.Schema:
        """The table's Arrow schema, with the meanings as metadata."""
        fields = [pa.field(name, _ARROW[kind], metadata={"description": m}) for name, (kind, m) in self.columns.items()]
        return pa.schema(fields, metadata={"description": self.meaning, "schema": "khabar/1"})


_REPORT: tuple[Kind, str] = ("text", "id of the report: key of `reports`")
_START: tuple[Kind, str] = ("number", "where the words begin in the report's text, in Unicode code points")
_END: tuple[Kind, str] = ("number", "where they end (the first code point after them)")
_BY: tuple[Kind, str] = ("text", "rule or model that made the claim")
_SURE: tuple[Kind, str] = ("decimal", "probability that the claim is right, 0–1")


TABLES = (
    Table(
        "reports",
        "reports read, with their text",
        {
            "report": _REPORT,
            "uri": ("text", "address or file it came from"),
            "title": ("text", "headline"),
            "outlet": ("text", "who published it"),
            "agency": ("text", "news agency it credits"),
            "byline": ("text", "author"),
            "dateline": ("text", "place it was filed from: key of `places`"),
            "published": ("day", "day of publication"),
            "published_from": ("text", "where that day was found: argument, metadata, text"),
            "language": ("text", "ISO 639-1"),
            "text": ("text", "the text exactly as read"),
        },
        rows.reports,
    ),
    Table(
        "entities",
        "persons, bodies, countries and groups of each report",
        {
            "report": _REPORT,
            "entity": ("text", "id of the entity in its report"),
            "kind": ("text", "person, armed_group, government, state_body, country, igo, ngo, party, media …"),
            "name": ("text", "name in Arabic"),
            "name_en": ("text", "name in English where known"),
            "country": ("text", "ISO 3166-1 alpha-3"),
            "sector": ("text", "PLOVER sector"),
            "wikidata": ("text", "Wikidata id"),
            "iso3": ("text", "ISO 3166-1 alpha-3 if it is a country"),
            "geonames": ("number", "GeoNames id"),
            "roles": ("list", "posts and titles held"),
            "roles_of": ("list", "of which entity each post is, in the same order; empty if not said"),
            "part_of": ("list", "entities it belongs to"),
        },
        rows.entities,
    ),
    Table(
        "mentions",
        "where entities, places and proposals stand in the text",
        {
            "report": _REPORT,
            "object": ("text", "id of the entity, place or proposal"),
            "form": ("text", "name, nominal or pronoun of an entity; place; proposal"),
            "words": ("text", "words of the report"),
            "start": _START,
            "end": _END,
        },
        rows.mentions,
    ),
    Table(
        "places",
        "places of each report",
        {
            "report": _REPORT,
            "place": ("text", "id of the place in its report"),
            "name": ("text", "name in Arabic"),
            "name_en": ("text", "name in English where known"),
            "kind": ("text", "city, village, governorate …"),
            "country": ("text", "ISO 3166-1 alpha-3"),
            "lat": ("decimal", "degrees north, WGS 84"),
            "lon": ("decimal", "degrees east, WGS 84"),
            "geonames": ("number", "GeoNames id"),
            "wikidata": ("text", "Wikidata id"),
            "within": ("text", "place it lies in"),
        },
        rows.places,
    ),
    Table(
        "times",
        "time expressions and the days they can mean",
        {
            "report": _REPORT,
            "time": ("text", "id of the time"),
            "kind": ("text", "TIMEX3: date, time, duration, set"),
            "earliest": ("day", "first day it can mean"),
            "latest": ("day", "last day it can mean"),
            "duration": ("text", "ISO 8601 duration"),
            "weekday": ("number", "1 Monday to 7 Sunday"),
            "approximate": ("truth", "whether the report says about or nearly"),
            "anchor": ("text", "what it counts from: published or text"),
            "words": ("text", "words of the report"),
            "start": _START,
            "end": _END,
        },
        rows.times,
    ),
    Table(
        "statements",
        "who is reported to have said, asked, refused or kept silent about what",
        {
            "report": _REPORT,
            "statement": ("text", "id of the statement"),
            "act": ("text", "what the source does by the words: say, announce, accuse, condemn, demand, reject …"),
            "kind": ("text", "direct, indirect, mixed, or none (silence)"),
            "source": ("list", "entities that spoke"),
            "source_words": ("text", "words that name them beside the cue"),
            "source_start": _START,
            "source_end": _END,
            "cue": ("text", "word of saying"),
            "cue_start": _START,
            "cue_end": _END,
            "content": ("text", "what was said"),
            "content_start": _START,
            "content_end": _END,
            "quotes": ("list", "stretches in quotation marks"),
            "chain": ("list", "entities that passed the words on, outlet first"),
            "chain_roles": ("list", "as what each did: agency, outlet, spokesperson, witness, document"),
            "addressee": ("text", "entity spoken to"),
            "place": ("text", "where it was said"),
            "time": ("text", "when it was said"),
            "about": ("list", "proposals it is about"),
            "negated": ("truth", "whether the report says that it was not said"),
            "by": _BY,
            "confidence": _SURE,
        },
        rows.statements,
    ),
    Table(
        "proposals",
        "plans, offers, demands and agreements that parties can be for or against",
        {
            "report": _REPORT,
            "proposal": ("text", "id of the proposal"),
            "kind": ("text", "ceasefire, withdrawal, evacuation, humanitarian_access, talks …"),
            "label": ("text", "words of the report"),
            "status": ("text", "floated, tabled, scheduled, accepted, rejected, declared, in_effect, violated …"),
            "sponsors": ("list", "entities that put it forward"),
            "addressees": ("list", "entities it is put to"),
            "parties": ("list", "entities that would be bound by it"),
            "subject": ("list", "who would move, be freed, be let in"),
            "area": ("list", "places it is for"),
            "duration": ("text", "ISO 8601 duration"),
            "starts": ("text", "time from which it would hold"),
            "instrument": ("text", "resolution, initiative, agreement, statement"),
            "purpose": ("text", "humanitarian, peace_process, holiday, election, other"),
            "requires": ("list", "proposals that must come first; empty where only words say what must"),
            "requires_words": ("list", "words that say so, in the same order"),
            "part_of": ("text", "proposal it belongs to"),
            "status_because": ("list", "statements and events that make its status"),
            "by": _BY,
            "confidence": _SURE,
        },
        rows.proposals,
    ),
    Table(
        "positions",
        "where each party stands on each proposal, by its latest statement",
        {
            "report": _REPORT,
            "party": ("text", "entity"),
            "proposal": ("text", "proposal"),
            "stance": ("text", "the act: accept, reject, demand, propose, support …"),
            "exclusive": ("truth", "whether it says: only this"),
            "statements": ("list", "statements it rests on"),
            "as_of": ("day", "day of the latest of them"),
        },
        rows.positions,
    ),
    Table(
        "events",
        "what happened, is planned, feared or denied",
        {
            "report": _REPORT,
            "event": ("text", "id of the event"),
            "type": ("text", "PLOVER 2.0 event type"),
            "mode": ("text", "PLOVER mode"),
            "contexts": ("list", "PLOVER contexts"),
            "aux": ("list", "historical, future, hypothetical, negation"),
            "actors": ("list", "entities that did it"),
            "recipients": ("list", "entities it was done to"),
            "place": ("text", "where"),
            "time": ("text", "when"),
            "dead_min": ("number", "people killed, at least"),
            "dead_max": ("number", "people killed, at most, where a range is given"),
            "injured_min": ("number", "people hurt, at least"),
            "injured_max": ("number", "people hurt, at most"),
            "displaced_min": ("number", "people driven out, at least"),
            "displaced_max": ("number", "people driven out, at most"),
            "arrested_min": ("number", "people arrested, at least"),
            "arrested_max": ("number", "people arrested, at most"),
            "said_in": ("text", "statement that vouches for it; empty: the report itself"),
            "trigger": ("text", "word that names it"),
            "start": _START,
            "end": _END,
            "by": _BY,
            "confidence": _SURE,
        },
        rows.events,
    ),
    Table(
        "warnings",
        "what could not be resolved or had to be assumed",
        {
            "report": _REPORT,
            "code": ("text", "kind of warning"),
            "message": ("text", "what it says"),
            "words": ("text", "words of the report"),
            "start": _START,
            "end": _END,
        },
        rows.warnings,
    ),
)


class _Writer(Protocol):
    def write(self, table: pa.Table) -> object: ...


def write_tables(records: Iterable[Record], folder: Path, form: Literal["parquet", "csv"]) -> dict[str, int]:
    """Write all tables and the dictionary into a folder; return the rows of each. Memory stays flat.

    Files of the same names are replaced. Raises `OSError` if the folder cannot be written.
    """
    from khabar.export.dictionary import dictionary

    folder.mkdir(parents=True, exist_ok=True)
    counts = dict.fromkeys((table.name for table in TABLES), 0)
    with ExitStack() as stack:
        writers: dict[str, _Writer] = {
            table.name: stack.enter_context(_writer(table, folder / f"{table.name}.{form}", form)) for table in TABLES
        }
        held: dict[str, list[Row]] = {table.name: [] for table in TABLES}
        for number, record in enumerate(records, 1):
            for table in TABLES:
                held[table.name] += table.rows(record)
            if number % _BATCH == 0:
                _flush(held, writers, counts, form)
        _flush(held, writers, counts, form)
    for name, text in dictionary(form, lambda table: f"{table}.{form}", counts).items():
        (folder / name).write_text(text, "utf-8", newline="")
    return counts


def _writer(table: Table, path: Path | io.BytesIO, form: str) -> Any:
    if form == "parquet":
        return pa.parquet.ParquetWriter(path, table.schema, compression="zstd")
    return pa.csv.CSVWriter(path, _without_lists(table.schema))


def _without_lists(schema: pa.Schema) -> pa.Schema:
    """CSV knows no lists: theirs are joined."""
    return pa.schema([pa.field(f.name, pa.string() if pa.types.is_list(f.type) else f.type) for f in schema])


def _flush(held: dict[str, list[Row]], writers: dict[str, _Writer], counts: dict[str, int], form: str) -> None:
    for table in TABLES:
        held_rows = held[table.name]
        if held_rows or not counts[table.name]:
            writers[table.name].write(_arrow(table, held_rows, form))
        counts[table.name] += len(held_rows)
        held_rows.clear()


def _arrow(table: Table, held_rows: list[Row], form: str) -> pa.Table:
    """Rows as an Arrow table; lists are joined for CSV."""
    schema = table.schema
    columns: list[Any] = list(zip(*held_rows, strict=True)) if held_rows else [()] * len(schema)
    if form == "csv":
        kinds = [kind for kind, _ in table.columns.values()]
        columns = [
            ["|".join(cell) for cell in column] if kind == "list" else column
            for column, kind in zip(columns, kinds, strict=True)
        ]
        schema = _without_lists(schema)
    columns = [[_sound(cell) for cell in column] for column in columns]
    arrays = [pa.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.table(arrays, schema=schema)


def rows_of(record: Record) -> dict[str, list[Row]]:
    """Return a record's rows of every table, by the table's name."""
    return {table.name: list(table.rows(record)) for table in TABLES}


def parquet_of(held: Mapping[str, list[Row]]) -> dict[str, bytes]:
    """Return each table as the bytes of a Parquet file; the same rows give the same bytes with the same Arrow."""
    made: dict[str, bytes] = {}
    for table in TABLES:
        out = io.BytesIO()
        with _writer(table, out, "parquet") as writer:
            writer.write(_arrow(table, held.get(table.name, []), "parquet"))
        made[table.name] = out.getvalue()
    return made


def csv_of(records: Iterable[Record], name: str) -> Iterator[bytes]:
    """Yield one of the tables as CSV, some records at a time. Raise `ExportError` if there is no such table."""
    table = next((table for table in TABLES if table.name == name), None)
    if table is None:
        raise ExportError(
            saying("there is no table %(name)r: there are %(known)s"),
            name=name,
            known=", ".join(table.name for table in TABLES),
        )
    return _csv_of(iter(records), table)


def _csv_of(records: Iterator[Record], table: Table) -> Iterator[bytes]:
    first = True
    while (held := list(islice(records, _PIECE))) or first:
        out = io.BytesIO()
        made = _arrow(table, [row for record in held for row in table.rows(record)], "csv")
        pa.csv.write_csv(made, out, pa.csv.WriteOptions(include_header=first))
        yield out.getvalue()
        first = False


def _sound(cell: Any) -> Any:
    if isinstance(cell, str):
        return cell if cell.isascii() else _LONE_SURROGATE.sub("\ufffd", cell)
    return [_sound(one) for one in cell] if isinstance(cell, list) else cell
