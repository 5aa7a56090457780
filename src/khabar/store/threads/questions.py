"""Questions across reports, as functions over a connection."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, islice
from typing import Any, Literal

from sqlalchemy import Connection, Table, and_, distinct, func, join, select

from khabar.record import Act
from khabar.store import schema
from khabar.store.filters import Filter, all_of, looked_up, parts
from khabar.store.found import Page, Window
from khabar.store.questions import CONDITIONS, Records, english_name, event_conditions, found_claims, report_lines
from khabar.store.questions import statement_conditions as statement_conditions_of
from khabar.store.threads.answers import Contradiction, Stand, Telling, Thread, Utterance
from khabar.store.threads.independence import tellers
from khabar.store.threads.likeness import Rarity

_DENIED_DAYS = 5
_DENIED = 0.45
_FEWEST_WORDS = 3
_FEWEST_SHARED = 2
_ANSWERED = 2  # statements before a denial among which is the accusation that it answers
_TELLING = 6  # words of a denial by which what it denies is looked up
_DENIALS = 100  # looked at together
_SAME_DAYS = 10


_Pair = tuple[Literal["toll", "denial", "date"], Table, tuple[int, int], Table, tuple[int, int], str]
"""What contradicts what: the claims' tables, reports and ranks, and how."""


_Rank = tuple[int, int]
"""A claim's report, by key, and its rank there."""


def _told(
    connection: Connection, what: str, conditions: Sequence[Any], window: Window, fewest: int
) -> tuple[dict[str, dict[_Rank, Telling]], bool]:
    """Threads with a claim that passes, those in most reports first, with all who tell them; whether there are more."""
    table = CONDITIONS[what][0]
    claim = what[0] if what != "proposals" else "q"
    m, c = schema.thread_members.c, table.c
    number, last = func.count(distinct(m.report)), func.max(m.day)
    query = select(m.thread).where(m.claim == claim)
    if conditions:
        joined = join(schema.thread_members, table, and_(m.report == c.report, m.n == c.n))
        query = query.where(m.thread.in_(select(m.thread).select_from(joined).where(m.claim == claim, *conditions)))
    query = query.group_by(m.thread).having(number >= fewest).order_by(number.desc(), last.desc(), m.thread)
    threads = list(connection.execute(query.limit(window.limit + 1).offset(window.offset)).scalars())
    kept = threads[: window.limit]
    q, s = schema.proposals.c, schema.statements.c
    shown = (q.kind, q.label, q.status) if claim == "q" else (s.act, func.coalesce(s.content, s.cue), s.kind)
    members = (
        select(m.thread, m.report, m.n, c.id, *shown)
        .join_from(schema.thread_members, table, and_(m.report == c.report, m.n == c.n))
        .where(m.claim == claim, m.thread.in_(kept))
        .order_by(m.day, m.report, m.n)
    )
    rows = connection.execute(members).all()
    lines = report_lines(connection, {row.report for row in rows})
    told: dict[str, dict[_Rank, Telling]] = {thread: {} for thread in kept}
    for thread, report, n, ident, does, words, standing in rows:
        told[thread][report, n] = Telling(ident, does, words, standing, lines[report])
    return told, len(threads) > window.limit


def threads(connection: Connection, asked: Filter, window: Window, fewest: int) -> Page[Thread]:
    """Return threads of proposals with one that passes, told in at least so many reports, the most told first."""
    _, conditions = CONDITIONS["proposals"]
    told, more = _told(connection, "proposals", conditions(connection, asked, all_of), window, fewest)
    stands = _stands(connection, told)
    made = [
        Thread(
            thread,
            tuple(members.values()),
            tuple(stands[thread]),
            tellers([telling.report for telling in members.values()]),
        )
        for thread, members in told.items()
    ]
    return Page(tuple(made), window.offset, more)


def _stands(connection: Connection, told: Mapping[str, Mapping[_Rank, Telling]]) -> dict[str, list[Stand]]:
    """Who stood where on the proposals of threads, the earliest first."""
    of = {rank: (thread, telling.report) for thread, members in told.items() for rank, telling in members.items()}
    p, party = schema.positions.c, schema.parties.c
    query = select(p.report, p.proposal, p.stance, p.exclusive, p.day, party.name, party.name_en, party.kind).join_from(
        schema.positions, schema.parties, party.key == p.party
    )
    rows: list[Any] = []
    for part in parts({report for report, _ in of}):
        rows += connection.execute(query.where(p.report.in_(part)).order_by(p.day, p.report, p.n))
    stands: dict[str, list[Stand]] = {thread: [] for thread in told}
    for row in sorted(rows, key=lambda row: row.day):
        if (row.report, row.proposal) in of:
            thread, report = of[row.report, row.proposal]
            day = dt.date.fromordinal(row.day) if row.day > 0 else None
            name = english_name(row.name, row.name_en, row.kind)
            stands[thread].append(Stand(day, row.name, name, row.stance, row.exclusive, report))
    return stands


