"""Words that name a plan without saying which: whom "الاتفاق", "هذا العرض" mean, and new plans without a kind."""

from __future__ import annotations

from bisect import bisect_left, insort

from khabar.reading.analysis import Analysis
from khabar.reading.bodies import body_of
from khabar.reading.proposals.authors import authors
from khabar.reading.proposals.awaited import condition_at
from khabar.reading.proposals.gathered import Gathered
from khabar.reading.proposals.kinds import kind_of
from khabar.reading.proposals.lexicon import cores_of
from khabar.reading.proposals.mentions import Mention, piece_of
from khabar.reading.proposals.stances import stance
from khabar.record import Act, ProposalKind

_AGREED = frozenset({"nuclear deal", "truce", "settlement", "swap", "trade"})
_ON_IT = frozenset({"علي", "عليه", "عليها", "عليهما", "حول", "بشان"})
_MUST = frozenset({"يجب", "ينبغي", "سيتم", "يتم", "لم", "جري", "يمكن", "فور", "بعد", "قبل", "حال", "عدم"})
_YET = frozenset({"علي", "حول", "بشان"})
_PUT_FORWARD_BY = {"demand": Act.DEMAND, "offer": Act.PROPOSE, "plan": Act.PROPOSE}
_IN_MIND = 100  # proposals: more than a report has, so that only a book of reports forgets
_LEAD = 3  # words between the start of a content and the plan that it puts forward


class Nearby:
    """Proposals by where they begin, to ask for those near a word: a reader has not all of a book in mind."""

    def __init__(self, gathered: list[Gathered]) -> None:
        """gathered: may grow; every proposal in it has words."""
        self.gathered = gathered
        self._begun: list[tuple[int, int]] = []

    def ranked(self, at: int) -> list[Gathered]:
        """Return the proposals that begin before a character, the last one found first, then those that begin later."""
        for rank in range(len(self._begun), len(self.gathered)):
            insort(self._begun, (self.gathered[rank].pieces[0].start, rank))
        cut = bisect_left(self._begun, (at, -1))
        before = sorted((rank for _, rank in self._begun[max(0, cut - _IN_MIND) : cut]), reverse=True)
        after = sorted(rank for _, rank in self._begun[cut : cut + _IN_MIND])
        return [self.gathered[rank] for rank in (*before, *after)]


def meant(analysis: Analysis, nearby: Nearby, mention: Mention) -> Gathered | None:
    """Return the proposal that a bare frame word means: the last one before it that such a word can name."""
    frame = mention.frame
    if frame is None:
        return None
    if frame.family == "agreement" and not mention.definite and by_its_town(analysis, mention):
        ranked = nearby.ranked(analysis.starts[mention.head])
        return next((g for g in ranked if g.family == "nuclear deal"), None)
    if not (mention.definite or _of_it(analysis, mention) or _somebodys(analysis, mention)):
        return None
    after = analysis.forms[mention.head + 1].norm if mention.head + 1 < len(analysis) else ""
    if analysis.forms[mention.head].norm == "للاتفاق" and after in _YET:
        return None  # what is still to be agreed
    if frame.family == "agreement" and after in _ON_IT and analysis.forms[mention.head - 1].norm in _MUST:
        return None  # "زيارة يجب الاتفاق عليها": the deed of agreeing, no agreement
    if frame.family == "agreement" and after == "علي" and _awaited(analysis, mention.head):
        return None  # "بمجرد الاتفاق على الممرات"
    at = analysis.starts[mention.head]
    if frame.family == "step":
        return _taken_up(analysis, nearby.gathered, mention, at)
    ranked = nearby.ranked(at)
    if frame.family == "agreement":
        fitting = (
            [g for g in ranked if g.family == "nuclear deal"]
            or [g for g in ranked if "agreement" in g.frames]
            or [g for g in ranked if g.family in _AGREED]
        )
    else:
        return _last_put_forward(analysis, ranked, mention, frame.family, at)
    return fitting[0] if fitting else None


