"""What the neural reader had to say about a claim, and what rules and lexicons would have decided without it."""

from __future__ import annotations

from khabar.reading.analysis import Analysis, EventDraft, StatementDraft
from khabar.reading.hints import weighed
from khabar.record import Act, EventType

_ACTS, _TYPES = list(Act), list(EventType)


def on_statement(analysis: Analysis, draft: StatementDraft, alone: Analysis) -> str:
    """Return the reader's part in a statement. alone: the same report read without the reader."""
    if analysis.hints is None:
        return ""
    cue, parts = draft.cue.first, []
    content = (draft.content.first, draft.content.last) if draft.content is not None else None
    if (hints := weighed("cue", analysis.hints)) is not None:
        parts.append(f"cue {hints.cue(cue):.2f}")
        if content is not None:
            parts.append(f"content opens here {hints.arc('opens', cue, content[0]):.2f}")
    if (hints := weighed("source", analysis.hints)) is not None and draft.sources:
        mentions = [analysis.party_mentions[m] for party in draft.sources for m in analysis.parties[party].mentions]
        parts.append(f"this source {sum(hints.arc('source', cue, m.piece.first) for m in mentions):.2f}")
    if (hints := weighed("act", analysis.hints)) is not None and draft.act is not Act.NO_COMMENT:
        parts.append(f"act {draft.act} {hints.acts(cue, content)[_ACTS.index(draft.act)]:.2f}")
    other = next((s for s in alone.statements if s.cue.first == cue), None)
    return _told(parts, _statement(analysis, draft), None if other is None else _statement(alone, other))


def on_event(analysis: Analysis, draft: EventDraft, alone: Analysis) -> str:
    """Return the reader's part in an event. alone: the same report read without the reader."""
    if analysis.hints is None:
        return ""
    trigger, parts = draft.trigger.first, []
    if (hints := weighed("event", analysis.hints)) is not None:
        chance = hints.trigger(trigger, _TYPES.index(EventType(draft.type)))
        parts += [f"{draft.type} {chance:.2f}", f"any event {hints.any_trigger(trigger):.2f}"]
    for arc, parties in (("actor", draft.actors), ("recipient", draft.recipients)):
        if (hints := weighed(arc, analysis.hints)) is not None:
            mentions = [analysis.party_mentions[m] for party in parties for m in analysis.parties[party].mentions]
            chance = sum(hints.arc(arc, trigger, m.piece.first) for m in mentions)
            parts.append(
                f"these {arc}s {chance:.2f}" if mentions else f"no {arc} named {hints.arc(arc, trigger, None):.2f}"
            )
    other = next((e for e in alone.events if e.trigger.first == trigger), None)
    return _told(parts, _event(analysis, draft), None if other is None else _event(alone, other))


def _told(parts: list[str], mine: dict[str, str], other: dict[str, str] | None) -> str:
    if other is None:
        verdict = "rules alone: no such claim"
    else:
        changed = [f"{name} {value or 'none'}" for name, value in other.items() if value != mine[name]]
        verdict = f"rules alone: {', '.join(changed)}" if changed else "rules alone: the same"
    return "; ".join([*parts, verdict])


def _statement(analysis: Analysis, draft: StatementDraft) -> dict[str, str]:
    content = "" if draft.content is None else f"“{analysis.text_of(draft.content)}”"
    return {"act": draft.act, "source": _names(analysis, draft.sources), "content": content}


def _event(analysis: Analysis, draft: EventDraft) -> dict[str, str]:
    return {
        "type": draft.type,
        "actors": _names(analysis, draft.actors),
        "recipients": _names(analysis, draft.recipients),
    }


def _names(analysis: Analysis, parties: list[int]) -> str:
    return " + ".join(analysis.parties[party].name for party in parties)
