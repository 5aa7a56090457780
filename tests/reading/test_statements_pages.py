"""Statements in texts cut from web pages and in everyday wording that only looks like a cue."""

from __future__ import annotations

import pytest

import khabar
from khabar.reading import read_doc
from khabar.record import Report


def made(text: str) -> list[tuple[str, str | None]]:
    analysis = read_doc(Report(text=text))._.analysis
    return [
        (analysis.text_of(draft.cue), None if draft.content is None else analysis.text_of(draft.content))
        for draft in analysis.statements
    ]


FOUND = [
    # marks as HTML writes them
    ("وقال الوزير: &#34;الطريق آمن&#34;، مضيفا أن القوات عادت.", "وقال", "الطريق آمن"),
    ("وأكد الوزير أن البلاد &quot;قلقة جدا&quot;.", "وأكد", "البلاد &quot;قلقة جدا&quot;"),
    # a complementiser inside the marks is the speaker's own after a colon only
    ("وقال الوزير: «إن الطريق آمن».", "وقال", "إن الطريق آمن"),
    ("وقال الوزير «إن الطريق آمن».", "وقال", "الطريق آمن"),
    # letters with points between them end no sentence
    ('وقال لافروف لقناة (بي.بي.سي) في مقابلة أمس "لن نتراجع عن مطالبنا".', "وقال", "لن نتراجع عن مطالبنا"),
    # a title run into its lead
    (
        "الحوثيون: السعودية تستهدف المدنيين اتهم الحوثيون القوات السعودية بقصف سوق في صعدة.",
        ":",
        "السعودية تستهدف المدنيين",
    ),
    (
        "لافروف يندد بالهجوم على القافلة ندد لافروف بالهجوم الذي وقع أمس.",
        "ندد",
        "بالهجوم الذي وقع أمس",
    ),
    # a participle without a comma goes on with the speaker
    ("رفضت الحركة نزع سلاحها مؤكدة أن المقاومة حق.", "رفضت", "نزع سلاحها"),
    ("رفضت الحركة نزع سلاحها مؤكدة أن المقاومة حق.", "مؤكدة", "المقاومة حق"),
    ("رفض لافروف مشروع القرار نافيا وجود صفقة.", "رفض", "مشروع القرار"),
    ("انتقد لافروف القرار واصفا إياه بأنه خطأ كبير.", "واصفا", "خطأ كبير"),
    # a clause of the reporter's behind a noun phrase
    ("هددت الحركة بقصف الميناء فيما واصل الجيش تقدمه.", "هددت", "بقصف الميناء"),
    ("أدان لافروف الحادث و طالب بفتح تحقيق.", "أدان", "الحادث"),
    # relays
    ("وقال لافروف إن الوفد عاد، وبحسب وزارة الدفاع الروسية، فإن الطريق مقطوع.", "وبحسب", "الطريق مقطوع"),
    ("وقال لافروف إن الوفد عاد، وبحسب وزارة الدفاع الروسية، فإن الطريق مقطوع.", "وقال", "الوفد عاد"),
    # one mark doubled
    ('وقال الوزير: ""لن نتراجع. سنمضي في القرار".', "وقال", '"لن نتراجع. سنمضي في القرار'),
    # a place goes on after a comma, an occasion does not
    (
        "أعلن الجيش مقتل جنديين وجرح ثالث، في انفجار لغم قرب الحدود.",
        "أعلن",
        "مقتل جنديين وجرح ثالث، في انفجار لغم قرب الحدود",
    ),
    ("أعلن الجيش مقتل جنديين وجرح ثالث، في تصريح نشره أمس.", "أعلن", "مقتل جنديين وجرح ثالث"),
    # what others say of the last noun
    ("وأكد لافروف أن القوات لن تدخل المدينة التي قال إن أهلها عادوا إليها.", "وأكد", "القوات لن تدخل المدينة"),
    # told by denying
    ("ولم يستبعد لافروف وقوع هجمات جديدة.", "يستبعد", "وقوع هجمات جديدة"),
    # what will be asked is wanted already
    ("وقال لافروف إن الوفد سيطالب برفع الحصار عن المدينة.", "سيطالب", "برفع الحصار عن المدينة"),
    # no more than that
    ("وقال لافروف إن الوفد عاد، من دون تحديد موعد.", "تحديد", None),
    ("وقال لافروف إن الوفد عاد، دون أن يذكر تفاصيل.", "يذكر", None),
]

QUIET = [
    ("وتخوض المدينة معارك يعتقد أنها الأعنف منذ عام.", "يعتقد"),
    ("ويشتبه في أن الحريق متعمد.", "ويشتبه"),
    ("وقبل ذلك بيوم قتل ستة جنود.", "وقبل"),
    ("وتعد القاعدة من أهم المواقع في البلاد.", "وتعد"),
    ("وتأثر بالقرار 300 ألف طالب في المدارس.", "طالب"),
    ("وعاد الجنود إلى الثكنة علما بأن الطريق مقطوع.", "علما"),
    ("وتتخذ الحكومة من عدن مقرا لها بعد أن فقدت العاصمة.", "مقرا"),
    ("وأوقفت الشرطة ثلاثة متهمين جدد في القضية.", "متهمين"),
    ("وأثقلت قضية الأسرى على المحادثات بين البلدين.", "قضية"),
    ("ولم ترد تقارير عن سقوط ضحايا.", "ترد"),
    ("وسيغلق المعبر إذا لم ترد الحكومة اليمنية على الطلب.", "ترد"),
    ("وتسلمت الحركة مقترحا بوقف القتال.", "مقترحا"),
    ("روابط ذات صلة حماس تطالب بفتح المعابر لبنان ينتظر حكومته وفي غزة واصل الجيش القصف.", "تطالب"),
]


@pytest.mark.parametrize(("text", "cue", "content"), FOUND, ids=[f"{c[:12]} {n}" for n, (_, c, _) in enumerate(FOUND)])
def test_what_is_said(text: str, cue: str, content: str):
    assert (cue, content) in made(text)


@pytest.mark.parametrize(("text", "word"), QUIET, ids=[w for _, w in QUIET])
def test_what_only_looks_like_a_cue(text: str, word: str):
    assert word not in [cue.split()[0] for cue, _ in made(text)]


def test_the_answers_of_an_interview_are_of_who_is_interviewed():
    record = khabar.read(
        "الخرطوم - في حوار مع صحيفة الوادي يتحدث النائب سالم العوضي عن مسودة الاتفاق.\n\n"
        "س: هل وافقت الحكومة عليها؟\n\nج: وافقت الحكومة على البند الأول ورفضت الثاني.\n\n"
        "س: قال وزير الدفاع إن القتال مستمر، فما ردكم؟\n\nج: هذا كلام للاستهلاك الداخلي.",
        model=False,
    )
    names = {e.id: e.name for e in record.entities}
    answers = [s for s in record.statements if s.cue.text == "ج"]
    assert [[names[x] for x in s.source.entities] for s in answers] == [["سالم العوضي"]] * 2
    assert "رفضت" in {s.cue.text.lstrip("و") for s in record.statements}


def test_a_verb_that_can_only_offer_reports_the_plan_behind_it():
    record = khabar.read("رحبت الجزائر بالهدنة، وعرضت استضافة جولة من الحوار.", model=False)
    assert [s.act for s in record.statements] == ["support", "propose"]
