"""The view: what an analyst wants of one report on one screen.

English wording beside the report's own Arabic words, with a gloss of them word for word. Arabic goes out in logical order inside bidi isolates, so
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

from khabar.export.english import ACTS, KINDS, STATUSES, Wording, days, entity_name
from khabar.export.gloss import LABEL, runs
from khabar.record import Act, Record, Span, Status

_RTL_ISOLATE, _POP_ISOLATE = "\u2067", "\u2069"
_COLOURS = {
    Act.REJECT: "red", Act.CONDEMN: "red", Act.DENY: "red", Act.ACCEPT: "green", Act.SUPPORT: "green",
    Act.PROMISE: "green", Act.DEMAND: "yellow", Act.PROPOSE: "cyan", Act.THREATEN: "magenta", Act.WARN: "magenta",
    Act.ACCUSE: "magenta", Act.NO_COMMENT: "bright_black",
}  # fmt: skip
_STATUS_COLOURS = {
    Status.REJECTED: "bold red", Status.ENDED: "bold red", Status.VIOLATED: "bold red", Status.CONTESTED: "bold yellow",
    Status.ACCEPTED: "bold green", Status.ACCEPTED_IN_PART: "bold green", Status.IN_EFFECT: "bold green",
}  # fmt: skip
_LONGEST_QUOTE = 220
_SIDE_BY_SIDE = 100  # columns from which English and Arabic stand side by side


def show(record: Record, console: Console | None = None) -> None:
    """Print one record as a view."""
    console = console or Console(highlight=False, soft_wrap=False)
    wording = Wording(record)
    console.print(_head(record, wording))
    parts = (_proposals, _positions, _statements, _events, _silences)
    for made in (part(wording, console.width) for part in parts):
        if made is not None:
            console.print(made)
    timeline = _timeline(wording)
    if timeline is not None:
        console.print(timeline)
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


def _head(record: Record, wording: Wording) -> Panel:
    source = record.source
    lines = []
    published = days(source.published, source.published) or "publication date not known: weekdays have no day"
    lines.append(Text(published, style="bold"))
    facts = wording.facts()
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
        title="\n" + title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, expand=expand, pad_edge=False
    )


def _rows(title: str, note: str = "") -> Table:
    """An empty table of numbered rows: English and Arabic side by side where there is room for both."""
    table = _table(title + (f"  [not bold bright_black]{note}[/]" if note else ""))
    table.box = None
    table.show_header = False
    table.padding = (0, 2, 1, 0)
    return table


def _row(table: Table, number: str, english: list[Text], arabic: Arabic, width: int) -> None:
    """Add a row: in a wide terminal the Arabic stands right of its English, in a narrow one under its first line."""
    if not table.columns:
        table.add_column("", width=3, style="bright_black")
        table.add_column("", ratio=6)
        if width >= _SIDE_BY_SIDE:
            table.add_column("", ratio=5)
    if width >= _SIDE_BY_SIDE:
        table.add_row(number, Group(*english), arabic)
    else:
        table.add_row(number, Group(*(english[:-1] or english), arabic, *english[len(english[:-1] or english) :]))


def _gloss(wording: Wording, span: Span, longest: int = _LONGEST_QUOTE) -> Text:
    """A dim gloss line; romanised words in italics; cut about where the Arabic beside it is cut."""
    line = Text(style="bright_black")
    for run in runs(wording.gloss(_shown(span, longest))):
        line.append(run.text, "" if run.known else "italic")
    if len(" ".join(span.text.split())) > longest:
        line.append(" …")
    return line


def _shown(span: Span, longest: int) -> Span:
    """The part of a long span that is shown, up to a word's end."""
    if len(span.text) <= longest:
        return span
    text = span.text[:longest].rsplit(maxsplit=1)[0]
    return Span(start=span.start, end=span.start + len(text), text=text)


def _proposals(wording: Wording, width: int) -> Table | None:
    if not wording.record.proposals:
        return None
    table = _rows("Proposals")
    for i, p in enumerate(wording.record.proposals, 1):
        what = Text(wording.proposal(p))
        if p.status:
            what.append(f"  {STATUSES[p.status]}", _STATUS_COLOURS.get(p.status, "bold"))
        lines = [what, *(Text(f"– {term}") for term in wording.terms(p))]
        if p.mentions:
            lines.append(_gloss(wording, p.mentions[0], 110))
        _row(table, f"P{i}", lines, Arabic(p.label, 110), width)
    return table


