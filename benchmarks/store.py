"""The store at 10,000 reports: how fast it writes, how large it is, how long each question takes.

    PYTHONPATH=src:tests/store python benchmarks/store.py [--reports 10000] [--db FILE | --db postgresql://…]

The records are made, not read (`tests/store/records.py`): what is measured is the store alone, at its worst, for
the same parties are in every report. With `--reports 0` a store that `khabar add` has filled is asked as it is. The
questions are about what is most often in it: the greatest parties, outlets, places. Each is asked seven times after
one to warm up, with no record kept from before; the least and the median count. Processor time of this process is
given beside the clock: a busy machine stretches only the clock, and with PostgreSQL the server's share is in the
clock alone.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import statistics
import time
from collections.abc import Callable, Sized
from pathlib import Path

from records import varied
from sqlalchemy import func, select

from khabar.store import Store, dossier, prepare, schema

BATCH = 200


def fill(store: Store, number: int) -> None:
    """Add reports up to a number and print how long preparing and writing took."""
    preparing, writing, clock = 0.0, 0.0, time.perf_counter()
    missing = range(len(store), number)
    for start in range(missing.start, missing.stop, BATCH):
        records = [varied(n) for n in range(start, min(start + BATCH, number))]
        begun = time.process_time()
        rows = [prepare(record) for record in records]
        preparing += time.process_time() - begun
        begun = time.process_time()
        store.add_many(rows)
        writing += time.process_time() - begun
    if missing:
        store.tidy()
        clock = time.perf_counter() - clock
        print(f"{len(missing)} reports: processor {preparing:.1f} s preparing, {writing:.1f} s writing; {clock:.1f} s")


def questions(store: Store) -> dict[str, Callable[[], Sized]]:
    """Return every question with filters that people use, about what is most often in the store."""
    a, c, s = schema.appearances.c, schema.claim_sites.c, schema.sites.c
    with store.engine.connect() as connection:
        first, second = connection.execute(
            select(a.outlet).group_by(a.outlet).order_by(func.count().desc(), a.outlet).limit(2)
        ).scalars()
        lat, lon = connection.execute(
            select(s.lat, s.lon)
            .join(schema.claim_sites, c.site == s.key)
            .where(s.lat.is_not(None))
            .group_by(s.key)
            .order_by(func.count().desc())
            .limit(1)
        ).one()
        last = connection.execute(select(func.max(schema.reports.c.published))).scalar_one()
    one, other = (line.name for line in store.parties(limit=2))
    here, some = f"{lat},{lon}", str(last - dt.timedelta(days=10))
    plan = next(iter(store.proposals(limit=1))).claim
    said = next(iter(store.statements(limit=1)))
    report = said.report.id
    return {
        "statements": store.statements,
        "statements, a party's": lambda: store.statements(party=one),
        "statements, party act days": lambda: store.statements(party=one, act="reject", since=some, until=last),
        "statements, within 50 km": lambda: store.statements(place=here, km=50),
        "statements, an outlet's": lambda: store.statements(outlet=first),
        "statements, on a proposal": lambda: store.statements(proposal=plan.label),
        "statements, 101st page": lambda: store.statements(offset=5000),
        "positions, a party's": lambda: store.positions(party=one),
        "positions, within 50 km": lambda: store.positions(place=here, km=50),
        "proposals, a party's": lambda: store.proposals(party=one),
        "proposals, kind and place": lambda: store.proposals(type=plan.kind.value, place=here, km=50),
        "events, type within 50 km": lambda: store.events(type="ASSAULT", place=here, km=50),
        "events, a party's": lambda: store.events(party=one),
        "parties": store.parties,
        "parties, an outlet's": lambda: store.parties(outlet=first),
        "timeline": store.timeline,
        "timeline, a party's": lambda: store.timeline(party=one),
        "timeline, within 50 km": lambda: store.timeline(place=here, km=50, since=some),
        "search, words in many": lambda: store.search(f"{one} {other}"),
        "search, a phrase in many": lambda: store.search(f'"{one}"'),
        "search, a plan's words": lambda: store.search(plan.label),
        "compare, two outlets": lambda: store.compare(first, second),
        "compare, two parties": lambda: store.compare(f"party:{one}", f"party:{other}"),
        "threads": store.threads,
        "threads, 20": lambda: store.threads(limit=20),
        "threads, a party's": lambda: store.threads(party=one),
        "threads, within 50 km": lambda: store.threads(place=here, km=50),
        "utterances": store.utterances,
        "utterances, a party's": lambda: store.utterances(party=one),
        "contradictions": store.contradictions,
        "contradictions, a page deep": lambda: store.contradictions(limit=20, offset=100),
        "contradictions, a party's": lambda: store.contradictions(party=one),
        "contradictions, an outlet's": lambda: store.contradictions(outlet=first),
        "get, a report": lambda: [store.get(report)],
        "get, a statement": lambda: [store.get(said.claim.id)],
        "dossier, a party's, ten days": lambda: dossier.gather(store, one, {"since": some}).moments,
    }


def ask(store: Store, question: Callable[[], Sized]) -> tuple[float, float, float, int]:
    """Return the least and the median milliseconds by the clock, of the processor, and how many lines came back."""
    number = len(question())
    clocks, processors = [], []
    for _ in range(7):
        store.forget()
        clock, processor = time.perf_counter(), time.process_time()
        question()
        clocks.append(time.perf_counter() - clock)
        processors.append(time.process_time() - processor)
    least, median = min(clocks) * 1000, statistics.median(clocks) * 1000
    return least, median, statistics.median(processors) * 1000, number


def main() -> None:
    """Fill a store and ask it everything."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--db", default="khabar-bench.db")
    given = parser.parse_args()
    with Store(given.db) as store:
        fill(store, given.reports)
        begun = time.process_time()
        print(f"{store.gather()} reports gathered: processor {time.process_time() - begun:.1f} s")
        print(f"{'question':32}{'least':>10}{'median':>10}{'processor':>12}{'lines':>8}")
        for name, question in questions(store).items():
            least, median, processor, number = ask(store, question)
            print(f"{name:32}{least:7.1f} ms{median:7.1f} ms{processor:9.1f} ms{number:8}")
    if Path(given.db).exists():
        print(f"{Path(given.db).stat().st_size / 1e6:.0f} MB in the file")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB of memory at most")


if __name__ == "__main__":
    main()
