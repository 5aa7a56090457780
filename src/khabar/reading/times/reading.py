"""What has been understood of one time expression, and how a period is chosen around the publication date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from khabar.dates import DAY, Period, add, add_months, month_period, year_period

Anchor = Literal["published", "text"] | None
"""What fixes the days: the day of publication, the text itself, or nothing."""
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""First month of each season, of three months each."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A time read up to token `end`. first, last: days; grain: day, week, month, year …; rule: name of the rule."""

    end: int
    rule: str
    first: dt.date | None = None
    last: dt.date | None = None
    kind: Literal["date", "time", "duration", "set"] = "date"
    duration: str | None = None
    weekday: int | None = None
    approximate: bool = False
    anchor: Anchor = None
    grain: str = "day"

    @property
    def period(self) -> Period | None:
        """The days, if both are known."""
        return Period(self.first, self.last) if self.first and self.last else None

    def over(self, period: Period | None, anchor: Anchor) -> Reading:
        """Return the same reading with days; without days there is no anchor."""
        if period is None:
            return replace(self, first=None, last=None, anchor=None)
        return replace(self, first=period.first, last=period.last, anchor=anchor)


def week_of(day: dt.date) -> Period:
    """Return Monday to Sunday around a day (ISO 8601)."""
    first = day - dt.timedelta(days=day.weekday())
    return Period(first, first + 6 * DAY)


def unit_period(day: dt.date, unit: str, which: int) -> Period | None:
    """Return the last (-1), present (0) or next (1) week, month, year, decade or century, seen from a day.

    On a Sunday "last week" is the seven days that ended the day before: the working week starts on that day.
    """
    if unit == "week":
        if which == -1 and day.weekday() == 6:
            return Period(day - 7 * DAY, day - DAY)
        return week_of(day + which * 7 * DAY)
    if unit == "month":
        start = add_months(day.replace(day=1), which)
        return month_period(start.year, start.month)
    if unit in {"year", "decade", "century"}:
        size = {"year": 1, "decade": 10, "century": 100}[unit]
        shift = 1 if unit == "century" else 0
        start_year = (day.year - shift) // size * size + shift + which * size
        return Period(dt.date(start_year, 1, 1), dt.date(start_year + size - 1, 12, 31))
    if unit == "day":
        return Period(day + which * DAY, day + which * DAY)
    return None


def season_period(year: int, season: str) -> Period:
    """Return the three months of a season that begins in a year."""
    start = dt.date(year, SEASONS[season], 1)
    return Period(start, add_months(start, 3) - DAY)


def weekday_on(day: dt.date, weekday: int, direction: int) -> dt.date:
    """Return the nearest such weekday not after (-1) or not before (1) a day; weekday as in ISO 8601."""
    gap = weekday - day.isoweekday()
    return day + dt.timedelta(days=gap % 7 if direction > 0 else -(-gap % 7))


_FAR, _NEAR = 240, 90
"""Days: a date so far ahead is not meant even in a sentence of the future, if the last one is so near."""


def choose(
    day: dt.date, of_year: Callable[[int], Period | None], which: int | None, *, future: bool, past: bool = False
) -> Period | None:
    """Return the yearly recurring period (a month, a feast) that is meant, seen from a day.

    which: -1 the last one that is over, 1 the next to begin, 0 this year's, None the nearest one, where a day ahead
    counts half as far again as one that is past; if the deed is still to come, the nearest that is not over; past: the
    last that has begun.
    """
    around = [p for p in (of_year(day.year + k) for k in (-2, -1, 0, 1, 2)) if p]
    if which == 0:
        return of_year(day.year)
    if which == -1:
        return max((p for p in around if p.last < day), default=None)
    if which == 1:
        return min((p for p in around if p.first > day), default=None)
    if past:
        return max((p for p in around if p.first <= day), default=None)
    if future:
        ahead = min((p for p in around if p.last >= day), default=None)
        behind = max((p for p in around if p.last < day), default=None)
        if ahead and behind and (ahead.first - day).days > _FAR and (day - behind.last).days < _NEAR:
            return behind
        return ahead

    def distance(period: Period) -> int:
        return max((period.first - day).days * 3, (day - period.last).days * 2, 0)

    return min(around, key=distance, default=None)


def back_or_ahead(day: dt.date, count: int, unit: str, which: int) -> Period:
    """Return the stretch of `count` units that ends (-1) or begins (1) at a day."""
    return Period(add(day, -count, unit), day) if which <= 0 else Period(day, add(day, count, unit))


def whole_year(year: int) -> Period | None:
    """Return the days of a year that the calendar holds."""
    return year_period(year) if 1 <= year <= 9999 else None
