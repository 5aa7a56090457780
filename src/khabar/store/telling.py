"""Words by which claims are told apart: cores without clitics, articles or function words, and their skeletons."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from khabar.store.words import WORD

_SHORTEST = 3

_WEAK = str.maketrans("", "", "اويهءئؤ")


@lru_cache(maxsize=200_000)
def _core(word: str) -> str:
    from khabar.reading.tokens import form_of

    core = form_of(word).core
    return core.removeprefix("ال") if len(core) > _SHORTEST + 2 else core


def cores(text: str) -> frozenset[str]:
    """Return the words of a text as they are compared."""
    found = (_core(word) for word in WORD.findall(text))
    return frozenset(core for core in found if len(core) >= _SHORTEST)


def skeleton(core: str) -> str:
    """Return a core's first letter and those after it that are not weak, so that a plural mostly meets its singular.

    >>> skeleton("زوارق") == skeleton("زورق"), skeleton("اسري") == skeleton("اسيرا")
    (True, True)
    """
    bones = core[:1].translate(_WEAK) + core[1:].translate(_WEAK)
    return bones if len(bones) > 1 else core


def telling_words(texts: Iterable[str], without: Iterable[str] = ()) -> str:
    """Return the skeletons of texts' words, without those that other texts have, sorted and joined by spaces."""
    held = {core for text in texts for core in cores(text)} - {core for text in without for core in cores(text)}
    return " ".join(sorted({skeleton(core) for core in held}))
