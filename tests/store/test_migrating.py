"""A store of an older khabar is brought up to date with what is in it."""

from alembic import command
from alembic.config import Config
from records import varied
from sqlalchemy import create_engine, text

import khabar
from khabar.store import Store, opening

BEFORE = "0002"
MERGE = (
    "INSERT INTO merges (kept, merged, by, why, at) VALUES (:kept, :merged, 'أمل', 'واحد', '2026-11-22 10:00:00+00')"
)
ADDED = {
    "statements": ("words",),
    "proposals": ("words",),
    "parties": ("met", "head"),
    "thread_members": ("day",),
    "gathered": ("compared",),
    "events": ("site",),
}
TABLES = ("threads", "contradictions", "sessions", "tokens", "users", "audit", "jobs", "loads", "quoted", "written")
INDICES = (
    *("ix_appearances_folded", "ix_entities_report", "ix_statements_report", "ix_events_report", "ix_events_tolls"),
    *("ix_statements_unsure", "ix_proposals_unsure", "ix_events_unsure", "ix_corrections_object"),
    *("ix_events_site", "ix_events_type", "ix_events_days", "ix_positions_last"),
    *("ix_parties_head", "ix_parties_met", "ix_thread_members_thread"),
)


TOLD = (
    ("2016-10-03", "قتل 12 مدنيا في قصف على حلب أمس الأحد. واتهمت المعارضة الجيش بقصف السوق."),
    ("2016-10-04", "أسفر قصف على حلب يوم الأحد عن مقتل 20 مدنيا. ونفى الجيش أن يكون قصف السوق."),
)


def told():
    """Two reports that contradict each other twice."""
    return [khabar.read(words, published=day) for day, words in TOLD]


def older(address: str) -> list[str]:
    """Fill a store and take it back to the tables of before; return the idents of two merged parties."""
    with Store(address) as store:
        store.add_many(varied(n) for n in range(3))
        store.add_many(told())
        store.gather()
        idents = [line.ident for line in store.parties()][:2]
    engine = create_engine(opening.address(address))
    with engine.begin() as connection:
        for table in TABLES:
            connection.execute(text(f"DROP TABLE {table}"))
        for index in INDICES:
            connection.execute(text(f"DROP INDEX {index}"))
        for table, columns in ADDED.items():
            for column in columns:
                connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
        connection.execute(text("CREATE INDEX ix_thread_members_thread ON thread_members (thread)"))
        connection.execute(text("CREATE INDEX ix_events_type ON events (type, day)"))
        connection.execute(text(MERGE), {"kept": idents[0], "merged": idents[1]})
        connection.execute(text("UPDATE alembic_version SET version_num = :before"), {"before": BEFORE})
    engine.dispose()
    return idents


def test_parties_are_counted_and_merged_ones_know_who_stands_for_them(address):
    kept, merged = older(address)
    with Store(address) as store:
        lines = {line.ident: line for line in store.parties()}
        assert lines[kept].reports == 3
        assert merged not in lines
        assert len(store.threads(fewest=1)) > 0
        assert [x.reports for x in store.parties(party=lines[kept].name)] == [3]


def test_what_was_gathered_before_is_counted_and_looked_through_for_contradictions(address):
    older(address)
    with Store(address) as store:
        assert max(thread.reports for thread in store.threads(fewest=1)) > 1
        found = {c.what for c in store.contradictions()}
        assert found == {"toll", "denial"}
        assert store.gather() == 0


def test_what_maps_and_sources_count_is_written_down(address):
    older(address)
    with Store(address) as store:
        assert "حلب" in {x.name for x in store.spots().placed}
        assert store.quoted() == store.quoted(since="2016-01-01")
        before = store.written()
        store.saw([khabar.Report(text="خبر")])
        assert store.written() > before


def test_migrations_up_to_each_stand_by_themselves(address):
    config = Config()
    config.set_main_option("script_location", str(opening.Path(opening.__file__).parent / "migrations"))
    engine = create_engine(opening.address(address))
    if engine.name == "sqlite":
        for revision in ("0001", BEFORE, opening.HEAD):
            with engine.begin() as connection:
                config.attributes["connection"] = connection
                command.upgrade(config, revision)
    engine.dispose()
    with Store(address) as store:
        assert len(store) == 0
