"""Corrections: what a person says of what the machine found. A log that only grows.

The table has no foreign key to what it corrects: a newer reading may name a claim differently or not find it, and
the correction must outlive that. `start` and `end` are the words of the object in the report's text, by which it is
found again.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import Connection, select

from khabar.errors import StoreError, saying
from khabar.store import schema
from khabar.store.words import clean

Action = Literal["accept", "reject", "edit", "merge", "split", "restore"]


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: of which object of which report, what was done, by whom and why.

    object: the id of a claim, entity, place or time. restore: what was said of the object before no longer
    holds. field, machine, value: for an edit, what was changed from what to what, as JSON. start, end: the object's words in the report.
    """

    report: str
    object: str
    action: Action
    who: str
    why: str
    field: str | None = None
    machine: str | None = None
    value: str | None = None
    start: int | None = None
    end: int | None = None
    at: dt.datetime = dataclasses.field(default_factory=lambda: dt.datetime.now(dt.UTC))


def in_force(corrections: Iterable[Correction]) -> list[Correction]:
    """Return the corrections that hold: not those of an object that was restored since."""
    held: list[Correction] = []
    for correction in corrections:
        if correction.action == "restore":
            held = [one for one in held if one.object != correction.object]
        else:
            held.append(correction)
    return held


def correction_rows(correction: Correction) -> dict[str, Any]:
    """Return a correction's columns; raise `StoreError` if it does not say who, why, or what."""
    if correction.action not in get_args(Action):
        raise StoreError(
            saying("%(action)r is no correction: one of %(known)s is"),
            action=correction.action,
            known=", ".join(get_args(Action)),
        )
    if not correction.who.strip() or not correction.why.strip():
        raise StoreError(saying("a correction says who made it and why"))
    values = {name: getattr(correction, name) for name in Correction.__slots__}
    return {name: clean(value) if isinstance(value, str) else value for name, value in values.items()}


def corrections_of(connection: Connection, report: str | None, newest: int | None = None) -> list[Correction]:
    """Return the corrections of a report, or all, in the order they were made; or the newest so many, the last first."""
    c = schema.corrections.c
    query = select(schema.corrections).order_by(c.key if newest is None else c.key.desc()).limit(newest)
    if report is not None:
        query = query.where(c.report == report)
    made = []
    for row in connection.execute(query).mappings():
        facts = {name: value for name, value in row.items() if name != "key"}
        at = facts["at"]
        facts["at"] = at if at.tzinfo else at.replace(tzinfo=dt.UTC)
        made.append(Correction(**facts))
    return made
