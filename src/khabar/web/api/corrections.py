"""Corrections of what was found, and merges of parties across reports: logs that only grow."""

from __future__ import annotations

import datetime as dt
import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi import Path as InPath
from fastapi.responses import Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, RootModel

from khabar.store import Correction, Merge, Store
from khabar.store.words import clean
from khabar.web.api.bodies import TheJson, json_body, valid
from khabar.web.api.questions import Asking
from khabar.web.api.shapes import PREFIX, Answer, part, sent
from khabar.web.asking import InReport
from khabar.web.desk import TheStore, TheUser
from khabar.web.errors import BODY_PROBLEMS, NOT_FOUND, PROBLEMS

router = APIRouter(prefix=PREFIX, tags=["corrections"], responses=PROBLEMS)
_CREATED, _NO_CONTENT = 201, 204
Words = Annotated[str, AfterValidator(clean)]
Why = Annotated[Words, Field(min_length=1, max_length=2000, description="The reason, for whoever reads the log.")]
Object = Annotated[str, Field(min_length=1, max_length=100, description="The id of a claim, entity, place or time.")]
Offset = Annotated[int, Field(ge=0, lt=2**31)]


class _Correcting(BaseModel):
    model_config = ConfigDict(extra="forbid")

    object: Object
    why: Why

    def value_json(self) -> str | None:
        """Return what the correction puts in, as JSON."""
        return None

    def field_name(self) -> str | None:
        """Return the field that it changes."""
        return None


class Accept(_Correcting):
    """Confirm a claim: its confidence becomes 1."""

    action: Literal["accept"]


class Reject(_Correcting):
    """Take a claim away, and what rests on it alone."""

    action: Literal["reject"]


class Edit(_Correcting):
    """Give a field another value: a word, or whatever the record has there; a span is its start and end."""

    action: Literal["edit"]
    field: Annotated[Words, Field(min_length=1, max_length=100, examples=["act", "content", "source.entities"])]
    value: Annotated[JsonValue, Field(examples=["reject", {"start": 10, "end": 52}])]

    def value_json(self) -> str | None:
        """Return the value as JSON."""
        return json.dumps(self.value, ensure_ascii=False, allow_nan=False)

    def field_name(self) -> str | None:
        """Return the field."""
        return self.field


class MergeInReport(_Correcting):
    """Say that two entities, places or proposals of a report are one."""

    action: Literal["merge"]
    other: Annotated[str, Field(min_length=1, max_length=100, description="The id that is the same thing.")]

    def value_json(self) -> str | None:
        """Return the other id as JSON."""
        return json.dumps(self.other)


class Split(_Correcting):
    """Say that some mentions of an entity are another entity of another name."""

    action: Literal["split"]
    name: Annotated[Words, Field(min_length=1, max_length=300)]
    mentions: Annotated[
        list[tuple[Offset, Offset]],
        Field(min_length=1, max_length=1000, description="Where they begin and end in the text."),
    ]

    def value_json(self) -> str | None:
        """Return name and mentions as JSON."""
        return json.dumps({"name": self.name, "mentions": self.mentions}, ensure_ascii=False)


class Restore(_Correcting):
    """Take back what was said of an object before: it is again as the program found it."""

    action: Literal["restore"]


class GivenCorrection(
    RootModel[Annotated[Accept | Reject | Edit | MergeInReport | Split | Restore, Field(discriminator="action")]]
):
    """A correction: accept, reject, edit, merge, split or restore what was found."""


class CorrectionOf(BaseModel):
    """A correction that was made; machine: what the program had found there; start, end: the object's words."""

    report: str
    object: str
    action: str
    who: str
    why: str
    field: str | None
    machine: Any
    value: Any
    start: int | None
    end: int | None
    at: dt.datetime

    @classmethod
    def of(cls, made: Correction) -> CorrectionOf:
        """Return a correction of the log so."""
        facts = {name: getattr(made, name) for name in made.__slots__}
        for name in ("machine", "value"):
            facts[name] = None if facts[name] is None else _loaded(facts[name])
        return cls(**facts)


