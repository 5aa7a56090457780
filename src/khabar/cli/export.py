"""`khabar export` and `khabar import`: records out of a store for other tools, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from khabar.cli.storing import DEFAULT_DB, Db, InReport, Outlet, Since, Until, opened

EXAMPLES = """Examples:

  khabar export parquet --out tables/            a table a kind of object, with a data dictionary: DuckDB, pandas, R

  khabar export csv --out tables/ --since 2016-10-01 --until 2016-10-31

  khabar export jsonl --out records.jsonl        whole records, as corrected

  khabar export store --out all.jsonl            everything khabar import needs to make the store again

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

  khabar import all.jsonl --db khabar.db         a store that khabar export store wrote

  khabar import records.jsonl                    records that khabar read --format jsonl wrote

Exit codes: 0 all kept or there already; 1 a line is no record (the rest is kept); 2 wrong usage."""


def export(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="jsonl, store, parquet, csv, jsonld, plover, cameo, ceasefires, pax, geojson, spacy or gold.",
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
    from khabar.store.portable import save

    with opened(db) as store:
        if form.lower() == "store":
            number = save(store, out)
            typer.echo(f"khabar: {number} report{'s' if number != 1 else ''} written to {out}", err=True)
            return
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
    from khabar.store.portable import take

    failed = False
    with opened(db, new=True) as store:
        for file in files:
            taken = take(store, file)
            for failure in taken.failures:
                typer.echo(f"khabar: {failure}", err=True)
            told = f"{taken.kept} kept, {taken.known} there already, {len(taken.failures)} failed"
            typer.echo(f"khabar: {file}: {told}", err=True)
            failed = failed or bool(taken.failures)
    if failed:
        raise typer.Exit(1)
