"""The glossary: Arabic news words with a short English meaning each (glossary.tsv).

Columns: word as a dictionary cites it (no article; verbs in the past, third person masculine singular), its class,
its English (after a slash the plural of a noun or the past of a verb where English makes it irregularly), and other
forms: broken plurals of a noun; present and active participle of a verb. Sound plurals, duals, genders, persons and
clitics are worked out by `khabar.export.gloss`.

Classes: particle, number, ordinal, month (days of the week too), title, person, body, place, naming (nouns that a
proper name follows: hospital, airport), noun, adj, nationality, verb, tail (clauses after a source's name), name
(personal names with their usual English spelling).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Entry(NamedTuple):
    """A word and its meaning; `irregular` is the English plural or past where no rule makes it."""

    word: str
    kind: str
    english: str
    irregular: str
    forms: tuple[str, ...]


@cache
def entries() -> tuple[Entry, ...]:
    """Return all entries in the order of the file, read once per process."""
    lines = files("khabar.lexicon").joinpath("glossary.tsv").read_text("utf-8").split("\n")[1:-1]
    made = []
    for line in lines:
        word, kind, english, forms = line.split("\t")
        regular, _, irregular = english.partition("/")
        made.append(Entry(word, kind, regular, irregular, tuple(forms.split("|")) if forms else ()))
    return tuple(made)
