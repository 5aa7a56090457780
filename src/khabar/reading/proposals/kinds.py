"""The kind of a matter that no plan word names."""

from __future__ import annotations

from khabar.reading.analysis import Analysis, Piece
from khabar.reading.proposals.lexicon import plan_words
from khabar.record import ProposalKind

_ON_AGAIN = frozenset({"استئناف", "استيناف", "مواصله", "معاوده", "تجديد", "متابعه", "استمرار", "تصعيد", "توسيع"})
_FIGHTING = frozenset({"قتال", "قصف", "غارات", "ضربات", "حرب", "هجوم", "هجمات", "معركه", "عمليات"})
_ARMING = frozenset({"دعم", "تزويد", "تسليح", "ادخال", "شراء", "حصول", "بيع", "توريد", "امداد", "استيراد"})
_TELLING = 4  # words of a matter that can tell its kind


def kind_of(analysis: Analysis, piece: Piece) -> ProposalKind:
    """Return the kind of a matter that no plan word names, by the first of its words that tells one."""
    matters = plan_words().matters
    if analysis.forms[piece.first].best.core in _ON_AGAIN:
        fights = {way.core for form in analysis.forms[piece.first + 1 : piece.first + 3] for way in form.segmentations}
        if fights & _FIGHTING:
            return ProposalKind.OTHER  # to go on fighting is the opposite of a truce
    for form in analysis.forms[piece.first : min(piece.last, piece.first + _TELLING)]:
        if form.kind != "word":
            continue
        for way in (form.best, *form.segmentations):
            if way.core in matters:
                return _unless_armed(analysis, piece, matters[way.core])
    return ProposalKind.OTHER


def _unless_armed(analysis: Analysis, piece: Piece, kind: ProposalKind) -> ProposalKind:
    """Return a kind, but none in particular where weapons are not given up but got ("تزويد القبائل بأسلحة")."""
    armed = kind == ProposalKind.DISARMAMENT and analysis.forms[piece.first].best.core in _ARMING
    return ProposalKind.OTHER if armed else kind
