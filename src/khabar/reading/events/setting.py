"""In what light an event word stands: asked for, feared, to come, denied, or told as a fact.

The words before it in its clause decide, the nearest most; a few words after it tell time ("المقبل"). Each effect
is kept as a distance in words, so that the decision can weigh near against far.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from khabar.arabic import fold
from khabar.lexicon import load
from khabar.lexicon.inflect import verb_forms
from khabar.reading.analysis import Analysis
from khabar.reading.events.triggers import Candidate

EFFECTS = ("proposed", "hypothetical", "future", "negation", "stopped", "done", "announced")
REACH = 10
_FAR = 99
_BREAKS = frozenset('.؛!؟:\n«»"”“')
_CLAUSE_OPENERS = frozenset(
    {"ان", "بان", "انه", "انها", "الذي", "التي", "الذين", "حيث", "فيما", "بينما", "انهم", "وان"}
)

_MAKES_COMING = frozenset({"future", "hypothetical"})
_QAD = frozenset({"قد", "وقد", "فقد"})
_PRESENT = ("ي", "ت", "ن", "ا", "لا")
_HAD = frozenset({"كان", "كانت", "كانوا", "وكان", "وكانت", "وكانوا"})
_SUBJECT = 8  # words of a subject between "كان" and "قد"


@dataclass(slots=True)
class Setting:
    """Distance in words to the nearest word of each effect; `_FAR` where there is none.

    commas, clauses: how many commas and clause openers stand between the event word and REACH words back.
    """

    before: dict[str, int] = field(default_factory=dict)
    after: dict[str, int] = field(default_factory=dict)
    behind_clause: set[str] = field(default_factory=set)

    def near(self, effect: str, reach: int) -> bool:
        """Whether a word of the effect stands at most `reach` words before."""
        return self.before.get(effect, _FAR) <= reach

    def same_clause(self, effect: str, reach: int = REACH) -> bool:
        """Whether such a word stands before, with no clause opener between."""
        return self.near(effect, reach) and effect not in self.behind_clause


@cache
def _words() -> dict[str, frozenset[str]]:
    """Folded forms to the effects they have on what follows."""
    forms: dict[str, set[str]] = {}
    for effect in EFFECTS:
        raw = load("event_settings")[effect]
        for past, present in raw.get("verbs", ()):
            for form, inflections in verb_forms(past, present).items():
                if any(x.person == 3 or x.number == "p" for x in inflections):
                    forms.setdefault(form, set()).add(effect)
        for word in raw["words"]:
            forms.setdefault(fold(word), set()).add(effect)
    return {form: frozenset(effects) for form, effects in forms.items()}


@cache
def _after() -> dict[str, str]:
    return {fold(word): effect for effect in EFFECTS for word in load("event_settings")[effect].get("after", ())}


@cache
def effects_of(norm: str) -> frozenset[str]:
    """Return the effects of a folded word on the words after it; a verb with the future "س" adds `future`."""
    words = _words()
    found = words.get(norm)
    if found is not None:
        return found
    core = norm[1:] if norm[:1] in "وف" and len(norm) > 3 else norm
    if core in words:
        return words[core]
    if len(core) > 3 and core[0] in "لبس" and core[1:] in words:
        return words[core[1:]] | {"future"} if core[0] == "س" else words[core[1:]]
    return frozenset()


def _governs(analysis: Analysis, at: int) -> bool:
    """Whether a word makes what "ان" opens behind it a thing to come or possible: "من المقرر أن", "يمكن أن"."""
    return at >= 0 and not _MAKES_COMING.isdisjoint(effects_of(analysis.forms[at].norm))


def _came(analysis: Analysis, at: int, first: int) -> bool:
    """Whether "قد" at a token tells what came to pass: before a verb in the past, or of what had been."""
    following = analysis.forms[at + 1].norm if at + 1 < len(analysis) else ""
    if not following.startswith(_PRESENT):
        return True
    return any(analysis.forms[i].norm in _HAD for i in range(max(first, at - _SUBJECT), at))


def setting_of(analysis: Analysis, candidate: Candidate) -> Setting:
    """Return the setting of a candidate event word."""
    setting = Setting()
    sentence = analysis.sentences[analysis.sentence_of[candidate.token]]
    distance, clause = 0, False
    for at in range(candidate.token - 1, sentence.first - 1, -1):
        form = analysis.forms[at]
        if form.kind not in ("word", "latin", "number"):
            if form.norm in _BREAKS:
                break
            continue
        distance += 1
        if distance > REACH:
            break
        for effect in effects_of(form.norm):
            if effect == "hypothetical" and form.norm in _QAD and _came(analysis, at, sentence.first):
                continue
            if effect not in setting.before:
                setting.before[effect] = distance
                if clause:
                    setting.behind_clause.add(effect)
        if form.norm in _CLAUSE_OPENERS and not (form.norm == "ان" and _governs(analysis, at - 1)):
            clause = True
    distance = 0
    telling = _after()
    for at in range(candidate.token + 1, min(candidate.token + 12, sentence.last)):
        form = analysis.forms[at]
        if form.kind == "word":
            distance += 1
            if form.norm in telling:
                setting.after.setdefault(telling[form.norm], distance)
            if distance == 5:
                break
    return setting
