from sketch import Sketch

import khabar


def test_a_truce_is_one_proposal_however_often_and_by_whatever_word_it_is_named():
    sketch = Sketch(
        "أعلنت الحكومة هدنة لمدة خمسة أيام. وقال المتمردون إن الجيش خرق وقف إطلاق النار بعد ساعات. "
        "ودعا الاتحاد إلى احترام الهدنة."
    )
    sketch.party("الحكومة").party("المتمردون", "armed_group").party("الاتحاد", "igo")
    sketch.says("الحكومة", "أعلنت", "announce", "هدنة لمدة خمسة أيام")
    sketch.says("المتمردون", "وقال", "accuse", "الجيش خرق وقف إطلاق النار بعد ساعات")
    sketch.says("الاتحاد", "ودعا", "demand", "احترام الهدنة").read()
    assert sketch.kinds() == ["ceasefire"]
    assert len(sketch.proposals[0].mentions) == 3
    assert [s.about for s in sketch.analysis.statements] == [[0], [0], [0]]
    assert sketch.proposals[0].status == "violated"


def test_a_list_of_demands_is_several_proposals():
    sketch = Sketch(
        "طالب الوزير المتمردين بفتح الطرق وازالة الالغام والانسحاب من المباني الحكومية والافراج عن المحتجزين."
    )
    sketch.party("الوزير", "person").party("المتمردين", "armed_group")
    sketch.says(
        "الوزير",
        "طالب",
        "demand",
        "بفتح الطرق وازالة الالغام والانسحاب من المباني الحكومية والافراج عن المحتجزين",
        "المتمردين",
    ).read()
    assert sketch.kinds() == ["humanitarian_access", "disarmament", "withdrawal", "prisoner_release"]
    assert [sketch.names(p.sponsors) for p in sketch.proposals] == [["الوزير"]] * 4
    assert [sketch.names(p.addressees) for p in sketch.proposals] == [["المتمردين"]] * 4


def test_an_offer_of_another_party_is_another_proposal():
    sketch = Sketch("عرضت الحكومة هدنة في المدينة. واقترح المتمردون وقفا لإطلاق النار في الريف.")
    sketch.party("الحكومة").party("المتمردون", "armed_group")
    sketch.says("الحكومة", "عرضت", "propose", "هدنة في المدينة")
    sketch.says("المتمردون", "واقترح", "propose", "وقفا لإطلاق النار في الريف").read()
    assert sketch.kinds() == ["ceasefire", "ceasefire"]


def test_this_agreement_means_the_agreement_named_before():
    sketch = Sketch("بحث المجلس الاتفاق النووي مع الدول الكبرى. ورفض الحزب هذا الاتفاق.")
    sketch.party("المجلس", "state_body").party("الحزب", "party")
    sketch.says("الحزب", "ورفض", "reject", "هذا الاتفاق").read()
    assert sketch.kinds() == ["disarmament"]
    assert sketch.positions() == {("الحزب", "disarmament", "reject")}


def test_past_talks_and_a_press_conference_are_no_proposals():
    sketch = Sketch("عقد الوزير مؤتمرا صحفيا بعد محادثات أجراها مع نظيره.").party("الوزير", "person").read()
    assert sketch.proposals == []


def test_planned_talks_are_a_proposal():
    sketch = Sketch("سيلتقي المبعوث قادة الفصائل غدا.").party("المبعوث", "person").read()
    assert sketch.kinds() == ["talks"]
    assert sketch.proposals[0].status == "scheduled"
    assert sketch.proposals[0].by == "rule:proposal/planned"


def test_a_demand_without_a_plan_word_is_a_proposal_of_kind_other():
    sketch = Sketch("طالبت النقابة الوزارة بتوضيح أسباب التأخير في فتح المدرسة الجديدة.")
    sketch.party("النقابة", "group").party("الوزارة", "state_body")
    sketch.says("النقابة", "طالبت", "demand", "الوزارة بتوضيح أسباب التأخير في فتح المدرسة الجديدة", "الوزارة").read()
    assert sketch.kinds() == ["other"]


