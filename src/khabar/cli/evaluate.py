"""`khabar evaluate`: records against annotated reports, or what is gathered of them against annotated stories."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Annotated

import typer

from khabar.cli.modelling import NoModel, settings_of
from khabar.errors import KhabarError

EXAMPLES = """\b
Examples:
  khabar evaluate evaluation/reports
      precision, recall and F1 by measure
  khabar evaluate evaluation/reports --errors
      and a line for each miss or error
  khabar evaluate evaluation/reports --floors evaluation/baseline.toml
      exit 1 if a measure is under its floor
  khabar evaluate --stories evaluation/stories
      threads, utterances, parties and contradictions across reports

\b
Exit codes: 0 done; 1 a floor was missed; 2 wrong usage or faulty gold."""


def evaluate(
    folder: Annotated[
        Path,
        typer.Argument(
            help="Folder of annotated reports, NAME.yaml beside NAME.txt; or of stories, NAME/story.yaml.",
            exists=True,
            file_okay=False,
        ),
    ],
    floors: Annotated[
        Path | None,
        typer.Option(
            help="TOML file of least F1 by measure: table [floors], [reader] with the neural reader, or [stories].",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    *,
    stories: Annotated[
        bool, typer.Option("--stories", help="Measure what is put together across the reports of stories.")
    ] = False,
    errors: Annotated[bool, typer.Option("--errors", help="List what was missed, wrong or too much.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON line.")] = False,
    no_model: NoModel = False,
) -> None:
    """Read the annotated reports of a folder and measure the records against the annotation."""
    from khabar import read
    from khabar.evaluate import below_floors
    from khabar.evaluate import evaluate as measure

    try:
        model = settings_of(no_model=no_model).model
        if stories:
            from khabar.store.threads.evaluation import evaluate_stories

            result = evaluate_stories(folder, lambda report: read(report.text, published=report.published, model=model))
        else:
            result = measure(folder, lambda gold: read(gold.text, published=gold.published, model=model))
        least = {} if floors is None else _least(floors, stories=stories, model=model)
    except (KhabarError, tomllib.TOMLDecodeError, KeyError) as error:
        typer.echo(f"khabar: {error}", err=True)
        raise typer.Exit(2) from error
    if as_json:
        typer.echo(json.dumps({name: round(value, 4) for name, value in result.figures().items()}))
    else:
        typer.echo(f"{result.reports} reports{'':18}  P      R      F1   right   made   gold")
        for name, t in result.tallies.items():
            typer.echo(f"{name:28}{t.precision:6.3f} {t.recall:6.3f} {t.f1:6.3f} {t.right:7}{t.made:7}{t.gold:7}")
        if not stories:
            typer.echo(f"{'RECORD':42}{result.record:6.3f}")
    if errors:
        typer.echo("\n".join(result.misses))
    low = below_floors(result, least)
    for line in low:
        typer.echo(f"khabar: {line}", err=True)
    if low:
        raise typer.Exit(1)


def _least(path: Path, *, stories: bool, model: bool) -> dict[str, float]:
    """The table of floors for what is measured; with the neural reader its own, where there is one."""
    tables: dict[str, dict[str, float]] = tomllib.loads(path.read_text("utf-8"))
    return tables["stories" if stories else "reader" if model and "reader" in tables else "floors"]
