"""Stands told without a verb of refusing or asking, how a refusal is told, and which plan a listed or pointing word means."""

import pytest
from sketch import Sketch


def first_words(sketch):
    return [sketch.text[p.mentions[0].start : p.mentions[0].end] for p in sketch.proposals]


@pytest.mark.parametrize(
    ("said", "kind", "stance"),
    [
        ("من المبكر فرض عقوبات جديدة على الميناء", "sanction", "reject"),
        ("من السابق لأوانه الحديث عن عقد مؤتمر سلام جديد", "talks", "reject"),
        ("لا يرى دورا للمليشيات في حل سياسي للأزمة", "political_settlement", "reject"),
        ("البلدة لا تزال بحاجة إلى ممرات آمنة للقوافل", "humanitarian_access", "demand"),
        ("حان الوقت لعقد محادثات بين القبيلتين", "talks", "demand"),
    ],
)
def test_a_predicate_tells_the_stand_of_a_neutral_word(said, kind, stance):
    sketch = Sketch(f"قال المحافظ إن {said}.").party("المحافظ", "person")
    sketch.says("المحافظ", "قال", "say", said).read()
    assert sketch.positions() == {("المحافظ", kind, stance)}


@pytest.mark.parametrize("manner", ["في الوقت نفسه ", "بشكل قاطع ", ""])
def test_how_something_is_refused_is_no_part_of_it(manner):
    sketch = Sketch(f"رفضت الحركة {manner}مرور القوافل ليلا.").party("الحركة", "armed_group")
    sketch.says("الحركة", "رفضت", "reject", f"{manner}مرور القوافل ليلا").read()
    assert first_words(sketch) == ["مرور القوافل ليلا"]


def test_the_noun_of_consent_is_no_part_of_what_is_accepted():
    sketch = Sketch("أعلنت الحكومة موافقتها على تشغيل المصانع المتوقفة في الجنوب.").party("الحكومة")
    sketch.says("الحكومة", "أعلنت", "accept", "موافقتها على تشغيل المصانع المتوقفة في الجنوب").read()
    assert first_words(sketch) == ["تشغيل المصانع المتوقفة في الجنوب"]


def test_who_says_that_it_is_bound_to_a_deed_promises_it():
    sketch = Sketch("قالت الوزارة إنها ملتزمة بتشغيل المصانع المتوقفة في الجنوب.").party("الوزارة", "state_body")
    sketch.says("الوزارة", "قالت", "promise", "ملتزمة بتشغيل المصانع المتوقفة في الجنوب").read()
    assert first_words(sketch) == ["بتشغيل المصانع المتوقفة في الجنوب"]


def test_weapons_that_are_asked_for_are_no_disarmament():
    sketch = Sketch("طالبت القبائل الحكومة بتزويد مقاتليها بأسلحة ثقيلة قبل الشتاء.")
    sketch.party("القبائل", "group").party("الحكومة")
    sketch.says("القبائل", "طالبت", "demand", "بتزويد مقاتليها بأسلحة ثقيلة قبل الشتاء", "الحكومة").read()
    assert sketch.kinds() == ["other"]


@pytest.mark.parametrize(
    ("plan", "kind"),
    [
        ("وقف العمليات المسلحة", "ceasefire"),
        ("إنهاء الاحتلال", "withdrawal"),
        ("شطب المرفأ من قوائم الإرهاب", "sanction"),
        ("إرسال أكثر من ثلاثة آلاف جندي إضافي", "deployment"),
        ("إخلاء المنطقة من السلاح النووي", "disarmament"),
    ],
)
def test_plans_of_these_words_are_of_their_kind(plan, kind):
    sketch = Sketch(f"وافقت الحكومة على {plan}.").party("الحكومة")
    sketch.says("الحكومة", "وافقت", "accept", plan).read()
    assert sketch.positions() == {("الحكومة", kind, "accept")}


def test_a_siege_named_again_in_a_list_is_the_one_named_before():
    sketch = Sketch("دعت الحركة إلى كسر الحصار عن البلدة. وطالبت النقابة بإعمار الأسواق وكسر الحصار قبل العيد.")
    sketch.party("الحركة", "armed_group").party("النقابة", "ngo")
    sketch.says("الحركة", "دعت", "demand", "كسر الحصار عن البلدة")
    sketch.says("النقابة", "طالبت", "demand", "بإعمار الأسواق وكسر الحصار قبل العيد").read()
    assert sketch.kinds().count("humanitarian_access") == 1


def test_somebodys_decision_and_any_agreement_are_those_told_before():
    sketch = Sketch("أعلن الوزير قرار سحب القوات من البلدة. وانتقدت النقابة قرار الوزير.")
    sketch.party("الوزير", "person").party("النقابة", "ngo")
    sketch.says("الوزير", "أعلن", "announce", "قرار سحب القوات من البلدة")
    sketch.says("النقابة", "وانتقدت", "condemn", "قرار الوزير")
    sketch.read()
    assert ("النقابة", "withdrawal", "condemn") in sketch.positions()
    sketch = Sketch("تحدث الوسيط عن هدنة في المدينة. ونفت الحركة التوصل إلى أي اتفاق.")
    sketch.party("الحركة", "armed_group")
    sketch.says("الحركة", "ونفت", "deny", "التوصل إلى أي اتفاق").read()
    assert sketch.positions() == {("الحركة", "ceasefire", "deny")}


@pytest.mark.parametrize(
    ("act", "plan", "kind"),
    [
        ("reject", 'التوقيع على اتفاقية "الفاشر" التي قبلها غيرها', "political_settlement"),
        ("support", "بأي اتفاق يضمن عدم امتلاك الجارة سلاحا نوويا", "disarmament"),
        ("reject", "مطلبا قدمته النقابة بفتح المرفأ", "other"),
    ],
)
def test_a_plan_told_by_its_words_alone_is_one_once_it_is_answered(act, plan, kind):
    sketch = Sketch(f"قال البيان إن الحركة تنظر في الأمر. وذكرت الحركة {plan}.").party("الحركة", "armed_group")
    sketch.says("الحركة", "وذكرت", act, plan).read()
    assert sketch.positions() == {("الحركة", kind, act)}


def test_two_meetings_of_other_people_on_other_matters_are_two_plans():
    sketch = Sketch(
        "من المقرر عقد اجتماع لوزراء المياه بشأن السد. ومن المقرر عقد قمة للرؤساء الأفارقة حول التجارة."
    ).read()
    assert sketch.kinds() == ["talks", "talks"]


def test_a_word_that_begins_with_waw_is_no_further_item():
    sketch = Sketch("دعا البرنامج إلى إعفاء وارداته من الرسوم الجمركية.").party("البرنامج", "igo")
    sketch.says("البرنامج", "دعا", "demand", "إعفاء وارداته من الرسوم الجمركية").read()
    assert first_words(sketch) == ["إعفاء وارداته من الرسوم الجمركية"]
