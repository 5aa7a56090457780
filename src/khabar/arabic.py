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
_BY_LAST_LETTER = {
    letter: tuple(pronoun for pronoun in PRONOUNS if pronoun[-1] == letter) for letter in {p[-1] for p in PRONOUNS}
}
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
    found = {Segmentation("", "", False, folded, ""): 0}  # with how many clitics
    pronouns = _BY_LAST_LETTER.get(folded[-1], ())
    for conjunction in ("", folded[0]) if folded[0] in "وف" else ("",):
        for particle, article, core in _heads(folded[len(conjunction) :]):
            if len(core) < 2:
                continue
            worn = bool(conjunction) + bool(particle) + article
            found.setdefault(Segmentation(conjunction, particle, article, core, ""), worn)
            for pronoun in () if article else pronouns:
                stem = core.removesuffix(pronoun)
                if 2 <= len(stem) < len(core):
                    found.setdefault(Segmentation(conjunction, particle, False, stem, pronoun), worn + 1)
                    if stem[-1] == "ت" and len(stem) > 2:
                        restored = stem[:-1] + "ه"
                        found.setdefault(Segmentation(conjunction, particle, False, restored, pronoun, True), worn + 1)
    return tuple(sorted(found, key=found.__getitem__))


_PARTICLES = {"ب", "ل", "ك", "س"}


def _heads(rest: str) -> list[tuple[str, bool, str]]:
    """Particle, article and core readings of a word without its conjunction."""
    heads = [("", False, rest)]
    if rest.startswith("ال"):
        heads.append(("", True, rest[2:]))
    if rest.startswith("لل"):
        heads.append(("ل", True, rest[2:]))
        heads.append(("ل", True, rest[1:]))  # للجنة: the core keeps its own lam
    if rest[:1] in _PARTICLES:
        heads.append((rest[0], False, rest[1:]))
        if rest[1:].startswith("ال") and rest[0] != "س":
            heads.append((rest[0], True, rest[3:]))
    return heads
