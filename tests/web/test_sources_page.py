"""Sources: outlets, agencies, who repeats whom, feeds with their state."""

import datetime as dt

import pytest


@pytest.fixture
def kept(fresh):
    """A desk with a wire that two outlets tell, and two feeds."""
    words = "قال وزير الخارجية العماني إن جولة جديدة من المحادثات ستعقد في مسقط يوم الثلاثاء برعاية الأمم المتحدة. " * 4
    fresh.post("/reports", data={"text": words, "published": "2021-03-01", "outlet": "صحيفة <b>أولى</b>"})
    fresh.post("/reports", data={"text": f"{words} انتهى.", "published": "2021-03-02", "outlet": "صحيفة ثانية"})
    now = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
    store = fresh.app.state.store
    store.remember_feed("https://a.example.org/rss", checked_at=now, due_at=now, failures=0)
    store.remember_feed("https://b.example.org/rss", checked_at=now, failures=3, complaint="<i>no answer</i>")
    return fresh


@pytest.mark.parametrize(("language", "failed"), [("en", "failed 3 times"), ("ar", "فشل ٣ مرات")])
def test_outlets_repeats_and_feeds_are_told(kept, language, failed):
    page = kept.get("/sources", params={"language": language}).text
    assert "صحيفة &lt;b&gt;أولى&lt;/b&gt;" in page
    assert "&lt;i&gt;no answer&lt;/i&gt;" in page
    assert "<b>أولى" not in page
    assert 'class="s4"' in page
    assert failed in page
    kept.cookies.clear()


def test_sources_are_narrowed(kept):
    page = kept.get("/sources", params={"outlet": "ثانية", "language": "en"}).text
    assert "1 outlet" in page
    assert 'class="empty"' in kept.get("/sources", params={"since": "2030-01-01"}).text
    onward = kept.get("/sources", params={"limit": 1}).text
    assert "/sources?limit=1&amp;offset=1" in onward
    kept.cookies.clear()


def test_an_empty_store_says_what_to_do(fresh):
    page = fresh.get("/sources").text
    assert page.count('class="empty"') == 2
    assert "khabar watch" in page
