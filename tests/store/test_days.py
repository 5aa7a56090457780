"""Claims on an axis of days: counts by kind and by party, single claims, the list; all filters mean the same."""

import datetime as dt

import pytest
from records import record, varied

from khabar.errors import StoreError

OCTOBER = (dt.date(2016, 10, 1), dt.date(2016, 10, 31))


def numbers(spread):
    return {row: sum(days.values()) for row, days in spread.counts.items()}


def test_what_stands_on_the_axis_is_counted_by_day(store):
    store.add(record())
    spread = store.spread()
    assert numbers(spread) == {"statement": 2, "event": 1, "position": 2, "start": 1}
    assert spread.undated == 1
    assert set(spread.by_day()) == {dt.date(2016, 10, 3).toordinal()}
    assert numbers(store.spread(undated=True))["event"] == 2
    assert numbers(store.spread(between=(dt.date(2016, 10, 4), dt.date(2016, 10, 9)))) == {}


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"act": "accept"}, {"statement": 1, "position": 1, "start": 1}),
        ({"type": "ASSAULT"}, {"event": 1}),
        ({"type": "ceasefire"}, {"statement": 2, "position": 2, "start": 1}),
        ({"party": "المعارضة السورية"}, {"statement": 1, "event": 1, "position": 1, "start": 1}),
        ({"place": "حلب"}, {"statement": 2, "event": 1, "position": 2, "start": 1}),
        ({"place": "36.2,37.13", "km": 30}, {"statement": 2, "event": 1, "position": 2, "start": 1}),
        ({"outlet": "الصباح", "proposal": "هدنة"}, {"statement": 2, "position": 2, "start": 1}),
        ({"since": "2016-10-04"}, {}),
        ({"outlet": "لا أحد"}, {}),
    ],
)
def test_every_filter_means_the_same_in_counts_marks_and_list(store, asked, wanted):
    store.add(record())
    assert numbers(store.spread(**asked)) == wanted
    marks = store.marks(*OCTOBER, **asked)
    assert {kind: sum(x.what == kind for x in marks) for kind in wanted} == wanted
    assert len(marks) == sum(wanted.values()) == len(store.moments(**asked))


def test_rows_can_be_parties(store):
    store.add(record())
    spread = store.spread(parties=2)
    names = [name for _, name, _ in spread.rows]
    assert set(names) <= {"المعارضة السورية", "الحكومة الروسية", "سيرغي لافروف"}
    marks = store.marks(*OCTOBER, rows=[row[0] for row in spread.rows])
    assert {x.row for x in marks} == {row[0] for row in spread.rows}
    assert all(numbers(spread)[key] == sum(x.row == key for x in marks) for key, _, _ in spread.rows)


def test_a_mark_has_its_words_and_leads_to_them(store):
    store.add(record())
    for mark in store.marks(*OCTOBER):
        assert mark.words
        assert store.report_of(mark.id).id == record().source.id
    position = next(x for x in store.marks(*OCTOBER) if x.what == "position" and x.detail == "reject")
    assert store.get(position.id).claim.act == "reject"


def test_the_list_turns_its_pages_in_order(store):
    store.add_many([record(), *(varied(n) for n in range(4))])
    whole = store.moments(limit=100)
    assert [x.first for x in whole] == sorted(x.first for x in whole)
    assert {x.what for x in whole} == {"statement", "event", "position", "start"}
    turned = [x for at in range(0, len(whole), 5) for x in store.moments(limit=5, offset=at)]
    assert [x.row() for x in turned] == whole.rows()
    some = store.moments(("event",), between=OCTOBER)
    assert [x.what for x in some] == ["event"]


def test_a_status_is_no_filter_of_days(store):
    with pytest.raises(StoreError, match="status"):
        store.spread(status="rejected")
