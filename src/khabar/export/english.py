"""A record in plain English: names, acts, proposals, events and days worded for readers without Arabic.

Names the gazetteers do not know are put together from the glossary ("دبلوماسي غربي" → "Western diplomat") and, where
they are no words, romanised. Contents get a word-for-word gloss, never a translation.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from khabar import gazetteer
from khabar.arabic import fold
from khabar.export.gloss import Gloss, Known, bare, glosses
from khabar.export.known_names import plain
from khabar.export.nominal import name as noun_phrase
from khabar.export.nominal import person
from khabar.export.nominal import place as place_words
from khabar.export.senses import senses
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
    Span,
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
# The word between an act and whom it addresses.
_ADDRESSED = {Act.DEMAND: "of ", Act.ACCUSE: "", Act.WARN: "", Act.THREATEN: "", Act.CONDEMN: "", Act.SUPPORT: ""}
AUX = {"future": "planned", "historical": "in the past", "hypothetical": "possible", "negation": "did not happen"}
STATUSES: dict[Status, str] = {status: status.value.replace("_", " ") for status in Status}
TOLL = {"dead": "dead", "injured": "injured", "displaced": "displaced", "arrested": "arrested"}
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$")
_NAME_WORDS = 4
_UNITS = ("year", "month", "week", "day", "hour", "minute")


def entity_name(entity: Entity) -> str:
    """Return an entity's English name: the gazetteer's, or its words put into English; the unnamed are said to be so."""
    if entity.name_en:
        return plain(entity.name_en)
    named = any(mention.form == "name" for mention in entity.mentions)
    words = person(entity.name) if entity.kind == "person" and named else noun_phrase(entity.name)
    return f"{words} (unnamed)" if entity.kind == "unnamed" else words


def place_name(place: Place) -> str:
    """Return a place's English name, or its words put into English."""
    return plain(place.name_en) if place.name_en else place_words(place.name)


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


def duration_parts(value: str | None) -> list[tuple[int, str]]:
    """Return an ISO 8601 duration as numbers and units ("P7D" → [(7, "day")]); nothing for anything else."""
    match = _DURATION.match(value or "")
    return [(int(number), unit) for number, unit in zip(match.groups(), _UNITS, strict=True) if number] if match else []


def duration(value: str | None) -> str:
    """Return an ISO 8601 duration in words ("P7D" → "7 days"); anything else as it stands."""
    parts = duration_parts(value)
    return " ".join(f"{number} {unit}{'s' * (number != 1)}" for number, unit in parts) or value or ""


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
        self._known = sorted(_known(record))

    def names(self, ids: Iterable[str]) -> str:
        """Return entities' names joined by commas."""
        return ", ".join(entity_name(self.entities[x]) for x in ids)

    def who(self, ids: Iterable[str], introduced: set[str] | None = None) -> str:
        """Return entities' names with their body or country, joined by commas.

        introduced: entities met so far; one that is not among them is given with its post too, and added.
        """
        return ", ".join(self._who(self.entities[x], introduced) for x in ids)

    def _who(self, entity: Entity, introduced: set[str] | None) -> str:
        name = entity_name(entity)
        facts: list[str] = []
        if introduced is not None:
            if entity.id in introduced:
                return name
            introduced.add(entity.id)
            facts = [role for role in self.roles(entity) if not _says(name, role)][:1]
        bodies = [role.of for role in entity.roles if role.of] or list(entity.part_of)
        facts += [
            body for x in bodies[:2] if not _says(" ".join([name, *facts]), body := entity_name(self.entities[x]))
        ]
        known = ", ".join(dict.fromkeys(facts))
        if not known:
            return name
        return f"{name[:-1]}; {known})" if name.endswith(")") else f"{name} ({known})"

    def roles(self, entity: Entity) -> list[str]:
        """Return an entity's posts in English."""
        return list(dict.fromkeys(noun_phrase(role.title).removeprefix("the ") for role in entity.roles))

    def gloss(self, span: Span) -> list[Gloss]:
        """Return a word-for-word gloss of words of the report; names the record knows stand in their English."""
        inside = [
            Known(start - span.start, end - span.start, english)
            for start, end, english in self._known
            if span.start <= start and end <= span.end
        ]
        return glosses(span.text, inside)

    def around(self, span: Span) -> Span:
        """Return the sentence or line that holds a span."""
        return sentence_around(self.record.source.text, span)

    def facts(self) -> list[str]:
        """Return outlet, agency, byline and dateline, those that the report has; Arabic names with their English."""
        source = self.record.source
        facts = [_both(x) for x in (source.outlet, source.agency, source.byline) if x]
        if source.dateline:
            facts.append(f"from {place_name(self.places[source.dateline])}")
        return facts

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

    def does(self, statement: Statement) -> str:
        """Return what a statement does, agreeing with its speakers: "announces", "demand"."""
        words = ACTS[statement.act]
        speakers = [self.entities[x] for x in statement.source.entities]
        one = len(speakers) == 1 and (
            speakers[0].name_en is not None or speakers[0].kind == "person" or not _plural(entity_name(speakers[0]))
        )
        if one or not speakers:
            return words
        return {"denies": "deny", "does not comment": "do not comment"}.get(words, words.removesuffix("s"))

    def addressee(self, statement: Statement) -> str:
        """Return to whom the words are said, as it follows the act: " of Israel" for a demand; empty if to nobody."""
        if not statement.addressee:
            return ""
        return f" {_ADDRESSED.get(statement.act, 'to ')}{self.names([statement.addressee])}"

    def statement(self, statement: Statement) -> str:
        """Return who does what by the words, to whom, about what."""
        who = self.who(statement.source.entities) or "(source not clear)"
        words = f"{who} {self.does(statement)}{self.addressee(statement)}"
        if statement.about:
            words += " — about: " + "; ".join(self.proposal(self.proposals[x]) for x in statement.about)
        relays = [entity_name(self.entities[link.entity]) for link in statement.chain]
        return words + (f" [via {', '.join(relays)}]" if relays else "")

    def event(self, event: Event) -> str:
        """Return an event in a line: what, by whom, to whom, where, when, toll, who vouches."""
        kind = EVENTS[event.type] + (f", {event.mode}" if event.mode else "")
        word = bare(event.trigger.text)
        words = f"{word} ({kind})" if word and word not in kind.split(" or ") else kind
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


