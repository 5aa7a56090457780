"""Counts over the whole store, kept for a few seconds: many readers of one page cost the store as much as one.

What is added or corrected meanwhile shows in these counts up to `SECONDS` later; lists of claims are never kept.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar, cast

from fastapi import Depends, Request

T = TypeVar("T")
SECONDS = 5.0
MOST = 128


@dataclass(slots=True)
class _Answer:
    """One answer, and the lock under which one thread makes it while others that want it wait."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    made_at: float = float("-inf")
    value: Any = None


class Kept:
    """Answers by what was asked, each made at most once in `SECONDS`; the `MOST` asked for last are held."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, _Answer] = OrderedDict()

    def __call__(self, what: str, asked: Mapping[str, Any], make: Callable[[], T]) -> T:
        """Return the answer to a question with these filters, made now unless it was made a moment ago."""
        key = (what, tuple(sorted(asked.items())))
        with self._lock:
            answer = self._answers.setdefault(key, _Answer())
            self._answers.move_to_end(key)
            while len(self._answers) > MOST:
                self._answers.popitem(last=False)
        with answer.lock:
            if self._clock() - answer.made_at > SECONDS:
                answer.value = make()
                answer.made_at = self._clock()
            return cast("T", answer.value)


_making = threading.Lock()


def _kept(request: Request) -> Kept:
    with _making:
        if not hasattr(request.app.state, "kept"):
            request.app.state.kept = Kept()
    return cast("Kept", request.app.state.kept)


TheKept = Annotated[Kept, Depends(_kept)]
"""The desk's kept answers, as a parameter of an endpoint."""
