"""Verbs that only carry an event noun: "شن هجوما", "أجرى محادثات", "فرضت عقوبات"."""

from __future__ import annotations

from functools import cache

from khabar.lexicon import load
from khabar.lexicon.inflect import Inflection, verb_forms


@cache
def light_verbs() -> dict[str, tuple[Inflection, ...]]:
    """Folded forms of verbs that only carry an event noun ("شن", "أجرى", "عقد", "نفذ")."""
    found: dict[str, tuple[Inflection, ...]] = {}
    for past, present in load("event_settings")["light"]["verbs"]:
        for form, inflections in verb_forms(past, present).items():
            finite = tuple(x for x in inflections if x.tense in ("past", "present"))
            if finite:
                found.setdefault(form, finite)
    return found


@cache
def _with_objects() -> dict[str, tuple[Inflection, str]]:
    """Forms of light verbs as they stand and with an object pronoun ("أجراها" of "أجرى"), with that pronoun."""
    verbs = light_verbs()
    found: dict[str, tuple[Inflection, str]] = {}
    for pronoun in ("ها", "هما", "هم", "ه"):
        found |= {form + pronoun: (known[0], pronoun) for form, known in verbs.items()}
        found |= {form[:-1] + "ا" + pronoun: (known[0], pronoun) for form, known in verbs.items() if form[-1] == "ي"}
    return found | {form: (known[0], "") for form, known in verbs.items()}


@cache
def light_verb(norm: str) -> tuple[Inflection, str] | None:
    """Return the inflection of a light verb and its object pronoun, or None for other words."""
    verbs = _with_objects()
    for core in (norm, norm[1:] if norm[:1] in "وفسل" else "", norm[2:] if norm[:2] in ("وس", "فس") else ""):
        if core in verbs:
            return verbs[core]
    return None
