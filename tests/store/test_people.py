"""Users, sessions, tokens and the audit log, in both databases: only hashes are kept, and what is ended is over."""

import datetime as dt

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update

from khabar.errors import SettingsError
from khabar.store import schema
from khabar.web.security import audit, passwords, rate, sessions, tokens, users

GOOD, OTHER = "three quiet rivers", "seven open gates"


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch):
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobodys.cache_clear()


@pytest.fixture
def engine(store):
    return store.engine


def everything(engine):
    """All that the tables of people hold, as one text."""
    with engine.connect() as connection:
        tables = (schema.users, schema.sessions, schema.tokens, schema.audit)
        return "\n".join(str(row) for table in tables for row in connection.execute(select(table)))


def test_a_user_is_recognised_by_the_password_alone(engine):
    assert not users.any_users(engine)
    added = users.add_user(engine, "Amal", "admin", GOOD, by="test")
    assert users.any_users(engine)
    assert users.recognised(engine, "amal", GOOD) == added
    assert users.recognised(engine, "AMAL ", GOOD) == added
    assert users.recognised(engine, "Amal", OTHER) is None
    assert users.recognised(engine, "nobody", GOOD) is None
    assert GOOD not in everything(engine)


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\x00b", "x" * 65, "local", "\u202eevil"])
def test_names_that_cannot_be(engine, name):
    with pytest.raises(SettingsError):
        users.add_user(engine, name, "admin", GOOD, by="test")


@pytest.mark.parametrize("password", ["", "short", "aaaaaaaaaaaaaaaa", "x" * 201, "long-user-name"])
def test_passwords_that_are_refused(engine, password):
    with pytest.raises(SettingsError, match="password"):
        users.add_user(engine, "long-user-name", "admin", password, by="test")


def test_one_name_one_user_and_only_known_roles(engine):
    users.add_user(engine, "أمل", "admin", GOOD, by="test")
    with pytest.raises(SettingsError, match="already"):
        users.add_user(engine, " أمل", "reader", GOOD, by="test")
    with pytest.raises(SettingsError, match="no role"):
        users.add_user(engine, "sami", "root", GOOD, by="test")
    for change in (users.remove_user, lambda e, n, by: users.set_role(e, n, "admin", by=by)):
        with pytest.raises(SettingsError, match="no user"):
            change(engine, "nobody", by="test")


def test_the_last_admin_stays_one(engine):
    users.add_user(engine, "amal", "admin", GOOD, by="test")
    users.add_user(engine, "sami", "analyst", GOOD, by="test")
    with pytest.raises(SettingsError, match="last admin"):
        users.set_role(engine, "amal", "reader", by="test")
    with pytest.raises(SettingsError, match="last admin"):
        users.remove_user(engine, "amal", by="test")
    users.set_role(engine, "sami", "admin", by="test")
    users.remove_user(engine, "amal", by="test")
    users.remove_user(engine, "sami", by="test")
    assert not users.any_users(engine)


def test_sessions_end_idle_old_signed_out_or_with_the_password(engine):
    user = users.add_user(engine, "amal", "analyst", GOOD, by="test")
    held = [sessions.start(engine, user, address="127.0.0.1", browser="x" * 500) for _ in range(5)]
    assert not any(secret in everything(engine) for secret in held)
    found = sessions.find(engine, held[0])
    assert found.user.name == "amal"
    assert sessions.find(engine, held[0] + "x") is None
    old = audit.now() - dt.timedelta(hours=13)
    with engine.begin() as connection:
        s = schema.sessions
        for secret, values in ((held[1], {"seen_at": old}), (held[2], {"started_at": old})):
            connection.execute(update(s).where(s.c.id == sessions.digest(secret)).values(**values))
    assert sessions.find(engine, held[1]) is None
    assert sessions.find(engine, held[2]) is None
    sessions.seen(engine, found.id)
    assert len(sessions.of_user(engine, user)) == 3
    sessions.end_others(engine, user, found.id)
    assert [session.id for session in sessions.of_user(engine, user)] == [found.id]
    users.set_password(engine, "amal", OTHER, by="amal")
    assert sessions.find(engine, held[0]) is None
    last = sessions.start(engine, user, address="", browser="")
    sessions.end(engine, sessions.digest(last))
    assert sessions.find(engine, last) is None


def test_tokens_are_shown_once_and_end(engine):
    user = users.add_user(engine, "amal", "analyst", GOOD, by="test")
    secret = tokens.issue(engine, user, "nightly  export", days=1, by="amal")
    assert secret not in everything(engine)
    key, found, is_time = tokens.find(engine, secret)
    assert (found.name, is_time) == ("amal", True)
    tokens.used(engine, key)
    assert tokens.find(engine, secret)[2] is False
    assert [token.name for token in tokens.of_user(engine, user)] == ["nightly export"]
    with engine.begin() as connection:
        connection.execute(update(schema.tokens).values(until=audit.now() - dt.timedelta(seconds=1)))
    assert tokens.find(engine, secret) is None
    other = tokens.issue(engine, user, "other", by="amal")
    tokens.revoke(engine, user, tokens.of_user(engine, user)[0].key, by="amal")
    assert tokens.find(engine, other) is None
    with pytest.raises(SettingsError):
        tokens.revoke(engine, user, 999, by="amal")
    for name, days in (("", None), ("x", 0), ("x", 100_000), ("x" * 101, None)):
        with pytest.raises(SettingsError):
            tokens.issue(engine, user, name, days=days, by="amal")
    last = tokens.issue(engine, user, "goes with its owner", by="amal")
    users.remove_user(engine, "amal", by="test")
    assert tokens.find(engine, last) is None


def test_the_log_tells_what_was_done_and_outlives_users(engine):
    users.add_user(engine, "amal", "admin", GOOD, by="test", address="192.0.2.1")
    users.add_user(engine, "sami", "reader", GOOD, by="amal")
    users.set_role(engine, "sami", "analyst", by="amal")
    users.remove_user(engine, "sami", by="amal")
    audit.noted(engine, "sami", "sign-in", "a\nline\x1b[31m" + "x" * 500, "")
    log = audit.entries(engine)
    assert [entry.action for entry in log] == ["sign-in", "user-remove", "user-role", "user-add", "user-add"]
    assert "\n" not in log[0].what
    assert len(log[0].what) <= 300
    assert [x.who for x in audit.entries(engine, who="sami")] == ["sami"]
    assert len(audit.entries(engine, action="user-add", limit=1, offset=1)) == 1
    assert "user-role" in audit.actions(engine)


def test_sign_ins_that_fail_are_counted_by_name_and_address(engine):
    assert not rate.too_many(engine, "amal", "192.0.2.1")
    for number in range(rate.MOST_OF_NAME):
        audit.noted(engine, "amal", rate.FAILED, "", f"192.0.2.{number}")
    assert rate.too_many(engine, "amal", "198.51.100.1")
    assert not rate.too_many(engine, "sami", "198.51.100.1")
    for number in range(rate.MOST_OF_ADDRESS):
        audit.noted(engine, f"user{number}", rate.FAILED, "", "198.51.100.1")
    assert rate.too_many(engine, "sami", "198.51.100.1")
