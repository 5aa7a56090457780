"""Writing: a batch of prepared records in one transaction, whole or not at all.

One writer works at a time (see `opening.write_transaction`), so that keys are the next numbers, near-duplicates meet, and no
two writers wait for each other. PostgreSQL takes the rows by COPY, SQLite by one prepared statement a table.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeVar

from sqlalchemy import (
    ColumnClause,
    Connection,
    Table,
    bindparam,
    column,
    delete,
    distinct,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy import table as lightweight

from khabar.record import Record
from khabar.store import schema
from khabar.store.corrected import apply_what_fits
from khabar.store.corrections import corrections_of
from khabar.store.likeness import ALIKE, bands, likeness
from khabar.store.naming import PartyRow, SiteRow
from khabar.store.packing import unpack
from khabar.store.preparing import Appearance, Prepared, prepare
from khabar.store.tallies import count_quoted, count_threads, threads_of
from khabar.store.version import supersedes
from khabar.store.words import tsvector

Outcome = Literal["new", "replaced", "known"]
T = TypeVar("T")

_CHUNK = 500
_MOST_CANDIDATES = 50
_MOST_LINKS = 20
_SHARED = {"party", "site"}


def write(connection: Connection, batch: Sequence[Prepared], *, again: bool = False) -> list[Outcome]:
    """Write prepared records inside a writing transaction and return what became of each.

    A report that is there by the same reading only gains its appearance; one by an older reading is replaced, its
    key, appearances and corrections kept. `again` replaces whatever the reading.
    """
    known = _known(connection, [item.id for item in batch])
    outcomes: list[Outcome] = []
    fresh: dict[str, Prepared] = {}
    replaced: dict[str, Prepared] = {}
    for item in batch:
        found = known.get(item.id)
        if found is None:
            outcomes.append("known" if item.id in fresh else "new")
            fresh.setdefault(item.id, item)
        elif again or supersedes(item.reading, found[1]):
            outcomes.append("known" if item.id in replaced else "replaced")
            replaced.setdefault(item.id, item)
        else:
            outcomes.append("known")
    keys = {ident: key for ident, (key, _) in known.items()}
    keys |= _insert_reports(connection, list(fresh.values()))
    _replace_reports(connection, replaced, keys)
    written = [*fresh.values(), *replaced.values()]
    _insert_claims(connection, written, keys)
    _insert_words(connection, written, keys)
    _link_duplicates(connection, list(fresh.values()), keys)
    _insert_appearances(connection, [(keys[item.id], item.appearance) for item in batch])
    recorrect(connection, [item.id for item in written])
    return outcomes


def recorrect(connection: Connection, idents: Sequence[str]) -> None:
    """Write the claims of reports anew as people corrected them; the machine's record stays beside the corrected one."""
    c, r = schema.corrections.c, schema.reports.c
    for chunk in _chunks(idents):
        touched = connection.execute(select(c.report).where(c.report.in_(chunk)).distinct()).scalars().all()
        for ident in sorted(touched):
            row = connection.execute(select(r.key, r.reading, r.record).where(r.id == ident)).one_or_none()
            if row is None:
                continue
            machine = Record.model_validate(unpack(row.record))
            made, _ = apply_what_fits(machine, corrections_of(connection, ident))
            item = prepare(made, reading=row.reading)
            _delete_claims(connection, [row.key])
            _insert_claims(connection, [item], {item.id: row.key})
            connection.execute(
                update(schema.reports)
                .where(r.key == row.key)
                .values(corrected=item.report["record"], read_at=dt.datetime.now(dt.UTC))
            )