def test_a_refused_word_of_a_few_letters_is_no_proposal():
    sketch = Sketch("رفض الجيش هذا الكلام.").party("الجيش", "state_body")
    assert sketch.says("الجيش", "رفض", "reject", "هذا الكلام").read().kinds() == []


def test_the_words_of_a_matter_tell_its_kind():
    sketch = Sketch("طالبت النقابة الوزارة بتشغيل العاطلين من أبناء المدينة قبل نهاية السنة.")
    sketch.party("النقابة", "group").party("الوزارة", "state_body")
    sketch.says("النقابة", "طالبت", "demand", "الوزارة بتشغيل العاطلين من أبناء المدينة", "الوزارة").read()
    assert sketch.kinds() == ["economic"]


def test_rival_truces_of_two_authors_are_two_proposals():
    sketch = Sketch("أعلنت الحكومة وقف إطلاق النار. ورفضت الحركة الهدنة التي اقترحتها مصر لمدة يومين.")
    sketch.party("الحكومة", "government").party("الحركة", "armed_group").party("مصر", "country")
    sketch.says("الحكومة", "أعلنت", "announce", "وقف إطلاق النار")
    sketch.says("الحركة", "ورفضت", "reject", "الهدنة التي اقترحتها مصر لمدة يومين").read()
    assert sketch.kinds() == ["ceasefire", "ceasefire"]


def test_duration_and_purpose_are_read_from_the_words():
    sketch = Sketch("اقترحت الحكومة هدنة إنسانية لمدة سبعة أيام.").party("الحكومة")
    sketch.time("سبعة أيام", "duration", duration="P7D")
    sketch.says("الحكومة", "اقترحت", "propose", "هدنة إنسانية لمدة سبعة أيام").read()
    (truce,) = sketch.proposals
    assert (truce.duration, truce.purpose, sketch.names(truce.sponsors)) == ("P7D", "humanitarian", ["الحكومة"])


def test_what_is_offered_in_return_for_something_requires_it():
    sketch = Sketch("أبدت الحركة استعدادها لوقف القتال مقابل رفع الحصار عن البلدة.").party("الحركة", "armed_group")
    sketch.says("الحركة", "أبدت", "propose", "استعدادها لوقف القتال مقابل رفع الحصار عن البلدة").read()
    assert sketch.kinds() == ["ceasefire", "humanitarian_access"]
    assert [needed for needed, _ in sketch.proposals[0].requires] == [1]
    assert sketch.proposals[1].requires == []


def test_what_is_demanded_first_is_required_by_what_is_given_in_return():
    sketch = Sketch("تطالب الحركة بالإفراج عن الأسرى مقابل انسحابها من الميناء.").party("الحركة", "armed_group")
    sketch.says("الحركة", "تطالب", "demand", "بالإفراج عن الأسرى مقابل انسحابها من الميناء").read()
    release, withdrawal = sketch.proposals
    assert release.requires == []
    assert [needed for needed, _ in withdrawal.requires] == [0]


def test_the_conditions_of_a_truce_are_its_parts():
    sketch = Sketch("عرضت الحكومة هدنة. واعلنت الحكومة شروطا تشمل الانسحاب من المدينة وتسليم السلاح الثقيل.").party(
        "الحكومة"
    )
    sketch.says("الحكومة", "عرضت", "propose", "هدنة")
    sketch.says("الحكومة", "واعلنت", "demand", "شروطا تشمل الانسحاب من المدينة وتسليم السلاح الثقيل").read()
    assert sketch.kinds() == ["ceasefire", "withdrawal", "disarmament"]
    assert {needed for needed, _ in sketch.proposals[0].requires} == {1, 2}
    assert [p.part_of for p in sketch.proposals] == [None, 0, 0]


def test_accepted_by_one_and_refused_by_another_is_contested():
    sketch = (
        Sketch("قبلت الحكومة خطة السلام. ورفض المتمردون خطة السلام.").party("الحكومة").party("المتمردون", "armed_group")
    )
    sketch.says("الحكومة", "قبلت", "accept", "خطة السلام")
    sketch.analysis.statements[-1].content = sketch.piece("خطة السلام")
    sketch.says("المتمردون", "ورفض", "reject", "خطة السلام")
    sketch.analysis.statements[-1].content = sketch.piece("خطة السلام", sketch.text.index("ورفض"))
    sketch.read()
    assert sketch.kinds() == ["political_settlement"]
    assert sketch.proposals[0].status == "contested"
    assert sketch.proposals[0].status_because == [0, 1]


