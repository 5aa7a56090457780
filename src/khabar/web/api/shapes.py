"""What answers of the API look like: a list with its next page, a claim with its report and names."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel
from pydantic_core import PydanticSerializationError

from khabar.record import Entity, Event, Place, Position, Proposal, Record, Statement, Time
from khabar.store import Found, Page, ReportLine
from khabar.web.asking import Part

T = TypeVar("T")
C = TypeVar("C", Statement, Proposal, Position, Event)
K = TypeVar("K", Entity, Place, Time)
PREFIX = "/api/v1"
LINES = 50
JSON = "application/json"
SAME = 304


class Answer(BaseModel, Generic[T]):
    """Part of an answer. total: how many there are in all, where counting is cheap; next: where more is to be had."""

    items: list[T]
    total: int | None = None
    next: str | None = None


class ReportOf(BaseModel):
    """The report that something stands in; `wire` is shared by its near-duplicates."""

    id: str
    uri: str | None
    title: str | None
    outlet: str | None
    agency: str | None
    published: dt.date | None
    wire: str

    @classmethod
    def of(cls, line: ReportLine) -> ReportOf:
        """Return a line of the store so."""
        return cls.model_validate(line, from_attributes=True)


class Wrong(BaseModel):
    """What could not be kept, and why."""

    where: str
    why: str


class Name(BaseModel):
    """What an entity or place is called."""

    name: str
    name_en: str | None


class Label(BaseModel):
    """What a proposal is: its kind, and the report's words for it."""

    kind: str
    label: str


class Days(BaseModel):
    """What a time expression says, and the days it can mean."""

    words: str
    earliest: dt.date | None
    latest: dt.date | None


class Claim(BaseModel, Generic[C]):
    """A claim as the record has it, its report, and what the ids in it stand for."""

    claim: C
    report: ReportOf
    names: dict[str, Name]
    proposals: dict[str, Label]
    times: dict[str, Days]

    @classmethod
    def of(cls, found: Found[C]) -> Claim[C]:
        """Return a claim that the store found so."""
        context: Record = found.context
        named: list[Entity | Place] = [*context.entities, *context.places]
        return cls(
            claim=found.claim,
            report=ReportOf.of(found.report),
            names={x.id: Name(name=x.name, name_en=x.name_en) for x in named},
            proposals={x.id: Label(kind=x.kind.value, label=x.label) for x in context.proposals},
            times={x.id: Days(words=x.span.text, earliest=x.earliest, latest=x.latest) for x in context.times},
        )


class Thing(BaseModel, Generic[K]):
    """An entity, place or time as the record has it, and its report."""

    claim: K
    report: ReportOf


def claim_of(found: Found[Any]) -> BaseModel:
    """Return a claim of any kind that the store found."""
    made: dict[type[Any], Callable[[Found[Any]], BaseModel]] = {
        Statement: Claim[Statement].of,
        Proposal: Claim[Proposal].of,
        Position: Claim[Position].of,
        Event: Claim[Event].of,
    }
    return made[type(found.claim)](found)


def thing_of(thing: Entity | Place | Time, line: ReportLine) -> BaseModel:
    """Return an entity, place or time with the report it stands in."""
    report = ReportOf.of(line)
    if isinstance(thing, Entity):
        return Thing[Entity](claim=thing, report=report)
    return (
        Thing[Place](claim=thing, report=report)
        if isinstance(thing, Place)
        else Thing[Time](claim=thing, report=report)
    )


def answer(path: str, question: Part, page: Page[Any], made: Callable[[Any], T], total: int | None = None) -> Answer[T]:
    """Return a page of the store as an answer at a path under the API; made: what a line of it becomes."""
    onward = question.moved(question.offset + len(page)).at(f"{PREFIX}{path}") if page.more else None
    return Answer(items=[made(x) for x in page], total=total, next=onward)


def part(path: str, question: Part, whole: list[T]) -> Answer[T]:
    """Return the wanted part of a list that is held whole."""
    shown = whole[question.offset : question.offset + (question.limit or LINES)]
    after = question.offset + len(shown)
    onward = question.moved(after).at(f"{PREFIX}{path}") if after < len(whole) and shown else None
    return Answer(items=shown, total=len(whole), next=onward)


def as_json(made: BaseModel) -> bytes:
    """Return a model as JSON; halves of surrogate pairs, which no UTF-8 has, as JSON's escapes."""
    try:
        return made.model_dump_json().encode()
    except PydanticSerializationError:
        return json.dumps(made.model_dump(mode="python", by_alias=True), default=str).encode()


def sent(request: Request, made: BaseModel, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return a model as an answer; see `with_etag`."""
    return with_etag(request, Response(as_json(made), status, headers, JSON))


def with_etag(request: Request, made: Response) -> Response:
    """Return an answer with an ETag, or without its body where who asks has the same already (RFC 9110)."""
    if request.method not in ("GET", "HEAD"):
        return made
    etag = f'W/"{hashlib.sha256(made.body).hexdigest()[:20]}"'  # weak: compressed on its way it has other bytes
    had = [x.strip().removeprefix("W/") for x in request.headers.get("if-none-match", "").split(",")]
    if "*" in had or etag.removeprefix("W/") in had:
        return Response(status_code=SAME, headers={"ETag": etag})
    made.headers["ETag"] = etag
    return made
