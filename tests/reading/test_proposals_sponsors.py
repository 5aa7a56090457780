"""Who puts a plan forward, and what somebody has decided on or means to do."""

import pytest
from sketch import Sketch


def sponsors(sketch, proposal=0):
    return [sketch.analysis.parties[x].name for x in sketch.proposals[proposal].sponsors]


def labels(sketch):
    return [sketch.text[p.mentions[0].start : p.mentions[0].end] for p in sketch.proposals]


def test_who_is_quoted_puts_it_forward_and_not_who_quotes():
    sketch = Sketch("أكد الناشط أن الحكومة طالبت بوقف إطلاق النار في الميناء.")
    sketch.party("الناشط", "person").party("الحكومة")
    sketch.says("الناشط", "أكد", "demand", "الحكومة طالبت بوقف إطلاق النار في الميناء")
    sketch.says("الحكومة", "طالبت", "demand", "بوقف إطلاق النار في الميناء").read()
    assert sponsors(sketch) == ["الحكومة"]


def test_who_declares_a_truce_and_not_who_asks_to_respect_it():
    sketch = Sketch("أعلن الجيش هدنة لمدة أسبوع. ودعت البعثة الفصائل إلى احترام الهدنة.")
    sketch.party("الجيش", "state_body").party("البعثة", "igo").party("الفصائل", "armed_group")
    sketch.says("الجيش", "أعلن", "announce", "هدنة لمدة أسبوع")
    sketch.says("البعثة", "ودعت", "demand", "الفصائل إلى احترام الهدنة", "الفصائل").read()
    assert sponsors(sketch) == ["الجيش"]


def test_who_hopes_for_a_plan_puts_it_forward_if_nobody_else_does():
    sketch = Sketch("أعربت المنظمة عن أملها في استئناف المفاوضات بين الطرفين.")
    sketch.party("المنظمة", "igo")
    sketch.says("المنظمة", "أعربت", "say", "أملها في استئناف المفاوضات بين الطرفين").read()
    assert sponsors(sketch) == ["المنظمة"]


def test_who_will_do_it_where_a_verb_tells_the_plan():
    sketch = Sketch("وسيزور وزير الري العاصمة الشهر المقبل.")
    sketch.party("وزير الري", "person").read()
    assert sponsors(sketch) == ["وزير الري"]


@pytest.mark.parametrize(
    ("text", "party", "deed"),
    [
        (
            "قررت الحكومة مكافأة حراس الغابات في الولايات الشمالية.",
            "الحكومة",
            "مكافأة حراس الغابات في الولايات الشمالية",
        ),
        (
            "تزامن ذلك مع قرار وزارة الدفاع بإرسال كتيبة من المهندسين إلى الميناء.",
            "وزارة الدفاع",
            "قرار وزارة الدفاع بإرسال كتيبة من المهندسين إلى الميناء",
        ),
    ],
)
def test_who_decides_puts_it_forward(text, party, deed):
    sketch = Sketch(text)
    sketch.party(party, "state_body").read()
    assert deed in labels(sketch)
    assert sponsors(sketch, labels(sketch).index(deed)) == [party]


def test_what_will_be_done_is_planned_whoever_does_it():
    sketch = Sketch("وبموجب المذكرة سيتم إرسال وحدات خاصة من الجيش إلى الحدود الغربية.")
    sketch.read()
    assert [p.kind for p in sketch.proposals] == ["deployment"]


def test_what_a_body_says_that_it_works_on_itself_is_planned():
    sketch = Sketch("أوضح الوزير أن الوزارة تعمل على إعادة شبكة المياه إلى الأحياء القديمة.")
    sketch.party("الوزارة", "state_body")
    sketch.says("الوزارة", "أوضح", "say", "الوزارة تعمل على إعادة شبكة المياه إلى الأحياء القديمة").read()
    assert labels(sketch) == ["إعادة شبكة المياه إلى الأحياء القديمة"]


