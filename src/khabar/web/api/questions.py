"""What each question of the API may be asked; a parameter that it does not know is refused, not passed over."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from khabar.record import EntityKind, EventType, ProposalKind
from khabar.store.reviewing import KINDS, Kind
from khabar.web.asking import Done, InReport, Km, OfProposal, Outlet, Part, Party, Place, Since, Standing, Until

KindOfProposal = Annotated[ProposalKind | None, Field(description="A kind of proposal.")]
KindOfEvent = Annotated[EventType | None, Field(description="A PLOVER event type.")]
KindOfParty = Annotated[EntityKind | None, Field(description="A kind of entity.")]
KindOfBoth = Annotated[ProposalKind | EventType | None, Field(description="A kind of proposal, or an event type.")]
Fewest = Annotated[int, Field(ge=1, le=10_000, description="Only what so many reports tell.")]


class Asking(Part):
    """A part of an answer, and nothing that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Of(Asking):
    """Filters of nearly every question."""

    party: Party = None
    since: Since = None
    until: Until = None
    outlet: Outlet = None


class Somewhere(Of):
    """The same, by place."""

    place: Place = None
    km: Km = None


class OfReports(Asking):
    """Filters of the list of reports; days are days of publication."""

    since: Since = None
    until: Until = None
    outlet: Outlet = None
    report: InReport = None
    added: Annotated[bool, Field(description="Those added last first.")] = False


class OfStatements(Somewhere):
    """Filters of statements."""

    act: Done = None
    type: KindOfProposal = None
    proposal: OfProposal = None
    report: InReport = None


class OfProposals(OfStatements):
    """Filters of proposals."""

    status: Standing = None


class OfPositions(OfStatements):
    """Filters of positions; act is the stance."""


class OfEvents(Somewhere):
    """Filters of events."""

    type: KindOfEvent = None
    report: InReport = None


class OfQueue(Somewhere):
    """Filters of the queue of claims to review."""

    kind: Annotated[
        tuple[Kind, ...], Field(min_length=1, max_length=3, description="Kinds of claims; several may be given.")
    ] = KINDS
    below: Annotated[float, Field(ge=0, le=1, description="Only claims less sure than this.")] = 1.0
    report: InReport = None


class OfParties(Of):
    """Filters of parties."""

    type: KindOfParty = None
    report: InReport = None


class OfTimeline(Somewhere):
    """Filters of the timeline."""

    act: Done = None
    type: KindOfBoth = None
    proposal: OfProposal = None
    report: InReport = None


class OfSearch(Somewhere):
    """Words to search, and filters."""

    words: Annotated[
        str,
        Field(
            min_length=1,
            max_length=500,
            description='Words in any spelling and with any clitics; "…" a phrase, word* its beginning, -word not.',
            examples=['هدنة "شرق حلب"'],
        ),
    ]
    newest: Annotated[bool, Field(description="The newest first, not the most telling.")] = False


class OfThreads(Somewhere):
    """Filters of threads of proposals."""

    act: Done = None
    type: KindOfProposal = None
    status: Standing = None
    proposal: OfProposal = None
    report: InReport = None
    fewest: Fewest = 2


class OfUtterances(Somewhere):
    """Filters of utterances."""

    act: Done = None
    type: KindOfProposal = None
    proposal: OfProposal = None
    report: InReport = None
    fewest: Fewest = 2


class OfContradictions(Somewhere):
    """Filters of contradictions."""

    type: KindOfBoth = None
    report: InReport = None


class OfComparison(Somewhere):
    """Sides of a comparison, and filters."""

    side: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=300)]],
        Field(
            min_length=2,
            max_length=20,
            description="Two or more: an outlet's name, a report's id, or party:NAME, place:NAME, proposal:WORDS.",
            examples=[["party:روسيا", "party:تركيا"]],
        ),
    ]
    proposal: OfProposal = None
    most: Annotated[int, Field(ge=1, le=200, description="How many lines of each kind.")] = 15
