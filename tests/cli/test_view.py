"""The view: Arabic stays in logical order, each line in an isolate of its own."""

from rich.console import Console
from rich.table import Table

from khabar.cli.view import Arabic, sentence_around
from khabar.record import Span

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
    assert sentence_around(text, Span(start=start, end=start + 4, text="يصدر")) == "ولم يصدر اي تعليق من واشنطن"
    assert sentence_around("يصدر", Span(start=0, end=4, text="يصدر")) == "يصدر"
