"""Pages to reports: the article, and the day it was published, wherever a page tells it."""

from __future__ import annotations

import datetime as dt

import pytest
from lxml import html

from khabar.errors import UnreadableError
from khabar.sources.html import Found, charset_of, find_day, is_html, read_page

PARAGRAPHS = [
    "أعلن المتحدث باسم اللجنة أن الوفدين سيجتمعان الأسبوع المقبل في جنيف لبحث تمديد الهدنة التي بدأت قبل شهرين.",
    "وأضاف المتحدث أن الطرفين اتفقا على فتح معبرين لإدخال المساعدات إلى المدينة المحاصرة، لكنهما لم يتفقا على موعد.",
    "ورفض مسؤول في الحركة الحديث عن أي انسحاب قبل الإفراج عن الأسرى، وقال إن ذلك شرط لا تراجع عنه.",
]


def page(head: str = "", before: str = "", after: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html lang='ar' dir='rtl'><head><title>الوفدان يجتمعان في جنيف</title>{head}</head><body>"
        f"<nav><a href='/'>الرئيسية</a></nav><main><article><h1>الوفدان يجتمعان في جنيف</h1>{before}{body}</article></main>"
        f"{after}<footer>© 2019 جميع الحقوق محفوظة 1 يناير 2019</footer><script>var date = '2001-01-01';</script></body></html>"
    )


def day(text: str, uri: str | None = None) -> Found | None:
    return find_day(html.fromstring(text), uri)


def test_the_article_is_found_without_menus_and_scripts() -> None:
    report = read_page(page(), "a page", uri="https://news.example/1")
    for paragraph in PARAGRAPHS:
        assert paragraph in report.text
    assert "var date" not in report.text
    assert "الرئيسية" not in report.text
    assert report.title == "الوفدان يجتمعان في جنيف"
    assert report.published is None
    assert [caution.code for caution in report.cautions] == ["no-date"]


def test_outlet_and_byline() -> None:
    head = '<meta property="og:site_name" content="صحيفة الخبر"><meta name="author" content="سالم ناجي">'
    report = read_page(page(head), "a page")
    assert (report.outlet, report.byline) == ("صحيفة الخبر", "سالم ناجي")


@pytest.mark.parametrize(
    ("head", "before", "after", "wanted"),
    [
        (
            '<meta property="article:published_time" content="2016-10-03T10:00:00+03:00">',
            "",
            "",
            Found(dt.date(2016, 10, 3), "metadata"),
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2016-10-03"}]}</script>',
            "",
            "",
            Found(dt.date(2016, 10, 3), "metadata"),
        ),
        ('<script type="application/ld+json">{broken</script>', "", "", None),
        ("", '<time datetime="2016-10-03">أمس</time>', "", Found(dt.date(2016, 10, 3), "metadata")),
        ("", '<span class="date">الاثنين 3 تشرين الأول/أكتوبر 2016</span>', "", Found(dt.date(2016, 10, 3), "text")),
        ("", "<div>الاثنين ٣ أكتوبر ٢٠١٦ - ١٠:٠٠</div>", "", Found(dt.date(2016, 10, 3), "text")),
        ("", "<p>نشر في 3/10/2016</p>", "", Found(dt.date(2016, 10, 3), "text")),
        ("", '<div class="copyright">© 2016</div>', "", None),
        ("", "", '<div class="related"><span class="date">4 مايو 2011</span></div>', None),
        ("", "", '<aside><time datetime="2011-05-04">4 مايو</time></aside>', None),
    ],
)
def test_the_day_of_publication(head: str, before: str, after: str, wanted: Found | None) -> None:
    assert day(page(head, before, after)) == wanted


def test_a_day_in_the_address() -> None:
    assert day(page(), "https://news.example/2016/10/03/talks.html") == Found(dt.date(2016, 10, 3), "metadata")
    assert day(page(), "https://news.example/2016/99/03/talks.html") is None


@pytest.mark.parametrize("text", ["<html></html>", "<html><body><script>x()</script></body></html>", "<!doctype html>"])
def test_a_page_without_an_article_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError, match=r"^page\.html"):
        read_page(text, "page.html")


def test_what_begins_like_a_page() -> None:
    assert is_html(page())
    assert is_html("<?xml version='1.0'?>\n<!-- x --><html>")
    assert not is_html("قال <html> ذلك")
    assert charset_of(b"<html><head><meta charset='windows-1256'>") == "windows-1256"
