"""What a page or the API is asked: the filters of every question, and which part of the answer."""

from __future__ import annotations

import datetime as dt
import re
from enum import Enum
from typing import Annotated, Any, Self, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from khabar.record import Act, Status
from khabar.store import Asked
from khabar.web.rendering import address

LONGEST_PAGE = 500
_DAY = "A day as YYYY-MM-DD."
_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


Party = Annotated[str | None, Field(max_length=300, description="A name in Arabic or English, or an id.")]
Place = Annotated[str | None, Field(max_length=300, description="A name, or LAT,LON in degrees.")]
Km = Annotated[float | None, Field(ge=0, le=20015, description="Within so many kilometres of the place.")]
Done = Annotated[Act | None, Field(description="What was done by words; of positions the stance.")]
Standing = Annotated[Status | None, Field(description="How a proposal stands.")]


def _written_out(value: Any) -> Any:
    """A day is written out; pydantic alone would take seconds since 1970 too."""
    if isinstance(value, str) and not _WRITTEN.fullmatch(value.strip()):
        message = "a day is written YYYY-MM-DD"
        raise ValueError(message)
    return value.strip() if isinstance(value, str) else value


Day = Annotated[dt.date, BeforeValidator(_written_out)]
Since = Annotated[Day | None, Field(description=f"First day. {_DAY}")]
Until = Annotated[Day | None, Field(description=f"Last day. {_DAY}")]
Outlet = Annotated[str | None, Field(max_length=300, description="Part of an outlet's or agency's name.")]
OfProposal = Annotated[str | None, Field(max_length=300, description="An id, a kind, or words of its label.")]
InReport = Annotated[str | None, Field(max_length=50, description="One report, by its id.")]


class Part(BaseModel):
    """Which part of an answer is wanted; the questions below add their filters. An empty field counts as not given."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    limit: Annotated[int | None, Field(ge=1, le=LONGEST_PAGE, description="How many lines.")] = None
    offset: Annotated[int, Field(ge=0, lt=2**31, description="After how many lines.")] = 0

    @model_validator(mode="before")
    @classmethod
    def _empty_is_not_given(cls, data: Any) -> Any:
        return {name: x for name, x in data.items() if x != ""} if isinstance(data, dict) else data

    def asked(self) -> Asked:
        """Return the filters that are given, as the store's questions take them."""
        given = {name: getattr(self, name, None) for name in Asked.__optional_keys__}
        plain = {name: x.value if isinstance(x, Enum) else x for name, x in given.items() if x is not None}
        return cast("Asked", plain)

    def given(self) -> dict[str, Any]:
        """Return everything that is given, as it stands in an address."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def moved(self, offset: int) -> Self:
        """Return the same question for another part of the answer."""
        return self.model_copy(update={"offset": max(0, offset)})

    def at(self, path: str) -> str:
        """Return the address of this question at a path."""
        return address(path, **self.given())


class Question(Part):
    """All filters of all questions, and the part of the answer that is wanted.

    As a parameter of an endpoint: `question: Annotated[Question, Query()]`. A page with a parameter of its own
    makes a child of this.
    """

    party: Party = None
    place: Place = None
    km: Km = None
    type: Annotated[str | None, Field(max_length=50, description="A kind of proposal, event or party.")] = None
    act: Done = None
    status: Standing = None
    since: Since = None
    until: Until = None
    outlet: Outlet = None
    proposal: OfProposal = None
    report: InReport = None
