"""The terms of a proposal, read from the words that name it and from the statements that put it forward.

Who sponsors it and whom it asks, who would move or be freed, where, for how long, from when, by what instrument
and to what purpose. What the words do not say stays empty.
"""

from __future__ import annotations

from khabar.arabic import fold
from khabar.reading.analysis import Analysis, Piece, ProposalDraft
from khabar.reading.bodies import body_of
from khabar.reading.parties.queries import mentions_in
from khabar.reading.proposals.gathered import Gathered
from khabar.reading.proposals.lexicon import cores_of, plan_words
from khabar.reading.proposals.sponsors import sponsors_of
from khabar.record import Act, EntityKind, Purpose

_PUT_FORWARD = frozenset({Act.PROPOSE, Act.PROMISE, Act.DEMAND})
_BETWEEN_PARTIES = frozenset({"nuclear deal", "truce", "settlement", "swap", "trade", "negotiation", "meeting"})
_MOVERS = frozenset({"release", "withdrawal", "evacuation", "deployment", "armed presence"})
_REACH = 14  # words after a mention that can still tell its terms


def read_terms(analysis: Analysis, draft: ProposalDraft, gathered: Gathered) -> None:
    """Fill the terms of one proposal."""
    draft.sponsors = sponsors_of(analysis, gathered)
    draft.addressees = _addressees(analysis, gathered, draft.sponsors)
    for piece in draft.mentions:
        end = _clause_end(analysis, piece)
        if gathered.family in _BETWEEN_PARTIES and not draft.parties:
            draft.parties = _parties(analysis, piece, end)
        if gathered.family in _MOVERS and not draft.subject:
            draft.subject = _subject(analysis, gathered, piece)
        _places(analysis, draft, piece)
        _times(analysis, draft, piece, end)
        draft.purpose = draft.purpose or _purpose(analysis, piece)
    plan = gathered.plan
    if plan is not None:
        draft.instrument = "resolution" if any(m.draft for m in gathered.mentions) else plan.instrument
        draft.purpose = draft.purpose or plan.purpose
    framed = [m.frame.instrument for m in gathered.mentions if m.frame and m.frame.instrument]
    draft.instrument = draft.instrument or (framed[0] if framed else None)


def _addressees(analysis: Analysis, gathered: Gathered, sponsors: list[int]) -> list[int]:
    """Whom it asks: the addressee of the demand or offer, else who refuses it."""
    for s in sorted(gathered.stands):
        statement = analysis.statements[s]
        if statement.addressee is None or _press(analysis, statement.addressee):
            continue
        if gathered.stands[s] in _PUT_FORWARD:
            return [statement.addressee] if statement.addressee not in sponsors else []
    for s in sorted(gathered.stands):
        if gathered.stands[s] == Act.REJECT:
            bodies = [body_of(analysis, x) for x in analysis.statements[s].sources]
            return [b for b in dict.fromkeys(bodies) if b not in sponsors]
    return []


def _press(analysis: Analysis, party: int) -> bool:
    """Whether a party only hears what it is to report: an outlet, "الصحافيين"."""
    heard = analysis.parties[party]
    return heard.kind == EntityKind.MEDIA or fold(heard.name).removeprefix("ال").startswith(("صحاف", "صحفي"))


def _clause_end(analysis: Analysis, piece: Piece) -> int:
    """The token after the words that can still tell the terms of a mention: its clause, at most `_REACH` words."""
    end = piece.last
    stop = analysis.sentences[analysis.sentence_of[piece.first]].last
    while end < stop and end - piece.last < _REACH and analysis.texts[end] not in {"،", "؛", ".", ":", ","}:
        end += 1
    return end


def _parties(analysis: Analysis, piece: Piece, end: int) -> list[int]:
    """Between whom: the parties after "بين" or "مع" in the words of the mention."""
    for i in range(piece.first, min(end, piece.first + 12)):
        norm = analysis.forms[i].norm
        if norm in ("بين", "مع"):
            found: list[int] = []
            for m in mentions_in(analysis, i + 1, min(end, i + 10)):
                mention = analysis.party_mentions[m]
                if mention.party not in found and (norm == "بين" or not found):
                    found.append(mention.party)
            return found[:6]
    return []


def _subject(analysis: Analysis, gathered: Gathered, piece: Piece) -> list[int]:
    """Who would move or be freed: the party right after the word that names the plan, or whoever promises it."""
    for m in mentions_in(analysis, piece.first + 1, min(piece.last, piece.first + 6)):
        return [analysis.party_mentions[m].party]
    if gathered.family == "withdrawal":
        for s in sorted(gathered.stands):
            if gathered.stands[s] in (Act.PROMISE, Act.PROPOSE):
                return [body_of(analysis, x) for x in analysis.statements[s].sources]
    return []


def _places(analysis: Analysis, draft: ProposalDraft, piece: Piece) -> None:
    for index in sorted({index for _, index in analysis.places_between(piece.first, piece.last)}):
        place = analysis.places[index]
        if index not in draft.area and any(piece.start <= m.start and m.end <= piece.end for m in place.mentions):
            draft.area.append(index)


_FROM = frozenset({"ابتداء", "اعتبارا", "بدءا", "منذ", "يبدا", "تبدا", "تدخل", "يدخل", "بدايه"})


_NOT_LASTING = frozenset({"منذ", "قبل", "بعد", "خلال", "غضون", "في", "طوال"})
_DURATION_NEAR = 5  # words after the first of a truce in which how long it lasts stands bare ("هدنة من سبعة أيام")


def _times(analysis: Analysis, draft: ProposalDraft, piece: Piece, end: int) -> None:
    """How long and from when, as the words of a mention and its clause say."""
    limit = analysis.ends[end - 1]
    for _, index in analysis.times_between(piece.first, end):
        time = analysis.times[index]
        if not piece.start <= time.piece.start < limit:
            continue
        before = analysis.forms[time.piece.first - 1].norm if time.piece.first else ""
        own = analysis.forms[time.piece.first].norm
        lasting = before in ("لمده", "مدتها", "مدته", "مده", "لفتره", "تستمر", "يستمر") or own in (
            "لمده",
            "مدتها",
            "مدته",
        )
        if time.kind == "duration" and time.duration and draft.duration is None and (lasting or before == own):
            draft.duration = time.duration
        elif time.kind == "duration" and time.duration and draft.duration is None and time.piece.first < piece.last:
            draft.duration = time.duration if own.startswith("ل") or before.startswith("ل") else None
            if draft.duration is None and draft.kind == "ceasefire" and before not in _NOT_LASTING:
                bare = time.piece.first - piece.first <= _DURATION_NEAR
                draft.duration = time.duration if bare else None
        elif time.kind in ("date", "time") and draft.starts is None:
            near = {f.norm for f in analysis.forms[max(0, time.piece.first - 3) : time.piece.first]}
            if near & _FROM:
                draft.starts = index


def _purpose(analysis: Analysis, piece: Piece) -> Purpose | None:
    sets = plan_words().sets
    for i in range(piece.first, piece.last):
        cores = cores_of(analysis.forms[i].norm)
        for name, purpose in _PURPOSES:
            if cores & sets[name]:
                return purpose
    return None


_PURPOSES: tuple[tuple[str, Purpose], ...] = (
    ("humanitarian", "humanitarian"),
    ("holiday", "holiday"),
    ("election", "election"),
    ("peace", "peace_process"),
)
