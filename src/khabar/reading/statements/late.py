"""Subjects that show only when the content is known: the noun phrase left between a verb and what is said.

"تعهدت القمة بتقديم", "أعلنت المنسقية العامة لمجلس الوزراء، أن", "وعبر أعضاء جمهوريون عن قلقهم": no list knows them, but the verb
goes with them and nothing else can be its subject.
"""

from __future__ import annotations

from khabar.reading.analysis import Analysis
from khabar.reading.parties.lexemes import is_adjective, lexemes
from khabar.reading.statements.clauses import PAPERS, is_feminine, take_paper
from khabar.reading.statements.contents import skip_adjuncts
from khabar.reading.statements.cues import Cue
from khabar.reading.statements.holders import person_at_end
from khabar.reading.statements.kinds import kind_at
from khabar.reading.statements.phrases import become, human, noun_phrase_end
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.sources import skip_light
from khabar.reading.statements.subjects import NEVER_FIRST, is_adverbial
from khabar.reading.statements.words import COLONS, COMMAS, MARKS, is_complementiser

_FRAMES = {"الي", "علي", "عن", "من"}
_HEADS = {"the", "the-adjective", "noun", "other", "nominative"}
_NO_SUBJECT = {"عدم", "ضروره", "اهميه", "وجود", "رغبته", "استعداده", "امكانيه", "احتمال", "الي", "كون", "مدي", "اسباب"}
_OWNED = ("ه", "ها", "هم", "هما")


def late_subject(scene: Scene, cue: Cue, last: int) -> bool:
    """Make the words between a verb and its content its subject, if nothing else names one; True if done."""
    analysis = scene.analysis
    if cue.manner != "verb" or cue.subject is not None or cue.sources or cue.content_first < 0:
        return False
    if cue.reading.inflection.number != "s" or cue.reading.segmentation.pronoun:
        return False
    start = skip_light(scene, cue.last, last)
    stop = _stop(analysis, start, cue.content_first)
    if stop <= start or not _can_open(scene, cue, start):
        return False
    end = noun_phrase_end(scene, start, stop)
    if end < stop and skip_adjuncts(scene, end, last) < stop:
        return False
    if not _speaks(analysis, cue, start, (end, stop)):
        return False
    person = person_at_end(analysis, start, end)
    if person is not None:
        cue.subject, cue.sources, cue.after_subject = analysis.piece(start, end), [person], end
    elif analysis.forms[start].norm in PAPERS:
        take_paper(analysis, cue, start, end)
        cue.before = False
    else:
        become(analysis, cue, start, end)
    return True


def _stop(analysis: Analysis, start: int, content: int) -> int:
    """Where the words end before what opens the content."""
    at = content
    while at > start:
        before = analysis.forms[at - 1].norm
        text = analysis.texts[at - 1]
        opens = is_complementiser(before) or before in _FRAMES or text in COLONS
        if not opens and text not in COMMAS and text not in MARKS:
            break
        at -= 1
    return at


def _can_open(scene: Scene, cue: Cue, at: int) -> bool:
    """Whether a word can head a subject of this verb: a noun of its gender that is no time, no paper asked for."""
    analysis = scene.analysis
    form = analysis.forms[at]
    if (
        form.kind != "word"
        or at in scene.time_end
        or at in analysis.mention_at
        or form.norm in _NO_SUBJECT | NEVER_FIRST
    ):
        return False
    if form.norm == "امام" and analysis.texts[at][0] != "إ":
        return False  # "before the press", no imam
    if form.norm.removesuffix("ا") in lexemes().participles or is_adverbial(analysis, at):
        return False
    if (kind_at(analysis, at) not in _HEADS and not human(analysis, at)) or form.norm[0] in "بل":
        return False
    plural = form.norm.endswith(("ون", "ين")) and len(form.norm) > 5
    if form.norm.endswith("ين") and plural:
        return False
    return plural or is_feminine(form.norm) == (cue.reading.inflection.gender == "f") or human(analysis, at)


def _speaks(analysis: Analysis, cue: Cue, start: int, until: tuple[int, int]) -> bool:
    """Whether the phrase is a speaker rather than what the verb is about ("أكد ضرورة أن", "رفض الاتهامات")."""
    end, stop = until
    norm = analysis.forms[start].norm
    if human(analysis, start) or norm in PAPERS:
        return True
    takes = cue.reading.verb.takes
    if norm.endswith(_OWNED) and not analysis.texts[start].endswith(("ة", "ه")):
        return False
    if "object" not in takes:
        return True
    if cue.mode not in ("that", "colon"):
        return False
    following = analysis.forms[stop].norm if stop < len(analysis) else ""
    whole = (
        end - start > 1 and norm.startswith("ال") and is_adjective(analysis.forms[start + 1].norm.removeprefix("ال"))
    )
    return whole and following not in _FRAMES
