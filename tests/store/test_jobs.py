"""Jobs in both databases: kept until read, taken up when their process has gone, given up after too many tries."""

import datetime as dt

import pytest
from sqlalchemy import update

from khabar.corpus.adding import Failure, Summary
from khabar.record import Report
from khabar.store import schema
from khabar.web import jobs
from khabar.web.security.audit import now

REPORTS = [Report(text="قال الوزير إن الهدنة بدأت.", outlet="صحيفة"), Report(text="بدأت المحادثات.")]


@pytest.fixture
def engine(store):
    return store.engine


def test_a_job_is_there_until_it_is_read(engine):
    taken = jobs.keep(engine, REPORTS, "amal", "one")
    assert jobs.waiting(engine) == 1
    assert jobs.take(engine, "two") is None, "its process is alive"
    job = jobs.job(engine, taken.id)
    assert (job.who, job.state, job.total, job.done) == ("amal", "reading", 2, 0)
    jobs.progress(engine, taken.key, 1)
    assert jobs.job(engine, taken.id).done == 1
    summary = Summary(new=1)
    summary.fail("x", "why")
    jobs.end(engine, taken, summary)
    job = jobs.job(engine, taken.id)
    assert (job.state, job.told["new"], job.failures) == ("done", 1, [Failure("x", "why")])
    assert job.reports == [report.id for report in REPORTS]
    assert jobs.waiting(engine) == 0
    assert jobs.job(engine, "j-none") is None


def test_what_is_handed_back_is_taken_up(engine):
    taken = jobs.keep(engine, REPORTS, "", "one")
    jobs.hand_back(engine, taken.key, tried=False)
    assert jobs.job(engine, taken.id).state == "waiting"
    again = jobs.take(engine, "two")
    assert (again.reports, again.tries) == (REPORTS, 1)
    assert jobs.take(engine, "three") is None
    jobs.forget(engine, again.key)
    assert jobs.job(engine, taken.id) is None


def test_what_a_dead_process_read_is_taken_up(engine):
    taken = jobs.keep(engine, REPORTS, "", "dead")
    with engine.begin() as connection:
        connection.execute(update(schema.jobs).values(seen_at=now() - jobs.GONE - dt.timedelta(seconds=1)))
    jobs.alive(engine, "other")
    assert jobs.take(engine, "two").id == taken.id


def test_what_goes_wrong_again_and_again_is_given_up(engine):
    taken = jobs.keep(engine, REPORTS, "", "one")
    for _ in range(jobs.MOST_TRIES):
        jobs.hand_back(engine, taken.key, tried=True)
        jobs.take(engine, "one")
    jobs.hand_back(engine, taken.key, tried=True)
    assert jobs.take(engine, "one") is None
    assert jobs.job(engine, taken.id).state == "failed"
