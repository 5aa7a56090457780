"""What people said of a record, for its page: by claim, with the machine's values beside theirs."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from khabar.record import Record, Statement
from khabar.store import Correction
from khabar.store.corrections import in_force
from khabar.store.words import beginning
from khabar.web.correcting import FIELDS, HARMS, Correctable, objects_of, words_of
from khabar.web.interface import message
from khabar.web.wording import Worded

_LONG = 50
ACTIONS = {
    "accept": message("accepted"),
    "reject": message("rejected"),
    "edit": message("edited"),
    "merge": message("merged"),
    "split": message("split"),
    "restore": message("restored"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A correction for readers. action: its word; field: what was changed, machine and value: from what to what."""

    object: str
    name: str
    action: str
    holds: bool
    who: str
    why: str
    at: dt.datetime
    field: str = ""
    machine: str = ""
    value: str = ""


class Changes:
    """The log of a report's corrections in a reader's words.

    record: as corrected; machine: as read.
    """

    def __init__(self, record: Record, machine: Record, log: Sequence[Correction], worded: Worded) -> None:
        self._worded, self._of_machine = worded, Worded(machine, worded.interface)
        self._now, self._then = objects_of(record), objects_of(machine)
        self._at = {(ident[:1], *words_of(item)): ident for ident, item in self._then.items()}
        holding = in_force(log)
        self.log = [self._told(one, holds=one in holding) for one in log]
        self.of: dict[str, list[Change]] = {}
        for change in self.log:
            if change.holds:
                self.of.setdefault(change.object, []).append(change)
        gone = {change.object: change for change in self.log if change.holds and change.action == "reject"}
        self.rejected = [
            (self._then[x], change) for x, change in gone.items() if x not in self._now and x in self._then
        ]

    def machine_worded(self) -> Worded:
        """Return the words for the record as the machine read it."""
        return self._of_machine

    def _told(self, one: Correction, *, holds: bool) -> Change:
        ident = one.object
        if ident not in self._now and ident not in self._then and one.start is not None and one.end is not None:
            ident = self._at.get((ident[:1], one.start, one.end), ident)
        item = self._now.get(ident) or self._then.get(ident)
        machine, value = (json.loads(x) if x else None for x in (one.machine, one.value))
        field = one.field or ""
        for part in field.split(".")[1:]:
            machine = machine.get(part) if isinstance(machine, dict) else machine
        if one.action == "merge":
            machine, value = None, self.words(value)
        elif one.action == "split":
            value = value.get("name", "") if isinstance(value, dict) else ""
        edited = one.action == "edit"
        return Change(
            object=ident,
            name=self.name(item) if item else one.object,
            action=one.action,
            holds=holds,
            who=one.who,
            why=one.why,
            at=one.at,
            field=self._title(item, field) if edited else "",
            machine=self.words(machine) if edited else "",
            value=self.words(value) if edited else value or "",
        )

    def name(self, item: Correctable) -> str:
        """Return an object in a few words."""
        start, end = words_of(item)
        for worded in (self._worded, self._of_machine):
            ident = item.id
            if ident in worded.entities:
                return worded.entity(ident)
            if ident in worded.places:
                return worded.place(ident)
            if ident in worded.proposals:
                return worded.proposal(ident)
        words = self._worded.record.source.text[start:end]
        if isinstance(item, Statement) and item.content:
            return f"{words}: {beginning(item.content.text, _LONG)}"
        return words

    def words(self, value: Any) -> str:
        """Return a value of a field in the reader's words."""
        say = self._worded.interface
        if value is None or value in ([], ""):
            return say.gettext("nothing")
        if isinstance(value, bool):
            return say.gettext("yes") if value else say.gettext("no")
        if isinstance(value, list):
            return say.list(self.words(x) for x in value)
        if isinstance(value, dict):
            return self._words_of_object(value)
        if isinstance(value, str):
            item = self._now.get(value) or self._then.get(value)
            return self.name(item) if item else say.label(value)
        return str(value)

    def _words_of_object(self, value: dict[str, Any]) -> str:
        if {"start", "end"} <= value.keys():
            return self._worded.record.source.text[value["start"] : value["end"]]
        if value.keys() & set(HARMS):
            say = self._worded.interface
            counts = ((say.label(harm), value.get(harm)) for harm in HARMS)
            return say.list(f"{name} {_range(count)}" for name, count in counts if count)
        return json.dumps(value, ensure_ascii=False)

    def _title(self, item: Correctable | None, field: str) -> str:
        fields: Iterable[Any] = FIELDS[type(item)] if item else ()
        title = next((x.title for x in fields if x.name == field), None)
        return self._worded.interface.gettext(title) if title else field


def _range(count: dict[str, Any]) -> str:
    least, most = count["min"], count["max"]
    return f"{least}" if least == most else f"{least}–{most}" if most is not None else f"{least}+"
