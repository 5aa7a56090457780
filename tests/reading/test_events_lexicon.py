"""Every entry of the event lexicon is found in its own example."""

import pytest

from khabar.arabic import fold
from khabar.lexicon import load
from khabar.reading.events.triggers import candidates
from khabar.reading.tokens import begin_analysis
from khabar.record import Report

ENTRIES = load("events")["trigger"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: f"{e['type']}-{e.get('past') or e['nouns'][0]}")
def test_example_holds_the_word(entry):
    analysis = begin_analysis(Report(text=entry["example"]))
    name = entry.get("past") or entry["nouns"][0]
    found = [(c.sense.entry.name, c.sense.entry.type) for c in candidates(analysis)]
    assert (name, entry["type"]) in found


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: f"{e['type']}-{e.get('past') or e['nouns'][0]}")
def test_entry_is_well_formed(entry):
    from khabar.reading.events.roles import ROLES

    assert entry["roles"] in ROLES
    assert ("past" in entry) == ("present" in entry)
    assert "past" in entry or entry["nouns"]
    words = [*entry.get("nouns", ()), *entry.get("with", ()), *entry.get("without", ())]
    assert all(fold(word) and "،" not in word for word in words)
