"""`khabar threads | utterances | contradictions`: questions that only many reports can answer."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from khabar.cli.asking import Ask, Column, question
from khabar.cli.questions import arabic, day
from khabar.cli.storing import Format, print_rows
from khabar.labels import Language, label

EXAMPLES = """Examples:

  khabar threads --type ceasefire --place حلب        one plan in many reports: who stood where, and who moved

  khabar threads --moves --since 2016-10-01          only plans on which somebody changed sides

  khabar utterances --party لافروف                   one utterance in many reports, and from how many sources

  khabar contradictions --place حلب                  tolls that differ, claims denied, two days for one meeting

Copies of a wire, and all reports that credit one agency, are one source.
Exit codes: 0 answered, also with nothing; 1 the store failed; 2 wrong usage or no store."""

Fewest = Annotated[int, typer.Option("--fewest", min=1, help="Only what so many reports tell.")]


@question("party", "kind", "place", "km", "proposal", "since", "until", "outlet", limit=20)
def threads(
    ask: Ask,
    *,
    moves: Annotated[bool, typer.Option("--moves", help="Only plans on which a party changed its stance.")] = False,
    fewest: Fewest = 2,
) -> None:
    """Plans as many reports tell them, the most told first: their standing, and each party's stances in order."""
    page = ask.store.threads(fewest=fewest, **ask.page, **ask.filters)
    found = [thread for thread in page if thread.moves() or not moves]
    if ask.form in (Format.JSON, Format.JSONL):
        print_rows((_whole(thread) for thread in found), ask.form)
        return
    if ask.form is Format.CSV:
        print_rows((thread.row() for thread in found), ask.form)
        return
    from rich.console import Console

    if not found:
        typer.echo("khabar: nothing in the store answers this", err=True)
    console = Console(highlight=False)
    for thread in found:
        _tell(console, thread, ask.lang)
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
    made["members"] = [{"proposal": m.id, "label": m.words} | m.report.row() for m in thread.members]
    return made


@question("party", "act", "kind", "place", "km", "proposal", "since", "until", "outlet")
def utterances(ask: Ask, *, fewest: Fewest = 2) -> None:
    """What was said, as several reports tell it, and from how many independent sources, the most told first."""
    page = ask.store.utterances(fewest=fewest, **ask.page, **ask.filters)
    columns: list[Column] = [
        ("published", 0, lambda r, _: day(r["published"])),
        ("who", 5, lambda r, x: r["source_en"] if x is Language.EN else arabic(r["source"])),
        ("does", 3, lambda r, x: label(r["act"], x)),
        ("words", 9, lambda r, _: arabic(r["content"] or r["cue"])),
        ("reports", 0, lambda r, _: str(r["reports"])),
        ("independent", 0, lambda r, _: str(r["independent"])),
        ("sources", 4, lambda r, _: arabic(r["sources"])),
    ]  # fmt: skip
    ask.show(page, "Utterances", columns)


@question(
    "party",
    "kind",
    "place",
    "km",
    "since",
    "until",
    "outlet",
    kind=Annotated[
        str | None, typer.Option("--type", "-t", help="Between events of a PLOVER type, or plans of a kind.")
    ],
)
def contradictions(ask: Ask) -> None:
    """What cannot both be true: tolls that differ, a claim and its denial, two days for one meeting."""
    page = ask.store.contradictions(**ask.page, **ask.filters)
    columns: list[Column] = [
        ("what", 0, lambda r, x: label(r["what"], x)),
        ("when", 0, lambda r, _: day(r["day"])),
        ("says", 3, lambda r, _: "" if r["what"] == "denial" else r["says"]),
        ("words", 5, lambda r, _: arabic(_by_outlet(r, "one"))),
        ("against", 5, lambda r, _: arabic(_by_outlet(r, "other"))),
        ("id", 0, lambda r, _: f"{r['one_id']}\n{r['other_id']}"),
    ]
    ask.show(page, "Contradictions", columns)


def _by_outlet(row: dict[str, Any], side: str) -> str:
    """The words of one side, with the outlet that has them."""
    outlet = row[f"{side}_outlet"]
    return f"{row[side]} ({outlet})" if outlet else str(row[side])
