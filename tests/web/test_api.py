"""The API: lists with their next page, filters as the store's, errors as problem+json."""

import pytest


def test_statements_page_by_page_are_the_stores(client):
    store = client.app.state.store
    met, address = [], "/api/v1/statements?limit=7"
    while address:
        answer = client.get(address).json()
        assert answer["total"] == store.count("statements")
        met += [item["claim"]["id"] for item in answer["items"]]
        address = answer["next"]
    assert met == [found.claim.id for found in store.statements(limit=500)]


def test_a_claim_comes_with_its_report_and_names(client):
    (item,) = client.get("/api/v1/statements?limit=1&act=reject&party=").json()["items"]
    assert item["claim"]["act"] == "reject"
    assert item["report"]["id"].startswith("r-")
    assert set(item["claim"]["source"]["entities"]) <= set(item["names"])
    assert set(item["claim"]["about"]) <= set(item["proposals"])


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("act=shout", "act"), ("since=Monday", "since"), ("limit=0", "limit"), ("limit=501", "limit"),
        ("offset=-1", "offset"), ("prty=x", "prty"), ("km=5", None), ("status=accepted", "status"), ("type=ASSAULT", "type"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_a_problem(client, query, where):
    answer = client.get(f"/api/v1/statements?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == 422
    assert problem["detail"]
    assert [wrong["where"] for wrong in problem["wrong"]] == ([where] if where else [])


def test_an_unknown_path_is_a_problem(client):
    assert client.get("/api/v1/nothing").json()["title"] == "Not Found"


def test_openapi_describes_every_filter(client):
    described = client.get("/api/v1/openapi.json").json()["paths"]["/api/v1/statements"]["get"]
    named = {parameter["name"] for parameter in described["parameters"]}
    assert named >= {"party", "place", "km", "type", "act", "since", "until", "outlet", "proposal", "limit", "offset"}
    assert "application/problem+json" in described["responses"]["422"]["content"]
