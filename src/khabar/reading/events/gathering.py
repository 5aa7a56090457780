"""One event after another: what a later mention leaves unsaid, an earlier event of its kind has told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from khabar.reading.analysis import Analysis, EventDraft
from khabar.record import EntityKind

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
        at = event.trigger.first
        near = deeds.get(analysis.sentence_of[at], [])
        outcome = family == "kill" and event.entry.removeprefix("events:") in _HARMS and not event.actors
        if outcome and bisect_left(near, at - _SAME_TALE) < bisect_right(near, at + _SAME_TALE):
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


_DEEDS_OF_BODIES = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "CONCEDE"})


def doers(analysis: Analysis, kind: str, parties: list[int]) -> list[int]:
    """Put the armed body in the place of its leader or spokesman where the deed is the body's."""
    if kind not in _DEEDS_OF_BODIES:
        return parties
    found: list[int] = []
    for party in parties:
        known = analysis.parties[party]
        body = party
        if known.kind in (EntityKind.PERSON, EntityKind.UNNAMED):
            led = [role.of for role in known.roles if role.of is not None]
            armed = [of for of in led if analysis.parties[of].kind == EntityKind.ARMED_GROUP]
            body = known.speaks_for if known.speaks_for is not None else armed[0] if armed else party
        if body not in found:
            found.append(body)
    return found
