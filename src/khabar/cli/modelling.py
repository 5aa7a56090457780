"""The option `--no-model` of the commands that read."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from khabar.settings import Settings

NoModel = Annotated[bool, typer.Option("--no-model", help="Rules and lexicons alone, without the neural reader.")]


def settings_of(*, no_model: bool) -> Settings:
    """Return the settings of the environment, with the reader off where the command says so."""
    settings = Settings.from_environment()
    return replace(settings, model=False) if no_model else settings
