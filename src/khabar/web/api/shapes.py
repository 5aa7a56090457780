"""What answers of the API look like: a list with its next page, a claim with its report and names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from khabar.record import Entity, Event, Place, Position, Proposal, Record, Statement
from khabar.store import Found, Page, ReportLine
from khabar.web.asking import Question

T = TypeVar("T")
C = TypeVar("C", Statement, Proposal, Position, Event)
PREFIX = "/api/v1"
LINES = 50


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


def answer(
    path: str, question: Question, page: Page[Any], made: Callable[[Any], T], total: int | None = None
) -> Answer[T]:
    """Return a page of the store as an answer at a path under the API; made: what a line of it becomes."""
    onward = question.moved(question.offset + len(page)).at(f"{PREFIX}{path}") if page.more else None
    return Answer(items=[made(x) for x in page], total=total, next=onward)
