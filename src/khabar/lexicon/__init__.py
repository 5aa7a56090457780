"""What a person edits: words and rules as TOML files, and the tables that find them in a text.

A lexicon file holds arrays of tables. Each entry has an `example`, a sentence of our own in which it must be
found: the tests run it. Values are written in full spelling and folded here.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

import rtoml  # a sixth of the time of the standard library's parser

from khabar.arabic import Segmentation, segmentations
from khabar.errors import LexiconError

Value = TypeVar("Value")


@cache
def load(name: str) -> dict[str, Any]:
    """Return lexicon/NAME.toml as parsed, once per process; raise `LexiconError` where it is no valid TOML."""
    try:
        return rtoml.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))
    except (OSError, rtoml.TomlParsingError) as error:
        message = f"lexicon/{name}.toml: {error}"
        raise LexiconError(message) from error


class Table(Generic[Value]):
    """Folded cores to values; finds a word in the text whatever clitics it wears. Lookups are kept by word type.

    bare: take only readings without article and pronoun (finite verbs wear neither an article nor "ب").
    """

    def __init__(self, values: dict[str, Value]) -> None:
        self.values = values
        self._seen: dict[str, tuple[tuple[Segmentation, Value], ...]] = {}

    def __contains__(self, core: str) -> bool:
        return core in self.values

    def all(self, folded: str) -> tuple[tuple[Segmentation, Value], ...]:
        """Return every reading of a folded word whose core is in the table, fewest clitics first."""
        hits = self._seen.get(folded)
        if hits is None:
            hits = tuple((s, self.values[s.core]) for s in segmentations(folded) if s.core in self.values)
            self._seen[folded] = hits
        return hits

    def get(self, folded: str) -> tuple[Segmentation, Value] | None:
        """Return the reading with the fewest clitics, or None."""
        hits = self.all(folded)
        return hits[0] if hits else None

    def forget(self) -> None:
        """Drop what was looked up so far: the words of the news do not end."""
        self._seen.clear()
