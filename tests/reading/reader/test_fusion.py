"""How the reader's opinion enters decisions: with opinions made up here, so that only the weighing is tested."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

import khabar.reading.hints
from khabar.explanation.reader_part import on_event, on_statement
from khabar.lexicon import load
from khabar.reading import read_report
from khabar.reading.analysis import Analysis
from khabar.reading.hints import fused, level, scaled, trust, weighed
from khabar.reading.steps import STEPS
from khabar.reading.tokens import begin_analysis
from khabar.record import Act, Report


@dataclass
class Opinion:
    """An opinion that is the same of every word but those named."""

    cues: dict[int, float] = field(default_factory=dict)
    triggers: float = 0.5
    arcs: dict[tuple[str, int | None], float] = field(default_factory=dict)
    act: Act | None = None

    def cue(self, token: int) -> float:
        return self.cues.get(token, 0.001)

    def trigger(self, token: int, number: int) -> float:
        return self.triggers

    def any_trigger(self, token: int) -> float:
        return self.triggers

    def arc(self, name: str, token: int, target: int | None) -> float:
        return self.arcs.get((name, target), 0.001)

    def acts(self, cue: int, content: tuple[int, int] | None) -> list[float]:
        return [0.98 if act is self.act else 0.001 for act in Act]


def read(text: str, opinion: Opinion) -> Analysis:
    analysis = begin_analysis(Report(text=text))
    analysis.hints = opinion
    for step in STEPS.values():
        step(analysis)
    return analysis


def test_levels_rise():
    levels = [level(chance / 100) for chance in range(101)]
    assert levels == sorted(levels)
    assert (levels[0], levels[-1]) == (0, 9)


def test_the_file_of_trust_names_decisions_and_signs_of_the_reader():
    tables = load("reader_weights")
    assert set(tables) <= {"cue", "source", "act", "event", "actor", "recipient"}
    for name, table in tables.items():
        assert 0.3 < table["scale"] < 2, name
        assert all(sign.startswith(("reader", "none reader")) for sign in table["signs"])


def test_a_decision_not_in_the_file_does_not_listen():
    assert trust("weather") == {}
    assert weighed("weather", Opinion()) is None
    assert fused("weather", dict, Opinion()) == {}


def test_rules_weigh_nothing_of_the_reader_without_it():
    own = {"a sign": 1.0}
    assert fused("cue", lambda: own, None) is own


@pytest.fixture
def trusted(monkeypatch):
    """Trust of decisions that is made up, instead of the file's."""

    def give(tables):
        monkeypatch.setattr(khabar.reading.hints, "load", lambda _: tables)
        trust.cache_clear()
        scaled.cache_clear()

    yield give
    monkeypatch.undo()
    trust.cache_clear()
    scaled.cache_clear()


@pytest.mark.parametrize("sure", [0.001, 0.999])
def test_the_reader_can_be_heard_on_a_cue(sure, trusted):
    text = "واكد الوزير ان الاجتماع سيعقد غدا."
    trusted({"cue": {"scale": 1.0, "signs": {"none reader 0": 20.0}}})
    assert bool(read(text, Opinion(cues={0: sure})).statements) == (sure > 0.5)
    assert read_report(Report(text=text)).statements


def test_the_reader_can_be_heard_on_who_did_what_to_whom(trusted):
    text = "هاجم المسلحون الجنود في البلدة."
    signs = {"reader 0 9": 20.0}
    alone = read_report(Report(text=text)).events
    assert any(event.actors for event in alone)
    assert any(event.recipients for event in alone)
    trusted({"actor": {"scale": 1.0, "signs": signs}, "recipient": {"scale": 1.0, "signs": signs}})
    nobody = Opinion(arcs={("actor", None): 0.99, ("recipient", None): 0.99})
    assert not any(event.actors or event.recipients for event in read(text, nobody).events)


def test_the_less_the_reader_holds_a_word_for_an_event_the_less_probable_it_is():
    text = "وقتل جنديان في هجوم على حاجز قرب المدينة."
    low, high = (sum(e.confidence for e in read(text, Opinion(triggers=sure)).events) for sure in (0.001, 0.999))
    assert low < high


def test_the_reader_is_heard_on_who_speaks_where_nobody_is_named():
    text = "التقى الوزير سالم العبدلي السفير نادر الحمصي امس. وقال ان الوفد سيصل غدا."
    analysis = read_report(Report(text=text))
    chances = {}
    for mention in analysis.party_mentions:
        opinion = Opinion(arcs={("source", mention.piece.first): 0.99})
        (said,) = read(text, opinion).statements
        chances[mention.party] = said.sources
    assert len({tuple(sources) for sources in chances.values()}) > 1


def test_the_reader_can_be_heard_on_an_act():
    text = "قال الوزير إن حكومته تنظر في الامر."
    opinion = Opinion(cues={0: 0.99}, act=Act.REJECT)
    analysis = read_report(Report(text=text))
    opinion.arcs = {("opens", at): 0.5 for at in (2, 3, 4)}
    mild = next(s for s in read(text, Opinion(cues={0: 0.99}, arcs=opinion.arcs, act=Act.SAY)).statements)
    assert (mild.act, analysis.statements[0].act) == (Act.SAY, Act.SAY)
    if trust("act"):
        assert next(s for s in read(text, opinion).statements).act_chance < mild.act_chance


def test_explaining_tells_what_the_reader_said_and_what_rules_alone_would_say():
    text = "اكد الوزير ان الاجتماع سيعقد غدا. وقتل جنديان في هجوم على حاجز."
    analysis = read(text, Opinion(cues={0: 0.99}, triggers=0.9, arcs={("opens", 3): 0.9}))
    alone = read_report(Report(text=text))
    said = [on_statement(analysis, draft, alone) for draft in analysis.statements]
    happened = [on_event(analysis, draft, alone) for draft in analysis.events]
    assert said
    assert happened
    assert all("rules alone: " in line for line in said + happened)
    assert not on_statement(alone, alone.statements[0], alone)
