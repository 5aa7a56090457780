"""Signing in, the account and running the desk, in a browser: cookies, forms and reach as they are for people."""

import re
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from desk_people import PASSWORDS

from khabar.store import Store
from khabar.web.security import users


@pytest.fixture(scope="module")
def closed(filled, serve, tmp_path_factory):
    """The address of a desk that has users."""
    place = tmp_path_factory.mktemp("closed") / "khabar.db"
    shutil.copy(filled, place)
    with Store(place) as store:
        users.add_user(store.engine, "amal", "admin", PASSWORDS["amal"], by="test")
    with serve(place) as address:
        yield address


@pytest.mark.parametrize(
    ("language", "theme", "width", "scripts"),
    [("en", "light", 1280, True), ("ar", "dark", 360, True), ("en", "dark", 800, False)],
)
def test_who_signs_in_reaches_the_desk_and_leaves_it(chromium, closed, *, language, theme, width, scripts):
    context = chromium.new_context(
        base_url=closed, viewport={"width": width, "height": 900}, java_script_enabled=scripts
    )
    try:
        page = context.new_page()
        page.goto(f"/reports?language={language}&theme={theme}")
        assert "/sign-in" in page.url
        page.goto(f"/sign-in?next=/account&language={language}&theme={theme}")
        assert_in_reach(page, scripts)
        page.locator("#name").fill("amal")
        page.locator("#password").fill("wrong wrong wrong")
        page.locator("#sign-in button").click()
        page.locator("[role=alert]").wait_for()
        page.locator("#password").fill(PASSWORDS["amal"])
        page.locator("#sign-in button").click()
        page.wait_for_url(re.compile("/account$"))
        assert_in_reach(page, scripts)
        page.locator("#token-name").fill("nightly")
        page.locator("form[action='/account/tokens'] button").click()
        assert page.locator("#token").inner_text().startswith("khabar_")
        page.goto("/admin")
        assert_in_reach(page, scripts)
        page.goto("/")
        page.locator("#text").fill(f"قال الوزير إن الهدنة بدأت في حلب {width}.")
        page.locator("#add button").first.click()
        page.wait_for_url(re.compile(r"/reports/r-\w+$"), timeout=30_000)
        page.goto("/account")
        page.locator("form[action='/sign-out'] button").click()
        page.wait_for_url(re.compile("/sign-in"))
    finally:
        context.close()


def assert_in_reach(page, scripts):
    if not scripts:
        return
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    found = Axe().run(page).response["violations"]
    assert [
        (x["id"], [n["html"][:160] for n in x["nodes"][:3]]) for x in found if x["impact"] in ("serious", "critical")
    ] == []
