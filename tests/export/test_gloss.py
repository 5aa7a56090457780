"""Word-for-word glosses: clitics bound to their words, names known or romanised, any text survives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.arabic import fold
from khabar.export.gloss import Gloss, Known, bare, glosses, joined, runs, tokens, words
from khabar.export.romanize import romanize
from khabar.export.senses import senses
from khabar.lexicon import glossary


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("والجرحى", "and-the-wounded"),
        ("للمقاتلين", "to-the-fighters"),
        ("مقاتليهم", "their-fighters"),
        ("سيجتمعون", "they-will-meet"),
        ("لن نسلم المدينة", "will-not we-hand over the-city"),
        ("مشددا على أن الحوار ضروري", "stressing that the-dialogue necessary"),
        ("ولم تعلق وزارة الدفاع", "and-did-not comment defence ministry"),
        ("وقف إطلاق النار", "ceasefire"),
        ("قتل 12 مدنيا", "killing 12 civilians"),
        ("دخلت الهدنة حيز التنفيذ", "entered the-truce into force"),
        ("الجولة الرابعة", "the-round the-fourth"),
        ("يوما واحدا", "day one"),
        ("في آذار/مارس الماضي", "in March the-last"),
        ("الساعات ال24", "the-hours the-24"),
        ("لن نراه", "will-not we-see-him"),
        ("في بيروت ودمشق", "in Beirut and-Damascus"),
        ("قالت مصر، إن", "said Egypt, that"),
        ("«الباب مغلق»", "“the-door closed”"),
        ("", ""),
    ],
)
def test_words(arabic, english):
    assert words(arabic) == english


def test_unknown_words_are_romanised_and_marked():
    assert f"*{romanize('البرمكاني')}*" in words("قصف حي البرمكاني")
    assert Gloss("Rami", known=False) in glosses("وقال رامي")


def test_names_of_the_record_win_over_the_dictionary():
    text = "قصف والباب"
    start = text.index("الباب")
    assert words(text, [Known(start, len(text), "al-Bab")]) == "shelling and-al-Bab"


def test_runs_put_end_to_end_are_the_line():
    pieces = glosses("وقال رامي الحسون إن الهدنة صامدة.")
    assert "".join(run.text for run in runs(pieces)) == joined(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("وموافقتهما", "approval"),
        ("يجتمعون", "meeting"),
        ("غارتين", "two raids"),
        ("قرصبوط", ""),
        ("فجر", "blowing up"),
    ],
)
def test_meanings_without_clitics(arabic, english):
    assert bare(arabic) == english


@given(st.text(alphabet=st.sampled_from('والبكسفلتينمهاتة أإآىءئؤـًَّ0١٢،.؟«»"()-\n\u200f\u2067aB'), max_size=40))
def test_any_text_has_a_gloss(text):
    assert "\n" not in words(text)
    assert all(text[token.start : token.end] == token.text for token in tokens(text))


def test_every_entry_of_one_word_is_found():
    entries = [e for e in glossary.entries() if " " not in e.word and "/" not in e.word and e.kind != "name"]
    assert not [entry.word for entry in entries if not senses(fold(entry.word))]


def test_entries_are_well_formed():
    kinds = {"particle", "number", "ordinal", "month", "title", "person", "body", "place", "naming", "noun", "adj"} | {
        "nationality", "verb", "tail", "name",
    }  # fmt: skip
    for entry in glossary.entries():
        assert entry.kind in kinds
        assert entry.english
        assert entry.english.strip() == entry.english
        assert all("\u0600" <= c <= "\u06ff" or c in " /" for c in entry.word), entry.word
        assert entry.kind != "verb" or entry.forms, entry.word
