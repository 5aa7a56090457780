"""When words of one kind name two plans: rival truces, an offer beside a truce in force, two meetings."""

from __future__ import annotations

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


def apart(analysis: Analysis, g: Gathered, mention: Mention, use: Use) -> bool:
    """Return whether a mention names another plan than the one gathered, though of the same kind and family."""
    if g.family in _TRUCES:
        length = length_of(analysis, mention)
        if length is not None and g.length is not None and length != g.length:
            return True
    owners = set(authors(analysis, mention))
    s = use.covering[0] if use.covering else None
    if s is not None and s in g.about and not owners:
        return False
    statement = analysis.statements[s] if s is not None else None
    sources = {body_of(analysis, x) for x in statement.sources} if statement is not None else set()
    if statement is not None and statement.act == Act.REJECT and g.family in _TRUCES and not mention.definite:
        return bool(sources & g.backers) or not (g.owners.get(Act.PROPOSE, set()) | set(g.authors)) - sources
    if statement is not None and statement.act == Act.PROPOSE:
        owners |= sources
    return bool(owners and g.backers) and not owners & g.backers
