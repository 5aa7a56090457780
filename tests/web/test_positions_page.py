"""Parties against plans on the desk, over stories told by several outlets."""

import re

import pytest

from khabar.arabic import fold


def buttons(page: str) -> list[str]:
    return re.findall(r'popovertarget="(cell-\d+-\d+)" aria-label="([^"]+)"', page)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_cell_opens_the_words_of_the_last_stance(story_client, language):
    page = story_client.get(f"/positions?language={language}").text
    matrix = story_client.app.state.store.matrix(limit=20, plans=10)
    found = buttons(page)
    assert len(found) == len(matrix.cells) > 10
    assert all(f'popover id="{ident}"' in page for ident, _ in found)
    for cell in matrix.cells.values():
        assert f"/reports/{cell.last.report.id}#c-" in page


def test_a_changed_stance_is_said_so(story_client):
    page = story_client.get("/positions?language=en").text
    changed = sum(cell.changed for cell in story_client.app.state.store.matrix(limit=20).cells.values())
    assert sum(", changed" in label for _, label in buttons(page)) == changed > 0


def test_filters_and_a_story_narrow_it(story_client):
    store = story_client.app.state.store
    whole = story_client.get("/positions?language=en").text
    of_kind = story_client.get("/positions?language=en&type=ceasefire").text
    assert 0 < len(buttons(of_kind)) < len(buttons(whole))
    thread = store.threads(limit=1)[0]
    story = story_client.get(f"/positions?language=en&around={thread.id}").text
    assert thread.label in story
    assert f'name="around" value="{thread.id}"' in story
    told = {member.report.id for member in thread.members}
    assert set(re.findall(r"/reports/(r-\w+)#", story)) <= told
    assert 'class="empty"' in story_client.get("/positions?party=لا+أحد+بهذا+الاسم").text
    assert 'class="empty"' in story_client.get("/positions?around=th-000000000000").text


def test_the_order_of_parties_and_both_pagings(story_client):
    store = story_client.app.state.store
    newest = store.matrix(order="newest")
    last = [max(cell.last.day for cell in newest.stands(party.ident)) for party in newest.parties]
    assert last == sorted(last, reverse=True)
    first = story_client.get("/positions?language=en&limit=5").text
    assert "limit=5&amp;offset=5" in first
    second = story_client.get("/positions?language=en&limit=5&offset=5").text

    def lines(page):
        return re.findall(r'<td class="small">.*?href="([^"]+)"', page[page.index('id="h-all"') :], re.DOTALL)

    assert len(lines(first)) == len(lines(second)) == 5
    assert [f"/reports/{step.report.id}" for step in store.steps(limit=10)] == [
        line.split("#")[0] for line in lines(first) + lines(second)
    ]
    assert "Parties before" in story_client.get("/positions?language=en&rows=5").text


@pytest.mark.parametrize(("language", "order"), [("en", "name_en"), ("ar", "name")])
def test_parties_by_name_and_by_their_stances_on_a_plan(story_client, language, order):
    store = story_client.app.state.store
    named = store.matrix(order=order)
    names = [fold(getattr(party, order)).removeprefix("ال").casefold() for party in named.parties]
    assert names == sorted(names)
    page = story_client.get(f"/positions?language={language}&order=name").text
    rows = re.findall(r'<tr><th scope="row"><a class="party" href="[^"]+"><bdi>([^<]+)', page)
    assert len(rows) == len(named.parties[:20])
    plan = store.matrix().plans[1].thread
    by = store.matrix(by=plan)
    assert by.plans[0].thread == plan
    stances = [by.cells.get((party.ident, plan)) for party in by.parties]
    on_it = [cell is not None for cell in stances]
    assert on_it == sorted(on_it, reverse=True)
    page = story_client.get(f"/positions?language={language}&by={plan}").text
    assert page.count('aria-sort="ascending"') == 1
    assert f'name="by" value="{plan}"' in page


def test_all_plans_can_be_reached(story_client):
    store = story_client.app.state.store
    first = store.matrix(plans=2)
    second = store.matrix(plans=2, plans_after=2)
    assert first.further == second.further + len(second.plans)
    assert not {plan.thread for plan in first.plans} & {plan.thread for plan in second.plans}
    newest = store.matrix(plan_order="newest", limit=100)
    days = [max(cell.last.day for (_, at), cell in newest.cells.items() if at == plan.thread) for plan in newest.plans]
    assert days == sorted(days, reverse=True)
    beyond = story_client.get("/positions?language=en&columns=500").text
    assert "Plans before" in beyond
