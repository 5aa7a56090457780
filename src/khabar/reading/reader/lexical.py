"""What the lexicons and the earlier steps know of each word, for the reader to weigh with what the encoder sees.

Only what is known before anything is weighed: clitics, quotation marks, parties, places, times, and whether the word
could be a cue or a trigger. Each kind of knowledge is a column; its values are numbered by `Lexical`.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from khabar.reading.analysis import Analysis
from khabar.reading.events.triggers import candidates as trigger_candidates
from khabar.reading.statements import candidates as cue_candidates
from khabar.reading.statements.scene import scene_of

COLUMNS = ("kind", "clitics", "place in sentence", "party", "place or time", "cue", "cue form", "event", "event form")


def described(analysis: Analysis) -> list[list[str]]:
    """Return by column what is known of every token, "" where nothing is."""
    columns: list[list[str]] = [[""] * len(analysis) for _ in COLUMNS]
    kinds, clitics, where, party, circumstance, cue, cue_form, event, event_form = columns
    for at, form in enumerate(analysis.forms):
        way = form.best
        kinds[at] = form.kind
        clitics[at] = f"{way.conjunction}|{way.particle}|{way.article}|{bool(way.pronoun)}"
        quoted = "quoted" if analysis.quote_of[at] >= 0 else ""
        where[at] = quoted + ("first" if analysis.sentences[analysis.sentence_of[at]].first == at else "")
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
        return np.array(
            [[known.get(column[at], 0) for column, known in zip(columns, self.values, strict=True)] for at in tokens],
            dtype=np.int64,
        ).reshape(len(tokens), len(COLUMNS))
