"""What maps and lists of sources count is written down; a number tells whether anything was written since.

Revision ID: 0010
Revises: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the columns, tables and indices, and fill them from what is there."""
    op.add_column("events", sa.Column("site", _KEY))
    op.execute(
        "UPDATE events SET site = (SELECT site FROM places WHERE places.report = events.report"
        " AND places.n = events.place) WHERE place IS NOT NULL"
    )
    op.create_index("ix_events_site", "events", ["site", "type", "day", "last_day", "report", "n"], unique=False)
    op.drop_index("ix_events_type", "events")
    op.create_index("ix_events_type", "events", ["type", "day", "last_day", "site"], unique=False)
    op.create_index("ix_events_days", "events", ["day", "dated"], unique=False)
    op.drop_index("ix_places_site", "places")
    op.create_index("ix_places_site", "places", ["site", "report"], unique=False)
    op.create_index("ix_positions_last", "positions", ["day", "report", "n"], unique=False)
    op.drop_index("ix_reports_wire", "reports")
    op.create_index("ix_reports_wire", "reports", ["wire", "day", "agency"], unique=False)
    op.create_table(
        "quoted",
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("party", _KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["party"], ["parties.key"], name="fk_quoted_party_parties"),
        sa.PrimaryKeyConstraint("outlet", "party", name="pk_quoted"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO quoted (outlet, party, number) SELECT reports.outlet, statement_parties.party, count(*)"
        " FROM statement_parties JOIN reports ON reports.key = statement_parties.report"
        " WHERE statement_parties.role = 'source' AND reports.outlet IS NOT NULL"
        " GROUP BY reports.outlet, statement_parties.party"
    )
    op.create_index("ix_quoted_most", "quoted", ["outlet", sa.text("number DESC"), "party"], unique=False)
    written = op.create_table(
        "written",
        sa.Column("key", _KEY, autoincrement=False, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_written"),
    )
    op.bulk_insert(written, [{"key": 1, "times": 0}])
    for table in ("events", "places", "positions", "reports", "quoted"):
        op.execute(f"ANALYZE {table}")  # or the new ways to answers would not be taken
