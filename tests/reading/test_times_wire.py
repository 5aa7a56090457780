"""Times as wire reports tell them beside other things; the report is of Wednesday 15 July 2015."""

import datetime as dt

import pytest

from khabar.reading.times import find_times
from khabar.reading.tokens import begin_analysis
from khabar.record import Report

PUBLISHED = dt.date(2015, 7, 15)


def times(text):
    analysis = begin_analysis(Report(text=text, published=PUBLISHED))
    find_times(analysis)
    return [(analysis.text_of(time.piece), time) for time in analysis.times]


def days(text):
    return [
        (words, str(t.earliest) if t.earliest else None, str(t.latest) if t.latest else None)
        for words, t in times(text)
    ]


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        (
            "يبدأ سريان الهدنة الساعة 18:30 (15:30 ت غ) الخميس المقبل.",
            "الساعة 18:30 (15:30 ت غ) الخميس المقبل",
            "2015-07-16",
        ),
        ("سقطت القذائف عند الساعة 9:30 ت غ الثلاثاء.", "الساعة 9:30 ت غ الثلاثاء", "2015-07-14"),
        (
            "انفجرت القنبلة الساعة 10:15 بالتوقيت المحلي مساء الاثنين.",
            "الساعة 10:15 بالتوقيت المحلي مساء الاثنين",
            "2015-07-13",
        ),
    ],
)
def test_an_hour_keeps_its_day_past_the_hour_elsewhere(text, words, day):
    assert days(text) == [(words, day, day)]


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("أرجأ البرلمان إلى السبت التصويت على القانون.", "السبت", "2015-07-18"),
        ("وتقرر تأجيل جلسة الحوار إلى مساء الأحد.", "مساء الأحد", "2015-07-19"),
        ("وطلبت الدولتان عقد اجتماع طارئ للمنظمة يوم الجمعة.", "يوم الجمعة", "2015-07-17"),
        ("وكان من المقرر أن يصل الموفد الثلاثاء إلى العاصمة.", "الثلاثاء", "2015-07-14"),
        ("وكان من المقرر أن يصل الموفد الجمعة إلى العاصمة.", "الجمعة", "2015-07-17"),
        ("أرجأت الحكومة الأحد البت في الطلب.", "الأحد", "2015-07-12"),
    ],
)
def test_what_is_put_off_or_asked_for_is_still_to_come(text, words, day):
    assert days(text) == [(words, day, day)]


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("ستعلن النتائج غدا أو بعد غد.", "غدا أو بعد غد", "2015-07-16", "2015-07-17"),
        ("قتل العشرات في حرب أهلية طويلة (1975-1990).", "1975-1990", "1975-01-01", "1990-12-31"),
        ("والتصويت متوقع خلال ساعات.", "ساعات", "2015-07-15", "2015-07-16"),
        ("لا يزال المخيم قائما إلى يومنا هذا.", "إلى يومنا هذا", None, "2015-07-15"),
        ("انسحب الحزب من الحوار قبل سنتين ونصف السنة.", "قبل سنتين ونصف السنة", "2012-10-16", "2013-04-16"),
        (
            "قمعت الشرطة الاحتجاجات التي اندلعت في منتصف تشرين الأول/أكتوبر.",
            "منتصف تشرين الأول/أكتوبر",
            "2014-10-11",
            "2014-10-20",
        ),
        (
            "يحكم الجيش منذ أن أقال الحكومة في الأول من أيلول/سبتمبر.",
            "الأول من أيلول/سبتمبر",
            "2014-09-01",
            "2014-09-01",
        ),
    ],
)
def test_stretches(text, words, first, last):
    assert days(text) == [(words, first, last)]


def test_that_month_is_the_one_told_of():
    assert days("وصل الوفد في 3 آذار/مارس 2015. وفي ذلك الشهر وقع الطرفان.")[1] == (
        "ذلك الشهر",
        "2015-03-01",
        "2015-03-31",
    )


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("تستمر الفترة الانتقالية ثلاث سنوات وثلاثة أشهر.", "P3Y3M"),
        ("دامت الجلسة ساعتين وعشرين دقيقة.", "PT2H20M"),
        ("عقدت جلسات لمدة يومين وثلاث ليال.", "P2D"),
    ],
)
def test_amounts_of_two_units(text, duration):
    assert next(t.duration for _, t in times(text)) == duration


@pytest.mark.parametrize(
    ("text", "words", "duration"),
    [
        ("وذلك بعد يومين من لقاء جمع الوزيرين.", "بعد يومين من", "P2D"),
        ("ويأتي الإعلان بعد ثلاثة أسابيع على وقف الغارات.", "بعد ثلاثة أسابيع على", "P3W"),
    ],
)
def test_so_long_after_another_deed_is_the_day_of_the_news(text, words, duration):
    found, time = times(text)[0]
    assert words.startswith(found)
    assert (time.duration, time.earliest, time.latest) == (duration, PUBLISHED, PUBLISHED)
