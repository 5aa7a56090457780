"""Acts: what a source does by its words, from cue, content and negation together.

A verb such as "رفض" or "دعا" says it itself; after neutral ones ("قال", "أكد", "أضاف") the content decides: its
signs (lexicon/acts.toml) are weighed, and what somebody says that he himself will do is a promise.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from khabar.arabic import fold
from khabar.lexicon import load
from khabar.lexicon.inflect import verb_forms
from khabar.reading.analysis import Analysis, StatementDraft
from khabar.reading.parties import spoken_for
from khabar.record import Act, EntityKind, StatementKind

_NEUTRAL = {Act.SAY, Act.ANNOUNCE}
_OPENING = 5
_REACH = 45
_NEGATIONS = {"لا", "لم", "لن", "ليس", "ليست", "غير", "دون", "عدم", "بعدم"}
_OWN = {
    "بلاده",
    "بلادها",
    "بلادهم",
    "بلدنا",
    "بلاده،",
    "حكومته",
    "حكومتها",
    "ادارته",
    "ادارتها",
    "حركته",
    "وزارته",
    "قواته",
}
_OWN |= {"موقفه", "موقفها", "موقفهم", "نحن", "انا", "اننا", "انه", "انها", "انهم", "حزبه", "منظمته"}
_PRONOUN_CLAUSES = {"انه", "انها", "انهم", "انهما", "اننا", "بانه", "بانها", "بانهم", "باننا"}
_NEWS: tuple[str, ...] = (
    "سيلتق",
    "سيزور",
    "سيجتمع",
    "سيتوجه",
    "سيجري",
    "سيعقد",
    "ستلتق",
    "ستجتمع",
    "ستعقد",
    "سيغادر",
    "ستغادر",
    "سيتم",
)
_NEWS += ("ستتم", "سيصوت", "ستصوت", "سينتظر", "ستجري", "ستتخذ", "سيبحث", "ستبحث")
_DESCRIBING = {"reporting:وصف", "reporting:سمى"}
_ELABORATING = {"أوضح", "أشار", "رجح", "تحدث", "تابع", "ذكر", "أفاد", "زاد", "لفت", "بين"}
_STATES = {EntityKind.COUNTRY, EntityKind.GOVERNMENT}
_VOUCHING = {EntityKind.STATE_BODY, EntityKind.GOVERNMENT, EntityKind.MEDIA, EntityKind.ARMED_GROUP, EntityKind.IGO}


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of lexicon/acts.toml: folded words, the act they speak for, where they count and how heavily."""

    words: tuple[str, ...]
    act: Act
    where: str
    weight: float


@cache
def _signs() -> dict[str, tuple[Sign, ...]]:
    """Signs by their first word."""
    table: dict[str, list[Sign]] = {}
    for entry in load("acts")["sign"]:
        phrases = [tuple(fold(phrase).split()) for phrase in entry.get("forms", ())]
        for verb in entry.get("verbs", ()):
            past, present = verb.split()
            made = verb_forms(past, present)
            phrases += [(form,) for form, kinds in made.items() if any(k.person == 3 for k in kinds)]
        for words in phrases:
            table.setdefault(words[0], []).append(
                Sign(words, Act(entry["act"]), entry["where"], float(entry["weight"]))
            )
    return {word: tuple(signs) for word, signs in table.items()}


def find_acts(analysis: Analysis) -> None:
    """Set the act of every statement whose cue is neutral from its content."""
    for draft in analysis.statements:
        if draft.kind is StatementKind.NONE:
            draft.act = Act.NO_COMMENT
        elif draft.content is not None and (draft.act in _NEUTRAL or draft.entry in _DESCRIBING):
            draft.act = act_of(analysis, draft)


def act_of(analysis: Analysis, draft: StatementDraft) -> Act:
    """Return the act of a statement with a neutral cue: the heaviest one among its content's signs, or the cue's."""
    if draft.content is None:
        return draft.act
    if "cue-relay" in draft.by:
        return _relayed(analysis, draft)
    opening, own = _opening(analysis, draft)
    weights = weigh(analysis, draft, opening if own else -1)
    if own and _promises(analysis, draft, opening):
        weights[Act.PROMISE] = weights.get(Act.PROMISE, 0.0) + 2.5
    if own and Act.ACCUSE in weights:
        weights[Act.ACCUSE] -= 1.5
    if Act.ANNOUNCE in weights:
        weights[Act.ANNOUNCE] += _authority(analysis, draft)
    if (
        own
        and opening < len(analysis)
        and draft.kind is not StatementKind.DIRECT
        and not draft.by.endswith("/phrase")
        and analysis.forms[opening].norm in ("لم", "لا", "ليس", "ليست", "ليسوا")
    ):
        weights[Act.DENY] = weights.get(Act.DENY, 0.0) + 1.75
    if own and opening < len(analysis) and analysis.forms[opening].norm == "لن":
        weights[Act.REJECT] = weights.get(Act.REJECT, 0.0) + 2.0
    if _only_after(analysis, draft):
        weights[Act.REJECT] = weights.get(Act.REJECT, 0.0) + 2.0
    best = max(weights, key=lambda act: weights[act], default=draft.act)
    return best if weights.get(best, 0.0) >= 1.0 else draft.act