def utterances(connection: Connection, records: Records, asked: Filter, window: Window, fewest: int) -> Page[Utterance]:
    """Return utterances with a statement that passes, told in at least so many reports, the most told first."""
    table, conditions = CONDITIONS["statements"]
    told, more = _told(connection, "statements", conditions(connection, asked, all_of), window, fewest)
    opened = found_claims(connection, records, table, [next(iter(members)) for members in told.values()])
    made = [
        Utterance(thread, first, tuple(members.values()), tellers([telling.report for telling in members.values()]))
        for (thread, members), first in zip(told.items(), opened, strict=True)
    ]
    return Page(tuple(made), window.offset, more)


def contradictions(connection: Connection, records: Records, asked: Filter, window: Window) -> Page[Contradiction]:
    """Return contradictions between claims that pass, tolls first, then denials, then days, each the newest first."""
    asked.refuse("contradictions", "act", "status")
    pairs = _pairs(connection, looked_up(connection, asked))
    part = list(islice(pairs, window.offset, window.offset + window.limit + 1))
    shown = part[: window.limit]
    ranks: dict[Table, dict[_Rank, None]] = defaultdict(dict)
    for _, table, one, other_table, other, _ in shown:
        ranks[table][one] = ranks[other_table][other] = None
    found = {
        (table.name, rank): claim
        for table, wanted in ranks.items()
        for rank, claim in zip(wanted, found_claims(connection, records, table, list(wanted)), strict=True)
    }
    answers = [
        Contradiction(what, found[table.name, one], found[other_table.name, other], says)
        for what, table, one, other_table, other, says in shown
    ]
    return Page(tuple(answers), window.offset, len(part) > window.limit)


def _pairs(connection: Connection, asked: Filter) -> Iterator[_Pair]:
    """Yield contradictions in the order of the answer; what is not asked for is not looked for."""
    plain = replace(asked, type=None)
    if asked.proposal is None:
        yield from _tolls(connection, asked)
        yield from _denials(connection, plain)
    yield from _days(connection, plain)


def _tolls(connection: Connection, asked: Filter) -> list[_Pair]:
    """Counts of the dead or hurt of events of one type, day and place that do not meet, in reports of two wires."""
    v, c, r = schema.events.c, schema.claim_sites.c, schema.reports.c
    places = schema.places.c
    query = (
        select(v.report, v.n, v.type, v.day, c.site, r.wire, v.dead_min, v.dead_max, v.injured_min, v.injured_max)
        .join_from(schema.events, schema.claim_sites, and_(c.report == v.report, c.n == v.n, c.claim == "v"))
        .join(schema.reports, r.key == v.report)
        .join(schema.places, and_(places.report == v.report, places.n == v.place, places.site == c.site))
        .where(
            (v.dead_min.is_not(None)) | (v.injured_min.is_not(None)),
            v.day > 0,
            places.kind != "country",
            *event_conditions(connection, asked, all_of),
        )
        .order_by(v.day.desc(), v.report, v.n)
    )
    groups: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in connection.execute(query):
        groups[row.type, row.day, row.site].append(row)
    found: list[_Pair] = []
    for rows in groups.values():
        for one, other in combinations(rows, 2):
            if one.wire == other.wire or one.report == other.report:
                continue
            for harm, word in (("dead", "killed"), ("injured", "hurt")):
                a, b = _range(one, harm), _range(other, harm)
                if a and b and (a[1] < b[0] or b[1] < a[0]):
                    says = f"{_span(a)} {word} or {_span(b)}"
                    at = ((one.report, one.n), (other.report, other.n))
                    found.append(("toll", schema.events, at[0], schema.events, at[1], says))
                    break
    return found


def _range(row: Any, harm: str) -> tuple[int, int] | None:
    least, most = getattr(row, f"{harm}_min"), getattr(row, f"{harm}_max")
    return None if least is None else (least, least if most is None else most)


def _span(counts: tuple[int, int]) -> str:
    return str(counts[0]) if counts[0] == counts[1] else f"{counts[0]}–{counts[1]}"


