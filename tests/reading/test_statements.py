"""Every entry of lexicon/reporting.toml is found in its example, with its act."""

from __future__ import annotations

import pytest

from khabar.lexicon import load
from khabar.reading import read_doc
from khabar.record import Report

VERBS = load("reporting")["verb"]


def statements(text: str):
    return read_doc(Report(text=text))._.analysis.statements


@pytest.mark.parametrize("verb", VERBS, ids=[v["past"] for v in VERBS])
def test_every_verb_is_found_in_its_example(verb: dict):
    found = [(draft.entry, str(draft.act)) for draft in statements(verb["example"])]
    entries = [entry for entry, _ in found]
    assert f"reporting:{verb['past']}" in entries, found
