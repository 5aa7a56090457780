"""`khabar explain`: which rule and which lexicon entry made a claim."""

from __future__ import annotations

from typing import Annotated

import typer

from khabar.cli.modelling import NoModel, settings_of
from khabar.errors import KhabarError

EXAMPLES = """\b
Examples:
  khabar explain report.txt --at 120
      the claims over the 121st character
  khabar explain report.txt --id s-1f0c5a0b2c3d
      the claim with this id (ids as in --format json)

\b
Exit codes: 0 something was found; 1 the file could not be read, or no claim
is there; 2 wrong usage."""


def explain(
    file: Annotated[str, typer.Argument(help="The report: a file, a URL, or - for standard input.", metavar="FILE")],
    at: Annotated[int | None, typer.Option(help="Offset of a character in the text, from 0.", min=0)] = None,
    id_: Annotated[str | None, typer.Option("--id", help="Id of a claim.")] = None,
    date: Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="Day of publication.")] = None,
    *,
    no_model: NoModel = False,
) -> None:
    """Tell which rule and lexicon entry made the claims at an offset, or the claim with an id."""
    if (at is None) == (id_ is None):
        message = "give either --at OFFSET or --id ID"
        raise typer.BadParameter(message)
    from khabar.explanation import claims
    from khabar.sources import load

    try:
        settings = settings_of(no_model=no_model)
        reports = load(file, published=date, settings=settings)
    except KhabarError as error:
        typer.echo(f"khabar: {error}", err=True)
        raise typer.Exit(1) from error
    found = False
    for report in reports:
        for claim in claims(report, model=settings.model):
            if claim.id == id_ or (at is not None and claim.start <= at < claim.end):
                found = True
                typer.echo(f"{claim.what}  {claim.id}  characters {claim.start}–{claim.end}")
                typer.echo(f"  words       {claim.words}")
                typer.echo(f"  made by     {claim.by}")
                if claim.entry:
                    typer.echo(f"  lexicon     {claim.entry}")
                if claim.confidence is not None:
                    typer.echo(f"  confidence  {claim.confidence:.2f}")
                if claim.reader:
                    typer.echo(f"  reader      {claim.reader}")
    if not found:
        typer.echo(f"khabar: no claim {f'with id {id_}' if id_ else f'over character {at}'} in {file}", err=True)
        raise typer.Exit(1)
