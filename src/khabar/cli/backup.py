"""`khabar backup` and `khabar restore`: a whole store in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from khabar.cli.storing import DEFAULT_DB, Db, opened
from khabar.errors import KhabarError

EXAMPLES = """Examples:

  khabar backup khabar.backup                      while the desk runs

  khabar backup night.backup --db postgresql://khabar@localhost/khabar

Reports, corrections, merges, users and the audit log are in it, and nobody else may read the file. Its first line tells
what it holds, with a checksum of the rest. Exit codes: 0 written; 2 no store, or a file that cannot be written."""

RESTORE_EXAMPLES = """Examples:

  khabar restore khabar.backup --db new.db         into a store that is empty, or that is not there yet

  khabar restore khabar.backup --db new.db --force           into one that is not: what it holds is lost

  khabar restore khabar.backup --db postgresql://khabar@localhost/khabar

Stop the desk over that store first. Everybody signs in anew. Exit codes: 0 restored; 2 refused, or the backup is damaged."""


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it; an older one is replaced.")],
    *,
    db: Db = DEFAULT_DB,
) -> None:
    """Write a whole store to one file, users and corrections too; the desk may go on meanwhile."""
    from khabar.store.backup import backup as make

    with opened(db) as store:
        made = make(store, file)
    typer.echo(f"khabar: {file}: {made.reports} reports, {made.users} users (sha256 {made.sha256[:16]}…)", err=True)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What khabar backup wrote.")],
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace what the store holds.")] = False,
    db: Db = DEFAULT_DB,
) -> None:
    """Bring a store to what a backup holds."""
    from khabar.store.backup import restore as bring

    try:
        found = bring(file, db, force=force)
    except KhabarError as error:
        typer.echo(f"khabar: {error}", err=True)
        raise typer.Exit(2) from error
    typer.echo(f"khabar: {found.reports} reports and {found.users} users as of {found.made_at}", err=True)