def test_what_was_agreed_on_is_an_accepted_proposal():
    sketch = Sketch("وقال الوزير إنه تم الاتفاق على تبادل المعلومات.").party("الوزير", "person")
    sketch.says("الوزير", "وقال", "announce", "تم الاتفاق على تبادل المعلومات").read()
    (found,) = sketch.proposals
    assert (found.kind, found.status, found.by) == ("other", "accepted", "rule:proposal/agreed")


def test_to_ask_for_a_review_of_the_agreement_is_a_proposal_of_its_own():
    sketch = Sketch("دافع الحزب عن الاتفاق النووي. ودعا الرئيس النواب إلى تقييم الاتفاق.")
    sketch.party("الحزب", "party").party("الرئيس", "person").party("النواب", "group")
    sketch.says("الرئيس", "ودعا", "demand", "النواب إلى تقييم الاتفاق", "النواب").read()
    assert sketch.kinds() == ["disarmament", "other"]


def test_a_refusal_to_tell_is_no_proposal():
    sketch = Sketch("رفض المسؤول الكشف عن هويته.").party("المسؤول", "unnamed")
    sketch.says("المسؤول", "رفض", "reject", "الكشف عن هويته").read()
    assert sketch.proposals == []


def test_leaving_an_agreement_is_no_withdrawal_of_forces():
    sketch = Sketch("حذر الوزير من الانسحاب من الاتفاق.").party("الوزير", "person").read()
    assert sketch.proposals == []


def test_a_draft_resolution_is_of_the_kind_it_calls_for_and_its_authors_propose_it():
    sketch = Sketch("طرحت اليابان والبرازيل أمام المجلس مشروع قرار يطالب بهدنة من عشرة أيام وبالسماح بدخول المساعدات.")
    sketch.party("اليابان", "country").party("البرازيل", "country").party("مشروع قرار", "document")
    sketch.time("عشرة أيام", "duration", duration="P10D")
    sketch.says("مشروع قرار", "يطالب", "demand", "بهدنة من عشرة أيام وبالسماح بدخول المساعدات").read()
    truce, aid = sketch.proposals
    assert (truce.kind, truce.instrument, truce.status, truce.duration) == ("ceasefire", "resolution", "tabled", "P10D")
    assert (aid.kind, aid.part_of) == ("humanitarian_access", 0)
    assert {stance for _, _, stance in sketch.positions()} == {"propose"}
    assert {party for party, _, _ in sketch.positions()} >= {"اليابان"}


def test_a_truce_that_waits_for_an_agreement_requires_the_talks_on_it():
    text = (
        "يجتمع الخبراء غدا في محادثات جديدة حول المعابر والمواعيد. "
        "وما إن يتفق الخبراء على المعابر والمواعيد حتى يصبح ممكنا أن تدخل الهدنة حيز التنفيذ."
    )
    sketch = Sketch(text.replace("وما إن", "ما إن")).read()
    truce = next(p for p in sketch.proposals if p.kind == "ceasefire")
    ((needed, piece),) = truce.requires
    assert sketch.proposals[needed].kind == "talks"
    assert sketch.analysis.text_of(piece) == "يتفق الخبراء على المعابر والمواعيد"
    assert truce.status == "floated"


def test_a_plural_without_its_end_before_a_pronoun():
    sketch = Sketch("رفض الفصيل إخراج مقاتليه من الحي.").party("الفصيل", "armed_group")
    sketch.says("الفصيل", "رفض", "reject", "إخراج مقاتليه من الحي").read()
    assert sketch.kinds() == ["withdrawal"]


def test_a_source_that_wants_no_name_proposes_nothing():
    sketch = Sketch("وقال مسؤول طلب عدم كشف اسمه إن الوضع هادئ.").read()
    assert sketch.kinds() == []


