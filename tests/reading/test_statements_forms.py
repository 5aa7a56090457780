"""The forms of attribution: where the cue stands, whose words they are, where the content begins and ends."""

from __future__ import annotations

import pytest

import khabar
from khabar.reading import read_doc
from khabar.record import Report

# text, cue, name held by the source (or None), content (None: silence), kind, act
FORMS = [
    (
        "قال وزير الخارجية الروسي سيرغي لافروف إن المشاورات ستتواصل.",
        "قال",
        "لافروف",
        "المشاورات ستتواصل",
        "indirect",
        "say",
    ),
    ('وقال لافروف: "كان اليوم طويلا علينا".', "وقال", "لافروف", "كان اليوم طويلا علينا", "direct", "say"),
    (
        'وأوضح لافروف أن الوثيقة "قيد الدرس" منذ أسبوع.',
        "وأوضح",
        "لافروف",
        'الوثيقة "قيد الدرس" منذ أسبوع',
        "mixed",
        "say",
    ),
    ("لكن حركة حماس رفضت تسليم الأسرى.", "رفضت", "حماس", "تسليم الأسرى", "indirect", "reject"),
    ("وكان لافروف قد أعلن تأجيل الجلسة.", "أعلن", "لافروف", "تأجيل الجلسة", "indirect", "announce"),
    ("قال لافروف إن اللقاء تأخر، مضيفا أن الوفود لم تصل.", "قال", "لافروف", "اللقاء تأخر", "indirect", "say"),
    ("قال لافروف إن اللقاء تأخر، مضيفا أن الوفود لم تصل.", "مضيفا", "لافروف", "الوفود لم تصل", "indirect", "say"),
    (
        "وصل الوفد إلى عدن مساء، بحسب وزارة الخارجية الروسية.",
        "بحسب",
        "الخارجية",
        "وصل الوفد إلى عدن مساء",
        "indirect",
        "announce",
    ),
    (
        "ووفق وزارة الخارجية الروسية فإن الوفد وصل إلى عدن.",
        "ووفق",
        "الخارجية",
        "الوفد وصل إلى عدن",
        "indirect",
        "announce",
    ),
    ("رفض لافروف التعليق على الأنباء.", "رفض", "لافروف", None, "none", "no_comment"),
    ("ولم يصدر أي تعليق عن وزارة الخارجية الروسية.", "يصدر أي تعليق", "الخارجية", None, "none", "no_comment"),
    ("دعا لافروف الأطراف إلى ضبط النفس.", "دعا", "لافروف", "الأطراف إلى ضبط النفس", "indirect", "demand"),
    ("ندد مجلس الأمن بالهجوم على القافلة.", "ندد", "مجلس الأمن", "بالهجوم على القافلة", "indirect", "condemn"),
    (
        "أكد لافروف أن أي خطة لنشر قوات أجنبية مرفوضة.",
        "أكد",
        "لافروف",
        "أي خطة لنشر قوات أجنبية مرفوضة",
        "indirect",
        "reject",
    ),
    ("أعلن لافروف رفض بلاده نشر قوات أجنبية.", "أعلن", "لافروف", "رفض بلاده نشر قوات أجنبية", "indirect", "reject"),
    ("قال لافروف إنه يجب فتح المعابر.", "قال", "لافروف", "يجب فتح المعابر", "indirect", "demand"),
    ("وقال قاري نجيب الله إن رجاله متعبون.", "وقال", "نجيب", "رجاله متعبون", "indirect", "say"),
]


def read(text: str):
    return read_doc(Report(text=text))._.analysis


@pytest.mark.parametrize("form", FORMS)
def test_form(form: tuple[str, str, str, str | None, str, str]):
    text, cue, source, content, kind, act = form
    analysis = read(text)
    found = {analysis.text_of(draft.cue): draft for draft in analysis.statements}
    assert cue in found
    draft = found[cue]
    assert (None if draft.content is None else analysis.text_of(draft.content)) == content
    assert (draft.kind, draft.act) == (kind, act)
    assert any(source in analysis.parties[party].name for party in draft.sources)


def test_relay_hands_words_on():
    analysis = read("ونقلت وكالة رويترز عن مصدر أمني قوله إن الطريق مغلق.")
    (draft,) = analysis.statements
    assert analysis.text_of(draft.cue) == "قوله"
    assert analysis.text_of(draft.content) == "الطريق مغلق"
    assert "مصدر" in analysis.parties[draft.sources[0]].name
    assert [("رويترز" in analysis.parties[party].name, role) for party, role in draft.chain] == [(True, "agency")]


def test_quotation_of_three_sentences_is_one_content():
    analysis = read('وأضاف لافروف: "الوضع صعب. لكننا صبورون. سنعود غدا". ثم غادر القاعة.')
    (draft,) = analysis.statements
    assert analysis.text_of(draft.content) == "الوضع صعب. لكننا صبورون. سنعود غدا"


@pytest.mark.parametrize(
    "text",
    [
        "يذكر أن المدينة محاصرة منذ شهر.",
        "وصل الوفد بين الظهر والعصر.",
        "غادر قبل وصول الوفد.",
        'وقال مسؤول طلب عدم نشر اسمه: "نعم".',
        "في حال رفض الحكومة الخطة سيعود القتال.",
        "لم تعلن أي جهة مسؤوليتها عن الهجوم.",
    ],
)
def test_what_is_no_statement(text: str):
    analysis = read(text)
    cues = [analysis.text_of(draft.cue) for draft in analysis.statements]
    assert not {"يذكر", "بين", "قبل", "طلب", "رفض", "تعلن"} & set(cues)


