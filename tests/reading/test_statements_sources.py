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
    ("ويرى خبراء في الشؤون الإيرانية أن الاتفاق صعب.", "خبراء في الشؤون الإيرانية"),
    ("وهدد نواب محافظون الرئيس بإلغاء الاتفاق.", "نواب محافظون"),
    ("قال مسؤولون عراقيون وأكراد إن المعبر أغلق.", "مسؤولون عراقيون وأكراد"),
    ("وقال دبلوماسيون غربيون وعرب إن الجلسة أرجئت.", "دبلوماسيون غربيون وعرب"),
    ("ودعا مجلس الكنائس لوقف القتال.", "مجلس الكنائس"),
    ("وبحسب متحدث باسم خدمة الإسعاف، قتل ثلاثة أشخاص.", "متحدث باسم خدمة الإسعاف"),
    ("قتل ثلاثة أشخاص، وفقا لمسؤول محلي في المدينة.", "مسؤول محلي في المدينة"),
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
    ("ونشر المتحدث باسم الحركة على موقع «فيسبوك» يقول إن القتال انتهى.", "يقول", "المتحدث باسم الحركة"),
    ("تحدثت بغداد عن المطلوبين الذين تقول إنهم يقيمون في الخارج.", "تقول", "بغداد"),
]


@pytest.mark.parametrize(("text", "cue", "speaker"), MEANT, ids=[str(n) for n in range(len(MEANT))])
def test_who_is_meant_where_no_name_stands(text: str, cue: str, speaker: str):
    assert [sources for words, sources, _ in told(text) if words == cue] == [[speaker]]


JOINT = [
    ("وكان كل من لافروف وكيري قد أشارا إلى أن الوقت مبكر.", "أشارا", ["سيرغي لافروف", "جون كيري"]),
    ("قال الوسيط إن الحكومة في جنوب السودان والمتمردين اتفقوا على وقف القتال.", "اتفقوا", ["الحكومة", "المتمردين"]),
    ("اتفق وفدا الحكومة والحركة الشعبية على استئناف التفاوض.", "اتفق", ["الحكومة", "الحركة الشعبية"]),
    ("اتفق الوزير سامي حداد مع نظيره المصري على تمديد الهدنة.", "اتفق", ["سامي حداد", "نظيره المصري"]),
    ("التقى لافروف وكيري أمس. وأكد الجانبان أن الهدنة قائمة.", "وأكد", ["سيرغي لافروف", "جون كيري"]),
]


@pytest.mark.parametrize(("text", "cue", "speakers"), JOINT, ids=[str(n) for n in range(len(JOINT))])
def test_two_say_it_together(text: str, cue: str, speakers: list[str]):
    assert [sources for words, sources, _ in told(text) if words == cue] == [speakers]


def test_a_deed_that_is_renewed_is_no_statement():
    assert told("جددت القوات هجومها على المدينة.") == []
    assert told("جدد المقاتلون قصف المدينة.") == []
    assert told("جدد الرئيس دعمه للحكومة.") == [("جدد", ["الرئيس"], "دعمه للحكومة")]


def test_a_demand_that_is_repeated_is_one():
    assert told("كررت النقابة المطالبة بدفع الرواتب.") == [("المطالبة", ["النقابة"], "بدفع الرواتب")]


def test_who_withholds_his_name_keeps_no_silence():
    found = told("ووفق مصدر عسكري، لم يذكر اسمه، فإن المركب كان متجها إلى الميناء.")
    assert found == [("ووفق", ["مصدر عسكري"], "المركب كان متجها إلى الميناء")]
