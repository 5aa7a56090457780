"""A page that has been fetched, or kept in an archive, to a report: its address is known, and counts."""

from __future__ import annotations

from khabar.errors import UnreadableError, saying
from khabar.record import Report
from khabar.settings import Settings
from khabar.sources.decoding import decode, text_cautions
from khabar.sources.html import charset_of, is_html, read_page


def report_of_page(data: bytes, url: str, settings: Settings, *, encoding: str | None = None) -> Report:
    """Return the report on a page; raise `UnreadableError` if there is none."""
    text, cautions = decode(data, url, declared=encoding or charset_of(data))
    text = text[: settings.max_chars]
    if not text.strip():
        raise UnreadableError(saying("%(url)s is empty: there is no report in it"), url=url)
    report = read_page(text, url, uri=url) if is_html(text) else Report(text=text, uri=url)
    return report.model_copy(update={"cautions": (*cautions, *report.cautions, *text_cautions(report.text))})
