"""When words of one kind name two plans: rival truces, an offer beside a truce in force, two meetings."""

from __future__ import annotations

from typing import NamedTuple

from khabar.reading.analysis import Analysis
from khabar.reading.bodies import body_of
from khabar.reading.proposals.aims import Use
from khabar.reading.proposals.authors import authors
from khabar.reading.proposals.gathered import Gathered
from khabar.reading.proposals.lexicon import cores_of, plan_words
from khabar.reading.proposals.mentions import Mention
from khabar.record import Act

_TRUCES = frozenset({"truce", "halt"})
_MEETINGS = frozenset({"meeting", "session", "negotiation"})
_BACKING = frozenset({Act.PROPOSE, Act.ACCEPT, Act.PROMISE, Act.ANNOUNCE, Act.SUPPORT})
_AT_THE_START = 4  # words of a content before the plan that it is about
_LENGTHS = 5  # words after the first that tell how long a truce lasts


def backers(analysis: Analysis, mention: Mention, use: Use) -> set[int]:
    """Return the bodies that stand behind the plan a mention names: its authors, who offers, announces or accepts it."""
    found = set(authors(analysis, mention))
    for s in use.covering[:1]:
        statement = analysis.statements[s]
        if statement.act not in _BACKING or statement.content is None:
            continue
        if mention.named - statement.content.first <= _AT_THE_START:
            found |= {body_of(analysis, x) for x in statement.sources}
    return found


def length_of(analysis: Analysis, mention: Mention) -> str | None:
    """Return whether the words of a truce make it "lasting" or "passing"; None if they tell neither."""
    sets = plan_words().sets
    for i in range(mention.named + 1, min(mention.last, mention.named + _LENGTHS)):
        cores = cores_of(analysis.forms[i].norm)
        for name in ("lasting", "passing"):
            if cores & sets[name]:
                return name
    return None


class Claim(NamedTuple):
    """Whose plan a mention names: its authors, how long it lasts, and the statement over it with its bodies and act."""

    owners: set[int]
    length: str | None
    definite: bool
    statement: int | None
    sources: set[int]
    act: Act | None


def claim_of(analysis: Analysis, mention: Mention, use: Use) -> Claim:
    """Return whose plan a mention names."""
    owners, length = set(authors(analysis, mention)), length_of(analysis, mention)
    if not use.covering:
        return Claim(owners, length, mention.definite, None, set(), None)
    statement = analysis.statements[use.covering[0]]
    sources = {body_of(analysis, x) for x in statement.sources}
    return Claim(owners, length, mention.definite, use.covering[0], sources, statement.act)


def apart(g: Gathered, claim: Claim) -> bool:
    """Return whether a mention names another plan than the one gathered, though of the same kind and family."""
    truce = g.family in _TRUCES
    if truce and claim.length is not None and g.length is not None and claim.length != g.length:
        return True
    if claim.statement in g.noted and not claim.owners:
        return False
    if claim.act == Act.REJECT and truce and not claim.definite:
        return (
            bool(claim.sources & g.backers) or not (g.owners.get(Act.PROPOSE, set()) | set(g.authors)) - claim.sources
        )
    owners = claim.owners | claim.sources if claim.act == Act.PROPOSE else claim.owners
    return bool(owners and g.backers) and not owners & g.backers
