"""A record's claims in the reader's language: names, terms and tolls, by id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from khabar.export.english import Wording, entity_name, place_name
from khabar.export.gloss import Gloss, Known, glosses, runs
from khabar.record import Count, Entity, Event, Place, Proposal, Record, Span, Statement, Time
from khabar.web.interface import Interface, message

NO_NAMES: Mapping[str, str] = MappingProxyType({})
_TOLL = {
    "dead": message("dead"),
    "injured": message("injured"),
    "displaced": message("displaced"),
    "arrested": message("arrested"),
}
INSTRUMENTS = {
    "resolution": message("resolution"),
    "initiative": message("initiative"),
    "agreement": message("agreement"),
    "statement": message("statement"),
}
PURPOSES = {
    "humanitarian": message("humanitarian"),
    "peace_process": message("peace process"),
    "holiday": message("holiday"),
    "election": message("election"),
    "other": message("other purpose"),
}


def gloss(words: str, interface: Interface, names: Mapping[str, str] = NO_NAMES) -> list[Gloss]:
    """Return a word-for-word English gloss of words alone, for readers who may know no Arabic; nothing for others.

    names: what is known of names in them, English by Arabic.
    """
    if interface.language != "en":
        return []
    known = [
        Known(found.start(), found.end(), english)
        for name, english in names.items()
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", words)
    ]
    return list(_glossed(words, tuple(known)))


@lru_cache(maxsize=4096)
def _glossed(words: str, known: tuple[Known, ...]) -> tuple[Gloss, ...]:
    """Glosses of words that pages show again and again."""
    return tuple(runs(glosses(words, known)))


class Worded:
    """Wording of one record (or of what a found claim refers to: `Found.context`) for one reader."""

    def __init__(self, record: Record, interface: Interface) -> None:
        self.record = record
        self.interface = interface
        self.english = Wording(record)
        self.entities, self.places, self.times = self.english.entities, self.english.places, self.english.times
        self.proposals, self.statements = self.english.proposals, self.english.statements

    @property
    def in_english(self) -> bool:
        """Whether the reader may know no Arabic."""
        return self.interface.language == "en"

    def entity(self, found: Entity | str) -> str:
        """Return an entity's name."""
        entity = self.entities[found] if isinstance(found, str) else found
        return entity_name(entity) if self.in_english else entity.name

    def place(self, found: Place | str) -> str:
        """Return a place's name."""
        place = self.places[found] if isinstance(found, str) else found
        return place_name(place) if self.in_english else place.name

    def time(self, found: Time | str) -> str:
        """Return what a time means: its days or length, or else the report's words."""
        time = self.times[found] if isinstance(found, str) else found
        said = self.interface
        return said.days(time.earliest, time.latest) or said.duration(time.duration) or time.span.text

    def roles(self, entity: Entity) -> list[str]:
        """Return an entity's posts."""
        return self.english.roles(entity) if self.in_english else list(dict.fromkeys(x.title for x in entity.roles))

    def known_of(self, entity: Entity) -> list[str]:
        """Return an entity's posts, then what it belongs to or holds a post of."""
        bodies = dict.fromkeys([*(x.of for x in entity.roles if x.of), *entity.part_of])
        return [*self.roles(entity), *(self.entity(x) for x in bodies)]

    def act(self, statement: Statement) -> str:
        """Return what a statement does."""
        return self.english.does(statement) if self.in_english else self.interface.label(statement.act)

    def proposal(self, found: Proposal | str) -> str:
        """Return a proposal in a phrase."""
        proposal = self.proposals[found] if isinstance(found, str) else found
        if self.in_english:
            return self.english.proposal(proposal)
        where = self.interface.list(self.place(x) for x in proposal.area)
        parts = [self.interface.label(proposal.kind), self.interface.duration(proposal.duration), where]
        return self.interface.list(part for part in parts if part)

    def terms(self, proposal: Proposal) -> list[tuple[str, str]]:
        """Return a proposal's terms as (name of the term, what it says)."""
        say = self.interface.gettext
        made = [
            (say("Put forward by"), self._names(proposal.sponsors)),
            (say("Addressed to"), self._names(proposal.addressees)),
            (say("Between"), self._names(proposal.parties)),
            (say("Of whom"), self._names(proposal.subject)),
            (say("Where"), self.interface.list(self.place(x) for x in proposal.area)),
            (say("For how long"), self.interface.duration(proposal.duration)),
            (say("From when"), self.time(proposal.starts) if proposal.starts else ""),
            (say("As"), say(INSTRUMENTS[proposal.instrument]) if proposal.instrument else ""),
            (say("Purpose"), say(PURPOSES[proposal.purpose]) if proposal.purpose else ""),
            *((say("Only after"), self._required(x.proposal, x.span)) for x in proposal.requires),
            (say("Part of"), self.proposal(proposal.part_of) if proposal.part_of else ""),
        ]
        return [(term, said) for term, said in made if said]

    def toll(self, event: Event) -> list[tuple[str, str]]:
        """Return who was harmed, as (kind of harm, number)."""
        if event.toll is None:
            return []
        counts = ((name, getattr(event.toll, name)) for name in _TOLL)
        return [(self.interface.gettext(_TOLL[name]), self.count(count)) for name, count in counts if count]

    def count(self, count: Count) -> str:
        """Return a number of people: "12", "20–30", "at least 15"."""
        number = self.interface.number
        if count.max is None:
            return self.interface.gettext("at least %(n)s", n=number(count.min))
        return number(count.min) if count.min == count.max else f"{number(count.min)}–{number(count.max)}"

    def gloss(self, span: Span) -> list[Gloss]:
        """Return a word-for-word English gloss, for readers who may know no Arabic; nothing for others."""
        return runs(self.english.gloss(span)) if self.in_english else []

    def around(self, span: Span) -> Span:
        """Return the sentence that holds words of the report."""
        return self.english.around(span)

    def _names(self, ids: Iterable[str]) -> str:
        return self.interface.list(self.entity(x) for x in ids)

    def _required(self, proposal: str | None, span: Span) -> str:
        return self.proposal(proposal) if proposal else span.text
