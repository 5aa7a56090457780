"""Files into shards: bounded, named, and the same whoever works on them, however many.

A file that holds many reports (JSON lines, WARC, Parquet) is cut by itself; files of one report each are gathered.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final, NamedTuple

from khabar.corpus.archive import iter_pages
from khabar.corpus.runs.inputs import File
from khabar.corpus.runs.pieces import Piece, Wishes, digest_of
from khabar.errors import KhabarError, UnreadableError
from khabar.sources.jsonl import FIELDS

MOST_PIECES: Final = 500
MOST_BYTES: Final = 2_000_000
"""About twenty seconds of reading on one core."""
_MARKUP = 8
"""Of a page's bytes one in so many is text that is read."""
_LONGEST_CHARACTER = 4
_ROWS = 64
_KNOWN = {name for names in FIELDS.values() for name in names}


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of a corpus that is read and written as one.

    stream: what it was cut from, a file or the small files of a folder; spans: bytes of the inputs as they lie there.
    """

    name: str
    stream: str
    pieces: tuple[Piece, ...]
    spans: int

    @property
    def digest(self) -> str:
        """SHA-256 of its pieces."""
        return digest_of(self.pieces)


@dataclass(slots=True)
class _Cutter:
    """Gathers the pieces of one stream and hands out a shard when there are enough."""

    stream: str
    most_bytes: int
    number: int = 0
    cost: int = 0
    spans: int = 0
    pieces: list[Piece] = field(default_factory=list)

    def add(self, piece: Piece, spans: int) -> Iterator[Shard]:
        """Take a piece; a large one does not join others that would be too many with it."""
        cost = len(piece.data) // (_MARKUP if piece.kind == "page" or piece.told == "html" else 1)
        if self.pieces and self.cost + cost > self.most_bytes:
            yield self._shard()
        self.pieces.append(piece)
        self.cost += cost
        self.spans += spans
        if len(self.pieces) == MOST_PIECES:
            yield self._shard()

    def rest(self, spans: int = 0) -> Iterator[Shard]:
        """Hand out what is left; spans: bytes after the last piece."""
        self.spans += spans
        if self.pieces:
            yield self._shard()

    def _shard(self) -> Shard:
        made = Shard(f"{stream_id(self.stream)}-{self.number:05d}", self.stream, tuple(self.pieces), self.spans)
        self.number, self.cost, self.spans = self.number + 1, 0, 0
        self.pieces.clear()
        return made


def stream_id(stream: str) -> str:
    """Return a stream's name as part of file names: what of it every file system takes, and a hash of the whole."""
    plain = re.sub(r"[^A-Za-z0-9.]+", "_", stream).strip("._")[-40:].strip("._")
    return f"{plain or 'corpus'}-{hashlib.sha256(stream.encode('utf-8', 'replace')).hexdigest()[:6]}"


def shards_of(files: Iterable[File], wishes: Wishes, *, most_bytes: int = MOST_BYTES) -> Iterator[Shard]:
    """Yield the shards of files, in their order; of an input that breaks off, what came before it and the reason."""
    small: _Cutter | None = None
    for file in files:
        if small is not None and small.stream != file.root:
            yield from small.rest()
            small = None
        if file.form in _LARGE:
            own, last = _Cutter(file.name, most_bytes), 0
            for piece, at in _pieces(file, wishes):
                yield from own.add(piece, max(at - last, 0))
                last = max(at, last)
            yield from own.rest(max(file.size - last, 0))
        else:
            small = small or _Cutter(file.root, most_bytes)
            for piece, _ in _pieces(file, wishes):
                yield from small.add(piece, file.size)
    if small is not None:
        yield from small.rest()


def _pieces(file: File, wishes: Wishes) -> Iterator[tuple[Piece, int]]:
    """The pieces of a file, each with how many of the file's bytes have been taken in by then."""
    number = 0
    try:
        with file.opened() as (raw, plain):
            for piece, at in _CUT.get(file.form or "", _whole)(_Source(file, raw, plain, wishes)):
                number += 1
                yield piece, at
    except KhabarError as error:
        yield _broken(file.name, error), file.size
    else:
        if not number:
            yield _broken(file.name, UnreadableError(f"{file.name} is empty: there is no report in it")), file.size


