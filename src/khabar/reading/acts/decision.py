"""Which act is it? The signs of a statement with a neutral cue, weighed.

Two kinds of signs, both with weights in lexicon/act_weights.toml, measured on annotated reports by
training/act_weights.py. A plain sign (what the cue is, who speaks, what kinds of words stand in the content) has a
weight for each act. A pointing sign points at an act itself ("the content holds words of refusal", "the same source
has refused before") and has one weight, whichever act it points at. Their sums give the probability of each act.
"""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

from khabar.arabic import fold
from khabar.lexicon import load
from khabar.reading.acts.fields import fields_at
from khabar.reading.acts.news import news_words, traits
from khabar.reading.acts.sides import opening
from khabar.reading.acts.signs import finds, handed_on
from khabar.reading.acts.weighing import counts, ways, weigh
from khabar.reading.analysis import Analysis, Form, StatementDraft
from khabar.reading.hints import trust, weighed
from khabar.record import Act

WORD = "word: "  # a plain sign with a single word of the content
_REACH = 30
_NEAR = 8
_NEAR_SIGN = 5
_MIDDLE_SIGN = 15
_HEAVIEST = 4.0
_BACK = 6
_CUE_CLASSES = ("light", "telling", "musing")
_HOPING = frozenset({"أمل", "تمنى"})
_HOPES = frozenset({"امله", "املها", "املهم", "املهما", "املنا", "املا", "امنيته", "تطلعه"})
_I_HOPE = frozenset({"يامل", "تامل", "نامل", "امل", "يتمني", "تتمني", "نتمني", "اتمني", "ياملون"})
_OPENING = 2  # words of a content in which its verb of hope stands
_BLAMING = frozenset({Act.ACCUSE, Act.CONDEMN, Act.DENY})
_COMMON = frozenset({Act.SAY, Act.ANNOUNCE, Act.NO_COMMENT})


class Signs(NamedTuple):
    """What a statement shows: plain signs, and pointing ones with their strength by the act they point at.

    reader: the probability of each act by the neural reader, if it is listened to. barred: acts that it cannot be.
    """

    plain: list[str]
    pointing: dict[Act, dict[str, float]]
    reader: tuple[float, ...] = ()
    barred: frozenset[Act] = frozenset()


class Decision(NamedTuple):
    """The most probable act, its probability, and the sign that spoke most for it."""

    act: Act
    probability: float
    because: str


def signs(analysis: Analysis, index: int) -> Signs:
    """Return the signs of a statement with a content; the acts of the statements before it count as decided."""
    draft = analysis.statements[index]
    pointing: dict[Act, dict[str, float]] = {}
    group = _cue_class(draft)
    _point_by_words(analysis, draft, group, pointing)
    _point_by_history(analysis, index, group, pointing)
    plain = [*_cue_signs(draft, group), *traits(analysis, draft), *_field_signs(analysis, draft)]
    return Signs(plain, pointing, _reader(analysis, draft), _BLAMING if _hoped(analysis, draft) else frozenset())


def _reader(analysis: Analysis, draft: StatementDraft) -> tuple[float, ...]:
    hints = weighed("act", analysis.hints)
    if hints is None:
        return ()
    content = None if draft.content is None else (draft.content.first, draft.content.last)
    return tuple(hints.acts(draft.cue.first, content))


def _hoped(analysis: Analysis, draft: StatementDraft) -> bool:
    """Whether a hope is told: what is hoped not to be done is no charge ("معربا عن أمله أن لا تنقض الحركة الهدنة")."""
    if draft.entry.removeprefix("reporting:") in _HOPING:
        return True
    if draft.content is None:
        return False
    first = draft.content.first
    if any(norm in _HOPES for norm in analysis.norms(draft.cue.first, first + 1)):
        return True
    opening = analysis.norms(first, min(first + _OPENING, draft.content.last))
    return any(norm in _I_HOPE and {"لا", "لم", "لن"}.isdisjoint(opening[:at]) for at, norm in enumerate(opening))


