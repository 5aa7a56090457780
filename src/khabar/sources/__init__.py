"""Bytes to reports: the only rooms that know encodings, HTML or HTTP.

decoding: bytes to text · html: a page's article · jsonl: named fields · fetching: HTTP, public addresses only ·
published: days as sources write them. This file chooses among them by name and content.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from glob import has_magic
from pathlib import Path
from typing import IO, Any, TypeAlias, cast

from khabar.errors import KhabarError, SettingsError, UnreadableError, saying
from khabar.record import Caution, Report
from khabar.settings import Settings
from khabar.sources.decoding import decode, text_cautions, whole_text
from khabar.sources.published import day_given

__all__ = ["FORMATS", "iter_bytes", "iter_inputs", "iter_reports", "load", "report_of_line", "report_of_text"]

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
}
"""Ending of a file's name → what it holds ("text", "html", "jsonl", "json"); other files are told by their content."""

NAMELESS = saying("the bytes given")
"""What bytes are called that come without a name."""
_PACKED = (".gz", ".xz", ".bz2")
_LONGEST_CHARACTER = 4  # bytes

Input: TypeAlias = str | Path | bytes | Iterable[str | Path]


@dataclass(frozen=True, slots=True)
class _Wishes:
    """What the caller says about the source: the day, the format, the names of fields, the limits."""

    day: dt.date | None
    format: str | None
    fields: Mapping[str, str] | None
    settings: Settings


def load(
    source: Input,
    *,
    published: dt.date | str | None = None,
    format: str | None = None,
    fields: Mapping[str, str] | None = None,
    settings: Settings | None = None,
) -> list[Report]:
    """Return the reports that a source holds, as `iter_reports` yields them."""
    return list(iter_reports(source, published=published, format=format, fields=fields, settings=settings))


def iter_reports(
    source: Input,
    *,
    published: dt.date | str | None = None,
    format: str | None = None,
    fields: Mapping[str, str] | None = None,
    settings: Settings | None = None,
) -> Iterator[Report]:
    """Yield the reports of a source one by one; raise the error of the first part that cannot be read.

    source: a file, folder or pattern ("news/*.txt"), a URL, "-" for standard input, bytes, or several of these.
    published: the day of publication, as a date or "YYYY-MM-DD"; it counts before any day that the source tells.
    format: "text", "html", "jsonl" or "json" where name and content do not tell it.
    fields: for JSON, the names of the fields that hold text, title, published, outlet, agency, byline and uri.
    Raise `UnreadableError`, `FetchError` or `SettingsError`.
    """
    for item in iter_inputs(source, published=published, format=format, fields=fields, settings=settings):
        if isinstance(item, KhabarError):
            raise item
        yield item


def iter_inputs(
    source: Input,
    *,
    published: dt.date | str | None = None,
    format: str | None = None,
    fields: Mapping[str, str] | None = None,
    settings: Settings | None = None,
) -> Iterator[Report | KhabarError]:
    """Yield the reports of a source, and in the place of each part that cannot be read the error that says why.

    Arguments as in `iter_reports`; only an argument that cannot be meant raises (`SettingsError`).
    """
    if format is not None and format not in FORMATS.values():
        raise SettingsError(
            saying("format=%(form)r is not known: it is one of %(known)s"),
            form=format,
            known=", ".join(sorted(set(FORMATS.values()))),
        )
    wishes = _Wishes(day_given(published), format, fields, settings or Settings.from_environment())
    for part in _parts(source):
        try:
            for item in part if isinstance(part, list) else _read(part, wishes):
                yield item if isinstance(item, KhabarError) else _finished(item, wishes.day)
        except KhabarError as error:
            yield error


def report_of_text(text: str, *, published: dt.date | str | None = None, settings: Settings | None = None) -> Report:
    """Return the report whose text is given as a string; nothing is left out of it but what `max_chars` says."""
    day = day_given(published)
    limits = settings or Settings.from_environment()
    whole, cautions = whole_text(text)
    whole, cut = _within(whole, limits)
    return _finished(Report(text=whole, cautions=(*cautions, *cut)), day)


