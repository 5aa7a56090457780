"""Periods named by their distance from now or from the time spoken of: "العام الماضي", "الأيام الثلاثة الأخيرة"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from khabar.dates import DAY, Period, add, duration
from khabar.reading.times.context import blockers
from khabar.reading.times.reading import Reading, choose, season_period, unit_period
from khabar.reading.times.years import Years

_MONTHS = 12


class Periods(Years):
    """Reads weeks, months, years, seasons, decades and stretches of them."""

    def relative(self, i: int) -> Reading | None:
        """Read "العام الماضي", "هذا الأسبوع", "الشهر ذاته", "نفس العام", "القرن التاسع عشر", "اليوم التالي"."""
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
        unit = item.classes.get("the_unit") or (
            "day" if words.norm(i).endswith("اليوم") and "deictic" in item.classes else None
        )
        if unit in (None, "hour"):
            return None
        if unit == "year" and self.blocked(i, "before_general"):
            return None
        after = words.item(item.end)
        if (
            after.classes.get("preposition") == "before"
            and words.item(after.end).classes.get("which") == -1
            and unit != "day"
        ):
            return self._period(words.item(after.end).end, str(unit), -2)
        if unit == "century" and after.number is not None and 1 <= after.number <= 21:
            century = (after.number - 1) * 100
            return Reading(
                after.end,
                "century",
                dt.date(century + 1, 1, 1),
                dt.date(century + 100, 12, 31),
                anchor="text",
                grain="century",
            )
        if "which" in after.classes and unit != "day":
            said = self._year_number(after.end) if unit == "year" else None
            if said:
                return self._year_reading(*said)
            return self._period(self._named_again(after.end, str(unit)), str(unit), after.classes["which"])
        if "anaphoric" in after.classes:
            return self._spoken(after.end, str(unit), after.classes["anaphoric"])
        return None

    def _named_again(self, i: int, unit: str) -> int:
        """The token after a month's name in brackets: "الشهر الحالي (تموز)"."""
        words = self.words
        if unit != "month" or not self._has(i, "open"):
            return i
        named = words.item(words.item(i).end)
        if not named.classes.keys() & {"month", "month_unsure"} or not self._has(named.end, "close"):
            return i
        return words.item(named.end).end

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
        """Read "الخريف الماضي", "صيف العام الماضي", "صيف 2006", "هذا الصيف"."""
        words, item = self.words, self.words.item(i)
        this = "this" in item.classes
        named = words.item(item.end) if this else item
        season = named.classes.get("season")
        if season is None or (this and named.joined):
            return None
        year = None if this else self._year_tail(named.end)
        if not this and year is None and not self._bare_season(i, named.end):
            return None
        end = year.end if year else named.end
        reading = Reading(end, "season", grain="season")
        if year and year.number is not None and not year.hijri:
            return reading.over(season_period(year.number, season), "text" if year.which is None else "published")
        if self.published is None:
            return reading
        which = year.which if year else (0 if this else None)
        future = which is None and self.is_future(i, end)
        return reading.over(
            choose(self.published, lambda y: season_period(y, season), which, future=future, past=self.since),
            "published",
        )

    def _bare_season(self, i: int, end: int) -> bool:
        """Whether the season stands alone after "في" and the like: "في الصيف", "قبل الخريف"; "الربيع العربي" is none."""
        words = self.words
        return (
            words.norm(i).startswith("ال")
            and self._before(i) in blockers("before_period")
            and ("preposition" in words.item(end).classes or not words.norm(end).startswith("ال"))
        )

    def stretch(self, i: int) -> Reading | None:
        """Read "الأيام الثلاثة الأخيرة", "الأشهر الستة المقبلة", "الـ8 سنوات الماضية", "اليومين الماضيين", "الأيام المقبلة"."""
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
        if which is None and count and "the_units" in item.classes and not words.item(item.end).ordinal:
            return self._counted(j, count, unit)
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

    def _counted(self, i: int, count: int, unit: str) -> Reading:
        """Read "الأشهر الستة", "الأشهر التسعة الأولى من العام الحالي" after unit and number."""
        words = self.words
        reading = Reading(i, "counted", kind="duration", duration=duration(count, unit), grain="stretch")
        if words.norm(i) != "الاولي":
            return reading
        reading = replace(reading, end=words.item(i).end)
        j = self._over(reading.end, "of")
        if unit != "month" or j == reading.end or words.item(j).joined:
            return reading
        year = self.relative(j) or self.year(j)
        if year is None and words.item(j).classes.get("the_unit") == "year" and self.published:
            year = self._period(words.item(j).end, "year", 0)
        if year is None or year.grain != "year" or year.first is None or not count <= _MONTHS:
            return reading
        last = add(year.first, count, "month") - DAY
        return replace(reading, end=year.end).over(Period(year.first, last), year.anchor)

    def _back(self, count: int, unit: str, which: int) -> Period:
        assert self.published is not None
        day = self.published
        return Period(add(day, -count, unit), day) if which <= 0 else Period(day, add(day, count, unit))

    def decade(self, i: int) -> Reading | None:
        """Read "الثمانينات", "ستينات القرن الماضي", "التسعينيات من القرن العشرين": of the twentieth century unless said."""
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
