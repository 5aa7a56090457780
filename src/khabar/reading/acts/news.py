"""News or talk: traits by which a statement makes a fact known (announce) or explains, tells and weighs (say).

They are spread over the cue, the source and the content; their words stand in lexicon/acts.toml ("news.words").
"""

from __future__ import annotations

from functools import cache, lru_cache

from khabar.arabic import fold
from khabar.lexicon import load
from khabar.reading.acts.signs import is_future
from khabar.reading.analysis import Analysis, Piece, StatementDraft
from khabar.reading.events.triggers import table
from khabar.record import Act, StatementKind

_OPENING = 8
_REACH = 30
_SHORT = 7
_FIRST = 5  # words of an opening in which what was agreed stands
_EQUATION = 6
_IN = frozenset({"في", "وفي", "ففي"})


@cache
def news_words(name: str) -> frozenset[str]:
    """Return a folded word list of lexicon/acts.toml ("news.words")."""
    return frozenset(fold(word) for word in load("acts")["news"]["words"][name])


def traits(analysis: Analysis, draft: StatementDraft) -> set[str]:
    """Return the names of the traits that a statement shows; see lexicon/acts.toml for what each means."""
    found = _cue_traits(analysis, draft) | source_traits(analysis, draft)
    if draft.content is not None:
        found |= _content_traits(analysis, draft.content)
    return found


def _cue_traits(analysis: Analysis, draft: StatementDraft) -> set[str]:
    entry = fold(draft.entry.removeprefix("reporting:"))
    found = {name for name in ("light", "telling", "musing") if entry in news_words("cue_" + name)}
    if draft.act is Act.ANNOUNCE:
        found.add("announcing")
    for shape in ("relay", "participle"):
        if f"cue-{shape}" in draft.by:
            found.add(shape)
    if draft.by.endswith("/phrase"):
        found.add("phrase")
    if draft.kind in (StatementKind.DIRECT, StatementKind.MIXED):
        found.add(draft.kind.value)
    if "cue-verb" in draft.by and _is_present(analysis.forms[draft.cue.first].norm, entry):
        found.add("present")
    return found


@lru_cache(maxsize=10_000)
def _is_present(norm: str, past: str) -> bool:
    """Whether a folded cue is in the present tense ("يقول"), given the past of its verb ("تحدث" is none)."""
    bare = norm.removeprefix("و").removeprefix("ف")
    return bare[:1] in ("ي", "ت") and bare[:3] != past[:3]


def source_traits(analysis: Analysis, draft: StatementDraft) -> set[str]:
    """Return the traits of who says it: kind, spokesman, the sort of source its words name."""
    if not draft.sources:
        return {"unsourced"}
    own = set(draft.sources)
    party = analysis.parties[draft.sources[0]]
    found = {f"by_{party.kind.value}"}
    if party.speaks_for is not None:
        found.add("spokesman")
    name = set(fold(party.name).split())
    if draft.source_piece is not None:
        name |= set(analysis.norms(draft.source_piece.first, draft.source_piece.last))
    for role in party.roles:
        name |= set(fold(role.title).split())
    for sort in ("forces", "witness", "outlet", "analyst", "insider", "critics"):
        if name & news_words("source_" + sort):
            found.add(sort)
    at = analysis.rank_of(draft)
    if all(analysis.first_said(source) >= at for source in own):
        found.add("first_word")
    elif (
        not own.isdisjoint(analysis.statements[at - 1].sources) and analysis.statements[at - 1].act is not Act.ANNOUNCE
    ):
        found.add("after_talk")
    return found


def _content_traits(analysis: Analysis, content: Piece) -> set[str]:
    found: set[str] = set()
    last = min(content.last, content.first + _REACH)
    words: list[str] = []
    for form in analysis.forms[content.first : last]:
        if form.kind == "number":
            found.add("number")
        elif form.kind == "word":
            words.append(form.norm)
            found |= _word_traits(form.norm)
            if len(words) <= _OPENING:
                found |= _opening_traits(form.norm)
    if len(words) < _SHORT:
        found.add("short")
    found |= _shape(words)
    if analysis.times_between(content.first, last):
        found.add("time")
    return found


def _shape(words: list[str]) -> set[str]:
    """Return what the order of a content's words shows: a thing done or agreed, one thing called another, a condition."""
    found: set[str] = set()
    opening = words[:_FIRST]
    if words and (words[0] in news_words("content_done") or not news_words("content_agreed").isdisjoint(opening)):
        found.add("done")
    if not news_words("content_equation").isdisjoint(words[1:_EQUATION]) or (
        words and words[0] in news_words("content_this")
    ):
        found.add("equation")
    supposed = not news_words("content_if").isdisjoint(words) or (
        "حال" in words[1:] and words[words.index("حال", 1) - 1] in _IN
    )
    if supposed and any(is_future(word.removeprefix("ف")) or word == "لن" for word in words):
        found.add("if so, then")
    return found


@lru_cache(maxsize=50_000)
def _word_traits(norm: str) -> frozenset[str]:
    """Return what a folded word shows wherever it stands in a content."""
    return frozenset(sort for sort in ("opinion", "numeral", "we", "outcome") if norm in news_words("content_" + sort))


@lru_cache(maxsize=50_000)
def _opening_traits(norm: str) -> frozenset[str]:
    """Return what a folded word shows among the first of a content: a deed, when it is done, negation, condition."""
    found: set[str] = set()
    known = table().get(norm)
    if known is not None:
        cut, senses = known
        tenses = {inflection.tense for sense in senses if sense.kind == "verb" for inflection in sense.inflections}
        if any(sense.kind == "noun" for sense in senses):
            found.add("deed_noun")
        if "past" in tenses:
            found.add("deed_past")
        if "present" in tenses and cut.particle:
            found.add("deed_future")
    if is_future(norm):
        found.add("future")
    if norm in news_words("content_negation"):
        found.add("negated")
    if norm in news_words("content_if"):
        found.add("if")
    return frozenset(found)
