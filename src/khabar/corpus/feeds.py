"""RSS and Atom: a feed's entries, and the report that an entry is when the feed carries its whole text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from khabar.errors import UnreadableError, saying
from khabar.record import Report
from khabar.sources.decoding import text_cautions, whole_text

_FEED = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\])?[^>]*>\s*)*<(?:\w+:)?(?:rss|feed|rdf)\b", re.IGNORECASE | re.DOTALL)  # fmt: skip
_WHOLE = 600
"""An entry whose own text is at least this long, in characters, is taken for the report; a shorter one announces it."""
_BLOCKS = {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "blockquote", "tr", "section", "article"}
_MOST_ENTRIES = 5000


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed; `text` is whatever text the feed itself gives of it."""

    link: str | None
    title: str | None
    published: dt.date | None
    byline: str | None
    text: str

    @property
    def whole(self) -> bool:
        """Whether the feed carries the report and not only its announcement."""
        return len(self.text) >= _WHOLE or (not self.link and bool(self.text))


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: who publishes it, and its entries as it orders them."""

    title: str | None
    entries: tuple[Entry, ...]


def is_feed(data: bytes) -> bool:
    """Whether bytes begin like RSS or Atom."""
    return bool(_FEED.match(data[:4096].removeprefix(b"\xef\xbb\xbf")))


def read_feed(data: bytes, where: str, url: str | None = None) -> Feed:
    """Return the feed that bytes hold; raise `UnreadableError` if they hold none.

    Entities that a document defines itself are not expanded: feedparser drops its DOCTYPE first.
    """
    import feedparser

    base = {"content-location": url} if url else {}
    try:
        parsed = feedparser.parse(data, response_headers=base, sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, RecursionError, LookupError) as error:
        raise UnreadableError(
            saying("%(where)s is no feed that can be read: %(why)s"), where=where, why=error
        ) from error
    if not parsed.entries and (parsed.bozo or not parsed.get("version")):
        why = parsed.get("bozo_exception")
        if why is None or isinstance(why, feedparser.NonXMLContentType):  # which it calls any page that is no XML
            why = saying("it is neither RSS nor Atom")
        raise UnreadableError(saying("%(where)s is no feed that can be read: %(why)s"), where=where, why=why)
    title = _words(parsed.feed.get("title"))
    return Feed(title, tuple(_entry(item, url) for item in parsed.entries[:_MOST_ENTRIES]))


def _entry(item: dict[str, object], url: str | None) -> Entry:
    link = item.get("link")
    texts = [part.get("value") or "" for part in _parts(item.get("content"))] or [item.get("summary") or ""]
    return Entry(
        link=urljoin(url or "", link.strip()) if isinstance(link, str) and link.strip() else None,
        title=_words(item.get("title")),
        published=_day(item.get("published_parsed") or item.get("updated_parsed")),
        byline=_words(item.get("author")),
        text=plain(max((text for text in texts if isinstance(text, str)), key=len, default="")),
    )


def _parts(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, list):
        yield from (part for part in value if isinstance(part, dict))


def _day(value: object) -> dt.date | None:
    try:
        return dt.date(*value[:3]) if isinstance(value, tuple) else None
    except (ValueError, OverflowError):
        return None


def _words(value: object) -> str | None:
    words = " ".join(plain(value).split()) if isinstance(value, str) else ""
    return words or None


def plain(html: str) -> str:
    """Return the text of a piece of HTML, a line for each block."""
    if "<" not in html and "&" not in html:
        return html.strip()
    from lxml import etree
    from lxml import html as markup

    try:
        tree = markup.fragment_fromstring(html, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return re.sub(r"<[^>]*>", " ", html).strip()
    parts: list[str] = []
    for step, element in etree.iterwalk(tree, events=("start", "end")):
        hidden = element.tag in {"script", "style"} or not isinstance(element.tag, str)
        if step == "start" and not hidden:
            parts += ["\n" if element.tag in _BLOCKS else "", element.text or ""]
        elif step == "end":
            parts += ["\n" if element.tag in _BLOCKS else "", element.tail or ""]
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def report_of_entry(entry: Entry, *, outlet: str | None) -> Report:
    """Return the report that an entry itself is."""
    text, cautions = whole_text(entry.text)
    return Report(
        text=text,
        uri=entry.link,
        title=entry.title,
        outlet=outlet,
        byline=entry.byline,
        published=entry.published,
        published_from="metadata" if entry.published else None,
        cautions=(*cautions, *text_cautions(text)),
    )
