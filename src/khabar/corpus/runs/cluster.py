"""A cluster of Dask as an executor: shards go to its workers, whatever happens to workers, links or the scheduler.

Dask itself gives a task to another worker when one dies or is cut off. When the scheduler goes away, everything that
was on the way is lost with it; it is given again to the next scheduler at the same address. Workers need khabar of the
same version and nothing else, neither the corpus nor the folder; the scheduler needs not even that.
"""

from __future__ import annotations

import itertools
import pickle
import queue
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from khabar.corpus.runs.asking import check_versions
from khabar.corpus.runs.manifest import environment
from khabar.corpus.runs.running import Engine
from khabar.errors import CorpusError
from khabar.settings import Settings

_LOOK = 0.2
"""Seconds between two looks at what has become of what is on the way."""
_TRY = 30
"""Seconds for one try to reach the scheduler."""
_LEAST = 4
"""Shards on the way while it is not known how many threads the workers have."""


class _Asked:
    """A call that is made where it is unpickled; so a scheduler without khabar can pass it on as bytes."""

    def __init__(self, *given: Any) -> None:
        self.given = given

    def __reduce__(self) -> tuple[Any, ...]:
        return _call, (_squeezed(self.given),)


def _call(squeezed: tuple[int, bytes]) -> tuple[int, bytes]:
    function, arguments = _stretched(squeezed)
    return _squeezed(function(*arguments))


def _squeezed(value: Any) -> tuple[int, bytes]:
    """A value as compressed bytes, and how many they were."""
    import pyarrow as pa

    plain = pickle.dumps(value)
    return len(plain), pa.compress(plain, "zstd", asbytes=True)


def _stretched(squeezed: tuple[int, bytes]) -> Any:
    import pyarrow as pa

    size, data = squeezed
    return pickle.loads(pa.decompress(data, size, "zstd", asbytes=True))


class _Work(NamedTuple):
    """What was submitted: the call as bytes, and the future that waits for its result."""

    blob: bytes
    future: Future[Any]


def dask(address: str, *, model: bool, patience: float = 600, tell: Callable[[str], None] = lambda _: None) -> Engine:
    """Return the engine of a cluster whose scheduler is at an address ("tcp://host:port").

    patience: seconds for which a scheduler that went away is waited for; tell: is told when it does, and comes back.
    Entering it raises `CorpusError` where there is no scheduler, or a worker has another khabar.
    """
    clusters: list[_Cluster] = []

    @contextmanager
    def make() -> Iterator[Executor]:
        cluster = _Cluster(address, patience, tell)
        try:
            cluster.check(model=model)
            clusters.append(cluster)
            yield cluster
        finally:
            cluster.close()

    return Engine(make, lambda: max(_LEAST, 2 * clusters[-1].threads()) if clusters else _LEAST, f"Dask at {address}")


