"""To whom and when something was said, from the words between the cue and the content."""

from __future__ import annotations

from khabar.reading.parties import phrase_from, resolve_pronoun
from khabar.reading.statements.cues import Cue
from khabar.reading.statements.scene import Scene
from khabar.record import Act

_ADDRESSING = {Act.DEMAND, Act.ACCUSE, Act.WARN, Act.THREATEN}
_TELLING = {"أبلغ", "أخبر", "أطلع", "وعد"}
_SPOKEN = {"تصريح", "تصريحات", "حديث", "احاديث", "مقابله", "كلمه", "خطاب", "رساله", "رسايل", "افاده", "افادات"}


def addressee_of(scene: Scene, cue: Cue) -> int | None:
    """Return the party spoken to: the object of a demand or a charge, its pronoun, or a party with "ل"."""
    analysis = scene.analysis
    verb = cue.reading.verb
    direct = verb.act in _ADDRESSING or verb.name in _TELLING
    if direct and cue.manner == "verb" and cue.reading.segmentation.pronoun:
        found = resolve_pronoun(analysis, cue.at)
        return found[0] if found else None
    if direct and cue.mode == "phrase":
        phrase = phrase_from(analysis, cue.content_first, cue.content_last)
        if phrase is not None:
            return phrase[1][0]
    for token in range(cue.after_subject, min(cue.content_first, cue.after_subject + 8)):
        for index in analysis.mention_at.get(token, ()):
            mention = analysis.party_mentions[index]
            clitic = mention.piece.start > analysis.starts[token] and analysis.forms[token].norm[0] == "ل"
            if (
                mention.piece.first == token
                and not mention.nested
                and mention.party not in cue.sources
                and (direct or (clitic and _begins(scene, cue, token)))
            ):
                return mention.party
    return None


def _begins(scene: Scene, cue: Cue, token: int) -> bool:
    """Whether "ل" begins a phrase of its own or belongs to a word of speaking ("في تصريحات للصحفيين").

    After another noun it belongs to that ("مسؤول الفرع الرابع للحزب").
    """
    forms = scene.analysis.forms
    at = token - 1
    while at >= cue.after_subject and forms[at].kind == "space":
        at -= 1
    if at < cue.after_subject or forms[at].kind == "punct":
        return True
    times = scene.analysis.times_between(cue.after_subject, token)
    if any(scene.analysis.times[index].piece.last == at + 1 for _, index in times):
        return True
    return forms[at].core in _SPOKEN or (forms[at].kind == "word" and forms[at - 1].core in _SPOKEN)


def time_of(scene: Scene, cue: Cue) -> int | None:
    """Return the index of the time named beside the cue, outside its content."""
    for _, index in scene.analysis.times_between(cue.last, cue.last + 20):
        time = scene.analysis.times[index]
        if time.piece.last <= max(cue.content_first, cue.after_subject + 2):
            inside = cue.content_first >= 0 and time.piece.first >= cue.content_first
            if not inside:
                return index
    return None
