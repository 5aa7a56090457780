"""Watching: asks only for changes, waits, backs off, tries again, stops when told."""

import datetime as dt
import os
import signal
import subprocess
import sys
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest

from khabar.corpus import Plan, read_plan, watch
from khabar.corpus.watching import Watched
from khabar.errors import FetchError, SettingsError
from khabar.settings import Settings
from khabar.sources.fetching import Page
from khabar.store import Store

SRC = str(Path(__file__).parents[2] / "src")
URL = "https://paper.example/feed"
BODY = "قال الوزير إن المحادثات ستبدأ غدا في حلب. " * 20


def rss(*numbers: int, whole: bool = False) -> str:
    content = f"<content:encoded>{BODY}</content:encoded>" if whole else ""
    entries = "".join(
        f"<item><title>خبر {n}</title><link>https://paper.example/{n}</link>{content.replace('غدا', f'غدا {n}')}</item>"
        for n in numbers
    )
    return f"<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>صحيفة</title>{entries}</channel></rss>"


class Web:
    """A network made of a dictionary, with a clock that its visitors move."""

    def __init__(self, **pages: str) -> None:
        self.pages = {URL: rss(1, 2)} | {
            f"https://paper.example/{n}": f"<html><body><article><p>{BODY} {n}</p></article></body></html>"
            for n in range(9)
        }
        self.asked: list[tuple[str, str | None]] = []
        self.now = dt.datetime(2016, 10, 3, 8, tzinfo=dt.UTC)
        self.etag = "v1"

    def clock(self) -> dt.datetime:
        return self.now

    def get(self, url: str, *, etag=None, modified=None) -> Page:
        self.asked.append((url, etag))
        if url not in self.pages:
            raise FetchError(f"{url}: the server answered 404 Not Found")
        if url == URL and etag == self.etag:
            return Page(b"", url, "", None, unchanged=True)
        return Page(self.pages[url].encode(), url, "", "utf-8", self.etag if url == URL else None)


@pytest.fixture
def web():
    return Web()


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "khabar.db") as opened:
        yield opened


def look(store, web, *, delay=0.0, stop=None):
    told = []
    plan = Plan((Watched(URL, "جريدة", dt.timedelta(minutes=15)),), delay)
    watch(
        store,
        plan,
        stop=stop or threading.Event(),
        settings=Settings(),
        get=web.get,
        once=True,
        clock=web.clock,
        report=lambda _, s: told.append((s.new, s.failed)),
    )
    return told


def test_new_entries_are_added_once(store, web):
    assert look(store, web) == [(2, 0)]
    assert look(store, web) == []
    web.now += dt.timedelta(minutes=16)
    web.asked.clear()
    assert look(store, web) == [(0, 0)]
    assert (URL, "v1") in web.asked
    assert not any(url.endswith("/1") for url, _ in web.asked)
    web.pages[URL], web.etag = rss(3, 1, 2), "v2"
    web.now += dt.timedelta(minutes=16)
    assert look(store, web) == [(1, 0)]
    assert len(store) == 3
    assert {found["outlet"] for r in store.records() for found in store.appearances(r.source.id)} == {"جريدة"}


def test_failures_back_off(store, web):
    del web.pages[URL]
    waits = []
    for _ in range(4):
        assert look(store, web) == [(0, 1)]
        due = store.feed(URL)["due_at"]
        waits.append((due - web.now).total_seconds())
        web.now = due
    assert all(1.6 < later / earlier < 2.5 for earlier, later in pairwise(waits))
    assert store.feed(URL)["failures"] == 4
    assert "404" in store.feed(URL)["complaint"]
    web.pages[URL] = rss(1)
    assert look(store, web) == [(1, 0)]
    assert store.feed(URL)["failures"] == 0


def test_an_entry_that_failed_is_tried_again(store, web):
    page = web.pages.pop("https://paper.example/2")
    assert look(store, web) == [(1, 1)]
    web.pages["https://paper.example/2"] = page
    web.now += dt.timedelta(minutes=16)
    assert look(store, web) == [(1, 0)]


def test_robots_are_asked_and_obeyed(store, web):
    web.pages["https://paper.example/robots.txt"] = "User-agent: khabar\nDisallow: /2\n"
    assert look(store, web) == [(1, 1)]
    assert "https://paper.example/2" not in [url for url, _ in web.asked]


def test_requests_to_a_host_are_apart(store, web):
    web.pages[URL] = rss(1, whole=True)
    begun = time.monotonic()
    web.clock = lambda: dt.datetime.now(dt.UTC)
    assert look(store, web, delay=0.3) == [(1, 0)]
    assert time.monotonic() - begun >= 0.3


def test_stopping_while_waiting(store, web):
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    begun = time.monotonic()
    look(store, web, delay=60, stop=stop)
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    "text",
    ["", "x", "[[feed]]", "[[feed]]\nurl = 3", "[[feed]]\nurl = 'file:///etc/passwd'", "every = 0\n[[feed]]\nurl='https://a'", "delay = -1\n[[feed]]\nurl='https://a'", "colour = 1\n[[feed]]\nurl='https://a'", "[[feed]]\nurl='https://a'\nevery='soon'"],
)  # fmt: skip
def test_a_plan_that_cannot_be_meant_is_refused(tmp_path, text):
    (tmp_path / "feeds.toml").write_text(text)
    with pytest.raises(SettingsError, match=r"feeds\.toml"):
        read_plan(tmp_path / "feeds.toml")


def test_a_plan(tmp_path):
    (tmp_path / "feeds.toml").write_text(
        "every = 30\n[[feed]]\nurl = 'https://a.example/f'\noutlet = 'أ'\n[[feed]]\nurl = 'https://b.example/f'\nevery = 5\n"
    )
    plan = read_plan(tmp_path / "feeds.toml")
    assert [(f.url, f.outlet, f.every) for f in plan.feeds] == [
        ("https://a.example/f", "أ", dt.timedelta(minutes=30)),
        ("https://b.example/f", None, dt.timedelta(minutes=5)),
    ]
    assert plan.delay == 2


def test_the_service_stops_at_sigterm(tmp_path):
    (tmp_path / "feeds.toml").write_text("delay = 0\n[[feed]]\nurl = 'http://127.0.0.1/feed'\n")
    program = f"import sys; sys.path.insert(0, {SRC!r}); from khabar.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", program, "watch", str(tmp_path / "feeds.toml"), "--db", str(tmp_path / "k.db")],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ,
    )
    said = ""
    for line in process.stderr:
        said += line
        if "public address" in line:
            process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    process.stderr.close()
    assert "stopped" in said
