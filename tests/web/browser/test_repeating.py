"""Sources in a browser: who repeats whom is drawn, and all of it is within reach."""

import pytest
from axe_playwright_python.sync_playwright import Axe


@pytest.mark.parametrize(("language", "theme", "width"), [("en", "light", 1280), ("ar", "dark", 360)])
def test_who_repeats_whom_is_drawn(page, language, theme, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/sources?language={language}&theme={theme}")
    page.locator("#net[data-links]").wait_for()
    assert int(page.locator("#net").get_attribute("data-links")) >= 1
    assert page.locator("#net canvas").count() == 1
    assert page.locator(".matrix tbody tr").count() >= 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page).response["violations"]
    assert [(x["id"], x["nodes"][0]["html"][:150]) for x in found if x["impact"] in ("serious", "critical")] == []
