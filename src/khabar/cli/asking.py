"""What every question to a store is made of: its filters as options, said once, and how its answer is shown."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypedDict, cast

import typer

from khabar.cli.storing import (
    DEFAULT_DB,
    About,
    Act,
    Db,
    Form,
    Format,
    InReport,
    Km,
    Lang,
    Limit,
    Offset,
    Outlet,
    Party,
    Place,
    Since,
    Until,
    opened,
    print_rows,
    print_table,
)
from khabar.labels import Language

if TYPE_CHECKING:
    from khabar.store import Asked, Found, Page, Store

Kind = Annotated[str | None, typer.Option("--type", "-t", help="A kind of proposal: ceasefire, withdrawal, talks …")]
State = Annotated[str | None, typer.Option("--status", help="floated, tabled, accepted, rejected, in_effect …")]
_FILTERS: dict[str, Any] = {
    "party": Party,
    "kind": Kind,
    "state": State,
    "act": Act,
    "place": Place,
    "km": Km,
    "proposal": About,
    "since": Since,
    "until": Until,
    "outlet": Outlet,
    "report": InReport,
}
_ASKED_AS = {"kind": "type", "state": "status"}
Cell = Callable[[dict[str, Any], Language], Any]
Column = tuple[str, int, Cell]
"""A column of a table: its heading, its share of the width (0: what its words take), and what stands in it."""


class PageAsked(TypedDict, total=False):
    """Which part of an answer is wanted."""

    limit: int
    offset: int


@dataclass(frozen=True, slots=True)
class Ask:
    """A question as given: the open store, the filters, which page, and how the answer is wanted."""

    store: Store
    filters: Asked
    form: Format
    lang: Language
    page: PageAsked

    def show(self, page: Page[Any], title: str, columns: Sequence[Column]) -> None:
        """Print a page of answers as a table, or for programs."""
        if self.form is Format.TABLE:
            rows = ([cell(row, self.lang) for _, _, cell in columns] for row in page.rows())
            print_table(title, [(name, width) for name, width, _ in columns], rows, self.lang, more=page.more)
        elif self.form is Format.CSV:
            print_rows(page.rows(), self.form)
        else:
            print_rows((_json(item) for item in page), self.form)


def question(
    *filters: str, limit: int | None = 50, kind: Any = Kind
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a command of a function of an `Ask` and options of its own: give it the options of these filters.

    limit: how many lines unless told; None for a question whose answer has no pages. kind: what `--type` means here.
    """
    known = _FILTERS | {"kind": kind}

    def command(ask: Callable[..., None]) -> Callable[..., None]:
        own = list(inspect.signature(ask, eval_str=True).parameters.values())[1:]
        pages = {} if limit is None else {"limit": (Limit, limit), "offset": (Offset, 0)}
        last = {**pages, "form": (Form, Format.TABLE), "lang": (Lang, Language.EN), "db": (Db, DEFAULT_DB)}

        def asked(**given: Any) -> None:
            with opened(given["db"]) as store:
                named = {_ASKED_AS.get(name, name): given[name] for name in filters}
                page = {name: given[name] for name in pages}
                options = {x.name: given[x.name] for x in own}
                made = Ask(store, cast("Asked", named), given["form"], given["lang"], cast("PageAsked", page))
                ask(made, **options)

        signature = [
            *(x.replace(kind=inspect.Parameter.KEYWORD_ONLY) for x in own if x.default is inspect.Parameter.empty),
            *(_option(name, known[name], None) for name in filters),
            *(x for x in own if x.default is not inspect.Parameter.empty),
            *(_option(name, of, default) for name, (of, default) in last.items()),
        ]
        asked.__name__, asked.__doc__ = ask.__name__, ask.__doc__
        asked.__annotations__ = {x.name: x.annotation for x in signature}
        asked.__dict__["__signature__"] = inspect.Signature(signature)
        return asked

    return command


def _option(name: str, of: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=of)


def _json(item: Found[Any] | Any) -> dict[str, Any]:
    """A claim whole, with its report and the names it refers to; any other line as its row."""
    if not hasattr(item, "context"):
        row: dict[str, Any] = item.row()
        return row
    named = (*item.context.entities, *item.context.places)
    return {
        "claim": item.claim.model_dump(mode="json"),
        "report": item.report.row(),
        "names": {x.id: {"name": x.name, "name_en": x.name_en} for x in named},
        "proposals": {x.id: {"kind": x.kind.value, "label": x.label} for x in item.context.proposals},
        "times": {x.id: {"words": x.span.text, "earliest": x.earliest, "latest": x.latest} for x in item.context.times},
    }
