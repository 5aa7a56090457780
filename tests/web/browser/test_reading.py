"""A reader in a browser: pastes a report and sees its record, in both languages; cards and words light each other."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

TEXT = (
    "عدن (رويترز) - قال وزير الخارجية اليمني إن حكومته ترفض هدنة مدتها سبعة أيام في تعز، واتهم الحوثيين بقصف المدينة"
    " يوم الأحد.\n\nوأسفر القصف عن مقتل 12 مدنيا، بحسب مصدر طبي. ولم يصدر أي تعليق من الحوثيين.\n"
)


@pytest.mark.parametrize(("language", "heading"), [("en", "Statements"), ("ar", "التصريحات")])
def test_a_pasted_report_appears_with_its_record(page, language, heading):
    page.goto(f"/?language={language}")
    page.locator("#text").fill(TEXT + language)
    page.locator("#published").fill("2018-11-27")
    page.locator("#add button").click()
    page.wait_for_url(re.compile(r"/reports/r-\w+$"), timeout=30_000)
    assert page.locator("#statements h3").inner_text() == heading
    assert page.locator("#proposals .card").count() >= 1
    card = page.locator("#statements .card").first
    card.hover()
    assert page.locator(".text .lit").count() >= 1
    page.locator(".text .cue").first.hover()
    assert page.locator(".card.lit").count() >= 1


def test_what_cannot_be_read_is_said_without_leaving_the_page(page):
    page.goto("/?language=en")
    page.locator("#add button").click()
    page.locator("#add [role=alert]").wait_for()
    assert "paste a report" in page.locator("#add [role=alert]").inner_text()


def test_it_works_without_scripts(chromium, site):
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/?language=en")
    page.locator("#text").fill(TEXT + "بلا برامج")
    page.locator("#add button").click()
    assert page.locator("#statements .card").count() >= 1
    page.locator("#show-statement").uncheck()
    assert not page.locator("#show-statement").is_checked()
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_are_within_reach_of_all(context, page, language, theme, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/reports")
    one = page.locator("table a").first.get_attribute("href")
    for path in ("/", "/reports", one):
        page.goto(f"{path}?language={language}&theme={theme}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        found = Axe().run(page).response["violations"]
        serious = [
            (x["id"], [n["html"][:120] for n in x["nodes"][:3]])
            for x in found
            if x["impact"] in ("serious", "critical")
        ]
        assert serious == [], path


def test_the_keyboard_alone_reaches_the_content(page):
    page.goto("/?language=en")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "text"
