"""The signs of lexicon/acts.toml show the act they stand for."""

from __future__ import annotations

import pytest

from khabar.lexicon import load
from khabar.reading import read_doc
from khabar.record import Report

SIGNS = load("acts")["sign"]


def statements(text: str):
    return read_doc(Report(text=text))._.analysis.statements


@pytest.mark.parametrize("sign", SIGNS, ids=[f"{i}-{s['act']}" for i, s in enumerate(SIGNS)])
def test_every_sign_reads_its_example(sign: dict):
    assert sign["act"] in [draft.act for draft in statements(sign["example"])]
