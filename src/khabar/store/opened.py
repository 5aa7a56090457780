"""A stored record opened for reading: its JSON, and record objects made from it only when they are asked for.

Validating a whole record to show one statement would cost most of a question's time; a claim and the handful of
names it refers to cost little. Nothing is checked again that was checked when the record was made.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from khabar.record import Entity, Event, Place, Position, Proposal, Record, Source, Statement, Time

Claim = Statement | Proposal | Position | Event

_NAMED = ("entities", "places", "times", "proposals", "statements")
_TYPES: dict[str, type[Any]] = {
    "entities": Entity,
    "places": Place,
    "times": Time,
    "statements": Statement,
    "proposals": Proposal,
    "positions": Position,
    "events": Event,
}


class Opened:
    """A record's JSON object, with what has been made of it so far."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self._index = {item["id"]: (name, item) for name in _NAMED for item in data[name]}
        self._made: dict[str, Any] = {}

    @property
    def text(self) -> str:
        """The report's text."""
        return str(self.data["source"]["text"])

    def record(self) -> Record:
        """Return the whole record, checked."""
        return Record.model_validate(self.data)

    def item(self, name: str, n: int) -> Any:
        """Return the n-th object of one of the record's lists."""
        return _TYPES[name].model_validate(self.data[name][n])

    def nearest(self, at: int) -> str | None:
        """Return the id of what begins in the text last before a character, or else first after it."""
        begins: list[tuple[int, str]] = []
        for x in self.data["statements"]:
            spans = [x["cue"], *([x["content"]] if x["content"] else [])]
            begins.append((min(span["start"] for span in spans), x["id"]))
        begins += [(x["trigger"]["start"], x["id"]) for x in self.data["events"]]
        begins += [(x["span"]["start"], x["id"]) for x in self.data["times"]]
        begins += [(x["mentions"][0]["start"], x["id"]) for x in self.data["places"] if x["mentions"]]
        begins += [(x["mentions"][0]["start"], x["id"]) for x in self.data["proposals"] if x["mentions"]]
        begins += [(x["mentions"][0]["span"]["start"], x["id"]) for x in self.data["entities"] if x["mentions"]]
        before = [x for x in begins if x[0] <= at]
        return max(before)[1] if before else min(begins)[1] if begins else None

    def context(self, name: str, n: int) -> Record:
        """Return a record of only what an object refers to, directly or through what that refers to."""
        wanted: dict[str, None] = {}
        ahead = [(name, self.data[name][n])]
        while ahead:
            for ident in _references(*ahead.pop()):
                if ident not in wanted:
                    wanted[ident] = None
                    ahead.append(self._index[ident])
        kept: dict[str, list[Any]] = {name: [] for name in _NAMED}
        for ident in wanted:
            kept[self._index[ident][0]].append(self._object(ident))
        return Record.model_construct(
            source=Source.model_construct(**self.data["source"]),
            entities=tuple(kept["entities"]),
            places=tuple(kept["places"]),
            times=tuple(kept["times"]),
            proposals=tuple(kept["proposals"]),
            statements=tuple(kept["statements"]),
        )

    def _object(self, ident: str) -> Any:
        if ident not in self._made:
            name, item = self._index[ident]
            self._made[ident] = _TYPES[name].model_validate(item)
        return self._made[ident]


def _references(name: str, item: dict[str, Any]) -> Iterator[str]:
    """Ids that an object holds, less the claims that made a proposal's status: they lead to the whole report."""
    if name == "entities":
        yield from item["part_of"]
        yield from (role["of"] for role in item["roles"] if role["of"])
        return
    for field in _MANY[name]:
        yield from item[field]
    for field in _ONE[name]:
        if item[field]:
            yield item[field]
    if name == "statements":
        yield from item["source"]["entities"]
        yield from (link["entity"] for link in item["chain"])
    elif name == "proposals":
        yield from (first["proposal"] for first in item["requires"] if first["proposal"])


_MANY: dict[str, tuple[str, ...]] = {
    "places": (),
    "times": (),
    "statements": ("about",),
    "proposals": ("sponsors", "addressees", "parties", "subject", "area"),
    "positions": ("statements",),
    "events": ("actors", "recipients"),
}
_ONE: dict[str, tuple[str, ...]] = {
    "places": ("within",),
    "times": (),
    "statements": ("addressee", "place", "time"),
    "proposals": ("starts", "part_of"),
    "positions": ("party", "proposal"),
    "events": ("place", "time", "said_in"),
}
