"""The map in a browser: circles are drawn, popups have the words, the keyboard and the list reach everything."""

import pytest
from axe_playwright_python.sync_playwright import Axe


def opened(page, address):
    page.goto(address)
    page.locator("#map[data-drawn]:not([data-drawn='0'])").wait_for(timeout=60_000)
    return page.locator("#map")


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("ar", "dark")])
def test_circles_are_drawn_and_lead_to_words(page, language, theme):
    box = opened(page, f"/map?language={language}&theme={theme}")
    page.locator("#drawing").wait_for(state="hidden")
    assert int(box.get_attribute("data-places")) >= int(box.get_attribute("data-drawn")) >= 1
    page.locator(".show-on-map").first.click()
    popup = page.locator(".popup")
    popup.wait_for()
    assert popup.locator(".ar mark").count() >= 1
    assert popup.locator("a").first.get_attribute("href").startswith("/reports/r-")
    found = Axe().run(page).response["violations"]
    assert [(x["id"], x["nodes"][0]["html"][:150]) for x in found if x["impact"] in ("serious", "critical")] == []


def test_days_narrow_the_map(page):
    box = opened(page, "/map?language=en")
    whole = int(box.get_attribute("data-total"))
    page.locator("#to").focus()
    page.keyboard.press("Home")
    for _ in range(100):
        if int(box.get_attribute("data-total")) < whole:
            break
        page.wait_for_timeout(50)
    assert int(box.get_attribute("data-total")) < whole
    assert " – " in page.locator("#days").inner_text()


def test_the_keyboard_alone_reaches_map_and_list(page):
    opened(page, "/map?language=en&what=places")
    page.locator(".maplibregl-canvas").focus()
    page.keyboard.press("+")
    page.keyboard.press("ArrowLeft")
    page.locator(".show-on-map").first.focus()
    page.keyboard.press("Enter")
    page.locator(".popup a").wait_for()
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_webgl_the_list_says_the_same(context):
    context.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page = context.new_page()
    page.goto("/map?language=ar")
    page.locator("#no-map").wait_for()
    assert not page.locator("#atlas").is_visible()
    assert page.locator("#lines tbody tr").count() >= 1
    assert not page.locator(".show-on-map").first.is_visible()
