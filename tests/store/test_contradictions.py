"""What cannot both be true is found when reports are gathered, kept, and asked for by either side."""

import datetime as dt

import pytest
from sqlalchemy import func, select

import khabar
from khabar.store import Store, schema
from khabar.store.threads.tolls import meet

DENIED = (
    "اتهمت المعارضة السورية الجيش بقصف سوق الخضار في حلب. ونفى المتحدث باسم الجيش العميد سمير سليمان أن يكون الجيش"
    " قصف السوق."
)
PLACED = "أسفرت اشتباكات في مدينة مصراتة يوم الأحد عن مقتل ستة أشخاص، بحسب ما أعلن مستشفى المدينة."
UNPLACED = (
    "قال رئيس البلدية إن الاشتباكات التي دارت يوم الأحد أدت إلى مقتل 11 شخصا. ودعا سكان مصراتة إلى وقف إطلاق النار."
)
ELSEWHERE = "قال رئيس البلدية إن الاشتباكات التي دارت يوم الأحد أدت إلى مقتل 15 شخصا. ودعا سكان بنغازي إلى الهدوء."
TALKS = "أعلنت وزارة الخارجية العمانية أن محادثات بين الحكومة اليمنية والحوثيين ستبدأ في مسقط يوم الأحد المقبل."
PUT_OFF = "أعلنت وزارة الخارجية العمانية أن المحادثات بين الحكومة اليمنية والحوثيين ستبدأ في مسقط يوم الثلاثاء المقبل."


def read(day, outlet, text):
    made = khabar.read(text, published=day)
    return made.model_copy(update={"source": made.source.model_copy(update={"outlet": outlet})})


def told(store):
    return [(c.what, c.says) for c in store.contradictions()]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((12, 12), (20, 20), False),
        ((30, None), (32, 32), True),
        ((30, None), (27, 27), False),
        ((6, None), (11, 11), False),
        ((100, 100), (104, 104), True),
        ((20, 25), (22, 22), True),
    ],
)
def test_at_least_and_about_meet_what_is_a_little_more(one, other, expected):
    assert meet(one, other) is expected
    assert meet(other, one) is expected


def test_clashes_without_a_place_are_those_of_a_place_the_report_names(store):
    store.add_many(
        [
            read("2024-01-22", "صحيفة الصباح", PLACED),
            read("2024-01-23", "جريدة المساء", UNPLACED),
            read("2024-01-23", "بوابة الشرق", ELSEWHERE),
        ]
    )
    assert told(store) == [("toll", "6 killed or 11")]
    (found,) = store.contradictions()
    assert found.day == dt.date(2024, 1, 21)
    assert {found.row()["one_outlet"], found.row()["other_outlet"]} == {"صحيفة الصباح", "جريدة المساء"}
    opened = store.get(found.one.id)
    assert opened.claim.trigger.text == found.one.words


def test_either_side_brings_a_contradiction(store):
    store.add_many([read("2024-01-22", "صحيفة الصباح", PLACED), read("2024-01-23", "جريدة المساء", UNPLACED)])
    assert len(store.contradictions(outlet="الصباح")) == len(store.contradictions(outlet="المساء")) == 1
    assert len(store.contradictions(type="ASSAULT")) == 1
    assert not store.contradictions(type="CONSULT")
    assert not store.contradictions(type="talks")
    assert not store.contradictions(outlet="بوابة")
    assert not store.contradictions(since="2024-02-01")


def test_a_denial_answers_the_accusation_before_it(store):
    store.add(read("2016-10-04", "صحيفة الصباح", DENIED))
    (found,) = store.contradictions()
    assert (found.what, found.one.what, found.other.what) == ("denial", "deny", "accuse")
    assert len(store.contradictions(party="المعارضة السورية")) == 1


def test_two_days_for_one_meeting(store):
    store.add_many([read("2021-02-24", "صحيفة الصباح", TALKS), read("2021-02-25", "جريدة المساء", PUT_OFF)])
    assert told(store) == [("date", "2021-02-28 or 2021-03-02")]


def test_a_report_read_anew_is_compared_anew(store):
    first, second = read("2024-01-22", "صحيفة الصباح", PLACED), read("2024-01-23", "جريدة المساء", UNPLACED)
    store.add_many([first, second])
    before = told(store)
    store.add(first, again=True)
    assert _kept(store) == 0
    assert told(store) == before
    assert _kept(store) == 1


def _kept(store):
    with store.engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(schema.contradictions)).scalar_one()


def test_one_by_one_is_as_all_at_once(store, tmp_path):
    reports = [
        read("2024-01-22", "صحيفة الصباح", PLACED),
        read("2024-01-23", "جريدة المساء", UNPLACED),
        read("2021-02-25", "جريدة المساء", PUT_OFF),
        read("2021-02-24", "صحيفة الصباح", TALKS),
        read("2016-10-04", "صحيفة الصباح", DENIED),
    ]
    store.add_many(reports)
    with Store(tmp_path / "one.db") as other:
        for report in reports:
            other.add(report)
            other.gather()
        assert told(other) == told(store)


def test_threads_are_counted_anew_when_a_report_leaves_them(store):
    first, second = read("2021-02-24", "صحيفة الصباح", TALKS), read("2021-02-25", "جريدة المساء", PUT_OFF)
    store.add_many([first, second])
    counts = {u.id: u.reports for u in store.utterances(fewest=1)}
    assert {u.id: u.reports for u in store.utterances(fewest=2)} == {k: n for k, n in counts.items() if n > 1}
    store.add(second, again=True)
    with store.engine.connect() as connection:
        t = schema.threads.c
        assert set(connection.execute(select(t.reports)).scalars()) <= {1}
    assert {u.id: u.reports for u in store.utterances(fewest=1)} == counts
