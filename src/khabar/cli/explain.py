"""`khabar explain`: which rule and which lexicon entry made a claim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from khabar.cli.modelling import NoModel, settings_of
from khabar.errors import KhabarError
from khabar.record import Report

if TYPE_CHECKING:  # spaCy waits until a report is read
    from khabar.reading.analysis import Piece

EXAMPLES = """\b
Examples:
  khabar explain report.txt --at 120
      the claims over the 121st character
  khabar explain report.txt --id s-1f0c5a0b2c3d
      the claim with this id (ids as in --format json)

\b
Exit codes: 0 something was found; 1 the file could not be read, or no claim
is there; 2 wrong usage."""


class Claim(NamedTuple):
    """One claim and how it was made."""

    id: str
    what: str
    start: int
    end: int
    words: str
    by: str
    entry: str
    confidence: float | None
    reader: str = ""


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


def claims(report: Report, *, model: bool = False) -> Iterator[Claim]:
    """Yield every claim of a report's reading with its rule and lexicon entry; with the neural reader also what it said."""
    from khabar.assemble import Assembly
    from khabar.cli.reader_part import on_event, on_statement
    from khabar.reading import read_report

    analysis = read_report(report, model=model)
    ids = Assembly(analysis)
    alone = read_report(report) if analysis.hints is not None else analysis

    def claim(id_: str, what: str, piece: Piece, how: tuple[str, str, float | None], reader: str = "") -> Claim:
        return Claim(id_, what, piece.start, piece.end, analysis.text_of(piece), *how, reader)

    for id_, time in zip(ids.times, analysis.times, strict=True):
        yield claim(id_, f"time ({time.kind})", time.piece, (time.by, "", None))
    for id_, place in zip(ids.places, analysis.places, strict=True):
        for piece in place.mentions:
            yield claim(id_, f"place {place.name}", piece, (place.by, "", None))
    for id_, party in zip(ids.entities, analysis.parties, strict=True):
        for mention in party.mentions:
            piece = analysis.party_mentions[mention].piece
            yield claim(id_, f"entity {party.name} ({party.kind})", piece, (party.by, party.gazetteer_id or "", None))
    for id_, s in zip(ids.statements, analysis.statements, strict=True):
        entry = f"{s.entry}; act by {s.act_because}" if s.act_because else s.entry
        how = (s.by, entry, s.confidence * s.act_chance)
        reader = on_statement(analysis, s, alone)
        yield claim(id_, f"statement ({s.act}), its cue", s.cue, how, reader)
        if s.content:
            yield claim(id_, f"statement ({s.act}), its content", s.content, how, reader)
    for id_, p in zip(ids.proposals, analysis.proposals, strict=True):
        for piece in p.mentions:
            yield claim(id_, f"proposal ({p.kind})", piece, (p.by, p.entry, p.confidence))
    for id_, e in zip(ids.events, analysis.events, strict=True):
        how = (e.by, e.entry, e.confidence)
        yield claim(id_, f"event ({e.type})", e.trigger, how, on_event(analysis, e, alone))
