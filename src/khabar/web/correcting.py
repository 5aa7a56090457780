"""What of a claim can be corrected in a form, and what the form's answer says: the corrections that it means.

The form names the fields it shows (`field`), so that what it does not show stays. Words of the report are given as
words: they are looked up in the text, the nearest to where the claim stands.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from starlette.datastructures import FormData

from khabar.errors import StoreError, saying
from khabar.record import Entity, Event, Place, Proposal, Record, Statement, Time
from khabar.web.interface import message

Correctable = Statement | Proposal | Event | Entity | Place | Time
Shape = Literal["one", "many", "flag", "words", "text", "number", "day", "list", "toll"]
_MOST = 10**9
HARMS = ("dead", "injured", "displaced", "arrested")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a claim in a form: its name in the record, what it is called, how it is asked for.

    choices: what is chosen from: the name of a closed list (`act` …) or of a list of the record (`entities` …).
    optional: whether it may be nothing.
    """

    name: str
    title: str
    shape: Shape
    choices: str = ""
    optional: bool = True


_WHERE = Field("place", message("Where"), "one", "places")
_WHEN = Field("time", message("When"), "one", "times")
FIELDS: dict[type[Correctable], tuple[Field, ...]] = {
    Statement: (
        Field("act", message("Does by these words"), "one", "act", optional=False),
        Field("source.entities", message("Who says it"), "many", "entities"),
        Field("content", message("What is said, in the report's words"), "words"),
        Field("about", message("About which proposals"), "many", "proposals"),
        Field("addressee", message("To whom"), "one", "entities"),
        _WHERE,
        _WHEN,
        Field("kind", message("How it is given"), "one", "statement_kind", optional=False),
        Field("negated", message("Denied: it was not said"), "flag"),
    ),
    Proposal: (
        Field("kind", message("Kind"), "one", "proposal_kind", optional=False),
        Field("status", message("Status"), "one", "status"),
        Field("label", message("What it is called"), "text", optional=False),
        Field("sponsors", message("Put forward by"), "many", "entities"),
        Field("addressees", message("Addressed to"), "many", "entities"),
        Field("parties", message("Between"), "many", "entities"),
        Field("subject", message("Of whom"), "many", "entities"),
        Field("area", message("Where"), "many", "places"),
        Field("duration", message("For how long (ISO 8601: P7D is seven days)"), "text"),
        Field("starts", message("From when"), "one", "times"),
        Field("instrument", message("As"), "one", "instrument"),
        Field("purpose", message("Purpose"), "one", "purpose"),
        Field("part_of", message("Part of"), "one", "proposals"),
    ),
    Event: (
        Field("type", message("Type"), "one", "event_type", optional=False),
        Field("actors", message("Who did it"), "many", "entities"),
        Field("recipients", message("To whom it was done"), "many", "entities"),
        _WHERE,
        _WHEN,
        Field("aux", message("How it is meant"), "many", "aux"),
        Field("toll", message("Who was harmed"), "toll"),
        Field("mode", message("Mode (PLOVER)"), "text"),
        Field("contexts", message("Contexts (PLOVER), with spaces between"), "list"),
    ),
    Entity: (
        Field("name", message("Name"), "text", optional=False),
        Field("name_en", message("English name"), "text"),
        Field("kind", message("Kind"), "one", "entity_kind", optional=False),
        Field("country", message("Country (ISO 3166, three letters)"), "text"),
        Field("part_of", message("Belongs to"), "many", "entities"),
    ),
    Place: (
        Field("name", message("Name"), "text", optional=False),
        Field("name_en", message("English name"), "text"),
        Field("within", message("Within"), "one", "places"),
        Field("lat", message("Latitude in degrees"), "number"),
        Field("lon", message("Longitude in degrees"), "number"),
    ),
    Time: (
        Field("kind", message("Kind"), "one", "time_kind", optional=False),
        Field("earliest", message("First day"), "day"),
        Field("latest", message("Last day"), "day"),
        Field("duration", message("Length (ISO 8601: P7D is seven days)"), "text"),
        Field("approximate", message("About then"), "flag"),
    ),
}
"""What a form shows of each kind of object, in order."""
NOT_THERE = saying("These words do not stand in the report: %(words)s")
NO_NUMBER = saying("%(value)s is no number")


