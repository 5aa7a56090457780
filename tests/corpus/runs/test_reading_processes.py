"""Reading processes: what they die of is set aside, and nothing else; the command stopped by Ctrl-C and by kill -9."""

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest
from corpora import WISHES, corpus, line, outputs, run_here, threads
from poison import SRC, poisoned

from khabar.corpus.runs import Limits, asking, local, run

PROGRAM = f"import sys; sys.path.insert(0, {SRC!r}); from khabar.cli import main; main()"


@pytest.fixture(autouse=True)
def _closed():
    yield
    asking.close_readers()


def command(*given, **options):
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "corpus", *map(str, given)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def told(out):
    return [json.loads(one) for path in sorted((out / "errors").glob("*")) for one in path.read_text().splitlines()]


def children_of(pid):
    stats = [path.read_text() for path in Path("/proc").glob("[0-9]*/stat") if path.exists()]
    return [int(stat.split()[0]) for stat in stats if int(stat.rpartition(")")[2].split()[1]) == pid]


def test_what_a_process_dies_of_is_set_aside_and_nothing_else(tmp_path, monkeypatch):
    for name, value in poisoned(tmp_path / "site").items():
        monkeypatch.setenv(name, value)
    news = corpus(tmp_path / "news", 12)
    lines = (news / "news.jsonl").read_text("utf-8").splitlines()
    for at, poison in {2: "سم قاتل", 5: "سم بطيء", 7: "سم ثقيل", 9: "سم نادر"}.items():
        lines[at] = line(at, f"قال الوزير إن في الخبر {poison}.")
    (news / "news.jsonl").write_text("\n".join(lines), "utf-8")
    out = tmp_path / "out"
    course = run([str(news)], str(out), wishes=WISHES, limits=Limits(seconds=1, memory=800), engine=local(1))
    assert (course.reports, course.aside, course.unread) == (9, 3, [])
    found = told(out)
    assert [(one["where"], one["kind"]) for one in found] == [
        ("news/news.jsonl, line 3", "crash"),
        ("news/news.jsonl, line 6", "time"),
        ("news/news.jsonl, line 8", "memory"),
    ]
    assert found[0]["error"] == "the process that read it died (signal 11), and a fresh one too"
    log = [json.loads(one) for path in (out / "log").iterdir() for one in path.read_text("utf-8").splitlines()]
    assert sum(one["what"] == "died" for one in log) == 2 + 1 + 2 + 1


def test_a_pool_of_processes_gives_the_same_as_threads(tmp_path, monkeypatch):
    news = corpus(tmp_path / "news", 12)
    pool = partial(ProcessPoolExecutor, 1, mp_context=get_context("spawn"))
    run([str(news)], str(tmp_path / "out"), wishes=WISHES, engine=threads(make=pool), most_bytes=1500)
    run_here(monkeypatch, news, tmp_path / "other")
    assert outputs(tmp_path / "out") == outputs(tmp_path / "other")


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_stopped_and_begun_again_ends_the_same(tmp_path, monkeypatch, end):
    news, out = corpus(tmp_path / "news", 120), tmp_path / "out"
    given = ("run", news, out, "--no-model", "--workers", "1", "--shard", "0.01")
    process = command(*given)
    begun = time.monotonic()
    while len(list((out / "manifests").glob("*"))) < 2 and time.monotonic() - begun < 60:
        time.sleep(0.02)
    readers = children_of(process.pid)
    process.send_signal(end)
    _, said = process.communicate(timeout=60)
    assert process.returncode == (130 if end == signal.SIGINT else -end), said
    assert readers
    for pid in readers:  # nobody is left behind
        while Path(f"/proc/{pid}").exists() and "State:\tZ" not in Path(f"/proc/{pid}/status").read_text():
            assert time.monotonic() - begun < 90
            time.sleep(0.05)
    there = len(list((out / "manifests").glob("*.json")))
    assert 2 <= there < 8
    again = command(*given)
    _, said = again.communicate(timeout=120)
    assert again.returncode == 0, said
    assert f"{there} shards there already" in said
    run_here(monkeypatch, news, tmp_path / "whole", most_bytes=10_000)
    assert outputs(out) == outputs(tmp_path / "whole")


def test_the_commands(tmp_path):
    news = corpus(tmp_path / "news", 3)
    with (news / "news.jsonl").open("a", encoding="utf-8") as out:
        out.write("{broken\n")
    for given, code, words in (
        (("run", news, tmp_path / "out", "--dry-run"), 0, ""),
        (("run", news, tmp_path / "out", "--no-model", "--workers", "1"), 1, "3 reports read in 1 shards, 1 set aside"),
        (("run", tmp_path / "none", tmp_path / "out"), 2, "there is no such file"),
        (("run", news, tmp_path / "out", "--date", "yesterday"), 2, "is no day"),
    ):
        process = command(*given, env=os.environ | {"COLUMNS": "200"})
        _, said = process.communicate(timeout=60)
        assert (process.returncode, words in said) == (code, True), said
