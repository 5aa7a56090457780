"""Reading costs the same for each word of a long text as of a short one.

Counted, not timed: how many lines of our own code run on a text and on one several times as long. Where each word
costs the same, the two counts differ as the lengths do; a step that goes through the whole report for every word,
name or statement shows at once. (What a single call into C does, such as sorting, counts as one line.)
"""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from types import CodeType, FrameType
from typing import Any

import pytest

import khabar

MOST = 1.3  # how much more a word of the long text may cost
MOST_OF_ONE = 1.8  # how much more in one function alone
SEEN = 0.5  # lines for each character: what less a function runs is no matter
_GIVEN = ("سامي", "نبيل", "فادي", "رائد", "وليد", "هيثم", "ماهر", "بسام", "كمال", "جميل", "رياض", "عماد")
_FAMILY = (
    "الحداد",
    "النجار",
    "الخياط",
    "العطار",
    "الصباغ",
    "البيطار",
    "الدباغ",
    "الساعاتي",
    "القباني",
    "الحلاق",
    "الفران",
)
_TOWNS = ("حلب", "تعز", "مصراتة", "كركوك", "غزة", "الفاشر", "درنة", "الرقة", "مأرب", "الموصل", "صعدة")
_BODIES = (
    "وزارة الخارجية",
    "حركة الشباب",
    "الجيش السوري",
    "الأمم المتحدة",
    "لجنة المصالحة",
    "المجلس المحلي",
    "الاتحاد الأوروبي",
)
_DAYS = ("أمس", "الثلاثاء", "يوم الخميس", "الأسبوع الماضي", "في 3 آذار/مارس 2016")
_SAID = (
    "قال {person} إن {body} سترسل مساعدات إلى {town} {day}.",
    "وأعلنت {body} أن عشرة مدنيين قتلوا في قصف على {town} {day}.",
    "واقترح {person} هدنة لمدة سبعة أيام في {town}، مضيفا أن المحادثات ستبدأ {day}.",
    "ورفضت {body} أي انسحاب من {town} بحسب المتحدث باسمها {person}.",
    "وأكد الوزير أن الطرفين اتفقا على تبادل الأسرى، ودعا إلى وقف إطلاق النار.",
)


def _sentences(count: int) -> Iterator[str]:
    """As many sentences of news as asked for, with ever other people, places and days in them."""
    people = [f"{given} {family}" for given, family in product(_GIVEN, _FAMILY)]
    for i in range(count):
        yield _SAID[i % len(_SAID)].format(
            person=people[i * 7 % len(people)],
            body=_BODIES[i % 7],
            town=_TOWNS[i % 11],
            day=_DAYS[i % 4 + (i % 9 == 0)],
        )


def _report(count: int) -> str:
    return "\n".join(_sentences(count))


def _line(count: int) -> str:
    return " ".join(_sentences(count))


def _endless(count: int) -> str:
    return _line(count).replace(".", "").replace("،", "")


def _unclosed(count: int) -> str:
    return 'قال الوزير: "' + _endless(count)


def _words(*words: str) -> Any:
    def text(count: int) -> str:
        return " ".join(words[i % len(words)] for i in range(count))

    return text


TEXTS = {
    "a report": (_report, 40, 160),
    "a report in one line": (_line, 40, 160),
    "a sentence without an end": (_endless, 60, 180),
    "a quotation that never closes": (_unclosed, 60, 180),
    "names in a row": (_words(*_GIVEN, "وزير الخارجية", *_FAMILY), 150, 600),
    "places in a row": (_words(*_TOWNS), 150, 600),
    "times in a row": (_words("أمس", "يوم", "الاثنين", "غدا", "منذ", "شهرين", "2016"), 150, 600),
    "numbers in a row": (_words("17", "ثلاثة", "2016", "مئة", "1,500"), 150, 600),
    "titles with commas": (_words("الوزير،"), 250, 1000),
    "attributions in a row": (_words("قال", "الوزير", "إن،", "بحسب", "المصدر.", "وأضاف", "أنه"), 150, 600),
    "joined names": (_words("وفادي", "وسامي", "ونبيل"), 150, 600),
    "quotation marks": (_words('"نعم"', "«لا»", '"'), 150, 600),
    "brackets": (_words("(", "[", "«"), 150, 600),
    "one word": ("و".__mul__, 1_000, 4_000),
    "one number": ("7".__mul__, 1_000, 4_000),
    "empty lines": (_words("قال.\n", "\n \n"), 150, 600),
}


@contextmanager
def _counting() -> Iterator[Counter[CodeType]]:
    """Count the lines of khabar's code that run, by function."""
    ran: Counter[CodeType] = Counter()

    def in_ours(frame: FrameType, event: str, arg: object) -> Any:
        if event == "line":
            ran[frame.f_code] += 1
        return in_ours

    def everywhere(frame: FrameType, event: str, arg: object) -> Any:
        return in_ours if frame.f_globals.get("__name__", "").startswith("khabar.") else None

    before = sys.gettrace()
    sys.settrace(everywhere)
    try:
        yield ran
    finally:
        sys.settrace(before)


def _lines(text: str) -> Counter[CodeType]:
    khabar.read(text, published="2016-03-10")  # so that word types are known already
    with _counting() as ran:
        khabar.read(text, published="2016-03-10")
    return ran


@pytest.mark.parametrize("name", TEXTS)
def test_a_word_costs_the_same_in_a_long_text(name: str) -> None:
    make, short, long = TEXTS[name]
    shorter, longer = make(short), make(long)
    growth = len(longer) / len(shorter)
    few, many = _lines(shorter), _lines(longer)
    ratio = many.total() / few.total() / growth
    worst = max(many, key=lambda code: many[code] - growth * few[code])
    assert ratio <= MOST, (
        f"{name}: a character costs {ratio:.2f} times as much in {len(longer)} characters as in {len(shorter)}; "
        f"{worst.co_qualname} in {worst.co_filename} grows most"
    )


@pytest.mark.parametrize("make", [_report, _line])
def test_no_function_costs_a_word_more_in_a_long_text(make: Any) -> None:
    """A rule that goes through all statements for each of them is lost in the sum of a text as short as these."""
    shorter, longer = make(40), make(280)
    growth = len(longer) / len(shorter)
    few, many = _lines(shorter), _lines(longer)
    grown = {
        f"{code.co_qualname} in {code.co_filename}": (few[code], count)
        for code, count in many.items()
        if count > MOST_OF_ONE * growth * few[code] + SEEN * len(longer)
    }
    assert not grown, f"lines run in {len(shorter)} and in {len(longer)} characters"
