"""Adding many reports: read in a pool of processes, written in the order they came, a batch a transaction.

What is killed loses no finished batch, and begun again finds what is there by each report's id before reading it.
Memory stays flat: a fixed number of batches is on the way at any moment, and words met are forgotten now and then.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import NamedTuple

from khabar.corpus.memory import Memory
from khabar.corpus.pooled import in_executor, in_processes
from khabar.errors import KhabarError, saying
from khabar.record import Report
from khabar.store import Prepared, Store, prepare, reading_version
from khabar.store.version import supersedes

BATCH = 16
_FEW = 2 * BATCH
"""Up to this many reports are read here: starting processes takes longer than reading them."""
_MANY = 200
"""After so many new reports the database is told to count its rows anew."""
_MOST_NOTED = 1000
_MEMORY = Memory()
"""Of this process; each reading process has its own."""
_BREAKS = (
    KhabarError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""Whatever a mistake in reading can raise: one report must not stop ten thousand."""


class Failure(NamedTuple):
    """What could not be added, and why."""

    where: str
    why: str


@dataclass(slots=True)
class Summary:
    """What became of the reports met; `failures` holds the first thousand."""

    new: int = 0
    replaced: int = 0
    known: int = 0
    failed: int = 0
    failures: list[Failure] = field(default_factory=list)

    @property
    def met(self) -> int:
        """How many reports and complaints there were."""
        return self.new + self.replaced + self.known + self.failed

    def fail(self, where: str, why: str) -> None:
        """Note something that could not be added."""
        self.failed += 1
        if len(self.failures) < _MOST_NOTED:
            self.failures.append(Failure(where, why))


def add(
    store: Store,
    items: Iterable[Report | KhabarError],
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    again: bool = False,
    model: bool | None = None,
    progress: Callable[[Summary], None] = lambda _: None,
) -> Summary:
    """Read reports and write their records into a store; return what became of them.

    items: reports, and errors in the place of what could not be read (`khabar.corpus.intake.iter_corpus`).
    workers: reading processes, by default one a core; executor: any other `concurrent.futures.Executor` to read in.
    again: read also what the store has by this very program and lexicons. progress: called after each batch.
    model: whether the neural reader is asked too; without it as `KHABAR_MODEL` says.
    """
    summary = Summary()
    ours = reading_version(model=model)
    read = partial(read_batch, model=model)
    unread = _unread(store, items, summary, progress, None if again else ours)
    first = list(islice(unread, _FEW))
    number = (os.cpu_count() or 1) if workers is None else max(1, workers)
    if executor is not None:
        _write_all(
            store, in_executor(executor, _batches([*first], unread), 2 * number, read), summary, progress, again=again
        )
    elif len(first) < _FEW or number == 1:
        _write_all(store, map(read, _batches(first, unread)), summary, progress, again=again)
    else:
        read_all = in_processes(_batches(first, unread), number, read, _died)
        _write_all(store, read_all, summary, progress, again=again)
    if summary.new + summary.replaced >= _MANY:
        store.tidy()
    progress(summary)
    return summary


def _unread(
    store: Store,
    items: Iterable[Report | KhabarError],
    summary: Summary,
    progress: Callable[[Summary], None],
    ours: str | None,
) -> Iterator[Report]:
    """Yield the reports that the store does not have by a reading as good as ours; note where the others appeared."""
    source = iter(items)
    while held := list(islice(source, BATCH)):
        reports: list[Report] = []
        for item in held:
            if isinstance(item, KhabarError):
                summary.fail(type(item).__name__, str(item))
            else:
                reports.append(item)
        readings = {} if ours is None else store.readings([report.id for report in reports])
        known = [r for r in reports if ours and r.id in readings and not supersedes(ours, readings[r.id])]
        store.saw(known)
        summary.known += len(known)
        if len(reports) < len(held) or known:
            progress(summary)
        there = {report.id for report in known}
        yield from (report for report in reports if report.id not in there)


def _batches(first: list[Report], rest: Iterator[Report]) -> Iterator[list[Report]]:
    for start in range(0, len(first), BATCH):
        yield first[start : start + BATCH]
    while batch := list(islice(rest, BATCH)):
        yield batch


def read_batch(reports: list[Report], *, model: bool | None = None) -> list[Prepared | Failure]:
    """Read reports into rows ready for writing; a report that breaks the reading is named, the others go on."""
    return [_read(report, model=model) for report in reports]


def _read(report: Report, *, model: bool | None) -> Prepared | Failure:
    from khabar import read

    _MEMORY.add(len(report.text))
    try:
        return prepare(read(report, model=model), reading=reading_version(model=model))
    except MemoryError:
        return Failure(_name(report), saying("the report is too large for the memory of this machine"))
    except _BREAKS as error:
        return Failure(_name(report), f"{type(error).__name__}: {error}")


def _name(report: Report) -> str:
    return report.uri or report.title or report.id


def _write_all(
    store: Store,
    batches: Iterable[list[Prepared | Failure]],
    summary: Summary,
    progress: Callable[[Summary], None],
    *,
    again: bool,
) -> None:
    for batch in batches:
        ready = [item for item in batch if isinstance(item, Prepared)]
        for outcome in store.add_many(ready, again=again):
            if outcome == "new":
                summary.new += 1
            elif outcome == "replaced":
                summary.replaced += 1
            else:
                summary.known += 1
        for item in batch:
            if isinstance(item, Failure):
                summary.fail(*item)
        progress(summary)


def _died(report: Report) -> Failure:
    why = saying("the process that read it died; is it too large for this machine's memory?")
    return Failure(_name(report), why)
