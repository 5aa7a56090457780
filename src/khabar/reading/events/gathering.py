"""One event after another: what a later mention leaves unsaid, an earlier event of its kind has told."""

from __future__ import annotations

from khabar.reading.analysis import Analysis, EventDraft

_SAME_TALE = 25  # words between a deed and its outcome

# Families whose two sides a report names once and then takes for granted.
_SHARED = {
    "fight": ("fight",),
    "meet": ("meet", "agree"),
    "agree": ("agree", "meet"),
    "truce": ("truce", "agree", "fight"),
    "siege": ("siege",),
    "sanction": ("sanction",),
}


_DEEDS = frozenset({"strike", "fight"})
_HARMS = frozenset({"قتل", "مصرع", "أصيب", "جرح", "سقط", "سقوط", "إصابة"})


def merge_harm(analysis: Analysis, events: list[tuple[str, EventDraft]]) -> list[tuple[str, EventDraft]]:
    """Drop deaths and wounds told as the outcome of a deed of the same sentence: they are its toll."""
    deeds: dict[int, list[int]] = {}
    for family, event in events:
        if family in _DEEDS:
            deeds.setdefault(analysis.sentence_of[event.trigger.first], []).append(event.trigger.first)
    kept = []
    for family, event in events:
        near = deeds.get(analysis.sentence_of[event.trigger.first], ())
        outcome = family == "kill" and event.entry.removeprefix("events:") in _HARMS and not event.actors
        if outcome and any(abs(at - event.trigger.first) <= _SAME_TALE for at in near):
            continue
        kept.append((family, event))
    return kept


def inherit(events: list[tuple[str, EventDraft]]) -> None:
    """Give events without parties those of the last event of a related family; events: (family, draft) in order."""
    told: dict[str, EventDraft] = {}
    for family, event in events:
        if not event.actors and not event.recipients:
            source = next((told[other] for other in _SHARED.get(family, ()) if other in told), None)
            if source is not None:
                event.actors = list(source.actors)
                event.recipients = list(source.recipients)
        if len(event.actors) + len(event.recipients) >= (1 if family in ("siege", "sanction") else 2):
            told[family] = event
