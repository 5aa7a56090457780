"""The timeline in a browser: real marks on the canvas, mouse and keyboard, the list that follows."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

PAINTED = """() => {
  const canvas = document.querySelector("#plot canvas");
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const seen = new Set();
  for (let at = 0; at < pixels.length; at += 4) if (pixels[at + 3] > 200) seen.add(`${pixels[at]},${pixels[at + 1]},${pixels[at + 2]}`);
  return seen.size;
}"""


def opened(page, address):
    page.goto(address)
    page.locator("#plot[data-unit]").wait_for()
    return page.locator("#plot")


def state(page):
    return json.loads(page.evaluate("JSON.stringify(document.getElementById('plot').dataset)"))


def until(page, true):
    """Wait until the axis is in a state; the policy forbids Playwright to ask in the page."""
    for _ in range(100):
        if true(state(page)):
            return
        page.wait_for_timeout(50)
    raise AssertionError(state(page))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("rows", ["kind", "party"])
def test_real_marks_are_drawn(page, language, rows):
    opened(page, f"/timeline?language={language}&by={rows}")
    assert int(state(page)["points"]) > 10
    assert page.evaluate(PAINTED) > 3
    page.get_by_role("button", name="Closer" if language == "en" else "أقرب").click()
    before = state(page)
    until(page, lambda now: now["first"] != before["first"])


def test_the_keyboard_alone_moves_opens_and_lists(page):
    plot = opened(page, "/timeline?language=en")
    whole = state(page)
    plot.focus()
    page.keyboard.press("+")
    until(page, lambda now: now["first"] > whole["first"])
    near = state(page)
    page.keyboard.press("ArrowRight")
    until(page, lambda now: now["first"] > near["first"])
    page.keyboard.press("Home")
    until(page, lambda now: now["first"] == whole["first"])
    page.wait_for_url("**first=*")
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    page.locator("#words .card").wait_for()
    assert "#c-" in page.locator("#words .report-line a").get_attribute("href")
    assert page.locator("#lines .moments > li").count() > 5


def test_the_axis_runs_from_right_to_left_in_arabic(page):
    opened(page, "/timeline?language=ar")
    ends = "() => { const c = echarts.getInstanceByDom(document.getElementById('plot')); const [a, b] = ['first', 'last'].map((x) => c.convertToPixel({ xAxisIndex: 0 }, Date.parse(document.getElementById('plot').dataset[x]))); return a > b; }"
    assert page.evaluate(ends)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_within_reach_of_all(page, theme, width):
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, f"/timeline?language={'ar' if theme == 'dark' else 'en'}&theme={theme}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page).response["violations"]
    assert [(x["id"], x["nodes"][0]["html"][:150]) for x in found if x["impact"] in ("serious", "critical")] == []
