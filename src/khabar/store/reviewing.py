"""The queue of claims that nobody has looked at yet, those first of which the reading is least sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, Table, func, literal, select

from khabar.errors import StoreError, saying
from khabar.store import schema
from khabar.store.filters import Filter, first_few, looked_up
from khabar.store.found import Found, Page, Window
from khabar.store.questions import CONDITIONS, Records, found_claims

Kind = Literal["statements", "proposals", "events"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""The kinds of claims that carry a confidence."""


def _in_days(table: Table, asked: Filter) -> list[ColumnElement[bool]]:
    """As `filters.in_days`, but checked along the queue's own index, which has the days too.

    Databases would go through all claims of those days by the index of days, and sort them.
    """
    day, last = table.c.day + 0, table.c.last_day + 0
    conditions = [] if asked.since is None else [last >= asked.since]
    return conditions if asked.until is None else [*conditions, day <= asked.until, day > 0]


class Queue:
    """Claims of some kinds that pass the filters and that no correction is about.

    below: only claims of which the reading is less sure than this. Raise `StoreError` for filters that not all kinds
    know, and for a kind that is none.
    """

    def __init__(self, connection: Connection, asked: Filter, kinds: Sequence[Kind], below: float) -> None:
        asked.refuse("the queue", "type", "act", "status", "proposal")
        if not kinds or set(kinds) - set(KINDS):
            raise StoreError(saying("claims to review are of these kinds: %(known)s"), known=", ".join(KINDS))
        self._connection = connection
        asked = looked_up(connection, asked)
        self._parts: list[tuple[Table, list[ColumnElement[bool]]]] = []
        for kind in KINDS:
            if kind in kinds:
                table, conditions = CONDITIONS[kind]
                passing = conditions(connection, replace(asked, since=None, until=None), first_few)
                self._parts.append((table, [table.c.confidence < below, *_in_days(table, asked), *passing]))

    def page(self, records: Records, window: Window) -> Page[Found[Any]]:
        """Return a part of the queue."""
        wanted = window.offset + window.limit + 1
        ranked: list[tuple[float, int, int, int]] = []
        about = schema.corrections.c.object
        for which, (table, conditions) in enumerate(self._parts):
            c = table.c
            unseen = ~select(literal(1)).where(about == c.id).correlate(table).exists()
            query = select(c.confidence, c.report, c.n).where(*conditions, unseen)
            rows = self._connection.execute(query.order_by(c.confidence, c.report, c.n).limit(wanted))
            ranked += [(confidence, which, report, n) for confidence, report, n in rows]
        ranked.sort()
        part = ranked[window.offset : window.offset + window.limit]
        found: dict[tuple[int, int, int], Found[Any]] = {}
        for which, (table, _) in enumerate(self._parts):
            ranks = [(report, n) for _, of, report, n in part if of == which]
            claims = found_claims(self._connection, records, table, ranks)
            found |= {(which, *rank): claim for rank, claim in zip(ranks, claims, strict=True)}
        items = tuple(found[which, report, n] for _, which, report, n in part)
        return Page(items, window.offset, len(ranked) >= wanted)

    def count(self) -> int:
        """Return how many claims it holds: all that pass, less the few that were corrected."""
        number = 0
        seen = select(schema.corrections.c.object).distinct().scalar_subquery()
        for table, conditions in self._parts:
            every = select(func.count()).select_from(table).where(*conditions)
            number += self._connection.execute(every).scalar_one()
            number -= self._connection.execute(every.where(table.c.id.in_(seen))).scalar_one()
        return number
