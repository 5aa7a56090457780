"""Corrections: shown, kept beside the machine's values, outliving readings; merges of parties; gold from them."""

import json

import pytest
from records import record
from typer.testing import CliRunner

import khabar
from khabar.cli import app
from khabar.errors import StoreError
from khabar.evaluate import Evaluation, compare, load_gold
from khabar.export.gold import write_gold
from khabar.store import Correction, Store, prepare
from khabar.store.corrected import apply

TEXT = (
    "دمشق - رويترز: قال وزير الخارجية السوري سامي الحداد إن دمشق ترفض هدنة مدتها سبعة أيام في حلب. وأضاف الحداد أن"
    " القصف مستمر. وقتل 12 مدنيا في قصف على حلب أمس."
)


@pytest.fixture
def kept(store):
    made = khabar.read(TEXT, published="2016-10-03")
    store.add(made)
    return store, made


def correction(made, ident, action, **more):
    return Correction(made.source.id, ident, action, "أمل", "قرأته ثانية", **more)


def test_an_edit_is_shown_and_the_machine_s_value_kept(kept):
    store, made = kept
    statement = made.statements[0]
    done = store.correct(correction(made, statement.id, "edit", field="act", value='"warn"'))
    assert json.loads(done.machine) == statement.act.value
    assert store.get(made.source.id).statements[0].act == "warn"
    assert [found.claim.id for found in store.statements(act="warn")] == [statement.id]
    assert store.uncorrected(made.source.id) == made


def test_a_span_is_edited_by_its_offsets_and_must_be_true(kept):
    store, made = kept
    content = made.statements[0].content
    shorter = json.dumps({"start": content.start, "end": content.end - 1})
    store.correct(correction(made, made.statements[0].id, "edit", field="content", value=shorter))
    assert store.get(made.source.id).statements[0].content.text == content.text[:-1]
    beyond = json.dumps({"start": 0, "end": 10_000})
    with pytest.raises(StoreError):
        store.correct(correction(made, made.statements[0].id, "edit", field="content", value=beyond))
    assert len(store.corrections()) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("act", '"no such act"'), ("id", '"s-000000000000"'), ("nothing", "1"), ("place", '"p-000000000000"')],
)
def test_what_would_break_the_record_is_refused(kept, field, value):
    store, made = kept
    with pytest.raises(StoreError):
        store.correct(correction(made, made.statements[0].id, "edit", field=field, value=value))
    assert store.get(made.source.id) == made
    assert not store.corrections()


def test_a_rejected_claim_goes_with_what_rests_on_it(kept):
    store, made = kept
    for claim in (*made.statements, *made.events, *made.proposals):
        store.correct(correction(made, claim.id, "reject"))
    left = store.get(made.source.id)
    assert (left.statements, left.events, left.proposals, left.positions) == ((), (), (), ())
    assert left.entities == made.entities
    assert not store.statements()


def test_every_entity_can_be_rejected(kept):
    _, made = kept
    for entity in made.entities:
        left, open_ = apply(made, [correction(made, entity.id, "reject")])
        assert not open_
        assert entity.id not in left.model_dump_json().replace('"by"', "")


def test_what_was_corrected_can_be_restored(kept):
    store, made = kept
    statement, event = made.statements[0], made.events[0]
    store.correct(correction(made, event.id, "reject"))
    assert store.report_of(event.id).id == made.source.id
    store.correct(correction(made, statement.id, "edit", field="act", value='"warn"'))
    store.correct(correction(made, event.id, "restore"))
    left = store.get(made.source.id)
    assert left.events == made.events
    assert left.statements[0].act == "warn"
    store.correct(correction(made, statement.id, "restore"))
    assert store.get(made.source.id) == made
    assert [one.action for one in store.corrections()] == ["reject", "edit", "restore", "restore"]
    with pytest.raises(StoreError, match="nothing was corrected"):
        store.correct(correction(made, statement.id, "restore"))


def test_corrections_made_together_are_all_kept_or_none(kept):
    store, made = kept
    statement = made.statements[0]
    right = correction(made, statement.id, "edit", field="act", value='"warn"')
    wrong = correction(made, statement.id, "edit", field="place", value='"p-000000000000"')
    with pytest.raises(StoreError):
        store.correct_all([right, wrong])
    assert store.corrections() == []
    done = store.correct_all([right, correction(made, statement.id, "edit", field="negated", value="true")])
    assert [one.machine for one in done] == [json.dumps(statement.act.value), "false"]
    assert store.get(made.source.id).statements[0].negated
    assert [one.field for one in store.corrections(newest=1)] == ["negated"]


def test_the_queue_holds_what_nobody_looked_at_the_least_sure_first(kept):
    store, made = kept
    claims = [*made.statements, *made.proposals, *made.events]
    held = store.unreviewed(limit=100)
    assert sorted(x.claim.id for x in held) == sorted(x.id for x in claims)
    assert [x.claim.confidence for x in held] == sorted(x.confidence for x in claims)
    assert store.count_unreviewed() == len(claims)
    assert [x.claim for x in store.unreviewed(kinds=["events"])] == sorted(made.events, key=lambda v: v.confidence)
    store.correct(correction(made, held[0].claim.id, "accept"))
    assert [x.claim.id for x in store.unreviewed(limit=1)] == [held[1].claim.id]
    assert store.unreviewed(limit=1).more
    assert store.count_unreviewed() == len(claims) - 1
    bound = sorted(x.confidence for x in claims)[2]
    assert all(x.claim.confidence < bound for x in store.unreviewed(below=bound))
    assert store.count_unreviewed(since="2016-10-04") == 0
    assert store.count_unreviewed(party="الحداد", outlet="رويترز", until="2016-10-03") >= 1
    with pytest.raises(StoreError):
        store.unreviewed(act="warn")


