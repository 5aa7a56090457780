"""Nouns that stand before place names, from lexicon/places.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from khabar.arabic import fold
from khabar.lexicon import load
from khabar.reading.places.names import bare, words_of

BUILT = frozenset({"airport", "facility", "crossing", "camp"})
"""Kinds of places that stand in or at a town whose name they may bear ("مطار مومباي")."""
QUOTES = frozenset({'"', "«", "»", "“", "”", "'"})


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun before place names: what it calls them, when it makes a place of an unknown name, its gender."""

    kind: str
    form: str
    gender: str


@cache
def nouns() -> dict[str, Noun]:
    """Return the place nouns of the lexicon by folded form."""
    return {fold(word): Noun(e["kind"], e["form"], e["gender"]) for e in load("places")["noun"] for word in e["words"]}


@cache
def taking_up() -> dict[str, str]:
    """Return the definite nouns that take up a place named before, with its kind."""
    return {fold(word): kind for word, kind in load("places")["taking_up"].items()}


@lru_cache(maxsize=100_000)
def role(norm: str) -> str | None:
    """What a folded word can begin, clitics aside: noun, border, territory, homeland, taking_up; or None."""
    for core, _ in bare(norm):
        if core in nouns():
            return "noun"
        for name, table in (("border", "border"), ("territory", "words"), ("homeland", "homeland")):
            if core in words_of("territory", table):
                return name
        if core in taking_up() or core == "العاصمه":
            return "taking_up"
    return None
