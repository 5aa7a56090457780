"""A web page to a report: its article, title, outlet, byline and the day it was published.

trafilatura finds the article. The day is looked for in the page's own statements first (meta tags, JSON-LD, <time>),
then where it is shown beside the title, in Arabic words or digits. Footers, copyright lines and boxes of related
articles are no place for it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from khabar.dates import read_date
from khabar.errors import UnreadableError, saying
from khabar.record import Caution, Report
from khabar.sources.published import day_found

_META_DATES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "date",
)
_ARTICLE_TYPES = ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "LiveBlogPosting", "Report")
_ELSEWHERE = re.compile(
    r"related|recommend|sidebar|widget|footer|copyright|comment|popular|most|latest|more-|teaser|breadcrumb|promo|menu|ticker|read-?also"
)
_SHOWN = re.compile(r"date|time|publish|posted|updated|meta|byline|info|تاريخ")
_OUTSIDE = {"aside", "footer", "nav", "script", "style", "noscript", "form", "select", "button", "template"}
_YEAR_ONLY = re.compile(r"©|\(c\)|copyright|حقوق|جميع الحقوق", re.IGNORECASE)
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/\-_.]|$)")
_LONGEST_DATE = 120  # characters of an element that shows a date
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article)\b", re.IGNORECASE | re.DOTALL
)


class Found(NamedTuple):
    """A day and where it stood: in the page's own statements or in what it shows."""

    day: dt.date
    origin: Literal["metadata", "text"]


def is_html(start: str) -> bool:
    """Whether a text begins like a web page."""
    return _MARKUP.match(start[:5000]) is not None


def charset_of(data: bytes) -> str | None:
    """The encoding that a page names in its head."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii", errors="replace") if match else None


def read_page(page: str, where: str, *, uri: str | None = None) -> Report:
    """Return the report that a page holds; raise `UnreadableError` where no article can be found in it."""
    from lxml import etree, html

    # lxml wants no encoding declaration in decoded text, and no NUL.
    cleaned = re.sub(r"^\s*<\?xml[^>]*\?>", "", page).replace("\x00", "")
    try:
        tree = html.fromstring(cleaned) if cleaned.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        tree = None
    text, title, outlet, byline = _article(cleaned, uri) if tree is not None else ("", None, None, None)
    if tree is None or not text.strip():
        raise UnreadableError(
            saying("%(where)s: no article could be found in the page; give its text instead"), where=where
        )
    found = find_day(tree, uri)
    undated = Caution(code="no-date", message="the page shows no day of publication; give one with --date")
    return Report(
        text=text,
        uri=uri,
        title=title or _title(tree),
        outlet=outlet,
        byline=byline,
        published=found.day if found else None,
        published_from=found.origin if found else None,
        cautions=() if found else (undated,),
    )


def _article(page: str, uri: str | None) -> tuple[str, str | None, str | None, str | None]:
    """Text, title, outlet and byline as trafilatura finds them."""
    from trafilatura import bare_extraction

    document = bare_extraction(page, url=uri, with_metadata=True, include_comments=False, include_tables=False)
    if document is None or isinstance(document, dict):
        return "", None, None, None
    return document.text or "", document.title or None, document.sitename or None, document.author or None


def _title(tree: Any) -> str | None:
    title = tree.findtext(".//title")
    return " ".join(title.split()) or None if title else None


def find_day(tree: Any, uri: str | None = None) -> Found | None:
    """Return the day of publication that a page states or shows, or None. tree: an lxml element."""
    for day in _stated_days(tree):
        return Found(day, "metadata")
    for text in _shown_dates(tree):
        shown = None if _YEAR_ONLY.search(text) else read_date(text)
        if shown is not None:
            return Found(shown, "text")
    match = _URL_DAY.search(uri or "")
    in_address = day_found(f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}") if match else None
    return Found(in_address, "metadata") if in_address else None


def _stated_days(tree: Any) -> Iterator[dt.date]:
    """Days in meta tags, JSON-LD and <time datetime>, surest first."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(name.lower(), meta.get("content") or "")
    for name in _META_DATES:
        day = day_found(metas.get(name))
        if day:
            yield day
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            yield from _linked_data_days(script.text or "")
    for element in tree.iter():
        if isinstance(element.tag, str) and (element.tag == "time" or element.get("itemprop") == "datePublished"):
            day = day_found(element.get("datetime") or element.get("content"))
            if day and not _is_elsewhere(element):
                yield day


def _linked_data_days(script: str) -> Iterator[dt.date]:
    """The `datePublished` of each article in a JSON-LD script."""
    try:
        waiting = [json.loads(script)]
    except (json.JSONDecodeError, RecursionError):
        return
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            types = node.get("@type")
            if any(kind in _ARTICLE_TYPES for kind in (types if isinstance(types, list) else [types])):
                day = day_found(node.get("datePublished"))
                if day:
                    yield day
            waiting.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node)


def _shown_dates(tree: Any) -> Iterator[str]:
    """Short texts that may show the date: elements named for it first, then what stands beside the main title."""
    body = tree.find("body") if tree.find("body") is not None else tree
    beside: list[str] = []
    after_title = 0
    for element in body.iter():
        if not isinstance(element.tag, str) or element.tag in _OUTSIDE:
            continue
        if element.tag == "h1":
            after_title = 40
            continue
        text = " ".join(element.text_content().split()) if len(element) < 8 else ""
        if not text or len(text) > _LONGEST_DATE:
            if element.tag == "p" and len(element.text_content()) > 200:
                after_title = 0
            continue
        named = " ".join(filter(None, (element.get("class"), element.get("id"), element.get("itemprop")))).lower()
        if _is_elsewhere(element):
            continue
        if element.tag == "time" or _SHOWN.search(named):
            yield text
        elif after_title > 0:
            after_title -= 1
            beside.append(text)
    yield from beside


def _is_elsewhere(element: Any) -> bool:
    """Whether an element stands in a footer, a menu or a box of other articles."""
    for around in (element, *element.iterancestors()):
        if around.tag in _OUTSIDE:
            return True
        if around.tag in {"body", "html"}:
            return False
        named = " ".join(filter(None, (around.get("class"), around.get("id")))).lower()
        if _ELSEWHERE.search(named):
            return True
    return False
