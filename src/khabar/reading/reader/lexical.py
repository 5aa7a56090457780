"""What the lexicons and the earlier steps know of each word, for the reader to weigh with what the encoder sees.

Only what is known before anything is weighed: clitics, quotation marks, parties, places, times, and whether the word
could be a cue or a trigger. Each kind of knowledge is a column; its values are numbered by `Lexical`.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from khabar.arabic import Segmentation
from khabar.reading.analysis import Analysis
from khabar.reading.events.triggers import candidates as trigger_candidates
from khabar.reading.statements import candidates as cue_candidates
from khabar.reading.statements.scene import scene_of

COLUMNS = ("kind", "clitics", "place in sentence", "party", "place or time", "cue", "cue form", "event", "event form")


@lru_cache(maxsize=100_000)
def clitics_of(way: Segmentation) -> str:
    """Return which clitics a word wears, as the reader's networks name it."""
    return f"{way.conjunction}|{way.particle}|{way.article}|{bool(way.pronoun)}"


def described(analysis: Analysis) -> list[list[str]]:
    """Return by column what is known of every token, "" where nothing is."""
    columns: list[list[str]] = [[""] * len(analysis) for _ in COLUMNS]
    kinds, clitics, where, party, circumstance, cue, cue_form, event, event_form = columns
    kinds[:] = [form.kind for form in analysis.forms]
    clitics[:] = [clitics_of(form.best) for form in analysis.forms]
    where[:] = ["quoted" if quote >= 0 else "" for quote in analysis.quote_of]
    for sentence in analysis.sentences:
        where[sentence.first] += "first"
    for mention in sorted(analysis.party_mentions, key=lambda m: m.piece.first - m.piece.last):  # the innermost stays
        piece, kind = mention.piece, analysis.parties[mention.party].kind
        for at in range(piece.first, piece.last):
            party[at] = f"{kind.value}|{'first' if at == piece.first else 'inside'}|{mention.form}"
    for pieces, name in (
        ([piece for place in analysis.places for piece in place.mentions], "place"),
        ([time.piece for time in analysis.times], "time"),
    ):
        for piece in pieces:
            for at in range(piece.first, piece.last):
                circumstance[at] = f"{name}|{'first' if at == piece.first else 'inside'}"
    scene = scene_of(analysis)
    for sentence in analysis.sentences:
        first = max(sentence.first, analysis.body) if sentence.last > analysis.header_first else sentence.first
        for found in cue_candidates(scene, first, sentence.last) if first < sentence.last else ():
            cue[found.first] = found.verb_name
            cue_form[found.first] = f"{found.manner}|{found.negated}|{found.before}|{bool(found.sources)}"
    for candidate in trigger_candidates(analysis):
        if not event[candidate.token]:
            sense = candidate.sense
            tense = sense.inflections[0].tense if sense.inflections else ""
            event[candidate.token] = f"{sense.entry.type}|{sense.entry.family}"
            event_form[candidate.token] = f"{sense.entry.type}|{sense.kind}|{tense}|{sense.number}"
    return columns


class Lexical:
    """The values of each column by number; 0 is any value that training did not see."""

    def __init__(self, path: Path) -> None:
        self.values: list[dict[str, int]] = [
            {value: number for number, value in enumerate(values, 1)} for values in json.loads(path.read_text("utf-8"))
        ]

    def numbers(self, columns: list[list[str]], tokens: list[int]) -> NDArray[np.int64]:
        """Return the numbers of the values of some tokens, one row a token, one column a kind of knowledge."""
        found = np.empty((len(tokens), len(COLUMNS)), np.int64)
        for place, (column, known) in enumerate(zip(columns, self.values, strict=True)):
            number = known.get
            found[:, place] = [number(column[at], 0) for at in tokens]
        return found
