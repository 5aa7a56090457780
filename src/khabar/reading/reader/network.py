"""The weights of the neural reader, run by onnxruntime on one core.

model/encoder.onnx sees pieces; model/names.onnx the words, for personal names; model/heads.onnx the words of a whole report (or of a block of a long one) with what the
lexicons know of them; model/small.npz holds what numpy applies. The same text always gives the same numbers.
"""

from __future__ import annotations

from functools import cache
from itertools import chain
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from khabar.errors import ModelError
from khabar.reading.analysis import Analysis
from khabar.reading.reader.hints import Floats, ReaderHints
from khabar.reading.reader.lexical import Lexical, described
from khabar.reading.reader.naming import PERSON, Values, names_of
from khabar.reading.reader.naming import described as described_by_word
from khabar.reading.reader.pieces import FIRST, LAST, Vocabulary, windows, words_read
from khabar.reading.reader.shipped import FOLDER, check
from khabar.record import Caution

LONGEST = 100_000
"""Words of the longest report that the reader reads; its answers take six kilobytes a word."""
WIDTH = 384
_BLOCK = 2_000  # words whose neighbours are seen together


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class Encoder:
    """The encoder with its vocabulary."""

    def __init__(self, folder: Path) -> None:
        self._encoder, self.vocabulary = _session(folder / "encoder.onnx"), Vocabulary(folder / "pieces.json")

    def vectors(self, words: list[str], spaced: list[bool], sentence_of: list[int]) -> Floats:
        """Return words × width: the mean over the pieces of each word.

        spaced: whether a space stands before a word; sentence_of: its sentence.
        """
        ids = self.vocabulary.cut(words, spaced)
        each = list(map(len, ids))
        pieces, sizes = np.fromiter(chain.from_iterable(ids), np.int64, sum(each)), np.array(each, np.int64)
        ends = np.cumsum(sizes)
        starts = ends - sizes
        vectors = np.zeros((len(ids), WIDTH), np.float32)
        for first, last in windows(sentence_of, each):
            # one at a time: together they would all be as long as the longest, and no faster
            begin, end = starts[first], ends[last - 1]
            row = np.full((1, end - begin + 2), FIRST)
            row[0, 1:-1], row[0, -1] = pieces[begin:end], LAST
            mask = np.zeros((1, 1, 1, row.shape[1]), np.float32)
            ((found,),) = self._encoder.run(None, {"ids": row, "mask": mask})
            vectors[first:last] = means(found, starts[first:last] - begin + 1, sizes[first:last])
        return vectors


def means(rows: Floats, starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> Floats:
    """Return the mean of each run of rows; starts, sizes (1 or more): by run.

    Most runs have one row or two, so this is far faster than numpy's `add.reduceat`, whose order of adding it keeps.
    """
    sums = rows[starts]
    several = np.flatnonzero(sizes > 1)
    if len(several):
        others = rows[starts[several] + 1]
        for more in range(2, int(sizes.max())):
            longer = np.flatnonzero(sizes[several] > more)
            others[longer] += rows[starts[several[longer]] + more]
        sums[several] += others
    return np.divide(sums, sizes[:, None].astype(np.float32))


class Network:
    """All weights; raise `ModelError` where a file is missing or not what was shipped."""

    def __init__(self, folder: Path) -> None:
        check(folder)
        self.encoder, self.lexical = Encoder(folder), Lexical(folder / "lexical.json")
        self._heads = _session(folder / "heads.onnx")
        named = (folder / "names.onnx").is_file()
        self._names = _session(folder / "names.onnx") if named else None
        self._values = Values(folder / "names.json") if named else None
        self._outputs = [output.name for output in self._heads.get_outputs()]
        with np.load(folder / "small.npz") as known:
            self._small = {name: known[name].astype(np.float32) for name in known.files}

    def vectors(self, analysis: Analysis) -> Floats:
        """Return words × width of a report, computed when first asked for."""
        if analysis.vectors is None:
            tokens, spaced = words_read(analysis)
            sentence_of = [analysis.sentence_of[at] for at in tokens]
            analysis.vectors = self.encoder.vectors([analysis.texts[at] for at in tokens], spaced, sentence_of)
        found: Floats = analysis.vectors
        return found

    def persons(self, analysis: Analysis) -> dict[int, tuple[int, float]]:
        """Return the personal names of a report whose places and times are known: first token → (end token, chance)."""
        if self._names is None or self._values is None:
            return {}
        tokens, _ = words_read(analysis)
        vectors, sentence_of = self.vectors(analysis), [analysis.sentence_of[at] for at in tokens]
        known = self._values.numbers(described_by_word(analysis, tokens))
        found = {}
        for first, last in windows(sentence_of, [1] * len(sentence_of), _BLOCK):
            (scores,) = self._names.run(None, {"words": vectors[first:last], "known": known[first:last]})
            for kind, start, end, chance in names_of(scores):
                if kind == PERSON:
                    found[tokens[first + start]] = (tokens[first + end - 1] + 1, chance)
        return found

    def hints(self, analysis: Analysis) -> ReaderHints:
        """Return the reader's opinion of a report whose parties, places and times are known."""
        tokens, _ = words_read(analysis)
        sentence_of = [analysis.sentence_of[at] for at in tokens]
        vectors = self.vectors(analysis)
        analysis.vectors = analysis.words_read = None
        numbers = self.lexical.numbers(described(analysis), tokens)
        made: list[list[Floats]] = []
        for first, last in windows(sentence_of, [1] * len(sentence_of), _BLOCK):
            made.append(self._heads.run(None, {"words": vectors[first:last], "lexical": numbers[first:last]}))
        whole = made[0] if len(made) == 1 else [np.concatenate(parts) for parts in zip(*made, strict=True)]
        said = dict(zip(self._outputs, whole, strict=True))
        return ReaderHints({token: word for word, token in enumerate(tokens)}, said, self._small)


@cache
def network(folder: Path) -> Network | ModelError:
    """Return the reader of a folder, loaded once per process, or what is wrong with it."""
    try:
        return Network(folder)
    except ModelError as error:
        return error


def find_persons(analysis: Analysis, folder: Path = FOLDER) -> None:
    """Ask the reader where personal names stand; without its files, or with a report too long for it, nowhere."""
    if 0 < len(words_read(analysis).tokens) <= LONGEST:
        reader = network(folder)
        if isinstance(reader, Network):
            analysis.persons_read = reader.persons(analysis)


def find_hints(analysis: Analysis, folder: Path = FOLDER) -> None:
    """Ask the reader about every word of a report.

    Without the reader's files, or with a report too long for it, a warning is noted and the rules decide alone.
    """
    words = len(words_read(analysis).tokens)
    if words == 0:
        return
    reader = network(folder)
    if isinstance(reader, ModelError):
        analysis.cautions.append(Caution(code="reader-missing", message=f"read by rules and lexicons alone: {reader}"))
    elif words > LONGEST:
        message = f"read by rules and lexicons alone: {words} words are more than the {LONGEST} the neural reader takes"
        analysis.cautions.append(Caution(code="too-long-for-reader", message=message))
    else:
        analysis.hints = reader.hints(analysis)
