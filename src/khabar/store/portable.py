"""A whole store as JSON lines, and back: machine's records, where reports were met, corrections, merges of parties.

Every line says what it is: a record has `"schema": "khabar/1"` as everywhere; the others are named below. What can be
made again from these (tables, threads, near-duplicates) is not written.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from khabar.errors import KhabarError, StoreError, saying
from khabar.export.writing import read_lines, record_json, write_lines
from khabar.record import Record
from khabar.store import schema
from khabar.store.corrections import Correction
from khabar.store.merging import settle
from khabar.store.opening import write_transaction
from khabar.store.packing import unpack
from khabar.store.preparing import Appearance, folded_names, prepare
from khabar.store.writing import recorrect, remember_correction, saw

if TYPE_CHECKING:
    from khabar.store import Store

READING = "khabar-reading/1"
APPEARANCE = "khabar-appearance/1"
CORRECTION = "khabar-correction/1"
MERGE = "khabar-merge/1"
_BATCH = 50
_BEGINS = f'{{"schema": "{READING}"'


@dataclass(slots=True)
class Taken:
    """What came in: reports kept, reports there already, other lines, and lines that were nothing."""

    kept: int = 0
    known: int = 0
    others: int = 0
    failures: list[str] = field(default_factory=list)


def save(store: Store, target: Path) -> int:
    """Write everything of a store that cannot be made again to a file; return how many reports. Memory stays flat."""
    number = 0

    def counted() -> Iterator[str]:
        nonlocal number
        for line in lines(store):
            number += line.startswith(_BEGINS)
            yield line

    write_lines(counted(), target)
    return number


def lines(store: Store) -> Iterator[str]:
    """Yield everything of a store that cannot be made again, line by line, without their ends."""
    r = schema.reports.c
    last = 0
    while True:
        with store.engine.connect() as connection:
            query = select(r.key, r.reading, r.record).where(r.key > last).order_by(r.key).limit(_BATCH)
            rows = connection.execute(query).all()
        for row in rows:
            record = Record.model_validate(unpack(row.record))
            yield _line(READING, {"report": record.source.id, "reading": row.reading})
            yield record_json(record)
            for met in store.appearances(record.source.id):
                yield _line(APPEARANCE, {"report": record.source.id} | met)
            last = row.key
        if len(rows) < _BATCH:
            break
    for correction in store.corrections():
        yield _line(CORRECTION, asdict(correction))
    for merge in store.merges(undone=True):
        facts = merge.row()
        yield _line(MERGE, {name: facts[name] for name in facts if name not in ("key", "kept_name", "merged_name")})


def take(store: Store, path: Path) -> Taken:
    """Take in what `save`, or `khabar read --format jsonl`, wrote; what is there already stays as it is.

    Raise `ExportError` if the file cannot be read; a line that is nothing is told in `failures`, the others are kept.
    """
    taken = Taken()
    reading: dict[str, str] = {}
    for number, line in read_lines(path):
        try:
            _take_one(store, line, reading, taken)
        except (KhabarError, ValueError, KeyError, TypeError) as error:
            taken.failures.append(f"{path}, line {number}: {error}")
    return taken


def _take_one(store: Store, line: Any, reading: dict[str, str], taken: Taken) -> None:
    if isinstance(line, ValueError):
        raise line
    if isinstance(line, Record):
        outcome = store.add(prepare(line, reading=reading.pop(line.source.id, None)))
        taken.kept += outcome != "known"
        taken.known += outcome == "known"
        return
    kind = line.pop("schema", None) if isinstance(line, dict) else None
    if kind == READING:
        reading[line["report"]] = line["reading"]
    elif kind == APPEARANCE:
        _met(store, line)
    elif kind == CORRECTION:
        _correct(store, line)
    elif kind == MERGE:
        _merge(store, line)
    else:
        raise StoreError(saying("neither a record nor anything else that khabar writes"))
    taken.others += 1


def _met(store: Store, line: dict[str, Any]) -> None:
    words = (line["uri"], line["outlet"], line["agency"], line["title"])
    with write_transaction(store.engine) as connection:
        saw(connection, [(line["report"], Appearance(*words, folded_names(*words[:3])))])


def _correct(store: Store, line: dict[str, Any]) -> None:
    line["at"] = dt.datetime.fromisoformat(line["at"])
    correction = Correction(**line)
    if correction not in store.corrections(correction.report):
        with write_transaction(store.engine) as connection:
            remember_correction(connection, asdict(correction))
            recorrect(connection, [correction.report])


def _merge(store: Store, line: dict[str, Any]) -> None:
    for name in ("at", "undone_at"):
        line[name] = dt.datetime.fromisoformat(line[name]) if line[name] else None
    there = {(m.kept, m.merged, m.at) for m in store.merges(undone=True)}
    if (line["kept"], line["merged"], line["at"]) not in there:
        with write_transaction(store.engine) as connection:
            connection.execute(insert(schema.merges).values(**line))
            settle(connection)


def _line(kind: str, facts: dict[str, Any]) -> str:
    return json.dumps({"schema": kind} | facts, ensure_ascii=True, default=str)