class _Cluster(Executor):
    """The workers behind a scheduler; a thread here looks after what is on the way to them and back."""

    def __init__(self, address: str, patience: float, tell: Callable[[str], None]) -> None:
        self.address, self.patience, self.tell = address, patience, tell
        self.client: Any = None
        self.new: queue.SimpleQueue[_Work] = queue.SimpleQueue()
        self.underway: dict[Any, _Work] = {}
        self.keys = (f"khabar-{secrets.token_hex(8)}-{number}" for number in itertools.count())
        self.over = threading.Event()
        try:
            self._connect()
        except OSError as error:
            message = f"there is no scheduler of Dask at {address}: {error}"
            raise CorpusError(message) from error
        self.looking = threading.Thread(target=self._look_after, name="khabar-cluster", daemon=True)
        self.looking.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Give a call to the cluster; it takes no keywords."""
        if kwargs:
            message = "calls to a cluster have no keywords"
            raise TypeError(message)
        future: Future[Any] = Future()
        self.new.put(_Work(pickle.dumps(_Asked(fn, args)), future))
        return future

    def threads(self) -> int:
        """How many calls the workers there are can do at once."""
        with suppress(Exception):
            return int(self.client.scheduler_info().get("total_threads", 0))
        return 0

    def check(self, *, model: bool) -> None:
        """Raise `CorpusError` if a worker has another khabar, or none; later ones are looked at with their first shard."""
        wanted = environment(model=model)
        asked = pickle.dumps(_Asked(_environment_of, (Settings(model=model),)))
        for worker, found in self.client.run(pickle.loads, asked, on_error="return").items():
            if isinstance(found, Exception):
                raise _missing(found, f"the worker {worker}") from found
            check_versions(_stretched(found), wanted, f"the worker {worker}")

    def close(self) -> None:
        """Leave the cluster; what is on the way is given up."""
        self.over.set()
        self.looking.join()
        for work in self.underway.values():
            work.future.cancel()
        with suppress(Exception):
            self.client.cancel(list(self.underway))
        with suppress(Exception):
            self.client.close(timeout=_TRY)

    def _connect(self) -> None:
        try:
            import dask as settings
            from distributed import Client
        except ImportError as error:
            message = "a cluster needs Dask: install khabar[dask]"
            raise CorpusError(message) from error
        settings.config.set({"distributed.admin.large-graph-warning-threshold": "1 GB"})
        try:
            made: Any = Client
            self.client = made(self.address, timeout=_TRY, set_as_default=False, name="khabar-corpus")
        except ValueError as error:
            message = f"{self.address} is no address of a scheduler: {error}"
            raise CorpusError(message) from error

    def _look_after(self) -> None:
        while not self.over.wait(_LOOK):
            try:
                if self.client.status == "closed":
                    self._again()
                if self.client.status == "running":
                    self._send()
                    self._take_in()
            except CorpusError as error:
                self._give_up(error)
                return

    def _again(self) -> None:
        """Reach the scheduler again; raise `CorpusError` when it has been away for too long."""
        begun = time.monotonic()
        self.tell("the scheduler is away")
        while time.monotonic() - begun < self.patience and not self.over.is_set():
            try:
                self._connect()
            except OSError:
                self.over.wait(_LOOK)
            else:
                self.tell("the scheduler is back")
                return
        if not self.over.is_set():
            message = f"the scheduler at {self.address} has been away for {self.patience:.0f} s"
            raise CorpusError(message)

    def _send(self) -> None:
        while not self.new.empty():
            work, asked = self.new.get(), None
            with suppress(Exception):  # the scheduler went away just now
                asked = self.client.submit(pickle.loads, work.blob, key=next(self.keys))
            if asked is None:
                self.new.put(work)
                return
            self.underway[asked] = work

    def _take_in(self) -> None:
        """Pass on what is done; what was lost with the scheduler is given again; what cannot be had now, later."""
        lost = 0
        for asked, work in list(self.underway.items()):
            status, made, error = asked.status, None, None
            if status == "finished":
                with suppress(Exception):
                    made = asked.result(timeout=_TRY)
            elif status == "error":
                with suppress(Exception):
                    error = asked.exception(timeout=_TRY)
            elif status != "pending":
                lost += 1
                self.new.put(work)
                del self.underway[asked]
            if made is not None:
                work.future.set_result(_stretched(made))
                del self.underway[asked]
            elif error is not None:
                work.future.set_exception(_missing(error, "a worker") if isinstance(error, ImportError) else error)
                del self.underway[asked]
        if lost:
            self.tell(f"{lost} shards were lost with the scheduler and are given again")

    def _give_up(self, error: CorpusError) -> None:
        while not self.new.empty():
            self.new.get().future.set_exception(error)
        for work in self.underway.values():
            work.future.set_exception(error)
        self.underway.clear()


def _environment_of(settings: Settings) -> dict[str, str]:
    return environment(model=settings.model)


def _missing(error: Exception, who: str) -> CorpusError:
    return CorpusError(f"{who} cannot read reports: {error}; install the same khabar there as here")
