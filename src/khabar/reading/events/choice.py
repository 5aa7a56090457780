"""Whose deed is it? What the rules found, weighed against whoever else may be meant.

For every event there are several answers: the actors that the rules found (arguments), nobody, who speaks, the actors
of the last event of its type, each party named near the trigger, those named together with it, the body that such a
party stands for, and every two of these where two sides take part (sides). Signs of each answer carry weights in
lexicon/actor_weights.toml, measured by training/actor_weights.py; the likeliest is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from math import fsum

from khabar.lexicon import load
from khabar.reading.analysis import Analysis, EventDraft, Form, Party
from khabar.reading.events.phrases import phrase_at, preposition_of
from khabar.reading.events.pointing import owner_of_target
from khabar.reading.events.sides import Answer, pairs
from khabar.reading.hints import Hints, fused, level, weighed
from khabar.record import EntityKind, EventType, MentionForm

_NEAREST = 8  # party mentions of the sentence that are weighed
_IN_MIND = 500  # events: more than a report has, so that only a book of reports forgets
_TOLD = 40  # events before that tell who does and who suffers
_FARTHEST = 60  # tokens between a trigger and a party that may have done it
_COMMAS = frozenset({"،", ","})
_CLAUSES = frozenset({"ان", "بان", "انه", "انها", "الذي", "التي"})
_JOINS = frozenset("و،,")
MARKS = _COMMAS | _CLAUSES


@cache
def weights() -> dict[str, float]:
    """Return the measured weights of all signs of an answer."""
    return {sign: float(weight) for sign, weight in load("actor_weights")["weights"].items()}


def choose_actors(analysis: Analysis, events: list[EventDraft]) -> None:
    """Give every event (in text order) the likeliest of the answers to who did it."""
    known = fused("actor", weights, analysis.hints)
    chosen = [heaviest(answers(analysis, events, index), known) for index in range(len(events))]
    for event, actors in zip(events, chosen, strict=True):
        event.actors = list(actors)


def heaviest(found: Mapping[Answer, Iterable[str]], known: dict[str, float]) -> Answer:
    """Return the answer whose signs weigh most by the known weights; of equal ones the first."""
    return max(found, key=lambda answer: fsum([known[sign] for sign in found[answer] if sign in known]))


def answers(analysis: Analysis, events: list[EventDraft], index: int) -> dict[Answer, list[str]]:
    """Return the answers to who did an event (parties by index) with their signs, what the rules found first.

    A sign of both of two sides is told twice.
    """
    event = events[index]
    token, kind = event.trigger.first, event.by.rpartition("/")[2]
    rule = tuple(event.actors)
    found: dict[Answer, set[str]] = {}

    def add(parties: Answer, *signs: str) -> None:
        found.setdefault(tuple(dict.fromkeys(parties)) if len(parties) > 1 else parties, set()).update(signs)

    count, word = min(len(rule), 2), event.entry.removeprefix("events:")
    add(rule, "rule", f"rule of {min(len(rule), 3)}", f"rule of {count} {event.type}", f"rule of {count} {kind}")
    add(rule, f"rule of {count} {kind} {word}")
    add((), "nobody", f"nobody {event.type}", f"nobody {kind}", f"nobody {kind} {word}")
    for over in analysis.statements_over(token)[:1]:
        statement = analysis.statements[over]
        add(tuple(statement.sources), "speaker", f"speaker {event.type}", f"speaker {statement.act}")
    last = _last_of_type(events, index)
    if last is not None:
        same = analysis.sentence_of[last.trigger.first] == analysis.sentence_of[token]
        add(tuple(last.actors), "last", f"last {event.type}", f"last {'same' if same else 'other'} sentence")
    for parties, signs in _nearby(analysis, event, kind):
        add(parties, *signs)
        for body in _bodies(analysis, parties[0]) if len(parties) == 1 else ():
            add((body,), "body", f"body {event.type}", *(["body of rule"] if parties[0] in rule else []))
    did, suffered = _told_before(events, index)
    hints = weighed("actor", analysis.hints)
    for parties, marks in found.items():
        if hints is not None:
            marks.add(f"reader {min(len(parties), 2)} {reader_level(analysis, hints, 'actor', token, parties)}")
        marks.update(_of_answer(analysis, event, parties, word))
        if parties and did.issuperset(parties):
            marks.update(("did before", f"did before {event.type}"))
        if parties and suffered.issuperset(parties):
            marks.update(("suffered before", f"suffered before {event.type}"))
    owners = owner_of_target(analysis, event)
    told = {parties: list(marks) for parties, marks in found.items() if not (parties and owners.issuperset(parties))}
    for parties, signs in pairs(analysis, event, found):
        told.setdefault(parties, []).extend(signs)
    return told


def _of_answer(analysis: Analysis, event: EventDraft, parties: Answer, word: str) -> list[str]:
    """The signs of an answer as a whole: how many, of what kinds, in what light; word: the entry of the event."""
    size = min(len(parties), 3)
    marks = [f"size {size} {event.type}", *(f"{'some' if parties else 'none'} {aux}" for aux in event.aux)]
    kinds = [analysis.parties[party].kind for party in parties]
    if len(kinds) == 1:
        marks.append(f"kind {kinds[0]} {word}")
    elif kinds:
        marks += [f"kinds {kinds[0]} {kinds[1]} {event.type}", f"size {size} {word}"]
    if not set(parties).isdisjoint(event.recipients):
        marks.append("receives too")
    if kinds and all(kind == EntityKind.UNNAMED for kind in kinds):
        marks.append("unnamed")
    return marks


def _told_before(events: list[EventDraft], index: int) -> tuple[set[int], set[int]]:
    """The parties that did, and that suffered, the events before this one, as far as the rules tell."""
    did: set[int] = set()
    suffered: set[int] = set()
    for before in events[max(index - _TOLD, 0) : index]:
        did.update(before.actors)
        suffered.update(before.recipients)
    return did, suffered


def _last_of_type(events: list[EventDraft], index: int) -> EventDraft | None:
    """The last event of its type before an event that has actors, of those in mind."""
    kind = events[index].type
    for i in range(index - 1, max(index - _IN_MIND, 0) - 1, -1):
        if events[i].type == kind and events[i].actors:
            return events[i]
    return None


def reader_level(analysis: Analysis, hints: Hints, arc: str, token: int, parties: Answer) -> int:
    """How sure the reader is of an answer: of all mentions of these parties together, or that nobody is named."""
    if not parties:
        return level(hints.arc(arc, token, None))
    mentions = (analysis.party_mentions[m] for party in parties for m in analysis.parties[party].mentions)
    return level(sum(hints.arc(arc, token, mention.piece.first) for mention in mentions))


def mentions_around(analysis: Analysis, token: int) -> list[int]:
    """Return the indexes of the party mentions of the sentence of a token that are weighed, nearest first."""
    sentence = analysis.sentences[analysis.sentence_of[token]]
    first, last = max(sentence.first, token - _FARTHEST), min(sentence.last, token + _FARTHEST)
    mentions = {index for at in range(first, last) for index in analysis.mention_at.get(at, ())}
    nearest = sorted(mentions, key=lambda index: (abs(analysis.party_mentions[index].piece.first - token), index))
    return nearest[:_NEAREST]


def _nearby(analysis: Analysis, event: EventDraft, kind: str) -> list[tuple[Answer, list[str]]]:
    """The parties named near a trigger in its sentence, nearest first, with the signs of where they stand."""
    token, forms = event.trigger.first, analysis.forms
    found: list[tuple[Answer, list[str]]] = []
    for index in mentions_around(analysis, token):
        mention = analysis.party_mentions[index]
        piece, party = mention.piece, mention.party
        if piece.first <= token < piece.last:
            continue
        side, low, high = ("after", token + 1, piece.first) if piece.first > token else ("before", piece.last, token)
        between = [form.norm for form in analysis.forms[low:high]]
        preposition = preposition_of(analysis, piece.first) or "none"
        away = distance_between(high - low)
        signs = [
            *standing_signs(side, away, mention.form, frozenset(MARKS.intersection(between)), nested=mention.nested),
            f"{kind} {side} {away}",
            *party_signs(preposition, side, analysis.parties[party].kind, event.type),
        ]
        if party in event.actors:
            signs.append(f"of rule of {min(3, len(event.actors))}")
        if party in event.recipients:
            signs.append("receives")
        if high <= low and side == "after":
            signs.append(f"next {kind} {event.type}")
        if kind == "verb":
            signs.append(f"{agreement(forms[token].norm, analysis.parties[party])} {side}")
        signs += around(analysis, piece.first, piece.last)
        found.append(((party,), signs))
        joint = joint_at(analysis, piece.first, piece.last)
        if joint:
            word = event.entry.removeprefix("events:")
            found.append((joint, [*signs, "joint", f"joint {event.type}", f"joint {word}"]))
    return found


def around(analysis: Analysis, first: int, last: int) -> list[str]:
    """Return signs of the words at the edges of a mention: before it, its first, after it."""
    forms = analysis.forms
    found = [f"named {_spelled(forms[first])}"]
    if first:
        found.append(f"brought by {_spelled(forms[first - 1])}")
    if last < len(forms):
        found.append(f"then {_spelled(forms[last])}")
    return found


def _spelled(form: Form) -> str:
    """A word as folded, of other tokens what they are."""
    return form.norm if form.kind == "word" else form.kind


def joint_at(analysis: Analysis, first: int, last: int) -> Answer:
    """Return the parties named together from a mention on ("الجيش والشرطة"), none where it stands alone."""
    if last >= len(analysis) or analysis.forms[last].norm[:1] not in _JOINS:
        return ()
    phrase = phrase_at(analysis, first, len(analysis))
    return tuple(phrase[1]) if phrase is not None and len(phrase[1]) > 1 else ()


def agreement(verb: str, party: Party) -> str:
    """Return whether a folded verb suits a party as its subject by gender: "agrees" or "disagrees"."""
    bare = verb[1:] if verb[:1] in "وف" and len(verb) > 4 else verb
    bare = bare[1:] if bare[:2] in ("سي", "ست") else bare
    feminine = bare[:1] == "ت" or bare[-1:] == "ت"
    return "agrees" if feminine == (party.gender == "f") else "disagrees"


@lru_cache(maxsize=10_000)
def standing_signs(side: str, away: str, form: MentionForm, marks: frozenset[str], *, nested: bool) -> tuple[str, ...]:
    """Return the signs of where a party stands, before or after a trigger, and in what form; marks: between them."""
    return (
        "party",
        f"{side} {away}",
        f"{'no comma' if _COMMAS.isdisjoint(marks) else 'comma'} {side}",
        f"{'no clause' if _CLAUSES.isdisjoint(marks) else 'clause'} {side}",
        f"form {form}",
        "nested" if nested else "free",
    )


@lru_cache(maxsize=50_000)
def party_signs(preposition: str, side: str, what: EntityKind, event: EventType) -> tuple[str, ...]:
    """Return the signs of what a party is and what preposition brings it, for an event of a type."""
    return (
        f"preposition {preposition} {side}",
        f"preposition {preposition} {event}",
        f"kind {what}",
        f"kind {what} {event}",
    )


def distance_between(words: int) -> str:
    """Return a distance in tokens, in steps."""
    for step in (1, 2, 4, 8):
        if words <= step:
            return f"within {step}"
    return "far"


def _bodies(analysis: Analysis, party: int) -> list[int]:
    """The bodies that a party holds a post in, speaks for or belongs to."""
    known = analysis.parties[party]
    bodies = [role.of for role in known.roles if role.of is not None]
    if known.speaks_for is not None:
        bodies.append(known.speaks_for)
    return sorted({*bodies, *known.part_of[:1]})
