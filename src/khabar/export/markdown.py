"""A record as a Markdown brief: English wording with the report's words beside it."""

from __future__ import annotations

import re

from khabar.export.english import ACTS, STATUSES, Wording, days, entity_name, place_name
from khabar.record import Act, Record

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#])")


def to_markdown(record: Record) -> str:
    """Return the record as Markdown (GitHub flavour, tables); every word of the report is escaped."""
    wording = Wording(record)
    source = record.source
    lines = [f"# {escape(source.title or source.uri or 'Report')}", ""]
    facts = [
        days(source.published, source.published) or "publication date not known",
        source.outlet,
        source.agency,
        source.byline,
    ]
    if source.dateline:
        facts.append(f"from {place_name(wording.places[source.dateline])}")
    lines += [" · ".join(escape(fact) for fact in facts if fact), ""]
    numbers = {p.id: f"P{i}" for i, p in enumerate(record.proposals, 1)}
    if record.proposals:
        lines += ["## Proposals", "", "| | what | terms | status | words |", "|---|---|---|---|---|"]
        for p in record.proposals:
            status = STATUSES[p.status] if p.status else ""
            lines.append(_row(numbers[p.id], wording.proposal(p), "; ".join(wording.terms(p)), status, p.label))
        lines.append("")
    if record.positions:
        lines += ["## Positions", "", "| party | proposal | stance |", "|---|---|---|"]
        for position in record.positions:
            stance = ACTS[position.stance] + (" only this" if position.exclusive else "")
            lines.append(_row(entity_name(wording.entities[position.party]), numbers[position.proposal], stance))
        lines.append("")
    if record.statements:
        lines += ["## Statements", ""]
        for i, s in enumerate(record.statements, 1):
            about = " ".join(numbers[x] for x in s.about)
            lines.append(
                f"{i}. **{escape(wording.who(s.source.entities) or '(not clear)')}** {ACTS[s.act]}{f' ({about})' if about else ''}"
            )
            if s.content:
                lines += ["", f"   > {escape(s.content.text)}", ""]
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


def _row(*cells: str) -> str:
    return "| " + " | ".join(escape(cell) for cell in cells) + " |"
