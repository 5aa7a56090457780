import pytest
from sketch import Sketch

import khabar


def test_the_body_spoken_for_holds_the_position():
    sketch = Sketch("رفض القيادي في الحركة تسليم السلاح.")
    sketch.party("الحركة", "armed_group").party("القيادي", "person", of="الحركة")
    sketch.says("القيادي", "رفض", "reject", "تسليم السلاح").read()
    assert sketch.positions() == {("الحركة", "disarmament", "reject")}


def test_the_last_stand_decides():
    sketch = Sketch("رفضت الحكومة الهدنة. ثم قبلت الحكومة الهدنة.").party("الحكومة")
    sketch.says("الحكومة", "رفضت", "reject", "الهدنة").says("الحكومة", "قبلت", "accept")
    sketch.analysis.statements[1].content = sketch.piece("الهدنة", sketch.text.index("قبلت"))
    sketch.read()
    assert sketch.positions() == {("الحكومة", "ceasefire", "accept")}
    assert sketch.analysis.positions[0].statements == [0, 1]


def test_accusing_and_warning_take_no_position():
    sketch = Sketch("اتهمت الحكومة المتمردين بخرق الهدنة.").party("الحكومة").party("المتمردين", "armed_group")
    sketch.says("الحكومة", "اتهمت", "accuse", "المتمردين بخرق الهدنة").read()
    assert sketch.kinds() == ["ceasefire"]
    assert sketch.positions() == set()


def test_only_the_plan_a_stand_is_taken_on_gets_a_position():
    sketch = Sketch("رفض الحزب مقترحات بتحسين العلاقات مع الجارة بهدف إحياء المفاوضات.").party("الحزب", "party")
    sketch.says("الحزب", "رفض", "reject", "مقترحات بتحسين العلاقات مع الجارة بهدف إحياء المفاوضات").read()
    assert sketch.positions() == {("الحزب", "recognition", "reject")}


def test_parties_that_concluded_an_agreement_accept_it():
    sketch = (
        Sketch("وقعت الحكومة مع المتمردين اتفاق سلام في العاصمة.").party("الحكومة").party("المتمردين", "armed_group")
    )
    sketch.read()
    assert sketch.positions() == {
        ("الحكومة", "political_settlement", "accept"),
        ("المتمردين", "political_settlement", "accept"),
    }
    assert sketch.proposals[0].status == "accepted"


def test_only_is_kept():
    sketch = Sketch("وافق الفصيل حصرا على خروج المقاتلين من المدينة.").party("الفصيل", "armed_group")
    sketch.says("الفصيل", "وافق", "accept", "حصرا على خروج المقاتلين من المدينة").read()
    (position,) = sketch.analysis.positions
    assert (position.stance, position.exclusive) == ("accept", True)


def test_the_day_of_the_statement_dates_the_position():
    import datetime as dt

    sketch = Sketch("رفضت الحكومة أمس الهدنة.").party("الحكومة")
    day = dt.date(2031, 5, 4)
    sketch.time("أمس", "date", earliest=day, latest=day)
    sketch.says("الحكومة", "رفضت", "reject", "الهدنة")
    sketch.analysis.statements[0].time = 0
    assert sketch.read().analysis.positions[0].as_of == day


def test_a_stand_that_names_nothing_does_not_undo_one_that_names_the_plan():
    sketch = Sketch('رحبت الحكومة بالهدنة. وقالت الحكومة "لن نقبل الإهانة".').party("الحكومة")
    sketch.says("الحكومة", "رحبت", "support", "الهدنة").says("الحكومة", "قالت", "reject", "لن نقبل الإهانة").read()
    assert sketch.positions() == {("الحكومة", "ceasefire", "support")}


def test_asking_others_to_take_up_an_offer_leaves_it_an_offer():
    sketch = Sketch("عرضت الحكومة هدنة. ودعت الحكومة إلى قبول الهدنة.").party("الحكومة")
    sketch.says("الحكومة", "عرضت", "propose", "هدنة").says("الحكومة", "دعت", "demand", "قبول الهدنة").read()
    assert sketch.positions() == {("الحكومة", "ceasefire", "propose")}


def test_silence_on_something_named_before_is_a_position():
    sketch = Sketch("اقترح الوسيط هدنة. ولم تعلق الحكومة على العرض.").party("الوسيط", "igo").party("الحكومة")
    sketch.says("الوسيط", "اقترح", "propose", "هدنة").says("الحكومة", "تعلق", "no_comment").read()
    assert sketch.positions() == {("الوسيط", "ceasefire", "propose"), ("الحكومة", "ceasefire", "no_comment")}


