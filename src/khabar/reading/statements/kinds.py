"""What kind of word stands at a token, as far as its form shows: the alphabet in which the weighed signs are spelled."""

from __future__ import annotations

from functools import cache, lru_cache

from khabar.reading.analysis import Analysis
from khabar.reading.events.triggers import table as deeds
from khabar.reading.parties.lexemes import is_adjective, lexemes
from khabar.reading.statements.words import (
    COLONS,
    COMMAS,
    DEMONSTRATIVES,
    MARKS,
    NEGATIONS,
    PARTICLES,
    PREPOSITIONS,
    RELATIVES,
    is_complementiser,
)

_CLOSED = frozenset(
    {
        "ما", "مما", "بما", "لما", "من", "كما", "فيما", "بينما", "حيث", "اذ", "اذا", "لكن", "ولكن", "لكنه", "لكنها", "لكنهم",
        "ولكنه", "ولكنها", "غير", "الا", "عندما", "بعدما", "حين", "حينما", "وذلك", "بل", "او", "ثم", "وقد", "قد", "فقد", "كان",
        "كانت", "كانوا", "وكان", "وكانت", "وهو", "وهي", "وهم", "هو", "هي", "هم", "كل", "بعض", "جميع", "هناك", "وليس", "ليس",
        "وفق", "وفقا", "بحسب", "حسب", "حسبما", "نقلا", "طبقا", "استنادا", "رغم", "سوي", "فان", "فانه", "فانها", "لان", "لانه",
        "لانها", "كي", "لكي", "مقابل", "بسبب", "بهدف", "جراء", "نتيجه", "اثناء", "وسط", "ضمن", "خصوصا", "خاصه", "لا", "لم", "لن",
        "ولم", "ولن", "ولا", "اي", "الامر", "علما", "منذ", "حتي", "ايضا", "كذلك", "وكذلك", "يوم", "اما", "واما", "ان", "يذكر",
        "و", "باستثناء", "بدلا", "فضلا", "اضافه", "بالاضافه", "عبر", "لدي", "عند", "بينهم", "بينها", "وبينهم", "مثل", "مع",
    }
)  # fmt: skip
_SUFFIXES = ("تا", "وا", "ون", "ت", "ا", "ه", "ها", "هم")


@lru_cache(maxsize=200_000)
def kind_of_word(norm: str) -> str:
    """Return a folded word of a closed class as it is, else a name for its shape."""
    if norm in _CLOSED or norm in PREPOSITIONS or norm in NEGATIONS:
        return norm
    if norm in RELATIVES:
        return "which" if norm[0] != "و" else "and which"
    if is_complementiser(norm):
        return "that"
    if norm in DEMONSTRATIVES:
        return "this"
    if norm in PARTICLES:
        return "adverb"
    if norm[0] == "و" and len(norm) > 3 and "noun" not in lexemes().vocabulary.get(norm, ()):
        rest = norm[1:]
        if is_complementiser(rest):
            return "and that"
        return "and verb" if is_verb(rest) else "and " + ("ال" if rest.startswith("ال") else "")
    if norm[0] == "ف" and len(norm) > 4 and norm[1:] in PREPOSITIONS:
        return "so"
    if is_verb(norm):
        return "verb"
    if norm.startswith("ال"):
        return "the-adjective" if is_adjective(norm[2:]) else "the"
    if norm.startswith("لل") or (norm[0] == "ل" and len(norm) > 3 and norm not in lexemes().vocabulary):
        return "to"
    if norm.startswith("بال") or (norm[0] == "ب" and len(norm) > 3 and norm not in lexemes().vocabulary):
        return "by"
    if norm[0] == "م" and norm[-1] == "ا" and len(norm) > 4:
        return "adverbial"
    if norm.endswith(("ون", "يون")) and len(norm) > 4:
        return "nominative"
    if is_adjective(norm):
        return "adjective"
    return "noun" if norm in lexemes().vocabulary else "other"


@lru_cache(maxsize=200_000)
def is_verb(norm: str) -> bool:
    """Whether a folded word without conjunction is most likely a finite verb."""
    known = lexemes().vocabulary
    if "noun" in known.get(norm, ()) or norm.startswith("ال"):
        return False
    if norm in lexemes().verbs or norm in _deeds() or "past" in known.get(norm, ()):
        return True
    bare = norm[1:] if norm[0] == "س" and norm[1:2] in ("ي", "ت", "ن") else norm
    if bare[0] in "يت" and len(bare) > 3:
        stem = bare[1:]
        if any("present" in known.get(s, ()) for s in (stem, stem.removesuffix("ون"), stem.removesuffix("وا"))):
            return True
        if bare[0] == "ي" and norm not in known:
            return True
    return any(
        len(norm) - len(suffix) > 2 and norm.endswith(suffix) and "past" in known.get(norm.removesuffix(suffix), ())
        for suffix in _SUFFIXES
    )


@cache
def _deeds() -> frozenset[str]:
    """Finite forms of the verbs of events that are no noun as well."""
    finite: set[str] = set()
    nouns: set[str] = set()
    for form, senses in deeds().values.items():
        (nouns if any(sense.kind == "noun" for sense in senses) else finite).add(form)
    return frozenset(finite - nouns)


def kind_at(analysis: Analysis, token: int) -> str:
    """Return the kind of the word or mark at a token; "edge" outside the text."""
    if not 0 <= token < len(analysis.texts):
        return "edge"
    form = analysis.forms[token]
    if form.kind == "word":
        return kind_of_word(form.norm)
    text = analysis.texts[token]
    if text in COMMAS:
        return ","
    if text in COLONS:
        return ":"
    return "mark" if text in MARKS else form.kind
