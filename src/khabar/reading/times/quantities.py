"""Amounts of time: "خمسة أيام", "عامين", "نحو ساعة", "أربع ساعات ونصف الساعة", "عدة أشهر"."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from khabar.dates import add, duration
from khabar.reading.times.context import blockers
from khabar.reading.times.words import Item, Words

_ONE = frozenset({"واحد", "واحده", "واحدا", "كامل", "كامله", "كاملا"})
_OTHER = frozenset({"اخر", "اخري", "اضافي", "اضافيه", "اضافيا"})
"""After a unit: one of it. "في يوم آخر" is another day, "يوما آخر" one day more."""
_REACH = 16
"""Tokens, blanks among them, in which a death is looked for before "عن"."""
_MOST = 1_000_000
"""Of this many units or more no report reckons days."""
_UNIT_CLASSES = ("unit", "units")
_BY_SIZE = ("century", "decade", "year", "month", "week", "day", "hour", "minute")
_LESSER = {
    "year": (12, "month"),
    "month": (30, "day"),
    "week": (7, "day"),
    "decade": (10, "year"),
    "century": (100, "year"),
}
"""How many of which lesser unit make one, where a fraction of it moves a day."""


class Quantity(NamedTuple):
    """An amount of time up to token `end`. count 0: the number is not told; bare: one unit without "one".

    sixtieths: fraction of one more unit; approximate: "about" or "more than" stands before it; more: a count of a
    lesser unit that is joined, and that unit ("ثلاث سنوات وثلاثة أشهر").
    """

    end: int
    unit: str
    number: int
    sixtieths: int = 0
    bare: bool = False
    approximate: bool = False
    some: bool = False
    more: tuple[int, str] | None = None

    @property
    def iso(self) -> str | None:
        """ISO 8601 duration, if the count is told."""
        if not (self.number or self.sixtieths):
            return None
        told = duration(self.number, self.unit, self.sixtieths)
        if self.more is None:
            return told
        rest = duration(*self.more)
        return told + rest.removeprefix("PT" if told.startswith("PT") else "P")

    def from_day(self, day: dt.date, direction: int) -> dt.date:
        """The day so far before (-1) or after (1) another; of halves of weeks and years too."""
        then = add(day, direction * self.number, self.unit)
        if self.sixtieths and (lesser := _LESSER.get(self.unit)):
            size, unit = lesser
            then = add(then, direction * round(size * self.sixtieths / 60), unit)
        return add(then, direction * self.more[0], self.more[1]) if self.more else then


def quantity(words: Words, i: int) -> Quantity | None:
    """Return the amount of time that starts at a token, or None."""
    about = "about" in words.item(i).classes
    j = words.item(i).end if about else i
    if about and words.item(j).joined:
        return None
    found = (
        _ranged(words, j)
        or (_definite(words, j) if about else None)
        or _counted(words, j)
        or _fraction(words, j)
        or _some(words, j)
        or _single(words, j)
    )
    if found is None:
        return None
    found = _and_more(words, _and_fraction(words, found))
    after = words.item(found.end)
    if "few" in after.classes and not after.joined:
        found = found._replace(end=after.end, bare=False, some=found.some or not found.number)
    if "about" in words.item(found.end).classes and words.norm(found.end) == "تقريبا":
        return found._replace(end=words.item(found.end).end, approximate=True)
    return found._replace(approximate=about or found.approximate)


def _unit(item: Item) -> str | None:
    for name in _UNIT_CLASSES:
        if name in item.classes:
            return str(item.classes[name])
    return None


def _counted(words: Words, i: int) -> Quantity | None:
    """A number and its unit, or a dual."""
    item = words.item(i)
    if "dual" in item.classes:
        return Quantity(item.end, item.classes["dual"], 2)
    if item.number is None or item.ordinal or not 1 <= item.number < _MOST:
        return None
    after = words.item(item.end)
    unit = _unit(after) or (after.classes.get("the_units") if not item.digits else None)
    if unit is None or after.joined or after.lead:
        return None
    return None if unit == "year" and _is_age(words, i, after.end) else Quantity(after.end, unit, item.number)


def _is_age(words: Words, i: int, end: int) -> bool:
    """Whether a number of years is somebody's age: "البالغ من العمر 25 عاما", "(27 عاما)", "، 28 عاما،"."""
    before = words.back(i)
    mark, after = words.item(before).classes, words.item(end).classes
    if "open" in mark and after.keys() & {"close", "comma"}:
        return True
    if "comma" in mark and after.keys() & {"comma", "close"}:
        return True
    if words.norm(before) == "عن":
        return any(words.norm(k) in blockers("dying") for k in range(max(0, before - _REACH), before))
    return any(words.norm(k) in blockers("before_age") for k in (before, words.back(before)))


