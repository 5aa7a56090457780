"""Watching feeds: look again when due, ask only for changes, wait between requests, back off, stop when told."""

from __future__ import annotations

import datetime as dt
import threading
import tomllib
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from khabar.corpus.adding import Summary, add
from khabar.corpus.feeds import Entry, Feed, read_feed
from khabar.corpus.intake import of_entry
from khabar.errors import FetchError, KhabarError, SettingsError, saying
from khabar.settings import Settings
from khabar.sources.fetching import Page, fetch
from khabar.store import Store

AGENT = "khabar"
_LONGEST_WAIT = dt.timedelta(hours=24)
_TRIES = 3


class Get(Protocol):
    """What fetches: an address, and what was remembered of the last time."""

    def __call__(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Page:
        """Return the page, `unchanged` where nothing changed; raise `FetchError` where it cannot be had."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A feed to watch: its address, the outlet's name for its reports, minutes between looks."""

    url: str
    outlet: str | None
    every: dt.timedelta


@dataclass(frozen=True, slots=True)
class Plan:
    """What to watch. delay: least seconds between two requests to one host."""

    feeds: tuple[Watched, ...]
    delay: float = 2.0


def read_plan(path: Path) -> Plan:
    """Return the plan in a TOML file; raise `SettingsError` for one that cannot be meant.

    `delay` (seconds, default 2) and `every` (minutes, default 15) for all; a table [[feed]] for each feed with `url`,
    and if wanted `outlet` and `every`.
    """
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{path} cannot be read as TOML: {error}"
        raise SettingsError(message) from error
    every, delay = given.get("every", 15), given.get("delay", 2)
    _positive(path, "every", every)
    if not isinstance(delay, int | float) or not 0 <= delay <= 3600:
        message = f"{path}: delay is {delay!r}: it takes 0 to 3600 seconds"
        raise SettingsError(message)
    feeds = given.get("feed", [])
    if not isinstance(feeds, list) or not feeds or not all(isinstance(feed, dict) for feed in feeds):
        message = f'{path} names no feed: write [[feed]] and under it url = "https://…"'
        raise SettingsError(message)
    unknown = (set(given) - {"every", "delay", "feed"}) | {
        x for feed in feeds for x in set(feed) - {"url", "outlet", "every"}
    }
    if unknown:
        message = f"{path} has {', '.join(sorted(unknown))}, which means nothing here"
        raise SettingsError(message)
    return Plan(tuple(_watched(path, feed, every) for feed in feeds), float(delay))


def _watched(path: Path, feed: dict[str, Any], every: float) -> Watched:
    url, minutes = feed.get("url"), feed.get("every", every)
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        message = f"{path}: a feed has the url {url!r}: it takes one that begins with https:// or http://"
        raise SettingsError(message)
    _positive(path, "every", minutes)
    return Watched(url, feed.get("outlet"), dt.timedelta(minutes=minutes))


def _positive(path: Path, name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value <= 7 * 24 * 60:
        message = f"{path}: {name} is {value!r}: it takes 1 minute to a week (10080)"
        raise SettingsError(message)


@dataclass(slots=True)
class _Hosts:
    """Politeness: when each host was last asked, and what its robots.txt allows."""

    get: Get
    stop: threading.Event
    delay: float
    clock: Callable[[], dt.datetime]
    asked: dict[str, dt.datetime] = field(default_factory=dict)
    rules: dict[str, RobotFileParser | None] = field(default_factory=dict)

    def ask(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Page:
        """Fetch after the delay due to its host; raise `FetchError` where robots.txt forbids it."""
        host = urlsplit(url)._replace(path="", query="", fragment="").geturl()
        if host not in self.rules:
            self.rules[host] = self._rules_of(host)
        rules = self.rules[host]
        if rules is not None and not rules.can_fetch(AGENT, url):
            raise FetchError(saying("%(url)s: %(host)s/robots.txt asks programs not to read it"), url=url, host=host)
        self._wait(host)
        return self.get(url, etag=etag, modified=modified)

    def _wait(self, host: str) -> None:
        last = self.asked.get(host)
        if last is not None:
            left = self.delay - (self.clock() - last).total_seconds()
            if left > 0 and self.stop.wait(left):
                message = "stopped"
                raise StopAskedError(message)
        self.asked[host] = self.clock()

    def _rules_of(self, host: str) -> RobotFileParser | None:
        self._wait(host)
        try:
            page = self.get(f"{host}/robots.txt")
        except FetchError:
            return None
        rules = RobotFileParser()
        rules.parse(page.data.decode("utf-8", "replace").splitlines())
        return rules


class StopAskedError(KhabarError):
    """The watch was told to stop while it waited."""


def watch(
    store: Store,
    plan: Plan,
    *,
    stop: threading.Event,
    settings: Settings,
    get: Get | None = None,
    once: bool = False,
    clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    report: Callable[[str, Summary], None] = lambda _url, _summary: None,
) -> None:
    """Look at each feed when it is due until `stop` is set; `once`: look at those that are due, and return.

    When a feed was last looked at, its ETag and its failures are in the store, so that a restart is no reason to ask
    again. A feed that fails is left alone for twice as long each time, at most a day. `report` is told of each look.
    """

    def public(url: str, *, etag: str | None = None, modified: str | None = None) -> Page:
        return fetch(url, settings, etag=etag, modified=modified)

    hosts = _Hosts(get or public, stop, plan.delay, clock)
    tries: dict[str, int] = {}
    while not stop.is_set():
        for feed in plan.feeds:
            if stop.is_set():
                return
            due = store.feed(feed.url).get("due_at")
            if due is None or due <= clock():
                try:
                    report(feed.url, _look(store, feed, hosts, settings, tries))
                except StopAskedError:
                    return
        if once:
            return
        times = [store.feed(feed.url).get("due_at") or clock() for feed in plan.feeds]
        stop.wait(max(1.0, (min(times) - clock()).total_seconds()))


def _look(store: Store, feed: Watched, hosts: _Hosts, settings: Settings, tries: dict[str, int]) -> Summary:
    """Look at one feed: add what is new, and remember when to look again."""
    known = store.feed(feed.url)
    summary = Summary()
    now = hosts.clock()
    try:
        page = hosts.ask(feed.url, etag=known.get("etag"), modified=known.get("modified"))
        found = Feed(None, ()) if page.unchanged else read_feed(page.data, feed.url, page.url)
    except StopAskedError:
        raise
    except KhabarError as error:
        failures = (known.get("failures") or 0) + 1
        wait = min(feed.every * 2 ** min(failures, 16), _LONGEST_WAIT) * _spread(feed.url)
        store.remember_feed(feed.url, checked_at=now, due_at=now + wait, failures=failures, complaint=str(error)[:1000])
        summary.fail(feed.url, str(error))
        return summary
    missing = [entry for entry in found.entries if not (entry.link and store.has_address(entry.link))]
    wanted = [entry for entry in missing if tries.get(_name(entry), 0) < _TRIES]
    for entry in wanted:
        if hosts.stop.is_set():
            message = "stopped"
            raise StopAskedError(message)
        reports = [of_entry(entry, settings, hosts.ask, outlet=feed.outlet, feed=found.title)]
        one = add(store, reports, workers=1, model=settings.model)
        if one.failed:
            tries[_name(entry)] = tries.get(_name(entry), 0) + 1
        summary.new += one.new
        summary.replaced += one.replaced
        summary.known += one.known
        for failure in one.failures:
            summary.fail(*failure)
    # With an entry still to be had, the feed is not asked "only if changed": it would not come again.
    complete = not any(0 < tries.get(_name(entry), 0) < _TRIES for entry in wanted)
    state = {"etag": page.etag, "modified": page.modified} if not page.unchanged else {}
    if not complete:
        state = {"etag": None, "modified": None}
    store.remember_feed(feed.url, checked_at=now, due_at=now + feed.every, failures=0, complaint=None, **state)
    return summary


def _spread(url: str) -> float:
    """A factor of 0.9 to 1.1 that differs by feed, so that those that failed together do not all return together."""
    return 0.9 + zlib.crc32(url.encode()) % 21 / 100


def _name(entry: Entry) -> str:
    return entry.link or entry.title or entry.text[:200]
