"""The parties and places of the world that the entities and places of reports point at."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table, Text, text

from khabar.store.schema.shapes import Key, metadata

_MERGED = text("head IS NOT NULL")

parties = Table(
    "parties",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    Column("ident", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("name_en", Text),
    Column("kind", Text, nullable=False),
    Column("country", Text),
    Column("wikidata", Text),
    Column("head", Key),  # the party that stands for it, where it is merged: follows from `merges`
    Column("met", Integer, nullable=False, server_default="0"),  # number of reports it is in
    Index("ix_parties_head", "head", sqlite_where=_MERGED, postgresql_where=_MERGED),
    Index("ix_parties_met", "met", "key"),
)

party_names = Table(
    "party_names",
    metadata,
    Column("folded", Text, nullable=False),
    Column("party", Key, ForeignKey("parties.key", ondelete="CASCADE"), nullable=False, index=True),
    PrimaryKeyConstraint("folded", "party"),
    sqlite_with_rowid=False,
)

sites = Table(
    "sites",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    Column("ident", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("name_en", Text),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Index("ix_sites_lat_lon", "lat", "lon"),
)

site_names = Table(
    "site_names",
    metadata,
    Column("folded", Text, nullable=False),
    Column("site", Key, ForeignKey("sites.key", ondelete="CASCADE"), nullable=False, index=True),
    PrimaryKeyConstraint("folded", "site"),
    sqlite_with_rowid=False,
)
