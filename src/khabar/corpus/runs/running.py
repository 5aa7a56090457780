"""A run: what is done is passed over, the rest is read in any executor, and each shard written as soon as it is there.

The process that starts a run alone touches inputs and outputs: workers are given bytes and give bytes back. So no two
write the same file, a shard that was read twice counts once, and workers need neither the corpus nor the folder.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from khabar.corpus.runs.asking import Job, Made, close_readers, open_readers, read_shard
from khabar.corpus.runs.catalogue import KINDS, finish
from khabar.corpus.runs.cutting import MOST_BYTES, Shard, shards_of, stream_id
from khabar.corpus.runs.inputs import File, files_of
from khabar.corpus.runs.log import Log
from khabar.corpus.runs.manifest import Limits, environment, path_of, read_manifest, why_not_done
from khabar.corpus.runs.pieces import Wishes
from khabar.corpus.runs.place import Place
from khabar.errors import CorpusError

_TRIES = 4
"""So often a shard is given to workers that are lost with it; then it waits for the next run."""
_LOOK = 0.5
"""Seconds between two looks at how far a run is."""


@dataclass(slots=True)
class Course:
    """How far a run is.

    total, spans, worked: bytes of the inputs as they lie there; all, passed, and passed by reading. shards, reports,
    words, aside: done in this run; known: shards done before. whys: why shards were read; unread: shards that workers
    were lost with; stale: taken away; left: of inputs not named this time.
    """

    total: int = 0
    spans: int = 0
    worked: int = 0
    shards: int = 0
    known: int = 0
    reports: int = 0
    words: int = 0
    aside: int = 0
    waiting: int = 0
    whys: dict[str, int] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Engine:
    """Where shards are read: what makes an executor, how many shards it is given at once, and its name for the log."""

    make: Callable[[], AbstractContextManager[Executor]]
    ahead: Callable[[], int]
    name: str


def cores() -> int:
    """Return on how many cores this process may run."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def local(workers: int | None = None) -> Engine:
    """Return the engine of reading processes on this machine, by default one a core; a thread here asks each."""
    number = workers or cores()

    @contextmanager
    def make() -> Iterator[Executor]:
        open_readers()
        with ThreadPoolExecutor(number, thread_name_prefix="khabar-corpus") as pool:
            try:
                yield pool
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
                close_readers()

    return Engine(make, lambda: 2 * number, f"{number} processes")


def run(
    inputs: Sequence[str],
    out: str,
    *,
    wishes: Wishes,
    limits: Limits | None = None,
    engine: Engine | None = None,
    most_bytes: int = MOST_BYTES,
    retry: bool = False,
    prune: bool = False,
    dry: bool = False,
    progress: Callable[[Course], None] = lambda _: None,
) -> Course:
    """Read the inputs into a folder, shard by shard; return what was done.

    retry: read also shards with reports set aside. prune: take away shards of inputs that are not named. dry: only
    look what is to be done. Raise `CorpusError` where the run cannot begin or go on; what is done by then stays.
    """
    place = Place(out)
    files = files_of(inputs)
    running = _Running(place, files, wishes, limits or Limits(), engine or local(), retry=retry, progress=progress)
    if dry:
        for shard in shards_of(files, wishes, most_bytes=most_bytes):
            running.passes(shard)
        return running.course
    with place.held():
        running.log.begin(inputs=list(inputs), engine=running.engine.name, versions=running.versions)
        try:
            running.all(shards_of(files, wishes, most_bytes=most_bytes))
            running.sweep(prune=prune)
            finish(place)
        except BaseException as error:
            running.log.tell("stopped", error=f"{type(error).__name__}: {error}")
            raise
        finally:
            running.log.tell("ended", seconds=round(time.monotonic() - running.begun, 1), **_told(running.course))
            running.log.flush()
    return running.course


