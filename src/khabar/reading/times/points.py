"""Any point or stretch of the calendar, and parts of one: "مساء الاثنين", "مطلع الشهر الحالي", "وقت سابق".

The readers of years, periods, dates and days build on one another in this order; each method reads at a token and
returns a `Reading` or None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from khabar.dates import DAY, Period, third
from khabar.reading.analysis import Analysis
from khabar.reading.times.context import blockers
from khabar.reading.times.days import Days
from khabar.reading.times.reading import Reading, unit_period, weekday_on

_PARTS_OF_HOUR = ("والنصف", "والربع", "والثلث")
_LONGEST_ZONE = 9
"""Tokens of "(19:45 بتوقيت غرينتش)" and its like."""
_SUNDAY, _LAST, _SECOND = 7, 3, 2


class Points(Days):
    """Reads whatever point of the calendar starts at a token."""

    def __init__(self, analysis: Analysis) -> None:
        super().__init__(analysis)
        by_class: dict[str, tuple[Callable[[int], Reading | None], ...]] = {
            "moment": (self.moment,),
            "the_unit": (self.clock, self.month_alone, self.week_of_month, self.relative, self.year),
            "part": (self.part,),
            "day_part": (self.day_part,),
            "deictic": (self.dated, self.deictic, self.relative),
            "unit": (self.dated, self.weekday, self.deictic, self.month_alone, self.year),
            "weekday": (self.dated, self.weekday),
            "pair": (self.dated, self.weekday, self.month_alone, self.year),
            "named_day": (self.named_day,),
            "eve": (self.named_day,),
            "this": (self.relative, self.season),
            "same": (self.relative,),
            "season": (self.season,),
            "the_dual": (self.stretch, self.year),
            "the_units": (self.stretch,),
            "dual": (self.year,),
            "decade": (self.decade,),
            "day_of_course": (self.day_of_course,),
        }
        for name in ("month", "month_unsure", "hijri_month", "hijri_month_unsure"):
            by_class[name] = (self.month_alone,)
        self.by_class = by_class

    def point(self, i: int, *, bare_year: bool = False) -> Reading | None:
        """Return the longest point that starts at a token. bare_year: a number like 2006 alone is a year."""
        item = self.words.item(i)
        readers = {reader: None for name in item.classes for reader in self.by_class.get(name, ())}
        if item.number is not None or self.words.norm(i)[:1].isdigit():
            readers.update(dict.fromkeys((self.dated, self.stretch, self.hour_of_day)))
        best: Reading | None = None
        for reader in readers:
            found = reader(i)
            if found and (best is None or found.end > best.end):
                best = found
        if best is None and bare_year:
            best = self._bare_year(i)
        return best

    def day_part(self, i: int) -> Reading | None:
        """Read "فجر السبت", "مساء اليوم الجمعة", "ليل الأحد - الاثنين", "ليلة أمس"."""
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
        """Read "وقت متأخر من مساء الأحد", "وقت سابق", "وقت لاحق هذا الأسبوع"."""
        item = self.words.item(i)
        if "moment" not in item.classes:
            return None
        place = item.classes["moment"]
        j = self._over(item.end, "of", "in")
        found = None if self.words.item(j).joined else self.point(j, bare_year=True)
        if found is None:
            return Reading(item.end, "moment", kind="time") if place or self.words.norm(i) == "الساعات" else None
        made = replace(found, rule="moment", kind="time")
        if self.published and found.grain != "day" and found.first and found.last:
            if place < 0:
                made = replace(made, last=max(found.first, min(found.last, self.published)))
            elif place > 0:
                made = replace(made, first=min(found.last, max(found.first, self.published)))
        return made

    def clock(self, i: int) -> Reading | None:
        """Read "الساعة العاشرة من صباح الأحد", "الساعة 10:30 بتوقيت غرينتش"."""
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
        if words.item(end).joined and words.norm(end) in _PARTS_OF_HOUR:
            end = words.skip(end + 1)
        if self._has(end, "day_part") and self.day_part(end) is None:
            end = words.item(end).end
        found = None
        k = self._over(self._zone(end), "of", "in")
        if not words.item(k).joined:
            found = self.day_part(k) or self.dated(k) or self.deictic(k) or self.weekday(k)
        if found:
            return replace(found, rule="clock", kind="time")
        reading = Reading(end, "clock", kind="time")
        told = end != hour.end and self._has(words.back(end), "day_part")
        return reading.over(self.day_spoken_of(), "published") if told else reading

    def _zone(self, i: int) -> int:
        """The token after the hour elsewhere or the clock that is meant: "(19:45 ت غ)", "ت غ", "بالتوقيت المحلي"."""
        words, k = self.words, i
        opened = self._has(i, "open")
        named = False
        for _ in range(_LONGEST_ZONE):
            norm = words.norm(k)
            if opened and self._has(k, "close"):
                return words.skip(k + 1) if named else i
            word = norm in blockers("clocks")
            if not opened and not word:
                return k if named else i
            named = named or word
            k = words.skip(k + 1)
        return i

    def hour_of_day(self, i: int) -> Reading | None:
        """Read "السابعة من مساء الخميس", "الثامنة والنصف صباحا": an hour without the word."""
        words, item = self.words, self.words.item(i)
        if not item.ordinal or item.joined or not 1 <= (item.number or 0) <= 12:
            return None
        end = item.end
        if words.norm(end) in _PARTS_OF_HOUR:
            end = words.skip(end + 1)
        k = self._over(end, "of")
        part = words.item(k)
        if part.joined or part.lead or "day_part" not in part.classes:
            return None
        found = self.day_part(k)
        if found is None:
            if k != end or not words.norm(k).endswith(("ا", "ء")):
                return None
            return Reading(part.end, "clock", kind="time").over(self.day_spoken_of(), "published")
        return replace(found, rule="clock", kind="time")

    def day_of_course(self, i: int) -> Reading | None:
        """Read "لليوم الثاني", "يومه الحادي والعشرين": the day of the report where the words count up to now."""
        words, item = self.words, self.words.item(i)
        after = words.item(item.end)
        if not after.ordinal or after.joined or not words.norm(item.end).startswith("ال"):
            return None
        month = words.item(after.end).end
        if self._preposition(after.end) == "of" and self._month_word(month) != month:
            return None
        reading = Reading(after.end, "day-of-course", approximate=True)
        counting = (
            item.classes["day_of_course"] == "its" or item.lead or words.norm(i).removeprefix("و").startswith("لل")
        )
        counting = counting or self._preposition(words.back(i)) == "in"
        if words.norm(i) == "اليوم" and words.norm(item.end) == "السابع":  # a newspaper of Cairo
            return None
        if (after.number or 0) < _SECOND or not counting:
            return reading
        return reading.over(self.day_spoken_of(), "published")

    def part(self, i: int) -> Reading | None:
        """Read "مطلع الشهر الحالي", "أواخر يونيو/ حزيران الماضي", "نهاية 2011", "بداية العام"."""
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
        piece = third(period, number)
        if whole.grain == "week":
            piece = self._part_of_week(i, whole, period, number)
        if whole.rule == "current" and self.published and number in (1, 11) and piece.first <= self.published:
            piece = Period(piece.first, max(piece.first, min(piece.last, self.published)))
        return replace(whole, rule="part", first=piece.first, last=piece.last, grain="part", approximate=True)

    def _part_of_week(self, i: int, whole: Reading, period: Period, number: int) -> Period:
        """The weekend, or the first three days of a week; "مطلع الأسبوع" alone begins on the last or next Sunday."""
        if number == _LAST:
            return Period(period.last - DAY, period.last)
        if number != 1:
            return third(period, number)
        start, day = period.first, self.published
        if whole.rule == "current" and day:
            start = weekday_on(day, _SUNDAY, 1 if self.is_future(i, whole.end) else -1)
            if start == day and not self.is_future(i, whole.end):
                start -= 7 * DAY
        return Period(start, start + 2 * DAY)

    def _current(self, i: int) -> Reading | None:
        """Read "العام", "الشهر", "الأسبوع", "القرن" after "بداية …": the present one."""
        item = self.words.item(i)
        unit = item.classes.get("the_unit")
        if unit in (None, "hour"):
            return None
        reading = Reading(item.end, "current", grain=str(unit))
        return reading.over(unit_period(self.published, str(unit), 0), "published") if self.published else reading
