"""Plans, positions and parties in a browser, over stories told by several outlets, in both languages."""

import pytest
from axe_playwright_python.sync_playwright import Axe

LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])


@pytest.fixture(scope="session")
def story_site(story_client, serve):
    """The address of a desk over the stories."""
    with serve(story_client.app.state.desk.place) as address:
        yield address


@pytest.fixture
def site(story_site):
    return story_site


@pytest.fixture(scope="session")
def plan(story_client):
    """The plan most told."""
    return f"/negotiations/{story_client.app.state.store.threads(limit=1)[0].id}"


@LANGUAGES
def test_a_mark_shows_its_words_when_pointed_at_and_leads_to_them(page, plan, language):
    page.goto(f"{plan}?language={language}")
    marks = page.locator(".chart a[data-step]")
    assert marks.count() > 5
    mark = marks.nth(2)
    mark.hover()
    words = page.locator("#said blockquote").first.inner_text()
    number = mark.get_attribute("data-step")
    assert words == page.locator(f"#step-{number} blockquote").first.inner_text()
    mark.click()
    assert page.evaluate("document.activeElement.id") == f"step-{number}"
    assert page.locator(f"#step-{number} .report-line a").count() >= 1


@LANGUAGES
def test_the_keyboard_alone_reaches_the_words_of_a_stance(page, plan, language):
    page.goto(f"{plan}?language={language}")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.step"):
            break
    number = page.evaluate("document.activeElement.dataset.step")
    assert number
    assert page.locator("#said blockquote").count() >= 1
    page.keyboard.press("Enter")
    page.wait_for_function("id => document.activeElement.id === id", arg=f"step-{number}")
    page.keyboard.press("Tab")
    assert page.evaluate("id => document.getElementById(id).contains(document.activeElement)", f"step-{number}")


@LANGUAGES
def test_the_time_axis_runs_with_the_language(page, plan, language):
    page.goto(f"{plan}?language={language}")
    places = (
        page.locator(".lane").first.locator(".mark").evaluate_all("all => all.map(x => x.getBoundingClientRect().x)")
    )
    assert len(places) > 2
    assert places == sorted(places, reverse=language == "ar")


def test_the_graph_of_what_a_plan_waits_for_is_drawn_with_its_table(page, story_client):
    store = story_client.app.state.store
    tied = next(x.id for x in store.threads(limit=100) if any(t.how == "before" for t in store.course(x.id).ties))
    page.goto(f"/negotiations/{tied}?language=en")
    graph = page.locator("svg.needs")
    assert graph.locator(".box").count() >= 2
    assert graph.locator("path.edge").count() == graph.locator(".box").count() - 1
    assert graph.bounding_box()["height"] >= 74
    assert page.locator(".ties tbody tr").count() >= 1


@LANGUAGES
def test_a_cell_of_the_matrix_opens_its_words_by_keyboard(page, language):
    page.goto(f"/positions?language={language}")
    stand = page.locator(".stand").first
    stand.focus()
    page.keyboard.press("Enter")
    words = page.locator(".words:popover-open")
    assert words.locator("blockquote").first.inner_text()
    assert words.locator(".report-line a").get_attribute("href").startswith("/reports/r-")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('.words:popover-open').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert page.locator(".words:popover-open").count() == 0


def test_the_heads_of_the_matrix_stay_in_sight(page):
    page.goto("/positions?language=en")
    box = page.locator(".matrix")
    box.evaluate("box => { box.style.maxBlockSize = '20rem'; box.scrollTo(300, 200); }")
    frame, head = box.bounding_box(), box.locator("thead th").nth(2).bounding_box()
    party = box.locator("tbody th").nth(8).bounding_box()
    assert abs(head["y"] - frame["y"]) < 3
    assert abs(party["x"] - frame["x"]) < 3


def test_a_telephone_lists_the_matrix_by_party(page):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/positions?language=ar")
    assert not page.locator(".matrix").is_visible()
    line = page.locator(".by-party summary").first
    line.click()
    assert page.locator(".by-party details[open] blockquote").first.is_visible()


@LANGUAGES
def test_who_speaks_for_a_party_is_drawn_and_stands_as_a_table(page, language):
    page.goto(f"/party?party=الحوثيون&language={language}")
    boxes = page.locator("svg.needs .box")
    assert boxes.count() >= 2
    own, other = page.locator(".box.own").bounding_box(), boxes.first.bounding_box()
    assert (other["x"] < own["x"]) == (language == "en"), "who speaks for it stands before it"
    page.locator(".as-table summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(".ties tbody tr").first.is_visible()
    page.locator(".ties tbody a").first.press("Enter")
    page.wait_for_url("**/party?party=*")


def pages(plan):
    return ["/negotiations", plan, "/positions", "/parties", "/party?party=الحوثيون"]


@pytest.mark.parametrize(
    ("language", "theme", "width"),
    [("en", "light", 1280), ("en", "dark", 360), ("ar", "dark", 1280), ("ar", "light", 360)],
)
def test_pages_over_many_reports_are_within_reach_of_all(page, plan, language, theme, width):
    for path in pages(plan):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{path}{'&' if '?' in path else '?'}language={language}&theme={theme}")
        found = Axe().run(page).response["violations"]
        serious = [
            (x["id"], [n["html"][:120] for n in x["nodes"][:3]])
            for x in found
            if x["impact"] in ("serious", "critical")
        ]
        assert serious == [], path
        for across in (360, 1280):
            page.set_viewport_size({"width": across, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, across)