@pytest.mark.parametrize(
    "text",
    [
        "ينفرد القائد بالقرارات داخل الحركة وتحويل المجلس إلى هيئة صورية.",
        "أبدى المجلس قلقه من عدم الاستجابة لقرارات المنظمة وتنفيذ التزاماتها أمام اللجنة.",
        "يقاتل الانفصاليون سعيا إلى إعادة إحياء السلطنة القديمة في الجبال.",
    ],
)
def test_a_word_of_decision_without_its_deed_plans_nothing(text):
    sketch = Sketch(text)
    sketch.read()
    assert sketch.proposals == []


def test_a_meeting_in_which_something_else_happens_is_no_plan():
    sketch = Sketch("قالت البعثة إن الوفد سيطلب ضمانات خلال لقاءاته مع المسؤولين في العاصمة.")
    sketch.party("البعثة", "igo")
    sketch.says("البعثة", "قالت", "promise", "الوفد سيطلب ضمانات خلال لقاءاته مع المسؤولين في العاصمة").read()
    assert all(p.kind != "talks" for p in sketch.proposals)


def test_the_first_of_a_list_is_asked_for_beside_the_plan_that_comes_next():
    sketch = Sketch("ودعا المجلس الأطراف إلى بسط سيادة الدولة على كل أراضيها وإلى حصر السلاح في يد الجيش.")
    sketch.party("المجلس", "state_body").party("الأطراف", "group")
    sketch.says(
        "المجلس",
        "ودعا",
        "demand",
        "الأطراف إلى بسط سيادة الدولة على كل أراضيها وإلى حصر السلاح في يد الجيش",
        "الأطراف",
    ).read()
    assert sorted(p.kind for p in sketch.proposals) == ["disarmament", "other"]


def test_no_need_for_a_thing_asks_for_nothing():
    sketch = Sketch("قال الوزير إنه لن تكون هناك حاجة لمحطة إنذار في الجبال.")
    sketch.party("الوزير", "person")
    sketch.says("الوزير", "قال", "demand", "لن تكون هناك حاجة لمحطة إنذار في الجبال").read()
    assert sketch.proposals == []


def test_the_end_of_a_war_is_a_plan_where_somebody_asks_for_it():
    told = Sketch("وأدى تعب الناس إلى إنهاء الحرب التي دامت عشرين عاما.")
    told.read()
    assert told.proposals == []
    asked = Sketch("دعت الكنيسة الطرفين إلى إنهاء الحرب في الإقليم.")
    asked.party("الكنيسة", "ngo").party("الطرفين", "group")
    asked.says("الكنيسة", "دعت", "demand", "الطرفين إلى إنهاء الحرب في الإقليم", "الطرفين").read()
    assert [p.kind for p in asked.proposals] == ["ceasefire"]


def test_talks_lie_ahead_where_the_words_behind_their_name_say_when_they_begin():
    sketch = Sketch("أعلنت الوزارة أن محادثات بين حكومة الإقليم وحركة الجبل تنطلق في الميناء في 18 مايو.")
    sketch.party("الوزارة", "state_body")
    sketch.says(
        "الوزارة", "أعلنت", "announce", "محادثات بين حكومة الإقليم وحركة الجبل تنطلق في الميناء في 18 مايو"
    ).read()
    assert [p.kind for p in sketch.proposals] == ["talks"]
    going_on = Sketch("أوضح الوزير أن مفاوضات تجري حاليا في الميناء.")
    going_on.party("الوزير", "person").says("الوزير", "أوضح", "say", "مفاوضات تجري حاليا في الميناء").read()
    assert going_on.proposals == []


def test_a_halt_is_a_plan_where_it_is_made_known_or_asked_for():
    told = Sketch("وهدفت الحملة قبل ثلاثة أعوام إلى إيقاف إطلاق الصواريخ على البلدات.")
    told.read()
    assert told.proposals == []
    declared = Sketch("أعلنت الحكومة وقف الغارات على المدينة.")
    declared.party("الحكومة").says("الحكومة", "أعلنت", "announce", "وقف الغارات على المدينة").read()
    assert [p.kind for p in declared.proposals] == ["ceasefire"]