class _Running:
    """One run in progress."""

    def __init__(
        self,
        place: Place,
        files: list[File],
        wishes: Wishes,
        limits: Limits,
        engine: Engine,
        *,
        retry: bool,
        progress: Callable[[Course], None],
    ) -> None:
        self.place, self.wishes, self.limits, self.engine = place, wishes, limits, engine
        self.retry, self.progress = retry, progress
        self.versions = environment(model=wishes.settings.model)
        self.course = Course(total=sum(file.size for file in files))
        self.streams = {stream_id(name) for file in files for name in (file.name, file.root)}
        self.seen: set[str] = set()
        self.pending: dict[Future[Made], tuple[Shard, int]] = {}
        self.log = Log(place)
        self.begun = time.monotonic()

    def passes(self, shard: Shard) -> bool:
        """Whether a shard is done already."""
        self.seen.add(shard.name)
        manifest = read_manifest(self.place, shard.name)
        why = why_not_done(self.place, manifest, shard.digest, self.wishes, self.limits, retry=self.retry)
        if why is None:
            self.course.known += 1
            self.course.spans += shard.spans
            return True
        self.course.whys[why] = self.course.whys.get(why, 0) + 1
        return False

    def all(self, shards: Iterator[Shard]) -> None:
        """Read what is to be read, a bounded number of shards at a time."""
        stack = ExitStack()
        try:
            executor = stack.enter_context(self.engine.make())
            for shard in shards:
                if not self.passes(shard):
                    while len(self.pending) >= max(1, self.engine.ahead()):
                        executor = self._look(executor, stack)
                    self._give(executor, shard, 1)
                self.progress(self.course)
            while self.pending:
                executor = self._look(executor, stack)
        finally:
            stack.close()

    def _give(self, executor: Executor, shard: Shard, number: int) -> None:
        job = Job(shard.name, shard.stream, shard.pieces, self.wishes, self.limits, self.versions)
        self.pending[executor.submit(read_shard, job)] = (shard, number)
        self.course.waiting = len(self.pending)

    def _look(self, executor: Executor, stack: ExitStack) -> Executor:
        """Take in what is done, and give again what was lost; return the executor to go on with."""
        done, _ = wait(self.pending, timeout=_LOOK, return_when=FIRST_COMPLETED)
        lost: list[tuple[Shard, int]] = []
        broken = False
        for future in sorted(done, key=lambda future: future.exception() is not None):  # what is there is kept first
            shard, number = self.pending.pop(future)
            error = future.exception()
            if error is None:
                self._keep(future.result(), shard)
            elif isinstance(error, CorpusError) or not isinstance(error, Exception):
                raise error
            else:
                self.log.tell("lost", shard=shard.name, time=number, error=f"{type(error).__name__}: {error}")
                broken = broken or isinstance(error, BrokenExecutor)
                if number < _TRIES:
                    lost.append((shard, number + 1))
                else:
                    self.course.unread.append(f"{shard.name}: {type(error).__name__}: {error}")
        if broken:  # with one process all that were given to the pool are lost
            lost += self.pending.values()
            self.pending.clear()
            stack.close()
            executor = stack.enter_context(self.engine.make())
        for shard, number in lost:
            self._give(executor, shard, number)
        self.course.waiting = len(self.pending)
        self.progress(self.course)
        return executor

    def _keep(self, made: Made, shard: Shard) -> None:
        """Write a shard's outputs, its manifest last: with it the shard is done."""
        manifest = path_of("manifests", shard.name)
        self.place.remove(manifest)
        for path, data in made.files.items():
            if path != manifest:
                self.place.write(path, data)
        errors = path_of("errors", shard.name)
        if errors not in made.files:
            self.place.remove(errors)
        self.place.write(manifest, made.files[manifest])
        for death in made.deaths:
            self.log.tell("died", shard=shard.name, error=death)
        counts, course = made.counts, self.course
        course.shards += 1
        course.spans += shard.spans
        course.worked += shard.spans
        course.reports += counts["reports"]
        course.words += counts["words"]
        course.aside += sum(counts["set_aside"].values())
        self.log.tell("done", shard=shard.name, reports=counts["reports"], words=counts["words"])

    def sweep(self, *, prune: bool) -> None:
        """Take away shards of inputs that have become shorter, with `prune` those of inputs not named too."""
        there = [name.removesuffix(".json") for name in self.place.names("manifests")]
        unread = {told.partition(":")[0] for told in self.course.unread}
        for shard in (name for name in there if name not in self.seen):
            if prune or shard.rpartition("-")[0] in self.streams:
                self.course.stale.append(shard)
            else:
                self.course.left.append(shard)
        for shard in (*self.course.stale, *unread):
            for kind in ("manifests", *KINDS):
                self.place.remove(path_of(kind, shard))
        for kind in KINDS:
            self.place.sweep(kind)


def _told(course: Course) -> dict[str, Any]:
    return {name: getattr(course, name) for name in ("shards", "known", "reports", "words", "aside", "unread", "stale")}
