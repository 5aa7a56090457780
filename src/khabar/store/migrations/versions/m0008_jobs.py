"""Jobs that are read in the background tell who gave them, how far they are, and what came of them.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    op.add_column("jobs", sa.Column("id", sa.Text(), nullable=False, server_default=""))
    op.add_column("jobs", sa.Column("who", sa.Text(), nullable=False, server_default=""))
    op.add_column("jobs", sa.Column("done", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("jobs", sa.Column("told", sa.Text()))
    op.add_column("jobs", sa.Column("ended_at", sa.DateTime(timezone=True)))
    op.create_index("ix_jobs_id", "jobs", ["id"], unique=False)
