"""Everything that travels between rooms: the report that was read and the record made of it.

The types follow the schema ``khabar/1``: attribution after PARC 3.0 (source, cue, content), events after
PLOVER 2.0, times after TIMEX3 with an earliest and a latest day. All are frozen; a `Record` checks when it is
made that every span is true, every id unique and every reference resolves.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from khabar.kinds import (
    Act,
    Anchor,
    Aux,
    ChainRole,
    EntityKind,
    EventType,
    Instrument,
    MentionForm,
    ProposalKind,
    Purpose,
    StatementKind,
    Status,
    TimeKind,
)

__all__ = [
    "SCHEMA",
    "Act",
    "Anchor",
    "Aux",
    "Caution",
    "ChainLink",
    "ChainRole",
    "Confidence",
    "Count",
    "Entity",
    "EntityIds",
    "EntityKind",
    "Event",
    "EventType",
    "Frozen",
    "Instrument",
    "Mention",
    "MentionForm",
    "Place",
    "PlaceIds",
    "Position",
    "Proposal",
    "ProposalKind",
    "Purpose",
    "Record",
    "Report",
    "Requirement",
    "Role",
    "Source",
    "Span",
    "Statement",
    "StatementKind",
    "StatementSource",
    "Status",
    "Time",
    "TimeKind",
    "Toll",
    "content_id",
    "spans_of",
]

SCHEMA = "khabar/1"


SURE = "probability that the claim is right: a statement with its source and act, a proposal or an event with its kind"


class Frozen(BaseModel):
    """Base of all record types: immutable, with no field beyond the schema."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Confidence = Annotated[float, Field(ge=0.0, le=1.0, description=SURE)]


def content_id(prefix: str, *parts: object) -> str:
    """Return an id that depends on nothing but the parts: `prefix-` and 12 hex digits of their SHA-256."""
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass"))
    return f"{prefix}-{digest.hexdigest()[:12]}"


