"""Threads across reports, merges of parties, corrected records.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make them; reports added before are gathered by the next `khabar add` or the first question about threads."""
    op.add_column("reports", sa.Column("corrected", sa.LargeBinary(), nullable=True))
    op.create_table(
        "gathered",
        sa.Column("report", Key, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_gathered_report_reports", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", name="pk_gathered"),
    )
    op.create_table(
        "thread_members",
        sa.Column("report", Key, nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.key"], name="fk_thread_members_report_reports", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report", "claim", "n", name="pk_thread_members"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_thread_members_thread", "thread_members", ["thread"], unique=False)
    op.create_table(
        "merges",
        sa.Column("key", Key, nullable=False),
        sa.Column("kept", sa.Text(), nullable=False),
        sa.Column("merged", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("undone_why", sa.Text(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_merges"),
    )
    op.create_index("ix_merges_kept", "merges", ["kept"], unique=False)
    op.create_index("ix_merges_merged", "merges", ["merged"], unique=False)
