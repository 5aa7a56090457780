"""Plans across reports on the desk, over a story told by several outlets."""

import itertools
import re
from types import SimpleNamespace

import pytest

from khabar.store.threads.answers import Telling
from khabar.store.threads.course import Tie
from khabar.web.courses import BOX, axis, graph_of_ties, groups, lanes


@pytest.fixture(scope="module")
def truce(story_client):
    """The thread most told, of the story of a truce in Taiz."""
    return story_client.app.state.store.threads(limit=1)[0]


@pytest.fixture(scope="module")
def course(story_client, truce):
    return story_client.app.state.store.course(truce.id)


def test_the_list_leads_to_plans_the_most_told_first(story_client, truce):
    page = story_client.get("/negotiations?language=en").text
    listed = re.findall(r'href="/negotiations/(th-\w+)"', page)
    assert listed[0] == truce.id
    assert truce.label in page
    narrowed = story_client.get("/negotiations?type=prisoner_release").text
    assert truce.id not in narrowed
    assert "/negotiations/th-" in narrowed
    assert 'class="empty"' in story_client.get("/negotiations?party=لا+أحد+بهذا+الاسم").text


def test_an_unknown_plan_is_not_found(story_client):
    assert story_client.get("/negotiations/th-000000000000").status_code == 404


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_plan_shows_every_stance_with_its_words_and_report(story_client, course, language):
    page = story_client.get(f"/negotiations/{course.thread.id}?language={language}").text
    made = groups(course)
    assert page.count('class="step ') == len(made)
    for group in made:
        assert f'data-step="{group.n}"' in page
        assert f'id="step-{group.n}"' in page
        for step in group.tellings[:4]:
            assert f"/reports/{step.report.id}#c-" in page
    for telling in course.thread.members:
        assert f"/reports/{telling.report.id}#c-{telling.id}" in page


def test_terms_that_reports_tell_differently_stand_side_by_side(story_client, course):
    page = story_client.get(f"/negotiations/{course.thread.id}?language=en").text
    terms = re.search(r'<table class="terms">(.*?)</table>', page, re.DOTALL)[1]
    assert "told differently" in terms
    assert "10 days" in terms
    assert "2 weeks" in terms


def test_stances_of_one_day_are_one_mark_and_changes_are_marked(course):
    made = groups(course)
    keys = [(group.party.ident, group.day, group.stance) for group in made]
    assert len(set(keys)) == len(keys)
    assert sum(len(group.tellings) for group in made) == len(course.steps)
    moved = [(group.before, group.stance) for group in made if group.before]
    assert ("reject", "accept") in moved
    assert all(before != stance for before, stance in moved)


@pytest.mark.parametrize("mirrored", [False, True])
def test_marks_run_with_the_language_and_do_not_cover_each_other(course, mirrored):
    made = groups(course)
    along = axis(course, made, mirrored=mirrored)
    held = lanes(made, along)
    assert sum(len(lane.marks) for lane in held) == len(made)
    for lane in held:
        places = [mark.x for mark in lane.marks]
        assert places == sorted(places, reverse=mirrored)
        assert all(0 <= x <= 100 for x in places)
        for row in range(lane.rows):
            xs = sorted(mark.x for mark in lane.marks if mark.row == row)
            assert all(b - a >= 7 for a, b in itertools.pairwise(xs))


def test_the_graph_runs_from_what_must_come_first():
    def tie(how, label, report):
        return Tie(
            how, f"th-{label}", "talks", label, label, Telling("q-1", "talks", "", None, SimpleNamespace(id=report))
        )

    ties = [tie("before", "تبادل", "r-1"), tie("before", "تبادل", "r-2"), tie("after", "محادثات", "r-1")]
    made = graph_of_ties(ties, mirrored=False)
    first, then = made.nodes
    assert (first.tied.label, first.tied.number, then.tied.label) == ("تبادل", 2, "محادثات")
    assert first.x < made.centre[0] < then.x
    other = graph_of_ties(ties, mirrored=True)
    assert other.nodes[0].x > other.centre[0] > other.nodes[1].x
    assert made.width == 3 * BOX[0] + 2 * 70
    assert graph_of_ties([], mirrored=False) is None
