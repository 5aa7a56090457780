"""How sure a step was becomes how probable it is that the claim is right."""

from __future__ import annotations

from itertools import pairwise

import pytest

from khabar.assemble import assemble
from khabar.explanation import claims
from khabar.lexicon import load
from khabar.reading import read_report
from khabar.reading.analysis import EventDraft
from khabar.reading.confidence import confidence, sure
from khabar.record import Report

REPORT = Report(text="رفض المتحدث سالم العبدلي الهدنة. وقتل جنديان في هجوم على حاجز. وقال الوزير إن الوفد سيصل غدا.")
KINDS = ("statement", "proposal", "event")


@pytest.mark.parametrize("kind", KINDS)
def test_the_line_of_every_kind_begins_at_nothing_ends_at_one_and_always_rises(kind):
    points = load("confidence")[kind]["points"]
    assert (points[0]["sure"], points[-1]["sure"]) == (0, 1)
    assert all(a["sure"] < b["sure"] and a["right"] < b["right"] for a, b in pairwise(points))
    assert 0 < points[0]["right"] < points[-1]["right"] < 1


def test_surer_claims_are_never_less_probable():
    (draft, *_) = read_report(REPORT).events
    assert isinstance(draft, EventDraft)
    told = []
    for step in range(101):
        draft.confidence = step / 100
        told.append(confidence(draft))
    assert told == sorted(told)
    for point in load("confidence")["event"]["points"]:
        draft.confidence = point["sure"]
        assert confidence(draft) == point["right"]


def test_of_a_statement_its_act_counts_too():
    analysis = read_report(REPORT)
    draft = analysis.statements[-1]
    assert draft.act_chance < 1
    assert sure(draft) == draft.confidence * draft.act_chance


def test_the_record_and_the_explanation_say_the_same():
    record = assemble(read_report(REPORT))
    explained = {claim.id: claim.confidence for claim in claims(REPORT)}
    made = [*record.statements, *record.proposals, *record.events]
    assert len({claim.id[0] for claim in made}) == len(KINDS)
    assert {claim.id: claim.confidence for claim in made} == {claim.id: explained[claim.id] for claim in made}
