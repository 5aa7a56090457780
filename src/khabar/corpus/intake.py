"""What an input holds: files, folders, addresses, feeds, archives, standard input, each as reports or complaints."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from khabar.corpus import archive
from khabar.corpus.feeds import Entry, Feed, is_feed, read_feed, report_of_entry
from khabar.corpus.pages import report_of_page
from khabar.errors import FetchError, KhabarError, UnreadableError
from khabar.record import Report
from khabar.settings import Settings
from khabar.sources import FORMATS, iter_inputs
from khabar.sources.fetching import Page, fetch

Fetch = Callable[[str], Page]
_FEED_ENDINGS = (".xml", ".rss", ".atom", ".rdf")


def iter_corpus(
    inputs: Iterable[str], *, published: dt.date | None = None, settings: Settings, get: Fetch | None = None
) -> Iterator[Report | KhabarError]:
    """Yield the reports of inputs one by one, and in the place of what cannot be read the error that says why.

    A folder is gone through in the order of names, so that adding it again meets the same order. `get` stands for
    the network in tests.
    """
    asked = get or (lambda url: fetch(url, settings))
    for name in inputs:
        try:
            for item in _of(name, settings, asked):
                yield item if published is None or isinstance(item, KhabarError) else _dated(item, published)
        except KhabarError as error:
            yield error


def _dated(report: Report, day: dt.date) -> Report:
    return report.model_copy(update={"published": day, "published_from": "argument"})


def _of(name: str, settings: Settings, get: Fetch) -> Iterator[Report | KhabarError]:
    if name == "-":
        yield from iter_inputs(name, settings=settings)
    elif "://" in name[:12]:
        page = get(name)
        if is_feed(page.data):
            yield from of_feed(read_feed(page.data, name, page.url), settings, get)
        else:
            yield report_of_page(page.data, page.url, settings, encoding=page.encoding)
    elif Path(name).is_dir():
        files = sorted(path for path in Path(name).rglob("*") if path.is_file() and _has_reports(path, Path(name)))
        if not files:
            yield UnreadableError(f"{name}: no file in this folder holds reports, by its name")
        for path in files:
            try:
                yield from _of_file(path, settings, get)
            except KhabarError as error:
                yield error
    else:
        yield from _of_file(Path(name), settings, get)


def _has_reports(path: Path, folder: Path) -> bool:
    name = path.name.lower()
    if any(part.startswith(".") for part in path.relative_to(folder).parts):
        return False
    bare = name.removesuffix(".gz").removesuffix(".xz").removesuffix(".bz2")
    return name.endswith((*archive.ENDINGS, *_FEED_ENDINGS)) or bare.endswith(tuple(FORMATS))


def _of_file(path: Path, settings: Settings, get: Fetch) -> Iterator[Report | KhabarError]:
    if path.name.lower().endswith(archive.ENDINGS) and path.is_file():
        yield from archive.read_archive(path, settings)
    elif path.name.lower().endswith(_FEED_ENDINGS) and path.is_file():
        data = _bytes(path, settings)
        if is_feed(data):
            yield from of_feed(read_feed(data, str(path)), settings, get)
        else:
            yield from iter_inputs(path, settings=settings)
    else:
        yield from iter_inputs(path, settings=settings)


def _bytes(path: Path, settings: Settings) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(settings.fetch_bytes + 1)
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}"
        raise UnreadableError(message) from error
    if len(data) > settings.fetch_bytes:
        message = f"{path} is a feed larger than {settings.fetch_bytes} bytes; set KHABAR_FETCH_BYTES for more"
        raise UnreadableError(message)
    return data


def of_feed(feed: Feed, settings: Settings, get: Fetch, *, outlet: str | None = None) -> Iterator[Report | KhabarError]:
    """Yield the report of each entry, from the feed itself where it carries the whole, or from the page it links to."""
    for entry in feed.entries:
        yield of_entry(entry, settings, get, outlet=outlet, feed=feed.title)


def of_entry(
    entry: Entry, settings: Settings, get: Fetch, *, outlet: str | None, feed: str | None
) -> Report | KhabarError:
    """Return the report of a feed's entry; what the page does not tell, the entry does.

    outlet: what the user calls it, which counts first; feed: what the feed calls itself, which counts last.
    """
    if entry.whole:
        return report_of_entry(entry, outlet=outlet or feed)
    if not entry.link:
        return UnreadableError(f"the entry {entry.title or 'without a title'!r} of a feed has neither text nor link")
    try:
        page = get(entry.link)
        report = report_of_page(page.data, page.url, settings, encoding=page.encoding)
    except KhabarError as error:
        return error if isinstance(error, FetchError) else UnreadableError(f"{entry.link}: {error}")
    bare = report.outlet is not None and report.outlet in urlsplit(page.url).netloc  # a page without a name of its own
    told: dict[str, Any] = {
        "title": report.title or entry.title,
        "outlet": outlet or (feed or report.outlet if bare else report.outlet or feed),
        "byline": report.byline or entry.byline,
        "uri": entry.link,
    }
    if report.published is None and entry.published is not None:
        told |= {"published": entry.published, "published_from": "metadata"}
        told["cautions"] = tuple(c for c in report.cautions if c.code not in {"no-date", "date-unreadable"})
    return report.model_copy(update=told)
