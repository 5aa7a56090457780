"""A store written to JSON lines and taken in again is the same store."""

import json

import pytest
from records import record, varied

from khabar.errors import ExportError
from khabar.record import Record
from khabar.store import Correction, Store, prepare
from khabar.store.portable import save, take


def everything(store: Store):
    reports = [made.source.id for made in store.records()]
    return {
        "machine": [store.uncorrected(ident) for ident in reports],
        "shown": list(store.records()),
        "readings": store.readings(reports),
        "met": {ident: sorted(store.appearances(ident), key=str) for ident in reports},
        "corrections": store.corrections(),
        "merges": [{k: v for k, v in merge.row().items() if k != "key"} for merge in store.merges(undone=True)],
        "statements": [found.claim for found in store.statements(limit=1000)],
        "threads": [thread.row() | {"thread": ""} for thread in store.threads(fewest=1)],
    }


@pytest.fixture
def full(store):
    one = record()
    store.add(prepare(one, reading="0.0.9+old"))
    store.add(record(outlet="جريدة المساء", uri="https://masa.example.net/2"))
    for number in range(3):
        store.add(varied(number))
    store.correct(Correction(one.source.id, one.statements[0].id, "edit", "أمل", "قرأته", field="act", value='"warn"'))
    parties = [line.ident for line in store.parties()]
    key = store.merge(parties[0], parties[1], by="أمل", why="واحد")
    store.unmerge(key, by="سامي", why="اثنان")
    store.merge(parties[0], parties[2], by="أمل", why="واحد")
    return store


def test_nothing_is_lost(full, tmp_path):
    assert save(full, tmp_path / "all.jsonl") == len(full)
    with Store(tmp_path / "again.db") as again:
        taken = take(again, tmp_path / "all.jsonl")
        assert (taken.kept, taken.known, taken.failures) == (len(full), 0, [])
        assert everything(again) == everything(full)


def test_taken_in_twice_nothing_changes(full, tmp_path):
    save(full, tmp_path / "all.jsonl")
    before = everything(full)
    assert take(full, tmp_path / "all.jsonl").kept == 0
    assert everything(full) == before


def test_lines_that_are_nothing_are_told_and_the_rest_is_kept(full, tmp_path):
    save(full, tmp_path / "all.jsonl")
    whole = (tmp_path / "all.jsonl").read_text("utf-8")
    bad = '{"schema": "other"}\n[]\n{broken\n"x"\n{"schema": "khabar-merge/1"}\n'
    (tmp_path / "bad.jsonl").write_text(bad + whole, "utf-8")
    with Store(tmp_path / "again.db") as again:
        taken = take(again, tmp_path / "bad.jsonl")
        assert len(taken.failures) == 5
        assert taken.kept == len(full)
    with Store(tmp_path / "none.db") as none, pytest.raises(ExportError, match="cannot read"):
        take(none, tmp_path / "missing.jsonl")


def test_records_alone_are_taken_too(tmp_path):
    made: Record = record()
    (tmp_path / "r.jsonl").write_text(made.model_dump_json() + "\n", "utf-8")
    with Store(tmp_path / "k.db") as store:
        assert take(store, tmp_path / "r.jsonl").kept == 1
        assert store.get(made.source.id) == made
    assert json.loads((tmp_path / "r.jsonl").read_text("utf-8"))["schema"] == "khabar/1"
