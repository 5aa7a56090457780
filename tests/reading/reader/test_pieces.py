"""Words cut for the encoder, words and pieces cut into windows, and what lexicons know of words, by number."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.reading.reader.lexical import COLUMNS, Lexical, described
from khabar.reading.reader.network import means
from khabar.reading.reader.pieces import UNKNOWN, Vocabulary, windows, words_of
from khabar.reading.reader.shipped import FOLDER
from khabar.reading.steps import STEPS
from khabar.reading.tokens import begin_analysis
from khabar.record import Report


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(FOLDER / "pieces.json")


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=200), st.integers(20, 60))
def test_windows_hold_every_word_once_and_no_more_pieces_than_fit(words, most):
    sentences = sorted(sentence for sentence, _ in words)
    sizes = [size for _, size in words]
    found = windows(sentences, sizes, most)
    assert [at for first, last in found for at in range(first, last)] == list(range(len(words)))
    assert all(0 < sum(sizes[first:last]) <= most for first, last in found)


def test_windows_end_with_sentences_where_that_wastes_little():
    assert windows([0] * 6 + [1] * 6, [1] * 12, 10) == [(0, 6), (6, 12)]


@given(st.text(min_size=1, max_size=30))
def test_every_word_has_pieces(vocabulary, word):
    assert 1 <= len(vocabulary.pieces(word, spaced=True)) <= 8


def test_vowel_signs_tatweel_and_digits_do_not_matter(vocabulary):
    assert vocabulary.pieces("قَـالَ", spaced=True) == vocabulary.pieces("قال", spaced=True)
    assert vocabulary.pieces("٢٠١٥", spaced=True) == vocabulary.pieces("2015", spaced=True)


def test_common_words_of_the_news_are_known(vocabulary):
    for word in ("قال", "الرئيس", "المفاوضات", "إن", "هدنة", "UN", "2015"):
        assert UNKNOWN not in vocabulary.pieces(word, spaced=True)


@given(st.lists(st.integers(1, 8), min_size=1, max_size=60), st.integers(0, 2**32 - 1))
def test_the_mean_over_a_words_pieces_is_numpys_to_the_last_bit(sizes, seed):
    sizes = np.array(sizes)
    starts = 1 + np.cumsum(sizes) - sizes
    rows = np.random.default_rng(seed).normal(size=(sizes.sum() + 2, 5)).astype(np.float32)
    expected = (np.add.reduceat(rows[:-1], starts, axis=0) / sizes[:, None]).astype(np.float32)
    assert (means(rows, starts, sizes) == expected).all()


def test_values_that_training_did_not_see_are_nothing(tmp_path):
    path = tmp_path / "lexical.json"
    path.write_text(json.dumps([["word"]] * len(COLUMNS)), "utf-8")
    numbers = Lexical(path).numbers([["word", "never seen"]] * len(COLUMNS), [0, 1])
    assert numbers.tolist() == [[1] * len(COLUMNS), [0] * len(COLUMNS)]


def test_what_lexicons_know_of_words():
    analysis = begin_analysis(Report(text="وقال الوزير سالم العبدلي ان قصفا استهدف سوق المدينة امس."))
    for name, step in STEPS.items():
        if name == "khabar_statements":
            break
        step(analysis)
    columns = dict(zip(COLUMNS, described(analysis), strict=True))
    at = {analysis.texts[token]: token for token in words_of(analysis).tokens}
    assert columns["cue"][at["وقال"] if "وقال" in at else at["قال"]] == "قال"
    assert columns["party"][at["سالم"]]
    assert columns["event"][at["قصفا"]].startswith("ASSAULT")
    assert columns["place or time"][at["امس"]].startswith("time")
    assert not columns["cue"][at["سوق"]]
