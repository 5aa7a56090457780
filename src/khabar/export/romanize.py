"""Arabic names in Latin letters: usual English spellings of common names, otherwise a simplified BGN/PCGN.

Unvowelled spelling hides the short vowels. They are guessed from the shape of the word (فاعل has an i, most other
clusters an a), so that the result can be read aloud; it cannot be turned back into Arabic.
"""

from __future__ import annotations

from functools import cache, lru_cache

from khabar.arabic import fold
from khabar.lexicon import glossary

_CONSONANTS = {
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s",
    "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "'", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l",
    "م": "m", "ن": "n", "ه": "h", "پ": "p", "چ": "ch", "ڤ": "v", "گ": "g", "ڨ": "g", "ک": "k",
}  # fmt: skip
_VOWELS = {"ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ى": "a", "ة": "a", "ئ": "i", "ؤ": "u", "ء": ""}
_WHOLE = {"الله": "Allah", "اللة": "Allah"}
_SMALL = {"bin", "bint", "de", "van", "von", "al-Din"}  # particles inside names that keep their small letter


@cache
def _usual() -> dict[str, str]:
    """Folded names with their usual English spelling."""
    return {fold(entry.word): entry.english for entry in glossary.entries() if entry.kind == "name"}


def usual_name(words: str) -> str | None:
    """Return the usual English spelling of a name (one word or two, without article), or None."""
    return _usual().get(fold(words))


def romanize(name: str) -> str:
    """Return an Arabic name in Latin letters, readable rather than reversible."""
    words = name.split()
    out: list[str] = []
    at = 0
    while at < len(words):
        pair = _usual().get(fold(" ".join(words[at : at + 2]))) if at + 1 < len(words) else None
        latin = pair or romanize_word(words[at])
        at += 2 if pair else 1
        if latin:
            out.append(latin)
    if out and out[0] not in _SMALL:
        out[0] = out[0] if out[0].startswith("al-") else out[0][:1].upper() + out[0][1:]
    return " ".join(out)


@lru_cache(maxsize=20_000)
def romanize_word(word: str) -> str:
    """Return one word of a name in Latin letters; words in other scripts stay as they are."""
    word = "".join(c for c in word if c.isalnum() or c in "-'/")
    if not word or word.isascii():
        return word
    folded = fold(word)
    known = _usual().get(folded) or _WHOLE.get(word)
    if known:
        return known
    if folded.startswith("ال") and len(folded) > 4 and word[0] not in "أإآ":
        bare = _usual().get(folded[2:])
        return "al-" + (bare or _capital(_sounds(word[2:])))
    return _capital(_sounds(word))


def _capital(latin: str) -> str:
    return latin[:1].upper() + latin[1:]


def _sounds(word: str) -> str:
    """Spell a word out: long vowels by their letters, short ones where consonants would crowd."""
    units = _units(word)
    out, run = "", list[str]()
    after_alif = False  # the vowel before the run is a long a
    for sound, vowel in units:
        if not vowel:
            run.append(sound)
            continue
        out += _before_vowel(run, first=not out) + sound
        after_alif, run = sound == "a" and len(out) > 1, []
    out += _at_end(run, first=not out, after_alif=after_alif)
    return out.replace("''", "'").strip("'").replace("'", "") if "'" not in out[1:-1] else _tidy(out)


def _tidy(out: str) -> str:
    """Keep the mark of ع only between vowels."""
    kept = ""
    for i, c in enumerate(out):
        if c != "'" or (0 < i < len(out) - 1 and out[i - 1] in "aiu" and out[i + 1] in "aiu"):
            kept += c
    return kept


def _units(word: str) -> list[tuple[str, bool]]:
    """Sounds of a word, each with whether it is a vowel; و and ي are one or the other by their neighbours."""
    letters = [c for c in word if c in _CONSONANTS or c in _VOWELS or c in "وي" or c.isascii()]
    units: list[tuple[str, bool]] = []
    for i, letter in enumerate(letters):
        before_vowel = i + 1 < len(letters) and letters[i + 1] in "اىةآ"
        last = i + 1 == len(letters)
        after_vowel = bool(units) and units[-1][1]
        if letter in "وي":
            consonant, vowel = ("w", "u") if letter == "و" else ("y", "i")
            if i == 0 or before_vowel or (after_vowel and not last):
                units.append((consonant, False))
            elif after_vowel:
                units.append((vowel if units[-1][0] == "a" else "", True))
            else:
                units.append((vowel, True))
        elif letter in _VOWELS:
            sound = _VOWELS[letter]
            follows = letters[i + 1] if i + 1 < len(letters) else ""
            if (letter == "ئ" and follows == "ي") or (letter == "ؤ" and follows == "و"):
                sound = ""
            if sound:
                units.append((sound, True))
        elif letter == "ه" and last and units and not after_vowel:
            units.append(("a", True))
        else:
            units.append((_CONSONANTS.get(letter, letter), False))
    return units


def _joined(run: list[str], breaks: set[int]) -> str:
    """Consonants with a short vowel after those at `breaks`: i before y, otherwise a."""
    out = ""
    for i, sound in enumerate(run):
        out += sound
        if i in breaks:
            out += "i" if i + 1 < len(run) and run[i + 1] == "y" else "a"
    return out


def _before_vowel(run: list[str], *, first: bool) -> str:
    count = len(run)
    if first:
        breaks = {0} if count > 1 else set()
        if count > 3:
            breaks |= set(range(2, count - 1, 2))
    else:
        breaks = set(range(1, count - 1, 2)) if count > 2 else set()
        if count > 1 and run[-1] == "y":
            breaks.add(count - 2)
    return _joined(run, breaks)


def _at_end(run: list[str], *, first: bool, after_alif: bool) -> str:
    count = len(run)
    if first:
        return _joined(run, {0} | ({1} if count == 3 else set(range(2, count - 1, 2))))
    if count == 2:
        return run[0] + ("i" if after_alif else "a") + run[1]
    return _joined(run, set(range(1, count - 1)) if count > 2 else set())
