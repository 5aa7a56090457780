"""Which plan waits for which: "أ مقابل ب", "أ مرهون بـ ب", "لا أ قبل ب", lists of conditions of a truce or deal."""

from __future__ import annotations

from itertools import pairwise

from khabar.reading.analysis import Analysis, Piece
from khabar.reading.proposals.gathered import Gathered
from khabar.reading.proposals.lexicon import cores_of, plan_words
from khabar.record import Act

_AFTER_ONLY = frozenset({"بعد", "فور", "عقب", "حتي"})
_ASKING = frozenset({Act.DEMAND})


def link_conditions(analysis: Analysis, gathered: list[Gathered]) -> None:
    """Fill `requires` and `part_of` of the proposals."""
    places = sorted((piece.first, piece.last, index) for index, found in enumerate(gathered) for piece in found.pieces)
    words = plan_words().sets["requires"]
    for (first, last, one), (after, end, other) in pairwise(places):
        if one == other or analysis.sentence_of[first] != analysis.sentence_of[after]:
            continue
        cue = next(
            (
                i
                for i in range(first, after)
                if analysis.forms[i].norm in words or cores_of(analysis.forms[i].norm) & words
            ),
            None,
        )
        if cue is None or cue <= first:
            continue
        norm = analysis.forms[cue].norm
        waiting, needed, piece = one, other, analysis.piece(after, end)
        if norm in ("مقابل", "نظير", "لقاء") and _asked_first(analysis, gathered[one], first):
            waiting, needed, piece = other, one, analysis.piece(first, last)
        _require(analysis, waiting, needed, piece)
    _lists(analysis, gathered)


def _asked_first(analysis: Analysis, found: Gathered, first: int) -> bool:
    """Whether the words before "مقابل" are what is asked for, so that what follows is given in return."""
    for s, act in found.stands.items():
        content = analysis.statements[s].content
        if content is not None and content.first <= first < content.last:
            return act in _ASKING
    return False


def _require(analysis: Analysis, waiting: int, needed: int, piece: Piece) -> None:
    draft = analysis.proposals[waiting]
    if all(known != needed for known, _ in draft.requires):
        draft.requires.append((needed, piece))


def _lists(analysis: Analysis, gathered: list[Gathered]) -> None:
    """The conditions of a truce, offer or deal: what one statement lists after "شروط" is required by it."""
    whole = [
        i for i, found in enumerate(gathered) if found.family in ("truce", "settlement") or "offer" in found.frames
    ]
    if not whole:
        return
    listed: dict[int, list[int]] = {}
    for i, found in enumerate(gathered):
        if i not in whole:
            for s in dict.fromkeys(found.about):
                listed.setdefault(s, []).append(i)
    for s, items in sorted(listed.items()):
        statement = analysis.statements[s]
        if statement.act not in (Act.DEMAND, Act.PROPOSE) or statement.content is None:
            continue
        if len(items) < 2:
            continue
        near = range(max(0, statement.cue.first - 3), min(statement.content.first + 6, len(analysis)))
        if not any(cores_of(analysis.forms[i].norm) & _CONDITIONS for i in near):
            continue
        before = [i for i in whole if gathered[i].pieces[0].start < statement.content.end]
        if before:
            for item in items:
                _require(analysis, before[0], item, gathered[item].pieces[0])
                analysis.proposals[item].part_of = before[0]


_CONDITIONS = frozenset({"شروط", "شرط", "شروطا", "بنود", "نقاط"})
