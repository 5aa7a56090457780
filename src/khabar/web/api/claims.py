"""Statements, proposals, positions and events: what reports claim, one by one."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from khabar.record import Entity, Event, Place, Position, Proposal, Record, Statement, Time
from khabar.store import Found
from khabar.web.api.questions import OfEvents, OfPositions, OfProposals, OfQueue, OfStatements
from khabar.web.api.shapes import LINES, PREFIX, Answer, Claim, Thing, answer, claim_of, sent, thing_of
from khabar.web.desk import TheStore
from khabar.web.errors import NOT_FOUND, PROBLEMS

_FEW = 20
router = APIRouter(prefix=PREFIX, tags=["claims"], responses=PROBLEMS)
_Any = Claim[Statement] | Claim[Proposal] | Claim[Event] | Thing[Entity] | Thing[Place] | Thing[Time]


@router.get("/statements", response_model=Answer[Claim[Statement]])
def statements(request: Request, store: TheStore, question: Annotated[OfStatements, Query()]) -> Response:
    """Who said, asked, refused or kept silent about what, newest first; `party` is who spoke or was spoken for."""
    page = store.statements(limit=question.limit or LINES, offset=question.offset, **question.asked())
    total = store.count("statements", **question.asked())
    return sent(request, answer("/statements", question, page, Claim[Statement].of, total))


@router.get("/proposals", response_model=Answer[Claim[Proposal]])
def proposals(request: Request, store: TheStore, question: Annotated[OfProposals, Query()]) -> Response:
    """Plans, offers, demands and agreements, newest first; `party` is anybody named in one or with a stance on it."""
    page = store.proposals(limit=question.limit or LINES, offset=question.offset, **question.asked())
    total = store.count("proposals", **question.asked())
    return sent(request, answer("/proposals", question, page, Claim[Proposal].of, total))


@router.get("/positions", response_model=Answer[Claim[Position]])
def positions(request: Request, store: TheStore, question: Annotated[OfPositions, Query()]) -> Response:
    """Where parties stand on proposals, newest first; `act` is the stance, `type` and `place` are the proposal's."""
    page = store.positions(limit=question.limit or LINES, offset=question.offset, **question.asked())
    total = store.count("positions", **question.asked())
    return sent(request, answer("/positions", question, page, Claim[Position].of, total))


@router.get("/events", response_model=Answer[Claim[Event]])
def events(request: Request, store: TheStore, question: Annotated[OfEvents, Query()]) -> Response:
    """What happened, is planned or was denied, newest first; `party` is who did it or had it done to them."""
    page = store.events(limit=question.limit or LINES, offset=question.offset, **question.asked())
    total = store.count("events", **question.asked())
    return sent(request, answer("/events", question, page, Claim[Event].of, total))


@router.get("/queue", response_model=Answer[Claim[Statement] | Claim[Proposal] | Claim[Event]])
def queue(request: Request, store: TheStore, question: Annotated[OfQueue, Query()]) -> Response:
    """Claims that nobody has corrected or accepted, those first of which the reading is least sure."""
    wanted: Any = question.asked()
    page = store.unreviewed(
        limit=question.limit or _FEW, offset=question.offset, kinds=question.kind, below=question.below, **wanted
    )
    total = store.count_unreviewed(kinds=question.kind, below=question.below, **wanted)
    return sent(request, answer("/queue", question, page, claim_of, total))


@router.get("/claims/{id}", response_model=_Any, responses=NOT_FOUND)
def claim(request: Request, store: TheStore, id: str) -> Response:
    """A statement, proposal, event, entity, place or time by its id, with the report it stands in."""
    found = store.get(id)
    report = store.report_of(id)
    if found is None or report is None or isinstance(found, Record):
        raise HTTPException(404, f"the store has no claim, entity, place or time {id}")
    return sent(request, claim_of(found) if isinstance(found, Found) else thing_of(found, report))
