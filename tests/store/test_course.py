"""One plan with all that concerns it, parties against plans, and a party across reports."""

import pytest
from records import record, varied
from sqlalchemy import delete, insert
from test_threads import STORY, read

from khabar.store import schema


@pytest.fixture
def told(store):
    store.add_many(read(day, outlet, text) for (day, outlet), text in STORY.items())
    store.gather()
    return store


def test_a_course_tells_each_stance_with_its_words_and_report(told):
    (thread,) = told.threads(type="ceasefire")
    course = told.course(thread.id)
    assert course.thread == thread
    assert [found.claim.id for found in course.opened] == [member.id for member in thread.members]
    assert [(step.day, step.party.name, step.stance) for step in course.steps] == [
        (stand.day, stand.party, stand.stance) for stand in thread.history
    ]
    for step in course.steps:
        for words in step.words:
            found = told.get(words.id)
            assert found.report == step.report
            assert words.words in (found.claim.content.text if found.claim.content else "", found.claim.cue.text)
        assert told.get(step.proposal).claim.label == step.label
        assert step.row()["thread"] == thread.id
    assert sum(map(len, course.parties.values())) == len(course.steps)
    assert told.course("th-000000000000") is None


def test_a_course_knows_what_it_waits_for_and_what_is_around_it(store):
    store.add(record(stance="no_comment"))
    store.gather()
    truce = next(x for x in store.threads(fewest=1) if x.kind == "ceasefire")
    talks = next(x for x in store.threads(fewest=1) if x.kind == "talks")
    course = store.course(truce.id)
    assert [(tie.how, tie.thread, tie.words) for tie in course.ties] == [("before", talks.id, "المحادثات")]
    assert [tie.how for tie in store.course(talks.id).ties] == ["after"]
    assert [found.claim.type for found in course.meetings] == ["CONSULT"]
    assert [thread.id for thread in course.talks] == [talks.id]
    assert [found.claim.act for found in course.silences] == ["no_comment"]


def test_contradictions_between_statements_about_a_plan_concern_it(store):
    store.add_many([record(), varied(1)])
    store.gather()
    against = {"what": "denial", "claim": "s", "one": 1, "other": 2, "says": "…", "day": 0, "score": 1.0}
    with store.engine.begin() as connection:
        connection.execute(delete(schema.contradictions))
        connection.execute(insert(schema.contradictions).values(**against, one_n=0, other_n=0))
    for thread in store.threads(fewest=1):
        found = [one.what for one in store.course(thread.id).contradictions]
        assert found == (["denial"] if thread.kind == "ceasefire" else [])


def test_the_matrix_has_the_last_stance_of_each_party_on_each_plan(told):
    (thread,) = told.threads(type="ceasefire")
    matrix = told.matrix()
    assert matrix.plans[0].thread == thread.id
    assert matrix.plans[0].label == thread.label
    assert told.get(matrix.plans[0].proposal).claim.label == thread.label
    last = {stand.party: stand for stand in thread.history}
    of = {party.ident: party.name for party in matrix.parties}
    cells = {of[ident]: cell for (ident, plan), cell in matrix.cells.items() if plan == thread.id}
    assert {name: cell.last.stance for name, cell in cells.items()} == {
        name: stand.stance for name, stand in last.items()
    }
    moved = {old.party for old, _ in thread.moves()}
    assert {name for name, cell in cells.items() if cell.changed} == moved
    assert [matrix.activity[party.ident] for party in matrix.parties] == sorted(matrix.activity.values(), reverse=True)


def test_the_matrix_narrows_and_turns_its_pages(told):
    (thread,) = told.threads(type="ceasefire")
    whole = told.matrix()
    pages = [told.matrix(limit=1, offset=at) for at in range(len(whole.parties))]
    assert [page.parties[0] for page in pages] == list(whole.parties)
    assert [page.more for page in pages] == [True] * (len(pages) - 1) + [False]
    assert {plan.thread for plan in told.matrix(around=thread.id).plans} < {plan.thread for plan in whole.plans}
    assert {plan.kind for plan in told.matrix(type="ceasefire").plans} == {"ceasefire"}
    assert told.matrix(plans=1).further == len(whole.plans) - 1
    assert told.matrix(until="1999-01-01").parties == ()


def test_a_profile_counts_what_reports_tell_of_a_party(store):
    store.add_many([record(), varied(1), varied(2)])
    russia = store.profile("الحكومة الروسية")
    assert russia.line.reports == 3
    assert [(name, number) for name, number in russia.names] == [("الحكومة الروسية", 3)]
    assert [(voice.speaker.name_en, voice.of.name, voice.how, voice.number) for voice in russia.voices] == [
        ("Sergey Lavrov", "الحكومة الروسية", "behalf", 3)
    ]
    lavrov = store.profile("Q58217")
    assert lavrov.line.ident == "wikidata:Q58217"
    assert [(post.title, post.of.name, post.reports) for post in lavrov.posts] == [
        ("وزير الخارجية", "الحكومة الروسية", 3)
    ]
    assert lavrov.done == {"CONSULT": 3}
    assert sum(lavrov.acts.values()) == lavrov.line.statements == 3
    assert store.profile("المعارضة السورية").met == {"ASSAULT": 3}
    assert len(lavrov.sources) == 1  # they credit one agency
    assert store.profile("لا أحد بهذا الاسم") is None
    by_claim = next(iter(store.statements(limit=1))).claim.source.entities[0]
    assert store.profile(by_claim).line.ident in {lavrov.line.ident, "المعارضه السوريه|SYR"}


def test_a_profile_holds_what_was_merged_and_how_it_can_be_undone(store):
    store.add_many([record(), varied(1)])
    kept, merged = store.profile("الحكومة الروسية").line, store.profile("المعارضة السورية").line
    key = store.merge(kept.ident, merged.ident, by="اختبار", why="لننظر")
    one = store.profile(merged.ident)
    assert one.line.ident == kept.ident
    assert [merge.key for merge in one.merges] == [key]
    assert {name for name, _ in one.names} == {"الحكومة الروسية", "المعارضة السورية"}
    store.unmerge(key, by="اختبار", why="كانا اثنين")
    again = store.profile(merged.ident)
    assert again.line.ident == merged.ident
    assert [(merge.key, merge.undone_by) for merge in again.merges] == [(key, "اختبار")]


def test_steps_are_stances_newest_first(told):
    (thread,) = told.threads(type="ceasefire")
    steps = list(told.steps(around=thread.id, type="ceasefire"))
    assert [(s.day, s.party.name, s.stance) for s in steps[::-1]] == [
        (s.day, s.party, s.stance) for s in thread.history
    ]
    pages = [told.steps(limit=1, offset=at) for at in range(len(told.steps()))]
    assert [page[0] for page in pages] == list(told.steps())
    assert [page.more for page in pages] == [True] * (len(pages) - 1) + [False]
    assert [x.id for x in told.threads_by_id(["th-000000000000", thread.id])] == [thread.id]
