"""Files that somebody gives the desk: their reports, and errors in the place of what is none, by the file's name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import PurePath

from khabar.errors import KhabarError, UnreadableError, saying
from khabar.record import Report
from khabar.sources import FORMATS, NAMELESS, iter_inputs


def read_upload(name: str, data: bytes, *, published: dt.date | str | None = None) -> Iterator[Report | KhabarError]:
    """Yield the reports that a file holds, and in the place of what is none the error that says why."""
    if not data:
        yield UnreadableError(saying("%(where)s is empty: there is no report in it"), where=name)
        return
    form = FORMATS.get(PurePath(name).suffix.lower())
    for item in iter_inputs(data, published=published, format=form):
        yield _named(item, name)


def _named(item: Report | KhabarError, name: str) -> Report | KhabarError:
    """A report or an error with the name of the file where reading put that it came as bytes."""
    if isinstance(item, KhabarError):
        told = {key: _with_name(x, name) for key, x in item.values.items()}
        return type(item)(item.text, **told)
    if item.uri is None or not item.uri.startswith(NAMELESS):
        return item
    return item.model_copy(update={"uri": item.uri.replace(NAMELESS, name, 1)})


def _with_name(value: object, name: str) -> object:
    return value.replace(NAMELESS, name, 1) if isinstance(value, str) and value.startswith(NAMELESS) else value
