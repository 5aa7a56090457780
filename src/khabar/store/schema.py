"""The tables of a store: one schema for SQLite and PostgreSQL.

Truth and index: `reports.record` keeps the whole record, compressed; every other table is written from it so that
questions find claims without opening records. Claims are keyed by their report and their rank in its lists
(`report`, `n`), which needs no sequence and makes writing idempotent. `parties` and `sites` are the names of the
world that reports share: an entity or place of one report points at its row there.

`day` columns hold `date.toordinal()` of the first day a claim speaks of, or of publication, or 0: a plain number
that both databases sort alike. Keys are given by the writer, of whom there is one at a time.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Key = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite counts rows by itself only in a column of exactly INTEGER."""


def _report() -> Column[int]:
    return Column("report", Key, ForeignKey("reports.key", ondelete="CASCADE"), nullable=False)


def _rank(name: str = "n") -> Column[int]:
    return Column(name, Integer, nullable=False)


def _words(prefix: str = "", *, nullable: bool = False) -> list[Column[int]]:
    return [Column(f"{prefix}start", Integer, nullable=nullable), Column(f"{prefix}end", Integer, nullable=nullable)]


def _newest_first(table: str) -> Index:
    return Index(f"ix_{table}_newest", text("day DESC"), "report", "n")


