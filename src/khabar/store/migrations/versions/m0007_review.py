"""Claims by how sure the reading is of them, and whether a person has looked at them.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the indices that the queue of claims to review is read off."""
    for table in ("statements", "proposals", "events"):
        op.create_index(
            f"ix_{table}_unsure", table, ["confidence", "report", "n", "day", "last_day", "id"], unique=False
        )
    op.create_index("ix_corrections_object", "corrections", ["object"], unique=False)
