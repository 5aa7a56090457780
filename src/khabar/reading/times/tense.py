"""Whether the deed that a time belongs to is still to come: the nearest telling word before it decides."""

from __future__ import annotations

from functools import cache, lru_cache

from khabar.arabic import fold
from khabar.lexicon import load
from khabar.reading.analysis import Analysis

_REACH = 22
_FUTURE_LETTERS = ("ي", "ت", "ن", "ا")


@cache
def _markers() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    data = load("times")["tense"]
    past = {fold(word) + ending for word in data["past"] for ending in ("", "ت", "وا", "ا", "تا")}
    return frozenset(map(fold, data["future"])), frozenset(past), tuple(map(fold, data["no_future"]))


@lru_cache(maxsize=50_000)
def tense_of(norm: str) -> int:
    """Return 1 for a word that points to the future, -1 to the past, 0 for any other."""
    future, past, none = _markers()
    for word in (norm, norm[1:]) if norm[:1] in ("و", "ف") else (norm,):
        if word in future:
            return 1
        if word in past:
            return -1
        if len(word) >= 4 and word[0] == "س" and word[1] in _FUTURE_LETTERS and not word.startswith(none):
            return 1
    return 0


def is_future(analysis: Analysis, i: int, end: int) -> bool:
    """Whether the words before token i of its sentence, or right after the time, speak of the future."""
    first = analysis.sentences[analysis.sentence_of[i]].first
    forms = analysis.forms
    for k in range(i - 1, max(first, i - _REACH) - 1, -1):
        tense = tense_of(forms[k].norm)
        if tense:
            return tense > 0
    return end < len(forms) and forms[end].norm[:1] not in ("و", "ف") and tense_of(forms[end].norm) > 0
