"""Persons whom no lexicon knows: a small network over the encoder's vectors says where personal names stand.

It is asked before parties are found, so it knows of words only what lexicons say of them one by one, and where places
and times stand. What it is sure of makes a person where rules find no party (`khabar.reading.parties.find`).
model/names.onnx gives the log probability of each of `TAGS` for every word; the best sequence of them is taken.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from khabar.reading.analysis import Analysis
from khabar.reading.parties.lexemes import classes, is_common, is_listed, is_verbal, lexemes
from khabar.reading.parties.names import leads_of
from khabar.reading.parties.nations import demonym_of, starts_of
from khabar.reading.reader.lexical import clitics_of

TAGS = ("O", "B-PERS", "I-PERS", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
PERSON = "PERS"
COLUMNS = 10
_NEVER = -1e9
_CERTAIN = -0.005  # log probability of no name from which on no other tag is thought of
_BARRED = np.array(
    [[_NEVER if after[0] == "I" and before[2:] != after[2:] else 0.0 for after in TAGS] for before in TAGS]
)
_OPENING = np.array([_NEVER if tag[0] == "I" else 0.0 for tag in TAGS])
Names = list[tuple[str, int, int, float]]
"""Of each name its class, its first word, the one after its last, and how sure its least sure word is."""


@lru_cache(maxsize=100_000)
def of_word(norm: str) -> tuple[str, ...]:
    """Return what the lexicons know of a folded word: as a name, title or head; classes; everyday or verb; nation."""
    known, leads = lexemes(), leads_of(norm)
    given = next((str(lead) for lead in leads if norm[lead:] in known.given), "")
    family = next((str(lead) for lead in leads if norm[lead:] in known.family), "")
    noun = ("A" if norm.startswith("ال") else "") + ("T" if known.titles.get(norm) else "")
    everyday = ("C" if is_common(norm) else "") + ("L" if is_listed(norm) else "") + ("V" if is_verbal(norm) else "")
    starts = starts_of(norm)
    nation = ("D" if demonym_of(norm) is not None else "") + ("P" if starts.party else "") + "C" * bool(starts.country)
    return (
        f"{given}/{family}",
        noun + ("H" if known.heads.get(norm) else ""),
        "|".join(sorted(classes(norm))),
        everyday + ("S" if norm in known.verbs else ""),
        nation,
        str(min(len(norm), 9)),
    )


def described(analysis: Analysis, tokens: list[int]) -> list[tuple[str, ...]]:
    """Return the `COLUMNS` values of some tokens of a report whose places and times are known."""
    where = [""] * len(analysis)
    for node in analysis.places:
        for piece in node.mentions:
            for at in range(piece.first, piece.last):
                kind = "country" if node.kind == "country" else "place"
                where[at] = f"{kind}|{'f' if at == piece.first else 'i'}"
    for time in analysis.times:
        for at in range(time.piece.first, time.piece.last):
            where[at] = "time"
    found = []
    for at in tokens:
        form = analysis.forms[at]
        quoted = "q" if analysis.quote_of[at] >= 0 else ""
        found.append((form.kind, clitics_of(form.best), quoted, where[at], *of_word(form.norm)))
    return found


class Values:
    """The values of each column by number, as training saw them; 0 is any other."""

    def __init__(self, path: Path) -> None:
        self.values: list[dict[str, int]] = [
            {value: number for number, value in enumerate(own, 1)} for own in json.loads(path.read_text("utf-8"))
        ]

    def numbers(self, rows: list[tuple[str, ...]]) -> NDArray[np.int64]:
        """Return words × `COLUMNS`."""
        found = np.empty((len(rows), COLUMNS), np.int64)
        for place, (column, known) in enumerate(zip(zip(*rows, strict=True), self.values, strict=True) if rows else ()):
            number = known.get
            found[:, place] = [number(value, 0) for value in column]
        return found


def likeliest(scores: NDArray[Any]) -> list[int]:
    """Return the best sequence of tags in which no name goes on that has not begun; scores: words × tags, logarithms."""
    best, back = scores[0] + _OPENING, []
    for own in scores[1:]:
        sums = best[:, None] + _BARRED
        back.append(sums.argmax(0))
        best = sums.max(0) + own
    found = [int(best.argmax())]
    for choice in reversed(back):
        found.append(int(choice[found[-1]]))
    return found[::-1]


def tagged(scores: NDArray[Any]) -> list[int]:
    """Return the tag of every word: none where that is nearly certain, the best sequence of each stretch between."""
    tags = [0] * len(scores)
    open_ = np.flatnonzero(scores[:, 0] < _CERTAIN)
    if len(open_):
        for run in np.split(open_, np.flatnonzero(np.diff(open_) > 1) + 1):
            first, last = int(run[0]), int(run[-1]) + 1
            tags[first:last] = likeliest(scores[first:last])
    return tags


def names_of(scores: NDArray[Any]) -> Names:
    """Return the names in words × tags, in order."""
    tags = tagged(scores)
    found: Names = []
    for at, tag in enumerate(tags):
        if not tag:
            continue
        chance = float(np.exp(scores[at, tag]))
        if TAGS[tag][0] == "B":
            found.append((TAGS[tag][2:], at, at + 1, chance))
        else:
            kind, first, _, least = found[-1]
            found[-1] = (kind, first, at + 1, min(least, chance))
    return found
