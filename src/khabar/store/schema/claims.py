"""Claims of reports, written from their records.

`day` columns hold `date.toordinal()` of the first day a claim speaks of, or of publication, or 0: a plain number
that both databases sort alike.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    Index,
    Integer,
    SmallInteger,
    Text,
    text,
)

from khabar.store.schema.shapes import Key, least_sure_first, newest_first, of_reports, party, site, words

_TOLD = text("dead_min IS NOT NULL OR injured_min IS NOT NULL")

entities = of_reports(
    "entities",
    ("n",),
    Column("id", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_en", Text),
    Column("country", Text),
    Column("sector", Text),
    Column("day", Integer, nullable=False),  # the report's, so that parties are counted from one index
    party(),
    Index("ix_entities_party", "party", "report", "day"),
    Index("ix_entities_report", "report", "party", "day"),
)
mentions = of_reports(
    "mentions",
    ("entity", "n"),
    Column("form", Text, nullable=False),
    *words(),
)
roles = of_reports(
    "roles",
    ("entity", "n"),
    Column("title", Text, nullable=False),
    Column("of", Integer),
    *words(nullable=True),
)
memberships = of_reports("memberships", ("entity", "of"))
places = of_reports(
    "places",
    ("n",),
    Column("id", Text, nullable=False, index=True),
    Column("kind", Text),
    Column("name", Text, nullable=False),
    Column("within", Integer),
    site(),
    Index("ix_places_site", "site", "report"),
)
place_mentions = of_reports("place_mentions", ("place", "n"), *words())
times = of_reports(
    "times",
    ("n",),
    Column("id", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("words", Text, nullable=False),
    *words(),
    Column("earliest", Date),
    Column("latest", Date),
    Column("duration", Text),
    Column("weekday", SmallInteger),
    Column("approximate", Boolean, nullable=False),
)
statements = of_reports(
    "statements",
    ("n",),
    Column("id", Text, nullable=False, index=True),
    Column("act", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("cue", Text, nullable=False),
    *words("cue_"),
    Column("content", Text),
    *words("content_", nullable=True),
    Column("place", Integer),
    Column("time", Integer),
    Column("negated", Boolean, nullable=False),
    Column("by", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("day", Integer, nullable=False),
    Column("last_day", Integer, nullable=False),
    Column("words", Text),  # skeletons of the content's words, by which other tellings of it are found
    Index("ix_statements_act", "act", "day"),
    Index("ix_statements_report", "report", "act"),
    newest_first("statements"),
    least_sure_first("statements"),
)
statement_parties = of_reports(
    "statement_parties",
    (
        "statement",
        Column("role", Text, nullable=False),  # source, addressee, or the chain's: agency, outlet, spokesperson …
        "n",
    ),
    Column("entity", Integer, nullable=False),
    party(),
    Index("ix_statement_parties_party", "party", "role", "report", "statement"),
)
statement_quotes = of_reports("statement_quotes", ("statement", "n"), *words())
statement_about = of_reports(
    "statement_about",
    ("statement", "proposal"),
    Index("ix_statement_about_proposal", "report", "proposal"),
)
proposals = of_reports(
    "proposals",
    ("n",),
    Column("id", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("duration", Text),
    Column("starts", Integer),
    Column("instrument", Text),
    Column("purpose", Text),
    Column("part_of", Integer),
    Column("status", Text),
    Column("by", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("day", Integer, nullable=False),
    Column("last_day", Integer, nullable=False),
    Column("words", Text),  # skeletons of the words it is mentioned by, without those of days
    Index("ix_proposals_kind", "kind", "day"),
    newest_first("proposals"),
    least_sure_first("proposals"),
)
proposal_parties = of_reports(
    "proposal_parties",
    (
        "proposal",
        Column("role", Text, nullable=False),  # sponsor, addressee, party or subject
        "n",
    ),
    Column("entity", Integer, nullable=False),
    party(),
    Index("ix_proposal_parties_party", "party", "report", "proposal"),
)
proposal_terms = of_reports(
    "proposal_terms",
    (
        "proposal",
        Column("term", Text, nullable=False),  # mention, area, requires
        "n",
    ),
    Column("refers", Integer),  # rank of the place (area) or of the proposal (requires)
    Column("words", Text),
    *words(nullable=True),
)
positions = of_reports(
    "positions",
    ("n",),
    Column("entity", Integer, nullable=False),
    Column("proposal", Integer, nullable=False),
    Column("stance", Text, nullable=False),
    Column("exclusive", Boolean, nullable=False),
    Column("as_of", Date),
    Column("day", Integer, nullable=False),
    Column("last_day", Integer, nullable=False),
    party(),
    Index("ix_positions_party", "party", "day"),
    Index("ix_positions_stance", "stance", "day"),
    newest_first("positions"),
    Index("ix_positions_last", "day", "report", "n"),  # from its end: the newest first, of one day those added last
)
position_statements = of_reports(
    "position_statements",
    ("position", "statement"),
)
events = of_reports(
    "events",
    ("n",),
    Column("id", Text, nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("contexts", Text, nullable=False),  # separated by spaces, as are aux
    Column("aux", Text, nullable=False),
    Column("trigger", Text, nullable=False),
    *words(),
    Column("place", Integer),
    Column("time", Integer),
    Column("said_in", Integer),
    *[
        Column(f"{harm}_{bound}", Integer)
        for harm in ("dead", "injured", "displaced", "arrested")
        for bound in ("min", "max")
    ],
    Column("by", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("dated", Boolean, nullable=False),  # whether `day` is the report's own word, not the day of publication
    Column("day", Integer, nullable=False),
    Column("last_day", Integer, nullable=False),
    Column("site", Key),  # the place of the world that `place` is: follows from `places`
    Index("ix_events_site", "site", "type", "day", "last_day", "report", "n"),
    Index("ix_events_type", "type", "day", "last_day", "site"),
    Index("ix_events_days", "day", "dated"),
    Index("ix_events_report", "report", "type"),
    Index(
        "ix_events_tolls",
        *("report", "n", "dead_min", "dead_max", "injured_min", "injured_max"),
        sqlite_where=_TOLD,
        postgresql_where=_TOLD,
    ),
    newest_first("events"),
    least_sure_first("events"),
)
event_parties = of_reports(
    "event_parties",
    (
        "event",
        Column("role", Text, nullable=False),  # actor or recipient
        "n",
    ),
    Column("entity", Integer, nullable=False),
    party(),
    Index("ix_event_parties_party", "party", "report", "event"),
)
claim_sites = of_reports(
    "claim_sites",
    (
        Column("claim", Text, nullable=False),  # "s", "q" or "v": a statement, a proposal, an event
        "n",
        site(),
    ),
    Index("ix_claim_sites_site", "site", "claim", "report", "n"),
)
warnings = of_reports(
    "warnings",
    ("n",),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    *words(nullable=True),
)
