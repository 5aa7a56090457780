"""Claims, parties, timeline, search, comparison and what is across reports: the API says what the store says."""

import pytest


@pytest.fixture(scope="module")
def store(client):
    return client.app.state.store


def everything(client, address):
    items = []
    while address:
        answer = client.get(address)
        assert answer.status_code == 200, answer.text
        items += answer.json()["items"]
        address = answer.json()["next"]
    return items


@pytest.mark.parametrize("what", ["statements", "proposals", "events"])
def test_claims_page_by_page_are_the_stores(client, store, what):
    found = getattr(store, what)(limit=500)
    met = everything(client, f"/api/v1/{what}?limit=9")
    assert [item["claim"]["id"] for item in met] == [one.claim.id for one in found]
    assert met[0]["claim"] == found[0].claim.model_dump(mode="json")
    assert met[0]["report"]["id"] == found[0].report.id


def test_positions_name_their_party_and_proposal(client, store):
    met = everything(client, "/api/v1/positions?limit=3")
    assert len(met) == store.count("positions") > 0
    for item in met:
        assert item["claim"]["party"] in item["names"]
        assert item["claim"]["proposal"] in item["proposals"]


def test_filters_are_the_stores(client, store):
    party = store.positions()[0].context.entities[0].name
    for what in ("statements", "proposals", "positions", "events"):
        answer = client.get(f"/api/v1/{what}", params={"party": party, "limit": 500}).json()
        assert answer["total"] == store.count(what, party=party)
        assert len(answer["items"]) == min(500, answer["total"])


def test_the_queue_begins_with_the_least_sure(client, store):
    met = everything(client, "/api/v1/queue?limit=7&kind=events&kind=statements&below=0.9")
    sure = [item["claim"]["confidence"] for item in met]
    assert sure == sorted(sure)
    assert len(met) == store.count_unreviewed(kinds=("statements", "events"), below=0.9)


@pytest.mark.parametrize("what", ["statements", "proposals", "events"])
def test_a_claim_by_its_id(client, store, what):
    found = getattr(store, what)(limit=1)[0]
    answer = client.get(f"/api/v1/claims/{found.claim.id}").json()
    assert answer["claim"] == found.claim.model_dump(mode="json")
    assert answer["report"]["id"] == found.report.id


@pytest.mark.parametrize("what", ["entities", "places", "times"])
def test_an_entity_place_or_time_by_its_id(client, store, what):
    report = store.reports()[0].id
    thing = getattr(store.get(report), what)[0]
    answer = client.get(f"/api/v1/claims/{thing.id}").json()
    assert answer == {"claim": thing.model_dump(mode="json"), "report": answer["report"]}
    assert answer["report"]["id"] == report


@pytest.mark.parametrize("ident", ["s-000000000000", "r-000000000000", "nothing", "%00", "s-%00'; --", "..%2f..%2fetc"])
def test_no_claim_of_that_id_is_a_problem(client, ident):
    answer = client.get(f"/api/v1/claims/{ident}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_report_is_no_claim(client, store):
    assert client.get(f"/api/v1/claims/{store.reports()[0].id}").status_code == 404


def test_parties_in_most_reports_first(client, store):
    met = everything(client, "/api/v1/parties?limit=10&type=person")
    assert [one["ident"] for one in met] == [line.ident for line in store.parties(limit=500, type="person")]
    assert {one["kind"] for one in met} == {"person"}


def test_the_timeline_is_in_order_and_holds_claims(client, store):
    met = everything(client, "/api/v1/timeline?limit=11")
    assert [one["first"] for one in met] == sorted(one["first"] for one in met)
    assert len(met) == len(store.timeline(limit=500))
    held = {"event": "trigger", "start": "label", "position": "stance"}
    assert all(held[one["what"]] in one["of"]["claim"] for one in met)


def test_search_tells_where_the_words_are(client, store):
    (hit, *_) = client.get("/api/v1/search", params={"words": "هدنة"}).json()["items"]
    text = store.get(hit["report"]["id"]).source.text
    assert text[hit["start"] :].startswith(hit["text"].strip("… ")[:20])
    start, end = hit["marks"][0]
    assert "هدن" in hit["text"][start:end]


@pytest.mark.parametrize("words", ["", "-هدنة", "…", None])
def test_a_search_for_nothing_is_a_problem(client, words):
    asked = {} if words is None else {"words": words}
    assert client.get("/api/v1/search", params=asked).status_code == 422


def test_a_comparison_counts_on_every_side(client, store):
    sides = [line.id for line in store.reports(limit=2)]
    answer = client.get("/api/v1/compare", params={"side": sides}).json()
    assert answer["sides"] == sides
    assert {len(line["counts"]) for line in answer["lines"]} == {2}
    assert client.get("/api/v1/compare", params={"side": sides[:1]}).status_code == 422


@pytest.mark.parametrize("what", ["threads", "utterances", "contradictions"])
def test_across_reports(client, store, what):
    answer = client.get(f"/api/v1/{what}?limit=3")
    assert answer.status_code == 200
    found = getattr(store, what)(limit=3)
    assert len(answer.json()["items"]) == len(found)
    assert bool(answer.json()["next"]) == found.more


def test_a_thread_that_one_report_tells_has_its_members(client):
    (thread, *_) = client.get("/api/v1/threads?fewest=1").json()["items"]
    assert thread["members"][0]["report"]["id"].startswith("r-")
    assert thread["reports"] == len({member["report"]["id"] for member in thread["members"]})


def test_what_has_not_changed_is_not_sent_again(client):
    first = client.get("/api/v1/events?limit=2")
    again = client.get("/api/v1/events?limit=2", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/api/v1/events?limit=3", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200
