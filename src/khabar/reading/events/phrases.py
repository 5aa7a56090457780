"""The party phrases after an event word in its clause, each with the preposition that brings it."""

from __future__ import annotations

from functools import lru_cache

from khabar.numerals import numeral
from khabar.reading.analysis import Analysis
from khabar.reading.events.roles import CLAUSE, DETERMINERS, HEDGES, PREPOSITIONS, REACH, STOPS
from khabar.reading.parties import phrase_from


def phrase_at(analysis: Analysis, token: int, last: int) -> tuple[int, list[int]] | None:
    """Return the end of the party phrase that begins at a token, and its parties."""
    if token not in analysis.mention_at:
        return None
    phrase = phrase_from(analysis, token, last)
    return None if phrase is None else (phrase[0].last, phrase[1])


def clause_end(analysis: Analysis, token: int) -> int:
    """Return where the clause of a token ends: at a stop, a complementiser after it, or REACH words."""
    sentence = analysis.sentences[analysis.sentence_of[token]]
    words = 0
    for at in range(token + 1, sentence.last):
        form = analysis.forms[at]
        if form.norm in STOPS:
            return at
        if form.kind == "punct":
            continue
        words += 1
        if words > REACH or (form.norm in CLAUSE and words > 1):
            return at
        if form.norm == "علي" and at + 1 < sentence.last and analysis.forms[at + 1].norm == "ما":
            return at  # "على ما أعلن مصدر": a relay, nobody it was done to
    return sentence.last


def preposition_of(analysis: Analysis, token: int) -> str:
    """Return the preposition that governs the phrase at a token, joined ("بـ", "لـ") or before it; "" for none."""
    lead = 0
    for index in analysis.mention_at.get(token, ()):
        piece = analysis.party_mentions[index].piece
        if piece.first == token:
            lead = piece.start - analysis.starts[token]
            break
    if lead:
        norm = analysis.forms[token].norm
        joined = norm[:lead].lstrip("وف")
        if joined and joined[-1] in "بل":
            return joined[-1]
        if norm.startswith("لل"):
            return "ل"
    return _standing_before(analysis.forms[token - 1].norm) if token else ""


@lru_cache(maxsize=50_000)
def _standing_before(norm: str) -> str:
    """The preposition that a folded word is, also behind "و" or "ف"; "" for other words."""
    return norm if norm in PREPOSITIONS else norm[1:] if norm[1:] in PREPOSITIONS and norm[0] in "وف" else ""


def after(analysis: Analysis, token: int, last: int, skip: int = 0) -> list[tuple[str, int, list[int]]]:
    """Return the party phrases after a token: (preposition, first token, parties), in text order."""
    found: list[tuple[str, int, list[int]]] = []
    forms, mention_at = analysis.forms, analysis.mention_at
    at = token + 1 + skip
    preposition, passed = "", 0
    while at < last:
        norm = forms[at].norm
        phrase = phrase_at(analysis, at, last) if at in mention_at else None
        if phrase is None:
            bare = norm[1:] if norm[:1] in "وف" and norm[1:] in PREPOSITIONS else norm
            if (bare in ("من", "عن", "علي") and forms[at - 1].norm in HEDGES) or norm in HEDGES:
                pass
            elif bare in PREPOSITIONS:
                preposition, passed = bare, 0
            elif forms[at].kind == "word" and norm not in DETERMINERS and numeral(norm) is None:
                passed += 1
                if (passed > 2 and preposition != "بين") or (not preposition and norm[:1] in "بل" and len(norm) > 4):
                    preposition = "~"
            at += 1
            continue
        own = preposition_of(analysis, at)
        found.append((own or preposition, at, phrase[1]))
        preposition, passed = ("بين" if (own or preposition) == "بين" else ""), 0
        at = max(phrase[0], at + 1)
    return found