class _Source(NamedTuple):
    """A file that is being cut: as it lies there, and unpacked."""

    file: File
    raw: BinaryIO
    plain: BinaryIO
    wishes: Wishes

    @property
    def most(self) -> int:
        """Bytes that the longest text takes."""
        return self.wishes.settings.max_chars * _LONGEST_CHARACTER + 1


def _broken(where: str, error: KhabarError) -> Piece:
    return Piece("broken", where, where, str(error).encode("utf-8", "replace"))


def _whole(source: _Source) -> Iterator[tuple[Piece, int]]:
    name, form = source.file.name, source.file.form
    data = source.plain.read(source.most)
    if form == "feed":
        yield Piece("feed", name, name, data), source.file.size
    else:
        yield Piece("file", name, name, data, form), source.file.size


def _lines(source: _Source) -> Iterator[tuple[Piece, int]]:
    name, most = source.file.name, source.most + source.wishes.settings.fetch_bytes
    number = 0
    while line := source.plain.readline(most):
        number += 1
        where, uri = f"{name}, line {number}", f"{name}#{number}"
        if len(line) == most and not line.endswith(b"\n"):
            while (rest := source.plain.readline(most)) and not rest.endswith(b"\n"):
                pass
            broken = UnreadableError(f"{where} is longer than {most} bytes: it is no report")
            yield _broken(where, broken), source.raw.tell()
        elif line.strip():
            yield Piece("line", where, uri, line), source.raw.tell()


def _json(source: _Source) -> Iterator[tuple[Piece, int]]:
    """An array's objects one by one; anything else as the whole file."""
    name, size = source.file.name, source.file.size
    data = source.plain.read(source.most)
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list):
        yield Piece("file", name, name, data, "json"), size
        return
    for number, one in enumerate(found, 1):
        made = Piece("line", f"{name}, object {number}", f"{name}#{number}", json.dumps(one).encode())
        yield made, size * number // len(found)


def _archive(source: _Source) -> Iterator[tuple[Piece, int]]:
    for page in iter_pages(source.plain, source.file.name, source.wishes.settings):
        if isinstance(page, KhabarError):
            yield _broken(source.file.name, page), source.raw.tell()
        else:
            yield Piece("page", page.where, page.url, page.data, page.encoding), source.raw.tell()


def _table(source: _Source) -> Iterator[tuple[Piece, int]]:
    import pyarrow as pa
    import pyarrow.parquet

    name, number = source.file.name, 0
    try:
        table = pa.parquet.ParquetFile(source.plain)
        named = [column for column in table.schema_arrow.names if column in _KNOWN]
        if not set(named) & set(FIELDS["text"]):
            has, sought = ", ".join(table.schema_arrow.names), ", ".join(FIELDS["text"])
            message = f"{name} has no column with text: it has {has}; looked for {sought}"
            raise UnreadableError(message)
        for batch in table.iter_batches(batch_size=_ROWS, columns=named):
            for row in batch.to_pylist():
                number += 1
                data = json.dumps(row, default=_plain).encode()
                made = Piece("line", f"{name}, row {number}", f"{name}#{number}", data)
                yield made, source.file.size * number // table.metadata.num_rows
    except pa.ArrowException as error:
        message = f"{name} cannot be read to its end as Parquet: {error}"
        raise UnreadableError(message) from error


def _plain(value: Any) -> str:
    """A day or a moment as JSON has it."""
    return value.isoformat() if isinstance(value, dt.date) else str(value)


_LARGE = {"jsonl", "warc", "parquet"}
"""Forms of files that are cut by themselves: there may be no end of reports in them."""
_CUT = {"jsonl": _lines, "json": _json, "warc": _archive, "parquet": _table}
