"""Counts are made once for many who ask at a time, and made anew after some seconds."""

import threading
from concurrent.futures import ThreadPoolExecutor

from khabar.web.keeping import MOST, SECONDS, Kept


def test_an_answer_is_kept_for_some_seconds():
    now = [0.0]
    kept, made = Kept(lambda: now[0]), []

    def make():
        made.append(now[0])
        return len(made)

    assert [kept("spots", {"type": "AID"}, make) for _ in range(3)] == [1, 1, 1]
    assert kept("spots", {"type": "ASSAULT"}, make) == 2
    assert kept("spread", {"type": "AID"}, make) == 3
    now[0] = SECONDS + 0.1
    assert kept("spots", {"type": "AID"}, make) == 4


def test_many_at_a_time_make_it_once():
    kept, made, begun = Kept(), [], threading.Barrier(8)

    def ask(_):
        begun.wait(timeout=10)
        return kept("spots", {}, lambda: made.append(1) or len(made))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == [1] * 8


def test_what_failed_is_not_kept_and_old_answers_are_let_go():
    kept = Kept()
    for n in range(3 * MOST):
        kept("spots", {"type": str(n)}, lambda n=n: n)
    assert kept("spots", {"type": "0"}, lambda: "new") == "new"

    def fail():
        raise ValueError

    for _ in range(2):
        try:
            kept("spread", {}, fail)
        except ValueError:
            continue
        raise AssertionError
    assert kept("spread", {}, lambda: 1) == 1
