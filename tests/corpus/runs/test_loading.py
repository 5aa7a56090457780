"""A run into a store: the same as adding, once however often, broken off and begun again; what is damaged is told."""

import json

import pytest
from corpora import WISHES, corpus, run_here
from typer.testing import CliRunner

from khabar.cli import app
from khabar.corpus import add
from khabar.corpus.intake import iter_corpus
from khabar.corpus.runs import loading, manifest
from khabar.corpus.runs.loading import load
from khabar.errors import CorpusError
from khabar.store import Store, reading_version
from khabar.store.loads import loads


@pytest.fixture
def out(monkeypatch, tmp_path):
    news = corpus(tmp_path / "news", 20)
    run_here(monkeypatch, news, tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "khabar.db") as opened:
        yield opened


def shards(out):
    return sorted((out / "manifests").iterdir())


def test_a_load_is_the_same_as_adding(out, store, tmp_path, monkeypatch):
    seen = []
    done = load(str(out), store, progress=lambda d: seen.append(d.shards))
    assert (done.new, done.known, done.failures) == (20, 0, [])
    assert seen[-1] == done.total == len(shards(out)) == len(loads(store))
    monkeypatch.chdir(tmp_path)
    with Store(tmp_path / "added.db") as other:
        add(other, iter_corpus(["news"], settings=WISHES.settings), workers=1, model=False)
        assert list(other.records()) == list(store.records())
        ids = [record.source.id for record in other.records()]
        assert other.readings(ids) == store.readings(ids)
    assert {load.corpus for load in loads(store).values()} == {str(out)}


def test_a_second_load_opens_nothing(out, store, monkeypatch):
    load(str(out), store)
    monkeypatch.setattr(loading, "unpacked", lambda data: pytest.fail("opened"))
    again = load(str(out), store)
    assert (again.new, again.known_shards, again.shards) == (0, len(shards(out)), 0)


def test_processes_load_the_same(out, store, tmp_path):
    load(str(out), store, workers=2)
    with Store(tmp_path / "one.db") as other:
        load(str(out), other)
        assert list(other.records()) == list(store.records())


def test_broken_off_and_begun_again(out, store):
    def stop(done):
        if done.shards == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(str(out), store, progress=stop)
    assert 0 < len(store) < 20
    again = load(str(out), store)
    assert again.known_shards == 2
    assert len(store) == 20


def test_what_was_added_before_is_known(out, store, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    add(store, iter_corpus(["news"], settings=WISHES.settings), workers=1, model=False)
    assert load(str(out), store).known == 20
    assert len(store) == 20


def test_an_older_reading_replaces_nothing_and_is_replaced(out, store, tmp_path, monkeypatch):
    older = manifest.environment(model=False) | {"reading": "0.0.1+00000000"}
    with monkeypatch.context() as patched:
        patched.setattr(manifest, "_environment", lambda *, model: older)
        run_here(patched, tmp_path / "news", tmp_path / "older")
    assert load(str(tmp_path / "older"), store).new == 20
    assert load(str(out), store).replaced == 20
    again = load(str(tmp_path / "older"), store)
    assert (again.replaced, again.known_shards) == (0, len(shards(out)))
    ids = [record.source.id for record in store.records()]
    assert set(store.readings(ids).values()) == {reading_version(model=False)}


def test_what_is_damaged_is_told_and_the_rest_loaded(out, store, tmp_path, monkeypatch):
    one, other = shards(out)[:2]
    one.write_text("{", "utf-8")
    (out / "records" / f"{other.stem}.jsonl.zst").write_bytes(b"nothing")
    done = load(str(out), store)
    assert len(done.failures) == 2
    assert all("run khabar corpus run again" in failure for failure in done.failures)
    assert 0 < done.new < 20
    run_here(monkeypatch, tmp_path / "news", out)
    assert load(str(out), store).failures == []
    assert len(store) == 20


def test_a_line_that_is_no_record_is_told_and_the_shard_not_noted(out, store, monkeypatch):
    sound = loading.unpacked
    monkeypatch.setattr(loading, "unpacked", lambda data: sound(data).replace(b'"khabar/1"', b'"khabar/9"', 1))
    done = load(str(out), store)
    assert len(done.failures) == done.total
    assert loads(store) == {}
    monkeypatch.undo()
    assert load(str(out), store).failures == []
    assert len(store) == 20


def test_no_run(tmp_path, store):
    with pytest.raises(CorpusError, match="holds no shards"):
        load(str(tmp_path), store)


def test_the_commands(out, tmp_path):
    def told(*given):
        result = CliRunner().invoke(app, ["corpus", *map(str, given)])
        return result.exit_code, result.output

    db = tmp_path / "c.db"
    assert told("load", out, "--db", db, "--workers", 1) == (0, "khabar: 20 added\n")
    assert told("load", out, "--db", db, "--workers", 1) == (
        0,
        f"khabar: 0 added, {len(shards(out))} shards loaded before\n",
    )
    assert told("load", tmp_path, "--db", db)[0] == 2
    code, said = told("status", out, "--errors")
    assert (code, "reports      20" in said) == (0, True)
    victim = shards(out)[0]
    facts = json.loads(victim.read_text("utf-8"))
    (out / next(iter(facts["outputs"]))).unlink()
    code, said = told("status", out)
    assert (code, f"not whole    {victim.stem}" in said) == (1, True)
    assert told("status", tmp_path / "none")[0] == 2
