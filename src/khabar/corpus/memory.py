"""What reading remembers of words is let go of now and then, so that memory stays flat over any number of reports.

Reading keeps what it found out about each word it met, which makes it fast; but the words of the news do not end.
After so many characters all of it is dropped, and the common words are known again after a few reports.
"""

from __future__ import annotations

import functools
import gc
from typing import Any

from khabar.lexicon import Table

MOST_CHARACTERS = 1_000_000
_FEW = 2_000  # entries up to which a memory holds no words of the news but tables of a lexicon, dear to make again
_KEEPING: Any = type(functools.lru_cache(maxsize=1)(str))


class Memory:
    """Counts the characters read in this process since the words met were last forgotten."""

    def __init__(self, most: int = MOST_CHARACTERS) -> None:
        self.most = most
        self.characters = 0

    def add(self, characters: int) -> bool:
        """Count the characters of a report; where they have become too many, forget, and say so."""
        self.characters += characters
        if self.characters < self.most:
            return False
        self.characters = 0
        forget()
        return True


def forget() -> None:
    """Drop what khabar's functions remember of the words they met."""
    for held in gc.get_objects():
        if isinstance(held, Table):
            held.forget()
        elif isinstance(held, _KEEPING) and held.cache_info().currsize > _FEW and held.__module__.startswith("khabar."):
            held.cache_clear()
