"""How cost grows: with the length of a report, with the size of the store, with the number of workers.

    python benchmarks/growth.py length [--model]
    PYTHONPATH=src:tests/store python benchmarks/growth.py store [--statements 1000 10000 …] [--minutes 60]
    python benchmarks/growth.py cores [--model] [--workers 1 2]

length: reports of 10² … 10⁵ words, put together from the project's own annotated ones, after all their words have
been seen once, so that what is compared is the reading and not the caches; a text of one length is read whole, and
each length comes from the same places. store: made records (`tests/store/records.py`, two statements each), asked
every question of `asking.py` at each size; the next size is left out where making it would overrun the minutes.
cores: words a second by the clock with 1, 2 … reading processes, and how much of the processors they got: on a busy
machine the clock tells of the other programs. All other times are the processor's.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from asking import Question, Subject
from speed import machine

from khabar.errors import KhabarError

ROOT = Path(__file__).parents[1]
FOLDERS = [ROOT / "training" / "reports", ROOT / "evaluation" / "reports"]
LENGTHS = (100, 1_000, 10_000, 100_000)
LEAST_WORDS = 20_000  # read at each length, in as many texts as it takes
STATEMENTS = (1_000, 10_000, 100_000, 1_000_000)
BATCH = 200


def pieces(length: int, total: int) -> list[str]:
    """Return texts of so many words, together at least `total`, out of the project's reports, begun again when over."""
    source = [path.read_text("utf-8") for folder in FOLDERS for path in sorted(folder.glob("*.txt"))]
    words: list[str] = []
    needed = max(length, total)
    while len(words) < needed:
        for text in source:
            # a line end stays on the word before it, so that paragraphs stay paragraphs
            words += [
                word
                for line in text.splitlines()
                if line.strip()
                for word in (*line.split()[:-1], line.split()[-1] + "\n")
            ]
    return [" ".join(words[at : at + length]) for at in range(0, needed, length)]


def by_length(*, model: bool) -> None:
    """Print microseconds a word and memory at each length, and each as a multiple of that of 1,000 words."""
    import khabar

    for text in pieces(1_000, 0)[:1] + pieces(10_000, 45_000):
        khabar.read(text, published="2020-06-15", model=model)
    spent: dict[int, float] = {}
    for length in LENGTHS:
        texts = pieces(length, LEAST_WORDS)
        begun = time.process_time()
        for text in texts:
            khabar.read(text, published="2020-06-15", model=model)
        spent[length] = 1e6 * (time.process_time() - begun) / sum(len(text.split()) for text in texts)
        print(f"{length:>8,} words: {spent[length]:6.1f} µs a word, {_peak():5.0f} MB at most", flush=True)
    print("against 1,000 words: " + ", ".join(f"{n:,} {took / spent[1_000]:.2f}" for n, took in spent.items()))


def by_store(sizes: list[int], minutes: float) -> None:
    """Print, at each size of a SQLite store, how long filling took and how long questions take."""
    from asking import questions, subjects, times
    from records import varied

    from khabar.store import Store, prepare

    per_report = len(varied(0).statements)
    begun = time.perf_counter()
    rate = 0.0
    with tempfile.TemporaryDirectory() as folder, Store(str(Path(folder) / "growth.db")) as store:
        for size in sizes:
            missing = range(len(store), size // per_report)
            left = minutes - (time.perf_counter() - begun) / 60
            if rate and len(missing) / rate / 60 > left:
                print(
                    f"{size:>9,} statements: left out; would take {len(missing) / rate / 60:.0f} minutes, {left:.0f} are left"
                )
                break
            clock, processor = time.perf_counter(), time.process_time()
            for at in range(missing.start, missing.stop, BATCH):
                store.add_many([prepare(varied(n)) for n in range(at, min(at + BATCH, missing.stop))])
            store.gather()
            store.tidy()
            processor = time.process_time() - processor
            rate = len(missing) / (time.perf_counter() - clock)
            about = subjects(store)
            asked = times(store, _answered(questions(store), about), about)
            took = sorted((x.processor, name) for name, x in asked.items())
            middle = statistics.median(x.processor for x in asked.values())
            slowest = ", ".join(f"{name} {ms:.0f}" for ms, name in reversed(took[-3:]))
            print(
                f"{size:>9,} statements: added and gathered in {1000 * processor / len(missing):.1f} ms a report; "
                f"{len(asked)} questions, their median {middle:.1f} ms; slowest {slowest}; {_peak():.0f} MB",
                flush=True,
            )


def _answered(asked: dict[str, Question], about: list[Subject]) -> dict[str, Question]:
    """Leave out questions that a small store says it has nothing about."""
    kept = dict(asked)
    for name, question in asked.items():
        try:
            for subject in about:
                question(subject)
        except KhabarError:
            del kept[name]
    return kept


def by_cores(numbers: list[int], *, model: bool, seconds: float = 20.0) -> None:
    """Print words a second with one, two … reading processes, each with all its caches warm."""
    texts = pieces(400, 24_000)
    words = sum(len(text.split()) for text in texts)
    first = 0.0
    for workers in numbers:
        with ProcessPoolExecutor(workers) as pool:
            for work in [pool.submit(read_all, texts, model=model) for _ in range(workers)]:
                work.result()  # each worker has seen every word; a worker that got two tasks left one to the other
            rounds, begun = 0, time.perf_counter()
            while time.perf_counter() - begun < seconds:
                done = [work.result() for work in [pool.submit(read_all, texts, model=model) for _ in range(workers)]]
                rounds += 1
            took = time.perf_counter() - begun
        rate = words * workers * rounds / took
        first = first or rate
        processor = statistics.median(x[0] for x in done)
        print(
            f"{workers} workers: {rate:,.0f} words/s by the clock, {rate / first:.2f} × one; by a worker's processor "
            f"{words / processor:,.0f} words/s; {max(x[1] for x in done):.0f} MB at most in a worker",
            flush=True,
        )


def read_all(texts: list[str], *, model: bool) -> tuple[float, float]:
    """Read texts; return processor seconds and this process's greatest memory in MB."""
    import khabar

    begun = time.process_time()
    for text in texts:
        khabar.read(text, published="2020-06-15", model=model)
    return time.process_time() - begun, _peak()


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure what is asked for and print it after the machine."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("what", choices=["length", "store", "cores"])
    parser.add_argument("--model", action="store_true", help="with the neural reader")
    parser.add_argument("--statements", type=int, nargs="+", default=list(STATEMENTS))
    parser.add_argument("--minutes", type=float, default=60.0, help="leave out sizes of store that would take longer")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    given = parser.parse_args()
    print(", ".join(f"{name} {value}" for name, value in machine().items()), f"load {os.getloadavg()[0]:.1f}")
    run: dict[str, Callable[[], None]] = {
        "length": lambda: by_length(model=given.model),
        "store": lambda: by_store(given.statements, given.minutes),
        "cores": lambda: by_cores(given.workers, model=given.model),
    }
    run[given.what]()


if __name__ == "__main__":
    main()
