"""What a plan waits for, told in a clause before it or behind it."""

from __future__ import annotations

import pytest

import khabar
from khabar.record import Status


@pytest.mark.parametrize(
    ("report", "clause"),
    [
        ("قال الوزير إن الهدنة يمكن أن تبدأ فور الاتفاق على الممرات.", "الاتفاق على الممرات"),
        ("قال الوزير إنه بمجرد الاتفاق على الممرات ستدخل الهدنة حيز التنفيذ.", "الاتفاق على الممرات"),
        ('وقال بوريل: "حالما يتم الاتفاق على الطرق تصبح الهدنة سارية".', "يتم الاتفاق على الطرق"),
        ("قال الوسيط إن الهدنة ستدخل حيز التنفيذ عندما يوقع الطرفان على الخريطة.", "يوقع الطرفان على الخريطة"),
        ("قال المبعوث إن وقف إطلاق النار لن يسري ما لم يغادر المسلحون المطار.", "يغادر المسلحون المطار"),
        ("لا هدنة قبل عودة النازحين، بحسب المتحدث باسم الحركة.", "عودة النازحين"),
    ],
)
def test_the_clause_that_a_truce_waits_for(report, clause):
    (truce,) = khabar.read(report, model=False).proposals
    assert [needed.span.text for needed in truce.requires] == [clause]
    assert truce.status is Status.FLOATED


@pytest.mark.parametrize(
    "report",
    [
        "انهارت الهدنة عندما قصفت القوات المخيم.",
        "دخلت الهدنة حيز التنفيذ فور انتهاء الاجتماع.",
        "أعلن الوسيط أن الهدنة صامدة حتى الآن.",
    ],
)
def test_what_happened_then_is_no_condition(report):
    assert all(plan.requires == () for plan in khabar.read(report, model=False).proposals)


@pytest.mark.parametrize(
    "report",
    [
        "أقنعت الدوحة الحركة بالموافقة على الهدنة.",
        "قال المصدر إن واشنطن ضغطت على إسرائيل للقبول بوقف إطلاق النار.",
    ],
)
def test_who_is_brought_to_accept_has_not_accepted(report):
    assert "accept" not in [position.stance for position in khabar.read(report, model=False).positions]


@pytest.mark.parametrize(
    "report",
    [
        "نفت الحركة أنها قبلت المقترح المصري لوقف إطلاق النار.",
        "نفى الوزير أن يكون قد وافق على الهدنة.",
        "نددت الحكومة بخرق وقف إطلاق النار.",
        "دانت الوزارة القصف واعتبرته خرقا للهدنة.",
    ],
)
def test_a_denied_acceptance_and_a_broken_truce_are_no_stands_on_it(report):
    stances = [position.stance for position in khabar.read(report, model=False).positions]
    assert not {"accept", "condemn"} & set(stances)


def test_whom_somebody_accuses_is_nobody_accused():
    record = khabar.read("نفى الوزير الخبر، متهما مجلس النواب بعرقلة القوانين.", model=False)
    assert not any("متهما" in party.name for party in record.entities)