def _positions(wording: Wording, width: int) -> Table | None:
    """Parties × proposals: each party's last stance on each; a list of parties where the columns would not fit."""
    positions = wording.record.positions
    if not positions:
        return None
    numbers = {p.id: f"P{i}" for i, p in enumerate(wording.record.proposals, 1)}
    held = [key for key in numbers if any(p.proposal == key for p in positions)]
    table = _table("Positions: who stands where", expand=False)
    table.add_column("")
    heads = {key: f"{numbers[key]} {KINDS[wording.proposals[key].kind]}" for key in held}
    as_list = 40 + sum(len(head) + 2 for head in heads.values()) > width
    if as_list:
        table.show_header = False
        table.add_column("")
    else:
        for head in heads.values():
            table.add_column(head)
    for party in dict.fromkeys(p.party for p in positions):
        cells = []
        for key in held:
            cell = Text()
            for p in positions:
                if p.party == party and p.proposal == key:
                    cell.append(ACTS[p.stance] + (" only this" if p.exclusive else ""), _COLOURS.get(p.stance, ""))
                    if as_list:
                        cell.append(f" {heads[key]}", "default")
            cells.append(cell)
        name = Text(entity_name(wording.entities[party]))
        table.add_row(name, *([Text("\n").join(cell for cell in cells if cell.plain)] if as_list else cells))
    return table


def _statements(wording: Wording, width: int) -> Table | None:
    if not wording.record.statements:
        return None
    numbers = {p.id: f"P{i}" for i, p in enumerate(wording.record.proposals, 1)}
    table = _rows("Statements, in the order of the report", f"grey: {LABEL}")
    introduced: set[str] = set()
    for i, s in enumerate(wording.record.statements, 1):
        line = Text(wording.who(s.source.entities, introduced) or "(not clear)", "bold")
        line.append(" ")
        line.append(wording.does(s), f"not bold {_COLOURS.get(s.act, 'default')}")
        if s.addressee:
            line.append(wording.addressee(s), "not bold")
        if s.about:
            line.append(f"  {' '.join(numbers[x] for x in s.about)}", "not bold cyan")
        if s.chain:
            line.append(f"  via {wording.names(link.entity for link in s.chain)}", "not bold bright_black")
        words = s.content or s.cue
        marks = "«»" if s.kind == "direct" else ("", "")
        if s.content:
            english, arabic = [line, _gloss(wording, words)], Arabic(marks[0] + words.text + marks[1])
        else:
            english, arabic = [line], Arabic(wording.around(s.cue).text, 110)
        _row(table, str(i), english, arabic, width)
    return table


def _events(wording: Wording, width: int) -> Table | None:
    if not wording.record.events:
        return None
    narrow = width < _SIDE_BY_SIDE
    table = _rows("Events")
    table.padding = (0, 2, 0, 0)
    if not narrow:
        table.add_column("", width=17, style="bright_black")
    table.add_column("", ratio=8)
    table.add_column("", width=16)
    for event in wording.record.events:
        what = Text(wording.event(event))
        what.append(f"  – {wording.vouched(event)}", "bright_black")
        when = wording.event_time(event)
        if narrow and when:
            what.append(f", {when}", "bright_black")
        cells = [what, Arabic(event.trigger.text)]
        table.add_row(*cells if narrow else [Text(when.replace(" – ", "\n– ")), *cells])
    return table


def _silences(wording: Wording, width: int) -> Table | None:
    silences = [s for s in wording.record.statements if s.act is Act.NO_COMMENT]
    if not silences:
        return None
    table = _rows("Silences")
    for s in silences:
        around = wording.around(s.cue)
        who = Text(wording.who(s.source.entities) or "(not clear)", "bold")
        who.append(f" {wording.does(s)}", "not bold")
        _row(table, "", [who, _gloss(wording, around)], Arabic(around.text), width)
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
    table.box = None
    table.show_header = False
    table.add_column("")
    table.add_column("")
    for earliest, latest, what in sorted(entries):
        table.add_row(days(earliest, latest), Text(what))
    return table
