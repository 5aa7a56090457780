"""Jobs over the API: many reports read in the background, asked how they stand, cancelled."""

import json

import pytest

from khabar.record import Report
from khabar.store import Store
from khabar.web import jobs
from khabar.web.reading_pool import ReadingPool

TEXTS = [f"قال الوزير إن المحادثات ستبدأ بعد {n} أيام في حلب." for n in range(3, 8)]


def test_several_reports_are_read_as_a_job(fresh):
    reports = [{"text": text, "published": "2016-10-03", "outlet": "صحيفة المثال"} for text in TEXTS]
    answer = fresh.post("/api/v1/jobs", json={"reports": [*reports, {"text": " "}]})
    assert answer.status_code == 202
    assert len(answer.json()["refused"]) == 1
    job = fresh.get(answer.headers["location"]).json()
    assert (job["state"], job["total"], job["done"], job["new"]) == ("done", 5, 5, 5)
    assert fresh.get(f"/api/v1/reports/{job['reports'][0]}").json()["source"]["outlet"] == "صحيفة المثال"


def test_files_are_read_as_a_job(fresh):
    lines = "\n".join(json.dumps({"text": text}) for text in TEXTS[:2]) + "\n{"
    files = [("file", ("a.jsonl", lines.encode())), ("file", ("b.txt", TEXTS[2].encode())), ("file", ("c.txt", b""))]
    answer = fresh.post("/api/v1/jobs", files=files, data={"published": "2016-10-03"})
    assert answer.status_code == 202
    assert answer.json()["total"] == 3
    assert [told.partition(" ")[0] for told in answer.json()["refused"]] == ["a.jsonl,", "c.txt"]


@pytest.mark.parametrize("body", [{"json": {"reports": []}}, {"json": {"reports": [{"text": " "}]}}, {"json": {}}])
def test_a_job_of_nothing_is_a_problem(fresh, body):
    answer = fresh.post("/api/v1/jobs", **body)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")


def test_a_job_is_cancelled_once(fresh):
    engine = fresh.app.state.store.engine
    taken = jobs.keep(engine, [Report(text=text) for text in TEXTS], "local", "another process")
    place = f"/api/v1/jobs/{taken.id}"
    assert fresh.get(place).json()["state"] == "reading"
    assert fresh.delete(place).json()["state"] == "cancelled"
    again = fresh.delete(place)
    assert (again.status_code, again.headers["content-type"]) == (409, "application/problem+json")
    assert not jobs.progress(engine, taken.key, 3), "who reads it learns that it is not wanted"
    assert jobs.take(engine, "one more") is None
    assert fresh.get(place).json()["state"] == "cancelled"


@pytest.mark.parametrize("ident", ["j-0000000000000000", "%00", "' OR 1=1", "r-000000000000"])
def test_no_job_of_that_id(fresh, ident):
    assert fresh.get(f"/api/v1/jobs/{ident}").status_code == 404
    assert fresh.delete(f"/api/v1/jobs/{ident}").status_code == 404


def test_anothers_job_is_none(guarded, browser):
    mine = jobs.keep(guarded.app.state.store.engine, [Report(text=TEXTS[0])], "sami", None)
    asked = {name: browser(name).get(f"/api/v1/jobs/{mine.id}").status_code for name in ("amal", "sami", "rima")}
    assert asked == {"amal": 200, "sami": 200, "rima": 404}


def test_what_is_cancelled_is_not_read_on(tmp_path):
    """The pool asks after each batch whether the job is still wanted."""
    reports = [Report(text=f"قال الوزير إن المحادثات رقم {n} ستبدأ غدا.") for n in range(40)]
    with Store(tmp_path / "khabar.db") as store:
        pool = ReadingPool(model=False)
        try:
            taken = jobs.keep(store.engine, reports, "local", jobs.owner())
            assert jobs.cancel(store.engine, taken.id)
            pool._finish(store, taken)
            assert len(store) < len(reports)
            assert jobs.job(store.engine, taken.id).state == "cancelled"
        finally:
            pool.close()
