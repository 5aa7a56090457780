"""The process that reads: it does what it is asked through a pipe, piece by piece, and may die of it.

Who asks (`khabar.corpus.runs.asking`) sees how it died and which piece it was at; nothing else is lost with it. The
limits are the system's own, so that they hold whatever the code is doing: processor time, which a stopped or a busy
machine does not use up, and memory.
"""

from __future__ import annotations

import gc
import os
import queue
import resource
import signal
import threading
import time
from multiprocessing.connection import Connection
from typing import Any

from khabar.corpus.memory import Memory
from khabar.corpus.runs.manifest import Limits, environment
from khabar.corpus.runs.pieces import Piece, Wishes
from khabar.corpus.runs.reading import Read, read_piece, write_shard

TOO_LARGE = 75
"""Exit status of a process that a report asked too much memory of."""
_IDLE = 120
"""Seconds after which a process that nobody asks anything ends."""
_COLLECT = (400_000, 20, 50)
"""As for the command line: what lexicons hold is no garbage, and need not be looked through again and again."""


def serve(connection: Connection) -> None:
    """Answer requests until there are no more, or nobody is there to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who asks
    gc.set_threshold(*_COLLECT)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked: queue.SimpleQueue[tuple[str, tuple[Any, ...]]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(connection, asked), daemon=True).start()
    child = _Child()
    while True:
        try:
            what, given = asked.get(timeout=_IDLE)
        except queue.Empty:
            return
        try:
            connection.send(getattr(child, what)(*given))
        except MemoryError:
            os._exit(TOO_LARGE)
        except BrokenPipeError:
            return


def _listen(connection: Connection, asked: queue.SimpleQueue[tuple[str, tuple[Any, ...]]]) -> None:
    """Pass on what is asked; when who asks has died, end at once, in the middle of a report too."""
    while True:
        try:
            asked.put(connection.recv())
        except (EOFError, OSError):
            os._exit(0)


class _Child:
    """What can be asked."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.wishes: Wishes | None = None

    def begin(self, wishes: Wishes, limits: Limits) -> dict[str, str]:
        """Prepare for pieces that are to be read so; return the versions read with."""
        self.wishes = wishes
        most = limits.memory * 1_000_000
        resource.setrlimit(resource.RLIMIT_DATA, (most, resource.getrlimit(resource.RLIMIT_DATA)[1]))
        return environment(model=wishes.settings.model)

    def read(self, piece: Piece, seconds: int) -> Read:
        """Read a piece within so many seconds of processor; the system ends the process after them."""
        if self.wishes is None:
            message = "pieces are read after it is said how"
            raise RuntimeError(message)
        most = int(time.process_time()) + 1 + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        return read_piece(piece, self.wishes, self.memory)

    def write(self, shard: str, pieces: tuple[Piece, ...], read: list[Read]) -> tuple[dict[str, bytes], dict[str, Any]]:
        """Return a shard's files and counts; there is time enough for it."""
        resource.setrlimit(resource.RLIMIT_CPU, (resource.RLIM_INFINITY, resource.getrlimit(resource.RLIMIT_CPU)[1]))
        return write_shard(shard, pieces, read)
