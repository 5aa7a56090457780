"""WARC: the pages that an archive of the web holds."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from khabar.corpus.pages import report_of_page
from khabar.errors import KhabarError, UnreadableError
from khabar.record import Report
from khabar.settings import Settings

ENDINGS = (".warc", ".warc.gz")
_TYPES = ("text/html", "application/xhtml", "text/plain")
_MOST_BROKEN = 100
"""After so many broken records in a row the rest of a file is left alone: it is no archive."""
_BLOCK = 1 << 20
_LONGEST = b"\r\nWARC/1."
_BEGINS = re.compile(rb"\x1f\x8b\x08|(?<=\n)WARC/1\.")


class Kept(NamedTuple):
    """A page as an archive keeps it: its bytes, its address, the encoding the server named, and where it stands."""

    data: bytes
    url: str
    encoding: str | None
    where: str


def read_archive(path: Path, settings: Settings) -> Iterator[Report | KhabarError]:
    """Yield the report of each page of an archive, or the error that says why there is none.

    Pages are what a server answered with 200 and as text; the rest of an archive (images, redirects, requests) is
    passed over in silence. A page larger than `settings.fetch_bytes`, unpacked, is refused. Of a record that is
    broken the place is told, and the next one read.
    """
    try:
        with path.open("rb") as file:
            for page in iter_pages(file, str(path), settings):
                yield page if isinstance(page, KhabarError) else _report(page, settings)
    except OSError as error:
        yield UnreadableError(f"{path} cannot be read to its end as WARC: {error}")


def iter_pages(file: BinaryIO, path: str, settings: Settings) -> Iterator[Kept | KhabarError]:
    """Yield the pages of an archive as `read_archive` chooses them, not yet read; path: what messages call it."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    number, begin, in_a_row = 0, 0, 0
    while in_a_row < _MOST_BROKEN:
        file.seek(begin)
        archive = ArchiveIterator(file)
        with suppress(EOFError, ValueError, zlib.error, ArchiveLoadFailed, StatusAndHeadersParserException):
            for entry in archive:
                number, in_a_row = number + 1, 0
                if _is_page(entry):
                    yield _page(entry, f"{path}, record {number}", settings)
        broken = max(begin, archive.offset)
        if not _more(file, broken):
            break
        number, in_a_row = number + 1, in_a_row + 1
        begin = _next(file, broken + 1)
        after = "what comes after it is read" if begin else "nothing after it can be read"
        yield UnreadableError(f"{path}, record {number}: no whole WARC record begins at byte {broken}; {after}")
        if not begin:
            break
    if not number:
        yield UnreadableError(f"{path} is empty: there is no WARC record in it")


def _more(file: BinaryIO, at: int) -> bool:
    """Whether anything but blanks stands in a file from a byte on."""
    file.seek(at)
    return bool(file.read(_BLOCK).strip(b"\0\r\n\t "))


def _next(file: BinaryIO, at: int) -> int:
    """The byte at or after another at which a record may begin: a gzip member's or a WARC header's first; 0: none."""
    file.seek(at)
    held = b""
    while block := file.read(_BLOCK):
        held += block
        found = _BEGINS.search(held)
        if found:
            return at + found.start()
        at += len(held) - len(_LONGEST) + 1
        held = held[-len(_LONGEST) + 1 :]
    return 0


def _is_page(entry: Any) -> bool:
    if entry.rec_type != "response" or entry.http_headers is None or entry.http_headers.get_statuscode() != "200":
        return False
    return (entry.http_headers.get_header("Content-Type") or "").lower().startswith(_TYPES)


def _page(entry: Any, where: str, settings: Settings) -> Kept | KhabarError:
    url = entry.rec_headers.get_header("WARC-Target-URI") or where
    kind = entry.http_headers.get_header("Content-Type") or ""
    encoding = kind.lower().partition("charset=")[2].split(";")[0].strip(" \"'") or None
    data = entry.content_stream().read(settings.fetch_bytes + 1)
    if len(data) > settings.fetch_bytes:
        return UnreadableError(
            f"{url} ({where}) is larger than {settings.fetch_bytes} bytes; set KHABAR_FETCH_BYTES for more"
        )
    entry.raw_stream.read()
    if getattr(entry.raw_stream, "limit", 0) > 0:
        return UnreadableError(f"{url} ({where}) is cut off: the archive ends in the middle of it")
    return Kept(data, url, encoding, where)


def _report(page: Kept, settings: Settings) -> Report | KhabarError:
    try:
        return report_of_page(page.data, page.url, settings, encoding=page.encoding)
    except KhabarError as error:
        return error
