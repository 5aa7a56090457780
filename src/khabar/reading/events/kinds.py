"""The type of an event in its light, where the word alone leaves it open."""

from __future__ import annotations

from khabar.reading.analysis import Analysis
from khabar.reading.events.aux_modes import aux_of
from khabar.reading.events.circumstances import time_of
from khabar.reading.events.setting import Setting
from khabar.reading.events.triggers import Candidate
from khabar.record import EventType

_OPEN = frozenset({"truce", "lift"})
_PLANNED = "سحب"


def type_of(analysis: Analysis, candidate: Candidate, setting: Setting) -> EventType:
    """Return the type: a truce announced or relief to come is CONCEDE, what is in force is RETREAT (PLOVER 2.0)."""
    entry = candidate.sense.entry
    if entry.name == _PLANNED and entry.family == "withdraw":
        planned = setting.near("announced", 3) or setting.same_clause("future", 3)
        return EventType.CONCEDE if planned else entry.type
    if entry.family not in _OPEN:
        return entry.type
    if entry.family == "truce":
        return EventType.CONCEDE if setting.near("announced", 3) else EventType.RETREAT
    time = time_of(analysis, candidate)
    aux = aux_of(analysis, candidate, setting, None if time is None else analysis.times[time])
    return EventType.CONCEDE if "future" in aux else entry.type
