"""What tables have in common: keys, the report a row belongs to, stretches of words, parties and places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    text,
)
from sqlalchemy.schema import SchemaItem

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Key = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite counts rows by itself only in a column of exactly INTEGER."""


def of_report() -> Column[int]:
    """The report a row belongs to, and is deleted with."""
    return Column("report", Key, ForeignKey("reports.key", ondelete="CASCADE"), nullable=False)


def words(prefix: str = "", *, nullable: bool = False) -> list[Column[int]]:
    """Where words stand in the report's text: half-open offsets in code points."""
    return [Column(f"{prefix}start", Integer, nullable=nullable), Column(f"{prefix}end", Integer, nullable=nullable)]


def newest_first(table: str) -> Index:
    """The index by which a page of the newest claims is read off."""
    return Index(f"ix_{table}_newest", text("day DESC"), "report", "n")


def least_sure_first(table: str) -> Index:
    """The index by which the claims that most need a look are read off, and counted."""
    return Index(f"ix_{table}_unsure", "confidence", "report", "n", "day", "last_day", "id")


def party() -> Column[int]:
    """The party of the world that an entity is."""
    return Column("party", Key, ForeignKey("parties.key"), nullable=False)


def site() -> Column[int]:
    """The place of the world that a place is."""
    return Column("site", Key, ForeignKey("sites.key"), nullable=False)


def of_reports(name: str, key: Sequence[str | Column[Any]], *rest: SchemaItem) -> Table:
    """Return a table whose rows belong to a report and are told apart in it by `key`: ranks in lists, by name, or columns."""
    ranks = [Column(part, Integer, nullable=False) if isinstance(part, str) else part for part in key]
    unique = PrimaryKeyConstraint("report", *(rank.name for rank in ranks))
    return Table(name, metadata, of_report(), *ranks, *rest, unique, sqlite_with_rowid=False)