class Span(Frozen):
    """Words of the report: half-open Unicode code-point offsets into its text, and the words themselves."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    text: str

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.end <= self.start or self.end - self.start != len(self.text):
            message = f"a span of {len(self.text)} characters cannot run from {self.start} to {self.end}"
            raise ValueError(message)
        return self


class Caution(Frozen):
    """What could not be resolved or had to be assumed (RECORD.md's `warnings`)."""

    code: str
    message: str
    span: Span | None = None


class Report(Frozen):
    """What was read: the text exactly as it stands and what its source told about it."""

    text: str
    uri: str | None = None
    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    byline: str | None = None
    published: dt.date | None = None
    published_from: Literal["argument", "metadata", "text"] | None = None
    language: str = "ar"
    cautions: tuple[Caution, ...] = ()

    @property
    def id(self) -> str:
        """Content hash of the text and its date: the same report read twice has the same id."""
        return content_id("r", self.text, self.published)


class Source(Frozen):
    """Where the record comes from, with the text exactly as read."""

    id: str
    uri: str | None = None
    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: dt.date | None = None
    published_from: Literal["argument", "metadata", "text"] | None = None
    language: str = "ar"
    text: str


class Role(Frozen):
    """A post or title held, of which entity, and the words that say so."""

    title: str
    of: str | None = None
    span: Span | None = None


class Mention(Frozen):
    """One place in the text where an entity is meant."""

    span: Span
    form: MentionForm


class EntityIds(Frozen):
    """Identifiers in public registers, where they are certain."""

    wikidata: str | None = None
    iso3: str | None = None
    geonames: int | None = None


class Entity(Frozen):
    """A person, body, country or group that says, does, receives or is asked something."""

    id: str
    kind: EntityKind
    name: str
    name_en: str | None = None
    ids: EntityIds = EntityIds()
    country: str | None = None
    sector: str | None = None
    roles: tuple[Role, ...] = ()
    part_of: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


class PlaceIds(Frozen):
    """Identifiers of a place in public gazetteers."""

    geonames: int | None = None
    wikidata: str | None = None


class Place(Frozen):
    """A place that is named; `lat` and `lon` in degrees (WGS 84)."""

    id: str
    name: str
    name_en: str | None = None
    kind: str | None = None
    country: str | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    ids: PlaceIds = PlaceIds()
    within: str | None = None
    mentions: tuple[Span, ...] = ()


class Time(Frozen):
    """A time expression, with the days it can mean; without an anchor it keeps its words and no day."""

    id: str
    span: Span
    kind: TimeKind
    earliest: dt.date | None = None
    latest: dt.date | None = None
    duration: str | None = None
    weekday: Annotated[int, Field(ge=1, le=7)] | None = None
    approximate: bool = False
    anchor: Anchor | None = None


class StatementSource(Frozen):
    """Who is reported to have spoken: entities, and the words that name them next to the cue."""

    entities: tuple[str, ...] = ()
    span: Span | None = None


class ChainLink(Frozen):
    """One relay between the report and the words: who passed them on, and as what."""

    entity: str
    role: ChainRole


class Statement(Frozen):
    """Who is reported to have said, asked, refused or kept silent about what."""

    id: str
    act: Act
    kind: StatementKind
    cue: Span
    source: StatementSource
    content: Span | None = None
    quotes: tuple[Span, ...] = ()
    chain: tuple[ChainLink, ...] = ()
    addressee: str | None = None
    place: str | None = None
    time: str | None = None
    about: tuple[str, ...] = ()
    negated: bool = False
    by: str
    confidence: Confidence


class Requirement(Frozen):
    """What must come first for a proposal to take effect: another proposal, and the words that say so."""

    proposal: str | None = None
    span: Span


class Proposal(Frozen):
    """A plan, offer, demand or agreement that parties can be for or against."""

    id: str
    kind: ProposalKind
    label: str
    mentions: tuple[Span, ...]
    sponsors: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    duration: str | None = None
    starts: str | None = None
    instrument: Instrument | None = None
    purpose: Purpose | None = None
    requires: tuple[Requirement, ...] = ()
    part_of: str | None = None
    status: Status | None = None
    status_because: tuple[str, ...] = ()
    by: str
    confidence: Confidence


class Position(Frozen):
    """Where a party stands on a proposal, by its latest statement about it."""

    party: str
    proposal: str
    stance: Act
    exclusive: bool = False
    statements: tuple[str, ...]
    as_of: dt.date | None = None


class Count(Frozen):
    """A number of people the report gives, as a range, with the words that give it."""

    min: Annotated[int, Field(ge=0)]
    max: Annotated[int, Field(ge=0)] | None = None
    span: Span


class Toll(Frozen):
    """Who was harmed, as counts of people."""

    dead: Count | None = None
    injured: Count | None = None
    displaced: Count | None = None
    arrested: Count | None = None


class Event(Frozen):
    """Something done, going on, planned or denied in the world; `said_in` is the statement that vouches for it."""

    id: str
    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    aux: tuple[Aux, ...] = ()
    trigger: Span
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    time: str | None = None
    toll: Toll | None = None
    said_in: str | None = None
    by: str
    confidence: Confidence


class Record(Frozen):
    """What khabar makes of one report. Made only whole: a false span or a dangling id raises `ValueError`."""

    schema_: Literal["khabar/1"] = Field(default="khabar/1", alias="schema")
    source: Source
    entities: tuple[Entity, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    positions: tuple[Position, ...] = ()
    events: tuple[Event, ...] = ()
    warnings: tuple[Caution, ...] = ()

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    @model_validator(mode="after")
    def _true(self) -> Self:
        text = self.source.text
        for span in spans_of(self):
            if text[span.start : span.end] != span.text:
                message = (
                    f"span {span.start}–{span.end} claims {span.text!r}; the text has {text[span.start : span.end]!r}"
                )
                raise ValueError(message)
        _check_references(self)
        return self


def spans_of(model: BaseModel) -> Iterator[Span]:
    """Yield every span held anywhere inside a record object."""
    found: list[Span] = []
    _gather_spans(model, found)
    yield from found


def _gather_spans(model: BaseModel, found: list[Span]) -> None:
    for value in vars(model).values():
        if value is None or type(value) is str:  # most fields; asking pydantic for the type of each takes long
            continue
        for item in value if type(value) is tuple else (value,):
            if type(item) is Span:
                found.append(item)
            elif type(item) is not str and isinstance(item, BaseModel):
                _gather_spans(item, found)


def _check_references(record: Record) -> None:
    """Raise `ValueError` for an id used twice or a reference to nothing."""
    known = {
        "entity": {x.id for x in record.entities},
        "place": {x.id for x in record.places},
        "time": {x.id for x in record.times},
        "statement": {x.id for x in record.statements},
        "proposal": {x.id for x in record.proposals},
    }
    made = [len(record.entities), len(record.places), len(record.times), len(record.statements), len(record.proposals)]
    if [len(ids) for ids in known.values()] != made or len({e.id for e in record.events}) != len(record.events):
        message = "an id is used twice"
        raise ValueError(message)
    for kind, used in _references(record):
        if used is not None and used not in known[kind]:
            message = f"reference to {kind} {used!r}, which the record does not hold"
            raise ValueError(message)


def _references(record: Record) -> Iterator[tuple[str, str | None]]:
    yield "place", record.source.dateline
    for entity in record.entities:
        yield from (("entity", x) for x in (*entity.part_of, *(role.of for role in entity.roles)))
    for place in record.places:
        yield "place", place.within
    for statement in record.statements:
        yield from (
            ("entity", x)
            for x in (*statement.source.entities, *(c.entity for c in statement.chain), statement.addressee)
        )
        yield "place", statement.place
        yield "time", statement.time
        yield from (("proposal", x) for x in statement.about)
    for proposal in record.proposals:
        yield from (
            ("entity", x) for x in (*proposal.sponsors, *proposal.addressees, *proposal.parties, *proposal.subject)
        )
        yield from (("place", x) for x in proposal.area)
        yield "time", proposal.starts
        yield from (("proposal", x) for x in (*(r.proposal for r in proposal.requires), proposal.part_of))
    for position in record.positions:
        yield "entity", position.party
        yield "proposal", position.proposal
        yield from (("statement", x) for x in position.statements)
    for event in record.events:
        yield from (("entity", x) for x in (*event.actors, *event.recipients))
        yield "place", event.place
        yield "time", event.time
        yield "statement", event.said_in