def test_entities_merge_and_split(kept):
    store, made = kept
    one, other = made.entities[0], made.entities[1]
    store.correct(correction(made, one.id, "merge", value=json.dumps(other.id)))
    merged = store.get(made.source.id)
    assert other.id not in {entity.id for entity in merged.entities}
    assert len(merged.entities[0].mentions) == len(one.mentions) + len(other.mentions)
    mention = other.mentions[0].span
    apart = json.dumps({"name": other.name, "mentions": [[mention.start, mention.end]]})
    store.correct(correction(made, one.id, "split", value=apart))
    names = [entity.name for entity in store.get(made.source.id).entities]
    assert other.name in names


def test_corrections_outlive_a_newer_reading(store):
    made = record()
    store.add(prepare(made, reading="0.1.0+a"))
    store.correct(correction(made, made.statements[0].id, "edit", field="act", value='"warn"'))
    store.add(prepare(record(stance="demand"), reading="0.2.0+b"))
    assert store.get(made.source.id).statements[0].act == "warn"
    assert store.uncorrected(made.source.id).statements[0].act == "demand"
    assert store.open_corrections(made.source.id) == []


def test_a_correction_without_its_object_stays_open(kept):
    store, made = kept
    event = made.events[0]
    store.correct(correction(made, event.id, "edit", field="mode", value='"beat"'))
    without = made.model_copy(update={"events": ()})
    store.add(prepare(without, reading="9.0.0+b"))
    assert [one.object for one in store.open_corrections(made.source.id)] == [event.id]
    assert len(store.corrections()) == 1


def test_corrected_records_are_gold_that_the_reading_is_measured_by(kept, tmp_path):
    store, made = kept
    store.correct(correction(made, made.statements[0].id, "edit", field="act", value='"warn"'))
    assert write_gold(store.records(corrected_only=True), tmp_path) == 1
    gold = load_gold(tmp_path / f"{made.source.id}.yaml")
    result = Evaluation()
    compare(gold, made, result)
    tallies = result.tallies
    assert tallies["statement found"].f1 == tallies["event found"].f1 == tallies["time value"].f1 == 1.0
    assert tallies["act right"].right == len(made.statements) - 1
    again = Evaluation()
    compare(gold, store.get(made.source.id), again)
    assert again.tallies["act right"].f1 == again.tallies["source right"].f1 == 1.0


def test_parties_merge_across_reports_and_part_again(store):
    texts = {
        "2016-10-03": "قال المبعوث سامي الحداد إن المحادثات ستبدأ غدا.",
        "2016-10-05": "قال وزير الخارجية السوري سامي الحداد إن دمشق لن تفاوض.",
    }
    store.add_many(khabar.read(text, published=day) for day, text in texts.items())
    store.gather()
    (made,) = [one for one in store.merges() if "الحداد" in one.kept_name]
    assert made.by == "rule:merge/same-name"
    assert "same name" in made.why
    (line,) = [line for line in store.parties() if line.name == "سامي الحداد"]
    assert (line.reports, line.statements) == (2, 2)
    assert len(store.statements(party=line.ident.split("|")[0])) == 2
    store.unmerge(made.key, by="أمل", why="رجلان")
    assert len([line for line in store.parties() if line.name == "سامي الحداد"]) == 2
    store.add(khabar.read("قال سامي الحداد إن الطريق مفتوح.", published="2016-10-06"))
    store.gather()
    assert made.key not in {one.key for one in store.merges()}
    assert made.key in {one.key for one in store.merges(undone=True)}


def test_merges_are_refused_without_sense(store):
    store.add(record())
    with pytest.raises(StoreError, match="no party"):
        store.merge("x", "y", by="أمل", why="لا")
    with pytest.raises(StoreError, match="no merge"):
        store.unmerge(99, by="أمل", why="لا")


def test_the_command_line(tmp_path):
    db = str(tmp_path / "k.db")
    made = khabar.read(TEXT, published="2016-10-03")
    with Store(db) as store:
        store.add(made)
    run = CliRunner().invoke
    ident = made.statements[0].id
    assert run(app, ["correct", "edit", ident, "act", "warn", "--why", "x", "--who", "أمل", "--db", db]).exit_code == 0
    assert run(app, ["correct", "accept", made.events[0].id, "--why", "x", "--who", "أمل", "--db", db]).exit_code == 0
    assert run(app, ["correct", "edit", ident, "act", "bad", "--why", "x", "--db", db]).exit_code == 2
    assert run(app, ["correct", "reject", "s-000000000000", "--why", "x", "--db", db]).exit_code == 2
    event = made.events[0].id
    for action in ("reject", "restore"):
        assert run(app, ["correct", action, event, "--why", "x", "--who", "أمل", "--db", db]).exit_code == 0
    listed = run(app, ["correct", "log", "--format", "json", "--db", db])
    assert [one["action"] for one in json.loads(listed.stdout)] == ["edit", "accept", "reject", "restore"]
    assert run(app, ["merges", "--db", db]).exit_code == 0
    out = str(tmp_path / "gold")
    assert run(app, ["export", "gold", "--corrected", "--out", out, "--db", db]).exit_code == 0
    assert run(app, ["evaluate", out]).exit_code in (0, 1)
