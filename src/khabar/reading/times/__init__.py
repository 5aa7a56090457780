"""Times: spans of the text become days, ranges and durations.

words: what one word can mean as part of a time · years, periods, months, days, points: points of the calendar ·
quantities: "خمسة أيام" · expressions: the two joined by منذ, حتى, بين, بعد … · tense: past or still to come.
"""

from __future__ import annotations

from khabar.reading.analysis import Analysis, TimeMention
from khabar.reading.times.expressions import Expressions
from khabar.reading.times.months import NAME
from khabar.reading.times.words import starts_time

__all__ = ["find_times"]


def find_times(analysis: Analysis) -> None:
    """Fill `analysis.times` with every time expression, in text order and resolved against the publication date.

    Without a publication date only what the text itself fixes gets days; a weekday keeps its number.
    """
    expressions = Expressions(analysis)
    i, size = 0, len(analysis)
    forms = analysis.forms
    while i < size:
        if not starts_time(forms[i].norm):
            i += 1
            continue
        found = expressions.at(i)
        if found is None:
            i += 1
            continue
        first, reading = found
        i = reading.end
        if reading.rule == NAME:
            continue
        lead = expressions.words.item(first).lead
        analysis.times.append(
            TimeMention(
                analysis.piece(first, reading.end, lead=lead),
                reading.kind,
                f"rule:time/{reading.rule}",
                earliest=reading.first,
                latest=reading.last,
                duration=reading.duration,
                weekday=reading.weekday,
                approximate=reading.approximate,
                anchor=reading.anchor,
            )
        )
