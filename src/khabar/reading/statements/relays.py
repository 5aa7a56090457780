"""Relays and headlines: sources named beside what they vouch for, without a verb of their own before it.

"…، وفق ما أكده متحدث", "بحسب المرصد", "ووفق الشرطة فإن …", "كما أعلنت الوزارة", and a headline's "X: …".
"""

from __future__ import annotations

from khabar.reading.analysis import Analysis, Piece
from khabar.reading.parties import phrase_from, resolve_pronoun
from khabar.reading.statements.cues import Cue
from khabar.reading.statements.endings import trim
from khabar.reading.statements.kinds import kind_at
from khabar.reading.statements.lexicon import BARE, FINITE, NOUN, Reading, Verb, readings
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.sources import named_phrase, skip_light
from khabar.reading.statements.words import COLONS, COMMAS, MARKS, RELATIVES, is_complementiser
from khabar.record import Act, ChainRole

_WORDS = {"وفق", "وفقا", "بحسب", "حسب", "حسبما", "طبقا", "نقلا"}
_OWN = {"قوله", "قولها", "قولهم", "تعبيره", "تعبيرها", "تعبيرهم", "وصفه", "وصفها", "وصفهم", "رايه", "زعمه", "زعمهم"}
_NOT_SPEAKERS = {"القانون", "الدستور", "الخطه", "المصلحه", "الحاجه", "الظروف", "المعايير"}
_CARRIES_ON = {"by", "to", "that", "من", "في", "الي", "علي", "عن", "the", "noun", "number", "other"}
_RELAY = Verb("وفق", Act.SAY, frozenset(), frozenset(), "")
_HEADLINE = Verb(":", Act.SAY, frozenset(), frozenset(), "")


def find_relays(scene: Scene, first: int, last: int, taken: set[int]) -> list[Cue]:
    """Return the relays of a sentence with source and covered content; adds the tokens they use to `taken`."""
    analysis = scene.analysis
    found: list[Cue] = []
    for token in range(first, last):
        norm = analysis.forms[token].norm
        bare = norm[1:] if norm[:2] in ("وو", "فو", "وب", "وح", "ون", "وط") and norm[1:] in _WORDS else norm
        cue = None
        if bare in _WORDS and analysis.forms[token].kind == "word":
            cue = _relay(scene, token, first, last)
        elif norm == "كما" or (norm == "علي" and token + 1 < last and analysis.forms[token + 1].norm == "ما"):
            cue = _as_said(scene, token, first, last)
        elif (
            norm == "علي"
            and token + 2 < last
            and analysis.forms[token + 1].norm == "حد"
            and analysis.forms[token + 2].norm == "قوله"
        ):
            cue = _in_his_words(scene, token, first)
        if cue is not None and cue.content_first < cue.content_last:
            found.append(cue)
            taken.update(range(cue.first, cue.last))
            taken.update(range(token, cue.last))
    return found


def _relay(scene: Scene, token: int, first: int, last: int) -> Cue | None:
    """Read "وفق / بحسب / حسبما / وفقا لما" with its verb and its source."""
    analysis = scene.analysis
    norm = analysis.forms[token].norm
    at = token + 1
    reading = Reading(_RELAY, NOUN, BARE)
    end = token + 1
    if norm.endswith("نقلا"):
        if at >= last or analysis.forms[at].norm != "عن":
            return None
        at += 1
        end = at
    if at < last and analysis.forms[at].norm in ("ما", "لما"):
        at += 1
    if norm.endswith("حسبما") or at > token + 1:
        spoken = _finite(analysis, at, last)
        if spoken is not None:
            reading, end = spoken, at + 1
            at += 1
    at = skip_light(scene, at, last)
    if at >= last or analysis.forms[at].norm in _OWN:
        return None
    source = _source(analysis, at, last)
    if source is None:
        return None
    piece, parties, chain = source
    cue = Cue(token, end, token, "relay", reading, sources=parties, subject=piece, mode="relay", chain=chain)
    cue.after_subject = piece.last
    return cue if _cover(scene, cue, (token, piece.last), (first, last)) else None


def _source(analysis: Analysis, at: int, last: int) -> tuple[Piece, list[int], list[tuple[int, ChainRole]]] | None:
    """The source phrase at a token, wherever its preposition ل hides; "X عن Y": Y speaks, X is in the chain."""
    if analysis.forms[at].norm in _NOT_SPEAKERS:
        return None
    if analysis.texts[at] in MARKS and at + 1 < last:
        at += 1
    found = named_phrase(analysis, at, last)
    if found is None and at + 1 < last:  # "تقديرات السلطات", "كلام سانغر", "تقرير المراسل"
        found = named_phrase(analysis, at + 1, last)
    if found is None:
        return None
    piece, parties = found
    if piece.last + 1 < last and analysis.forms[piece.last].norm == "عن":
        spoken = phrase_from(analysis, piece.last + 1, last) or (
            phrase_from(analysis, piece.last + 2, last) if piece.last + 2 < last else None
        )
        if spoken is not None:
            return spoken[0], spoken[1], [(parties[0], "agency")]
    return piece, parties, []


