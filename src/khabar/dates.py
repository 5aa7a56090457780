"""The calendar as Arabic news writes it: month names, Hijri dates, periods, and one date on a page.

Days are `datetime.date`; a period is its first and last day. `read_date` reads a whole date shown in words or
digits, as web pages do; the reading of reports builds on the same lexicon (lexicon/times.toml).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from khabar.arabic import fold
from khabar.lexicon import load
from khabar.numerals import read_number

DAY = dt.timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1000, 2200
"""Years of the civil calendar that a bare number can mean in a report."""


class Period(NamedTuple):
    """First and last day of a stretch of time."""

    first: dt.date
    last: dt.date


@cache
def months() -> dict[str, tuple[str, int]]:
    """Return every folded month name (one or two words) with its calendar ("civil", "hijri") and number."""
    found: dict[str, tuple[str, int]] = {}
    for table, calendar_ in (
        ("month", "civil"),
        ("month_unsure", "civil"),
        ("hijri_month", "hijri"),
        ("hijri_month_unsure", "hijri"),
    ):
        for name, number in load("times")[table].items():
            found[fold(name)] = (calendar_, number)
    return found


def civil(year: int, month: int, day: int) -> dt.date | None:
    """Return the day, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except (ValueError, OverflowError):
        return None


def hijri(year: int, month: int, day: int) -> dt.date | None:
    """Return the civil day of a Hijri date (Umm al-Qura reckoning, 1343–1500), or None outside it."""
    from hijridate import Hijri

    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return dt.date(found.year, found.month, found.day)


def hijri_year(day: dt.date) -> int | None:
    """Return the Hijri year that a civil day falls in, or None outside the reckoning (1924–2077)."""
    from hijridate import Gregorian

    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        return None


def hijri_month(year: int, month: int) -> Period | None:
    """Return the civil days of a Hijri month, or None outside the reckoning."""
    first = hijri(year, month, 1)
    if first is None:
        return None
    following = hijri(year + month // 12, month % 12 + 1, 1)
    return Period(first, following - DAY if following else first + 28 * DAY)


def month_period(year: int, month: int) -> Period:
    """Return the days of a civil month."""
    return Period(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))


def year_period(year: int) -> Period:
    """Return the days of a civil year."""
    return Period(dt.date(year, 1, 1), dt.date(year, 12, 31))


