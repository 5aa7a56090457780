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
def light_verb(norm: str) -> tuple[Inflection, str] | None:
    """Return the inflection of a light verb and its object pronoun, or None for other words."""
    verbs = light_verbs()
    for core in (norm, norm[1:] if norm[:1] in "وفسل" else "", norm[2:] if norm[:2] in ("وس", "فس") else ""):
        if core in verbs:
            return verbs[core][0], ""
        for pronoun in ("ها", "هما", "هم", "ه"):
            stem = core.removesuffix(pronoun)
            if stem != core:
                for form in (stem[:-1] + "ي" if stem.endswith("ا") else stem, stem):
                    if form in verbs:
                        return verbs[form][0], pronoun
    return None
