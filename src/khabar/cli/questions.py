"""`khabar statements | proposals | positions | events | parties | timeline | search | compare`: questions to a store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from khabar.cli.labels import Language, label
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

if TYPE_CHECKING:
    from rich.text import Text

    from khabar.store import Found, Page

EXAMPLES = """Examples:

  khabar statements --party لافروف --act reject --since 2016-10-01

  khabar positions --proposal ceasefire --place حلب --km 50

  khabar events --type ASSAULT --place "36.2,37.13" --km 30 --format csv

  khabar parties --type armed_group

  khabar timeline --party "الحكومة السورية"

  khabar search "هدنة \\"شرق حلب\\" -انتخابات"

  khabar compare الصباح المساء

Exit codes: 0 answered, also with nothing; 1 the store failed; 2 wrong usage or no store."""

Kind = Annotated[str | None, typer.Option("--type", "-t", help="A kind of proposal: ceasefire, withdrawal, talks …")]
EventKind = Annotated[str | None, typer.Option("--type", "-t", help="A PLOVER event type: ASSAULT, CONSULT …")]
State = Annotated[str | None, typer.Option("--status", help="floated, tabled, accepted, rejected, in_effect …")]
Cell = Callable[[dict[str, Any], Language], Any]


def statements(
    *,
    party: Party = None,
    act: Act = None,
    place: Place = None,
    km: Km = None,
    kind: Kind = None,
    proposal: About = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    report: InReport = None,
    limit: Limit = 50,
    offset: Offset = 0,
    form: Form = Format.TABLE,
    lang: Lang = Language.EN,
    db: Db = DEFAULT_DB,
) -> None:
    """Who said, asked, refused what, newest first. --party: who spoke; --type, --proposal: what it is about."""
    with opened(db) as store:
        page = store.statements(
            limit=limit, offset=offset, party=party, act=act, place=place, km=km, type=kind, proposal=proposal,
            since=since, until=until, outlet=outlet, report=report,
        )  # fmt: skip
        columns: list[tuple[str, int, Cell]] = [
            ("published", 0, lambda r, _: day(r["published"])),
            ("outlet", 3, _outlet),
            ("who", 5, lambda r, x: _named(r, "source", x)),
            ("does", 3, lambda r, x: label(r["act"], x)),
            ("on", 5, lambda r, x: r["about_en"] if x is Language.EN else arabic(r["about"])),
            ("words", 9, lambda r, _: arabic(r["content"] or r["cue"])),
            ("id", 0, lambda r, _: r["id"]),
        ]
        show(page, "Statements", columns, form, lang)


def proposals(
    *,
    party: Party = None,
    kind: Kind = None,
    state: State = None,
    act: Act = None,
    place: Place = None,
    km: Km = None,
    proposal: About = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    report: InReport = None,
    limit: Limit = 50,
    offset: Offset = 0,
    form: Form = Format.TABLE,
    lang: Lang = Language.EN,
    db: Db = DEFAULT_DB,
) -> None:
    """Plans, offers, demands and agreements with their terms, newest first. --act: a stance somebody took on them."""
    with opened(db) as store:
        page = store.proposals(
            limit=limit, offset=offset, party=party, act=act, place=place, km=km, type=kind, proposal=proposal,
            status=state, since=since, until=until, outlet=outlet, report=report,
        )  # fmt: skip
        columns: list[tuple[str, int, Cell]] = [
            ("published", 0, lambda r, _: day(r["published"])),
            ("outlet", 3, _outlet),
            ("what", 6, lambda r, x: r["wording"] if x is Language.EN else label(r["kind"], x)),
            ("terms", 5, lambda r, x: r["terms"] if x is Language.EN else r["duration"] or ""),
            ("status", 3, lambda r, x: label(r["status"], x)),
            ("words", 7, lambda r, _: arabic(r["label"])),
            ("id", 0, lambda r, _: r["id"]),
        ]
        show(page, "Proposals", columns, form, lang)


def positions(
    *,
    party: Party = None,
    act: Act = None,
    kind: Kind = None,
    proposal: About = None,
    place: Place = None,
    km: Km = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    report: InReport = None,
    limit: Limit = 50,
    offset: Offset = 0,
    form: Form = Format.TABLE,
    lang: Lang = Language.EN,
    db: Db = DEFAULT_DB,
) -> None:
    """Where parties stand on proposals, newest first. --act: the stance; --type, --place: the proposal's."""
    with opened(db) as store:
        page = store.positions(
            limit=limit, offset=offset, party=party, act=act, place=place, km=km, type=kind, proposal=proposal,
            since=since, until=until, outlet=outlet, report=report,
        )  # fmt: skip
        columns: list[tuple[str, int, Cell]] = [
            ("published", 0, lambda r, _: day(r["as_of"] or r["published"])),
            ("outlet", 3, _outlet),
            ("who", 5, lambda r, x: _named(r, "party", x)),
            ("stance", 4, lambda r, x: label(r["stance"], x) + (f" ({label('only', x)})" if r["exclusive"] else "")),
            ("proposal", 6, lambda r, x: r["proposal_en"] if x is Language.EN else label(r["kind"], x)),
            ("words", 7, lambda r, _: arabic(r["proposal"])),
            ("id", 0, lambda r, _: r["proposal_id"]),
        ]
        show(page, "Positions", columns, form, lang)


