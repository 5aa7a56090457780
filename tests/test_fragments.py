"""Words cut out of a report at any two places never crash the reading, and what it makes of them keeps the laws."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import khabar
from khabar.record import spans_of

REPORTS = [
    path.read_text("utf-8") for path in sorted((Path(__file__).parents[1] / "evaluation" / "reports").glob("*.txt"))
]


@st.composite
def fragments(draw: st.DrawFn) -> str:
    report = draw(st.sampled_from(REPORTS))
    first = draw(st.integers(0, len(report) - 1))
    return report[first : first + draw(st.sampled_from((4, 12, 30, 80, 200, 500)))]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(fragments())
def test_a_fragment_of_a_report_makes_a_true_record(text: str) -> None:
    record = khabar.read(text, published="2016-10-03")
    assert record.source.text == text
    known = {entity.id for entity in record.entities}
    for span in spans_of(record):
        assert text[span.start : span.end] == span.text
    for statement in record.statements:
        assert set(statement.source.entities) <= known


@pytest.mark.parametrize(
    "text",
    [
        "وقال المتحدث باسم الجيش ”",
        "واكد الوزير ان",
        "رفض فصيلان",
        "لكن صاحب",
        "قال الباحث سامي",
        "مضيفا أن الجيش ",
        "القيادة في الشمال (",
        "وحث الزعماء",
    ],
)
def test_a_report_that_breaks_off_is_read(text: str) -> None:
    assert khabar.read(text).source.text == text
