"""Reports over the API: read, keep, list, open."""

import json

import pytest

from khabar.record import Record, spans_of
from khabar.web.api import bodies

TEXT = "قال وزير الخارجية المصري إن القاهرة ترفض أي هدنة لا تشمل حلب. وقتل سبعة مدنيين في قصف على المدينة أمس الأحد."
OTHER = "أعلنت الأمم المتحدة أن المحادثات ستبدأ يوم الخميس في جنيف."


def test_read_returns_the_record_and_keeps_nothing(fresh):
    answer = fresh.post("/api/v1/read", json={"text": TEXT, "published": "2016-10-03", "outlet": "صحيفة المثال"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    record = Record.model_validate_json(answer.content)
    assert record.source.text == TEXT
    assert record.source.outlet == "صحيفة المثال"
    assert all(TEXT[span.start : span.end] == span.text for span in spans_of(record))
    assert fresh.get("/health").json()["reports"] == 0


def test_read_takes_a_file(fresh):
    file = ("news.txt", TEXT.encode("cp1256"), "text/plain")
    answer = fresh.post("/api/v1/read", files={"file": file}, data={"published": "2016-10-03"})
    assert answer.json()["source"]["text"] == TEXT
    assert answer.json()["source"]["published"] == "2016-10-03"


def test_a_report_is_kept_once(fresh):
    first = fresh.post("/api/v1/reports", json={"text": TEXT, "published": "2016-10-03"})
    assert first.status_code == 201
    assert first.json()["new"] == 1
    again = fresh.post("/api/v1/reports", json={"text": TEXT, "published": "2016-10-03"})
    assert (again.status_code, again.json()["known"]) == (200, 1)
    assert first.headers["location"] == again.headers["location"]
    record = fresh.get(first.headers["location"]).json()
    assert record["source"]["id"] == first.json()["reports"][0]["id"]


def test_a_file_of_several_reports_is_kept_whole(fresh):
    lines = "\n".join(json.dumps({"text": text, "date": "2016-10-03"}) for text in (TEXT, OTHER))
    answer = fresh.post("/api/v1/reports", files={"file": ("news.jsonl", lines.encode())})
    assert (answer.status_code, answer.json()["new"]) == (201, 2)
    kept = fresh.get("/api/v1/reports").json()["items"]
    assert [item["published"] for item in kept] == ["2016-10-03"] * 2
    assert {item["uri"] for item in kept} == {"news.jsonl#1", "news.jsonl#2"}
    refused = fresh.post("/api/v1/read", files={"file": ("news.jsonl", lines.encode())})
    assert (refused.status_code, refused.json()["title"]) == (422, "Unprocessable Entity")


@pytest.mark.parametrize("path", ["/api/v1/read", "/api/v1/reports"])
@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 422),
        ({"content": b'{"text": "\\ud800"}', "headers": {"content-type": "application/json"}}, 422),
        ({"json": {}}, 422),
        ({"json": {"text": ""}}, 422),
        ({"json": {"text": " \n "}}, 422),
        ({"json": {"text": "نص", "published": "Monday"}}, 422),
        ({"json": {"text": "نص", "uri": "javascript:alert(1)"}}, 422),
        ({"json": {"text": "نص", "strange": 1}}, 422),
        ({"json": ["نص"]}, 422),
        ({"data": {"text": "نص"}}, 415),
        ({"content": "نص".encode(), "headers": {"content-type": "text/plain"}}, 415),
        ({"content": b"x"}, 415),
        ({"files": {"other": (None, "x")}}, 422),
        ({"files": {"file": ("a.txt", b"")}}, 422),
        ({"files": {"file": ("a.txt", b"\x00\x01\x02" * 99)}}, 422),
        ({"content": b"--x", "headers": {"content-type": "multipart/form-data"}}, 400),
        ({"content": b"x" * 5_000_001, "headers": {"content-type": "application/json"}}, 413),
    ],
)
def test_what_is_no_report_is_a_problem(fresh, path, body, status):
    answer = fresh.post(path, **body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert fresh.get("/health").json()["reports"] == 0


@pytest.mark.parametrize(
    "text", ["قال\x00الوزير إنه قادم", "\ufeff", "😀" * 500, "قال " * 3000, "<b>\u202e&amp;\u2028"]
)
def test_strange_texts_are_read_as_they_are(fresh, text):
    answer = fresh.post("/api/v1/reports", json={"text": text})
    if answer.status_code == 422:
        assert not text.strip("\ufeff \n")
        return
    assert answer.status_code == 201
    place = answer.headers["location"]
    assert fresh.get(place).json()["source"]["text"] == text
    assert fresh.get(f"{place}/text").content == text.encode()


def test_what_is_too_long_to_wait_for_is_refused(fresh, monkeypatch):
    monkeypatch.setattr(bodies, "LONGEST", 50)
    answer = fresh.post("/api/v1/read", json={"text": TEXT})
    assert answer.status_code == 413
    assert "/api/v1/jobs" in answer.json()["detail"]


def test_a_reports_parts(client):
    line = client.get("/api/v1/reports?limit=1").json()["items"][0]
    place = f"/api/v1/reports/{line['id']}"
    record = client.get(place)
    text = client.get(f"{place}/text")
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert text.text == record.json()["source"]["text"]
    assert client.get(f"{place}?corrected=false").json() == record.json()
    assert client.get(f"{place}/duplicates").json()["items"] == []
    assert client.get(f"{place}/appearances").json()["items"][0]["outlet"] == "صحيفة المثال"
    for path in (place, f"{place}/text"):
        etag = client.head(path).headers["etag"]
        assert client.get(path, headers={"If-None-Match": f'"x", {etag}'}).status_code == 304


@pytest.mark.parametrize("ident", ["r-000000000000", "%00", "s-000000000000", "' OR 1=1 --", "..%2f..%2fetc%2fpasswd"])
@pytest.mark.parametrize("part", ["", "/text", "/duplicates", "/appearances"])
def test_no_report_of_that_id_is_a_problem(client, ident, part):
    answer = client.get(f"/api/v1/reports/{ident}{part}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_a_claims_id_is_no_reports(client):
    said = client.get("/api/v1/statements?limit=1").json()["items"][0]["claim"]["id"]
    for part in ("", "/text", "/duplicates"):
        assert client.get(f"/api/v1/reports/{said}{part}").status_code == 404


def test_reports_page_by_page(client):
    met, address = [], "/api/v1/reports?limit=3&added=true"
    while address:
        answer = client.get(address).json()
        met += [item["id"] for item in answer["items"]]
        address = answer["next"]
    assert len(met) == len(set(met)) == 4


@pytest.mark.parametrize("path", ["/api/v1/read", "/api/v1/reports", "/api/v1/jobs"])
def test_halves_of_surrogate_pairs_in_a_file(fresh, path):
    line = json.dumps({"text": TEXT + "\ud800", "title": "\udfff", "outlet": "\ud800", "author": "\udc00"}).encode()
    assert fresh.post(path, files={"file": ("a.jsonl", line)}).status_code in (200, 201, 202)
    for asked in ("reports", "statements", "timeline", "export/jsonl", "export/store", "export/csv?table=reports"):
        assert fresh.get(f"/api/v1/{asked}").status_code == 200
