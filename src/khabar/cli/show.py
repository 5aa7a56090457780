"""`khabar show`: anything the store has, by its id, with its words in context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from khabar.cli.storing import DEFAULT_DB, Db, opened

if TYPE_CHECKING:
    from khabar.record import Span
    from khabar.store import Found, Store

EXAMPLES = """Examples:

  khabar show r-0123456789ab             a report: the whole record as khabar read shows it

  khabar show s-0123456789ab             a statement with the words around it

  khabar show s-0123456789ab --json      the same for programs

Exit codes: 0 shown; 1 the store has nothing of that id; 2 no store."""

_AROUND = 200


def show(
    ident: Annotated[
        str, typer.Argument(metavar="ID", help="The id of a report (r-…), claim (s-, q-, v-…), entity, place, time.")
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    db: Db = DEFAULT_DB,
) -> None:
    """Show a report's record, or a claim with its words in context, by id."""
    from khabar.record import Record

    with opened(db) as store:
        found = store.get(ident)
        if found is None:
            typer.echo(f"khabar: the store has nothing with the id {ident}", err=True)
            raise typer.Exit(1)
        if as_json:
            claim: Any = getattr(found, "claim", found)
            typer.echo(claim.model_dump_json(indent=2))
        elif isinstance(found, Record):
            _show_report(store, found)
        else:
            _show_part(store, ident, found)


def _show_report(store: Store, record: Any) -> None:
    from khabar.cli.view import show as view

    view(record)
    for line in store.duplicates(record.source.id):
        typer.echo(
            f"  the same wire: {line.id}  {line.outlet or line.agency or ''}  {line.published or ''}  {line.uri or ''}"
        )
    appearances = store.appearances(record.source.id)
    for met in appearances if len(appearances) > 1 else ():
        typer.echo(f"  appeared: {met['outlet']}  {met['uri']}")


def _show_part(store: Store, ident: str, found: Found[Any] | Any) -> None:
    """A claim's columns, the words around it with each of its spans marked, and the report it is in."""
    from rich.console import Console
    from rich.text import Text

    from khabar.record import Record, spans_of

    console = Console(highlight=False)
    claim: Any = getattr(found, "claim", found)
    line = store.report_of(ident)
    if line is None:
        return
    console.print(
        Text(f"{ident}  {line.published or ''}  {line.outlet or line.agency or ''}  {line.uri or ''}", style="bold")
    )
    if claim is not found:
        for name, value in found.row().items():
            if value not in (None, "", False) and name not in line.row() and name != "id":
                console.print(Text(f"  {name}: {value}"))
    record = store.get(line.id)
    if isinstance(record, Record):
        console.print()
        console.print(_in_context(record.source.text, list(spans_of(claim))))
    console.print(Text(f"\nkhabar show {line.id} shows the whole report", style="bright_black"))


def _in_context(text: str, spans: list[Span]) -> Any:
    """The text from a little before the first span to a little after the last, each span marked."""
    from rich.text import Text

    start = max(0, min(s.start for s in spans) - _AROUND)
    end = min(len(text), max(s.end for s in spans) + _AROUND)
    marked = Text("\u2067" + ("… " if start else ""))
    at = start
    for begin, finish in _joined(spans):
        marked.append(text[at:begin])
        marked.append(text[begin:finish], "reverse")
        at = finish
    return marked.append(text[at:end]).append((" …" if end < len(text) else "") + "\u2069")


def _joined(spans: list[Span]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda s: s.start):
        if joined and span.start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], span.end))
        else:
            joined.append((span.start, span.end))
    return joined
