"""Pieces of a shard into its outputs, inside one process: read one by one, then written together.

What each step returns is plain data that travels between processes; nothing in it tells when or where it was made.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from khabar.corpus.memory import Memory
from khabar.corpus.runs.manifest import RECORDS, path_of
from khabar.corpus.runs.pieces import Piece, Wishes, reports_of
from khabar.errors import KhabarError
from khabar.record import Report

_MOST_KEPT = 262_144
"""Bytes of a piece that are kept with the reason for which it was set aside; of longer ones only the reference."""
_ADDRESS = re.compile(r"0x[0-9a-f]{6,}")


@dataclass(slots=True)
class Read:
    """What came of a piece: its records as JSON lines, their rows by table, what was set aside, and what was counted."""

    lines: list[str] = field(default_factory=list)
    rows: list[dict[str, list[Any]]] = field(default_factory=list)
    aside: list[dict[str, Any]] = field(default_factory=list)
    words: int = 0
    characters: int = 0


class _Caught:
    """Holds any exception of a block: whatever breaks on one report must not stop a million; memory is no such matter."""

    error: Exception | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception) or isinstance(error, MemoryError):
            return False
        self.error = error
        return True


def read_piece(piece: Piece, wishes: Wishes, memory: Memory) -> Read:
    """Read the reports of a piece; one that breaks the reading is set aside. `MemoryError` goes through."""
    made = Read()
    with _Caught() as caught:
        for item in reports_of(piece, wishes):
            if isinstance(item, KhabarError):
                made.aside.append(set_aside(piece, "unreadable", str(item)))
            else:
                _read(item, piece, wishes, memory, made)
    if caught.error is not None:
        made.aside.append(set_aside(piece, "error", _told(caught.error)))
    return made


def _read(report: Report, piece: Piece, wishes: Wishes, memory: Memory, made: Read) -> None:
    import khabar
    from khabar.export.tables import rows_of
    from khabar.export.writing import record_json

    memory.add(len(report.text))
    with _Caught() as caught:
        record = khabar.read(report, model=wishes.settings.model)
        line, rows = record_json(record), rows_of(record)
        made.lines.append(line)
        made.rows.append(rows)
        made.words += len(report.text.split())
        made.characters += len(report.text)
    if caught.error is not None:
        made.aside.append(set_aside(piece, "error", _told(caught.error), report=report.id))


def _told(error: Exception) -> str:
    return _ADDRESS.sub("0x…", f"{type(error).__name__}: {error}")


def set_aside(piece: Piece, kind: str, why: str, *, report: str | None = None) -> dict[str, Any]:
    """Return the line of the errors file on a piece.

    kind: "unreadable" (no report in it), "error" (reading broke), "time", "memory" or "crash" (the process died of it).
    """
    kept = base64.b64encode(piece.data).decode() if len(piece.data) <= _MOST_KEPT and piece.kind != "broken" else None
    return {
        "kind": kind,
        "where": piece.where,
        "uri": piece.uri,
        "report": report,
        "error": why,
        "bytes": len(piece.data),
        "sha256": hashlib.sha256(piece.data).hexdigest(),
        "data": kept,
    }


def write_shard(shard: str, pieces: tuple[Piece, ...], read: list[Read]) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return a shard's files by their paths, and its counts. A piece whose rows no table takes is set aside."""
    from khabar.export.tables import TABLES, parquet_of

    with _Caught() as caught:
        tables = parquet_of(_joined(read))
    if caught.error is not None:
        read = [_writable(piece, made) for piece, made in zip(pieces, read, strict=True)]
        tables = parquet_of(_joined(read))
    aside = [line for made in read for line in made.aside]
    files = {path_of(name, shard): data for name, data in tables.items()}
    lines = "".join(line + "\n" for made in read for line in made.lines)
    files[path_of(RECORDS, shard)] = packed(lines.encode("utf-8", "replace"))
    if aside:
        told = "".join(json.dumps(line, ensure_ascii=True) + "\n" for line in aside)
        files[path_of("errors", shard)] = told.encode()
    kinds = sorted({line["kind"] for line in aside})
    rows = _joined(read)
    counts = {
        "reports": sum(len(made.lines) for made in read),
        "words": sum(made.words for made in read),
        "characters": sum(made.characters for made in read),
        "set_aside": {kind: sum(line["kind"] == kind for line in aside) for kind in kinds},
        "rows": {table.name: len(rows[table.name]) for table in TABLES},
    }
    return files, counts


def _joined(read: list[Read]) -> dict[str, list[Any]]:
    from khabar.export.tables import TABLES

    held: dict[str, list[Any]] = {table.name: [] for table in TABLES}
    for made in read:
        for rows in made.rows:
            for name, found in rows.items():
                held[name] += found
    return held


def _writable(piece: Piece, made: Read) -> Read:
    from khabar.export.tables import parquet_of

    with _Caught() as caught:
        parquet_of(_joined([made]))
    if caught.error is None:
        return made
    return Read(aside=[*made.aside, set_aside(piece, "error", _told(caught.error))])


def packed(data: bytes) -> bytes:
    """Return bytes compressed by zstd; the same bytes give the same with the same Arrow."""
    import pyarrow as pa

    out = pa.BufferOutputStream()
    with pa.CompressedOutputStream(out, "zstd") as stream:
        stream.write(data)
    return bytes(out.getvalue())


def unpacked(data: bytes) -> bytes:
    """Return what `packed` was given."""
    import pyarrow as pa

    with pa.CompressedInputStream(pa.BufferReader(data), "zstd") as stream:
        return bytes(stream.read())
