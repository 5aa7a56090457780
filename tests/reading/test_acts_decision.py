"""What the weighed signs decide, and what they tell of it."""

from __future__ import annotations

from khabar.assemble import assemble
from khabar.lexicon import load
from khabar.reading import read_doc
from khabar.reading.acts.decision import Signs, decide, signs
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
    assert told.confidence == analysis.statements[0].confidence
    assert weighed.confidence < analysis.statements[1].confidence


def test_the_act_before_is_a_sign_for_what_follows():
    analysis = read("ندد الوزير بالهجوم. وأضاف أن القصف مستمر.")
    found = signs(analysis, 1)
    assert found.pointing[Act.CONDEMN]["act of this source before"] == 1.0


def test_without_signs_the_most_usual_act_is_held():
    decision = decide(Signs(["all"], {}))
    assert decision.act in (Act.SAY, Act.ANNOUNCE)
    assert 0 < decision.probability <= 1
