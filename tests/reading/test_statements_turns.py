"""Where the reporter takes the word again, whose name is withheld, and words that were no cue before."""

from __future__ import annotations

import pytest

from khabar import read

FOUND = [
    ("وحذر الوزير مما وصفها بـ«مؤشرات قوية» على عودة القتال.", "وصفها", "بـ«مؤشرات قوية»"),
    ("وقالت الوزارة إنها ستحاكم من وصفتهم بـ«المخربين».", "وصفتهم", "بـ«المخربين»"),
    ("وأعلن المكتب أن الرئيس سامي ناصر قبل دعوة لزيارة القاهرة.", "قبل", "دعوة لزيارة القاهرة"),
    ("فرضت الدول عقوبات على الحكومة لرفضها تطبيق القرار.", "لرفضها", "تطبيق القرار"),
    ("أدانت الولايات المتحدة أمس الجمعة هجمات المسلحين.", "أدانت", "هجمات المسلحين"),
    ("وجاء في القرار: «الهدنة تبدأ غدا».", "وجاء", "الهدنة تبدأ غدا"),
    ("قتل عشرة مدنيين، وفقا لحصيلة رسمية.", "وفقا", "قتل عشرة مدنيين"),
    ("قتل عشرة مدنيين، وفقا لأول إحصاء رسمي.", "وفقا", "قتل عشرة مدنيين"),
    ("قال الوزير إن الاجتماع انتهى، من دون تحديد موعد جديد.", "قال", "الاجتماع انتهى"),
    ("وبينما قال الجيش إن المدينة هادئة، عاد السكان إلى بيوتهم.", "قال", "المدينة هادئة"),
    ("قال الجيش إن المدينة هادئة، من ناحيتها نقلت صحيفة محلية أن القصف مستمر.", "قال", "المدينة هادئة"),
    ("أعلن الجيش مقتل جنديين، ليرتفع عدد القتلى إلى عشرة.", "أعلن", "مقتل جنديين"),
    ("رجح السكان وجود ضحايا، دون أن تتأكد الأنباء.", "رجح", "وجود ضحايا"),
]


def made(text: str) -> list[tuple[str, str | None]]:
    """Cue and content of each statement."""
    return [(s.cue.text, s.content.text if s.content else None) for s in read(text).statements]


@pytest.mark.parametrize(("text", "cue", "content"), FOUND, ids=[f"{c} {n}" for n, (_, c, _) in enumerate(FOUND)])
def test_what_is_said(text: str, cue: str, content: str):
    assert (cue, content) in made(text)


@pytest.mark.parametrize("refusal", ["رفض الكشف عن هويته", "رفض ذكر اسمه", "طلب عدم نشر اسمه", "اشترط عدم ذكر اسمه"])
def test_who_withholds_his_name_says_nothing_by_it(refusal: str):
    assert [cue for cue, _ in made(f"وقال مسؤول {refusal} إن الطريق مغلق.")] == ["وقال"]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("ولم يعلن الجيش عن أسماء القتلى.", "يعلن"),
        ("قال الوزير إن الاجتماع انتهى، من غير إيراد مزيد من التفاصيل.", "إيراد"),
        ("أعلن الجيش وقوع هجوم، من دون تحديد تاريخه.", "تحديد"),
    ],
)
def test_more_is_not_told(text: str, cue: str):
    assert (cue, None) in made(text)


def test_before_is_no_acceptance():
    assert made("وصل الوزير قبل عرض الخطة على المجلس.") == []


def test_what_is_worth_mention_is_the_reporters_own():
    assert made("ومن الجدير ذكره أن المعبر مغلق منذ شهر.") == []


def test_a_content_ends_before_what_its_speaker_left_out():
    record = read("وقال الوزير إن القوات ستنسحب قريبا، ولم يذكر أي موعد.")
    assert [s.content.text if s.content else None for s in record.statements] == ["القوات ستنسحب قريبا", None]
    assert record.statements[0].source.entities == record.statements[1].source.entities
