"""The timeline's data and list, without a browser."""

import datetime as dt
from itertools import pairwise

import pytest

from khabar.web.pages.timeline import UNITS, _begin, _bins, _end


def test_few_claims_come_one_by_one_and_many_as_counts(client, monkeypatch):
    data = client.get("/timeline/data").json()
    assert data["unit"] == "mark"
    assert len(data["marks"]) == data["total"] > 20
    assert {x[1] for x in data["marks"]} >= {"statement", "event"}
    monkeypatch.setattr("khabar.web.pages.timeline.MOST_MARKS", 3)
    counted = client.get("/timeline/data").json()
    assert counted["unit"] != "mark"
    assert sum(x[3] for x in counted["bins"]) == counted["total"] == data["total"]
    assert sum(x[2] for x in counted["overview"]) == data["total"]


def test_rows_are_named_in_the_reader_s_language(client):
    assert client.get("/timeline/data?language=en").json()["rows"][0]["name"] == "Statements"
    assert client.get("/timeline/data?language=ar").json()["rows"][0]["name"] == "التصريحات"
    client.cookies.clear()


def test_rows_by_party_and_the_days_shown(client):
    whole = client.get("/timeline/data?by=party").json()
    assert 1 <= len(whole["rows"]) <= 8
    first, last = whole["window"]
    again = client.get(f"/timeline/data?by=party&first={first}&last={last}").json()
    assert again["rows"] == whole["rows"]
    assert again["marks"] == whole["marks"]
    assert client.get("/timeline/data?first=1900-01-01&last=1900-02-01").json()["total"] == 0


def test_nothing_that_passes_is_said(client):
    assert client.get("/timeline/data?party=لا+أحد").json()["total"] == 0
    assert 'class="empty"' in client.get("/timeline?party=لا+أحد").text
    assert client.get("/timeline/data?first=yesterday").status_code == 422


def test_a_mark_leads_to_its_words(client):
    mark = client.get("/timeline/data").json()["marks"][0]
    part = client.get(f"/timeline/claim/{mark[2]}")
    assert part.status_code == 200
    assert f"#c-{mark[2]}" in part.text
    assert "<html" not in part.text
    assert client.get("/timeline/claim/r-000000000000").status_code == 404


@pytest.mark.parametrize("unit", [name for name, _ in UNITS])
def test_spans_of_a_unit_follow_each_other_without_gaps(unit):
    days = dict.fromkeys(range(dt.date(1899, 12, 1).toordinal(), dt.date(1902, 3, 5).toordinal()), 1)
    spans = list(_bins(days, unit, min(days), max(days)))
    assert sum(n for _, _, n in spans) == len(days)
    assert all(one[1] + 1 == other[0] for one, other in pairwise(spans))
    assert _end(_begin(dt.date.max, unit), unit) <= dt.date.max.toordinal()
