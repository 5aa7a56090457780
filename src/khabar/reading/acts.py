"""Acts: what a source does by its words, from cue, content and negation together.

A verb such as "رفض" or "دعا" says it itself; after neutral ones ("قال", "أكد", "أضاف") the content decides: its
signs (lexicon/acts.toml) are weighed, and what somebody says that he himself will do is a promise.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from khabar.arabic import fold
from khabar.lexicon import load
from khabar.reading.analysis import Analysis, StatementDraft
from khabar.reading.parties import spoken_for
from khabar.record import Act, StatementKind

_NEUTRAL = {Act.SAY, Act.ANNOUNCE}
_OPENING = 5
_REACH = 45
_NEGATIONS = {"لا", "لم", "لن", "ليس", "ليست", "غير", "دون", "عدم", "بعدم"}
_OWN = ("بلاده", "بلادها", "بلادهم", "حكومته", "حكومتها", "ادارته", "حركته", "وزارته", "قواته")
_NEWS = (
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
    "ستتم",
    "سيصوت",
    "ستصوت",
    "سينتظر",
    "ستجري",
)
_BREAKS = {":", "،", "."}


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of lexicon/acts.toml: folded words, the act they speak for and how heavily."""

    words: tuple[str, ...]
    act: Act
    opening: bool
    weight: float


@cache
def _signs() -> dict[str, tuple[Sign, ...]]:
    """Signs by their first word."""
    table: dict[str, list[Sign]] = {}
    for entry in load("acts")["sign"]:
        for phrase in entry["forms"]:
            words = tuple(fold(phrase).split())
            table.setdefault(words[0], []).append(
                Sign(words, Act(entry["act"]), entry["where"] == "opening", float(entry["weight"]))
            )
    return {word: tuple(signs) for word, signs in table.items()}


def find_acts(analysis: Analysis) -> None:
    """Set the act of every statement whose cue is neutral from its content."""
    for draft in analysis.statements:
        if draft.kind is StatementKind.NONE:
            draft.act = Act.NO_COMMENT
        elif draft.act in _NEUTRAL and draft.content is not None:
            draft.act = act_of(analysis, draft)


def act_of(analysis: Analysis, draft: StatementDraft) -> Act:
    """Return the act of a statement with a neutral cue: the heaviest one among its content's signs, or the cue's."""
    if draft.content is None:
        return draft.act
    weights = weigh(analysis, draft)
    if _own_future(analysis, draft):
        weights[Act.PROMISE] = weights.get(Act.PROMISE, 0.0) + 2.0
    best = max(weights, key=lambda act: weights[act], default=draft.act)
    return best if weights.get(best, 0.0) >= 1.0 else draft.act


def weigh(analysis: Analysis, draft: StatementDraft) -> dict[Act, float]:
    """Return how heavily the signs in a content speak for each act; a negated sign does not count."""
    content = draft.content
    if content is None:
        return {}
    signs = _signs()
    norms = [
        form.norm
        for form in analysis.forms[content.first : min(content.last, content.first + _REACH)]
        if form.kind != "punct"
    ]
    weights: dict[Act, float] = {}
    for at, norm in enumerate(norms):
        for shape in _shapes(norm):
            for sign in signs.get(shape, ()):
                if sign.opening and at >= _OPENING:
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


def _own_future(analysis: Analysis, draft: StatementDraft) -> bool:
    """Whether the content says what its own source, or the body it speaks for, will do."""
    content = draft.content
    if content is None or not draft.sources:
        return False
    first = content.first
    norms = analysis.norms(first, min(content.last, first + 8))
    before = analysis.forms[first - 1].norm if first else ""
    if norms and _future(norms[0]) and len(before) > 2 and before.removeprefix("ب") in ("انه", "انها", "انهم"):
        return not norms[0].startswith(_NEWS)
    if norms and norms[0] in _OWN and any(_future(n) for n in norms[1:4]):
        return not any(n.startswith(_NEWS) for n in norms[1:4])
    own = {*draft.sources, *(spoken_for(analysis, p) for p in draft.sources)}
    for source in draft.sources:
        own.update(analysis.parties[source].part_of)
        own.update(role.of for role in analysis.parties[source].roles if role.of is not None)
    for index in analysis.mention_at.get(first, ()):
        mention = analysis.party_mentions[index]
        if mention.party in own and mention.piece.first == first and mention.piece.last < len(analysis):
            following = analysis.forms[mention.piece.last].norm
            return _future(following) and not following.startswith(_NEWS)
    return False


def _future(norm: str) -> bool:
    """Whether a folded word looks like a future verb."""
    return len(norm) > 4 and norm[0] == "س" and norm[1] in "يتنا" and not norm.startswith("سيا")
