"""Parties, timeline, search and comparison: questions over all reports."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from khabar.record import Event, Position, Proposal
from khabar.store import Difference, Hit, Moment, PartyLine
from khabar.web.api.questions import OfComparison, OfParties, OfSearch, OfTimeline
from khabar.web.api.shapes import LINES, PREFIX, Answer, Claim, ReportOf, answer, claim_of, sent
from khabar.web.desk import TheStore
from khabar.web.errors import PROBLEMS

router = APIRouter(prefix=PREFIX, tags=["questions"], responses=PROBLEMS)
_HITS = 20


class PartyOf(BaseModel):
    """A party across reports: in how many it is, how often it speaks and takes a stand, its first and last day."""

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

    @classmethod
    def of(cls, line: PartyLine) -> PartyOf:
        """Return a line of the store so."""
        return cls.model_validate(line, from_attributes=True)


class MomentOf(BaseModel):
    """A line of a timeline: an event, a day on which a proposal starts, or a stand that was taken."""

    first: dt.date
    last: dt.date
    what: Literal["event", "start", "position"]
    of: Claim[Event] | Claim[Proposal] | Claim[Position]

    @classmethod
    def made(cls, moment: Moment) -> MomentOf:
        """Return a moment of the store so."""
        claim = claim_of(moment.found)
        return cls.model_construct(first=moment.first, last=moment.last, what=moment.what, of=claim)


class HitOf(BaseModel):
    """A report that holds the words: a stretch of its text from `start`; marks: the words, as offsets into the stretch."""

    report: ReportOf
    text: str
    start: int
    marks: list[tuple[int, int]]
    score: float

    @classmethod
    def of(cls, hit: Hit) -> HitOf:
        """Return a hit of the store so."""
        found = hit.snippet
        return cls(
            report=ReportOf.of(hit.report), text=found.text, start=found.start, marks=list(found.marks), score=hit.score
        )


class DifferenceOf(BaseModel):
    """One thing counted on every side, in the order of the sides."""

    measure: str
    what: str
    what_en: str
    counts: list[float]

    @classmethod
    def of(cls, line: Difference) -> DifferenceOf:
        """Return a line of a comparison so."""
        return cls(measure=line.measure, what=line.what, what_en=line.what_en, counts=list(line.counts))


class Comparison(BaseModel):
    """The same things counted on two or more sides."""

    sides: list[str]
    lines: list[DifferenceOf]


@router.get("/parties", response_model=Answer[PartyOf])
def parties(request: Request, store: TheStore, question: Annotated[OfParties, Query()]) -> Response:
    """Who is in the reports: persons, bodies, groups, states; those in most reports first."""
    page = store.parties(limit=question.limit or LINES, offset=question.offset, **question.asked())
    return sent(request, answer("/parties", question, page, PartyOf.of))


@router.get("/timeline", response_model=Answer[MomentOf])
def timeline(request: Request, store: TheStore, question: Annotated[OfTimeline, Query()]) -> Response:
    """What happened, what was to start and who took which stand, day by day, the earliest first."""
    page = store.timeline(limit=question.limit or LINES, offset=question.offset, **question.asked())
    return sent(request, answer("/timeline", question, page, MomentOf.made))


@router.get("/search", response_model=Answer[HitOf])
def search(request: Request, store: TheStore, question: Annotated[OfSearch, Query()]) -> Response:
    """Reports that hold words, whatever their spelling and clitics, the most telling first, with a stretch of each."""
    page = store.search(
        question.words,
        limit=question.limit or _HITS,
        offset=question.offset,
        newest=question.newest,
        **question.asked(),
    )
    return sent(request, answer("/search", question, page, HitOf.of))


@router.get("/compare", response_model=Comparison)
def compare(request: Request, store: TheStore, question: Annotated[OfComparison, Query()]) -> Response:
    """The same counted on several sides: what they say, propose and report, whom they quote, which tolls they give."""
    lines = store.compare(*question.side, most=question.most, **question.asked())
    return sent(request, Comparison(sides=question.side, lines=[DifferenceOf.of(line) for line in lines]))
