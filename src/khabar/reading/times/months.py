"""Months by name and days of a month: "مارس/آذار الماضي", "الثلاثاء 21 يوليو 2015", "21/7/2015"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from khabar.dates import DAY, Period, civil, date_of_numbers, digits_date, hijri, hijri_month, hijri_year, month_period
from khabar.reading.times.context import blockers
from khabar.reading.times.periods import Periods
from khabar.reading.times.reading import Reading, choose
from khabar.reading.times.words import Item
from khabar.reading.times.years import Year

NAME = "name"
"""Rule of words that look like a time and are part of a name: "حركة 14 آذار"."""
_CIVIL_FROM = 1600
"""A year from this one on is of the civil calendar, even beside a Hijri month."""
_LONGEST_MONTH, _WEEKS = 31, 4
HijriPeriods = Callable[[int], Period | None]
"""Gives a period for a Hijri year."""


class Month(NamedTuple):
    """A month by name. sure: its name is no other word, or it is written twice (آذار/مارس)."""

    end: int
    number: int
    hijri: bool
    sure: bool


class Dates(Periods):
    """Reads months and dates."""

    def _month(self, i: int) -> Month | None:
        """A month's name, once or in two calendars' names: "يونيو/ حزيران", "مايو (أيار)", "نوفمبر تشرين الثاني"."""
        item = self.words.item(i)
        named = self._month_value(item)
        if named is None:
            return None
        number, lunar, sure = named
        end, j = item.end, self.words.item(item.end)
        bracket = "open" in j.classes
        k = j.end if j.classes.keys() & {"slash", "open", "dash"} else item.end
        second = self.words.item(k)
        again = self._month_value(second)
        if again and again[:2] == (number, lunar) and not (second.joined and k == item.end):
            end, sure = second.end, True
            if bracket:
                end = self.words.item(end).end if self._has(end, "close") else end
        return Month(end, number, lunar, sure)

    @staticmethod
    def _month_value(item: Item) -> tuple[int, bool, bool] | None:
        for name, lunar, sure in (
            ("month", False, True),
            ("month_unsure", False, False),
            ("hijri_month", True, True),
            ("hijri_month_unsure", True, False),
        ):
            if name in item.classes:
                return item.classes[name], lunar, sure
        return None

    def _month_word(self, i: int) -> int:
        """The token after "شهر" or "الشهر" if it stands there, else i."""
        classes = self.words.item(i).classes
        return self.words.item(i).end if classes.get("unit") == "month" or classes.get("the_unit") == "month" else i

    def month_alone(self, i: int) -> Reading | None:
        """Read "مارس/آذار الماضي", "شهر أغسطس", "يونيو/ حزيران 2007", "شهري يوليو وأغسطس"."""
        item = self.words.item(i)
        if item.classes.get("pair") == "month":
            return self._two_months(item)
        j = self._month_word(i)
        month = self._month(j)
        if month is None:
            return None
        year = self._year_tail(month.end)
        if not (month.sure or j != i or year or self._framed(i)):
            return None
        end = year.end if year else month.end
        reading = Reading(end, "month", grain="month")
        if year is None:
            following = self._next_month(month.end)
            if following:
                two, year = following
                first = self._resolve_month(i, month, year, reading)
                if two.number == month.number + 1:
                    last = self._resolve_month(i, two, year, reading)
                    return replace(first, last=last.last, end=year.end, rule="months", grain="months")
                return first
        return self._resolve_month(i, month, year, reading)

    def _framed(self, i: int) -> bool:
        """Whether the word before tells that a doubtful name is a month: "في مارس", "منذ رمضان"."""
        return not self.words.item(i).lead and self._before(i) in blockers("before_period")

    def _joined_next(self, i: int) -> int | None:
        """The token of the word that "and" joins to what ends before token i, or None."""
        if self.words.item(i).joined:
            return i
        return self.words.item(i).end if self._preposition(i) == "and" else None

    def _next_month(self, i: int) -> tuple[Month, Year] | None:
        """A joined month with the year that both share: "تشرين الأول وتشرين الثاني من عام 2022"."""
        k = self._joined_next(i)
        two = self._month(k) if k is not None else None
        year = self._year_tail(two.end) if two else None
        return (two, year) if two and year and (year.number is not None or year.which == 0) else None

    def _two_months(self, item: Item) -> Reading | None:
        one = self._month(item.end)
        if one is None or not (self.words.item(one.end).joined or self._preposition(one.end) == "and"):
            return None
        two = self._month(one.end if self.words.item(one.end).joined else self.words.item(one.end).end)
        if two is None:
            return None
        year = self._year_tail(two.end)
        end = year.end if year else two.end
        first = self._resolve_month(item.first, one, year, Reading(end, "months", grain="months"))
        last = self._resolve_month(item.first, two, year, Reading(end, "months", grain="months"))
        if first.first and last.last and first.first <= last.last:
            return replace(first, last=last.last)
        return replace(first, first=None, last=None, anchor=None)

    def week_of_month(self, i: int) -> Reading | None:
        """Read "الأسبوع الثاني من يونيو القادم": seven days of the month."""
        item = self.words.item(i)
        number = self.words.item(item.end)
        j = self._over(number.end, "of")
        if item.classes.get("the_unit") != "week" or not number.ordinal or j == number.end or self.words.item(j).joined:
            return None
        month = self.month_alone(j) or self.relative(j)
        if month is None or month.grain != "month" or not 1 <= (number.number or 0) <= _WEEKS:
            return None
        reading = replace(month, rule="period", grain="week")
        if month.first is None:
            return reading
        first = month.first + (number.number or 0) * 7 * DAY - 7 * DAY
        return replace(reading, first=first, last=first + 6 * DAY)

    def _resolve_month(self, i: int, month: Month, year: Year | None, reading: Reading) -> Reading:
        if year and year.number is not None:
            period = (self._hijri_month if month.hijri else month_period)(year.number, month.number)
            return reading.over(period, "text" if year.which is None else "published")
        day = self.published
        if day is None:
            return reading
        which = year.which if year else None
        future = which is None and self.is_future(i, reading.end)
        if month.hijri:
            return reading.over(
                self._recurring_hijri(lambda y: hijri_month(y, month.number), which, future=future), "published"
            )
        past = which is None and not future and self.is_of_the_past(i)
        period = choose(day, lambda y: month_period(y, month.number), which, future=future, past=past)
        return reading.over(period, "published")

    @staticmethod
    def _hijri_month(year: int, month: int) -> Period | None:
        """The Hijri month of a Hijri year, or the one that begins in a civil year."""
        if year < _CIVIL_FROM:
            return hijri_month(year, month)
        first = hijri_year(dt.date(year, 1, 1))
        around = [hijri_month(first + k, month) for k in (0, 1)] if first else []
        return next((p for p in around if p and p.first.year == year), None)

    def dated(self, i: int) -> Reading | None:
        """Read "الثلاثاء 21 يوليو 2015", "يوم 14 يوليو (تموز) الماضي", "الحادي عشر من أغسطس/آب", "21/7/2015"."""
        words = self.words
        j, weekday, marked = i, None, False
        deictic = words.item(j).classes.get("deictic")
        pair = words.item(j).classes.get("pair") == "day" and not words.item(words.item(j).end).joined
        if pair or deictic is not None or words.item(j).classes.get("unit") == "day":
            j, marked = words.item(j).end, True
        if "weekday" in words.item(j).classes:
            weekday = words.item(j).classes["weekday"]
            j = words.item(j).end
            if words.item(j).classes.keys() & {"comma", "open", "dash"}:
                j = words.item(j).end
        item = words.item(j)
        if item.joined and j != i:
            return None
        if item.number is None:
            return self._numeric(i, j, weekday)
        if not 1 <= item.number <= 31:
            return self._numeric(i, j, weekday)
        number = item.number
        end = self._second_day(item)
        last = words.item(end).number if end is not None else None
        item = words.item(end) if end is not None else item
        k = self._over(item.end, "of")
        if self._has(item.end, "slash") and self._month(words.item(item.end).end):
            k = words.item(item.end).end
        same = self._day_of_spoken_month(item, k)
        if same and last is not None:
            first = same.first - (last - number) * DAY if same.first else None
            return replace(same, first=first, rule="dates", grain="days")
        if same:
            return replace(same, weekday=weekday)
        month = self._month(self._month_word(k))
        if month is None:
            return self._numeric(i, j, weekday) if item.digits else None
        slash = words.item(month.end).end if self._has(month.end, "slash") and k != item.end else month.end
        year = self._year_tail(slash)
        if not marked and weekday is None and year is None and self.blocked(i, "before_date"):
            return Reading(month.end, NAME)
        end = self._close(i, year.end if year else month.end)
        shared = year or self._year_of_next(month.end)
        reading = replace(self._resolve_day(i, last or number, month, shared, Reading(end, "date")), weekday=weekday)
        if last is None or reading.first is None:
            return reading
        first = reading.first - (last - number) * DAY
        return replace(reading, first=first, rule="dates", grain="days")

    def _second_day(self, item: Item) -> int | None:
        """The token of the last of two days of one month: "25 و26 جانفي", "7-14 أيار", "1 إلى 7 تموز"."""
        words = self.words
        joint = words.item(item.end)
        k: int | None = joint.end
        if not ("dash" in joint.classes or (joint.classes.get("preposition") in ("to", "till") and not joint.joined)):
            k = self._joined_next(item.end)
        if k is None or item.number is None:
            return None
        second = words.item(k)
        if second.number is None or not item.number < second.number <= _LONGEST_MONTH or second.digits != item.digits:
            return None
        month = self._over(second.end, "of")
        named = self._month(self._month_word(month)) or self._day_of_spoken_month(second, month)
        return k if named else None

    def _year_of_next(self, i: int) -> Year | None:
        """The year of a second date that "and" joins: "15 ماي و20 جوان 2015"."""
        k = self._joined_next(i)
        item = self.words.item(k) if k is not None else None
        if item is None or item.number is None or item.number > _LONGEST_MONTH:
            return None
        month = self._month(self._over(item.end, "of"))
        year = self._year_tail(month.end) if month else None
        return year if year and year.number is not None else None

    def _close(self, i: int, end: int) -> int:
        """Take in the bracket that closes one opened inside the expression."""
        opened = sum(self._has(k, "open") for k in range(i, end)) - sum(self._has(k, "close") for k in range(i, end))
        return self.words.item(end).end if opened > 0 and self._has(end, "close") else end

    def _resolve_day(self, i: int, number: int, month: Month, year: Year | None, reading: Reading) -> Reading:
        def of_year(y: int) -> Period | None:
            if month.hijri and y >= _CIVIL_FROM:
                whole = self._hijri_month(y, month.number)
                day = whole.first + (number - 1) * DAY if whole else None
            else:
                day = hijri(y, month.number, number) if month.hijri else civil(y, month.number, number)
            return Period(day, day) if day else None

        if year and year.number is not None:
            return reading.over(of_year(year.number), "text" if year.which is None else "published")
        if self.published is None:
            return reading
        which = year.which if year else None
        future = which is None and self.is_future(i, reading.end)
        if month.hijri:
            return reading.over(self._recurring_hijri(of_year, which, future=future), "published")
        past = which is None and not future and self.is_of_the_past(i)
        return reading.over(choose(self.published, of_year, which, future=future, past=past), "published")

    def _day_of_spoken_month(self, item: Item, k: int) -> Reading | None:
        """Read "24 من نفس الشهر", "الخامس من الشهر الجاري", "21 الجاري"."""
        number = item.number or 0
        words = self.words
        month = self.relative(k) if k != item.end else None
        if month and month.grain == "month":
            day = civil(month.first.year, month.first.month, number) if month.first else None
            return Reading(month.end, "date-of-month").over(Period(day, day) if day else None, month.anchor)
        after = words.item(k)
        present = after.classes.get("which") == 0 and words.norm(k) in ("الجاري", "الحالي")
        if self.published and (
            (present and (item.digits or k != item.end))
            or (after.classes.get("the_unit") == "month" and k != item.end and not after.joined)
        ):
            day = civil(self.published.year, self.published.month, number)
            return (
                Reading(after.end, "date-of-month").over(Period(day, day) if day else None, "published")
                if day
                else None
            )
        return None

    def _numeric(self, i: int, j: int, weekday: int | None) -> Reading | None:
        """Read "21/7/2015", "2015-07-21", "21.7.2015"; "21/7" only after a weekday or "يوم"."""
        words = self.words
        norm = words.norm(j)
        if norm[:1].isdigit() and norm.count(".") == 2:
            day = digits_date(norm)
            return Reading(words.skip(j + 1), "digits", weekday=weekday).over(Period(day, day), "text") if day else None
        numbers: list[int] = []
        k = j
        while len(numbers) < 3:
            text = words.norm(k)
            if not text.isdigit() or len(text) > 4:
                break
            numbers.append(int(text))
            mark = words.skip(k + 1)
            following = words.skip(mark + 1)
            k = mark
            if (
                len(numbers) == 3
                or not words.item(mark).classes.keys() & {"slash", "dash"}
                or not words.norm(following).isdigit()
            ):
                break
            k = following
        if len(numbers) == 3:
            day = date_of_numbers(*numbers)
            if day:
                return Reading(k, "digits", weekday=weekday).over(Period(day, day), "text")
        dateline = self._has(words.back(i), "dash") and self._has(k, "open")
        dateline = dateline or self.since or self._before(i) == "بتاريخ"
        if len(numbers) == 2 and (i != j or dateline) and self.published:
            number, month = numbers
            if 1 <= month <= 12:
                made = self._resolve_day(
                    i, number, Month(k, month, hijri=False, sure=True), None, Reading(k, "digits", weekday=weekday)
                )
                return made if made.first else None
        return None

    def _recurring_hijri(self, of_year: HijriPeriods, which: int | None, *, future: bool) -> Period | None:
        assert self.published is not None
        year, published = hijri_year(self.published), self.published
        if year is None:
            return None
        return choose(published, lambda y: of_year(year + y - published.year), which, future=future, past=self.since)
