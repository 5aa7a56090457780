"""What reports that answer a search are: outlets, months, kinds of claims; narrowed by what they hold."""

import datetime as dt

import pytest
from records import record, varied

from khabar.errors import StoreError


@pytest.fixture
def three(store):
    store.add_many([record(), varied(1), varied(40)])
    return store


def test_reports_that_answer_are_counted(three):
    found = three.facets("هدنة")
    assert found.total == 3
    assert dict(found.outlets) == {"صحيفة الصباح": 1, "صحيفة 1": 1, "صحيفة 0": 1}
    assert dict(found.months) == {dt.date(2016, 10, 1): 1, dt.date(2016, 1, 1): 1, dt.date(2016, 2, 1): 1}
    kinds = dict(found.kinds)
    assert kinds["event:ASSAULT"] == kinds["proposal:ceasefire"] == kinds["act:accept"] == 3
    assert kinds["act:reject"] == 2


def test_few_of_many_are_counted_alike(three):
    whole = dict(three.facets("هدنة", outlet="الصباح").kinds)
    assert set(whole.values()) == {1}
    assert three.facets("لاشيء").total == 0


@pytest.mark.parametrize(
    ("holding", "number"), [("act:reject", 2), ("event:ASSAULT", 3), ("proposal:talks", 3), ("act:deny", 0)]
)
def test_a_search_is_narrowed_by_what_reports_hold(three, holding, number):
    assert len(three.search("هدنة", holding=holding)) == three.facets("هدنة", holding=holding).total == number


@pytest.mark.parametrize("holding", ["reject", "act:REJECT", "party:x", ":"])
def test_what_is_no_kind_of_claim_is_refused(three, holding):
    with pytest.raises(StoreError, match="no kind of claim"):
        three.search("هدنة", holding=holding)


def test_filters_alone_find_the_newest_reports(three):
    found = three.search("", outlet="صحيفة")
    assert [x.report.published for x in found] == sorted((x.report.published for x in found), reverse=True)
    assert len(found) == three.facets(" ", outlet="صحيفة").total == 3
    with pytest.raises(StoreError, match="asks for no word"):
        three.search("")


def test_a_hit_leads_to_the_nearest_claim(store):
    store.add(record())
    hit = store.search("غارات")[0]
    assert store.get(hit.claim).claim.trigger.text == "غارات"
