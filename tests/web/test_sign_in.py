"""Signing in and out, the account, roles, tokens: who may what, and how it ends."""

import re

import pytest
from desk_people import PASSWORDS
from starlette.testclient import TestClient

from khabar.web import Desk, api, create_app, pages
from khabar.web.security import audit, csrf, rate, tokens, users
from khabar.web.security.roles import NEEDS

TEXT = 'قال الوزير إن "الهدنة مرفوضة" في حلب أمس الأحد.'


def test_who_is_not_signed_in_is_led_to_where_that_is_done(browser):
    nobody = browser()
    answer = nobody.get("/reports?outlet=x")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/reports%3Foutlet%3Dx")
    assert nobody.get("/").headers["location"] == "/sign-in"
    assert nobody.get("/api/v1/statements").status_code == 401
    assert nobody.get("/api/v1/statements").headers["content-type"] == "application/problem+json"
    assert nobody.get("/api/v1/openapi.json").status_code == 401
    assert nobody.get("/metrics").status_code == 401  # a program asks there
    assert nobody.get("/reports", headers={"hx-request": "true"}).headers["hx-redirect"] == "/sign-in"
    assert nobody.get("/health").status_code == 200
    assert nobody.get("/static/css/desk.css").status_code == 200
    assert nobody.post("/reports", {"text": TEXT}).status_code == 401


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_form_to_sign_in_stands_in_both_languages_and_leads_on(browser, language):
    visitor = browser()
    page = visitor.get(f"/sign-in?language={language}&next=/reports")
    assert page.status_code == 200
    assert f'lang="{language}"' in page.text
    assert 'class="pages"' not in page.text
    answer = visitor.sign_in("Sami", PASSWORDS["sami"], next="/reports")
    assert (answer.status_code, answer.headers["location"]) == (303, "/reports")
    assert visitor.get("/reports").status_code == 200
    assert visitor.get("/sign-in?next=/map").headers["location"] == "/map"


def test_a_wrong_password_and_a_name_there_is_not_are_answered_alike(browser):
    said = [browser().sign_in(name, "wrong wrong wrong") for name in ("sami", "nobody")]
    assert [answer.status_code for answer in said] == [403, 403]
    told = [re.search(r'role="alert">([^<]+)<', answer.text)[1] for answer in said]
    assert told[0] == told[1]


def test_signing_out_ends_the_session(guarded, browser):
    sami = browser("sami")
    kept = sami.client.cookies["khabar-session"]
    assert sami.post("/sign-out").status_code == 303
    assert guarded.get("/reports", headers={"cookie": f"khabar-session={kept}"}).status_code == 303


def test_another_password_signs_out_everywhere_else(browser):
    here, there = browser("sami"), browser("sami")
    form = {"old": PASSWORDS["sami"], "new": "eight tall ladders", "again": "eight tall ladders"}
    assert "not the same" in here.post("/account/password", form | {"again": "x"}).text
    assert "not right" in here.post("/account/password", form | {"old": "x"}).text
    assert "too short" in here.post("/account/password", form | {"new": "x", "again": "x"}).text
    before = here.client.cookies["khabar-session"]
    assert here.post("/account/password", form).status_code == 303
    assert here.client.cookies["khabar-session"] != before
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 303
    assert browser().sign_in("sami", PASSWORDS["sami"]).status_code == 403
    assert browser().sign_in("sami", "eight tall ladders").status_code == 303


def test_sessions_elsewhere_can_be_ended(browser):
    here, there = browser("sami"), browser("sami")
    assert here.get("/account").text.count("last used") == 2
    assert here.post("/account/sessions").status_code == 303
    assert there.get("/account").status_code == 303
    assert here.get("/account").text.count("last used") == 1


