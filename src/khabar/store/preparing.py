"""From a record to the rows that will stand for it: pure, so that reading processes can do it.

Rows are tuples in the order of their table's columns without `report`, which the writer puts first. Where a table
has a `party` or `site` it is the last column, and the row holds an index into `Prepared.parties` or `.sites`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from khabar.arabic import fold
from khabar.record import Event, Proposal, Record, Report, Source, Span, Statement, Time
from khabar.store.likeness import signature
from khabar.store.naming import PartyRow, SiteRow, cleaned, party_row, site_row
from khabar.store.packing import pack
from khabar.store.telling import telling_words
from khabar.store.version import reading_version
from khabar.store.words import clean, index_words

_ACTING = {"source", "spokesperson", "sponsor", "actor"}
HARMS = ("dead", "injured", "displaced", "arrested")


class Appearance(NamedTuple):
    """Where a report was met; `folded` is what an outlet filter looks at."""

    uri: str
    outlet: str
    agency: str
    title: str
    folded: str


@dataclass(slots=True)
class Prepared:
    """A record ready for writing."""

    id: str
    reading: str
    report: dict[str, Any]
    appearance: Appearance
    words: str
    cores: str
    parties: list[PartyRow] = field(default_factory=list)
    sites: list[SiteRow] = field(default_factory=list)
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)


def prepare(record: Record, *, reading: str | None = None) -> Prepared:
    """Return the rows of a record; `reading` says which program and lexicons made it (default: these)."""
    return _Preparing(record, reading or reading_version()).done


def appearance(source: Source | Report) -> Appearance:
    """Return where a report was met."""
    return Appearance(
        clean(source.uri or ""),
        clean(source.outlet or ""),
        clean(source.agency or ""),
        clean(source.title or ""),
        folded_names(source.uri, source.outlet, source.agency),
    )


def folded_names(uri: str | None, outlet: str | None, agency: str | None) -> str:
    """Return what an outlet filter looks at: outlet, agency and host, folded."""
    return clean(" ".join(fold(x) for x in (outlet, agency, _host(uri)) if x))


def _host(uri: str | None) -> str:
    if not uri or "://" not in uri:
        return ""
    try:
        return urlsplit(uri).hostname or ""
    except ValueError:
        return ""


def _offsets(span: Span | None) -> tuple[int | None, int | None]:
    return (span.start, span.end) if span else (None, None)


class _Preparing:
    """Ranks by id for every list of the record, and the rows made with them."""

    def __init__(self, record: Record, reading: str) -> None:
        self.record = record
        self.entity = {x.id: n for n, x in enumerate(record.entities)}
        self.place = {x.id: n for n, x in enumerate(record.places)}
        self.time = {x.id: n for n, x in enumerate(record.times)}
        self.statement = {x.id: n for n, x in enumerate(record.statements)}
        self.proposal = {x.id: n for n, x in enumerate(record.proposals)}
        self.published = record.source.published.toordinal() if record.source.published else 0
        words, cores = index_words(clean(record.source.text))
        self.done = Prepared(
            clean(record.source.id), reading, self._report(words, reading), appearance(record.source), words, cores
        )
        self._entities()
        self._places()
        self._times()
        self._statements()
        self._proposals()
        self._positions()
        self._events()
        self._add("warnings", ((n, x.code, x.message, *_offsets(x.span)) for n, x in enumerate(record.warnings)))

    def _add(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Keep rows of a table, with text that every database takes."""
        kept = self.done.rows.setdefault(table, [])
        kept += [tuple(clean(x) if isinstance(x, str) else x for x in row) for row in rows]

    def _report(self, words: str, reading: str) -> dict[str, Any]:
        source = self.record.source
        facts = {
            name: cleaned(getattr(source, name))
            for name in ("id", "uri", "title", "outlet", "agency", "byline", "dateline", "language")
        }
        return facts | {
            "published": source.published.isoformat() if source.published else None,
            "characters": len(source.text),
            "reading": reading,
            "day": self.published,
            "signature": signature(words),
            "record": pack(self.record),
        }

    def _entities(self) -> None:
        for n, x in enumerate(self.record.entities):
            self.done.parties.append(party_row(self.record, x))
            self._add(
                "entities",
                [(n, x.id, x.kind.value, x.name, x.name_en, x.country, x.sector, self.published, n)],
            )
            self._add("mentions", ((n, i, m.form, m.span.start, m.span.end) for i, m in enumerate(x.mentions)))
            self._add(
                "roles",
                (
                    (n, i, r.title, self.entity[r.of] if r.of else None, *_offsets(r.span))
                    for i, r in enumerate(x.roles)
                ),
            )
            self._add("memberships", ((n, of) for of in dict.fromkeys(self.entity[e] for e in x.part_of)))

    def _places(self) -> None:
        for n, x in enumerate(self.record.places):
            self.done.sites.append(site_row(x))
            within = self.place[x.within] if x.within else None
            self._add("places", [(n, x.id, x.kind, x.name, within, n)])
            self._add("place_mentions", ((n, i, span.start, span.end) for i, span in enumerate(x.mentions)))

    def _times(self) -> None:
        self._add(
            "times",
            (
                (
                    n,
                    x.id,
                    x.kind,
                    x.span.text,
                    x.span.start,
                    x.span.end,
                    x.earliest.isoformat() if x.earliest else None,
                    x.latest.isoformat() if x.latest else None,
                    x.duration,
                    x.weekday,
                    x.approximate,
                )
                for n, x in enumerate(self.record.times)
            ),
        )

    def _statements(self) -> None:
        for n, x in enumerate(self.record.statements):
            self._add(
                "statements",
                [
                    (
                        n,
                        x.id,
                        x.act.value,
                        x.kind.value,
                        x.cue.text,
                        x.cue.start,
                        x.cue.end,
                        x.content.text if x.content else None,
                        *_offsets(x.content),
                        self.place[x.place] if x.place else None,
                        self.time[x.time] if x.time else None,
                        x.negated,
                        x.by,
                        x.confidence,
                        *self._days(x.time),
                        telling_words([x.content.text]) if x.content else None,
                    )
                ],
            )
            named: dict[str, list[str]] = {"source": list(x.source.entities)}
            if x.addressee:
                named["addressee"] = [x.addressee]
            for link in x.chain:
                named.setdefault(link.role, []).append(link.entity)
            self._parties("statement_parties", n, named.items())
            self._add("statement_quotes", ((n, i, q.start, q.end) for i, q in enumerate(x.quotes)))
            self._add("statement_about", ((n, q) for q in dict.fromkeys(self.proposal[p] for p in x.about)))
            self._sites("s", n, self._statement_places(x))

    def _statement_places(self, x: Statement) -> Iterable[str]:
        """Where it was said, and where what it says is about: places its content names, areas of its proposals."""
        if x.place:
            yield x.place
        if x.content:
            for place in self.record.places:
                if any(x.content.start <= m.start and m.end <= x.content.end for m in place.mentions):
                    yield place.id
        for proposal in x.about:
            yield from self.record.proposals[self.proposal[proposal]].area

    def _proposals(self) -> None:
        dates = [time.span.text for time in self.record.times if time.kind != "duration"]
        for n, x in enumerate(self.record.proposals):
            days = (self.published, self.published) if self.published else self._days(x.starts)
            self._add(
                "proposals",
                [
                    (
                        n,
                        x.id,
                        x.kind.value,
                        x.label,
                        fold(x.label),
                        x.duration,
                        self.time[x.starts] if x.starts else None,
                        x.instrument,
                        x.purpose,
                        self.proposal[x.part_of] if x.part_of else None,
                        x.status.value if x.status else None,
                        x.by,
                        x.confidence,
                        *days,
                        telling_words([x.label, *(m.text for m in x.mentions)], dates),
                    )
                ],
            )
            ranked = (
                ("sponsor", x.sponsors),
                ("addressee", x.addressees),
                ("party", x.parties),
                ("subject", x.subject),
            )
            self._parties("proposal_parties", n, ranked)
            self._add("proposal_terms", self._terms(n, x))
            self._sites("q", n, x.area)

    def _terms(self, n: int, x: Proposal) -> Iterable[tuple[Any, ...]]:
        for i, span in enumerate(x.mentions):
            yield (n, "mention", i, None, span.text, span.start, span.end)
        for i, area in enumerate(x.area):
            yield (n, "area", i, self.place[area], None, None, None)
        for i, first in enumerate(x.requires):
            refers = self.proposal[first.proposal] if first.proposal else None
            yield (n, "requires", i, refers, first.span.text, first.span.start, first.span.end)

    def _positions(self) -> None:
        for n, x in enumerate(self.record.positions):
            day = x.as_of.toordinal() if x.as_of else self.published
            party = self.entity[x.party]
            as_of = x.as_of.isoformat() if x.as_of else None
            self._add(
                "positions",
                [(n, party, self.proposal[x.proposal], x.stance.value, x.exclusive, as_of, day, day, party)],
            )
            self._add("position_statements", ((n, s) for s in dict.fromkeys(self.statement[s] for s in x.statements)))

    def _events(self) -> None:
        for n, x in enumerate(self.record.events):
            dated = bool(x.time and _day(self.record.times[self.time[x.time]]))
            self._add(
                "events",
                [
                    (
                        n,
                        x.id,
                        x.type.value,
                        x.mode,
                        " ".join(x.contexts),
                        " ".join(x.aux),
                        x.trigger.text,
                        x.trigger.start,
                        x.trigger.end,
                        self.place[x.place] if x.place else None,
                        self.time[x.time] if x.time else None,
                        self.statement[x.said_in] if x.said_in else None,
                        *_toll(x),
                        x.by,
                        x.confidence,
                        dated,
                        *self._days(x.time),
                        self.place[x.place] if x.place else None,
                    )
                ],
            )
            self._parties("event_parties", n, (("actor", x.actors), ("recipient", x.recipients)))
            self._sites("v", n, (x.place,) if x.place else ())

    def _parties(self, table: str, n: int, ranked: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Parties of a claim by role; `behalf` are the bodies that those who speak or act belong to or hold posts of."""
        acting: list[str] = []
        for role, ids in ranked:
            named = tuple(ids)
            self._add(table, ((n, role, i, self.entity[e], self.entity[e]) for i, e in enumerate(named)))
            if role in _ACTING:
                acting += named
        bodies = [self.entity[e] for e in self._bodies(acting)]
        self._add(table, ((n, "behalf", i, e, e) for i, e in enumerate(bodies)))

    def _bodies(self, ids: list[str]) -> list[str]:
        found: dict[str, None] = {}
        open_ = list(ids)
        while open_:
            entity = self.record.entities[self.entity[open_.pop()]]
            for body in (*entity.part_of, *(role.of for role in entity.roles if role.of)):
                if body not in found and body not in ids:
                    found[body] = None
                    open_.append(body)
        return list(found)

    def _sites(self, claim: str, n: int, places: Iterable[str]) -> None:
        """A claim about a quarter is one about its town too: every place around it counts."""
        found: dict[int, None] = {}
        for place in places:
            at: str | None = place
            while at is not None and self.place[at] not in found:
                found[self.place[at]] = None
                at = self.record.places[self.place[at]].within
        self._add("claim_sites", ((claim, n, site) for site in found))

    def _days(self, time: str | None) -> tuple[int, int]:
        """First and last day of a time, or the day of publication, or zeros."""
        found = self.record.times[self.time[time]] if time else None
        if found is None or not _day(found):
            return self.published, self.published
        first = found.earliest or found.latest
        last = found.latest or found.earliest
        return (first or dt.date.min).toordinal(), (last or dt.date.min).toordinal()


def _day(time: Time) -> bool:
    return time.earliest is not None or time.latest is not None


def _toll(event: Event) -> list[int | None]:
    numbers: list[int | None] = []
    for harm in HARMS:
        count = getattr(event.toll, harm) if event.toll else None
        numbers += [_number(count.min), _number(count.max)] if count else [None, None]
    return numbers


def _number(value: int | None) -> int | None:
    """No column holds more than a signed 32-bit number, and no toll needs it."""
    return None if value is None else min(value, 2**31 - 1)
