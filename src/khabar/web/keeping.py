"""Counts over the whole store, kept until something is written: many readers of one page cost the store as much as one.

Nothing of them is ever old: each stands with the number of times that the store had been written (`Store.written`).
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar, cast

from fastapi import Depends, Request

T = TypeVar("T")
MOST = 128


@dataclass(slots=True)
class _Answer:
    """One answer, and the lock under which one thread makes it while others that want it wait."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    written: int | None = None
    value: Any = None


class Kept:
    """Answers by what was asked, each made once for a state of the store; the `MOST` asked for last are held.

    written: how often the store has been written until now.
    """

    def __init__(self, written: Callable[[], int]) -> None:
        self._written = written
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, _Answer] = OrderedDict()

    def __call__(self, what: str, asked: Mapping[str, Any], make: Callable[[], T]) -> T:
        """Return the answer to a question with these filters, made now unless nothing was written since it was made."""
        key = (what, tuple(sorted(asked.items())))
        with self._lock:
            answer = self._answers.setdefault(key, _Answer())
            self._answers.move_to_end(key)
            while len(self._answers) > MOST:
                self._answers.popitem(last=False)
        with answer.lock:
            written = self._written()  # before it is made: what is written meanwhile makes it be made again
            if answer.written != written:
                answer.value = make()
                answer.written = written
            return cast("T", answer.value)


_making = threading.Lock()


def _kept(request: Request) -> Kept:
    with _making:
        if not hasattr(request.app.state, "kept"):
            request.app.state.kept = Kept(request.app.state.store.written)
    return cast("Kept", request.app.state.kept)


TheKept = Annotated[Kept, Depends(_kept)]
"""The desk's kept answers, as a parameter of an endpoint."""
