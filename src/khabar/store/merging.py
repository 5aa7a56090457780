"""Merges: two parties of the store that are one. Every merge is written down, can be listed and undone.

Parties of different reports are one without any merge where a register's id, or name and country, are the same
(`preparing.PartyRow.ident`). What goes beyond that is a merge: by rule, when reports are gathered, or by a person.
Claims keep the party they were written with; questions ask for all that are merged with the one asked for.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select, update

from khabar.errors import StoreError, saying
from khabar.store import schema

SAME_NAME = "rule:merge/same-name"
_ALONE = 2  # words; a family name by itself is many people
_CHUNK = 500
_MERGED_KINDS = frozenset({"person", "armed_group", "party", "ngo", "igo", "media", "company"})


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge: which party (ident and name) stands for which, by what rule or whom, why, and whether it was undone."""

    key: int
    kept: str
    merged: str
    kept_name: str
    merged_name: str
    by: str
    why: str
    at: dt.datetime
    undone_by: str | None
    undone_why: str | None
    undone_at: dt.datetime | None

    def row(self) -> dict[str, Any]:
        """Return the fields by name."""
        return {name: getattr(self, name) for name in self.__slots__}


def merge(connection: Connection, kept: str, merged: str, *, by: str, why: str) -> int:
    """Let one party stand for another, both given by ident; return the merge's key.

    Raise `StoreError` if the store knows one of them not, if they are one already, or if by or why is missing.
    """
    if not by.strip() or not why.strip():
        raise StoreError(saying("a merge says who made it and why"))
    keys = _keys(connection, (kept, merged))
    for ident in (kept, merged):
        if ident not in keys:
            raise StoreError(
                saying("the store has no party %(ident)r: khabar parties --format json lists their idents"), ident=ident
            )
    if keys[merged] in together(connection, [keys[kept]]):
        raise StoreError(saying("%(kept)s and %(merged)s are one already"), kept=kept, merged=merged)
    key = _remember(connection, kept, merged, by=by, why=why)
    settle(connection)
    return key


def _remember(connection: Connection, kept: str, merged: str, *, by: str, why: str) -> int:
    values = {"kept": kept, "merged": merged, "by": by, "why": why, "at": dt.datetime.now(dt.UTC)}
    return int(connection.execute(insert(schema.merges).values(**values).returning(schema.merges.c.key)).scalar_one())


def unmerge(connection: Connection, key: int, *, by: str, why: str) -> None:
    """Undo a merge; it stays listed, and no rule makes it again. Raise `StoreError` if there is none to undo."""
    m = schema.merges.c
    if not by.strip() or not why.strip():
        raise StoreError(saying("whoever undoes a merge says who and why"))
    values = {"undone_by": by, "undone_why": why, "undone_at": dt.datetime.now(dt.UTC)}
    done = connection.execute(update(schema.merges).where(m.key == key, m.undone_at.is_(None)).values(**values))
    if not done.rowcount:
        raise StoreError(saying("there is no merge %(key)s to undo: khabar merges lists them"), key=key)
    settle(connection)


def merges(connection: Connection, *, undone: bool = False, of: Collection[str] | None = None) -> list[Merge]:
    """Return the merges in force, or with `undone` all that ever were, the oldest first; of: idents of those on either side."""
    m, p = schema.merges.c, schema.parties.c
    query = select(schema.merges).order_by(m.key)
    if of is not None:
        query = query.where(or_(m.kept.in_(of), m.merged.in_(of)))
    rows = connection.execute(query if undone else query.where(m.undone_at.is_(None))).mappings().all()
    names: dict[str, str] = {}
    for part in _parts({row["kept"] for row in rows} | {row["merged"] for row in rows}):
        names |= {row.ident: row.name for row in connection.execute(select(p.ident, p.name).where(p.ident.in_(part)))}
    return [_merge(row, names) for row in rows]


def _merge(row: Any, names: dict[str, str]) -> Merge:
    facts: dict[str, Any] = dict(row)
    for name in ("at", "undone_at"):
        if facts[name] is not None and not facts[name].tzinfo:
            facts[name] = facts[name].replace(tzinfo=dt.UTC)
    known = {f"{name}_name": names.get(facts[name], facts[name]) for name in ("kept", "merged")}
    return Merge(**facts, **known)


def stands_for(connection: Connection) -> dict[int, int]:
    """Return for every merged party's key the key of the one that stands for it in the end."""
    p = schema.parties.c
    return {row.key: row.head for row in connection.execute(select(p.key, p.head).where(p.head.is_not(None)))}


