"""A backup is the whole store, from either database into either, and says itself whether it is whole."""

import pytest
from argon2 import PasswordHasher
from records import record, varied

from khabar.errors import StoreError
from khabar.record import Report
from khabar.store import Correction, Store
from khabar.store.backup import about, backup, restore
from khabar.web import jobs
from khabar.web.security import audit, passwords, sessions, tokens, users

GOOD = "three quiet rivers"


def everything(store):
    """What must come back, users and corrections too."""
    return {
        "records": sorted(x.model_dump_json() for x in store.records()),
        "machine": [store.uncorrected(x.source.id) for x in sorted(store.records(), key=lambda x: x.source.id)],
        "corrections": store.corrections(),
        "merges": [(m.kept, m.merged, m.by, m.undone_by) for m in store.merges(undone=True)],
        "users": [(x.name, x.role) for x in users.users(store.engine)],
        "log": audit.entries(store.engine, limit=500),
        "feed": store.feed("https://example.org/feed.xml").get("etag"),
        "jobs": jobs.waiting(store.engine),
        "found": [hit.report.id for hit in store.search("هدنة")],
    }


@pytest.fixture
def full(store, monkeypatch):
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    one = record()
    store.add(one)
    for number in range(3):
        store.add(varied(number))
    store.correct(Correction(one.source.id, one.statements[0].id, "edit", "أمل", "قرأته", field="act", value='"warn"'))
    parties = [line.ident for line in store.parties()]
    store.merge(parties[0], parties[1], by="أمل", why="واحد")
    store.remember_feed("https://example.org/feed.xml", etag="x")
    users.add_user(store.engine, "gone", "reader", GOOD, by="test")
    user = users.add_user(store.engine, "أمل", "admin", GOOD, by="test")
    users.remove_user(store.engine, "gone", by="test")  # so that keys have a gap
    store.token = tokens.issue(store.engine, user, "export", by="test")
    store.session = sessions.start(store.engine, user, address="", browser="")
    jobs.keep(store.engine, [Report(text="بدأت المحادثات.")], "أمل", None)
    return store


def test_everything_comes_back(full, tmp_path, address):
    made = backup(full, tmp_path / "all.backup")
    assert (made.reports, made.users) == (len(full), 1)
    assert about(tmp_path / "all.backup") == made
    assert (tmp_path / "all.backup").stat().st_mode & 0o077 == 0
    with Store(tmp_path / "other.db") as other:
        other.add(varied(7))
    with pytest.raises(StoreError, match="--force"):
        restore(tmp_path / "all.backup", str(tmp_path / "other.db"))
    before = everything(full)
    for place, force in ((str(tmp_path / "other.db"), True), (str(tmp_path / "new.db"), False), (address, True)):
        restore(tmp_path / "all.backup", place, force=force)
        with Store(place) as again:
            assert everything(again) == before
            assert users.recognised(again.engine, "أمل", GOOD)
            assert tokens.find(again.engine, full.token)
            assert sessions.find(again.engine, full.session) is None
            assert again.add(varied(9)) == "new"
            users.add_user(again.engine, "new", "reader", GOOD, by="test")
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_a_backup_of_a_file_goes_into_postgresql(tmp_path, new_database):
    with Store(tmp_path / "k.db") as store:
        store.add(record())
        backup(store, tmp_path / "k.backup")
    with new_database() as place:
        restore(tmp_path / "k.backup", place)
        with Store(place) as again:
            assert again.get(record().source.id) == record()


def test_what_is_damaged_or_none_is_refused(tmp_path):
    with Store(tmp_path / "k.db") as store:
        store.add(record())
        backup(store, tmp_path / "k.backup")
        with pytest.raises(StoreError, match="cannot be written"):
            backup(store, tmp_path / "no" / "k.backup")
    whole = (tmp_path / "k.backup").read_bytes()
    (tmp_path / "cut").write_bytes(whole[:-10])
    (tmp_path / "turned").write_bytes(whole[:600] + bytes([whole[600] ^ 1]) + whole[601:])
    (tmp_path / "newer").write_bytes(whole.replace(b'"tables": "0', b'"tables": "9', 1))
    (tmp_path / "other").write_bytes(b"x" * 1000)
    (tmp_path / "empty").write_bytes(b"")
    said = {"cut": "damaged", "turned": "damaged", "newer": "newer", "other": "no backup", "empty": "no backup"}
    for name, why in said.items():
        with pytest.raises(StoreError, match=why):
            restore(tmp_path / name, str(tmp_path / "x.db"))
    with pytest.raises(StoreError, match="cannot be read"):
        restore(tmp_path / "none", str(tmp_path / "x.db"))
