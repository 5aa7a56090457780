"""Reading in processes of its own, so that pages stay quick while reports are read."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from khabar.corpus.adding import Summary, add, read_batch
from khabar.errors import KhabarError, UnreadableError
from khabar.explanation import Claim, explained
from khabar.record import Report
from khabar.store import Store


class ReadingPool:
    """Processes that read reports; started when first needed, and anew when one of them dies.

    workers: how many. model: whether the neural reader is asked too; None as `KHABAR_MODEL` says.
    """

    def __init__(self, workers: int = 1, *, model: bool | None = None) -> None:
        self._workers = workers
        self._model = model
        self._executor: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()

    def warm(self) -> None:
        """Start a process that takes in the lexicons now, not at the first report."""
        self._running().submit(read_batch, [Report(text="قال الوزير إن المحادثات ستبدأ غدا.")], model=self._model)

    def add(self, store: Store, reports: Iterable[Report | KhabarError]) -> Summary:
        """Read reports here and write their records into a store; return what became of them.

        A report that the process dies of is named among the failures; the next one finds fresh processes.
        """
        executor = self._running()
        try:
            return add(store, reports, executor=executor, model=self._model)
        except BrokenProcessPool:
            self._forget(executor)
            summary = Summary()
            summary.fail(
                "BrokenProcessPool", "the process that read it died; is it too large for this machine's memory?"
            )
            return summary

    def explain(self, report: Report) -> list[Claim]:
        """Read a report again, for how its claims are made; raise `UnreadableError` if the process dies of it."""
        executor = self._running()
        try:
            return executor.submit(explained, report, model=self._model).result()
        except BrokenProcessPool as error:
            self._forget(executor)
            message = "the process that read it died; is it too large for this machine's memory?"
            raise UnreadableError(message) from error

    def close(self) -> None:
        """Let what is being read be finished, then stop the processes."""
        with self._lock:
            executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=True, cancel_futures=True)

    def _running(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._executor is None:  # fresh processes, not forks: a fork would share the database connection
                self._executor = ProcessPoolExecutor(self._workers, mp_context=multiprocessing.get_context("spawn"))
            return self._executor

    def _forget(self, broken: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._executor is broken:
                self._executor = None
        broken.shutdown(wait=False)
