"""Gathering claims of many reports into threads: one plan, or one utterance, told again and again.

Reports are taken in the order they were added. Each claim joins the thread whose nearest members it is most like,
if it is like enough, or begins one; two claims of one report never share a thread, for the reading told them apart:
the more alike joins. What a report contradicts is found and kept at the same time. What was gathered once stays unless its report is read anew, so gathering after every addition
costs only what is new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, Text, delete, func, or_, select, type_coerce, update

from khabar.store import merging, schema
from khabar.store.filters import parts
from khabar.store.tallies import count_threads
from khabar.store.threads import views
from khabar.store.threads.against import Against
from khabar.store.threads.denials import denials
from khabar.store.threads.filling import fill_words
from khabar.store.threads.likeness import (
    JOINED_PROPOSALS,
    JOINED_STATEMENTS,
    LEAST_WORDS,
    PROPOSAL_DAYS,
    STATEMENT_DAYS,
    Rarities,
    Rarity,
    proposals_alike,
    statements_alike,
)
from khabar.store.threads.meetings import meetings
from khabar.store.threads.pool import Pool
from khabar.store.threads.tolls import tolls
from khabar.store.threads.views import ProposalView, ReportView, StatementView
from khabar.store.writing import bulk

_MOST = 200  # reports gathered in one transaction
_State = tuple[Any, str]
"""As which a report stands in the store: when it was read, and its wire, which may change when a copy is added."""


class Gathering:
    """Puts claims of reports into threads, some reports in a transaction at a time.

    What it compares with, the reports near enough in time, it keeps in memory from one transaction to the next.
    """

    def __init__(self) -> None:
        self._told: dict[int, ReportView] = {}
        self._state: dict[int, _State] = {}
        self._heads: dict[int, int] = {}
        self._parties, self._countries = Rarity(), Rarity()
        plans = Rarities(Rarity(), self._parties, self._countries)
        spoken = Rarities(Rarity(), self._parties, self._countries)
        self._kinds = plans.of_kind
        self._plans: Pool[ProposalView] = Pool("q", partial(proposals_alike, rare=plans), JOINED_PROPOSALS, plans.words)
        self._spoken: Pool[StatementView] = Pool(
            "s", partial(statements_alike, rare=spoken), JOINED_STATEMENTS, spoken.words, LEAST_WORDS
        )

    def step(self, connection: Connection) -> int:
        """Gather some reports inside a writing transaction; return how many, 0 when all are gathered."""
        keys = _pending(connection)
        if keys:
            merging.merge_by_name(connection, keys)
            self._look_around(connection, keys)
            rows = [*self._plans.gather(keys), *self._spoken.gather(keys)]
            dated = [(*row, self._told[row[0]].day) for row in rows]
            bulk(connection, "thread_members", ("report", "claim", "n", "thread", "score", "day"), dated)
            count_threads(connection, {row[3] for row in rows})
            bulk(connection, "gathered", ("report",), [(key,) for key in keys])
        else:  # gathered by an older khabar, which kept no contradictions
            keys = sorted(_uncompared(connection))[:_MOST]
            if not keys:
                return 0
            self._look_around(connection, keys)
        self._compare(connection, keys)
        return len(keys)

    def _compare(self, connection: Connection, keys: Sequence[int]) -> None:
        """Write down what in reports contradicts those compared before, or one another."""
        g, x = schema.gathered.c, schema.contradictions.c
        for part in parts(keys):
            connection.execute(delete(schema.contradictions).where(or_(x.one.in_(part), x.other.in_(part))))
            connection.execute(update(schema.gathered).where(g.report.in_(part)).values(compared=True))
        found = [
            *tolls(connection, keys, self._heads),
            *denials(connection, keys, self._spoken, _uncompared(connection)),
            *meetings(connection, keys, self._told, self._heads),
        ]
        bulk(connection, "contradictions", Against._fields, sorted(found))

    def _look_around(self, connection: Connection, keys: Sequence[int]) -> None:
        """Hold the reports to be gathered and those they are compared with, and let go of all others."""
        heads = merging.stands_for(connection)
        moved = [key for key in heads.keys() | self._heads.keys() if heads.get(key) != self._heads.get(key)]
        days = _days_of(connection, keys)
        around = _around(connection, days, keys)
        stale = [key for key in self._told if self._state[key] != around.get(key)]
        again = self._told.keys() & set(keys)  # held, and yet to be gathered: what was known of them is over
        self._let_go({*stale, *again, *(views.naming(connection, moved) & self._told.keys())})
        self._heads = heads
        new = [key for key in around if key not in self._told]
        fill_words(connection, new)
        told = views.reports(connection, new, heads)
        self._state |= {key: around[key] for key in new}
        self._told |= told
        for report in told.values():
            self._count(report, 1)
        plans = views.proposals(connection, told, heads)
        for plan in plans:
            self._kinds[plan.kind].add(plan.words)
        self._plans.hold(told, plans, views.threads(connection, "q", told))
        near = _near(days)
        self._spoken.let_go([key for key in self._spoken.reports if not near(self._told[key].day)])
        unsaid = {k: view for k, view in self._told.items() if k not in self._spoken.reports and near(view.day)}
        said = views.statements(connection, unsaid, heads)
        self._spoken.hold(unsaid, said, views.threads(connection, "s", unsaid))

    def _let_go(self, keys: Iterable[int]) -> None:
        for key in keys:
            self._count(self._told.pop(key), -1)
            del self._state[key]
        for plan in self._plans.let_go(keys):
            self._kinds[plan.kind].add(plan.words, -1)
        self._spoken.let_go(keys)

    def _count(self, report: ReportView, more: int) -> None:
        self._parties.add(report.parties, more)
        self._countries.add(report.countries, more)


def _pending(connection: Connection) -> list[int]:
    """Keys of reports not gathered yet, as they were added; at most what one transaction should take."""
    r, g = schema.reports.c, schema.gathered.c
    query = select(r.key).where(~select(g.report).where(g.report == r.key).exists()).order_by(r.key).limit(_MOST)
    return list(connection.execute(query).scalars())


def _uncompared(connection: Connection) -> set[int]:
    """Keys of reports in threads that were not yet looked through for contradictions."""
    g = schema.gathered.c
    return set(connection.execute(select(g.report).where(g.compared.is_(False))).scalars())


def waiting(connection: Connection) -> bool:
    """Whether there is anything to gather or compare: told by numbers, for looking through all reports takes long."""
    numbers = [
        connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (schema.reports, schema.gathered)
    ]
    return numbers[0] != numbers[1] or bool(_uncompared(connection))


def _days_of(connection: Connection, keys: Sequence[int]) -> list[int]:
    r = schema.reports.c
    return [day for part in parts(keys) for day in connection.execute(select(r.day).where(r.key.in_(part))).scalars()]


def _around(connection: Connection, days: Sequence[int], new: Sequence[int]) -> dict[int, _State]:
    """The new reports, and those gathered before that are near enough in time to share a thread; as which each stands."""
    r, g = schema.reports.c, schema.gathered.c
    first, last = min(days, default=0) - PROPOSAL_DAYS, max(days, default=0) + PROPOSAL_DAYS
    state = (r.key, type_coerce(r.read_at, Text), r.wire)  # nothing is done with the moment but to compare it
    gathered = select(*state).join_from(schema.reports, schema.gathered, g.report == r.key)
    rows = [*connection.execute(gathered.where(r.day.between(first, last))).all()]
    for part in parts(new):
        rows += connection.execute(select(*state).where(r.key.in_(part))).all()
    return {key: (read_at, wire) for key, read_at, wire in rows}


def _near(days: Iterable[int]) -> Callable[[int], bool]:
    """Whether a day is near enough to one of these for an utterance to be told on both."""
    reached = {day + apart for day in days for apart in range(-STATEMENT_DAYS, STATEMENT_DAYS + 1)}
    return reached.__contains__
