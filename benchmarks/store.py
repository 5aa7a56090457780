"""The store at 10,000 reports: how fast it writes, how large it is, how long each question takes.

    PYTHONPATH=src:tests/store python benchmarks/store.py [--reports 10000] [--db FILE | --db postgresql://…]

The records are made, not read (`tests/store/records.py`): what is measured is the store alone, at its worst, for
the same parties are in every report. Each question is asked seven times after one to warm up, with no record kept
from before; the median counts. Processor time of this process is given beside the clock: a busy machine stretches
only the clock, and with PostgreSQL the server's share is in the clock alone.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections.abc import Callable, Sized
from pathlib import Path

from records import varied

from khabar.store import Store, prepare

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
    """Return every question with filters that people use."""
    return {
        "statements": store.statements,
        "statements, a party's": lambda: store.statements(party="لافروف"),
        "statements, party act days": lambda: store.statements(
            party="موسكو", act="reject", since="2016-05-01", until="2016-12-01"
        ),
        "statements, within 50 km": lambda: store.statements(place="33.5,36.3", km=50),
        "statements, an outlet's": lambda: store.statements(outlet="صحيفة 7"),
        "statements, on a proposal": lambda: store.statements(proposal="هدنة"),
        "statements, 101st page": lambda: store.statements(offset=5000),
        "positions, a party's": lambda: store.positions(party="الحكومة الروسية"),
        "positions, within 50 km": lambda: store.positions(place="33.5,36.3", km=50),
        "proposals, a party's": lambda: store.proposals(party="المعارضة السورية"),
        "proposals, kind and place": lambda: store.proposals(type="ceasefire", place="33.5,36.3", km=50),
        "events, type within 50 km": lambda: store.events(type="ASSAULT", place="33.5,36.3", km=50),
        "events, a party's": lambda: store.events(party="لافروف"),
        "parties": store.parties,
        "parties, an outlet's": lambda: store.parties(outlet="صحيفة 7"),
        "timeline": store.timeline,
        "timeline, within 50 km": lambda: store.timeline(place="33.5,36.3", km=50, since="2017-01-01"),
        "search, words in all": lambda: store.search("المحادثات هدنة"),
        "search, a rare word": lambda: store.search("كلمة77"),
        "search, a phrase in all": lambda: store.search('"سبعة أيام"'),
        "compare, two outlets": lambda: store.compare("صحيفة 7", "صحيفة 8"),
        "compare, two parties in all": lambda: store.compare("party:لافروف", "party:المعارضة السورية"),
        "get, a report": lambda: [store.get(varied(77).source.id)],
    }


def ask(store: Store, question: Callable[[], Sized]) -> tuple[float, float, int]:
    """Return the median milliseconds by the clock and of the processor, and how many lines came back."""
    number = len(question())
    clocks, processors = [], []
    for _ in range(7):
        store.forget()
        clock, processor = time.perf_counter(), time.process_time()
        question()
        clocks.append(time.perf_counter() - clock)
        processors.append(time.process_time() - processor)
    return statistics.median(clocks) * 1000, statistics.median(processors) * 1000, number


def main() -> None:
    """Fill a store and ask it everything."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--db", default="khabar-bench.db")
    given = parser.parse_args()
    with Store(given.db) as store:
        fill(store, given.reports)
        print(f"{'question':32}{'clock':>10}{'processor':>12}{'lines':>8}")
        for name, question in questions(store).items():
            clock, processor, number = ask(store, question)
            print(f"{name:32}{clock:7.1f} ms{processor:9.1f} ms{number:8}")
    if Path(given.db).exists():
        print(f"{Path(given.db).stat().st_size / 1e6:.0f} MB in the file")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB of memory at most")


if __name__ == "__main__":
    main()
