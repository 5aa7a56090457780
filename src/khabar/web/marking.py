"""A report's claims in place: the text cut into pieces of whole words, each with the claims that lie over it.

Claims overlap freely, so marks are not nested; a piece carries all layers over it and the page draws each in a lane
of its own. A cut never falls inside a word: Arabic letters stay joined, whatever the element they stand in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from khabar.export.page import claims
from khabar.record import Record, Span

LAYERS = ("content", "cue", "proposal", "event", "party", "place", "time")
"""Kinds of marks, the widest first."""
_GAP = re.compile(r"\n(?:[^\S\n]*\n)+")
_WORD = re.compile(r"[\w\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the report: layers and ids of the claims over them, the ids that begin here, how deep contents lie."""

    text: str
    layers: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    deep: bool = False


def claims_of(record: Record) -> Iterator[tuple[Span, str, str]]:
    """Yield every marked span with its layer and the id of its claim."""
    for span, layer, ident in claims(record):
        yield span, "content" if layer == "statement" else layer, ident


def pieces(record: Record) -> list[Piece]:
    """Return the text cut wherever a claim begins or ends; joined, the pieces are the text."""
    text = record.source.text
    words = [match.span() for match in _WORD.finditer(text)]
    starts = [start for start, _ in words]
    opens: dict[int, list[tuple[str, str]]] = {}
    closes: dict[int, list[tuple[str, str]]] = {}
    for span, layer, ident in claims_of(record):
        opens.setdefault(_whole(words, starts, span.start)[0], []).append((layer, ident))
        closes.setdefault(_whole(words, starts, span.end)[1], []).append((layer, ident))
    made: list[Piece] = []
    active: list[tuple[str, str]] = []
    begun: set[str] = set()
    position = 0
    gaps = {at for gap in _GAP.finditer(text) for at in gap.span()}
    for cut in sorted({*opens, *closes, *gaps, len(text)}):
        if cut > position:
            over = sorted(set(active), key=lambda claim: (LAYERS.index(claim[0]), claim[1]))
            ids = tuple(dict.fromkeys(ident for _, ident in over))
            made.append(
                Piece(
                    text=text[position:cut],
                    layers=tuple(dict.fromkeys(layer for layer, _ in over)),
                    ids=ids,
                    begins=tuple(ident for ident in ids if ident not in begun),
                    deep=sum(layer == "content" for layer, _ in over) > 1,
                )
            )
            begun.update(ids)
            position = cut
        for claim in closes.get(cut, ()):
            active.remove(claim)
        active += opens.get(cut, ())
    return made


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Pieces between two empty lines; or, where `gap`, those lines themselves."""

    pieces: tuple[Piece, ...]
    gap: bool = False

    @property
    def text(self) -> str:
        """The words of all pieces."""
        return "".join(piece.text for piece in self.pieces)


def paragraphs(record: Record) -> list[Paragraph]:
    """Return the pieces of a text by paragraphs, and the empty lines between them."""
    gaps = {gap.span() for gap in _GAP.finditer(record.source.text)}
    made: list[Paragraph] = []
    held: list[Piece] = []
    position = 0
    for piece in pieces(record):
        here = (position, position + len(piece.text))
        position = here[1]
        if here not in gaps:
            held.append(piece)
            continue
        made += [Paragraph(tuple(held)), Paragraph((piece,), gap=True)]
        held = []
    return [*made, Paragraph(tuple(held))]


def _whole(words: list[tuple[int, int]], starts: list[int], at: int) -> tuple[int, int]:
    """The bounds of the word that a place lies inside of; the place itself where it lies in none."""
    n = bisect_right(starts, at) - 1
    if n >= 0 and words[n][0] < at < words[n][1]:
        return words[n]
    return at, at