def _denials(connection: Connection, asked: Filter) -> Iterator[_Pair]:
    """Yield denials, the newest first, each with the statement of another speaker that it answers.

    That is the accusation just before it in its report, or within days one whose words it comes back to.
    """
    s = schema.statements.c
    denied = (
        select(s.report, s.n, s.words, s.day)
        .where(s.act == Act.DENY.value, s.content.is_not(None), *statement_conditions_of(connection, asked, all_of))
        .order_by(s.day.desc(), s.report, s.n)
    )
    denials = connection.execute(denied).all()
    for first in range(0, len(denials), _DENIALS):
        yield from _answered(connection, denials[first : first + _DENIALS])


def _answered(connection: Connection, denials: Sequence[Any]) -> Iterator[_Pair]:
    """Yield those of some denials that answer a statement; how telling a word is, the statements of these days say."""
    s = schema.statements.c
    days = [row.day for row in denials]
    claimed = (
        select(s.report, s.n, s.words, s.day, s.act)
        .where(
            s.day.between(min(days) - _DENIED_DAYS, max(days) + _DENIED_DAYS),
            s.act.in_(("say", "announce", "accuse", "condemn", "warn")),
            s.content.is_not(None),
        )
        .order_by(s.report, s.n)
    )
    claims = [(row, frozenset((row.words or "").split())) for row in connection.execute(claimed)]
    accusations = {(row.report, row.n): row for row, _ in claims if row.act == Act.ACCUSE.value}
    rare = Rarity.of(words for _, words in claims)
    holding: dict[str, list[int]] = defaultdict(list)
    for place, (_, words) in enumerate(claims):
        for word in words:
            holding[word].append(place)
    for denial in denials:
        before = [accusations.get((denial.report, denial.n - back)) for back in range(1, _ANSWERED + 1)]
        accused = next((row for row in before if row is not None), None)
        if accused is not None and not _same_speaker(connection, denial, accused):
            yield _denied(denial, accused)
            continue
        words = frozenset((denial.words or "").split())
        telling = sorted(words, key=lambda word: (-rare[word], word))[:_TELLING]
        near = sorted({place for word in telling for place in holding[word]})
        alike = [
            (rare.shared(words, claims[place][1]), place)
            for place in near
            if abs(claims[place][0].day - denial.day) <= _DENIED_DAYS
            and len(words & claims[place][1]) >= _FEWEST_SHARED
        ]
        for score, place in sorted(alike, key=lambda x: (-x[0], x[1]))[:5] if len(words) >= _FEWEST_WORDS else ():
            row = claims[place][0]
            if score >= _DENIED and not _same_speaker(connection, denial, row):
                yield _denied(denial, row)
                break


def _denied(denial: Any, claim: Any) -> _Pair:
    says = "one denies what the other says"
    return ("denial", schema.statements, (denial.report, denial.n), schema.statements, (claim.report, claim.n), says)


def _same_speaker(connection: Connection, one: Any, other: Any) -> bool:
    p = schema.statement_parties.c
    spoke = [
        set(
            connection.execute(
                select(p.party).where(p.report == row.report, p.statement == row.n, p.role.in_(("source", "behalf")))
            ).scalars()
        )
        for row in (one, other)
    ]
    return bool(spoke[0] & spoke[1])


def _days(connection: Connection, asked: Filter) -> list[_Pair]:
    """Talks of one thread for which two reports of about the same days give days that do not meet."""
    q, t, m = schema.proposals.c, schema.times.c, schema.thread_members.c
    table, conditions = CONDITIONS["proposals"]
    query = (
        select(m.thread, q.report, q.n, q.day, t.earliest, t.latest, t.words)
        .join_from(schema.proposals, schema.thread_members, and_(m.report == q.report, m.n == q.n, m.claim == "q"))
        .join(schema.times, and_(t.report == q.report, t.n == q.starts))
        .where(
            q.kind == "talks", t.earliest.is_not(None), t.latest.is_not(None), *conditions(connection, asked, all_of)
        )
        .order_by(q.day.desc(), q.report, q.n)
    )
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(query):
        groups[row.thread].append(row)
    found: list[_Pair] = []
    for rows in groups.values():
        for one, other in combinations(rows, 2):
            if abs(one.day - other.day) <= _SAME_DAYS and (one.latest < other.earliest or other.latest < one.earliest):
                says = f"{_when(one)} or {_when(other)}"
                at = ((one.report, one.n), (other.report, other.n))
                found.append(("date", table, at[0], table, at[1], says))
    return found


def _when(row: Any) -> str:
    return str(row.earliest) if row.earliest == row.latest else f"{row.earliest} to {row.latest}"
