"""Numbers written in words or digits: "خمسة وعشرين", "مئتي ألف", "٣٬٥٠٠", "الحادي والعشرين".

Words are compared folded; the words and their values stand in lexicon/numbers.toml. A number phrase is read
from a list of folded words, so that every step of the reading can ask for the number at a token.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from khabar.arabic import fold
from khabar.lexicon import load


class Numeral(NamedTuple):
    """One word of a number. kind: unit, tens, hundred, scale, ordinal or digits; joined: it begins with "و"."""

    kind: str
    value: int
    joined: bool = False
    article: bool = False


class Number(NamedTuple):
    """A number read from words: its value, how many words it took, and whether it is an ordinal."""

    value: int
    words: int
    ordinal: bool = False


_LONGEST = 40  # characters: a longer run of digits is no number of anything (and Python would refuse to convert it)


@cache
def _words() -> dict[str, tuple[str, int]]:
    return {fold(word): (kind, value) for kind, words in load("numbers").items() for word, value in words.items()}


@lru_cache(maxsize=50_000)
def numeral(folded: str) -> Numeral | None:
    """Return what a folded word means as part of a number, or None. The word may wear و and the article.

    The hundreds and thousands are read in the accusative too (الفا). Decimals are not numbers of people or days.
    """
    if len(folded) > _LONGEST:
        return None
    if folded[:1].isdigit():
        digits = folded.replace(",", "").replace("٬", "").replace("٫", ".")
        if digits.isdigit():
            return Numeral("digits", int(digits))
        groups = digits.split(".")
        if len(groups) > 1 and all(g.isdigit() for g in groups) and all(len(g) == 3 for g in groups[1:]):
            return Numeral("digits", int("".join(groups)))
        return None
    words = _words()
    for joined, rest in ((False, folded), (True, folded[1:] if folded[:1] == "و" else "")):
        for article, core in ((False, rest), (True, rest[2:] if rest[:2] == "ال" else "")):
            if core in words:
                kind, value = words[core]
                return Numeral(kind, value, joined, article)
    return None


def read_number(folded: Sequence[str], start: int = 0) -> Number | None:
    """Return the number that starts at a folded word, taking as many words as belong to it; None if none starts.

    A joined word ("وعشرين") goes on only from a smaller unit or a higher scale, so that "ثلاثة وخمسة" stays two
    numbers; "ثلاثة عشر" and "الخامس عشر" are one.
    """
    total = group = 0
    ordinal = False
    last: Numeral | None = None
    i = start
    while i < len(folded):
        word = numeral(folded[i])
        if word is None or (last is None and word.joined and word.kind != "digits"):
            break
        if last is None:
            group = word.value
            ordinal = word.kind == "ordinal"
            if word.kind == "scale":
                total, group = word.value, 0
        elif (
            word.kind == "unit"
            and word.value == 10
            and last.kind in {"unit", "ordinal"}
            and last.value < 10
            and not word.joined
        ):
            group += 10
            word = Numeral("teen", 10, article=word.article)
        elif word.kind == "scale" and not word.joined and last.kind != "scale" and group:
            total += group * word.value
            group = 0
        elif (
            word.kind == "hundred"
            and not word.joined
            and word.value == 100
            and last.kind == "unit"
            and 3 <= group % 1000 <= 9
        ):
            group *= 100
        elif word.joined and _goes_on(last, word):
            if word.kind == "scale":
                total += word.value
            else:
                group += word.value
        else:
            break
        last = word
        i += 1
    if last is None:
        return None
    return Number(total + group, i - start, ordinal)


def _goes_on(last: Numeral, word: Numeral) -> bool:
    """Whether a joined number word belongs to the number so far: مئة وخمسة, خمسة وعشرين, الف ومئتين."""
    if word.kind == "tens":
        return last.kind in {"unit", "ordinal", "hundred", "scale"} and last.value != 10
    if word.kind == "unit":
        return last.kind in {"hundred", "scale"}
    if word.kind in {"hundred", "digits"}:
        return last.kind == "scale"
    return word.kind == "scale" and last.kind == "scale" and word.value < last.value
