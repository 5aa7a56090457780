"""Which statements hold a word in their content, and what a content asks for once addressee and prepositions are off."""

from __future__ import annotations

from khabar.reading.analysis import Analysis, Piece
from khabar.reading.proposals.mentions import phrase_end, words_of


class Contents:
    """The contents of all statements, to ask which of them cover a word."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._cues = {token: i for i, s in enumerate(analysis.statements) for token in range(s.cue.first, s.cue.last)}

    def covering(self, token: int) -> list[int]:
        """Return the statements whose content holds a token, the innermost first."""
        return list(self._analysis.statements_over(token))

    def cued(self, first: int, last: int) -> list[int]:
        """Return the statements whose cue stands in tokens first ≤ i < last."""
        return [self._cues[i] for i in range(first, last) if i in self._cues]

    def outside(self, statement: int) -> list[int]:
        """Return a statement and those whose content holds all of its content."""
        own = self._analysis.statements[statement].content
        if own is None:
            return [statement]
        return [
            i
            for i in self._analysis.statements_over(own.first)
            if (content := self._analysis.statements[i].content) is not None
            and own.last <= content.last
            and (i == statement or content.last - content.first > own.last - own.first)
        ]


_BEFORE = frozenset(
    {"الي", "علي", "ب", "في", "من", "ان", "بان", "عن", "ضروره", "اهميه", "وجوب", "بضروره", "يجب", "ينبغي", "هي", "هو"}
)


def matter_of(analysis: Analysis, content: Piece, addressee: int | None) -> Piece:
    """Return the words of a content that name what is asked for: without the party asked and the preposition after it."""
    first, last = content.first, content.last
    at = first
    moved = True
    while moved and at < last:
        moved = False
        for m in analysis.mention_at.get(at, ()):
            mention = analysis.party_mentions[m]
            if (
                mention.piece.first == at
                and mention.piece.last < last
                and (addressee is None or mention.party == addressee)
            ):
                at, moved = mention.piece.last, True
                break
        while at < last and (analysis.forms[at].norm in _BEFORE or analysis.forms[at].kind != "word"):
            at, moved = at + 1, True
    if at >= last:
        at = first
    end = min(max(phrase_end(analysis, at, 14), at + 1), last)
    return words_of(analysis, at, end)


_CLAUSE = frozenset({"ان", "بان", "انه", "انها", "بانه", "بانها", "انهم", ":", "لا", "لن", "لم", "ليس"})


def clausal(analysis: Analysis, content: Piece) -> bool:
    """Return whether a content is a clause ("أن …", a quoted sentence) rather than a noun phrase."""
    at = content.first
    while at > 0 and analysis.forms[at - 1].kind != "word" and analysis.texts[at - 1] != ":":
        at -= 1
    before = analysis.forms[at - 1].norm if at else ""
    return before in _CLAUSE or analysis.forms[content.first].norm in _CLAUSE
