"""PLOVER contexts: what an event is about, from the words of its sentence."""

from __future__ import annotations

from functools import cache, lru_cache

from khabar.arabic import fold
from khabar.lexicon import load
from khabar.reading.analysis import Analysis


@cache
def _stems() -> tuple[tuple[int, dict[str, str]], ...]:
    """Folded beginnings of words with their context, by how many letters they have, longest first."""
    pairs = [(fold(word), context) for context, words in load("event_settings")["contexts"].items() for word in words]
    stems: dict[int, dict[str, str]] = {}
    for stem, context in sorted(pairs):
        stems.setdefault(len(stem), {}).setdefault(stem, context)
    return tuple(sorted(stems.items(), reverse=True))


@lru_cache(maxsize=50_000)
def _context_of(norm: str) -> str | None:
    core = norm[1:] if norm[:1] in "وفبلك" and len(norm) > 5 else norm
    core = core.removeprefix("ال") if core.startswith("ال") else core[1:] if core.startswith("لل") else core
    bare = norm.removeprefix("ال")
    for length, stems in _stems():
        found = [stem for stem in (core[:length], bare[:length]) if stem in stems]
        if found:
            return stems[min(found)]
    return None


class Contexts:
    """The contexts of each sentence, read once."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._seen: dict[int, list[str]] = {}

    def at(self, token: int) -> list[str]:
        """Return the contexts of the sentence of a token, in alphabetical order."""
        index = self.analysis.sentence_of[token]
        if index not in self._seen:
            sentence = self.analysis.sentences[index]
            found = {_context_of(norm) for norm in self.analysis.norms(sentence.first, sentence.last) if len(norm) > 3}
            self._seen[index] = sorted(context for context in found if context is not None)
        return list(self._seen[index])
