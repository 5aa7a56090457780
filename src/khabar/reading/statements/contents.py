"""Contents: where what is attributed begins after its cue (`khabar.reading.statements.endings` tells where it ends)."""

from __future__ import annotations

from khabar.arabic import fold
from khabar.reading.analysis import Analysis
from khabar.reading.parties.queries import phrase_from
from khabar.reading.statements.cues import Cue
from khabar.reading.statements.openings import LED, Around, best_opening, offers
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.sources import skip_light
from khabar.reading.statements.words import COLONS, COMMAS, MARKS, PREPOSITIONS, VENUES, is_complementiser, to_hearers

_TO = frozenset({"الي", "علي"})
_BOTH = frozenset({"الطرفين", "الجانبين", "للطرفين", "للجانبين"})
_DETACHED = {"الي", "علي", "عن", "من", "في"}
_VENUE_PREPOSITIONS = {"في", "خلال", "عبر", "عقب", "اثر", "بعد", "قبل", "لدي"}
_BLAME = ("مسوولي", "المسوولي", "تبعه", "تبعات", "وزر", "اللوم", "اللايمه", "باللايمه", "المسوءولي", "جريره")
_PRICES = frozenset(
    {
        "دولار", "دولارا", "دولارات", "الدولارات", "يورو", "ريال", "ريالات", "الريالات", "دينار", "دنانير", "جنيه",
        "جنيهات", "ليره", "ليرات", "درهم", "دراهم", "مليار", "مليارات", "المليارات", "ثمنا", "حياته", "حياتها", "حياتهم",
    }
)  # fmt: skip
"""What a thing costs ("كلفت الحرب مليارات الدولارات"): then nobody is given a task."""
_PRICED = 20  # tokens after a subject in which the price stands


def find_content(scene: Scene, cue: Cue, around: Around) -> bool:
    """Fill where the cue's content begins and how it is introduced; False where nothing reported follows."""
    near = skip_adjuncts(scene, cue.after_subject, around.last)
    if "offer" in cue.reading.verb.use:
        behind = skip_receivers(scene, near, around.last)
        if any(offers(norm) for norm in scene.analysis.norms(behind, min(behind + 2, around.last))):
            cue.after_subject = near = behind
    if near >= around.last or lacks(scene, cue, near, around.last):
        return False
    opening, cue.chance = best_opening(scene, cue, near, around)
    cue.content_first, cue.mode = opening.first, opening.mode
    accused = _accused(scene.analysis, cue, opening.at) if opening.kind == "that" else None
    if accused is not None:
        cue.content_first, cue.mode = accused, "phrase"
    return opening.first >= 0


def _accused(analysis: Analysis, cue: Cue, that: int) -> int | None:
    """Where the accused stands before "بأن", who belongs to the charge: "اتهمت المؤسسة التي … | الحكومة بأنها قصفت"."""
    if cue.verb_name != "اتهم" or cue.manner != "verb" or not analysis.forms[that].norm.startswith("بان"):
        return None
    own = cue.subject.last if cue.subject is not None and not cue.before else cue.last
    for at in range(that - 1, max(own, that - _BETWEEN) - 1, -1):
        for index in analysis.mention_at.get(at, ()):
            mention = analysis.party_mentions[index]
            first = mention.piece.first
            if not mention.nested and first >= own and mention.piece.start == analysis.starts[first]:
                return None if analysis.texts[first - 1] in MARKS else first
    return None


_BETWEEN = 5  # tokens of what describes the accused


def skip_receivers(scene: Scene, at: int, last: int) -> int:
    """Pass over those to whom something is offered, where they stand before it: "قدم إلى الطرفين مقترحا", "عرض على الوفد هدنة"."""
    analysis = scene.analysis
    if at + 1 >= last:
        return at
    own = analysis.forms[at].norm
    if own not in _TO and not (own[0] == "ل" and analysis.mention_at.get(at)):
        return at
    first = at + (own in _TO)
    named = phrase_from(analysis, first, last)
    end = first + 1 if analysis.forms[first].norm in _BOTH else at if named is None else named[0].last
    return at if end in (at, last) else skip_adjuncts(scene, end, last)


