"""Agreements that the report says were reached: "توصل الطرفان إلى اتفاق", "وقعت الحكومة مع المتمردين هدنة"."""

from __future__ import annotations

from khabar.reading.analysis import Analysis
from khabar.reading.parties.queries import mentions_in
from khabar.reading.proposals.lexicon import cores_of, plan_words
from khabar.reading.proposals.mentions import Mention

_AGREEMENTS = frozenset({"truce", "settlement", "swap", "trade", "withdrawal", "settlements"})
_NEGATIONS = frozenset({"لم", "لن", "لا", "ان", "قبل", "حتي", "اذا", "لو", "عدم"})
_SIGNERS = frozenset({"armed_group", "government", "country", "party", "group", "igo", "state_body"})
_LOOK_BACK = 9


def concluded(analysis: Analysis, mention: Mention) -> list[int] | None:
    """Return the parties that concluded the agreement a mention names (perhaps none is named), or None if nobody did."""
    if mention.plan is None or mention.plan.family not in _AGREEMENTS or mention.verb:
        return None
    verbs = plan_words().sets["concluded"]
    sentence = analysis.sentences[analysis.sentence_of[mention.head]]
    for i in range(mention.first - 1, max(sentence.first, mention.first - _LOOK_BACK) - 1, -1):
        form = analysis.forms[i]
        if form.kind != "word" or not cores_of(form.norm) & verbs:
            continue
        if i > sentence.first and analysis.forms[i - 1].norm in _NEGATIONS:
            return None
        if not {f.norm for f in analysis.forms[i : mention.first]} & {"علي", "الي", "بين"} and mention.frame is None:
            return None
        found: list[int] = []
        for m in mentions_in(analysis, max(sentence.first, i - 3), mention.last):
            party = analysis.party_mentions[m].party
            if analysis.parties[party].kind in _SIGNERS and party not in found:
                found.append(party)
        return found if 2 <= len(found) <= 4 else []
    return None
