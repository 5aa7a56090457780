"""Political events as PLOVER 2.0 codes them: the record's events and what statements do by words.

Three rules of the manual (openeventdata/PLOVER, draft 2.0, "Event Categories") make a record's event another one
here. Cooperative events of the kinds CONSULT, SUPPORT, COOPERATE and AID still to come are AGREE; withdrawals,
releases and truces announced for later (RETREAT to come) are CONCEDE, as is a ceasefire declared and not yet in
effect. The auxiliary mode that made them so is dropped, because the new type says it already.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khabar.record import Act, Aux, Event, EventType, Proposal, ProposalKind, Record, Span, Statement

_PROMISED = frozenset({EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.AID})
_VERBAL = {
    Act.REJECT: EventType.REJECT,
    Act.DEMAND: EventType.REQUEST,
    Act.ACCUSE: EventType.ACCUSE,
    Act.CONDEMN: EventType.ACCUSE,
    Act.THREATEN: EventType.THREATEN,
    Act.ACCEPT: EventType.AGREE,
    Act.SUPPORT: EventType.SUPPORT,
    Act.PROPOSE: EventType.AGREE,
    Act.PROMISE: EventType.AGREE,
}
"""Events that are done by words. To say, announce, warn, deny or keep silent is none of PLOVER's events."""
_ASKED = {
    ProposalKind.CEASEFIRE: "yield",
    ProposalKind.WITHDRAWAL: "yield",
    ProposalKind.PRISONER_RELEASE: "yield",
    ProposalKind.DISARMAMENT: "yield",
    ProposalKind.EVACUATION: "yield",
    ProposalKind.HUMANITARIAN_ACCESS: "assist",
    ProposalKind.ECONOMIC: "assist",
    ProposalKind.DEPLOYMENT: "assist",
    ProposalKind.TALKS: "meet",
    ProposalKind.POLITICAL_SETTLEMENT: "change",
    ProposalKind.ELECTION: "change",
    ProposalKind.RECOGNITION: "change",
    ProposalKind.SANCTION: "change",
}
"""The mode of a REQUEST or REJECT, by the kind of the proposal that is asked for or refused."""
_CONTEXTS = {
    ProposalKind.CEASEFIRE: "military",
    ProposalKind.WITHDRAWAL: "military",
    ProposalKind.DISARMAMENT: "military",
    ProposalKind.DEPLOYMENT: "military",
    ProposalKind.TALKS: "diplomatic",
    ProposalKind.RECOGNITION: "diplomatic",
    ProposalKind.POLITICAL_SETTLEMENT: "political_institutions",
    ProposalKind.ELECTION: "election",
    ProposalKind.ECONOMIC: "economic",
    ProposalKind.SANCTION: "economic",
    ProposalKind.HUMANITARIAN_ACCESS: "human_security",
    ProposalKind.EVACUATION: "human_security",
    ProposalKind.PRISONER_RELEASE: "legal",
}
_THREATS = {
    EventType.ASSAULT: "violence",
    EventType.MOBILIZE: "violence",
    EventType.SANCTION: "relations",
    EventType.COERCE: "restrict",
}
"""The mode of a THREATEN, by the event that is threatened with."""


@dataclass(frozen=True, slots=True)
class Coded:
    """One coded event: codes, and the ids of what it names in its record.

    id: of the record's event or statement. aux: PLOVER's auxiliary modes. said_in: the statement that vouches for it.
    """

    id: str
    type: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    aux: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    time: str | None
    words: Span
    said_in: str | None
    confidence: float
    event: Event | None = None


def coded(record: Record) -> Iterator[Coded]:
    """Yield the coded events of a record: what happened, in its order, then what was done by words."""
    for event in record.events:
        yield _happened(event)
    proposals = {proposal.id: proposal for proposal in record.proposals}
    inside: dict[str, list[Event]] = {}
    for event in record.events:
        if event.said_in is not None:
            inside.setdefault(event.said_in, []).append(event)
    taken = {(event.type, event.trigger.start) for event in record.events}
    for statement in record.statements:
        made = _said(statement, [proposals[x] for x in statement.about], inside.get(statement.id, []))
        if made is not None and (made.type, statement.cue.start) not in taken:
            yield made


def _happened(event: Event) -> Coded:
    kind, aux, modes = event.type, event.aux, (event.mode,) if event.mode else ()
    future = "future" in aux and "negation" not in aux
    if kind in _PROMISED and future:
        kind, aux, modes = EventType.AGREE, _without_future(aux), ()
    elif kind is EventType.RETREAT and future:
        kind, aux, modes = EventType.CONCEDE, _without_future(aux), ()
    return Coded(
        event.id, kind, modes, event.contexts, aux, event.actors, event.recipients, event.place, event.time,
        event.trigger, event.said_in, event.confidence, event,
    )  # fmt: skip


def _without_future(aux: tuple[Aux, ...]) -> tuple[Aux, ...]:
    return tuple(x for x in aux if x != "future")


def _said(statement: Statement, about: list[Proposal], inside: list[Event]) -> Coded | None:
    kind = _VERBAL.get(statement.act)
    if kind is None or statement.negated or not statement.source.entities:
        if not (statement.act is Act.ANNOUNCE and _declares_truce(about) and statement.source.entities):
            return None
        kind = EventType.CONCEDE
    modes: tuple[str, ...] = ()
    if kind in (EventType.REQUEST, EventType.REJECT):
        modes = tuple(dict.fromkeys(_ASKED[p.kind] for p in about if p.kind in _ASKED))
    elif kind is EventType.ACCUSE:
        modes = ("allege",) if statement.act is Act.ACCUSE else ("disapprove",)
    elif kind is EventType.THREATEN:
        modes = tuple(dict.fromkeys(_THREATS[e.type] for e in inside if e.type in _THREATS))
    elif statement.act is Act.ACCEPT and any(p.kind is ProposalKind.CEASEFIRE for p in about):
        kind = EventType.CONCEDE  # a promise to stop fighting: "declarations of ceasefires" are concessions
    recipients = [statement.addressee] if statement.addressee else []
    recipients += [x for p in about for x in (p.sponsors if kind is EventType.REJECT else p.addressees)]
    if not recipients and kind in (EventType.ACCUSE, EventType.THREATEN):
        recipients = [x for e in inside for x in (e.actors if kind is EventType.ACCUSE else e.recipients)]
    own = set(statement.source.entities)
    return Coded(
        statement.id,
        kind,
        modes,
        tuple(dict.fromkeys(_CONTEXTS[p.kind] for p in about if p.kind in _CONTEXTS)),
        (),
        statement.source.entities,
        tuple(x for x in dict.fromkeys(recipients) if x not in own),
        statement.place,
        statement.time,
        statement.cue,
        None,
        statement.confidence,
    )


def _declares_truce(about: list[Proposal]) -> bool:
    return any(p.kind is ProposalKind.CEASEFIRE and p.status in ("declared", "accepted") for p in about)
