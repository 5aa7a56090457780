"""What is kept beside the readings: threads, contradictions, merges, corrections, what is remembered of feeds."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    false,
    text,
)

from khabar.store.schema.shapes import Key, metadata, of_report, of_reports

gathered = Table(
    "gathered",
    metadata,
    of_report(),
    Column("compared", Boolean, nullable=False, server_default=false()),  # looked through for contradictions too
    PrimaryKeyConstraint("report"),
)

thread_members = of_reports(
    "thread_members",
    (
        Column("claim", Text, nullable=False),  # "q" or "s": proposals of one plan, statements of one utterance
        "n",
    ),
    Column("thread", Text, nullable=False),
    Column("score", Float, nullable=False),  # how like the thread it was when it joined
    Column(
        "day", Integer, nullable=False, server_default="0"
    ),  # the report's, so that threads are ranked from one index
    Index("ix_thread_members_thread", "claim", "thread", "report", "day"),
)

threads = Table(
    "threads",
    metadata,
    Column("thread", Text, nullable=False),
    Column("claim", Text, nullable=False),
    Column("reports", Integer, nullable=False),  # number of reports that tell it: follows from `thread_members`
    Column("last", Integer, nullable=False),  # the day of the last of them
    PrimaryKeyConstraint("thread"),
    Index("ix_threads_told", "claim", "reports", "last", "thread"),
    sqlite_with_rowid=False,
)

contradictions = Table(
    "contradictions",
    metadata,
    Column("what", Text, nullable=False),  # toll, denial, date: in the order of an answer that is from last to first
    Column("claim", Text, nullable=False),  # "s", "q" or "v", as in `claim_sites`
    Column("one", Key, ForeignKey("reports.key", ondelete="CASCADE"), nullable=False),
    Column("one_n", Integer, nullable=False),
    Column("other", Key, ForeignKey("reports.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("other_n", Integer, nullable=False),
    Column("says", Text, nullable=False),
    Column("day", Integer, nullable=False),
    Column("score", Float, nullable=False),  # how likely they speak of one thing, for a denial
    PrimaryKeyConstraint("one", "other", "claim", "one_n", "other_n"),
    Index("ix_contradictions_newest", text("what DESC"), text("day DESC"), "one", "one_n", "other", "other_n"),
    sqlite_with_rowid=False,
)

quoted = Table(
    "quoted",
    metadata,
    Column("outlet", Text, nullable=False),
    Column("party", Key, ForeignKey("parties.key"), nullable=False),
    Column("number", Integer, nullable=False),  # statements whose source it is there: follows from `statement_parties`
    PrimaryKeyConstraint("outlet", "party"),
    Index("ix_quoted_most", "outlet", text("number DESC"), "party"),
    sqlite_with_rowid=False,
)

written = Table(
    "written",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),  # there is one row
    Column("times", Integer, nullable=False),  # transactions that wrote records, corrections, merges or threads
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
    Column("object", Text, nullable=False, index=True),  # the id of the claim, entity, place or time
    Column("action", Text, nullable=False),  # accept, reject, edit, merge, split, restore
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

loads = Table(
    "loads",
    metadata,
    Column("manifest", Text, nullable=False),  # SHA-256 of the manifest of a corpus run's shard
    Column("shard", Text, nullable=False),
    Column("corpus", Text, nullable=False),  # the run's folder, as it was given
    Column("reading", Text, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("loaded_at", DateTime(timezone=True), nullable=False),
    PrimaryKeyConstraint("manifest"),
)
