"""Which shards of corpus runs a store has, by their manifests' hashes: a second load passes over them unopened."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete, insert, select

from khabar.store import schema
from khabar.store.opening import write_transaction

if TYPE_CHECKING:
    from khabar.store import Store


class Load(NamedTuple):
    """A shard in a store. manifest: SHA-256 of its manifest; corpus: the folder it came from, as it was given."""

    manifest: str
    shard: str
    corpus: str
    reading: str
    reports: int


def loads(store: Store) -> dict[str, Load]:
    """Return the shards that a store has, by their manifests' hashes."""
    columns = [schema.loads.c[name] for name in Load._fields]
    with store.engine.connect() as connection:
        found = [Load(*row) for row in connection.execute(select(*columns))]
    return {load.manifest: load for load in found}


def remember_load(store: Store, load: Load) -> None:
    """Note that all reports of a shard are in the store."""
    table = schema.loads
    with write_transaction(store.engine) as connection:
        connection.execute(delete(table).where(table.c.manifest == load.manifest))
        connection.execute(insert(table).values(**load._asdict(), loaded_at=dt.datetime.now(dt.UTC)))
