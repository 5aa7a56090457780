"""The day of publication, as callers, pages and data sets give it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from khabar.dates import read_date
from khabar.errors import SettingsError, saying

_ISO = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?![\d-])")


def day_given(published: dt.date | str | None) -> dt.date | None:
    """Return the day that a caller gives as a date or "YYYY-MM-DD"; raise `SettingsError` for anything else."""
    if published is None:
        return None
    if isinstance(published, dt.datetime):
        return published.date()
    if isinstance(published, dt.date):
        return published
    try:
        return dt.date.fromisoformat(published.strip())
    except (ValueError, AttributeError):
        raise SettingsError(
            saying("published=%(published)r is no day: give a date or write it as YYYY-MM-DD, for example 2016-10-03"),
            published=published,
        ) from None


def day_found(value: Any) -> dt.date | None:
    """Return the day of a date field, written as ISO 8601, as Arabic words or digits, or as seconds since 1970; else None."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = value / 1000 if value > 1e11 else value
        if not 1e8 < seconds < 1e10:
            return None
        return dt.datetime.fromtimestamp(seconds, dt.UTC).date()
    if not isinstance(value, str):
        return None
    iso = _ISO.match(value)
    if iso:
        try:
            return dt.date(int(iso[1]), int(iso[2]), int(iso[3]))
        except ValueError:
            return None
    return _mail_date(value) or read_date(value)


def _mail_date(value: str) -> dt.date | None:
    """A date as e-mail and RSS write it: "Mon, 03 Oct 2016 10:00:00 GMT"."""
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError):
        return None
