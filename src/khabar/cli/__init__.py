"""The command line: thin. Data goes to stdout, progress and complaints to stderr.

A command's module is imported when it is asked for: taking in all of them, with their options, would be a tenth of a
cold start.

Exit codes: 0 all read; 1 at least one input could not be read, or a floor was missed; 2 wrong usage.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable
from importlib import import_module
from typing import NamedTuple

import typer


class Command(NamedTuple):
    """Where a command is found: a module of this package, in it a function or an app of its own, and its examples."""

    module: str
    function: str
    examples: str = "EXAMPLES"


COMMANDS = {
    "read": Command("read", "read"),
    "explain": Command("explain", "explain"),
    "evaluate": Command("evaluate", "evaluate"),
    "add": Command("add", "add"),
    "watch": Command("add", "watch", "WATCH_EXAMPLES"),
    "corpus": Command("corpus", "app"),
    "statements": Command("questions", "statements"),
    "proposals": Command("questions", "proposals"),
    "positions": Command("questions", "positions"),
    "events": Command("questions", "events"),
    "parties": Command("questions", "parties"),
    "timeline": Command("questions", "timeline"),
    "search": Command("questions", "search"),
    "compare": Command("questions", "compare"),
    "threads": Command("across", "threads"),
    "utterances": Command("across", "utterances"),
    "contradictions": Command("across", "contradictions"),
    "show": Command("show", "show"),
    "correct": Command("correct", "app"),
    "merges": Command("correct", "merges"),
    "dossier": Command("dossier", "dossier"),
    "export": Command("export", "export"),
    "import": Command("export", "import_", "IMPORT_EXAMPLES"),
    "serve": Command("serve", "serve"),
    "user": Command("user", "app"),
    "backup": Command("backup", "backup"),
    "restore": Command("backup", "restore", "RESTORE_EXAMPLES"),
    "schema": Command("inspect", "schema", ""),
    "doctor": Command("inspect", "doctor", ""),
}

# Loading the lexicons makes some hundred thousand objects that all stay; looking through them for garbage again and
# again, as Python does by default, is a fifth of a cold start.
_COLLECT = (400_000, 20, 50)


def app_of(names: Iterable[str]) -> typer.Typer:
    """Return the program with these of its commands."""
    made = typer.Typer(
        name="khabar",
        help="Read Arabic news reports; write down who said what, who wants what, what happened, where and when.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback(invoke_without_command=True)(_version)
    for name in names:
        module, function, examples = COMMANDS[name]
        room = import_module(f"khabar.cli.{module}")
        command = getattr(room, function)
        if isinstance(command, typer.Typer):
            made.add_typer(command, name=name)
        else:
            made.command(name, epilog=getattr(room, examples) if examples else None)(command)
    return made


def __getattr__(name: str) -> typer.Typer:
    """Give `app`, the program with all its commands, when it is first asked for."""
    if name != "app":
        message = f"module 'khabar.cli' has no attribute {name!r}"
        raise AttributeError(message)
    made = globals()["app"] = app_of(COMMANDS)
    return made


def _version(
    *, version: bool = typer.Option(False, "--version", help="Print the version and stop.", is_eager=True)
) -> None:
    if version:
        from khabar import __version__

        typer.echo(f"khabar {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line; a reader of our output that goes away early (`| head`) is no error.

    A command named first is the only one taken in; all are where help, completion or a slip of the pen needs them.
    """
    gc.set_threshold(*_COLLECT)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # else every installed package is asked for one
    first = sys.argv[1:2]
    try:
        app_of(first if first and first[0] in COMMANDS else COMMANDS)()
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
