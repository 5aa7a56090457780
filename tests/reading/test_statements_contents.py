"""Where a content begins and ends: past an unknown speaker, before the reporter goes on, back to what a relative takes up."""

from __future__ import annotations

import pytest

import khabar
from khabar.reading import read_doc
from khabar.record import Report

CONTENTS = [
    # past a speaker that no list knows
    (
        "أعلنت لجنة متابعة أزمة المياه في ختام اجتماعها في المكلا أنها لم تتوصل إلى حل.",
        "أعلنت",
        "لم تتوصل إلى حل",
    ),
    # past "himself"
    ("وأعلن الوزير نفسه انتهاء الأزمة.", "وأعلن", "انتهاء الأزمة"),
    ("وتوقعت الوزارة ذاتها ارتفاع عدد القتلى.", "وتوقعت", "ارتفاع عدد القتلى"),
    # before the reporter goes on
    ("رفضت الحركة هذا العرض وذلك قبل ساعات من انتهاء المهلة.", "رفضت", "هذا العرض"),
    ("وهددت الحركة بقطع الهدنة إثر غارات شنها الطيران على مواقعها.", "وهددت", "بقطع الهدنة"),
    ("تبنى تنظيم القاعدة الهجوم في بيان نشره على الإنترنت.", "تبنى", "الهجوم"),
    ("اتهمت دمشق واشنطن بتأجيج الصراع واستدعت سفيرها.", "اتهمت", "واشنطن بتأجيج الصراع"),
    ("أعلنت باكو التعبئة الجزئية، ودفعت موسكو بقوات إلى الحدود.", "أعلنت", "التعبئة الجزئية"),
    # before another speaker
    (
        "وبينما قال المتمردون إنهم باقون في المدينة، قالت الحكومة إن الجيش دخلها.",
        "قال",
        "باقون في المدينة",
    ),
    ("يعتقد الغرب أن البرنامج عسكري لكن طهران تقول إنه سلمي.", "يعتقد", "البرنامج عسكري"),
    ("وقال المتحدث إن القصف توقف، وهو ما نفاه الأهالي.", "وقال", "القصف توقف"),
    ("أكد الوزير أن اللجنة اجتمعت، الأمر الذي لم يؤكده أحد.", "أكد", "اللجنة اجتمعت"),
    ("قال المتحدث إن الطريق سالك، في حين بقيت الحواجز مكانها.", "قال", "الطريق سالك"),
    ('قال الوزير إن الاتفاق "قريب جدا من التوقيع"، بيد أن الحرب مستمرة.', "قال", 'الاتفاق "قريب جدا من التوقيع"'),
    # a clause taken up again behind its quotation
    (
        "قال الوزير إنه «رجل سلام لا حرب»، وأنه سيعود قريبا.",
        "قال",
        "«رجل سلام لا حرب»، وأنه سيعود قريبا",
    ),
    # the clause on both sides of a relay
    (
        "أودى القصف، بحسب وزارة الصحة اليمنية، بحياة عشرة مدنيين.",
        "بحسب",
        "أودى القصف، بحسب وزارة الصحة اليمنية، بحياة عشرة مدنيين",
    ),
    # an agreement is no speaker
    (
        "أعلنت الحكومة أن القوات ستنسحب من الميناء، وفقا للاتفاق الموقع في ستوكهولم.",
        "أعلنت",
        "القوات ستنسحب من الميناء، وفقا للاتفاق الموقع في ستوكهولم",
    ),
    # two dots end a sentence in some papers
    ("وقال الوزير: إن الطريق آمن.. وتقع المدينة على الساحل.", "وقال", "الطريق آمن"),
    # back to what a relative takes up
    ("وانهارت الهدنة التي وافقت عليها الحكومة اليمنية أمس.", "وافقت", "الهدنة"),
    ("رفض الوفد هدنة كان قد اقترحها مجلس الأمن.", "اقترحها", "هدنة"),
]


def contents(text: str) -> dict[str, str | None]:
    analysis = read_doc(Report(text=text))._.analysis
    return {
        analysis.text_of(draft.cue): None if draft.content is None else analysis.text_of(draft.content)
        for draft in analysis.statements
    }


@pytest.mark.parametrize(("text", "cue", "content"), CONTENTS)
def test_content(text: str, cue: str, content: str):
    assert contents(text).get(cue) == content


SILENCES = [
    ("ولم يصدر عن وزارة الخارجية الروسية حتى المساء أي تعليق.", "الخارجية"),
    ("ولاذت الحكومة اليمنية بالصمت.", "الحكومة"),
    ("وأحجمت وزارة الدفاع الفرنسية عن الرد على الأسئلة.", "الدفاع"),
    ("وتعذر الحصول على تعليق من وزارة الدفاع الفرنسية.", "الدفاع"),
]


@pytest.mark.parametrize(("text", "source"), SILENCES)
def test_silence(text: str, source: str):
    analysis = read_doc(Report(text=text))._.analysis
    (draft,) = [draft for draft in analysis.statements if draft.act == "no_comment"]
    assert draft.content is None
    assert any(source in analysis.parties[party].name for party in draft.sources)


def test_to_withhold_a_name_is_no_silence():
    assert "رفض" not in contents("وقال مسؤول رفض الكشف عن هويته إن الطريق مغلق.")


def test_what_a_party_is_called_is_no_cue():
    assert "المعارضة" not in contents("دخلت قوات المعارضة المدينة. وقالت المعارضة إن القتال انتهى.")


def test_a_likely_opening_is_more_probable_than_a_doubtful_one():
    analysis = read_doc(Report(text="قال لافروف إن اللقاء تأخر. وقلل الوزير من أهمية الزيارة."))._.analysis
    first, second = analysis.statements
    assert 0 < second.confidence < first.confidence <= 1


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("قدمت البعثة إلى الطرفين مقترحا لوقف القتال.", "مقترحا لوقف القتال"),
        ("عرض المبعوث على الحكومة هدنة من أسبوعين.", "هدنة من أسبوعين"),
        ("وزعت بريطانيا على أعضاء المجلس مشروع قرار يفرض عقوبات.", "مشروع قرار يفرض عقوبات"),
    ],
)
def test_what_is_offered_opens_behind_those_to_whom_it_is(text, content):
    found = khabar.read(text, model=False).statements
    assert [s.content.text for s in found if s.act == "propose"] == [content]


@pytest.mark.parametrize("text", ["وزعت المنظمة خياما على النازحين.", "قدمت المنظمة إلى النازحين مساعدات غذائية."])
def test_to_give_things_is_no_offer(text):
    assert khabar.read(text, model=False).statements == ()
