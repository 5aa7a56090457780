"""Reading in processes of its own, so that pages stay quick while reports are read."""

from __future__ import annotations

import contextlib
import faulthandler
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from khabar import read
from khabar.corpus.adding import Failure, Summary, add, read_batch
from khabar.errors import KhabarError, UnreadableError, saying
from khabar.explanation import Claim, explained
from khabar.record import Record, Report
from khabar.store import Store
from khabar.web import jobs

DIED = saying("the process that read it died: it took too long, or is too large for this machine's memory")
SECONDS = 300
"""What reading some reports may take; a process that takes longer is stuck, and ends."""
_NICE = 5
"""How far reading stands behind the answers to requests, as Unix counts it."""
_LOOK = 15
"""Seconds between two looks for jobs that no process reads."""


class ReadingPool:
    """Processes that read reports; started when first needed, and anew when one of them dies.

    workers: how many. model: whether the neural reader is asked too; None as `KHABAR_MODEL` says. seconds: that some
    reports may take.
    """

    def __init__(self, workers: int = 1, *, model: bool | None = None, seconds: float = SECONDS) -> None:
        self._workers = workers
        self._model = model
        self.seconds = seconds
        self._executor: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._keeper: threading.Thread | None = None
        self._begun: list[threading.Thread] = []

    def warm(self) -> None:
        """Start a process that takes in the lexicons now, not at the first report."""
        self.submit(read_batch, [Report(text="قال الوزير إن المحادثات ستبدأ غدا.")], model=self._model)

    def add(self, store: Store, reports: Iterable[Report | KhabarError], who: str = "") -> Summary:
        """Read reports here and write their records into a store; return what became of them.

        They are kept in the store until they are read. A report that the process dies of is named among the failures;
        the next one finds fresh processes. Raise `UnreadableError` if the desk stops meanwhile.
        """
        held = list(reports)
        texts = [x for x in held if isinstance(x, Report)]
        if not texts:
            return add(store, held, executor=_Sturdy(self), model=self._model)
        taken = jobs.keep(store.engine, texts, who, jobs.owner())
        summary = self._read(store, taken, held)
        jobs.forget(store.engine, taken.key)
        return summary

    def start(self, store: Store, reports: Iterable[Report], who: str) -> str:
        """Have reports read in the background, over a stop of the desk too; return the id by which `jobs.job` finds it."""
        taken = jobs.keep(store.engine, list(reports), who, jobs.owner())
        thread = threading.Thread(target=self._finish, args=(store, taken), name="khabar-job", daemon=True)
        with self._lock:
            self._begun = [one for one in self._begun if one.is_alive()]
            self._begun.append(thread)
        thread.start()
        return taken.id

    def read(self, report: Report) -> Record:
        """Read one report and return its record; nothing is kept. Raise `UnreadableError` if the process dies of it."""
        try:
            made: Record = self.submit(read, report, model=self._model).result()
        except BrokenProcessPool as error:
            raise UnreadableError(DIED) from error
        return made

    def explain(self, report: Report) -> list[Claim]:
        """Read a report again, for how its claims are made; raise `UnreadableError` if the process dies of it."""
        try:
            made: list[Claim] = self.submit(explained, report, model=self._model).result()
        except BrokenProcessPool as error:
            raise UnreadableError(DIED) from error
        return made

    def submit(self, work: Callable[..., Any], *arguments: Any, **named: Any) -> Future[Any]:
        """Have a function called in a process of the pool; raise `UnreadableError` if the desk is stopping."""
        executor = self._running()
        try:
            future = executor.submit(_in_time, self.seconds, work, arguments, named)
        except BrokenProcessPool:
            self._forget(executor)
            future = self._running().submit(_in_time, self.seconds, work, arguments, named)
        future.add_done_callback(lambda done: self._forget(executor) if _broke(done) else None)
        return future

    def keep_jobs(self, store: Store) -> None:
        """Begin to look after the store's jobs: say that this process is alive, take up what nobody reads."""
        self._keeper = threading.Thread(target=self._look_after, args=(store,), name="khabar-jobs", daemon=True)
        self._keeper.start()

    def close(self) -> None:
        """Let what is being read be finished, then stop the processes; what has not begun is handed back."""
        self._closing.set()
        with self._lock:
            executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=True, cancel_futures=True)
        for thread in [*self._begun, *([self._keeper] if self._keeper else [])]:
            thread.join(_LOOK)

    def _read(self, store: Store, taken: jobs.Taken, items: Iterable[Report | KhabarError]) -> Summary:
        """Read a job; whatever stops it, the job is there for the next to take up."""

        def told(summary: Summary) -> None:
            if len(taken.reports) > 1:
                wanted = True
                with contextlib.suppress(DBAPIError):
                    wanted = jobs.progress(store.engine, taken.key, min(summary.met, len(taken.reports)))
                if not wanted:
                    raise UnreadableError(saying("the job was cancelled"))

        try:
            return add(store, items, executor=_Sturdy(self), model=self._model, progress=told)
        except BaseException as error:
            with contextlib.suppress(DBAPIError):
                jobs.hand_back(store.engine, taken.key, tried=not self._closing.is_set())
            if self._closing.is_set():
                raise UnreadableError(saying("the desk is stopping: it reads this when it is started again")) from error
            raise

    def _finish(self, store: Store, taken: jobs.Taken) -> None:
        """Read a job in the background and note what became of it."""
        with contextlib.suppress(Exception):  # it is there for the next to try
            jobs.end(store.engine, taken, self._read(store, taken, taken.reports))

    def _look_after(self, store: Store) -> None:
        taking: threading.Thread | None = None
        while not self._closing.is_set():
            with contextlib.suppress(DBAPIError):
                if jobs.waiting(store.engine):
                    jobs.alive(store.engine, jobs.owner())
                    if taking is None or not taking.is_alive():
                        taking = threading.Thread(target=self._take_up, args=(store,), name="khabar-job", daemon=True)
                        taking.start()
            self._closing.wait(_LOOK)
        if taking is not None:
            taking.join(_LOOK)

    def _take_up(self, store: Store) -> None:
        """Read the jobs that nobody reads, one after the other."""
        with contextlib.suppress(DBAPIError):
            while not self._closing.is_set() and (taken := jobs.take(store.engine, jobs.owner())):
                self._finish(store, taken)

    def _running(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._closing.is_set():
                raise UnreadableError(saying("the desk is stopping"))
            if self._executor is None:
                self._executor = _processes(self._workers)
            return self._executor

    def _forget(self, broken: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._executor is broken:
                self._executor = None
        broken.shutdown(wait=False)


class _Sturdy(Executor):
    """The pool as `khabar.corpus.add` takes it: what was being read when a process died is read again, each alone."""

    def __init__(self, pool: ReadingPool) -> None:
        self._pool = pool

    def submit(self, fn: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        """Have a batch read; its future tells what became of it even if a process dies."""
        made: Future[Any] = Future()
        made.set_running_or_notify_cancel()

        def pass_on(done: Future[Any]) -> None:
            if _broke(done):
                threading.Thread(target=again, daemon=True).start()
            elif done.cancelled():
                made.set_exception(UnreadableError(saying("the desk is stopping")))
            elif error := done.exception():
                made.set_exception(error)
            else:
                made.set_result(done.result())

        def again() -> None:
            try:
                made.set_result([self._alone(fn, report) for report in args[0]])
            finally:
                if not made.done():  # who waits must hear of it, whatever it was
                    made.set_exception(UnreadableError(DIED))

        self._pool.submit(fn, *args, **named).add_done_callback(pass_on)
        return made

    def _alone(self, fn: Callable[..., Any], report: Report) -> Any:
        with _ALONE, _processes(1) as executor:
            try:
                return executor.submit(_in_time, self._pool.seconds, fn, ([report],), {}).result()[0]
            except BrokenProcessPool:
                return Failure(report.title or report.uri or report.id, DIED)


_ALONE = threading.Lock()
"""One such process at a time."""


def _processes(workers: int) -> ProcessPoolExecutor:
    """Fresh processes, not forks: a fork would share the database connection."""
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_settle)


def _settle() -> None:
    """In a new process: Ctrl-C on the terminal is for the server, which lets what is being read be finished.

    And pages go before reading, where both want the same processor.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICE)


def _in_time(seconds: float, work: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
    """Call a function in a process that ends if it takes too long, wherever it is stuck."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            return work(*arguments, **named)
        finally:
            faulthandler.cancel_dump_traceback_later()


def _broke(done: Future[Any]) -> bool:
    return not done.cancelled() and isinstance(done.exception(), BrokenProcessPool)
