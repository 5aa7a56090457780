"""`khabar corpus`: a whole corpus read into a folder of tables, on one machine or a cluster, and from there into a store."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli.modelling import NoModel, settings_of
from khabar.cli.storing import DEFAULT_DB, Db, opened
from khabar.errors import KhabarError

if TYPE_CHECKING:
    from khabar.corpus.runs import Course, Engine
    from khabar.corpus.runs.loading import Loaded

app = typer.Typer(
    help="Read a whole corpus into tables, shard by shard, here or on a cluster; bring it into a store.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

RUN_EXAMPLES = """Examples:

  khabar corpus run news/ tables/                     a folder of JSON lines, WARC, Parquet, text, packed or not

  khabar corpus run "s3://bucket/2016-*.jsonl.gz" tables/    any address that fsspec knows

  khabar corpus run news/ tables/ --scheduler tcp://192.0.2.7:8786       on a cluster of Dask

A run that was stopped, also by kill -9, is begun again by the same command; what is done is not read again.
Exit codes: 0 all read; 1 something was set aside (errors/ tells what and why; the rest is done); 2 wrong usage, or a
cluster of another khabar; 130 stopped."""

_EVERY = 60.0
"""Seconds between two lines where nobody watches."""
_MOST_TOLD = 1000


@app.command("run", epilog=RUN_EXAMPLES)
def run(
    inputs: Annotated[
        list[str], typer.Argument(metavar="IN…", help="Files, folders, patterns, ZIP archives, addresses of fsspec.")
    ],
    out: Annotated[str, typer.Argument(metavar="OUT", help="The folder for tables, records and manifests.")],
    *,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, max=256, help="Reading processes here (default: one a core).")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="tcp://HOST:PORT", help="Read on this cluster of Dask instead.")
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="Day of publication; overrides what files say.")
    ] = None,
    no_model: NoModel = False,
    shard: Annotated[
        float, typer.Option("--shard", metavar="MB", min=0.001, max=64, help="How much of the corpus is read as one.")
    ] = 2.0,
    seconds: Annotated[
        int, typer.Option("--seconds", min=1, help="Processor time after which a report is set aside.")
    ] = 60,
    memory: Annotated[
        int, typer.Option("--memory", metavar="MB", min=500, help="Memory after which a report is set aside.")
    ] = 3000,
    retry: Annotated[bool, typer.Option("--retry", help="Read again what was set aside.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Take away what OUT has of inputs not named.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what is to be read, and read nothing.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")] = False,
) -> None:
    """Read a corpus into OUT: Parquet tables and records, a manifest for each part that is done."""
    from khabar.cli.read import _day
    from khabar.corpus.runs import Limits, Wishes, local
    from khabar.corpus.runs import run as run_all
    from khabar.sources.published import day_given

    before = signal.signal(signal.SIGTERM, _stop)
    try:
        wishes = Wishes(settings_of(no_model=no_model), day_given(_day(date)))
        with _progress(quiet=quiet) as progress:
            course = run_all(
                inputs,
                out,
                wishes=wishes,
                limits=Limits(seconds, memory),
                engine=local(workers) if scheduler is None else _cluster(scheduler, model=wishes.settings.model),
                most_bytes=int(shard * 1_000_000),
                retry=retry,
                prune=prune,
                dry=dry_run,
                progress=progress,
            )
    except KhabarError as error:
        typer.echo(f"khabar: {error}", err=True)
        raise typer.Exit(2) from error
    except KeyboardInterrupt:
        typer.echo("khabar: stopped; the same command goes on from here", err=True)
        raise typer.Exit(130) from None
    finally:
        signal.signal(signal.SIGTERM, before)
    if dry_run:
        _tell_plan(course)
        return
    _tell(course, out, quiet=quiet)
    if course.aside or course.unread:
        raise typer.Exit(1)


def _cluster(address: str, *, model: bool) -> Engine:
    from khabar.corpus.runs.cluster import dask

    return dask(address, model=model, tell=lambda words: typer.echo(f"khabar: {words}", err=True))


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def _tell(course: Course, out: str, *, quiet: bool) -> None:
    for told in course.unread:
        typer.echo(f"khabar: workers were lost with {told}; the next run tries again", err=True)
    if course.left:
        number = len(course.left)
        typer.echo(
            f"khabar: {number} shard{'s' if number > 1 else ''} of inputs not named this time stay (--prune)", err=True
        )
    parts = [f"{course.reports} reports read in {course.shards} shards"]
    anew = {why: number for why, number in sorted(course.whys.items()) if why != "new"}
    parts += [f"{number} of them anew for {why}" for why, number in anew.items()]
    parts += [f"{course.known} shards there already"] if course.known else []
    parts += [f"{course.aside} set aside ({out}/errors)"] if course.aside else []
    if not quiet or course.aside:
        typer.echo(f"khabar: {', '.join(parts)}", err=True)


def _tell_plan(course: Course) -> None:
    for why, number in sorted(course.whys.items()):
        typer.echo(f"{number} shards to read: {why}")
    typer.echo(f"{course.known} shards done")


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[Course], None]]:
    """Show on stderr how far a run is: a bar where somebody watches, else a line a minute."""
    begun = time.monotonic()
    if quiet:
        yield lambda _: None
        return
    if not sys.stderr.isatty():
        told = begun

        def tell(course: Course) -> None:
            nonlocal told
            if time.monotonic() - told >= _EVERY:
                told = time.monotonic()
                done = 100 * course.spans / course.total if course.total else 100
                typer.echo(f"khabar: {done:.0f} % · {_words(course, told - begun)}", err=True)

        yield tell
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (BarColumn(20), TaskProgressColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task("begins")

        def update(course: Course) -> None:
            words = _words(course, time.monotonic() - begun)
            shown.update(task, total=course.total, completed=course.spans, description=words)

        yield update


def _words(course: Course, seconds: float) -> str:
    """How many shards and reports are done, how fast, how long it will take."""
    parts = [f"{course.reports} reports in {course.shards} shards"]
    parts += [f"{course.known} shards there already"] if course.known else []
    parts += [f"{course.aside} set aside"] if course.aside else []
    if course.worked and seconds > 1:
        left = (course.total - course.spans) * seconds / course.worked
        parts += [f"{course.words / seconds:.0f} words a second", f"{_time(left)} left"]
    return " · ".join(parts)


def _time(seconds: float) -> str:
    minutes = round(seconds / 60)
    return (
        f"{minutes // 60} h {minutes % 60:02} min" if minutes > 90 else f"{minutes} min" if minutes > 1 else "a minute"
    )


LOAD_EXAMPLES = """Examples:

  khabar corpus load tables/ --db khabar.db

  khabar corpus load tables/ --db postgresql://khabar@localhost/khabar

