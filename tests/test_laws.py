"""The laws of the record on any text at all: spans true, nothing dangling, the same text read twice the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import khabar
from khabar.errors import KhabarError
from khabar.record import Record, spans_of
from khabar.sources import iter_inputs

WORDS = (
    "قال أعلن وأضاف مضيفا رفض نفى أكد دعا اتهم الوزير الرئيس المتحدث باسم الحركة الحكومة الجيش قوات مسلحون وفد دمشق موسكو "
    "بيروت عدن حلب شرق ريف مدينة الحدود هدنة انسحاب اتفاق اقتراح محادثات وقف إطلاق النار الثلاثاء أمس غدا مطلع الأسبوع المقبل "
    "خمسة أيام 72 ساعة 3 أكتوبر 2016 1437 هـ قتل جرح 12 شخصا غارات قصف هجوم لقاء أن إن بأن الذي التي بين في من على إلى حتى منذ "
    "بحسب وفقا نقلا عن لم لن لا قد سوف سيعلن كان وكان هو هي انه الطرفان الفصيلان ( ) « » \" ' “ ” . ، : ؛ ؟ ! - -- … ... \n \n\n "
    "رويترز (أ ف ب) CNN د. أ ﷺ ـ 12,5 ٢٠١٦ \u200f \u202e \ufffd \u064e"
)

reports = st.lists(st.sampled_from(WORDS.split(" ")), max_size=60).map(" ".join)
texts = st.one_of(st.text(max_size=200), reports, st.lists(st.sampled_from(WORDS.split(" ")), max_size=30).map("".join))


def check(record: Record, text: str) -> None:
    assert record.source.text == text
    for span in spans_of(record):
        assert text[span.start : span.end] == span.text
    json.loads(record.model_dump_json())


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(texts, st.sampled_from([None, "2016-10-03"]))
def test_any_text_makes_a_true_record(text: str, published: str | None) -> None:
    record = khabar.read(text, published=published)
    check(record, text)
    assert khabar.read(text, published=published) == record
    if published is None:
        assert all(time.anchor != "published" for time in record.times)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for item in iter_inputs(data):
        if isinstance(item, KhabarError):
            assert str(item)
        else:
            check(khabar.read(item), item.text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "قال",
        "«",
        '"',
        "\x00",
        "قال\ufeff",
        "(((((",
        "\u202e" * 50,
        "و" * 500,
        "قال " * 300,
        '"' * 300,
        "«قال» " * 100,
        "ﷺ" * 50,
    ],
)
def test_texts_at_the_edge(text: str) -> None:
    check(khabar.read(text, published="2016-10-03"), text)


def test_halves_of_surrogate_pairs_become_one_sign_each() -> None:
    record = khabar.read("قال الوزير \ud83d إن الهدنة صامدة.\udc00")
    check(record, "قال الوزير \ufffd إن الهدنة صامدة.\ufffd")
    assert [caution.code for caution in record.warnings] == ["lone-surrogates"]


READ_ALL = """
import hashlib, sys
from pathlib import Path
import khabar
for path in sorted(Path(sys.argv[1]).glob("*.txt")):
    made = khabar.read(path.read_text("utf-8"), published="2016-12-05").model_dump_json()
    print(path.name, hashlib.sha256(made.encode()).hexdigest())
"""


def test_two_processes_write_the_same_bytes() -> None:
    """Python gives sets another order in every process; no digit of a record may hang on it."""
    folder = Path(__file__).parents[1] / "evaluation" / "reports"
    read = [
        subprocess.run(
            [sys.executable, "-c", READ_ALL, str(folder)],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert read[0] == read[1]
    assert read[0].count("\n") > 20
