"""Keeping: what goes in comes out, twice is once, a newer reading replaces and keeps what people said."""

import datetime as dt

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from records import TEXT, record, varied
from sqlalchemy import create_engine, func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from khabar.errors import StoreError
from khabar.record import Record, Source
from khabar.store import Correction, Store, opening, prepare, schema


def rows(store: Store) -> dict[str, int]:
    with store.engine.connect() as connection:
        return {
            t.name: connection.execute(select(func.count()).select_from(t)).scalar()
            for t in schema.metadata.sorted_tables
        }


def test_what_goes_in_comes_out(store):
    assert store.add(record()) == "new"
    assert list(store.records()) == [record()]
    assert store.get(record().source.id) == record()
    assert len(store) == 1


def test_the_same_report_twice_is_one(store):
    store.add(record())
    before = rows(store)
    assert store.add(record()) == "known"
    assert store.add_many([record(), record()]) == ["known", "known"]
    assert rows(store) == before


def test_twice_in_one_batch_is_one(store):
    assert store.add_many([record(), record()]) == ["new", "known"]
    assert len(store) == 1


def test_the_same_text_elsewhere_is_one_report_that_appeared_twice(store):
    store.add(record())
    assert store.add(record(outlet="جريدة المساء", uri="https://other.example.net/9")) == "known"
    assert [x["outlet"] for x in store.appearances(record().source.id)] == ["صحيفة الصباح", "جريدة المساء"]
    assert len(store.statements(outlet="المساء")) == 2
    assert len(store.statements(outlet="example.net")) == 2


def test_a_newer_reading_replaces_and_an_older_does_not(store):
    store.add(prepare(record(), reading="0.1.0+aaaaaaaa"))
    assert store.add(prepare(record(stance="accept"), reading="0.2.0+aaaaaaaa")) == "replaced"
    assert [x.claim.stance for x in store.positions(party="الحكومة الروسية")] == ["accept"]
    assert store.add(prepare(record(), reading="0.1.9+bbbbbbbb")) == "known"
    assert store.add(prepare(record(), reading="0.2.0+bbbbbbbb")) == "replaced"
    assert next(store.records()) == record()
    assert len(store.search("المحادثات")) == 1


def test_again_replaces_whatever_the_reading(store):
    store.add(record())
    assert store.add(record(stance="demand"), again=True) == "replaced"
    assert store.add(record(stance="demand"), again=False) == "known"
    assert len(store.statements(act="demand")) == 1


def test_replacing_leaves_nothing_of_the_old_reading(store):
    store.add(prepare(record(), reading="0.1.0+a"))
    before = rows(store)
    store.add(prepare(record(stance="demand"), reading="0.1.0+b"))
    assert rows(store) == before
    bare = Record(source=record().source)
    store.add(prepare(bare, reading="0.1.0+c"))
    assert {
        name: n for name, n in rows(store).items() if name in {t.name for t in schema.CLAIM_TABLES}
    } == dict.fromkeys([t.name for t in schema.CLAIM_TABLES], 0)


def test_corrections_outlive_readings_and_never_change(store):
    one = record()
    store.add(prepare(one, reading="0.1.0+a"))
    made = Correction(
        report=one.source.id,
        object=one.statements[0].id,
        action="edit",
        field="act",
        machine='"reject"',
        value='"say"',
        start=0,
        end=3,
        who="أمل",
        why="a report of a refusal, not one",
    )
    store.correct(made)
    store.add(prepare(record(stance="demand"), reading="0.2.0+a"))
    assert store.corrections(one.source.id) == [made]
    assert store.corrections("r-000000000000") == []
    for command in ("DELETE FROM corrections", "UPDATE corrections SET who = 'x'"):
        with pytest.raises(DBAPIError, match="never"), store.engine.begin() as connection:
            connection.execute(text(command))
    assert store.corrections() == [made]


def test_a_correction_says_who_and_why(store):
    with pytest.raises(StoreError, match="who made it and why"):
        store.correct(Correction(report="r-1", object="s-1", action="accept", who=" ", why="x"))


@pytest.mark.parametrize(
    "hostile",
    ["a\x00b", "ب\ud800ج", "'; DROP TABLE reports; --", "../../etc/passwd", "\u202eabc\u2066", "%_\\", "{0}", "🕊" * 50],
)
def test_any_characters_in_any_field(store, hostile):
    strange = record().model_copy(
        update={
            "source": Source(
                id=f"r-{hostile}",
                uri=hostile,
                title=hostile,
                outlet=hostile,
                agency=hostile,
                byline=hostile,
                text=TEXT + hostile,
            )
        }
    )
    strange = strange.model_copy(
        update={"entities": tuple(e.model_copy(update={"name": hostile, "name_en": hostile}) for e in strange.entities)}
    )
    store.add(prepare(strange))
    with store.engine.connect() as connection:
        packed = connection.execute(select(schema.reports.c.record)).scalar_one()
    from khabar.store.packing import unpack

    assert unpack(packed)["source"]["text"] == TEXT + hostile
    for question in (store.statements, store.events, store.positions, store.parties):
        assert question(party=hostile) is not None
    assert store.statements(outlet=hostile, place=hostile, proposal=hostile) is not None


