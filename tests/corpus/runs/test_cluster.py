"""A real cluster of Dask: workers killed, stopped, cut off, the scheduler started anew; the output is always the same."""

import os
import signal
import threading

import pytest
from clusters import Cluster, done_in, wait_until
from corpora import WISHES, corpus, outputs, run_here
from poison import SRC, poisoned

from khabar.corpus.runs import run
from khabar.corpus.runs.cluster import dask
from khabar.errors import CorpusError

PROGRAM = f"import sys; sys.path.insert(0, {SRC!r}); from khabar.cli import main; main()"
NUMBER = 90


@pytest.fixture
def whole(monkeypatch, tmp_path):
    """The outputs of a run in a single process, and the corpus it was over."""
    news = corpus(tmp_path / "news", NUMBER)
    run_here(monkeypatch, news, tmp_path / "whole")
    monkeypatch.undo()
    return news, outputs(tmp_path / "whole")


def slowly(folder):
    """An environment in which each report takes a tenth of a second without using any processor."""
    return poisoned(folder) | {"KHABAR_TEST_SLEEP": "0.1"}


def test_whatever_happens_to_a_cluster_the_output_is_the_same(tmp_path, whole):
    news, expected = whole
    out, made, told = tmp_path / "out", [], []
    with Cluster(tmp_path / "cluster", slowly(tmp_path / "site")) as cluster:
        cluster.schedule()
        first, second = cluster.work("first", (), "--no-nanny"), cluster.work("second", (), "--no-nanny")

        def read():
            engine = dask(cluster.address, model=False, tell=told.append)
            made.append(run([str(news)], str(out), wishes=WISHES, engine=engine, most_bytes=1500))

        driver = threading.Thread(target=read)
        driver.start()
        wait_until(lambda: done_in(out) >= 2)
        os.killpg(first.pid, signal.SIGKILL)
        wait_until(lambda: done_in(out) >= 5)
        third = cluster.work("third", (), "--no-nanny")
        os.killpg(second.pid, signal.SIGSTOP)  # the scheduler must give it up by itself
        wait_until(lambda: done_in(out) >= 8)
        os.killpg(second.pid, signal.SIGCONT)
        cluster.scheduler.kill()
        cluster.scheduler.wait()
        wait_until(
            lambda: third.poll() is not None
        )  # workers end with their scheduler, and are started by who minds them
        cluster.schedule()
        cluster.work("fourth", (), "--no-nanny")
        driver.join(180)
        assert not driver.is_alive()
    (course,) = made
    assert (course.reports, course.aside, course.unread) == (NUMBER, 0, [])
    assert any("lost with the scheduler" in words for words in told)
    assert outputs(out) == expected


def test_a_cluster_without_khabar_is_refused(tmp_path):
    """A worker that cannot import khabar, behind a scheduler that cannot either."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "khabar.py").write_text("raise ImportError('there is no khabar here')", "utf-8")
    environment["PYTHONPATH"] = str(tmp_path / "site")
    with Cluster(tmp_path / "cluster", environment) as cluster:
        cluster.schedule()
        cluster.work("bare", (), "--no-nanny")
        news = corpus(tmp_path / "news", 3)
        with pytest.raises(CorpusError, match=r"worker.* cannot read reports: .*install the same khabar"):
            run([str(news)], str(tmp_path / "out"), wishes=WISHES, engine=dask(cluster.address, model=False))


def test_no_scheduler(tmp_path, monkeypatch):
    monkeypatch.setattr("khabar.corpus.runs.cluster._TRY", 1)
    news = corpus(tmp_path / "news", 3)
    for address in ("tcp://127.0.0.1:9", "nonsense"):
        with pytest.raises(CorpusError, match="scheduler"):
            run([str(news)], str(tmp_path / "out"), wishes=WISHES, engine=dask(address, model=False))
