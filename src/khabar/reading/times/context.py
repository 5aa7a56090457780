"""What every reader of time points shares: the words of the report, its date, and the last time read."""

from __future__ import annotations

from functools import cache

from khabar.arabic import fold
from khabar.dates import DAY, FIRST_YEAR, LAST_YEAR, Period
from khabar.lexicon import load
from khabar.reading.analysis import Analysis
from khabar.reading.times.reading import Reading
from khabar.reading.times.tense import is_future, is_of_the_past, was_due
from khabar.reading.times.words import Words

_QUOTES = ('"', "«", "“", "”")


@cache
def blockers(name: str) -> frozenset[str]:
    """Return the folded words of a list in [names]: words before which no time begins."""
    return frozenset(fold(word) for word in load("times")["names"][name])


class Context:
    """The report being read; keeps the last time read for "الشهر ذاته", and the last one that is past.

    since: a time after "منذ" is being read, which has begun whatever the verb. ahead: one after "قبل" or "بحلول", which
    is the end of a term.

    A publication date outside the years that news can have is taken for none.
    """

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.words = Words(analysis)
        published = analysis.report.published
        self.published = published if published and FIRST_YEAR <= published.year <= LAST_YEAR else None
        self.spoken_of: Reading | None = None
        self.told: Reading | None = None
        self.since = False
        self.ahead = False

    def day_spoken_of(self) -> Period | None:
        """The last day told if it is one of the last two, else the day of publication: the day the report is about."""
        day = self.published
        if day is None:
            return None
        told = self.told.period if self.told else None
        near = told and told.first == told.last and day - told.last <= 2 * DAY
        return told if near else Period(day, day)

    def _has(self, i: int, name: str) -> bool:
        return name in self.words.item(i).classes

    def _preposition(self, i: int) -> str | None:
        return self.words.item(i).classes.get("preposition")

    def _over(self, i: int, *names: str) -> int:
        """The token after i if its word is one of these prepositions, else i."""
        item = self.words.item(i)
        return item.end if not item.joined and item.classes.get("preposition") in names else i

    def _before(self, i: int) -> str:
        return self.words.norm(self.words.back(i))

    def blocked(self, i: int, name: str) -> bool:
        """Whether the word before a token is in a list of [names]."""
        k = self.words.back(i)
        while name == "before_date" and self.words.norm(k) in _QUOTES:
            k = self.words.back(k)
        before = self.words.norm(k)
        return before in blockers(name) or (before[:1] in ("و", "ل", "ب") and before[1:] in blockers(name))

    def is_future(self, i: int, end: int) -> bool:
        """Whether the deed at the time of tokens i ≤ k < end is still to come."""
        return not self.since and is_future(self.analysis, i, end)

    def is_of_the_past(self, i: int) -> bool:
        """Whether the time at token i lies in a clause that only tells of the past, or after "منذ"."""
        return self.since or is_of_the_past(self.analysis, i)

    def was_due(self, i: int) -> bool:
        """Whether the deed at the time of token i was to be done then: "كان من المقرر أن يصل السبت"."""
        return was_due(self.analysis, i)
