"""Which proposal a silence is about: "لم تعلق على العرض", "رفضت التعليق على أنباء عن قمة", "أما الحركة فلم ترد"."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.reading.analysis import Analysis
from khabar.reading.proposals.gathered import Gathered
from khabar.reading.proposals.lexicon import cores_of, plan_words
from khabar.reading.proposals.wordings import Wordings

_SHORTLY = 8  # statements back in which the announcement can have been made
_REACH = 14  # words after the cue of a silence that can say what it is about
_OPEN = 5  # words after the cue of a silence that says nothing of what it is about
_POINTING = frozenset(
    {"عليه", "عليها", "عليهما", "حياله", "حيالها", "بشانه", "بشانها", "الموضوع", "الصدد", "الشان", "ازاءه", "ازاءها"}
)
_ABOUT = frozenset({"علي", "حيال", "بشان", "ازاء", "عن", "حول"})


@dataclass(frozen=True, slots=True)
class Known:
    """Proposals by the first token of their words, by the statement that announces them, and by when they were named last."""

    at: dict[int, Gathered]
    announced: dict[int, Gathered]
    wordings: Wordings


def silent_on(analysis: Analysis, index: int, known: Known) -> Gathered | None:
    """Return the proposal on which a statement keeps silent, or None."""
    cue = analysis.statements[index].cue
    sentence = analysis.sentences[analysis.sentence_of[cue.first]]
    stop = min(sentence.last, cue.last + _REACH)
    end = next((i for i in range(cue.last, stop) if analysis.texts[i] in {"،", ",", "؛", "."}), stop)
    named = next((known.at[i] for i in range(cue.first, end) if i in known.at), None)
    if named is not None:
        return named
    norms = analysis.norms(cue.first, end)
    if _POINTING & set(norms):
        return known.wordings.last_before(cue.start)
    for at, norm in enumerate(norms[:-1]):
        if norm in _ABOUT:
            cores = cores_of(norms[at + 1]) | (
                cores_of(norms[at + 2]) if norms[at + 1] in ("هذا", "هذه") and at + 2 < len(norms) else set()
            )
            if "للتعليق" in norms:
                return None
            if cores & plan_words().sets["announcement"]:
                return _announced(known, index) or known.wordings.last_before(cue.start)
            return known.wordings.last_before(cue.start) if not cores.isdisjoint(plan_words().frames) else None
    until = next((i for i in range(cue.first, end) if analysis.forms[i].norm in ("حتي", "بعد")), end)
    answer = any(cores_of(norm) & plan_words().sets["answer"] for norm in norms)
    if answer and until - cue.last < _OPEN:
        last = known.wordings.last_before(cue.start)
        if last is not None and _near(analysis, last, cue.first):
            return last
    return None


def _near(analysis: Analysis, found: Gathered, token: int) -> bool:
    """Whether a proposal is named in the sentence of a token or the one before, ahead of it."""
    first = analysis.sentences[max(analysis.sentence_of[token] - 1, 0)].first
    return any(first <= piece.first < token for piece in found.pieces)


def _announced(known: Known, index: int) -> Gathered | None:
    """The proposal of the announcement before a silence on "الإعلان", "التصريحات"."""
    back = range(index - 1, max(index - _SHORTLY, 0) - 1, -1)
    return next((known.announced[s] for s in back if s in known.announced), None)
