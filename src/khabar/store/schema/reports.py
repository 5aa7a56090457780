"""Reports as they were met: where they appeared, and which are near-duplicates."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from khabar.store.schema.shapes import Key, metadata, of_report

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
    Column("reading", Text, nullable=False),  # version of the program, "+", fingerprint of what it reads by
    Column("wire", Text, nullable=False),  # least id among the near-duplicates it belongs to
    Column("day", Integer, nullable=False, index=True),
    Column("added_at", DateTime(timezone=True), nullable=False),
    Column("read_at", DateTime(timezone=True), nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("corrected", LargeBinary),  # the record with people's corrections, where there are any
    Index("ix_reports_wire", "wire", "day", "agency"),  # what sources are counted by, without the records beside it
)

appearances = Table(
    "appearances",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    of_report(),
    Column("uri", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("folded", Text, nullable=False),  # outlet, agency and host, folded, for filters
    UniqueConstraint("report", "uri", "outlet"),
    Index("ix_appearances_uri", "uri"),
    Index("ix_appearances_folded", "folded", "report"),
)

bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, nullable=False),
    of_report(),
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
