"""Files, folders, patterns, standard input and JSON lines; what cannot be read never stops the rest."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import sys
from pathlib import Path

import pytest

import khabar
from khabar.errors import KhabarError, SettingsError, UnreadableError
from khabar.record import Report
from khabar.settings import Settings
from khabar.sources import iter_inputs, iter_reports, load, report_of_text

TEXT = "\r\nقال الوزير إن المحادثات ستبدأ غدا.\n\n"


def codes(report: Report) -> list[str]:
    return [caution.code for caution in report.cautions]


def test_a_file_is_kept_exactly(tmp_path: Path) -> None:
    path = tmp_path / "خبر.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    (report,) = khabar.load(path, published="2016-10-03")
    assert report.text == TEXT
    assert report.uri == str(path)
    assert (report.published, report.published_from) == (dt.date(2016, 10, 3), "argument")


def test_a_folder_is_read_in_order_and_a_bad_file_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "d.jsonl").write_text(json.dumps({"text": TEXT}) + "\n{\n", "utf-8")
    (tmp_path / "e.pdf").write_bytes(b"%PDF")
    (tmp_path / ".f.txt").write_text(TEXT, "utf-8")
    items = list(iter_inputs(tmp_path))
    assert [type(item) for item in items] == [Report, UnreadableError, Report, UnreadableError]
    assert "b.txt is empty" in str(items[1])
    assert "d.jsonl, line 2" in str(items[3])
    with pytest.raises(UnreadableError, match="empty"):
        load(tmp_path)


def test_patterns(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.html"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    found = [Path(report.uri or "").name for report in iter_reports(f"{tmp_path}/*.txt")]
    assert found == ["a.txt", "b.txt"]
    with pytest.raises(UnreadableError, match="pattern"):
        load(f"{tmp_path}/*.csv")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableError, match="no file in this folder"):
        load(tmp_path / "empty")


def test_packed_files(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps({"body": TEXT}).encode()))
    assert load(path)[0].text == TEXT
    (tmp_path / "news.txt.gz").write_bytes(b"\x1f\x8bno")
    with pytest.raises(UnreadableError, match="cannot be read"):
        load(tmp_path / "news.txt.gz")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("cp1256"))))
    (report,) = load("-")
    assert report.text == TEXT
    assert codes(report) == ["encoding-assumed"]


@pytest.mark.parametrize(
    "source", ["nothing.txt", TEXT * 200, "قال\x00", b"", b" \n", b"%PDF-1.4", b"<html><body></body></html>", [b""]]
)
def test_what_cannot_be_read_says_why(source: str | bytes) -> None:
    with pytest.raises(UnreadableError, match=r"\w{3}"):
        load(source)


def test_json_fields() -> None:
    item = {
        "body": TEXT,
        "headline": "عنوان",
        "date": "2016-10-03T08:00:00Z",
        "source": "الخبر",
        "url": "https://news.example/1",
        "authors": ["أ", "ب"],
    }
    (report,) = load(json.dumps(item).encode())
    assert (report.title, report.outlet, report.uri, report.byline) == (
        "عنوان",
        "الخبر",
        "https://news.example/1",
        "أ، ب",
    )
    assert (report.published, report.published_from) == (dt.date(2016, 10, 3), "metadata")
    (report,) = load(json.dumps([{"متن": TEXT, "text": "x"}]).encode(), fields={"text": "متن"})
    assert report.text == TEXT
    with pytest.raises(SettingsError, match="author"):
        load(b"{}", format="json", fields={"author": "x"})
    with pytest.raises(UnreadableError, match="no text"):
        load(b'{"title": "x"}')


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2016-10-03", 3),
        ("20161003", 3),
        ("3/10/2016", 3),
        ("الاثنين 3 أكتوبر 2016", 3),
        ("Mon, 03 Oct 2016 10:00:00 GMT", 3),
        (1475452800, 3),
        (1475452800000, 3),
        ("قريبا", None),
        ("2016-13-41", None),
    ],
)
def test_json_dates(date: str | int, day: int | None) -> None:
    (report,) = load(json.dumps({"text": TEXT, "date": date}).encode())
    assert report.published == (dt.date(2016, 10, day) if day else None)
    assert ("date-unreadable" in codes(report)) == (day is None)


def test_the_day_given_counts_and_a_difference_is_said() -> None:
    (report,) = load(json.dumps({"text": TEXT, "date": "2016-10-03"}).encode(), published=dt.date(2016, 10, 4))
    assert (report.published, report.published_from, codes(report)) == (
        dt.date(2016, 10, 4),
        "argument",
        ["dates-differ"],
    )


@pytest.mark.parametrize("published", ["03.10.2016", "2016-02-30", "غدا", "", 20161003])
def test_a_wrong_day_is_refused(published: str) -> None:
    with pytest.raises(SettingsError, match="YYYY-MM-DD"):
        load(TEXT.encode(), published=published)
    with pytest.raises(SettingsError, match="YYYY-MM-DD"):
        khabar.read(TEXT, published=published)


def test_texts_that_are_odd_are_read_with_a_caution() -> None:
    assert codes(report_of_text("قال\ud800 ذلك")) == ["lone-surrogates"]
    assert codes(report_of_text("قال \u202eذلك")) == ["bidi-controls"]
    assert codes(report_of_text("The talks begin.")) == ["not-arabic"]
    cut = report_of_text(TEXT * 10, settings=Settings(max_chars=20))
    assert (len(cut.text), codes(cut)) == (20, ["text-cut"])


def test_formats() -> None:
    with pytest.raises(SettingsError, match="format"):
        load(TEXT.encode(), format="doc")
    (report,) = load(b"<html>\n" + TEXT.encode(), format="text")
    assert report.text.startswith("<html>")


def test_addresses_of_the_inside_are_refused() -> None:
    errors = list(iter_inputs(["http://127.0.0.1/", "http://localhost/", "ftp://news.example/"]))
    assert all(isinstance(error, KhabarError) for error in errors)
    assert len(errors) == 3
