"""Search in a browser: it answers as one types, by the keyboard alone, in both languages."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe


@pytest.mark.parametrize(("language", "theme", "width"), [("en", "light", 1280), ("ar", "dark", 360)])
def test_it_answers_as_one_types(page, language, theme, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/search?language={language}&theme={theme}")
    page.locator("#f-q").focus()
    page.keyboard.insert_text("الهدنة")
    page.locator("#found mark").first.wait_for()
    assert page.evaluate("document.activeElement.id") == "f-q"
    page.wait_for_url(re.compile(r"/search\?.*q="))
    assert "party=" not in page.url
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page).response["violations"]
    assert [(x["id"], x["nodes"][0]["html"][:150]) for x in found if x["impact"] in ("serious", "critical")] == []
    page.locator(".moments a", has_text=re.compile("these words|هذه الكلمات")).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/reports/r-\w+#w-"))