def add_months(day: dt.date, count: int) -> dt.date:
    """Return the same day `count` months away; the last day of the month where it has no such day."""
    months_ = day.year * 12 + day.month - 1 + count
    year, month = divmod(months_, 12)
    year = min(max(year, 1), 9999)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add(day: dt.date, count: int, unit: str) -> dt.date:
    """Return the day `count` units away. unit: minute, hour, day, week, month, year, decade or century."""
    try:
        if unit in {"minute", "hour"}:
            return day + dt.timedelta(days=round(count / (24 if unit == "hour" else 1440)) or (count > 0) - (count < 0))
        if unit in {"day", "week"}:
            return day + dt.timedelta(days=count * (7 if unit == "week" else 1))
    except OverflowError:
        return dt.date.min if count < 0 else dt.date.max
    span = {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
    if abs(count * span) > 24_000:
        return dt.date.min if count < 0 else dt.date.max
    return add_months(day, count * span)


def third(period: Period, part: int) -> Period:
    """Return the first, middle or last third of a period (1–3); 11 and 12 are its halves.

    A month has thirds of ten days, a year of four months, a longer period of whole years where it divides.
    """
    first, last = period
    days = (last - first).days + 1
    if part > 10:
        middle = add_months(first, 6) if days in {365, 366} else first + dt.timedelta(days=days // 2)
        return Period(first, middle - DAY) if part == 11 else Period(middle, last)
    if days in {365, 366} and first.day == 1:
        start = add_months(first, 4 * (part - 1))
        return Period(start, add_months(start, 4) - DAY)
    if 28 <= days <= 31 and first.day == 1:
        start = first + dt.timedelta(days=10 * (part - 1))
        return Period(start, last if part == 3 else start + 9 * DAY)
    edges = [first + dt.timedelta(days=round(days * k / 3)) for k in range(4)]
    return Period(edges[part - 1], max(edges[part - 1], edges[part] - DAY))


def duration(count: int, unit: str, sixtieths: int = 0) -> str:
    """Return the ISO 8601 duration of a count of units and a fraction of one more, in sixtieths (30 is a half)."""
    if unit in {"decade", "century"}:
        years = 10 if unit == "decade" else 100
        return f"P{count * years + years * sixtieths // 60}Y"
    if not sixtieths:
        letter = {"minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y"}[unit]
        return f"{'PT' if unit in {'minute', 'hour'} else 'P'}{count}{letter}"
    if unit == "minute":
        return f"PT{count}M{sixtieths}S" if count else f"PT{sixtieths}S"
    if unit == "hour":
        return f"PT{count}H{sixtieths}M" if count else f"PT{sixtieths}M"
    if unit == "day":
        return f"PT{count * 24 + 24 * sixtieths // 60}H"
    if unit == "week":
        return f"P{count * 7 + round(7 * sixtieths / 60)}D"
    if unit == "month":
        days = 30 * sixtieths // 60
        return f"P{30 + days}D" if count == 1 else f"P{count}M{days}D" if count else f"P{days}D"
    months_ = 12 * sixtieths // 60
    return f"P{count}Y{months_}M" if count else f"P{months_}M"


_PIECE = re.compile(r"\d+|[^\W\d_]+")
_DIGITS = re.compile(r"(?<!\d)(\d{1,4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,4})(?!\d)")


def digits_date(text: str) -> dt.date | None:
    """Return the day of "21/7/2015", "2015-07-21" or "21.7.2015" (folded digits), day before month; else None."""
    match = _DIGITS.search(text)
    return date_of_numbers(int(match[1]), int(match[3]), int(match[4]), long=len(match[1]) == 4) if match else None


def date_of_numbers(a: int, b: int, c: int, *, long: bool | None = None) -> dt.date | None:
    """Return the day that three numbers in a row mean: year first or last, the day before the month if it can be.

    A year between 1343 and 1500 is of the Hijri calendar. Years of two digits are not guessed.
    """
    year_first = a > 31 if long is None else long
    year, month, day = (a, b, c) if year_first else (c, b, a)
    if not year_first and month > 12:
        month, day = day, month
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return hijri(year, month, day) if 1343 <= year <= 1500 else civil(year, month, day)


def read_date(text: str) -> dt.date | None:
    """Return the first whole date shown in a text, in Arabic words or digits, or None.

    Day, month and year must all stand there ("الثلاثاء 21 تموز/يوليو 2015", "٢١/٧/٢٠١٥", "5 شوال 1436 هـ"); a
    year alone (a copyright line) is no date. Where a civil and a Hijri date stand side by side the civil one counts.
    """
    folded = fold(text)
    found = _written_date(folded)
    return found or digits_date(folded)


def _written_date(folded: str) -> dt.date | None:
    words = _PIECE.findall(folded)
    names = months()
    lunar: dt.date | None = None
    for i in range(len(words)):
        found = _month_at(words, i, names)
        if found is None:
            continue
        calendar_, month, after = found
        day = _day_before(words, i)
        while (again := _month_at(words, after, names)) is not None and again[:2] == (calendar_, month):
            after = again[2]
        year = _year_after(words, after)
        if day is None and after < len(words) and words[after].isdigit() and int(words[after]) <= 31:
            day, year = int(words[after]), _year_after(words, after + 1)
        if day is None or year is None:
            continue
        if calendar_ == "civil":
            made = civil(year, month, day)
            if made:
                return made
        lunar = lunar or (hijri(year, month, day) if calendar_ == "hijri" else None)
    return lunar


def _month_at(words: list[str], i: int, names: dict[str, tuple[str, int]]) -> tuple[str, int, int] | None:
    """Calendar, number and next word of the month name at a word, two words before one."""
    for length in (2, 1):
        name = names.get(" ".join(words[i : i + length])) if i + length <= len(words) else None
        if name:
            return (*name, i + length)
    return None


def _day_before(words: list[str], i: int) -> int | None:
    """The day of the month that ends before a word: "21", "21 من", "الخامس والعشرين من شهر"."""
    end = i
    while end > 0 and words[end - 1] in {"من", "شهر"}:
        end -= 1
    for start in range(max(0, end - 3), end):
        number = read_number(words[:end], start)
        if number and start + number.words == end and 1 <= number.value <= 31:
            return number.value
    return None


def _year_after(words: list[str], i: int) -> int | None:
    """The year after a word, with or without "عام" or "من العام" before it."""
    while i < len(words) and words[i] in {"من", "عام", "لعام", "العام", "سنه", "لسنه"}:
        i += 1
    number = read_number(words, i)
    return number.value if number and FIRST_YEAR <= number.value <= LAST_YEAR else None