def test_that_a_source_wants_to_stay_unnamed_is_no_proposal():
    sketch = Sketch("اشترط مسؤول كبير عدم كشف هويته قبل أن يتحدث.").party("مسؤول كبير", "unnamed")
    sketch.says("مسؤول كبير", "اشترط", "demand", "عدم كشف هويته").read()
    assert sketch.proposals == []


def test_the_condition_set_for_an_offer_is_a_demand_that_the_offer_waits_for():
    sketch = Sketch("عرضت الحركة هدنة لمدة أسبوع شرط رفع الحصار عن مخيمات النازحين في الجنوب.").party(
        "الحركة", "armed_group"
    )
    sketch.says("الحركة", "عرضت", "propose", "هدنة لمدة أسبوع شرط رفع الحصار عن مخيمات النازحين في الجنوب").read()
    assert sketch.kinds() == ["ceasefire", "humanitarian_access"]
    assert [needed for needed, _ in sketch.proposals[0].requires] == [1]
    assert sketch.positions() == {("الحركة", "ceasefire", "propose"), ("الحركة", "humanitarian_access", "demand")}


def test_what_an_agreement_provides_for_is_a_proposal_each():
    sketch = Sketch(
        "وقعت الحكومة والحركة اتفاق سلام أمس. ويقضي الاتفاق بإطلاق سراح الأسرى لدى الحركة ودمج المقاتلين في صفوف الجيش الوطني."
    )
    sketch.party("الحكومة").party("الحركة", "armed_group").read()
    assert {"political_settlement", "prisoner_release", "disarmament"} <= set(sketch.kinds())


def test_this_step_means_the_plan_named_last():
    sketch = Sketch("أعلنت الحكومة هدنة لمدة أسبوع. ورحب الاتحاد بهذه الخطوة.")
    sketch.party("الحكومة").party("الاتحاد", "igo")
    sketch.says("الحكومة", "أعلنت", "announce", "هدنة لمدة أسبوع")
    sketch.says("الاتحاد", "ورحب", "support", "بهذه الخطوة").read()
    assert sketch.kinds() == ["ceasefire"]
    assert ("الاتحاد", "ceasefire", "support") in sketch.positions()


def test_who_says_on_what_condition_a_truce_takes_effect_sponsors_it():
    sketch = Sketch("قال الوسيط المصري إنه ما ان يتفق الخبراء على المعابر حتى تدخل الهدنة حيز التنفيذ.")
    sketch.party("الوسيط المصري", "state_body")
    sketch.says("الوسيط المصري", "قال", "say", "ما ان يتفق الخبراء على المعابر حتى تدخل الهدنة حيز التنفيذ").read()
    assert [sketch.names(p.sponsors) for p in sketch.proposals] == [["الوسيط المصري"]]
    assert sketch.proposals[0].status == "floated"


def test_what_two_sides_agree_on_is_a_plan_each_and_both_accept_it():
    record = khabar.read(
        "تواصل القتال بين الجيش السوداني وقوات الدعم السريع. وقال الوسيط إن الطرفين اتفقا على الإفراج عن 200 أسير"
        " وعلى فتح طريق المطار."
    )
    labels = {p.id: p.label for p in record.proposals}
    assert {"الإفراج عن 200 أسير", "فتح طريق المطار"} <= set(labels.values())
    accepted = [labels[p.proposal] for p in record.positions if p.stance == "accept"]
    assert sorted(accepted).count("فتح طريق المطار") == 2
    assert sorted(accepted).count("الإفراج عن 200 أسير") == 2


def test_what_an_offer_contains_is_floated_and_what_an_agreement_contains_accepted():
    offered = khabar.read("وأضاف الوسيط أن العرض يشمل فتح طريق المطار أمام المدنيين وقوافل الغذاء.")
    agreed = khabar.read("وأضاف الوسيط أن الاتفاق يشمل فتح طريق المطار أمام المدنيين وقوافل الغذاء.")
    found = [p.status for record in (offered, agreed) for p in record.proposals if p.label.startswith("فتح طريق")]
    assert found == ["floated", "accepted"]


def test_the_name_of_talks_ends_before_what_will_become_of_them():
    record = khabar.read("وقال المبعوث إن محادثات مسقط ستستأنف الأحد.")
    assert [p.label for p in record.proposals] == ["محادثات مسقط"]
