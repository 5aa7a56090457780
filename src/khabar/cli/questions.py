"""`khabar statements | proposals | positions | events | parties | timeline | search | compare`: questions to a store."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any

import typer

from khabar.cli.asking import Ask, Column, question
from khabar.cli.storing import Format, print_rows, print_table
from khabar.labels import Language, label

if TYPE_CHECKING:
    from rich.text import Text


EXAMPLES = """Examples:

  khabar statements --party لافروف --act reject --since 2016-10-01

  khabar positions --proposal ceasefire --place حلب --km 50

  khabar events --type ASSAULT --place "36.2,37.13" --km 30 --format csv

  khabar parties --type armed_group

  khabar timeline --party "الحكومة السورية"

  khabar search "هدنة \\"شرق حلب\\" -انتخابات"

  khabar compare الصباح المساء

Exit codes: 0 answered, also with nothing; 1 the store failed; 2 wrong usage or no store."""

EventKind = Annotated[str | None, typer.Option("--type", "-t", help="A PLOVER event type: ASSAULT, CONSULT …")]


@question("party", "act", "place", "km", "kind", "proposal", "since", "until", "outlet", "report")
def statements(ask: Ask) -> None:
    """Who said, asked, refused what, newest first. --party: who spoke; --type, --proposal: what it is about."""
    page = ask.store.statements(**ask.page, **ask.filters)
    columns: list[Column] = [
        ("published", 0, lambda r, _: day(r["published"])),
        ("outlet", 3, _outlet),
        ("who", 5, lambda r, x: _named(r, "source", x)),
        ("does", 3, lambda r, x: label(r["act"], x)),
        ("on", 5, lambda r, x: r["about_en"] if x is Language.EN else arabic(r["about"])),
        ("words", 9, lambda r, _: arabic(r["content"] or r["cue"])),
        ("id", 0, lambda r, _: r["id"]),
    ]
    ask.show(page, "Statements", columns)


@question("party", "kind", "state", "act", "place", "km", "proposal", "since", "until", "outlet", "report")
def proposals(ask: Ask) -> None:
    """Plans, offers, demands and agreements with their terms, newest first. --act: a stance somebody took on them."""
    page = ask.store.proposals(**ask.page, **ask.filters)
    columns: list[Column] = [
        ("published", 0, lambda r, _: day(r["published"])),
        ("outlet", 3, _outlet),
        ("what", 6, lambda r, x: r["wording"] if x is Language.EN else label(r["kind"], x)),
        ("terms", 5, lambda r, x: r["terms"] if x is Language.EN else r["duration"] or ""),
        ("status", 3, lambda r, x: label(r["status"], x)),
        ("words", 7, lambda r, _: arabic(r["label"])),
        ("id", 0, lambda r, _: r["id"]),
    ]
    ask.show(page, "Proposals", columns)


@question("party", "act", "kind", "proposal", "place", "km", "since", "until", "outlet", "report")
def positions(ask: Ask) -> None:
    """Where parties stand on proposals, newest first. --act: the stance; --type, --place: the proposal's."""
    page = ask.store.positions(**ask.page, **ask.filters)
    columns: list[Column] = [
        ("published", 0, lambda r, _: day(r["as_of"] or r["published"])),
        ("outlet", 3, _outlet),
        ("who", 5, lambda r, x: _named(r, "party", x)),
        ("stance", 4, lambda r, x: label(r["stance"], x) + (f" ({label('only', x)})" if r["exclusive"] else "")),
        ("proposal", 6, lambda r, x: r["proposal_en"] if x is Language.EN else label(r["kind"], x)),
        ("words", 7, lambda r, _: arabic(r["proposal"])),
        ("id", 0, lambda r, _: r["proposal_id"]),
    ]
    ask.show(page, "Positions", columns)


@question("party", "kind", "place", "km", "since", "until", "outlet", "report", kind=EventKind)
def events(ask: Ask) -> None:
    """What happened, is planned or was denied, newest first. --party: who did it or had it done to them."""
    page = ask.store.events(**ask.page, **ask.filters)
    columns: list[Column] = [
        ("when", 0, lambda r, _: _days(r) or day(r["published"])),
        ("outlet", 3, _outlet),
        ("what", 7, lambda r, x: r["wording"] if x is Language.EN else _event(r, x)),
        ("where", 3, lambda r, x: _named(r, "place", x)),
        ("toll_", 0, lambda r, _: "" if r["dead_min"] is None else f"† {r['dead_min']}"),
        ("according", 4, lambda r, _: r["vouched"]),
        ("words", 3, lambda r, _: arabic(r["trigger"])),
        ("id", 0, lambda r, _: r["id"]),
    ]
    ask.show(page, "Events", columns)


