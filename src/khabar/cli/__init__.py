"""The command line: thin. Data goes to stdout, progress and complaints to stderr.

Exit codes: 0 all read; 1 at least one input could not be read, or a floor was missed; 2 wrong usage.
"""

from __future__ import annotations

import gc
import os
import sys

import typer

from khabar.cli import across, add, correct, dossier, evaluate, explain, export, inspect, questions, read, show

app = typer.Typer(
    name="khabar",
    help="Read Arabic news reports; write down who said what, who wants what, what happened, where and when.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("read", epilog=read.EXAMPLES)(read.read)
app.command("explain", epilog=explain.EXAMPLES)(explain.explain)
app.command("evaluate", epilog=evaluate.EXAMPLES)(evaluate.evaluate)
app.command("add", epilog=add.EXAMPLES)(add.add)
app.command("watch", epilog=add.WATCH_EXAMPLES)(add.watch)
for _question in (
    questions.statements,
    questions.proposals,
    questions.positions,
    questions.events,
    questions.parties,
    questions.timeline,
    questions.search,
    questions.compare,
):
    app.command(_question.__name__, epilog=questions.EXAMPLES)(_question)
app.command("threads", epilog=across.EXAMPLES)(across.threads)
app.command("utterances", epilog=across.EXAMPLES)(across.utterances)
app.command("contradictions", epilog=across.EXAMPLES)(across.contradictions)
app.command("show", epilog=show.EXAMPLES)(show.show)
app.add_typer(correct.app, name="correct")
app.command("merges", epilog=correct.EXAMPLES)(correct.merges)
app.command("dossier", epilog=dossier.EXAMPLES)(dossier.dossier)
app.command("export", epilog=export.EXAMPLES)(export.export)
app.command("import", epilog=export.IMPORT_EXAMPLES)(export.import_)
app.command("schema")(inspect.schema)
app.command("doctor")(inspect.doctor)

# Loading the lexicons makes some hundred thousand objects that all stay; looking through them for garbage again and
# again, as Python does by default, is a fifth of a cold start.
_COLLECT = (400_000, 20, 50)


@app.callback(invoke_without_command=True)
def _version(
    *, version: bool = typer.Option(False, "--version", help="Print the version and stop.", is_eager=True)
) -> None:
    if version:
        from khabar import __version__

        typer.echo(f"khabar {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line; a reader of our output that goes away early (`| head`) is no error."""
    gc.set_threshold(*_COLLECT)
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except SystemExit as ended:
        _leave(ended)


def _leave(ended: SystemExit) -> None:
    """Stop without taking half a million objects apart, a tenth of a cold start; output is written out first."""
    if isinstance(ended.code, str) or "khabar.store" in sys.modules:  # what holds files or processes ends as usual
        raise ended
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        sys.stderr.close()
    os._exit(ended.code or 0)
