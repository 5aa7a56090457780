"""Which plan waits for which: "أ مقابل ب", "أ مرهون بـ ب", "لا أ قبل ب", lists of conditions of a truce or deal."""

from __future__ import annotations

import re
from itertools import pairwise

from khabar.reading.analysis import Analysis, Piece
from khabar.reading.proposals.awaited import put_forward_by, waits
from khabar.reading.proposals.gathered import Gathered
from khabar.reading.proposals.lexicon import cores_of, plan_words
from khabar.record import Act

_FOLLOWED = frozenset(
    {"تتبعها", "تتبعه", "يتبعها", "يتبعه", "تليها", "تليه", "يليها", "يليه", "تعقبها", "يعقبها", "تعقبه", "يعقبه"}
)
_PAVING = frozenset({"ممهدا", "ممهده", "يمهد", "تمهد", "تمهيدا", "مهد", "مهدت"})
_CONDITION = re.compile("^[وف]?(([يت]|ا)شترط[توا]*|مشترطا|مشترطه|مشترطين)$")
_FOR_THAT = frozenset({"لذلك", "لهذا", "لقاء", "مقابل"})
_CUE = 4  # tokens between the verb that sets a condition and the plan that is one
_AFTER_ONLY = frozenset({"بعد", "فور", "عقب", "حتي"})
_ASKING = frozenset({Act.DEMAND})


def link_conditions(analysis: Analysis, gathered: list[Gathered]) -> None:
    """Fill `requires` and `part_of` of the proposals."""
    places = sorted((piece.first, piece.last, index) for index, found in enumerate(gathered) for piece in found.pieces)
    words = plan_words().sets["requires"]
    for (first, last, one), (after, end, other) in pairwise(places):
        if one == other or analysis.sentence_of[first] != analysis.sentence_of[after]:
            continue
        if _comes_after(analysis, first, after) or _set_for(analysis, first, after):
            _require(analysis, other, one, analysis.piece(first, last))
            continue
        if _set_for_that(analysis, first, after):
            _require(analysis, one, other, analysis.piece(after, end))
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
    ranks = {id(found): index for index, found in enumerate(gathered)}
    for index, found in enumerate(gathered):
        for other_one, piece in found.needs:
            _require(analysis, index, ranks[id(other_one)], piece)
        for term, piece in found.terms:
            _require(analysis, index, ranks[id(term)], piece)
            analysis.proposals[ranks[id(term)]].part_of = index
        for part in found.parts:
            draft = analysis.proposals[ranks[id(part)]]
            draft.part_of = index if draft.part_of is None else draft.part_of
    _clauses(analysis, gathered)
    _lists(analysis, gathered)


def _comes_after(analysis: Analysis, first: int, after: int) -> bool:
    """Whether the second of two plans follows on the first: "هدنة تتبعها مفاوضات", "… ممهدا الطريق لـ …"."""
    return any(norm in _FOLLOWED or norm.lstrip("وف") in _PAVING for norm in analysis.norms(first, after + 1))


def _set_for(analysis: Analysis, first: int, after: int) -> bool:
    """Whether the first of two plans is the condition that somebody sets for the second: "مشترطا انسحابهم للعودة إلى الحوار"."""
    if analysis.forms[after].norm[0] != "ل" and not any(
        norm[0] == "ل" for norm in analysis.norms(max(first, after - 3), after)
    ):
        return False
    return any(_CONDITION.match(norm) for norm in analysis.norms(max(0, first - _CUE), first))


def _set_for_that(analysis: Analysis, first: int, after: int) -> bool:
    """Whether the second of two plans is a condition set for the first: "عرض محادثات، واشترط لذلك سحب القوات"."""
    norms = analysis.norms(first, after)
    return any(_CONDITION.match(norm) and then in _FOR_THAT for norm, then in pairwise(norms))


def _clauses(analysis: Analysis, gathered: list[Gathered]) -> None:
    """Clauses of condition that no plan word pair told: "ما ان يتفق الخبراء على الطرق حتى تدخل الهدنة حيز التنفيذ"."""
    for index in range(len(gathered)):
        draft = analysis.proposals[index]
        awaited = None if draft.requires else waits(analysis, gathered, index)
        if awaited is not None:
            _require(analysis, index, *awaited)
            draft.sponsors = draft.sponsors or put_forward_by(analysis, awaited[1].first)


def _asked_first(analysis: Analysis, found: Gathered, first: int) -> bool:
    """Whether the words before "مقابل" are what is asked for, so that what follows is given in return."""
    for s, act in found.stands.items():
        content = analysis.statements[s].content
        if content is not None and content.first <= first < content.last:
            return act in _ASKING
    return False


def _require(analysis: Analysis, waiting: int, needed: int | None, piece: Piece) -> None:
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
