"""Whom an outlet cites, and what a relay vouches for that parts a verb of saying from its clause."""

from __future__ import annotations

import pytest

from khabar import read


def told(text: str) -> list[tuple[str, list[str], str]]:
    """Return cue, names of the sources and content of each statement."""
    record = read(text)
    names = {entity.id: entity.name for entity in record.entities}
    return [
        (s.cue.text, [names[source] for source in s.source.entities], s.content.text if s.content else "")
        for s in record.statements
    ]


PARTED = [
    ("وأكدت وزارة الخارجية، وفقا للوكالة الرسمية، أن الحدود آمنة.", "وأكدت", "وفقا", "الحدود آمنة"),
    ("وشددت الحكومة وفقا لما نقلته وكالة الأنباء، على أن الهدنة قائمة.", "وشددت", "وفقا لما نقلته", "الهدنة قائمة"),
    ("وأكد، بحسب وكالة «النور»، أن التعاون مهم.", "وأكد", "بحسب", "التعاون مهم"),
]


@pytest.mark.parametrize(("text", "cue", "relay", "content"), PARTED, ids=[str(n) for n in range(len(PARTED))])
def test_a_relay_between_verb_and_clause_vouches_for_the_clause(text: str, cue: str, relay: str, content: str):
    assert [(words, said) for words, _, said in told(text)] == [(cue, content), (relay, content)]


CITED = [
    ("ذكرت الإذاعة العامة نقلا عن مسؤولين أمنيين أن الطريق مغلقة.", "ذكرت", "مسؤولين أمنيين", "الطريق مغلقة"),
    ("وأفادت صحيفة الصباح استنادا إلى مصدر مطلع أن الحكومة ستستقيل.", "وأفادت", "مصدر مطلع", "الحكومة ستستقيل"),
    (
        "قتل خمسة جنود، حسبما أوردت وسائل إعلام محلية نقلا عن مسؤول في الوزارة.",
        "حسبما أوردت",
        "مسؤول في الوزارة",
        "قتل خمسة جنود",
    ),
    ("قتل خمسة جنود نقلا عن وكالة رسمية.", "نقلا عن", "وكالة رسمية", "قتل خمسة جنود"),
]


@pytest.mark.parametrize(("text", "cue", "speaker", "content"), CITED, ids=[str(n) for n in range(len(CITED))])
def test_the_cited_are_the_speakers(text: str, cue: str, speaker: str, content: str):
    assert told(text) == [(cue, [speaker], content)]


def test_more_told_of_the_cited_is_no_content():
    assert [said for _, _, said in told("وبحسب المصادر نفسها، غادرت القوات المدينة.")] == ["غادرت القوات المدينة"]
    assert [said for _, _, said in told("وحسب موقع «الخبر الآن»، عقد الوزير اجتماعا.")] == ["عقد الوزير اجتماعا"]


def test_his_own_words_are_not_told_twice():
    assert len(told("لكنه قال إن «كل ذلك متوقف على وقف العدوان»، على حد تعبيره.")) == 1
    assert len(told("وأضاف الوزير أن الجلسات ستكون مغلقة على حد قوله.")) == 1


def test_a_participle_of_showing_needs_no_clause():
    found = told("وأوضح المصدر أن القوات تقدمت، مبينا قيام المسلحين بزرع الألغام.")
    assert [(cue, said) for cue, _, said in found][1:] == [("مبينا", "قيام المسلحين بزرع الألغام")]


DENIED = [
    ("تتهم بغداد الجماعة بقصف القرى وهي اتهامات تنفيها الجماعة.", "تنفيها", "بقصف القرى"),
    ("اتهمت الدول الأربع الدوحة بدعم الإرهاب، وهو ما نفته وزارة الخارجية القطرية.", "نفته", "بدعم الإرهاب"),
]


@pytest.mark.parametrize(("text", "cue", "content"), DENIED, ids=[str(n) for n in range(len(DENIED))])
def test_who_denies_a_charge_denies_the_deed(text: str, cue: str, content: str):
    assert [said for words, _, said in told(text) if words == cue] == [content]


ENDS = [
    ("رحب مجلس الوزراء في جلسته برئاسة الملك سلمان باتفاق الهدنة.", "باتفاق الهدنة"),
    ("وأقر المجلس الوطني برئاسة الرئيس هادي «استيعاب المقاومة في الجيش».", "استيعاب المقاومة في الجيش"),
    ("أعلنت الجماعة مبايعتها للتنظيم، وفي هجوم وقع يوم الجمعة فجرت فتاة نفسها.", "مبايعتها للتنظيم"),
    (
        "واتهمت المؤسسة الوطنية للنفط التي يوجد مقرها في طرابلس الحكومة بأنها قصفت الناقلات.",
        "الحكومة بأنها قصفت الناقلات",
    ),
]


@pytest.mark.parametrize(("text", "content"), ENDS, ids=[str(n) for n in range(len(ENDS))])
def test_a_content_goes_from_whom_it_charges_to_where_the_reporter_turns(text: str, content: str):
    assert [said for _, _, said in told(text)][:1] == [content]
