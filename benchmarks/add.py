"""Adding many real reports: reports a second and where the time goes, memory, size, a kill and a second run.

    PYTHONPATH=src python benchmarks/add.py REPORTS.jsonl [--db FILE] [--workers 2] [--kill-after SECONDS]

REPORTS.jsonl holds a report a line with the fields text, title, date, outlet, url. `khabar add` is started, killed
(SIGKILL) after a while, begun again, and run once more: the last run must find everything there already. While it
runs, the memory of all its processes together is looked at each second (PSS: what they share counts once); the most
in each tenth of the time shows whether it grows. The split between reading, preparing rows and writing is measured
on the first 500 reports (`--split`) in one process.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple


def split(reports: Path, number: int) -> None:
    """Print seconds of processor time for reading, preparing and writing some reports."""
    import khabar
    from khabar.corpus.intake import iter_corpus
    from khabar.errors import KhabarError
    from khabar.settings import Settings
    from khabar.store import Store, prepare

    spent = dict.fromkeys(("intake", "reading", "preparing", "writing"), 0.0)
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "split.db") as store:
        items = itertools.islice(iter_corpus([str(reports)], published=None, settings=Settings()), number)
        rows, words, at = [], 0, time.process_time()
        for report in items:
            spent["intake"] += time.process_time() - at
            if isinstance(report, KhabarError):
                at = time.process_time()
                continue
            at = time.process_time()
            record = khabar.read(report)
            spent["reading"] += time.process_time() - at
            at = time.process_time()
            rows.append(prepare(record))
            spent["preparing"] += time.process_time() - at
            words += len(record.source.text.split())
            at = time.process_time()
        at = time.process_time()
        store.add_many(rows)
        spent["writing"] += time.process_time() - at
    print(f"{len(rows)} reports, {words} words, one process:")
    for name, seconds in spent.items():
        print(f"  {name:10} {seconds:6.2f} s  {1000 * seconds / len(rows):6.2f} ms a report")


class Run(NamedTuple):
    """How a run of `khabar add` went: seconds by the clock and of processors, and megabytes held from second to second."""

    clock: float
    processor: float
    memory: list[float]

    def tenths(self) -> str:
        """Return the most megabytes held in each tenth of the time."""
        size = max(1, -(-len(self.memory) // 10))
        return " ".join(f"{max(self.memory[at : at + size]):.0f}" for at in range(0, len(self.memory), size))


def add(reports: Path, db: Path, workers: int, kill_after: float | None = None) -> Run:
    """Run `khabar add` to its end, or kill it."""
    command = [sys.executable, "-m", "khabar", "add", str(reports), "--db", str(db), "--workers", str(workers)]
    before, begun, memory = _processor(), time.perf_counter(), []
    process = subprocess.Popen(command, start_new_session=True)
    while process.poll() is None:
        memory.append(_held(process.pid))
        if kill_after is not None and time.perf_counter() - begun > kill_after:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        time.sleep(1)
    return Run(time.perf_counter() - begun, _processor() - before, memory)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _held(group: int) -> float:
    """Return the megabytes that the processes of a group hold together; 0 where the system does not tell."""
    held = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(process.name)) == group:
                lines = (process / "smaps_rollup").read_text().splitlines()
                held += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except OSError:
            continue
    return held / 1024


def _digest(db: Path) -> str:
    """Return a digest of the ids, readings and records of all reports, and of where they were met."""
    made = hashlib.sha256()
    with sqlite3.connect(db) as connection:
        for query in ("SELECT id, reading, read_at, record FROM reports ORDER BY id", "SELECT * FROM appearances"):
            for row in connection.execute(query):
                made.update(repr(row).encode())
    return made.hexdigest()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("reports", type=Path)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kill-after", type=float, default=30.0)
    parser.add_argument("--split", type=int, default=500, help="reports for the split between steps; 0: no split")
    given = parser.parse_args()
    from khabar.store import Store

    if given.split:
        split(given.reports, given.split)
    lines = len({line for line in given.reports.open("rb") if line.strip()})
    with tempfile.TemporaryDirectory() as folder:
        db = given.db or Path(folder) / "khabar.db"
        add(given.reports, db, given.workers, given.kill_after)
        with Store(db) as store:
            kept = len(store)
        print(f"killed after {given.kill_after:.0f} s: {kept} reports are in the store")
        run = add(given.reports, db, given.workers)
        with Store(db) as store:
            whole = len(store)
        print(
            f"begun again: {whole} of {lines} lines, {(whole - kept) / run.clock:.1f} reports a second,"
            f" {1000 * run.processor / (whole - kept):.1f} ms of processors each"
        )
        print(f"MB held by all processes together, the most in each tenth: {run.tenths()}")
        before = _digest(db)
        run = add(given.reports, db, given.workers)
        with Store(db) as store:
            print(f"added again: {len(store)} reports, {run.clock:.1f} s; the same: {_digest(db) == before}")
            begun = time.perf_counter()
            print(f"gathered into threads: {store.gather()} reports, {time.perf_counter() - begun:.1f} s")
        size = sum(path.stat().st_size for path in db.parent.glob(db.name + "*"))
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"database {size / 2**20:.0f} MB, {size / whole / 1024:.1f} KB a report; largest process {most:.0f} MB")


if __name__ == "__main__":
    main()
