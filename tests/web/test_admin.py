"""The page for who runs the desk: users, the audit log, a backup; for admins alone."""

import pytest
from desk_people import PASSWORDS

from khabar.store import Store
from khabar.store.backup import restore
from khabar.web.security import audit, users


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_stands_in_both_languages_with_and_without_users(fresh, browser, language):
    for page in (fresh.get(f"/admin?language={language}"), browser("amal").get(f"/admin?language={language}")):
        assert page.status_code == 200
        assert page.text.count("<h1") == 1
        assert page.text.count("<h2") == 3
    fresh.cookies.clear()


@pytest.mark.parametrize("name", ["rima", "sami"])
def test_others_do_not_reach_it(guarded, browser, name):
    user = browser(name)
    assert user.get("/admin").status_code == 403
    assert 'href="/admin"' not in user.get("/account").text
    form = {"name": name, "role": "admin", "password": "eleven green hills"}
    for path in ("/admin/users", "/admin/users/role", "/admin/users/password", "/admin/users/remove", "/admin/backup"):
        assert user.post(path, form).status_code == 403, path
    assert {x.name: x.role for x in users.users(guarded.app.state.store.engine)}[name] != "admin"


def test_an_admin_sees_to_users(guarded, browser):
    amal, engine = browser("amal"), guarded.app.state.store.engine
    form = {"name": "نورة", "role": "reader", "password": "eleven green hills"}
    assert amal.post("/admin/users", form).status_code == 303
    assert "already" in amal.post("/admin/users", form).text
    assert amal.post("/admin/users/role", {"name": "نورة", "role": "analyst"}).status_code == 303
    assert amal.post("/admin/users/role", {"name": "نورة", "role": "root"}).status_code == 422
    assert amal.post("/admin/users/password", {"name": "نورة", "password": "short"}).status_code == 422
    there = browser("sami")
    assert amal.post("/admin/users/password", {"name": "sami", "password": "twelve blue doors"}).status_code == 303
    assert there.get("/reports").status_code == 303
    assert amal.post("/admin/users/remove", {"name": "نورة"}).status_code == 303
    assert amal.post("/admin/users/remove", {"name": "amal"}).status_code == 422
    assert [x.name for x in users.users(engine)] == ["amal", "rima", "sami"]
    assert amal.get("/admin/users").headers["location"] == "/admin"


def test_the_log_is_shown_by_who_and_what(guarded, browser):
    amal = browser("amal")
    for number in range(60):
        audit.noted(guarded.app.state.store.engine, "rima", "export", f"part {number}", "192.0.2.1")
    assert 'rel="next"' in amal.get("/admin").text
    page = amal.get("/admin?who=rima&action=export&offset=50").text
    assert "part 9<" in page
    assert "part 59" not in page
    assert 'class="empty"' in amal.get("/admin?who=nobody").text


def test_a_backup_is_taken_away_whole(guarded, browser, tmp_path):
    amal = browser("amal")
    guarded.app.state.pool.add(guarded.app.state.store, [])
    answer = amal.post("/admin/backup")
    assert "attachment" in answer.headers["content-disposition"]
    (tmp_path / "k.backup").write_bytes(answer.content)
    restore(tmp_path / "k.backup", str(tmp_path / "new.db"))
    with Store(tmp_path / "new.db") as store:
        assert users.recognised(store.engine, "amal", PASSWORDS["amal"])
    assert audit.entries(guarded.app.state.store.engine)[0].action == "backup"
