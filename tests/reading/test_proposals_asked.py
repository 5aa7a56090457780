from sketch import Sketch


def words(sketch, proposal):
    return [sketch.text[p.start : p.end] for p in sketch.proposals[proposal].mentions]


def test_each_item_of_a_list_of_demands_is_a_proposal():
    sketch = Sketch("طالبت النقابة الحكومة بتشغيل المصانع المتوقفة في الجنوب وبإعادة العمال المفصولين إلى أعمالهم.")
    sketch.party("النقابة", "ngo").party("الحكومة")
    sketch.says(
        "النقابة",
        "طالبت",
        "demand",
        "الحكومة بتشغيل المصانع المتوقفة في الجنوب وبإعادة العمال المفصولين إلى أعمالهم",
        "الحكومة",
    ).read()
    assert words(sketch, 0) == ["بتشغيل المصانع المتوقفة في الجنوب"]
    assert words(sketch, 1) == ["بإعادة العمال المفصولين إلى أعمالهم"]


def test_what_is_asked_for_follows_the_word_of_duty():
    sketch = Sketch("قال الاتحاد إن هذه الأزمة طالت كثيرا ويجب على السلطات أن تعيد تشغيل المصانع المتوقفة في الجنوب.")
    sketch.party("الاتحاد", "igo").party("السلطات")
    sketch.says(
        "الاتحاد",
        "قال",
        "demand",
        "هذه الأزمة طالت كثيرا ويجب على السلطات أن تعيد تشغيل المصانع المتوقفة في الجنوب",
    ).read()
    assert words(sketch, 0) == ["تعيد تشغيل المصانع المتوقفة في الجنوب"]


def test_the_word_that_asks_is_no_plan_named_before():
    sketch = Sketch("رفض الحزب طلب الحكومة وقف الإضراب. ودعت الحركة الأهالي مطالبة بتشغيل المصانع المتوقفة في الجنوب.")
    sketch.party("الحزب", "party").party("الحكومة").party("الحركة", "group")
    sketch.says("الحزب", "رفض", "reject", "طلب الحكومة وقف الإضراب")
    sketch.says("الحركة", "مطالبة", "demand", "بتشغيل المصانع المتوقفة في الجنوب").read()
    assert [sketch.analysis.parties[p.party].name for p in sketch.analysis.positions if p.statements == [1]] == [
        "الحركة"
    ]
    assert any(words(sketch, i) == ["بتشغيل المصانع المتوقفة في الجنوب"] for i in range(len(sketch.proposals)))


def test_a_silence_is_about_what_it_names_or_points_at():
    sketch = Sketch("عرضت الحكومة هدنة في المدينة. ورفضت الحركة التعليق على هذا العرض.")
    sketch.party("الحكومة").party("الحركة", "armed_group")
    sketch.says("الحكومة", "عرضت", "propose", "هدنة في المدينة").says("الحركة", "ورفضت", "no_comment").read()
    assert ("الحركة", "ceasefire", "no_comment") in sketch.positions()


def test_an_answer_that_does_not_come_is_one_to_the_plan_named_last():
    sketch = Sketch("عرضت الحكومة هدنة في المدينة. ولم ترد الحركة بعد.")
    sketch.party("الحكومة").party("الحركة", "armed_group")
    sketch.says("الحكومة", "عرضت", "propose", "هدنة في المدينة").says("الحركة", "ولم ترد", "no_comment").read()
    assert ("الحركة", "ceasefire", "no_comment") in sketch.positions()


def test_a_silence_on_something_else_is_about_no_plan():
    sketch = Sketch("عرضت الحكومة هدنة في المدينة. ولم تعلق الحركة على مقتل القائد.")
    sketch.party("الحكومة").party("الحركة", "armed_group")
    sketch.says("الحكومة", "عرضت", "propose", "هدنة في المدينة").says("الحركة", "ولم تعلق", "no_comment").read()
    assert sketch.positions() == {("الحكومة", "ceasefire", "propose")}


def test_an_adjective_tells_who_is_against_a_plan():
    sketch = Sketch("اجتمع قادة الحزب الأخضر المعارض لاتفاق وقف إطلاق النار في العاصمة.").party("الحزب الأخضر", "party")
    sketch.read()
    assert ("الحزب الأخضر", "ceasefire", "reject") in sketch.positions()


def test_a_supposed_refusal_is_no_stand():
    sketch = Sketch("سيجتمع المجلس في حال رفض الحركة لاتفاق وقف إطلاق النار.").party("الحركة", "armed_group").read()
    assert sketch.positions() == set()


def test_an_offer_tells_its_author_without_a_relative_word():
    sketch = Sketch("رفضت الحكومة عرضا بوقف إطلاق النار تقدم به المتمردون أمس.")
    sketch.party("الحكومة").party("المتمردون", "armed_group")
    sketch.says("الحكومة", "رفضت", "reject", "عرضا بوقف إطلاق النار تقدم به المتمردون أمس").read()
    assert sketch.positions() == {("الحكومة", "ceasefire", "reject"), ("المتمردون", "ceasefire", "propose")}
    assert sketch.names(sketch.proposals[0].sponsors) == ["المتمردون"]


