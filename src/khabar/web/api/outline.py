"""The operations of the API as people read them: of its OpenAPI description, for the page and for the reference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_METHODS = ("get", "post", "delete")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation. told: what it means; values: those it may have, where they are few."""

    name: str
    required: bool
    told: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A body or an answer. media: its type; shape: the name of its schema; fields: of a schema without a name."""

    media: str
    shape: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked. role: what is needed for it, None where anybody may; answers: by status, what comes back.

    problems: by status, why there may be no such answer.
    """

    id: str
    method: str
    path: str
    told: str
    role: str | None
    parameters: tuple[Parameter, ...]
    bodies: tuple[Body, ...]
    answers: tuple[tuple[str, tuple[Body, ...]], ...]
    problems: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A schema with a name. fields: (name, what it holds); values: of one that is a choice of words."""

    name: str
    told: str
    fields: tuple[tuple[str, str], ...]
    values: tuple[str, ...]


def operations(described: Mapping[str, Any], tag: str) -> Iterator[Operation]:
    """Yield the operations under a tag, in the order of their paths."""
    for path, ways in described["paths"].items():
        for method in _METHODS:
            if tag in ways.get(method, {}).get("tags", ()):
                yield _operation(described, method, path, ways[method])


def shapes(described: Mapping[str, Any]) -> list[Shape]:
    """Return the schemas that have a name, by name."""
    return [_of_schema(name, schema) for name, schema in sorted(described["components"]["schemas"].items())]


def _operation(described: Mapping[str, Any], method: str, path: str, operation: Mapping[str, Any]) -> Operation:
    answered = operation["responses"].items()
    return Operation(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        told=operation["description"].strip(),
        role=next((roles[0] for way in operation["security"] for roles in way.values()), None),
        parameters=tuple(
            Parameter(
                x["name"],
                x["required"],
                x.get("description") or x["schema"].get("description") or "",
                tuple(_values(described, x["schema"])),
            )
            for x in operation.get("parameters", ())
        ),
        bodies=_bodies(operation.get("requestBody", {})),
        answers=tuple((status, _bodies(answer)) for status, answer in answered if status[0] == "2"),
        problems=tuple(sorted((status, x["description"]) for status, x in answered if status[0] != "2")),
    )


def _bodies(held: Mapping[str, Any]) -> tuple[Body, ...]:
    return tuple(
        Body(media, _name(x.get("schema", {})), tuple(x.get("schema", {}).get("properties", ())))
        for media, x in held.get("content", {}).items()
    )


def _name(schema: Mapping[str, Any]) -> str:
    return str(schema["$ref"]).rpartition("/")[2] if "$ref" in schema else ""


def _values(described: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
    """The values that a parameter may have, where it has few."""
    for one in (schema, *schema.get("anyOf", ()), schema.get("items", {})):
        found = described["components"]["schemas"].get(_name(one), {}) if "$ref" in one else one
        yield from map(str, found.get("enum", ()))


def _of_schema(name: str, schema: Mapping[str, Any]) -> Shape:
    needed = schema.get("required", ())
    fields = (
        (field, _holds(held) + ("" if field in needed else "?")) for field, held in schema.get("properties", {}).items()
    )
    told = " ".join(str(schema.get("description", "")).split())
    return Shape(name, told, tuple(fields), tuple(map(str, schema.get("enum", ()))))


def _holds(schema: Mapping[str, Any]) -> str:
    """What a field holds, in few words: "string", "Act", "list of Span"."""
    if "$ref" in schema:
        return _name(schema)
    choices = schema.get("anyOf") or schema.get("oneOf")
    if choices:
        return " or ".join(dict.fromkeys(_holds(x) for x in choices))
    if "const" in schema:
        return f"“{schema['const']}”"
    if "enum" in schema:
        return " or ".join(f"“{x}”" for x in schema["enum"])
    kind = str(schema.get("type", "anything"))
    if kind == "array":
        return f"list of {_holds(schema.get('items', {}))}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"object of {_holds(schema['additionalProperties'])}"
    return str(schema.get("format", kind))
