"""What a statement does by the noun its content begins with: "أعلنا موافقتهما على …" accepts, "جدد رفضه …" refuses."""

from __future__ import annotations

from khabar.reading.analysis import Analysis
from khabar.record import Act

_NEUTRAL = frozenset({Act.ANNOUNCE, Act.SAY})
_OWN = {
    "موافق": Act.ACCEPT,
    "موافقه": Act.ACCEPT,
    "موافقت": Act.ACCEPT,
    "قبول": Act.ACCEPT,
    "رفض": Act.REJECT,
    "معارضه": Act.REJECT,
    "معارضت": Act.REJECT,
    "تاييد": Act.SUPPORT,
    "ترحيب": Act.SUPPORT,
}
_FIRST = 2  # words of a content in which the noun can stand


def stance(analysis: Analysis, index: int) -> Act:
    """Return the act of a statement, or the stand told by a noun with a pronoun right at the start of its content."""
    statement = analysis.statements[index]
    if statement.act not in _NEUTRAL or statement.content is None:
        return statement.act
    first = statement.content.first
    for form in analysis.forms[first : min(first + _FIRST, statement.content.last)]:
        for way in (form.best, *form.segmentations):
            if way.pronoun and way.core in _OWN:
                return _OWN[way.core]
    return statement.act
