"""Speakers that only grammar shows: objects that are none, phrases before the verb, names no list knows."""

import pytest

import khabar


def _found(text: str) -> dict[str, tuple[set[str], str | None]]:
    record = khabar.read(text, published="2016-10-03")
    words = {e.id: {e.name, *(m.span.text for m in e.mentions)} for e in record.entities}
    return {
        s.cue.text: (
            set().union(*(words[e] for e in s.source.entities)) if s.source.entities else set(),
            s.content.text if s.content else None,
        )
        for s in record.statements
    }


@pytest.mark.parametrize(
    ("text", "cue", "speaker", "content"),
    [
        (
            "رفض حزبان معارضان في المدينة الاثنين أي اقتراح لا يشمل السجناء.",
            "رفض",
            "حزبان معارضان في المدينة",
            "أي اقتراح لا يشمل السجناء",
        ),
        (
            "لكن صاحب متجر في السوق أكد أن الطريق مغلق.",
            "أكد",
            "صاحب متجر في السوق",
            "الطريق مغلق",
        ),
        (
            "وقال ممثل الاتحاد في روما تومازو برنتيني إن الوفد سيعود.",
            "وقال",
            "تومازو برنتيني",
            "الوفد سيعود",
        ),
        (
            "وقال هانس فيتمولر، رئيس البعثة، إن القافلة وصلت.",
            "وقال",
            "هانس فيتمولر",
            "القافلة وصلت",
        ),
        (
            "دان النائب عن حزب التجديد سامي الناصر هذه الهجمات، وطالب بتحقيق عاجل.",
            "وطالب",
            "سامي الناصر",
            "بتحقيق عاجل",
        ),
        (
            "رحبت النرويج بالهدنة ودعت الأطراف اليمنية إلى الحوار.",
            "ودعت",
            "النرويج",
            "الأطراف اليمنية إلى الحوار",
        ),
        (
            "ندد الوزير السوداني بالهجوم، وحث قادة المنطقة على ضبط النفس.",
            "وحث",
            "الوزير السوداني",
            "قادة المنطقة على ضبط النفس",
        ),
        (
            "وأكد اللواء الركن سامي كامل أن الجبهة هادئة.",
            "وأكد",
            "سامي كامل",
            "الجبهة هادئة",
        ),
        (
            "اتهمت عمان الحركة بقصف الميناء، وهو ما نفته قيادة الحركة.",
            "نفته",
            "قيادة الحركة",
            "بقصف الميناء",
        ),
        (
            "سلمت الوساطة الورقة التي رفضتها الحكومة قبل أسبوع.",
            "رفضتها",
            "الحكومة",
            "الورقة",
        ),
        (
            "قال مصدر أمني في المحافظة إن الهجوم وقع فجرا. ووصل مسؤول محلي إلى المكان. وأضاف المصدر أن الجرحى ثلاثة.",
            "وأضاف",
            "مصدر أمني في المحافظة",
            "الجرحى ثلاثة",
        ),
        (
            "قال مصدر عسكري محملا المتمردين مسؤولية الحادث إن القتال توقف.",
            "قال",
            "مصدر عسكري",
            "القتال توقف",
        ),
        (
            "وصلت القافلة ليلا. وحسب المرصد السوري لحقوق الإنسان: «عاد النازحون إلى بيوتهم».",
            "وحسب",
            "المرصد السوري لحقوق الإنسان",
            "عاد النازحون إلى بيوتهم",
        ),
    ],
)
def test_speaker_by_grammar(text: str, cue: str, speaker: str, content: str) -> None:
    speakers, said = _found(text)[cue]
    assert speaker in speakers
    assert said == content


def test_two_factions_are_the_two_that_are_named_later() -> None:
    text = (
        "رفض فصيلان معارضان في المدينة الاثنين أي انسحاب.\n\n"
        "وقال سامي كامل، القيادي في حركة النور، إن الحركة باقية. "
        "وقال خالد ناصر، المتحدث باسم جبهة الفجر، إن القتال مستمر."
    )
    speakers, _ = _found(text)["رفض"]
    assert {"حركة النور", "جبهة الفجر"} <= speakers


@pytest.mark.parametrize(
    ("text", "hearer"),
    [
        ("قال نبيل حداد رئيس المكتب السياسي الجديد للحزب إن المؤتمر تأجل.", None),
        ("قال الوزير في تصريحات للصحفيين إن الاتفاق قريب.", "الصحفيين"),
        ("قال المتحدث، الخميس، لوكالة رويترز إن الطريق مغلق.", "رويترز"),
    ],
)
def test_whom_it_was_said_to_begins_a_phrase_of_its_own(text: str, hearer: str | None) -> None:
    record = khabar.read(text)
    names = {e.id: e.name for e in record.entities}
    (said,) = record.statements
    assert names.get(said.addressee) == hearer


@pytest.mark.parametrize(
    ("text", "cue", "speaker"),
    [
        ("وعلمت «الصباح» من مصادرها أن الوفد سيصل غدا.", "وعلمت", "مصادرها"),
        ("وعلمت الصحيفة من مصادر مطلعة أن الوفد سيصل غدا.", "وعلمت", "مصادر مطلعة"),
        ("وعلمت الصحيفة أن الوفد سيصل غدا.", "وعلمت", "الصحيفة"),
        ("وعلمت (عكاظ) أن الوفد سيصل غدا.", "وعلمت", "عكاظ"),
        ("أكد لـ(عكاظ) اللواء سامي كامل أن الطريق مفتوح.", "أكد", "سامي كامل"),
        ('وقال جعفران في حوار متلفز: "نخاف عندما يقصفنا الطيران".', "وقال", "جعفران"),
    ],
)
def test_an_outlet_learns_from_sources_and_is_told_in_brackets(text, cue, speaker):
    assert speaker in _found(text)[cue][0]


def test_a_pronoun_opens_what_is_said_and_is_no_speaker():
    text = "وصل الوزير سامي كامل إلى المدينة. وعن المرحلة المقبلة قال نحن في مرحلة جديدة يجب أن تنجح."
    assert not any("نحن" in name for speakers, _ in _found(text).values() for name in speakers)
