"""A record in plain English: names, acts, proposals, events and days worded for readers without Arabic.

Names the gazetteers do not know are romanised (a simplified BGN/PCGN for unvowelled text), never translated.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from khabar.record import (
    Act,
    Count,
    Entity,
    Event,
    EventType,
    Place,
    Proposal,
    ProposalKind,
    Record,
    Statement,
    Status,
    Time,
)

ACTS: dict[Act, str] = {
    Act.SAY: "says",
    Act.ANNOUNCE: "announces",
    Act.ACCUSE: "accuses",
    Act.CONDEMN: "condemns",
    Act.DEMAND: "demands",
    Act.REJECT: "rejects",
    Act.ACCEPT: "accepts",
    Act.PROPOSE: "proposes",
    Act.PROMISE: "promises",
    Act.THREATEN: "threatens",
    Act.WARN: "warns",
    Act.DENY: "denies",
    Act.SUPPORT: "supports",
    Act.NO_COMMENT: "does not comment",
}
KINDS: dict[ProposalKind, str] = {
    ProposalKind.CEASEFIRE: "ceasefire",
    ProposalKind.WITHDRAWAL: "withdrawal",
    ProposalKind.EVACUATION: "evacuation",
    ProposalKind.HUMANITARIAN_ACCESS: "humanitarian access",
    ProposalKind.PRISONER_RELEASE: "release of prisoners",
    ProposalKind.TALKS: "talks",
    ProposalKind.POLITICAL_SETTLEMENT: "political settlement",
    ProposalKind.DISARMAMENT: "disarmament",
    ProposalKind.DEPLOYMENT: "deployment",
    ProposalKind.SANCTION: "sanctions",
    ProposalKind.RECOGNITION: "recognition",
    ProposalKind.ELECTION: "election",
    ProposalKind.ECONOMIC: "economic measure",
    ProposalKind.OTHER: "plan",
}
EVENTS: dict[EventType, str] = {
    EventType.AGREE: "agreement",
    EventType.CONSULT: "meeting or talks",
    EventType.SUPPORT: "diplomatic support",
    EventType.CONCEDE: "concession",
    EventType.COOPERATE: "cooperation",
    EventType.AID: "aid",
    EventType.RETREAT: "withdrawal or release",
    EventType.REQUEST: "request",
    EventType.ACCUSE: "accusation or criticism",
    EventType.REJECT: "refusal",
    EventType.THREATEN: "threat",
    EventType.PROTEST: "protest",
    EventType.SANCTION: "sanction",
    EventType.MOBILIZE: "military build-up",
    EventType.COERCE: "seizure, arrest or blockade",
    EventType.ASSAULT: "attack or fighting",
}
AUX = {"future": "planned", "historical": "in the past", "hypothetical": "possible", "negation": "did not happen"}
STATUSES: dict[Status, str] = {status: status.value.replace("_", " ") for status in Status}
TOLL = {"dead": "dead", "injured": "injured", "displaced": "displaced", "arrested": "arrested"}
_LETTERS = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ء": "", "ؤ": "u", "ئ": "i", "ب": "b", "ت": "t", "ث": "th",
    "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d",
    "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h",
    "و": "w", "ي": "y", "ى": "a", "ة": "a", "پ": "p", "چ": "ch", "ڤ": "v", "گ": "g", "ڨ": "g",
    "َ": "a", "ُ": "u", "ِ": "i",
}  # fmt: skip
_WHOLE = {
    "بن": "bin",
    "عبد": "Abd",
    "محمد": "Muhammad",
    "أحمد": "Ahmad",
    "احمد": "Ahmad",
    "حسن": "Hasan",
    "علي": "Ali",
    "أبو": "Abu",
    "ابو": "Abu",
}
_VOWELS = set("aiu")
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$")
_UNITS = ("year", "month", "week", "day", "hour", "minute")


def romanize(name: str) -> str:
    """Return an Arabic name in Latin letters, readable rather than reversible."""
    return " ".join(filter(None, (_romanize_word(word) for word in name.split())))


def _romanize_word(word: str) -> str:
    if word in _WHOLE:
        return _WHOLE[word]
    article = "al-" if word.startswith("ال") and len(word) > 4 else ""
    letters = word[2:] if article else word
    out = ""
    for i, letter in enumerate(letters):
        latin = _LETTERS.get(letter, letter if letter.isascii() else "")
        follows_consonant = bool(out) and out[-1] not in _VOWELS
        between = follows_consonant and i + 1 < len(letters) and letters[i + 1] not in "اويىة"
        long_vowel = bool(out) and out[-1] != ("u" if letter == "و" else "i")
        if letter == "و" and long_vowel and not (i + 1 < len(letters) and letters[i + 1] in "ايى"):
            latin = "u"
        elif letter == "ي" and long_vowel and not (i + 1 < len(letters) and letters[i + 1] in "اوى"):
            latin = "i"
        elif follows_consonant and latin and latin[0] not in _VOWELS and (i + 1 == len(letters) or between):
            latin = "a" + latin
        out += latin
    return article + out[:1].upper() + out[1:] if out else ""


def entity_name(entity: Entity) -> str:
    """Return an entity's English name: the gazetteer's, or its words romanised; the unnamed are said to be so."""
    name = entity.name_en or romanize(entity.name)
    return f"unnamed source ({name})" if entity.kind == "unnamed" else name


def place_name(place: Place) -> str:
    """Return a place's English name, or its words romanised."""
    return place.name_en or romanize(place.name)


def day(value: dt.date) -> str:
    """Return a day as "Tue 4 Oct 2016"."""
    return f"{value:%a} {value.day} {value:%b %Y}"


