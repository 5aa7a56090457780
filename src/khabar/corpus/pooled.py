"""Batches done in an executor or in processes of our own, in order, some ahead; a process may die of an item."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def in_executor(
    executor: Executor, batches: Iterator[list[T]], ahead: int, do: Callable[[list[T]], list[R]]
) -> Iterator[list[R]]:
    """Yield what `do` makes of each batch, in order, with at most `ahead` on the way."""
    pending: deque[Future[list[R]]] = deque()
    for batch in batches:
        pending.append(executor.submit(do, batch))
        if len(pending) >= ahead:
            yield pending.popleft().result()
    while pending:
        yield pending.popleft().result()


def in_processes(
    batches: Iterator[list[T]], workers: int, do: Callable[[list[T]], list[R]], died: Callable[[T], R]
) -> Iterator[list[R]]:
    """Do batches in processes; when one dies (killed, out of memory), find the item that it died of and go on.

    died: what is yielded in the place of such an item.
    """
    ahead = 2 * workers
    pending: deque[tuple[list[T], Future[list[R]]]] = deque()
    pool = _pool(workers)
    try:
        for batch in batches:
            pending.append((batch, pool.submit(do, batch)))
            while len(pending) >= ahead:
                pool, done = _next(pool, pending, workers, do, died)
                yield done
        while pending:
            pool, done = _next(pool, pending, workers, do, died)
            yield done
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    """Fresh processes, not forks: a fork would share the database connection, and threads with locks held."""
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def _next(
    pool: ProcessPoolExecutor,
    pending: deque[tuple[list[T], Future[list[R]]]],
    workers: int,
    do: Callable[[list[T]], list[R]],
    died: Callable[[T], R],
) -> tuple[ProcessPoolExecutor, list[R]]:
    batch, future = pending.popleft()
    try:
        return pool, future.result()
    except BrokenProcessPool:
        pool.shutdown(wait=False)
    done = [_alone(item, do, died) for item in batch]
    pool = _pool(workers)
    waiting = [held for held, _ in pending]
    pending.clear()
    for held in waiting:
        pending.append((held, pool.submit(do, held)))
    return pool, done


def _alone(item: T, do: Callable[[list[T]], list[R]], died: Callable[[T], R]) -> R:
    """Do one item in a process of its own, which may die of it."""
    with _pool(1) as pool:
        try:
            return pool.submit(do, [item]).result()[0]
        except BrokenProcessPool:
            return died(item)
