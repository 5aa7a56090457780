"""When words of one kind name two plans: rival truces, an offer beside a truce in force, two meetings."""

from __future__ import annotations

import re
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
_DAYS = {"D": 1.0, "W": 7.0, "M": 30.0, "Y": 365.0, "H": 1 / 24}
_ONE = {"الاسبوع": 7.0, "اسبوع": 7.0, "لاسبوع": 7.0, "الشهر": 30.0, "شهر": 30.0, "لشهر": 30.0, "السنه": 365.0}
_MUCH = 1.25  # times that one truce is longer than another before nobody can mean the same
_CHANGED = frozenset({"تمديد", "تقليص", "اختصار", "خفض", "اطاله"})  # what follows is not how long it was to last
_NOT_LASTING = frozenset({"خلال", "بعد", "منذ", "قبل", "كل", "الي"})


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


def days_of(analysis: Analysis, mention: Mention) -> float | None:
    """Return how many days a truce is to last by its own words ("هدنة الأيام العشرة", "هدنة من 72 ساعة"); None if they do not say."""
    if mention.plan is None or mention.plan.family not in _TRUCES:
        return None
    if any(cores_of(form.norm) & _CHANGED for form in analysis.forms[max(0, mention.head - 2) : mention.head]):
        return None
    stop = min(max(mention.last, mention.named + 2), mention.named + _LENGTHS)
    for first, index in analysis.times_between(mention.named + 1, stop):
        time = analysis.times[index]
        if time.kind == "duration" and time.duration and analysis.forms[first - 1].norm not in _NOT_LASTING:
            return _in_days(time.duration)
    after = analysis.forms[mention.named + 1].norm if mention.named + 1 < len(analysis) else ""
    return _ONE.get(after)


def _in_days(duration: str) -> float | None:
    """Return an ISO 8601 duration of one unit in days, None for any other."""
    found = _ISO.fullmatch(duration)
    return None if found is None else float(found[2]) * _DAYS["H" if found[1] else found[3]]


_ISO = re.compile(r"P(T)?(\d+)([DWMYH])")


class Claim(NamedTuple):
    """Whose plan a mention names: its authors, how long it lasts, and the statement over it with its bodies and act."""

    owners: set[int]
    length: str | None
    days: float | None
    definite: bool
    statement: int | None
    sources: set[int]
    act: Act | None


def claim_of(analysis: Analysis, mention: Mention, use: Use) -> Claim:
    """Return whose plan a mention names."""
    owners, length = set(authors(analysis, mention)), length_of(analysis, mention)
    days = days_of(analysis, mention)
    if not use.covering:
        return Claim(owners, length, days, mention.definite, None, set(), None)
    statement = analysis.statements[use.covering[0]]
    sources = {body_of(analysis, x) for x in statement.sources}
    return Claim(owners, length, days, mention.definite, use.covering[0], sources, statement.act)


def apart(g: Gathered, claim: Claim) -> bool:
    """Return whether a mention names another plan than the one gathered, though of the same kind and family."""
    truce = g.family in _TRUCES
    if truce and claim.length is not None and g.length is not None and claim.length != g.length:
        return True
    if truce and claim.days and g.days and max(claim.days, g.days) > _MUCH * min(claim.days, g.days):
        return True
    if truce and claim.owners and claim.days and not (g.days or g.backers) and g.mentions[0].definite:
        return True  # "the truce" that everybody knows, and somebody's own plan for one of a month
    if claim.statement in g.noted and not claim.owners:
        return False
    if claim.act == Act.REJECT and truce and not claim.definite:
        return (
            bool(claim.sources & g.backers) or not (g.owners.get(Act.PROPOSE, set()) | set(g.authors)) - claim.sources
        )
    owners = claim.owners | claim.sources if claim.act == Act.PROPOSE else claim.owners
    return bool(owners and g.backers) and not owners & g.backers
