"""`khabar export` and `khabar import`: records out of a store for other tools, and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.storing import DEFAULT_DB, Db, InReport, Outlet, Since, Until, opened
from khabar.errors import KhabarError

if TYPE_CHECKING:
    from khabar.record import Record

EXAMPLES = """Examples:

  khabar export parquet --out tables/            a table a kind of object, with a data dictionary: DuckDB, pandas, R

  khabar export csv --out tables/ --since 2016-10-01 --until 2016-10-31

  khabar export jsonl --out records.jsonl        whole records; khabar import reads them back

  khabar export plover --out events.jsonl        PLOVER 2.0 events, statements' verbal events among them

  khabar export cameo --out events.csv           CAMEO codes

  khabar export ceasefires --out truces.csv      declared ceasefires in ETH/PRIO's columns

  khabar export pax --out agreements.csv         agreements in PA-X's columns

  khabar export geojson --out events.geojson     events on a map: QGIS, geopandas

  khabar export jsonld --out records.jsonld      linked data with provenance (PROV-O)

  khabar export spacy --out records.spacy        a spaCy DocBin

  khabar export gold --out annotated/ --corrected   annotated reports for khabar evaluate and for training

Exit codes: 0 written; 1 nothing to write, or it cannot be written; 2 wrong usage or no store."""

IMPORT_EXAMPLES = """Examples:

  khabar import records.jsonl --db khabar.db     records that khabar export jsonl, or khabar read --format jsonl, wrote

Exit codes: 0 all kept or there already; 1 a line is no record (the rest is kept); 2 wrong usage."""


def export(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="jsonl, parquet, csv, jsonld, plover, cameo, ceasefires, pax, geojson, spacy or gold.",
        ),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="FILE|FOLDER", help="Where to write; tables take a folder.")],
    *,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    report: InReport = None,
    corrected: Annotated[bool, typer.Option("--corrected", help="Only reports that people corrected.")] = False,
    db: Db = DEFAULT_DB,
) -> None:
    """Write a store's records in the format of another tool; --since and --until go by the day of publication."""
    from khabar.export.writing import export as write

    with opened(db) as store:
        records = store.records(corrected_only=corrected, since=since, until=until, outlet=outlet, report=report)
        number = write(records, form.lower(), out)
    if not number:
        typer.echo("khabar: the store has no such reports; what was written holds none", err=True)
        raise typer.Exit(1)
    typer.echo(f"khabar: {number} report{'s' if number > 1 else ''} written to {out}", err=True)


def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="JSON lines of records (schema khabar/1).")],
    *,
    db: Db = DEFAULT_DB,
) -> None:
    """Keep records read elsewhere or exported before; a report the store has is not replaced by an equal reading."""
    failures: list[str] = []
    with opened(db, new=True) as store:
        outcomes = store.add_many(_records(files, failures))
    for failure in failures:
        typer.echo(f"khabar: {failure}", err=True)
    new = sum(outcome != "known" for outcome in outcomes)
    typer.echo(f"khabar: {new} kept, {len(outcomes) - new} there already, {len(failures)} failed", err=True)
    if failures:
        raise typer.Exit(1)


def _records(files: list[Path], failures: list[str]) -> Iterator[Record]:
    from khabar.export.writing import read_records

    for file in files:
        try:
            for number, record in read_records(file):
                if isinstance(record, str):
                    failures.append(f"{file}, line {number}: {record}")
                else:
                    yield record
        except KhabarError as error:
            failures.append(str(error))
