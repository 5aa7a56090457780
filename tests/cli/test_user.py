"""`khabar user`: the password comes from standard input, never from an argument; refusals are said in a line."""

import pytest
from argon2 import PasswordHasher
from typer.testing import CliRunner

from khabar.cli import app
from khabar.store import Store
from khabar.web.security import audit, passwords, tokens, users

GOOD = "three quiet rivers"


@pytest.fixture
def khabar(tmp_path, monkeypatch):
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.setenv("KHABAR_DB", str(tmp_path / "khabar.db"))

    def run(*arguments, given=None, code=0):
        result = CliRunner().invoke(app, list(arguments), input=given)
        assert result.exit_code == code, result.output
        return result

    run.place = str(tmp_path / "khabar.db")
    return run


def test_the_first_user_is_an_admin_and_the_next_an_analyst(khabar):
    khabar("user", "add", "amal", given=GOOD + "\n")
    khabar("user", "add", "سامي", given=GOOD + "\r\nanother line\n")
    khabar("user", "role", "سامي", "reader")
    khabar("user", "password", "سامي", given="seven open gates\n")
    listed = khabar("user", "list", "--format", "csv").stdout.splitlines()
    assert [line.rsplit(",", 1)[0] for line in listed] == ["name,role", "amal,admin", "سامي,reader"]
    assert "amal" in khabar("user", "list").stdout
    with Store(khabar.place) as store:
        assert users.recognised(store.engine, "سامي", "seven open gates").role == "reader"
    khabar("user", "remove", "سامي")
    with Store(khabar.place) as store:
        assert [x.name for x in users.users(store.engine)] == ["amal"]
        assert audit.entries(store.engine, limit=1)[0].action == "user-remove"


def test_a_token_is_printed_alone(khabar):
    khabar("user", "add", "amal", given=GOOD + "\n")
    printed = khabar("user", "token", "amal", "nightly export", "--days", "7").stdout.strip()
    with Store(khabar.place) as store:
        assert tokens.find(store.engine, printed)[1].name == "amal"


@pytest.mark.parametrize(
    "arguments",
    [("add", "amal"), ("remove", "nobody"), ("role", "nobody", "reader"), ("password", "nobody"), ("token", "x", "y")],
)
def test_refusals_are_said(khabar, arguments):
    khabar("user", "add", "amal", given=GOOD + "\n")
    assert khabar("user", *arguments, given=GOOD + "\n", code=2).stderr.startswith("khabar: ")
    assert khabar("user", "add", "other", given="short\n", code=2).stderr.startswith("khabar: the password")