def _only_after(analysis: Analysis, draft: StatementDraft) -> bool:
    """Whether the content shuts a door: "لا وساطة قبل …", "لا هدنة إلا …"."""
    content = draft.content
    if content is None or analysis.forms[content.first].norm != "لا" or content.first + 2 >= content.last:
        return False
    if analysis.forms[content.first + 1].norm[0] in "ين":  # a verb
        return False
    return any(
        norm in ("قبل", "الا", "دون")
        for norm in analysis.norms(content.first + 2, min(content.last, content.first + 6))
    )


def _authority(analysis: Analysis, draft: StatementDraft) -> float:
    """How much more than told news is made known here: bodies and spokesmen announce, witnesses and asides do not."""
    weight = 0.0
    if draft.entry.removeprefix("reporting:") in _ELABORATING:
        weight -= 0.75
    if draft.kind is StatementKind.DIRECT:
        weight -= 0.75
    for source in draft.sources[:1]:
        party = analysis.parties[source]
        if party.speaks_for is not None or party.kind in _VOUCHING:
            weight += 0.5
        elif party.kind is EntityKind.PERSON:
            weight -= 0.5
        if fold(party.name).startswith(("شهود", "شاهد", "سكان", "ناشط", "مواطن")):
            weight -= 1.0
    return weight


def _relayed(analysis: Analysis, draft: StatementDraft) -> Act:
    """What a body with authority or an outlet vouches for is news made known; what others relate is said."""
    kinds = {analysis.parties[source].kind for source in draft.sources}
    if kinds & _VOUCHING or weigh(analysis, draft, -1).get(Act.ANNOUNCE, 0.0) >= 1.0:
        return Act.ANNOUNCE
    return draft.act


def _opening(analysis: Analysis, draft: StatementDraft) -> tuple[int, bool]:
    """Return the first token after the content's subject, and whether that subject is the source itself.

    "(أنهم) يرفضون", "بلاده ترفض", "واشنطن ترفض" said by her minister, "رفضه", or a first person.
    """
    content = draft.content
    if content is None:
        return 0, False
    first = content.first
    before = analysis.forms[first - 1].norm if first else ""
    if draft.by.endswith("/phrase") or before in _PRONOUN_CLAUSES:
        return first, True
    if analysis.forms[first].norm in _OWN:
        return first + 1, True
    own = {*draft.sources, *(spoken_for(analysis, p) for p in draft.sources)}
    for source in draft.sources:
        own.update(analysis.parties[source].part_of)
        own.update(role.of for role in analysis.parties[source].roles if role.of is not None)
    country = analysis.parties[draft.sources[0]].country if draft.sources else None
    for index in analysis.mention_at.get(first, ()):
        mention = analysis.party_mentions[index]
        if mention.piece.first == first and not mention.nested:
            named = analysis.parties[mention.party]
            same = country is not None and named.country == country and named.kind in _STATES
            return mention.piece.last, mention.party in own or same
    return first, draft.kind is StatementKind.DIRECT


def weigh(analysis: Analysis, draft: StatementDraft, own_at: int) -> dict[Act, float]:
    """Return how heavily the signs in a content speak for each act.

    own_at: the token at which the source says something of itself, -1 if it does not. A negated sign does not count.
    """
    content = draft.content
    if content is None:
        return {}
    signs = _signs()
    last = min(content.last, content.first + _REACH)
    tokens = [i for i in range(content.first, last) if analysis.forms[i].kind != "punct"]
    norms = [analysis.forms[i].norm for i in tokens]
    weights: dict[Act, float] = {}
    for at, norm in enumerate(norms):
        for shape in _shapes(norm):
            for sign in signs.get(shape, ()):
                if sign.where == "other" and own_at >= 0 and tokens[at] - own_at <= 1:
                    continue
                if (sign.where == "opening" and at >= _OPENING) or (
                    sign.where == "own" and not 0 <= tokens[at] - own_at <= 1
                ):
                    continue
                if len(sign.words) > 1 and not _continues(norms, at, sign.words):
                    continue
                if (
                    at
                    and norms[at - 1] in _NEGATIONS
                    and sign.words[0] not in _NEGATIONS
                    and sign.act is not Act.ANNOUNCE
                ):
                    continue
                weights[sign.act] = weights.get(sign.act, 0.0) + sign.weight * (1.25 if at < _OPENING else 1.0)
    if own_at < 0 and norms[:1] == ["علي"]:  # "على الأطراف أن …"
        weights[Act.DEMAND] = weights.get(Act.DEMAND, 0.0) + 2.0
    return weights


def _shapes(norm: str) -> tuple[str, ...]:
    """A folded word as it stands and without one proclitic."""
    if len(norm) > 3 and norm[0] in "وفبل":
        return norm, norm[1:]
    return (norm,)


def _continues(norms: list[str], at: int, words: tuple[str, ...]) -> bool:
    """Whether a phrase goes on; a last word of one letter is a proclitic of what follows."""
    for k, word in enumerate(words[1:], 1):
        if at + k >= len(norms):
            return False
        if len(word) == 1:
            if not norms[at + k].startswith(word):
                return False
        elif norms[at + k] != word:
            return False
    return True


def _promises(analysis: Analysis, draft: StatementDraft, at: int) -> bool:
    """Whether the source says what it will do: a future verb right after its own subject, other than news of meetings."""
    if draft.content is None or at >= draft.content.last:
        return False
    norm = analysis.forms[at].norm
    return _future(norm) and not norm.startswith(_NEWS)


def _future(norm: str) -> bool:
    """Whether a folded word looks like a future verb."""
    return len(norm) > 4 and norm[0] == "س" and norm[1] in "يتنا" and not norm.startswith("سيا")
