"""The whole phrase of a source without a name: "مصدر حكومي في مدينة ساحلية", "متحدث باسم خدمة الإسعاف".

Whoever has no name is known by all the words that tell who speaks. Where a verb of saying stands before and what is said
behind, nothing but the speaker stands between, so that the phrase goes on to there, to whom it was told, or to where
and when it was said.
"""

from __future__ import annotations

from khabar.reading.analysis import Analysis, Piece
from khabar.reading.parties.lexemes import is_adjective, lexemes
from khabar.reading.statements.cues import Cue
from khabar.reading.statements.kinds import kind_at
from khabar.reading.statements.phrases import note_mention
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.words import (
    COLONS,
    COMMAS,
    MARKS,
    PARTICLES,
    PREPOSITIONS,
    RELATIVES,
    VENUES,
    is_complementiser,
    to_hearers,
)
from khabar.record import EntityKind

_LONGEST = 10  # tokens behind the words by which the source is known already
_LONGEST_NAME = 5  # tokens of a quotation that is a name, with its marks
_NAMELESS = {EntityKind.UNNAMED, EntityKind.GROUP, EntityKind.DOCUMENT}
_WITHIN = {"في", "من", "باسم", "بين", "داخل", "لدي"}
_TAIL = {"the", "the-adjective", "adjective", "noun", "other", "by", "to", "nominative", "this", "and ال"}
_FRAMES = {"علي", "الي", "عن"}
_APART = {"شانه", "شانها", "دون", "غير", "حيث", "جانبه", "جانبها", "جهه", "جهته", "جهتها", "اجل", "خلال"}


def widen(scene: Scene, cue: Cue, last: int) -> None:
    """Let the subject of a verb take in all that tells who its nameless speaker is."""
    analysis, piece = scene.analysis, cue.subject
    if piece is None or cue.before or cue.manner != "verb" or len(cue.sources) != 1 or not cue.reading.verb.speech:
        return
    party = analysis.parties[cue.sources[0]]
    if party.kind not in _NAMELESS or cue.after_subject != piece.last:
        return
    if party.kind is EntityKind.DOCUMENT and analysis.forms[piece.first].norm.startswith("ال"):
        return
    end = _end(scene, cue, piece.last, min(last, piece.last + _LONGEST))
    if (
        end is None
        or end <= piece.last
        or ("object" in cue.reading.verb.takes and not _clause_next(analysis, end, last))
    ):
        return  # "اقترح المبعوث هدنة": what he proposed, none of his words
    wide = Piece(piece.first, end, piece.start, analysis.ends[end - 1])
    if party.name == analysis.text_of(piece):
        party.name = analysis.text_of(wide)
    note_mention(analysis, cue.sources[0], wide, party.number)
    cue.subject, cue.after_subject = wide, end


def _end(scene: Scene, cue: Cue, at: int, last: int) -> int | None:
    """Where the phrase ends that goes on at a token, if what is said follows it; None if it does not go on."""
    analysis = scene.analysis
    if at >= last or not _goes_on(scene, at, last):
        return None
    while at < last:
        norm, text = analysis.forms[at].norm, analysis.texts[at]
        following = analysis.forms[at + 1].norm if at + 1 < last else ""
        if is_complementiser(norm) or text in COLONS or text in COMMAS or to_hearers(norm) or at in scene.time_end:
            return at
        if norm in PREPOSITIONS and (is_complementiser(following) or following in VENUES or at + 1 in scene.time_end):
            return at
        takes = cue.reading.verb.takes
        if norm in _FRAMES:
            return at if norm in takes else None
        if norm[0] == "ب" and "ب" in takes and kind_at(analysis, at) == "by" and not _clause_ahead(analysis, at, last):
            return at
        if text in MARKS:
            quote = analysis.quote_at(at)
            if quote is None or quote.first != at or not quote.closed or quote.last - at > _LONGEST_NAME:
                return at
            at = quote.last
            continue
        if at in scene.place_end:
            at = scene.place_end[at]
            continue
        kind = "adjective" if norm.endswith("ه") and is_adjective(norm) else kind_at(analysis, at)
        if norm in RELATIVES or norm in PARTICLES or (norm not in PREPOSITIONS and kind not in _TAIL):
            return None
        if norm in lexemes().verbs or norm in lexemes().participles:
            return None
        at += 1
    return None


def _goes_on(scene: Scene, at: int, last: int) -> bool:
    """Whether a phrase takes the word at a token in: a preposition of place or belonging, a noun, an adjective."""
    analysis = scene.analysis
    norm = analysis.forms[at].norm
    if norm in _WITHIN:
        return at + 1 < last and analysis.forms[at + 1].norm not in _APART
    if analysis.forms[at].kind != "word" or norm in PREPOSITIONS or norm[0] in "وف":
        return False
    return kind_at(analysis, at) in _TAIL or is_adjective(norm)


def _clause_next(analysis: Analysis, at: int, last: int) -> bool:
    """Whether what is said begins soon behind a token, with "that" or a colon, hearers and times between."""
    near = range(at, min(last, at + _LONGEST))
    return any(is_complementiser(analysis.forms[k].norm) or analysis.texts[k] in COLONS for k in near)


def _clause_ahead(analysis: Analysis, at: int, last: int) -> bool:
    """Whether a clause is told rather than what the preposition at a token leads to."""
    return any(is_complementiser(analysis.forms[k].norm) for k in range(at, last))
