"""Plans that the reporter says somebody put forward: "طرحت مصر واليابان أمام المجلس مشروع قرار"."""

from __future__ import annotations

from khabar.reading.analysis import Analysis, ProposalDraft
from khabar.reading.bodies import body_of
from khabar.reading.parties.queries import phrase_from
from khabar.reading.proposals.gathered import Gathered
from khabar.reading.proposals.lexicon import cores_of, plan_words
from khabar.reading.proposals.mentions import Mention
from khabar.record import Status

_LOOK_BACK = 14
_PUT_FORWARD = frozenset({"offer", "plan", "decision"})
_NEGATIONS = frozenset({"لم", "لن", "لا", "ان", "قد", "قبل"})


def tabled_by(analysis: Analysis, mention: Mention) -> list[int]:
    """Return the parties whom the words before an offer, plan or draft name as putting it forward."""
    frame = mention.frame
    if not mention.draft and (mention.plan is None or frame is None or frame.family not in _PUT_FORWARD):
        return []
    verbs = plan_words().sets["tabled"]
    sentence = analysis.sentences[analysis.sentence_of[mention.head]]
    for i in range(mention.first - 1, max(sentence.first, mention.first - _LOOK_BACK) - 1, -1):
        if not cores_of(analysis.forms[i].norm) & verbs or analysis.forms[i - 1].norm in _NEGATIONS:
            continue
        phrase = phrase_from(analysis, i + 1, mention.first)
        return list(dict.fromkeys(body_of(analysis, x) for x in phrase[1])) if phrase is not None else []
    return []


def table(draft: ProposalDraft, found: Gathered) -> None:
    """Make those who tabled a proposal its sponsors."""
    draft.offered_by = found.tablers
    if found.tablers:
        draft.sponsors = found.tablers
        draft.status = draft.status or Status.TABLED
        if draft.status == Status.FLOATED:
            draft.status = Status.TABLED


def extend(analysis: Analysis, drafts: list[ProposalDraft]) -> None:
    """Let what a draft resolution asks for be put forward by those who tabled it, not by the document."""
    for draft in drafts:
        if not draft.offered_by:
            continue
        documents = {
            analysis.party_mentions[m].party
            for piece in draft.mentions
            for m in analysis.mention_at.get(piece.first, ())
            if analysis.parties[analysis.party_mentions[m].party].kind == "document"
        }
        if not documents:
            continue
        for other in drafts:
            said = {s for s in other.stands if documents & set(analysis.statements[s].sources)}
            for s in said:
                del other.stands[s]
            if said and other is not draft:
                other.sponsors = other.offered_by = list(draft.offered_by)
                other.part_of = analysis.proposals.index(draft)
                other.instrument = draft.instrument
                other.status = Status.TABLED
