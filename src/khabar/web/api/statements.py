"""Statements: who said, asked, refused what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from khabar.record import Statement
from khabar.web.api.shapes import LINES, PREFIX, Answer, Claim, answer
from khabar.web.asking import Question
from khabar.web.desk import TheStore
from khabar.web.errors import PROBLEMS

router = APIRouter(prefix=PREFIX, tags=["statements"], responses=PROBLEMS)


@router.get("/statements")
def statements(store: TheStore, question: Annotated[Question, Query()]) -> Answer[Claim[Statement]]:
    """Who said, asked, refused or kept silent about what, newest first; `party` is who spoke or was spoken for."""
    page = store.statements(limit=question.limit or LINES, offset=question.offset, **question.asked())
    total = store.count("statements", **question.asked())
    return answer("/statements", question, page, Claim[Statement].of, total)
