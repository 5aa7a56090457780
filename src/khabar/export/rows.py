"""A record's rows for each flat table, in the order of the table's columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from khabar.record import Count, Record, Span

Row = tuple[Any, ...]


def _ends(span: Span | None) -> Row:
    return (span.text, span.start, span.end) if span else (None, None, None)


def _counted(count: Count | None) -> Row:
    return (count.min, count.max) if count else (None, None)


def reports(record: Record) -> Iterator[Row]:
    """The report itself."""
    s = record.source
    yield (
        s.id, s.uri, s.title, s.outlet, s.agency, s.byline, s.dateline, s.published, s.published_from, s.language, s.text
    )  # fmt: skip


def entities(record: Record) -> Iterator[Row]:
    """A row for each entity."""
    for e in record.entities:
        yield (
            record.source.id, e.id, e.kind.value, e.name, e.name_en, e.country, e.sector, e.ids.wikidata, e.ids.iso3,
            e.ids.geonames, [role.title for role in e.roles], [role.of or "" for role in e.roles], list(e.part_of),
        )  # fmt: skip


def mentions(record: Record) -> Iterator[Row]:
    """A row for each stretch of words that names an entity, place or proposal."""
    for entity in record.entities:
        for mention in entity.mentions:
            yield record.source.id, entity.id, mention.form, *_ends(mention.span)
    for place in record.places:
        for span in place.mentions:
            yield record.source.id, place.id, "place", *_ends(span)
    for proposal in record.proposals:
        for span in proposal.mentions:
            yield record.source.id, proposal.id, "proposal", *_ends(span)


def places(record: Record) -> Iterator[Row]:
    """A row for each place."""
    for p in record.places:
        yield (
            record.source.id, p.id, p.name, p.name_en, p.kind, p.country, p.lat, p.lon, p.ids.geonames,
            p.ids.wikidata, p.within,
        )  # fmt: skip


def times(record: Record) -> Iterator[Row]:
    """A row for each time."""
    for t in record.times:
        yield (
            record.source.id, t.id, t.kind, t.earliest, t.latest, t.duration, t.weekday, t.approximate, t.anchor,
            *_ends(t.span),
        )  # fmt: skip


def statements(record: Record) -> Iterator[Row]:
    """A row for each statement."""
    for s in record.statements:
        yield (
            record.source.id, s.id, s.act.value, s.kind.value, list(s.source.entities), *_ends(s.source.span),
            *_ends(s.cue), *_ends(s.content), [quote.text for quote in s.quotes], [link.entity for link in s.chain],
            [link.role for link in s.chain], s.addressee, s.place, s.time, list(s.about), s.negated, s.by, s.confidence,
        )  # fmt: skip


def proposals(record: Record) -> Iterator[Row]:
    """A row for each proposal."""
    for p in record.proposals:
        yield (
            record.source.id, p.id, p.kind.value, p.label, p.status.value if p.status else None, list(p.sponsors),
            list(p.addressees), list(p.parties), list(p.subject), list(p.area), p.duration, p.starts, p.instrument,
            p.purpose, [r.proposal or "" for r in p.requires], [r.span.text for r in p.requires], p.part_of,
            list(p.status_because), p.by, p.confidence,
        )  # fmt: skip


def positions(record: Record) -> Iterator[Row]:
    """A row for each position."""
    for p in record.positions:
        yield record.source.id, p.party, p.proposal, p.stance.value, p.exclusive, list(p.statements), p.as_of


def events(record: Record) -> Iterator[Row]:
    """A row for each event."""
    for e in record.events:
        toll = e.toll
        yield (
            record.source.id, e.id, e.type.value, e.mode, list(e.contexts), list(e.aux), list(e.actors),
            list(e.recipients), e.place, e.time,
            *_counted(toll.dead if toll else None), *_counted(toll.injured if toll else None),
            *_counted(toll.displaced if toll else None), *_counted(toll.arrested if toll else None),
            e.said_in, *_ends(e.trigger), e.by, e.confidence,
        )  # fmt: skip


def warnings(record: Record) -> Iterator[Row]:
    """A row for each warning."""
    for w in record.warnings:
        yield record.source.id, w.code, w.message, *_ends(w.span)
