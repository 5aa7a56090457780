"""Two parties as one answer to who did it: those who met, agreed or work together, named apart.

"التقى الوزير أمس في العاصمة نظيره" names both sides of a meeting, each where a single answer would look for it. So
every two of the likeliest parties are offered together; the pair has the signs of both, counted, and its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from khabar.reading.analysis import Analysis, EventDraft

Answer = tuple[int, ...]

_OF_TWO = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_PARTIES = 5  # named near the trigger, nearest first
_OTHERS = 2  # known otherwise: who speaks, who did the last such event, what the rules found
_WHOLE = ("size", "kinds", "joint")  # signs of an answer as a whole, not of the party in it
_KNOWN = frozenset({"speaker", "last", "rule"})


def pairs(
    analysis: Analysis, event: EventDraft, found: Mapping[Answer, Iterable[str]]
) -> list[tuple[Answer, list[str]]]:
    """Return every two of the likeliest parties of an event that takes two sides, with the signs of both.

    found: the answers so far with their signs; the pair is ordered as the answer there, if it is one.
    """
    if event.type not in _OF_TWO:
        return []
    signs = {answer: frozenset(marks) for answer, marks in found.items() if len(answer) == 1}
    near = [answer for answer, marks in signs.items() if "party" in marks][:_PARTIES]
    known = [answer for answer, marks in signs.items() if "party" not in marks and not _KNOWN.isdisjoint(marks)]
    chosen = near + known[:_OTHERS]
    of_two = {
        answer: [f"of two {sign}" for sign in sorted(signs[answer]) if not sign.startswith(_WHOLE)] for answer in chosen
    }
    offered = {frozenset(answer): answer for answer in found}
    last: set[int] = next((set(answer) for answer, marks in found.items() if "last" in marks), set())
    rule, word = set(event.actors), event.entry.removeprefix("events:")
    made: list[tuple[Answer, list[str]]] = []
    for one, other in combinations(chosen, 2):
        both = frozenset(one + other)
        kinds = " ".join(sorted(str(analysis.parties[party].kind) for party in both))
        own = [
            "pair",
            f"pair {event.type}",
            f"pair {word}",
            f"pair {event.type} rule {len(both & rule)} of {min(len(rule), 2)}",
            f"pair last {len(both & last)} of {min(len(last), 2)}",
            f"pair {kinds} {event.type}",
        ]
        made.append((offered.get(both, one + other), [*own, *of_two[one], *of_two[other]]))
    return made
