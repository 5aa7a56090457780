"""Clitics: which of the ways to cut a word is meant.

Form proposes (`khabar.arabic.segmentations`), word lists decide: lexicon/first_letters.txt names the words whose
first letter is their own (وزير, فصائل, بيان, لجنة, كتائب, سيناء), lexicon/tokens.toml the small classes of
particles, words in ال and words whose last letters look like a pronoun. What no list knows is cut where the
letter is nearly always a clitic (و, ب, ل, "ال", future س) and left whole where it is nearly always not (ف, ك).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from khabar import lexicon
from khabar.arabic import Segmentation, fold, segmentations

_HAMZA = ("أ", "إ", "آ")  # on alif they begin a word: what stands before them is a clitic
_LONG_PRONOUNS = ("هما", "هم", "ها", "ه")


@cache
def _words(name: str) -> frozenset[str]:
    """A class of lexicon/tokens.toml, folded."""
    return frozenset(fold(word) for word in lexicon.load("tokens")[name]["words"])


@cache
def _as_written() -> frozenset[str]:
    """Words of the class cut_as_written, in their spelling."""
    return frozenset(lexicon.load("tokens")["cut_as_written"]["words"])


@cache
def _own_first() -> frozenset[str]:
    """Folded words whose first letter is their own."""
    return frozenset(files(lexicon).joinpath("first_letters.txt").read_text("utf-8").split())


def keeps_first_letter(folded: str) -> bool:
    """Whether a folded word begins with a letter of its own, as its word list knows it, with or without endings."""
    own, endings = _own_first(), _words("endings")
    if folded in own:
        return True
    for length in range(1, 5):
        stem = folded[:-length]
        if len(stem) < 3:
            return False
        if folded[-length:] in endings and (stem in own or stem + "ه" in own):
            return True
    return False


def best_segmentation(text: str, folded: str) -> Segmentation:
    """Return the way a word is most likely cut. text: as written, where a hamza or ة decides; folded: its folding."""
    ways = segmentations(folded)
    if len(ways) == 1:
        return ways[0]
    conjunction, particle, article, rest = _front(text, folded)
    pronoun, core = ("", rest) if article else _back(text, rest)
    wanted = Segmentation(conjunction, particle, article, core, pronoun, core != rest[: len(rest) - len(pronoun)])
    if wanted in ways:
        return wanted
    wanted = Segmentation(conjunction, particle, article, rest, "")
    return wanted if wanted in ways else ways[0]


def _front(text: str, folded: str) -> tuple[str, str, bool, str]:
    """Conjunction, particle, article, and what remains of the word."""
    written = text if len(text) == len(folded) else ""  # letters stand at the same index: a hamza can be looked up
    conjunction = particle = ""
    rest = folded
    if rest[0] in "وف" and _conjunction(written, rest):
        conjunction, rest, written = rest[0], rest[1:], written[1:]
    if rest[0] in "بلكس" and _particle(written, rest):
        particle, rest, written = rest[0], rest[1:], written[1:]
        if particle == "ل" and rest.startswith("ل") and not rest.startswith("لل"):
            if rest in _words("name_in_lam"):
                return conjunction, particle, False, rest
            own_lam = len(rest) > 3 and keeps_first_letter(rest)
            return conjunction, particle, True, rest if own_lam else rest[1:]
    article = (
        particle != "س"
        and rest.startswith("ال")
        and len(rest) > 3
        and written[:1] not in _HAMZA
        and rest not in _words("no_article")
    )
    return conjunction, particle, article, rest[2:] if article else rest


def _conjunction(written: str, folded: str) -> bool:
    """Whether a word that begins with و or ف begins with the conjunction."""
    rest = folded[1:]
    if len(rest) < 2 or folded in _words("whole"):
        return False
    if written[1:2] in _HAMZA or folded in _words("cut_first") or written in _as_written():
        return True
    if keeps_first_letter(folded):
        return False
    if folded[0] == "و":
        return True
    if rest.startswith(("ال", "لل")):
        return len(rest) > 3
    if rest[0] in "مبهذكحج" and len(rest) > 2:  # few words begin with ف and these; first_letters.txt has them
        return True
    future_or_wish = rest[0] in "سل" and rest[1] in "ينت" and len(rest) > 3 and not keeps_first_letter(rest)
    return future_or_wish or rest in _words("after_fa")


def _particle(written: str, folded: str) -> bool:
    """Whether a word that begins with ب, ل, ك or س begins with a preposition or the future mark."""
    letter, rest = folded[0], folded[1:]
    if len(rest) < 2:
        return False
    if written in _as_written():
        return True
    if folded in _words("whole"):
        return False
    if folded in _words("cut_first"):
        return True
    hamza = written[1:2] in _HAMZA
    if hamza and (letter in "بل" or rest.startswith("ان")) and (len(rest) > 2 or rest in {"ان", "اي"}):
        return True
    if keeps_first_letter(folded):
        return False
    if letter == "س":
        return (rest[0] in "ينت" and len(rest) > 2) or written[1:2] == "أ"
    if hamza or rest.startswith("ال"):
        return len(rest) > 2
    if letter == "ك":
        return rest in _words("after_ka") or (rest[0] == "م" and len(rest) > 3)
    return True


def _back(text: str, rest: str) -> tuple[str, str]:
    """Pronoun and core of a word without its proclitics and article."""
    if text.endswith("ة") or rest in _words("own_end") or rest in _words("whole"):
        return "", rest
    if rest in _words("with_na"):
        return "نا", rest[:-2]
    if rest in _words("with_other"):
        pronoun = next(p for p in ("كم", "ني", "هن", "ك", "ي") if rest.endswith(p))
        return pronoun, rest.removesuffix(pronoun)
    if rest.endswith("تنا") and len(rest) > 5:
        return "نا", _with_ta_marbuta(rest[:-2])
    for pronoun in _LONG_PRONOUNS:
        if rest.endswith(pronoun):
            stem = rest.removesuffix(pronoun)
            return (pronoun, _with_ta_marbuta(stem)) if len(stem) >= 2 else ("", rest)
    return "", rest


def _with_ta_marbuta(stem: str) -> str:
    """The stem with its ta marbuta back, where the ت before a pronoun stands for one."""
    if not stem.endswith("ت") or len(stem) < 3 or stem in _words("tanwin_ta"):
        return stem
    marked = stem[:-1] + "ه"
    if stem.endswith("ات"):
        return marked if marked in _words("alif_ta") else stem
    return marked
