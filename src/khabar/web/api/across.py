"""Across reports: threads of one plan, utterances told more than once, contradictions."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from khabar.record import Statement
from khabar.store import Contradiction, Stand, Telling, Thread, Utterance
from khabar.web.api.questions import OfContradictions, OfThreads, OfUtterances
from khabar.web.api.shapes import PREFIX, Answer, Claim, ReportOf, answer, sent
from khabar.web.desk import TheStore
from khabar.web.errors import PROBLEMS

router = APIRouter(prefix=PREFIX, tags=["across reports"], responses=PROBLEMS)
_LINES = 20


class TellingOf(BaseModel):
    """A claim as one report tells it: its id, kind, words and standing."""

    id: str
    what: str
    words: str
    standing: str | None
    report: ReportOf

    @classmethod
    def of(cls, told: Telling) -> TellingOf:
        """Return a telling of the store so."""
        return cls(
            id=told.id, what=told.what, words=told.words, standing=told.standing, report=ReportOf.of(told.report)
        )


class StandOf(BaseModel):
    """A step in a party's history with a plan: on which day it took which stance, by which report."""

    day: dt.date | None
    party: str
    party_en: str | None
    stance: str
    exclusive: bool
    report: str

    @classmethod
    def of(cls, stand: Stand) -> StandOf:
        """Return a stand of the store so."""
        return cls(
            day=stand.day,
            party=stand.party,
            party_en=stand.party_en,
            stance=stand.stance,
            exclusive=stand.exclusive,
            report=stand.report.id,
        )


class ThreadOf(BaseModel):
    """One plan as several reports tell it, the earliest first; sources: one name for each independent one."""

    id: str
    kind: str
    label: str
    status: str | None
    reports: int
    first: dt.date | None
    last: dt.date | None
    sources: list[str]
    history: list[StandOf]
    members: list[TellingOf]

    @classmethod
    def of(cls, thread: Thread) -> ThreadOf:
        """Return a thread of the store so."""
        return cls(
            id=thread.id,
            kind=thread.kind,
            label=thread.label,
            status=thread.row()["status"],
            reports=thread.reports,
            first=thread.first,
            last=thread.last,
            sources=list(thread.sources),
            history=[StandOf.of(x) for x in thread.history],
            members=[TellingOf.of(x) for x in thread.members],
        )


class UtteranceOf(BaseModel):
    """One utterance as several reports tell it; `first` is the earliest of them whole."""

    id: str
    act: str
    reports: int
    sources: list[str]
    first: Claim[Statement]
    members: list[TellingOf]

    @classmethod
    def of(cls, utterance: Utterance) -> UtteranceOf:
        """Return an utterance of the store so."""
        return cls(
            id=utterance.id,
            act=utterance.act,
            reports=utterance.reports,
            sources=list(utterance.sources),
            first=Claim[Statement].of(utterance.opened),
            members=[TellingOf.of(x) for x in utterance.members],
        )


class ContradictionOf(BaseModel):
    """Two claims that cannot both be true: tolls that differ, a claim and its denial, two days for one meeting."""

    what: Literal["toll", "denial", "date"]
    one: TellingOf
    other: TellingOf
    says: str
    day: dt.date | None

    @classmethod
    def of(cls, found: Contradiction) -> ContradictionOf:
        """Return a contradiction of the store so."""
        one, other = TellingOf.of(found.one), TellingOf.of(found.other)
        return cls(what=found.what, one=one, other=other, says=found.says, day=found.day)


@router.get("/threads", response_model=Answer[ThreadOf])
def threads(request: Request, store: TheStore, question: Annotated[OfThreads, Query()]) -> Response:
    """Plans as many reports tell them, the most told first: their standing, and each party's stances in order."""
    page = store.threads(
        limit=question.limit or _LINES, offset=question.offset, fewest=question.fewest, **question.asked()
    )
    return sent(request, answer("/threads", question, page, ThreadOf.of))


@router.get("/utterances", response_model=Answer[UtteranceOf])
def utterances(request: Request, store: TheStore, question: Annotated[OfUtterances, Query()]) -> Response:
    """What was said, as several reports tell it, and by how many independent sources, the most told first."""
    page = store.utterances(
        limit=question.limit or _LINES, offset=question.offset, fewest=question.fewest, **question.asked()
    )
    return sent(request, answer("/utterances", question, page, UtteranceOf.of))


@router.get("/contradictions", response_model=Answer[ContradictionOf])
def contradictions(request: Request, store: TheStore, question: Annotated[OfContradictions, Query()]) -> Response:
    """What cannot both be true: tolls that differ, a claim and its denial, two days for one meeting."""
    page = store.contradictions(limit=question.limit or _LINES, offset=question.offset, **question.asked())
    return sent(request, answer("/contradictions", question, page, ContradictionOf.of))
