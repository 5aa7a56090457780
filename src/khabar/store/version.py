"""Which reading made a record: the program's version and a fingerprint of the code and lexicons it read with."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import khabar

_READ_BY = {
    "reading": "**/*.py",
    "lexicon": "*",
    "gazetteer": "*",
    "model": "*",
    ".": "*.py",
}
_KINDS = {".py", ".toml", ".tsv", ".txt", ".onnx", ".json"}
_ELSEWHERE = {
    "__init__.py",
    "__main__.py",
    "annotation.py",
    "errors.py",
    "evaluate.py",
    "light.py",
    "settings.py",
    "version.py",
}
"""Modules beside the rooms that make no record another."""


@cache
def reading_version() -> str:
    """Return the version of the program, "+", and eight hex digits over all that reading a report depends on."""
    return f"{khabar.__version__}+{fingerprint(Path(khabar.__file__).parent)}"


def fingerprint(home: Path) -> str:
    """Return eight hex digits over every file of a program that has a say in what its records are."""
    digest = hashlib.blake2b(digest_size=4)
    for path in sorted(_files(home)):
        digest.update(f"{path.relative_to(home).as_posix()}\n{path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(home: Path) -> Iterator[Path]:
    """The reading's modules and data; not those that only build data, run the program or measure it."""
    for room, pattern in _READ_BY.items():
        for path in (home / room).glob(pattern):
            beside = room == "." and path.name in _ELSEWHERE
            if path.is_file() and path.suffix in _KINDS and not beside and not path.name.startswith("build"):
                yield path


def supersedes(new: str, old: str) -> bool:
    """Whether a reading replaces another: same or newer program, and not the very same reading.

    Code and lexicons of one version have no order, so of two such readings the later to arrive counts.
    """
    return new != old and _number(new) >= _number(old)


def _number(reading: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", reading.partition("+")[0]))
