"""What is said once more: "جدد الوزير التأكيد على ضرورة وقف القتال", "مجددا دعوته إلى الحوار".

The noun tells what is said and is the cue; that it was said before is all the verb adds.
"""

from __future__ import annotations

from khabar.reading.analysis import Analysis
from khabar.reading.statements.cues import Cue
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.sources import named_phrase
from khabar.reading.statements.words import COMMAS, MARKS, is_complementiser

_AGAIN = {
    way + verb
    for way in ("", "و", "ف")
    for verb in (
        "جدد", "جددت", "جددوا", "يجدد", "تجدد", "كرر", "كررت", "كرروا", "يكرر", "تكرر", "اعاد", "اعادت", "اعادوا", "يعيد", "تعيد",
        "عاود", "عاودت",
    )
}  # fmt: skip
_ADVERBIAL = {"مجددا", "مجدده", "مجددين", "مكررا", "مكرره", "مكررين", "معيدا", "معيده"}
_BETWEEN = {"علي", "الي"}  # "التأكيد على", "الدعوة إلى": no part of what is said
_REACH = 10  # tokens from the verb to the noun


def repeated(scene: Scene, cue: Cue, first: int, last: int) -> int | None:
    """Fill speaker and content of a noun of saying behind a verb of repeating; return where that verb stands, or None."""
    analysis = scene.analysis
    way = cue.reading.segmentation
    if cue.manner != "noun" or way.conjunction or way.particle or not (way.article or way.pronoun):
        return None
    verb = _verb_before(analysis, cue.first, first)
    start = _content(analysis, cue.last, last, own=bool(way.pronoun))
    if verb is None or start is None:
        return None
    if verb + 1 < cue.first:
        named = named_phrase(analysis, verb + 1, cue.first)
        if named is None or named[0].first != verb + 1:
            return None
        cue.subject, cue.sources = named
    cue.content_first, cue.mode, cue.chance = start, "phrase", 0.9
    return verb


def _verb_before(analysis: Analysis, noun: int, first: int) -> int | None:
    """The verb of repeating before a noun, with nothing but a speaker, a time or commas between."""
    if noun > first and analysis.forms[noun - 1].norm in _ADVERBIAL:
        return noun - 1
    for at in range(noun - 1, max(first, noun - _REACH) - 1, -1):
        norm = analysis.forms[at].norm
        if norm in _AGAIN:
            return at
        if is_complementiser(norm) or analysis.texts[at] in MARKS:
            return None
    return None


def _content(analysis: Analysis, at: int, last: int, *, own: bool) -> int | None:
    """Where what is said begins behind its noun, without the preposition that leads to it; None if nothing follows."""
    led = at < last and analysis.forms[at].norm in _BETWEEN
    at += led
    if at < last and is_complementiser(analysis.forms[at].norm):
        at += 1
    elif not led and not own and at < last and analysis.forms[at].norm[:1] not in ("ب", "ل"):
        return None
    return at if at < last and analysis.texts[at] not in COMMAS and analysis.forms[at].kind != "punct" else None
