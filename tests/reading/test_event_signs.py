"""Signs that look closer: at an event word, its time and place in the report; at who did it."""

import pytest

import khabar
from khabar.reading import STEPS
from khabar.reading.events.choice import agreement, answers, around, joint_at
from khabar.reading.events.closer_signs import closer_signs, places_among, telling_signs
from khabar.reading.events.decision import History, scenes, signs
from khabar.reading.events.triggers import candidates
from khabar.reading.tokens import begin_analysis
from khabar.record import Report


def words_of(text, published=None):
    analysis = begin_analysis(Report(text=text, published=published))
    for name, step in STEPS.items():
        if name == "khabar_events":
            break
        step(analysis)
    return analysis, candidates(analysis)


def found_at(text, word, published=None):
    analysis, found = words_of(text, published)
    place = next(i for i, c in enumerate(found) if analysis.texts[c.token] == word)
    return signs(analysis, found[place], scenes(analysis, found)[place], History())


def test_the_form_and_the_inflection_of_a_word_are_signs():
    marks = found_at("قصفت الطائرات البلدة.", "قصفت")
    assert {"form قصفت ASSAULT", "core قصفت ASSAULT", "verb past s f"} <= set(marks)
    assert "noun definite definite hostile" in found_at("بدأ الهجوم البري أمس.", "الهجوم")


def test_the_kinds_of_its_parties_and_the_age_of_its_time_are_signs():
    marks = found_at("قصف الجيش السوري مواقع المعارضة أمس الأحد.", "قصف", published="2016-12-05")
    assert "actor state_body ASSAULT" in marks
    assert "timed now verb" in marks
    assert "untimed ASSAULT verb" in found_at("قصف الجيش السوري مواقع المعارضة.", "قصف")


def test_its_place_among_the_trigger_words_of_its_sentence():
    analysis, found = words_of("قصف الجيش البلدة واعتقل عشرة. واجتمع الوزراء.")
    places = dict(zip((analysis.texts[c.token] for c in found), places_among(analysis, found), strict=True))
    assert "trigger 0 verb" in places["قصف"]
    assert {"trigger 1 verb", "after 1 verbs verb"} <= set(places["واعتقل"])
    assert "trigger 0 verb" in places["واجتمع"]


def test_what_was_told_before():
    assert telling_signs("ASSAULT", "past", 0, None) == ["told 0 families", "last never ASSAULT", "last never past"]
    assert telling_signs("ASSAULT", "past", 9, 2)[:2] == ["told 6 families", "last near ASSAULT"]
    assert "last long ago past" in telling_signs("ASSAULT", "past", 1, 30)


def test_the_word_before_is_read_roughly():
    analysis, found = words_of("استمرت عملية القصف.")
    noun = next(c for c in found if c.cut.article)
    assert "behind feminine definite" in closer_signs(analysis, noun, "hostile", "definite")


def found_in(text):
    analysis, _ = words_of(text)
    STEPS["khabar_events"](analysis)
    return analysis


def test_parties_named_together_are_one_answer():
    analysis = found_in("اعتقل الجيش السوري والشرطة العراقية عشرة مسلحين أمس.")
    first = analysis.party_mentions[analysis.mention_at[1][0]].piece
    both = joint_at(analysis, first.first, first.last)
    assert [analysis.parties[p].name for p in both] == ["الجيش السوري", "الشرطة العراقية"]
    assert "joint COERCE" in answers(analysis, analysis.events, 0)[both]


@pytest.mark.parametrize(
    ("verb", "gender", "fits"),
    [("قصفت", "f", "agrees"), ("وتقصف", "f", "agrees"), ("سيقصف", "f", "disagrees"), ("قصف", "m", "agrees")],
)
def test_a_verb_agrees_with_its_subject(verb, gender, fits):
    analysis, _ = words_of("قصف الجيش السوري البلدة.")
    party = analysis.parties[0]
    party.gender = gender
    assert agreement(verb, party) == fits


def test_the_words_around_a_mention_are_signs_and_marks_are_named_by_kind():
    analysis, _ = words_of("قصف الجيش السوري، البلدة.")
    assert around(analysis, 1, 3) == ["named الجيش", "brought by قصف", "then punct"]


def test_who_is_named_with_the_doer_did_it_too():
    record = khabar.read("اعتقل الجيش السوري والشرطة العراقية عشرة مسلحين أمس.", published="2016-12-05")
    names = {entity.id: entity.name for entity in record.entities}
    assert [names[actor] for actor in record.events[0].actors] == ["الجيش السوري", "الشرطة العراقية"]