def test_terms_listed_by_name_are_parts_of_the_truce_and_asked_for_by_who_set_them():
    sketch = Sketch(
        "قبل المتمردون وقف إطلاق النار وأربعة شروط فرضتها الحكومة. والشروط الأربعة هي الانسحاب من المباني الحكومية "
        "وإعادة فتح الطرق وتسليم السلاح الثقيل وإطلاق سراح المحتجزين."
    )
    sketch.party("المتمردون", "armed_group").party("الحكومة")
    sketch.says("المتمردون", "قبل", "accept", "وقف إطلاق النار وأربعة شروط فرضتها الحكومة").read()
    assert sketch.kinds() == ["ceasefire", "withdrawal", "humanitarian_access", "disarmament", "prisoner_release"]
    assert [p.part_of for p in sketch.proposals] == [None, 0, 0, 0, 0]
    assert [needed for needed, _ in sketch.proposals[0].requires] == [1, 2, 3, 4]
    assert ("الحكومة", "withdrawal", "demand") in sketch.positions()


def test_what_is_said_to_be_a_duty_or_a_need_is_asked_for():
    for said in ("على الحكومة أن تسحب قواتها من الحي", "هناك حاجة إلى سحب القوات من الحي"):
        sketch = Sketch(f"قال الاتحاد إن {said}.")
        sketch.party("الاتحاد", "igo").party("الحكومة")
        sketch.says("الاتحاد", "قال", "say", said).read()
        assert ("الاتحاد", "withdrawal", "demand") in sketch.positions()


def test_there_is_no_need_for_it_asks_for_nothing():
    sketch = Sketch("قال الاتحاد إن هناك لا حاجة إلى سحب القوات من الحي.")
    sketch.party("الاتحاد", "igo").says("الاتحاد", "قال", "say", "هناك لا حاجة إلى سحب القوات من الحي").read()
    assert sketch.positions() == set()


def test_a_predicate_of_refusal_or_backing_is_a_stand():
    sketch = Sketch("قال الناطق إن الحركة ترفض الهدنة. وقال الوزير إن بلاده منفتحة على الحوار مع الجارة.")
    sketch.party("الناطق", "group").party("الوزير", "government")
    sketch.says("الناطق", "قال", "say", "الحركة ترفض الهدنة")
    sketch.says("الوزير", "وقال", "say", "بلاده منفتحة على الحوار مع الجارة").read()
    assert sketch.positions() == {("الناطق", "ceasefire", "reject"), ("الوزير", "talks", "support")}


def test_what_a_party_says_it_will_do_is_promised():
    sketch = Sketch("أعلنت الحركة أن الحركة ستفرج عن ستة جنود. وأعلنت الحكومة أن الحركة ستفرج عن ستة جنود.")
    sketch.party("الحركة", "armed_group").party("الحكومة")
    sketch.says("الحركة", "أعلنت", "announce", "الحركة ستفرج عن ستة جنود").read()
    assert sketch.positions() == {("الحركة", "prisoner_release", "promise")}


def test_a_deed_asked_for_to_serve_a_plan_is_a_proposal_of_its_own():
    sketch = Sketch("طلبت الحكومة إرسال وفد من الخبراء إلى العاصمة بهدف التوصل إلى هدنة.")
    sketch.party("الحكومة").says(
        "الحكومة", "طلبت", "demand", "إرسال وفد من الخبراء إلى العاصمة بهدف التوصل إلى هدنة"
    ).read()
    assert sketch.positions() == {("الحكومة", "other", "demand")}


def test_what_is_decided_or_meant_is_a_proposal():
    sketch = Sketch("قررت الحكومة إرسال مساعدات عاجلة إلى سكان القرى المتضررة. وأقر الوزير بإرسال شحنة فاسدة.")
    sketch.party("الحكومة").party("الوزير").read()
    assert [words(sketch, i) for i in range(len(sketch.proposals))] == [["إرسال مساعدات عاجلة إلى سكان القرى المتضررة"]]


def test_what_a_plan_contains_is_a_proposal():
    sketch = Sketch("تتضمن الخطة أيضا تشكيل حكومة وحدة وطنية.").read()
    assert "political_settlement" in sketch.kinds()


def test_a_hope_for_a_plan_makes_it_a_proposal():
    sketch = Sketch("أعرب المبعوث عن أمله في تأمين دخول المساعدات إلى المدينة.")
    sketch.party("المبعوث", "igo").says("المبعوث", "أعرب", "say", "أمله في تأمين دخول المساعدات إلى المدينة").read()
    assert sketch.kinds() == ["humanitarian_access"]
    assert sketch.positions() == set()


def test_a_list_goes_on_after_a_relative_clause():
    sketch = Sketch("طالب الاتحاد السلطات بوقف القصف الذي دمر البيوت، والسماح للعائلات بالخروج من الحي المحاصر.")
    sketch.party("الاتحاد", "igo").party("السلطات")
    sketch.says(
        "الاتحاد",
        "طالب",
        "demand",
        "بوقف القصف الذي دمر البيوت، والسماح للعائلات بالخروج من الحي المحاصر",
        "السلطات",
    ).read()
    assert len(sketch.proposals) == 2


