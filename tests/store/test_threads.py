"""Across reports: threads of plans, utterances and their independent sources, contradictions."""

import datetime as dt

import pytest
from records import record, varied
from sqlalchemy import delete, select, update

import khabar
from khabar.record import Record
from khabar.store import Correction, Store, schema
from khabar.store.found import ReportLine
from khabar.store.telling import cores
from khabar.store.threads.independence import tellers
from khabar.store.threads.likeness import Rarity

STORY = {
    ("2016-10-03", "صحيفة الصباح"): (
        "أعلن وزير الخارجية الروسي سيرغي لافروف أن موسكو ترفض هدنة مدتها سبعة أيام في حلب لأنها تمنح المسلحين فرصة"
        " للتسلح. وقتل 12 مدنيا في قصف على حلب أمس الأحد."
    ),
    ("2016-10-04", "جريدة المساء"): (
        "قال لافروف إن موسكو ترفض هدنة من سبعة أيام في حلب لأنها تمنح المسلحين فرصة للتسلح. وأسفر قصف على حلب يوم"
        " الأحد عن مقتل 20 مدنيا. ونفت المعارضة السورية أن يكون المسلحون استغلوا فرصة الهدنة للتسلح."
    ),
    ("2016-10-12", "وكالة الأفق"): (
        "أعلنت موسكو قبولها هدنة مدتها سبعة أيام في حلب تبدأ غدا الخميس. ورحبت الأمم المتحدة بالهدنة في حلب."
    ),
    ("2019-04-18", "بوابة طرابلس"): "رفض المشير خليفة حفتر هدنة مدتها سبعة أيام في طرابلس دعت إليها الأمم المتحدة.",
}


def read(day: str, outlet: str, text: str) -> Record:
    made = khabar.read(text, published=day)
    return made.model_copy(update={"source": made.source.model_copy(update={"outlet": outlet})})


@pytest.fixture
def told(store):
    store.add_many(read(day, outlet, text) for (day, outlet), text in STORY.items())
    return store


def test_one_plan_is_a_thread_and_another_country_s_is_none(told):
    (thread,) = told.threads(type="ceasefire")
    assert [member.report.outlet for member in thread.members] == ["صحيفة الصباح", "جريدة المساء", "وكالة الأفق"]
    assert len(thread.sources) == 3
    assert (thread.first, thread.last) == (dt.date(2016, 10, 3), dt.date(2016, 10, 12))
    opened = [told.get(member.id) for member in thread.members]
    assert [found.claim.label for found in opened] == [member.words for member in thread.members]
    assert thread.reports == len({found.report.id for found in opened})


def test_a_party_that_moved_is_seen(told):
    (thread,) = told.threads(type="ceasefire")
    moved = [(old.stance, new.stance) for old, new in thread.moves()]
    assert ("reject", "accept") in moved or ("reject", "announce") in moved


def test_an_utterance_told_twice_is_one_with_two_sources(told):
    found = told.utterances(party="لافروف")
    assert [len(u.sources) for u in found] == [2]
    assert {m.report.outlet for m in found[0].members} == {"صحيفة الصباح", "جريدة المساء"}


def test_tolls_that_differ_and_denials_are_contradictions(told):
    found = list(told.contradictions())
    pages = [told.contradictions(limit=1, offset=at) for at in range(len(found))]
    assert [one for page in pages for one in page] == found
    assert [page.more for page in pages] == [True] * (len(found) - 1) + [False]
    tolls = [c for c in found if c.what == "toll"]
    assert [c.says for c in tolls] == ["12 killed or 20"]
    assert {c.what for c in found} <= {"toll", "denial", "date"}


def test_filters_narrow_threads(told):
    assert len(told.threads(fewest=1, type="ceasefire")) == 2
    assert len(told.threads(fewest=1, type="ceasefire", party="حفتر")) == 1
    assert not told.threads(type="ceasefire", since="2017-01-01")


