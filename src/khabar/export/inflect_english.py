"""English endings: plurals, past tense, third person, articles."""

from __future__ import annotations

from khabar.lexicon.glossary import Entry


def _first(phrase: str, change: str) -> str:
    """Put a changed first word back before the rest of its phrase ("rule out" → "ruled out")."""
    _, space, rest = phrase.partition(" ")
    return change + space + rest


def past(entry: Entry) -> str:
    """Return a verb's past."""
    if entry.irregular:
        return entry.irregular
    word = entry.english.split(" ", 1)[0]
    if word.endswith("e"):
        return _first(entry.english, word + "d")
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return _first(entry.english, word[:-1] + "ied")
    return _first(entry.english, word + "ed")


def present(entry: Entry) -> str:
    """Return a verb's third person singular."""
    word = entry.english.split(" ", 1)[0]
    if word in {"must", "should"}:
        return entry.english
    if word == "be":
        return _first(entry.english, "is")
    if word == "have":
        return _first(entry.english, "has")
    if word in {"go", "do", "veto"}:
        return _first(entry.english, word + "es")
    return _first(entry.english, _with_s(word))


def participle(entry: Entry) -> str:
    """Return a verb's form in -ing."""
    word = entry.english.split(" ", 1)[0]
    if word.endswith("ie"):
        word = word[:-2] + "y"
    elif word.endswith("e") and word != "be" and not word.endswith("ee"):
        word = word[:-1]
    elif entry.irregular.endswith(word[-1:] + "ed") or word in {"hit", "cut", "put", "set", "win", "admit", "commit"}:
        word += word[-1]
    return _first(entry.english, word + "ing")


def _with_s(word: str) -> str:
    if word.endswith(("s", "sh", "ch", "x", "z")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def plural(entry: Entry) -> str:
    """Return a noun's plural; in "X of Y" and "X to Y" the first noun takes it."""
    if entry.irregular:
        return entry.irregular
    for link in (" of ", " in ", " for "):
        if link in entry.english:
            head, rest = entry.english.split(link, 1)
            return _with_s(head) + link + rest
    if entry.english.endswith(" for"):
        return _with_s(entry.english[:-4]) + " for"
    *before, last = entry.english.split(" ")
    return " ".join([*before, last if last.endswith("s") and last != "bus" else _with_s(last)])


def number_of(entry: Entry, number: str) -> str:
    """Return a noun in the singular ("s"), plural ("p") or dual ("two …")."""
    if number == "s":
        return entry.english
    many = plural(entry)
    return f"two {many}" if number == "d" else many