def lacks(scene: Scene, cue: Cue, near: int, last: int) -> bool:
    """Whether what makes an everyday verb a report is missing: the responsibility, the clause at once, a task, a plan."""
    analysis, use = scene.analysis, cue.reading.verb.use
    if "adjacent" in use and cue.manner == "verb" and near + 1 < last and to_hearers(analysis.forms[near].norm):
        near += 1  # "وبين لوكالتنا أن"
    if "adjacent" in use and cue.manner == "verb" and not is_complementiser(analysis.forms[near].norm):
        return True
    if "renew" in use and not _said_again(analysis, near):
        return True
    if "plan" in use and not any(offers(norm) for norm in analysis.norms(near, min(near + 2, last))):
        return True
    if not use & {"blame", "task"}:
        return False
    if "task" in use:
        return not _PRICES.isdisjoint(analysis.norms(cue.last, min(last, near + _PRICED)))
    return not any(norm.startswith(_BLAME) for norm in analysis.norms(cue.last, min(last, near + 12)))


def _said_again(analysis: Analysis, at: int) -> bool:
    """Whether what is renewed is done by words: "جدد دعمه", "جدد العهد"; not "جدد هجومه", "جدد القصف"."""
    norm = analysis.forms[at].norm
    return (
        is_complementiser(norm)
        or analysis.texts[at] in MARKS
        or not any(
            way.core in _RENEWED_DEEDS or way.core.removesuffix("ت") + "ه" in _RENEWED_DEEDS
            for way in analysis.forms[at].segmentations
        )
    )


_RENEWED_DEEDS = frozenset(
    fold(word)
    for word in (
        "هجوم", "هجمات", "قصف", "غارة", "غارات", "قتال", "اشتباك", "اشتباكات", "عدوان", "محاولة", "محاولات", "عقد", "عقود", "جواز",
        "رخصة", "ولاية", "إقامة", "حصار", "تظاهر", "احتجاج", "احتجاجات", "عملية", "عمليات", "حملة", "حملات", "ضربات", "إطلاق", "اقتحام",
        "توغل", "مظاهرات", "تظاهرات", "حبس", "سجن", "معارك", "مواجهات", "توقيف", "اعتقال", "نشاط", "لقاء", "اجتماع", "اتفاق", "اتفاقية",
    )
)  # fmt: skip


def skip_adjuncts(scene: Scene, at: int, last: int) -> int:
    """Pass over commas, times, adverbs and venues ("في بيان", "خلال مؤتمر صحفي") after a subject."""
    analysis = scene.analysis
    while at < last:
        start = at
        at = skip_light(scene, at, last)
        while at < last and (analysis.texts[at] in COMMAS or _closing(analysis, at)):
            at += 1
        norm = analysis.forms[at].norm if at < last else ""
        if norm in LED and at + 1 < last:
            led = phrase_from(analysis, at + 1, last)  # "رحب المجلس برئاسة الملك بالاتفاق"
            at = at if led is None or led[0].last >= last else led[0].last
        if norm in PREPOSITIONS and at + 1 < last:
            if at + 1 in scene.time_end:
                at = scene.time_end[at + 1]
            elif norm in _VENUE_PREPOSITIONS and analysis.forms[at + 1].norm in VENUES:
                at = _venue_end(scene, at + 2, last)
            elif norm in ("في", "خلال") and at + 1 in scene.place_end:
                at = scene.place_end[at + 1]
        if at == start:
            return at
    return at


def _closing(analysis: Analysis, at: int) -> bool:
    """Whether a mark closes a quotation that began earlier: it belongs to the name before it."""
    return (
        analysis.texts[at] in MARKS and analysis.quote_of[at] >= 0 and analysis.quotes[analysis.quote_of[at]].first < at
    )


def _venue_end(scene: Scene, at: int, last: int) -> int:
    """After "في مؤتمر": pass adjectives and possessors up to what opens the clause."""
    analysis = scene.analysis
    for _ in range(10):
        if at >= last:
            return at
        norm = analysis.forms[at].norm
        if (
            analysis.texts[at] in COMMAS
            or analysis.texts[at] in COLONS
            or analysis.texts[at] in MARKS
            or is_complementiser(norm)
            or norm in _DETACHED
        ):
            return at
        if not (
            norm.startswith(("ال", "صح", "له", "لها", "مشترك", "رسمي"))
            or at in scene.time_end
            or at in analysis.mention_at
        ):
            return at
        at = scene.time_end.get(at, at + 1)
    return at