def test_a_conclusion_told_after_the_agreement():
    sketch = Sketch("وجاء ذلك بموجب اتفاق سلام أبرم العام الماضي بين الحكومة والمتمردين.")
    sketch.party("الحكومة").party("المتمردين", "armed_group").read()
    assert sketch.positions() == {
        ("الحكومة", "political_settlement", "accept"),
        ("المتمردين", "political_settlement", "accept"),
    }


def test_an_agreement_only_sought_is_accepted_by_nobody():
    sketch = Sketch("تتفاوض الحكومة مع المتمردين للتوصل إلى اتفاق سلام.")
    sketch.party("الحكومة").party("المتمردين", "armed_group").read()
    assert sketch.positions() == set()


def test_who_accepts_the_conditions_accepts_each_of_them():
    sketch = Sketch("أعلنت الحكومة هدنة. وشروط الهدنة هي الانسحاب من المباني وفتح الطرق. وقبلت الحركة شروط الهدنة.")
    sketch.party("الحكومة", "government").party("الحركة", "armed_group")
    sketch.says("الحكومة", "وشروط", "demand", "الانسحاب من المباني وفتح الطرق")
    sketch.says("الحركة", "وقبلت", "accept", "شروط الهدنة").read()
    accepted = [p for p in sketch.analysis.positions if p.stance == "accept"]
    assert {sketch.analysis.proposals[p.proposal].kind for p in accepted} >= {"ceasefire", "withdrawal"}


def test_a_source_without_a_body_takes_no_side():
    sketch = Sketch("أيد شهود الهدنة مع الحركة.").party("شهود", "unnamed")
    sketch.says("شهود", "أيد", "support", "الهدنة مع الحركة").read()
    assert not sketch.analysis.positions


def test_a_noun_with_a_pronoun_tells_the_stand_that_is_announced():
    sketch = Sketch("أعلنت الحركة موافقتها على إدخال المساعدات.").party("الحركة", "armed_group")
    sketch.says("الحركة", "أعلنت", "announce", "موافقتها على إدخال المساعدات").read()
    assert sketch.positions() == {("الحركة", "humanitarian_access", "accept")}


def read_positions(text):
    record = khabar.read(text, published="2031-05-04")
    names = {entity.id: entity.name for entity in record.entities}
    kinds = {proposal.id: str(proposal.kind) for proposal in record.proposals}
    return {(names[p.party], kinds[p.proposal], str(p.stance)) for p in record.positions}


def test_who_hands_a_demand_on_does_not_make_it():
    text = "قال الناطق باسم الرئاسة إن الرئيس الفرنسي دعا إلى هدنة في غزة."
    assert read_positions(text) == {("فرنسا", "ceasefire", "demand")}


def test_who_condemns_the_demand_of_another_takes_a_stand_on_what_is_demanded():
    text = "ندد الرئيس السوري بشار الأسد بمطالبة العراق بتشكيل محكمة دولية."
    assert read_positions(text) == {("سوريا", "other", "condemn"), ("العراق", "other", "demand")}


def test_asking_others_to_take_up_an_offer_is_no_new_stand_of_who_made_it():
    text = "قدمت الحكومة عرضا بوقف إطلاق النار. ودعا الرئيس المتمردين إلى قبول وقف إطلاق النار."
    assert read_positions(text) == {("الحكومة", "ceasefire", "propose")}


def test_who_refuses_the_words_of_another_takes_no_stand_on_the_plan_they_name():
    assert read_positions("رفضت إسرائيل ما قاله الوزير من أن الاتفاق النووي يمنع الحرب.") == set()


def test_who_asks_for_clarity_about_an_agreement_does_not_ask_for_the_agreement():
    text = "طالبت دول الخليج إيران بتقديم توضيحات حول الاتفاق النووي."
    assert read_positions(text) == {("دول الخليج", "other", "demand")}


def test_who_praises_what_he_has_signed_accepts_it():
    text = "وقعت الحكومة السودانية مع حركة العدل والمساواة اتفاق سلام في الدوحة. ورحبت الحكومة السودانية باتفاق السلام."
    assert ("الحكومة السودانية", "political_settlement", "accept") in read_positions(text)


