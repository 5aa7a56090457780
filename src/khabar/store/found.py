"""What a question returns: claims as record types, each with its report and the names it refers to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar, overload

from khabar.errors import StoreError, saying
from khabar.export.english import ACTS, Wording, entity_name, place_name
from khabar.record import Event, Position, Proposal, Record, Statement
from khabar.store.opened import Claim
from khabar.store.words import Snippet

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

_LONGEST_PAGE = 10_000
C = TypeVar("C", bound=Claim)


class Line(Protocol):
    """Anything that has a row of flat columns."""

    def row(self) -> dict[str, Any]:
        """Return the columns by name."""


T = TypeVar("T", bound=Line)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in a line: which, from whom, of which day; `wire` is shared by its near-duplicates."""

    id: str
    uri: str | None
    title: str | None
    outlet: str | None
    agency: str | None
    published: dt.date | None
    wire: str

    def row(self) -> dict[str, Any]:
        """Return the fields by the names they have in tables."""
        return {
            "report": self.id,
            "published": self.published,
            "outlet": self.outlet,
            "agency": self.agency,
            "title": self.title,
            "uri": self.uri,
            "wire": self.wire,
        }


@dataclass(frozen=True, slots=True)
class Found(Generic[C]):
    """A claim, its report, and whatever of the report it refers to (as a record that holds only that)."""

    claim: C
    report: ReportLine
    context: Record

    def wording(self) -> Wording:
        """Return the English wording of the claim and what it refers to."""
        return Wording(self.context)

    def row(self) -> dict[str, Any]:
        """Return the claim in flat columns, names in Arabic and English, its report last."""
        made = _row(self.claim, self.wording())
        return made | self.report.row()


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party across reports: how many it is in, how often it speaks and takes a stand, first and last day."""

    ident: str
    name: str
    name_en: str | None
    kind: str
    country: str | None
    wikidata: str | None
    reports: int
    statements: int
    positions: int
    first: dt.date | None
    last: dt.date | None

    def row(self) -> dict[str, Any]:
        """Return the fields by name."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that answers a search, with the words that do; claim: the id of the claim whose words stand nearest."""

    report: ReportLine
    snippet: Snippet
    score: float
    claim: str | None = None

    def row(self) -> dict[str, Any]:
        """Return report, words (the words asked for in brackets), where they begin, score."""
        return {"words": self.snippet.marked(), "start": self.snippet.start, "score": self.score} | self.report.row()


@dataclass(frozen=True, slots=True)
class Scene:
    """An event in a line, for maps and counts: its first day, the least number of dead, and where, in degrees.

    place: the place's English name, else its words put into English; None where the report names none.
    """

    day: dt.date | None
    dead: int
    place: str | None
    lat: float | None
    lon: float | None
    report: ReportLine

    def row(self) -> dict[str, Any]:
        """Return the columns by name."""
        made = {name: getattr(self, name) for name in ("day", "dead", "place", "lat", "lon")}
        return made | self.report.row()


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of a timeline: something that happened, was planned, or a stand that was taken."""

    first: dt.date
    last: dt.date
    what: str
    found: Found[Any]

    def row(self) -> dict[str, Any]:
        """Return the days, what it is, the English wording, and the claim's report."""
        found, wording = self.found, self.found.wording()
        claim = found.claim
        if isinstance(claim, Event):
            words, spoken, ident = claim.trigger.text, wording.event(claim), claim.id
        elif isinstance(claim, Statement):
            said = claim.content or claim.cue
            words, spoken, ident = said.text, wording.statement(claim), claim.id
        elif isinstance(claim, Proposal):
            words, spoken, ident = claim.label, f"{wording.proposal(claim)} to start", claim.id
        else:
            proposal = wording.proposals[claim.proposal]
            words, ident = proposal.label, proposal.id
            spoken = f"{wording.names([claim.party])} {ACTS[claim.stance]}: {wording.proposal(proposal)}"
        made = {
            "first": self.first,
            "last": self.last,
            "what": self.what,
            "wording": spoken,
            "words": words,
            "id": ident,
        }
        return made | found.report.row()


@dataclass(frozen=True, slots=True)
class Difference:
    """A line of a comparison: one thing counted on every side."""

    measure: str
    what: str
    what_en: str
    counts: tuple[float, ...]


class Window(NamedTuple):
    """Which part of an answer: how many lines, after how many."""

    limit: int
    offset: int

    def checked(self) -> Window:
        """Return itself; raise `StoreError` where there is no such part."""
        if not 0 < self.limit <= _LONGEST_PAGE or not 0 <= self.offset < 2**31:
            raise StoreError(
                saying("a page has 1 to %(most)s lines and begins at 0 or later, not %(limit)s from %(offset)s"),
                most=_LONGEST_PAGE,
                limit=self.limit,
                offset=self.offset,
            )
        return self


