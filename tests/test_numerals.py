import pytest

from khabar.arabic import fold
from khabar.numerals import numeral, read_number


@pytest.mark.parametrize(
    ("words", "value", "count"),
    [
        ("خمسة جنود", 5, 1),
        ("ثلاثة عشر جنديا", 13, 2),
        ("أحد عشر شخصا", 11, 2),
        ("اثنتي عشرة ساعة", 12, 2),
        ("خمسة وعشرين يوما", 25, 2),
        ("مئة وعشرين يوما", 120, 2),
        ("مائة وخمسة وعشرين قتيلا", 125, 3),
        ("ثلاثة آلاف ومئتي لاجئ", 3200, 3),
        ("ألف وخمسمئة نازح", 1500, 2),
        ("مئتي ألف شخص", 200_000, 2),
        ("300 ألف شخص", 300_000, 2),
        ("٣٬٥٠٠ شخص", 3500, 1),
        ("ثلاثة ملايين", 3_000_000, 2),
        ("خمسة وثلاثة", 5, 1),
        ("ثلاث مئة", 300, 2),
    ],
)
def test_cardinals(words, value, count):
    number = read_number([fold(word) for word in words.split()])
    assert number is not None
    assert (number.value, number.words) == (value, count)


@pytest.mark.parametrize(
    ("words", "value", "count"),
    [
        ("الأول من", 1, 1),
        ("الحادي عشر من", 11, 2),
        ("السابع والعشرين من", 27, 2),
        ("الحادي والثلاثين", 31, 2),
        ("العاشرة والنصف", 10, 1),
    ],
)
def test_ordinals(words, value, count):
    number = read_number([fold(word) for word in words.split()])
    assert number is not None
    assert (number.value, number.words, number.ordinal) == (value, count, True)


def test_no_number():
    assert read_number(["وزير"]) is None
    assert read_number([]) is None
    assert numeral("2.7") is None
