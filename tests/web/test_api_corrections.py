"""Corrections and merges over the API: kept in logs, shown from then on, refused where they would not be true."""

import pytest

TEXT = (
    "أعلن وزير الخارجية الروسي سيرغي لافروف أن موسكو ترفض هدنة مدتها سبعة أيام في حلب."
    " وقال لافروف إن المحادثات ستبدأ غدا. وقتل 12 مدنيا في قصف على حلب أمس الأحد."
)


@pytest.fixture
def record(fresh):
    place = fresh.post("/api/v1/reports", json={"text": TEXT, "published": "2016-10-03"}).headers["location"]
    return fresh.get(place).json()


def post(fresh, **given):
    return fresh.post("/api/v1/corrections", json={"why": "مثال"} | given)


def now(fresh, record):
    return fresh.get(f"/api/v1/reports/{record['source']['id']}").json()


def test_accept_edit_reject(fresh, record):
    said = record["statements"][0]["id"]
    assert post(fresh, action="accept", object=said).status_code == 201
    edited = post(fresh, action="edit", object=said, field="act", value="deny")
    assert edited.json()["machine"] == record["statements"][0]["act"]
    assert edited.json()["who"] == "local"
    shown = now(fresh, record)["statements"][0]
    assert (shown["confidence"], shown["act"]) == (1.0, "deny")
    assert post(fresh, action="reject", object=said).status_code == 201
    assert said not in [x["id"] for x in now(fresh, record)["statements"]]
    log = fresh.get("/api/v1/corrections").json()
    assert [x["action"] for x in log["items"]] == ["accept", "edit", "reject"]
    assert log["total"] == 3
    machine = fresh.get(f"/api/v1/reports/{record['source']['id']}?corrected=false").json()
    assert machine == record
    assert fresh.get("/api/v1/export/jsonl?corrected=true").text.count("\n") == 1


def test_a_span_is_edited_by_its_offsets(fresh, record):
    said = next(x for x in record["statements"] if x["content"])
    span = {"start": said["content"]["start"], "end": said["content"]["end"] - 1}
    assert post(fresh, action="edit", object=said["id"], field="content", value=span).status_code == 201
    shown = next(x for x in now(fresh, record)["statements"] if x["id"] == said["id"])
    assert shown["content"]["text"] == TEXT[span["start"] : span["end"]]


def test_merge_and_split(fresh, record):
    several = next(x for x in record["entities"] if len(x["mentions"]) > 1)
    last = several["mentions"][-1]["span"]
    split = {"name": "آخر", "mentions": [[last["start"], last["end"]]]}
    assert post(fresh, action="split", object=several["id"], **split).status_code == 201
    made = next(x for x in now(fresh, record)["entities"] if x["name"] == "آخر")
    assert post(fresh, action="merge", object=several["id"], other=made["id"]).status_code == 201
    assert "آخر" not in [x["name"] for x in now(fresh, record)["entities"]]


@pytest.mark.parametrize(
    "given",
    [
        {"action": "shout"},
        {"action": "accept", "why": " "},
        {"action": "accept", "field": "act"},
        {"action": "edit", "field": "act", "value": "shout"},
        {"action": "edit", "field": "act", "value": ["reject"]},
        {"action": "edit", "field": "act", "value": {"start": "a", "end": None}},
        {"action": "edit", "field": "content", "value": {"start": 0, "end": 10**30}},
        {"action": "edit", "field": "content", "value": {"start": 5, "end": 5}},
        {"action": "edit", "field": "cue", "value": None},
        {"action": "edit", "field": "id", "value": "s-000000000000"},
        {"action": "edit", "field": "confidence", "value": 2},
        {"action": "edit", "field": "source.entities", "value": ["e-000000000000"]},
        {"action": "edit", "field": "source.entities.0", "value": 1},
        {"action": "edit", "field": "source.nothing", "value": 1},
        {"action": "edit", "field": "quotes", "value": [[[]]]},
        {"action": "merge", "other": "s-000000000000"},
        {"action": "split", "name": "آخر", "mentions": []},
        {"action": "split", "name": "آخر", "mentions": [[1, 2]]},
        {"action": "split", "name": "آخر", "mentions": [[-1, 2**40]]},
    ],
)
def test_what_would_not_be_true_is_refused(fresh, record, given):
    answer = post(fresh, **({"object": record["statements"][0]["id"]} | given))
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert fresh.get("/api/v1/corrections").json()["total"] == 0
    assert now(fresh, record) == record


@pytest.mark.parametrize("ident", ["s-000000000000", "'; DROP TABLE reports; --", "\x00", "هدنة"])
def test_nothing_of_that_id_is_not_found(fresh, ident):
    assert post(fresh, action="accept", object=ident).status_code == 404


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [(b"[]", "application/json", 422), (b"NaN", "application/json", 422), (b"{}", "text/plain", 415),
     (b'{"action":"edit","object":"x","field":"f","why":"w","value":NaN}', "application/json", 404),
     (b"[" * 100_000, "application/json", 422)],
)  # fmt: skip
def test_bodies_that_are_none(fresh, body, kind, status):
    answer = fresh.post("/api/v1/corrections", content=body, headers={"content-type": kind})
    assert answer.status_code in (status, 422)
    assert answer.headers["content-type"] == "application/problem+json"


def test_parties_are_merged_and_parted(fresh, record):
    one, other = (x["ident"] for x in fresh.get("/api/v1/parties?limit=2").json()["items"])
    made = fresh.post("/api/v1/merges", json={"kept": one, "merged": other, "why": "مثال"})
    assert made.status_code == 201
    assert (made.json()["kept"], made.json()["by"]) == (one, "local")
    assert other not in [x["ident"] for x in fresh.get("/api/v1/parties").json()["items"]]
    again = fresh.post("/api/v1/merges", json={"kept": one, "merged": other, "why": "مثال"})
    assert again.status_code == 422
    place = f"/api/v1/merges/{made.json()['key']}"
    assert fresh.delete(place).status_code == 422
    assert fresh.delete(f"{place}?why=خطأ").status_code == 204
    assert fresh.delete(f"{place}?why=خطأ").status_code == 404
    assert fresh.get("/api/v1/merges").json()["items"] == []
    assert fresh.get("/api/v1/merges?undone=true").json()["items"][0]["undone_why"] == "خطأ"
    assert other in [x["ident"] for x in fresh.get("/api/v1/parties").json()["items"]]


@pytest.mark.parametrize("key", ["0", "-1", "x", "99999999999999999999", "1e3"])
def test_no_merge_of_that_number(fresh, key):
    assert fresh.delete(f"/api/v1/merges/{key}?why=x").status_code == 422
    assert fresh.delete("/api/v1/merges/7?why=x").status_code == 404
