"""Parties across reports on the desk, over stories told by several outlets."""

import re

import pytest
from desk_people import Browser
from starlette.testclient import TestClient

from khabar.store import Store
from khabar.web import Desk, create_app

HOUTHIS = "الحوثيون"


def test_the_list_leads_to_parties_and_narrows(story_client):
    store = story_client.app.state.store
    page = story_client.get("/parties?language=en").text
    assert len(re.findall(r'<th scope="row"', page)) == min(50, len(store.parties(limit=500)))
    persons = story_client.get("/parties?type=person&language=en").text
    assert len(re.findall("<td>person</td>", persons)) == len(store.parties(limit=50, type="person"))
    assert HOUTHIS in story_client.get(f"/parties?party={HOUTHIS}").text
    assert 'class="empty"' in story_client.get("/parties?party=لا+أحد+بهذا+الاسم").text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_party_is_shown_with_all_that_reports_tell_of_it(story_client, language):
    store = story_client.app.state.store
    profile = store.profile(HOUTHIS)
    page = story_client.get("/party", params={"party": HOUTHIS, "language": language}).text
    assert page.count("<h1") == 1
    for step in store.steps(party=profile.line.ident, limit=12):
        assert f"/negotiations/{step.thread}" in page
    for found in store.statements(party=profile.line.ident, limit=15):
        assert f"/reports/{found.report.id}#c-{found.claim.id}" in page
    assert page.count('class="edge') == min(6, len(profile.voices))
    assert len(re.findall(r'<li><span><a href="/timeline', page)) == len(profile.done) + len(profile.met)


def test_a_party_is_found_by_ident_id_and_name(story_client):
    store = story_client.app.state.store
    ident = store.profile(HOUTHIS).line.ident
    entity = next(iter(store.statements(party=ident, limit=1))).claim.source.entities[0]
    for asked in (ident, HOUTHIS, "Houthis", entity):
        assert story_client.get("/party", params={"party": asked}).status_code == 200
    assert len(store.statements(party=ident)) == len(store.statements(party=HOUTHIS))
    assert story_client.get("/party?party=لا+أحد+بهذا+الاسم").status_code == 404
    assert story_client.get("/party").headers["location"] == "/parties"


def test_statements_turn_their_pages(story_client):
    page = story_client.get("/party", params={"party": HOUTHIS, "limit": "3", "language": "en"}).text
    onward = re.search(r'rel="next" href="([^"]+)"', page)[1].replace("&amp;", "&")
    assert "offset=3" in onward
    assert story_client.get(onward).status_code == 200


def test_a_merge_by_rule_is_undone_with_a_reason(tmp_path, story_place):
    import shutil

    place = tmp_path / "khabar.db"
    shutil.copy(story_place, place)
    app = create_app(Desk(place=str(place), model=False))
    with TestClient(app, base_url="http://localhost"):
        merge = app.state.store.merges()[0]
        browser = Browser(type("Held", (), {"app": app})())
        shown = browser.get("/party", params={"party": merge.kept, "language": "en"}).text
        assert "rule:merge/same-name" in shown
        assert f'name="key" value="{merge.key}"' in shown
        given = {"key": str(merge.key), "party": merge.kept}
        assert browser.post("/party/merges/undo", given | {"why": " "}).status_code == 422
        assert browser.post("/party/merges/undo", given | {"why": "اسمان لشخصين"}).status_code == 303
        again = browser.get("/party", params={"party": merge.kept, "done": "undone", "language": "en"}).text
    assert "اسمان لشخصين" in again
    assert f'name="key" value="{merge.key}"' not in again
    with Store(place) as store:
        assert merge.key not in {x.key for x in store.merges()}
        undone = next(x for x in store.merges(undone=True) if x.key == merge.key)
        assert (undone.undone_by, undone.undone_why) == ("local", "اسمان لشخصين")


def test_a_merge_is_not_undone_without_the_token_of_a_form(story_client):
    merge = story_client.app.state.store.merges()[0]
    answer = story_client.post(
        "/party/merges/undo", data={"key": merge.key, "why": "…"}, headers={"origin": "http://localhost"}
    )
    assert answer.status_code == 403
    assert merge in story_client.app.state.store.merges()
