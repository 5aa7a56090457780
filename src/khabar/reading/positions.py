"""Positions: where each party stands on each proposal, from the last statement that takes a stand."""

from __future__ import annotations

import datetime as dt

from khabar.arabic import fold
from khabar.reading.analysis import Analysis, PositionDraft, ProposalDraft, StatementDraft
from khabar.reading.bodies import body_of
from khabar.reading.proposals.concluded import BOTH, two_before
from khabar.reading.proposals.lexicon import cores_of, plan_words
from khabar.record import Act

_STANCES = frozenset(
    {Act.ACCEPT, Act.REJECT, Act.DEMAND, Act.PROPOSE, Act.SUPPORT, Act.CONDEMN, Act.DENY, Act.PROMISE, Act.NO_COMMENT}
)

_ONLY = frozenset({"حصرا", "حصريا", "فقط", "وحده", "وحدها", "وحدهم"})
_NOT = frozenset({"لا", "لن", "لم", "ما", "ولا", "ولن", "ولم", "ليس", "وليس", "رفض", "رفضت"})
_EXCEPT = frozenset({"الا", "سوي"})
_HOWEVER = frozenset({"ان", "انه", "انها", "انهم"})  # "إلا أن": however
_ASIDE = frozenset({"unnamed", "media"})
_JUDGING = frozenset({Act.ACCEPT, Act.REJECT, Act.SUPPORT, Act.CONDEMN, Act.DENY})
_SUPPOSED = frozenset({"حال", "حاله", "اذا", "لو", "احتمال", "امكانيه"})
_ITSELF = frozenset({"يدعو", "تدعو", "يطالب", "تطالب", "يقترح", "تقترح"})
_WARNINGS = frozenset({Act.WARN, Act.THREATEN})
_STANDS = frozenset(
    {
        "استعداد",
        "موافقه",
        "رفض",
        "قبول",
        "التزام",
        "تصميم",
        "تمسك",
        "تاييد",
        "ترحيب",
        "معارضه",
        "اصرار",
        "عزم",
        "رغبه",
        "دعم",
    }
)
_HOLDERS = frozenset({"armed_group", "government", "country", "party", "group", "igo", "state_body"})
_STATES = frozenset({"country", "government"})
_PUTTING = frozenset({Act.DEMAND, Act.PROPOSE})
_AT_ONCE = 2  # words of a content in which the demand or offer of another is named
_MEETINGS = frozenset({"قمه", "موتمر", "اجتماع", "ملتقي"})
_ANSWERS = frozenset({Act.ACCEPT, Act.REJECT})
_CONDITIONS = frozenset({"شروط", "بنود", "نقاط", "مطالب"})
_AT_THE_START = 4  # words of a content in which "the conditions" are named
_WORDS_OF_ONLY = 40  # words of a content in which "only" can still limit the stand


def derive_positions(analysis: Analysis) -> None:
    """Fill the analysis with one position per party and proposal: the last stand in the report decides.

    Parties to an agreement that was concluded accept it where they are not heard of it otherwise.
    """
    found: dict[tuple[int, int], PositionDraft] = {}
    taken: dict[int, list[int]] = {}
    for proposal, draft in enumerate(analysis.proposals):
        for index, act in draft.stands.items():
            if act in _STANCES:
                taken.setdefault(index, []).append(proposal)
    _with_conditions(analysis, taken)
    _judged(analysis, taken)
    for index, statement in enumerate(analysis.statements):
        for proposal in statement.about if statement.act == Act.NO_COMMENT else taken.get(index, ()):
            draft = analysis.proposals[proposal]
            act = draft.stands.get(index, statement.act)
            if _handed_on(analysis, draft, index) or _not_taken(analysis, index):
                continue
            for party in _speakers(analysis, statement):
                if not _takes_sides(analysis, party):
                    continue
                first = Act.PROPOSE if act == Act.DEMAND and _offered(draft, party) else act
                position = found.setdefault((party, proposal), PositionDraft(party, proposal, first, []))
                position.statements.append(index)
                if not _decides(analysis, position, index, act):
                    continue
                position.stance = first if len(position.statements) == 1 else act
                position.exclusive = _exclusive(analysis, statement)
                position.as_of = _day(analysis, statement)
    for proposal, draft in enumerate(analysis.proposals):
        whole = analysis.proposals[draft.part_of] if draft.part_of is not None else draft
        for party in dict.fromkeys((*draft.concluded_by, *whole.concluded_by)):
            position = found.setdefault((party, proposal), PositionDraft(party, proposal, Act.ACCEPT, []))
            if position.stance == Act.SUPPORT:
                position.stance = Act.ACCEPT  # who praises what he has signed has done more than praise it
        for party in draft.offered_by:
            found.setdefault((party, proposal), PositionDraft(party, proposal, Act.PROPOSE, []))
        for party, act in draft.told:
            found.setdefault((party, proposal), PositionDraft(party, proposal, act, []))
    analysis.positions = _once_a_state(analysis, list(found.values()))


