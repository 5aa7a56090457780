"""Gathering claims of many reports into threads: one plan, or one utterance, told again and again.

Reports are taken in the order they were added. Each claim joins the thread whose nearest members it is most like,
if it is like enough, or begins one; two claims of one report never share a thread, for the reading told them apart: the
more alike joins. What was
gathered once stays unless its report is read anew, so gathering after every addition costs only what is new.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Generic, NamedTuple, TypeVar

from sqlalchemy import Connection, select

from khabar.record import content_id
from khabar.store import schema
from khabar.store.threads import views
from khabar.store.threads.likeness import (
    JOINED_PROPOSALS,
    JOINED_STATEMENTS,
    PROPOSAL_DAYS,
    STATEMENT_DAYS,
    Rarities,
    Rarity,
    proposals_alike,
    statements_alike,
)
from khabar.store.threads.views import ProposalView, StatementView, Where
from khabar.store.writing import bulk

ViewT = TypeVar("ViewT", ProposalView, StatementView)
_MOST = 200  # reports gathered in one transaction
_MOST_COMPARED = 400
_TELLING = 6  # rarest words of a statement, by one of which another telling of it is found
_NEAREST = 3  # members of a thread that a claim must be like: a long story's first and last day differ


def pending(connection: Connection) -> list[int]:
    """Return the keys of reports not gathered yet, as they were added; at most what one transaction should take."""
    r, g = schema.reports.c, schema.gathered.c
    query = select(r.key).where(~select(g.report).where(g.report == r.key).exists()).order_by(r.key).limit(_MOST)
    return list(connection.execute(query).scalars())


def gather(connection: Connection, keys: Sequence[int]) -> None:
    """Put the claims of reports into threads, inside a writing transaction."""
    new = views.reports(connection, keys)
    around = _around(connection, [view.day for view in new.values()], set(keys))
    told = views.reports(connection, around) | new
    proposals = views.proposals(connection, told)
    statements = views.statements(connection, {k: v for k, v in told.items() if k in new or _near(v.day, new)})
    parties = Rarity.of(report.parties for report in told.values())
    countries = Rarity.of(report.countries for report in told.values())
    kinds = {kind: Rarity.of(v.words for v in proposals if v.kind == kind) for kind in {v.kind for v in proposals}}
    rare = Rarities(Rarity.of(view.words for view in proposals), parties, countries, kinds)
    plans: _Rule[ProposalView] = _Rule("q", lambda a, b: proposals_alike(a, b, rare), JOINED_PROPOSALS, rare.words)
    _thread(connection, proposals, set(keys), plans)
    of_statements = Rarities(Rarity.of(view.words for view in statements), parties, countries)
    spoken: _Rule[StatementView] = _Rule(
        "s", lambda a, b: statements_alike(a, b, of_statements), JOINED_STATEMENTS, of_statements.words
    )
    _thread(connection, statements, set(keys), spoken)
    bulk(connection, "gathered", ("report",), [(key,) for key in sorted(keys)])


def _around(connection: Connection, days: list[int], new: set[int]) -> list[int]:
    """Keys of the reports gathered before that are near enough in time to share a thread."""
    r, g = schema.reports.c, schema.gathered.c
    first, last = min(days, default=0) - PROPOSAL_DAYS, max(days, default=0) + PROPOSAL_DAYS
    query = (
        select(r.key).join_from(schema.reports, schema.gathered, g.report == r.key).where(r.day.between(first, last))
    )
    return [key for key in connection.execute(query).scalars() if key not in new]


def _near(day: int, new: dict[int, views.ReportView]) -> bool:
    return any(abs(day - view.day) <= STATEMENT_DAYS for view in new.values())


class _Rule(NamedTuple, Generic[ViewT]):
    """How claims of a kind are gathered: how like two are, and how like a thread one must be to join it."""

    claim: str
    alike: Callable[[ViewT, ViewT], float]
    joined: float
    words: Rarity


def _thread(connection: Connection, found: list[ViewT], new: set[int], rule: _Rule[ViewT]) -> None:
    claim = rule.claim
    m = schema.thread_members.c
    by_place = {view.at: view for view in found}
    thread_of: dict[Where, str] = {}
    members: dict[str, list[ViewT]] = defaultdict(list)
    old = {view.at.report for view in found} - new
    for part in views.parts(old):
        for report, n, thread in connection.execute(
            select(m.report, m.n, m.thread).where(m.claim == claim, m.report.in_(part)).order_by(m.report, m.n)
        ):
            view = by_place.get(Where(report, n))
            if view is not None:
                thread_of[view.at] = thread
                members[thread].append(view)
    index = _Index(rule.words)
    for view in found:
        if view.at in thread_of:
            index.add(view, thread_of[view.at])
    rows: list[tuple[int, str, int, str, float]] = []
    for _, told in groupby((view for view in found if view.at.report in new), key=lambda view: view.at.report):
        views_of = list(told)
        joined = _best(views_of, index, members, rule)
        for n, view in enumerate(views_of):
            thread, likely = joined.get(n) or (content_id("th", claim, view.at.report, view.at.n), 1.0)
            members[thread].append(view)
            index.add(view, thread)
            rows.append((view.at.report, claim, view.at.n, thread, likely))
    bulk(connection, "thread_members", ("report", "claim", "n", "thread", "score"), rows)


def _best(
    told: Sequence[ViewT], index: _Index, members: dict[str, list[ViewT]], rule: _Rule[ViewT]
) -> dict[int, tuple[str, float]]:
    """Which threads the claims of one report join, by their ranks, the most alike first, and how likely it is."""
    scored: list[tuple[float, int, str]] = []
    for n, view in enumerate(told):
        for thread in index.candidates(view):
            if any(member.at.report == view.at.report for member in members[thread]):
                continue
            nearest = sorted((rule.alike(view, member) for member in members[thread][-_MOST_COMPARED:]), reverse=True)
            likely = sum(nearest[:_NEAREST]) / len(nearest[:_NEAREST])
            if likely > rule.joined:
                scored.append((likely, n, thread))
    joined: dict[int, tuple[str, float]] = {}
    taken: set[str] = set()
    for likely, n, thread in sorted(scored, key=lambda x: (-x[0], x[1], x[2])):
        if n not in joined and thread not in taken:
            joined[n] = thread, likely
            taken.add(thread)
    return joined


class _Index:
    """Threads that share a telling word or a speaker with a claim; the others need not be compared."""

    def __init__(self, rare: Rarity) -> None:
        self.rare = rare
        self.threads: dict[object, dict[str, None]] = defaultdict(dict)

    def add(self, view: ProposalView | StatementView, thread: str) -> None:
        for key in self._keys(view):
            self.threads[key][thread] = None

    def candidates(self, view: ProposalView | StatementView) -> list[str]:
        found: dict[str, None] = {}
        for key in self._keys(view):
            found |= self.threads.get(key, {})
        return list(found)

    def _keys(self, view: ProposalView | StatementView) -> set[object]:
        if isinstance(view, ProposalView):
            return {(view.kind, country) for country in view.report.countries or ("",)}
        telling = sorted(view.words, key=lambda word: (-self.rare.weight(word), word))[:_TELLING]
        return {*view.speakers, ("wire", view.report.wire), *telling}
