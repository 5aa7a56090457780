"""The view: Arabic stays in logical order, each line in an isolate of its own."""

import pytest
from rich.console import Console
from rich.table import Table

from khabar.cli.view import Arabic, show
from khabar.export.english import sentence_around
from khabar.record import Entity, Mention, Proposal, Record, Source, Span, Statement, StatementSource

LINE = "رفض فصيلان معارضان اي اقتراح يقضي باخراج مقاتليهما من الاحياء المحاصرة"


def rendered(width: int) -> list[str]:
    console = Console(width=width, legacy_windows=False)
    table = Table.grid(expand=True)
    table.add_column()
    table.add_row(Arabic(LINE))
    with console.capture() as captured:
        console.print(table)
    return captured.get().splitlines()


def test_letters_are_never_reordered():
    words = " ".join("".join(c for c in line if c not in "\u2067\u2069").strip() for line in rendered(30))
    assert words == LINE


def test_each_line_is_isolated_with_its_padding_outside():
    for line in rendered(30):
        assert line.lstrip(" ").startswith("\u2067")
        assert line.rstrip().endswith("\u2069")
        assert line.count("\u2067") == line.count("\u2069") == 1


def test_long_words_are_cut_at_a_word():
    assert Arabic(LINE, longest=20).plain == "رفض فصيلان معارضان …"


def test_a_silence_is_shown_in_its_sentence():
    text = "وصل الوفد. ولم يصدر اي تعليق من واشنطن. وغادر"
    start = text.index("يصدر")
    around = sentence_around(text, Span(start=start, end=start + 4, text="يصدر"))
    assert around.text == "ولم يصدر اي تعليق من واشنطن"
    assert text[around.start : around.end] == around.text
    assert sentence_around("يصدر", Span(start=0, end=4, text="يصدر")).text == "يصدر"


TEXT = "رفض دبلوماسي غربي الهدنة. ولم تعلق الحكومة."


def viewed(width: int) -> str:
    def span(words: str) -> Span:
        start = TEXT.index(words)
        return Span(start=start, end=start + len(words), text=words)

    record = Record(
        source=Source(id="r-1", text=TEXT),
        entities=(
            Entity(
                id="e-1", kind="unnamed", name="دبلوماسي غربي",
                mentions=(Mention(span=span("دبلوماسي غربي"), form="nominal"),),
            ),
            Entity(
                id="e-2", kind="government", name="الحكومة", mentions=(Mention(span=span("الحكومة"), form="nominal"),)
            ),
        ),
        proposals=(
            Proposal(id="q-1", kind="ceasefire", label="الهدنة", mentions=(span("الهدنة"),), by="rule:t", confidence=1),
        ),
        statements=(
            Statement(
                id="s-1", act="reject", kind="indirect", cue=span("رفض"), source=StatementSource(entities=("e-1",)),
                content=span("الهدنة"), about=("q-1",), by="rule:t", confidence=1,
            ),
            Statement(
                id="s-2", act="no_comment", kind="none", cue=span("تعلق"), source=StatementSource(entities=("e-2",)),
                by="rule:t", confidence=1,
            ),
        ),
    )  # fmt: skip
    console = Console(width=width, legacy_windows=False)
    with console.capture() as captured:
        show(record, console)
    return captured.get()


@pytest.mark.parametrize("width", [60, 80, 120, 160])
def test_a_reader_without_arabic_sees_who_does_what(width):
    view = viewed(width)
    assert "Western diplomat (unnamed) rejects  P1" in view
    assert "the-truce" in view
    assert "the government does not comment" in view
    assert "and-did-not comment the-government" in view
    assert all(len(line) <= width + 2 * line.count("\u2067") for line in view.splitlines())
