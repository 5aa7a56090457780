"""Events in sentences of our own: type, auxiliary modes, toll, who vouches for them."""

import pytest

import khabar
from khabar.reading import STEPS
from khabar.reading.events.choice import answers
from khabar.reading.events.decision import ties
from khabar.reading.events.pointing import points_to
from khabar.reading.events.receivers import answers as recipient_answers
from khabar.reading.events.setting import effects_of, setting_of
from khabar.reading.events.tolls import counts_in
from khabar.reading.events.triggers import candidates
from khabar.reading.tokens import begin_analysis
from khabar.record import Report


def analysed(text):
    return begin_analysis(Report(text=text))


def event(text, word, published="2016-12-05"):
    record = khabar.read(text, published=published)
    return next(e for e in record.events if e.trigger.text == word), record


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("أطلق مسلحون النار على الحاجز.", "ASSAULT"),
        ("أطلقت السلطات سراح عشرة معتقلين.", "RETREAT"),
        ("قطعت الحكومة علاقاتها مع الدولة المجاورة.", "SANCTION"),
        ("قطع مسلحون الطريق الدولي.", "COERCE"),
    ],
)
def test_company_words_choose_between_entries(text, kind):
    assert kind in [c.sense.entry.type for c in candidates(analysed(text))]


def test_words_that_only_look_like_verbs_are_left_alone():
    assert not candidates(analysed("زارت الوفود مبنى وزارة الصحة."))[1:]


def test_the_trigger_leaves_its_clitics_outside():
    found, _ = event("تعهد الجيش بمواصلة القتال، وقصفت المدفعية أمس معسكرا للمتمردين قرب البلدة.", "قصفت")
    assert found.type == "ASSAULT"


def test_a_meeting_with_the_other_side():
    found, record = event("التقى وزير الخارجية الروسي سيرغي لافروف نظيره التركي في موسكو أمس.", "التقى")
    names = {e.id: e.name for e in record.entities}
    assert found.type == "CONSULT"
    assert any("لافروف" in names[actor] for actor in found.actors)


def test_a_meeting_to_come():
    found, _ = event("سيلتقي الرئيس الروسي نظيره التركي الأسبوع المقبل في موسكو.", "سيلتقي")
    assert found.aux == ("future",)


def test_what_is_told_by_somebody_names_its_statement():
    found, record = event("وقال متحدث عسكري إن القوات الحكومية قتلت عشرين متمردا في هجوم على معسكر قرب الحدود.", "هجوم")
    assert found.said_in in {s.id for s in record.statements}


@pytest.mark.parametrize(
    ("text", "kind", "low", "high", "words"),
    [
        ("قتل 15 شخصا في الهجوم", "dead", 15, 15, "15"),
        ("أسفر القصف عن مقتل ما لا يقل عن عشرين مدنيا", "dead", 20, None, "يقل عن عشرين"),
        ("لقي سبعة جنود مصرعهم في انفجار", "dead", 7, 7, "سبعة"),
        ("أدى القتال إلى تشريد 2.5 مليون شخص", "displaced", 2_500_000, 2_500_000, "2.5 مليون"),
        ("أصيب بين 20 و30 شخصا بجروح", "injured", 20, 30, "بين 20 و30"),
        ("اعتقلت الشرطة ثلاثة ناشطين", "arrested", 3, 3, "ثلاثة"),
    ],
)
def test_counts_of_people(text, kind, low, high, words):
    analysis = analysed(text)
    (found,) = counts_in(analysis, 0, len(analysis))
    assert (found.kind, found.number.low, found.number.high) == (kind, low, high)
    assert analysis.text_of(found.number.piece) == words


@pytest.mark.parametrize("text", ["قتل عشرات المدنيين في القصف", "قتل جنود عام 2011 في كمين", "أصيب رجال بعد 3 ساعات"])
def test_no_count_is_invented(text):
    analysis = analysed(text)
    assert not counts_in(analysis, 0, len(analysis))


