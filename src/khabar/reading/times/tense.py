"""Whether the deed that a time belongs to is still to come: the nearest telling word before it decides."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from khabar.arabic import fold
from khabar.lexicon import load
from khabar.reading.analysis import Analysis

_REACH = 22
_FUTURE_LETTERS = ("ي", "ت", "ن")
_RELATIVES = frozenset({"الذي", "التي", "الذين", "اللذين", "اللتين"})
_NO_PAST = frozenset(
    {
        "لا",
        "لن",
        "لم",
        "ما",
        "من",
        "في",
        "فيه",
        "فيها",
        "علي",
        "عن",
        "الي",
        "هو",
        "هي",
        "هم",
        "قد",
        "لها",
        "له",
        "عليها",
        "عليه",
        "منها",
        "منه",
        "عند",
        "سوف",
        "ان",
        "اذا",
    }
)
"""After a relative pronoun these leave the tense open."""
_CLAUSE_OF_THE_PAST = -2
_TO_ASKING = 6
"""Tokens, blanks among them, from "عقد" back to whoever asks for it."""
_NOT_YET = frozenset({"لم", "كان", "كانت", "كانوا"})


class _Markers(NamedTuple):
    """Folded words that point ahead or back, and what looks like a future verb and is none."""

    future: frozenset[str]
    past: frozenset[str]
    no_verb: frozenset[str]
    endings: frozenset[str]
    no_first_person: tuple[str, ...]
    calling: frozenset[str]
    called: frozenset[str]
    asking: frozenset[str]
    postponing: frozenset[str]


@cache
def _markers() -> _Markers:
    data = load("times")["tense"]
    folded = {name: [fold(word) for word in data[name]] for name in _Markers._fields}
    return _Markers(
        frozenset(folded["future"]),
        frozenset(word + ending for word in folded["past"] for ending in ("", "ت", "وا", "ا", "تا")),
        frozenset(stem + ending for stem in folded["no_verb"] for ending in ("", *folded["endings"])),
        frozenset(folded["endings"]),
        tuple(folded["no_first_person"]),
        frozenset(folded["calling"]),
        frozenset(folded["called"]),
        frozenset(folded["asking"]),
        frozenset(folded["postponing"]),
    )


@lru_cache(maxsize=50_000)
def tense_of(norm: str) -> int:
    """Return 1 for a word that points to the future, -1 to the past, 0 for any other."""
    markers = _markers()
    for word in (norm, norm[1:]) if norm[:1] in ("و", "ف") else (norm,):
        if word in markers.future:
            return 1
        if word in markers.past:
            return -1
        if len(word) >= 4 and word[0] == "س":
            if word[1] in _FUTURE_LETTERS and word not in markers.no_verb and (word[1] != "ن" or len(word) > 4):
                return 1
            if word[1] == "ا" and not word.startswith(markers.no_first_person):
                return 1
    return 0


def is_future(analysis: Analysis, i: int, end: int) -> bool:
    """Whether the words before token i of its sentence, or right after the time, speak of the future.

    An imperfect after لم or كان tells of the past; a gathering called or asked for, and what something is put off to,
    is still to come.
    """
    told = _told(analysis, i)
    if told:
        return told > 0
    forms = analysis.forms
    return end < len(forms) and forms[end].norm[:1] not in ("و", "ف") and tense_of(forms[end].norm) > 0


def is_of_the_past(analysis: Analysis, i: int) -> bool:
    """Whether a clause that can only tell of the past holds token i: "التي بدأت في …", "منذ أن أقال … في …"."""
    return _told(analysis, i) == _CLAUSE_OF_THE_PAST


def was_due(analysis: Analysis, i: int) -> bool:
    """Whether "كان من المقرر" and the like stand before token i: the day that was meant may be over."""
    first = max(analysis.sentences[analysis.sentence_of[i]].first, i - _REACH)
    for k in range(i - 1, first, -1):
        if tense_of(analysis.forms[k].norm) > 0:
            of = _back(analysis, k, first)
            if analysis.forms[of].norm == "من" and _before(analysis, of, first) in ("كان", "كانت"):
                return True
    return False


def _told(analysis: Analysis, i: int) -> int:
    """1 where the nearest telling word before token i points ahead, -1 where it points back, -2 for good, else 0."""
    markers = _markers()
    first = analysis.sentences[analysis.sentence_of[i]].first
    forms = analysis.forms
    gathering = put_off = False
    for k in range(i - 1, max(first, i - _REACH) - 1, -1):
        norm = forms[k].norm
        tense = tense_of(norm)
        word = norm.removeprefix("و")
        if (gathering and word in markers.calling) or (put_off and word in markers.postponing):
            return 1
        put_off = put_off or norm == "الي"
        if norm in _RELATIVES and _is_past_clause(forms[_after(analysis, k)].norm):
            return _CLAUSE_OF_THE_PAST
        if tense > 0 and norm[:1] in ("ي", "ت") and k > first and _before(analysis, k, first) in _NOT_YET:
            return -1
        if gathering and norm == "عقد" and _asked_for(analysis, k, first):
            return 1
        if tense < 0 and _opens_clause(analysis, k, first):
            return _CLAUSE_OF_THE_PAST
        if tense:
            return tense
        if norm in markers.called:
            gathering = gathering or _before(analysis, k, first) in ("الي", "عقد")
        elif norm[:1] == "ل" and (norm[1:] in markers.called or "ا" + norm in markers.called):
            gathering = True
    return 0


def _is_past_clause(norm: str) -> bool:
    """Whether the first word of a relative clause is a verb of the past: "الاتفاق الذي أبرمته"."""
    return len(norm) > 2 and norm[0] not in "يتسنبلك" and norm not in _NO_PAST and norm[:2] != "ال"


def _after(analysis: Analysis, k: int) -> int:
    k += 1
    while k < len(analysis.forms) - 1 and analysis.forms[k].kind == "space":
        k += 1
    return min(k, len(analysis.forms) - 1)


def _asked_for(analysis: Analysis, k: int, first: int) -> bool:
    """Whether somebody asks for what token k begins: "طلبت الدولتان عقد"."""
    asking = _markers().asking
    return any(analysis.forms[j].norm.removeprefix("و") in asking for j in range(max(first, k - _TO_ASKING), k))


def _opens_clause(analysis: Analysis, k: int, first: int) -> bool:
    """Whether a verb of the past at token k stands right after a relative pronoun, or after "منذ أن"."""
    before = _before(analysis, k, first)
    if before in _RELATIVES:
        return True
    return before == "ان" and _before(analysis, _back(analysis, k, first), first) in ("منذ", "مذ")


def _back(analysis: Analysis, k: int, first: int) -> int:
    """The token of the word before token k, or the one before `first`."""
    k -= 1
    while k > first and analysis.forms[k].kind == "space":
        k -= 1
    return k


def _before(analysis: Analysis, k: int, first: int) -> str:
    """The folded word before token k, with و or ف taken off, or ""."""
    k = _back(analysis, k, first)
    norm = analysis.forms[k].norm if k >= first else ""
    return norm[1:] if norm[:1] in ("و", "ف") and len(norm) > 2 else norm