def test_a_token_speaks_for_its_owner_until_it_is_revoked(guarded, browser):
    sami = browser("sami")
    page = sami.post("/account/tokens", {"name": "nightly <b>", "days": "7"})
    token = re.search(r'id="token"[^>]*>(khabar_[^<]+)<', page.text)[1]
    said = {"authorization": f"Bearer {token}"}
    assert guarded.get("/api/v1/statements", headers=said).status_code == 200
    assert guarded.post("/reports", data={"text": TEXT}, headers=said).status_code == 303
    assert token not in sami.get("/account").text
    key = re.search(r'name="key" value="(\d+)"', sami.get("/account").text)[1]
    assert browser("rima").post("/account/tokens/revoke", {"key": key}).status_code == 404
    assert sami.post("/account/tokens/revoke", {"key": key}).status_code == 303
    assert guarded.get("/api/v1/statements", headers=said).status_code == 401
    assert sami.post("/account/tokens", {"name": ""}).status_code == 422


def test_sign_ins_are_not_looked_at_after_too_many_failed(guarded, browser):
    for _ in range(rate.MOST_OF_NAME):
        assert browser().sign_in("sami", "wrong wrong wrong").status_code == 403
    assert browser().sign_in("SAMI", PASSWORDS["sami"]).status_code == 429
    assert browser().sign_in("rima", PASSWORDS["rima"]).status_code == 303
    assert guarded.app.state.store is not None


@pytest.mark.parametrize(("name", "status"), [("rima", 403), ("sami", 303), ("amal", 303)])
def test_a_reader_asks_an_analyst_adds(guarded, browser, name, status):
    user = browser(name)
    assert user.get("/reports").status_code == 200
    assert user.post("/reports", {"text": TEXT}).status_code == status
    log = audit.entries(guarded.app.state.store.engine, action="add")
    assert [(x.who, x.what) for x in log] == ([(name, "POST /reports")] if status == 303 else [])


def test_every_endpoint_that_changes_something_says_who_may():
    declared = [route for router in (*api.routers(), *pages.routers()) for route in router.routes]
    unsafe = {(method, route.path) for route in declared for method in route.methods - csrf.SAFE}
    assert ("POST", "/reports") in unsafe
    assert unsafe - set(NEEDS) == set(), "name them in khabar.web.security.roles.NEEDS"


def test_a_desk_without_users_is_its_readers_alone(fresh):
    page = fresh.get("/account").text
    assert "khabar user add" in page
    assert fresh.get("/sign-in").headers["location"] == "/"
    for path in ("/account/password", "/account/tokens", "/account/sessions"):
        assert fresh.post(path).status_code == 404
    users.add_user(fresh.app.state.store.engine, "amal", "admin", PASSWORDS["amal"], by="test")
    assert fresh.get("/reports").status_code == 303, "the first user closes the desk to others at once"


def test_a_desk_that_others_reach_has_no_local_user(tmp_path):
    app = create_app(Desk(place=str(tmp_path / "khabar.db"), model=False, local=False))
    with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
        assert client.get("/reports").status_code == 303


def test_the_log_tells_who_came_and_went(guarded, browser):
    browser().sign_in("nobody", "wrong wrong wrong")
    sami = browser("sami")
    sami.post("/sign-out")
    log = [(x.who, x.action) for x in audit.entries(guarded.app.state.store.engine, limit=3)]
    assert log == [("sami", "sign-out"), ("sami", "sign-in"), ("nobody", "sign-in-failed")]
    assert tokens.find(guarded.app.state.store.engine, "") is None


def test_the_log_tells_what_was_taken_out_and_corrected(guarded, browser):
    sami = browser("sami")
    ident = sami.post("/reports", {"text": TEXT, "published": "2016-10-03"}).headers["location"].rpartition("/")[2]
    claim = guarded.app.state.store.statements()[0].claim.id
    assert sami.get(f"/reports/{ident}/record.json").status_code == 200
    assert sami.get("/api/v1/export/geojson").status_code == 200
    given = {"object": claim, "action": "accept", "why": "read again"}
    assert sami.client.post("/api/v1/corrections", json=given).status_code == 403
    said = {"x-csrf-token": sami.token, "origin": "http://localhost"}
    assert sami.client.post("/api/v1/corrections", json=given, headers=said).status_code == 201
    assert guarded.app.state.store.corrections()[0].who == "sami"
    log = [x.action for x in audit.entries(guarded.app.state.store.engine, who="sami", limit=4)]
    assert log == ["correct", "export", "export", "add"]
