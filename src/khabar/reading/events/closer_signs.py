"""Closer signs of an event word: its form and inflection, its parties and time, where it stands in the report.

`signs` of decision adds them to its own; each is a key of event_weights.toml.
"""

from __future__ import annotations

from functools import lru_cache

from khabar.reading.analysis import Analysis
from khabar.reading.events.arguments import Arguments
from khabar.reading.events.triggers import Candidate

_MANY_FAMILIES = 6
_STEPS = ((0, "here"), (1, "next"), (3, "near"))
_AGES = ((2, "now"), (8, "week"), (400, "year"))
_DEFINITE = ("ال", "وال", "بال", "لل")


def places_among(analysis: Analysis, found: list[Candidate]) -> list[list[str]]:
    """Return, per candidate, signs of its place: which sense of its word, which trigger word of its sentence."""
    counts: dict[int, int] = {}
    for candidate in found:
        counts[candidate.token] = counts.get(candidate.token, 0) + 1
    signs: list[list[str]] = []
    sentence, last, words, verbs, was_verb = -1, -1, 0, 0, False
    for candidate in found:
        first = candidate.token != last
        kind = candidate.sense.kind
        if first:
            if analysis.sentence_of[candidate.token] != sentence:
                sentence, words, verbs = analysis.sentence_of[candidate.token], 0, 0
            else:
                words, verbs = words + 1, verbs + was_verb
            last, was_verb = candidate.token, kind == "verb"
        signs.append(
            [
                f"of {counts[candidate.token]} senses",
                f"{'first' if first else 'other'} sense",
                f"trigger {min(words, 3)} {kind}",
                f"after {min(verbs, 2)} verbs {kind}",
            ]
        )
    return signs


def closer_signs(analysis: Analysis, candidate: Candidate, group: str, shape: str) -> list[str]:
    """Return the signs of the word itself and of the words that touch it."""
    token, sense, forms = candidate.token, candidate.sense, analysis.forms
    kind = sense.entry.type
    found = [f"form {forms[token].norm} {kind}", f"core {candidate.cut.core} {kind}"]
    if sense.kind == "verb":
        inflection = sense.inflections[0]
        voice = "passive" if inflection.passive else "active"
        found += [
            f"verb {inflection.tense} {inflection.number} {inflection.gender}",
            f"verb {inflection.tense} {voice} {'open' if len(sense.inflections) > 1 else 'sure'}",
        ]
    else:
        found.append(f"noun {sense.number} {shape}")
        if token + 1 < len(forms):
            found.append(f"noun {shape} {_ending(forms[token + 1].norm, forms[token + 1].kind)} {group}")
    if token:
        found.append(f"behind {_class(forms[token - 1].norm)} {shape}")
    return found


def _ending(norm: str, kind: str) -> str:
    """What follows a noun: a definite word, the end of the phrase, or another word."""
    return "definite" if norm.startswith("ال") else "stop" if kind == "punct" else "word"


@lru_cache(maxsize=20_000)
def _class(norm: str) -> str:
    """The word before, roughly: definite, feminine, short (particles), other."""
    if norm.startswith(_DEFINITE):
        return "definite"
    return "feminine" if norm.endswith("ه") else "short" if len(norm) <= 3 else "other"


def setting_signs(analysis: Analysis, candidate: Candidate, arguments: Arguments, time: int | None) -> list[str]:
    """Return the signs of the kinds of its parties, and of how old its time is."""
    kind, parties = candidate.sense.entry.type, analysis.parties
    found = [f"actor {parties[party].kind} {kind}" for party in arguments.actors[:2]]
    found += [f"recipient {parties[party].kind} {kind}" for party in arguments.recipients[:2]]
    if time is None:
        found.append(f"untimed {kind} {candidate.sense.kind}")
        return found
    when, published = analysis.times[time], analysis.report.published
    if published is None or when.earliest is None or when.latest is None:
        found.append("timed vaguely")
        return found
    days = (published - when.latest).days
    age = "coming" if when.earliest > published else next((name for most, name in _AGES if days <= most), "old")
    found.append(f"timed {age} {candidate.sense.kind}")
    return found


def telling_signs(kind: str, shape: str, families: int, since: int | None) -> list[str]:
    """Return signs of what was told before.

    kind: the event type; families: families told of; since: sentences since this family was, None if never.
    """
    ago = "never" if since is None else next((name for most, name in _STEPS if since <= most), "long ago")
    return [f"told {min(families, _MANY_FAMILIES)} families", f"last {ago} {kind}", f"last {ago} {shape}"]
