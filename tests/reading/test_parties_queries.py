"""What later steps ask: parties in a stretch, subjects, pronouns, possessors, spokesmen."""

from __future__ import annotations

from khabar.reading import read_doc
from khabar.reading.analysis import Analysis
from khabar.reading.parties import party_at, party_in, phrase_from, possessor, resolve_pronoun, spoken_for, subject_of
from khabar.record import Report


def analyse(text: str) -> Analysis:
    analysis: Analysis = read_doc(Report(text=text))._.analysis
    return analysis


def at(analysis: Analysis, word: str) -> int:
    return analysis.texts.index(word)


def names(analysis: Analysis, parties: list[int]) -> list[str]:
    return [analysis.parties[index].name for index in parties]


def test_party_in_joins_coordinated_parties():
    analysis = analyse("اتهم الوزير الحوثيين وإيران بخرق الهدنة.")
    first = at(analysis, "الحوثيين")
    assert len(party_in(analysis, first, len(analysis))) == 2


def test_phrase_from_takes_title_and_name():
    analysis = analyse("قال وزير الخارجية الروسي، سيرغي لافروف، إن الاتفاق قريب.")
    piece, parties = phrase_from(analysis, 1, len(analysis))
    assert analysis.text_of(piece) == "وزير الخارجية الروسي، سيرغي لافروف"
    assert len(parties) == 1


def test_party_at_is_the_outermost():
    analysis = analyse("قال الجيش الأوكراني إن القصف توقف.")
    assert analysis.parties[party_at(analysis, at(analysis, "الأوكراني"))].kind == "state_body"


def test_subject_of_is_the_last_that_agrees():
    analysis = analyse("قالت الحكومة اليمنية إنها قبلت الهدنة. وأضافت أن المتمردين خرقوها.")
    assert names(analysis, subject_of(analysis, at(analysis, "وأضافت"), "s", "f")) == ["الحكومة اليمنية"]


def test_a_pronoun_agrees_in_number():
    analysis = analyse("التقى الرئيس المتمردين وقبل مطالبهم.")
    found = resolve_pronoun(analysis, at(analysis, "مطالبهم"))
    assert [analysis.parties[index].kind for index in found] == ["armed_group"]


def test_possessor_is_the_party_right_after():
    analysis = analyse("أدى رفض المعارضة إلى تأجيل المحادثات.")
    assert names(analysis, possessor(analysis, at(analysis, "رفض"))) == ["المعارضة"]


def test_a_spokesman_speaks_for_his_body():
    analysis = analyse("قال المتحدث باسم الجيش الأوكراني سمير كامل إن القصف توقف.")
    person = next(i for i, made in enumerate(analysis.parties) if made.kind == "person")
    assert analysis.parties[spoken_for(analysis, person)].kind == "state_body"