def test_a_very_long_report_is_kept_and_found(store):
    long = Record(source=Source(id="r-long", text=" ".join(f"حرف{i}" for i in range(60_000))))
    store.add(long)
    assert len(store.search("حرف77")) == 1
    assert store.get("r-long") == long


def test_an_empty_store_answers(store):
    assert len(store.statements()) == len(store.parties()) == len(store.timeline()) == len(store.search("سلام")) == 0
    assert store.get("r-000000000000") is None
    assert store.get("s-000000000000") is None
    assert store.get("nonsense") is None


def test_opening_again_finds_everything(address):
    with Store(address) as store:
        store.add_many([varied(n) for n in range(5)])
    with Store(address) as store:
        assert list(store.records()) == [varied(n) for n in range(5)]


def test_the_migrations_make_the_schema(store):
    with store.engine.connect() as connection:
        made = MigrationContext.configure(connection, opts={"include_object": _ours})
        differences = compare_metadata(made, _without_expressions())
        assert [d for d in differences if not _of_an_expression(str(d))] == []
        newest = (
            {i["name"] for t in ("statements", "events") for i in inspect(connection).get_indexes(t)}
            if store.engine.name == "postgresql"
            else {"ix_statements_newest", "ix_events_newest"}
        )
        assert {"ix_statements_newest", "ix_events_newest"} <= newest
        assert "ix_quoted_most" in {i["name"] for i in inspect(connection).get_indexes("quoted")}
    config = Config()
    config.set_main_option("script_location", str(opening.Path(opening.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == opening.HEAD


def _ours(_object, name, kind, reflected, _other) -> bool:
    return not (kind == "table" and name.startswith("report_words")) and not (
        kind == "index" and _of_an_expression(name) and reflected
    )


def _of_an_expression(said: str) -> bool:
    """Whether an index or a difference is one of those in falling order, which Alembic cannot compare."""
    return "newest" in said or "quoted_most" in said


def _without_expressions():
    """The schema less the indexes that Alembic cannot compare."""
    from sqlalchemy import MetaData

    copy = MetaData(naming_convention=schema.metadata.naming_convention)
    for table in schema.metadata.sorted_tables:
        made = table.to_metadata(copy)
        made.indexes = {index for index in made.indexes if not _of_an_expression(index.name)}
    return copy


def test_a_store_of_a_newer_khabar_is_refused(store, address):
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer khabar"):
        Store(address)


@pytest.mark.parametrize(
    "place", ["mysql://host/db", "/nowhere/at/all/khabar.db", "postgresql://127.0.0.1:1/none", "://"]
)
def test_what_cannot_be_opened_is_refused(place):
    with pytest.raises(StoreError):
        Store(place)


def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "x.db").write_text("this is a letter, not a database. " * 100)
    with pytest.raises(StoreError):
        Store(tmp_path / "x.db")


def test_sqlite_is_in_wal_with_foreign_keys(tmp_path):
    with Store(tmp_path / "k.db") as store, store.engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA busy_timeout")).scalar() >= 10_000


def test_a_report_without_a_day_is_kept(store):
    undated = record(published=None)
    store.add(undated)
    assert next(store.records()) == undated
    assert store.statements(act="accept")[0].report.published is None


def test_deleting_a_report_deletes_what_was_found_in_it(store):
    store.add(record())
    with store.engine.begin() as connection:
        connection.execute(text("DELETE FROM reports"))
    left = rows(store)
    kept = {"parties", "party_names", "sites", "site_names", "corrections"}
    counts = {"quoted", "written"}  # of all reports together, kept by what writes and replaces reports
    assert {name: left[name] for name in left if name not in kept | counts and left[name]} == {}
    assert len(store.search("المحادثات")) == 0


def test_days_survive(store):
    store.add(record(published=dt.date(1999, 12, 31)))
    assert store.statements()[0].report.published == dt.date(1999, 12, 31)


def test_create_engine_is_not_left_open(tmp_path):
    store = Store(tmp_path / "k.db")
    store.close()
    assert create_engine(f"sqlite:///{tmp_path / 'k.db'}").connect().close() is None


def test_tidying_changes_no_answer(store):
    store.add_many([varied(n) for n in range(10)])
    before = [x.claim.id for x in store.statements(party="لافروف")]
    store.tidy()
    assert [x.claim.id for x in store.statements(party="لافروف")] == before