def test_deaths_in_an_attack_are_its_toll():
    record = khabar.read("قتل 12 جنديا في هجوم شنه مسلحون على قاعدة عسكرية شمال البلاد أمس.")
    (found,) = [e for e in record.events if e.type == "ASSAULT"]
    assert found.trigger.text == "هجوم"
    assert found.toll.dead.min == 12


@pytest.mark.parametrize(
    ("word", "effect"),
    [("دعا", "proposed"), ("لم", "negation"), ("إذا", "hypothetical"), ("المقرر", "future"), ("شنت", "done")],
)
def test_effects_of_words_before(word, effect):
    from khabar.arabic import fold

    assert effect in effects_of(fold(word))


def test_setting_stops_at_a_full_stop():
    analysis = analysed("دعا الوزير إلى التهدئة. اندلعت اشتباكات في المدينة.")
    (candidate,) = [c for c in candidates(analysis) if c.sense.entry.name == "اشتبك"]
    assert "proposed" not in setting_of(analysis, candidate).before


def test_reading_twice_gives_the_same_events():
    text = "شنت المقاتلات غارات على مواقع المتمردين، وقال سكان إن القصف استمر حتى الفجر."
    assert khabar.read(text).events == khabar.read(text).events


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("انسحب الوفد الحكومي من المفاوضات.", "REJECT"),
        ("انسحبت قوات الجيش من البلدة.", "RETREAT"),
        ("فرض المجلس عقوبات على ثلاثة قادة.", "SANCTION"),
        ("فرضت القوات حصارا على القرية.", "COERCE"),
    ],
)
def test_a_word_of_several_types_keeps_them_open_the_one_with_its_company_first(text, first):
    assert candidates(analysed(text))[0].sense.entry.type == first


def test_a_word_without_its_company_stays_a_candidate_for_the_decision():
    (met,) = (c for c in candidates(analysed("تواصلت الاتصالات طوال الليل.")) if c.sense.entry.type == "CONSULT")
    assert met.alone
    assert all(sent.alone for sent in candidates(analysed("أرسلت الشركة فاتورة.")))
    assert not khabar.read("أرسلت الشركة فاتورة.").events


def test_a_trigger_word_right_before_another_is_a_sign():
    found = candidates(analysed("اتهم الجيش المتمردين بخرق الهدنة."))
    tied = dict(zip((c.cut.core for c in found), ties(found), strict=True))
    assert "noun governs noun" in tied["هدنه"]


def test_a_deed_is_the_likeliest_answers():
    found, record = event("قال مسؤول محلي أمس إن الجيش قصف مواقع المتمردين قرب البلدة.", "قصف")
    names = {e.id: e.name for e in record.entities}
    assert [names[actor] for actor in found.actors] == ["الجيش"]


def test_answers_hold_what_the_rules_found_nobody_and_the_parties_near():
    text = "قصف الجيش السوري مواقع المتمردين قرب البلدة."
    analysis = analysed(text)
    for name, step in STEPS.items():
        if name == "khabar_proposals":
            break
        step(analysis)
    (strike,) = analysis.events
    offered = answers(analysis, analysis.events, 0)
    assert tuple(strike.actors) in offered
    assert () in offered
    assert "nobody ASSAULT" in offered[()]


def test_who_tells_of_the_dead_is_not_among_them():
    text = "وقال سمير الخطيب: «قتل خلال الأيام الثلاثة الماضية أكثر من عشرين مسلحا»."
    found, record = event(text, "قتل")
    teller = next(entity.id for entity in record.entities if entity.name == "سمير الخطيب")
    assert teller not in found.recipients


def test_who_vouches_for_a_deed_did_not_suffer_it():
    assert event("قصفت المدفعية البلدة على ما أعلن مصدر عسكري.", "قصفت")[0].recipients == ()