def _cue_class(draft: StatementDraft) -> str:
    entry = fold(draft.entry.removeprefix("reporting:"))
    for name in _CUE_CLASSES:
        if entry in news_words("cue_" + name):
            return name
    if entry == "قال":
        return "plain"
    return "announcing" if draft.act is Act.ANNOUNCE else "other"


def _cue_signs(draft: StatementDraft, group: str) -> list[str]:
    manner, _, mode = draft.by.removeprefix("rule:cue-").partition("/")
    found = [
        "all",
        f"cue {draft.entry.removeprefix('reporting:')}",
        f"cue of {draft.act}",
        f"cue of {draft.act}, {manner}",
        f"cue of {draft.act}, {mode}",
        f"{group} cue",
        f"cue is {manner}",
        f"content by {mode}",
    ]
    if draft.negated:
        found.append("cue negated")
    return found


def _field_signs(analysis: Analysis, draft: StatementDraft) -> list[str]:
    """The fields of meaning in the content (lexicon/act_fields.toml), those near its beginning, and its single words."""
    forms = _forms(analysis, draft, _REACH)
    norms = [form.norm if form else "" for form in forms]
    near: set[str] = set()
    far: set[str] = set()
    for at, norm in enumerate(norms):
        if norm:
            (near if at < _NEAR else far).update(fields_at(norms, at))
    found = [f"field {name}" for name in near | far] + [f"field {name} near" for name in near]
    found += [f"called {name}" for name in near if draft.act is Act.CONDEMN]
    return found + [f"{WORD}{core}" for core in {form.core for form in forms if form}]


def _forms(analysis: Analysis, draft: StatementDraft, reach: int) -> list[Form | None]:
    """Return the first words of a content; None stands for one that is somebody else's in it."""
    if draft.content is None:
        return []
    last = min(draft.content.last, draft.content.first + reach)
    others = handed_on(analysis, draft)
    tokens = [i for i in range(draft.content.first, last) if analysis.forms[i].kind != "punct"]
    return [None if i in others else analysis.forms[i] for i in tokens]


def _point_by_words(
    analysis: Analysis, draft: StatementDraft, group: str, pointing: dict[Act, dict[str, float]]
) -> None:
    """Point at acts by the signs of lexicon/acts.toml: how heavy they are together, where each stands."""
    found = finds(analysis, draft)
    weights = {act: weight for act, weight in weigh(analysis, draft, found).items() if weight > 0}
    heaviest = max(weights, key=lambda act: weights[act], default=None)
    relayed = "cue-relay" in draft.by
    for act, weight in weights.items():
        told = pointing.setdefault(act, {})
        share = min(weight, _HEAVIEST) / 2
        told["words"] = told[f"words, {group} cue"] = share
        if relayed:
            told["words, relay"] = share
        if weight >= 1:
            told["words of weight 1"] = 1.0
        if weight >= 2:
            told["words of weight 2"] = 1.0
        if act is not heaviest:
            told["lighter words"] = 1.0
        elif weight >= 1:
            told["heaviest words"] = 1.0
    own = bool(found) and opening(analysis, draft)[1]
    for find, count in zip(found, counts(analysis, draft, found), strict=True):
        if not count and find.sign.where != "own":  # whose side is the subject is often missed: that has a weight below
            continue
        told = pointing.setdefault(find.sign.act, {})
        negated = ", negated" if find.negated else ""
        where = "opening" if find.at < _NEAR_SIGN else "middle" if find.at < _MIDDLE_SIGN else "far"
        strength = count / 2 if find.sign.where == "against" else find.sign.weight / 2
        for sign in (f"word {where}{negated}", f"word of {find.sign.where}{negated}"):
            told[sign] = max(told.get(sign, 0.0), strength)
        if own:
            told["word of own side"] = told[f"{find.sign.act} of own side"] = 1.0
    for way in ways(analysis, draft):
        pointing.setdefault(way.act, {})[way.name] = way.weight / 2


