"""Headlines and answers: "حماس: لا تهدئة قبل رفع الحصار", and what follows "ج:" in an interview.

Before the colon stands nothing but a party; a town or a country there says where the report comes from or what it is
about, unless words follow that only a speaker uses.
"""

from __future__ import annotations

from khabar.reading.analysis import Analysis
from khabar.reading.parties import phrase_from
from khabar.reading.parties.lexemes import classes
from khabar.reading.statements.cues import Cue
from khabar.reading.statements.endings import trim
from khabar.reading.statements.kinds import is_verb
from khabar.reading.statements.lexicon import BARE, NOUN, Reading, Verb
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.words import COLONS, MARKS
from khabar.record import Act, EntityKind

_HEADLINE = Verb(":", Act.SAY, frozenset(), frozenset(), "")
_BULLETS = {"-", "–", "—", "•", "*", "●", "▪"}
_GENRES = {"حوار", "مقابله", "خاص", "عاجل", "فيديو", "بالفيديو"}
_LABELS = {"المصدر", "المصادر", "الكاتب", "المحرر", "المراسل", "مراسل", "الوكالات", "وكالات"}
_ANSWER = {"ج", "جواب", "الجواب"}
_ASKED = _ANSWER | {"س", "سوال", "السوال"}
_LONGEST_ANSWER = 12  # sentences
_SPEAKING = {"لا", "لن", "لم", "لسنا", "نحن", "هدفنا", "سوف", "علي", "يجب", "مستعدون", "انا", "لدينا", "بلادنا"}
_LONGEST = 40


def find_headline(scene: Scene, first: int, last: int) -> Cue | None:
    """Return the statement of a title or line "X: …" where X is nothing but a party, or of an answer "ج: …"."""
    analysis = scene.analysis
    at = _line_start(analysis, first, last)
    if answers(analysis, first, last):
        return _answer(analysis, at, last)
    found = phrase_from(analysis, at, last) if at < last else None
    if found is None or found[0].start != analysis.starts[at] or last - first > _LONGEST:
        return None
    piece, sources = found
    colon = piece.last
    while colon < last and analysis.texts[colon] in MARKS:
        colon += 1
    if colon + 3 >= last or analysis.texts[colon] not in COLONS or analysis.forms[at].norm in _LABELS:
        return None
    place = at in scene.place_end or any(analysis.parties[s].kind is EntityKind.COUNTRY for s in sources)
    if place and not _speaks(analysis, colon + 1):
        return None
    cue = Cue(colon, colon + 1, colon, "headline", Reading(_HEADLINE, NOUN, BARE), sources=sources, subject=piece)
    cue.mode, cue.content_first, cue.content_last = "colon", colon + 1, trim(analysis, colon + 1, last)
    return cue


def _line_start(analysis: Analysis, first: int, last: int) -> int:
    """Pass over marks, bullets and the name of a genre with its colon ("حوار: …")."""
    at = first
    while at < last and (analysis.texts[at] in MARKS or analysis.texts[at] in _BULLETS):
        at += 1
    if at + 1 < last and analysis.forms[at].norm in _GENRES and analysis.texts[at + 1] in COLONS:
        at += 2
    return at


def _answer(analysis: Analysis, at: int, last: int) -> Cue | None:
    """An answer of an interview: to the next question or the end of its paragraph, in the words of who is interviewed."""
    begun = analysis.sentence_of[at]
    paragraph = analysis.sentences[begun].paragraph
    if begun and analysis.sentences[begun - 1].paragraph == paragraph:
        return None  # amid a line "ج" is an initial
    for number in range(begun + 1, min(begun + _LONGEST_ANSWER, len(analysis.sentences))):
        sentence = analysis.sentences[number]
        if sentence.paragraph != paragraph or analysis.forms[sentence.first].norm in _ASKED:
            break
        last = sentence.last
    if at + 3 >= last:
        return None
    cue = Cue(at, at + 1, at, "headline", Reading(_HEADLINE, NOUN, BARE), mode="answer", sources=_asked(analysis))
    cue.content_first, cue.content_last = at + 2, trim(analysis, at + 2, last)
    return cue


def _asked(analysis: Analysis) -> list[int]:
    """Who is interviewed: the first person named before the first question; empty if nobody is."""
    for sentence in analysis.sentences:
        if sentence.last <= analysis.body:
            continue
        if analysis.forms[sentence.first].norm in _ASKED:
            break
        for token in analysis.mention_starts(sentence.first, sentence.last):
            for mention in (analysis.party_mentions[m] for m in analysis.mention_at[token]):
                if analysis.parties[mention.party].kind == EntityKind.PERSON and mention.form == "name":
                    return [mention.party]
    return []


def answers(analysis: Analysis, first: int, last: int) -> bool:
    """Whether a sentence begins an answer of an interview ("ج: …")."""
    at = _line_start(analysis, first, last)
    return at + 1 < last and analysis.forms[at].norm in _ANSWER and analysis.texts[at + 1] in COLONS


def _speaks(analysis: Analysis, at: int) -> bool:
    """Whether words begin here that only a speaker uses: a quotation, "we", a denial or a demand."""
    if analysis.texts[at] in MARKS:
        return True
    norm = analysis.forms[at].norm
    return norm in _SPEAKING or (
        len(norm) > 3 and norm[0] == "ن" and is_verb("ي" + norm[1:]) and "noun" not in classes(norm)
    )
