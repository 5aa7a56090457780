"""What tells more of a speaker between commas, before what he says: his name, his post, where he spoke.

"نفى الناطق باسم الجيش، الرقيب سامي ناصر، في معرض رده على سؤال، علمه بالحادث": what is said begins behind all of it, and the
name belongs to the post before it.
"""

from __future__ import annotations

from khabar.reading.analysis import Analysis, Piece
from khabar.reading.parties.lexemes import lexemes
from khabar.reading.statements.cues import Cue, withholds_name
from khabar.reading.statements.holders import name_holder, nameable
from khabar.reading.statements.kinds import kind_at
from khabar.reading.statements.lexicon import FINITE
from khabar.reading.statements.phrases import NEEDS_OBJECT
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.words import (
    COLONS,
    COMMAS,
    MARKS,
    PREPOSITIONS,
    RELATIVES,
    VENUES,
    is_complementiser,
    to_hearers,
)
from khabar.record import EntityKind

_LONGEST = 16  # tokens of one aside
_SHORT_NAME = 2  # tokens of a name in which even "أدان" is one
_FRAMES = {"علي", "الي", "عن", "من"}
_LED = {"برئاسه", "بقياده", "بزعامه", "برياسه"}
_MORE_OF_HIM = {"وهو", "وهي"}
_KNOWLEDGE = {"علمه", "علمها", "علمهم"}  # "نفى الناطق، …، علمه بالحادث"
_SAID = {"the", "the-adjective", "noun", "other", "by", "to", "number", "this"}


def past_asides(scene: Scene, cue: Cue, last: int) -> None:
    """Put the cue's subject and what follows it behind the asides that follow its subject."""
    analysis, piece = scene.analysis, cue.subject
    if piece is None or cue.before or cue.manner != "verb" or cue.reading.inflection.tense not in FINITE:
        return
    at = piece.last + (piece.last < last and analysis.texts[piece.last] in MARKS)  # "قال «المركز»، وهو هيئة مستقلة، إن"
    while at + 2 < last and analysis.texts[at] in COMMAS:
        end, named = _aside(scene, cue, at + 1, last)
        if end is None:
            break
        if named:
            name_holder(analysis, cue, at + 1, end)
            cue.subject = Piece(piece.first, end, piece.start, analysis.ends[end - 1])
        at = end
        if analysis.texts[at] not in COMMAS:
            break
    if at > piece.last + 1:
        cue.after_subject = at


def _aside(scene: Scene, cue: Cue, first: int, last: int) -> tuple[int | None, bool]:
    """Where the aside that begins at a token ends, and whether it names the speaker; None if there is none."""
    analysis = scene.analysis
    norm = analysis.forms[first].norm
    named = _names(analysis, first)
    placed = _placed(analysis, first)
    free = norm in RELATIVES or norm in _MORE_OF_HIM or placed or withholds_name(analysis, first)
    if not (named or free or norm in _LED or to_hearers(norm)):
        return None, False
    at = first
    while at < min(last, first + _LONGEST):
        text = analysis.texts[at]
        quote = analysis.quote_at(at) if text in MARKS else None
        if quote is not None and quote.first == at and quote.closed:
            at = quote.last
            continue
        if text in COMMAS:
            said = at + 1 < last and _said_next(scene, cue, at + 1, last)
            whom = named and cue.verb_name in NEEDS_OBJECT and _framed(analysis, cue, at + 1)
            return (at if said and not whom else None), named
        if text in COLONS or is_complementiser(analysis.forms[at].norm):
            return None, False
        if not free and at > first + _SHORT_NAME and kind_at(analysis, at) in ("verb", "and verb"):
            return None, False
        at += 1
    return None, False


def _placed(analysis: Analysis, at: int) -> bool:
    """Whether words tell where he spoke: "في تصريح", "خلال مؤتمر"."""
    norm, after = analysis.forms[at].norm, analysis.norms(at + 1, at + 2)
    return norm in PREPOSITIONS and norm not in _FRAMES and bool(after) and after[0].removeprefix("ال") in VENUES


def _names(analysis: Analysis, first: int) -> bool:
    """Whether a name, a post or what the speaker is known by begins at a token."""
    for index in analysis.mention_at.get(first, ()):
        mention = analysis.party_mentions[index]
        if mention.piece.first == first and mention.piece.start == analysis.starts[first]:
            kind = analysis.parties[mention.party].kind
            return mention.number == "s" and kind in (EntityKind.PERSON, EntityKind.UNNAMED)
    norm = analysis.forms[first].norm
    if norm.startswith(("المعروف", "التابع", "الملقب", "المكني")):
        return True
    if norm[0] in "وفبل" or analysis.forms[first].kind != "word":
        return False
    post = lexemes().titles.get(norm.removeprefix("ال")) is not None
    return post or (nameable(analysis, first) and nameable(analysis, first + 1))


def _framed(analysis: Analysis, cue: Cue, at: int) -> bool:
    """Whether the preposition of the verb stands here: then one who is called on stands before it ("دعا الوزير، …، إلى")."""
    norm, takes = analysis.forms[at].norm, cue.reading.verb.takes
    return norm in takes & _FRAMES or (norm[0] == "ب" and "ب" in takes and len(norm) > 3)


def _said_next(scene: Scene, cue: Cue, at: int, last: int) -> bool:
    """Whether what the verb takes, or a further aside, stands behind the comma that closes an aside."""
    analysis = scene.analysis
    norm, text = analysis.forms[at].norm, analysis.texts[at]
    takes = cue.reading.verb.takes
    if is_complementiser(norm) or _framed(analysis, cue, at):
        return True
    if text in MARKS or text in COLONS or at in scene.time_end:
        return True
    if norm in _KNOWLEDGE:
        return True
    if "object" in takes and norm[0] not in "وف" and norm not in PREPOSITIONS and kind_at(analysis, at) in _SAID:
        return True
    return _placed(analysis, at) or _aside(scene, cue, at, last)[0] is not None