def _point_by_history(analysis: Analysis, index: int, group: str, pointing: dict[Act, dict[str, float]]) -> None:
    """Point at the act of the statement before, and at the last one of the same source."""
    statements = analysis.statements
    draft = statements[index]
    if index:
        for act in _alike(statements[index - 1].act):
            pointing.setdefault(act, {})["act before"] = 1.0
    for before in reversed(statements[max(0, index - _BACK) : index]):
        if not set(before.sources).isdisjoint(draft.sources):
            for act in _alike(before.act):
                told = pointing.setdefault(act, {})
                told["act of this source before"] = 1.0
                if group == "light" or "cue-participle" in draft.by:
                    told["act gone on with"] = 1.0
            break


def _alike(act: Act) -> tuple[Act, ...]:
    """Return the acts that one before makes likely: news may follow news or talk, so neither of the two is preferred."""
    return (Act.SAY, Act.ANNOUNCE) if act in (Act.SAY, Act.ANNOUNCE) else (act,)


_ACTS = tuple(Act)


@cache
def _plain_weights() -> dict[str, tuple[tuple[int, float], ...]]:
    """Weights by sign: (number of the act, weight)."""
    return {
        sign: tuple((_ACTS.index(Act(act)), float(weight)) for act, weight in row.items())
        for sign, row in load("act_weights")["plain"].items()
    }


@cache
def _pointing_weights() -> dict[str, float]:
    return {sign: float(weight) for sign, weight in load("act_weights")["pointing"].items()}


def decide(found: Signs) -> Decision:
    """Return the most probable act of a statement with these signs."""
    told: list[list[float]] = [[] for _ in _ACTS]
    plain, pointing = _plain_weights(), _pointing_weights()
    for sign in found.plain:
        for number, weight in plain.get(sign, ()):
            told[number].append(weight)
    for act, signs in found.pointing.items():
        told[_ACTS.index(act)] += [pointing.get(sign, 0.0) * strength for sign, strength in signs.items()]
    scores = [math.fsum(weights) for weights in told]  # exact: no order of signs changes a digit
    if found.reader:
        scores = with_reader(scores, found.reader)
    leaning = [score + lean for score, lean in zip(scores, _leans(), strict=True)]
    best = max((number for number, act in enumerate(_ACTS) if act not in found.barred), key=leaning.__getitem__)
    probability = 1.0 / sum([math.exp(score - scores[best]) for score in scores])
    return Decision(_ACTS[best], probability, strongest(found, best))


def with_reader(scores: list[float], chances: tuple[float, ...]) -> list[float]:
    """Return the scores of the acts with what the reader holds probable (at least 0.002 each) among them."""
    found = trust("act")
    scale, weight = found["scale"], found["signs"]["reader"]
    return [scale * score + weight * math.log(max(c, 0.002)) for score, c in zip(scores, chances, strict=True)]


@cache
def _leans() -> tuple[float, ...]:
    """What is added to each act's score before choosing: more for acts that are seldom but matter more than talk."""
    lean = float(load("act_weights")["lean"])
    return tuple(0.0 if act in _COMMON else lean for act in _ACTS)


def strongest(found: Signs, number: int) -> str:
    """Return the sign that speaks most for an act, given by its number."""
    plain, pointing = _plain_weights(), _pointing_weights()
    best, most = "all", 0.0
    for sign in found.plain:
        for other, weight in plain.get(sign, ()):
            if other == number and sign != "all" and weight > 0 and (weight, sign) > (most, best):
                best, most = sign, weight
    act = _ACTS[number]
    for sign, strength in found.pointing.get(act, {}).items():
        weight = pointing.get(sign, 0.0) * strength
        if weight > 0 and (weight, f"{act}: {sign}") > (most, best):
            best, most = f"{act}: {sign}", weight
    return best
