"""Months by name and days of a month: "مارس/آذار الماضي", "الثلاثاء 21 يوليو 2015", "21/7/2015"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from khabar.dates import Period, civil, date_of_numbers, digits_date, hijri, hijri_month, hijri_year, month_period
from khabar.reading.times.periods import Periods
from khabar.reading.times.reading import Reading, choose
from khabar.reading.times.words import Item
from khabar.reading.times.years import Year

NAME = "name"
"""Rule of words that look like a time and are part of a name: "حركة 14 آذار"."""
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
        if not (month.sure or j != i or year):
            return None
        if month.hijri and j == i and year is None and not month.sure:
            return None
        end = year.end if year else month.end
        return self._resolve_month(i, month, year, Reading(end, "month", grain="month"))

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

    def _resolve_month(self, i: int, month: Month, year: Year | None, reading: Reading) -> Reading:
        if year and year.number is not None:
            lunar = month.hijri
            period = hijri_month(year.number, month.number) if lunar else month_period(year.number, month.number)
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
        period = choose(day, lambda y: month_period(y, month.number), which, future=future)
        return reading.over(period, "published")

    def dated(self, i: int) -> Reading | None:
        """Read "الثلاثاء 21 يوليو 2015", "يوم 14 يوليو (تموز) الماضي", "الحادي عشر من أغسطس/آب", "21/7/2015"."""
        words = self.words
        j, weekday, marked = i, None, False
        deictic = words.item(j).classes.get("deictic")
        if deictic is not None or words.item(j).classes.get("unit") == "day":
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
        k = self._over(item.end, "of")
        same = self._day_of_spoken_month(item, k)
        if same:
            return replace(same, weekday=weekday)
        month = self._month(self._month_word(k))
        if month is None:
            return self._numeric(i, j, weekday) if item.digits else None
        year = self._year_tail(month.end)
        if not marked and weekday is None and year is None and self.blocked(i, "before_date"):
            return Reading(month.end, NAME)
        end = self._close(i, year.end if year else month.end)
        return replace(self._resolve_day(i, item.number, month, year, Reading(end, "date")), weekday=weekday)

    def _close(self, i: int, end: int) -> int:
        """Take in the bracket that closes one opened inside the expression."""
        opened = sum(self._has(k, "open") for k in range(i, end)) - sum(self._has(k, "close") for k in range(i, end))
        return self.words.item(end).end if opened > 0 and self._has(end, "close") else end

    def _resolve_day(self, i: int, number: int, month: Month, year: Year | None, reading: Reading) -> Reading:
        def of_year(y: int) -> Period | None:
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
        return reading.over(choose(self.published, of_year, which, future=future), "published")

    def _day_of_spoken_month(self, item: Item, k: int) -> Reading | None:
        """Read "24 من نفس الشهر", "الخامس من الشهر الجاري", "21 الجاري"."""
        number = item.number or 0
        words = self.words
        month = self.relative(k) if k != item.end else None
        if month and month.grain == "month":
            day = civil(month.first.year, month.first.month, number) if month.first else None
            return Reading(month.end, "date-of-month").over(Period(day, day) if day else None, month.anchor)
        after = words.item(item.end)
        if (
            after.classes.get("which") == 0
            and words.norm(item.end) in ("الجاري", "الحالي")
            and item.digits
            and self.published
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
        if len(numbers) == 2 and (i != j) and self.published:
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
        return choose(published, lambda y: of_year(year + y - published.year), which, future=future)
