"""Reading in processes: one that dies or hangs loses one report alone, and a stop loses none."""

import os
import threading
import time

import pytest

from khabar.corpus.adding import read_batch
from khabar.errors import UnreadableError
from khabar.record import Report
from khabar.store import Store
from khabar.web import jobs, reading_pool
from khabar.web.reading_pool import ReadingPool

GOOD, BAD, STUCK, SLOW = "قال الوزير إن الهدنة بدأت.", "يموت", "يعلق", "يبطئ"


def read_or_die(reports, *, model=None):
    """Reads; some reports are the end of the process that reads them."""
    for report in reports:
        if report.text == BAD:
            os._exit(1)
        if report.text == STUCK:
            time.sleep(600)
        if report.text.startswith(SLOW):
            time.sleep(0.05)
    return read_batch(reports, model=model)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "khabar.db") as made:
        yield made


@pytest.fixture
def pool(monkeypatch):
    monkeypatch.setattr("khabar.corpus.adding.read_batch", read_or_die)
    made = ReadingPool(model=False, seconds=20)
    yield made
    made.close()


def texts(store):
    return sorted(record.source.text for record in store.records())


def test_a_report_that_kills_its_process_is_named_and_the_others_are_read(pool, store):
    summary = pool.add(store, [Report(text=GOOD), Report(text=BAD), Report(text=GOOD + " أمس.")])
    assert (summary.new, summary.failed) == (2, 1)
    assert "died" in summary.failures[0].why
    assert texts(store) == sorted([GOOD, GOOD + " أمس."])
    assert pool.add(store, [Report(text=GOOD + " غدا.")]).new == 1
    assert jobs.waiting(store.engine) == 0


def test_a_process_that_is_stuck_ends(store, monkeypatch):
    monkeypatch.setattr("khabar.corpus.adding.read_batch", read_or_die)
    pool = ReadingPool(model=False, seconds=2)
    summary = pool.add(store, [Report(text=STUCK)])
    pool.close()
    assert [failure.why for failure in summary.failures] == [reading_pool.DIED]


def test_reading_alone_says_what_it_died_of(pool, monkeypatch):
    monkeypatch.setattr(reading_pool, "read", die)
    with pytest.raises(UnreadableError, match="died"):
        pool.read(Report(text=GOOD))


def die(*_, **__):
    os._exit(1)


def test_a_stop_hands_back_what_has_not_been_read_and_the_next_start_reads_it(pool, store):
    reports = [Report(text=f"{SLOW} {number}") for number in range(80)]
    ident = pool.start(store, reports, "amal")
    while not jobs.job(store.engine, ident).done:
        time.sleep(0.05)
    pool.close()
    while jobs.job(store.engine, ident).state == "reading":
        time.sleep(0.05)
    assert jobs.job(store.engine, ident).state == "waiting"
    assert 0 < len(store) < 80
    next_ = ReadingPool(model=False)
    next_.keep_jobs(store)
    until = time.monotonic() + 60
    while jobs.job(store.engine, ident).state != "done" and time.monotonic() < until:
        time.sleep(0.1)
    next_.close()
    assert jobs.job(store.engine, ident).state == "done"
    assert len(store) == 80


def test_who_waits_while_the_desk_stops_is_told(pool, store):
    said = []

    def add():
        try:
            pool.add(store, [Report(text=f"{SLOW} {number}") for number in range(200)])
        except UnreadableError as error:
            said.append(str(error))

    thread = threading.Thread(target=add)
    thread.start()
    while not len(store):
        time.sleep(0.05)
    pool.close()
    thread.join(30)
    assert "started again" in said[0]
    assert jobs.waiting(store.engine) == 1
