"""Adding many real reports: reports a second and where the time goes, memory, size, a kill and a second run.

    PYTHONPATH=src python benchmarks/add.py REPORTS.jsonl [--db FILE] [--workers 2] [--kill-after SECONDS]

REPORTS.jsonl holds a report a line with the fields text, title, date, outlet, url. `khabar add` is started, killed
(SIGKILL) after a while, begun again, and run once more: the last run must find everything there already. The split
between reading, preparing rows and writing is measured on the first 500 reports in one process.
"""

from __future__ import annotations

import argparse
import itertools
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def split(reports: Path, number: int = 500) -> None:
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


def add(reports: Path, db: Path, workers: int, kill_after: float | None = None) -> float:
    """Run `khabar add`; return the seconds it took, or kill it."""
    command = [sys.executable, "-m", "khabar", "add", str(reports), "--db", str(db), "--workers", str(workers)]
    begun = time.perf_counter()
    process = subprocess.Popen(command, start_new_session=True)
    try:
        process.wait(kill_after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return time.perf_counter() - begun


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("reports", type=Path)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kill-after", type=float, default=30.0)
    given = parser.parse_args()
    from khabar.store import Store

    split(given.reports)
    lines = len({line for line in given.reports.open("rb") if line.strip()})
    with tempfile.TemporaryDirectory() as folder:
        db = given.db or Path(folder) / "khabar.db"
        add(given.reports, db, given.workers, given.kill_after)
        with Store(db) as store:
            kept = len(store)
        print(f"killed after {given.kill_after:.0f} s: {kept} reports are in the store")
        seconds = add(given.reports, db, given.workers)
        with Store(db) as store:
            whole = len(store)
        print(f"begun again: {whole} of {lines} lines, {(whole - kept) / seconds:.1f} reports a second")
        seconds = add(given.reports, db, given.workers)
        with Store(db) as store:
            print(f"added again: {len(store)} reports, {seconds:.1f} s")
            begun = time.perf_counter()
            print(f"gathered into threads: {store.gather()} reports, {time.perf_counter() - begun:.1f} s")
        size = sum(path.stat().st_size for path in db.parent.glob(db.name + "*"))
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"database {size / 2**20:.0f} MB, {size / whole / 1024:.1f} KB a report; largest process {most:.0f} MB")


if __name__ == "__main__":
    main()
