"""Whose words they are, told from the words that stand around: nameless sources, forms of address, relatives."""

from __future__ import annotations

import pytest

from khabar import read
from khabar.record import Record


def told(text: str) -> list[tuple[str, list[str], str]]:
    """Return cue, names of the sources and content of each statement."""
    record: Record = read(text)
    names = {entity.id: entity.name for entity in record.entities}
    return [
        (s.cue.text, [names[source] for source in s.source.entities], s.content.text if s.content else "")
        for s in record.statements
    ]


NAMELESS = [
    ("وقال مصدر حكومي في مدينة ساحلية إن القافلة وصلت.", "مصدر حكومي في مدينة ساحلية"),
    ("وأكدت مصادر حقوقية في عدن أن المعتقلين أفرج عنهم.", "مصادر حقوقية في عدن"),
    ("قال متحدث باسم خدمة الإطفاء إن الحريق أخمد.", "متحدث باسم خدمة الإطفاء"),
    ("وأفاد سائق حافلة تابعة للبلدية بأن الجسر انهار.", "سائق حافلة تابعة للبلدية"),
    ("وذكرت تقارير أولية أن القتلى عشرة.", "تقارير أولية"),
    ("وأوضح مصدر قبلي في محافظة شمالية لـ«الصباح» أن الطريق مقطوعة.", "مصدر قبلي في محافظة شمالية"),
    ("قال مسؤول في بيان إن المعبر فتح.", "مسؤول"),
    ("قال مسؤولون أمس إن المعبر فتح.", "مسؤولون"),
]


@pytest.mark.parametrize(("text", "source"), NAMELESS, ids=[str(n) for n in range(len(NAMELESS))])
def test_a_source_without_name_is_known_by_all_its_words(text: str, source: str):
    assert [sources for _, sources, _ in told(text)] == [[source]]


MEANT = [
    ("استقبل معالي وزير الصحة الدكتور سامي الحداد السفير. وقال معاليه إن الوزارة ستبني مستشفى.", "وقال", "سامي الحداد"),
    ("قال الأمير خالد بن سعد إن المعرض سيستمر، مشيراً سموه إلى أهميته.", "مشيراً", "خالد بن سعد"),
    ("التقى الوزير سامي الحداد السفير. وقال أمام الصحافيين إن المحادثات مثمرة.", "وقال", "سامي الحداد"),
    ("قال الوزير سامي الحداد إن الهدنة قائمة. وأضاف بقوله: «هذا أساسي جدا».", "وأضاف", "سامي الحداد"),
    ("قال الوزير سامي الحداد إن الهدنة قائمة. وأردف يقول إن الحكومة ستدفع.", "وأردف", "سامي الحداد"),
    ("قال الوزير سامي الحداد إن القوات تقدمت مع التحالف الذي وصفه بالداعم القوي.", "وصفه", "سامي الحداد"),
    ("تحدثت بغداد عن المطلوبين الذين تقول إنهم يقيمون في الخارج.", "تقول", "بغداد"),
]


@pytest.mark.parametrize(("text", "cue", "speaker"), MEANT, ids=[str(n) for n in range(len(MEANT))])
def test_who_is_meant_where_no_name_stands(text: str, cue: str, speaker: str):
    assert [sources for words, sources, _ in told(text) if words == cue] == [[speaker]]
