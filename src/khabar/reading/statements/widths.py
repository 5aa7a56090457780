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
    SELVES,
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
_CALLED_BY_NAME = {
    "موقع",
    "صحيفه",
    "جريده",
    "وكاله",
    "قناه",
    "اذاعه",
    "شبكه",
    "مجله",
    "منظمه",
    "جمعيه",
    "مركز",
    "معهد",
    "حساب",
}
_FRAMES = {"علي", "الي", "عن"}
_STOPS = {".", "؟", "!"}
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
    takes = cue.reading.verb.takes
    end = _end(scene, takes, piece.last, min(last, piece.last + _LONGEST))
    if end is not None and end > piece.last and ("object" not in takes or _clause_ahead(analysis, end, last)):
        # but not "اقترح المبعوث هدنة": what he proposed, none of his words
        cue.subject = _grown(analysis, cue.sources[0], piece, end)
        cue.after_subject = end


def widened(scene: Scene, piece: Piece, parties: list[int], last: int, *, leads: bool) -> Piece:
    """Return the words of a nameless source that a relay cites, up to the comma or the stop that ends them.

    leads: whether what it vouches for follows, so that only a comma can end them.
    """
    analysis = scene.analysis
    if len(parties) != 1 or analysis.parties[parties[0]].kind not in _NAMELESS or piece.last >= last:
        return piece
    norm = analysis.forms[piece.last].norm
    if norm not in _WITHIN and kind_at(analysis, piece.last) != "mark" and not is_adjective(norm.removeprefix("ال")):
        return piece
    end = _end(scene, frozenset(), piece.last, min(last, piece.last + _LONGEST))
    ends = end is not None and end > piece.last
    if ends and end is not None:
        ends = analysis.texts[end] in COMMAS if end < last else not leads
        ends = ends or (end < last and not leads and analysis.texts[end] in _STOPS)
    return _grown(analysis, parties[0], piece, end) if ends and end is not None else piece


def _grown(analysis: Analysis, party: int, piece: Piece, end: int) -> Piece:
    """Note that a party's words go on to a token."""
    wide = Piece(piece.first, end, piece.start, analysis.ends[end - 1])
    known = analysis.parties[party]
    if known.name == analysis.text_of(piece):
        known.name = analysis.text_of(wide)
    note_mention(analysis, party, wide, known.number)
    return wide


def _end(scene: Scene, takes: frozenset[str], at: int, last: int) -> int | None:
    """Where the phrase ends that goes on at a token, if what is said follows it; None if it does not go on."""
    analysis = scene.analysis
    if at >= last or not _goes_on(scene, at, last):
        return None
    if analysis.forms[at].norm in takes and not _clause_ahead(analysis, at, last):
        return None
    while at < last:
        norm, text = analysis.forms[at].norm, analysis.texts[at]
        following = analysis.forms[at + 1].norm if at + 1 < last else ""
        if is_complementiser(norm) or text in COLONS or text in COMMAS or to_hearers(norm) or at in scene.time_end:
            return at
        if text in _STOPS:
            return at
        if norm in PREPOSITIONS and (is_complementiser(following) or following in VENUES or at + 1 in scene.time_end):
            return at
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
            if at >= last:
                return at
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
    if analysis.texts[at] in MARKS:  # "موقع «نيوز الآن»"
        quote = analysis.quote_at(at)
        named = quote is not None and quote.first == at and quote.closed and quote.last - at <= _LONGEST_NAME
        return named and analysis.forms[at - 1].norm.removeprefix("ال") in _CALLED_BY_NAME
    if norm in _WITHIN:
        return at + 1 < last and analysis.forms[at + 1].norm not in _APART
    if analysis.forms[at].kind != "word" or norm in PREPOSITIONS or norm in SELVES or norm[0] in "وف":
        return False
    if norm.startswith("ال") and not analysis.forms[at - 1].best.article and _closed(analysis, at - 1):
        return False  # "هدد نواب محافظون الرئيس"
    return kind_at(analysis, at) in _TAIL or is_adjective(norm)


def _closed(analysis: Analysis, at: int) -> bool:
    """Whether nothing can belong to the word at a token but an adjective: it is one, or a plural that ends in "ون"."""
    norm = analysis.forms[at].norm
    return norm.endswith(("ون", "ين", "ان")) or kind_at(analysis, at) == "adjective"


def _clause_ahead(analysis: Analysis, at: int, last: int) -> bool:
    """Whether a clause is told, before any comma, rather than what a preposition or a noun leads to."""
    for k in range(at, min(last, at + _LONGEST)):
        if is_complementiser(analysis.forms[k].norm) or analysis.texts[k] in COLONS:
            return True
        if analysis.texts[k] in COMMAS and k > at:
            return False
    return False
