"""Subjects that open a clause far before the verb, papers that speak, and parties that only look like subjects."""

import pytest

import khabar


def speakers(text: str) -> dict[str, set[str]]:
    """Return every name of the sources by cue."""
    record = khabar.read(text, published="2016-10-03")
    names = {e.id: {e.name, *(m.span.text for m in e.mentions)} for e in record.entities}
    return {
        s.cue.text: set().union(*(names[e] for e in s.source.entities)) if s.source.entities else set()
        for s in record.statements
    }


@pytest.mark.parametrize(
    ("text", "cue", "speaker"),
    [
        ("النائب سامر الخطيب المنتمي لحزب العمل أشار إلى أن الموازنة لن تمر.", "أشار", "سامر الخطيب"),
        ("رئيس الأركان الفرنسي وفقا للمسؤول أكد أن القوات باقية.", "أكد", "رئيس الأركان الفرنسي"),
        ("وقال الوزير إن التحقيق الأولي الذي أجرته الشرطة أظهر أن العبوة مزروعة.", "أظهر", "التحقيق الأولي"),
        ("وكانت تقارير واردة من لبنان قد أفادت الأحد بأن انفجارا وقع قرب الحدود.", "أفادت", "تقارير"),
        ("وكانت قمة باريس التي عقدت في العاصمة الفرنسية قد تعهدت بتقديم المال.", "تعهدت", "قمة باريس"),
        ("قدمت فرنسا مشروع قرار إلى مجلس الأمن يطالب بوقف القصف فورا.", "يطالب", "مشروع قرار"),
        ("الخرطوم (رويترز) - رفضت حركتان مسلحتان في كردفان أي اقتراح بالتقسيم.", "رفضت", "حركتان مسلحتان في كردفان"),
        ("وقال الوزير سامي ناصر إن بلاده مستعدة. وينفي الأردن على الدوام صلته بالمسلحين.", "وينفي", "الأردن"),
        ("وقال سامي ناصر إن الطريق مغلق. وأضاف «الوزراء ليسوا سعداء وسيفعلون كل شيء».", "وأضاف", "سامي ناصر"),
        ("أكد رئيس الحكومة سامي ناصر الاتفاق. وطالب الولايات المتحدة وحلفاءها بالدعم.", "وطالب", "سامي ناصر"),
    ],
)
def test_speaker(text: str, cue: str, speaker: str) -> None:
    assert speaker in speakers(text)[cue]


def test_the_agency_of_the_dateline_says_nothing() -> None:
    assert speakers("الخرطوم (رويترز) - كشف أن المدينة خالية.").get("كشف", set()) == set()
