"""What a corpus is made of: files by name, in folders, patterns, ZIP archives, on this machine or at any fsspec address.

Every file has a name that does not say where the corpus lies: its path below the folder that was given, with that
folder's own name before it. Outputs name files so, and come out the same wherever the corpus is read from.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from glob import has_magic
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from khabar.errors import CorpusError, UnreadableError
from khabar.sources import FORMATS
from khabar.sources.decoding import whole_text

_FORMS = FORMATS | {
    **dict.fromkeys((".xml", ".rss", ".atom", ".rdf"), "feed"),
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
    ".warc": "warc",
}
"""Ending of a file's name → what it holds."""
_PACKED = (".gz", ".xz", ".bz2", ".zst")
_BUFFER = 1 << 20


@dataclass(frozen=True, slots=True)
class File:
    """A file of a corpus. root: the name of the folder or file that was given; form: None where no ending tells it."""

    name: str
    root: str
    form: str | None
    packing: str | None
    size: int
    files: Any
    path: str

    @contextmanager
    def opened(self) -> Iterator[tuple[BinaryIO, BinaryIO]]:
        """Open it: the file as it lies there, which tells how far it has been read, and its unpacked bytes."""
        try:
            with self._raw() as raw, _unpacked(raw, self.packing) as plain:
                yield raw, plain
        except (OSError, EOFError, ValueError, lzma.LZMAError) as error:
            message = f"{self.name} cannot be read to its end: {getattr(error, 'strerror', None) or error}"
            raise UnreadableError(message) from error

    def _raw(self) -> BinaryIO:
        if isinstance(self.files, LocalFileSystem):
            return Path(self.path).open("rb")
        return cast("BinaryIO", self.files.open(self.path, "rb"))


def files_of(inputs: Iterable[str]) -> list[File]:
    """Return the files that inputs stand for, each input's in the order of names.

    An input is a file, a folder, a pattern ("news/*.jsonl.gz"), a ZIP archive, or an address that fsspec knows
    ("s3://…", "zip://*.txt::news.zip"). Raise `CorpusError` for one that holds nothing, or where two files have one name.
    """
    found: list[File] = []
    for given in inputs:
        try:
            held = list(_files(given))
        except (OSError, ValueError, ImportError) as error:
            message = f"{given} cannot be opened: {getattr(error, 'strerror', None) or error}"
            raise CorpusError(message) from error
        if not held:
            message = f"{given}: no file here holds reports, by its name"
            raise CorpusError(message)
        found += held
    twice = [name for name, number in Counter(file.name for file in found).items() if number > 1]
    if twice:
        message = f"two inputs are both called {twice[0]}: give a folder that holds both, or run them into two folders"
        raise CorpusError(message)
    return found


def _files(given: str) -> Iterator[File]:
    fs, path = _located(given)
    pattern = has_magic(path) and not fs.exists(path)
    if pattern:
        found = {name: facts for name, facts in fs.glob(path, detail=True).items() if facts["type"] == "file"}
        base = _before_magic(path)
    elif fs.isdir(path) or not path.strip("/"):
        found, base = fs.find(path, detail=True), path
    elif fs.exists(path):
        named = _sound(posixpath.basename(path.rstrip("/")))
        form, packing = _form(named)
        yield File(named, named, form, packing, int(fs.info(path)["size"] or 0), fs, path)
        return
    else:
        message = "there is no such file"
        raise ValueError(message)
    root = _root(given, base)
    below = {posixpath.relpath(name, base) if base else name: (name, facts) for name, facts in found.items()}
    for name in sorted(below, key=lambda name: name.split("/")):
        at, facts = below[name]
        form, packing = _form(name)
        hidden = any(part.startswith(".") for part in name.split("/"))
        if facts["type"] == "file" and not hidden and (form or pattern):
            yield File(_sound(f"{root}/{name}"), root, form, packing, int(facts["size"] or 0), fs, at)


def _located(given: str) -> tuple[Any, str]:
    """The file system of an input and its path there; a ZIP archive is gone into like a folder."""
    if "://" in given or "::" in given:
        return cast("tuple[Any, str]", url_to_fs(given))
    path = Path(given)
    if path.suffix.lower() == ".zip" and path.is_file():
        return cast("tuple[Any, str]", url_to_fs(f"zip://::{path.resolve()}"))
    return LocalFileSystem(), str(path.absolute())


def _root(given: str, base: str) -> str:
    """What a folder is called; the archive it is in where it has no name."""
    name = posixpath.basename(base.rstrip("/"))
    if not name:
        name = Path(given.rpartition("::")[2] or given).stem
    return _sound(name) or "corpus"


def _before_magic(path: str) -> str:
    parts = path.split("/")
    first = next(number for number, part in enumerate(parts) if has_magic(part))
    return "/".join(parts[:first])


def _form(name: str) -> tuple[str | None, str | None]:
    """What a file holds and how it is packed, by its name; an archive's own packing is the archive's business."""
    lower = name.lower()
    packing = next((ending for ending in _PACKED if lower.endswith(ending)), None)
    form = _FORMS.get(posixpath.splitext(lower.removesuffix(packing or ""))[1])
    if form == "warc" and packing == ".gz":
        packing = None
    return form, packing


def _sound(name: str) -> str:
    return whole_text(name)[0]


def _unpacked(raw: BinaryIO, packing: str | None) -> BinaryIO:
    if packing == ".gz":
        return cast("BinaryIO", gzip.GzipFile(fileobj=raw))
    if packing == ".xz":
        return cast("BinaryIO", lzma.LZMAFile(raw))
    if packing == ".bz2":
        return cast("BinaryIO", bz2.BZ2File(raw))
    if packing == ".zst":
        return _unpacked_zstd(raw)
    if isinstance(raw, io.BufferedReader | io.BytesIO):
        return cast("BinaryIO", raw)
    return cast("BinaryIO", io.BufferedReader(cast("Any", raw), _BUFFER))


def _unpacked_zstd(raw: BinaryIO) -> BinaryIO:
    """Python learns zstd only with 3.14; Arrow knows it."""
    import pyarrow as pa

    packed = pa.CompressedInputStream(pa.PythonFile(raw, mode="r"), "zstd")
    return cast("BinaryIO", io.BufferedReader(cast("Any", _Readable(packed)), _BUFFER))


class _Readable(io.RawIOBase):
    """Arrow's stream as one of Python's, which have lines."""

    def __init__(self, stream: Any) -> None:
        self.stream: IO[bytes] = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
