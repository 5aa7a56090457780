"""Records with people's corrections applied: pure functions from a record and its corrections to a record.

Corrections are applied in the order they were made. Each finds its object by id, or where a newer reading names it
otherwise, by the words it was made on; one whose object the reading no longer has stays open.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from khabar.errors import StoreError, saying
from khabar.record import Act, Record, content_id
from khabar.store.corrections import Correction, in_force

_LISTS = ("entities", "places", "times", "statements", "proposals", "events")
_FIXED = frozenset({"id", "by", "confidence", "mentions", "status_because", "said_in", "statements"})
_STANCES = frozenset(
    {Act.ACCEPT, Act.REJECT, Act.DEMAND, Act.PROPOSE, Act.SUPPORT, Act.CONDEMN, Act.DENY, Act.PROMISE, Act.NO_COMMENT}
)
Data = dict[str, Any]


def apply(record: Record, corrections: Iterable[Correction]) -> tuple[Record, list[Correction]]:
    """Return the record as corrected, and the corrections that found nothing to correct.

    Raise `StoreError` where a correction would break a law of the record (a false span, a reference to nothing).
    """
    data = json.loads(record.model_dump_json())
    open_: list[Correction] = []
    for correction in corrections:
        place = _find(data, correction)
        if place is None:
            open_.append(correction)
            continue
        _ACTIONS[correction.action](data, *place, correction)
    try:
        return Record.model_validate(data), open_
    except ValidationError as error:
        raise StoreError(saying("a corrected record must stay true: %(why)s"), why=error.errors()[0]["msg"]) from error


def apply_what_fits(record: Record, corrections: Iterable[Correction]) -> tuple[Record, list[Correction]]:
    """As `apply`, but a correction that a newer reading leaves no room for stays open instead of raising."""
    made, open_ = record, []
    for correction in in_force(corrections):
        try:
            made, unmet = apply(made, [correction])
        except (StoreError, KeyError, TypeError, ValueError):
            unmet = [correction]
        open_ += unmet
    return made, open_


def complete(machine: Record, log: Sequence[Correction], corrections: Sequence[Correction]) -> list[Correction]:
    """Return new corrections with the words and the machine's value of what they correct.

    machine: the record as read; log: the corrections made before. Raise `StoreError` if one finds nothing to correct,
    or if the record would break a law.
    """
    held, made = list(log), []
    for correction in corrections:
        before, _ = apply_what_fits(machine, held)
        if correction.action == "restore":
            done = _completed_restore(machine, held, correction)
        else:
            words = words_of(before, correction.object)
            if words is None:
                raise StoreError(
                    saying("report %(report)s has no %(object)s to correct"),
                    report=correction.report,
                    object=correction.object,
                )
            found = value_of(before, correction.object, (correction.field or "").partition(".")[0])
            done = replace(correction, start=words[0], end=words[1], machine=correction.machine or found)
            try:
                apply(before, [done])
            except (KeyError, IndexError, TypeError, ValueError) as error:
                raise StoreError(
                    saying("%(object)s cannot be corrected so: %(value)s does not fit there"),
                    object=correction.object,
                    value=correction.value,
                ) from error
        made.append(done)
        held.append(done)
    return made


def _completed_restore(machine: Record, held: Sequence[Correction], correction: Correction) -> Correction:
    last = to_restore(machine, held, correction.object)
    if last is None:
        raise StoreError(saying("nothing was corrected of %(object)s"), object=correction.object)
    return replace(correction, object=last.object, start=last.start, end=last.end)


def to_restore(record: Record, corrections: Iterable[Correction], ident: str) -> Correction | None:
    """Return the last correction in force of an object, which may bear another reading's id for it; None if there is none.

    record: as the machine read it.
    """
    data = json.loads(record.model_dump_json())
    found = None
    for correction in in_force(corrections):
        place = _find(data, correction)
        if ident in (correction.object, place[1]["id"] if place else None):
            found = correction
    return found


def words_of(record: Record, ident: str) -> tuple[int, int] | None:
    """Return the words an object rests on, by which it is found again; None if the record lacks it."""
    data = json.loads(record.model_dump_json())
    return next((_words(item) for name in _LISTS for item in data[name] if item["id"] == ident), None)


def value_of(record: Record, ident: str, field: str) -> str | None:
    """Return an object's field as the machine found it, as JSON; None if there is no such object or field."""
    data = json.loads(record.model_dump_json())
    item = next((item for name in _LISTS for item in data[name] if item["id"] == ident), None)
    if item is None or field not in item:
        return None
    return json.dumps(item[field], ensure_ascii=False)


def _find(data: Data, correction: Correction) -> tuple[str, Data] | None:
    for name in _LISTS:
        for item in data[name]:
            if item["id"] == correction.object:
                return name, item
    if correction.start is None:
        return None
    kinds = [name for name in _LISTS if _PREFIX[name] == correction.object[:1]]
    for name in kinds:
        for item in data[name]:
            if _words(item) == (correction.start, correction.end):
                return name, item
    return None


_PREFIX = {"entities": "e", "places": "p", "times": "t", "statements": "s", "proposals": "q", "events": "v"}


def _words(item: Data) -> tuple[int, int]:
    span = item.get("trigger") or item.get("cue") or item.get("span")
    if span is None:
        first = item["mentions"][0]
        span = first.get("span", first)
    return span["start"], span["end"]


def _accept(data: Data, name: str, item: Data, correction: Correction) -> None:
    """A person confirmed it: nothing changes but that it is sure."""
    del data, name, correction
    if "confidence" in item:
        item["confidence"] = 1.0


