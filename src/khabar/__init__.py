"""khabar reads Arabic news reports and writes down who said what, who wants what, what happened.

>>> import khabar
>>> record = khabar.read("قال الوزير إن المحادثات ستبدأ غدا.", published="2016-10-03")
>>> record.statements[0].act
<Act.SAY: 'say'>
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from khabar.errors import KhabarError
from khabar.version import __version__

if TYPE_CHECKING:
    from khabar.record import Record, Report
    from khabar.settings import Settings
    from khabar.sources import Input
    from khabar.store import Store

_ROOMS = {"Record": "khabar.record", "Report": "khabar.record", "Store": "khabar.store"}

__all__ = ["KhabarError", "Record", "Report", "Store", "__version__", "load", "read"]


def read(source: str | Report, *, published: dt.date | str | None = None, model: bool | None = None) -> Record:
    """Read a report (its text, or a `Report` from `load`) and return its record.

    published: the day of publication, as a date or "YYYY-MM-DD"; without it no weekday gets a day. With a `Report`
    it counts before the report's own day. Raise `SettingsError` where it is no day.
    model: whether to ask the neural reader too; without it as `KHABAR_MODEL` says, on by default.
    """
    from khabar.assemble import assemble
    from khabar.reading import read_report
    from khabar.settings import Settings

    if model is None:
        model = Settings.from_environment().model
    if isinstance(source, str):
        from khabar.sources import report_of_text

        source = report_of_text(source, published=published)
    elif published is not None:
        from khabar.sources.published import day_given

        source = source.model_copy(update={"published": day_given(published), "published_from": "argument"})
    return assemble(read_report(source, model=model))


def load(
    source: Input,
    *,
    published: dt.date | str | None = None,
    format: str | None = None,
    fields: Mapping[str, str] | None = None,
    settings: Settings | None = None,
) -> list[Report]:
    """Return the reports that a file, folder, pattern, URL or bytes hold.

    Arguments and errors as in `khabar.sources.iter_reports`, which yields them one by one.
    """
    from khabar.sources import load as load_source

    return load_source(source, published=published, format=format, fields=fields, settings=settings)


def __getattr__(name: str) -> object:
    """Give `Record`, `Report` and `Store` when first asked for: pydantic is not loaded for help, nor SQLAlchemy to read."""
    if name in _ROOMS:
        return getattr(import_module(_ROOMS[name]), name)
    message = f"module 'khabar' has no attribute {name!r}"
    raise AttributeError(message)
