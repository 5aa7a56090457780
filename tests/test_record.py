"""The record keeps its laws: true spans, unique ids, no dangling reference."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from khabar.record import (
    Entity,
    Mention,
    Record,
    Report,
    Source,
    Span,
    Statement,
    StatementSource,
    content_id,
    spans_of,
)

TEXT = "قال الوزير إن المحادثات ستبدأ غدا."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def record(**parts) -> Record:
    return Record(source=Source(id="r-1", text=TEXT), **parts)


def minister() -> Entity:
    return Entity(id="e-1", kind="unnamed", name="الوزير", mentions=(Mention(span=span("الوزير"), form="nominal"),))


def statement(**changes) -> Statement:
    fields = {
        "id": "s-1",
        "act": "say",
        "kind": "indirect",
        "cue": span("قال"),
        "source": StatementSource(entities=("e-1",), span=span("الوزير")),
        "content": span("المحادثات ستبدأ غدا"),
        "by": "rule:test",
        "confidence": 0.5,
    }
    return Statement(**(fields | changes))


def test_a_whole_record_holds_together_and_survives_json():
    whole = record(entities=(minister(),), statements=(statement(),))
    again = Record.model_validate_json(whole.model_dump_json())
    assert again == whole
    assert whole.model_dump(mode="json")["schema"] == "khabar/1"
    assert [s.text for s in spans_of(whole)] == ["الوزير", "قال", "الوزير", "المحادثات ستبدأ غدا"]


def test_a_false_span_is_refused():
    false = Span(start=0, end=3, text="نفى")
    with pytest.raises(ValidationError, match="claims"):
        record(entities=(minister(),), statements=(statement(cue=false),))


def test_an_empty_or_crooked_span_is_refused():
    with pytest.raises(ValidationError):
        Span(start=3, end=3, text="")
    with pytest.raises(ValidationError):
        Span(start=3, end=9, text="قال")


@pytest.mark.parametrize(
    "changes",
    [
        {"source": StatementSource(entities=("e-9",))},
        {"addressee": "e-9"},
        {"about": ("q-9",)},
        {"time": "t-9"},
        {"place": "p-9"},
    ],
)
def test_a_dangling_reference_is_refused(changes):
    with pytest.raises(ValidationError, match="does not hold"):
        record(entities=(minister(),), statements=(statement(**changes),))


def test_an_id_used_twice_is_refused():
    with pytest.raises(ValidationError, match="twice"):
        record(entities=(minister(), minister()))


def test_records_are_frozen_and_know_no_other_field():
    with pytest.raises(ValidationError):
        record().source.text = "x"
    with pytest.raises(ValidationError):
        record(opinions=())


@given(st.text(), st.dates() | st.none())
def test_the_id_of_a_report_depends_on_text_and_date_alone(text, published: dt.date | None):
    one = Report(text=text, published=published, uri="a")
    other = Report(text=text, published=published, uri="b")
    assert one.id == other.id
    assert Report(text=text + ".", published=published).id != one.id


def test_content_ids_keep_parts_apart():
    assert content_id("x", "ab", "c") != content_id("x", "a", "bc")
