"""Search: reports that hold words, scored by the database's own means, cut to snippets, counted by what they are."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    Integer,
    Select,
    Table,
    Text,
    cast,
    column,
    func,
    literal,
    select,
)
from sqlalchemy import table as lightweight
from sqlalchemy.dialects.postgresql import TSQUERY

from khabar.errors import StoreError, saying
from khabar.kinds import Act, EventType, ProposalKind
from khabar.store import schema
from khabar.store.filters import (
    Filter,
    among,
    in_reports,
    party_keys,
    site_keys,
)
from khabar.store.found import (
    Hit,
    Page,
    ReportLine,
    Window,
)
from khabar.store.opened import Opened
from khabar.store.outlet_names import called
from khabar.store.questions import Records, report_lines
from khabar.store.words import Term, fts5, parse, snippet, tsquery

_MOST_SCORED = 500


def search(
    connection: Connection,
    records: Records,
    query: str,
    asked: Filter,
    window: Window,
    *,
    newest: bool,
    holding: str | None = None,
) -> Page[Hit]:
    """Return reports that hold the words, the most telling first (or the newest), with a snippet each.

    holding: a kind of claim that they hold too, as `act:reject`, `event:ASSAULT`, `proposal:ceasefire`. Without words
    but with a filter: all reports that pass, the newest first.
    """
    terms = _terms(query, asked, holding)
    chosen = _chosen(connection, terms, asked, holding, window, newest=newest)
    found = connection.execute(chosen.limit(window.limit + 1).offset(window.offset))
    rows = [(key, score) for key, score in found]
    part = rows[: window.limit]
    keys = [key for key, _ in part]
    lines, opened = report_lines(connection, keys), records(connection, keys)
    hits = tuple(_hit(lines[key], opened[key], terms, score) for key, score in part)
    return Page(hits, window.offset, len(rows) > window.limit)


def _hit(line: ReportLine, opened: Opened, terms: tuple[Term, ...], score: float) -> Hit:
    cut = snippet(opened.text, terms)
    at = cut.start + cut.marks[0][0] if cut.marks else cut.start
    return Hit(line, cut, round(-float(score), 4), opened.nearest(at))


def _terms(query: str, asked: Filter, holding: str | None) -> tuple[Term, ...]:
    """What a query asks for; nothing where it is empty and a filter is given instead."""
    return () if not query.strip() and (asked != Filter() or holding) else parse(query)


def _conditions(connection: Connection, asked: Filter, holding: str | None) -> list[ColumnElement[bool]]:
    """What makes a report pass the filters."""
    asked.refuse("a search", "act", "type", "proposal", "status")
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
    if holding is not None:
        table, column, value = _held(holding)
        conditions.append(r.key.in_(select(table.c.report).where(table.c[column] == value)))
    return conditions


_HELD = {
    "act": (schema.statements, "act", Act),
    "event": (schema.events, "type", EventType),
    "proposal": (schema.proposals, "kind", ProposalKind),
}


def _held(holding: str) -> tuple[Table, str, str]:
    """The table, column and value that a kind of claim means."""
    what, _, value = holding.partition(":")
    if what in _HELD and value in {x.value for x in _HELD[what][2]}:
        table, column, _ = _HELD[what]
        return table, column, value
    raise StoreError(
        saying("%(holding)r is no kind of claim: write act:reject, event:ASSAULT or proposal:ceasefire"),
        holding=holding,
    )


def _chosen(
    connection: Connection,
    terms: tuple[Term, ...],
    asked: Filter,
    holding: str | None,
    window: Window,
    *,
    newest: bool,
) -> Select[Any]:
    """Keys and scores of the reports that hold the words and pass, in order."""
    conditions = _conditions(connection, asked, holding)
    r = schema.reports.c
    if not terms:
        return select(r.key, literal(0.0)).where(*conditions).order_by(r.day.desc(), r.key.desc())
    if connection.dialect.name == "sqlite":
        return _ranked_by_fts5(fts5(terms), conditions, newest=newest)
    return _ranked_by_tsquery(connection, tsquery(terms), conditions, window, newest=newest)


@dataclass(frozen=True, slots=True)
class Facets:
    """What reports that answer a search are: how many; by outlet and by month, by number and in order; kinds of claims.

    kinds: in how many of them a kind of claim is, by `act:…`, `event:…`, `proposal:…`, the most common first.
    """

    total: int
    outlets: tuple[tuple[str, int], ...] = ()
    months: tuple[tuple[dt.date, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()


def facets(connection: Connection, query: str, asked: Filter, *, holding: str | None = None) -> Facets:
    """Count the reports that hold the words by outlet, month and kind of claim."""
    terms = _terms(query, asked, holding)
    everything = Window(1, 2**31 - 2)
    chosen = _chosen(connection, terms, asked, holding, everything, newest=True).order_by(None)
    keys = [row[0] for row in connection.execute(chosen)]
    if not keys:
        return Facets(0)
    r = schema.reports.c
    outlets: Counter[str] = Counter()
    months: Counter[dt.date] = Counter()
    for outlet, day, n in connection.execute(
        select(r.outlet, r.day, func.count()).where(among(r.key, keys)).group_by(r.outlet, r.day)
    ):
        if outlet:
            outlets[outlet] += n
        if day > 0:
            months[dt.date.fromordinal(day).replace(day=1)] += n
    total = int(connection.execute(select(func.count()).select_from(schema.reports)).scalar_one())
    if 2 * len(keys) > total:  # of nearly all reports: all less those few that are not among them
        others = set(connection.execute(select(r.key)).scalars()) - set(keys)
        kinds = _kinds(connection, None)
        kinds.subtract(_kinds(connection, others) if others else {})
    else:
        kinds = _kinds(connection, keys)
    names = called(outlets)
    gathered: Counter[str] = Counter()
    for outlet, n in outlets.items():
        gathered[names[outlet]] += n
    ordered = tuple(sorted(gathered.items(), key=lambda x: (-x[1], x[0])))
    common = tuple(sorted(((x, n) for x, n in kinds.items() if n), key=lambda x: (-x[1], x[0])))
    return Facets(len(keys), ordered, tuple(sorted(months.items(), reverse=True)), common)


def _kinds(connection: Connection, keys: Collection[int] | None) -> Counter[str]:
    """In how many of some reports, or of all, each kind of claim is."""
    kinds: Counter[str] = Counter()
    for what, (table, name, _) in _HELD.items():
        c = table.c
        once = select(c[name].label("value"), c.report).distinct()
        once = once if keys is None else once.where(among(c.report, keys))
        held = once.subquery()
        counted = select(held.c.value, func.count()).group_by(held.c.value)
        kinds.update({f"{what}:{value}": n for value, n in connection.execute(counted)})
    return kinds


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
