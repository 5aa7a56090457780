"""What stands before the verb that says what was done to it by words: "الهدنة التي رفضتها الحركة", "وهو ما تنفيه طهران".

The verb wears a pronoun and follows a relative, so that the words before the relative are what was announced, offered,
refused or denied.
"""

from __future__ import annotations

from khabar.reading.parties.lexemes import classes, is_adjective, lexemes
from khabar.reading.statements.cues import Cue
from khabar.reading.statements.kinds import is_verb, kind_at
from khabar.reading.statements.lexicon import readings
from khabar.reading.statements.phrases import become
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.words import COLONS, COMMAS, MARKS, PREPOSITIONS, RELATIVES, is_complementiser
from khabar.record import Act

_PRONOUNS = {"ه", "ها", "هم", "هما"}
_LIGHT = {"كان", "كانت", "كانوا", "قد", "سبق", "ان"}
_CHARGES = {"اتهام", "اتهامات", "تهمه", "تهم", "مزاعم", "ادعاءات", "ادعاء"}
_WHICH = {"ما", "امر", "اقتراح", "موقف", "قرار", "طلب", "عرض", "مطلب", *_CHARGES}
_ACTS = {Act.ANNOUNCE, Act.REJECT, Act.DENY, Act.PROPOSE, Act.DEMAND, Act.SUPPORT, Act.CONDEMN, Act.PROMISE, Act.ACCEPT}
_RESUMING = {"عليه", "عليها", "عنه", "عنها", "اليه", "اليها", "به", "بها", "فيه", "فيها"}
"""Prepositions with the pronoun that takes up the noun before the relative: "الهدنة التي وافقت عليها الحركة"."""
_LONGEST = 8
_SHORTEST = 5  # tokens of a quotation with its marks: less is a name
_NAMING = {"noun", "other", "the", "adjective"}


def antecedent(scene: Scene, cue: Cue, earlier: list[Cue], first: int) -> bool:
    """Fill the content of a verb in a relative clause with the words before it; False where it has none."""
    analysis = scene.analysis
    if cue.manner != "verb" or cue.before or cue.reading.verb.act not in _ACTS:
        return False
    if "describe" in cue.reading.verb.use:
        return False
    after = analysis.forms[cue.last].norm if cue.last < len(analysis) else ""
    resumed = cue.reading.segmentation.pronoun in _PRONOUNS
    taken_up = after in _RESUMING and (cue.relative or scene.analysis.forms[cue.first - 1].norm in _WHICH)
    if not taken_up and not (resumed and cue.subject is not None):
        return False
    at = cue.first - 1
    while at >= first and analysis.forms[at].norm in _LIGHT:
        at -= 1
    if at <= first:
        return False
    norm = analysis.forms[at].norm
    if norm in _WHICH and analysis.forms[at - 1].norm in ("وهو", "وهي", "هو"):
        before = [other for other in earlier if other.content_first >= 0 and other.content_first < at - 2]
        if not before or at - 2 - before[-1].content_first > 40:
            return False
        cue.content_first, cue.content_last = _of_what(scene, before[-1], at - 1), at - 1
    elif norm in RELATIVES and norm[0] != "و":
        start = _start(scene, at, first)
        if start >= at:
            return False
        cue.content_first, cue.content_last = start, at
    elif resumed and at < cue.first and _is_indefinite(scene, cue, at):
        cue.content_first, cue.content_last = min(at, _start(scene, at + 1, first)), at + 1
    else:
        return False
    while analysis.texts[cue.content_last - 1] in COMMAS and cue.content_last - 1 > cue.content_first:
        cue.content_last -= 1
    cue.manner, cue.mode = "relay", "antecedent"
    return True


def _of_what(scene: Scene, told: Cue, last: int) -> int:
    """Where what was told begins; of a charge only the deed, not the accused: "اتهمت بغداد الجماعة | بقصف القرى، وهو ما نفته"."""
    if told.reading.verb.act is not Act.ACCUSE:
        return told.content_first
    for at in range(told.content_first, last):
        norm = scene.analysis.forms[at].norm
        if is_complementiser(norm):
            return at + 1
        if kind_at(scene.analysis, at) == "by" and at not in scene.place_end and at not in scene.analysis.mention_at:
            return at
    return told.content_first


