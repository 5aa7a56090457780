"""Telling words for claims that were written before the store kept them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select, update

from khabar.store import schema
from khabar.store.filters import parts
from khabar.store.telling import telling_words


def fill_words(connection: Connection, reports: Iterable[int]) -> None:
    """Write the telling words of the statements and proposals of reports that lack them."""
    for part in parts(reports):
        _fill_statements(connection, part)
        _fill_proposals(connection, part)


def _fill_statements(connection: Connection, reports: list[int]) -> None:
    s = schema.statements.c
    lacking = select(s.report, s.n, s.content).where(s.report.in_(reports), s.words.is_(None), s.content.is_not(None))
    found = [
        {"at": row.report, "rank": row.n, "told": telling_words([row.content])} for row in connection.execute(lacking)
    ]
    if found:
        at = s.report == bindparam("at"), s.n == bindparam("rank")
        connection.execute(update(schema.statements).where(*at).values(words=bindparam("told")), found)


def _fill_proposals(connection: Connection, reports: list[int]) -> None:
    q, m, t = schema.proposals.c, schema.proposal_terms.c, schema.times.c
    lacking = connection.execute(select(q.report, q.n, q.label).where(q.report.in_(reports), q.words.is_(None))).all()
    if not lacking:
        return
    texts, dates = defaultdict(list), defaultdict(list)
    mentioned = select(m.report, m.proposal, m.words).where(m.report.in_(reports), m.term == "mention")
    for report, n, words in connection.execute(mentioned):
        texts[report, n].append(words or "")
    dated = select(t.report, t.words).where(t.report.in_(reports), t.kind != "duration")
    for report, words in connection.execute(dated):
        dates[report].append(words)
    found = [
        {
            "at": row.report,
            "rank": row.n,
            "told": telling_words([row.label, *texts[row.report, row.n]], dates[row.report]),
        }
        for row in lacking
    ]
    at = q.report == bindparam("at"), q.n == bindparam("rank")
    connection.execute(update(schema.proposals).where(*at).values(words=bindparam("told")), found)
