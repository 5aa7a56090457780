"""Arabic writing as pure functions: folding, clitics, digits. No state, no lexicon.

Folding makes all spellings of a word meet: bare alif and hamza, final ya and alif maqsura, ta marbuta and ha,
tatweel, vowel signs, presentation forms, Arabic-Indic digits. It is for comparing, never for output: offsets
always refer to the text as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_LETTERS = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ک": "ك",
    "ة": "ه",
    "ؤ": "و",
    "ئ": "ي",
    "ـ": "",
}
_IGNORED = {"Mn", "Me", "Cf"}  # vowel signs, enclosing marks, bidi and joining controls


class _Folding(dict[int, str]):
    """A `str.translate` table that works out each character the first time it is met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character in _LETTERS:
            folded = _LETTERS[character]
        elif character.isdigit() and not character.isascii():
            folded = str(unicodedata.digit(character))
        else:
            folded = "".join(c for c in character.lower() if unicodedata.category(c) not in _IGNORED)
        self[code] = folded
        return folded


_FOLDING = _Folding()

PRONOUNS = ("كما", "هما", "هم", "هن", "ها", "كم", "نا", "ني", "ه", "ك", "ي")
_ARABIC = re.compile(r"[\u0621-\u064A]")


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Return the spelling that all variants of a word share; idempotent. Spaces and punctuation stay."""
    folded = unicodedata.normalize("NFKC", text).translate(_FOLDING)
    # Where a mark was taken out, its neighbours may now combine.
    return folded if unicodedata.is_normalized("NFKC", folded) else fold(folded)


class Segmentation(NamedTuple):
    """One way to take a folded word apart: conjunction, particle, article, core and attached pronoun.

    conjunction: "و", "ف" or ""; particle: "ب", "ل", "ك" (prepositions), "س" (future) or ""; core is the folded
    word without them, with its ta marbuta restored (as "ه") where a pronoun had turned it into "ت" and
    `restored` says so.
    """

    conjunction: str
    particle: str
    article: bool
    core: str
    pronoun: str
    restored: bool = False

    @property
    def clitics(self) -> int:
        """How many clitics this way of reading the word assumes."""
        return bool(self.conjunction) + bool(self.particle) + self.article + bool(self.pronoun)

    @property
    def lead(self) -> int:
        """Folded letters before the core that are no part of the name (the article is part of it)."""
        return len(self.conjunction) + len(self.particle)


@lru_cache(maxsize=200_000)
def segmentations(folded: str) -> tuple[Segmentation, ...]:
    """Return every way in which a folded word can be cut into clitics and core, the whole word first.

    Form alone decides here; which way is meant is decided by the lexicons and by `khabar.reading.tokens`.
    A core has at least two letters.
    """
    if not _ARABIC.search(folded):
        return (Segmentation("", "", False, folded, ""),)
    found: dict[Segmentation, None] = {Segmentation("", "", False, folded, ""): None}
    for conjunction in ("", folded[0] if folded[0] in "وف" else ""):
        rest = folded[len(conjunction) :]
        for particle, article, core in _heads(rest):
            if len(core) < 2:
                continue
            found.setdefault(Segmentation(conjunction, particle, article, core, ""))
            if not article:
                for pronoun in PRONOUNS:
                    stem = core.removesuffix(pronoun)
                    if stem is not core and len(stem) >= 2 and len(stem) < len(core):
                        found.setdefault(Segmentation(conjunction, particle, False, stem, pronoun))
                        if stem.endswith("ت") and len(stem) > 2:
                            found.setdefault(Segmentation(conjunction, particle, False, stem[:-1] + "ه", pronoun, True))
    return tuple(sorted(found, key=lambda s: s.clitics))


def _heads(rest: str) -> list[tuple[str, bool, str]]:
    """Particle, article and core readings of a word without its conjunction."""
    heads = [("", False, rest)]
    if rest.startswith("ال"):
        heads.append(("", True, rest[2:]))
    if rest.startswith("لل"):
        heads.append(("ل", True, rest[2:]))
        heads.append(("ل", True, rest[1:]))  # للجنة: the core keeps its own lam
    if rest[:1] in tuple("بلكس"):
        heads.append((rest[0], False, rest[1:]))
        if rest[1:].startswith("ال") and rest[0] != "س":
            heads.append((rest[0], True, rest[3:]))
    return heads
