"""Parties against plans: where each stood last on each, and whether it had stood elsewhere before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, Connection, select

from khabar.arabic import fold
from khabar.kinds import Act
from khabar.store import schema
from khabar.store.filters import Filter, all_of, looked_up, parts
from khabar.store.found import Page, Window
from khabar.store.questions import position_conditions
from khabar.store.threads.course import best
from khabar.store.threads.steps import Step, Taken, Who, steps, taken, who

PartyOrder = Literal["activity", "newest", "name", "name_en"]
"""Parties with most stances first, those with the newest, or by their names."""
PlanOrder = Literal["parties", "newest"]
"""Plans on which most parties took a stance first, or those with the newest."""
_MOST = 3000  # the newest stances looked at
_STANCES = {str(act): n for n, act in enumerate(Act)}


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as a heading: its thread, its best words, its kind, a proposal called so, in how many reports it is told."""

    thread: str
    label: str
    kind: str
    proposal: str
    reports: int


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a party stood last on a plan; before: the stances it had taken until then, the earliest first."""

    last: Step
    before: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether it had stood elsewhere before."""
        return any(stance != self.last.stance for stance in self.before)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Parties against plans; cells by (ident of the party, thread).

    activity: stances a party took, by its ident. more: whether there are further parties after these; further: how
    many plans come after these, and have no column here.
    """

    parties: tuple[Who, ...]
    plans: tuple[Plan, ...]
    cells: Mapping[tuple[str, str], Cell]
    activity: Mapping[str, int]
    more: bool
    further: int

    def stands(self, party: str) -> list[Cell]:
        """Return a party's cells, in the order of the plans."""
        found = (self.cells.get((party, plan.thread)) for plan in self.plans)
        return [cell for cell in found if cell]


def newest_steps(connection: Connection, asked: Filter, window: Window, around: str | None) -> Page[Step]:
    """Return stances that pass the filters, newest first; around: only those in reports that tell this thread."""
    query = taken(_conditions(connection, asked, around), window.limit + 1, from_newest=True).offset(window.offset)
    found = [Taken(*row) for row in connection.execute(query)]
    made = steps(connection, found[: window.limit])
    return Page(tuple(made), window.offset, len(found) > window.limit)


def _conditions(connection: Connection, asked: Filter, around: str | None) -> list[ColumnElement[bool]]:
    conditions = position_conditions(connection, looked_up(connection, asked), all_of)
    if around is not None:
        m = schema.thread_members.c
        told = select(m.report).where(m.claim == "q", m.thread == around)
        conditions.append(schema.positions.c.report.in_(told))
    return conditions


def matrix(
    connection: Connection,
    asked: Filter,
    window: Window,
    plans: Window,
    around: str | None,
    *,
    order: PartyOrder = "activity",
    plan_order: PlanOrder = "parties",
    by: str | None = None,
) -> Matrix:
    """Return the matrix of the newest stances that pass the filters.

    window: of parties; plans: of plans. around: as in `newest_steps`. by: a thread, which comes first, and on which
    stances order the parties before all else.
    """
    query = taken(_conditions(connection, asked, around), _MOST, from_newest=True)
    found = [Taken(*row) for row in connection.execute(query).all()][::-1]
    spread: dict[str, set[int]] = defaultdict(set)
    for x in found:
        spread[x.thread].add(x.party)
    number = Counter(x.thread for x in found)
    newest = {x.thread: x.day for x in found}
    ranked = sorted(
        spread,
        key=lambda thread: (
            thread != by,
            -newest[thread] if plan_order == "newest" else 0,
            -len(spread[thread]),
            -number[thread],
            thread,
        ),
    )
    columns = ranked[plans.offset : plans.offset + plans.limit]
    by_cell: dict[tuple[int, str], list[Taken]] = defaultdict(list)
    for x in found:
        by_cell[x.party, x.thread].append(x)
    shown = set(columns)
    acts = Counter(x.party for x in found if x.thread in shown)
    last_day = {x.party: x.day for x in found if x.thread in shown}
    names = who(connection, list(acts)) if order in ("name", "name_en") else {}

    def place(key: int) -> tuple[int, str, int, int, int]:
        on_plan = by_cell.get((key, by)) if by else None
        return (
            _STANCES.get(on_plan[-1].stance, len(_STANCES)) if on_plan else 2 * len(_STANCES),
            _sorted_as(names[key], order) if names else "",
            -last_day[key] if order == "newest" else 0,
            -acts[key],
            key,
        )

    rows = sorted(acts, key=place)
    kept = rows[window.offset : window.offset + window.limit]
    last = [(key, thread) for key in kept for thread in columns if (key, thread) in by_cell]
    made = steps(connection, [by_cell[cell][-1] for cell in last])
    people = who(connection, kept)
    return Matrix(
        tuple(people[key] for key in kept),
        tuple(_plans(connection, columns)),
        {
            (step.party.ident, step.thread): Cell(step, tuple(x.stance for x in by_cell[cell][:-1]))
            for cell, step in zip(last, made, strict=True)
        },
        {people[key].ident: acts[key] for key in kept},
        len(rows) > window.offset + window.limit,
        max(0, len(ranked) - plans.offset - len(columns)),
    )


def _sorted_as(party: Who, order: PartyOrder) -> str:
    """A name as it is sorted: without the article."""
    name = party.name_en if order == "name_en" else party.name
    return fold(name).removeprefix("ال").casefold()


def _plans(connection: Connection, threads: list[str]) -> list[Plan]:
    words = best(connection, threads)
    t = schema.threads.c
    number: dict[str, int] = {}
    for part in parts(threads):
        number |= {
            row.thread: row.reports for row in connection.execute(select(t.thread, t.reports).where(t.thread.in_(part)))
        }
    return [Plan(thread, *words[thread], number.get(thread, 1)) for thread in threads]
