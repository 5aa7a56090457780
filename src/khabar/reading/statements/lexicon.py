"""Reporting verbs as the reader meets them: every inflected form, with its entry."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from khabar.arabic import Segmentation, fold
from khabar.lexicon import load
from khabar.lexicon.inflect import Inflection, verb_forms
from khabar.record import Act

NOUN = Inflection("masdar", 0, "s", "")
BARE = Segmentation("", "", False, "", "")
"""The inflection and the clitics of cues that are no verb."""
FINITE = ("past", "present")


@dataclass(frozen=True, slots=True)
class Verb:
    """An entry of lexicon/reporting.toml; see the head of that file for what its fields mean."""

    name: str
    act: Act
    takes: frozenset[str]
    use: frozenset[str]
    example: str
    clipped: frozenset[str] = frozenset()

    @property
    def strict(self) -> bool:
        """Whether the verb means other things too and needs its complement at once."""
        return "strict" in self.use

    @property
    def speech(self) -> bool:
        """Whether it introduces words (a clause), rather than naming an act done by words."""
        return "that" in self.takes


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word as a form of a reporting verb."""

    verb: Verb
    inflection: Inflection
    segmentation: Segmentation


@cache
def _forms() -> dict[str, tuple[tuple[Verb, Inflection], ...]]:
    forms: dict[str, list[tuple[Verb, Inflection]]] = {}
    for entry in load("reporting")["verb"]:
        verb = Verb(
            entry["past"],
            Act(entry["act"]),
            frozenset(fold(t) for t in entry["takes"]),
            frozenset(entry.get("use", ())),
            entry["example"],
            _clipped(fold(entry["present"])),
        )
        made = verb_forms(
            entry["past"], entry["present"], participle=entry.get("participle"), masdars=tuple(entry.get("masdars", ()))
        )
        for form, inflections in made.items():
            forms.setdefault(form, []).extend((verb, inflection) for inflection in inflections)
    return {form: tuple(found) for form, found in forms.items()}


def _clipped(present: str) -> frozenset[str]:
    """Jussives of a hollow verb ("يجب" from "يجيب"): they stand only after a negation, where others look alike."""
    if len(present) > 3 and present[-2] in "اوي":
        stem = present[1:-2] + present[-1]
        return frozenset(prefix + stem for prefix in "يتنا")
    return frozenset()


_seen: dict[str, tuple[Reading, ...]] = {}


def readings(norm: str, ways: tuple[Segmentation, ...]) -> tuple[Reading, ...]:
    """Return every reading of a folded word as a reporting verb whose clitics such a form can wear."""
    known = _seen.get(norm)
    if known is None:
        forms = _forms()
        known = tuple(
            Reading(verb, inflection, way)
            for way in ways
            for verb, inflection in forms.get(way.core, ())
            if _wears(verb, inflection, way)
        )
        _seen[norm] = known
    return known


_SHORT = {"رفض", "طلب", "نفي", "زعم"}
"""Short verbal nouns that a preposition before them makes no other word of ("برفض", "لطلب"; but "بحث" is none of "حث")."""


def _wears(verb: Verb, inflection: Inflection, way: Segmentation) -> bool:
    """Whether a form of this tense can wear these clitics; first and second persons report nobody else's words."""
    if len(way.core) < 4 and way.particle and not way.article and way.core not in _SHORT:
        return False
    if inflection.tense in FINITE:
        if inflection.person != 3 or way.article or way.restored or inflection.passive:
            return False
        if way.pronoun in ("ك", "ي", "كم", "نا", "ني"):
            return False
        if inflection.number == "p" and way.core.endswith("و") and not way.pronoun:
            return False
        if way.particle == "س":  # what will be said has not been said; what will be asked is wanted already
            return verb.act is Act.DEMAND
        return not way.particle
    if inflection.tense == "participle":
        return not (way.article or way.particle or way.pronoun)
    return inflection.tense == "masdar" and way.particle != "س" and not (way.article and way.pronoun)
