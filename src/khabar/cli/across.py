"""`khabar threads | utterances | contradictions`: questions that only many reports can answer."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from khabar.cli.labels import Language, label
from khabar.cli.questions import Kind, arabic, day, show
from khabar.cli.storing import (
    DEFAULT_DB,
    About,
    Act,
    Db,
    Form,
    Format,
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
)

EXAMPLES = """Examples:

  khabar threads --type ceasefire --place حلب        one plan in many reports: who stood where, and who moved

  khabar threads --moves --since 2016-10-01          only plans on which somebody changed sides

  khabar utterances --party لافروف                   one utterance in many reports, and from how many sources

  khabar contradictions --place حلب                  tolls that differ, claims denied, two days for one meeting

Copies of a wire, and all reports that credit one agency, are one source.
Exit codes: 0 answered, also with nothing; 1 the store failed; 2 wrong usage or no store."""

Fewest = Annotated[int, typer.Option("--fewest", min=1, help="Only what so many reports tell.")]


def threads(
    *,
    party: Party = None,
    kind: Kind = None,
    place: Place = None,
    km: Km = None,
    proposal: About = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    moves: Annotated[bool, typer.Option("--moves", help="Only plans on which a party changed its stance.")] = False,
    fewest: Fewest = 2,
    limit: Limit = 20,
    offset: Offset = 0,
    form: Form = Format.TABLE,
    lang: Lang = Language.EN,
    db: Db = DEFAULT_DB,
) -> None:
    """Plans as many reports tell them, the most told first: their standing, and each party's stances in order."""
    with opened(db) as store:
        page = store.threads(
            limit=limit, offset=offset, fewest=fewest, party=party, type=kind, place=place, km=km, proposal=proposal,
            since=since, until=until, outlet=outlet,
        )  # fmt: skip
        found = [thread for thread in page if thread.moves() or not moves]
        if form in (Format.JSON, Format.JSONL):
            print_rows((_whole(thread) for thread in found), form)
            return
        if form is Format.CSV:
            print_rows((thread.row() for thread in found), form)
            return
        from rich.console import Console

        if not found:
            typer.echo("khabar: nothing in the store answers this", err=True)
        console = Console(highlight=False)
        for thread in found:
            _tell(console, thread, lang)
        if page.more:
            typer.echo(f"khabar: there is more after these {len(page)}: see --offset and --limit", err=True)


def _tell(console: Any, thread: Any, lang: Language) -> None:
    from rich.text import Text

    row = thread.row()
    head = Text(label(thread.kind, lang), style="bold")
    head.append(f"  {day(row['first'])} – {day(row['last'])}  ", style="not bold")
    head.append(f"{row['reports']} reports, {row['independent']} independent", style="not bold dim")
    if row["status"]:
        head.append(f"  {label(row['status'], lang)}", style="italic")
    console.print(head)
    console.print("  ", arabic(thread.label), sep="")
    console.print(Text(f"  {thread.id}  {row['sources']}", style="dim"))
    before: dict[str, str] = {}
    for stand in thread.history:
        if before.get(stand.party) == stand.stance:
            continue
        moved = f" (before: {label(before[stand.party], lang)})" if stand.party in before else ""
        who = stand.party_en if lang is Language.EN and stand.party_en else stand.party
        only = f" ({label('only', lang)})" if stand.exclusive else ""
        line = Text(f"  {day(stand.day) or '          '}  {who}: {label(stand.stance, lang)}{only}")
        line.append(moved, style="bold yellow")
        line.append(f"  {stand.report.outlet or stand.report.agency or ''}", style="dim")
        console.print(line)
        before[stand.party] = stand.stance
    console.print()


def _whole(thread: Any) -> dict[str, Any]:
    made: dict[str, Any] = thread.row()
    made["sources"] = list(thread.sources)
    made["history"] = [stand.row() for stand in thread.history]
    made["members"] = [{"proposal": m.claim.id, "label": m.claim.label} | m.report.row() for m in thread.members]
    return made


def utterances(
    *,
    party: Party = None,
    act: Act = None,
    kind: Kind = None,
    place: Place = None,
    km: Km = None,
    proposal: About = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    fewest: Fewest = 2,
    limit: Limit = 50,
    offset: Offset = 0,
    form: Form = Format.TABLE,
    lang: Lang = Language.EN,
    db: Db = DEFAULT_DB,
) -> None:
    """What was said, as several reports tell it, and from how many independent sources, the most told first."""
    with opened(db) as store:
        page = store.utterances(
            limit=limit, offset=offset, fewest=fewest, party=party, act=act, type=kind, place=place, km=km,
            proposal=proposal, since=since, until=until, outlet=outlet,
        )  # fmt: skip
        columns = [
            ("published", 0, lambda r, _: day(r["published"])),
            ("who", 5, lambda r, x: r["source_en"] if x is Language.EN else arabic(r["source"])),
            ("does", 3, lambda r, x: label(r["act"], x)),
            ("words", 9, lambda r, _: arabic(r["content"] or r["cue"])),
            ("reports", 0, lambda r, _: str(r["reports"])),
            ("independent", 0, lambda r, _: str(r["independent"])),
            ("sources", 4, lambda r, _: arabic(r["sources"])),
        ]  # fmt: skip
        show(page, "Utterances", columns, form, lang)


def contradictions(
    *,
    party: Party = None,
    kind: Annotated[str | None, typer.Option("--type", "-t", help="Tolls of one PLOVER event type.")] = None,
    place: Place = None,
    km: Km = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    limit: Limit = 50,
    offset: Offset = 0,
    form: Form = Format.TABLE,
    lang: Lang = Language.EN,
    db: Db = DEFAULT_DB,
) -> None:
    """What cannot both be true: tolls that differ, a claim and its denial, two days for one meeting."""
    with opened(db) as store:
        page = store.contradictions(
            limit=limit, offset=offset, party=party, type=kind, place=place, km=km, since=since, until=until,
            outlet=outlet,
        )  # fmt: skip
        columns = [
            ("what", 0, lambda r, x: label(r["what"], x)),
            ("says", 4, lambda r, _: r["says"]),
            ("words", 6, lambda r, _: arabic(r["one"])),
            ("outlet", 3, lambda r, _: arabic(r["one_outlet"])),
            ("against", 6, lambda r, _: arabic(r["other"])),
            ("outlet", 3, lambda r, _: arabic(r["other_outlet"])),
            ("id", 0, lambda r, _: f"{r['one_report']}\n{r['other_report']}"),
        ]
        show(page, "Contradictions", columns, form, lang)
