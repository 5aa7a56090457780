"""Pages that no other test looks at: nothing serious for axe, no sideways scrolling of the page, also on a telephone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PATHS = ("/api/docs", "/parties", "/party?party=Q1065", "/admin", "/positions?since=soon")


@pytest.mark.parametrize(("language", "theme", "width"), [("en", "dark", 360), ("ar", "light", 1280)])
def test_pages_are_within_reach_of_all(context, language, theme, width):
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    wrong = {}
    for path in PATHS:
        page.goto(f"{path}{'&' if '?' in path else '?'}language={language}&theme={theme}")
        page.evaluate("[...document.querySelectorAll('details')].slice(0, 5).forEach(x => { x.open = true; })")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong[path] = ["scrolls sideways"]
        found = Axe().run(page).response["violations"]
        serious = [(x["id"], x["nodes"][0]["html"][:150]) for x in found if x["impact"] in ("serious", "critical")]
        if serious:
            wrong[path] = wrong.get(path, []) + serious
    assert not wrong
