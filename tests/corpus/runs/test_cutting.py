"""Inputs into files, files into shards: every format and packing, names, bounds, what is broken."""

import bz2
import gzip
import json
import lzma
import zipfile

import fsspec
import pyarrow as pa
import pyarrow.parquet
import pytest

from khabar.corpus.runs import Wishes
from khabar.corpus.runs.cutting import shards_of, stream_id
from khabar.corpus.runs.inputs import files_of
from khabar.corpus.runs.pieces import reports_of
from khabar.corpus.runs.reading import packed, unpacked
from khabar.errors import CorpusError, KhabarError
from khabar.record import Report
from khabar.settings import Settings

TEXT = "قال الوزير في بيان إن بلاده ترفض الهدنة المقترحة في حلب."
WISHES = Wishes(Settings(model=False))


def lines(number, first=0):
    made = ({"text": f"{TEXT} رقم {n}", "date": "2016-10-03"} for n in range(first, first + number))
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in made).encode()


def shards(*inputs, **options):
    return list(shards_of(files_of([str(x) for x in inputs]), WISHES, **options))


def reports(*inputs, wishes=WISHES):
    return [item for shard in shards(*inputs) for piece in shard.pieces for item in reports_of(piece, wishes)]


def words(found):
    return [item.text if isinstance(item, Report) else type(item).__name__ for item in found]