def test_what_is_promised_stands_early_in_a_promise():
    sketch = Sketch(
        "وعدت الوزارة بمواصلة العمل مع شركائها في الولايات الجنوبية والشرقية حتى يتمتع سكان القرى البعيدة بثمار الإصلاحات."
    )
    sketch.party("الوزارة", "state_body")
    sketch.says(
        "الوزارة",
        "وعدت",
        "promise",
        "بمواصلة العمل مع شركائها في الولايات الجنوبية والشرقية حتى يتمتع سكان القرى البعيدة بثمار الإصلاحات",
    ).read()
    assert all(p.kind != "political_settlement" for p in sketch.proposals)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("وزعت لندن مشروع قرار يفرض عقوبات على مهربي الوقود.", "sanction"),
        ("يناقش المجلس مقترح البرلمان بحكومة من تسعة وزراء.", "political_settlement"),
        ("تنص الصيغة المعدلة من الاتفاق على تجميع الزوارق في ميناءين.", "withdrawal"),
    ],
)
def test_plans_of_a_kind(text, kind):
    sketch = Sketch(text)
    sketch.read()
    assert [p.kind for p in sketch.proposals] == [kind]


def test_who_cares_for_a_plan_puts_it_forward_if_nobody_else_does():
    sketch = Sketch("وقعت الفصائل على اتفاق سلام رعته الجامعة العربية الشهر الماضي.")
    sketch.party("الجامعة العربية", "igo").read()
    assert sponsors(sketch) == ["الجامعة العربية"]


def needs(sketch):
    kinds = [p.kind for p in sketch.proposals]
    return [(p.kind, kinds[one]) for p in sketch.proposals for one, _ in p.requires if one is not None]


def test_what_comes_after_a_plan_waits_for_it():
    sketch = Sketch("اقترح الوسيط هدنة في الجزيرة لمدة شهر تتبعها مفاوضات مباشرة بين الجانبين.")
    sketch.party("الوسيط", "person")
    sketch.says("الوسيط", "اقترح", "propose", "هدنة في الجزيرة لمدة شهر تتبعها مفاوضات مباشرة بين الجانبين").read()
    assert needs(sketch) == [("talks", "ceasefire")]


def test_what_is_set_as_a_condition_for_a_plan_is_needed_by_it():
    sketch = Sketch("أبدت مدغشقر استعدادها لاستضافة محادثات بين الطرفين، واشترطت لذلك سحب القوات من الميناء.")
    sketch.party("مدغشقر", "country")
    sketch.says("مدغشقر", "أبدت", "propose", "استعدادها لاستضافة محادثات بين الطرفين")
    sketch.says("مدغشقر", "واشترطت", "demand", "لذلك سحب القوات من الميناء").read()
    assert needs(sketch) == [("talks", "withdrawal")]


def test_a_condition_set_first_is_needed_by_the_plan_that_follows():
    sketch = Sketch("وتحدث القائد إلى الإذاعة مشترطا انسحاب القوات المهاجمة من الميناء قبل الصيف للعودة إلى أي حوار.")
    sketch.party("القائد", "person")
    sketch.says("القائد", "مشترطا", "demand", "انسحاب القوات المهاجمة من الميناء قبل الصيف للعودة إلى أي حوار").read()
    assert needs(sketch) == [("talks", "withdrawal")]


def test_a_verb_tells_a_plan_past_its_subject():
    sketch = Sketch("وقال الجنرال إن بلاده هادئة وستخفض جمهورية السوباط عدد قواتها في الجزيرة.")
    sketch.party("جمهورية السوباط", "country").read()
    assert [p.kind for p in sketch.proposals] == ["withdrawal"]


def test_an_official_speaks_of_what_the_government_of_his_state_works_on():
    sketch = Sketch("وذكر مدير الموانئ أن الحكومة تسعى لإيصال المياه إلى كافة الجزر البعيدة.")
    sketch.party("مدير الموانئ", "state_body").party("الحكومة")
    for party in sketch.analysis.parties:
        party.country = "COM"
    sketch.says("مدير الموانئ", "وذكر", "say", "الحكومة تسعى لإيصال المياه إلى كافة الجزر البعيدة").read()
    assert sponsors(sketch) == ["الحكومة"]
