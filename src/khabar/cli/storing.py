"""What all commands over a store share: opening it, options for filters, output as table, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from khabar.errors import KhabarError, StoreError
from khabar.labels import Language, label

if TYPE_CHECKING:  # SQLAlchemy waits until a store is opened
    from rich.text import Text

    from khabar.store import Store


class Format(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


Db = Annotated[
    str,
    typer.Option("--db", envvar="KHABAR_DB", metavar="FILE|URL", help="The store: an SQLite file, or postgresql://…"),
]
Party = Annotated[
    str | None, typer.Option("--party", "-p", help="A party: a name in Arabic or English, or a Wikidata id.")
]
Place = Annotated[str | None, typer.Option("--place", help="A place: a name, or LAT,LON in degrees.")]
Km = Annotated[float | None, typer.Option("--km", help="Everything within so many kilometres of --place.")]
Act = Annotated[str | None, typer.Option("--act", "-a", help="What was done by words: reject, accept, demand …")]
Since = Annotated[str | None, typer.Option("--since", metavar="YYYY-MM-DD", help="First day.")]
Until = Annotated[str | None, typer.Option("--until", metavar="YYYY-MM-DD", help="Last day.")]
Outlet = Annotated[str | None, typer.Option("--outlet", "-o", help="Part of an outlet's, agency's or host's name.")]
About = Annotated[str | None, typer.Option("--proposal", help="A proposal: its id, its kind, or words of it.")]
InReport = Annotated[str | None, typer.Option("--report", help="One report, by its id.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, max=10_000, help="How many lines.")]
Offset = Annotated[int, typer.Option("--offset", min=0, help="After how many lines.")]
Form = Annotated[Format, typer.Option("--format", "-f", help="table: to read; json, jsonl, csv: for programs.")]
Lang = Annotated[Language, typer.Option("--lang", "-l", help="Labels and names in English or Arabic.")]
DEFAULT_DB = "khabar.db"


@contextmanager
def opened(db: str, *, new: bool = False) -> Iterator[Store]:
    """Open a store for a command; what goes wrong is said in a line, with exit code 2."""
    from sqlalchemy.exc import DBAPIError

    from khabar.store import Store

    try:
        if not new and "://" not in db and not Path(db).exists():
            message = f"there is no store {db}: add reports first with khabar add, or name it with --db or KHABAR_DB"
            raise StoreError(message)
        with Store(db) as store:
            yield store
    except KhabarError as error:
        typer.echo(f"khabar: {error}", err=True)
        raise typer.Exit(2) from error
    except DBAPIError as error:
        typer.echo(f"khabar: the store {_named(db)} failed: {error.orig}", err=True)
        raise typer.Exit(1) from error


def _named(db: str) -> str:
    """A store's name without a password."""
    from khabar.store.opening import address

    return address(db).render_as_string(hide_password=True) if "://" in db else os.fspath(db)


def print_rows(rows: Iterable[dict[str, Any]], form: Format) -> None:
    """Print flat rows as JSON, JSON lines or CSV; days as YYYY-MM-DD."""
    held = list(rows)
    if form is Format.CSV:
        columns = list(dict.fromkeys(name for row in held for name in row))
        out = io.StringIO()
        writer = csv.DictWriter(out, columns)
        writer.writeheader()
        writer.writerows(held)
        _write(out.getvalue())
    elif form is Format.JSONL:
        for row in held:
            _write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
    else:
        _write(json.dumps(held, ensure_ascii=False, indent=2, default=str) + "\n")
    sys.stdout.flush()


def _write(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))


def print_table(
    title: str,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[str | Text]],
    language: Language,
    *,
    more: bool,
) -> None:
    """Print a table: columns as (heading, share of the width, 0 for what its words take); a note on stderr where there is more."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, expand=True, pad_edge=False
    )
    for name, ratio in columns:
        table.add_column(label(name, language), ratio=ratio or None, no_wrap=not ratio, overflow="fold")
    number = 0
    for row in rows:
        table.add_row(*(Text(cell) if isinstance(cell, str) else cell for cell in row))
        number += 1
    if not number:
        typer.echo("khabar: nothing in the store answers this", err=True)
        return
    Console(highlight=False).print(table)
    if more:
        typer.echo(f"khabar: there is more after these {number}: see --offset and --limit", err=True)