class GivenMerge(BaseModel):
    """Two parties that are one in all reports, by the idents that `/parties` has; `kept` stands for both."""

    model_config = ConfigDict(extra="forbid")

    kept: Annotated[Words, Field(min_length=1, max_length=500, examples=["wikidata:Q58217"])]
    merged: Annotated[Words, Field(min_length=1, max_length=500, examples=["لافروف|RUS"])]
    why: Why


class MergeOf(BaseModel):
    """A merge: which party stands for which, by what rule or whom, why, and whether it was undone."""

    key: int
    kept: str
    merged: str
    kept_name: str
    merged_name: str
    by: str
    why: str
    at: dt.datetime
    undone_by: str | None
    undone_why: str | None
    undone_at: dt.datetime | None

    @classmethod
    def of(cls, made: Merge) -> MergeOf:
        """Return a merge of the store so."""
        return cls.model_validate(made, from_attributes=True)


class OfCorrections(Asking):
    """Which corrections."""

    report: InReport = None


class OfMerges(Asking):
    """Which merges."""

    undone: Annotated[bool, Field(description="Also those that were undone.")] = False


class Undoing(BaseModel):
    """Why a merge is undone."""

    model_config = ConfigDict(extra="forbid")

    why: Why


@router.get("/corrections", response_model=Answer[CorrectionOf])
def corrections(request: Request, store: TheStore, question: Annotated[OfCorrections, Query()]) -> Response:
    """Corrections in the order they were made, of one report or all."""
    asked = None if question.report is None else clean(question.report)
    return sent(request, part("/corrections", question, [CorrectionOf.of(x) for x in store.corrections(asked)]))


@router.post(
    "/corrections",
    response_model=CorrectionOf,
    status_code=_CREATED,
    responses=BODY_PROBLEMS | NOT_FOUND,
    openapi_extra=json_body(GivenCorrection),
)
def correct(request: Request, store: TheStore, who: TheUser, data: TheJson) -> Response:
    """Accept, reject, edit, merge, split or restore what was found; the report shows it from then on, whatever reading follows.

    Corrections are never changed or deleted; a later one beats an earlier one.
    """
    given = valid(GivenCorrection, data).root
    report = store.report_of(given.object)
    if report is None:
        raise HTTPException(404, f"the store has nothing with the id {given.object}")
    correction = Correction(
        report.id,
        given.object,
        given.action,
        who.name,
        given.why,
        field=given.field_name(),
        value=given.value_json(),
    )
    made = CorrectionOf.of(store.correct(correction))
    return sent(request, made, _CREATED, {"Location": f"{PREFIX}/reports/{report.id}"})


@router.get("/merges", response_model=Answer[MergeOf])
def merges(request: Request, store: TheStore, question: Annotated[OfMerges, Query()]) -> Response:
    """Parties that were merged across reports, by rule or by a person, the oldest first."""
    return sent(request, part("/merges", question, [MergeOf.of(x) for x in store.merges(undone=question.undone)]))


@router.post(
    "/merges",
    response_model=MergeOf,
    status_code=_CREATED,
    responses=BODY_PROBLEMS,
    openapi_extra=json_body(GivenMerge),
)
def merge(request: Request, store: TheStore, who: TheUser, data: TheJson) -> Response:
    """Let one party stand for another in all reports."""
    given = valid(GivenMerge, data)
    key = store.merge(given.kept, given.merged, by=who.name, why=given.why)
    return sent(request, MergeOf.of(_merge(store, key)), _CREATED)


@router.delete("/merges/{key}", status_code=_NO_CONTENT, responses=NOT_FOUND)
def unmerge(
    store: TheStore, who: TheUser, key: Annotated[int, InPath(ge=1, lt=2**31)], asked: Annotated[Undoing, Query()]
) -> Response:
    """Undo a merge, by rule or by a person; it stays in the list of all, and no rule makes it again."""
    if _merge(store, key).undone_at is not None:
        raise HTTPException(404, f"merge {key} is undone already")
    store.unmerge(key, by=who.name, why=asked.why)
    return Response(status_code=_NO_CONTENT)


def _merge(store: Store, key: int) -> Merge:
    made = next((x for x in store.merges(undone=True) if x.key == key), None)
    if made is None:
        raise HTTPException(404, f"there is no merge {key}")
    return made


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
