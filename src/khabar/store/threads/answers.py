"""What questions across reports return: threads of proposals, utterances, contradictions."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

from khabar.record import Event, Proposal, Statement
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
class Thread:
    """One plan as several reports tell it; `history` is who stood where and when, the earliest first.

    sources: one name for each independent source (copies of a wire and an agency's customers count once).
    """

    id: str
    kind: str
    label: str
    members: tuple[Found[Proposal], ...]
    history: tuple[Stand, ...]
    sources: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None

    def row(self) -> dict[str, Any]:
        """Return the columns by name."""
        return {
            "thread": self.id,
            "kind": self.kind,
            "label": self.label,
            "status": next((m.claim.status.value for m in reversed(self.members) if m.claim.status), None),
            "reports": len(self.members),
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
    """One utterance as several reports tell it; `sources` as in `Thread`."""

    id: str
    members: tuple[Found[Statement], ...]
    sources: tuple[str, ...]

    @property
    def act(self) -> str:
        """The act most reports give it."""
        return Counter(m.claim.act.value for m in self.members).most_common(1)[0][0]

    def row(self) -> dict[str, Any]:
        """Return the columns by name; the words are the first report's."""
        first = self.members[0]
        return {
            "utterance": self.id,
            "act": self.act,
            "reports": len(self.members),
            "independent": len(self.sources),
            "sources": "; ".join(self.sources),
        } | first.row()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims that cannot both be true as they stand.

    what: toll (two counts of the same victims that do not meet), denial (one denies what another says), date (two
    days for one meeting).
    """

    what: Literal["toll", "denial", "date"]
    one: Found[Any]
    other: Found[Any]
    says: str

    def row(self) -> dict[str, Any]:
        """Return the columns by name."""
        return {
            "what": self.what,
            "says": self.says,
            "one": _words(self.one),
            "one_report": self.one.report.id,
            "one_outlet": self.one.report.outlet or self.one.report.agency,
            "other": _words(self.other),
            "other_report": self.other.report.id,
            "other_outlet": self.other.report.outlet or self.other.report.agency,
        }


def _words(found: Found[Any]) -> str:
    claim = found.claim
    if isinstance(claim, Statement):
        return (claim.content or claim.cue).text
    return claim.trigger.text if isinstance(claim, Event) else str(claim.label)