def test_to_reach_ones_aims_is_no_inquiry():
    assert not khabar.read("حقق الجيش أهدافه في المعركة أمس.").events[1:]
    assert event("حقق الجيش في الحادث أمس.", "حقق")[0].type == "ACCUSE"


def until_events(text):
    analysis = analysed(text)
    for name, step in STEPS.items():
        if name == "khabar_proposals":
            break
        step(analysis)
    return analysis


def test_who_fought_the_same_actors_before_may_have_lost_the_ground():
    analysis = until_events("قصف الجيش السوري مواقع تنظيم داعش. وسيطر الجيش السوري على البلدة أمس.")
    ground = next(i for i, event in enumerate(analysis.events) if event.type == "COERCE")
    offered = recipient_answers(analysis, analysis.events, ground)
    assert any("enemy" in signs for signs in offered.values())


def test_the_owner_of_what_was_hit_is_a_recipient():
    found, record = event("شنت المقاتلات غارات على مواقع لتنظيم داعش قرب البلدة.", "غارات")
    names = {e.id: e.name for e in record.entities}
    assert ["الدولة الإسلامية" in names[r] or "داعش" in names[r] for r in found.recipients] == [True]


@pytest.mark.parametrize(
    ("word", "way"),
    [("استهدفت", "hit"), ("تعرضت", "suffered"), ("بمقتل", "harmed"), ("ومواقع", "target"), ("المجلس", "")],
)
def test_words_that_point_to_a_recipient(word, way):
    from khabar.arabic import fold

    assert points_to(fold(word)) == way


def test_a_word_seldom_an_event_needs_its_company():
    assert not candidates(analysed("فض الوزير الظرف."))
    (dispersed,) = (c for c in candidates(analysed("فضت الشرطة اعتصام العمال.")) if c.cut.core == "فضت")
    assert dispersed.sense.entry.type == "COERCE"


def test_a_national_dialogue_is_a_meeting():
    assert "CONSULT" in [c.sense.entry.type for c in candidates(analysed("استؤنف الحوار الوطني في العاصمة."))]


def test_two_sides_named_apart_are_one_answer():
    analysis = until_events("التقى وزير الخارجية الروسي سيرغي لافروف أمس في موسكو وزير الدفاع التركي خلوصي أكار.")
    offered = answers(analysis, analysis.events, 0)
    names = [{analysis.parties[party].name for party in answer} for answer in offered]
    assert {"سيرغي لافروف", "خلوصي أكار"} in names
    both = next(marks for marks in offered.values() if "pair CONSULT" in marks)
    assert sum(mark == "of two party" for mark in both) == 2


@pytest.mark.parametrize(
    "text", ["دمرت آلة الحرب المدينة.", "طالب المحامي بملاحقة مجرمي الحرب.", "عاد أمراء الحرب إلى البلدة."]
)
def test_a_war_that_only_tells_what_kind_of_thing_is_none(text):
    assert "حرب" not in [c.cut.core for c in candidates(analysed(text))]


def test_who_owns_what_was_hit_did_not_hit_it():
    (event,) = khabar.read("أدى قصف مواقع الجيش السوري إلى مقتل ثلاثة جنود.", model=False).events
    assert event.type == "ASSAULT"
    assert event.actors == ()


@pytest.mark.parametrize(
    ("report", "aux"),
    [
        ("وكانت القوات قد قصفت المستشفى الثلاثاء.", ()),
        ("وقد اعتقل الجيش خمسة أشخاص.", ()),
        ("قد تهاجم القوات المدينة.", ("hypothetical",)),
        ("ومن المقرر أن يجتمع الوزيران في جنيف.", ("future",)),
        ("توجه المبعوث إلى مسقط لعقد محادثات مع الوسطاء.", ("future",)),
    ],
)
def test_what_has_come_to_pass_and_what_is_to_come(report, aux):
    assert aux in [event.aux for event in khabar.read(report, model=False).events]
