"""Records into files, by the name of a format."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError, from_json

from khabar.errors import ExportError, saying
from khabar.record import SCHEMA, Record


class ExportFormat(StrEnum):
    """What records can be written as; `parquet`, `csv` and `gold` are folders, the others single files."""

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


def export(records: Iterable[Record], form: ExportFormat | str, target: Path) -> int:
    """Write records to a file, or for tables into a folder; return how many records were read. Memory stays flat.

    (spaCy's format is held in memory until it is written.) The file appears when it is whole; one that was there is
    replaced. Raise `ExportError` if the target cannot be written or the format is none.
    """
    if form not in list(ExportFormat):
        raise ExportError(
            saying("%(form)r is no format to export: one of %(known)s is"), form=form, known=", ".join(ExportFormat)
        )
    counted = _Counted(records)
    try:
        if form == "gold":
            from khabar.export.gold import write_gold

            write_gold(counted, target)
        elif form in ("parquet", "csv"):
            _tables(counted, target, str(form))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(target.name + ".part")
            try:
                _write(counted, ExportFormat(form), part)
                part.replace(target)
            finally:
                part.unlink(missing_ok=True)
    except OSError as error:
        raise ExportError(
            saying("cannot write %(target)s: %(why)s"), target=target, why=error.strerror or error
        ) from error
    return counted.number


def record_json(record: Record) -> str:
    """Return a record as JSON in one line, from which the same record can be made again."""
    try:
        return record.model_dump_json()
    except PydanticSerializationError:  # lone surrogates: UTF-8 has no bytes for them, JSON has escapes
        return json.dumps(record.model_dump(mode="python", by_alias=True), default=str)


def record_of(line: bytes) -> Record:
    """Return the record that `record_json` wrote; raise `ValueError` for a line that is none."""
    return Record.model_validate(_parsed(line))


def read_records(path: Path) -> Iterator[tuple[int, Record | str]]:
    """Yield the lines of a file of records with their number: a record, or why the line is none.

    Raise `ExportError` if the file cannot be read at all. Empty lines are passed over.
    """
    for number, line in read_lines(path):
        if isinstance(line, Record):
            yield number, line
        else:
            yield number, str(line) if isinstance(line, ValueError) else "no record of schema khabar/1"


def read_lines(path: Path) -> Iterator[tuple[int, Record | ValueError | Any]]:
    """Yield the lines of a file with their number: a record, other JSON, or the error for a line that is neither.

    Raise `ExportError` if the file cannot be read at all. Empty lines are passed over.
    """
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, _read_line(line)
    except OSError as error:
        raise ExportError(saying("cannot read %(path)s: %(why)s"), path=path, why=error.strerror or error) from error


def _read_line(line: bytes) -> Record | ValueError | Any:
    try:
        found = _parsed(line)
    except ValueError as error:
        return ValueError(f"no JSON: {error}")
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        return found
    try:
        return Record.model_validate(found)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        return ValueError(f"no record of schema khabar/1: {where}{': ' if where else ''}{first['msg']}")


def write_lines(lines: Iterable[str], target: Path) -> None:
    """Write lines to a file that appears when it is whole. Raise `ExportError` if it cannot be written."""
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            _lines(part, lines)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise ExportError(
            saying("cannot write %(target)s: %(why)s"), target=target, why=error.strerror or error
        ) from error


def _parsed(line: bytes) -> Any:
    try:
        return from_json(line, cache_strings="keys")
    except ValueError:  # escapes of lone surrogates, which pydantic's reader refuses
        return json.loads(line)


class _Counted:
    """Counts records as they pass."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.records, self.number = records, 0

    def __iter__(self) -> Iterator[Record]:
        for record in self.records:
            self.number += 1
            yield record


def _tables(records: Iterable[Record], folder: Path, form: str) -> None:
    from khabar.export.tables import write_tables

    write_tables(records, folder, "parquet" if form == "parquet" else "csv")


def pieces(records: Iterable[Record], form: ExportFormat) -> Iterator[str]:
    """Yield records as the text of a single file, a line or so at a time; raise `ExportError` for other formats."""
    if form not in _TEXTS:
        raise ExportError(saying("%(form)s is no text in one file"), form=form)
    return _TEXTS[form](records)


def _jsonl(records: Iterable[Record]) -> Iterator[str]:
    return (record_json(record) + "\n" for record in records)


def _jsonld(records: Iterable[Record]) -> Iterator[str]:
    """One document for all: the context once, a graph in which the records follow one another."""
    from khabar.export.jsonld import CONTEXT, graph

    yield '{"@context":' + json.dumps(CONTEXT) + ',\n"@graph":[\n'
    for number, node in enumerate(node for record in records for node in graph(record)):
        yield (",\n" if number else "") + json.dumps(node, ensure_ascii=False)
    yield "\n]}\n"


def _plover(records: Iterable[Record]) -> Iterator[str]:
    from khabar.export.plover import events

    return (json.dumps(event, ensure_ascii=False) + "\n" for record in records for event in events(record))


def _cameo(records: Iterable[Record]) -> Iterator[str]:
    from khabar.export.cameo import COLUMNS, rows

    return _table(COLUMNS, (row for record in records for row in rows(record)))


def _ceasefires(records: Iterable[Record]) -> Iterator[str]:
    from khabar.export.agreements import CEASEFIRES, ceasefires

    return _table(CEASEFIRES, (row for record in records for row in ceasefires(record)))


def _pax(records: Iterable[Record]) -> Iterator[str]:
    from khabar.export.agreements import PAX, agreements

    return _table(PAX, (row for record in records for row in agreements(record)))


def _geojson(records: Iterable[Record]) -> Iterator[str]:
    from khabar.export.geojson import features

    yield '{"type":"FeatureCollection","features":[\n'
    for number, feature in enumerate(feature for record in records for feature in features(record)):
        yield (",\n" if number else "") + json.dumps(feature, ensure_ascii=False)
    yield "\n]}\n"


class _Passing:
    """A file for `csv` that hands back what is written."""

    def write(self, text: str) -> str:
        return text


def _table(columns: dict[str, str], rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The lines of a CSV file."""
    writer = csv.DictWriter(_Passing(), list(columns), lineterminator="\n")
    yield writer.writeheader()
    for row in rows:
        yield writer.writerow(row)


_TEXTS: dict[ExportFormat, Callable[[Iterable[Record]], Iterator[str]]] = {
    ExportFormat.JSONL: _jsonl,
    ExportFormat.JSONLD: _jsonld,
    ExportFormat.PLOVER: _plover,
    ExportFormat.CAMEO: _cameo,
    ExportFormat.CEASEFIRES: _ceasefires,
    ExportFormat.PAX: _pax,
    ExportFormat.GEOJSON: _geojson,
}


def _columns(form: ExportFormat) -> dict[str, str] | None:
    """What the columns of a CSV file mean."""
    if form == ExportFormat.CAMEO:
        from khabar.export.cameo import COLUMNS

        return COLUMNS
    if form in (ExportFormat.CEASEFIRES, ExportFormat.PAX):
        from khabar.export.agreements import CEASEFIRES, PAX

        return CEASEFIRES if form == ExportFormat.CEASEFIRES else PAX
    return None


def _write(records: Iterable[Record], form: ExportFormat, path: Path) -> None:
    """Write a single file, and beside a CSV file what its columns mean."""
    if form == ExportFormat.SPACY:
        from khabar.export.docbin import docbin

        path.write_bytes(docbin(records).to_bytes())
        return
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as out:
        out.writelines(pieces(records, form))
    columns = _columns(form)
    if columns is None:
        return
    whole = path.with_name(path.name.removesuffix(".part"))
    beside = whole.with_name(whole.name.removesuffix(".csv") + ".columns.csv")
    with beside.open("w", encoding="utf-8", newline="") as out:
        named = csv.writer(out, lineterminator="\n")
        named.writerow(["column", "meaning"])
        named.writerows(columns.items())


def _lines(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as out:
        out.writelines(line + "\n" for line in lines)
