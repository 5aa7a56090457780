"""Telling words of claims; who stands for a merged party and in how many reports it is; indices to count outlets by.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them; of claims written before, words stay empty until their report is read anew, and are cut when needed."""
    for table in ("statements", "proposals"):
        op.add_column(table, sa.Column("words", sa.Text(), nullable=True))
    op.add_column("parties", sa.Column("head", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
    op.add_column("parties", sa.Column("met", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE parties SET met = (SELECT count(DISTINCT report) FROM entities WHERE party = parties.key)")
    _heads(op.get_bind())
    merged = sa.text("head IS NOT NULL")
    op.create_index("ix_parties_head", "parties", ["head"], unique=False, sqlite_where=merged, postgresql_where=merged)
    op.create_index("ix_parties_met", "parties", ["met", "key"], unique=False)
    op.create_index("ix_appearances_folded", "appearances", ["folded", "report"], unique=False)
    op.create_index("ix_entities_report", "entities", ["report", "party", "day"], unique=False)
    op.create_index("ix_statements_report", "statements", ["report", "act"], unique=False)
    op.create_index("ix_events_report", "events", ["report", "type"], unique=False)
    tolls = sa.text("dead_min IS NOT NULL OR injured_min IS NOT NULL")
    op.create_index(
        "ix_events_tolls",
        "events",
        ["report", "n", "dead_min", "dead_max", "injured_min", "injured_max"],
        unique=False,
        sqlite_where=tolls,
        postgresql_where=tolls,
    )


def _heads(connection: sa.Connection) -> None:
    """Write beside each merged party which one stands for it in the end."""
    merges = sa.text(
        "SELECT kept.key, merged.key FROM merges m JOIN parties kept ON kept.ident = m.kept"
        " JOIN parties merged ON merged.ident = m.merged WHERE m.undone_at IS NULL ORDER BY m.key"
    )
    head: dict[int, int] = {}

    def top(key: int) -> int:
        while key in head:
            key = head[key]
        return key

    for kept, merged in connection.execute(merges):
        if top(kept) != top(merged):
            head[top(merged)] = top(kept)
    for key in head:
        connection.execute(sa.text("UPDATE parties SET head = :head WHERE key = :key"), {"head": top(key), "key": key})
