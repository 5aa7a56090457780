"""Whether an event is to come, only feared or hoped for, denied, or long past (PLOVER's auxiliary modes)."""

from __future__ import annotations

import datetime as dt

from khabar.reading.analysis import Analysis, TimeMention
from khabar.reading.events.setting import Setting
from khabar.reading.events.triggers import Candidate
from khabar.record import Aux

_LONG_PAST = dt.timedelta(days=600)
_LASTING = frozenset({"fight", "sanction", "siege", "restrict"})
_FRIENDLY = frozenset({"CONSULT", "AGREE", "AID", "SUPPORT", "COOPERATE", "RETREAT", "CONCEDE"})


def aux_of(analysis: Analysis, candidate: Candidate, setting: Setting, time: TimeMention | None) -> list[Aux]:
    """Return the auxiliary modes of an event, of future, historical, hypothetical, negation."""
    found: list[Aux] = []
    entry, verb = candidate.sense.entry, candidate.sense.kind == "verb"
    future = candidate.cut.particle == "س" and verb
    future = future or "future" in setting.after or setting.same_clause("future", 4)
    published = analysis.report.published
    if time is not None and published is not None and time.earliest is not None and time.earliest > published:
        future = True
    past = verb and candidate.sense.inflections[0].tense == "past"
    hypothetical = setting.same_clause("hypothetical", 4 if not verb else 2) or "hypothetical" in setting.after
    if entry.type in _FRIENDLY and not future:
        hypothetical = hypothetical or (setting.near("proposed", 3) and not setting.near("done", 1))
    negated = setting.same_clause("negation", 1 if verb else 3)
    if past and not setting.near("hypothetical", 4):
        future = hypothetical = False
    if negated and past:
        negated = False
    if future and not past:
        found.append("future")
    elif hypothetical:
        found.append("hypothetical")
    if negated:
        found.append("negation")
    if not found and _long_past(analysis, candidate, time):
        found.append("historical")
    return sorted(found)


def _long_past(analysis: Analysis, candidate: Candidate, time: TimeMention | None) -> bool:
    """Whether an event that does not last was over long before the report."""
    entry = candidate.sense.entry
    if entry.family == "coup":
        return True
    published = analysis.report.published
    if time is None or published is None or time.latest is None or entry.family in _LASTING:
        return False
    return published - time.latest > _LONG_PAST