def days(earliest: dt.date | None, latest: dt.date | None) -> str:
    """Return a span of days in words; empty where nothing is known."""
    if earliest and latest:
        return day(earliest) if earliest == latest else f"{day(earliest)} – {day(latest)}"
    if earliest:
        return f"from {day(earliest)}"
    return f"until {day(latest)}" if latest else ""


def duration(value: str | None) -> str:
    """Return an ISO 8601 duration in words ("P7D" → "7 days"); anything else as it stands."""
    match = _DURATION.match(value or "")
    if not match:
        return value or ""
    parts = [(int(number), unit) for number, unit in zip(match.groups(), _UNITS, strict=True) if number]
    return " ".join(f"{number} {unit}{'s' * (number != 1)}" for number, unit in parts)


def count(value: Count) -> str:
    """Return a number of people as "12", "20–30" or "at least 15"."""
    if value.max is None:
        return f"at least {value.min}"
    return str(value.min) if value.min == value.max else f"{value.min}–{value.max}"


class Wording:
    """English wording of one record's claims, by id."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.entities = {x.id: x for x in record.entities}
        self.places = {x.id: x for x in record.places}
        self.times = {x.id: x for x in record.times}
        self.proposals = {x.id: x for x in record.proposals}
        self.statements = {x.id: x for x in record.statements}

    def names(self, ids: Iterable[str]) -> str:
        """Return entities' names joined by commas."""
        return ", ".join(entity_name(self.entities[x]) for x in ids)

    def who(self, ids: Iterable[str]) -> str:
        """Return entities' names with the body or country they belong to, joined by commas."""
        return ", ".join(self._who(self.entities[x]) for x in ids)

    def _who(self, entity: Entity) -> str:
        name = entity_name(entity)
        bodies = [role.of for role in entity.roles if role.of] or list(entity.part_of)
        known = {entity_name(self.entities[x]): None for x in bodies[:2] if entity_name(self.entities[x]) != name}
        return f"{name} ({', '.join(known)})" if known else name

    def time(self, time: Time) -> str:
        """Return what a time expression means: its days, its length, or nothing known."""
        return days(time.earliest, time.latest) or duration(time.duration)

    def proposal(self, proposal: Proposal) -> str:
        """Return a proposal in a phrase: kind, duration, subject, area ("7 days' ceasefire in Aleppo")."""
        words = KINDS[proposal.kind]
        if proposal.duration:
            words += f" for {duration(proposal.duration)}"
        if proposal.parties:
            words += f" between {self.names(proposal.parties)}"
        if proposal.subject:
            words += f" of {self.names(proposal.subject)}"
        if proposal.area:
            words += " in " + ", ".join(place_name(self.places[x]) for x in proposal.area)
        if proposal.instrument:
            words += f" ({proposal.instrument})"
        return words

    def terms(self, proposal: Proposal) -> list[str]:
        """Return the terms of a proposal that its phrase leaves out, one line each."""
        lines = []
        if proposal.sponsors:
            lines.append(f"put forward by {self.names(proposal.sponsors)}")
        if proposal.addressees:
            lines.append(f"addressed to {self.names(proposal.addressees)}")
        if proposal.starts:
            lines.append(f"to start {self.time(self.times[proposal.starts]) or self.times[proposal.starts].span.text}")
        for requirement in proposal.requires:
            first = self.proposals.get(requirement.proposal or "")
            lines.append("only after " + (self.proposal(first) if first else requirement.span.text))
        if proposal.purpose:
            lines.append(f"purpose: {proposal.purpose.replace('_', ' ')}")
        if proposal.part_of:
            lines.append(f"part of: {self.proposal(self.proposals[proposal.part_of])}")
        return lines

    def statement(self, statement: Statement) -> str:
        """Return who does what by the words, to whom, about what."""
        who = self.who(statement.source.entities) or "(source not clear)"
        words = f"{who} {ACTS[statement.act]}"
        if statement.addressee:
            words += f" to {self.names([statement.addressee])}"
        if statement.about:
            words += " — about: " + "; ".join(self.proposal(self.proposals[x]) for x in statement.about)
        relays = [entity_name(self.entities[link.entity]) for link in statement.chain]
        return words + (f" [via {', '.join(relays)}]" if relays else "")

    def event(self, event: Event) -> str:
        """Return an event in a line: what, by whom, to whom, where, when, toll, who vouches."""
        words = EVENTS[event.type] + (f" ({event.mode})" if event.mode else "")
        if event.aux:
            words += f" [{', '.join(AUX[x] for x in event.aux)}]"
        if event.actors:
            words += f" by {self.names(event.actors)}"
        if event.recipients:
            words += f" → {self.names(event.recipients)}"
        if event.place:
            words += f", {place_name(self.places[event.place])}"
        toll = self.toll(event)
        return words + (f"; {toll}" if toll else "")

    def toll(self, event: Event) -> str:
        """Return an event's toll ("12 dead, at least 20 injured"); empty if the report gives none."""
        if not event.toll:
            return ""
        values = ((getattr(event.toll, name), word) for name, word in TOLL.items())
        return ", ".join(f"{count(value)} {word}" for value, word in values if value)

    def event_time(self, event: Event) -> str:
        """Return when an event happened, as far as the report tells."""
        return self.time(self.times[event.time]) if event.time else ""

    def vouched(self, event: Event) -> str:
        """Return who vouches for an event: the speakers, or the report itself."""
        statement = self.statements.get(event.said_in or "")
        return self.names(statement.source.entities) if statement and statement.source.entities else "the report"
