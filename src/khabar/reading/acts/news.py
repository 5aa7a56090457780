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
_PRESENT = frozenset({"يقول", "تقول", "يقولون", "يوكد", "توكد", "يري", "تري", "يرون", "يوضح", "يضيف", "تضيف", "يشير"})


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
    cue = analysis.forms[draft.cue.first].norm
    if cue.removeprefix("و").removeprefix("ف") in _PRESENT:
        found.add("present")
    return found


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
    for sort in ("forces", "witness", "outlet", "analyst", "insider"):
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
    count = 0
    for form in analysis.forms[content.first : last]:
        if form.kind == "number":
            found.add("number")
        elif form.kind == "word":
            count += 1
            found |= _word_traits(form.norm)
            if count <= _OPENING:
                found |= _opening_traits(form.norm)
    if count < _SHORT:
        found.add("short")
    if analysis.times_between(content.first, last):
        found.add("time")
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
