"""The reference page of REST, written from its OpenAPI description.

Run `python -m khabar.web.api.reference > docs/reference/rest.md` after a change; a test compares.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from khabar.web import Desk, create_app
from khabar.web.api.outline import Operation, operations
from khabar.web.api.shapes import PREFIX

_HEAD = f"""# REST

Written by `python -m khabar.web.api.reference`; do not edit.

The desk (`khabar serve`) answers under `{PREFIX}`; `{PREFIX}/openapi.json` describes it for programs (OpenAPI 3.1), the desk's page `/api/docs` for people. `docs/how-to/ask-over-http.md` shows it with curl.

- **Who asks.** A desk without users, on this machine, asks nobody. Otherwise send an API token, made on the account page: `Authorization: Bearer khabar_…`. Readers ask, analysts also add and correct; each operation names the role it needs, here and in the description (`security`, schemes `token` and `session`). Without either the answer is 401, without the role 403, of one who has too much being read 429.
- **Lists** are `{{"items", "total", "next"}}`: `next` is the address of what follows, `null` at the end; `total` is there where counting is cheap. `limit` and `offset` choose the part. A parameter that is not known is refused, an empty one counts as not given. Days are `YYYY-MM-DD`.
- **Claims** come with their report, and with `names`, `proposals` and `times`: what the ids in them stand for.
- **Records** are of schema khabar/1 (`docs/reference/record.schema.json`); offsets count Unicode code points of the text.
- **Errors** are `application/problem+json` (RFC 9457): `title`, `status`, `detail`, and in `wrong` each parameter that cannot be meant. Of a failure of the desk's own (500), `instance` finds it in the server's log.
- **ETag**: answers to GET carry one; with `If-None-Match` what has not changed is answered 304, without a body.
"""


def rest_reference() -> str:
    """Return the description of all operations as one Markdown page."""
    with TemporaryDirectory() as beside:
        app = create_app(Desk(place=str(Path(beside, "khabar.db"))))
        described = app.openapi()
        app.state.store.close()
    parts = [_HEAD]
    for tag in described["tags"]:
        parts.append(f"## {str(tag['name']).capitalize()}\n\n{tag['description']}\n")
        parts += [_written(operation) for operation in operations(described, tag["name"])]
    return "\n".join(parts)


def _written(operation: Operation) -> str:
    lines = [f"### {operation.method} {operation.path}", "", operation.told, ""]
    lines.append(f"- Needs: {f'the role {operation.role}' if operation.role else 'nobody signed in'}")
    for parameter in operation.parameters:
        values = f"One of {', '.join(f'`{x}`' for x in parameter.values)}." if parameter.values else ""
        needed = " (required)" if parameter.required else ""
        lines.append(
            " ".join(["-", f"`{parameter.name}`{needed}:", *filter(None, (parameter.told, values))]).rstrip(": ")
        )
    for body in operation.bodies:
        held = f"`{body.shape}`" if body.shape else "the fields " + ", ".join(f"`{x}`" for x in body.fields)
        lines.append(f"- Body, `{body.media}`: {held}")
    for status, bodies in operation.answers:
        said = ", ".join(
            f"`{x.media}`" + (f" ({x.shape.replace('_', ' ').strip()})" if x.shape else "") for x in bodies
        )
        lines.append(f"- Answer {status}: {said or 'nothing'}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(rest_reference())
