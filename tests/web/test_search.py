"""Search: snippets show the report's own words and never its markup, counts lead to narrower searches."""

import html
import re

import pytest

from khabar.web.rendering import address


def test_words_are_shown_where_they_stand(client):
    page = client.get("/search", params={"q": "الهدنة"}).text
    marks = re.findall(r"<mark>([^<]*)</mark>", page)
    assert marks
    assert all("هدن" in mark for mark in marks)
    link = html.unescape(re.search(r'href="(/reports/r-\w+#w-[^"]*:~:text=[^"]+)"', page)[1])
    report, _, rest = link.partition("#w-")
    assert f'id="w-{rest.partition(":~:")[0]}"' in client.get(report).text


@pytest.mark.parametrize(
    ("q", "number"), [("حلب", 1), ("حلبي* -حلب", 0), ('"مجلس الأمن"', None), ("المدينه", None), ("لاشيءهنا", 0)]
)
def test_all_ways_of_asking_answer(client, q, number):
    page = client.get("/search", params={"q": q, "language": "en"})
    assert page.status_code == 200
    found = client.app.state.store.facets(q).total
    assert number is None or found >= number
    assert (f"{found} report" in page.text) == (found > 0) or found == 0
    assert ('class="empty"' in page.text) == (found == 0)
    client.cookies.clear()


def test_counts_lead_to_a_narrower_search(client):
    page = client.get("/search", params={"q": "في", "language": "en"}).text
    client.cookies.clear()
    narrower = [html.unescape(x) for x in re.findall(r'<li><a href="(/search\?[^"]+)"', page)]
    assert any("holding=act" in x for x in narrower)
    assert any("since=" in x for x in narrower)
    for link in narrower[:8]:
        answer = client.get(link).text
        assert 'aria-current="true"' in answer
        assert "<mark>" in answer


def test_what_asks_for_nothing_is_said(client):
    assert client.get("/search", params={"q": "-حلب"}).status_code == 422
    assert client.get("/search", params={"q": "حلب", "holding": "party:x"}).status_code == 422
    assert 'class="empty"' in client.get("/search").text
    assert client.get(address("/search", place="حلب")).status_code == 200


def test_no_markup_of_a_report_or_of_a_question_reaches_the_page(fresh):
    words = "قال الوزير <img src=x onerror=alert(1)> إن الهدنة <mark onclick=x>باقية</mark> في حلب & الباب."
    fresh.post("/reports", data={"text": words, "title": "<script>alert(1)</script>"})
    page = fresh.get("/search", params={"q": "الهدنة <plaintext>"}).text
    page += fresh.get("/search", params={"q": "الوزير onerror"}).text
    assert "<img" not in page
    assert "<plaintext>" not in page
    assert "<script>alert" not in page
    assert "&lt;img src=x" in page


def test_pages_turn(client):
    first = client.get("/search", params={"q": "في", "limit": 2}).text
    onward = html.unescape(re.search(r'rel="next" href="([^"]+)"', first)[1])
    second = client.get(onward).text
    listed = re.findall(r'report-line"><a href="/reports/(r-\w+)', first + second)
    assert len(listed) == len(set(listed)) == 4
