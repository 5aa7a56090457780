"""Days by weekday, by distance and by name: "الثلاثاء أو الأربعاء", "أول من أمس", "عشية عيد الميلاد"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from khabar.dates import DAY, Period, civil, hijri, hijri_month
from khabar.reading.times.context import blockers
from khabar.reading.times.months import Dates
from khabar.reading.times.reading import Reading, choose, weekday_on

_RELATIVES = ("الذي", "التي")


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


class Days(Dates):
    """Reads single days that are not dates."""

    def weekday(self, i: int) -> Reading | None:
        """Read "الثلاثاء", "يوم الجمعة الماضي", "الثلاثاء أو الأربعاء", "يومي الخميس والجمعة"."""
        words, item = self.words, self.words.item(i)
        if self._no_day(i):
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
        if (
            last > self.published
            and first <= self.published
            and which is None
            and not self.is_future(i, end)
            and (last - first).days > 1
        ):
            last = weekday_on(self.published, second, -1)
            first = weekday_on(last, day, -1)
        return reading.over(Period(first, last), "published")

    def _no_day(self, i: int) -> bool:
        """Whether a word before makes the weekday a name; "صلاة الجمعة" tells the day where something is after it."""
        if not self.blocked(i, "before_day"):
            return False
        prayer = self.words.back(i)
        return self.words.norm(prayer) != "صلاه" or not self.blocked(prayer, "around_prayer")

    def _which(self, i: int) -> tuple[int, int | None]:
        item = self.words.item(i)
        return (item.end, item.classes["which"]) if "which" in item.classes else (i, None)

    def _second_weekday(self, i: int, first: int, *, pair: bool) -> tuple[int | None, int, int | None]:
        """A second weekday joined by أو, a dash or و, or the next day ("ليل السبت الأحد"): its number, next token, which."""
        words, item = self.words, self.words.item(i)
        onward = (
            item.classes.get("preposition") == "to" and words.item(item.end).classes.get("weekday") == first % 7 + 1
        )
        joint = onward or item.classes.get("preposition") == "or" or "dash" in item.classes or "slash" in item.classes
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
        last = weekday_on(self.published, weekday, -1)
        if self.ahead or self._starting(i):
            return last if last >= self.published - DAY else weekday_on(self.published, weekday, 1)
        if not self.is_future(i, end) or (last >= self.published - DAY and self.was_due(i)):
            return last
        return weekday_on(self.published, weekday, 1)

    def _starting(self, i: int) -> bool:
        """Whether "اعتبارا من" stands before the day or its part."""
        k = self.words.back(i)
        for _ in range(4):
            if k < 0:
                return False
            if self.words.norm(k) in blockers("starting"):
                return True
            if not self.words.item(k).classes:
                return False
            k = self.words.back(k)
        return False

    def deictic(self, i: int) -> Reading | None:
        """Read "أمس", "أول من أمس الأربعاء", "بعد غد (الثلاثاء)", "اليوم", "الليلة الماضية"."""
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
        if words.norm(i) == "الغد" and self._preposition(words.back(i)) == "before":
            return None
        tonight = words.norm(words.back(item.end)) == "الليله"
        if shift == 0:
            if words.norm(end) in _RELATIVES or (words.norm(i) == "اليوم" and self._before(i) == "بعد"):
                return None
            if "which" in after.classes and tonight:
                day = self.published
                reading = Reading(after.end, "night", kind="time")
                return reading.over(Period(day - DAY, day) if day else None, "published")
            if (
                after.ordinal
                or after.classes.keys() & {"anaphoric", "which"}
                or words.norm(end) in ("العالمي", "الوطني", "الدولي", "السابع", "الواحد")
            ):
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
        later = words.item(words.item(end).end) if self._preposition(end) == "or" else None
        if later and not later.joined and later.classes.get("deictic", shift) > shift:  # "غدا أو بعد غد"
            last = self.published + later.classes["deictic"] * DAY
            return replace(reading, end=later.end, rule="days-from-now").over(Period(day, last), "published")
        return reading.over(Period(day, day), "published")

    def named_day(self, i: int) -> Reading | None:
        """Read "عيد الفطر", "عشية عيد الميلاد", "يوم القدس العالمي", "رأس السنة 2010"."""
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
        if not named:
            return reading
        future = self.is_future(i, reading.end)
        if year and year.number is not None and not named.startswith(("hijri", "quds")):
            period = self._civil_feast(named, year.number)
        elif self.published is None:
            return reading
        elif named.startswith(("hijri", "quds")):
            period = self._recurring_hijri(lambda y: _hijri_feast(named, y), which, future=future)
        else:
            period = choose(
                self.published, lambda y: self._civil_feast(named, y), which, future=future, past=self.since
            )
        if period and shift:
            day = (period.first if shift < 0 else period.last) + shift * DAY
            period = Period(day, day)
        return reading.over(period, "text" if year and year.number is not None and year.which is None else "published")

    @staticmethod
    def _civil_feast(named: str, year: int) -> Period | None:
        month, day = map(int, named.split("-"))
        made = civil(year, month, day)
        return Period(made, made) if made else None
