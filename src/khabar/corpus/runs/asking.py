"""A shard is read by asking a process of its own; who asks outlives it, and sets aside the report it died of.

This runs in any executor: in a thread here, in a process, in a worker of Dask. Processes that have read are kept warm
for the next shard, so that lexicons and model are loaded once in each.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

import khabar
from khabar.corpus.runs.child import TOO_LARGE
from khabar.corpus.runs.manifest import Limits, environment, made_manifest, path_of
from khabar.corpus.runs.pieces import Piece, Wishes, digest_of
from khabar.corpus.runs.reading import Read, set_aside
from khabar.errors import CorpusError

_TRIES = 2
"""A report is the poison if a fresh process dies of it too: the first may have been ended by somebody else."""
_USUAL = 100_000
"""Bytes of a report of usual length at most; a longer one has more time by as much."""
_STUCK = 20
"""So many times its processor time a piece may take by the clock: what waits for ever uses no processor."""
_ENVIRONMENT = {
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
    "ARROW_DEFAULT_MEMORY_POOL": "system",  # Arrow's own takes a gigabyte of addresses before it needs any
}
"""Of a reading process: there are as many of them as cores, so one thread each."""


class Job(NamedTuple):
    """What a worker is asked to do: a shard, how to read it, and what versions the run is by."""

    shard: str
    stream: str
    pieces: tuple[Piece, ...]
    wishes: Wishes
    limits: Limits
    versions: dict[str, str]


class Made(NamedTuple):
    """A shard's outputs by their paths, the manifest last; its counts; what died on the way, for the run's log."""

    shard: str
    files: dict[str, bytes]
    counts: dict[str, Any]
    deaths: list[str]


def read_shard(job: Job) -> Made:
    """Read a shard, whatever is in it. Raise `CorpusError` where this is another khabar than the run's."""
    check_versions(environment(model=job.wishes.settings.model), job.versions, "a worker")
    asker = _Asker(job)
    try:
        read = [asker.read(piece) for piece in job.pieces]
        files, counts = asker.write(read)
    finally:
        asker.leave()
    return made_of(job, files, counts, asker.deaths)


def made_of(job: Job, files: dict[str, bytes], counts: dict[str, Any], deaths: list[str]) -> Made:
    """Return a shard's outputs with their manifest."""
    given = {
        "sha256": digest_of(job.pieces),
        "pieces": len(job.pieces),
        "bytes": sum(len(piece.data) for piece in job.pieces),
        "first": job.pieces[0].where,
        "last": job.pieces[-1].where,
    }
    manifest = made_manifest(job.shard, job.stream, given, counts, files, wishes=job.wishes, limits=job.limits)
    return Made(job.shard, files | {path_of("manifests", job.shard): manifest}, counts, deaths)


def check_versions(found: dict[str, str], wanted: dict[str, str], who: str) -> None:
    """Raise `CorpusError` if versions are not those of the run, for then outputs would not be the same."""
    if found != wanted:
        other = ", ".join(
            f"{name} {found.get(name, 'none')} (here {wanted[name]})"
            for name in wanted
            if found.get(name) != wanted[name]
        )
        message = f"{who} has {other}: install the same versions everywhere"
        raise CorpusError(message)


class DiedError(Exception):
    """The process that was asked is gone; what it died of: "time", "memory", "crash" or "stuck"."""

    def __init__(self, kind: str, why: str) -> None:
        super().__init__(why)
        self.kind = kind


class Reader:
    """A process that reads (`khabar.corpus.runs.child`), and the pipe to it."""

    def __init__(self) -> None:
        ours, theirs = Pipe()
        home = str(Path(khabar.__file__).parents[1])
        program = f"import sys; sys.path.insert(0, {home!r}); from multiprocessing.connection import Connection; from khabar.corpus.runs.child import serve; serve(Connection({theirs.fileno()}))"
        self.process = subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.DEVNULL,
            stdout=2,
            pass_fds=[theirs.fileno()],
            env=os.environ | _ENVIRONMENT,
        )
        theirs.close()
        self.connection: Connection[Any, Any] = ours

    def ask(self, what: str, *given: object, within: float | None = None) -> Any:
        """Return the answer; raise `DiedError` where the process dies of the question, or is still at it after `within` seconds."""
        try:
            self.connection.send((what, given))
            if self.connection.poll(within):
                return self.connection.recv()
        except (EOFError, OSError):
            raise self._died() from None
        self.end()
        kind = "stuck"
        raise DiedError(kind, "it was still at it after all the time it may take by the clock")

    def _died(self) -> DiedError:
        self.connection.close()
        status = self.process.wait()
        if status == -signal.SIGXCPU:
            return DiedError("time", "more processor time than a report may take")
        if status == TOO_LARGE:
            return DiedError("memory", "more memory than a report may take")
        told = f"signal {-status}" if status < 0 else f"exit status {status}"
        return DiedError("crash", f"the process that read it died ({told})")

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.connection.close()
        self.process.kill()
        self.process.wait()