def _as_said(scene: Scene, token: int, first: int, last: int) -> Cue | None:
    """Read "كما أعلنت الوزارة" after the words it covers: nothing reported follows it, and a comma or stop ends it."""
    analysis = scene.analysis
    at = token + (1 if analysis.forms[token].norm == "كما" else 2)
    spoken = _finite(analysis, at, last)
    if spoken is None or token == first:
        return None
    start = skip_light(scene, at + 1, last)
    source = _source(analysis, start, last) if start < last else None
    if source is None:
        return None
    piece, parties, chain = source
    following = skip_light(scene, piece.last, last)
    if (
        following < last
        and analysis.texts[following] not in COMMAS
        and analysis.forms[following].kind not in ("punct", "space")
    ):
        return None
    if following + 1 < last and is_complementiser(analysis.forms[following + 1].norm):
        return None
    cue = Cue(at, at + 1, at, "relay", spoken, sources=parties, subject=piece, mode="relay", chain=chain)
    return cue if _cover(scene, cue, (token, piece.last), (first, last)) else None


def _in_his_words(scene: Scene, token: int, first: int) -> Cue | None:
    """Read "على حد قوله": what stands before it up to the comma is the speaker's."""
    analysis = scene.analysis
    at = token + 2
    cue = Cue(
        token, at + 1, at, "relay", Reading(_RELAY, NOUN, BARE), mode="relay", sources=resolve_pronoun(analysis, at)
    )
    end = trim(analysis, first, token)
    start = end - 1
    while start > first and analysis.texts[start - 1] not in COMMAS:
        start -= 1
    cue.content_first, cue.content_last = start, end
    return cue if cue.sources else None


def _finite(analysis: Analysis, at: int, last: int) -> Reading | None:
    if at >= last:
        return None
    form = analysis.forms[at]
    for way in readings(form.norm, form.segmentations):
        if (way.inflection.tense in FINITE and way.verb.speech) or way.verb.name == "أورد":
            return way
    return None


def _cover(scene: Scene, cue: Cue, used: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """Set the content: the rest of the sentence when the relay opens it, else the clause before."""
    analysis = scene.analysis
    (token, after), (first, last) = used, sentence
    opening = all(
        analysis.forms[i].kind in ("punct", "space") or analysis.forms[i].norm in ("و", "ف")
        for i in range(first, token)
    )
    if opening:
        at = after
        while at < last and (analysis.texts[at] in COMMAS or analysis.texts[at] in MARKS):
            at += 1
        if at >= last:
            return False
        norm = analysis.forms[at].norm
        if norm.startswith("فان") or is_complementiser(norm) or norm in ("فقد", "فلقد"):
            at += 1
        cue.mode = "opening"
        cue.content_first, cue.content_last = at, trim(analysis, at, last)
        return at < last
    end = trim(analysis, first, token)
    following = after
    while following < last and (analysis.forms[following].kind in ("punct", "space") or following in scene.time_end):
        following = scene.time_end.get(following, following + 1)
    start = first
    if analysis.texts[token - 1] not in COMMAS and following < last - 6:
        start = end - 1
        while (
            start > first
            and analysis.texts[start - 1] not in COMMAS
            and analysis.forms[start - 1].norm not in RELATIVES
        ):
            start -= 1
    while start < end and analysis.forms[start].kind in ("punct", "space"):
        start += 1
    cue.content_first, cue.content_last = start, _beyond(analysis, (token, after), last) or end
    return start < end


def _beyond(analysis: Analysis, used: tuple[int, int], last: int) -> int | None:
    """Where the clause around a relay between commas ends ("أودى، طبقا لمصادر طبية، بحياة العشرات"), if it goes on."""
    token, after = used
    if after + 1 >= last or analysis.texts[token - 1] not in COMMAS or analysis.texts[after] not in COMMAS:
        return None
    if kind_at(analysis, after + 1) not in _CARRIES_ON:
        return None
    end = after + 1
    while end < last and analysis.texts[end] not in COMMAS:
        end += 1
    return trim(analysis, after + 1, end)


def find_headline(scene: Scene, first: int, last: int) -> Cue | None:
    """A title or line of the form "X: …" where X is nothing but a party."""
    analysis = scene.analysis
    at = first
    while at < last and analysis.texts[at] in MARKS:
        at += 1
    found = phrase_from(analysis, at, last) if at < last else None
    if found is None:
        return None
    colon = found[0].last
    while colon < last and analysis.texts[colon] in MARKS:
        colon += 1
    if colon + 2 >= last or analysis.texts[colon] not in COLONS or last - first > 40:
        return None
    if found[0].start != analysis.starts[at]:
        return None
    cue = Cue(colon, colon + 1, colon, "headline", Reading(_HEADLINE, NOUN, BARE), sources=found[1], subject=found[0])
    cue.mode, cue.content_first, cue.content_last = "colon", colon + 1, trim(analysis, colon + 1, last)
    return cue
