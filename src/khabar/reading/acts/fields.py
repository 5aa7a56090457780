"""Fields: what kinds of words a content holds (lexicon/act_fields.toml), such as violence, bad faith, worry, praise."""

from __future__ import annotations

from functools import cache, lru_cache

from khabar.arabic import fold, segmentations
from khabar.lexicon import load
from khabar.lexicon.inflect import verb_forms

_ENDINGS = ("", "ه", "ا", "ين", "ون", "ات", "ان", "تين", "تان")
_SHORTEST = 3
_Phrase = tuple[tuple[str, ...], str]  # the words after the first, and the field


@cache
def _tables() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]], dict[str, tuple[_Phrase, ...]]]:
    """Fields by folded core (verbs and nouns), by word as written, and phrases by first word."""
    cores: dict[str, set[str]] = {}
    words: dict[str, set[str]] = {}
    phrases: dict[str, list[_Phrase]] = {}
    for entry in load("act_fields")["field"]:
        name = entry["name"]
        for verb in entry.get("verbs", ()):
            past, present = verb.split()
            for form in verb_forms(past, present):
                cores.setdefault(form, set()).add(name)
        for noun in entry.get("nouns", ()):
            stem = fold(noun)
            for ending in _ENDINGS if len(stem) > _SHORTEST and not stem.endswith(("ه", "ات", "ون")) else ("",):
                cores.setdefault(stem + ending, set()).add(name)
        for phrase in entry.get("words", ()):
            first, *rest = fold(phrase).split()
            if rest:
                phrases.setdefault(first, []).append((tuple(rest), name))
            else:
                words.setdefault(first, set()).add(name)
    return (
        {core: frozenset(names) for core, names in cores.items()},
        {word: frozenset(names) for word, names in words.items()},
        {word: tuple(found) for word, found in phrases.items()},
    )


@lru_cache(maxsize=50_000)
def fields_of(norm: str) -> frozenset[str]:
    """Return the fields of a folded word, as it stands or under its clitics."""
    cores, words, _ = _tables()
    found = set(words.get(norm, ()))
    if norm[:1] in ("و", "ف"):
        found |= words.get(norm[1:], frozenset())
    for cut in segmentations(norm):
        found |= cores.get(cut.core, frozenset())
    return frozenset(found)


def fields_at(norms: list[str], at: int) -> frozenset[str]:
    """Return the fields that a word opens, alone or with the words after it."""
    found = fields_of(norms[at])
    phrases = _tables()[2].get(norms[at])
    if phrases:
        more = {name for rest, name in phrases if tuple(norms[at + 1 : at + 1 + len(rest)]) == rest}
        if more:
            return found | more
    return found
