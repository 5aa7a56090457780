"""Which reading made a record: the program's version and a digest of the lexicons it read with."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

import khabar

_ROOMS = ("lexicon", "gazetteer", "model")
_DATA = {".toml", ".tsv", ".txt", ".onnx", ".json"}


@cache
def reading_version() -> str:
    """Return the version of the program, "+", and eight hex digits over every file of lexicon, gazetteer and model."""
    digest = hashlib.sha256()
    home = Path(khabar.__file__).parent
    for room in _ROOMS:
        for path in sorted((home / room).glob("*")):
            if path.suffix in _DATA:
                digest.update(path.name.encode())
                digest.update(path.read_bytes())
    return f"{khabar.__version__}+{digest.hexdigest()[:8]}"


def supersedes(new: str, old: str) -> bool:
    """Whether a reading replaces another: same or newer program, and not the very same reading.

    Lexicons have no order, so of two readings by one program the later to arrive counts.
    """
    return new != old and _number(new) >= _number(old)


def _number(reading: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", reading.partition("+")[0]))
