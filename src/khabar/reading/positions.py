"""Positions: where each party stands on each proposal, from the last statement that takes a stand."""

from __future__ import annotations

import datetime as dt

from khabar.gazetteer import party as known_party
from khabar.reading.analysis import Analysis, PositionDraft, StatementDraft
from khabar.record import Act

_STANCES = frozenset(
    {Act.ACCEPT, Act.REJECT, Act.DEMAND, Act.PROPOSE, Act.SUPPORT, Act.CONDEMN, Act.DENY, Act.PROMISE, Act.NO_COMMENT}
)

_ONLY = frozenset({"حصرا", "حصريا", "فقط", "وحده", "وحدها", "وحدهم"})
_NOT = frozenset({"لا", "لن", "لم", "ما", "ولا", "ولن", "ولم", "ليس", "وليس", "رفض", "رفضت"})
_EXCEPT = frozenset({"الا", "سوي"})
_HOWEVER = frozenset({"ان", "انه", "انها", "انهم"})  # "إلا أن": however
_WORDS_OF_ONLY = 40  # words of a content in which "only" can still limit the stand


def body_of(analysis: Analysis, party: int) -> int:
    """Return the body that a person or an unnamed source speaks for; else the party itself.

    A spokesman, a minister and an envoy speak for the body of their post; the political bureau of a movement and
    a foreign ministry that a person stands for in turn speak for the movement and the state.
    """
    known = analysis.parties[party]
    if known.speaks_for is not None:
        return known.speaks_for
    if known.kind not in ("person", "unnamed"):
        return party
    of = [role.of for role in known.roles if role.of is not None]
    if of:
        return _whole(analysis, of[-1])
    return _known_for(analysis, party)


def _known_for(analysis: Analysis, party: int) -> int:
    """The body that a person known to the gazetteer stands for, if the report names it; else the person.

    A member of a government stands for it or for its country, whichever the report names.
    """
    known = analysis.parties[party]
    row = known_party(known.gazetteer_id) if known.gazetteer_id else None
    if row is None:
        return party
    for index, other in enumerate(analysis.parties):
        if row.of and other.gazetteer_id == row.of:
            return index
    if known.sector == "GOV" and known.country:
        for kind in ("country", "government"):
            for index, other in enumerate(analysis.parties):
                if other.kind == kind and other.country == known.country:
                    return index
    return party


def _whole(analysis: Analysis, body: int) -> int:
    """The body that an organ belongs to where the words say so right after it ("المكتب السياسي لحركة …")."""
    known = analysis.parties[body]
    if known.kind not in ("state_body", "group"):
        return body
    if known.part_of:
        return known.part_of[0]
    for m in known.mentions:
        after = analysis.party_mentions[m].piece.last
        for n in analysis.mention_at.get(after, ()):
            mention = analysis.party_mentions[n]
            if mention.piece.first == after and mention.party != body and analysis.forms[after].norm.startswith("ل"):
                return mention.party
    return body


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
    for index, statement in enumerate(analysis.statements):
        for proposal in statement.about if statement.act == Act.NO_COMMENT else taken.get(index, ()):
            act = analysis.proposals[proposal].stands.get(index, Act.NO_COMMENT)
            for source in statement.sources:
                party = body_of(analysis, source)
                position = found.setdefault((party, proposal), PositionDraft(party, proposal, act, []))
                position.stance = act
                position.statements.append(index)
                position.exclusive = _exclusive(analysis, statement)
                position.as_of = _day(analysis, statement)
    for proposal, draft in enumerate(analysis.proposals):
        for party in draft.concluded_by:
            found.setdefault((party, proposal), PositionDraft(party, proposal, Act.ACCEPT, []))
    analysis.positions = list(found.values())


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