def _definite(words: Words, i: int) -> Quantity | None:
    """Read "نحو العام", "قرابة الشهرين": with the article only after "about"."""
    item = words.item(i)
    if "the_dual" in item.classes:
        return Quantity(item.end, item.classes["the_dual"], 2)
    unit = item.classes.get("the_unit")
    return Quantity(item.end, unit, 1, bare=True) if unit else None


def _ranged(words: Words, i: int) -> Quantity | None:
    """Read "12 إلى 15 شهرا", "ثلاثة أو أربعة أيام", "ساعة أو ساعتين": more than one count, so none."""
    item = words.item(i)
    joint = words.item(item.end)
    if joint.classes.get("preposition") not in ("to", "or") and "dash" not in joint.classes:
        return None
    if item.number is None and _unit(item) is None:
        return None
    second = _counted(words, joint.end)
    if second is None or (item.number is None and _unit(item) != second.unit):
        return None
    return second._replace(number=0, some=True)


def _fraction(words: Words, i: int) -> Quantity | None:
    item = words.item(i)
    if "fraction" not in item.classes:
        return None
    after = words.item(item.end)
    unit = after.classes.get("unit") or after.classes.get("the_unit")
    if unit is None or after.joined or unit not in {"hour", "day", "month", "year", "century"}:
        return None
    return Quantity(after.end, str(unit), 0, item.classes["fraction"])


def _some(words: Words, i: int) -> Quantity | None:
    """Read "عدة أشهر", "بضع ساعات", "أيام قليلة", "سنوات"."""
    item = words.item(i)
    if "some" in item.classes:
        after = words.item(item.end)
        unit = after.classes.get("units") or after.classes.get("the_units")
        return Quantity(after.end, str(unit), 0, some=True) if unit and not after.joined else None
    unit = item.classes.get("units")
    return Quantity(item.end, str(unit), 0) if unit else None


def _single(words: Words, i: int) -> Quantity | None:
    item = words.item(i)
    unit = item.classes.get("unit")
    if unit is None:
        return None
    after = words.item(item.end)
    word = words.norm(i)[item.lead :]
    one = words.norm(item.end) in _ONE or (
        words.norm(item.end) in _OTHER and (unit in {"week", "month", "year"} or word == "يوما")
    )
    return Quantity(after.end if one else item.end, str(unit), 1, bare=not one)


def _and_more(words: Words, found: Quantity) -> Quantity:
    """Read "ثلاث سنوات وثلاثة أشهر", "ساعتان وعشرون دقيقة": a count of a lesser unit, joined."""
    if found.sixtieths or not found.number or found.bare or not words.item(found.end).joined:
        return found
    rest = _counted(words, found.end)
    if rest is None or not rest.number or _BY_SIZE.index(rest.unit) <= _BY_SIZE.index(found.unit):
        return found
    return found._replace(end=rest.end, more=(rest.number, rest.unit))


def _and_fraction(words: Words, found: Quantity) -> Quantity:
    """Read "عام ونصف", "أربع ساعات ونصف الساعة"."""
    item = words.item(found.end)
    if not item.joined or "fraction" not in item.classes or not found.number:
        return found
    end = item.end
    after = words.item(end)
    if not after.joined and (after.classes.get("the_unit") or after.classes.get("unit")) == found.unit:
        end = after.end
    return found._replace(end=end, sixtieths=item.classes["fraction"], bare=False)
