"""JSON lines to reports: one object a line, with named fields; also a JSON array or a single object."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from khabar.errors import SettingsError, UnreadableError, saying
from khabar.record import Caution, Report
from khabar.sources.decoding import decode, whole_text
from khabar.sources.published import day_found

FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "article_body", "articleBody", "النص"),
    "title": ("title", "headline", "العنوان"),
    "published": (
        "published",
        "date",
        "published_at",
        "publish_date",
        "datePublished",
        "pubDate",
        "date_published",
        "التاريخ",
    ),
    "outlet": ("outlet", "source", "publisher", "site", "sitename", "newspaper", "المصدر"),
    "agency": ("agency",),
    "byline": ("byline", "author", "authors", "الكاتب"),
    "uri": ("url", "uri", "link", "id"),
}
"""Field of a report → names under which data sets keep it; the first that an object has counts."""

_LINE = saying("%(where)s, line %(number)s")
_OBJECT = saying("%(where)s, object %(number)s")


def fields_with(chosen: Mapping[str, str] | None) -> dict[str, tuple[str, ...]]:
    """Return the field names to look for, with the caller's choice first; raise `SettingsError` for an unknown field."""
    fields = dict(FIELDS)
    for field, name in (chosen or {}).items():
        if field not in fields:
            raise SettingsError(
                saying("field %(field)r is not known: a report has %(known)s"), field=field, known=", ".join(FIELDS)
            )
        fields[field] = (name,)
    return fields


def read_lines(
    lines: Iterable[str | bytes], where: str, fields: Mapping[str, tuple[str, ...]]
) -> Iterator[Report | UnreadableError]:
    """Yield the report of each line, and in the place of one that holds none the error that says why."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield read_line(line, _LINE % {"where": where, "number": number}, f"{where}#{number}", fields)


def read_json(text: str, where: str, fields: Mapping[str, tuple[str, ...]]) -> Iterator[Report | UnreadableError]:
    """Yield the reports of a whole JSON file: an array of objects, one object, or JSON lines after all."""
    try:
        value = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        yield from read_lines(text.split("\n"), where, fields)
        return
    if isinstance(value, list):
        for number, item in enumerate(value, start=1):
            yield _report(item, _OBJECT % {"where": where, "number": number}, f"{where}#{number}", fields)
    else:
        yield _report(value, where, where, fields)


def read_line(
    line: str | bytes, place: str, uri: str, fields: Mapping[str, tuple[str, ...]]
) -> Report | UnreadableError:
    """Return the report of one line, or the error that says why it holds none.

    place: what messages call the line; uri: the report's address if it tells none.
    """
    try:
        text, cautions = decode(line, place) if isinstance(line, bytes) else (line, [])
        report = _report(json.loads(text), place, uri, fields)
    except UnreadableError as error:
        return error
    except (json.JSONDecodeError, RecursionError) as error:
        return UnreadableError(saying("%(place)s is no JSON object: %(why)s"), place=place, why=error)
    if cautions and isinstance(report, Report):
        return report.model_copy(update={"cautions": (*cautions, *report.cautions)})
    return report


def _report(value: Any, place: str, uri: str, fields: Mapping[str, tuple[str, ...]]) -> Report | UnreadableError:
    if not isinstance(value, dict):
        return UnreadableError(
            saying("%(place)s is no JSON object with fields but %(kind)s"), place=place, kind=type(value).__name__
        )
    found = {field: next((value[name] for name in names if value.get(name)), None) for field, names in fields.items()}
    if not isinstance(found["text"], str):
        return UnreadableError(
            saying("%(place)s has no text: it has %(fields)s; looked for %(wanted)s"),
            place=place,
            fields=", ".join(map(str, value)) or saying("no fields"),
            wanted=", ".join(fields["text"]),
        )
    text, cautions = whole_text(found["text"])
    published = day_found(found["published"])
    if published is None and found["published"] is not None:
        cautions.append(Caution(code="date-unreadable", message=f"the date {found['published']!r} could not be read"))
    return Report(
        text=text,
        uri=_words(found["uri"]) or uri,
        title=_words(found["title"]),
        outlet=_words(found["outlet"]),
        agency=_words(found["agency"]),
        byline=_words(found["byline"]),
        published=published,
        published_from="metadata" if published else None,
        cautions=tuple(cautions),
    )


def _words(value: Any) -> str | None:
    """A field as words: a string, a number, or a list of names joined."""
    if isinstance(value, list):
        value = "، ".join(str(item) for item in value)
    return whole_text(str(value).strip())[0] or None if isinstance(value, str | int) else None
