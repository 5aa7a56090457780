"""What other programs say of a time, as the days khabar's records have: TIMEX3 values, Duckling's JSON, one datetime.

Where a peer says less than a record holds (a month and "its middle", an interval whose end is not part of it), the
reading that is best for the peer is taken.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from khabar.dates import DAY, Period, add_months, month_period, third, year_period

_DURATION = re.compile(r"P(?:T?\d+(?:\.\d+)?[A-Z]+)+")
_THIRDS = {"START": 1, "MID": 2, "END": 3}
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_DAYS_OF = {"S": 1 / 86400, "TM": 1 / 1440, "H": 1 / 24, "D": 1.0, "W": 7.0, "M": 30.44, "Y": 365.25}
_PART = re.compile(r"(T?)(\d+(?:\.\d+)?)([A-Z])")
_NO_DAYS = (None, None)

Days = tuple[dt.date | None, dt.date | None]


@dataclass(frozen=True, slots=True)
class Found:
    """A time that a program found: where its words are, in code points, and what it makes of them."""

    start: int
    end: int
    earliest: dt.date | None = None
    latest: dt.date | None = None
    duration: str | None = None


def of_timex3(start: int, end: int, kind: str, value: str, mod: str, published: dt.date) -> Found:
    """Return a TIMEX3 annotation as days. kind: DATE, TIME, DURATION or SET; mod: START, MID, END or anything else."""
    if kind in {"DURATION", "SET"} or (value.startswith("P") and not value.endswith("_REF")):
        length = value if _DURATION.fullmatch(value) else None
        return Found(start, end, duration=_years_alone(length) if length else None)
    if value == "PRESENT_REF":
        return Found(start, end, published, published)
    period = _period(value)
    if period and mod in _THIRDS:
        period = third(period, _THIRDS[mod])
    return Found(start, end, *(period or _NO_DAYS))


def _years_alone(duration: str) -> str:
    """HeidelTime's decades (P2DE) and centuries (P1CE) in years, as records have them."""
    long = re.fullmatch(r"P(\d+)(DE|CE)", duration)
    return f"P{int(long[1]) * (10 if long[2] == 'DE' else 100)}Y" if long else duration


def _period(value: str) -> Period | None:
    """Return the days of a TIMEX3 date: a day, week, month, quarter, half, season, year, decade or century."""
    value = value.partition("T")[0]
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            day = dt.date.fromisoformat(value)
            return Period(day, day)
        if week := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
            monday = dt.date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return Period(monday + 5 * DAY if week[3] else monday, monday + 6 * DAY)
        if month := re.fullmatch(r"(\d{4})-(\d\d)", value):
            return month_period(int(month[1]), int(month[2]))
        if part := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
            size = 3 if part[2] == "Q" else 6
            first = dt.date(int(part[1]), (int(part[3]) - 1) * size + 1, 1)
            return Period(first, add_months(first, size) - DAY)
        if season := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
            first = dt.date(int(season[1]), _SEASONS[season[2]], 1)
            return Period(first, add_months(first, 3) - DAY)
        if re.fullmatch(r"\d{4}", value):
            return year_period(int(value))
        if re.fullmatch(r"\d{3}", value):
            return Period(dt.date(int(value) * 10, 1, 1), dt.date(int(value) * 10 + 9, 12, 31))
        if re.fullmatch(r"\d\d", value):
            return Period(dt.date(int(value) * 100, 1, 1), dt.date(int(value) * 100 + 99, 12, 31))
    except (ValueError, OverflowError):
        return None
    return None


def of_grain(day: dt.date, grain: str) -> Period:
    """Return the hour's or day's day, or the week, month, quarter or year that a day begins or falls in."""
    if grain == "week":
        monday = day - day.weekday() * DAY
        return Period(monday, monday + 6 * DAY)
    if grain == "month":
        return month_period(day.year, day.month)
    if grain == "quarter":
        first = dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        return Period(first, add_months(first, 3) - DAY)
    return year_period(day.year) if grain == "year" else Period(day, day)


def of_duckling(start: int, end: int, dimension: str, value: Mapping[str, Any], *, before: dt.date | None) -> Found:
    """Return a Duckling entity as days.

    before: a day; what comes again and again ("Monday", "15 March") is then its last time before the day's end,
    where Duckling, made for assistants, gives the next.
    """
    if dimension == "duration":
        return Found(start, end, duration=_duckling_duration(value))
    several: Sequence[Mapping[str, Any]] = value.get("values") or [value]
    first = several[0]
    if first.get("type") == "interval":
        latest = _day(first["to"]["value"], end=True) if "to" in first else None
        return Found(start, end, _day(first["from"]["value"]) if "from" in first else None, latest)
    day = _day(first["value"])
    if before and day > before and len(several) > 1:
        day = _time_before(day, _day(several[1]["value"]), before)
    return Found(start, end, *of_grain(day, first["grain"]))


def _duckling_duration(value: Mapping[str, Any]) -> str | None:
    number, unit = value.get("value"), str(value.get("unit"))
    if number is None:
        return None
    if unit == "quarter":
        number, unit = 3 * number, "month"
    return f"{'PT' if unit in {'second', 'minute', 'hour'} else 'P'}{number}{unit[0].upper()}"


def _time_before(day: dt.date, following: dt.date, before: dt.date) -> dt.date:
    """Go back by the step from one time to the next until the day is not after `before`."""
    days = (following - day).days
    months = round(days / 30.44) if days >= 28 else 0
    while day > before:
        day = add_months(day, -months) if months else day - max(days, 1) * DAY
    return day


def _day(stamp: str, *, end: bool = False) -> dt.date:
    moment = dt.datetime.fromisoformat(stamp)
    return (moment - dt.timedelta(seconds=1) if end else moment).date()


def same_length(one: str | None, two: str | None) -> bool:
    """Tell whether two ISO 8601 durations are about the same length, whatever their unit: P7D and P1W, PT48H and P2D."""
    lengths = [_length(x) for x in (one, two) if x]
    return len(lengths) == 2 and min(lengths) > 0 and max(lengths) / min(lengths) <= 1.05


def _length(duration: str) -> float:
    days, timed = 0.0, False
    for mark, number, unit in _PART.findall(duration):
        timed = timed or bool(mark)
        days += float(number) * _DAYS_OF.get("TM" if unit == "M" and timed else unit, 0.0)
    return days