def test_keeping_to_its_terms_is_a_stand_on_the_plan_named_before():
    sketch = Sketch("أعلنت الحكومة هدنة في المدينة. ودعت الجامعة المتمردين إلى الالتزام ببنودها.")
    sketch.party("الحكومة").party("الجامعة", "igo").party("المتمردين", "armed_group")
    sketch.says("الحكومة", "أعلنت", "announce", "هدنة في المدينة")
    sketch.says("الجامعة", "ودعت", "demand", "الالتزام ببنودها", "المتمردين").read()
    assert sketch.kinds() == ["ceasefire"]
    assert ("الجامعة", "ceasefire", "demand") in sketch.positions()


def test_a_meeting_made_known_is_no_promise():
    sketch = Sketch("أعلنت الحكومة أن الحكومة ستعقد اجتماعا مع الوسطاء الأسبوع المقبل.")
    sketch.party("الحكومة")
    sketch.says("الحكومة", "أعلنت", "announce", "الحكومة ستعقد اجتماعا مع الوسطاء الأسبوع المقبل").read()
    assert sketch.kinds() == ["talks"]
    assert sketch.positions() == set()


def asked(text, cue, content, verb, act="demand"):
    sketch = Sketch(text).party("اللجنة", "ngo")
    sketch.says("اللجنة", cue, act, content, verb=verb).read()
    return [words(sketch, i)[0] for i in range(len(sketch.proposals))]


def test_what_is_asked_for_stands_behind_names_after_the_preposition_of_the_verb():
    text = "حثت اللجنة شيوخ القبائل، ومنهم الشيخ سالم الراعي، على فتح المدارس المغلقة في الوادي."
    content = "شيوخ القبائل، ومنهم الشيخ سالم الراعي، على فتح المدارس المغلقة في الوادي"
    assert asked(text, "حثت", content, "حث") == ["فتح المدارس المغلقة في الوادي"]
    text = "طالبت اللجنة الفرق العاملة في دعم المزارعين بتشغيل المضخات المعطلة في الوادي."
    content = "الفرق العاملة في دعم المزارعين بتشغيل المضخات المعطلة في الوادي"
    assert asked(text, "طالبت", content, "طالب") == ["بتشغيل المضخات المعطلة في الوادي"]


def test_a_prayer_and_insistence_that_something_is_so_ask_nobody():
    assert asked("دعت اللجنة الله أن يحفظ البلاد.", "دعت", "الله أن يحفظ البلاد", "دعا") == []
    text = "تصر اللجنة على أن الطرق مفتوحة أمام الجميع."
    assert asked(text, "تصر", "الطرق مفتوحة أمام الجميع", "أصر") == []


def test_a_release_on_parole_and_compared_figures_set_no_condition():
    text = "أعلنت اللجنة أن السجين خرج بموجب إطلاق سراح مشروط مما يغلق الملف القديم."
    content = "السجين خرج بموجب إطلاق سراح مشروط مما يغلق الملف القديم"
    assert not any("الملف" in label for label in asked(text, "أعلنت", content, "أعلن", "announce"))
    text = "ذكرت اللجنة أن عشرين حافلة وصلت أمس مقابل سبع حافلات في اليوم السابق."
    content = "عشرين حافلة وصلت أمس مقابل سبع حافلات في اليوم السابق"
    assert asked(text, "ذكرت", content, "ذكر", "announce") == []


def test_the_name_of_a_plan_ends_before_its_predicate():
    text = "قالت اللجنة إن الهدنة الإنسانية في الوادي ستمنح العائلات وقتا. وقالت اللجنة إن الهدنة يمكن أن تمتد."
    sketch = Sketch(text).party("اللجنة", "ngo")
    sketch.says("اللجنة", "قالت", "say", "الهدنة الإنسانية في الوادي ستمنح العائلات وقتا").read()
    assert words(sketch, 0) == ["الهدنة الإنسانية في الوادي", "الهدنة"]


def test_agreeing_on_something_is_no_agreement_named_before():
    text = "وقعت الحكومة والحركة اتفاق سلام. وقالت اللجنة إنها ترفض زيارة يجب الاتفاق عليها مع الوزارة."
    sketch = Sketch(text).party("الحكومة").party("الحركة", "armed_group").party("اللجنة", "ngo")
    sketch.says("اللجنة", "وقالت", "reject", "زيارة يجب الاتفاق عليها مع الوزارة").read()
    assert ("اللجنة", "political_settlement", "reject") not in sketch.positions()


def test_who_concluded_an_agreement_accepts_what_it_provides_for():
    text = "وقعت الحكومة والحركة اتفاق سلام أمس، وينص الاتفاق على تشكيل قوة مشتركة من الطرفين في الوادي."
    sketch = Sketch(text).party("الحكومة").party("الحركة", "armed_group").read()
    part = next(p for p in sketch.proposals if p.kind == "deployment")
    assert sketch.proposals[part.part_of].kind == "political_settlement"
    assert {("الحكومة", "deployment", "accept"), ("الحركة", "deployment", "accept")} <= sketch.positions()