@dataclass
class _Idle:
    """The processes of this one that wait for a shard, and those at work."""

    waiting: list[Reader]
    working: set[Reader]
    lock: threading.Lock
    closed: bool = False


_IDLE = _Idle([], set(), threading.Lock())


def _taken(*, fresh: bool = False) -> Reader:
    with _IDLE.lock:
        if _IDLE.closed:
            message = "the run was told to stop"
            raise CorpusError(message)
        while _IDLE.waiting and not fresh:
            reader = _IDLE.waiting.pop()
            if reader.process.poll() is None:
                break
            reader.connection.close()
        else:
            reader = Reader()
        _IDLE.working.add(reader)
        return reader


def open_readers() -> None:
    """Let processes be started (again)."""
    with _IDLE.lock:
        _IDLE.closed = False


def close_readers() -> None:
    """End all reading processes of this one, at work or not, and start no others until `open_readers`."""
    with _IDLE.lock:
        _IDLE.closed = True
        readers = [*_IDLE.waiting, *_IDLE.working]
        _IDLE.waiting.clear()
    for reader in readers:
        reader.process.kill()
        reader.process.wait()


atexit.register(close_readers)


class _Asker:
    """Asks one process after the other for one shard."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.deaths: list[str] = []
        self.reader: Reader | None = None

    def read(self, piece: Piece) -> Read:
        """Return what came of a piece; what processes die of is set aside."""
        limits = self.job.limits
        seconds = limits.seconds * (1 + len(piece.data) // _USUAL)
        for number in range(_TRIES):
            try:
                made: Read = self._reader(fresh=number > 0).ask("read", piece, seconds, within=seconds * _STUCK)
            except DiedError as death:
                self._lost(death, piece.where)
                if death.kind == "time" or number + 1 == _TRIES:
                    return Read(aside=[set_aside(piece, death.kind, _why(death, limits, seconds))])
            else:
                return made
        message = "a report is tried at least once"
        raise RuntimeError(message)

    def write(self, read: list[Read]) -> tuple[dict[str, bytes], dict[str, Any]]:
        """Return the shard's files and counts."""
        for number in range(_TRIES):
            try:
                made: tuple[dict[str, bytes], dict[str, Any]] = self._reader(fresh=number > 0).ask(
                    "write", self.job.shard, self.job.pieces, read
                )
            except DiedError as death:
                self._lost(death, f"writing {self.job.shard}")
            else:
                return made
        message = f"the outputs of {self.job.shard} cannot be made: {self.deaths[-1]}"
        raise RuntimeError(message)

    def leave(self) -> None:
        """Leave the process to the next shard."""
        if self.reader is not None:
            with _IDLE.lock:
                _IDLE.working.discard(self.reader)
                if not _IDLE.closed:
                    _IDLE.waiting.append(self.reader)

    def _reader(self, *, fresh: bool) -> Reader:
        if self.reader is None:
            self.reader = _taken(fresh=fresh)
            found = self.reader.ask("begin", self.job.wishes, self.job.limits)
            check_versions(found, self.job.versions, "a reading process")
        return self.reader

    def _lost(self, death: DiedError, at: str) -> None:
        self.deaths.append(f"{at}: {death}")
        with _IDLE.lock:
            if self.reader is not None:
                _IDLE.working.discard(self.reader)
            self.reader = None
            closed = _IDLE.closed
        if closed:
            message = "the run was told to stop"
            raise CorpusError(message)


def _why(death: DiedError, limits: Limits, seconds: int) -> str:
    if death.kind == "time":
        return f"it takes more than {seconds} s of processor time; see --seconds"
    if death.kind == "memory":
        return f"it takes more than {limits.memory} MB of memory; see --memory"
    return f"{death}, and a fresh one too"
