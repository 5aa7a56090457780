"""Is what somebody asks for, offers or refuses without a plan word a proposal of its own? Signs of it, weighed.

"دعا إلى تشغيل المصنع" names a plan; "دعا إلى ضبط النفس", "رفض هذا الاتهام" do not. Every sign (who says it, how, how
long the words are and what they begin with) carries a weight in lexicon/proposal_weights.toml, measured on annotated
reports by training/proposal_weights.py; their sum gives the probability.
"""

from __future__ import annotations

import math
from functools import cache

from khabar.lexicon import load
from khabar.reading.analysis import Analysis, Piece
from khabar.reading.bodies import body_of
from khabar.reading.proposals.contents import clausal
from khabar.reading.proposals.lexicon import cores_of, plan_words
from khabar.reading.proposals.stances import stance

_POINTERS = frozenset({"هذا", "هذه", "ذلك", "تلك", "هوء لاء", "كل", "جميع", "جميعهم", "ما", "من", "اي"})
_LONG = 7


def signs(analysis: Analysis, index: int, piece: Piece, *, told: bool, place: str = "alone") -> list[str]:
    """Return the signs of a matter of a statement, as keys of proposal_weights.toml.

    told: whether words tell its kind; place: where it stands: alone or listed after another matter.
    """
    statement = analysis.statements[index]
    act = stance(analysis, index)
    first = analysis.forms[piece.first]
    words = sum(form.kind == "word" for form in analysis.forms[piece.first : piece.last])
    clause = statement.content is not None and clausal(analysis, statement.content)
    length = f"{min(words, _LONG)} words"
    found = [
        "all",
        f"act {act}",
        length,
        f"{act} {'short' if words < 4 else 'long'}",
        f"{'clause' if clause else 'phrase'} {'short' if words < 5 else 'long'}",
        f"by {statement.by.rpartition(':')[2]}",
        f"first {_shape(analysis, piece)}",
        f"kind {'told' if told else 'open'}",
        f"statement {statement.kind}",
        f"sources {min(len(statement.sources), 2)}",
    ]
    if place != "alone":
        sort = place.split(maxsplit=1)[0]
        found += list(dict.fromkeys((sort, place, f"{sort} {act}", f"{sort} first {_shape(analysis, piece)}")))
    if statement.sources:
        found.append(f"body {analysis.parties[body_of(analysis, statement.sources[0])].kind}")
    if statement.addressee is not None:
        found.append("addressed")
    if len(analysis.statements_over(statement.cue.first)) > 0:
        found.append("nested")
    if analysis.quote_of[piece.first] >= 0:
        found.append("quoted")
    if first.best.pronoun:
        found.append("owned")
    if not cores_of(first.norm).isdisjoint(plan_words().heads):
        found.append("head of plans")
    if any(m for i in range(piece.first + 1, piece.last) for m in analysis.mention_at.get(i, ())):
        found.append("party named")
    return found


def item_signs(analysis: Analysis, sort: str, piece: Piece, *, kind: str, plan: bool) -> list[str]:
    """Return the signs of an item: how it is told, of which kind; plan: whether a plan word names it."""
    words = sum(form.kind == "word" for form in analysis.forms[piece.first : piece.last])
    found = [
        f"item {sort}",
        f"item of {'a plan' if plan else 'its own'}",
        f"item {kind}",
        f"item {min(words, _LONG)} words",
        f"item first {_shape(analysis, piece)}",
    ]
    if any(m for i in range(piece.first, piece.last) for m in analysis.mention_at.get(i, ())):
        found.append("item names a party")
    return found


def _shape(analysis: Analysis, piece: Piece) -> str:
    """What kind of word a matter begins with: a pointer, a noun by its article and preposition, a verb."""
    form = analysis.forms[piece.first]
    best = form.best
    if best.core in _POINTERS or form.norm in _POINTERS:
        return "pointer"
    if best.article:
        return "definite"
    if best.particle in ("ب", "ل"):
        return "joined"
    if form.norm[:1] in "ينا" and len(form.norm) < 6:
        return "perhaps verb"
    return "plain"


@cache
def weights() -> dict[str, float]:
    """Return the measured weights of all signs."""
    return {sign: float(weight) for sign, weight in load("proposal_weights")["weights"].items()}


@cache
def threshold() -> float:
    """Return the probability from which on a matter is kept as a proposal."""
    return float(load("proposal_weights")["threshold"])


@cache
def item_threshold() -> float:
    """Return the probability from which on an item is kept: higher, since most of what is listed is detail."""
    return float(load("proposal_weights")["item_threshold"])


def probability(found: list[str]) -> float:
    """Return how probable it is that a matter with these signs is a proposal."""
    known = weights()
    return 1.0 / (1.0 + math.exp(-math.fsum([known[sign] for sign in found if sign in known])))