def _once_a_state(analysis: Analysis, positions: list[PositionDraft]) -> list[PositionDraft]:
    """Leave out the stand of a state where its government takes the same, or that of the government: the one heard less."""
    held: dict[tuple[int, Act, str], PositionDraft] = {}
    twice: list[PositionDraft] = []
    for position in positions:
        party = analysis.parties[position.party]
        if party.kind not in _STATES or not party.country:
            continue
        other = held.setdefault((position.proposal, position.stance, party.country), position)
        if other is position:
            continue
        less, more = sorted((other, position), key=lambda x: len(analysis.parties[x.party].mentions))
        more.statements = sorted({*more.statements, *less.statements})
        twice.append(less)
        held[position.proposal, position.stance, party.country] = more
    return [position for position in positions if position not in twice]


def _speakers(analysis: Analysis, statement: StatementDraft) -> list[int]:
    """Who takes the stand of a statement: the bodies of its sources; of "both sides" the two that the report is about."""
    span = statement.source_piece
    if span is not None and BOTH & set(analysis.norms(span.first, span.last)):
        both = two_before(analysis, span.first)
        if both:
            return both
    bodies = [body_of(analysis, source) for source in statement.sources]
    told = _told_of(analysis, statement) or _told_by_anybody(analysis, statement, bodies)
    return told if told and not any(_alike(analysis, one, other) for one in told for other in bodies) else bodies


def _alike(analysis: Analysis, one: int, other: int) -> bool:
    """Whether two bodies are most likely one by two names: of one kind and country, or a state and its government."""
    first, second = analysis.parties[one], analysis.parties[other]
    same = first.kind == second.kind or {first.kind, second.kind} <= _STATES
    return same and first.country == second.country


def _told_of(analysis: Analysis, statement: StatementDraft) -> list[int]:
    """The body whose stand a speaker makes known by a noun with its name: "أعلن الوسيط استعداد الحركة لـ…"."""
    content = statement.content
    if content is None or content.first + 1 >= content.last:
        return []
    if not cores_of(analysis.forms[content.first].norm) & _STANDS:
        return []
    return [
        body_of(analysis, mention.party)
        for m in analysis.mention_at.get(content.first + 1, ())
        if (mention := analysis.party_mentions[m]).piece.first == content.first + 1
        and not mention.nested
        and analysis.parties[mention.party].kind in _HOLDERS
    ]


def _told_by_anybody(analysis: Analysis, statement: StatementDraft, bodies: list[int]) -> list[int]:
    """The body whose stand a spokesman of nobody in particular tells: "قال الناطق إن الجيش لن يشارك في المحادثات"."""
    content = statement.content
    if content is None or statement.act not in _ANSWERS:
        return []
    if not bodies or any(_takes_sides(analysis, body) for body in bodies):
        return []
    return [
        body_of(analysis, mention.party)
        for m in analysis.mention_at.get(content.first, ())
        if (mention := analysis.party_mentions[m]).piece.first == content.first
        and not mention.nested
        and analysis.parties[mention.party].kind in _HOLDERS
    ]


def _with_conditions(analysis: Analysis, taken: dict[int, list[int]]) -> None:
    """Let who accepts or refuses "the conditions" take that stand on each of those that the plan is made of."""
    parts: dict[int, list[int]] = {}
    for proposal, draft in enumerate(analysis.proposals):
        if draft.part_of is not None:
            parts.setdefault(draft.part_of, []).append(proposal)
    for index, proposals in taken.items() if parts else ():
        statement = analysis.statements[index]
        if statement.act not in _ANSWERS or statement.content is None:
            continue
        first = statement.content.first
        words = {core for form in analysis.forms[first : first + _AT_THE_START] for core in cores_of(form.norm)}
        if words & _CONDITIONS:
            proposals += [part for whole in list(proposals) for part in parts.get(whole, ()) if part not in proposals]


