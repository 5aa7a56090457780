"""Tokens, quotations and sentences: laws on any text, and the habits of the wires."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.reading.analysis import Analysis
from khabar.reading.tokens import begin_analysis, tokenize
from khabar.record import Report

news_characters = st.sampled_from(
    "قالانبوفكلسةىأؤئ ء  \n\t.،؛:؟!\"'«»“”()-0123456789abU\u200f\u202e\u064e\u0640\u0000\ufeff"
)
texts = st.one_of(st.text(), st.text(news_characters, max_size=300))


def analyse(text: str) -> Analysis:
    return begin_analysis(Report(text=text))


def sentences(text: str) -> list[str]:
    analysis = analyse(text)
    return [text[analysis.starts[s.first] : analysis.ends[s.last - 1]].strip() for s in analysis.sentences]


def quotes(text: str) -> list[str]:
    analysis = analyse(text)
    return [text[analysis.starts[q.first] : analysis.ends[q.last - 1]] for q in analysis.quotes]


@given(texts)
def test_tokens_rebuild_the_text(text: str) -> None:
    assert "".join(tokenize(text)) == text
    analysis = analyse(text)
    end = 0
    for token, start, stop in zip(analysis.texts, analysis.starts, analysis.ends, strict=True):
        assert text[start:stop] == token
        assert text[end:start] in {"", " "}
        end = stop
    assert text[end:] in {"", " "}


@given(texts)
def test_sentences_cover_all_tokens_in_order(text: str) -> None:
    analysis = analyse(text)
    end = 0
    for sentence in analysis.sentences:
        assert sentence.first == end
        assert sentence.last > sentence.first
        end = sentence.last
    assert end == len(analysis)
    assert [s.paragraph for s in analysis.sentences] == sorted(s.paragraph for s in analysis.sentences)


@given(texts)
def test_quotations_do_not_overlap(text: str) -> None:
    analysis = analyse(text)
    end = 0
    for quote in analysis.quotes:
        assert end <= quote.first < quote.last <= len(analysis)
        end = quote.last


def test_a_very_long_line_takes_linear_time() -> None:
    line = 'وقال الوزير إن "المحادثات" ستبدأ غدا, '
    started = time.perf_counter()
    tokenize(line * 25_000)
    assert time.perf_counter() - started < 5
    started = time.perf_counter()
    analyse("قال " + "ﷲ" * 300_000)
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("وصل الوفد. وغادر الوزير.", ["وصل الوفد.", "وغادر الوزير."]),
        ("اتفاق على هدنة\nوصل الوفد أمس", ["اتفاق على هدنة", "وصل الوفد أمس"]),
        ("التقى د. سالم أحمد م. ناجي.", ["التقى د. سالم أحمد م. ناجي."]),
        ("ذكرت أ. ف. ب. أن الوفد وصل.", ["ذكرت أ. ف. ب. أن الوفد وصل."]),
        ("وفق أ ف ب. وأكد الوزير ذلك.", ["وفق أ ف ب.", "وأكد الوزير ذلك."]),
        ("بلغ العدد 3.5 مليون. وزاد.", ["بلغ العدد 3.5 مليون.", "وزاد."]),
        ("نشره موقع news.example.org أمس.", ["نشره موقع news.example.org أمس."]),
        ("صدر عام 1437هـ. وطبق بعده.", ["صدر عام 1437هـ.", "وطبق بعده."]),
        ("ماذا بعد؟! لا أحد يعرف.", ["ماذا بعد؟!", "لا أحد يعرف."]),
        (
            "قال: «لا نريد الحرب. نريد السلام. ولن نتراجع» وغادر. ثم عاد.",
            ["قال: «لا نريد الحرب. نريد السلام. ولن نتراجع» وغادر.", "ثم عاد."],
        ),
        ("قال: «انتهى الأمر.» وأضاف أنه باق.", ["قال: «انتهى الأمر.»", "وأضاف أنه باق."]),
        ("«انتهى الأمر.» قال الوزير.", ["«انتهى الأمر.» قال الوزير."]),
        ("انتظرنا... وصل الوفد", ["انتظرنا... وصل الوفد"]),
        ("\n\n  وصل الوفد  \n\n", ["وصل الوفد"]),
        ("", []),
        (" \n ", [""]),
    ],
)
def test_sentences(text: str, wanted: list[str]) -> None:
    assert sentences(text) == wanted


def test_lines_broken_by_a_machine_end_no_sentence() -> None:
    line = "وقال المتحدث باسم القوات إن المفاوضات بين الطرفين ستستأنف خلال الأسبوع المقبل في العاصمة"
    assert len(sentences("\n".join([line] * 8) + ".")) == 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('قال إن "الاتفاق قائم" وغادر', ['"الاتفاق قائم"']),
        ("قال إن «الاتفاق “قائم” الآن» وغادر", ["«الاتفاق “قائم” الآن»"]),
        ("قال إن ''الاتفاق قائم'' وغادر", ["''الاتفاق قائم''"]),
        ("قال إن 'الاتفاق قائم' وغادر", ["'الاتفاق قائم'"]),
        ("قال ‹نعم› وغادر", ["‹نعم›"]),
        ("وصف O'Brien الأمر", []),
        ("أبلغ ”الصحيفة” و”الوكالة” بذلك", ["”الصحيفة”", "”الوكالة”"]),
        ('أبلغ لـ"الصحيفة" بذلك', ['"الصحيفة"']),
        ('قال إن "حركة "فتح" موافقة" وغادر', ['"حركة "فتح" موافقة"']),
        ("قال: «لن نقبل\nوغادر الوفد", ["«لن نقبل"]),
        ('إلا أن الأمر انتهى"، وفق التقرير. وقال إن "الوضع صعب" هناك', ['"الوضع صعب"']),
        ('وقال إن "الحركة ترفض. وأضاف أن "الأمر انتهى" الآن', ['"الحركة ترفض.', '"الأمر انتهى"']),
        ('الأول " والثاني "نعم" والثالث "لا" وغادر', ['"نعم"', '"لا"']),
    ],
)
def test_quotation_marks_are_paired(text: str, wanted: list[str]) -> None:
    assert quotes(text) == wanted
