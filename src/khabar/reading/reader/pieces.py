"""Words → pieces of the encoder's vocabulary, reports → windows that the encoder can take."""

from __future__ import annotations

import json
import re
import unicodedata
from math import inf
from pathlib import Path
from typing import NamedTuple

from khabar.reading.analysis import Analysis

WINDOW = 160
"""Most pieces of a window; the encoder has 512 positions, two of them for the marks at both ends."""
FIRST, LAST, UNKNOWN = 0, 2, 3
_MOST = 8  # pieces of one word; what is longer is no word
_UNSEEN = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_SPACE = "\u2581"  # what stands for a space in the vocabulary


class Words(NamedTuple):
    """The words of a report: the tokens that are no space, by index, and of each whether a space stands before it."""

    tokens: list[int]
    spaced: list[bool]


def words_of(analysis: Analysis) -> Words:
    """Return the words of a report."""
    tokens = [at for at, form in enumerate(analysis.forms) if form.kind != "space"]
    text, starts = analysis.report.text, analysis.starts
    return Words(tokens, [starts[at] == 0 or text[starts[at] - 1].isspace() for at in tokens])


def words_read(analysis: Analysis) -> Words:
    """Return the words of a report, counted once however often the reader is asked of it."""
    if analysis.words_read is None:
        analysis.words_read = words_of(analysis)
    found: Words = analysis.words_read
    return found


class Vocabulary:
    """The encoder's unigram pieces; every word type is cut once.

    Of all ways to cut a word the one whose pieces have the highest sum of scores is taken (Kudo 2018), as by the
    library `tokenizers`, which would bring a dozen packages for the network along.
    """

    def __init__(self, path: Path) -> None:
        stored = json.loads(path.read_text("utf-8"))
        self._pieces: dict[str, tuple[int, float]] = {
            piece: (number, score) for number, (piece, score) in enumerate(stored) if number > UNKNOWN
        }
        self._longest = max(map(len, self._pieces))
        self._unknown = min(score for _, score in stored) - 10.0  # the score of a character that is in no piece
        self._known: dict[tuple[str, bool], tuple[int, ...]] = {}

    def cut(self, words: list[str], spaced: list[bool]) -> list[tuple[int, ...]]:
        """Return the pieces of each word."""
        known, pieces = self._known, self.pieces
        return [known.get((word, gap)) or pieces(word, spaced=gap) for word, gap in zip(words, spaced, strict=True)]

    def pieces(self, word: str, *, spaced: bool) -> tuple[int, ...]:
        """Return the pieces of a word, at least one; vowel signs, tatweel and bidi marks count for nothing."""
        found = self._known.get((word, spaced))
        if found is None:
            plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", word[:64])).translate(_DIGITS).replace(" ", "")
            found = tuple(self._cut((_SPACE if spaced else "") + (plain or "-"))[:_MOST])
            if len(self._known) < 200_000:
                self._known[word, spaced] = found
        return found

    def _cut(self, text: str) -> list[int]:
        """Return the likeliest pieces of a text that is not empty; unknown characters side by side are one piece."""
        size, get = len(text), self._pieces.get
        best = [0.0, *[-inf] * size]
        back = [(0, UNKNOWN)] * (size + 1)
        for start in range(size):
            base = best[start]
            if base + self._unknown > best[start + 1]:
                best[start + 1], back[start + 1] = base + self._unknown, (start, UNKNOWN)
            for end in range(start + 1, min(size, start + self._longest) + 1):
                known = get(text[start:end])
                if known is not None and base + known[1] > best[end]:
                    best[end], back[end] = base + known[1], (start, known[0])
        found: list[int] = []
        end = size
        while end:
            end, number = back[end]
            if number != UNKNOWN or found[-1:] != [UNKNOWN]:
                found.append(number)
        return found[::-1]


def windows(sentence_of: list[int], sizes: list[int], most: int = WINDOW) -> list[tuple[int, int]]:
    """Cut words into runs first ≤ i < last of at most `most` pieces, between sentences where that wastes little.

    sentence_of, sizes: by word, its sentence and its number of pieces.
    """
    found: list[tuple[int, int]] = []
    first = size = cut = kept = 0  # kept: pieces before the last place between sentences
    for at, pieces in enumerate(sizes):
        if at and sentence_of[at] != sentence_of[at - 1]:
            cut, kept = at, size
        if size + pieces > most:
            last = cut if cut > first and kept > 0.4 * most else at
            found.append((first, last))
            size = sum(sizes[last:at])
            first, kept = last, 0
        size += pieces
    if first < len(sizes):
        found.append((first, len(sizes)))
    return found
