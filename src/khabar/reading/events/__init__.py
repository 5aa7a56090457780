"""Events: PLOVER type, mode and contexts, actors, recipients, place, time, toll, and who vouches for them.

trigger words (triggers) in their light (setting) are weighed (decision); what is kept gets its parties (arguments,
choice), its place, time and voucher (circumstances), its auxiliary modes (aux_modes) and its toll (tolls).
"""

from __future__ import annotations

from itertools import groupby

from khabar.reading.analysis import Analysis, EventDraft
from khabar.reading.events.aux_modes import aux_of
from khabar.reading.events.choice import choose_actors
from khabar.reading.events.circumstances import vouching
from khabar.reading.events.contexts import Contexts
from khabar.reading.events.decision import History, Scene, likeliest, scenes, threshold
from khabar.reading.events.gathering import doers, inherit, merge_harm
from khabar.reading.events.kinds import type_of
from khabar.reading.events.receivers import choose_recipients
from khabar.reading.events.tolls import add_tolls
from khabar.reading.events.triggers import Candidate, candidates
from khabar.reading.hints import weighed

__all__ = ["find_events"]

_RETOLD = frozenset({"strike", "fight", "kill", "arrest"})


def find_events(analysis: Analysis) -> None:
    """Find the events of a report, one entry for each event, at the mention that names it best."""
    history = History()
    kept: list[tuple[str, EventDraft]] = []
    echoes: set[int] = set()
    contexts = Contexts(analysis)
    found = candidates(analysis)
    least = threshold(reader=weighed("event", analysis.hints) is not None)
    for _, senses in groupby(zip(found, scenes(analysis, found), strict=True), key=lambda pair: pair[0].token):
        chance, (candidate, scene) = likeliest(analysis, list(senses), history)
        taken = chance >= least
        history.note(candidate, analysis.sentence_of[candidate.token], scene, taken=taken)
        if taken:
            kept.append((candidate.sense.entry.family, _draft(analysis, candidate, scene, chance, contexts)))
        elif candidate.sense.kind == "noun" and candidate.sense.entry.family in _RETOLD:
            echoes.add(analysis.sentence_of[candidate.token])
    kept = merge_harm(analysis, kept)
    inherit(kept)
    choose_actors(analysis, [event for _, event in kept])
    choose_recipients(analysis, [event for _, event in kept])
    add_tolls(analysis, kept, echoes)
    analysis.events += [event for _, event in kept]


def _draft(analysis: Analysis, candidate: Candidate, scene: Scene, chance: float, contexts: Contexts) -> EventDraft:
    """The event that a trigger word names, with its arguments."""
    entry, token = candidate.sense.entry, candidate.token
    time = None if scene.time is None else analysis.times[scene.time]
    return EventDraft(
        type=type_of(analysis, candidate, scene.setting),
        trigger=analysis.piece(token, token + 1, lead=_lead(candidate)),
        by=f"rule:event/{candidate.sense.kind}",
        entry=f"events:{entry.name}",
        mode=entry.mode,
        contexts=contexts.at(token),
        aux=aux_of(analysis, candidate, scene.setting, time),
        actors=doers(analysis, entry.type, scene.arguments.actors),
        recipients=scene.arguments.recipients,
        place=scene.place,
        time=scene.time,
        said_in=vouching(analysis, token),
        confidence=round(chance, 2),
    )


def _lead(candidate: Candidate) -> int:
    """Letters before the trigger: conjunction and preposition; the "س" of a future verb belongs to it."""
    cut = candidate.cut
    return len(cut.conjunction) + (0 if candidate.sense.kind == "verb" and cut.particle == "س" else len(cut.particle))
