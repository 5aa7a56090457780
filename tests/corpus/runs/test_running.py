"""Runs: what is done is passed over, what changed is redone, what breaks is set aside, nothing is lost or doubled."""

import base64
import contextlib
import hashlib
import json
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import duckdb
import fsspec
import pyarrow.parquet
import pytest
from corpora import TEXT, WISHES, corpus, line, outputs, read_here, run_here, threads

from khabar.corpus.runs import Limits, Wishes, manifest, running
from khabar.corpus.runs.catalogue import KINDS, shards_in
from khabar.corpus.runs.place import Place
from khabar.corpus.runs.reading import unpacked
from khabar.errors import CorpusError
from khabar.export.tables import TABLES, write_tables
from khabar.record import Record
from khabar.settings import Settings


@pytest.fixture
def news(tmp_path):
    return corpus(tmp_path / "news", 23)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def records(out):
    for path in sorted((out / "records").iterdir()):
        for one in unpacked(path.read_bytes()).decode().splitlines():
            yield Record.model_validate_json(one)


def manifests(out):
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((out / "manifests").iterdir())}


def told(out):
    return [json.loads(one) for path in sorted((out / "errors").glob("*")) for one in path.read_text().splitlines()]


def test_every_report_once_in_records_and_tables(monkeypatch, news, out, tmp_path):
    course = run_here(monkeypatch, news, out, most_bytes=2500)
    assert (course.reports, course.aside, course.known) == (23, 0, 0)
    assert course.shards > 2
    assert course.spans == course.total
    found = list(records(out))
    assert [record.source.uri for record in found] == [f"news/news.jsonl#{n}" for n in range(1, 24)]
    write_tables(found, tmp_path / "export", "parquet")
    for table in TABLES:
        ours = pyarrow.parquet.read_table(out / table.name)
        exported = pyarrow.parquet.read_table(tmp_path / "export" / f"{table.name}.parquet")
        assert ours.schema.equals(exported.schema, check_metadata=True)
        assert ours.equals(exported)
    assert json.loads((out / "corpus.json").read_text())["totals"]["reports"] == 23


def test_the_manifest_tells_all_of_a_shard(monkeypatch, news, out):
    run_here(monkeypatch, news, out)
    for name, facts in manifests(out).items():
        assert set(facts["outputs"]) == {
            manifest.path_of(kind, name) for kind in KINDS if kind not in ("errors", "manifests")
        }
        for path, said in facts["outputs"].items():
            data = (out / path).read_bytes()
            assert (len(data), hashlib.sha256(data).hexdigest()) == (said["bytes"], said["sha256"])
        assert set(facts["versions"]) >= {"khabar", "reading", "lexicons", "model", "pyarrow"}
        assert facts["counts"]["rows"]["reports"] == facts["counts"]["reports"] == facts["input"]["pieces"]


@pytest.mark.parametrize("number", [2, 5])
def test_the_same_bytes_with_any_number_of_workers(monkeypatch, news, out, tmp_path, number):
    run_here(monkeypatch, news, out)
    run_here(monkeypatch, news, tmp_path / "other", engine=threads(number))
    assert outputs(tmp_path / "other") == outputs(out)


def test_what_is_done_is_not_read_again(monkeypatch, news, out):
    first = run_here(monkeypatch, news, out)
    before = outputs(out)
    again = run_here(monkeypatch, news, out, read=lambda job: pytest.fail(job.shard))
    assert (again.known, again.shards, again.spans) == (first.shards, 0, again.total)
    assert outputs(out) == before


@pytest.mark.parametrize("done", [0, 1, 3])
def test_broken_off_and_begun_again_ends_the_same(monkeypatch, news, out, tmp_path, done):
    whole = run_here(monkeypatch, news, tmp_path / "whole")
    given = []

    def read(job):
        given.append(job.shard)
        if len(given) > done:
            raise KeyboardInterrupt
        return read_here(job)

    with pytest.raises(KeyboardInterrupt):
        run_here(monkeypatch, news, out, read=read)
    again = run_here(monkeypatch, news, out)
    assert again.known == done
    assert again.known + again.shards == whole.shards
    assert outputs(out) == outputs(tmp_path / "whole")


