"""Which reading made a record: the program's version and a fingerprint of the code and lexicons it read with."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import khabar
from khabar.settings import Settings

_READ_BY = {
    "reading": "**/*.py",
    "lexicon": "*",
    "gazetteer": "*",
    "model": "*",
    ".": "*.py",
}
_READERS = {"model", "reader", "reader_weights.toml"}
"""Folders and files that only the neural reader reads by."""
_KINDS = {".py", ".toml", ".tsv", ".txt", ".onnx", ".json", ".npz"}
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


def reading_version(*, model: bool | None = None) -> str:
    """Return the version of the program, "+", and eight hex digits over all that reading a report depends on.

    model: whether the neural reader is asked; without it as `KHABAR_MODEL` says.
    """
    return _reading_version(model=Settings.from_environment().model if model is None else model)


@cache
def _reading_version(*, model: bool) -> str:
    return f"{khabar.__version__}+{fingerprint(Path(khabar.__file__).parent, model=model)}"


def fingerprint(home: Path, *, model: bool = True) -> str:
    """Return eight hex digits over every file of a program that has a say in what its records are.

    model: whether the neural reader has a say too.
    """
    return _digest(home, (path for path in _files(home) if model or not _READERS & set(path.relative_to(home).parts)))


def parts_version(*, model: bool) -> dict[str, str]:
    """Return eight hex digits each for what people and training write: lexicons with gazetteers, and the neural reader.

    model: whether the neural reader is asked; "off" stands for it where it is not.
    """
    home = Path(khabar.__file__).parent
    files = [(path, path.relative_to(home).parts[0]) for path in _files(home)]
    words = _digest(home, (path for path, room in files if room in {"lexicon", "gazetteer"}))
    return {"lexicons": words, "model": _digest(home, (x for x, room in files if room == "model")) if model else "off"}


def _digest(home: Path, files: Iterable[Path]) -> str:
    digest = hashlib.blake2b(digest_size=4)
    for path in sorted(files):
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
