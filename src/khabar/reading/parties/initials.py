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


_WITH_DOTS = _LETTERS | frozenset("ابتجدرسشفقكلمنهوي")


def _dotted_end(scan: Scan, first: int) -> int:
    """The end of letters with dots between them and no spaces ("بي.بي.سي", "أ.ف.ب"), or `first`."""
    at, ends, starts = first, scan.analysis.ends, scan.analysis.starts
    while at + 2 < len(scan) and scan.text(at + 1) == "." and scan.norms[at + 2] in _WITH_DOTS:
        if ends[at] != starts[at + 1] or ends[at + 1] != starts[at + 2] or not scan.words[at + 2]:
            break
        at += 2
    return at + 1 if at - first >= 4 else first


def initials_at(scan: Scan, first: int) -> tuple[int, int] | None:
    """Return (end token, clitic letters) of an outlet called by its letters ("سي ان ان", "أ.ف.ب"), or None."""
    norm = scan.norms[first]
    if len(norm) > _LONGEST:
        return None
    if first + 1 < len(scan) and scan.text(first + 1) == ".":
        for lead in (0, 1):
            if norm[lead:] in _WITH_DOTS and (end := _dotted_end(scan, first)) > first:
                return end, lead
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