def _handed_on(analysis: Analysis, draft: ProposalDraft, index: int) -> bool:
    """Whether a statement only hands on the stand of another: "قال الناطق إن الوزير دعا إلى هدنة" is the minister's."""
    content = analysis.statements[index].content
    if content is None or analysis.statements[index].act in _JUDGING:
        return False
    between = analysis.cues_between(content.first, content.last)
    inside = [other for _, other in between if other != index and other in draft.stands]
    own = set(analysis.statements[index].sources)
    return any(own.isdisjoint(analysis.statements[other].sources) for other in inside)


def _judged(analysis: Analysis, taken: dict[int, list[int]]) -> None:
    """Let who judges what another asks for or offers take that stand on it: "ندد بمطالبة العراق بتشكيل محكمة"."""
    for index, statement in enumerate(analysis.statements):
        if index in taken or statement.act not in _JUDGING or statement.content is None:
            continue
        first = statement.content.first
        for _, other in analysis.cues_between(first, first + _AT_ONCE):
            put = analysis.statements[other].act in _PUTTING
            if other != index and put and set(statement.sources).isdisjoint(analysis.statements[other].sources):
                for proposal in taken.get(other, ()):
                    analysis.proposals[proposal].stands.setdefault(index, statement.act)
                    taken.setdefault(index, []).append(proposal)


def _not_taken(analysis: Analysis, index: int) -> bool:
    """Whether a stand is only thought of ("في حال رفض الكونغرس …") or that of a plan's own words ("اتفاقا يدعو إلى …")."""
    cue = analysis.statements[index].cue
    if cue.first == 0:
        return False
    before = analysis.forms[cue.first - 1]
    if before.norm in _SUPPOSED:
        return True
    if analysis.forms[cue.first].norm in _ITSELF and not cores_of(before.norm).isdisjoint(plan_words().frames):
        return True
    over = analysis.statements_over(cue.first)
    if not over or analysis.statements[over[0]].act not in _WARNINGS:
        return False
    outer = analysis.statements[over[0]].content
    return outer is not None and cue.first - outer.first <= 1


def _offered(draft: ProposalDraft, party: int) -> bool:
    """Whether the report says that a party put a proposal forward, so that asking others for it is no other stand."""
    return party in draft.offered_by or (party, Act.PROPOSE) in draft.told


def _takes_sides(analysis: Analysis, party: int) -> bool:
    """Whether a party is one that can be for or against: no outlet, and no source without a name whose body is not told.

    A draft or a report that demands takes sides itself, and so do a person without a post and a summit.
    """
    known = analysis.parties[party]
    return known.kind not in _ASIDE or (
        known.kind == "unnamed" and bool(cores_of(fold(known.name.split()[0])) & _MEETINGS)
    )


def _decides(analysis: Analysis, position: PositionDraft, statement: int, act: Act) -> bool:
    """Whether a stand replaces those that a party took before.

    One that does not name the proposal does not, nor does asking others to take up what one has offered.
    """
    if len(position.statements) == 1:
        return True
    if act == Act.DEMAND and position.stance == Act.PROPOSE:
        return False
    guessed = analysis.proposals[position.proposal].guessed
    return statement not in guessed or set(position.statements) <= guessed


def _exclusive(analysis: Analysis, statement: StatementDraft) -> bool:
    """Whether a statement says "only": "حصرا", "فقط", or "لن … إلا" (a negation and then an exception)."""
    if statement.content is None:
        return False
    first, last = min(statement.cue.first, statement.content.first), max(statement.cue.last, statement.content.last)
    if last - first > _WORDS_OF_ONLY:
        last = statement.content.first + _WORDS_OF_ONLY
    negated = False
    norms = analysis.norms(max(0, first - 1), last)
    for norm, after in zip(norms, [*norms[1:], ""], strict=True):
        if norm in _ONLY or (negated and norm in _EXCEPT and after not in _HOWEVER):
            return True
        negated = negated or norm in _NOT
    return False


def _day(analysis: Analysis, statement: StatementDraft) -> dt.date | None:
    """The day of a statement, as its time says; else the day of the report."""
    if statement.time is not None:
        return analysis.times[statement.time].latest
    return analysis.report.published
