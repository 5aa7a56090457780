"""Silences: refusals to comment, answers not given, comments that could not be had."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from khabar.arabic import fold
from khabar.reading.analysis import Analysis
from khabar.reading.parties import phrase_from
from khabar.reading.statements.cues import Cue, find_cues
from khabar.reading.statements.lexicon import BARE, NOUN, Reading, Verb
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.silence_words import (
    ANSWERS,
    AVOWS,
    COMMENT,
    DESCRIBED,
    GIVES,
    HUSHED,
    IDENTITY,
    ISSUES,
    KEEPS,
    NOR,
    NOT_YET,
    PREFERS,
    RECEIVES,
    REPLIES,
    SHUNS,
    SILENCES,
    SPEAKS,
    STATEMENTS,
    TIDINGS,
    WISHES,
    WITHHELD,
)
from khabar.reading.statements.sources import find_subject, skip_light
from khabar.reading.statements.words import COMMAS, PREPOSITIONS, RELATIVES
from khabar.record import Act

SILENCE = Verb("لا تعليق", Act.NO_COMMENT, frozenset(), frozenset(), "")


def find_silences(scene: Scene, first: int, last: int, taken: set[int]) -> list[Cue]:
    """Return the silences of a sentence, with the source that keeps silent."""
    analysis = scene.analysis
    found: list[Cue] = []
    for token in range(first, last):
        if token in taken or analysis.forms[token].kind != "word":
            continue
        cue = (
            _refusal(scene, token, first, last)
            or _unsaid(scene, token, first, last)
            or _withheld(scene, token, first, last)
            or _quiet(scene, token, first, last)
            or _preferred(scene, token, last)
        )
        if cue is not None:
            found.append(cue)
            taken.add(cue.at)
            ahead = range(cue.after_subject, min(last, cue.after_subject + DESCRIBED))
            taken.update(
                k for k in ahead if analysis.forms[k].norm in NOR and "او" in analysis.norms(k - 1, min(k + 2, last))
            )
    return found


def _refusal(scene: Scene, token: int, first: int, last: int) -> Cue | None:
    """Read "رفض التعليق", "امتنع عن الإدلاء": a refusal whose object is a comment."""
    analysis = scene.analysis
    norm = analysis.forms[token].norm
    if not _shuns(norm):
        return None
    cues = find_cues(analysis, token, token + 1) if "رفض" in norm else []
    if cues and cues[0].manner == "verb":
        cue = cues[0]
        find_subject(scene, cue, first, last)
    elif "رفض" not in norm:
        cue = _bare(token)
        named = phrase_from(analysis, skip_light(scene, token + 1, last), last) if token + 1 < last else None
        if named is not None:
            cue.subject, cue.sources, cue.after_subject = named[0], named[1], named[0].last
    else:
        return None
    at = skip_light(scene, cue.after_subject, last)
    # what the subject is called may run on before "عن"
    if "رفض" not in norm and not (at < last and analysis.forms[at].norm in COMMENT):
        at = next((k for k in range(at, min(last, at + 8)) if analysis.forms[k].norm == "عن"), last)
    if at < last and analysis.forms[at].norm == "عن":
        at += 1
    if "رفض" in norm and cue.sources:
        at = _past_description(analysis, at, last)
    if at >= last or not (analysis.forms[at].norm in COMMENT or _nor(analysis, at)):
        return None
    if IDENTITY & set(analysis.norms(at + 1, min(last, at + 4))):  # "رفض الكشف عن هويته" tells who speaks
        return None
    return _silent(cue)


def _nor(analysis: Analysis, at: int) -> bool:
    """Whether neither of two is said: "نفي أو تأكيد النبأ"."""
    return at + 2 < len(analysis) and analysis.norms(at, at + 3) == ["نفي", "او", "تاكيد"]


def _past_description(analysis: Analysis, at: int, last: int) -> int:
    """Pass over what else describes a subject: "الشركة المالكة للناقلة", "الناطق الذي تحدث في القاعدة", up to the comment."""
    for token in range(at, min(last, at + DESCRIBED)):
        form = analysis.forms[token]
        if form.kind == "punct":
            return at
        if form.norm in COMMENT and analysis.forms[token - 1].norm not in PREPOSITIONS:
            return token
        if token == at and not (form.best.article or form.norm in PREPOSITIONS or form.norm in RELATIVES):
            return at
    return at


@lru_cache(maxsize=100_000)
def _shuns(norm: str) -> bool:
    """Whether a folded word is a form of refusing or avoiding something."""
    return any(stem in norm for stem in SHUNS)


def _unsaid(scene: Scene, token: int, first: int, last: int) -> Cue | None:
    """Read "لم يصدر أي تعليق", "لم يعط تفاصيل", "لم ترد إسرائيل على", "لم يحدد موعدا"."""
    analysis = scene.analysis
    before = analysis.forms[token - 1].norm if token > first else ""
    if analysis.forms[token].norm in ("تعذر", "وتعذر"):
        return _unavailable(scene, token, last)
    if before not in NOT_YET and not (
        before == "ان" and token - 2 >= first and analysis.forms[token - 2].norm in ("دون", "بدون")
    ):
        return None
    norm = analysis.forms[token].norm
    if norm in ("يتسن", "يتسني", "يمكن"):
        return _unavailable(scene, token, last)
    if norm in RECEIVES:
        return _unanswered(scene, token, last)
    if norm in ISSUES:
        parted = _parted(scene, token, last)
        if parted is not None:
            return parted
    cue = _bare(token)
    start = skip_light(scene, token + 1, last)
    named = phrase_from(analysis, start, last) if start < last else None
    if named is not None and named[0].start == analysis.starts[start]:
        cue.subject, cue.sources = named
        start = skip_light(scene, named[0].last, last)
    ahead = analysis.norms(start, min(last, start + 5))
    if IDENTITY & set(ahead[:2]):  # "لم يذكر اسمه" tells who speaks
        return None
    if norm in ANSWERS and (_supposed(scene, token, first) or (ahead[:1] and ahead[0].removeprefix("ال") in TIDINGS)):
        return None  # "إذا لم ترد", "لم ترد تقارير عن"
    if norm in ANSWERS and before != "لا" and {"علي", "عن", "حتي"} & set(ahead):
        return _silent(cue)
    if (norm in ("يات", "تات") and ahead[:2] == ["علي", "ذكر"]) or norm in ("ينبس", "تنبس"):
        return _silent(cue)
    if (
        norm in GIVES
        and ahead
        and (ahead[0].removeprefix("ب") in WITHHELD)
        and any(w in WITHHELD - {"اي"} for w in ahead[:3])
    ):
        cue.last = _through_noun(scene, start, cue.last)
        if not cue.sources:
            for k in range(start + 1, min(last, start + 6)):
                if analysis.forms[k].norm in ("عن", "من") and k + 1 < last:
                    speaker = phrase_from(analysis, k + 1, last)
                    if speaker is not None:
                        cue.subject, cue.sources = speaker
                    break
        return _silent(cue)
    if norm in WISHES and any(word in COMMENT for word in ahead[:3]):
        return _silent(cue)
    if (
        norm in SPEAKS
        and before in ("لم", "ولم", "ان")
        and (
            ahead[1:2] in (["كان"], ["كانت"], ["كانوا"])
            or not any(w.startswith(("ان", "بان")) and len(w) < 6 for w in ahead[:1])
        )
    ):
        return _silent(cue)
    if norm in AVOWS and _neither(scene, start, last):
        return _silent(cue)
    if norm in ("يعلن", "تعلن") and ahead[:1] == ["عن"] and any(_detail(word) for word in ahead[1:2]):
        return _silent(cue)
    return None


def _supposed(scene: Scene, token: int, first: int) -> bool:
    """Whether the silence is only supposed: "إذا لم ترد"."""
    return token - 2 >= first and scene.analysis.forms[token - 2].norm in ("اذا", "لو", "ان", "ما", "حال")


def _withheld(scene: Scene, token: int, first: int, last: int) -> Cue | None:
    """Read "من دون تحديد موعد", "دون إعطاء أي تفاصيل", "دون أن يبدي أسبابا": who has spoken before tells no more."""
    analysis = scene.analysis
    if token <= first or analysis.forms[token - 1].norm not in ("دون", "بدون", "غير") or token + 1 >= last:
        return None
    ahead = analysis.norms(token + 1, min(last, token + 4))
    norm = analysis.forms[token].norm
    named = any(_detail(word) for word in ahead)
    if norm == "ان" and ahead[0] in _TELLS_MORE and any(_detail(word) for word in ahead[1:]):
        return _silent(_bare(token + 1))
    return _silent(_bare(token)) if norm in _MORE and named else None


def _detail(norm: str) -> bool:
    """Whether a word names what a report is expected to tell: "تفاصيل", "المزيد", "تاريخها"."""
    bare = norm.removeprefix("ال").removesuffix("ا")
    return bare in _DETAILS or bare.removesuffix("ه") in _DETAILS


_MORE = {
    fold(word) for word in ("تحديد", "إعطاء", "ذكر", "تقديم", "إيراد", "كشف", "الكشف", "توضيح", "الإدلاء", "الخوض")
}
_TELLS_MORE = {"يبدي", "تبدي", "يبدوا", "يذكر", "تذكر", "يعطي", "تعطي", "يقدم", "تقدم", "يحدد", "تحدد", "يوضح", "توضح"}
_DETAILS = {
    fold(word)
    for word in (
        "تفاصيل", "أسباب", "سبب", "موعد", "تاريخ", "مزيد", "مكان", "معلومات", "أرقام", "رقم", "عدد", "طبيعة", "هوية", "إيضاحات", "أسماء",
        "جنسية",
    )
}  # fmt: skip


def _neither(scene: Scene, at: int, last: int) -> bool:
    """Whether "ولم ينف" or "ولم يؤكد" follows: what was neither confirmed nor denied."""
    norms = scene.analysis.norms(at, min(last, at + 12))
    pairs = pairwise(norms)
    return any(a in ("ولم", "او", "ولا") and any(b.startswith(word) for word in AVOWS) for a, b in pairs)


def _unanswered(scene: Scene, token: int, last: int) -> Cue | None:
    """Read "لم تتلق الصحيفة ردا من الوزارة": whoever was asked has not answered."""
    analysis = scene.analysis
    ahead = analysis.norms(token + 1, min(last, token + 7))
    word = next((k for k, norm in enumerate(ahead) if norm in REPLIES), None)
    if word is None:
        return None
    cue = _bare(token)
    cue.last = token + word + 2
    for k in range(cue.last, min(last, cue.last + 4)):
        if analysis.forms[k].norm in ("من", "عن") and k + 1 < last:
            named = phrase_from(analysis, k + 1, last)
            if named is not None:
                cue.subject, cue.sources = named
    return _silent(cue)


def _preferred(scene: Scene, token: int, last: int) -> Cue | None:
    """Read "فضلت الوزارة عدم التعليق"."""
    analysis = scene.analysis
    if analysis.forms[token].norm.removeprefix("و") not in PREFERS:
        return None
    ahead = analysis.norms(token + 1, min(last, token + 9))
    at = next((k for k, norm in enumerate(ahead) if norm == "عدم"), len(ahead))
    if ahead[at + 1 : at + 2] == [] or ahead[at + 1] not in COMMENT or IDENTITY & set(ahead[at + 2 : at + 5]):
        return None
    cue = _bare(token)
    named = phrase_from(analysis, token + 1, last)
    if named is not None:
        cue.subject, cue.sources = named
    cue.last = token + at + 3
    return _silent(cue)


def _unavailable(scene: Scene, token: int, last: int) -> Cue | None:
    """Read "لم يتسن الحصول على تعليق من", "تعذر الحصول على رد من": a comment that could not be had."""
    analysis = scene.analysis
    following = analysis.norms(token + 1, min(last, token + 9))
    word = next((k for k, norm in enumerate(following) if norm in ("تعليق", "رد", "تعقيب")), None)
    if word is None:
        return None
    cue = _bare(token)
    at = token + 1 + word + 1
    cue.last = at
    for k in range(at, min(last, at + 4)):
        named = phrase_from(analysis, k, last)
        if named is not None:
            cue.subject, cue.sources = named
            break
    return _silent(cue) if cue.sources else None


def _parted(scene: Scene, token: int, last: int) -> Cue | None:
    """Read "لم يصدر عن الوزارة حتى المساء أي تعليق": the comment stands far behind its verb."""
    analysis = scene.analysis
    cue = _bare(token)
    for at in range(token + 1, min(last, token + 16)):
        norm = analysis.forms[at].norm
        if analysis.forms[at].kind == "punct" and analysis.texts[at] not in COMMAS:
            break
        if norm in ("عن", "من") and not cue.sources and at + 1 < last:
            named = phrase_from(analysis, at + 1, last)
            if named is not None:
                cue.subject, cue.sources = named
        if norm in STATEMENTS and at > token + 2:
            cue.last = at + 1
            for k in range(at + 1, min(last, at + 3)):
                if not cue.sources and analysis.forms[k].norm in ("عن", "من") and k + 1 < last:
                    named = phrase_from(analysis, k + 1, last)
                    if named is not None:
                        cue.subject, cue.sources = named
            return _silent(cue)
    return None


def _through_noun(scene: Scene, at: int, last: int) -> int:
    """Take the comment into the cue where it stands right after the verb: "لم يصدر أي تعليق"."""
    norms = scene.analysis.norms(at, at + 2)
    if at > last:
        return last
    if norms[0].removeprefix("ب") == "اي" and len(norms) > 1:
        return at + 2
    return at + 1


def _quiet(scene: Scene, token: int, first: int, last: int) -> Cue | None:
    """Read "تلتزم الصمت", "لاذ بالصمت": with what stands between."""
    analysis = scene.analysis
    norm = analysis.forms[token].norm
    if not norm.endswith(KEEPS) and norm not in HUSHED:
        return None
    ahead = analysis.norms(token + 1, min(last, token + 7))
    at = next((token + 1 + k for k, word in enumerate(ahead) if word in SILENCES), None)
    if at is None:
        return None
    cue = _bare(token)
    find_subject(scene, cue, first, last)
    cue.last = at + 1
    return _silent(cue)


def _bare(token: int) -> Cue:
    cue = Cue(token, token + 1, token, "silence", Reading(SILENCE, NOUN, BARE))
    cue.after_subject = token + 1
    return cue


def _silent(cue: Cue) -> Cue:
    cue.reading = Reading(SILENCE, cue.reading.inflection, cue.reading.segmentation)
    cue.manner, cue.mode = "silence", "none"
    cue.content_first = cue.content_last = -1
    return cue
