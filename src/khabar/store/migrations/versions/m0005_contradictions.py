"""Contradictions are kept as they are found; how many reports tell a thread is written down.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make them; reports gathered before are looked through for contradictions by the next gathering."""
    op.add_column("gathered", sa.Column("compared", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "threads",
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("thread", name="pk_threads"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO threads (thread, claim, reports, last)"
        " SELECT thread, claim, count(DISTINCT report), max(day) FROM thread_members GROUP BY thread, claim"
    )
    op.create_index("ix_threads_told", "threads", ["claim", "reports", "last", "thread"], unique=False)
    op.create_table(
        "contradictions",
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("one", _KEY, nullable=False),
        sa.Column("one_n", sa.Integer(), nullable=False),
        sa.Column("other", _KEY, nullable=False),
        sa.Column("other_n", sa.Integer(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["one"], ["reports.key"], name="fk_contradictions_one_reports", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["other"], ["reports.key"], name="fk_contradictions_other_reports", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("one", "other", "claim", "one_n", "other_n", name="pk_contradictions"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_contradictions_other", "contradictions", ["other"], unique=False)
    newest: list[str | sa.TextClause | sa.ColumnElement[Any]] = [
        sa.text("what DESC"),
        sa.text("day DESC"),
        "one",
        "one_n",
        "other",
        "other_n",
    ]
    op.create_index("ix_contradictions_newest", "contradictions", newest, unique=False)
