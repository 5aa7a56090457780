"""How far a proposal has come, from what parties said of it and from the words around its names."""

from __future__ import annotations

from khabar.reading.analysis import Analysis, ProposalDraft
from khabar.reading.bodies import body_of
from khabar.reading.proposals.awaited import clause_before
from khabar.reading.proposals.gathered import Gathered
from khabar.reading.proposals.lexicon import cores_of, plan_words
from khabar.record import Act, Status

_FOR = frozenset({Act.ACCEPT, Act.SUPPORT})
_AGAINST = frozenset({Act.REJECT, Act.CONDEMN})
_LASTING = frozenset({"truce", "withdrawal", "settlement", "nuclear deal", "swap", "release", "siege"})


def read_status(analysis: Analysis, draft: ProposalDraft, gathered: Gathered) -> None:
    """Set the status of a proposal and the statements that make it so."""
    draft.status, draft.status_because = _status(analysis, gathered)
    if draft.requires and draft.status in (None, Status.DECLARED):
        draft.status = Status.FLOATED  # what waits for something else is not there yet


def _status(analysis: Analysis, gathered: Gathered) -> tuple[Status | None, list[int]]:
    told = _told(analysis, gathered)
    if "agreed" in gathered.by:
        return Status.ACCEPTED, []
    if told in (Status.VIOLATED, Status.ENDED):
        return told, []
    support = [s for s, act in gathered.stands.items() if act in _FOR]
    against = [s for s, act in gathered.stands.items() if act in _AGAINST]
    if support and against:
        same = _bodies(analysis, support) & _bodies(analysis, against)
        return (Status.ACCEPTED_IN_PART if same else Status.CONTESTED), sorted(support + against)
    if told is not None:
        return told, []
    asked = [s for s, act in gathered.stands.items() if act in (Act.DEMAND, Act.PROPOSE, Act.PROMISE)]
    if against:
        refused = any(gathered.stands[s] == Act.REJECT for s in against)
        backed = asked and gathered.plan is not None and gathered.plan.instrument == "agreement"
        return (Status.REJECTED if refused and not backed else Status.CONTESTED), sorted(against)
    accepted = [s for s in support if gathered.stands[s] == Act.ACCEPT]
    if accepted:
        return Status.ACCEPTED, sorted(accepted)
    if "planned" in gathered.by and gathered.kind in ("talks", "election", "withdrawal") and not asked:
        return Status.SCHEDULED, []
    announced = [s for s in gathered.about if analysis.statements[s].act == Act.ANNOUNCE]
    if announced and gathered.family in ("truce", "withdrawal", "deployment", "corridor", "matter") and not asked:
        return Status.DECLARED, sorted(announced[:1])
    offered = [s for s in asked if gathered.stands[s] == Act.PROPOSE]
    if offered and gathered.frames & {"offer", "plan", "decision"}:
        return Status.TABLED, sorted(offered)
    if asked or "offered" in gathered.by:
        return Status.FLOATED, sorted(asked)
    return None, []


def _bodies(analysis: Analysis, statements: list[int]) -> set[int]:
    return {body_of(analysis, x) for s in statements for x in analysis.statements[s].sources}


def _not_yet(analysis: Analysis, before: range) -> bool:
    """Whether the words before a plan make its taking effect a wish, a condition or something to come."""
    norms = {analysis.forms[i].norm for i in before}
    return bool(norms & _WISHED) or any(norm.startswith(("ست", "سي")) for norm in norms)


_WISHED = frozenset({"ان", "حتي", "ممكنا", "يمكن", "قد", "اذا", "لن", "لم", "قبل", "عند", "عندما", "حين", "لدي"})


def _told(analysis: Analysis, gathered: Gathered) -> Status | None:
    """What the words just around a mention tell: broken, over, in force, concluded."""
    if gathered.family not in _LASTING:
        return None
    sets = plan_words().sets
    found: Status | None = None
    for mention in gathered.mentions:
        sentence = analysis.sentences[analysis.sentence_of[mention.head]]
        before = range(max(sentence.first, mention.first - 3), mention.first)
        after = range(mention.named + 1, min(sentence.last, mention.named + 7))
        near = {core for i in (*before, *after) for core in cores_of(analysis.forms[i].norm)}
        ahead = {core for i in before for core in cores_of(analysis.forms[i].norm)}
        if ahead & sets["violated"] and gathered.family == "truce":
            return Status.VIOLATED
        if ahead & sets["ended"] and gathered.family == "truce":
            return Status.ENDED
        if (
            near & sets["in_effect"]
            and not _not_yet(analysis, before)
            and clause_before(analysis, mention.first) is None
        ):
            found = Status.IN_EFFECT
    if found is None and gathered.concluded:
        return Status.ACCEPTED
    return found