def _reject(data: Data, name: str, item: Data, correction: Correction) -> None:
    """Take an object away, and all that refers to it or rests on it alone."""
    del correction
    data[name].remove(item)
    _forget(data, item["id"])


def _forget(data: Data, gone: str) -> None:
    data["positions"] = [p for p in data["positions"] if gone not in (p["party"], p["proposal"])]
    for position in data["positions"]:
        position["statements"] = [x for x in position["statements"] if x != gone]
    data["positions"] = [p for p in data["positions"] if p["statements"]]
    for name in _LISTS:
        for item in data[name]:
            for field, value in item.items():
                if field == "id":
                    continue
                if value == gone:
                    item[field] = None
                elif isinstance(value, list):
                    item[field] = [_without(x, gone) for x in value if x != gone and not _is_link(x, gone)]
            if "source" in item:
                item["source"]["entities"] = [x for x in item["source"]["entities"] if x != gone]
    if data["source"]["dateline"] == gone:
        data["source"]["dateline"] = None


def _is_link(value: Any, gone: str) -> bool:
    """A link of a chain is nothing without its entity; a role or a condition keeps its words."""
    return isinstance(value, dict) and value.get("entity") == gone


def _without(value: Any, gone: str) -> Any:
    return {k: None if v == gone else v for k, v in value.items()} if isinstance(value, dict) else value


def _edit(data: Data, name: str, item: Data, correction: Correction) -> None:
    field = correction.field or ""
    top, _, below = field.partition(".")
    if top not in item or top in _FIXED or (below and not isinstance(item[top], dict)):
        raise StoreError(saying("%(field)r of %(object)s cannot be edited"), field=field, object=correction.object)
    value = _spanned(data["source"]["text"], json.loads(correction.value or "null"))
    if below:
        item[top][below] = value
    else:
        item[top] = value
    if name == "statements" and field == "act":
        for position in data["positions"]:
            if position["statements"][-1:] == [item["id"]] and value in _STANCES:
                position["stance"] = value


def _spanned(text: str, value: Any) -> Any:
    """A pair of offsets is a span; its words are the report's."""
    if isinstance(value, dict) and value.keys() == {"start", "end"}:
        return value | {"text": text[value["start"] : value["end"]]}
    return value


def _merge(data: Data, name: str, item: Data, correction: Correction) -> None:
    """Another object of the same kind, the correction's value, is this one."""
    other_id = json.loads(correction.value or "null")
    other = next((x for x in data[name] if x["id"] == other_id and x is not item), None)
    if other is None or name not in ("entities", "places", "proposals"):
        raise StoreError(
            saying("%(object)s cannot be merged with %(other_id)r: both must be entities, places or proposals"),
            object=correction.object,
            other_id=other_id,
        )
    data[name].remove(other)
    key = (lambda m: m["span"]["start"]) if name == "entities" else (lambda m: m["start"])
    item["mentions"] = sorted([*item["mentions"], *other["mentions"]], key=key)
    for field, value in other.items():
        if isinstance(value, list) and field != "mentions":
            item[field] = [*item[field], *(x for x in value if x not in item[field])]
        elif value is not None and item.get(field) is None:
            item[field] = value
    _replace(data, other_id, item["id"])
    positions: dict[tuple[str, str], Data] = {}
    for position in data["positions"]:
        positions[position["party"], position["proposal"]] = position
    data["positions"] = list(positions.values())


def _replace(data: Data, old: str, new: str) -> None:
    def replaced(value: Any) -> Any:
        if value == old:
            return new
        if isinstance(value, list):
            made = [replaced(x) for x in value]
            return list(dict.fromkeys(made)) if all(isinstance(x, str) for x in made) else made
        return {k: v if k == "id" else replaced(v) for k, v in value.items()} if isinstance(value, dict) else value

    for name in (*_LISTS, "positions"):
        data[name] = [replaced(item) for item in data[name]]
    for item in data["entities"]:
        item["part_of"] = [x for x in item["part_of"] if x != item["id"]]
    if data["source"]["dateline"] == old:
        data["source"]["dateline"] = new


def _split(data: Data, name: str, item: Data, correction: Correction) -> None:
    """Some mentions of an entity are another one: value is {"name": …, "mentions": [[start, end] …]}."""
    wanted = json.loads(correction.value or "null")
    if name != "entities" or not isinstance(wanted, dict) or not wanted.get("mentions"):
        raise StoreError(saying('a split takes an entity and {"name": …, "mentions": [[start, end], …]}'))
    spans = {tuple(pair) for pair in wanted["mentions"]}
    gone = [m for m in item["mentions"] if (m["span"]["start"], m["span"]["end"]) in spans]
    if not gone or len(gone) == len(item["mentions"]):
        raise StoreError(saying("%(object)s has no such mentions, or no others"), object=correction.object)
    item["mentions"] = [m for m in item["mentions"] if m not in gone]
    made = content_id("e", data["source"]["id"], item["id"], wanted["name"], *sorted(spans))
    new = item | {"id": made, "name": wanted["name"], "name_en": None, "roles": [], "part_of": [], "mentions": gone}
    new["ids"] = {"wikidata": None, "iso3": None, "geonames": None}
    data["entities"].insert(data["entities"].index(item) + 1, new)
    for statement in data["statements"]:
        span = statement["source"]["span"]
        if span and any(span["start"] < m["span"]["end"] and m["span"]["start"] < span["end"] for m in gone):
            entities = statement["source"]["entities"]
            statement["source"]["entities"] = [made if x == item["id"] else x for x in entities]


_ACTIONS = {"accept": _accept, "reject": _reject, "edit": _edit, "merge": _merge, "split": _split}
