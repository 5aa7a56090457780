"""The folder of a run: on this machine or at any fsspec address; its files appear whole or not at all."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from fsspec.core import url_to_fs

from khabar.errors import CorpusError

_PART = ".part"


class Place:
    """A folder in which a run keeps its outputs. Raises `CorpusError` where it cannot be read or written."""

    def __init__(self, given: str) -> None:
        self.given = given
        self.local = None if "://" in given or "::" in given else Path(given)
        self.elsewhere: Any = None
        self.path = given
        if self.local is None:
            try:
                self.elsewhere, self.path = url_to_fs(given)
            except (OSError, ValueError, ImportError) as error:
                message = f"{given} cannot be opened: {error}"
                raise CorpusError(message) from error

    def write(self, name: str, data: bytes) -> None:
        """Write a file that appears when it is whole; one that was there is replaced."""
        with self._able("be written"):
            if self.local is None:
                self.elsewhere.makedirs(self._at(name).rpartition("/")[0], exist_ok=True)
                self.elsewhere.pipe_file(self._at(name), data)  # stores of objects show one when it is whole
                return
            target = self.local / name
            part = target.with_name(f".{target.name}{_PART}")
            target.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(data)
            part.replace(target)

    def read(self, name: str) -> bytes | None:
        """Return what a file holds; None if there is none."""
        with self._able("be read"):
            try:
                if self.local is not None:
                    return (self.local / name).read_bytes()
                return cast("bytes", self.elsewhere.cat_file(self._at(name)))
            except (FileNotFoundError, NotADirectoryError):
                return None

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""
        with self._able("be written"):
            if self.local is not None:
                (self.local / name).unlink(missing_ok=True)
            elif self.elsewhere.exists(self._at(name)):
                self.elsewhere.rm_file(self._at(name))

    def names(self, folder: str) -> list[str]:
        """Return the names of the files in one of its folders, sorted, without those not whole."""
        with self._able("be read"):
            try:
                if self.local is not None:
                    found = [path.name for path in (self.local / folder).iterdir()]
                else:
                    self.elsewhere.invalidate_cache()
                    listed = self.elsewhere.ls(self._at(folder), detail=False)
                    found = [str(path).rstrip("/").rpartition("/")[2] for path in listed]
            except (FileNotFoundError, NotADirectoryError):
                return []
        return sorted(name for name in found if name and not name.startswith("."))

    def sweep(self, folder: str) -> None:
        """Take away what a killed run left unfinished in one of its folders."""
        if self.local is not None:
            for part in (self.local / folder).glob(f".*{_PART}"):
                part.unlink(missing_ok=True)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other runs of this machine out of the folder; raise `CorpusError` if one is at work in it."""
        if self.local is None:
            yield
            return
        with self._able("be written"):
            self.local.mkdir(parents=True, exist_ok=True)
            lock = (self.local / ".lock").open("wb")
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                message = f"{self.given}: another run is at work in this folder"
                raise CorpusError(message) from error
            yield

    def _at(self, name: str) -> str:
        return f"{self.path.rstrip('/')}/{name}"

    @contextmanager
    def _able(self, what: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            message = f"{self.given} cannot {what}: {error.strerror or error}"
            raise CorpusError(message) from error
