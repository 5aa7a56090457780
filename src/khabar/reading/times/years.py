"""Years: by number, by distance, in a date's tail ("من العام الماضي")."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from khabar.dates import DAY, FIRST_YEAR, LAST_YEAR, Period, hijri
from khabar.reading.times.context import Context
from khabar.reading.times.reading import Reading, whole_year


class Year(NamedTuple):
    """How a date names its year: a number, or which one (-1, 0, 1), or the one spoken of; `end` is the next token."""

    end: int
    number: int | None = None
    which: int | None = None
    hijri: bool = False


class Years(Context):
    """Reads years."""

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
        """Read "عام 2003", "العام 2008", "عامي 2003 و2005", "العامين 1981 و2005", "سنة 1436 هـ"."""
        words, item = self.words, self.words.item(i)
        two = (
            item.classes.get("pair") == "year"
            or item.classes.get("the_dual") == "year"
            or item.classes.get("dual") == "year"
        )
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
                return Reading(
                    second[1],
                    "years",
                    dt.date(first[0], 1, 1),
                    dt.date(second[0], 12, 31),
                    anchor="text",
                    grain="years",
                )
            return None
        return self._year_reading(first[0], end)

    def _bare_year(self, i: int) -> Reading | None:
        number = self._year_number(i)
        if number is None or number[0] < 1200 or self.words.item(number[1]).classes.keys() & {"unit", "units", "slash"}:
            return None
        return self._year_reading(*number)

    def years_in_brackets(self, i: int) -> Reading | None:
        """Read "(1975-1990)": two years in brackets by themselves."""
        words = self.words
        if not words.item(i).digits or not self._has(words.back(i), "open"):
            return None
        found = self._bare_year(i)
        return found if found and found.rule == "years" and self._has(found.end, "close") else None

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
                return Reading(
                    second[1], "years", dt.date(year, 1, 1), dt.date(second[0], 12, 31), anchor="text", grain="years"
                )
        return reading.over(whole_year(year), "text")
