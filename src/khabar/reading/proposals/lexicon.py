"""The words of lexicon/proposals.toml as tables: which words name a plan, of which kind, and how to match them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from khabar.arabic import fold, segmentations
from khabar.lexicon import load
from khabar.lexicon.inflect import verb_forms
from khabar.record import Instrument, ProposalKind, Purpose

Standing = Literal["named", "asked"]


@dataclass(frozen=True, slots=True)
class Plan:
    """An entry that names a plan of one kind.

    company: sequences of cores, one of which must follow a head; not_next: words that must not stand right after it.
    """

    entry: str
    kind: ProposalKind
    family: str
    standing: Standing
    within: int
    company: tuple[tuple[str, ...], ...]
    without: frozenset[str]
    not_next: frozenset[str]
    instrument: Instrument | None
    purpose: Purpose | None


@dataclass(frozen=True, slots=True)
class Frame:
    """A word that names a plan without saying which: agreement, offer, plan, demand or decision."""

    entry: str
    family: str
    instrument: Instrument | None


@dataclass(frozen=True, slots=True)
class PlanWords:
    """All entries by the folded core of their first word; the rest of a head is a sequence of cores.

    verbs: folded verb forms to entries; past forms tell what was done and are not in it. matters: words that tell the
    kind of a matter which no entry names.
    """

    heads: dict[str, tuple[tuple[tuple[str, ...], Plan], ...]]
    verbs: dict[str, Plan]
    frames: dict[str, Frame]
    sets: dict[str, frozenset[str]]
    matters: dict[str, ProposalKind]


@lru_cache(maxsize=100_000)
def cores_of(norm: str) -> frozenset[str]:
    """Return every core that a folded word can have."""
    return frozenset(way.core for way in segmentations(norm))


def _spellings(word: str) -> tuple[str, ...]:
    """A folded word, with the accusative alif, the feminine of an adjective in -i, and a plural before a pronoun."""
    made = [word]
    if word.endswith("ين") and len(word) > 4:
        made.append(word[:-1])
    if not word.endswith(("ه", "ا", "ات", "ون", "ين")):
        made.append(word + "ا")
    if word.endswith("ي") and len(word) > 3:
        made.append(word + "ه")
    return tuple(made)


def _sequences(phrases: list[str]) -> tuple[tuple[str, ...], ...]:
    made: dict[tuple[str, ...], None] = {}
    for phrase in phrases:
        words = [fold(word.removeprefix("ال") if len(word) > 4 else word) for word in phrase.split()]
        for first in _spellings(words[0]):
            if len(words) == 1:
                made.setdefault((first,))
            else:
                for second in _spellings(words[1]):
                    made.setdefault((first, second, *words[2:]))
    return tuple(made)


def _plan(raw: dict[str, Any]) -> Plan:
    return Plan(
        entry=f"proposals:{raw['family']}",
        kind=ProposalKind(raw["kind"]),
        family=raw["family"],
        standing=raw["standing"],
        within=raw.get("within", 4),
        company=_sequences(raw.get("with", [])),
        without=frozenset(s for word in raw.get("without", []) for s in _spellings(fold(word))),
        not_next=frozenset(fold(word) for word in raw.get("not_next", [])),
        instrument=raw.get("instrument"),
        purpose=raw.get("purpose"),
    )


@cache
def plan_words() -> PlanWords:
    """Return the tables, built once per process."""
    raw = load("proposals")
    heads: dict[str, list[tuple[tuple[str, ...], Plan]]] = {}
    verbs: dict[str, Plan] = {}
    for entry in raw["plan"]:
        plan = _plan(entry)
        for sequence in _sequences(entry.get("heads", [])):
            heads.setdefault(sequence[0], []).append((sequence[1:], plan))
        for verb in entry.get("verbs", []):
            for form, inflections in verb_forms(verb["past"], verb["present"]).items():
                if any(i.tense == "present" for i in inflections):
                    verbs.setdefault(form, plan)
    frames = {
        spelling: Frame(f"proposals:{entry['family']}", entry["family"], entry.get("instrument"))
        for entry in raw["frame"]
        for word in entry["words"]
        for spelling in _spellings(fold(word))
    }
    sets = {entry["name"]: frozenset(fold(word) for word in entry["words"]) for entry in raw["words"]}
    matters = {
        spelling: ProposalKind(entry["kind"])
        for entry in raw["matter"]
        for word in entry["words"]
        for spelling in _spellings(fold(word))
    }
    return PlanWords({core: tuple(found) for core, found in heads.items()}, verbs, frames, sets, matters)
