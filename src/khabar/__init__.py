"""khabar reads Arabic news reports and writes down who said what, who wants what, what happened.

>>> import khabar
>>> record = khabar.read("قال الوزير إن المحادثات ستبدأ غدا.", published="2016-10-03")
>>> record.statements[0].act
<Act.SAY: 'say'>
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from khabar.errors import KhabarError
from khabar.record import Record, Report

__all__ = ["KhabarError", "Record", "Report", "load", "read"]
__version__ = "0.1.0"


def read(source: str | Report, *, published: dt.date | str | None = None) -> Record:
    """Read a report (its text, or a `Report` from `load`) and return its record.

    published: the day of publication, as a date or "YYYY-MM-DD"; without it no weekday gets a day.
    """
    from khabar.assemble import assemble
    from khabar.reading import read_doc

    if isinstance(source, str):
        day = dt.date.fromisoformat(published) if isinstance(published, str) else published
        source = Report(text=source, published=day, published_from="argument" if day else None)
    return assemble(read_doc(source))


def load(source: Any, **options: Any) -> list[Report]:
    """Return the reports that a path, a URL or bytes hold (see `khabar.sources.load`)."""
    from khabar.sources import load as load_source

    return load_source(source, **options)