def _of_it(analysis: Analysis, mention: Mention) -> bool:
    """Whether a word for an agreement or plan is said of the one in mind: "إنه اتفاق متوازن"."""
    return (
        mention.head > 0
        and analysis.forms[mention.head - 1].norm in _IT
        and bool(analysis.statements_over(mention.head))
    )


def _somebodys(analysis: Analysis, mention: Mention) -> bool:
    """Whether a decision is that of who is named right behind it, or any at all: "قرار الوزير", "نفت أي اتفاق"."""
    if mention.frame is None:
        return False
    if mention.frame.family == "decision":
        behind = analysis.mention_at.get(mention.head + 1, ())
        return any(analysis.party_mentions[m].piece.first == mention.head + 1 for m in behind)
    over = analysis.statements_over(mention.head)
    before = analysis.forms[mention.head - 1].norm if mention.head else ""
    return (
        mention.frame.family == "agreement"
        and before in _ANY
        and bool(over)
        and analysis.statements[over[0]].act == Act.DENY
    )


_ANY = frozenset({"اي", "باي", "لاي"})
_IT = frozenset({"انه", "انها", "بانه", "بانها", "لانه", "لانها"})


def _taken_up(analysis: Analysis, gathered: list[Gathered], mention: Mention, at: int) -> Gathered | None:
    """The proposal named last before "هذه الخطوة", "الفكرة" at the start of what somebody welcomes or condemns."""
    over = analysis.statements_over(mention.head)
    statement = analysis.statements[over[0]] if over else None
    if statement is None or statement.content is None or stance(analysis, over[0]) not in _JUDGING:
        return None
    if mention.head - statement.content.first > _LEAD:
        return None
    last = [
        (max(p.start for p in g.pieces if p.start < at), i) for i, g in enumerate(gathered) if g.pieces[0].start < at
    ]
    return gathered[max(last)[1]] if last else None


_JUDGING = frozenset({Act.SUPPORT, Act.CONDEMN, Act.REJECT, Act.ACCEPT})


def _last_put_forward(
    analysis: Analysis, ranked: list[Gathered], mention: Mention, family: str, at: int
) -> Gathered | None:
    """The proposal last called by such a word, or last asked for or offered, before a character; not by who answers it."""
    act = _PUT_FORWARD_BY.get(family)
    over = analysis.statements_over(mention.head)
    answering = {body_of(analysis, x) for s in over[:1] for x in analysis.statements[s].sources}
    owned = _owned(analysis, ranked, mention, act)
    if owned is not None:
        return owned
    best: tuple[int, Gathered] | None = None
    for g in ranked:
        spot = g.called_before(family, at)
        place = bisect_left(g.stood, at, key=lambda s: analysis.statements[s].cue.start) if act is not None else 0
        for s in reversed(g.stood[max(0, place - _IN_MIND) : place]):
            start = analysis.statements[s].cue.start
            if spot is not None and start <= spot:
                break
            bodies = (body_of(analysis, x) for x in analysis.statements[s].sources)
            if g.stands.get(s) == act and s not in over and answering.isdisjoint(bodies):
                spot = start
                break
        if spot is not None and (best is None or spot > best[0]):
            best = (spot, g)
    if best is not None:
        return best[1]
    called = next((g for g in ranked if family in g.frames), None)
    if called is None and family == "offer":
        return _last_put_forward(analysis, ranked, mention, "demand", at)  # what another has asked for is his offer
    return called


def _owned(analysis: Analysis, ranked: list[Gathered], mention: Mention, act: Act | None) -> Gathered | None:
    """The proposal that those put forward whose offer or demand the words call it: "الطلب الأمريكي", "مبادرة الحركة"."""
    owners = set(authors(analysis, mention))
    lands = {country for x in owners if (country := analysis.parties[x].country)}
    if not owners:
        return None
    for g in ranked:
        made = {*g.authors, *(party for party, taken in g.told if taken == act)}
        if owners & made or any(analysis.parties[x].country in lands for x in made):
            return g
    return None


