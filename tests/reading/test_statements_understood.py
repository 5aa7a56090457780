"""Understood speakers: cues that name nobody beside them."""

import pytest

import khabar
from khabar.lexicon import load
from khabar.reading.statements.understood import Candidate, Memory
from khabar.record import Record


def _speakers(record: Record) -> dict[str, set[str]]:
    names = {e.id: {e.name, *(m.span.text for m in e.mentions)} for e in record.entities}
    return {s.cue.text: set().union(*(names[e] for e in s.source.entities)) for s in record.statements}


@pytest.mark.parametrize(
    ("text", "cue", "speaker"),
    [
        (  # a body mentioned within his words does not take over
            "قال وزير الخارجية النرويجي يوناس ليند إن الحكومة اليمنية قبلت الخطة.\nوأضاف أن الحوار سيستأنف.",
            "وأضاف",
            "يوناس ليند",
        ),
        (  # a participle goes with the subject of its own clause, though its verb reports nothing
            "قال سامي الناصر إن الطريق مغلق.\nواستقبل الرئيس الصومالي وفدا أمميا، مؤكدا أن الانتخابات لن تؤجل.",
            "مؤكدا",
            "الرئيس الصومالي",
        ),
        (  # gender tells the new speaker from the one before
            "قال المتحدث باسم الجيش إن المعبر مغلق. واستقبلت وزيرة الخارجية السويدية سفير الهند، مشددة على وقف القتال.",
            "مشددة",
            "وزيرة الخارجية السويدية",
        ),
        (
            "أعلن الوزير السوداني أن الوفد وصل، مبينا أن الجلسة الأولى غدا، ولافتا إلى أن الوساطة متفائلة.",
            "ولافتا",
            "الوزير السوداني",
        ),
        (
            "أكدت فرنسا أن الحركة سلمت ردها، لكنها رفضت الكشف عن مضمونه. وأضافت أن المهلة تنتهي غدا.",
            "وأضافت",
            "فرنسا",
        ),
    ],
)
def test_understood_speaker(text: str, cue: str, speaker: str) -> None:
    assert speaker in _speakers(khabar.read(text, published="2016-10-03"))[cue]


def test_nobody_mentioned_leaves_the_source_open() -> None:
    record = khabar.read("وأضاف أن الطريق مغلق.", published="2016-10-03")
    assert [s.source.entities for s in record.statements] == [()]


def test_signs_have_readable_names_and_finite_weights() -> None:
    weights = load("source_weights")["weights"]
    assert "spoke last" in weights
    assert all(isinstance(weight, float) and abs(weight) < 10 for weight in weights.values())


def test_memory_counts_only_speakers_in_their_own_right() -> None:
    memory = Memory()
    assert memory.last_outer() is None
    assert memory.told == {}
    assert Candidate((1, 2), ("spoke last",)).parties == (1, 2)
