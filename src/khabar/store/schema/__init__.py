"""The tables of a store: one schema for SQLite and PostgreSQL.

Truth and index: `reports.record` keeps the whole record, compressed; every other table is written from it so that
questions find claims without opening records. Claims are keyed by their report and their rank in its lists
(`report`, `n`), which needs no sequence and makes writing idempotent. `parties` and `sites` are the names of the
world that reports share: an entity or place of one report points at its row there. Keys
are given by the writer, of whom there is one at a time.
"""

from __future__ import annotations

from khabar.store.schema.claims import (
    claim_sites,
    entities,
    event_parties,
    events,
    memberships,
    mentions,
    place_mentions,
    places,
    position_statements,
    positions,
    proposal_parties,
    proposal_terms,
    proposals,
    roles,
    statement_about,
    statement_parties,
    statement_quotes,
    statements,
    times,
    warnings,
)
from khabar.store.schema.kept import (
    contradictions,
    corrections,
    feeds,
    gathered,
    loads,
    merges,
    quoted,
    thread_members,
    threads,
    written,
)
from khabar.store.schema.names import parties, party_names, site_names, sites
from khabar.store.schema.people import audit, jobs, sessions, tokens, users
from khabar.store.schema.reports import appearances, bands, duplicates, reports
from khabar.store.schema.shapes import metadata

__all__ = [
    "CLAIM_TABLES",
    "appearances",
    "audit",
    "bands",
    "claim_sites",
    "contradictions",
    "corrections",
    "duplicates",
    "entities",
    "event_parties",
    "events",
    "feeds",
    "gathered",
    "jobs",
    "loads",
    "memberships",
    "mentions",
    "merges",
    "metadata",
    "parties",
    "party_names",
    "place_mentions",
    "places",
    "position_statements",
    "positions",
    "proposal_parties",
    "proposal_terms",
    "proposals",
    "quoted",
    "reports",
    "roles",
    "sessions",
    "site_names",
    "sites",
    "statement_about",
    "statement_parties",
    "statement_quotes",
    "statements",
    "thread_members",
    "threads",
    "times",
    "tokens",
    "users",
    "warnings",
    "written",
]

CLAIM_TABLES = (
    entities,
    mentions,
    roles,
    memberships,
    places,
    place_mentions,
    times,
    statements,
    statement_parties,
    statement_quotes,
    proposals,
    proposal_parties,
    proposal_terms,
    statement_about,
    positions,
    position_statements,
    events,
    event_parties,
    claim_sites,
    warnings,
    gathered,
    thread_members,
)
"""Everything one reading writes anew, in an order in which nothing refers to what comes later."""
