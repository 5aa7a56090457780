"""Inflected forms against a grammar's paradigms, one verb a class."""

import pytest

from khabar.lexicon.inflect import verb_forms


@pytest.mark.parametrize(
    ("past", "present", "expected"),
    [
        ("رفض", "يرفض", "رفضت رفضوا رفضا رفضتا رفضنا يرفض ترفض نرفض يرفضون يرفضوا يرفضان ترفضان"),
        ("قال", "يقول", "قالت قالوا قالا قالتا قلت قلنا قلن يقول تقول نقول اقول يقولون يقولان يقل تقل"),
        ("دعا", "يدعو", "دعت دعوا دعونا دعوت دعوا يدعو تدعو يدعون يدع ندعو"),
        ("نفى", "ينفي", "نفت نفوا نفيا نفينا ينفي تنفي ينفون ينف"),
        ("أعاد", "يعيد", "اعادت اعادوا اعدنا يعيد تعيد يعيدون يعد"),
        ("تلقى", "يتلقى", "تلقت تلقوا تلقينا يتلقي تتلقي يتلقون"),
        ("أعلن", "يعلن", "اعلنت اعلنوا اعلنا يعلن تعلن اعلن يعلنون نعلن"),
    ],
)
def test_finite_forms(past, present, expected):
    missing = set(expected.split()) - set(verb_forms(past, present))
    assert not missing


def test_participles_and_verbal_nouns():
    forms = verb_forms("أضاف", "يضيف", participle="مضيف", masdars=("إضافة",))
    for form in ("مضيفا", "مضيفه", "مضيفين", "اضافه"):
        assert form in forms
    assert forms["مضيفا"][0].tense == "participle"
    assert forms["اضافه"][0].tense == "masdar"


def test_a_form_tells_person_number_and_gender():
    (inflection,) = verb_forms("رفض", "يرفض")["رفضتا"]
    assert (inflection.tense, inflection.person, inflection.number, inflection.gender) == ("past", 3, "d", "f")


def test_the_plural_alif_gives_way_to_an_object_pronoun():
    assert "قتلو" in verb_forms("قتل", "يقتل")


def test_passives_written_differently():
    forms = verb_forms("قال", "يقول", passive_past="قيل", passive_present="يقال")
    assert forms["قيل"][0].passive
    assert forms["يقال"][0].passive
