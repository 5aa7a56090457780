"""WARC: the pages that an archive of the web holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from khabar.corpus.pages import report_of_page
from khabar.errors import KhabarError, UnreadableError
from khabar.record import Report
from khabar.settings import Settings

ENDINGS = (".warc", ".warc.gz")
_TYPES = ("text/html", "application/xhtml", "text/plain")


def read_archive(path: Path, settings: Settings) -> Iterator[Report | KhabarError]:
    """Yield the report of each page of an archive, or the error that says why there is none.

    Pages are what a server answered with 200 and as text; the rest of an archive (images, redirects, requests) is
    passed over in silence. A page larger than `settings.fetch_bytes`, unpacked, is refused.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        with path.open("rb") as file:
            for number, entry in enumerate(ArchiveIterator(file), 1):
                if _is_page(entry):
                    yield _report(entry, f"{path}, record {number}", settings)
    except (OSError, EOFError, ValueError, ArchiveLoadFailed) as error:
        yield UnreadableError(f"{path} cannot be read to its end as WARC: {error}")


def _is_page(entry: Any) -> bool:
    if entry.rec_type != "response" or entry.http_headers is None or entry.http_headers.get_statuscode() != "200":
        return False
    return (entry.http_headers.get_header("Content-Type") or "").lower().startswith(_TYPES)


def _report(entry: Any, where: str, settings: Settings) -> Report | KhabarError:
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
    try:
        return report_of_page(data, url, settings, encoding=encoding)
    except KhabarError as error:
        return error