def iter_bytes(
    data: bytes, where: str, *, form: str | None, published: dt.date | None = None, settings: Settings
) -> Iterator[Report | KhabarError]:
    """Yield the reports that a whole file's bytes hold, and in the place of what cannot be read the error that says why.

    where: the file's name, which is the address of what tells none itself; form: a value of `FORMATS`, or None where
    only the content tells it.
    """
    try:
        for item in _from_bytes(data, where, where, form, _Wishes(published, form, None, settings)):
            yield item if isinstance(item, KhabarError) else _finished(item, published)
    except KhabarError as error:
        yield error


def report_of_line(
    line: bytes, where: str, uri: str, *, published: dt.date | None = None, settings: Settings
) -> Report | KhabarError:
    """Return the report of one JSON object, or the error that says why there is none; uri: its address if it tells none."""
    from khabar.sources.jsonl import fields_with, read_line

    item = _limited(read_line(line, where, uri, fields_with(None)), settings)
    return item if isinstance(item, KhabarError) else _finished(item, published)


def _finished(report: Report, day: dt.date | None) -> Report:
    """The report with the caller's day and all that must be said about its text."""
    changes: dict[str, Any] = {"cautions": (*report.cautions, *text_cautions(report.text))}
    if day is not None:
        changes |= {"published": day, "published_from": "argument"}
        changes["cautions"] = tuple(c for c in changes["cautions"] if c.code not in {"no-date", "date-unreadable"})
        if report.published is not None and report.published != day:
            message = f"the source itself says {report.published.isoformat()}; the day given counts"
            changes["cautions"] += (Caution(code="dates-differ", message=message),)
    return report.model_copy(update=changes)


def _within(text: str, settings: Settings) -> tuple[str, list[Caution]]:
    """The text up to the longest that is read."""
    if len(text) <= settings.max_chars:
        return text, []
    message = f"only the first {settings.max_chars} of {len(text)} characters were read; set KHABAR_MAX_CHARS for more"
    return text[: settings.max_chars], [Caution(code="text-cut", message=message)]


def _parts(source: Input) -> Iterator[str | Path | bytes | list[KhabarError]]:
    """Files, addresses and bytes that a source stands for; a folder or pattern with nothing in it is an error."""
    if isinstance(source, bytes) or (isinstance(source, str) and (source == "-" or _is_url(source))):
        yield source
    elif isinstance(source, str | Path):
        yield from _files(source)
    else:
        for item in source:
            yield from _parts(item)


def _is_url(source: str) -> bool:
    return "://" in source[:12]


def _files(source: str | Path) -> Iterator[Path | list[KhabarError]]:
    path = Path(source)
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except (OSError, ValueError):  # a text instead of a path: too long, or with a NUL
        is_folder = exists = False
    if is_folder:
        found = sorted(p for p in path.rglob("*") if p.is_file() and _format_of(p) and not _is_hidden(p, path))
        yield from found
        if not found:
            endings = " ".join(FORMATS)
            yield [
                UnreadableError(
                    saying("%(path)s: no file in this folder ends in %(endings)s"), path=path, endings=endings
                )
            ]
    elif exists or not has_magic(str(source)):
        yield path
    else:
        matches = sorted(Path(path.anchor or ".").glob(str(path.relative_to(path.anchor))))
        yield from (match for match in matches if match.is_file())
        if not matches:
            yield [UnreadableError(saying("%(source)s: no file matches this pattern"), source=source)]


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _format_of(path: Path) -> str | None:
    """What a file holds by its name: "news.jsonl.gz" holds JSON lines."""
    name = path.with_suffix("") if path.suffix.lower() in _PACKED else path
    return FORMATS.get(name.suffix.lower())


def _read(part: str | Path | bytes, wishes: _Wishes) -> Iterator[Report | KhabarError]:
    """Read one file, address or run of bytes."""
    if isinstance(part, bytes):
        yield from _from_bytes(part, NAMELESS, None, wishes.format, wishes)
    elif isinstance(part, Path):
        yield from _from_file(part, wishes)
    elif part == "-":
        yield from _from_bytes(sys.stdin.buffer.read(), "standard input", None, wishes.format, wishes)
    else:
        yield from _from_url(part, wishes)


