"""What questions across reports return: threads of proposals, utterances, contradictions."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from khabar.record import Statement
from khabar.store.found import Found, ReportLine


@dataclass(frozen=True, slots=True)
class Stand:
    """A step in a party's history with a plan: on which day it took which stance, by which report."""

    day: dt.date | None
    party: str
    party_en: str | None
    stance: str
    exclusive: bool
    report: ReportLine

    def row(self) -> dict[str, Any]:
        """Return the columns by name."""
        made = {name: getattr(self, name) for name in ("day", "party", "party_en", "stance", "exclusive")}
        return made | self.report.row()


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim as one report tells it, in a line; `Store.get` opens it whole by its id.

    what: a proposal's kind, a statement's act or an event's type; words: a proposal's label, a statement's content,
    else its cue, or an event's trigger; standing: a proposal's status or an event's mode where it has one, or a
    statement's kind (direct, mixed …).
    """

    id: str
    what: str
    words: str
    standing: str | None
    report: ReportLine

    def row(self) -> dict[str, Any]:
        """Return the columns by name."""
        made = {name: getattr(self, name) for name in ("id", "what", "words", "standing")}
        return made | self.report.row()


@dataclass(frozen=True)
class Thread:
    """One plan as several reports tell it, the earliest first; `history` is who stood where and when.

    sources: one name for each independent source (copies of a wire and an agency's customers count once).
    """

    id: str
    members: tuple[Telling, ...]
    history: tuple[Stand, ...]
    sources: tuple[str, ...]

    @cached_property
    def reports(self) -> int:
        """How many reports tell it."""
        return len({member.report.id for member in self.members})

    @property
    def kind(self) -> str:
        """The kind the first report gives it."""
        return self.members[0].what

    @cached_property
    def label(self) -> str:
        """The words most reports call it by, the shortest of such, but no single word if there are more."""
        number = Counter(member.words for member in self.members)
        most = max(number.values())
        return min((x for x in number if number[x] == most), key=lambda words: (" " not in words, len(words)))

    @cached_property
    def first(self) -> dt.date | None:
        """The day of the first report."""
        return min((m.report.published for m in self.members if m.report.published), default=None)

    @cached_property
    def last(self) -> dt.date | None:
        """The day of the last report."""
        return max((m.report.published for m in self.members if m.report.published), default=None)

    def row(self) -> dict[str, Any]:
        """Return the columns by name."""
        return {
            "thread": self.id,
            "kind": self.kind,
            "label": self.label,
            "status": next((m.standing for m in reversed(self.members) if m.standing), None),
            "reports": self.reports,
            "independent": len(self.sources),
            "first": self.first,
            "last": self.last,
            "stances": "; ".join(f"{s.party_en or s.party}: {s.stance}" for s in self.latest()),
            "sources": "; ".join(self.sources),
        }

    def latest(self) -> list[Stand]:
        """Return the last stance of each party."""
        return list({stand.party: stand for stand in self.history}.values())

    def moves(self) -> list[tuple[Stand, Stand]]:
        """Return changes: a party's stance and the different one it took next."""
        before: dict[str, Stand] = {}
        found = []
        for stand in self.history:
            old = before.get(stand.party)
            if old is not None and old.stance != stand.stance:
                found.append((old, stand))
            before[stand.party] = stand
        return found


@dataclass(frozen=True, slots=True)
class Utterance:
    """One utterance as several reports tell it, the earliest first; `opened` is that first one whole.

    sources: as in `Thread`.
    """

    id: str
    opened: Found[Statement]
    members: tuple[Telling, ...]
    sources: tuple[str, ...]

    @property
    def reports(self) -> int:
        """How many reports tell it."""
        return len({member.report.id for member in self.members})

    @property
    def act(self) -> str:
        """The act most reports give it."""
        return Counter(member.what for member in self.members).most_common(1)[0][0]

    def row(self) -> dict[str, Any]:
        """Return the columns by name; the words are the first report's."""
        return {
            "utterance": self.id,
            "act": self.act,
            "reports": self.reports,
            "independent": len(self.sources),
            "sources": "; ".join(self.sources),
        } | self.opened.row()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims that cannot both be true as they stand.

    what: toll (two counts of the same victims that do not meet), denial (the one denies what the other says), date
    (two days for one meeting). day: the event's, of a denial or a meeting that of the first report.
    """

    what: Literal["toll", "denial", "date"]
    one: Telling
    other: Telling
    says: str
    day: dt.date | None

    def row(self) -> dict[str, Any]:
        """Return the columns by name."""
        made: dict[str, Any] = {"what": self.what, "says": self.says, "day": self.day}
        for side, told in (("one", self.one), ("other", self.other)):
            made |= {
                side: told.words,
                f"{side}_id": told.id,
                f"{side}_report": told.report.id,
                f"{side}_outlet": told.report.outlet or told.report.agency,
            }
        return made
