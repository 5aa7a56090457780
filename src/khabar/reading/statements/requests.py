"""What is done because somebody asked for it: "يعقد المجلس جلسة بطلب من تونس", "بناء على طلب الحكومة"; and charges exchanged.

Who asked has asked for what stands before; two who exchange charges both accuse.
"""

from __future__ import annotations

from khabar.reading.analysis import Piece
from khabar.reading.statements.cues import Cue
from khabar.reading.statements.endings import trim
from khabar.reading.statements.frames import past_frame
from khabar.reading.statements.lexicon import BARE, NOUN, Reading, Verb
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.sources import named_phrase
from khabar.reading.statements.words import COLONS, MARKS, is_complementiser
from khabar.record import Act

_REQUEST = Verb("طلب", Act.DEMAND, frozenset(), frozenset(), "")
_LIGHT = {"كان", "كانت", "وذلك", "جاء", "جاءت", "ياتي", "تاتي"}
_SHORTEST = 2  # tokens of what was asked for
_CHARGES = {"الاتهامات", "الاتهام", "اتهامات", "التهم"}
_EXCHANGE = ("تبادل", "يتبادل", "تتبادل", "وتبادل", "ويتبادل", "وتتبادل")
_NEAR = 8  # tokens from the verb to the charges


def on_request(scene: Scene, token: int, first: int, last: int) -> Cue | None:
    """Return the demand of "بناء على طلب X", "بطلب من X", whose content is the clause before it."""
    analysis = scene.analysis
    norm, after = analysis.forms[token].norm, analysis.norms(token + 1, min(last, token + 2))
    led = norm == "طلب" and token - 2 > first and analysis.norms(token - 2, token) == ["بناء", "علي"]
    if not led and (norm != "بطلب" or after != ["من"]):
        return None
    at = token + 1 + (after == ["من"])
    named = named_phrase(analysis, at, last) if at < last else None
    if named is None or named[0].start != analysis.starts[at]:
        return None
    end = trim(analysis, first, token - 2 if led else token)
    while end > first and analysis.forms[end - 1].norm in _LIGHT:
        end = trim(analysis, first, end - 1)
    start = first
    for k in range(end - 1, first - 1, -1):
        if analysis.texts[k] in COLONS or analysis.texts[k] in MARKS:
            return None
        if is_complementiser(analysis.forms[k].norm.removeprefix("و")):
            start = k + 1
            break
    else:
        start = past_frame(scene, first, end)
    if end - start < _SHORTEST:
        return None
    cue = Cue(token, token + 1, token, "relay", Reading(_REQUEST, NOUN, BARE), mode="relay")
    cue.subject, cue.sources = named
    cue.after_subject, cue.content_first, cue.content_last = named[0].last, start, end
    return cue


def exchanged(scene: Scene, cue: Cue, first: int, last: int) -> bool:
    """Fill speakers and content of charges that two exchange: "تبادل الطرفان الاتهامات بخرق الهدنة"; True if so."""
    analysis = scene.analysis
    if cue.manner != "noun" or analysis.forms[cue.at].norm not in _CHARGES or cue.last >= last:
        return False
    if analysis.forms[cue.last].norm[0] != "ب":
        return False
    for at in range(cue.first - 1, max(first, cue.first - _NEAR) - 1, -1):
        if analysis.forms[at].norm.startswith(_EXCHANGE):
            named = named_phrase(analysis, at + 1, cue.first) if at + 1 < cue.first else None
            named = named or _ending_at(scene, at)
            if named is not None:
                cue.subject, cue.sources = named
            cue.content_first, cue.mode, cue.chance = cue.last, "phrase", 0.9
            return True
    return False


def _ending_at(scene: Scene, at: int) -> tuple[Piece, list[int]] | None:
    """The phrase right before a verb: "لكن الطرفين تبادلا"."""
    analysis = scene.analysis
    for index in analysis.mention_at.get(at - 1, ()):
        mention = analysis.party_mentions[index]
        if mention.piece.last == at and not mention.nested:
            return named_phrase(analysis, mention.piece.first, at)
    return None
