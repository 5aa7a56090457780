"""The view: what an analyst wants of one report on one screen.

English wording beside the report's own Arabic words. Arabic goes out in logical order inside bidi isolates, so
that a terminal with bidi support shows it right to left and a copied cell is the text as it stands.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from rich import box
from rich.console import Console, Group
from rich.containers import Lines
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from khabar.export.english import ACTS, KINDS, STATUSES, Wording, days, entity_name, place_name
from khabar.record import Act, Record, Span

_RTL_ISOLATE, _POP_ISOLATE = "\u2067", "\u2069"
_COLOURS = {
    Act.REJECT: "red", Act.CONDEMN: "red", Act.DENY: "red", Act.ACCEPT: "green", Act.SUPPORT: "green",
    Act.PROMISE: "green", Act.DEMAND: "yellow", Act.PROPOSE: "cyan", Act.THREATEN: "magenta", Act.WARN: "magenta",
    Act.ACCUSE: "magenta", Act.NO_COMMENT: "bright_black",
}  # fmt: skip
_LONGEST_QUOTE = 220


def show(record: Record, console: Console | None = None) -> None:
    """Print one record as a view."""
    console = console or Console(highlight=False, soft_wrap=False)
    wording = Wording(record)
    console.print(_head(record, wording))
    for part in (_proposals(wording), _positions(wording), _statements(wording), _events(wording), _timeline(wording)):
        if part is not None:
            console.print(part)
    silences = [s for s in record.statements if s.act is Act.NO_COMMENT]
    if silences:
        table = _table("Silences")
        table.add_column("", ratio=3)
        table.add_column("", ratio=7)
        for s in silences:
            table.add_row(
                wording.who(s.source.entities) or "(not clear)", Arabic(sentence_around(record.source.text, s.cue))
            )
        console.print(table)
    if record.warnings:
        console.print(Text("Warnings", style="bold yellow"))
        for warning in record.warnings:
            console.print(Text(f"  {warning.code}: {warning.message}"))
    console.print()


class Arabic(Text):
    """The report's words, cut at a word's end if long; each line they wrap to is a right-to-left isolate of its own.

    Terminals order characters line by line, so an isolate that spans lines would leave all but the first bare.
    """

    def __init__(self, words: str = "", longest: int = _LONGEST_QUOTE, **options: Any) -> None:
        line = " ".join(words.split())
        if len(line) > longest:
            line = line[:longest].rsplit(" ", 1)[0] + " …"
        super().__init__(line, **{"justify": "right", **options})

    def wrap(self, *args: Any, **options: Any) -> Lines:
        """Wrap as any text, then isolate each line; the padding that puts it right stays outside."""
        lines = Text(self.plain, self.style).wrap(*args, **options)
        for line in lines:
            words = line.plain.strip()
            padding = line.plain[: len(line.plain) - len(line.plain.lstrip())]
            line.plain = f"{padding}{_RTL_ISOLATE}{words}{_POP_ISOLATE}"
        return lines


def sentence_around(text: str, span: Span) -> str:
    """Return the sentence or line that holds a span."""
    starts = [at + len(stop) for stop in (". ", "\n", "\r") if (at := text.rfind(stop, 0, span.start)) >= 0]
    ends = [end for stop in (". ", ".\n", "\n", "\r") if (end := text.find(stop, span.end)) >= 0]
    return text[max(starts, default=0) : min(ends, default=len(text))].strip()


def _head(record: Record, wording: Wording) -> Panel:
    source = record.source
    lines = []
    published = days(source.published, source.published) or "publication date not known: weekdays have no day"
    lines.append(Text(published, style="bold"))
    facts = [x for x in (source.outlet, source.agency, source.byline) if x]
    if source.dateline:
        facts.append(f"from {place_name(wording.places[source.dateline])}")
    if facts:
        lines.append(Text(" · ".join(facts)))
    if source.title:
        lines.append(Arabic(source.title, style="bold", justify="left"))
    lines.append(
        Text(
            f"{len(record.statements)} statements · {len(record.proposals)} proposals · {len(record.events)} events · "
            f"{len(record.entities)} parties · {len(record.places)} places",
            style="bright_black",
        )
    )
    return Panel(Group(*lines), title=source.uri or "report", title_align="left", box=box.ROUNDED)


def _table(title: str, *, expand: bool = True) -> Table:
    return Table(
        title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, expand=expand, pad_edge=False
    )


def _proposals(wording: Wording) -> Table | None:
    if not wording.record.proposals:
        return None
    table = _table("Proposals")
    table.add_column("", width=3)
    table.add_column("what", ratio=4)
    table.add_column("terms", ratio=4)
    table.add_column("status", width=12)
    table.add_column("in the report's words", ratio=4)
    for i, p in enumerate(wording.record.proposals, 1):
        table.add_row(
            f"P{i}",
            wording.proposal(p),
            "\n".join(wording.terms(p)),
            STATUSES[p.status] if p.status else "",
            Arabic(p.label, 110),
        )
    return table


def _positions(wording: Wording) -> Table | None:
    """Parties × proposals: each party's last stance on each."""
    positions = wording.record.positions
    if not positions:
        return None
    numbers = {p.id: f"P{i}" for i, p in enumerate(wording.record.proposals, 1)}
    held = [key for key in numbers if any(p.proposal == key for p in positions)]
    table = _table("Positions: who stands where", expand=False)
    table.add_column("")
    for key in held:
        table.add_column(f"{numbers[key]} {KINDS[wording.proposals[key].kind]}")
    for party in dict.fromkeys(p.party for p in positions):
        cells = []
        for key in held:
            cell = Text()
            for p in positions:
                if p.party == party and p.proposal == key:
                    cell.append(ACTS[p.stance] + (" only this" if p.exclusive else ""), _COLOURS.get(p.stance, ""))
            cells.append(cell)
        table.add_row(entity_name(wording.entities[party]), *cells)
    return table


