"""Subjects that begin with a post and end with its holder's name; subjects behind an addressee or a topic."""

import pytest

import khabar


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("وقال وكيل الأمين العام للشؤون الانسانية رافاييل أوسترلي إن القافلة وصلت.", "رافاييل أوسترلي"),
        ("وأكد متحدث باسم الجيش هو الرائد سامي ناصر أن الهجوم فشل.", "سامي ناصر"),
        ("وقال رئيس شرطة المدينة، كفاية الله خان، إن المهاجمين فروا.", "كفاية الله خان"),
        ("وأوضح لـ«الخبر» مصدر عسكري أن المعبر مغلق.", "مصدر عسكري"),
        ("وتفيد تقديرات منظمة الصحة العالمية بأن المرض ينتشر.", "منظمة الصحة العالمية"),
        ("منظمة الصحة العالمية، عبر حسابها، أكدت أن الرحلات ستستأنف.", "منظمة الصحة العالمية"),
        ("أما وزير الدفاع السوداني فنفى أن تكون قواته انسحبت.", "وزير الدفاع السوداني"),
    ],
)
def test_speaker(text: str, speaker: str) -> None:
    record = khabar.read(text, published="2016-10-03")
    names = {e.id: {e.name, *(m.span.text for m in e.mentions)} for e in record.entities}
    (statement,) = record.statements
    assert any(speaker in names[source] for source in statement.source.entities)


def test_an_everyday_word_before_the_clause_is_no_name() -> None:
    record = khabar.read("وقال مسؤول في الوزارة خلال لقاء إن الطريق مغلق.", published="2016-10-03")
    (statement,) = record.statements
    kinds = {e.id: e.kind for e in record.entities}
    assert [kinds[source] for source in statement.source.entities] == ["unnamed"]