def events(
    *,
    party: Party = None,
    kind: EventKind = None,
    place: Place = None,
    km: Km = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    report: InReport = None,
    limit: Limit = 50,
    offset: Offset = 0,
    form: Form = Format.TABLE,
    lang: Lang = Language.EN,
    db: Db = DEFAULT_DB,
) -> None:
    """What happened, is planned or was denied, newest first. --party: who did it or had it done to them."""
    with opened(db) as store:
        page = store.events(
            limit=limit, offset=offset, party=party, type=kind, place=place, km=km, since=since, until=until,
            outlet=outlet, report=report,
        )  # fmt: skip
        columns: list[tuple[str, int, Cell]] = [
            ("when", 0, lambda r, _: _days(r) or day(r["published"])),
            ("outlet", 3, _outlet),
            ("what", 7, lambda r, x: r["wording"] if x is Language.EN else _event(r, x)),
            ("where", 3, lambda r, x: _named(r, "place", x)),
            ("toll_", 0, lambda r, _: "" if r["dead_min"] is None else f"† {r['dead_min']}"),
            ("according", 4, lambda r, _: r["vouched"]),
            ("words", 3, lambda r, _: arabic(r["trigger"])),
            ("id", 0, lambda r, _: r["id"]),
        ]
        show(page, "Events", columns, form, lang)


def parties(
    *,
    party: Party = None,
    kind: Annotated[str | None, typer.Option("--type", "-t", help="person, armed_group, government …")] = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    report: InReport = None,
    limit: Limit = 50,
    offset: Offset = 0,
    form: Form = Format.TABLE,
    lang: Lang = Language.EN,
    db: Db = DEFAULT_DB,
) -> None:
    """Who is in the reports: persons, bodies, groups, states; those in most reports first."""
    with opened(db) as store:
        page = store.parties(
            limit=limit, offset=offset, party=party, type=kind, since=since, until=until, outlet=outlet, report=report
        )
        columns: list[tuple[str, int, Cell]] = [
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
        show(page, "Parties", columns, form, lang)


def timeline(
    *,
    party: Party = None,
    act: Act = None,
    kind: Annotated[str | None, typer.Option("--type", "-t", help="An event type or a kind of proposal.")] = None,
    proposal: About = None,
    place: Place = None,
    km: Km = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    report: InReport = None,
    limit: Limit = 50,
    offset: Offset = 0,
    form: Form = Format.TABLE,
    lang: Lang = Language.EN,
    db: Db = DEFAULT_DB,
) -> None:
    """What happened, what was to start and who took which stand, day by day, the earliest first."""
    with opened(db) as store:
        page = store.timeline(
            limit=limit, offset=offset, party=party, act=act, type=kind, proposal=proposal, place=place, km=km,
            since=since, until=until, outlet=outlet, report=report,
        )  # fmt: skip
        columns: list[tuple[str, int, Cell]] = [
            ("when", 0, lambda r, _: _days(r)),
            ("kind", 2, lambda r, x: label(r["what"], x)),
            ("what", 8, lambda r, x: r["wording"] if x is Language.EN else arabic(r["words"])),
            ("words", 5, lambda r, _: arabic(r["words"])),
            ("outlet", 3, _outlet),
            ("id", 0, lambda r, _: r["id"]),
        ]
        show(page, "Timeline", columns, form, lang)


def search(
    query: Annotated[str, typer.Argument(help='Words in any spelling; "…" a phrase; word* its beginning; -word not.')],
    *,
    party: Party = None,
    place: Place = None,
    km: Km = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    newest: Annotated[bool, typer.Option("--newest", help="The newest first, not the most telling.")] = False,
    limit: Limit = 20,
    offset: Offset = 0,
    form: Form = Format.TABLE,
    lang: Lang = Language.EN,
    db: Db = DEFAULT_DB,
) -> None:
    """Find reports by words; clitics and spelling do not matter. The words are shown as the report has them."""
    with opened(db) as store:
        page = store.search(
            query, limit=limit, offset=offset, newest=newest, party=party, place=place, km=km, since=since,
            until=until, outlet=outlet,
        )  # fmt: skip
        columns: list[tuple[str, int, Cell]] = [
            ("published", 0, lambda r, _: day(r["published"])),
            ("outlet", 3, _outlet),
            ("words", 14, lambda r, _: arabic(r["words"], 400)),
            ("id", 0, lambda r, _: r["report"]),
        ]
        show(page, "Reports", columns, form, lang)


def compare(
    sides: Annotated[list[str], typer.Argument(help="Two or more: outlets, report ids, or party:NAME, place:NAME.")],
    *,
    party: Party = None,
    place: Place = None,
    km: Km = None,
    proposal: About = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    form: Form = Format.TABLE,
    lang: Lang = Language.EN,
    db: Db = DEFAULT_DB,
) -> None:
    """Count the same on several sides: what they say, propose, report, whom they quote, which tolls they give."""
    with opened(db) as store:
        lines = store.compare(
            *sides, party=party, place=place, km=km, proposal=proposal, since=since, until=until, outlet=outlet
        )
        if form is not Format.TABLE:
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
                form,
            )
            return
        rows = (
            [label(x.measure, lang), x.what_en if lang is Language.EN else label(x.what, lang), *map(str, x.counts)]
            for x in lines
        )
        print_table("Comparison", [("measure", 3), ("what", 6), *((side, 3) for side in sides)], rows, lang, more=False)


def show(
    page: Page[Any], title: str, columns: Sequence[tuple[str, int, Cell]], form: Format, language: Language
) -> None:
    """Print a page of answers as a table, or for programs."""
    if form is Format.TABLE:
        rows = ([cell(row, language) for _, _, cell in columns] for row in page.rows())
        print_table(title, [(name, width) for name, width, _ in columns], rows, language, more=page.more)
    elif form is Format.CSV:
        print_rows(page.rows(), form)
    else:
        print_rows((_json(item) for item in page), form)


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