def _statements(wording: Wording) -> Table | None:
    if not wording.record.statements:
        return None
    numbers = {p.id: f"P{i}" for i, p in enumerate(wording.record.proposals, 1)}
    table = _table("Statements, in the order of the report")
    table.add_column("", width=3)
    table.add_column("who", ratio=3)
    table.add_column("does", width=11)
    table.add_column("on", width=8)
    table.add_column("in the report's words", ratio=7)
    for i, s in enumerate(wording.record.statements, 1):
        who = wording.who(s.source.entities) or "(not clear)"
        if s.chain:
            who += "\nvia " + wording.names(link.entity for link in s.chain)
        does = Text(ACTS[s.act], _COLOURS.get(s.act, ""))
        if s.addressee:
            does.append(f"\nto {wording.names([s.addressee])}", "")
        content = s.content.text if s.content else s.cue.text
        marks = "«»" if s.kind == "direct" else ("", "")
        table.add_row(str(i), who, does, " ".join(numbers[x] for x in s.about), Arabic(marks[0] + content + marks[1]))
    return table


def _events(wording: Wording) -> Table | None:
    if not wording.record.events:
        return None
    table = _table("Events")
    table.add_column("when", ratio=3)
    table.add_column("what", ratio=9)
    table.add_column("according to", ratio=3)
    table.add_column("word", ratio=2)
    for event in wording.record.events:
        table.add_row(
            wording.event_time(event), wording.event(event), wording.vouched(event), Arabic(event.trigger.text)
        )
    return table


def _timeline(wording: Wording) -> Table | None:
    """Everything with a day, in order of its first day."""
    entries: list[tuple[dt.date, dt.date, str]] = []
    for event in wording.record.events:
        time = wording.times.get(event.time or "")
        if time and time.earliest and time.latest:
            entries.append((time.earliest, time.latest, wording.event(event)))
    for proposal in wording.record.proposals:
        time = wording.times.get(proposal.starts or "")
        if time and time.earliest and time.latest:
            entries.append((time.earliest, time.latest, f"{wording.proposal(proposal)} to start"))
    if len(entries) < 2:
        return None
    table = _table("Timeline", expand=False)
    table.add_column("")
    table.add_column("")
    for earliest, latest, what in sorted(entries):
        table.add_row(days(earliest, latest), what)
    return table