def test_understood_speaker_agrees():
    analysis = read("قالت وزيرة الدفاع الفرنسية فلورانس بارلي إن القوات باقية. وأضافت أن المهمة طويلة.")
    first, second = analysis.statements
    assert first.sources == second.sources
    assert second.source_piece is None
    assert second.confidence < first.confidence


def test_reading_keeps_text_order():
    analysis = read("قال لافروف إن اللقاء مفيد، مشيرا إلى أن اللجنة تجتمع غدا. ورحبت باريس بالخطوة.")
    starts = [draft.cue.start for draft in analysis.statements]
    assert starts == sorted(starts)
    assert len(starts) == 3


# text, cue, content (None: silence)
BESIDE = [
    ('"لن أرحل من بيتي مهما حدث"، تقول أم سمير، وهي معلمة متقاعدة.', "تقول", "لن أرحل من بيتي مهما حدث"),
    ("قصف الجيش القرية صباح الأحد، وفق ما أفادت طواقم الإغاثة الطبية.", "وفق ما أفادت", "قصف الجيش القرية صباح الأحد"),
    ("قتل عشرة أشخاص، استنادا إلى أرقام وزارة الصحة.", "استنادا إلى", "قتل عشرة أشخاص"),
    ("توصل الطرفان إلى هدنة، على ما جاء في بيان للوسيط الدولي.", "جاء", "توصل الطرفان إلى هدنة"),
    ("قال النائب إن الحكومة فاسدة، «باعت الجرحى»، على حد تعبيره.", "على حد تعبيره", "باعت الجرحى"),
    ("وعلق النائب بالقول إن الصمت مخجل.", "بالقول", "الصمت مخجل"),
    ("السودان: لن نقبل بقوات أجنبية", ":", "لن نقبل بقوات أجنبية"),
    ("- وزارة الهجرة: غلق المخيمات نهاية تموز", ":", "غلق المخيمات نهاية تموز"),
    ("ج: نطالب بنشر مراقبين على طول الحدود.", "ج", "نطالب بنشر مراقبين على طول الحدود"),
    ("لم تتلق الصحيفة أي رد من الوزارة.", "تتلق الصحيفة أي رد", None),
    ("وفضلت الوزارة عدم التعليق.", "وفضلت الوزارة عدم التعليق", None),
    ("ولم تؤكد الحكومة النبأ ولم تنفه.", "تؤكد", None),
]


@pytest.mark.parametrize(("text", "cue", "content"), BESIDE, ids=[text[:30] for text, *_ in BESIDE])
def test_words_beside_what_they_vouch_for(text: str, cue: str, content: str | None):
    analysis = read_doc(Report(text=text))._.analysis
    found = [(analysis.text_of(s.cue), s.content and analysis.text_of(s.content)) for s in analysis.statements]
    assert (cue, content) in found


@pytest.mark.parametrize(
    "text",
    [
        "وكلفت إقامة الوفود في فنادق العاصمة منذ بداية المفاوضات ملايين الدولارات.",
        "كلف إصلاح الميناء الحكومة مليار دينار.",
    ],
)
def test_what_costs_gives_no_task(text: str):
    assert not read_doc(Report(text=text))._.analysis.statements


@pytest.mark.parametrize("text", ["الجزائر: سمير خوجة", "المصدر: الجزيرة والوكالات"])
def test_a_byline_is_no_statement(text: str):
    assert not read_doc(Report(text=text))._.analysis.statements


def test_an_answer_ends_at_the_next_question():
    text = "ج: نطالب بنشر مراقبين على الحدود. وهذا مطلب قديم. س: ومتى تبدأ المحادثات؟ ج: بعد أسبوع من الآن على الأرجح."
    analysis = read(text)
    (answer,) = [s for s in analysis.statements if s.by.endswith("answer")]
    assert analysis.texts[answer.content.last - 1] == "قديم"


def test_no_content_opens_with_a_self():
    analysis = read("وصل المبعوث أمس، مشيدا في الوقت ذاته بالنتائج التي حققها سلفه.")
    (praise,) = analysis.statements
    assert analysis.text_of(praise.content) == "بالنتائج التي حققها سلفه"


def test_a_purpose_after_a_post_is_no_name():
    analysis = read("قال المبعوث إن التواضع يلزم الوسيط الدولي لكي ينجح في المصالحة.")
    assert not any("ينجح" in party.name for party in analysis.parties)


@pytest.mark.parametrize(
    "text",
    [
        "ورفضت الشركة المالكة للسفينة تأكيد أو نفي دفع أي فدية.",
        "رفض الناطق باسم الجيش الذي كان يتحدث في القاعدة التعليق على النبأ.",
        "ورفض المسؤول الأمني الكبير في المحافظة الإدلاء بأي تفاصيل.",
        "ورفضت الوزارة المعنية بالملف التعليق.",
    ],
)
def test_a_refusal_to_comment_behind_what_describes_the_silent(text):
    (statement,) = khabar.read(text, model=False).statements
    assert statement.act == "no_comment"
    assert statement.source.entities
    assert statement.content is None