@dataclass(frozen=True, slots=True)
class Page(Sequence[T]):
    """Part of an answer, in order; `more` tells whether the next page has anything."""

    items: tuple[T, ...]
    offset: int = 0
    more: bool = False

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        return self.items[at]

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def rows(self) -> list[dict[str, Any]]:
        """Return every item in flat columns."""
        return [item.row() for item in self.items]

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a pandas frame (needs pandas: `pip install khabar[frames]`)."""
        import pandas as pd

        return pd.DataFrame(self.rows())

    def to_polars(self) -> pl.DataFrame:
        """Return the rows as a Polars frame (needs Polars: `pip install khabar[frames]`)."""
        import polars as pl

        return pl.DataFrame(self.rows(), infer_schema_length=None)


def _join(words: Iterable[str | None]) -> str:
    return "; ".join(word for word in words if word)


def _row(claim: Claim, wording: Wording) -> dict[str, Any]:
    if isinstance(claim, Statement):
        return _statement_row(claim, wording)
    if isinstance(claim, Proposal):
        return _proposal_row(claim, wording)
    if isinstance(claim, Position):
        return _position_row(claim, wording)
    return _event_row(claim, wording)


def _both(name: str, ids: Iterable[str], wording: Wording) -> dict[str, str]:
    found = [wording.entities[x] for x in ids]
    return {name: _join(x.name for x in found), f"{name}_en": _join(entity_name(x) for x in found)}


def _place(name: str, ids: Iterable[str], wording: Wording) -> dict[str, str]:
    found = [wording.places[x] for x in ids]
    return {name: _join(x.name for x in found), f"{name}_en": _join(place_name(x) for x in found)}


def _days(time: str | None, wording: Wording) -> dict[str, Any]:
    found = wording.times.get(time or "")
    return {"first": found.earliest if found else None, "last": found.latest if found else None}


def _statement_row(claim: Statement, wording: Wording) -> dict[str, Any]:
    about = [wording.proposals[x] for x in claim.about]
    return {
        "id": claim.id,
        "act": claim.act.value,
        "kind": claim.kind.value,
        **_both("source", claim.source.entities, wording),
        "cue": claim.cue.text,
        "content": claim.content.text if claim.content else None,
        **_both("addressee", [claim.addressee] if claim.addressee else [], wording),
        **_both("via", [link.entity for link in claim.chain], wording),
        "about": _join(x.label for x in about),
        "about_en": _join(wording.proposal(x) for x in about),
        "about_ids": " ".join(claim.about),
        **_place("place", [claim.place] if claim.place else [], wording),
        **_days(claim.time, wording),
        "negated": claim.negated,
        "by": claim.by,
        "confidence": claim.confidence,
    }


def _proposal_row(claim: Proposal, wording: Wording) -> dict[str, Any]:
    return {
        "id": claim.id,
        "kind": claim.kind.value,
        "label": claim.label,
        "wording": wording.proposal(claim),
        "status": claim.status.value if claim.status else None,
        **_both("sponsors", claim.sponsors, wording),
        **_both("addressees", claim.addressees, wording),
        **_both("parties", claim.parties, wording),
        **_both("subject", claim.subject, wording),
        **_place("area", claim.area, wording),
        "duration": claim.duration,
        **_days(claim.starts, wording),
        "instrument": claim.instrument,
        "purpose": claim.purpose,
        "terms": _join(wording.terms(claim)),
        "by": claim.by,
        "confidence": claim.confidence,
    }


def _position_row(claim: Position, wording: Wording) -> dict[str, Any]:
    proposal = wording.proposals[claim.proposal]
    return {
        **_both("party", [claim.party], wording),
        "stance": claim.stance.value,
        "exclusive": claim.exclusive,
        "proposal": proposal.label,
        "proposal_en": wording.proposal(proposal),
        "proposal_id": proposal.id,
        "kind": proposal.kind.value,
        "as_of": claim.as_of,
        "statements": " ".join(claim.statements),
    }


def _event_row(claim: Event, wording: Wording) -> dict[str, Any]:
    toll: dict[str, int | None] = {}
    for harm in ("dead", "injured", "displaced", "arrested"):
        count = getattr(claim.toll, harm) if claim.toll else None
        toll |= {f"{harm}_min": count.min if count else None, f"{harm}_max": count.max if count else None}
    return {
        "id": claim.id,
        "type": claim.type.value,
        "mode": claim.mode,
        "contexts": " ".join(claim.contexts),
        "aux": " ".join(claim.aux),
        "trigger": claim.trigger.text,
        "wording": wording.event(claim),
        **_both("actors", claim.actors, wording),
        **_both("recipients", claim.recipients, wording),
        **_place("place", [claim.place] if claim.place else [], wording),
        **_days(claim.time, wording),
        **toll,
        "vouched": wording.vouched(claim),
        "by": claim.by,
        "confidence": claim.confidence,
    }
