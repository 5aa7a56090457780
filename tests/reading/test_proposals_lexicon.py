import pytest

from khabar.lexicon import load
from khabar.reading.proposals.mentions import find_mentions
from khabar.reading.tokens import begin_analysis
from khabar.record import Report


def mentions_of(text):
    analysis = begin_analysis(Report(text=text))
    return find_mentions(analysis)


@pytest.mark.parametrize("entry", load("proposals")["plan"], ids=lambda e: f"{e['family']}: {e['example']}")
def test_each_plan_is_found_in_its_example(entry):
    found = {(m.plan.kind, m.plan.family) for m in mentions_of(entry["example"]) if m.plan}
    assert (entry["kind"], entry["family"]) in found


@pytest.mark.parametrize("entry", load("proposals")["frame"], ids=lambda e: e["family"])
def test_each_frame_is_found_in_its_example(entry):
    assert entry["family"] in {m.frame.family for m in mentions_of(entry["example"]) if m.frame}


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("طالب الحزب بفرض حظر جوي في الشمال.", "safe zone"),
        ("ترسل الدولتان غدا مئة جندي إلى الحدود.", "deployment"),
        ("سيخفض الحلف عدد قواته في البلاد.", "withdrawal"),
    ],
)
def test_a_plan_is_told_by_its_company(text, family):
    assert [m.plan.family for m in mentions_of(text) if m.plan] == [family]


@pytest.mark.parametrize(
    "text",
    [
        "رفض الجيش التعليق على الهجمات.",
        "فرضت السلطات حظر التجول في المدينة.",
        "سترسل الوزارة رسالة إلى النقابة.",
    ],
)
def test_comments_curfews_and_letters_are_no_plans(text):
    assert [m.plan.family for m in mentions_of(text) if m.plan] == []
