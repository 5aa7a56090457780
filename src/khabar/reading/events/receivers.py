"""To whom is it done? What the rules found, weighed against whoever else may be meant.

For every event there are several answers: the recipients that the rules found (arguments), nobody, those of the last
event of its type, whoever fought its actors before ("سيطرت القوات على معسكر": from the rebels told of), and each
party named near the trigger: as the owner of what was hit ("مواقع للمتمردين"), the object of "استهدف", the subject of
"تعرض", or among the dead. Signs of each answer carry weights in lexicon/recipient_weights.toml, measured by
training/recipient_weights.py; the likeliest is taken.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from khabar.lexicon import load
from khabar.reading.analysis import Analysis, EventDraft
from khabar.reading.events.choice import (
    MARKS,
    around,
    distance_between,
    heaviest,
    joint_at,
    mentions_around,
    party_signs,
    reader_level,
    standing_signs,
)
from khabar.reading.events.phrases import preposition_of
from khabar.reading.events.pointing import points_to
from khabar.reading.events.sides import Answer
from khabar.reading.hints import fused, weighed
from khabar.record import EntityKind

_Add = Callable[..., None]  # puts signs on an answer
_IN_MIND = 40  # events looked back over: an enemy of long ago is none, and a book of reports stays linear
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN", "MOBILIZE"})


@cache
def weights() -> dict[str, float]:
    """Return the measured weights of all signs of an answer."""
    return {sign: float(weight) for sign, weight in load("recipient_weights")["weights"].items()}


def choose_recipients(analysis: Analysis, events: list[EventDraft]) -> None:
    """Give every event (in text order), whose actors are known, the likeliest of the answers to whom it was done."""
    known = fused("recipient", weights, analysis.hints)
    chosen = [heaviest(answers(analysis, events, index), known) for index in range(len(events))]
    for event, recipients in zip(events, chosen, strict=True):
        event.recipients = list(recipients)


def answers(analysis: Analysis, events: list[EventDraft], index: int) -> dict[Answer, set[str]]:
    """Return the answers to whom an event was done (parties by index) with their signs, what the rules found first."""
    event = events[index]
    kind = event.by.rpartition("/")[2]
    rule = tuple(event.recipients)
    found: dict[Answer, set[str]] = {}

    def add(parties: Answer, *signs: str) -> None:
        found.setdefault(tuple(dict.fromkeys(parties)) if len(parties) > 1 else parties, set()).update(signs)

    count = min(len(rule), 2)
    word = event.entry.removeprefix("events:")
    add(rule, "rule", f"rule of {count}", f"rule of {count} {event.type}", f"rule of {count} {kind} {event.type}")
    add((), "nobody", f"nobody {event.type}", f"nobody {kind} {event.type}", f"nobody {min(len(event.actors), 2)}")
    add((), f"nobody {word}")
    _from_before(analysis, events, index, add)
    for parties, signs in _nearby(analysis, event, kind):
        add(parties, *signs)
    hints = weighed("recipient", analysis.hints)
    for parties, marks in found.items():
        if hints is not None:
            sure = reader_level(analysis, hints, "recipient", event.trigger.first, parties)
            marks.add(f"reader {min(len(parties), 2)} {sure}")
        size = min(len(parties), 3)
        marks.update((f"size {size} {event.type}", *(f"{'some' if parties else 'none'} {aux}" for aux in event.aux)))
        if parties:
            marks.update((f"size {size} {word}", f"kind {analysis.parties[parties[0]].kind} of {size} {word}"))
        if set(parties) & set(event.actors):
            marks.add(f"acts too {event.type}")
    return found


def _from_before(analysis: Analysis, events: list[EventDraft], index: int, add: _Add) -> None:
    """What earlier events tell: the recipients of the last of its type, and who fought the same actors before."""
    event, token = events[index], events[index].trigger.first
    last_type = enemy = False
    for i in range(index - 1, max(index - _IN_MIND, -1), -1):
        before = events[i]
        same = "same" if analysis.sentence_of[before.trigger.first] == analysis.sentence_of[token] else "other"
        if not last_type and before.type == event.type and before.recipients:
            last_type = True
            shared = bool(set(before.actors) & set(event.actors))
            add(
                tuple(before.recipients), "last", f"last {event.type}", f"last {same} sentence", f"last shared {shared}"
            )
        if not enemy and event.actors and before.type in _HOSTILE:
            others = _opponents(before, event.actors)
            if others:
                enemy = True
                word = event.entry.removeprefix("events:")
                add(others, "enemy", f"enemy {event.type}", f"enemy {same} sentence", f"enemy {word}")
        if last_type and enemy:
            return


def _opponents(before: EventDraft, actors: list[int]) -> Answer:
    """Who stood against these actors in an earlier event."""
    if set(before.actors) & set(actors):
        return tuple(before.recipients or [party for party in before.actors if party not in actors])
    if set(before.recipients) & set(actors):
        return tuple(before.actors)
    return ()


def _nearby(analysis: Analysis, event: EventDraft, kind: str) -> list[tuple[Answer, list[str]]]:
    """The parties named near a trigger in its sentence, nearest first, with the signs of where they stand."""
    token = event.trigger.first
    tellers = {party for over in analysis.statements_over(token)[:1] for party in analysis.statements[over].sources}
    found: list[tuple[Answer, list[str]]] = []
    for index in mentions_around(analysis, token):
        mention = analysis.party_mentions[index]
        piece, party = mention.piece, mention.party
        if piece.first <= token < piece.last:
            continue
        side, low, high = ("after", token + 1, piece.first) if piece.first > token else ("before", piece.last, token)
        between = [form.norm for form in analysis.forms[low:high]]
        preposition = preposition_of(analysis, piece.first) or "none"
        what = analysis.parties[party].kind
        away = distance_between(high - low)
        signs = [
            *standing_signs(side, away, mention.form, frozenset(MARKS.intersection(between)), nested=mention.nested),
            f"{kind} {side} {away} {event.type}",
            *party_signs(preposition, side, what, event.type),
        ]
        if party in event.recipients:
            signs.append(f"of rule of {min(3, len(event.recipients))}")
        if side == "after":
            told = [points_to(norm) for norm in between]
            signs += [f"behind {way}" for way in sorted({*told} - {""})]
            if told and told[-1]:
                signs.append(f"right behind {told[-1]}")
            elif len(told) > 1 and told[-2]:
                signs.append(f"next behind {told[-2]}")
        else:
            earlier = [points_to(form.norm) for form in analysis.forms[max(piece.first - 3, 0) : piece.first]]
            ways = [points_to(norm) for norm in between]
            signs += [f"before it {way}" for way in sorted({*ways} - {""})]
            signs += [f"subject {way}" for way in sorted({*earlier} - {""})]
        if party in tellers:
            signs.append(f"tells {side}")
        signs += around(analysis, piece.first, piece.last)
        if what == EntityKind.UNNAMED:
            signs.append("unnamed")
        found.append(((party,), signs))
        joint = joint_at(analysis, piece.first, piece.last) if side == "after" else ()
        if joint:
            found.append((joint, [*signs, "joint"]))
    return found