def settle(connection: Connection) -> dict[int, int]:
    """Write beside each party who stands for it, as the merges in force have it; return what `stands_for` does then."""
    m, kept, merged = schema.merges.c, schema.parties.alias(), schema.parties.alias()
    query = (
        select(kept.c.key, merged.c.key)
        .join_from(schema.merges, kept, kept.c.ident == m.kept)
        .join(merged, merged.c.ident == m.merged)
        .where(m.undone_at.is_(None))
        .order_by(m.key)
    )
    joined: dict[int, int] = {}
    for one, other in connection.execute(query):
        _join(joined, one, other)
    heads = {key: _top(joined, key) for key in joined}
    before, p = stands_for(connection), schema.parties.c
    for key in sorted(heads.keys() | before.keys()):
        if heads.get(key) != before.get(key):
            connection.execute(update(schema.parties).where(p.key == key).values(head=heads.get(key)))
    return heads


def _join(head: dict[int, int], kept: int, merged: int) -> None:
    """Let one party, or who stands for it, stand for another, and for all that other stood for."""
    if _top(head, kept) != _top(head, merged):
        head[_top(head, merged)] = _top(head, kept)


def _top(head: dict[int, int], key: int) -> int:
    while key in head:
        key = head[key]
    return key


def together(connection: Connection, keys: Sequence[int]) -> list[int]:
    """Return the keys of parties with all that are merged with them."""
    p = schema.parties.c
    found = set(keys)
    for part in _parts(keys):
        found |= set(connection.execute(select(func.coalesce(p.head, p.key)).where(p.key.in_(part))).scalars())
    for part in _parts(set(found)):
        found |= set(connection.execute(select(p.key).where(p.head.in_(part))).scalars())
    return sorted(found) if len(found) > len(keys) else list(keys)


def merge_by_name(connection: Connection, reports: Sequence[int]) -> int:
    """Merge parties that reports brought with parties of the same full name and kind; return how many merges.

    A register's id beats a name. Two with different countries, or two registers' ids, are never one by rule, nor is
    a name of a single word; a merge that a person undid is not made again.
    """
    e, p, n = schema.entities.c, schema.parties.c, schema.party_names.c
    new: set[int] = set()
    for part in _parts(reports):
        new.update(connection.execute(select(e.party).where(e.report.in_(part)).distinct()).scalars())
    names: set[str] = set()
    for part in _parts(new):
        names.update(connection.execute(select(n.folded).where(n.party.in_(part))).scalars())
    full = [name for name in names if len(name.split()) >= _ALONE]
    sharing: dict[str, list[Any]] = defaultdict(list)
    for part in _parts(full):
        query = select(n.folded, p.key, p.ident, p.kind, p.country, p.wikidata).join_from(
            schema.party_names, schema.parties, p.key == n.party
        )
        for row in connection.execute(query.where(n.folded.in_(part), p.kind.in_(_MERGED_KINDS)).order_by(p.key)):
            sharing[row.folded].append(row)
    head = settle(connection)
    made = 0
    for name in sorted(sharing):
        for kind in sorted({row.kind for row in sharing[name]}):
            rows = [row for row in sharing[name] if row.kind == kind]
            countries, registers = {row.country for row in rows} - {None}, {row.wikidata for row in rows} - {None}
            if len(rows) < 2 or len(countries) > 1 or len(registers) > 1:
                continue
            kept = min(rows, key=lambda row: (row.wikidata is None, row.country is None, row.key))
            for row in rows:
                if _top(head, row.key) == _top(head, kept.key) or _was_undone(connection, kept, row):
                    continue
                _remember(connection, kept.ident, row.ident, by=SAME_NAME, why=f"the same name and kind: {name}")
                _join(head, kept.key, row.key)
                made += 1
    if made:
        settle(connection)
    return made


def _was_undone(connection: Connection, kept: Any, row: Any) -> bool:
    m = schema.merges.c
    pairs = or_((m.kept == kept.ident) & (m.merged == row.ident), (m.kept == row.ident) & (m.merged == kept.ident))
    return connection.execute(select(m.key).where(pairs, m.undone_at.is_not(None)).limit(1)).first() is not None


def _keys(connection: Connection, idents: Iterable[str]) -> dict[str, int]:
    p = schema.parties.c
    found: dict[str, int] = {}
    for part in _parts(idents):
        found |= {row.ident: row.key for row in connection.execute(select(p.ident, p.key).where(p.ident.in_(part)))}
    return found


def _parts(items: Iterable[Any]) -> Iterable[list[Any]]:
    held = sorted(items)
    for start in range(0, len(held), _CHUNK):
        yield held[start : start + _CHUNK]
