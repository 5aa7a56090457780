"""An analyst in a browser: corrects claims in place and goes through the queue, by keyboard; what is decided stays."""

import re
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe

import khabar
from khabar.store import Store

TEXT = (
    "عدن (رويترز) - قال وزير الخارجية اليمني إن حكومته ترفض هدنة مدتها سبعة أيام في تعز، واتهم الحوثيين بقصف المدينة"
    " يوم الأحد.\n\nوأسفر القصف عن مقتل 12 مدنيا، بحسب مصدر طبي.\n"
)


def patient(context):
    """A page whose waits bear a busy machine."""
    page = context.new_page()
    page.set_default_timeout(60_000)
    return page


@pytest.fixture
def own(chromium, serve, filled, tmp_path):
    """A store of its own, and a way to serve it and look at it anew."""
    place = tmp_path / "own.db"
    shutil.copy(filled, place)
    return place


@pytest.mark.parametrize("said", [("en", "warns", "edited"), ("ar", "حذر", "عُدّل")])
def test_a_corrected_claim_stays_so_after_a_restart(chromium, serve, own, said):
    language, warns, edited = said
    with serve(own) as address:
        context = chromium.new_context(base_url=address)
        page = patient(context)
        page.goto(f"/?language={language}")
        page.locator("#text").fill(TEXT)
        page.locator("#published").fill("2018-11-27")
        page.locator("#add button").click()
        page.wait_for_url(re.compile(r"/reports/r-\w+$"))
        report = page.url.removeprefix(address)
        page.keyboard.press("j")
        claim = page.evaluate("document.activeElement.id")
        page.keyboard.press("e")
        page.locator(f"#{claim} select[name=act]").select_option("warn")
        page.locator(f"#{claim} form.edit input[name=why]").fill("حذّر")
        page.keyboard.press("Enter")
        page.locator(f"#{claim} .told").wait_for()
        assert page.evaluate("document.activeElement.id") == claim
        rejected = page.locator("#events .card").first.get_attribute("id")
        page.locator(f"#{rejected} [data-key=r]").click()
        page.locator(f"#{rejected} .reason button").click()
        page.locator(f"#{rejected}.gone").wait_for()
        context.close()
    with serve(own) as address:
        context = chromium.new_context(base_url=address)
        page = patient(context)
        page.goto(f"{report}?language={language}")
        assert page.locator(f"#{claim} .line .tag").inner_text() == warns
        assert page.locator(f"#{claim} .told b").inner_text() == edited
        assert page.locator(f"#{rejected}.gone").count() == 1
        page.locator(f"#{rejected} button").click()
        page.locator(f"#events #{rejected}").wait_for()
        assert page.locator("#log tbody tr").count() == 3
        context.close()


def test_words_selected_in_the_text_become_the_content(chromium, serve, own):
    with serve(own) as address:
        context = chromium.new_context(base_url=address)
        page = patient(context)
        page.goto("/reports?language=en")
        page.locator("table a").first.click()
        card = page.locator("#statements .card").first
        claim = card.get_attribute("id")
        card.locator("[data-key=e]").click()
        page.locator(f"#{claim} .take").wait_for()
        words = page.evaluate("""() => {
          const piece = document.querySelector(".text .content.m, .text .m.content");
          const range = document.createRange();
          range.selectNodeContents(piece);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          return range.toString().trim();
        }""")
        page.locator(f"#{claim} .take").click()
        assert page.locator(f"#{claim} textarea[name=content]").input_value() == words
        page.locator(f"#{claim} form.edit textarea").fill("ليست في الخبر")
        page.locator(f"#{claim} form.edit button:not([type])").click()
        page.locator(f"#{claim} [role=alert]").wait_for()
        page.keyboard.press("Escape")
        assert page.locator(f"#{claim} form.edit").count() == 0
        context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_queue_is_gone_through_by_keyboard(chromium, serve, own, language):
    with serve(own) as address:
        context = chromium.new_context(base_url=address)
        page = patient(context)
        page.goto(f"/queue?below=1&language={language}")

        def decide(*keys):
            before = page.locator(".bench .card").get_attribute("id")
            for key in keys:
                page.keyboard.press(key)
            page.wait_for_function("id => document.querySelector('.bench .card')?.id !== id", arg=before)
            return before

        accepted = decide("a")
        rejected = decide("r", "Enter")
        skipped = decide("s")
        page.keyboard.press("e")
        page.locator(".slot form.edit select").first.wait_for()
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        assert page.locator("#keys").is_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("k")
        page.wait_for_function("id => document.querySelector('.bench .card')?.id === id", arg=skipped)
        context.close()
    with Store(own) as store:
        assert [(x.action, f"c-{x.object}") for x in store.corrections()] == [
            ("accept", accepted),
            ("reject", rejected),
        ]


@pytest.fixture(scope="module")
def worked(filled, serve, tmp_path_factory):
    """A desk over a store with corrections of a report; its address and the report's."""
    place = tmp_path_factory.mktemp("worked") / "khabar.db"
    shutil.copy(filled, place)
    with Store(place) as store:
        record = khabar.read(TEXT, published="2018-11-27", model=False)
        store.add(record)
        from khabar.store import Correction

        def correct(claim, action, **more):
            store.correct(Correction(record.source.id, claim.id, action, "أمل", "قرأته ثانية", **more))

        correct(record.events[0], "reject")
        correct(record.statements[1], "accept")
        correct(record.statements[0], "edit", field="act", value='"warn"')
    with serve(place) as address:
        yield address, f"/reports/{record.source.id}"


@pytest.mark.parametrize(
    "seen", [("en", "light", 360), ("ar", "dark", 360), ("en", "dark", 1280), ("ar", "light", 1280)]
)
def test_the_pages_of_work_are_within_reach_of_all(chromium, worked, seen):
    address, report = worked
    language, theme, width = seen
    context = chromium.new_context(base_url=address, viewport={"width": width, "height": 900})
    page = patient(context)

    def look(what):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), what
        found = Axe().run(page).response["violations"]
        serious = [
            (x["id"], [n["html"][:160] for n in x["nodes"][:3]])
            for x in found
            if x["impact"] in ("serious", "critical")
        ]
        assert serious == [], what

    page.goto(f"{report}?language={language}&theme={theme}")
    card = page.locator("#statements .card").first
    card.locator("[data-key=e]").click()
    card.locator("form.edit").wait_for()
    page.locator("#proposals .card [data-key=r]").first.click()
    look("report")
    page.goto("/queue?below=1")
    look("queue")
    page.locator("[data-open=keys]").first.click()
    look("keys")
    page.goto(page.url.replace("/queue?below=1", f"{report}/claims/{claim_of(page)}"))
    look("form")
    context.close()


def claim_of(page):
    """A claim of the report at the address that a page of the queue's last decision leads to."""
    return page.locator(".decided a").first.get_attribute("href").partition("#c-")[2]


def test_the_text_of_a_narrow_screen_and_its_record_are_a_step_apart(chromium, worked):
    address, report = worked
    context = chromium.new_context(base_url=address, viewport={"width": 360, "height": 780})
    page = patient(context)
    page.goto(f"{report}?language=en")
    words, record = page.locator("#words").bounding_box(), page.locator("#record").bounding_box()
    assert words["y"] < record["y"]
    page.locator(".jump-to a", has_text="Record").click()
    page.wait_for_function("() => document.getElementById('record').getBoundingClientRect().top < 200")
    context.close()
