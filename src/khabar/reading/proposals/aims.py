"""Which plan a statement takes its stand on, among all that its content names."""

from __future__ import annotations

from typing import NamedTuple

from khabar.reading.analysis import Analysis
from khabar.reading.proposals.contents import Contents
from khabar.reading.proposals.gathered import FOUND_BY
from khabar.reading.proposals.items import verbal_noun
from khabar.reading.proposals.mentions import Mention
from khabar.reading.proposals.stances import stance
from khabar.record import Act, ProposalKind

_STANDS = frozenset({*FOUND_BY, Act.CONDEMN, Act.DENY})
_NEAR = 14  # words of a content before the first plan that it can still be a stand on


class Use(NamedTuple):
    """How statements use a mention: those whose content or cue holds it (innermost first), those that aim at it."""

    covering: list[int]
    aimed: list[int]


def uses_of(analysis: Analysis, mentions: list[Mention]) -> list[Use]:
    """Return for each mention the statements that hold it and those that take their stand on it.

    A stand is on the plan that comes first in a content, and on those that the same list goes on with.
    """
    contents = Contents(analysis)
    uses = []
    for mention in mentions:
        covering = contents.covering(mention.named)
        covering += [s for s in contents.cued(mention.first, mention.last) if s not in covering]
        uses.append(Use(covering, []))
    held: dict[int, list[tuple[Mention, Use]]] = {}
    for mention, use in zip(mentions, uses, strict=True):
        for s in use.covering:
            held.setdefault(s, []).append((mention, use))
    for index, found in sorted(held.items(), key=lambda item: item[0]):
        statement = analysis.statements[index]
        if stance(analysis, index) not in _STANDS or statement.content is None:
            continue
        aimed = False
        going_on, listed = True, False
        for mention, use in found:
            if mention.within or _made_known(analysis, index, mention):
                continue
            if not (going_on or listed or mention.joined or _follows(analysis, mention)):
                break
            if not aimed and (mention.named - statement.content.first > _NEAR or _aside(analysis, index, mention)):
                break
            listed = listed or (mention.joined and not going_on)
            use.aimed.append(index)
            aimed = True
            going_on = mention.plan is None
    return uses


def _made_known(analysis: Analysis, index: int, mention: Mention) -> bool:
    """Whether a neutral word only makes a meeting or a vote known that its source will hold: no promise of it."""
    plain = analysis.statements[index].act in (Act.SAY, Act.ANNOUNCE)
    if not plain or mention.plan is None or stance(analysis, index) != Act.PROMISE:
        return False
    return mention.plan.kind in _EVENTS or mention.plan.family == "nuclear deal"


def _aside(analysis: Analysis, index: int, mention: Mention) -> bool:
    """Whether a demand names a plan only as what the thing asked for is to serve ("إرسال وفد بهدف التوصل إلى هدنة")."""
    statement = analysis.statements[index]
    act = stance(analysis, index)
    if statement.content is None:
        return False
    norms = analysis.norms(statement.content.first, mention.first)
    if act == Act.REJECT and any(norm in _WORDS_OF_OTHERS for norm in norms[:_AT_ONCE]):
        return True
    if act != Act.DEMAND:
        return False
    if any(norm in TOUCHING for norm in norms):
        return True
    return any(norm in _TO_SERVE and any(verbal_noun(before) for before in norms[:at]) for at, norm in enumerate(norms))


def _follows(analysis: Analysis, mention: Mention) -> bool:
    """Whether a verb of order before a plan puts it after the one named first ("هدنة تتبعها مفاوضات")."""
    return any(form.norm in _AFTER_IT for form in analysis.forms[max(0, mention.first - 2) : mention.first])


_AT_ONCE = 3  # words of a content in which it is told that the words of others are refused
_WORDS_OF_OTHERS = frozenset(
    {
        "قاله", "قالته", "ذكره", "ذكرته", "تصريحات", "التصريحات", "اتهامات", "الاتهامات", "مزاعم", "المزاعم", "ادعاءات",
        "الادعاءات", "اقوال", "الاقوال", "انتقادات", "الانتقادات", "تلميحات", "تكهنات",
    }
)  # fmt: skip
# Behind these words stands what the thing asked for is about: "توضيحات حول الاتفاق" asks for no agreement.
TOUCHING = frozenset({"حول", "بشان", "بخصوص", "يتعلق", "المتعلقه", "المتعلق", "ازاء", "حيال", "اسباب"})
_EVENTS = frozenset({ProposalKind.TALKS, ProposalKind.ELECTION})
_TO_SERVE = frozenset({"بهدف", "بغيه", "لمحاوله", "اجل", "لاجل", "للتوصل", "لضمان", "بسبب", "نظرا", "عبر"})
_AFTER_IT = frozenset(
    {"تتبعه", "تتبعها", "يتبعه", "يتبعها", "يليه", "يليها", "تليه", "تليها", "يعقبه", "يعقبها", "تعقبه", "تعقبها", "ثم"}
)