def sentence_around(text: str, span: Span) -> Span:
    """Return the sentence or line of a text that holds a span, without white space at its ends."""
    starts = [at + len(stop) for stop in (". ", "\n", "\r") if (at := text.rfind(stop, 0, span.start)) >= 0]
    ends = [end for stop in (". ", ".\n", "\n", "\r") if (end := text.find(stop, span.end)) >= 0]
    start, end = max(starts, default=0), min(ends, default=len(text))
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start=start, end=start + len(words.strip()), text=words.strip())


def _both(name: str) -> str:
    """An Arabic name with its English before it; others as they are."""
    english = noun_phrase(name)
    return name if name.isascii() or english == name else f"{english} ({name})"


def _known(record: Record) -> Iterable[tuple[int, int, str]]:
    """Names of parties and places where they stand in the text, with their English."""
    for entity in record.entities:
        english = plain(entity.name_en) if entity.name_en else person(entity.name) if entity.kind == "person" else ""
        for mention in entity.mentions:
            if english and mention.form == "name" and _is_name(mention.span.text):
                yield mention.span.start, mention.span.end, english
    for place in record.places:
        for span in place.mentions:
            if len(span.text.split()) <= _NAME_WORDS:
                yield span.start, span.end, place_name(place)


def _is_name(words: str) -> bool:
    """Whether a mention is the bare name, without a post before it."""
    first, *rest = words.split()
    if not rest and fold(first).removeprefix("ال") in gazetteer.demonyms():
        return False  # "الروسي" is no "Russia" where it stands
    return len(rest) < _NAME_WORDS and not (rest and any(sense.kind == "title" for sense in senses(fold(first))))


def _says(words: str, other: str) -> bool:
    """Whether all the weighty words of a name are said already, nationality words ("Russian" for "Russia") included."""
    said = re.findall(r"[\w'-]+", words.lower())
    weighty = [word for word in other.lower().split() if len(word) > 3]
    return all(any(word.startswith(other_word[:5]) for word in said) for other_word in weighty)


def _plural(name: str) -> bool:
    """Whether an English description means several ("the factions", "European diplomats in Beirut")."""
    head = re.split(r" (?:in|of|for|at|from|who|\(.*)(?: |$)", name, maxsplit=1)[0].split(" ")[-1]
    return head in {"people", "men", "women", "children", "dead", "wounded"} or (
        head.endswith("s") and not head.endswith(("ss", "us", "is"))
    )
