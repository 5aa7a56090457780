"""Every question of a store, about what is most often in it, and how long the answers take.

The greatest parties, outlets, places and plans make `SUBJECTS` subjects. All questions are asked about the first to
warm up, then all in turn about each subject, twice over, with no record kept from before: so no answer finds its
pages made ready by the same question a moment ago. The median of all askings counts; beside it stands the slowest
subject (the lesser of its two times), and the median of the processor's time: this process, and with a PostgreSQL on
this machine the server's process that answers it. A busy machine stretches only the clock.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Callable, Sequence, Sized
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select, text

from khabar.store import Asked, Step, Store, dossier, schema

SUBJECTS = 7
ROUNDS = 2
ACTS = ("reject", "accept", "demand", "accuse", "support", "threaten", "deny")
EVENTS = ("ASSAULT", "CONSULT", "COERCE", "AGREE", "AID", "PROTEST", "MOBILIZE")


class Subject(NamedTuple):
    """What a question is asked about: names that are often in the store, and ids of one report and one statement."""

    party: str
    other: str
    outlet: str
    other_outlet: str
    place: str
    act: str
    event: str
    plan: str
    kind: str
    since: str
    until: dt.date
    report: str
    statement: str


class Times(NamedTuple):
    """Milliseconds of a question: median and slowest subject by the clock, median of processors; lines in an answer."""

    median: float
    slowest: float
    processor: float
    lines: int


Question = Callable[[Subject], Sized]


def subjects(store: Store) -> list[Subject]:
    """Return the subjects: the parties, outlets, places and plans met most, in turn, with acts and types of events."""
    a, c, s = schema.appearances.c, schema.claim_sites.c, schema.sites.c
    with store.engine.connect() as connection:
        outlets = connection.execute(
            select(a.outlet).group_by(a.outlet).order_by(func.count().desc(), a.outlet).limit(SUBJECTS)
        ).scalars()
        names = list(outlets)
        places = connection.execute(
            select(s.lat, s.lon)
            .join(schema.claim_sites, c.site == s.key)
            .where(s.lat.is_not(None))
            .group_by(s.key, s.lat, s.lon)
            .order_by(func.count().desc(), s.key)
            .limit(SUBJECTS)
        ).all()
        last = connection.execute(select(func.max(schema.reports.c.published))).scalar_one()
    parties = [line.name for line in store.parties(limit=SUBJECTS + 1)]
    plans = store.threads(limit=SUBJECTS, fewest=1)
    said = store.statements(limit=10 * SUBJECTS)[::10]
    made = zip(
        islice(cycle(parties), SUBJECTS),
        islice(cycle(parties[1:]), SUBJECTS),
        islice(cycle(names), SUBJECTS),
        islice(cycle(names[1:] + names[:1]), SUBJECTS),
        islice(cycle([f"{lat},{lon}" for lat, lon in places]), SUBJECTS),
        ACTS,
        EVENTS,
        islice(cycle([plan.label for plan in plans]), SUBJECTS),
        islice(cycle([plan.kind for plan in plans]), SUBJECTS),
        [str(last - dt.timedelta(days=3 + 2 * n)) for n in range(SUBJECTS)],
        [last] * SUBJECTS,
        [found.report.id for found in said],
        [found.claim.id for found in said],
        strict=True,
    )
    return [Subject(*one) for one in made]


def questions(store: Store) -> dict[str, Question]:
    """Return every question by name, with filters that people use."""

    def near(x: Subject) -> Asked:
        return {"place": x.place, "km": 50}

    def days(x: Subject) -> Asked:
        return {"since": x.since, "until": x.until}

    def counted(x: Subject) -> list[int]:
        return [store.count(what, party=x.party) for what in ("statements", "positions", "events")]

    threads = {plan.label: plan.id for plan in store.threads(limit=SUBJECTS, fewest=1)}

    def course_steps(x: Subject) -> Sequence[Step]:
        course = store.course(threads[x.plan])
        return course.steps if course else ()

    def profile_names(x: Subject) -> Sequence[tuple[str, int]]:
        profile = store.profile(x.party)
        return profile.names if profile else ()

    return {
        "statements": lambda _: store.statements(),
        "statements, a party's": lambda x: store.statements(party=x.party),
        "statements, party act days": lambda x: store.statements(party=x.party, act=x.act, **days(x)),
        "statements, within 50 km": lambda x: store.statements(**near(x)),
        "statements, an outlet's": lambda x: store.statements(outlet=x.outlet),
        "statements, on a plan": lambda x: store.statements(proposal=x.plan),
        "statements, 101st page": lambda _: store.statements(offset=5000),
        "positions": lambda _: store.positions(),
        "positions, a party's": lambda x: store.positions(party=x.party),
        "positions, within 50 km": lambda x: store.positions(**near(x)),
        "positions, act outlet days": lambda x: store.positions(act=x.act, outlet=x.outlet, **days(x)),
        "proposals": lambda _: store.proposals(),
        "proposals, a party's": lambda x: store.proposals(party=x.party),
        "proposals, kind and place": lambda x: store.proposals(type=x.kind, **near(x)),
        "events": lambda _: store.events(),
        "events, type within 50 km": lambda x: store.events(type=x.event, **near(x)),
        "events, a party's": lambda x: store.events(party=x.party),
        "events, type outlet days": lambda x: store.events(type=x.event, outlet=x.outlet, **days(x)),
        "parties": lambda _: store.parties(),
        "parties, persons": lambda _: store.parties(type="person"),
        "parties, an outlet's": lambda x: store.parties(outlet=x.outlet),
        "parties, days": lambda x: store.parties(**days(x)),
        "parties, type outlet days": lambda x: store.parties(type="government", outlet=x.outlet, **days(x)),
        "parties, by a name": lambda x: store.parties(party=x.party.split()[0]),
        "timeline": lambda _: store.timeline(),
        "timeline, a party's": lambda x: store.timeline(party=x.party),
        "timeline, within 50 km": lambda x: store.timeline(**near(x), since=x.since),
        "timeline, a plan's": lambda x: store.timeline(proposal=x.plan),
        "search, words in many": lambda x: store.search(f"{x.party} {x.other}"),
        "search, a phrase in many": lambda x: store.search(f'"{x.party}"'),
        "search, a plan's words": lambda x: store.search(x.plan),
        "search, newest of a party": lambda x: store.search(x.plan, newest=True, party=x.party),
        "compare, two outlets": lambda x: store.compare(x.outlet, x.other_outlet),
        "compare, two parties": lambda x: store.compare(f"party:{x.party}", f"party:{x.other}"),
        "compare, two parties, days": lambda x: store.compare(f"party:{x.party}", f"party:{x.other}", since=x.since),
        "threads": lambda _: store.threads(),
        "threads, 20": lambda _: store.threads(limit=20),
        "threads, a party's": lambda x: store.threads(party=x.party),
        "threads, within 50 km": lambda x: store.threads(**near(x)),
        "threads, kind and days": lambda x: store.threads(type=x.kind, **days(x)),
        "threads, an outlet's": lambda x: store.threads(outlet=x.outlet),
        "utterances": lambda _: store.utterances(),
        "utterances, a party's": lambda x: store.utterances(party=x.party),
        "utterances, act and days": lambda x: store.utterances(act=x.act, **days(x)),
        "utterances, within 50 km": lambda x: store.utterances(**near(x)),
        "contradictions": lambda _: store.contradictions(),
        "contradictions, a page deep": lambda _: store.contradictions(limit=20, offset=100),
        "contradictions, a party's": lambda x: store.contradictions(party=x.party),
        "contradictions, an outlet's": lambda x: store.contradictions(outlet=x.outlet),
        "contradictions, near, days": lambda x: store.contradictions(**near(x), **days(x)),
        "days: counts": lambda _: store.spread().rows,
        "days: counts by party": lambda _: store.spread(parties=8).rows,
        "days: counts, a party's": lambda x: store.spread(party=x.party).rows,
        "days: marks of ten days": lambda x: store.marks(
            dt.date.fromisoformat(x.since), x.until, ("position", "start")
        ),
        "days: the list": lambda _: store.moments(),
        "map: events": lambda _: store.spots().spots,
        "map: events, type and days": lambda x: store.spots(type=x.event, **days(x)).spots,
        "map: places named": lambda _: store.spots_named().spots,
        "map: events of no place": lambda _: store.events_at(0),
        "search: counts, a plan's words": lambda x: store.facets(x.plan).kinds,
        "search: counts, words in many": lambda x: store.facets(f"{x.party} {x.other}").kinds,
        "search: with a kind of claim": lambda x: store.search(x.party, holding=f"act:{x.act}"),
        "sources: outlets": lambda _: store.outlets().outlets,
        "sources: quoted most": lambda _: store.quoted(),
        "matrix": lambda _: store.matrix().parties,
        "matrix, within 50 km": lambda x: store.matrix(**near(x)).parties,
        "steps, a party's": lambda x: store.steps(party=x.party),
        "profile, a party's": profile_names,
        "course of a plan": course_steps,
        "get, a report": lambda x: [store.get(x.report)],
        "get, a statement": lambda x: [store.get(x.statement)],
        "dossier: what the subject is": counted,
        "dossier: plans": lambda x: store.threads(limit=8, fewest=1, party=x.party, since=x.since),
        "dossier: utterances": lambda x: store.utterances(limit=25, fewest=1, party=x.party, since=x.since),
        "dossier: days": lambda x: store.timeline(limit=60, party=x.party, since=x.since),
        "dossier: silences": lambda x: store.statements(limit=25, party=x.party, act="no_comment", since=x.since),
        "dossier: 500 scenes": lambda x: store.scenes(limit=500, party=x.party, since=x.since),
        "dossier: contradictions": lambda x: store.contradictions(limit=25, party=x.party, since=x.since),
        "a whole dossier": lambda x: dossier.gather(store, x.party, {"since": x.since}).moments,
    }


def times(store: Store, asked: dict[str, Question], about: list[Subject]) -> dict[str, Times]:
    """Ask every question about every subject and return how long the answers took."""
    clocks: dict[str, list[list[float]]] = {name: [[] for _ in about] for name in asked}
    processors: dict[str, list[float]] = {name: [] for name in asked}
    lines: dict[str, int] = {}
    served = _serving(store)
    for name, question in asked.items():
        lines[name] = len(question(about[0]))
    for _ in range(ROUNDS):
        for n, subject in enumerate(about):
            for name, question in asked.items():
                store.forget()
                processor, clock = time.process_time() + served(), time.perf_counter()
                question(subject)
                clocks[name][n].append(1000 * (time.perf_counter() - clock))
                processors[name].append(1000 * (time.process_time() + served() - processor))
    return {
        name: Times(
            statistics.median(one for of_subject in clocks[name] for one in of_subject),
            max(min(of_subject) for of_subject in clocks[name]),
            statistics.median(processors[name]),
            lines[name],
        )
        for name in asked
    }


def _serving(store: Store) -> Callable[[], float]:
    """Seconds of the processor that the server's process has used which answers this store; 0 where that is unknown."""
    if store.engine.name != "postgresql":
        return lambda: 0.0
    with store.engine.connect() as connection:  # asked one after the other, questions use one connection of the pool
        spent = Path(f"/proc/{connection.execute(text('SELECT pg_backend_pid()')).scalar_one()}/schedstat")
    return lambda: int(spent.read_text().split()[0]) / 1e9 if spent.exists() else 0.0
