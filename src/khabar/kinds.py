"""The closed lists of values that records are made of: kinds, acts, types, statuses."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal


class EntityKind(StrEnum):
    """What an entity is; `government` is an executive, `state_body` one of its organs."""

    PERSON = "person"
    ARMED_GROUP = "armed_group"
    GOVERNMENT = "government"
    STATE_BODY = "state_body"
    COUNTRY = "country"
    IGO = "igo"
    NGO = "ngo"
    PARTY = "party"
    MEDIA = "media"
    COMPANY = "company"
    GROUP = "group"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


class Act(StrEnum):
    """What a source does by its words, whatever the verb."""

    SAY = "say"
    ANNOUNCE = "announce"
    ACCUSE = "accuse"
    CONDEMN = "condemn"
    DEMAND = "demand"
    REJECT = "reject"
    ACCEPT = "accept"
    PROPOSE = "propose"
    PROMISE = "promise"
    THREATEN = "threaten"
    WARN = "warn"
    DENY = "deny"
    SUPPORT = "support"
    NO_COMMENT = "no_comment"


class StatementKind(StrEnum):
    """How the content is given: wholly, partly or not at all in quotation marks; `none` is silence."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NONE = "none"


class EventType(StrEnum):
    """The sixteen event types of PLOVER 2.0."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class ProposalKind(StrEnum):
    """What a proposal would bring about."""

    CEASEFIRE = "ceasefire"
    WITHDRAWAL = "withdrawal"
    EVACUATION = "evacuation"
    HUMANITARIAN_ACCESS = "humanitarian_access"
    PRISONER_RELEASE = "prisoner_release"
    TALKS = "talks"
    POLITICAL_SETTLEMENT = "political_settlement"
    DISARMAMENT = "disarmament"
    DEPLOYMENT = "deployment"
    SANCTION = "sanction"
    RECOGNITION = "recognition"
    ELECTION = "election"
    ECONOMIC = "economic"
    OTHER = "other"


class Status(StrEnum):
    """How far a proposal has come, as of the report."""

    FLOATED = "floated"
    TABLED = "tabled"
    SCHEDULED = "scheduled"
    ACCEPTED = "accepted"
    ACCEPTED_IN_PART = "accepted_in_part"
    REJECTED = "rejected"
    CONTESTED = "contested"
    DECLARED = "declared"
    IN_EFFECT = "in_effect"
    VIOLATED = "violated"
    ENDED = "ended"


TimeKind = Literal["date", "time", "duration", "set"]

Anchor = Literal["published", "text"]

ChainRole = Literal["agency", "outlet", "spokesperson", "witness", "document"]

Instrument = Literal["resolution", "initiative", "agreement", "statement"]

Purpose = Literal["humanitarian", "peace_process", "holiday", "election", "other"]

Aux = Literal["future", "historical", "hypothetical", "negation"]

MentionForm = Literal["name", "nominal", "pronoun"]
