"""Several at once, and the worst time to be killed."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from records import record, varied
from sqlalchemy import text

from khabar.store import Store

SRC = str(Path(__file__).parents[2] / "src")
WRITER = """
import sys
sys.path[:0] = [{src!r}, {here!r}]
from khabar.store import Store
from records import varied
with Store({address!r}) as store:
    for n in range(400):
        store.add_many([varied(3 * n + i) for i in range(3)])
        print(n, flush=True)
"""


def write_some(address: str, first: int, number: int) -> None:
    with Store(address) as store:
        for n in range(first, first + number):
            store.add(varied(n))


def test_two_processes_write_and_one_reads(address, store):
    processes = multiprocessing.get_context("spawn")
    writers = [processes.Process(target=write_some, args=(address, first, 12)) for first in (0, 6)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert len(store.statements(limit=3)) in {0, 2, 3}
        time.sleep(0.05)
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    assert len(store) == 18
    assert {found.source.id for found in store.records()} == {varied(n).source.id for n in range(18)}


def test_threads_share_a_store(store):
    def work(first: int) -> int:
        for n in range(first, first + 4):
            store.add(varied(n))
        return len(store.statements(party="لافروف", limit=100))

    with ThreadPoolExecutor(3) as threads:
        assert max(threads.map(work, (0, 4, 8))) <= 24
    assert len(store) == 12


@pytest.mark.parametrize("batches", [2, 7])
def test_a_kill_loses_nothing_committed(address, batches):
    command = WRITER.format(src=SRC, here=str(Path(__file__).parent), address=address)
    process = subprocess.Popen([sys.executable, "-c", command], stdout=subprocess.PIPE, text=True)
    done = -1
    for line in process.stdout:
        done = int(line)
        if done >= batches:
            os.kill(process.pid, signal.SIGKILL)
            break
    process.wait()
    process.stdout.close()
    with Store(address) as store:
        kept = list(store.records())
        assert len(kept) >= 3 * (done + 1)
        assert len(kept) % 3 == 0, "a batch is there whole or not at all"
        assert kept == [varied(n) for n in range(len(kept))]
        with store.engine.connect() as connection:
            if store.engine.name == "sqlite":
                assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
                assert connection.execute(text("PRAGMA foreign_key_check")).first() is None
        assert len(store.search("المحادثات", limit=1000)) == len(kept)
        store.add_many([varied(n) for n in range(30)])
        assert len(store) == max(30, len(kept))


def test_a_failing_batch_leaves_no_trace(store, monkeypatch):
    from khabar.store import writing

    def fail(*_):
        raise RuntimeError("power cut")

    monkeypatch.setattr(writing, "_insert_appearances", fail)
    with pytest.raises(RuntimeError):
        store.add(record())
    monkeypatch.undo()
    assert len(store) == len(store.parties()) == 0
    assert store.add(record()) == "new"