@question(
    "party",
    "kind",
    "since",
    "until",
    "outlet",
    "report",
    kind=Annotated[str | None, typer.Option("--type", "-t", help="person, armed_group, government …")],
)
def parties(ask: Ask) -> None:
    """Who is in the reports: persons, bodies, groups, states; those in most reports first."""
    page = ask.store.parties(**ask.page, **ask.filters)
    columns: list[Column] = [
        ("name", 5, lambda r, x: r["name_en"] if x is Language.EN else arabic(r["name"])),
        ("words", 5, lambda r, _: arabic(r["name"])),
        ("kind", 4, lambda r, x: label(r["kind"], x)),
        ("country", 0, lambda r, _: r["country"] or ""),
        ("reports", 0, lambda r, _: str(r["reports"])),
        ("said", 0, lambda r, _: str(r["statements"])),
        ("stands", 0, lambda r, _: str(r["positions"])),
        ("first", 0, lambda r, _: day(r["first"])),
        ("last", 0, lambda r, _: day(r["last"])),
    ]
    ask.show(page, "Parties", columns)


@question(
    "party",
    "act",
    "kind",
    "proposal",
    "place",
    "km",
    "since",
    "until",
    "outlet",
    "report",
    kind=Annotated[str | None, typer.Option("--type", "-t", help="An event type or a kind of proposal.")],
)
def timeline(ask: Ask) -> None:
    """What happened, what was to start and who took which stand, day by day, the earliest first."""
    page = ask.store.timeline(**ask.page, **ask.filters)
    columns: list[Column] = [
        ("when", 0, lambda r, _: _days(r)),
        ("kind", 2, lambda r, x: label(r["what"], x)),
        ("what", 8, lambda r, x: r["wording"] if x is Language.EN else arabic(r["words"])),
        ("words", 5, lambda r, _: arabic(r["words"])),
        ("outlet", 3, _outlet),
        ("id", 0, lambda r, _: r["id"]),
    ]
    ask.show(page, "Timeline", columns)


@question("party", "place", "km", "since", "until", "outlet", limit=20)
def search(
    ask: Ask,
    query: Annotated[str, typer.Argument(help='Words in any spelling; "…" a phrase; word* its beginning; -word not.')],
    *,
    newest: Annotated[bool, typer.Option("--newest", help="The newest first, not the most telling.")] = False,
) -> None:
    """Find reports by words; clitics and spelling do not matter. The words are shown as the report has them."""
    page = ask.store.search(query, newest=newest, **ask.page, **ask.filters)
    columns: list[Column] = [
        ("published", 0, lambda r, _: day(r["published"])),
        ("outlet", 3, _outlet),
        ("words", 14, lambda r, _: arabic(r["words"], 400)),
        ("id", 0, lambda r, _: r["report"]),
    ]
    ask.show(page, "Reports", columns)


@question("party", "place", "km", "proposal", "since", "until", "outlet", limit=None)
def compare(
    ask: Ask,
    sides: Annotated[list[str], typer.Argument(help="Two or more: outlets, report ids, or party:NAME, place:NAME.")],
) -> None:
    """Count the same on several sides: what they say, propose, report, whom they quote, which tolls they give."""
    lines = ask.store.compare(*sides, **ask.filters)
    if ask.form is not Format.TABLE:
        print_rows(
            (
                {
                    "measure": x.measure,
                    "what": x.what,
                    "what_en": x.what_en,
                    **dict(zip(sides, x.counts, strict=True)),
                }
                for x in lines
            ),
            ask.form,
        )
        return
    rows = (
        [
            label(x.measure, ask.lang),
            x.what_en if ask.lang is Language.EN else label(x.what, ask.lang),
            *map(str, x.counts),
        ]
        for x in lines
    )
    print_table("Comparison", [("measure", 3), ("what", 6), *((side, 3) for side in sides)], rows, ask.lang, more=False)


def _named(row: dict[str, Any], name: str, language: Language) -> str | Text:
    return str(row[f"{name}_en"]) if language is Language.EN else arabic(row[name])


def _outlet(row: dict[str, Any], language: Language) -> str | Text:
    del language
    return arabic(row["outlet"] or row["agency"])


def _event(row: dict[str, Any], language: Language) -> str:
    aux = "، ".join(label(x, language) for x in row["aux"].split())
    parts = [label(row["type"], language) + (f" ({aux})" if aux else ""), row["actors"], row["recipients"]]
    return " — ".join(part for part in parts if part)


def arabic(words: str | None, longest: int = 160) -> str | Text:
    """Return Arabic words for a cell, isolated from their left-to-right surroundings and cut if they are long."""
    from khabar.cli.view import Arabic

    return Arabic(words, longest) if words else ""


def day(date: dt.date | None) -> str:
    """Return a day as YYYY-MM-DD, or nothing."""
    return date.isoformat() if date else ""


def _days(row: dict[str, Any]) -> str:
    first, last = row["first"], row["last"]
    if first == last:
        return day(first)
    return f"{day(first)} – {day(last)}".strip()
