"""Search: reports that hold words, scored and cut to snippets by the database's own means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    Integer,
    Select,
    Text,
    cast,
    column,
    func,
    literal,
    select,
)
from sqlalchemy import table as lightweight
from sqlalchemy.dialects.postgresql import TSQUERY

from khabar.store import schema
from khabar.store.filters import (
    Filter,
    in_reports,
    party_keys,
    site_keys,
)
from khabar.store.found import (
    Hit,
    Page,
    Window,
)
from khabar.store.questions import Records, report_lines
from khabar.store.words import fts5, parse, snippet, tsquery

_MOST_SCORED = 500


def search(
    connection: Connection, records: Records, query: str, asked: Filter, window: Window, *, newest: bool
) -> Page[Hit]:
    """Return reports that hold the words, the most telling first (or the newest), with a snippet each."""
    asked.refuse("a search", "act", "type", "proposal", "status")
    terms = parse(query)
    r = schema.reports.c
    conditions = in_reports(connection, r.key, asked)
    if asked.party is not None:
        e = schema.entities.c
        conditions.append(r.key.in_(select(e.report).where(e.party.in_(party_keys(connection, asked)))))
    if asked.place is not None:
        p = schema.places.c
        conditions.append(r.key.in_(select(p.report).where(p.site.in_(site_keys(connection, asked)))))
    if asked.since is not None:
        conditions.append(r.day >= asked.since)
    if asked.until is not None:
        conditions += [r.day <= asked.until, r.day > 0]
    if connection.dialect.name == "sqlite":
        chosen = _ranked_by_fts5(fts5(terms), conditions, newest=newest)
    else:
        chosen = _ranked_by_tsquery(connection, tsquery(terms), conditions, window, newest=newest)
    found = connection.execute(chosen.limit(window.limit + 1).offset(window.offset))
    rows = [(key, score) for key, score in found]
    part = rows[: window.limit]
    keys = [key for key, _ in part]
    lines, opened = report_lines(connection, keys), records(connection, keys)
    hits = tuple(Hit(lines[key], snippet(opened[key].text, terms), round(-float(score), 4)) for key, score in part)
    return Page(hits, window.offset, len(rows) > window.limit)


def _ranked_by_fts5(words: str, conditions: Sequence[ColumnElement[bool]], *, newest: bool) -> Select[Any]:
    """Keys and scores (less is better, BM25) of the reports that SQLite finds."""
    r = schema.reports.c
    w = lightweight("report_words", column("rowid", Integer), column("report_words", Text), column("rank", Float))
    query = select(r.key, w.c.rank).join(w, w.c.rowid == r.key).where(w.c.report_words.op("MATCH")(words), *conditions)
    return query.order_by(*([r.day.desc(), r.key] if newest else [w.c.rank, r.day.desc(), r.key]))


def _ranked_by_tsquery(
    connection: Connection, words: str, conditions: Sequence[ColumnElement[bool]], window: Window, *, newest: bool
) -> Select[Any]:
    """Keys and scores (less is better) of the reports that PostgreSQL finds.

    It scores by opening each report's words again, so of a word that is everywhere only the newest are scored.
    """
    r = schema.reports.c
    w = lightweight("report_words", column("report", Integer), column("words", Text))
    asked = cast(literal(words), TSQUERY)
    holds = w.c.words.op("@@", is_comparison=True)(asked)
    query = select(r.key, r.day, w.c.words).join(w, w.c.report == r.key).where(holds, *conditions)
    if newest:
        query = query.with_only_columns(r.key, literal(0.0), maintain_column_froms=True)
        return query.order_by(r.day.desc(), r.key)
    most = max(_MOST_SCORED, window.offset + window.limit + 1)
    some = select(literal(1)).where(holds).limit(most + 1).subquery()
    if connection.execute(select(func.count()).select_from(some)).scalar_one() > most:
        query = query.order_by(r.day.desc(), r.key).limit(most)
    few = query.subquery()
    score = (-func.ts_rank(few.c.words, asked, 1)).label("score")
    return select(few.c.key, score).order_by(score, few.c.day.desc(), few.c.key)
