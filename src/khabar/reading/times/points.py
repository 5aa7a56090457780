"""Points and stretches of the calendar: weekdays, dates, months, years, feasts and their parts.

Every method reads at a token and returns a `Reading`, or None. They call one another: "مساء الاثنين" is a part of
a day, "مطلع الشهر الحالي" a third of a month.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from khabar.arabic import fold
from khabar.dates import (
    DAY,
    FIRST_YEAR,
    LAST_YEAR,
    Period,
    add,
    civil,
    date_of_numbers,
    digits_date,
    duration,
    hijri,
    hijri_month,
    hijri_year,
    month_period,
    third,
)
from khabar.lexicon import load
from khabar.reading.analysis import Analysis
from khabar.reading.times.reading import Reading, choose, season_period, unit_period, weekday_on, whole_year
from khabar.reading.times.tense import is_future
from khabar.reading.times.words import Item, Words

NAME = "name"
"""Rule of words that look like a time and are part of a name: "حركة 14 آذار"."""
HijriPeriods = Callable[[int], Period | None]
"""Gives a period for a Hijri year."""


class Year(NamedTuple):
    """How a date names its year: a number, or which one (-1, 0, 1), or the one spoken of; `end` is the next token."""

    end: int
    number: int | None = None
    which: int | None = None
    hijri: bool = False


class Month(NamedTuple):
    """A month by name. sure: its name is no other word, or it is written twice (آذار/مارس)."""

    end: int
    number: int
    hijri: bool
    sure: bool


@cache
def blockers(name: str) -> frozenset[str]:
    """Return the folded words of a list in [names]: words before which no time begins."""
    return frozenset(fold(word) for word in load("times")["names"][name])


class Points:
    """Reads points of the calendar in one report; keeps the last one read for "الشهر ذاته"."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.words = Words(analysis)
        self.published = analysis.report.published
        self.spoken_of: Reading | None = None
        self.readers: tuple[Callable[[int], Reading | None], ...] = (
            self.moment,
            self.clock,
            self.part,
            self.day_part,
            self.dated,
            self.weekday,
            self.deictic,
            self.named_day,
            self.month_alone,
            self.relative,
            self.season,
            self.stretch,
            self.decade,
            self.year,
        )

    # --- helpers -----------------------------------------------------------------------------------------------

    def _has(self, i: int, name: str) -> bool:
        return name in self.words.item(i).classes

    def _preposition(self, i: int) -> str | None:
        return self.words.item(i).classes.get("preposition")

    def _over(self, i: int, *names: str) -> int:
        """The token after i if its word is one of these prepositions, else i."""
        item = self.words.item(i)
        return item.end if not item.joined and item.classes.get("preposition") in names else i

    def _before(self, i: int) -> str:
        return self.words.norm(self.words.back(i))

    def blocked(self, i: int, name: str) -> bool:
        """Whether the word before a token is in a list of [names]."""
        before = self._before(i)
        return before in blockers(name) or (before[:1] in ("و", "ل", "ب") and before[1:] in blockers(name))

    def is_future(self, i: int, end: int) -> bool:
        """Whether the deed at the time of tokens i ≤ k < end is still to come."""
        return is_future(self.analysis, i, end)

    # --- any point -----------------------------------------------------------------------------------------------

    def point(self, i: int, *, bare_year: bool = False) -> Reading | None:
        """Return the longest point that starts at a token. bare_year: a number like 2006 alone is a year."""
        best: Reading | None = None
        for reader in self.readers:
            found = reader(i)
            if found and (best is None or found.end > best.end):
                best = found
        if best is None and bare_year:
            best = self._bare_year(i)
        return best

    # --- years ---------------------------------------------------------------------------------------------------

    def _year_number(self, i: int) -> tuple[int, int] | None:
        """Year and next token of a number that can be a year."""
        item = self.words.item(i)
        if item.number is None or item.ordinal or not FIRST_YEAR <= item.number <= LAST_YEAR:
            return None
        if item.digits and len(self.words.norm(self.words.back(item.end)).lstrip("و")) != 4:
            return None
        return item.number, item.end

    def _era(self, i: int, year: int) -> tuple[bool, int]:
        """Whether the year before a token is Hijri, and the token after its era mark."""
        item = self.words.item(i)
        era = item.classes.get("era")
        if era is not None and not (era == "civil" and year < 1600):
            return era == "hijri", item.end
        return 1343 <= year <= 1500, i

    def _year_tail(self, i: int) -> Year | None:
        """What names the year after a month: "2009", "من العام 2009", "الماضي", "من العام الماضي", "، 2009"."""
        words = self.words
        item = words.item(i)
        if "which" in item.classes:
            return Year(item.end, which=item.classes["which"])
        j = words.item(i).end if "comma" in item.classes else self._over(i, "of", "in")
        item = words.item(j)
        direct = self._year_number(j)
        if direct and (j == i or "comma" in words.item(i).classes or self._preposition(i) == "of"):
            lunar, end = self._era(direct[1], direct[0])
            return Year(end, direct[0], hijri=lunar)
        if "comma" in words.item(i).classes:
            return None
        same = "same" in item.classes or "this" in item.classes
        k = item.end if same else j
        unit = words.item(k).classes.get("unit") or words.item(k).classes.get("the_unit")
        if unit != "year":
            return None
        k = words.item(k).end
        if same:
            return Year(k, which=0) if "this" in item.classes else self._year_spoken(k)
        number = self._year_number(k)
        if number:
            lunar, end = self._era(number[1], number[0])
            return Year(end, number[0], hijri=lunar)
        after = words.item(k).classes
        if "which" in after:
            said = self._year_number(words.item(k).end)
            if said:
                return Year(said[1], said[0])
            return Year(words.item(k).end, self.published.year + after["which"] if self.published else None, which=0)
        return self._year_spoken(words.item(k).end) if after.get("anaphoric") == 0 else None

    def _year_spoken(self, end: int) -> Year:
        spoken = self.spoken_of
        return Year(end, spoken.first.year if spoken and spoken.first else None, which=0)

    def year(self, i: int) -> Reading | None:
        """"عام 2003", "العام 2008", "عامي 2003 و2005", "العامين 1981 و2005", "سنة 1436 هـ"."""
        words, item = self.words, self.words.item(i)
        two = item.classes.get("pair") == "year" or item.classes.get("the_dual") == "year" or item.classes.get("dual") == "year"
        if not (two or item.classes.get("unit") == "year" or item.classes.get("the_unit") == "year"):
            return None
        first = self._year_number(item.end)
        if first is None:
            return None
        end = first[1]
        if two:
            second_item = words.item(end)
            start = second_item.end if "dash" in second_item.classes else self._over(end, "and", "to", "till")
            second = self._year_number(start)
            if second and first[0] < second[0]:
                return Reading(second[1], "years", dt.date(first[0], 1, 1), dt.date(second[0], 12, 31), anchor="text", grain="years")
            return None
        return self._year_reading(first[0], end)

    def _bare_year(self, i: int) -> Reading | None:
        number = self._year_number(i)
        if number is None or number[0] < 1200 or self.words.item(number[1]).classes.keys() & {"unit", "units", "slash"}:
            return None
        return self._year_reading(*number)

    def _year_reading(self, year: int, end: int) -> Reading:
        lunar, end = self._era(end, year)
        reading = Reading(end, "year", grain="year")
        if lunar:
            first, following = hijri(year, 1, 1), hijri(year + 1, 1, 1)
            return reading.over(Period(first, following - DAY) if first and following else None, "text")
        item = self.words.item(end)
        if item.classes.keys() & {"dash", "slash"}:
            second = self._year_number(item.end)
            if second and year < second[0] <= year + 100:
                return Reading(second[1], "years", dt.date(year, 1, 1), dt.date(second[0], 12, 31), anchor="text", grain="years")
        return reading.over(whole_year(year), "text")

    # --- months and dates ------------------------------------------------------------------------------------------

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
        """"مارس/آذار الماضي", "شهر أغسطس", "يونيو/ حزيران 2007", "شهري يوليو وأغسطس"."""
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
            return reading.over(self._recurring_hijri(lambda y: hijri_month(y, month.number), which, future=future), "published")
        period = choose(day, lambda y: month_period(y, month.number), which, future=future)
        return reading.over(period, "published")

    def dated(self, i: int) -> Reading | None:
        """"الثلاثاء 21 يوليو 2015", "يوم 14 يوليو (تموز) الماضي", "الحادي عشر من أغسطس/آب", "21/7/2015"."""
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
        """"24 من نفس الشهر", "الخامس من الشهر الجاري", "21 الجاري"."""
        number = item.number or 0
        words = self.words
        month = self.relative(k) if k != item.end else None
        if month and month.grain == "month":
            day = civil(month.first.year, month.first.month, number) if month.first else None
            return Reading(month.end, "date-of-month").over(Period(day, day) if day else None, month.anchor)
        after = words.item(item.end)
        if after.classes.get("which") == 0 and words.norm(item.end) in ("الجاري", "الحالي") and item.digits and self.published:
            day = civil(self.published.year, self.published.month, number)
            return Reading(after.end, "date-of-month").over(Period(day, day) if day else None, "published") if day else None
        return None

    def _numeric(self, i: int, j: int, weekday: int | None) -> Reading | None:
        """"21/7/2015", "2015-07-21", "21.7.2015"; "21/7" only after a weekday or "يوم"."""
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
            if len(numbers) == 3 or not words.item(mark).classes.keys() & {"slash", "dash"} or not words.norm(following).isdigit():
                break
            k = following
        if len(numbers) == 3:
            day = date_of_numbers(*numbers)
            if day:
                return Reading(k, "digits", weekday=weekday).over(Period(day, day), "text")
        if len(numbers) == 2 and (i != j) and self.published:
            number, month = numbers
            if 1 <= month <= 12:
                made = self._resolve_day(i, number, Month(k, month, hijri=False, sure=True), None, Reading(k, "digits", weekday=weekday))
                return made if made.first else None
        return None

    # --- weekdays and days from now ----------------------------------------------------------------------------------

    def weekday(self, i: int) -> Reading | None:
        """"الثلاثاء", "يوم الجمعة الماضي", "الثلاثاء أو الأربعاء", "يومي الخميس والجمعة"."""
        words, item = self.words, self.words.item(i)
        if self.blocked(i, "before_day"):
            return None
        pair = item.classes.get("pair") == "day"
        j = item.end if pair or item.classes.get("unit") == "day" else i
        if j != i and words.item(j).joined:
            return None
        day = words.item(j).classes.get("weekday")
        if day is None:
            return None
        end, which = self._which(words.item(j).end)
        second, end, later = self._second_weekday(end, day, pair=pair)
        which = later if which is None else which
        reading = Reading(end, "weekday" if second is None else "weekdays", weekday=day)
        if self.published is None:
            return reading
        first = self._nearest(day, which, i, end)
        if second is None:
            return reading.over(Period(first, first), "published")
        last = weekday_on(first, second, 1)
        if last > self.published and first <= self.published and which is None and not self.is_future(i, end) and (last - first).days > 1:
            last = weekday_on(self.published, second, -1)
            first = weekday_on(last, day, -1)
        return reading.over(Period(first, last), "published")

    def _which(self, i: int) -> tuple[int, int | None]:
        item = self.words.item(i)
        return (item.end, item.classes["which"]) if "which" in item.classes else (i, None)

    def _second_weekday(self, i: int, first: int, *, pair: bool) -> tuple[int | None, int, int | None]:
        """A second weekday joined by أو, a dash or و, or the next day ("ليل السبت الأحد"): its number, next token, which."""
        words, item = self.words, self.words.item(i)
        joint = item.classes.get("preposition") == "or" or "dash" in item.classes or "slash" in item.classes
        j = item.end if joint else i
        night = not item.joined and item.classes.get("weekday") == first % 7 + 1
        if not joint and not night and not (item.joined and (pair or "weekday" in item.classes)):
            return None, i, None
        if words.item(j).classes.get("unit") == "day":
            j = words.item(j).end
        second = words.item(j).classes.get("weekday")
        if second is None:
            return None, i, None
        end, which = self._which(words.item(j).end)
        return second, end, which

    def _nearest(self, weekday: int, which: int | None, i: int, end: int) -> dt.date:
        """The nearest such day not after publication, unless it is said or told by the verb to be still to come."""
        assert self.published is not None
        if which == 1:
            return weekday_on(self.published + DAY, weekday, 1)
        if which == -1:
            return weekday_on(self.published - DAY, weekday, -1)
        return weekday_on(self.published, weekday, 1 if self.is_future(i, end) else -1)

    def deictic(self, i: int) -> Reading | None:
        """"أمس", "أول من أمس الأربعاء", "بعد غد (الثلاثاء)", "اليوم", "الليلة الماضية"."""
        words, item = self.words, self.words.item(i)
        if item.classes.get("unit") == "day":
            item = words.item(item.end)
            if item.joined or item.classes.get("deictic") in (None, 0):
                return None
        shift = item.classes.get("deictic")
        if shift is None or self.blocked(i, "before_day"):
            return None
        end = item.end
        after = words.item(end)
        tonight = words.norm(words.back(item.end)) == "الليله"
        if shift == 0:
            if "which" in after.classes and tonight:
                day = self.published
                reading = Reading(after.end, "night", kind="time")
                return reading.over(Period(day - DAY, day) if day else None, "published")
            if after.ordinal or after.classes.keys() & {"anaphoric", "which"} or words.norm(end) in ("العالمي", "الوطني", "الدولي", "السابع", "الواحد"):
                return None
        opened = "open" in after.classes
        named = words.item(after.end if opened else end)
        weekday = named.classes.get("weekday") if not (named.joined and not opened) else None
        if weekday is not None:
            end = named.end
            if opened and self._has(end, "close"):
                end = words.item(end).end
        reading = Reading(end, "day-from-now", weekday=weekday, kind="time" if tonight else "date")
        if self.published is None:
            return reading
        day = self.published + shift * DAY
        if weekday is not None and day.isoweekday() != weekday:
            day = weekday_on(self.published, weekday, 1 if shift > 0 else -1)
        return reading.over(Period(day, day), "published")

    # --- parts of days and of periods ----------------------------------------------------------------------------------

    def day_part(self, i: int) -> Reading | None:
        """"فجر السبت", "مساء اليوم الجمعة", "ليل الأحد - الاثنين", "ليلة أمس"."""
        item = self.words.item(i)
        if "day_part" not in item.classes:
            return None
        j = self._over(item.end, "of")
        if self.words.item(j).joined or j >= self.words.size:
            return None
        for reader in (self.dated, self.deictic, self.weekday, self.named_day):
            found = reader(j)
            if found:
                return replace(found, rule="part-of-day", kind="time")
        spoken = self.relative(j)
        return replace(spoken, rule="part-of-day", kind="time") if spoken and spoken.grain == "day" else None

    def moment(self, i: int) -> Reading | None:
        """"وقت متأخر من مساء الأحد", "وقت سابق", "وقت لاحق هذا الأسبوع"."""
        item = self.words.item(i)
        if "moment" not in item.classes:
            return None
        place = item.classes["moment"]
        j = self._over(item.end, "of", "in")
        found = None if self.words.item(j).joined else self.point(j, bare_year=True)
        if found is None:
            return Reading(item.end, "moment", kind="time") if place else None
        made = replace(found, rule="moment", kind="time")
        if self.published and found.grain != "day" and found.first and found.last:
            if place < 0:
                made = replace(made, last=max(found.first, min(found.last, self.published)))
            elif place > 0:
                made = replace(made, first=min(found.last, max(found.first, self.published)))
        return made

    def clock(self, i: int) -> Reading | None:
        """"الساعة العاشرة من صباح الأحد", "الساعة 10:30 بتوقيت غرينتش"."""
        words = self.words
        item = words.item(i)
        if item.classes.get("the_unit") != "hour":
            return None
        hour = words.item(item.end)
        if hour.number is None or not 0 <= hour.number <= 24 or hour.joined:
            return None
        end = hour.end
        if self._has(end, "colon") and words.item(words.item(end).end).number is not None:
            end = words.item(words.item(end).end).end
        if words.item(end).joined and words.norm(end) in ("والنصف", "والربع", "والثلث"):
            end = words.skip(end + 1)
        if self._has(end, "day_part") and self.day_part(end) is None:
            end = words.item(end).end
        found = None
        k = self._over(end, "of", "in")
        if not words.item(k).joined:
            found = self.day_part(k) or self.dated(k) or self.deictic(k) or self.weekday(k)
        return replace(found, rule="clock", kind="time") if found else Reading(end, "clock", kind="time")

    def part(self, i: int) -> Reading | None:
        """"مطلع الشهر الحالي", "أواخر يونيو/ حزيران الماضي", "نهاية 2011", "بداية العام"."""
        item = self.words.item(i)
        if "part" not in item.classes:
            return None
        number = item.classes["part"]
        j = self._over(item.end, "of")
        if self.words.item(j).joined:
            return None
        whole = self.point(j, bare_year=True) or self._current(j)
        if whole is None or whole.grain in {"day", "moment"} or whole.rule == "part":
            return None
        if whole.period is None:
            return replace(whole, rule="part")
        period = whole.period
        if whole.grain == "week":
            period = Period(period.first - DAY, period.last - DAY)
            day = self.published or period.first
            if period.last < day <= whole.period.last:
                period = Period(period.first + 7 * DAY, period.last + 7 * DAY)
        piece = third(period, number)
        if whole.rule == "current" and self.published and number in (1, 11) and piece.first <= self.published:
            piece = Period(piece.first, min(piece.last, self.published))
        return replace(whole, rule="part", first=piece.first, last=piece.last, grain="part", approximate=True)

    def _current(self, i: int) -> Reading | None:
        """"العام", "الشهر", "الأسبوع", "القرن" after "بداية …": the present one."""
        item = self.words.item(i)
        unit = item.classes.get("the_unit")
        if unit in (None, "hour"):
            return None
        reading = Reading(item.end, "current", grain=str(unit))
        return reading.over(unit_period(self.published, str(unit), 0), "published") if self.published else reading

    # --- periods named by their distance --------------------------------------------------------------------------------

    def relative(self, i: int) -> Reading | None:
        """"العام الماضي", "هذا الأسبوع", "الشهر ذاته", "نفس العام", "القرن التاسع عشر", "اليوم التالي"."""
        words, item = self.words, self.words.item(i)
        if "this" in item.classes or "same" in item.classes:
            inner = words.item(item.end)
            unit = inner.classes.get("the_unit") or ("day" if words.norm(item.end) == "اليوم" else None)
            if inner.joined or unit in (None, "hour"):
                return None
            end = inner.end
            if "this" in item.classes:
                return self._period(end, str(unit), 0)
            return self._spoken(end, str(unit), 0)
        unit = item.classes.get("the_unit") or ("day" if words.norm(i).endswith("اليوم") and "deictic" in item.classes else None)
        if unit in (None, "hour"):
            return None
        if unit == "year" and self.blocked(i, "before_general"):
            return None
        after = words.item(item.end)
        if after.classes.get("preposition") == "before" and words.item(after.end).classes.get("which") == -1 and unit != "day":
            return self._period(words.item(after.end).end, str(unit), -2)
        if unit == "century" and after.number is not None and 1 <= after.number <= 21:
            century = (after.number - 1) * 100
            return Reading(after.end, "century", dt.date(century + 1, 1, 1), dt.date(century + 100, 12, 31), anchor="text", grain="century")
        if "which" in after.classes and unit != "day":
            said = self._year_number(after.end) if unit == "year" else None
            return self._year_reading(*said) if said else self._period(after.end, str(unit), after.classes["which"])
        if "anaphoric" in after.classes:
            return self._spoken(after.end, str(unit), after.classes["anaphoric"])
        return None

    def _period(self, end: int, unit: str, which: int) -> Reading:
        reading = Reading(end, "period", grain=unit)
        return reading.over(unit_period(self.published, unit, which), "published") if self.published else reading

    def _spoken(self, end: int, unit: str, which: int) -> Reading:
        """The period of this unit around (or next to) the last date read."""
        reading = Reading(end, "spoken-of", grain=unit)
        spoken = self.spoken_of
        if spoken is None or spoken.first is None:
            return reading
        return reading.over(unit_period(spoken.first, unit, which), spoken.anchor)

    def season(self, i: int) -> Reading | None:
        """"الخريف الماضي", "صيف العام الماضي", "صيف 2006", "هذا الصيف"."""
        words, item = self.words, self.words.item(i)
        this = "this" in item.classes
        named = words.item(item.end) if this else item
        season = named.classes.get("season")
        if season is None or (this and named.joined):
            return None
        year = None if this else self._year_tail(named.end)
        if not this and year is None:
            return None
        end = year.end if year else named.end
        reading = Reading(end, "season", grain="season")
        if year and year.number is not None and not year.hijri:
            return reading.over(season_period(year.number, season), "text" if year.which is None else "published")
        if self.published is None:
            return reading
        which = 0 if year is None else year.which
        return reading.over(choose(self.published, lambda y: season_period(y, season), which, future=False), "published")

    def stretch(self, i: int) -> Reading | None:
        """"الأيام الثلاثة الأخيرة", "الأشهر الستة المقبلة", "الـ8 سنوات الماضية", "اليومين الماضيين", "الأيام المقبلة"."""
        words, item = self.words, self.words.item(i)
        count, unit, j = 0, "", item.end
        if "the_dual" in item.classes:
            count, unit = 2, item.classes["the_dual"]
        elif "the_units" in item.classes:
            unit = item.classes["the_units"]
            number = words.item(j)
            if number.number is not None and not number.joined:
                count, j = number.number, number.end
            elif "few" in number.classes or "some" in number.classes:
                j = number.end
        elif item.number is not None and item.number > 1:
            inner = words.item(j)
            unit = inner.classes.get("the_units") or inner.classes.get("units") or inner.classes.get("unit") or ""
            count, j = item.number, inner.end
        which = words.item(j).classes.get("which")
        if not unit or which is None or words.item(j).joined:
            return None
        end = words.item(j).end
        if words.item(end).classes.get("few"):
            end = words.item(end).end
        reading = Reading(end, "stretch", grain="stretch", kind="duration")
        if count:
            made = replace(reading, duration=duration(count, unit))
            return made.over(self._back(count, unit, which), "published") if self.published else made
        usual = {"hour": (24, "hour"), "day": (30, "day"), "week": (30, "day"), "month": (6, "month")}.get(unit)
        made = replace(reading, approximate=True, kind="date")
        return made.over(self._back(*usual, which), "published") if usual and self.published else made

    def _back(self, count: int, unit: str, which: int) -> Period:
        assert self.published is not None
        day = self.published
        return Period(add(day, -count, unit), day) if which <= 0 else Period(day, add(day, count, unit))

    def decade(self, i: int) -> Reading | None:
        """"الثمانينات", "ستينات القرن الماضي", "التسعينيات من القرن العشرين": of the twentieth century unless said."""
        item = self.words.item(i)
        if "decade" not in item.classes:
            return None
        j = self._over(item.end, "of")
        century = None if self.words.item(j).joined else self.relative(j)
        known = century is not None and century.grain == "century" and century.first is not None
        base = century.first.year - 1 if known and century and century.first else 1900
        end = century.end if known and century else item.end
        if not known and not self.words.norm(i).startswith(("ال", "وال", "بال", "لل")):
            return None
        year = base + item.classes["decade"]
        return Reading(end, "decade", dt.date(year, 1, 1), dt.date(year + 9, 12, 31), anchor="text", grain="decade")

    # --- days with a name -------------------------------------------------------------------------------------------------

    def named_day(self, i: int) -> Reading | None:
        """"عيد الفطر", "عشية عيد الميلاد", "يوم القدس العالمي", "رأس السنة 2010"."""
        words, item = self.words, self.words.item(i)
        shift = item.classes.get("eve", 0)
        if "named_day" not in item.classes:
            item = words.item(item.end) if shift else item
        else:
            shift = 0
        if "named_day" not in item.classes or (shift and item.joined):
            return None
        named = str(item.classes["named_day"])
        year = self._year_tail(item.end)
        if year and year.number is None and year.which is None:
            year = None
        reading = Reading(year.end if year else item.end, "named-day", grain="day")
        which = year.which if year and year.number is None else None
        future = self.is_future(i, reading.end)
        if year and year.number is not None and not named.startswith(("hijri", "quds")):
            period = self._civil_feast(named, year.number)
        elif self.published is None:
            return reading
        elif named.startswith(("hijri", "quds")):
            period = self._recurring_hijri(lambda y: _hijri_feast(named, y), which, future=future)
        else:
            period = choose(self.published, lambda y: self._civil_feast(named, y), which, future=future)
        if period and shift:
            day = (period.first if shift < 0 else period.last) + shift * DAY
            period = Period(day, day)
        return reading.over(period, "text" if year and year.number is not None and year.which is None else "published")

    @staticmethod
    def _civil_feast(named: str, year: int) -> Period | None:
        month, day = map(int, named.split("-"))
        made = civil(year, month, day)
        return Period(made, made) if made else None

    def _recurring_hijri(self, of_year: HijriPeriods, which: int | None, *, future: bool) -> Period | None:
        assert self.published is not None
        year, published = hijri_year(self.published), self.published
        if year is None:
            return None
        return choose(published, lambda y: of_year(year + y - published.year), which, future=future)


def _hijri_feast(named: str, year: int) -> Period | None:
    """Days of a feast of the Hijri year; Quds day is the last Friday of Ramadan."""
    if named == "quds":
        fasting = hijri_month(year, 9)
        day = weekday_on(fasting.last, 5, -1) if fasting else None
        return Period(day, day) if day else None
    days, _, more = named.removeprefix("hijri:").partition("+")
    month, number = map(int, days.split("-"))
    first = hijri(year, month, number)
    return Period(first, first + int(more or 0) * DAY) if first else None
