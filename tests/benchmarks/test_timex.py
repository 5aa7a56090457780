"""What other programs say of a time becomes days as records have them."""

from __future__ import annotations

import datetime as dt
from importlib import import_module
from pathlib import Path

import pytest

PUBLISHED = dt.date(2015, 7, 15)


@pytest.fixture
def timex(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
    return import_module("timex")


@pytest.mark.parametrize(
    ("kind", "value", "mod", "expected"),
    [
        ("DATE", "2015-07-13", "", ("2015-07-13", "2015-07-13", None)),
        ("TIME", "2015-07-13TNI", "", ("2015-07-13", "2015-07-13", None)),
        ("DATE", "2015-W29", "", ("2015-07-13", "2015-07-19", None)),
        ("DATE", "2015-03", "MID", ("2015-03-11", "2015-03-20", None)),
        ("DATE", "2014", "", ("2014-01-01", "2014-12-31", None)),
        ("DATE", "2014-SU", "", ("2014-06-01", "2014-08-31", None)),
        ("DATE", "198", "", ("1980-01-01", "1989-12-31", None)),
        ("DATE", "2015-02-31", "", (None, None, None)),
        ("DATE", "XXXX-05", "", (None, None, None)),
        ("DATE", "PRESENT_REF", "", ("2015-07-15", "2015-07-15", None)),
        ("DATE", "PAST_REF", "", (None, None, None)),
        ("DURATION", "PT48H", "", (None, None, "PT48H")),
        ("DURATION", "PXM", "", (None, None, None)),
        ("DURATION", "P2DE", "", (None, None, "P20Y")),
    ],
)
def test_timex3(timex, kind, value, mod, expected):
    found = timex.of_timex3(0, 3, kind, value, mod, PUBLISHED)
    assert tuple(x and str(x) for x in (found.earliest, found.latest, found.duration)) == expected


def _moments(*days, grain="day"):
    values = [{"value": f"{day}T00:00:00.000+00:00", "grain": grain, "type": "value"} for day in days]
    return {"values": values, "type": "value"}


def test_what_duckling_puts_ahead_can_be_put_in_the_past(timex):
    weekly = _moments("2015-07-20", "2015-07-27")
    yearly = _moments("2015-09-01", "2016-09-01", grain="month")
    ahead = timex.of_duckling(0, 3, "time", weekly, before=None)
    assert (ahead.earliest, ahead.latest) == (dt.date(2015, 7, 20),) * 2
    back = timex.of_duckling(0, 3, "time", weekly, before=PUBLISHED)
    assert (back.earliest, back.latest) == (dt.date(2015, 7, 13),) * 2
    month = timex.of_duckling(0, 3, "time", yearly, before=PUBLISHED)
    assert (month.earliest, month.latest) == (dt.date(2014, 9, 1), dt.date(2014, 9, 30))


def test_ducklings_intervals_end_before_their_end(timex):
    first, last = ({"value": f"2015-07-{day}T00:00:00.000+00:00", "grain": "day"} for day in (13, 16))
    found = timex.of_duckling(0, 3, "time", {"values": [{"type": "interval", "from": first, "to": last}]}, before=None)
    assert (found.earliest, found.latest) == (dt.date(2015, 7, 13), dt.date(2015, 7, 15))
    assert timex.of_duckling(0, 3, "duration", {"value": 3, "unit": "hour"}, before=None).duration == "PT3H"


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [("P7D", "P1W", True), ("PT48H", "P2D", True), ("P1M", "P30D", True), ("P1M", "PT1M", False), ("P2D", None, False)],
)
def test_lengths_are_the_same_whatever_their_unit(timex, one, two, same):
    assert timex.same_length(one, two) is same