def quoted_before(scene: Scene, cue: Cue, earlier: list[Cue], first: int) -> bool:
    """Fill the content of a verb of saying right behind the quotation it reports, as in '"لن أرحل"، تقول أم سمير'."""
    analysis = scene.analysis
    way = cue.reading.segmentation
    if cue.manner != "verb" or not cue.reading.verb.speech or cue.relative or way.conjunction or way.pronoun:
        return False
    at = cue.first - 1
    while at > first and analysis.texts[at] in COMMAS:
        at -= 1
    quote = analysis.quote_at(at) if at > first and analysis.texts[at] in MARKS else None
    if quote is None or quote.last != at + 1 or quote.first < first or quote.last - quote.first < _SHORTEST:
        return False
    if any(other.content_first in (quote.first, quote.first + 1) for other in earlier):
        return False
    if any(other.content_first <= quote.first < other.content_last for other in earlier):
        return False
    last = analysis.sentences[analysis.sentence_of[cue.at]].last
    end = cue.last
    while end < last and analysis.texts[end] not in COMMAS and analysis.forms[end].kind not in ("punct", "space"):
        if is_complementiser(analysis.forms[end].norm) or end - cue.last > _LONGEST:
            return False
        end += 1
    if end < last and (analysis.texts[end] in COLONS or analysis.texts[end] in MARKS):
        return False
    if cue.subject is None and cue.last < end and kind_at(analysis, cue.last) in _NAMING:
        become(analysis, cue, cue.last, end)
    cue.content_first, cue.content_last = quote.first, quote.last
    cue.manner, cue.mode = "relay", "quoted"
    return True


def _is_indefinite(scene: Scene, cue: Cue, at: int) -> bool:
    """Whether a verb that can be nothing else qualifies the noun before it: "هدنة كان قد اقترحها"."""
    form = scene.analysis.forms[cue.at]
    if cue.reading.segmentation.conjunction:
        return False
    if any(way.inflection.tense == "masdar" for way in readings(form.norm, form.segmentations)):
        return False
    return kind_at(scene.analysis, at) in ("noun", "other", "adjective", "by", "to")


def _start(scene: Scene, relative: int, first: int) -> int:
    """Where the noun phrase before a relative begins: behind the verb, the preposition or the mark before it.

    Where a thing is belongs to it: "الهدنة في اليمن التي أعلن عنها الملك".
    """
    analysis = scene.analysis
    at = relative
    while at > first and relative - at < _LONGEST:
        form = analysis.forms[at - 1]
        norm = form.norm
        if norm == "في" and _is_whereabouts(scene, at, relative) and at - 2 >= first:
            at -= 2
            continue
        if form.kind != "word" or norm in PREPOSITIONS or is_complementiser(norm) or norm in RELATIVES:
            break
        after = analysis.forms[at].norm
        described = at < relative and after.startswith("ال") and is_adjective(after[2:])
        if described and form.best.article and form.best.particle:
            return at - 1  # "بالهدنة الإنسانية التي وافق عليها"
        if at < relative and norm.startswith("ال") and not described:
            break
        if not norm.startswith("ال") and (
            is_verb(norm) or norm[0] in "وف" or "noun" not in classes(norm) or norm in lexemes().verbs
        ):
            break
        at -= 1
        if norm[0] in "بل" and len(norm) > 3 and not norm.startswith("ال") and "noun" not in classes(norm[1:]):
            break
    return at


def _is_whereabouts(scene: Scene, at: int, relative: int) -> bool:
    """Whether only a place stands from a token to the relative, behind a definite noun and "في"."""
    analysis = scene.analysis
    places = [analysis.places[index] for _, index in analysis.places_between(at, at + 1)]
    whole = any(piece.first == at and piece.last == relative for place in places for piece in place.mentions)
    return whole and analysis.forms[at - 2].norm.startswith("ال")
