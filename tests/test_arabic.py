"""Laws of folding and of cutting words, on any text at all."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.arabic import fold, segmentations

arabic_words = st.text(st.characters(min_codepoint=0x0621, max_codepoint=0x064A), min_size=1, max_size=20)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(arabic_words)
def test_every_way_to_cut_a_word_gives_back_its_letters(word: str) -> None:
    folded = fold(word)
    for way in segmentations(folded):
        letters = sum(map(len, (way.conjunction, way.particle, way.core, way.pronoun)))
        article = 2 * way.article if not (way.particle == "ل" and way.article) else 1
        assert letters + article in {len(folded), len(folded) + 1}  # للجنة has one lam for two
        assert folded.startswith(way.conjunction)
        assert folded.endswith(way.pronoun)


@pytest.mark.parametrize(
    "spellings",
    [
        ("أكّد", "اكد", "أكـــد", "أَكَّدَ"),
        ("إلى", "الى", "إلي"),
        ("هيئة", "هيئه", "هيئـة"),
        ("رئيس", "رئيس"),
        ("مسؤول", "مسوول"),
        ("ﺍﻟﺤﻜﻮﻣﺔ", "الحكومة", "الحكومه"),
        ("١٩٩٨", "1998", "۱۹۹۸"),
        ("کیف", "كيف"),
    ],
)
def test_all_spellings_of_a_word_meet(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


def test_folding_leaves_no_marks() -> None:
    folded = fold("قَالَ الرَّئِيسُ \u200fلِلْأُمَمِ\u200f")
    assert not any(unicodedata.category(c) in {"Mn", "Cf"} for c in folded)
    assert folded == "قال الرييس للامم"
