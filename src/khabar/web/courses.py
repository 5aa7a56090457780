"""The course of a plan as a page shows it: its terms side by side, marks on a time axis, the graph of what it waits for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from khabar.export.english import entity_name, place_name
from khabar.record import Proposal
from khabar.store import Course, Found, ReportLine, Step
from khabar.store.threads.course import Tie
from khabar.store.threads.steps import Who
from khabar.web.interface import Interface, message
from khabar.web.wording import INSTRUMENTS, PURPOSES, Worded

FOR = frozenset({"accept", "support", "promise"})
AGAINST = frozenset({"reject", "condemn", "deny", "accuse", "threaten"})
ASKING = frozenset({"demand", "warn"})
SHAPES = ("for", "against", "asking", "forward", "silent")
_NEAR = 7.0  # per cent of a lane within which two marks would cover each other on a telephone
_MARGIN = 4.0
_TICKS = 5


def shape(stance: str) -> str:
    """Return which of the five shapes of marks a stance has."""
    if stance in FOR:
        return "for"
    if stance in AGAINST:
        return "against"
    if stance in ASKING:
        return "asking"
    return "silent" if stance == "no_comment" else "forward"


def names(opened: Iterable[Found[Proposal]]) -> dict[str, str]:
    """Return the English of the parties and places that tellings name, by the words for them."""
    made: dict[str, str] = {}
    for found in opened:
        for entity in found.context.entities:
            made |= {x.span.text: entity_name(entity) for x in entity.mentions if x.form == "name"}
        for place in found.context.places:
            made |= {span.text: place_name(place) for span in place.mentions}
    return made


# --- terms


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that reports say of a term: in words, the party it leads to, the tellings (claim, report)."""

    value: str
    party: str | None
    told: list[tuple[str, ReportLine]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a plan: all that reports say of it; `differ`: it can only be one of these."""

    name: str
    said: list[Said]
    single: bool

    @property
    def differ(self) -> bool:
        """Whether reports say different things that cannot all be so."""
        return self.single and len(self.said) > 1


_MANY = (
    ("sponsors", message("Put forward by")),
    ("subject", message("Of whom")),
    ("parties", message("Between")),
    ("addressees", message("Addressed to")),
)


def terms(opened: Iterable[Found[Proposal]], interface: Interface) -> list[Term]:
    """Return the terms of a plan as its tellings have them, what most reports say first."""
    made: dict[str, Term] = {}
    say = interface.gettext

    def tell(name: str, value: str, found: Found[Proposal], *, party: str | None = None, single: bool = False) -> None:
        if not value:
            return
        term = made.setdefault(name, Term(say(name), [], single))
        said = next((x for x in term.said if x.value == value), None)
        if said is None:
            said = Said(value, party)
            term.said.append(said)
        said.told.append((found.claim.id, found.report))

    for name in [text for _, text in _MANY]:
        made[name] = Term(say(name), [], single=False)
    for found in opened:
        plan, worded = found.claim, Worded(found.context, interface)
        for attribute, name in _MANY:
            for ident in getattr(plan, attribute):
                tell(name, worded.entity(ident), found, party=ident)
        for ident in plan.area:
            tell(message("Where"), worded.place(ident), found)
        tell(message("For how long"), interface.duration(plan.duration), found, single=True)
        tell(message("From when"), worded.time(plan.starts) if plan.starts else "", found, single=True)
        tell(message("As"), say(INSTRUMENTS[plan.instrument]) if plan.instrument else "", found)
        tell(message("Purpose"), say(PURPOSES[plan.purpose]) if plan.purpose else "", found)
    for term in made.values():
        term.said.sort(key=lambda said: -len(said.told))
    return [term for term in made.values() if term.said]


# --- marks on a time axis


@dataclass(frozen=True, slots=True)
class Group:
    """The tellings of one stance of one party on one day: a mark and a card with the same number.

    before: the stance it had until then, where it is another.
    """

    n: int
    party: Who
    day: dt.date | None
    stance: str
    before: str | None
    tellings: tuple[Step, ...]

    @property
    def exclusive(self) -> bool:
        """Whether it is told to be for this alone."""
        return any(step.exclusive for step in self.tellings)


@dataclass(frozen=True, slots=True)
class Mark:
    """A group on the axis: how far along it (per cent from the left) and in which row of its lane."""

    group: Group
    x: float
    row: int


@dataclass(frozen=True, slots=True)
class Lane:
    """A party's marks, the earliest first; rows: how many lie over each other at most."""

    party: Who
    marks: tuple[Mark, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Axis:
    """The days of an axis, and its ticks as (per cent from the left, day)."""

    first: dt.date
    last: dt.date
    mirrored: bool

    @property
    def long(self) -> bool:
        """Whether months tell more than days."""
        return (self.last - self.first).days > 300

    def at(self, day: dt.date) -> float:
        """Return how far along a day is, in per cent from the left; from the right where the language runs so."""
        whole = (self.last - self.first).days
        share = (day - self.first).days / whole if whole else 0.5
        along = _MARGIN + share * (100 - 2 * _MARGIN)
        return round(100 - along if self.mirrored else along, 2)

    @property
    def ticks(self) -> list[tuple[float, dt.date]]:
        """Days spread evenly, the first and the last among them."""
        whole = (self.last - self.first).days
        number = min(_TICKS - 1, whole)
        days = [self.first + dt.timedelta(round(whole * i / number)) for i in range(number + 1)] if number else []
        return [(self.at(day), day) for day in days or [self.first]]


def groups(course: Course) -> list[Group]:
    """Return the stances of a course, each with all its tellings, the earliest first."""
    held: dict[str, str] = {}
    made: list[Group] = []
    ordered = sorted(course.steps, key=lambda step: step.day or dt.date.min)
    for _, same_day in groupby(ordered, key=lambda step: step.day):
        found: dict[tuple[str, str], list[Step]] = {}
        for step in same_day:
            found.setdefault((step.party.ident, step.stance), []).append(step)
        for (ident, stance), tellings in found.items():
            before = held.get(ident)
            changed = before if before not in (None, stance) else None
            made.append(Group(len(made) + 1, tellings[0].party, tellings[0].day, stance, changed, tuple(tellings)))
            held[ident] = stance
    return made


def axis(course: Course, made: Sequence[Group], *, mirrored: bool) -> Axis | None:
    """Return the axis that holds all stances and reports; None where nothing has a day."""
    days = [group.day for group in made if group.day]
    days += [x.report.published for x in course.thread.members if x.report.published]
    return Axis(min(days), max(days), mirrored) if days else None


def lanes(made: Sequence[Group], along: Axis) -> list[Lane]:
    """Return a lane for each party, those with most stances first; marks too near each other go into rows of their own."""
    by_party: dict[str, list[Group]] = {}
    for group in made:
        if group.day:
            by_party.setdefault(group.party.ident, []).append(group)
    found = []
    for held in sorted(by_party.values(), key=lambda x: (-len(x), x[0].n)):
        ends: list[float] = []  # of each row, where its last mark is
        marks = []
        for group in held:
            x = along.at(group.day or along.first)
            row = next((i for i, end in enumerate(ends) if abs(x - end) >= _NEAR), len(ends))
            ends[row : row + 1] = [x]
            marks.append(Mark(group, x, row))
        found.append(Lane(held[0].party, tuple(marks), len(ends)))
    return found


# --- the graph


class Tied(NamedTuple):
    """What stands beside the middle of a graph: its address, words, kind, how often the tie is told, how it is drawn."""

    href: str | None
    label: str
    kind: str | None
    number: int
    how: str


@dataclass(frozen=True, slots=True)
class Node:
    """A box of the graph; x, y: its upper left corner."""

    tied: Tied
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Graph:
    """What comes before the middle, the middle, and what comes after, with boxes' places; sizes in SVG units.

    edges: how, and from where to where.
    """

    nodes: tuple[Node, ...]
    centre: tuple[int, int]
    edges: tuple[tuple[str, int, int, int, int], ...]
    width: int
    height: int


BOX = (230, 74)
_GAP = (70, 16)
_MOST_BOXES = 6


def graph(first: Sequence[Tied], then: Sequence[Tied], *, mirrored: bool) -> Graph | None:
    """Return a graph in columns that run with the language; None where there is nothing but its middle."""
    columns = {"first": first[:_MOST_BOXES], "then": then[:_MOST_BOXES]}
    if not any(columns.values()):
        return None
    shown = [name for name in ("first", "plan", "then") if name == "plan" or columns[name]]
    (wide, high), (across, down) = BOX, _GAP
    most = max(len(x) for x in columns.values())
    height = most * (high + down) - down
    width = len(shown) * (wide + across) - across

    def left(column: str) -> int:
        at = shown.index(column) * (wide + across)
        return width - wide - at if mirrored else at

    centre = (left("plan"), (height - high) // 2)
    nodes, edges = [], []
    for name, held in columns.items():
        top = (height - len(held) * (high + down) + down) // 2
        for i, tied in enumerate(held):
            x, y = left(name), top + i * (high + down)
            nodes.append(Node(tied, x, y))
            one, other = ((x, y), centre) if name == "first" else (centre, (x, y))
            begin = one[0] if mirrored else one[0] + wide
            end = other[0] + wide if mirrored else other[0]
            edges.append((tied.how, begin, one[1] + high // 2, end, other[1] + high // 2))
    return Graph(tuple(nodes), centre, tuple(edges), width, height)


def graph_of_ties(ties: Sequence[Tie], *, mirrored: bool) -> Graph | None:
    """Return the graph of what must come before a plan and what waits for it; parts stand before their whole."""
    return graph(_tied(ties, ("before", "part")), _tied(ties, ("after", "whole")), mirrored=mirrored)


def _tied(ties: Sequence[Tie], hows: tuple[str, ...]) -> list[Tied]:
    """The plans at the other end of ties, those told by most reports first."""
    found: dict[str, list[Tie]] = {}
    for tie in ties:
        if tie.how in hows:
            found.setdefault(tie.thread or tie.label, []).append(tie)
    made = []
    for held in found.values():
        tie = held[0]
        number = len({x.telling.report.id for x in held})
        made.append(Tied(f"/negotiations/{tie.thread}" if tie.thread else None, tie.label, tie.kind, number, tie.how))
    return sorted(made, key=lambda x: -x.number)
