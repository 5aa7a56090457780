"""One server and one browser (Debian's chromium) for all tests of pages in a browser."""

from __future__ import annotations

import shutil

import pytest
from playwright.sync_api import sync_playwright


@pytest.fixture(scope="session")
def site(filled, serve, tmp_path_factory):
    """The address of a desk over a copy of the filled store."""
    place = tmp_path_factory.mktemp("site") / "khabar.db"
    shutil.copy(filled, place)
    with serve(place) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    found = shutil.which("chromium")
    assert found, "the tests of pages need Debian's chromium: make browser"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def context(chromium, site):
    """A reader's browser: no cookies yet; what scripts, styles and the policy complain of fails the test."""
    made = chromium.new_context(base_url=site, viewport={"width": 1280, "height": 900}, locale="en-GB")
    complaints = []
    made.on("console", lambda said: complaints.append(said.text) if _complains(said) else None)
    made.on("weberror", lambda error: complaints.append(str(error.error)))
    yield made
    made.close()
    assert complaints == []


def _complains(said):
    """Whether a message is a complaint; a refusal (422) that the page shows is none, nor how fast the graphics are."""
    harmless = "status of 422" in said.text or "GL Driver Message" in said.text
    return said.type in ("error", "warning") and not harmless


@pytest.fixture
def page(context):
    return context.new_page()
