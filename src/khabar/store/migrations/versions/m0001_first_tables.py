"""The first tables: reports and their claims, the names they share, words to search, corrections, feeds.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# Words to search and the guard of the corrections differ by database: these are theirs alone, outside the schema.
SQLITE = """
CREATE VIRTUAL TABLE report_words USING fts5(words, cores, tokenize = 'unicode61 remove_diacritics 0')
---
CREATE TRIGGER report_words_go AFTER DELETE ON reports
BEGIN DELETE FROM report_words WHERE rowid = old.key; END
---
CREATE TRIGGER corrections_stay BEFORE DELETE ON corrections
BEGIN SELECT RAISE(ABORT, 'corrections are never deleted'); END
---
CREATE TRIGGER corrections_stand BEFORE UPDATE ON corrections
BEGIN SELECT RAISE(ABORT, 'corrections are never changed'); END
"""
POSTGRESQL = """
CREATE TABLE report_words (report BIGINT PRIMARY KEY REFERENCES reports (key) ON DELETE CASCADE, words TSVECTOR NOT NULL)
---
CREATE INDEX ix_report_words_words ON report_words USING gin (words)
---
CREATE FUNCTION khabar_corrections_stay() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'corrections are never changed or deleted'; END $$
---
CREATE TRIGGER corrections_stay BEFORE UPDATE OR DELETE ON corrections
FOR EACH ROW EXECUTE FUNCTION khabar_corrections_stay()
"""


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "corrections",
        sa.Column("key", Key, nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("machine", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_corrections"),
    )
    op.create_index("ix_corrections_report", "corrections", ["report"], unique=False)
    op.create_table(
        "feeds",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("complaint", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("url", name="pk_feeds"),
    )
    op.create_table(
        "parties",
        sa.Column("key", Key, autoincrement=False, nullable=False),
        sa.Column("ident", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("wikidata", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_parties"),
        sa.UniqueConstraint("ident", name="uq_parties_ident"),
    )
    op.create_table(
        "reports",
        sa.Column("key", Key, autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("uri", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("dateline", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("reading", sa.Text(), nullable=False),
        sa.Column("wire", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_reports"),
        sa.UniqueConstraint("id", name="uq_reports_id"),
    )
    op.create_index("ix_reports_day", "reports", ["day"], unique=False)
    op.create_index("ix_reports_wire", "reports", ["wire"], unique=False)
    op.create_table(
        "sites",
        sa.Column("key", Key, autoincrement=False, nullable=False),
        sa.Column("ident", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_sites"),
        sa.UniqueConstraint("ident", name="uq_sites_ident"),
    )
    op.create_index("ix_sites_lat_lon", "sites", ["lat", "lon"], unique=False)
    op.create_table(
        "appearances",
        sa.Column("key", Key, autoincrement=False, nullable=False),
        sa.Column("report", Key, nullable=False),
        sa.Column("uri", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_appearances_report_reports", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_appearances"),
        sa.UniqueConstraint("report", "uri", "outlet", name="uq_appearances_report_uri_outlet"),
    )
    op.create_index("ix_appearances_uri", "appearances", ["uri"], unique=False)
    op.create_table(
        "bands",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("report", Key, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_bands_report_reports", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("band", "report", name="pk_bands"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_bands_report", "bands", ["report"], unique=False)
    op.create_table(
        "claim_sites",
        sa.Column("report", Key, nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("site", Key, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_claim_sites_report_reports", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["site"], ["sites.key"], name="fk_claim_sites_site_sites"),
        sa.PrimaryKeyConstraint("report", "claim", "n", "site", name="pk_claim_sites"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_claim_sites_site", "claim_sites", ["site", "claim", "report", "n"], unique=False)
    op.create_table(
        "duplicates",
        sa.Column("one", Key, nullable=False),
        sa.Column("other", Key, nullable=False),
        sa.Column("likeness", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["one"], ["reports.key"], name="fk_duplicates_one_reports", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["other"], ["reports.key"], name="fk_duplicates_other_reports", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("one", "other", name="pk_duplicates"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_duplicates_other", "duplicates", ["other"], unique=False)
    op.create_table(
        "entities",
        sa.Column("report", Key, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("party", Key, nullable=False),
        sa.ForeignKeyConstraint(["party"], ["parties.key"], name="fk_entities_party_parties"),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_entities_report_reports", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "n", name="pk_entities"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_entities_id", "entities", ["id"], unique=False)
    op.create_index("ix_entities_party", "entities", ["party", "report", "day"], unique=False)
    op.create_table(
        "event_parties",
        sa.Column("report", Key, nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("entity", sa.Integer(), nullable=False),
        sa.Column("party", Key, nullable=False),
        sa.ForeignKeyConstraint(["party"], ["parties.key"], name="fk_event_parties_party_parties"),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.key"], name="fk_event_parties_report_reports", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report", "event", "role", "n", name="pk_event_parties"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_parties_party", "event_parties", ["party", "report", "event"], unique=False)
    op.create_table(
        "events",
        sa.Column("report", Key, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("contexts", sa.Text(), nullable=False),
        sa.Column("aux", sa.Text(), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("time", sa.Integer(), nullable=True),
        sa.Column("said_in", sa.Integer(), nullable=True),
        sa.Column("dead_min", sa.Integer(), nullable=True),
        sa.Column("dead_max", sa.Integer(), nullable=True),
        sa.Column("injured_min", sa.Integer(), nullable=True),
        sa.Column("injured_max", sa.Integer(), nullable=True),
        sa.Column("displaced_min", sa.Integer(), nullable=True),
        sa.Column("displaced_max", sa.Integer(), nullable=True),
        sa.Column("arrested_min", sa.Integer(), nullable=True),
        sa.Column("arrested_max", sa.Integer(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_events_report_reports", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "n", name="pk_events"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_events_id", "events", ["id"], unique=False)
    op.create_index("ix_events_type", "events", ["type", "day"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("report", Key, nullable=False),
        sa.Column("entity", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_memberships_report_reports", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "entity", "of", name="pk_memberships"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mentions",
        sa.Column("report", Key, nullable=False),
        sa.Column("entity", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_mentions_report_reports", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "entity", "n", name="pk_mentions"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "party_names",
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("party", Key, nullable=False),
        sa.ForeignKeyConstraint(["party"], ["parties.key"], name="fk_party_names_party_parties", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("folded", "party", name="pk_party_names"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_party_names_party", "party_names", ["party"], unique=False)
    op.create_table(
        "place_mentions",
        sa.Column("report", Key, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.key"], name="fk_place_mentions_report_reports", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report", "place", "n", name="pk_place_mentions"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "places",
        sa.Column("report", Key, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("within", sa.Integer(), nullable=True),
        sa.Column("site", Key, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_places_report_reports", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["site"], ["sites.key"], name="fk_places_site_sites"),
        sa.PrimaryKeyConstraint("report", "n", name="pk_places"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_places_id", "places", ["id"], unique=False)
    op.create_index("ix_places_site", "places", ["site"], unique=False)
    op.create_table(
        "position_statements",
        sa.Column("report", Key, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.key"], name="fk_position_statements_report_reports", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report", "position", "statement", name="pk_position_statements"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "positions",
        sa.Column("report", Key, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("entity", sa.Integer(), nullable=False),
        sa.Column("proposal", sa.Integer(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("exclusive", sa.Boolean(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
        sa.Column("party", Key, nullable=False),
        sa.ForeignKeyConstraint(["party"], ["parties.key"], name="fk_positions_party_parties"),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_positions_report_reports", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "n", name="pk_positions"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_positions_party", "positions", ["party", "day"], unique=False)
    op.create_index("ix_positions_stance", "positions", ["stance", "day"], unique=False)
    op.create_table(
        "proposal_parties",
        sa.Column("report", Key, nullable=False),
        sa.Column("proposal", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("entity", sa.Integer(), nullable=False),
        sa.Column("party", Key, nullable=False),
        sa.ForeignKeyConstraint(["party"], ["parties.key"], name="fk_proposal_parties_party_parties"),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.key"], name="fk_proposal_parties_report_reports", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report", "proposal", "role", "n", name="pk_proposal_parties"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_proposal_parties_party", "proposal_parties", ["party", "report", "proposal"], unique=False)
    op.create_table(
        "proposal_terms",
        sa.Column("report", Key, nullable=False),
        sa.Column("proposal", sa.Integer(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("refers", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.key"], name="fk_proposal_terms_report_reports", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report", "proposal", "term", "n", name="pk_proposal_terms"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "proposals",
        sa.Column("report", Key, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("duration", sa.Text(), nullable=True),
        sa.Column("starts", sa.Integer(), nullable=True),
        sa.Column("instrument", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("part_of", sa.Integer(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_proposals_report_reports", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "n", name="pk_proposals"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_proposals_id", "proposals", ["id"], unique=False)
    op.create_index("ix_proposals_kind", "proposals", ["kind", "day"], unique=False)
    op.create_table(
        "roles",
        sa.Column("report", Key, nullable=False),
        sa.Column("entity", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_roles_report_reports", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "entity", "n", name="pk_roles"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "site_names",
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("site", Key, nullable=False),
        sa.ForeignKeyConstraint(["site"], ["sites.key"], name="fk_site_names_site_sites", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("folded", "site", name="pk_site_names"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_site_names_site", "site_names", ["site"], unique=False)
    op.create_table(
        "statement_about",
        sa.Column("report", Key, nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("proposal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.key"], name="fk_statement_about_report_reports", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report", "statement", "proposal", name="pk_statement_about"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_statement_about_proposal", "statement_about", ["report", "proposal"], unique=False)
    op.create_table(
        "statement_parties",
        sa.Column("report", Key, nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("entity", sa.Integer(), nullable=False),
        sa.Column("party", Key, nullable=False),
        sa.ForeignKeyConstraint(["party"], ["parties.key"], name="fk_statement_parties_party_parties"),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.key"], name="fk_statement_parties_report_reports", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report", "statement", "role", "n", name="pk_statement_parties"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_statement_parties_party", "statement_parties", ["party", "role", "report", "statement"], unique=False
    )
    op.create_table(
        "statement_quotes",
        sa.Column("report", Key, nullable=False),
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.key"], name="fk_statement_quotes_report_reports", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report", "statement", "n", name="pk_statement_quotes"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "statements",
        sa.Column("report", Key, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.Column("cue_start", sa.Integer(), nullable=False),
        sa.Column("cue_end", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("content_start", sa.Integer(), nullable=True),
        sa.Column("content_end", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("time", sa.Integer(), nullable=True),
        sa.Column("negated", sa.Boolean(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_statements_report_reports", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "n", name="pk_statements"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_statements_act", "statements", ["act", "day"], unique=False)
    op.create_index("ix_statements_id", "statements", ["id"], unique=False)
    op.create_table(
        "times",
        sa.Column("report", Key, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("duration", sa.Text(), nullable=True),
        sa.Column("weekday", sa.SmallInteger(), nullable=True),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_times_report_reports", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "n", name="pk_times"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_times_id", "times", ["id"], unique=False)
    op.create_table(
        "warnings",
        sa.Column("report", Key, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_warnings_report_reports", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "n", name="pk_warnings"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_events_newest", "events", [sa.text("day DESC"), "report", "n"], unique=False)
    op.create_index("ix_positions_newest", "positions", [sa.text("day DESC"), "report", "n"], unique=False)
    op.create_index("ix_proposals_newest", "proposals", [sa.text("day DESC"), "report", "n"], unique=False)
    op.create_index("ix_statements_newest", "statements", [sa.text("day DESC"), "report", "n"], unique=False)

    own = SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL
    for statement in own.split("---"):
        op.execute(statement)
