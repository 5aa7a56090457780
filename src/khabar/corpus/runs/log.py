"""A run's own log, apart from its outputs: when, on which machine, with what engine, what died on the way."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import time
from typing import Any

from khabar.corpus.runs.place import Place

FOLDER = "log"
_EVERY = 60.0
_MOST = 10_000
"""Lines that are kept; a run in which more happens has a fault that the first tell."""


class Log:
    """Lines of JSON in a file of this run's own, renewed every minute and at the end."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.name = f"{FOLDER}/{_now():%Y%m%dT%H%M%S}-{os.getpid()}.jsonl"
        self.lines: list[str] = []
        self.written = 0.0

    def begin(self, **facts: Any) -> None:
        """Tell what begins, and where."""
        self.tell("begun", machine=platform.node(), system=platform.platform(), process=os.getpid(), **facts)
        self.flush()

    def tell(self, what: str, **facts: Any) -> None:
        """Add a line."""
        if len(self.lines) < _MOST:
            line = {"at": _now().isoformat(timespec="milliseconds"), "what": what} | facts
            self.lines.append(json.dumps(line, ensure_ascii=False, default=str))
        if time.monotonic() - self.written > _EVERY:
            self.flush()

    def flush(self) -> None:
        """Write what has been told."""
        self.place.write(self.name, "".join(line + "\n" for line in self.lines).encode("utf-8", "replace"))
        self.written = time.monotonic()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
