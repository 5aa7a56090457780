"""Signs: the words, phrases and verbs of lexicon/acts.toml by which a content shows its act."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from khabar.arabic import fold, segmentations
from khabar.lexicon import load
from khabar.lexicon.inflect import Inflection, verb_forms
from khabar.reading.analysis import Analysis, StatementDraft
from khabar.record import Act

REACH = 45
NEGATIONS = frozenset({"لا", "لم", "لن", "ليس", "ليست", "غير", "دون", "عدم", "بعدم"})

_BEING = frozenset({"يكون", "تكون", "يكن", "تكن", "يعد", "تعد", "هناك", "ثمه"})  # "لن تكون هناك حاجة"
_SHORTEST_WITH_PRONOUN = 4
_EPITHET = 0.3


class Sign(NamedTuple):
    """One way to recognise an act: folded words, where they count (see lexicon/acts.toml) and how heavily."""

    words: tuple[str, ...]
    act: Act
    where: str
    weight: float


class _Tables(NamedTuple):
    """Signs by first word: phrases as written, verbs by finite form, adjectives by stem form."""

    phrases: dict[str, tuple[Sign, ...]]
    verbs: dict[str, tuple[Sign, ...]]
    adjectives: dict[str, tuple[Sign, ...]]


@cache
def _tables() -> _Tables:
    phrases: dict[str, list[Sign]] = {}
    verbs: dict[str, list[Sign]] = {}
    adjectives: dict[str, list[Sign]] = {}
    for entry in load("acts")["sign"]:
        act, where, weight = Act(entry["act"]), entry["where"], float(entry["weight"])
        for phrase in entry.get("forms", ()):
            words = tuple(fold(phrase).split())
            phrases.setdefault(words[0], []).append(Sign(words, act, where, weight))
        for form in _finite(entry.get("verbs", ()), third=True):
            verbs.setdefault(form, []).append(Sign((form,), act, where, weight))
        for form in _finite(entry.get("ours", ()), third=False):
            verbs.setdefault(form, []).append(Sign((form,), act, where, weight))
        for adjective in entry.get("adjectives", ()):
            for form in _adjective(fold(adjective)):
                adjectives.setdefault(form, []).append(Sign((form,), act, where, weight))
    return _Tables(_kept(phrases), _kept(verbs), _kept(adjectives))


def _kept(table: dict[str, list[Sign]]) -> dict[str, tuple[Sign, ...]]:
    return {word: tuple(found) for word, found in table.items()}


def _finite(verbs: Iterable[str], *, third: bool) -> Iterator[str]:
    """Finite forms of verbs cited as "past present": third person, or first person that is not third as well."""
    for verb in verbs:
        past, present = verb.split()
        for form, inflections in verb_forms(past, present).items():
            persons = _persons(inflections)
            if 3 in persons if third else persons == {1}:
                yield form


@cache
def _persons(inflections: tuple[Inflection, ...]) -> frozenset[int]:
    return frozenset(inflection.person for inflection in inflections)


def _adjective(word: str) -> Iterator[str]:
    """Forms of an adjective: masculine, feminine, accusative, dual and sound plurals."""
    stem = word[:-1] + "ي" if word.endswith("ي") else word
    yield from (stem, stem + "ه", stem + "ا", stem + "ين", stem + "ون", stem + "ات", stem + "تين", stem + "تان")


@lru_cache(maxsize=50_000)
def signs_at(norm: str) -> tuple[Sign, ...]:
    """Return the signs that can begin with a folded word, as it stands or without its clitics."""
    tables = _tables()
    found: dict[Sign, None] = dict.fromkeys(tables.phrases.get(norm, ()))
    for cut in segmentations(norm):
        if (
            not cut.article
            and cut.particle in ("", "س")
            and (not cut.pronoun or len(cut.core) >= _SHORTEST_WITH_PRONOUN)
        ):
            found.update(dict.fromkeys(tables.verbs.get(cut.core, ())))
        if cut.pronoun:
            continue
        if cut.particle != "س":
            adjectives = tables.adjectives.get(cut.core, ())
            if cut.article:  # "الميليشيات الانقلابية": a standing epithet judges less than a predicate
                adjectives = tuple(sign._replace(words=(norm,), weight=sign.weight * _EPITHET) for sign in adjectives)
            found.update(dict.fromkeys(adjectives))
        if not cut.article and cut.particle in ("", "ب", "ل"):
            found.update(dict.fromkeys(tables.phrases.get(cut.core, ())))
    return tuple(found)


def goes_on(norms: list[str], at: int, words: tuple[str, ...]) -> bool:
    """Whether a phrase goes on after its first word; a last word of one letter is a proclitic of what follows."""
    if at + len(words) > len(norms):
        return False
    for k, word in enumerate(words[1:], 1):
        if len(word) == 1:
            if not norms[at + k].startswith(word):
                return False
        elif norms[at + k] != word:
            return False
    return True


class Find(NamedTuple):
    """A sign in a content: its number among the words, its token, the word before it, whether that one negates it."""

    sign: Sign
    at: int
    token: int
    before: str
    negated: bool


def finds(analysis: Analysis, draft: StatementDraft) -> list[Find]:
    """Return the signs in the first words of a content, in order."""
    if draft.content is None:
        return []
    last = min(draft.content.last, draft.content.first + REACH)
    tokens = [i for i in range(draft.content.first, last) if analysis.forms[i].kind != "punct"]
    norms = [analysis.forms[i].norm for i in tokens]
    others = handed_on(analysis, draft)
    for at, norm in enumerate(norms[:-1]):
        if norm.removeprefix("و") == "سوف":  # "سوف يرد" is "سيرد"
            norms[at + 1] = "س" + norms[at + 1]
    found: list[Find] = []
    following = [*norms[1:], ""][: len(norms)]  # a content may hold no word at all
    for at, (norm, after) in enumerate(zip(norms, following, strict=True)):
        if tokens[at] in others:
            continue
        for sign in signs_at(norm):
            words = sign.words
            if len(words) > 1:
                if after != words[1] and len(words[1]) > 1:  # most phrases end here: no call for them
                    continue
                if not goes_on(norms, at, words):
                    continue
            before = norms[at - 1] if at else ""
            negated = _negating(norms, at) in NEGATIONS and sign.words[0] not in NEGATIONS
            found.append(Find(sign, at, tokens[at], before, negated))
    return found


def handed_on(analysis: Analysis, draft: StatementDraft) -> set[int]:
    """Return the tokens of a content that are somebody else's words in it: what a statement inside it reports.

    "قال المتحدث إن الوزير شدد على ضرورة …": the spokesman makes known, the minister demands.
    """
    found: set[int] = set()
    content = draft.content
    if content is None:
        return found
    statements = analysis.statements
    for k in range(bisect_left(statements, content.first, key=_cue_at), len(statements)):
        other = statements[k]
        if other.cue.first >= content.last:
            break
        inner = other.content
        if inner is None or other is draft:
            continue
        foreign = other.sources and set(other.sources).isdisjoint(draft.sources)
        if foreign and content.first <= inner.first and inner.last <= content.last:
            found.update(range(max(inner.first, other.cue.last), inner.last))
    return found


def _cue_at(draft: StatementDraft) -> int:
    return draft.cue.first


def _negating(norms: list[str], at: int) -> str:
    """Return the word before, where it could negate: "هناك" and a verb of being are passed over."""
    while at > 1 and norms[at - 1] in _BEING:
        at -= 1
    return norms[at - 1] if at else ""


def is_future(norm: str) -> bool:
    """Whether a folded word looks like a future verb."""
    return norm == "سوف" or (
        len(norm) > 4
        and norm[0] == "س"
        and norm[1] in "يتنا"
        and not norm.startswith(("سيا", "سال", "ساع", "ساب", "سيطر"))
    )
