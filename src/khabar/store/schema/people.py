"""Who may use the desk, what they did there, and what they gave it to read. Secrets are kept as hashes only."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, ForeignKey, Index, Integer, LargeBinary, Table, Text

from khabar.store.schema.shapes import Key, metadata

users = Table(
    "users",
    metadata,
    Column("key", Key, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),  # the name as it is compared: "Amal" and "amal" are one
    Column("role", Text, nullable=False),  # reader, analyst, admin
    Column("password", Text, nullable=False),  # argon2id, with its salt and its cost
    Column("added_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),  # the password
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Text, primary_key=True),  # SHA-256 of what the cookie holds
    Column("user", Key, ForeignKey("users.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("started_at", DateTime(timezone=True), nullable=False),
    Column("seen_at", DateTime(timezone=True), nullable=False),
    Column("address", Text, nullable=False),
    Column("browser", Text, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("key", Key, primary_key=True),
    Column("hash", Text, nullable=False, unique=True),  # SHA-256 of the token
    Column("user", Key, ForeignKey("users.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Text, nullable=False),  # what it is for, in its owner's words
    Column("added_at", DateTime(timezone=True), nullable=False),
    Column("until", DateTime(timezone=True)),
    Column("used_at", DateTime(timezone=True)),
)

audit = Table(
    "audit",
    metadata,
    Column("key", Key, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("who", Text, nullable=False),  # a name, no foreign key: the log outlives users
    Column("action", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("address", Text, nullable=False),
    Index("ix_audit_action", "action", "at"),
    Index("ix_audit_who", "who", "at"),
)

jobs = Table(
    "jobs",
    metadata,
    Column("key", Key, primary_key=True),
    Column("reports", LargeBinary, nullable=False),  # what is to be read, compressed JSON; empty when it is
    Column("total", Integer, nullable=False),
    Column("added_at", DateTime(timezone=True), nullable=False),
    Column("owner", Text),  # the server process that reads it now
    Column("seen_at", DateTime(timezone=True)),  # when that process last said it was alive
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("id", Text, nullable=False, server_default="", index=True),  # what who gave it asks for it by
    Column("who", Text, nullable=False, server_default=""),
    Column("done", Integer, nullable=False, server_default="0"),
    Column("told", Text),  # what became of its reports, as JSON
    Column("ended_at", DateTime(timezone=True)),
)
