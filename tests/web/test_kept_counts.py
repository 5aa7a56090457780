"""Counts are made once for many who ask, and made anew as soon as anything was written."""

import threading
from concurrent.futures import ThreadPoolExecutor

from khabar.store import Correction
from khabar.web.keeping import MOST, Kept


def test_an_answer_is_kept_until_something_is_written():
    written = [0]
    kept, made = Kept(lambda: written[0]), []

    def make():
        made.append(1)
        return len(made)

    assert [kept("spots", {"type": "AID"}, make) for _ in range(3)] == [1, 1, 1]
    assert kept("spots", {"type": "ASSAULT"}, make) == 2
    assert kept("spread", {"type": "AID"}, make) == 3
    written[0] = 1
    assert kept("spots", {"type": "AID"}, make) == 4


def test_what_is_written_while_an_answer_is_made_makes_it_be_made_again():
    written = [0]
    kept = Kept(lambda: written[0])

    def make():
        written[0] += 1
        return written[0]

    assert [kept("spots", {}, make) for _ in range(2)] == [1, 2]


def test_many_at_a_time_make_it_once():
    kept, made, begun = Kept(lambda: 0), [], threading.Barrier(8)

    def ask(_):
        begun.wait(timeout=10)
        return kept("spots", {}, lambda: made.append(1) or len(made))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == [1] * 8


def test_what_failed_is_not_kept_and_old_answers_are_let_go():
    kept = Kept(lambda: 0)
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


def test_maps_and_sources_show_at_once_what_is_added_and_corrected(fresh):
    def lost():
        return fresh.get("/map/data").json()["lost"]

    def add(words, outlet):
        sent = {"text": words, "published": "2016-10-03", "outlet": outlet}
        assert fresh.post("/api/v1/reports", json=sent).status_code < 300

    add("قال وزير الخارجية الروسي إن المحادثات ستبدأ غدا. وقتل 3 مدنيين في قصف أمس.", "صحيفة الحمل")
    before = lost()
    assert "صحيفة الحمل" in fresh.get("/sources").text
    assert "صحيفة الثور" not in fresh.get("/sources").text
    add("أعلنت وزارة الصحة مقتل 7 مدنيين في قصف أمس.", "صحيفة الثور")
    assert lost() > before
    assert "صحيفة الثور" in fresh.get("/sources").text
    store = fresh.app.state.store
    after, event = lost(), store.events(outlet="صحيفة الثور")[0]
    said = {"report": event.report.id, "object": event.claim.id, "action": "reject"}
    store.correct(Correction(**said, who="أمل", why="ليس حدثا"))
    assert lost() == after - 1
