"""Pages over a store with a few reports: each answers in both languages, a report given becomes a record."""

import html
import re

import pytest
from desk_reports import NAMES, text_of

from khabar.record import Record
from khabar.web import pages

PATHS = [entry.path for entry in pages.entries()]


def some_report(client) -> str:
    return client.app.state.store.reports(limit=1)[0].id


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", PATHS)
def test_every_page_of_the_navigation_answers(client, path, language):
    answer = client.get(path, params={"language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in answer.text
    assert answer.text.count("<h1") == 1
    assert 'aria-current="page"' in answer.text


@pytest.mark.parametrize("path", PATHS)
def test_empty_fields_of_a_filter_form_are_no_filters(client, path):
    assert client.get(f"{path}?party=&km=&act=&since=&until=&type=&status=").status_code == 200


def test_the_language_comes_from_address_cookie_and_browser_in_this_order(client):
    def language(address="/", **headers):
        return re.search(r'<html lang="(\w+)"', client.get(address, headers=headers).text)[1]

    client.cookies.clear()
    assert language() == "en"
    assert language(**{"accept-language": "fr, ar-SY;q=0.8, en;q=0.3"}) == "ar"
    assert language(cookie="language=en", **{"accept-language": "ar"}) == "en"
    assert language("/?language=ar", cookie="language=en") == "ar"
    client.cookies.clear()


def test_a_choice_of_theme_is_remembered(client):
    answer = client.get("/?theme=dark")
    assert 'data-theme="dark"' in answer.text
    assert "theme=dark" in answer.headers["set-cookie"]
    client.cookies.clear()


def test_a_pasted_report_becomes_a_record(fresh):
    given = {"text": text_of("e01-aleppo").replace("\n", "\r\n"), "published": "2016-12-05", "outlet": "صحيفة المثال"}
    answer = fresh.post("/reports", data=given)
    assert answer.status_code == 303
    ident = answer.headers["location"].removeprefix("/reports/")
    record = fresh.app.state.store.get(ident)
    assert isinstance(record, Record)
    assert (record.source.text, record.source.outlet) == (text_of("e01-aleppo"), "صحيفة المثال")
    assert fresh.get(f"/reports/{ident}").status_code == 200


def test_an_uploaded_page_becomes_a_record(fresh):
    words = "قالت الحكومة في بيان إن المحادثات ستبدأ يوم الثلاثاء في مسقط برعاية الأمم المتحدة. " * 8
    page = f"<html><body><article><p>{words}</p></article></body></html>".encode()
    answer = fresh.post("/reports", files={"file": ("خبر.html", page, "text/html")}, headers={"hx-request": "true"})
    assert answer.status_code == 204
    record = fresh.app.state.store.get(answer.headers["hx-redirect"].removeprefix("/reports/"))
    assert "<p>" not in record.source.text
    assert record.statements


@pytest.mark.parametrize(
    ("given", "file"),
    [
        ({"text": "  \n"}, None),
        ({"text": "قال الوزير إن الهدنة بدأت.", "published": "الاثنين"}, None),
        ({}, ("empty.txt", b"")),
        ({}, ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR" + bytes(range(256)) * 4)),
    ],
)
def test_what_cannot_be_read_is_said_on_the_form(fresh, given, file):
    answer = fresh.post("/reports", data=given, files={"file": file} if file else None)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert len(fresh.app.state.store) == 0


def test_a_body_that_is_too_large_is_refused(fresh):
    assert fresh.post("/reports", files={"file": ("a.txt", b"x" * 5_000_001)}).status_code == 413


def test_the_text_of_a_report_stands_whole_with_its_claims(client):
    ident = some_report(client)
    record = client.app.state.store.get(ident)
    page = client.get(f"/reports/{ident}").text
    shown = re.search(r'<div class="text"[^>]*>(.*?)</div>', page, re.DOTALL)[1]
    assert html.unescape(re.sub(r"</?(?:span|p)\b[^>]*>", "", shown)) == record.source.text
    for claim in (*record.statements, *record.proposals, *record.events, *record.entities):
        assert f'id="c-{claim.id}"' in page
        assert f'id="w-{claim.id}"' in page


def test_a_claim_leads_to_its_report(client):
    found = client.app.state.store.statements(limit=1)[0]
    answer = client.get(f"/claims/{found.claim.id}")
    assert answer.headers["location"] == f"/reports/{found.report.id}#c-{found.claim.id}"
    assert client.get("/claims/s-000000000000").status_code == 404


def test_the_list_of_reports_turns_its_pages(client):
    first = client.get("/reports?limit=3").text
    assert 'href="/reports?limit=3&amp;offset=3"' in first
    second = client.get("/reports?limit=3&offset=3").text
    listed = re.findall(r"/reports/(r-\w+)", first + second)
    assert len(set(listed)) == len(NAMES)
    assert 'class="empty"' in client.get("/reports?outlet=لا+أحد").text


@pytest.mark.parametrize("path", ["/nothing", "/reports/r-000000000000", "/reports/s-1", "/static/../desk.py"])
def test_what_is_not_there_is_a_page_that_says_so(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "<main" in answer.text


def test_every_answer_carries_the_headers(client):
    for path in ("/", "/nothing", "/health", "/static/css/desk.css", "/api/v1/nothing"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff", path
    page = client.get("/").text
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|\sstyle=|\son\w+=", page)


def test_a_failure_tells_nothing_of_how_the_desk_is_built(client, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("secret")

    monkeypatch.setattr(client.app.state.store, "reports", broken)
    answer = client.get("/reports")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "content-security-policy" in answer.headers


def test_health_and_metrics(client):
    assert client.get("/health").json() == {"status": "ok", "version": client.app.version, "reports": len(NAMES)}
    figures = client.get("/metrics").text
    assert f"khabar_reports {len(NAMES)}.0" in figures
    assert 'khabar_requests_total{method="GET",route="/health",status="200"}' in figures


def test_several_files_are_read_in_the_background(fresh):
    files = [("file", (f"{name}.txt", text_of(name).encode())) for name in NAMES]
    bad = ("file", ("صورة.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR" + bytes(range(256)) * 4))
    answer = fresh.post("/reports", data={"outlet": "صحيفة المثال"}, files=[*files, bad])
    assert answer.status_code == 303
    onward = answer.headers["location"]
    assert re.match(r"/jobs/j-\w+\?refused=", onward)
    page = fresh.get(f"{onward}&language=en").text
    assert "4 reports read" in page
    assert "صورة.png" in page
    assert "every 1s" not in page
    assert len(re.findall(r'href="/reports/r-', page)) == len(NAMES)
    assert "/jobs/j-" in fresh.get("/").text
    assert fresh.get("/jobs/j-0").status_code == 404


def test_a_job_that_goes_on_asks_again(fresh):
    from khabar.record import Report
    from khabar.web import jobs

    engine = fresh.app.state.store.engine
    taken = jobs.keep(engine, [Report(text="قال الوزير إن الهدنة بدأت."), Report(text="نفى الوزير ذلك.")], "local", "x")
    page = fresh.get(f"/jobs/{taken.id}?language=en").text
    assert "every 1s" in page
    assert "0 of 2 read" in page
