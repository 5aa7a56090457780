"""The signs of lexicon/acts.toml show the act they stand for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from khabar.lexicon import load
from khabar.reading import read_doc
from khabar.reading.acts.signs import finds
from khabar.record import Act, Report

SIGNS = load("acts")["sign"]


def statements(text: str):
    return read_doc(Report(text=text))._.analysis.statements


@pytest.mark.parametrize("sign", SIGNS, ids=[f"{i}-{s['act']}" for i, s in enumerate(SIGNS)])
def test_every_sign_weighs_for_its_act_in_its_example(sign: dict):
    analysis = read_doc(Report(text=sign["example"]))._.analysis
    found = [find for draft in analysis.statements for find in finds(analysis, draft)]
    assert Act(sign["act"]) in {find.sign.act for find in found} or sign["act"] in [
        draft.act for draft in analysis.statements
    ]


def test_nearly_every_example_of_a_sign_is_read_as_its_act():
    wrong = [s["example"] for s in SIGNS if s["act"] not in [draft.act for draft in statements(s["example"])]]
    assert len(wrong) <= 0.08 * len(SIGNS), "\n".join(wrong)  # a light sign alone need not decide


def known(file: str) -> list[tuple[str, str]]:
    lines = Path(__file__).with_name(file).read_text("utf-8").splitlines()
    return [(act, text) for act, _, text in (line.partition("\t") for line in lines if not line.startswith("#"))]


@pytest.mark.parametrize(
    ("file", "share"),
    # the weights have seen them too; some need knowledge of the world that the signs do not have
    [("acts_sentences.tsv", 0.9), ("acts_hard_sentences.tsv", 0.7)],
)
def test_sentences_are_read_as_a_reader_of_news_would(file: str, share: float):
    wrong = []
    sentences = known(file)
    for act, sentence in sentences:
        found = [draft.act for draft in statements(sentence)]
        if found[:1] != [act]:
            wrong.append(f"{act}, read as {found}: {sentence}")
    assert 1 - len(wrong) / len(sentences) >= share, "\n".join(wrong)


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        ("accuse", "قال المعارض إن النظام قصف المستشفيات."),
        ("announce", "قال متحدث باسم الجيش إن المسلحين قصفوا مواقعنا وقتلوا ثلاثة جنود أمس."),
        ("deny", "قال المتحدث باسم الجيش إن القوات لم تقصف المستشفيات."),
    ],
    ids=["an opponent blames", "a soldier reports", "the accused denies"],
)
def test_the_same_deed_counts_by_who_tells_it(act: str, sentence: str):
    assert statements(sentence)[0].act == act


def test_a_definite_epithet_is_no_judgement_but_a_predicate_is():
    assert statements("قال الوزير إن الميليشيات الانقلابية موجودة في المدينة.")[0].act != "condemn"
    assert statements("قال الوزير إن القرار فاشل وباطل.")[0].act == "condemn"


def test_a_content_without_a_word_shows_no_sign():
    analysis = read_doc(Report(text="قال الوزير إن الطريق مغلق ..."))._.analysis
    draft = replace(analysis.statements[0], content=analysis.piece(len(analysis) - 1, len(analysis)))
    assert analysis.forms[-1].kind == "punct"
    assert finds(analysis, draft) == []


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        ("demand", "وقال الناطق إن خلافهم مع الحكومة وحدها وعلى الجيران أن يبقوا خارج الصراع."),
        ("promise", "وقال المحافظ إن الحكومة سوف تحل مشكلة الرواتب."),
        ("announce", "قالت الشرطة إن مسلحين مجهولين قتلوا ثلاثة مدنيين أمس."),
    ],
    ids=["a duty further on", "a future in two words", "nobody known is blamed"],
)
def test_constructions_tell_what_no_single_word_does(act: str, sentence: str):
    assert statements(sentence)[0].act == act


def test_a_sign_is_negated_through_a_verb_of_being():
    analysis = read_doc(Report(text="قال الوزير إنه لن تكون هناك حاجة إلى قوات جديدة."))._.analysis
    found = [find for find in finds(analysis, analysis.statements[0]) if find.sign.act is Act.DEMAND]
    assert found
    assert all(find.negated for find in found)
