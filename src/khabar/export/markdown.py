"""A record as a Markdown brief: English wording with the report's words beside it."""

from __future__ import annotations

import re

from khabar.export.english import ACTS, STATUSES, Wording, days, entity_name
from khabar.export.gloss import LABEL, Gloss, runs
from khabar.record import Act, Record

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#])")


def to_markdown(record: Record) -> str:
    """Return the record as Markdown (GitHub flavour, tables); every word of the report is escaped."""
    wording = Wording(record)
    source = record.source
    lines = [f"# {escape(source.title or source.uri or 'Report')}", ""]
    published = days(source.published, source.published) or "publication date not known"
    lines += [" · ".join(escape(fact) for fact in (published, *wording.facts())), ""]
    numbers = {p.id: f"P{i}" for i, p in enumerate(record.proposals, 1)}
    if record.proposals:
        lines += ["## Proposals", "", "| | what | terms | status | words |", "|---|---|---|---|---|"]
        for p in record.proposals:
            status = STATUSES[p.status] if p.status else ""
            words = f"{escape(p.label)} {italic(wording.gloss(p.mentions[0]))}" if p.mentions else escape(p.label)
            cells = (numbers[p.id], wording.proposal(p), "; ".join(wording.terms(p)), status)
            lines.append(f"{_row(*cells)} {words} |")
        lines.append("")
    if record.positions:
        lines += ["## Positions", "", "| party | proposal | stance |", "|---|---|---|"]
        for position in record.positions:
            stance = ACTS[position.stance] + (" only this" if position.exclusive else "")
            lines.append(_row(entity_name(wording.entities[position.party]), numbers[position.proposal], stance))
        lines.append("")
    if record.statements:
        lines += ["## Statements", "", f"*Italic: {LABEL}.*", ""]
        introduced: set[str] = set()
        for i, s in enumerate(record.statements, 1):
            about = " ".join(numbers[x] for x in s.about)
            who = escape(wording.who(s.source.entities, introduced) or "(not clear)")
            does = escape(wording.does(s) + wording.addressee(s)) + (f" ({about})" if about else "")
            lines.append(f"{i}. **{who}** {does}")
            if s.content:
                lines += ["", f"   > {escape(s.content.text)}", "   >", f"   > {italic(wording.gloss(s.content))}", ""]
        lines.append("")
    if record.events:
        lines += ["## Events", "", "| when | what | according to | word |", "|---|---|---|---|"]
        lines += [
            _row(wording.event_time(e), wording.event(e), wording.vouched(e), e.trigger.text) for e in record.events
        ]
        lines.append("")
    silences = [wording.who(s.source.entities) or "(not clear)" for s in record.statements if s.act is Act.NO_COMMENT]
    if silences:
        lines += ["## Silences", "", *(f"- {escape(who)}" for who in silences), ""]
    if record.warnings:
        lines += ["## Warnings", "", *(f"- `{w.code}` {escape(w.message)}" for w in record.warnings), ""]
    return "\n".join(lines)


def escape(text: str) -> str:
    """Return text on one line with Markdown's special characters made harmless."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def italic(pieces: list[Gloss]) -> str:
    """Return a gloss in italics, its romanised words upright."""
    marked = (f"*{escape(run.text)}*" if run.known else escape(run.text) for run in runs(pieces) if run.text.strip())
    return " ".join(marked)


def _row(*cells: str) -> str:
    return "| " + " | ".join(escape(cell) for cell in cells) + " |"
