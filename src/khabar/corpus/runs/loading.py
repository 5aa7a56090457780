"""A run's folder into a store: records become rows in processes and are written in order; nothing is read anew."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from khabar.corpus.pooled import in_processes
from khabar.corpus.runs.catalogue import shards_in
from khabar.corpus.runs.manifest import RECORDS, path_of, read_manifest
from khabar.corpus.runs.place import Place
from khabar.corpus.runs.reading import unpacked
from khabar.errors import CorpusError
from khabar.store import Prepared, Store, prepare
from khabar.store.loads import Load, loads, remember_load

BATCH = 16
_MANY = 200
"""After so many new reports the database is told to count its rows anew."""


@dataclass(slots=True)
class Loaded:
    """What became of a run's shards and their reports; failures: what could not be taken in, and why."""

    total: int = 0
    shards: int = 0
    known_shards: int = 0
    new: int = 0
    replaced: int = 0
    known: int = 0
    failures: list[str] = field(default_factory=list)


class Line(NamedTuple):
    """A record as the run wrote it, by which reading, and where it stands."""

    where: str
    reading: str
    data: bytes


@dataclass(slots=True)
class _Left:
    """A shard on its way into the store: batches that are not written yet, and whether all went well."""

    load: Load
    batches: int
    whole: bool = True


def load(out: str, store: Store, *, workers: int = 1, progress: Callable[[Loaded], None] = lambda _: None) -> Loaded:
    """Write a run's records into a store; return what became of them.

    A shard that the store has is passed over; of a report that it has by a reading as good or newer (decision 17) only
    where it was met is noted. Raise `CorpusError` where the folder holds no run.
    """
    place, done = Place(out), Loaded()
    shards = shards_in(place)
    if not shards:
        message = f"{out} holds no shards: read a corpus into it first with khabar corpus run"
        raise CorpusError(message)
    done.total = len(shards)
    there = loads(store)
    underway: deque[_Left] = deque()
    batches = _batches(place, shards, there, underway, done)
    made = in_processes(batches, workers, prepare_lines, _died) if workers > 1 else map(prepare_lines, batches)
    for batch in made:
        _write(store, batch, underway, done)
        progress(done)
    if done.new + done.replaced >= _MANY:
        store.tidy()
    progress(done)
    return done


def _batches(
    place: Place, shards: list[str], there: dict[str, Load], underway: deque[_Left], done: Loaded
) -> Iterator[list[Line]]:
    """The records of the shards that the store does not have; of each shard it is noted how many batches it makes."""
    for shard in shards:
        digest = hashlib.sha256(place.read(path_of("manifests", shard)) or b"").hexdigest()
        if digest in there:
            done.known_shards += 1
            continue
        manifest = read_manifest(place, shard)
        lines = None if manifest is None else _lines(place, shard, manifest)
        if manifest is None or lines is None:
            done.failures.append(f"{shard} is not as it was written: run khabar corpus run again")
            continue
        reading = manifest["versions"]["reading"]
        batches = [lines[at : at + BATCH] for at in range(0, len(lines), BATCH)] or [[]]
        underway.append(_Left(Load(digest, shard, place.given, reading, len(lines)), len(batches)))
        yield from batches


def _lines(place: Place, shard: str, manifest: dict[str, Any]) -> list[Line] | None:
    path = path_of(RECORDS, shard)
    data = place.read(path)
    if data is None or hashlib.sha256(data).hexdigest() != manifest["outputs"][path]["sha256"]:
        return None
    reading = manifest["versions"]["reading"]
    lines = unpacked(data).split(b"\n")[:-1]
    return [Line(f"{shard}, record {number}", reading, line) for number, line in enumerate(lines, 1)]


def prepare_lines(lines: list[Line]) -> list[Prepared | str]:
    """Return the rows of records ready for writing, and in the place of what is no record the reason."""
    return [_prepared(line) for line in lines]


def _prepared(line: Line) -> Prepared | str:
    from khabar.export.writing import record_of

    try:
        return prepare(record_of(line.data), reading=line.reading)
    except ValueError as error:
        return f"{line.where} is no record of this khabar: {error}"


def _died(line: Line) -> str:
    return f"{line.where}: the process that prepared it died"


def _write(store: Store, batch: list[Prepared | str], underway: deque[_Left], done: Loaded) -> None:
    """Write a batch of the shard at hand; with its last one the shard is noted, if all of it is in the store."""
    outcomes = store.add_many([item for item in batch if not isinstance(item, str)])
    done.new += outcomes.count("new")
    done.replaced += outcomes.count("replaced")
    done.known += outcomes.count("known")
    failures = [item for item in batch if isinstance(item, str)]
    done.failures += failures
    left = underway[0]
    left.batches -= 1
    left.whole = left.whole and not failures
    if not left.batches:
        underway.popleft()
        done.shards += 1
        if left.whole:
            remember_load(store, left.load)
