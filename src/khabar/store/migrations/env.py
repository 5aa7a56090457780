"""Alembic's way in: `khabar.store.opening` hands over the connection, already inside a transaction."""

from __future__ import annotations

from alembic import context

from khabar.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
