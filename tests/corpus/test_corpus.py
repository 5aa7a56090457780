"""Many reports: what inputs hold, adding them once and again, what cannot be read, near-duplicates."""

import datetime as dt
import gzip
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from khabar.corpus import add
from khabar.corpus.feeds import is_feed, plain, read_feed
from khabar.corpus.intake import iter_corpus
from khabar.errors import FetchError, KhabarError, UnreadableError
from khabar.record import Report
from khabar.settings import Settings
from khabar.sources.fetching import Page
from khabar.store import Store

SRC = str(Path(__file__).parents[2] / "src")
TEXT = "قال وزير الخارجية في بيان الاثنين إن بلاده ترفض الهدنة المقترحة في حلب. وأضاف أن المحادثات ستستأنف الأسبوع المقبل. "
LONG = TEXT * 8
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>صحيفة الصباح</title>
<item><title>هدنة مرفوضة</title><link>https://paper.example/1</link><pubDate>Mon, 03 Oct 2016 10:00:00 GMT</pubDate>
<description>موجز</description><content:encoded><![CDATA[<p>{LONG}</p><p>نهاية الخبر</p>]]></content:encoded></item>
<item><title>خبر ثان</title><link>https://paper.example/2</link><pubDate>Tue, 04 Oct 2016 10:00:00 GMT</pubDate><description>موجز</description></item>
<item><title>خبر ضائع</title><link>https://paper.example/gone</link><description>موجز</description></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0"?><!-- خلاصة --><feed xmlns="http://www.w3.org/2005/Atom"><title>وكالة</title>
<entry><title>خبر</title><id>urn:1</id><link href="/a"/><updated>2016-10-03T10:00:00Z</updated><content type="html">&lt;p&gt;{LONG}&lt;/p&gt;</content></entry></feed>"""
PAGE = f"<html><head><title>خبر ثان</title><meta charset='utf-8'></head><body><article><h1>خبر ثان</h1><p>{LONG}</p></article></body></html>"
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "هدنة هدنة هدنة هدنة">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><rss version='2.0'><channel><title>&i;</title><item><title>&i;</title><description>&i;</description></item></channel></rss>"
)


def get(url: str, *, etag=None, modified=None) -> Page:
    pages = {
        "https://paper.example/feed": (RSS, "application/rss+xml"),
        "https://paper.example/2": (PAGE, "text/html"),
        "https://paper.example/page": (PAGE, "text/html"),
    }
    if url not in pages:
        raise FetchError(f"{url}: the server answered 404 Not Found")
    return Page(pages[url][0].encode(), url, pages[url][1], "utf-8")


def items(*inputs, **options) -> list[Report | KhabarError]:
    return list(iter_corpus([str(x) for x in inputs], settings=Settings(), get=get, **options))


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "khabar.db") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "news"
    made.mkdir()
    (made / "a.txt").write_text(TEXT, "utf-8")
    (made / "b.html").write_text(PAGE, "utf-8")
    (made / "c.jsonl").write_text(
        "\n".join([json.dumps({"text": f"{TEXT} رقم {n}", "outlet": "جريدة"}) for n in range(3)] + ["{broken"]), "utf-8"
    )
    (made / "d.xml").write_text(RSS, "utf-8")
    (made / "e.txt").write_bytes(b"")
    (made / "f.jpg").write_bytes(b"\xff\xd8\xff")
    (made / ".hidden.txt").write_text(TEXT, "utf-8")
    (made / "g.warc.gz").write_bytes(archive())
    return made


def warc(
    url: str, body: bytes, headers: str = "Content-Type: text/html; charset=utf-8", status: str = "200 OK"
) -> bytes:
    """One response of an archive, as the standard (ISO 28500) writes it."""
    http = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2016-10-03T08:00:00Z\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    return head.encode() + http + b"\r\n\r\n"


def archive() -> bytes:
    records = [
        warc("https://kept.example/1", PAGE.replace("ثان", "محفوظ").encode()),
        warc("https://kept.example/logo.png", b"\x89PNG", "Content-Type: image/png"),
        warc("https://kept.example/old", b"gone", status="301 Moved"),
        warc("https://kept.example/empty", b""),
    ]
    return b"".join(gzip.compress(one) for one in records)


def split(found):
    return [x for x in found if isinstance(x, Report)], [x for x in found if isinstance(x, KhabarError)]


def test_a_folder_holds_all_kinds(folder):
    reports, errors = split(items(folder))
    assert [Path(r.uri).name.partition("#")[0] for r in reports] == [
        "a.txt",
        "b.html",
        "c.jsonl",
        "c.jsonl",
        "c.jsonl",
        "1",
        "2",
        "1",
    ]
    assert len(errors) == 4
    for part in ("c.jsonl, line 4", "e.txt", "paper.example/gone", "kept.example/empty"):
        assert sum(part in str(error) for error in errors) == 1
    assert reports[-1].uri == "https://kept.example/1"


def test_a_feed_gives_its_own_text_or_the_page(folder):
    reports, errors = split(items("https://paper.example/feed"))
    assert [r.uri for r in reports] == ["https://paper.example/1", "https://paper.example/2"]
    assert [r.published for r in reports] == [dt.date(2016, 10, 3), dt.date(2016, 10, 4)]
    assert [r.outlet for r in reports] == ["صحيفة الصباح"] * 2  # though the page of the second tells only its host
    assert reports[0].text.splitlines() == [" ".join(LONG.split()), "نهاية الخبر"]
    assert "404" in str(errors[0])


def test_an_atom_feed(tmp_path):
    feed = read_feed(ATOM.encode(), "atom", "https://agency.example/feed")
    assert [(e.link, e.title, e.published) for e in feed.entries] == [
        ("https://agency.example/a", "خبر", dt.date(2016, 10, 3))
    ]
    assert feed.entries[0].whole


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (RSS, True),
        (ATOM, True),
        (BOMB, True),
        (PAGE, False),
        (TEXT, False),
        ("<rdf:RDF xmlns:rdf='x'>", True),
        ("", False),
    ],
)
def test_feeds_are_told_from_pages(data, expected):
    assert is_feed(data.encode()) == expected


def test_an_entity_bomb_stays_small():
    begun = time.process_time()
    try:
        feed = read_feed(BOMB.encode(), "bomb")
        assert sum(len(e.text) for e in feed.entries) < 10_000
    except UnreadableError:
        pass
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"<rss", PAGE.encode()])
def test_what_is_no_feed_is_refused(data):
    with pytest.raises(UnreadableError, match="neither RSS nor Atom"):
        read_feed(b"<html><body>sorry</body></html>", "x", "https://paper.example/feed")
    with pytest.raises(UnreadableError, match="x is no feed"):
        read_feed(data, "x")


def test_a_feed_cut_off_gives_what_it_has():
    assert len(read_feed(RSS.encode()[:-200], "x").entries) >= 2


def test_plain_text_of_html():
    assert plain("<p>سطر <b>أول</b></p><script>x()</script>سطر<br>ثان &amp; أخير") == "سطر أول\nسطر\nثان & أخير"
    assert plain("بلا وسوم") == "بلا وسوم"


def test_a_broken_archive_is_named(tmp_path):
    whole = archive()
    (tmp_path / "cut.warc.gz").write_bytes(whole[: len(whole) // 3])
    (tmp_path / "no.warc").write_bytes(b"this is a letter")
    (tmp_path / "bomb.warc").write_bytes(
        warc("https://b.example/", gzip.compress(b"a" * 3_000_000), "Content-Type: text/html\r\nContent-Encoding: gzip")
    )
    for name in ("cut.warc.gz", "no.warc"):
        _, errors = split(items(tmp_path / name))
        assert len(errors) == 1
        assert name in str(errors[0])
    _, errors = split(list(iter_corpus([str(tmp_path / "bomb.warc")], settings=Settings(fetch_bytes=1_000_000))))
    assert "larger than 1000000 bytes" in str(errors[0])


@pytest.mark.parametrize("where", ["begin", "middle", "end"])
@pytest.mark.parametrize("packed", [True, False])
def test_after_a_broken_record_an_archive_is_read_on(tmp_path, where, packed):
    records = [warc(f"https://kept.example/{n}", PAGE.replace("ثان", f"محفوظ {n}").encode()) for n in range(3)]
    broken = gzip.compress(records[1]) if packed else records[1]
    broken = {
        "begin": b"xxxx" + broken[4:],
        "middle": broken[:60] + bytes(255 - byte for byte in broken[60:70]) + broken[70:],
        "end": broken[:-300],
    }[where]
    whole = [gzip.compress(one) if packed else one for one in records]
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(whole[0] + broken + whole[2] + b"\0" * 20)
    reports, errors = split(items(path))
    assert "https://kept.example/0" in [r.uri for r in reports]
    if packed:
        assert [r.uri for r in reports] == ["https://kept.example/0", "https://kept.example/2"]
        assert [str(error).partition(",")[0] for error in errors] == [str(path)]


def test_what_is_no_archive_ends_soon(tmp_path):
    (tmp_path / "junk.warc.gz").write_bytes(b"\x1f\x8b\x08" * 5000)
    (tmp_path / "none.warc").write_bytes(b"")
    _, errors = split(items(tmp_path / "junk.warc.gz"))
    assert 1 <= len(errors) <= 100
    _, errors = split(items(tmp_path / "none.warc"))
    assert "is empty" in str(errors[0])


@pytest.mark.parametrize(
    "name",
    [
        "nowhere/at/all.txt",
        "nothing*.txt",
        "http://127.0.0.1/feed.xml",
        "http://[::1]/x",
        "ftp://x.example/y",
        "https://169.254.169.254/latest",
    ],
)
def test_what_cannot_be_had_is_said(name):
    found = list(iter_corpus([name], settings=Settings(fetch_timeout=2)))
    assert len(found) == 1
    assert isinstance(found[0], KhabarError)


def test_a_day_given_counts(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    reports, _ = split(items(tmp_path / "a.txt", published=dt.date(2020, 2, 2)))
    assert reports[0].published == dt.date(2020, 2, 2)


def test_adding_twice_changes_nothing(store, folder):
    first = add(store, items(folder), workers=1)
    assert (first.new, first.known, first.failed) == (8, 0, 4)
    assert first.met == 12
    kept = list(store.records())
    met = [store.appearances(r.source.id) for r in kept]
    second = add(store, items(folder), workers=1)
    assert (second.new, second.replaced, second.known, second.failed) == (0, 0, 8, 4)
    assert list(store.records()) == kept
    assert [store.appearances(r.source.id) for r in kept] == met
    assert add(store, items(folder), workers=1, again=True).replaced == 8


def test_the_same_wire_is_linked(store, folder):
    add(store, items(folder), workers=1)
    long = [r.source.id for r in store.records() if len(r.source.text) > 600]
    assert len(store.duplicates(long[0])) >= 2
    assert len(store) == 8


def test_processes_give_the_same_as_one(store, tmp_path):
    reports = [Report(text=f"{TEXT} رقم {n}", uri=f"n/{n}") for n in range(40)]
    seen = []
    assert add(store, reports, workers=2, progress=lambda s: seen.append(s.met)).new == 40
    assert seen[-1] == 40
    assert seen == sorted(seen)
    with Store(tmp_path / "other.db") as other:
        assert add(other, reports, workers=1).new == 40
        assert list(other.records()) == list(store.records())
    with Store(tmp_path / "third.db") as third, ThreadPoolExecutor(2) as executor:
        assert add(third, reports, executor=executor).new == 40
        assert list(third.records()) == list(store.records())


def test_a_report_that_breaks_the_reading_is_named(store, monkeypatch):
    import khabar

    sound = khabar.read

    def read(report, **options):
        if "كسر" in report.text:
            raise ValueError("broken")
        return sound(report, **options)

    monkeypatch.setattr(khabar, "read", read)
    summary = add(
        store,
        [Report(text=TEXT, uri="a"), Report(text=TEXT + "كسر", uri="b"), Report(text=TEXT + "ج", uri="c")],
        workers=1,
    )
    assert (summary.new, summary.failed) == (2, 1)
    assert summary.failures == [("b", "ValueError: broken")]


def test_memory_of_failures_is_bounded(store):
    summary = add(store, (UnreadableError(f"x{n}") for n in range(3000)), workers=1)
    assert summary.failed == 3000
    assert len(summary.failures) == 1000


def command(*arguments, **options):
    program = f"import sys; sys.path.insert(0, {SRC!r}); from khabar.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def test_killed_and_begun_again_ends_the_same(tmp_path):
    lines = tmp_path / "many.jsonl"
    lines.write_text("\n".join(json.dumps({"text": f"{TEXT} رقم {n}"}) for n in range(600)), "utf-8")
    broken, whole = tmp_path / "broken.db", tmp_path / "whole.db"
    process = command("add", lines, "--db", broken, "--workers", "1")
    for _ in range(600):
        time.sleep(0.1)
        if broken.exists() and process.poll() is None:
            with Store(broken) as store:
                if len(store) >= 32:
                    break
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with Store(broken) as store:
        there = len(store)
    assert 32 <= there < 600
    for path in (broken, whole):
        again = command("add", lines, "--db", path, "--workers", "1")
        _, said = again.communicate(timeout=300)
        assert again.returncode == 0, said
    with Store(broken) as one, Store(whole) as other:
        assert list(one.records()) == list(other.records())
        assert len(one.search("المحادثات", limit=1000)) == 600


def test_the_commands(tmp_path, folder):
    db = tmp_path / "c.db"
    environment = os.environ | {"KHABAR_DB": str(db), "COLUMNS": "160"}
    adding = command("add", folder / "a.txt", folder / "e.txt", "--date", "2016-10-03", env=environment)
    _, said = adding.communicate(timeout=120)
    assert adding.returncode == 1
    assert "1 added, 1 failed" in said
    assert "e.txt" in said
    asked = command("search", "محادثات", "--format", "json", env=environment)
    out, said = asked.communicate(timeout=120)
    assert json.loads(out)[0]["words"].count("[") == 1, said
    nothing = command("statements", "--db", tmp_path / "none.db")
    _, said = nothing.communicate(timeout=120)
    assert nothing.returncode == 2
    assert "add reports first" in said
