"""The measures: a perfect record scores 1 everywhere, each kind of error lowers its own measure."""

import datetime as dt
from pathlib import Path

import pytest

from khabar.evaluate import (
    HEADLINE,
    Evaluation,
    GoldError,
    Tally,
    below_floors,
    compare,
    evaluate,
    find,
    load_gold,
    spellings,
)
from khabar.record import (
    Entity,
    Event,
    Mention,
    Place,
    Position,
    Proposal,
    Record,
    Source,
    Span,
    Statement,
    StatementSource,
    Time,
)

TEXT = "رفضت الحكومة السورية الاثنين هدنة في حلب. وقصف الجيش السوري المدينة."
GOLD = """
report: tiny
published: 2016-10-03
entities:
  gov: {kind: government, names: [الحكومة السورية], country: SYR}
  army: {kind: state_body, names: [الجيش السوري], country: SYR}
places:
  - {names: [حلب], country: SYR, lat: 36.2, lon: 37.16}
times:
  - {text: الاثنين, earliest: 2016-10-03, latest: 2016-10-03}
proposals:
  p1: {kind: ceasefire, text: هدنة في حلب}
statements:
  - {cue: رفضت, source: [gov], source_text: الحكومة السورية, content: هدنة في حلب, kind: indirect, act: reject, about: [p1]}
positions:
  - {party: gov, proposal: p1, stance: reject}
events:
  - {type: ASSAULT, trigger: وقصف, actors: [army]}
"""


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def perfect(**changes) -> Record:
    parts = {
        "source": Source(id="r-1", text=TEXT),
        "entities": (
            Entity(id="e-1", kind="government", name="الحكومة السورية", mentions=(Mention(span=span("الحكومة السورية"), form="name"),)),
            Entity(id="e-2", kind="state_body", name="الجيش السوري", mentions=(Mention(span=span("الجيش السوري"), form="name"),)),
        ),
        "places": (Place(id="p-1", name="حلب", lat=36.2, lon=37.2, mentions=(span("حلب"),)),),
        "times": (Time(id="t-1", span=span("الاثنين"), kind="date", earliest=dt.date(2016, 10, 3), latest=dt.date(2016, 10, 3)),),
        "proposals": (Proposal(id="q-1", kind="ceasefire", label="هدنة في حلب", mentions=(span("هدنة في حلب"),), by="rule:t", confidence=1),),
        "statements": (
            Statement(
                id="s-1", act="reject", kind="indirect", cue=span("رفضت"), source=StatementSource(entities=("e-1",)),
                content=span("هدنة في حلب"), about=("q-1",), by="rule:t", confidence=1,
            ),
        ),
        "positions": (Position(party="e-1", proposal="q-1", stance="reject", statements=("s-1",)),),
        "events": (Event(id="v-1", type="ASSAULT", trigger=span("وقصف"), actors=("e-2",), by="rule:t", confidence=1),),
    }  # fmt: skip
    return Record(**(parts | changes))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tiny.yaml").write_text(GOLD, "utf-8")
    (tmp_path / "tiny.txt").write_text(TEXT, "utf-8")
    return tmp_path


def figures(folder: Path, record: Record) -> dict[str, float]:
    result = Evaluation()
    compare(load_gold(folder / "tiny.yaml"), record, result)
    return result.figures()


def test_a_perfect_record_scores_one_everywhere(folder):
    result = evaluate(folder, lambda _: perfect())
    assert set(result.figures().values()) == {1.0}
    assert set(HEADLINE) <= set(result.figures())
    assert not result.misses


def test_an_empty_record_scores_nothing(folder):
    empty = Record(source=Source(id="r-1", text=TEXT))
    assert figures(folder, empty)["record"] == 0.0


@pytest.mark.parametrize(
    ("changes", "measure"),
    [
        ({"statements": (), "positions": ()}, "statement found"),
        ({"events": ()}, "event found"),
        ({"times": ()}, "time value"),
        ({"places": ()}, "place within 161 km"),
        ({"positions": ()}, "position right"),
    ],
)
def test_what_is_left_out_lowers_its_measure(folder, changes, measure):
    assert figures(folder, perfect(**changes))[measure] == 0.0


def test_a_wrong_act_is_found_but_not_whole(folder):
    wrong = perfect().statements[0].model_copy(update={"act": "accept"})
    got = figures(folder, perfect(statements=(wrong,)))
    assert got["statement found"] == 1.0
    assert got["act right"] == got["statement whole"] == 0.0


def test_claims_that_are_right_are_told_by_id(folder):
    wrong = perfect().statements[0].model_copy(update={"act": "accept"})
    for record, right in ((perfect(), {"s-1", "q-1", "v-1"}), (perfect(statements=(wrong,)), {"q-1", "v-1"})):
        result = Evaluation()
        compare(load_gold(folder / "tiny.yaml"), record, result)
        assert result.right == right


def test_a_wrong_event_type_is_not_found(folder):
    wrong = perfect().events[0].model_copy(update={"type": "CONSULT"})
    assert figures(folder, perfect(events=(wrong,)))["event found"] == 0.0


def test_a_place_on_the_other_side_of_the_sea_is_found_but_not_near(folder):
    far = perfect().places[0].model_copy(update={"lon": 17.0})
    got = figures(folder, perfect(places=(far,)))
    assert got["place found"] == 1.0
    assert got["place within 161 km"] == 0.0


def test_gold_that_is_not_in_its_report_is_refused(folder):
    (folder / "tiny.yaml").write_text(GOLD.replace("cue: رفضت", "cue: قبلت"), "utf-8")
    with pytest.raises(GoldError, match="قبلت"):
        load_gold(folder / "tiny.yaml")


def test_a_folder_without_gold_is_refused(tmp_path):
    with pytest.raises(GoldError, match="no annotated report"):
        evaluate(tmp_path, lambda _: perfect())


def test_find_takes_whole_words_first_and_abbreviated_stretches():
    assert find("والهدنة هدنة", "هدنة") == (8, 12)
    assert find("من هنا الى هناك", "هنا … هناك") == (3, 15)
    assert find("هدنة", "حرب") is None
    assert find("هدنة", "هدنة", 2) is None


def test_spellings_meet_across_clitics_and_hamza():
    assert spellings("للأمم المتحدة") & spellings("الامم المتحده")
    assert not spellings("حلب") & spellings("حمص")


def test_a_missed_floor_is_told():
    result = Evaluation(tallies={"event found": Tally(1, 2, 2)})
    assert below_floors(result, {"event found": 0.5}) == []
    assert below_floors(result, {"event found": 0.51, "no such measure": 0.0}) == [
        "event found: 0.500 is under its floor 0.510",
        "no such measure: 0.000 is under its floor 0.000",
    ]
