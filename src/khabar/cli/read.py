"""`khabar read`: reports in, records out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.modelling import NoModel, settings_of
from khabar.errors import KhabarError

if TYPE_CHECKING:
    from khabar.record import Record, Report
    from khabar.settings import Settings

EXAMPLES = """\b
Examples:
  khabar read report.txt --date 2016-10-03
      the record on screen
  khabar read report.txt --format html > report.html
      a page with the claims marked in the text
  khabar read reports/ --format jsonl > records.jsonl
      a folder, one record a line
  khabar read - --format json < report.txt
      from standard input

\b
Exit codes: 0 all read; 1 at least one input could not be read (the others
are printed); 2 wrong usage."""


class Format(StrEnum):
    """How a record is printed."""

    VIEW = "view"
    JSON = "json"
    JSONL = "jsonl"
    MD = "md"
    HTML = "html"


def read(
    files: Annotated[
        list[str],
        typer.Argument(help="Files, folders or URLs: text, HTML, JSONL. - is standard input.", metavar="FILE…"),
    ],
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="YYYY-MM-DD", help="Day of publication; overrides what the file says."),
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", "-f", help="view: on screen; md, html: to pass on; json, jsonl: for programs.")
    ] = Format.VIEW,
    *,
    no_model: NoModel = False,
) -> None:
    """Read reports and print their records."""
    failures = 0
    printer = _Printer(form)
    try:
        published, settings = _day(date), settings_of(no_model=no_model)
        for item in _progress(_reports(files, published, settings), quiet=len(files) == 1 and files[0] == "-"):
            if isinstance(item, KhabarError):
                failures += 1
                typer.echo(f"khabar: {item}", err=True)
                continue
            printer.add(_record(item, model=settings.model))
    except KhabarError as error:
        typer.echo(f"khabar: {error}", err=True)
        raise typer.Exit(2) from error
    printer.close()
    if failures:
        raise typer.Exit(1)


def _day(text: str | None) -> str | None:
    """Check the --date argument here, before any file is opened."""
    import datetime as dt

    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        message = f"--date {text!r} is no day: write it as YYYY-MM-DD, for example 2016-10-03"
        raise typer.BadParameter(message) from None


def _reports(files: list[str], published: str | None, settings: Settings) -> Iterator[Report | KhabarError]:
    """Yield the reports of all inputs, and in the place of one that cannot be read the error that says why."""
    from khabar.sources import iter_inputs

    yield from iter_inputs(files, published=published, settings=settings)


def _record(report: Report, *, model: bool) -> Record:
    from khabar.assemble import assemble
    from khabar.reading import read_report

    return assemble(read_report(report, model=model))


def _progress(items: Iterator[Report | KhabarError], *, quiet: bool) -> Iterator[Report | KhabarError]:
    """Show on stderr how many reports have been read, where somebody watches and output goes elsewhere."""
    if quiet or not sys.stderr.isatty() or sys.stdout.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("reports read"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("read", total=None)
        for item in items:
            yield item
            progress.advance(task)


class _Printer:
    """Prints records one by one; `json` for several is an array, for one the bare object."""

    def __init__(self, form: Format) -> None:
        self.form = form
        self.held: Record | None = None
        self.many = False

    def add(self, record: Record) -> None:
        if self.form is Format.JSON:
            if self.held is not None:
                self._write(("," if self.many else "[") + "\n" + _json(self.held))
                self.many = True
            self.held = record
        elif self.form is Format.JSONL:
            self._write(record.model_dump_json() + "\n")
        elif self.form is Format.VIEW:
            from khabar.cli.view import show

            show(record)
        elif self.form is Format.MD:
            from khabar.export.markdown import to_markdown

            self._write(to_markdown(record))
        else:
            self.held = record if self.held is None else self.held
            from khabar.export.page import page_end, page_section, page_start

            if not self.many:
                self._write(page_start(record))
            self._write(page_section(record))
            self.many = True
            self.end = page_end

    def close(self) -> None:
        if self.form is Format.JSON and self.held is not None:
            self._write((",\n" if self.many else "") + _json(self.held) + ("\n]\n" if self.many else "\n"))
        elif self.form is Format.HTML and self.many:
            self._write(self.end())
        sys.stdout.flush()

    def _write(self, text: str) -> None:
        sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))


def _json(record: Record) -> str:
    return record.model_dump_json(indent=2)
