"""Small corpora of our own, runs over them in this process, and how to look at a folder of outputs."""

import contextlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from khabar.corpus.memory import Memory
from khabar.corpus.runs import Engine, Wishes, run
from khabar.corpus.runs.asking import Job, Made, made_of
from khabar.corpus.runs.reading import read_piece, write_shard
from khabar.settings import Settings

TEXT = (
    "قال وزير الخارجية في بيان الاثنين إن بلاده ترفض الهدنة المقترحة في حلب. وأضاف أن المحادثات ستستأنف الأسبوع المقبل."
)
WISHES = Wishes(Settings(model=False))


def line(n: int, text: str = TEXT) -> str:
    return json.dumps({"text": f"{text} رقم {n}", "date": "2016-10-03", "outlet": f"صحيفة {n % 3}"}, ensure_ascii=False)


def corpus(folder: Path, number: int, *, first: int = 0, name: str = "news.jsonl") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("".join(line(n) + "\n" for n in range(first, first + number)), "utf-8")
    return folder


def read_here(job: Job) -> Made:
    """What `read_shard` does, without a process of its own."""
    read = [read_piece(piece, job.wishes, Memory()) for piece in job.pieces]
    files, counts = write_shard(job.shard, job.pieces, read)
    return made_of(job, files, counts, [])


def threads(number: int = 1, make=None) -> Engine:
    @contextlib.contextmanager
    def pool():
        with ThreadPoolExecutor(number) as executor:
            yield executor

    return Engine(make or pool, lambda: 2 * number, "threads")


def run_here(monkeypatch, folder, out, *, read=read_here, engine=None, wishes=WISHES, **options):
    """Run in threads of this process, about five reports a shard; return the course."""
    monkeypatch.setattr("khabar.corpus.runs.running.read_shard", read)
    options = {"most_bytes": 1500} | options
    return run([str(folder)], str(out), wishes=wishes, engine=engine or threads(), **options)


def outputs(out: Path) -> dict[str, bytes]:
    """Every file of a run but its log and its lock."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.parent.name != "log" and path.name != ".lock"
    }