def test_gathering_twice_changes_nothing_and_in_parts_is_as_at_once(told, tmp_path):
    whole = [thread.row() for thread in told.threads(fewest=1)]
    assert told.gather() == 0
    assert [thread.row() for thread in told.threads(fewest=1)] == whole
    with Store(tmp_path / "parts.db") as parts:
        for (day, outlet), text in STORY.items():
            parts.add(read(day, outlet, text))
            parts.gather()
        assert [len(t.members) for t in parts.threads(fewest=1)] == [len(t.members) for t in told.threads(fewest=1)]


def test_a_report_read_anew_is_gathered_anew(told):
    (day, outlet), text = next(iter(STORY.items()))
    before = [thread.row() for thread in told.threads(fewest=2)]
    told.add(read(day, outlet, text), again=True)
    assert told.gather() == 1
    assert [t.row()["reports"] for t in told.threads(fewest=2)] == [row["reports"] for row in before]


def test_copies_of_a_wire_and_an_agency_s_customers_are_one_source():
    def line(ident, outlet=None, agency=None, wire=None):
        return ReportLine(ident, None, None, outlet, agency, None, wire or ident)

    assert tellers([line("r-1", "أ"), line("r-2", "ب")]) == ("أ", "ب")
    assert len(tellers([line("r-1", "أ", "رويترز"), line("r-2", "ب", "رويترز")])) == 1
    assert len(tellers([line("r-1", "أ", wire="w"), line("r-2", "ب", wire="w")])) == 1
    joined = [line("r-1", "أ", wire="w"), line("r-2", "ب", "رويترز"), line("r-3", "ج", "رويترز", wire="w")]
    assert len(tellers(joined)) == 1
    assert len(tellers([line("r-1"), line("r-2")])) == 2


def test_words_that_all_have_tell_nothing():
    rare = Rarity.of([{"هدنة", "حلب"}, {"هدنة", "تعز"}, {"هدنة", "درنة"}] * 20)
    assert rare["هدنة"] < 0.1 < rare["حلب"]
    assert rare.shared(frozenset({"هدنة", "حلب"}), frozenset({"هدنة", "تعز"})) < 0.2
    assert rare.shared(frozenset(), frozenset({"هدنة"})) == 0.0


def test_cores_leave_clitics_and_small_words():
    assert cores("وبالمحادثات في حلب") == {"محادثات", "حلب"}


def test_records_made_by_hand_thread_too(store):
    store.add(record())
    store.add(record(text=record().source.text + " ", outlet="جريدة المساء", uri="https://masa.example.net/2"))
    assert all(len(thread.sources) == 1 for thread in store.threads())  # the same words twice are one wire


def test_words_of_claims_written_before_the_store_kept_them_are_filled_in(told):
    whole = [thread.row() for thread in told.threads(fewest=1)]
    held = [schema.statements.c.words, schema.proposals.c.words]
    with told.engine.begin() as connection:
        before = [connection.execute(select(column).order_by(column)).scalars().all() for column in held]
        for column in held:
            connection.execute(update(column.table).values(words=None))
        connection.execute(delete(schema.gathered))
        connection.execute(delete(schema.thread_members))
    assert [thread.row() for thread in told.threads(fewest=1)] == whole
    with told.engine.connect() as connection:
        assert [connection.execute(select(column).order_by(column)).scalars().all() for column in held] == before


def test_what_stays_in_memory_threads_as_what_is_read_anew(store, tmp_path):
    made = [varied(n) for n in range(6)] + [record(outlet="جريدة المساء", uri="https://masa.example.net/2")]
    with Store(tmp_path / "other.db") as other:
        for one in [*made, made[0]]:
            for each in (store, other):
                each.add(one, again=one is made[0])
                each.gather()
            other.forget()
        found = store.statements()[0]
        for each in (store, other):
            each.correct(
                Correction(report=found.report.id, object=found.claim.id, action="reject", who="أمل", why="لم يقل")
            )
        for ask in ("threads", "utterances"):
            assert [x.row() for x in getattr(store, ask)(fewest=1)] == [x.row() for x in getattr(other, ask)(fewest=1)]