def _known(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Key and reading of those reports that are there, by id."""
    r = schema.reports.c
    return {
        ident: (key, reading)
        for chunk in _chunks(ids)
        for ident, key, reading in connection.execute(select(r.id, r.key, r.reading).where(r.id.in_(chunk)))
    }


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    held = list(items)
    for start in range(0, len(held), _CHUNK):
        yield held[start : start + _CHUNK]


def _next_key(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.coalesce(func.max(table.c.key), 0))).scalar_one()) + 1


def bulk(connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert many rows: by COPY in PostgreSQL, by one prepared statement in SQLite."""
    if not rows:
        return
    named = ", ".join(f'"{name}"' for name in columns)
    if connection.dialect.name == "postgresql":
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
        return
    into = insert(lightweight(table, *(column(name) for name in columns))).compile(dialect=connection.dialect)
    connection.exec_driver_sql(str(into), [tuple(row) for row in rows])


def _insert_reports(connection: Connection, items: Sequence[Prepared]) -> dict[str, int]:
    if not items:
        return {}
    first = _next_key(connection, schema.reports)
    now = dt.datetime.now(dt.UTC).isoformat(sep=" ")
    keys = {item.id: key for key, item in enumerate(items, first)}
    columns = [x.name for x in schema.reports.columns]
    rows = []
    for item in items:
        facts = item.report | {"key": keys[item.id], "wire": item.id, "added_at": now, "read_at": now}
        facts["corrected"] = None
        rows.append([facts[name] for name in columns])
    bulk(connection, "reports", columns, rows)
    return keys


def _replace_reports(connection: Connection, items: dict[str, Prepared], keys: dict[str, int]) -> None:
    """Take away what the older readings had found; text, key and date of adding stay."""
    if not items:
        return
    replaced = [keys[ident] for ident in items]
    _delete_claims(connection, replaced)
    row: ColumnClause[int] = column("rowid" if connection.dialect.name == "sqlite" else "report")
    connection.execute(delete(lightweight("report_words", row)).where(row.in_(replaced)))
    for ident, item in items.items():
        connection.execute(
            update(schema.reports)
            .where(schema.reports.c.key == keys[ident])
            .values(
                agency=item.report["agency"],
                byline=item.report["byline"],
                dateline=item.report["dateline"],
                reading=item.reading,
                read_at=dt.datetime.now(dt.UTC),
                record=item.report["record"],
                corrected=None,
            )
        )


def _delete_claims(connection: Connection, reports: Sequence[int]) -> None:
    e = schema.entities.c
    gone = select(e.party, func.count(distinct(e.report))).where(e.report.in_(reports)).group_by(e.party)
    _count_met(connection, {party: -number for party, number in connection.execute(gone)})
    count_quoted(connection, reports, -1)
    threads, x = threads_of(connection, reports), schema.contradictions.c
    connection.execute(delete(schema.contradictions).where(or_(x.one.in_(reports), x.other.in_(reports))))
    for table in reversed(schema.CLAIM_TABLES):
        connection.execute(delete(table).where(table.c.report.in_(reports)))
    count_threads(connection, threads)


def _count_met(connection: Connection, more: Mapping[int, int]) -> None:
    """Add to the number of reports that parties are in."""
    if more:
        p = schema.parties.c
        counted = update(schema.parties).where(p.key == bindparam("party")).values(met=p.met + bindparam("more"))
        connection.execute(counted, [{"party": party, "more": n} for party, n in sorted(more.items())])


def _insert_claims(connection: Connection, items: Sequence[Prepared], keys: dict[str, int]) -> None:
    parties = _party_keys(connection, [row for item in items for row in item.parties])
    sites = _site_keys(connection, [row for item in items for row in item.sites])
    for table in schema.CLAIM_TABLES:
        columns = [x.name for x in table.columns]
        shared = next((name for name in columns if name in _SHARED), None)
        if shared:  # rows have it last, wherever the table does
            columns = [name for name in columns if name != shared] + [shared]
        rows: list[Sequence[Any]] = []
        for item in items:
            key = keys[item.id]
            found = item.rows.get(table.name, ())
            if shared == "party":
                rows += [(key, *row[:-1], parties[item.parties[row[-1]].ident]) for row in found]
            elif shared == "site":
                rows += [
                    (key, *row[:-1], None if row[-1] is None else sites[item.sites[row[-1]].ident])
                    for row in _once(found, item)
                ]
            else:
                rows += [(key, *row) for row in found]
        bulk(connection, table.name, columns, rows)
    count_quoted(connection, [keys[item.id] for item in items], 1)
    met = ({parties[row.ident] for row in item.parties} for item in items)
    _count_met(connection, Counter(key for one in met for key in one))


def _once(rows: Iterable[tuple[Any, ...]], item: Prepared) -> Iterable[tuple[Any, ...]]:
    """Two places of a report can be one in the world: one row then, except where ranks differ anyway."""
    return {(*row[:-1], None if row[-1] is None else item.sites[row[-1]].ident): row for row in rows}.values()


def _party_keys(connection: Connection, rows: Sequence[PartyRow]) -> dict[str, int]:
    columns = ("ident", "name", "name_en", "kind", "country", "wikidata")
    return _shared_keys(connection, schema.parties, schema.party_names, columns, rows)


def _site_keys(connection: Connection, rows: Sequence[SiteRow]) -> dict[str, int]:
    columns = ("ident", "name", "name_en", "country", "lat", "lon")
    return _shared_keys(connection, schema.sites, schema.site_names, columns, rows)


def _shared_keys(
    connection: Connection, table: Table, names: Table, columns: tuple[str, ...], rows: Sequence[PartyRow | SiteRow]
) -> dict[str, int]:
    """Keys of parties or sites by ident; those not yet there are added, and every name not yet known for them."""
    first = {row.ident: row for row in reversed(rows)}
    keys: dict[str, int] = {}
    for chunk in _chunks(first):
        known = select(table.c.ident, table.c.key).where(table.c.ident.in_(chunk))
        keys |= {ident: int(key) for ident, key in connection.execute(known)}
    new = [ident for ident in first if ident not in keys]
    if new:
        keys |= {ident: key for key, ident in enumerate(new, _next_key(connection, table))}
        bulk(connection, table.name, ("key", *columns), [(keys[ident], *first[ident][: len(columns)]) for ident in new])
    wanted = {(name, keys[row.ident]) for row in rows for name in row.names}
    other = names.c[1]
    for part in _chunks({key for _, key in wanted}):
        there = select(names.c.folded, other).where(other.in_(part))
        wanted -= {(name, key) for name, key in connection.execute(there)}
    bulk(connection, names.name, ("folded", other.name), sorted(wanted))
    return keys


def _insert_words(connection: Connection, items: Sequence[Prepared], keys: dict[str, int]) -> None:
    if connection.dialect.name == "sqlite":
        rows = [(keys[item.id], item.words, item.cores) for item in items]
        bulk(connection, "report_words", ("rowid", "words", "cores"), rows)
    else:
        vectors = [(keys[item.id], tsvector(item.words, item.cores)) for item in items]
        bulk(connection, "report_words", ("report", "words"), vectors)


def _insert_appearances(connection: Connection, met: Sequence[tuple[int, Appearance]]) -> None:
    """Note where reports were met, each place once; a report read again without an outlet is where it was."""
    a = schema.appearances.c
    there: set[tuple[int, str, str]] = set()
    for chunk in _chunks({key for key, _ in met}):
        there |= {
            tuple(row) for row in connection.execute(select(a.report, a.uri, a.outlet).where(a.report.in_(chunk)))
        }
    new: dict[tuple[int, str, str], Appearance] = {}
    for key, one in met:
        new.setdefault((key, one.uri, one.outlet), one)
    rows = [(found[0], *one) for found, one in new.items() if found not in there and not _was_there(found, there)]
    if rows:
        first = _next_key(connection, schema.appearances)
        columns = [x.name for x in schema.appearances.columns]
        bulk(connection, "appearances", columns, [(first + i, *row) for i, row in enumerate(rows)])


def _was_there(found: tuple[int, str, str], there: set[tuple[int, str, str]]) -> bool:
    """Reading may find the outlet that the source did not tell: no outlet means the one found before."""
    key, uri, outlet = found
    return not outlet and any(x[:2] == (key, uri) for x in there)


def saw(connection: Connection, met: Sequence[tuple[str, Appearance]]) -> None:
    """Note where reports that are there already were met again."""
    known = _known(connection, [ident for ident, _ in met])
    _insert_appearances(connection, [(known[ident][0], one) for ident, one in met if ident in known])


def _link_duplicates(connection: Connection, items: Sequence[Prepared], keys: dict[str, int]) -> None:
    """Link new reports to those they are near-duplicates of, and give all of one wire the same `wire`."""
    made = {item.id: bands(item.report["signature"]) for item in items}
    rows = sorted({(band, keys[ident]) for ident, found in made.items() for band in found})
    bulk(connection, "bands", ("band", "report"), rows)
    links: list[tuple[int, int, float]] = []
    for item in items:
        key = keys[item.id]
        near = _near(connection, key, made[item.id], item.report["signature"])
        if near:
            links += [(key, other, share) for other, share in near]
            _join_wires(connection, [key, *(other for other, _ in near)])
    bulk(connection, "duplicates", ("one", "other", "likeness"), links)


def _near(connection: Connection, key: int, found: list[int], made: bytes) -> list[tuple[int, float]]:
    """Earlier reports alike enough, the likeliest first; a crowd of copies is linked by its first members only."""
    b, r = schema.bands.c, schema.reports.c
    meeting = select(b.report).where(b.band.in_(found), b.report < key).limit(_MOST_CANDIDATES * len(found)).subquery()
    most = select(meeting.c.report).group_by(meeting.c.report).order_by(func.count().desc(), meeting.c.report)
    candidates = connection.execute(most.limit(_MOST_CANDIDATES)).scalars()
    shares = [
        (other, likeness(made, signature))
        for chunk in _chunks(candidates)
        for other, signature in connection.execute(select(r.key, r.signature).where(r.key.in_(chunk)))
    ]
    alike = [(other, share) for other, share in shares if share >= ALIKE]
    return sorted(alike, key=lambda x: (-x[1], x[0]))[:_MOST_LINKS]


def _join_wires(connection: Connection, keys: Sequence[int]) -> None:
    r = schema.reports.c
    wires = sorted({wire for (wire,) in connection.execute(select(r.wire).where(r.key.in_(keys)))})
    if len(wires) > 1:
        connection.execute(update(schema.reports).where(r.wire.in_(wires[1:])).values(wire=wires[0]))


def remember_correction(connection: Connection, values: dict[str, Any]) -> None:
    """Append a correction; the database itself refuses to change or delete one."""
    connection.execute(insert(schema.corrections).values(**values))