def _from_url(url: str, wishes: _Wishes) -> Iterator[Report | KhabarError]:
    from khabar.sources.fetching import fetch

    page = fetch(url, wishes.settings)
    told = "html" if "html" in page.type else "text" if page.type == "text/plain" else None
    yield from _from_bytes(page.data, url, page.url, wishes.format or told, wishes, declared=page.encoding)


def _from_file(path: Path, wishes: _Wishes) -> Iterator[Report | KhabarError]:
    form = wishes.format or _format_of(path)
    try:
        with _opened(path) as file:
            if form == "jsonl":
                yield from _from_lines(file, str(path), wishes)
                return
            data = file.read(wishes.settings.max_chars * _LONGEST_CHARACTER + 1)
    except FileNotFoundError:
        raise UnreadableError(
            saying(
                "%(path)s: there is no such file; a text itself is read with khabar.read or from standard input (-)"
            ),
            path=_shortened(path),
        ) from None
    except (OSError, EOFError, ValueError) as error:
        raise UnreadableError(
            saying("%(path)s cannot be read: %(why)s"),
            path=_shortened(path),
            why=getattr(error, "strerror", None) or error,
        ) from error
    yield from _from_bytes(data, str(path), str(path), form, wishes)


def _shortened(path: Path) -> str:
    name = whole_text(str(path))[0]
    return name if len(name) <= 200 else name[:200] + "…"


def _opened(path: Path) -> IO[bytes]:
    """Open a file for reading, unpacking .gz, .xz and .bz2."""
    ending = path.suffix.lower()
    if ending == ".gz":
        import gzip

        return cast("IO[bytes]", gzip.open(path))
    if ending == ".xz":
        import lzma

        return cast("IO[bytes]", lzma.open(path))
    if ending == ".bz2":
        import bz2

        return cast("IO[bytes]", bz2.open(path))
    return path.open("rb")


def _from_lines(file: IO[bytes], where: str, wishes: _Wishes) -> Iterator[Report | KhabarError]:
    """Stream JSON lines; a file of any length is read line by line."""
    from khabar.sources.jsonl import fields_with, read_lines

    empty = True
    for item in read_lines(file, where, fields_with(wishes.fields)):
        empty = False
        yield _limited(item, wishes.settings)
    if empty:
        yield UnreadableError(saying("%(where)s is empty: there is no report in it"), where=where)


def _limited(item: Report | UnreadableError, settings: Settings) -> Report | UnreadableError:
    if isinstance(item, UnreadableError) or len(item.text) <= settings.max_chars:
        return item
    text, cut = _within(item.text, settings)
    return item.model_copy(update={"text": text, "cautions": (*item.cautions, *cut)})


def _from_bytes(
    data: bytes, where: str, uri: str | None, form: str | None, wishes: _Wishes, *, declared: str | None = None
) -> Iterator[Report | KhabarError]:
    """Read bytes as the form that is told, or that their beginning shows."""
    from khabar.sources.html import charset_of, is_html, read_page
    from khabar.sources.jsonl import fields_with, read_json

    if declared is None and form in {None, "html"}:
        declared = charset_of(data)
    text, cautions = decode(data, where, declared=declared)
    text, cut = _within(text, wishes.settings)
    form = form or ("html" if is_html(text) else "json" if _is_json(text) else "text")
    if not text.strip():
        raise UnreadableError(saying("%(where)s is empty: there is no report in it"), where=where)
    if form == "html":
        report = read_page(text, where, uri=uri)
        yield report.model_copy(update={"cautions": (*cautions, *cut, *report.cautions)})
    elif form in {"json", "jsonl"}:
        for item in read_json(text, where, fields_with(wishes.fields)):
            yield item if isinstance(item, UnreadableError) else _limited(item, wishes.settings)
    else:
        yield Report(text=text, uri=uri, cautions=(*cautions, *cut))


def _is_json(text: str) -> bool:
    """Whether a text begins like a JSON object or an array of them."""
    start = text[:200].lstrip()
    return start.startswith(('{"', "[{", "[ {")) or (start.startswith("{") and '"' in start[:20])
