import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.dates import Period, add, add_months, duration, hijri, month_period, read_date, third, year_period


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("الثلاثاء 21 تموز/يوليو 2015", dt.date(2015, 7, 21)),
        ("نشر في: ٢١/٧/٢٠١٥ الساعة 10:30", dt.date(2015, 7, 21)),
        ("2015-07-21", dt.date(2015, 7, 21)),
        ("21.7.2015", dt.date(2015, 7, 21)),
        ("5 شوال 1436 هـ - 21 يوليو 2015 م", dt.date(2015, 7, 21)),
        ("5 شوال 1436 هـ", dt.date(2015, 7, 21)),
        ("الخامس والعشرين من كانون الثاني/يناير من عام 2011", dt.date(2011, 1, 25)),
        ("يوليو 21, 2015", dt.date(2015, 7, 21)),
        ("21 جويلية 2015", dt.date(2015, 7, 21)),
        ("30 شتنبر 2016", dt.date(2016, 9, 30)),
        ("جميع الحقوق محفوظة © 2015", None),
        ("31/2/2015", None),
        ("21 يوليو", None),
        ("12/5/15", None),
        ("", None),
    ],
)
def test_read_date(text, day):
    assert read_date(text) == day


@given(st.text())
def test_read_date_never_fails(text):
    assert read_date(text) is None or isinstance(read_date(text), dt.date)


def test_thirds():
    assert third(month_period(2015, 2), 3) == Period(dt.date(2015, 2, 21), dt.date(2015, 2, 28))
    assert third(year_period(2015), 2) == Period(dt.date(2015, 5, 1), dt.date(2015, 8, 31))
    assert third(year_period(2015), 11) == Period(dt.date(2015, 1, 1), dt.date(2015, 6, 30))


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(-400, 400))
def test_months_there_and_back(day, count):
    there = add_months(day, count)
    assert abs((add_months(there, -count) - day).days) <= 3


def test_add_never_leaves_the_calendar():
    assert add(dt.date(2015, 1, 1), -5000, "year") == dt.date.min
    assert add(dt.date(2015, 1, 31), 1, "month") == dt.date(2015, 2, 28)


def test_durations():
    assert duration(4, "hour", 30) == "PT4H30M"
    assert duration(2, "decade") == "P20Y"
    assert duration(1, "year", 30) == "P1Y6M"


def test_hijri_outside_its_reckoning():
    assert hijri(1200, 1, 1) is None
