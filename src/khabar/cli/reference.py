"""The reference page of the command line, written from the commands themselves.

Run `python -m khabar.cli.reference > docs/reference/cli.md` after a change; a test compares.
"""

from __future__ import annotations

import sys

import typer
from typer.testing import CliRunner

from khabar.cli import app


def command_reference() -> str:
    """Return the help of every command as one Markdown page."""
    runner = CliRunner()
    environment = {"COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"}
    command = typer.main.get_command(app)
    names = sorted(getattr(command, "commands", {}))
    pages = ["# The command line\n\nWritten by `python -m khabar.cli.reference`; do not edit.\n"]
    for name in names:
        shown = runner.invoke(app, [name, "--help"], env=environment, prog_name="khabar").stdout
        text = "\n".join(line.rstrip() for line in shown.strip().splitlines())
        pages.append(f"## khabar {name}\n\n```text\n{text}\n```\n")
    return "\n".join(pages)


if __name__ == "__main__":
    sys.stdout.write(command_reference())
