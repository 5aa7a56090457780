"""Members of threads know their report's day, so that threads are ranked from one index.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it."""
    op.add_column("thread_members", sa.Column("day", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE thread_members SET day = (SELECT day FROM reports WHERE key = thread_members.report)")
    op.drop_index("ix_thread_members_thread", "thread_members")
    op.create_index("ix_thread_members_thread", "thread_members", ["claim", "thread", "report", "day"], unique=False)
