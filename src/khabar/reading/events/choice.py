"""Whose deed is it? What the rules found, weighed against whoever else may be meant.

For every event there are several answers: the actors that the rules found (arguments), nobody, who speaks, the actors
of the last event of its type, each party named near the trigger, and the body that such a party stands for. Signs of
each answer carry weights in lexicon/actor_weights.toml, measured by training/actor_weights.py; the likeliest is taken.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import fsum

from khabar.lexicon import load
from khabar.reading.analysis import Analysis, EventDraft
from khabar.reading.events.phrases import preposition_of
from khabar.record import EntityKind, EventType, MentionForm

_NEAREST = 8  # party mentions of the sentence that are weighed
_IN_MIND = 500  # events: more than a report has, so that only a book of reports forgets
_FARTHEST = 60  # tokens between a trigger and a party that may have done it
_COMMAS = frozenset({"،", ","})
_CLAUSES = frozenset({"ان", "بان", "انه", "انها", "الذي", "التي"})
MARKS = _COMMAS | _CLAUSES

Answer = tuple[int, ...]


@cache
def weights() -> dict[str, float]:
    """Return the measured weights of all signs of an answer."""
    return {sign: float(weight) for sign, weight in load("actor_weights")["weights"].items()}


def choose_actors(analysis: Analysis, events: list[EventDraft]) -> None:
    """Give every event (in text order) the likeliest of the answers to who did it."""
    chosen = [heaviest(answers(analysis, events, index), weights()) for index in range(len(events))]
    for event, actors in zip(events, chosen, strict=True):
        event.actors = list(actors)


def heaviest(found: dict[Answer, set[str]], known: dict[str, float]) -> Answer:
    """Return the answer whose signs weigh most by the known weights; of equal ones the first."""
    return max(found, key=lambda answer: fsum([known[sign] for sign in found[answer] if sign in known]))


def answers(analysis: Analysis, events: list[EventDraft], index: int) -> dict[Answer, set[str]]:
    """Return the answers to who did an event (parties by index) with their signs, what the rules found first."""
    event = events[index]
    token, kind = event.trigger.first, event.by.rpartition("/")[2]
    rule = tuple(event.actors)
    found: dict[Answer, set[str]] = {}

    def add(parties: Answer, *signs: str) -> None:
        found.setdefault(tuple(dict.fromkeys(parties)) if len(parties) > 1 else parties, set()).update(signs)

    count = min(len(rule), 2)
    add(rule, "rule", f"rule of {min(len(rule), 3)}", f"rule of {count} {event.type}", f"rule of {count} {kind}")
    add((), "nobody", f"nobody {event.type}", f"nobody {kind}")
    for over in analysis.statements_over(token)[:1]:
        statement = analysis.statements[over]
        add(tuple(statement.sources), "speaker", f"speaker {event.type}", f"speaker {statement.act}")
    last = _last_of_type(events, index)
    if last is not None:
        same = analysis.sentence_of[last.trigger.first] == analysis.sentence_of[token]
        add(tuple(last.actors), "last", f"last {event.type}", f"last {'same' if same else 'other'} sentence")
    for party, signs in _nearby(analysis, event, kind):
        add((party,), *signs)
        for body in _bodies(analysis, party):
            add((body,), "body", f"body {event.type}", *(["body of rule"] if party in rule else []))
    for parties, marks in found.items():
        marks.add(f"size {min(len(parties), 3)} {event.type}")
        if set(parties) & set(event.recipients):
            marks.add("receives too")
        if parties and all(analysis.parties[p].kind == EntityKind.UNNAMED for p in parties):
            marks.add("unnamed")
    return found


def _last_of_type(events: list[EventDraft], index: int) -> EventDraft | None:
    """The last event of its type before an event that has actors, of those in mind."""
    kind = events[index].type
    for i in range(index - 1, max(index - _IN_MIND, 0) - 1, -1):
        if events[i].type == kind and events[i].actors:
            return events[i]
    return None


def mentions_around(analysis: Analysis, token: int) -> list[int]:
    """Return the indexes of the party mentions of the sentence of a token that are weighed, nearest first."""
    sentence = analysis.sentences[analysis.sentence_of[token]]
    first, last = max(sentence.first, token - _FARTHEST), min(sentence.last, token + _FARTHEST)
    mentions = {index for at in range(first, last) for index in analysis.mention_at.get(at, ())}
    nearest = sorted(mentions, key=lambda index: (abs(analysis.party_mentions[index].piece.first - token), index))
    return nearest[:_NEAREST]


def _nearby(analysis: Analysis, event: EventDraft, kind: str) -> list[tuple[int, list[str]]]:
    """The parties named near a trigger in its sentence, nearest first, with the signs of where they stand."""
    token = event.trigger.first
    found: list[tuple[int, list[str]]] = []
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
        found.append((party, signs))
    return found


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
