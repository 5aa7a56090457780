"""English wording of counts, days, durations and names."""

import datetime as dt

import pytest

from khabar.export.english import count, days, duration
from khabar.export.romanize import romanize
from khabar.record import Count, Span

WORDS = Span(start=0, end=2, text="12")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Count(min=12, max=12, span=WORDS), "12"),
        (Count(min=20, max=30, span=WORDS), "20–30"),
        (Count(min=15, span=WORDS), "at least 15"),
    ],
)
def test_counts(value, words):
    assert count(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("P7D", "7 days"),
        ("P1Y", "1 year"),
        ("PT72H", "72 hours"),
        ("P1M", "1 month"),
        ("PT30M", "30 minutes"),
        (None, ""),
        ("?", "?"),
    ],
)
def test_durations(value, words):
    assert duration(value) == words


def test_days():
    tuesday, wednesday = dt.date(2016, 12, 6), dt.date(2016, 12, 7)
    assert days(tuesday, tuesday) == "Tue 6 Dec 2016"
    assert days(tuesday, wednesday) == "Tue 6 Dec 2016 – Wed 7 Dec 2016"
    assert days(tuesday, None) == "from Tue 6 Dec 2016"
    assert days(None, wednesday) == "until Wed 7 Dec 2016"
    assert not days(None, None)


@pytest.mark.parametrize("name", ["أحمد بن سعيد", "الناصر", "خالد المشرقي", "يوسف"])
def test_romanised_names_are_latin(name):
    latin = romanize(name)
    assert latin.isascii()
    assert len(latin.split()) == len(name.split())
