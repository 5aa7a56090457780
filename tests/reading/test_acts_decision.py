"""What the weighed signs decide, and what they tell of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

import khabar
from khabar.assemble import assemble
from khabar.lexicon import load
from khabar.reading import read_doc
from khabar.reading.acts.decision import Signs, decide, signs
from khabar.reading.acts.signs import handed_on
from khabar.reading.confidence import confidence
from khabar.record import Act, Report


def read(text: str):
    return read_doc(Report(text=text))._.analysis


def test_every_weight_is_for_a_known_act_and_a_sign_of_the_program():
    weights = load("act_weights")
    assert {act for row in weights["plain"].values() for act in row} <= set(Act)
    fields = {field["name"] for field in load("act_fields")["field"]}
    named = {
        sign.removeprefix("field ").removesuffix(" near") for sign in weights["plain"] if sign.startswith("field ")
    }
    assert named <= fields


def test_a_strong_cue_keeps_its_own_act():
    analysis = read("رفض الزعيم العرض. ودعا الوزير إلى وقف القتال.")
    assert [draft.act for draft in analysis.statements] == [Act.REJECT, Act.DEMAND]
    assert not any(draft.act_because for draft in analysis.statements)


def test_an_open_act_tells_the_sign_that_spoke_most_for_it():
    (draft,) = read("قال الوزير إنه يجب وقف القتال فورا.").statements
    assert draft.act is Act.DEMAND
    assert draft.act_because.startswith("demand: word")


def test_a_plain_act_is_more_probable_than_a_doubtful_one():
    (clear,) = read("أعلن الجيش مقتل ثلاثة جنود أمس.").statements
    (doubtful,) = read("قال الخبير إن الوضع غريب.").statements
    assert doubtful.act_chance < clear.act_chance < 1


def test_the_confidence_of_the_record_counts_the_act_too():
    doc = read_doc(Report(text="رفض الزعيم العرض. وقال الوزير إن الوضع غريب."))
    analysis = doc._.analysis
    told, weighed = assemble(doc._.analysis).statements
    assert analysis.statements[0].act_chance == 1
    assert told.confidence == confidence(analysis.statements[0])
    assert weighed.confidence < confidence(replace(analysis.statements[1], act_chance=1))


def test_the_act_before_is_a_sign_for_what_follows():
    analysis = read("ندد الوزير بالهجوم. وأضاف أن القصف مستمر.")
    found = signs(analysis, 1)
    assert found.pointing[Act.CONDEMN]["act of this source before"] == 1.0


def test_without_signs_the_most_usual_act_is_held():
    decision = decide(Signs(["all"], {}))
    assert decision.act in (Act.SAY, Act.ANNOUNCE)
    assert 0 < decision.probability <= 1


def test_news_and_talk_before_make_neither_of_the_two_likelier():
    found = signs(read("أعلن الوزير وصول القافلة. وأضاف أن الطريق طويل."), 1)
    assert found.pointing[Act.SAY]["act before"] == found.pointing[Act.ANNOUNCE]["act before"] == 1.0


def test_what_another_is_told_to_have_said_is_not_the_sources_own_word():
    analysis = read("قال المتحدث إن الرئيس شدد على ضرورة وقف القتال فورا.")
    outer, inner = analysis.statements
    assert handed_on(analysis, outer)
    assert not handed_on(analysis, inner)
    assert not any(sign.startswith("word") for sign in signs(analysis, 0).pointing.get(Act.DEMAND, {}))
    assert outer.act is not Act.DEMAND
    assert inner.act is Act.DEMAND


def test_what_a_source_says_of_its_own_belief_stays_its_own_word():
    analysis = read('قال الرئيس: "نحن نعتقد أنه يجب وقف القتال فورا".')
    assert not handed_on(analysis, analysis.statements[0])


@pytest.mark.parametrize(
    ("text", "trait"),
    [
        ("قال الوزير إنه تم توزيع الخيام على القرى.", "done"),
        ("قالت الوزيرة إن الجانبين اتفقا على موعد جديد.", "done"),
        ("قال الخبير إن الماء هو سبب الخلاف.", "equation"),
        ("قال العمدة إن هذا السد قديم.", "equation"),
        ("قال النائب إن السكان سيرحلون إذا جف النهر.", "if so, then"),
        ("قال النائب إن الحقول لن تزرع في حال جف النهر.", "if so, then"),
        ("قال معارضو الخطة إن السد صغير.", "critics"),
        ("يروي المزارع أن النهر جف.", "present"),
        ("وتعتبر الوزيرة أن السد كاف.", "present"),
        ("وقال المزارع: السوق بعيد عن القرية.", "word: سوق"),
    ],
)
def test_a_trait_is_a_plain_sign(text: str, trait: str):
    assert trait in signs(read(text), 0).plain


@pytest.mark.parametrize(
    ("text", "trait"),
    [
        ("قالت الوزيرة إن السد كبير.", "done"),
        ("تحدث الوزير عن أن السد كبير.", "present"),
        ("قال النائب إن السكان سيرحلون قريبا.", "if so, then"),
    ],
)
def test_a_trait_is_not_seen_where_it_is_not(text: str, trait: str):
    assert trait not in signs(read(text), 0).plain


def test_who_will_strike_threatens():
    found = signs(read("قال الناطق باسم الحركة إنها ستهاجم المطار."), 0)
    assert "own side will strike" in found.pointing[Act.THREATEN]


def test_what_is_hoped_not_to_be_done_is_no_charge():
    told = "واتهم الوزير المتمردين بخرق الهدنة وقصف المدنيين، معربا عن أمله ألا ينتهك المتمردون الهدنة بقصف المدنيين."
    assert [statement.act for statement in read(told).statements] == [Act.ACCUSE, Act.SAY]


def test_to_hope_that_something_is_not_done_denies_nothing():
    (statement,) = khabar.read("قال الوزير إنه يأمل أن لا يعرقل المتمردون المحادثات.", model=False).statements
    assert statement.act == "say"