reports = Table(
    "reports",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("uri", Text),
    Column("title", Text),
    Column("outlet", Text),
    Column("agency", Text),
    Column("byline", Text),
    Column("dateline", Text),
    Column("published", Date),
    Column("language", Text, nullable=False),
    Column("characters", Integer, nullable=False),
    Column("reading", Text, nullable=False),  # version of the program, "+", digest of its lexicons
    Column("wire", Text, nullable=False, index=True),  # least id among the near-duplicates it belongs to
    Column("day", Integer, nullable=False, index=True),
    Column("added_at", DateTime(timezone=True), nullable=False),
    Column("read_at", DateTime(timezone=True), nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("corrected", LargeBinary),  # the record with people's corrections, where there are any
)
appearances = Table(
    "appearances",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    _report(),
    Column("uri", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("folded", Text, nullable=False),  # outlet, agency and host, folded, for filters
    UniqueConstraint("report", "uri", "outlet"),
    Index("ix_appearances_uri", "uri"),
)
bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, nullable=False),
    _report(),
    PrimaryKeyConstraint("band", "report"),
    Index("ix_bands_report", "report"),
    sqlite_with_rowid=False,
)
duplicates = Table(
    "duplicates",
    metadata,
    Column("one", Key, ForeignKey("reports.key", ondelete="CASCADE"), nullable=False),
    Column("other", Key, ForeignKey("reports.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("likeness", Float, nullable=False),
    PrimaryKeyConstraint("one", "other"),
    sqlite_with_rowid=False,
)

parties = Table(
    "parties",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    Column("ident", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("name_en", Text),
    Column("kind", Text, nullable=False),
    Column("country", Text),
    Column("wikidata", Text),
)
party_names = Table(
    "party_names",
    metadata,
    Column("folded", Text, nullable=False),
    Column("party", Key, ForeignKey("parties.key", ondelete="CASCADE"), nullable=False, index=True),
    PrimaryKeyConstraint("folded", "party"),
    sqlite_with_rowid=False,
)
sites = Table(
    "sites",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    Column("ident", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("name_en", Text),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Index("ix_sites_lat_lon", "lat", "lon"),
)
site_names = Table(
    "site_names",
    metadata,
    Column("folded", Text, nullable=False),
    Column("site", Key, ForeignKey("sites.key", ondelete="CASCADE"), nullable=False, index=True),
    PrimaryKeyConstraint("folded", "site"),
    sqlite_with_rowid=False,
)


def _party() -> Column[int]:
    return Column("party", Key, ForeignKey("parties.key"), nullable=False)


def _site() -> Column[int]:
    return Column("site", Key, ForeignKey("sites.key"), nullable=False)


entities = Table(
    "entities",
    metadata,
    _report(),
    _rank(),
    Column("id", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_en", Text),
    Column("country", Text),
    Column("sector", Text),
    Column("day", Integer, nullable=False),  # the report's, so that parties are counted from one index
    _party(),
    PrimaryKeyConstraint("report", "n"),
    Index("ix_entities_party", "party", "report", "day"),
    sqlite_with_rowid=False,
)
mentions = Table(
    "mentions",
    metadata,
    _report(),
    _rank("entity"),
    _rank(),
    Column("form", Text, nullable=False),
    *_words(),
    PrimaryKeyConstraint("report", "entity", "n"),
    sqlite_with_rowid=False,
)
roles = Table(
    "roles",
    metadata,
    _report(),
    _rank("entity"),
    _rank(),
    Column("title", Text, nullable=False),
    Column("of", Integer),
    *_words(nullable=True),
    PrimaryKeyConstraint("report", "entity", "n"),
    sqlite_with_rowid=False,
)
memberships = Table(
    "memberships",
    metadata,
    _report(),
    _rank("entity"),
    _rank("of"),
    PrimaryKeyConstraint("report", "entity", "of"),
    sqlite_with_rowid=False,
)
places = Table(
    "places",
    metadata,
    _report(),
    _rank(),
    Column("id", Text, nullable=False, index=True),
    Column("kind", Text),
    Column("name", Text, nullable=False),
    Column("within", Integer),
    _site(),
    PrimaryKeyConstraint("report", "n"),
    Index("ix_places_site", "site"),
    sqlite_with_rowid=False,
)
place_mentions = Table(
    "place_mentions",
    metadata,
    _report(),
    _rank("place"),
    _rank(),
    *_words(),
    PrimaryKeyConstraint("report", "place", "n"),
    sqlite_with_rowid=False,
)
times = Table(
    "times",
    metadata,
    _report(),
    _rank(),
    Column("id", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("words", Text, nullable=False),
    *_words(),
    Column("earliest", Date),
    Column("latest", Date),
    Column("duration", Text),
    Column("weekday", SmallInteger),
    Column("approximate", Boolean, nullable=False),
    PrimaryKeyConstraint("report", "n"),
    sqlite_with_rowid=False,
)
statements = Table(
    "statements",
    metadata,
    _report(),
    _rank(),
    Column("id", Text, nullable=False, index=True),
    Column("act", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("cue", Text, nullable=False),
    *_words("cue_"),
    Column("content", Text),
    *_words("content_", nullable=True),
    Column("place", Integer),
    Column("time", Integer),
    Column("negated", Boolean, nullable=False),
    Column("by", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("day", Integer, nullable=False),
    Column("last_day", Integer, nullable=False),
    PrimaryKeyConstraint("report", "n"),
    Index("ix_statements_act", "act", "day"),
    _newest_first("statements"),
    sqlite_with_rowid=False,
)
statement_parties = Table(
    "statement_parties",
    metadata,
    _report(),
    _rank("statement"),
    Column("role", Text, nullable=False),  # source, addressee, or the chain's: agency, outlet, spokesperson …
    _rank(),
    Column("entity", Integer, nullable=False),
    _party(),
    PrimaryKeyConstraint("report", "statement", "role", "n"),
    Index("ix_statement_parties_party", "party", "role", "report", "statement"),
    sqlite_with_rowid=False,
)
statement_quotes = Table(
    "statement_quotes",
    metadata,
    _report(),
    _rank("statement"),
    _rank(),
    *_words(),
    PrimaryKeyConstraint("report", "statement", "n"),
    sqlite_with_rowid=False,
)
statement_about = Table(
    "statement_about",
    metadata,
    _report(),
    _rank("statement"),
    _rank("proposal"),
    PrimaryKeyConstraint("report", "statement", "proposal"),
    Index("ix_statement_about_proposal", "report", "proposal"),
    sqlite_with_rowid=False,
)
proposals = Table(
    "proposals",
    metadata,
    _report(),
    _rank(),
    Column("id", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("duration", Text),
    Column("starts", Integer),
    Column("instrument", Text),
    Column("purpose", Text),
    Column("part_of", Integer),
    Column("status", Text),
    Column("by", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("day", Integer, nullable=False),
    Column("last_day", Integer, nullable=False),
    PrimaryKeyConstraint("report", "n"),
    Index("ix_proposals_kind", "kind", "day"),
    _newest_first("proposals"),
    sqlite_with_rowid=False,
)
proposal_parties = Table(
    "proposal_parties",
    metadata,
    _report(),
    _rank("proposal"),
    Column("role", Text, nullable=False),  # sponsor, addressee, party or subject
    _rank(),
    Column("entity", Integer, nullable=False),
    _party(),
    PrimaryKeyConstraint("report", "proposal", "role", "n"),
    Index("ix_proposal_parties_party", "party", "report", "proposal"),
    sqlite_with_rowid=False,
)
proposal_terms = Table(
    "proposal_terms",
    metadata,
    _report(),
    _rank("proposal"),
    Column("term", Text, nullable=False),  # mention, area, requires
    _rank(),
    Column("refers", Integer),  # rank of the place (area) or of the proposal (requires)
    Column("words", Text),
    *_words(nullable=True),
    PrimaryKeyConstraint("report", "proposal", "term", "n"),
    sqlite_with_rowid=False,
)
positions = Table(
    "positions",
    metadata,
    _report(),
    _rank(),
    Column("entity", Integer, nullable=False),
    Column("proposal", Integer, nullable=False),
    Column("stance", Text, nullable=False),
    Column("exclusive", Boolean, nullable=False),
    Column("as_of", Date),
    Column("day", Integer, nullable=False),
    Column("last_day", Integer, nullable=False),
    _party(),
    PrimaryKeyConstraint("report", "n"),
    Index("ix_positions_party", "party", "day"),
    Index("ix_positions_stance", "stance", "day"),
    _newest_first("positions"),
    sqlite_with_rowid=False,
)
position_statements = Table(
    "position_statements",
    metadata,
    _report(),
    _rank("position"),
    _rank("statement"),
    PrimaryKeyConstraint("report", "position", "statement"),
    sqlite_with_rowid=False,
)
events = Table(
    "events",
    metadata,
    _report(),
    _rank(),
    Column("id", Text, nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("contexts", Text, nullable=False),  # separated by spaces, as are aux
    Column("aux", Text, nullable=False),
    Column("trigger", Text, nullable=False),
    *_words(),
    Column("place", Integer),
    Column("time", Integer),
    Column("said_in", Integer),
    *[
        Column(f"{harm}_{bound}", Integer)
        for harm in ("dead", "injured", "displaced", "arrested")
        for bound in ("min", "max")
    ],
    Column("by", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("dated", Boolean, nullable=False),  # whether `day` is the report's own word, not the day of publication
    Column("day", Integer, nullable=False),
    Column("last_day", Integer, nullable=False),
    PrimaryKeyConstraint("report", "n"),
    Index("ix_events_type", "type", "day"),
    _newest_first("events"),
    sqlite_with_rowid=False,
)
event_parties = Table(
    "event_parties",
    metadata,
    _report(),
    _rank("event"),
    Column("role", Text, nullable=False),  # actor or recipient
    _rank(),
    Column("entity", Integer, nullable=False),
    _party(),
    PrimaryKeyConstraint("report", "event", "role", "n"),
    Index("ix_event_parties_party", "party", "report", "event"),
    sqlite_with_rowid=False,
)
claim_sites = Table(
    "claim_sites",
    metadata,
    _report(),
    Column("claim", Text, nullable=False),  # "s", "q" or "v": a statement, a proposal, an event
    _rank(),
    _site(),
    PrimaryKeyConstraint("report", "claim", "n", "site"),
    Index("ix_claim_sites_site", "site", "claim", "report", "n"),
    sqlite_with_rowid=False,
)
warnings = Table(
    "warnings",
    metadata,
    _report(),
    _rank(),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    *_words(nullable=True),
    PrimaryKeyConstraint("report", "n"),
    sqlite_with_rowid=False,
)

gathered = Table(
    "gathered",
    metadata,
    _report(),
    PrimaryKeyConstraint("report"),
)
thread_members = Table(
    "thread_members",
    metadata,
    _report(),
    Column("claim", Text, nullable=False),  # "q" or "s": proposals of one plan, statements of one utterance
    _rank(),
    Column("thread", Text, nullable=False),
    Column("score", Float, nullable=False),  # how like the thread it was when it joined
    PrimaryKeyConstraint("report", "claim", "n"),
    Index("ix_thread_members_thread", "thread"),
    sqlite_with_rowid=False,
)
merges = Table(
    "merges",
    metadata,
    Column("key", Key, primary_key=True),
    Column("kept", Text, nullable=False, index=True),  # `ident` of the party that stands for both
    Column("merged", Text, nullable=False, index=True),
    Column("by", Text, nullable=False),  # a rule's id, or who did it
    Column("why", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("undone_by", Text),
    Column("undone_why", Text),
    Column("undone_at", DateTime(timezone=True)),
)

corrections = Table(
    "corrections",
    metadata,
    Column("key", Key, primary_key=True),
    Column(
        "report", Text, nullable=False, index=True
    ),  # the report's id, no foreign key: a correction outlives readings
    Column("object", Text, nullable=False),  # the id of the claim, entity, place or time
    Column("action", Text, nullable=False),  # accept, reject, edit, merge, split
    Column("field", Text),
    Column("machine", Text),  # the value the machine had found, as JSON
    Column("value", Text),  # the value that is right, as JSON
    Column("start", Integer),  # the words of the object: they find it again where a newer reading names it differently
    Column("end", Integer),
    Column("who", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("why", Text, nullable=False),
)
feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("modified", Text),
    Column("checked_at", DateTime(timezone=True)),
    Column("due_at", DateTime(timezone=True)),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("complaint", Text),
)

CLAIM_TABLES = (
    entities,
    mentions,
    roles,
    memberships,
    places,
    place_mentions,
    times,
    statements,
    statement_parties,
    statement_quotes,
    proposals,
    proposal_parties,
    proposal_terms,
    statement_about,
    positions,
    position_statements,
    events,
    event_parties,
    claim_sites,
    warnings,
    gathered,
    thread_members,
)
"""Everything one reading writes anew, in an order in which nothing refers to what comes later."""