def test_a_plan_meets_the_stand_of_those_named_after_it():
    assert read_positions("واجهت خطة السلام انتقادات حادة من الحكومة السورية.") == {
        ("الحكومة السورية", "political_settlement", "condemn")
    }
    assert read_positions("ناقش المجلس خطة السلام التي لقيت معارضة من حزب الله.") == {
        ("حزب الله", "political_settlement", "reject")
    }


def test_a_noun_of_stand_reaches_its_plan_past_an_adverb():
    text = "أعلنت إسرائيل معارضتها. ولا تزال إسرائيل، التي عبرت عن معارضتها علنا للاتفاق النووي، تحذر منه."
    assert ("إسرائيل", "disarmament", "reject") in read_positions(text)


def test_what_comes_behind_a_noun_of_backing_is_not_always_what_is_backed():
    text = "يثق الحزب في استمرار الدعم الإيراني بعد الاتفاق النووي."
    assert read_positions(text) == set()


def test_a_speaker_makes_the_stand_of_another_body_known():
    text = "اجتمع الوسطاء أمس مع حركة حماس. وأعلن الاتحاد الأوروبي استعداد حركة حماس لهدنة إنسانية في القطاع."
    assert {party for party, kind, _ in read_positions(text) if kind == "ceasefire"} == {"حماس"}


def test_what_is_only_thought_of_or_warned_of_is_no_stand():
    text = "حذر الوزير من أن رفض الكونغرس الاتفاق النووي سيسبب له حرجا."
    assert not any(party == "الكونغرس" for party, _, _ in read_positions(text))


def test_a_summit_takes_a_stand():
    text = "تعهدت القمة العربية ببدء سحب القوات الأجنبية من البلاد خلال شهر."
    assert {(kind, act) for _, kind, act in read_positions(text)} == {("withdrawal", "promise")}


def test_the_demand_of_a_state_is_the_one_called_so_before():
    text = (
        "رفضت السعودية مطالب أمريكية بتطبيع العلاقات مع إسرائيل. ودعت مصر إلى عقد محادثات في القاهرة. "
        "ورفض الأردن الطلب الأمريكي."
    )
    assert ("الأردن", "recognition", "reject") in read_positions(text)


def test_what_an_agreement_calls_for_is_not_asked_for_by_who_signed_it():
    text = "وقعت الحكومة مع المتمردين اتفاقا يدعو إلى وقف لإطلاق النار."
    assert not any(act == "demand" for _, _, act in read_positions(text))


def test_an_agreement_said_of_it_is_the_one_in_mind():
    text = "أقر البرلمان الاتفاق النووي أمس. ورحبت فرنسا بأنه اتفاق متوازن."
    assert read_positions(text) == {("فرنسا", "disarmament", "support")}


def test_a_state_and_its_government_take_one_stand():
    text = "رفضت مصر الهدنة في كسلا. وقالت القاهرة إنها ترفض الهدنة. وأعلنت الحكومة المصرية رفضها الهدنة في كسلا."
    record = khabar.read(text, published="2019-05-02", model=False)
    (position,) = [x for x in record.positions if x.stance == "reject"]
    assert len(position.statements) == 3


def _stands(text):
    record = khabar.read(text, published="2019-05-02", model=False)
    names, kinds = {e.id: e.name for e in record.entities}, {p.id: p.kind.value for p in record.proposals}
    return {(names[x.party], kinds[x.proposal], x.stance.value) for x in record.positions}


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        (
            "وافقت الحكومة على وقف لإطلاق النار وعلى انتشار خمسة آلاف جندي جنوب النهر.",
            {("الحكومة", "ceasefire", "accept"), ("الحكومة", "deployment", "accept")},
        ),
        (
            "دعا الرئيس الحركة إلى إلقاء السلاح والقبول بعفو عام.",
            {("الرئيس", "disarmament", "demand"), ("الرئيس", "political_settlement", "demand")},
        ),
        ("قال الناطق إن الجيش لن يشارك في المحادثات.", {("الجيش", "talks", "reject")}),
    ],
)
def test_a_stand_on_every_plan_of_a_list_and_by_who_takes_it(text, stands):
    assert _stands(text) == stands


def test_to_fight_on_is_no_truce():
    record = khabar.read("طالب الحزب باستئناف القتال فور عودة الرهائن.", model=False)
    assert [p.kind for p in record.proposals] == ["other"]


def test_a_party_called_the_congress_is_no_conference():
    record = khabar.read("قال عضو حزب المؤتمر الشعبي العام إن المؤتمر لا تعنيه الهدنة.", model=False)
    assert [p.kind for p in record.proposals] == ["ceasefire"]
