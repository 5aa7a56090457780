"""The fields of meaning of lexicon/act_fields.toml."""

from __future__ import annotations

import pytest

from khabar.arabic import fold
from khabar.lexicon import load
from khabar.reading.acts.fields import fields_at, fields_of

FIELDS = load("act_fields")["field"]


@pytest.mark.parametrize("field", FIELDS, ids=[field["name"] for field in FIELDS])
def test_every_field_is_seen_in_its_example(field: dict):
    norms = fold(field["example"].replace(".", " ").replace(":", " ").replace('"', " ")).split()
    assert field["name"] in {name for at in range(len(norms)) for name in fields_at(norms, at)}


@pytest.mark.parametrize("word", ["قصف", "والقصف", "وبقصفهم", "يقصفون", "قصفت"])
def test_a_word_keeps_its_field_under_clitics_and_endings(word: str):
    assert "violence" in fields_of(fold(word))


def test_a_phrase_opens_its_field_only_when_it_goes_on():
    assert "condition" in fields_at(["ما", "لم", "ينسحبوا"], 0)
    assert "condition" not in fields_at(["ما", "زال"], 0)
