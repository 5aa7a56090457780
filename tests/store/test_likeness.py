"""Which signs make two proposals one plan, and two statements one utterance."""

import datetime as dt

import pytest

import khabar
from khabar.store import Store
from khabar.store.telling import skeleton
from khabar.store.threads.likeness import Rarities, Rarity, proposals_alike, statements_alike
from khabar.store.threads.views import ProposalView, ReportView, StatementView, Where

PARTIES = frozenset(range(3))
RARE = Rarities(
    Rarity.of([{"هدن", "درن"}, {"هدن", "سرت"}, {"عرض"}]),
    Rarity.of([PARTIES] * 2 + [{9}] * 30),
    Rarity.of([{"LBY"}] * 2 + [{"SYR"}] * 30),
    {"ceasefire": Rarity.of([{"هدن", "درن"}, {"هدن", "سرت"}])},
)


def report(key, parties=PARTIES, country="LBY"):
    return ReportView(key, 700_000 + key, str(key), frozenset(parties), frozenset({country}))


def plan(key, words, days=None, sponsors=(), **told):
    return ProposalView(
        Where(key, 0),
        "ceasefire",
        days,
        frozenset(words),
        frozenset(sponsors),
        frozenset(),
        report(key, **told),
    )


def said(key, words, speakers, act="say"):
    at = report(key)
    return StatementView(Where(key, 0), act, False, at.day, frozenset(words), frozenset(speakers), at)


def test_a_plan_is_known_by_its_words_length_and_story():
    one = plan(1, {"هدن", "درن"}, 7.0)
    same = proposals_alike(one, plan(2, {"هدن", "درن"}, 7.0), RARE)
    assert same > 0.8
    assert same > proposals_alike(one, plan(2, {"هدن", "درن"}, 30.0), RARE)
    assert same > proposals_alike(one, plan(2, {"هدن", "سرت"}, 7.0), RARE)
    assert same > proposals_alike(one, plan(2, {"هدن", "درن"}, 7.0, parties={9}), RARE)
    assert proposals_alike(one, plan(2, {"هدن", "درن"}, 7.0, country="SYR"), RARE) == 0.0


def test_rival_sponsors_speak_against_one_plan():
    one, same, rival = (plan(n, {"هدن"}, sponsors={who}) for n, who in ((1, 1), (2, 1), (3, 2)))
    assert proposals_alike(one, same, RARE) > proposals_alike(one, rival, RARE)


def test_without_a_common_speaker_the_words_must_say_more():
    words = {"خطوه", "صغيره", "حقيقيه", "اتفاق"}
    told = said(1, words, {1})
    assert statements_alike(told, said(2, words, {2}), RARE) > 0.5
    assert statements_alike(told, said(2, words, {1}), RARE) > statements_alike(told, said(2, words, {2}), RARE)
    assert statements_alike(said(1, {"عرض"}, {1}), said(2, {"عرض"}, {2}), RARE) == 0.0
    assert statements_alike(told, said(2, {"اتفاق", "سلاح", "نفط", "مطار"}, {1}), RARE) == 0.0


def test_one_word_alone_is_not_a_part_of_a_long_utterance():
    long = {"خطوه", "صغيره", "حقيقيه", "اتفاق", "سلام"}
    assert statements_alike(said(1, {"سلام"}, {1}), said(2, long, {1}), RARE) == 0.0
    assert statements_alike(said(1, {"سلام"}, {1}), said(2, {"سلام"}, {1}), RARE) > 0.5


@pytest.mark.parametrize(("one", "other"), [("زوارق", "زورق"), ("اسري", "اسيرا"), ("وزير", "وزراء")])
def test_plurals_meet_their_singulars(one, other):
    assert skeleton(one) == skeleton(other)


def test_a_denial_answers_the_accusation_before_it(tmp_path):
    text = (
        "اتهم الجيش الليبي قوات حفتر بقصف مطار معيتيقة. ونفى المتحدث باسم قوات حفتر أن تكون طائراته حلقت فوق العاصمة."
    )
    made = khabar.read(text, published=dt.date(2020, 2, 3))
    with Store(tmp_path / "khabar.db") as store:
        store.add(made)
        assert [c.what for c in store.contradictions()] == ["denial"]