Nothing is read anew. What is there is passed over, so a load that was broken off is simply begun again.
Exit codes: 0 all there; 1 something could not be taken in (the rest is there); 2 wrong usage, or no run in OUT."""

STATUS_EXAMPLES = """Examples:

  khabar corpus status tables/               what is done, by which reading, what was set aside

  khabar corpus status tables/ --errors      and each report that was set aside, with the reason

Exit codes: 0 all whole; 1 some output is not as it was written (the next run mends it); 2 wrong usage."""


@app.command("load", epilog=LOAD_EXAMPLES)
def load(
    out: Annotated[str, typer.Argument(metavar="OUT", help="The folder of a run.")],
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, max=64, help="Processes that prepare rows (default: one a core).")
    ] = None,
    *,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")] = False,
    db: Db = DEFAULT_DB,
) -> None:
    """Bring the records of a run into a store."""
    from khabar.corpus.runs.loading import load as load_all
    from khabar.corpus.runs.running import cores

    with opened(db, new=True) as store, _load_progress(quiet=quiet) as progress:
        done = load_all(out, store, workers=workers or cores(), progress=progress)
    for failure in done.failures[:_MOST_TOLD]:
        typer.echo(f"khabar: {failure}", err=True)
    parts = [f"{done.new} added"]
    parts += [f"{done.replaced} in the place of older readings"] if done.replaced else []
    parts += [f"{done.known} there already"] if done.known else []
    parts += [f"{done.known_shards} shards loaded before"] if done.known_shards else []
    parts += [f"{len(done.failures)} failed"] if done.failures else []
    if not quiet or done.failures:
        typer.echo(f"khabar: {', '.join(parts)}", err=True)
    if done.failures:
        raise typer.Exit(1)


@app.command("status", epilog=STATUS_EXAMPLES)
def status(
    out: Annotated[str, typer.Argument(metavar="OUT", help="The folder of a run.")],
    *,
    errors: Annotated[bool, typer.Option("--errors", help="List what was set aside, and why.")] = False,
) -> None:
    """Say what a run's folder holds, and whether all of it is as it was written."""
    from khabar.corpus.runs.catalogue import errors_in, overview

    try:
        found = overview(out)
    except KhabarError as error:
        typer.echo(f"khabar: {error}", err=True)
        raise typer.Exit(2) from error
    for name, value in found.lines():
        typer.echo(f"{name:12} {value}")
    if errors:
        for told in errors_in(out):
            typer.echo(f"{told['kind']}: {told['where']}: {told['error']}")
    if found.broken:
        raise typer.Exit(1)


@contextmanager
def _load_progress(*, quiet: bool) -> Iterator[Callable[[Loaded], None]]:
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (BarColumn(20), TextColumn("{task.description}"), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task("begins")

        def update(done: Loaded) -> None:
            words = f"{done.new + done.replaced} reports added · {done.known} there already"
            shown.update(task, total=done.total, completed=done.shards + done.known_shards, description=words)

        yield update