def test_a_kill_at_any_write_leaves_what_can_be_gone_on_with(monkeypatch, news, out, tmp_path):
    run_here(monkeypatch, news, tmp_path / "whole")
    sound = Place.write
    for after in (0, 1, 7, 12, 13, 20, 40):
        left = after

        def write(place, name, data):
            nonlocal left
            left -= not name.startswith("log/")
            if left < 0:
                if place.local and not name.startswith("log/"):  # half of a file that nobody may take for whole
                    (place.local / name).parent.mkdir(parents=True, exist_ok=True)
                    (place.local / name).with_name(f".{name.rpartition('/')[2]}.part").write_bytes(
                        data[: len(data) // 2]
                    )
                raise KeyboardInterrupt
            sound(place, name, data)

        monkeypatch.setattr(Place, "write", write)
        with contextlib.suppress(KeyboardInterrupt):
            run_here(monkeypatch, news, out)
        monkeypatch.setattr(Place, "write", sound)
    run_here(monkeypatch, news, out)
    assert outputs(out) == outputs(tmp_path / "whole")


@pytest.mark.parametrize("kind", ["reports", "records", "manifests"])
@pytest.mark.parametrize("harm", ["changed", "cut", "gone"])
def test_a_damaged_output_is_made_again(monkeypatch, news, out, kind, harm):
    run_here(monkeypatch, news, out)
    before = outputs(out)
    victim = sorted((out / kind).iterdir())[1]
    if harm == "gone":
        victim.unlink()
    else:
        data = victim.read_bytes()
        victim.write_bytes(data[:50] if harm == "cut" else data[:9] + bytes([data[9] ^ 1]) + data[10:])
    assert run_here(monkeypatch, news, out).shards == 1
    assert outputs(out) == before


def test_a_changed_input_is_read_anew_and_what_it_lost_is_taken_away(monkeypatch, news, out, tmp_path):
    first = run_here(monkeypatch, news, out)
    corpus(news, 12)
    again = run_here(monkeypatch, news, out)
    assert again.known >= 1
    assert again.known + again.shards + len(again.stale) == first.shards
    run_here(monkeypatch, news, tmp_path / "whole")
    assert outputs(out) == outputs(tmp_path / "whole")


def test_inputs_not_named_stay_until_they_are_pruned(monkeypatch, news, out, tmp_path):
    run_here(monkeypatch, news, out)
    more = corpus(tmp_path / "more", 4, first=100)
    both = run_here(monkeypatch, more, out)
    assert (both.reports, both.stale) == (4, [])
    assert len(both.left) == len(shards_in(Place(str(out)))) - both.shards
    assert json.loads((out / "corpus.json").read_text())["totals"]["reports"] == 27
    run_here(monkeypatch, more, out, prune=True)
    run_here(monkeypatch, more, tmp_path / "alone")
    assert outputs(out) == outputs(tmp_path / "alone")


def test_another_reading_or_other_settings_are_read_anew(monkeypatch, news, out):
    number = run_here(monkeypatch, news, out).shards
    assert run_here(monkeypatch, news, out, wishes=Wishes(Settings(model=False, max_chars=50))).whys == {
        "other settings": number
    }
    assert run_here(monkeypatch, news, out).shards == number
    older = manifest.environment(model=False) | {"reading": "0.0.9+00000000"}
    with monkeypatch.context() as patched:
        patched.setattr(manifest, "_environment", lambda *, model: older)
        run_here(patched, news, out)
    assert run_here(monkeypatch, news, out).whys == {"another reading": number}


def breaks(monkeypatch, *, word="كسر"):
    import khabar

    sound = khabar.read

    def read(report, **options):
        if word in report.text:
            raise TypeError("broken at <object at 0x7f00deadbeef>")
        return sound(report, **options)

    monkeypatch.setattr(khabar, "read", read)


def test_a_poisoned_report_is_set_aside_with_its_bytes(monkeypatch, news, out):
    text = (news / "news.jsonl").read_text("utf-8").splitlines()
    text[7] = line(7, TEXT + " كسر")
    text[9] = "{broken"
    (news / "news.jsonl").write_text("\n".join(text), "utf-8")
    with monkeypatch.context() as patched:
        breaks(patched)
        course = run_here(patched, news, out)
    assert (course.reports, course.aside) == (21, 2)
    one, other = told(out)
    assert (one["kind"], one["where"], one["error"]) == (
        "error",
        "news/news.jsonl, line 8",
        "TypeError: broken at <object at 0x…>",
    )
    assert base64.b64decode(one["data"]).decode().strip() == text[7]
    assert (other["kind"], other["where"]) == ("unreadable", "news/news.jsonl, line 10")
    assert [r.source.uri for r in records(out)] == [f"news/news.jsonl#{n}" for n in range(1, 24) if n not in (8, 10)]
    assert run_here(monkeypatch, news, out).shards == 0
    assert run_here(monkeypatch, news, out, limits=Limits(seconds=90)).whys == {"reports set aside": 1}
    assert [x["kind"] for x in told(out)] == ["unreadable"]
    assert run_here(monkeypatch, news, out, limits=Limits(seconds=90), retry=True).shards == 0


def test_rows_that_no_table_takes_are_set_aside(monkeypatch, news, out):
    from khabar.corpus.runs import reading

    sound = reading.read_piece

    def read(piece, *given):
        made = sound(piece, *given)
        if piece.uri.endswith("#5"):
            made.rows[0]["reports"] = [(1, 2)]
        return made

    def read_odd(job):
        monkeypatch.setattr("corpora.read_piece", read)
        return read_here(job)

    course = run_here(monkeypatch, news, out, read=read_odd)
    assert (course.reports, course.aside) == (22, 1)
    assert told(out)[0]["where"] == "news/news.jsonl, line 5"


def test_a_pool_that_breaks_is_made_anew_and_nothing_is_lost(monkeypatch, news, out, tmp_path):
    made, breakings = [], {3, 7}

    class Pool(ThreadPoolExecutor):
        def submit(self, fn, /, *given, **options):
            made.append(given[0].shard)
            if len(made) in breakings:
                future = Future()
                future.set_exception(BrokenProcessPool("a process died"))
                return future
            return super().submit(fn, *given, **options)

    whole = run_here(monkeypatch, news, tmp_path / "whole")
    course = run_here(monkeypatch, news, out, engine=threads(2, make=lambda: Pool(2)))
    assert course.shards == whole.shards < len(made)
    assert outputs(out) == outputs(tmp_path / "whole")


def test_a_shard_that_workers_are_lost_with_waits_for_the_next_run(monkeypatch, news, out, tmp_path):
    tries = []

    def read(job):
        if job.shard.endswith("00001"):
            tries.append(job.shard)
            raise RuntimeError("lost")
        return read_here(job)

    course = run_here(monkeypatch, news, out, read=read)
    assert len(course.unread) == 1
    assert len(tries) == 4
    assert run_here(monkeypatch, news, out).shards == 1
    run_here(monkeypatch, news, tmp_path / "whole")
    assert outputs(out) == outputs(tmp_path / "whole")


def test_only_so_many_shards_are_on_the_way(monkeypatch, news, out):
    pending = []
    run_here(monkeypatch, news, out, engine=threads(2), progress=lambda course: pending.append(course.waiting))
    assert max(pending) <= 4


def test_one_run_at_a_time_in_a_folder(monkeypatch, news, out):
    with Place(str(out)).held(), pytest.raises(CorpusError, match="another run is at work"):
        run_here(monkeypatch, news, out)


def test_a_dry_run_reads_nothing(monkeypatch, news, out):
    course = run_here(monkeypatch, news, out, read=lambda job: pytest.fail(job.shard), dry=True)
    assert sum(course.whys.values()) > 2
    assert not out.exists()


def test_a_folder_elsewhere(monkeypatch, news, out):
    run_here(monkeypatch, news, out)
    run_here(monkeypatch, news, "memory://elsewhere/out")
    files = fsspec.filesystem("memory")
    found = {path.partition("/out/")[2]: files.cat_file(path) for path in files.find("/elsewhere/out")}
    assert {name: data for name, data in found.items() if not name.startswith("log/")} == outputs(out)
    assert run_here(monkeypatch, news, "memory://elsewhere/out").shards == 0


@pytest.mark.parametrize("place", ["s3://bucket/out", "nonsense://out", "/proc/no/such/folder"])
def test_a_folder_that_cannot_be_written(monkeypatch, news, place):
    with pytest.raises(CorpusError, match="cannot be"):
        run_here(monkeypatch, news, place)


def test_another_khabar_at_a_worker_stops_the_run(news, out):
    from khabar.corpus.runs.asking import read_shard

    job = running.Job("x", "x", (), WISHES, Limits(), manifest.environment(model=False) | {"reading": "9.9.9+12345678"})
    with pytest.raises(CorpusError, match=r"a worker has reading .* \(here 9\.9\.9\+12345678\): install the same"):
        read_shard(job)


def test_views_count_a_report_once(monkeypatch, news, out):
    """The same text of the same day twice in one shard, and again in a shard of another file."""
    text = (news / "news.jsonl").read_text("utf-8").splitlines()
    (news / "news.jsonl").write_text("\n".join([*text[:9], text[8], *text[9:]]), "utf-8")
    (news / "other.jsonl").write_text("\n".join(text[3:6]), "utf-8")
    assert run_here(monkeypatch, news, out).reports == 27
    with duckdb.connect() as asked:
        asked.execute(f"SET file_search_path = '{out}'")
        asked.execute((out / "views.sql").read_text("utf-8"))
        every = {record.source.id: record for record in records(out)}.values()
        assert len(asked.table("met")) == 27
        assert len(asked.table("reports")) == 23
        for table in TABLES[1:]:
            assert len(asked.table(table.name)) == sum(len(list(table.rows(r))) for r in every), table.name
