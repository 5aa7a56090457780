"""Parties in longer phrases: what a participle governs, where an office sits, counted people, names to their end."""

from __future__ import annotations

import pytest

import khabar


def kinds(text: str) -> dict[str, str]:
    """Every mention's words and the kind of its party."""
    record = khabar.read(text, published="2017-03-02")
    return {mention.span.text: entity.kind.value for entity in record.entities for mention in entity.mentions}


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        # a participle with what it governs
        ("تقدمت الكتائب الموالية للرئيس سامي كامل نحو الجسر.", "الكتائب الموالية للرئيس سامي كامل", "armed_group"),
        ("هاجم الجيش والجماعات المتحالفة معه البلدة.", "الجماعات المتحالفة معه", "group"),
        ("يعترض نواب ودول حليفة للولايات المتحدة على الاتفاق.", "دول حليفة للولايات المتحدة", "group"),
        ("تعهد الوزير بملاحقة المسؤولين عن الهجوم.", "المسؤولين عن الهجوم", "group"),
        # where an office sits
        ("نفت وزارة الصحة في الإقليم ذلك.", "وزارة الصحة في الإقليم", "state_body"),
        ("نفت وزارة الصحة في الإقليم ذلك.", "وزارة الصحة", "state_body"),
        # counted people
        ("أسر الجيش 12 صوماليا عند الحدود.", "12 صوماليا", "group"),
        ("فقد الجيش خمسة من جنوده في الكمين.", "خمسة من جنوده", "group"),
        ("هاجم نحو 15 مسلحا سبع مركبات.", "15 مسلحا", "armed_group"),
        ("حققت النيابة مع 9 متهمين أمس.", "9 متهمين", "group"),
        # names to their end and no further
        ("قال الناطق باسم الحركة، ذبيح الله مجاهد، إن الهدنة انتهت.", "ذبيح الله مجاهد", "person"),
        ("أعلن العميد سالم علي حسن القائد الميداني أن الطريق آمن.", "سالم علي حسن", "person"),
        ("واصل وزير الخارجية محمد كامل زيارته للدوحة.", "محمد كامل", "person"),
        ("ولم ينتقد رئيس الوزراء تارو آبي بشكل مباشر الخطة.", "تارو آبي", "person"),
        ("وصف الوزير الملك سلمان بـ«الحكيم».", "الملك سلمان", "person"),
        ("لا مستقبل للأسد في سوريا.", "أسد", "person"),
        # sources and outlets
        ("نقلت الصحيفة عن مصادر لم تسمها أن اللقاء تأجل.", "مصادر لم تسمها", "unnamed"),
        ("قال المدير لوكالة فرانس برس للأنباء إن الجرحى كثيرون.", "وكالة فرانس برس للأنباء", "media"),
        ('هاجم تنظيم "القاعدة." البلدة.', "القاعدة", "armed_group"),
        ("كشفت مصادر عراقية وسورية متطابقة أن الهجوم فشل.", "مصادر عراقية وسورية متطابقة", "unnamed"),
        ("تتنافس على البلاد حكومتان منذ عام.", "حكومتان", "government"),
    ],
)
def test_phrases_are_found_whole(text, words, kind):
    assert kinds(text).get(words) == kind


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("التقى الوزير مسؤولين أتراكا في أنقرة.", "مسؤولين أتراكا", "group"),
        ("ونقلت الصحيفة عن مسؤولين أتراك أن اللقاء تأجل.", "مسؤولين أتراك", "unnamed"),
    ],
)
def test_officials_who_are_not_cited_are_a_group(text, words, kind):
    assert kinds(text).get(words) == kind


@pytest.mark.parametrize(
    ("report", "name", "kind"),
    [
        ("قصف الجيش فصيلين مسلحين في درعا.", "فصيلين مسلحين", "armed_group"),
        ("رفضت جماعتان مسلحتان أي خطة.", "جماعتان مسلحتان", "armed_group"),
        ("رفض الفصيلان المعارضان المبادرة.", "الفصيلان المعارضان", "armed_group"),
        ("رفض حزبان معارضان المشاركة في الحكومة.", "حزبان معارضان", "party"),
    ],
)
def test_two_of_a_kind_are_one_party_with_their_adjective(report, name, kind):
    assert kinds(report)[name] == kind


def test_the_forces_of_an_armed_group_are_that_group():
    record = khabar.read("أكد المتحدث باسم قوات الدعم السريع موافقة قواته على هدنة.", model=False)
    (group,) = [party for party in record.entities if "قواته" in [m.span.text for m in party.mentions]]
    assert group.kind == "armed_group"


@pytest.mark.parametrize(
    ("report", "name"),
    [
        ("قال الوزير للصحافيين إن الهدنة قريبة.", "الوزير"),
        ("قال المتحدث لرويترز إن الهدنة قريبة.", "المتحدث"),
        ("قال المتحدث للجيش إن الهدنة قريبة.", "المتحدث للجيش"),
    ],
)
def test_whom_somebody_told_is_not_what_he_is_of(report, name):
    record = khabar.read(report, model=False)
    (statement,) = record.statements
    assert statement.source.span is not None
    assert statement.source.span.text == name