class MisgivenError(StoreError):
    """What a form says cannot be meant."""


def objects_of(record: Record) -> dict[str, Correctable]:
    """Return everything of a record that can be corrected, by id."""
    lists = (record.statements, record.proposals, record.events, record.entities, record.places, record.times)
    return {one.id: one for held in lists for one in held}


def value_of(item: Correctable, name: str) -> Any:
    """Return what a field holds, as JSON has it."""
    value = item.model_dump(mode="json")
    for part in name.split("."):
        value = value[part]
    return value


def edits(record: Record, item: Correctable, form: FormData) -> Iterator[tuple[str, str]]:
    """Yield (field, value as JSON) for every field of the form that says something else than the record.

    Raise `MisgivenError` for words that the report does not have, and for numbers that are none.
    """
    shown = set(form.getlist("field"))
    for field in FIELDS[type(item)]:
        if field.name not in shown:
            continue
        held = value_of(item, field.name)
        given = _given(record, item, field, form, held)
        if given != held and not (field.shape in ("many", "list") and sorted(given) == sorted(held)):
            if field.shape == "words" and given is not None:
                given = {"start": given["start"], "end": given["end"]}
            yield field.name, json.dumps(given, ensure_ascii=False)


def _given(record: Record, item: Correctable, field: Field, form: FormData, held: Any) -> Any:
    if field.shape == "many":
        return [str(x) for x in form.getlist(field.name)]
    if field.shape == "flag":
        return field.name in form
    if field.shape == "toll":
        return _toll(record, item, form)
    text = str(form.get(field.name, "")).replace("\r\n", "\n").strip()
    if field.shape == "list":
        return text.split()
    if field.shape == "words":
        near = str(form.get(f"{field.name}.start", ""))
        return _span(record.source.text, text, held, int(near) if near.isdigit() else None, _at(item))
    if field.shape == "number" and text:
        return _number(text, float)
    return text or (None if field.optional else "")


def _span(text: str, words: str, held: dict[str, Any] | None, near: int | None, at: int) -> dict[str, Any] | None:
    """The words of a text as a span: where they stood before, else nearest to a place; None for no words."""
    if not words:
        return None
    if held is not None and words.split() == held["text"].split() and near in (None, held["start"]):
        return held
    around = near if near is not None else held["start"] if held is not None else at
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    found = min(pattern.finditer(text), key=lambda match: abs(match.start() - around), default=None)
    if found is None:
        raise MisgivenError(NOT_THERE, words=words)
    return {"start": found.start(), "end": found.end(), "text": found[0]}


def _toll(record: Record, item: Correctable, form: FormData) -> dict[str, Any] | None:
    """Numbers of those harmed; the words that give a number are its own, or as the form says."""
    before = item.model_dump(mode="json").get("toll") or {}
    made: dict[str, Any] = {}
    for harm in HARMS:
        least, most, words = (str(form.get(f"toll.{harm}.{part}", "")).strip() for part in ("min", "max", "words"))
        held = before.get(harm)
        made[harm] = None
        if least:
            span = _span(record.source.text, words, held["span"] if held else None, None, _at(item))
            if span is None:
                raise MisgivenError(saying("Say by which words the report gives the number %(value)s."), value=least)
            made[harm] = {"min": _number(least, int), "max": _number(most, int) if most else None, "span": span}
    return made if any(made.values()) else None


def _number(text: str, kind: type[float | int]) -> float | int:
    try:
        number = kind(text)
    except ValueError:
        number = math.nan
    if not abs(number) <= _MOST:
        raise MisgivenError(NO_NUMBER, value=text)
    return number


def _at(item: Correctable) -> int:
    return words_of(item)[0]


def words_of(item: Correctable) -> tuple[int, int]:
    """Return where an object's words begin and end: of several mentions the first."""
    if isinstance(item, Statement):
        span = item.cue
    elif isinstance(item, Event):
        span = item.trigger
    elif isinstance(item, Time):
        span = item.span
    elif isinstance(item, Entity):
        span = item.mentions[0].span
    else:
        span = item.mentions[0]
    return span.start, span.end
