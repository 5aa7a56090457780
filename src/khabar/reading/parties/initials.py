"""Spelt-out Latin letters: an outlet by its initials ("بي بي سي"), which begin no personal name."""

from __future__ import annotations

from khabar.reading.parties.scan import Scan

_LETTERS = frozenset(
    [
        "بي",
        "سي",
        "ان",
        "اي",
        "اف",
        "ام",
        "ايه",
        "ايل",
        "تي",
        "في",
        "دي",
        "جي",
        "اتش",
        "كي",
        "كيو",
        "ار",
        "اس",
        "يو",
        "او",
        "اكس",
        "زد",
        "ال",
        "تو",
        "ون",
        "بيه",
    ]
)


_LONGEST = 1 + max(map(len, _LETTERS))  # with one letter joined to it


def letters_end(scan: Scan, first: int) -> int:
    """The end of a run of spelt-out Latin letters ("بي بي سي"), or `first`."""
    at = first
    while scan.word(at) and scan.norms[at] in _LETTERS:
        at += 1
    return at


def initials_at(scan: Scan, first: int) -> tuple[int, int] | None:
    """Return (end token, clitic letters) of an outlet called by spelt-out letters ("سي ان ان"), or None."""
    norm = scan.norms[first]
    if len(norm) > _LONGEST:
        return None
    for lead in (0, 1) if norm[0] in "ولبف" else (0,):
        if norm[lead:] in _LETTERS and norm[lead:] not in {"في", "ان", "او", "اي", "ال", "كي"}:
            end = letters_end(scan, first + 1)
            if end - first >= 3 or (
                end - first == 2
                and norm[lead:] in {"بي", "سي", "اف"}
                and scan.norms[first + 1] not in {"في", "ان", "او", "اي"}
            ):
                return end, lead
    return None
