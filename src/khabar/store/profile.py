"""A party across reports: names, posts, ties, who speaks for it, what it does, who tells of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, distinct, func, or_, select

from khabar.store import merging, schema
from khabar.store.filters import SPEAKING, Filter, parts, party_keys
from khabar.store.found import Found, PartyLine, ReportLine
from khabar.store.merging import Merge
from khabar.store.questions import Records, english_name, found_claims
from khabar.store.threads.independence import tellers
from khabar.store.threads.steps import Who, who

_MOST = 24
_MOST_REPORTS = 2000


@dataclass(frozen=True, slots=True)
class Post:
    """A post or title that reports give a party: of whom, in how many reports, first and last day of these."""

    title: str
    of: Who | None
    reports: int
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Voice:
    """Two parties tied by speech or membership: `speaker` speaks for, or belongs to, `of`; in so many statements.

    how: "behalf" (spoke for it), "belongs" (is named as part of it, or holds a post there).
    """

    speaker: Who
    of: Who
    how: str
    number: int


@dataclass(frozen=True, slots=True)
class Profile:
    """A party with what all reports tell of it.

    names: as reports call it, with the number of reports. acts: statements by act. done, met: events by type, as
    actor and as recipient. sources: independent sources that name it.
    """

    line: PartyLine
    names: tuple[tuple[str, int], ...]
    posts: tuple[Post, ...]
    merges: tuple[Merge, ...]
    voices: tuple[Voice, ...]
    acts: dict[str, int]
    done: dict[str, int]
    met: dict[str, int]
    silences: tuple[Found[Any], ...]
    sources: tuple[str, ...]


def profile(connection: Connection, records: Records, asked: str) -> Profile | None:
    """Return a party by ident, id or name, merged ones as one; None if no report names it."""
    head = head_of(connection, asked)
    if head is None:
        return None
    keys = merging.together(connection, [head])
    e = schema.entities.c
    number, first, last = connection.execute(
        select(func.count(distinct(e.report)), func.min(e.day), func.max(e.day)).where(e.party.in_(keys))
    ).one()
    sp, p, facts = schema.statement_parties.c, schema.positions.c, schema.parties.c
    named = connection.execute(select(schema.parties).where(facts.key == head)).one()
    said = select(sp.report, sp.statement).where(sp.party.in_(keys), sp.role.in_(SPEAKING)).distinct().subquery()
    s = schema.statements.c
    acts = _counted(
        connection,
        select(s.act, func.count())
        .join_from(schema.statements, said, and_(s.report == said.c.report, s.n == said.c.statement))
        .group_by(s.act)
        .order_by(func.count().desc(), s.act),
    )
    stands = connection.execute(select(func.count()).where(p.party.in_(keys))).scalar_one()
    line = PartyLine(
        named.ident,
        named.name,
        english_name(named.name, named.name_en, named.kind),
        named.kind,
        named.country or _country(connection, keys),
        named.wikidata,
        number,
        sum(acts.values()),
        stands,
        _day(first),
        _day(last),
    )
    return Profile(
        line,
        tuple(_names(connection, keys)),
        tuple(_posts(connection, keys)),
        tuple(_merges(connection, keys)),
        tuple(_voices(connection, keys)),
        acts,
        _events(connection, keys, "actor"),
        _events(connection, keys, "recipient"),
        tuple(_silences(connection, records, keys)),
        tellers(_reports(connection, keys)),
    )


def head_of(connection: Connection, asked: str) -> int | None:
    """Return the key of the party that an ident, id or name means, by the one that stands for it; of several namesakes the one in most reports."""
    p = schema.parties.c
    exact = connection.execute(select(func.coalesce(p.head, p.key)).where(p.ident == asked)).scalar()
    if exact is not None:
        return int(exact)
    best: tuple[int, int] | None = None
    for part in parts(party_keys(connection, Filter(party=asked))):
        query = select(p.met, func.coalesce(p.head, p.key)).where(p.key.in_(part)).order_by(p.met.desc(), p.key)
        row = connection.execute(query.limit(1)).one()
        best = max(best, (row[0], row[1])) if best else (row[0], row[1])
    return best[1] if best else None


def _day(number: int | None) -> dt.date | None:
    return dt.date.fromordinal(number) if number else None


def _counted(connection: Connection, query: Select[Any]) -> dict[Any, int]:
    """The first column of each row with the second."""
    return {row[0]: row[1] for row in connection.execute(query)}


def _country(connection: Connection, keys: Sequence[int]) -> str | None:
    p = schema.parties.c
    query = select(p.country).where(p.key.in_(keys), p.country.is_not(None)).order_by(p.met.desc()).limit(1)
    found: str | None = connection.execute(query).scalar()
    return found


def _names(connection: Connection, keys: Sequence[int]) -> list[tuple[str, int]]:
    """The names reports give it, the most used first."""
    e = schema.entities.c
    number = func.count(distinct(e.report))
    query = select(e.name, number).where(e.party.in_(keys)).group_by(e.name).order_by(number.desc(), e.name)
    return [(name, count) for name, count in connection.execute(query.limit(_MOST))]


def _posts(connection: Connection, keys: Sequence[int]) -> list[Post]:
    """Its posts and titles, the last told first."""
    e, r, body = schema.entities.c, schema.roles.c, schema.entities.alias().c
    number, first, last = func.count(distinct(e.report)), func.min(e.day), func.max(e.day)
    query = (
        select(r.title, body.party, number, first, last)
        .join_from(schema.entities, schema.roles, and_(r.report == e.report, r.entity == e.n))
        .join(body.party.table, and_(body.report == r.report, body.n == r.of), isouter=True)
        .where(e.party.in_(keys))
        .group_by(r.title, body.party)
        .order_by(last.desc(), number.desc(), r.title)
        .limit(_MOST)
    )
    rows = connection.execute(query).all()
    heads = _heads(connection, {row[1] for row in rows if row[1] is not None})
    people = who(connection, heads.values())
    return [
        Post(title, people[heads[of]] if of is not None else None, count, _day(begun), _day(ended))
        for title, of, count, begun, ended in rows
    ]


def _heads(connection: Connection, keys: Iterable[int]) -> dict[int, int]:
    """Who stands for parties."""
    p = schema.parties.c
    found: dict[int, int] = {}
    for part in parts(set(keys)):
        query = select(p.key, func.coalesce(p.head, p.key)).where(p.key.in_(part))
        found |= _counted(connection, query)
    return found


def _merges(connection: Connection, keys: Sequence[int]) -> list[Merge]:
    """The merges that made it of several, also those undone."""
    p = schema.parties.c
    idents: set[str] = set()
    for part in parts(keys):
        idents.update(connection.execute(select(p.ident).where(p.key.in_(part))).scalars())
    return merging.merges(connection, undone=True, of=idents)


def _voices(connection: Connection, keys: Sequence[int]) -> list[Voice]:
    """Who speaks for it and for whom it speaks; what belongs to it and what it belongs to."""
    sp, other = schema.statement_parties.c, schema.statement_parties.alias().c
    same = and_(sp.report == other.report, sp.statement == other.statement)
    mine = sp.party.in_(keys)
    number: Counter[tuple[int, int, str]] = Counter()
    for role, its in (("source", "behalf"), ("behalf", "source")):
        query = (
            select(sp.party, other.party, func.count())
            .join_from(schema.statement_parties, other.party.table, same)
            .where(mine, sp.role == role, other.role == its)
            .group_by(sp.party, other.party)
        )
        for party, with_, count in connection.execute(query):
            number[(party, with_, "behalf") if role == "source" else (with_, party, "behalf")] += count
    e, m, body = schema.entities.c, schema.memberships.c, schema.entities.alias().c
    tied = (
        select(e.party, body.party, func.count(distinct(e.report)))
        .join_from(schema.entities, schema.memberships, and_(m.report == e.report, m.entity == e.n))
        .join(body.party.table, and_(body.report == m.report, body.n == m.of))
        .group_by(e.party, body.party)
    )
    for condition in (e.party.in_(keys), body.party.in_(keys)):
        number.update({(a, b, "belongs"): count for a, b, count in connection.execute(tied.where(condition))})
    heads = _heads(connection, {key for one, of, _ in number for key in (one, of)})
    whole: Counter[tuple[int, int, str]] = Counter()
    for (one, of, how), count in number.items():
        if heads[one] != heads[of]:
            whole[heads[one], heads[of], how] += count
    spoken = {(one, of) for one, of, how in whole if how == "behalf"}
    kept = [x for x in whole.most_common() if x[0][2] == "behalf" or x[0][:2] not in spoken][:_MOST]
    people = who(connection, {key for (one, of, _), _ in kept for key in (one, of)})
    return [Voice(people[one], people[of], how, count) for (one, of, how), count in kept]


def _events(connection: Connection, keys: Sequence[int], role: str) -> dict[str, int]:
    """Events it had a part in by type, the most first; those that did not happen or are only thought of left out."""
    v, ep = schema.events.c, schema.event_parties.c
    its: list[ColumnElement[bool]] = [ep.party.in_(keys), ep.role == role]
    mine = select(ep.report, ep.event).where(*its).distinct().subquery()
    query = (
        select(v.type, func.count())
        .join_from(schema.events, mine, and_(v.report == mine.c.report, v.n == mine.c.event))
        .where(~or_(v.aux.contains("negation"), v.aux.contains("hypothetical")))
        .group_by(v.type)
        .order_by(func.count().desc(), v.type)
    )
    return _counted(connection, query)


def _silences(connection: Connection, records: Records, keys: Sequence[int]) -> list[Found[Any]]:
    """Statements by which it is told not to have commented, the newest first."""
    s, sp = schema.statements.c, schema.statement_parties.c
    query = (
        select(s.report, s.n, s.day)
        .join_from(schema.statements, schema.statement_parties, and_(sp.report == s.report, sp.statement == s.n))
        .where(sp.party.in_(keys), sp.role.in_(SPEAKING), s.act == "no_comment")
        .distinct()
        .order_by(s.day.desc(), s.report, s.n)
        .limit(_MOST)
    )
    return found_claims(
        connection, records, schema.statements, [(row.report, row.n) for row in connection.execute(query)]
    )


def _reports(connection: Connection, keys: Sequence[int]) -> list[ReportLine]:
    """The newest reports that name it."""
    r, e = schema.reports.c, schema.entities.c
    mine = select(e.report).where(e.party.in_(keys))
    query = select(*(r[name] for name in ReportLine.__slots__)).where(r.key.in_(mine))
    return [ReportLine(*row) for row in connection.execute(query.order_by(r.day.desc(), r.key).limit(_MOST_REPORTS))]