def pages(*bodies):
    made = b""
    for number, body in enumerate(bodies):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body.encode()
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2016-10-03T08:00:00Z\r\nWARC-Target-URI: https://kept.example/{number}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        made += gzip.compress(head.encode() + http + b"\r\n\r\n")
    return made


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", lines(3)),
        ("a.jsonl.gz", gzip.compress(lines(2)) + gzip.compress(lines(1, 2))),
        ("a.ndjson.xz", lzma.compress(lines(3))),
        ("a.jsonl.bz2", bz2.compress(lines(3))),
        ("a.jsonl.zst", packed(lines(2)) + packed(lines(1, 2))),
        ("a.json", json.dumps([json.loads(line) for line in lines(3).splitlines()]).encode()),
    ],
)
def test_many_reports_of_a_file(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    found = reports(tmp_path / name)
    assert words(found) == [f"{TEXT} رقم {n}" for n in range(3)]
    assert [report.uri for report in found] == [f"{name}#{n}" for n in (1, 2, 3)]
    assert {str(report.published) for report in found} == {"2016-10-03"}


def test_rows_of_a_table(tmp_path):
    rows = [json.loads(line) | {"size": 3} for line in lines(3).splitlines()]
    pa.parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    pa.parquet.write_table(pa.table({"size": [1]}), tmp_path / "b.parquet")
    (tmp_path / "c.parquet").write_bytes(b"PAR1 and nothing more")
    found = reports(tmp_path)
    assert words(found) == [f"{TEXT} رقم {n}" for n in range(3)] + ["UnreadableError"] * 2
    assert found[0].uri.endswith("/a.parquet#1")
    assert "no column with text" in str(found[3])


def test_pages_of_an_archive(tmp_path):
    page = f"<html><body><article><p>{TEXT * 6}</p></article></body></html>"
    (tmp_path / "a.warc.gz").write_bytes(pages(page, "", page.replace("حلب", "حمص")))
    found = reports(tmp_path / "a.warc.gz")
    assert [isinstance(item, Report) for item in found] == [True, False, True]
    assert [item.uri for item in found if isinstance(item, Report)] == [
        "https://kept.example/0",
        "https://kept.example/2",
    ]


def test_small_files_are_gathered(tmp_path):
    folder = tmp_path / "news"
    (folder / "2016").mkdir(parents=True)
    for n in range(7):
        (folder / "2016" / f"{n}.txt").write_text(f"{TEXT} رقم {n}", "utf-8")
    (folder / "z.html").write_text(f"<html><body><p>{TEXT}</p></body></html>", "utf-8")
    (folder / "feed.xml").write_text(
        "<rss version='2.0'><channel><item><link>https://x.example/1</link></item></channel></rss>"
    )
    (folder / "none.txt").write_bytes(b"")
    (folder / ".hidden.txt").write_text(TEXT, "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    made = shards(folder, most_bytes=3 * len(TEXT.encode()) + 60)
    assert {shard.stream for shard in made} == {"news"}
    assert [len(shard.pieces) for shard in made][:2] == [3, 3]
    assert sum(shard.spans for shard in made) == sum(file.size for file in files_of([str(folder)]))
    found = reports(folder)
    assert [x.uri for x in found if isinstance(x, Report)] == [*(f"news/2016/{n}.txt" for n in range(7)), "news/z.html"]
    assert sum("asks no network" in str(x) for x in found) == 1
    assert sum("none.txt is empty" in str(x) for x in found) == 1


def test_names_do_not_tell_where_the_corpus_lies(tmp_path):
    for place in ("here", "there/deeper"):
        (tmp_path / place / "news").mkdir(parents=True)
        (tmp_path / place / "news" / "a.jsonl").write_bytes(lines(5))
        (tmp_path / place / "news" / "b.txt").write_text(TEXT, "utf-8")
    here, there = ([(s.name, s.digest) for s in shards(tmp_path / x / "news")] for x in ("here", "there/deeper"))
    assert here == there
    assert here == [(s.name, s.digest) for s in shards(tmp_path / "here" / "news" / "*")]
    fsspec.filesystem("memory").pipe({"/kept/news/a.jsonl": lines(5), "/kept/news/b.txt": TEXT.encode()})
    assert here == [(s.name, s.digest) for s in shards("memory://kept/news")]


def test_an_archive_of_files_is_a_folder(tmp_path):
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as made:
        made.writestr("2016/a.jsonl", lines(2))
        made.writestr("b.txt", TEXT)
    found = reports(tmp_path / "news.zip")
    assert [item.uri for item in found] == ["news/2016/a.jsonl#1", "news/2016/a.jsonl#2", "news/b.txt"]
    assert [x.uri for x in reports(f"zip://*.txt::{tmp_path}/news.zip")] == ["news/b.txt"]


def test_what_breaks_off_is_told_after_what_came_before(tmp_path):
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(lines(2000))[:-2000])
    (tmp_path / "cut.jsonl.zst").write_bytes(packed(lines(2000))[:-200])
    (tmp_path / "empty.jsonl").write_bytes(b"\n\n")
    (tmp_path / "bad.jsonl").write_bytes(b"{broken\n" + lines(1))
    found = {name: reports(tmp_path / name) for name in ("cut.jsonl.gz", "cut.jsonl.zst", "empty.jsonl", "bad.jsonl")}
    assert isinstance(found["cut.jsonl.gz"][0], Report)
    for name in ("cut.jsonl.gz", "cut.jsonl.zst"):
        assert "cannot be read to its end" in str(found[name][-1])
    assert words(found["empty.jsonl"]) == ["UnreadableError"]
    assert words(found["bad.jsonl"]) == ["UnreadableError", f"{TEXT} رقم 0"]


def test_a_line_without_end_is_no_report(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "' + b"x" * 3000 + b'"}\n' + lines(1))
    small = Wishes(Settings(max_chars=200, fetch_bytes=200, model=False))
    made = [piece for shard in shards_of(files_of([str(tmp_path / "a.jsonl")]), small) for piece in shard.pieces]
    found = [item for piece in made for item in reports_of(piece, small)]
    assert "is longer than" in str(found[0])
    assert len(found[1].text) == len(f"{TEXT} رقم 0")


def test_shards_are_bounded_and_whole(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(lines(1200))
    made = shards(tmp_path / "a.jsonl", most_bytes=20_000)
    assert [piece.uri for shard in made for piece in shard.pieces] == [f"a.jsonl#{n}" for n in range(1, 1201)]
    assert all(sum(len(piece.data) for piece in shard.pieces) <= 20_000 for shard in made)
    assert [len(shard.pieces) for shard in shards(tmp_path / "a.jsonl")] == [500, 500, 200]
    assert [shard.name[-5:] for shard in made] == [f"{n:05d}" for n in range(len(made))]
    assert sum(shard.spans for shard in made) == (tmp_path / "a.jsonl").stat().st_size
    assert shards(tmp_path / "a.jsonl", most_bytes=20_000) == made


def test_a_change_shows_in_its_shard_alone(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(lines(100))
    before = [shard.digest for shard in shards(tmp_path / "a.jsonl", most_bytes=4000)]
    (tmp_path / "a.jsonl").write_bytes(lines(100).replace("رقم 50".encode(), "رقم 5x".encode()))
    after = [shard.digest for shard in shards(tmp_path / "a.jsonl", most_bytes=4000)]
    assert sum(x != y for x, y in zip(before, after, strict=True)) == 1


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("nowhere.jsonl", "no such file"),
        ("nothing*.txt", "no file here holds reports"),
        ("s3://bucket/x", "cannot be opened"),
        ("nonsense://x", "cannot be opened"),
        ("zip://::missing.zip", "cannot be opened"),
    ],
)
def test_inputs_that_hold_nothing(tmp_path, monkeypatch, given, why):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CorpusError, match=why):
        files_of([given])


def test_two_inputs_of_one_name(tmp_path):
    for place in ("x", "y"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "a.jsonl").write_bytes(lines(1))
    with pytest.raises(CorpusError, match=r"both called a\.jsonl"):
        files_of([str(tmp_path / "x" / "a.jsonl"), str(tmp_path / "y" / "a.jsonl")])


def test_names_of_streams_are_names_of_files():
    names = [stream_id(x) for x in ("أخبار/٢٠١٦.jsonl", "a b/c.jsonl", "a/b c.jsonl", "x" * 300, "\udcff")]
    assert len(set(names)) == 5
    assert all(name.isascii() and "/" not in name and len(name) < 60 for name in names)


def test_the_day_given_counts_before_any(tmp_path):
    import datetime as dt

    (tmp_path / "a.jsonl").write_bytes(lines(1))
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    found = reports(tmp_path, wishes=Wishes(Settings(), dt.date(2020, 1, 2)))
    assert [str(report.published) for report in found] == ["2020-01-02"] * 2
    assert not any(isinstance(item, KhabarError) for item in found)


def test_packing_is_undone():
    assert unpacked(packed(b"x" * 100_000)) == b"x" * 100_000
    assert packed(b"abc") == packed(b"abc")
