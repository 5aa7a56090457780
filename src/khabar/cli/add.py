"""`khabar add` and `khabar watch`: reports into a store, once or as a service."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.modelling import NoModel, settings_of
from khabar.cli.storing import DEFAULT_DB, Db, opened
from khabar.errors import KhabarError

if TYPE_CHECKING:
    from khabar.corpus import Summary

EXAMPLES = """Examples:

  khabar add reports/                         a folder: text, HTML, JSON lines, feeds, WARC, told by name and content

  khabar add https://example.org/feed.xml     what a feed links to

  khabar add archive.warc.gz --workers 4      an archive of the web, read in four processes

  cat report.txt | khabar add - --date 2016-10-03

What is there is not read again, so a run that was broken off is simply begun again.
Exit codes: 0 all added or there already; 1 something could not be read (the rest is added); 2 wrong usage."""

WATCH_EXAMPLES = """Examples:

  khabar watch feeds.toml          until it is told to stop (SIGTERM, Ctrl-C)

  khabar watch feeds.toml --once   look once at the feeds that are due, for cron

feeds.toml:

  every = 15                       # minutes between looks at a feed

  delay = 2                        # seconds between two requests to one host

  [[feed]]

  url = "https://example.org/feed.xml"

  outlet = "صحيفة المثال"

Exit codes: 0 stopped as told; 2 wrong usage."""


def add(
    inputs: Annotated[
        list[str], typer.Argument(metavar="PATH|URL|FEED|-…", help="Files, folders, pages, feeds, archives.")
    ],
    date: Annotated[
        str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="Day of publication; overrides what files say.")
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, max=64, help="Reading processes (default: one a core).")] = None,
    *,
    again: Annotated[bool, typer.Option("--again", help="Read also what is there by this very program.")] = False,
    no_model: NoModel = False,
    db: Db = DEFAULT_DB,
) -> None:
    """Read reports and keep their records in a store."""
    from khabar.cli.read import _day
    from khabar.corpus import add as add_all
    from khabar.corpus.intake import iter_corpus
    from khabar.sources.published import day_given

    published = day_given(_day(date))
    with opened(db, new=True) as store, _progress() as progress:
        settings = settings_of(no_model=no_model)
        items = iter_corpus(inputs, published=published, settings=settings)
        summary = add_all(store, items, workers=workers, again=again, model=settings.model, progress=progress)
    _tell(summary)
    if summary.failed:
        raise typer.Exit(1)


def _tell(summary: Summary) -> None:
    for failure in summary.failures:
        typer.echo(
            f"khabar: {failure.why}" if failure.where.endswith("Error") else f"khabar: {failure.where}: {failure.why}",
            err=True,
        )
    if summary.failed > len(summary.failures):
        typer.echo(f"khabar: … and {summary.failed - len(summary.failures)} more", err=True)
    parts = [f"{summary.new} added"]
    parts += [f"{summary.replaced} read anew"] if summary.replaced else []
    parts += [f"{summary.known} there already"] if summary.known else []
    parts += [f"{summary.failed} failed"] if summary.failed else []
    typer.echo(f"khabar: {', '.join(parts)}", err=True)


@contextmanager
def _progress() -> Iterator[Callable[[Summary], None]]:
    """Show on stderr, where somebody watches, how many reports have been met, how fast, and how many failed."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task("reading")

        def update(summary: Summary) -> None:
            speed = shown.tasks[0].elapsed or 0
            rate = f" · {(summary.new + summary.replaced) / speed:.0f} a second" if speed > 1 else ""
            failed = f" · {summary.failed} failed" if summary.failed else ""
            words = f"{summary.new + summary.replaced} added · {summary.known} there already{failed}{rate}"
            shown.update(task, description=words)

        yield update


def watch(
    plan: Annotated[
        Path, typer.Argument(metavar="FEEDS.TOML", help="Which feeds, how often.", exists=True, dir_okay=False)
    ],
    *,
    once: Annotated[bool, typer.Option("--once", help="Look at what is due, then stop.")] = False,
    no_model: NoModel = False,
    db: Db = DEFAULT_DB,
) -> None:
    """Watch feeds and keep the records of what they publish, until told to stop."""
    from khabar.corpus import read_plan
    from khabar.corpus import watch as watch_all

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        feeds = read_plan(plan)
    except KhabarError as error:
        typer.echo(f"khabar: {error}", err=True)
        raise typer.Exit(2) from error
    typer.echo(f"khabar: watching {len(feeds.feeds)} feeds", err=True)
    with opened(db, new=True) as store:
        watch_all(store, feeds, stop=stop, settings=settings_of(no_model=no_model), once=once, report=_tell_look)
    typer.echo("khabar: stopped", err=True)


def _tell_look(url: str, summary: Summary) -> None:
    for failure in summary.failures:
        typer.echo(f"khabar: {failure.why}", err=True)
    if summary.new or summary.replaced:
        typer.echo(f"khabar: {url}: {summary.new} added", err=True)
