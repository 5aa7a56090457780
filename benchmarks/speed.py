"""Speed of reading on one core: words a second by step, memory, cold start.

Run: `python benchmarks/speed.py [--out FILE.json]`. Reads the project's own annotated reports again and again for
about ten seconds, each round with a fresh pipeline state but warm word-type caches, as a long run has them.
A word is a stretch between white space. Time is the processor's, which other programs lengthen less than the clock's.
Prints machine and versions with the figures.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

REPORTS = Path(__file__).parents[1] / "evaluation" / "reports"
ROUND_SECONDS = 10.0
COLD_RUNS = 9


def machine() -> dict[str, str]:
    """Return what the figures were measured on."""
    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    return {"cpu": model, "python": platform.python_version(), "spacy": version("spacy"), "system": platform.platform()}


def by_step(*, model: bool) -> dict[str, object]:
    """Read all reports repeatedly; return words a second in all, and each step's share of the time.

    model: whether the neural reader is asked too.
    """
    from khabar.assemble import assemble
    from khabar.reading.steps import steps_of
    from khabar.reading.tokens import begin_analysis
    from khabar.record import Report

    reports = [Report(text=path.read_text("utf-8")) for path in sorted(REPORTS.glob("*.txt"))]
    words = sum(len(report.text.split()) for report in reports)
    steps = steps_of(model=model)
    spent: dict[str, float] = {}

    def clock(name: str, begun: float) -> float:
        now = time.process_time()
        spent[name] = spent.get(name, 0.0) + now - begun
        return now

    def once() -> None:
        for report in reports:
            at = time.process_time()
            analysis = begin_analysis(report)
            at = clock("tokens", at)
            for name, step in steps.items():
                step(analysis)
                at = clock(name.removeprefix("khabar_"), at)
            assemble(analysis)
            clock("assemble", at)

    once()  # fills the caches
    first = dict(spent)
    spent.clear()
    rounds, begun = 0, time.perf_counter()
    while time.perf_counter() - begun < ROUND_SECONDS:
        once()
        rounds += 1
    total = sum(spent.values())
    return {
        "reports": len(reports),
        "words": words,
        "words_per_second": round(words * rounds / total),
        "words_per_second_first_round": round(words / sum(first.values())),
        "microseconds_per_word": {name: round(1e6 * took / (words * rounds), 1) for name, took in spent.items()},
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def cold(*, model: bool) -> dict[str, float]:
    """Run `khabar read` on one report in fresh processes; return seconds, least and median, and peak memory in MB.

    A first run, not counted, brings the files into the system's cache and compiles modules that are not compiled yet.
    processor: seconds of processor time, which other programs lengthen less than the clock's.
    """
    command = [
        sys.executable,
        "-m",
        "khabar",
        "read",
        str(min(REPORTS.glob("*.txt"))),
        "--date",
        "2016-12-05",
        *([] if model else ["--no-model"]),
    ]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    took, processor = [], []
    for _ in range(1 + COLD_RUNS):
        begun, spent = time.perf_counter(), _of_children()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
        took.append(time.perf_counter() - begun)
        processor.append(_of_children() - spent)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {
        "seconds": round(min(took[1:]), 2),
        "seconds_median": round(statistics.median(took[1:]), 2),
        "processor": round(min(processor[1:]), 2),
        "processor_median": round(statistics.median(processor[1:]), 2),
        "peak_memory_mb": round(memory),
    }


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, help="also write the figures here")
    out = parser.parse_args().out
    figures = {
        "machine": machine(),
        "cold_start": cold(model=False),
        "reading": by_step(model=False),
        "cold_start_with_reader": cold(model=True),
        "reading_with_reader": by_step(model=True),
    }
    text = json.dumps(figures, indent=2)
    print(text)
    if out:
        out.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
