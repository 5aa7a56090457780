"""Words that tell what befell the party after them: it was hit, suffered, was harmed, or owns what was hit."""

from __future__ import annotations

from functools import cache, lru_cache

from khabar.arabic import fold
from khabar.lexicon import load
from khabar.lexicon.inflect import verb_forms
from khabar.reading.analysis import Analysis, EventDraft

_HOSTILE = frozenset({"ASSAULT", "COERCE"})
_ABLE = frozenset({"عناصر", "دوريه", "دوريات", "طاىره", "طائره", "سفينه", "زورق", "دبابات"})  # these can attack too
_OWNER = 2  # tokens behind a target in which its owner is named ("قصف مواقع للجيش")


@cache
def _pointers() -> dict[str, str]:
    """Folded words by what they say of the party after them: was hit, suffered, was harmed, is owner of a target."""
    found: dict[str, str] = {}
    for kind, raw in load("event_settings")["receiving"].items():
        for past, present in raw.get("verbs", ()):
            for form in verb_forms(past, present):
                found.setdefault(form, kind)
        for word in raw.get("words", ()):
            found.setdefault(fold(word), kind)
    return found


@lru_cache(maxsize=50_000)
def points_to(norm: str) -> str:
    """Return what a folded word, also with clitics at its front, says of the party after it; "" for other words."""
    known = _pointers()
    for core in (norm, norm[1:] if norm[:1] in "وفبل" else "", norm[2:] if norm[:2] in ("ال", "وا", "لل") else "",
                 norm[3:] if norm[:3] in ("وال", "بال") else ""):  # fmt: skip
        if core in known:
            return known[core]
    return ""


def owner_of_target(analysis: Analysis, event: EventDraft) -> set[int]:
    """Return the parties that own what the word right behind an attack says was hit: "قصف مواقع الجيش" is not by the army."""
    at = event.trigger.last
    if event.type not in _HOSTILE or at >= len(analysis):
        return set()
    norm = analysis.forms[at].norm
    if points_to(norm) != "target" or norm[:1] in "بل" or norm in _ABLE:
        return set()
    mentions = (analysis.party_mentions[m] for i in range(at, at + _OWNER + 1) for m in analysis.mention_at.get(i, ()))
    return {mention.party for mention in mentions if at <= mention.piece.first <= at + _OWNER}
