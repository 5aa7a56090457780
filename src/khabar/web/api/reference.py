"""The reference page of REST, written from its OpenAPI description.

Run `python -m khabar.web.api.reference > docs/reference/rest.md` after a change; a test compares.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from khabar.web import Desk, create_app
from khabar.web.api.shapes import PREFIX

_HEAD = f"""# REST

Written by `python -m khabar.web.api.reference`; do not edit.

The desk (`khabar serve`) answers under `{PREFIX}`; `{PREFIX}/openapi.json` describes it for programs (OpenAPI 3.1). `docs/how-to/ask-over-http.md` shows it with curl.

- **Who asks.** A desk without users, on this machine, asks nobody. Otherwise send an API token, made on the account page: `Authorization: Bearer khabar_…`. Readers ask, analysts also add and correct.
- **Lists** are `{{"items", "total", "next"}}`: `next` is the address of what follows, `null` at the end; `total` is there where counting is cheap. `limit` and `offset` choose the part. A parameter that is not known is refused, an empty one counts as not given. Days are `YYYY-MM-DD`.
- **Claims** come with their report, and with `names`, `proposals` and `times`: what the ids in them stand for.
- **Records** are of schema khabar/1 (`docs/reference/record.schema.json`); offsets count Unicode code points of the text.
- **Errors** are `application/problem+json` (RFC 9457): `title`, `status`, `detail`, and in `wrong` each parameter that cannot be meant. Of a failure of the desk's own (500), `instance` finds it in the server's log.
- **ETag**: answers to GET carry one; with `If-None-Match` what has not changed is answered 304, without a body.
"""
_METHODS = ("get", "post", "delete")


def rest_reference() -> str:
    """Return the description of all operations as one Markdown page."""
    with TemporaryDirectory() as beside:
        app = create_app(Desk(place=str(Path(beside, "khabar.db"))))
        described = app.openapi()
        app.state.store.close()
    parts = [_HEAD]
    for tag in described["tags"]:
        parts.append(f"## {str(tag['name']).capitalize()}\n\n{tag['description']}\n")
        for path, operations in described["paths"].items():
            parts += [
                _operation(described, method, path, operations[method])
                for method in _METHODS
                if tag["name"] in operations.get(method, {}).get("tags", ())
            ]
    return "\n".join(parts)


def _operation(described: dict[str, Any], method: str, path: str, operation: dict[str, Any]) -> str:
    lines = [f"### {method.upper()} {path}", "", operation["description"].strip(), ""]
    for parameter in operation.get("parameters", ()):
        shape = parameter["schema"]
        told = [parameter.get("description") or shape.get("description") or "", _values(described, shape)]
        needed = " (required)" if parameter["required"] else ""
        lines.append(" ".join(["-", f"`{parameter['name']}`{needed}:", *(x for x in told if x)]).rstrip(": "))
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        lines.append(f"- Body, `{kind}`: {_named(content['schema'])}")
    for status, answer in operation["responses"].items():
        if status[0] == "2":
            shapes = [f"`{kind}`{_shape(x.get('schema', {}))}" for kind, x in answer.get("content", {}).items()]
            lines.append(f"- Answer {status}: {', '.join(shapes) or 'nothing'}")
    return "\n".join(lines) + "\n"


def _named(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return f"`{schema['$ref'].rpartition('/')[2]}`"
    return "the fields " + ", ".join(f"`{name}`" for name in schema.get("properties", {}))


def _shape(schema: dict[str, Any]) -> str:
    return f" ({schema['$ref'].rpartition('/')[2].replace('_', ' ').strip()})" if "$ref" in schema else ""


def _values(described: dict[str, Any], schema: dict[str, Any]) -> str:
    """The values that a parameter may have, where it has few."""
    values: list[str] = []
    for one in (schema, *schema.get("anyOf", ()), schema.get("items", {})):
        found = described["components"]["schemas"].get(one["$ref"].rpartition("/")[2], {}) if "$ref" in one else one
        values += [f"`{value}`" for value in found.get("enum", ())]
    return "One of " + ", ".join(values) + "." if values else ""


if __name__ == "__main__":
    sys.stdout.write(rest_reference())
