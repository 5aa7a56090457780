"""How often: sign-ins that fail, counted in the audit log so that all server processes know; reports read at once."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter

from sqlalchemy import Engine

from khabar.web.security.audit import count_since, now

FAILED = "sign-in-failed"
WINDOW = dt.timedelta(minutes=15)
MOST_OF_NAME = 10
MOST_OF_ADDRESS = 30
"""Sign-ins that may fail in that time, for one name and from one address; then none is looked at."""


def too_many(engine: Engine, name: str, address: str) -> bool:
    """Whether so many sign-ins failed lately that the next is not looked at."""
    since = now() - WINDOW
    return (
        count_since(engine, FAILED, since, who=name) >= MOST_OF_NAME
        or count_since(engine, FAILED, since, address=address) >= MOST_OF_ADDRESS
    )


class AtOnce:
    """Counts what each user has going on, in this process."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._going: Counter[str] = Counter()
        self._lock = threading.Lock()

    def begin(self, who: str) -> bool:
        """Note one more; False where there are too many already."""
        with self._lock:
            if self._going[who] >= self.most:
                return False
            self._going[who] += 1
            return True

    def end(self, who: str) -> None:
        """Note one less."""
        with self._lock:
            self._going[who] -= 1
            if self._going[who] <= 0:
                del self._going[who]
