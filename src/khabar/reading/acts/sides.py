"""Sides: whether a content speaks of the source's own side or of somebody else."""

from __future__ import annotations

from functools import cache

from khabar.arabic import fold
from khabar.lexicon import load
from khabar.reading.analysis import Analysis, StatementDraft
from khabar.reading.parties import spoken_for
from khabar.record import EntityKind, StatementKind

_PRONOUN_CLAUSES = frozenset(
    {"انه", "انها", "انهم", "انهما", "اننا", "بانه", "بانها", "بانهم", "باننا", "انني", "باني"}
)
_STATES = frozenset({EntityKind.COUNTRY, EntityKind.GOVERNMENT})
_BODIES = frozenset({EntityKind.GOVERNMENT, EntityKind.STATE_BODY, EntityKind.ARMED_GROUP, EntityKind.IGO})
_DOERS = _BODIES | {EntityKind.COUNTRY, EntityKind.PERSON, EntityKind.PARTY, EntityKind.GROUP}
_BEFORE = 12
_AFTER = 3


@cache
def side_words(name: str) -> frozenset[str]:
    """Return a folded word list of lexicon/acts.toml ("sides")."""
    return frozenset(fold(word) for word in load("acts")["sides"][name])


def own_parties(analysis: Analysis, draft: StatementDraft) -> set[int]:
    """Return the sources of a statement and those they speak for, belong to or hold a post in."""
    own = {*draft.sources, *(spoken_for(analysis, p) for p in draft.sources)}
    for source in draft.sources:
        party = analysis.parties[source]
        own.update(party.part_of)
        own.update(role.of for role in party.roles if role.of is not None)
    return own


def opening(analysis: Analysis, draft: StatementDraft) -> tuple[int, bool]:
    """Return the first token after the content's subject, and whether that subject is the source's own side.

    "(أنهم) يرفضون", "بلاده ترفض", "واشنطن ترفض" said by her minister, "رفضه", or a first person.
    """
    content = draft.content
    if content is None:
        return 0, False
    first = content.first
    before = analysis.forms[first - 1].norm if first else ""
    if draft.by.endswith("/phrase") or before in _PRONOUN_CLAUSES:
        return first, True
    if analysis.forms[first].norm in side_words("own"):
        return first + 1, True
    if not draft.sources:
        return first, draft.kind is StatementKind.DIRECT
    own = own_parties(analysis, draft)
    source = analysis.parties[draft.sources[0]]
    for index in analysis.mention_at.get(first, ()):
        mention = analysis.party_mentions[index]
        if mention.piece.first == first and not mention.nested:
            named = analysis.parties[mention.party]
            same = source.country is not None and named.country == source.country and named.kind in _STATES
            # "قال المتحدث إن الحركة …": the body of a spokesman who is not said to be anybody else's
            unplaced = source.country is None and source.speaks_for is None
            officer = unplaced and side_words("official") & set(fold(source.name).split())
            hostile = analysis.forms[first].norm in side_words("adversary")
            body = bool(officer) and not hostile and named.kind in _BODIES and mention.form == "nominal"
            return mention.piece.last, mention.party in own or same or body
    return first, draft.kind is StatementKind.DIRECT


def other_doer(analysis: Analysis, draft: StatementDraft, token: int) -> bool:
    """Whether somebody other than the source's side stands near as the possible doer of the deed at a token."""
    content = draft.content
    if content is None:
        return False
    own = own_parties(analysis, draft)
    country = analysis.parties[draft.sources[0]].country if draft.sources else None
    adversaries = side_words("adversary")
    for i in range(max(content.first, token - _BEFORE), min(content.last, token + _AFTER)):
        if i == token:
            continue
        if analysis.forms[i].norm in adversaries:
            return True
        for index in analysis.mention_at.get(i, ()):
            mention = analysis.party_mentions[index]
            party = analysis.parties[mention.party]
            if mention.nested or mention.party in own or party.kind not in _DOERS:
                continue
            if country is None or party.country != country or party.kind not in _STATES:
                return True
    return False
