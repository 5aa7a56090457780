"""Outlets and agencies: what is their own, wired or repeated; who repeats whom; whom they quote; feeds."""

import datetime as dt

from records import TEXT, record
from sqlalchemy import select, text

from khabar.store import Correction, schema

LONG = TEXT + " " + "ثم عاد الهدوء إلى أحياء المدينة بعد ساعات طويلة من القصف المتبادل على خطوط التماس كلها. " * 4


def told(text, outlet, agency=None, *, day=3, uri):
    made = record(text, outlet=outlet, uri=uri, published=dt.date(2016, 10, day))
    return made.model_copy(update={"source": made.source.model_copy(update={"agency": agency})})


def filled(store):
    other = TEXT + " " + " ".join(f"كلمة{n}" for n in range(200))
    store.add_many(
        [
            told(LONG, "صحيفة أولى", uri="https://a.example.org/1"),
            told(LONG + " وانتهى الخبر.", "صحيفة ثانية", day=4, uri="https://b.example.org/1"),
            told(other, "صحيفة ثانية", "رويترز", day=5, uri="https://b.example.org/2"),
        ]
    )
    return store.outlets()


def test_tellings_are_own_wired_or_repeated(store):
    found = filled(store)
    lines = {x.name: x for x in found.outlets}
    first, second = lines["صحيفة أولى"], lines["صحيفة ثانية"]
    assert (first.reports, first.own, first.wired, first.repeated) == (1, 1, 0, 0)
    assert (second.reports, second.own, second.wired, second.repeated) == (2, 0, 1, 1)
    assert (second.first, second.last) == (dt.date(2016, 10, 4), dt.date(2016, 10, 5))
    assert found.copies == {("صحيفة ثانية", "صحيفة أولى"): 1}
    assert found.credits == {("صحيفة ثانية", "رويترز"): 1}
    assert [(x.name, x.reports, x.outlets) for x in found.agencies] == [("رويترز", 1, 1)]


def test_one_report_met_at_two_outlets_is_repeated(store):
    one = told(LONG, "صحيفة أولى", uri="https://a.example.org/1")
    store.add(one)
    source = one.source.model_copy(update={"outlet": "صحيفة ثالثة", "uri": "https://c.example.org/1"})
    store.add(one.model_copy(update={"source": source}))
    assert len(store) == 1
    assert store.outlets().copies == {("صحيفة ثالثة", "صحيفة أولى"): 1}


def test_sources_are_narrowed_by_outlet_and_days(store):
    filled(store)
    assert [x.name for x in store.outlets(outlet="أولى").outlets] == ["صحيفة أولى"]
    assert sum(x.reports for x in store.outlets(since="2016-10-04", until="2016-10-04").outlets) == 1


def test_whom_an_outlet_quotes(store):
    filled(store)
    quoted = store.quoted()
    assert {name for _, name, _, _ in quoted["صحيفة ثانية"]} == {"سيرغي لافروف", "المعارضة السورية"}
    assert {n for *_, n in quoted["صحيفة ثانية"]} == {2}
    assert len(store.quoted(1)["صحيفة أولى"]) == 1
    assert set(store.quoted(outlet="أولى")) == {"صحيفة أولى"}


def test_feeds_that_fail_come_first(store):
    now = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
    store.remember_feed("https://a.example.org/rss", checked_at=now, due_at=now, failures=0)
    store.remember_feed("https://b.example.org/rss", checked_at=now, failures=2, complaint="no answer")
    first, second = store.feeds()
    assert (first.url, first.failures, first.complaint) == ("https://b.example.org/rss", 2, "no answer")
    assert (second.checked_at, second.due_at, first.due_at) == (now, now, None)


def counted(store):
    with store.engine.connect() as connection:
        rows = connection.execute(select(schema.quoted)).all()
        made = connection.execute(
            text(
                "SELECT reports.outlet, party, count(*) FROM statement_parties JOIN reports ON reports.key = report"
                " WHERE role = 'source' AND reports.outlet IS NOT NULL GROUP BY reports.outlet, party"
            )
        ).all()
    assert sorted(map(tuple, rows)) == sorted(map(tuple, made))
    return sum(row.number for row in rows)


def test_how_often_outlets_quote_parties_stays_true(store):
    filled(store)
    number = counted(store)
    assert number > 0
    again = told(LONG, "صحيفة أولى", uri="https://a.example.org/1")
    store.add(again, again=True)
    assert counted(store) == number
    found = store.statements(outlet="أولى")[0]
    store.correct(
        Correction(report=found.report.id, object=found.claim.id, action="reject", who="أمل", why="لم يقل أحد ذلك")
    )
    assert counted(store) < number
    assert store.quoted() == store.quoted(since="2016-01-01")
