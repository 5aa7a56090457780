"""Encodings of Arabic text, told and guessed, whole and broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.errors import UnreadableError
from khabar.sources.decoding import decode, text_cautions, whole_text

TEXT = (
    "قال الوزير إن المحادثات بين الوفدين ستبدأ غدا في جنيف، وأضاف أن الطرفين اتفقا على وقف إطلاق النار.\r\nوأكد ذلك.\n"
)


def codes(text: str) -> list[str]:
    return [caution.code for caution in text_cautions(text)]


@pytest.mark.parametrize(
    ("encoding", "cautions"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", []),
        ("utf-16-le", ["encoding-assumed"]),
        ("utf-16-be", ["encoding-assumed"]),
        ("utf-32", []),
        ("windows-1256", ["encoding-assumed"]),
        ("iso8859-6", ["encoding-assumed"]),
    ],
)
def test_each_encoding_gives_the_same_text(encoding: str, cautions: list[str]) -> None:
    text, said = decode(TEXT.encode(encoding), "a test")
    assert text == TEXT
    assert [caution.code for caution in said] == cautions


def test_a_declared_encoding_needs_no_guess() -> None:
    assert decode(TEXT.encode("cp1256"), "a test", declared="windows-1256") == (TEXT, [])


def test_a_wrong_declaration_is_not_believed() -> None:
    text, said = decode(TEXT.encode("cp1256"), "a test", declared="iso8859-6")
    assert text == TEXT
    assert [caution.code for caution in said] == ["encoding-assumed"]


def test_broken_bytes_lose_nothing_else() -> None:
    data = TEXT.encode() + b"\xff\xfe\x80" + TEXT.encode()
    text, said = decode(data, "a test")
    assert text.startswith(TEXT)
    assert text.endswith(TEXT)
    assert [caution.code for caution in said] == ["undecodable-bytes"]


def test_text_without_arabic_is_read() -> None:
    text, _ = decode("Les négociations ont repris à Genève, déclare le ministre.".encode("latin-1"), "a test")
    assert "négociations" in text


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 \xe2\xe3", b"PK\x03\x04\x14", b"\x89PNG\r\n", bytes(range(256)) * 20])
def test_what_is_no_text_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"^news\.txt"):
        decode(data, "news.txt")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, _ = decode(data, "a test")
    except UnreadableError:
        return
    text.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], max_codepoint=0xFEFE), min_size=1))
def test_utf8_comes_back_unchanged(text: str) -> None:
    text = " " + text  # so that no text begins like an archive
    assert decode(text.encode(), "a test") == (text, [])


def test_halves_of_surrogate_pairs() -> None:
    text, said = whole_text("قال\ud800 ذلك\udfff")
    assert text == "قال\ufffd ذلك\ufffd"
    assert [caution.code for caution in said] == ["lone-surrogates"]


def test_cautions_about_a_text() -> None:
    assert codes(TEXT) == []
    assert codes("قال \u202eذلك") == ["bidi-controls"]
    assert codes("قال \u200fذلك\u200e") == []
    assert codes("The talks begin tomorrow.") == ["not-arabic"]
    assert codes("12 34") == ["not-arabic"]
    assert codes(" \n") == ["empty-text"]
