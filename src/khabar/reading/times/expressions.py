"""Whole time expressions: points and amounts, joined or limited by منذ, حتى, بين … و, من … إلى, بعد, قبل."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from khabar.dates import DAY, Period
from khabar.reading.analysis import Analysis
from khabar.reading.times.context import blockers
from khabar.reading.times.points import Points
from khabar.reading.times.quantities import Quantity, quantity
from khabar.reading.times.reading import Reading
from khabar.reading.times.words import Words

_TERMS = frozenset(
    {
        "weekday",
        "date",
        "digits",
        "date-of-month",
        "month",
        "part",
        "named-day",
        "season",
        "year",
        "period",
        "spoken-of",
    }
)
"""Rules of points that "قبل" makes a term; "قبل ظهر اليوم" is a part of the day."""
_TO_THE_COMING = 4
"""Words between "ويأتي" and the time: "ويأتي هذا الإعلان الجديد بعد"."""
_FRAMES = ("within", "during", "after", "before", "since", "till")


class Expressions:
    """Reads the time expressions of one report."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.points = Points(analysis)
        self.words: Words = self.points.words
        self.published = self.points.published

    def at(self, i: int) -> tuple[int, Reading] | None:
        """Return the time expression at a token: the token where its words begin, and what it means; or None."""
        found = self._joined(i) or self._plain(i)
        if found is None:
            return None
        first, reading = found
        end = reading.end
        while end > first and self.analysis.forms[end - 1].kind == "space":
            end -= 1
        reading = replace(reading, end=end)
        if reading.first and reading.rule != "now":
            self.points.spoken_of = reading
            if self.published and reading.first <= self.published:
                self.points.told = reading
        return first, reading

    def _plain(self, i: int) -> tuple[int, Reading] | None:
        """A point or an amount without a word before it that limits it."""
        if self.points.blocked(i, "before_year") and (year := self._year_in(i)):
            return year
        candidates = [
            self._vague(i),
            self._eve(i),
            self.points.point(i),
            self._duration(i),
            self.points.years_in_brackets(i),
        ]
        found = [c for c in candidates if c]
        if not found:
            return None
        return i, max(found, key=lambda reading: reading.end)

    # --- joined by prepositions --------------------------------------------------------------------------------------

    def _joined(self, i: int) -> tuple[int, Reading] | None:
        item = self.words.item(i)
        match item.classes.get("preposition"):
            case "since":
                return self._since(i, item.end)
            case "till":
                return self._till(i, item.end)
            case "to" if "moment_of_writing" in self.words.item(item.end).classes:
                return self._till(i, item.end)
            case "between":
                return self._range(i, item.end, ("and",))
            case "of":
                return self._range(i, item.end, ("to", "till"))
            case "after":
                return self._distance(i, item.end, 1)
            case "before":
                return self._distance(i, item.end, -1)
            case "during" | "within":
                return self._inside(item.end) or self._year_in(item.end)
            case "in":
                return self._year_in(item.end)
            case "by":
                return self._by(i, item.end)
            case "every":
                return self._every(i, item.end)
        return None

    def _since(self, i: int, j: int) -> tuple[int, Reading] | None:
        """Read "منذ X" is the date of X; "منذ أربعة أشهر" is a duration and the days from then to now."""
        if self.words.item(j).joined:
            return None
        then = self.words.item(j)
        if "then" in then.classes:
            return i, self._since_then(then.end)
        vague = self._vague(j)
        self.points.since = True
        point = self.points.point(j, bare_year=True)
        self.points.since = False
        amount = quantity(self.words, j)
        if point and (amount is None or point.end >= amount.end):
            return i, replace(point, rule="since")
        if amount:
            return i, self._reaching_back(amount)
        return (i, replace(vague, rule="since")) if vague else None

    def _since_then(self, end: int) -> Reading:
        """Read "منذ ذلك الحين": the date of the last time told, as for "منذ" and any other point."""
        told = self.points.told
        if told is None:
            return Reading(end, "since-then", approximate=True)
        return replace(told, end=end, rule="since-then", kind="date", duration=None, weekday=None, approximate=True)

    def _reaching_back(self, amount: Quantity) -> Reading:
        reading = Reading(
            amount.end, "since-amount", kind="duration", duration=amount.iso, approximate=amount.approximate
        )
        if self.published is None:
            return reading
        if amount.number:
            return reading.over(Period(amount.from_day(self.published, -1), self.published), "published")
        if amount.unit == "hour" and not amount.sixtieths:
            return reading.over(Period(self.published - DAY, self.published), "published")
        return reading

    def _till(self, i: int, j: int) -> tuple[int, Reading] | None:
        """Read "حتى الآن", "حتى 17 سبتمبر" have a last day only; "حتى فجر السبت" is the time "فجر السبت"."""
        if self.words.item(j).joined:
            return None
        classes = self.words.item(j).classes
        writing = "moment_of_writing" in classes and not self._last_of_all(self.words.item(j).end)
        if writing or "now" in classes or classes.get("deictic") == 0:
            point = self.points.point(j)
            if point is None or point.end == self.words.item(j).end:
                return i, self._last_only(Reading(self.words.item(j).end, "till-now"), self.published)
        point = self.points.point(j, bare_year=True)
        if point is None:
            return None
        if point.rule in {"weekday", "part-of-day", "day-from-now", "moment", "clock"}:
            return j, point
        return i, self._last_only(replace(point, rule="till"), point.last)

    def _last_of_all(self, i: int) -> bool:
        """Whether "الأخيرة" follows: "حتى اللحظة الأخيرة" is not now."""
        return self.words.item(i).classes.get("which") == -1

    @staticmethod
    def _last_only(reading: Reading, last: dt.date | None) -> Reading:
        anchor = (reading.anchor or "published") if last else None
        return replace(reading, first=None, last=last, anchor=anchor)

    def _range(self, i: int, j: int, joints: tuple[str, ...]) -> tuple[int, Reading] | None:
        """Read "بين الاثنين والخميس", "ما بين 2006 و2010", "من 12 إلى 15 شهرا"."""
        if self.words.item(j).joined:
            return None
        several = self.points.year(j) or self.points.weekday(j)
        if joints == ("and",) and several and several.rule in {"years", "weekdays"}:
            return i, replace(several, rule="range")
        if joints != ("and",):
            amount = quantity(self.words, j)
            if (
                amount
                and amount.some
                and not amount.number
                and "preposition" in self.words.item(self.words.item(j).end).classes
            ):
                return i, Reading(amount.end, "amounts", kind="duration")
        one = self.points.point(j, bare_year=True)
        if one and one.rule == "dates":
            return i, replace(one, rule="range")
        if one is None or (one.grain == "week" and joints != ("and",)):
            return None
        joint = self.words.item(one.end)
        if "and" in joints and joint.joined:
            k = one.end
        elif joint.classes.get("preposition") in joints and not joint.joined:
            k = joint.end
        else:
            return None
        two = self.points.point(k, bare_year=True)
        if two is None:
            return None
        reading = Reading(two.end, "range", grain="range", weekday=one.weekday)
        if one.first and two.last and one.first <= two.last:
            return i, reading.over(
                Period(one.first, two.last), "published" if "published" in (one.anchor, two.anchor) else "text"
            )
        return i, reading

    def _distance(self, i: int, j: int, direction: int) -> tuple[int, Reading] | None:
        """Read "قبل عامين" is a day reckoned from now, "بعد ساعات" too; "بعد أربع ساعات من" is an amount."""
        if self.words.item(j).joined:
            return None
        if direction < 0 and self.words.item(j).classes.get("preposition") == "by":
            return self._by(j, self.words.item(j).end, i)
        amount = quantity(self.words, j)
        term = direction < 0 and self.words.norm(i)[self.words.item(i).lead :] == "قبل"
        self.points.ahead = term
        point = self.points.point(j, bare_year=direction < 0)
        self.points.ahead = False
        if point and (amount is None or point.end >= amount.end):
            return (i, self._ending(point)) if term and point.rule in _TERMS else (j, point)
        if amount is None:
            return None
        after = self.words.item(amount.end)
        limited = after.classes.get("preposition") in ("of", "on") and not after.joined
        reading = Reading(amount.end, "distance", kind="duration", duration=amount.iso, approximate=amount.approximate)
        day = self.published
        if limited and day and self._of_the_news(i):
            return i, reading.over(self.points.day_spoken_of(), "published")
        if not amount.number and not amount.sixtieths:
            near = amount.unit in {"hour", "minute"} and day is not None
            future = direction > 0 and not limited and self.points.is_future(i, amount.end)
            if near and day:
                period = Period(day, day + DAY) if future else Period(day - DAY, day)
                return i, replace(reading, approximate=True, kind="date").over(period, "published")
            return i, replace(reading, kind="date", approximate=True)
        if limited:
            if amount.unit == "day" and amount.number == 1 and direction > 0 and day:
                return i, reading.over(Period(day, day), "published")
            return j, reading
        if day is None:
            return j, reading
        if direction < 0:
            return i, self._ago(reading, amount, day)
        if self.points.is_future(i, amount.end):
            return i, self._ahead(reading, amount, day)
        return j, reading

    def _of_the_news(self, i: int) -> bool:
        """Whether what lies so long after or before another deed is the news itself: "وذلك بعد يومين من", "ويأتي الإعلان قبل"."""
        k = self.words.back(i)
        if self.words.norm(k) in ("وذلك", "ذلك"):
            return True
        for _ in range(_TO_THE_COMING):
            if k < 0 or self.analysis.forms[k].kind != "word":
                return False
            if self.words.norm(k).removeprefix("و") in blockers("coming"):
                return True
            k = self.words.back(k)
        return False

    @staticmethod
    def _ago(reading: Reading, amount: Quantity, day: dt.date) -> Reading:
        """A day exactly reckoned for days and weeks; half a unit on either side for longer ones."""
        then = amount.from_day(day, -1)
        slack = {"year": 182, "decade": 1826, "century": 18262}.get(amount.unit, 0)
        if amount.sixtieths or amount.more:  # "two and a half years" is more exact than "two years"
            slack //= 2
        span = dt.timedelta(days=slack)
        first = max(then, dt.date.min + span) - span  # "قبل ثلاثة آلاف عام" lies before the calendar
        period = Period(first, min(day, then + span))
        return replace(reading, kind="date", duration=None, approximate=reading.approximate or slack > 0).over(
            period, "published"
        )

    @staticmethod
    def _ahead(reading: Reading, amount: Quantity, day: dt.date) -> Reading:
        then = amount.from_day(day, 1)
        return reading.over(Period(then, then), "published")

    def _ending(self, point: Reading) -> Reading:
        """A time before a point: up to its eve, or up to the day itself where it is a term still to come."""
        if point.first is None or point.last is None:
            return point
        last = point.last if point.rule == "part" else point.first
        if point.rule != "part" and (point.grain != "day" or self.published is None or last < self.published):
            last -= DAY
        return self._last_only(replace(point, rule="term"), last)

    def _by(self, i: int, j: int, start: int | None = None) -> tuple[int, Reading] | None:
        """Read "بحلول السبت", "قبل حلول رمضان": a day is the last one; a longer period is meant as it stands."""
        if self.words.item(j).joined:
            return None
        self.points.ahead = True
        point = self.points.point(j, bare_year=True)
        self.points.ahead = False
        if point is None:
            return None
        if start is not None:
            return start, self._last_only(replace(point, rule="term"), point.first)
        return (i, self._last_only(replace(point, rule="term"), point.last)) if point.grain == "day" else (j, point)

    def _inside(self, j: int) -> tuple[int, Reading] | None:
        """Read "خلال الليل", "في غضون شهر", "لمدة سبعة أيام", "استمرت ساعات"."""
        item = self.words.item(j)
        if item.joined:
            return None
        if "day_part" in item.classes and self.words.norm(j) in ("الليل", "الليله") and self.points.point(j) is None:
            reading = Reading(item.end, "night", kind="time")
            day = self.published
            return j, reading.over(Period(day - DAY, day), "published") if day else reading
        point = self.points.point(j)
        amount = quantity(self.words, j)
        if point and (amount is None or point.end >= amount.end):
            return j, point
        if amount and not (amount.bare and amount.unit == "day"):
            day = self.published
            soon = amount.unit == "hour" and not (amount.number or amount.sixtieths) and day
            if day and soon and self.points.is_future(j, amount.end):
                return j, self._amount(amount).over(Period(day, day + DAY), "published")
            return j, self._amount(amount)
        return None

    def _year_in(self, i: int) -> tuple[int, Reading] | None:
        """Read "في 1962": a number alone is a year where no counted thing can follow it."""
        item = self.words.item(i)
        number = item.number
        if not item.digits or item.joined or number is None or not 1800 <= number < 2100:
            return None
        after = self.words.item(item.end)
        form = self.analysis.forms[item.end] if item.end < self.words.size else None
        ends = form is None or form.kind in {"punct", "space"} or "preposition" in after.classes or after.joined
        if not ends and (number % 100 == 0 or (form and form.norm.endswith("ا"))):
            return None
        found = self.points.point(i, bare_year=True)
        return (i, found) if found else None

    def _every(self, i: int, j: int) -> tuple[int, Reading] | None:
        """Read "كل عامين", "كل ستة أشهر": a set of times; "كل يوم" is no time of its own."""
        amount = None if self.words.item(j).joined else quantity(self.words, j)
        if amount is None or amount.bare or not amount.number:
            return None
        return i, Reading(amount.end, "every", kind="set", duration=amount.iso)

    # --- amounts and vague times -----------------------------------------------------------------------------------

    @staticmethod
    def _amount(amount: Quantity) -> Reading:
        return Reading(amount.end, "amount", kind="duration", duration=amount.iso, approximate=amount.approximate)

    def _duration(self, i: int) -> Reading | None:
        """An amount that stands by itself: counted, or with "several" or a sign that time is meant."""
        amount = quantity(self.words, i)
        if amount is None:
            return None
        item = self.words.item(i)
        if amount.bare:
            word = self.words.norm(i)[item.lead :]
            adverb = word in ("اسبوعا", "شهرا", "يوما", "عاما")
            lasting = adverb and not blockers("lasting").isdisjoint(self.words.norm(k) for k in range(max(0, i - 4), i))
            alone = word in ("اسبوعا", "شهرا")
            known = lasting or alone or (amount.approximate and amount.unit != "day")
            return self._amount(amount) if known else None
        if amount.number or amount.sixtieths or amount.some:
            return self._amount(amount)
        before = self.words.item(self.words.back(i)).classes.get("preposition") if i else None
        limited = self.words.item(amount.end).classes.get("preposition") == "of"
        adverb = self.analysis.texts[i].rstrip("\u064b").endswith("ا") or "\u064b" in self.analysis.texts[i]
        if before in _FRAMES or item.lead or limited or adverb or amount.approximate:
            return self._amount(amount)
        # "سنوات الحرب", "ساعات العمل": the unit is only measured by what follows
        return None if self.words.norm(amount.end).startswith("ال") else self._amount(amount)

    def _vague(self, i: int) -> Reading | None:
        classes = self.words.item(i).classes
        end = self.words.item(i).end
        if "now" in classes:
            if "anaphoric" in self.words.item(end).classes:
                return None
            return Reading(end, "now").over(
                Period(self.published, self.published) if self.published else None, "published"
            )
        if "vague" in classes:
            return Reading(end, "vague", approximate=True)
        return Reading(end, "set", kind="set") if "vague_set" in classes else None

    def _eve(self, i: int) -> Reading | None:
        """Read "غداة رفض الاقتراح", "عشية الانتخابات": next to the day spoken of, so that day."""
        item = self.words.item(i)
        if "eve" not in item.classes or self.words.norm(i)[item.lead :] == "ليله":
            return None
        spoken = self.points.told or self.points.spoken_of
        reading = Reading(item.end, "eve", approximate=True)
        period = spoken.period if spoken and spoken.grain == "day" else None
        if period is None and self.published:
            period = Period(self.published, self.published)
        return reading.over(period, "published")
