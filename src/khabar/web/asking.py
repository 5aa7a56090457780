"""What a page or the API is asked: the filters of every question, and which part of the answer."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Self, cast

from pydantic import BaseModel, ConfigDict, Field, model_validator

from khabar.record import Act, Status
from khabar.store import Asked
from khabar.web.rendering import address

LONGEST_PAGE = 500
_DAY = "A day as YYYY-MM-DD."


class Question(BaseModel):
    """The filters of a question and the part of its answer that is wanted; an empty field counts as not given.

    As a parameter of an endpoint: `question: Annotated[Question, Query()]`. A page with a parameter of its own
    makes a child of this.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    party: Annotated[str | None, Field(max_length=300, description="A name in Arabic or English, or an id.")] = None
    place: Annotated[str | None, Field(max_length=300, description="A name, or LAT,LON in degrees.")] = None
    km: Annotated[float | None, Field(ge=0, le=20015, description="Within so many kilometres of the place.")] = None
    type: Annotated[str | None, Field(max_length=50, description="A kind of proposal, event or party.")] = None
    act: Annotated[Act | None, Field(description="What was done by words; of positions the stance.")] = None
    status: Annotated[Status | None, Field(description="How a proposal stands.")] = None
    since: Annotated[dt.date | None, Field(description=f"First day. {_DAY}")] = None
    until: Annotated[dt.date | None, Field(description=f"Last day. {_DAY}")] = None
    outlet: Annotated[str | None, Field(max_length=300, description="Part of an outlet's or agency's name.")] = None
    proposal: Annotated[str | None, Field(max_length=300, description="An id, a kind, or words of its label.")] = None
    report: Annotated[str | None, Field(max_length=50, description="One report, by its id.")] = None
    limit: Annotated[int | None, Field(ge=1, le=LONGEST_PAGE, description="How many lines.")] = None
    offset: Annotated[int, Field(ge=0, lt=2**31, description="After how many lines.")] = 0

    @model_validator(mode="before")
    @classmethod
    def _empty_is_not_given(cls, data: Any) -> Any:
        return {name: x for name, x in data.items() if x != ""} if isinstance(data, dict) else data

    def asked(self) -> Asked:
        """Return the filters that are given, as the store's questions take them."""
        given = {name: getattr(self, name) for name in Asked.__optional_keys__}
        return cast("Asked", {name: x for name, x in given.items() if x is not None})

    def given(self) -> dict[str, Any]:
        """Return everything that is given, as it stands in an address."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def moved(self, offset: int) -> Self:
        """Return the same question for another part of the answer."""
        return self.model_copy(update={"offset": max(0, offset)})

    def at(self, path: str) -> str:
        """Return the address of this question at a path."""
        return address(path, **self.given())
