"""Acts: what a source does by its words, from cue, content and negation together.

A verb such as "رفض" or "دعا" says it itself. After neutral ones ("قال", "أكد", "أضاف") and after those that describe
("وصف") many signs are weighed (`decision`): the cue, who speaks (`news`), of whom the content speaks (`sides`), its
words of refusal, blame, praise … (`signs`, `weighing`), the fields of meaning in it (`fields`), and what the source
did before.
"""

from __future__ import annotations

from khabar.reading.acts.decision import decide, signs
from khabar.reading.analysis import Analysis, StatementDraft
from khabar.record import Act, StatementKind

_OWN_DEEDS = frozenset({Act.ACCEPT, Act.REJECT, Act.SUPPORT, Act.PROMISE, Act.PROPOSE, Act.DEMAND})
_AT_ONCE = 3  # words of a denial before the deed that is denied: "نفى أن يكون قد وافق"
_NEUTRAL = frozenset({Act.SAY, Act.ANNOUNCE})
_DESCRIBING = frozenset({"reporting:وصف", "reporting:سمى"})


def find_acts(analysis: Analysis) -> None:
    """Set the act of every statement, in text order, that its cue alone does not tell."""
    for index, draft in enumerate(analysis.statements):
        if draft.kind is StatementKind.NONE:
            draft.act = Act.NO_COMMENT
        elif is_open(draft):
            decision = decide(signs(analysis, index))
            draft.act = decision.act
            draft.act_because = decision.because
            draft.act_chance = decision.probability
    for draft in analysis.statements:
        if draft.act in _OWN_DEEDS and _denied(analysis, draft):
            draft.act = Act.DENY


def _denied(analysis: Analysis, draft: StatementDraft) -> bool:
    """Whether a deed by words is one that its doer denies: "نفت الحركة أنها وافقت على الهدنة"."""
    for over in analysis.statements_over(draft.cue.first)[:1]:
        outer = analysis.statements[over]
        if outer.act is Act.DENY and outer.content is not None and set(outer.sources) == set(draft.sources):
            return draft.cue.first - outer.content.first <= _AT_ONCE
    return False


def is_open(draft: StatementDraft) -> bool:
    """Whether the cue of a statement leaves its act open, so that its signs decide."""
    return draft.content is not None and (draft.act in _NEUTRAL or draft.entry in _DESCRIBING)