def rivals(analysis: Analysis, g: Gathered, mention: Mention) -> bool:
    """Whether words for an offer name another's than the one they would mean: "المقترح العماني" after the envoy's truce."""
    if mention.frame is None or mention.frame.family != "offer":
        return False
    owners = set(authors(analysis, mention))
    known = set(g.authors) | g.backers | set(g.tablers)
    lands = {analysis.parties[x].country for x in known} - {None}
    return (
        bool(owners and known) and not owners & known and not any(analysis.parties[x].country in lands for x in owners)
    )


def put_forward(analysis: Analysis, mention: Mention, covering: list[int]) -> bool:
    """Whether a statement puts a plan without a kind forward: an indefinite "خطة" right at the start of its content."""
    if mention.definite or mention.frame is None or mention.frame.family != "plan" or not covering:
        return False
    content = analysis.statements[covering[0]].content
    return content is not None and mention.first - content.first <= _LEAD


def answered(analysis: Analysis, mention: Mention, aimed: list[int]) -> bool:
    """Whether a statement accepts, refuses or judges a plan told by its words alone: "رفضت مبادرة الوزارة للإصلاح"."""
    if mention.frame is None or mention.frame.family not in _ANSWERED or mention.last - mention.head < _TOLD_BY:
        return False
    if mention.definite:
        return False
    for s in aimed:
        content = analysis.statements[s].content
        if stance(analysis, s) in _JUDGING and content is not None and mention.first - content.first <= _LEAD:
            return True
    return False


def kind_of_answered(analysis: Analysis, mention: Mention) -> ProposalKind:
    """Return the kind of a plan told by its words alone: an agreement called by its town is one of peace, one on the atom of arms."""
    if mention.frame is not None and mention.frame.family == "agreement":
        words = {core for form in analysis.forms[mention.head + 1 : mention.last] for core in cores_of(form.norm)}
        if words & _ATOMIC:
            return ProposalKind.DISARMAMENT
        if by_its_town(analysis, mention):
            return ProposalKind.POLITICAL_SETTLEMENT
    return kind_of(analysis, piece_of(analysis, mention))


def by_its_town(analysis: Analysis, mention: Mention) -> bool:
    """Whether an agreement is called by the town where it was made: "اتفاق جدة", "اتفاقية «جدة»"."""
    at = mention.head + 1
    if at + 2 < len(analysis) and analysis.texts[at] in _QUOTED:
        return analysis.texts[at + 2] in _CLOSED
    return bool(analysis.places_between(at, at + 1))


_QUOTED = frozenset("\"«“'")
_CLOSED = frozenset("\"»”'")
_ATOMIC = frozenset({"نووي", "نوويه", "نوويا"})
_ANSWERED = frozenset({"offer", "plan", "demand", "agreement"})
_TOLD_BY = 2  # words with which a plan tells what it is


def agreed(analysis: Analysis, mention: Mention) -> bool:
    """Whether a bare "الاتفاق" tells what was agreed: "تم الاتفاق على …"."""
    if mention.frame is None or mention.frame.family != "agreement" or mention.head == 0:
        return False
    after = analysis.forms[mention.head + 1].norm if mention.head + 1 < mention.last else ""
    return after == "علي" and analysis.forms[mention.head - 1].norm in _DONE and not _awaited(analysis, mention.head)


def _awaited(analysis: Analysis, token: int) -> bool:
    """Whether a condition opens right before a token: "ما إن يتم الاتفاق على", "فور الاتفاق على"."""
    return any(condition_at(analysis, at) for at in range(max(0, token - 3), token))


_DONE = frozenset({"تم", "وتم", "جري", "وجري", "يتم", "سيتم"})
