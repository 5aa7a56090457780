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
