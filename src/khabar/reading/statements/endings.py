"""Where a content truly ends: its sentence, its quotation, the next statement, or the reporter's own aside."""

from __future__ import annotations

from itertools import takewhile

from khabar.reading.analysis import Analysis
from khabar.reading.statements.cues import Cue
from khabar.reading.statements.kinds import is_verb, kind_at
from khabar.reading.statements.lexicon import FINITE, readings
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.turns import (
    adds_own,
    closes_aside,
    main_clause,
    main_verb,
    only_a_name,
    opens_sentence,
    other_view,
    steps_back,
    turns_to,
)
from khabar.reading.statements.words import COLONS, COMMAS, MARKS, OPENERS, RELATIVES, is_complementiser
from khabar.record import Act

_LONGEST = 400  # tokens that a content runs on beyond its quotation where no stop ends it
_STOPS = {".", "!", "?", "؟", "…"}
_RELAYS = {"وفق", "وفقا", "بحسب", "حسب", "حسبما", "نقلا", "طبقا", "استنادا"}
_ASIDES = frozenset(
    (
        "وليس",
        "ولم",
        "ولا",
        "ولن",
        "وقد",
        "وكان",
        "وكانت",
        "وذلك",
        "وسط",
        "بعد",
        "حيث",
        "مما",
        "ما",
        "اثر",
        "عقب",
        "فيما",
        "بينما",
        "غير",
        "لكن",
        "ولكن",
        "لكنه",
        "لكنها",
        "ولكنها",
        "ولكنه",
        "الا",
        "كما",
        "اذ",
        "خلال",
        "قبل",
        "خصوصا",
        "وهو",
        "وهي",
        "الذي",
        "التي",
        "الذين",
        "الامر",
        "بحسب",
        "باستثناء",
        "ومن",
        "ثم",
        "بعدما",
        "مقابل",
        "بيد",
        "لكنهم",
        "دون",
        "بدون",
    )
)
_PAPERS = ("اتفاق", "قانون", "قرار", "خطه", "جدول", "دستور", "نظام", "معايير", "شروط", "بنود", "معاهده", "مبدا")
"""What an "according to" names that is no speaker: "وفقا للاتفاق" belongs to the content."""
_SPOKEN_IN = frozenset(
    {
        "بيان",
        "تصريح",
        "تصريحات",
        "مقابله",
        "خطاب",
        "كلمه",
        "تغريده",
        "موتمر",
        "حديث",
        "بيانها",
        "بيانه",
        "رساله",
        "حوار",
    }
)
_AFTERMATH = {"بعد", "اثر", "غداه", "عقب", "عشيه", "بعدما"}
_FRAMES = {"الي", "علي", "عن", "من"}
_STANCES = {Act.DEMAND, Act.REJECT, Act.ACCEPT, Act.THREATEN, Act.PROMISE, Act.PROPOSE, Act.SUPPORT, Act.CONDEMN}
_SAYING = {"قول", "قوله", "قولها", "قولهم", "تعبير", "تعبيره", "تعبيرها", "تعبيرهم", "وصفه", "وصفها", "حد"}


def set_end(scene: Scene, cue: Cue, last: int, later: list[Cue]) -> None:
    """Fill where the content ends (token after it): the sentence, its quotation, or the next statement."""
    analysis = scene.analysis
    first = cue.content_first
    quote = analysis.quote_of[first]
    if quote < 0 and first + 1 < last and analysis.texts[first] in MARKS:
        quote = analysis.quote_of[first]
    at = first
    if quote >= 0 and analysis.quotes[quote].first == first and analysis.quotes[quote].closed:
        at = analysis.quotes[quote].last
        if at >= last or (_closes(analysis, at, last) and not _resumes(analysis, at)):
            cue.content_last = min(at, last)
            return
    if only_a_name(scene, cue, first):
        cue.content_last = analysis.quotes[analysis.quote_of[first + 1]].last
        return
    outer = analysis.quote_of[cue.first]
    last = min(last, at + _LONGEST)
    after = opens_sentence(scene, cue)
    near = takewhile(lambda other: other.first < last, later)
    starts = {other.first: other for other in near if other.first > first}
    while at < last:
        inside = analysis.quote_of[at]
        if inside >= 0 and inside != outer and analysis.quotes[inside].closed and analysis.quotes[inside].first == at:
            at = analysis.quotes[inside].last
            continue
        if inside != outer and outer >= 0:
            break
        if at > first and _ends_here(scene, cue, at, last, starts):
            break
        if after and at > first and analysis.texts[at - 1] in COMMAS and main_clause(analysis, at):
            break
        at += 1
    if at >= last:
        at = _resumed(analysis, at)
    cue.content_last = trim(analysis, first, at)


def _resumed(analysis: Analysis, at: int) -> int:
    """Go on into a next sentence that resumes the clause ("… . وإنه «سيضع قيودا»")."""
    while at < len(analysis):
        form = analysis.forms[at]
        if form.norm[:1] != "و" or not is_complementiser(form.norm[1:]):
            return at
        at = analysis.sentences[analysis.sentence_of[at]].last
    return at


def _resumes(analysis: Analysis, at: int) -> bool:
    """Whether the clause is taken up again behind a closed quotation: "«…»، وأنه", "«…». وإنه"."""
    while at < len(analysis) and (analysis.texts[at] in COMMAS or analysis.texts[at] in _STOPS):
        at += 1
    if at >= len(analysis):
        return False
    norm = analysis.forms[at].norm
    return norm[:1] == "و" and is_complementiser(norm[1:])


def _closes(analysis: Analysis, at: int, last: int) -> bool:
    """After a closed quotation at the front of a content: whether the content is over with it."""
    if analysis.texts[at] in _STOPS or analysis.texts[at] in COMMAS or "\n" in analysis.texts[at]:
        return True
    return analysis.forms[at].norm[:1] == "و" and at + 1 < last


def _ends_here(scene: Scene, cue: Cue, at: int, last: int, starts: dict[int, Cue]) -> bool:
    """Whether the content is over before this token."""
    analysis = scene.analysis
    norm = analysis.forms[at].norm
    text = analysis.texts[at]
    if (text in _STOPS and at + 1 >= last) or (text.startswith("..") and analysis.quote_of[at] < 0):
        return True
    other = starts.get(at)
    if norm == "و" and at + 1 in starts and starts[at + 1].manner == "verb":  # "و طالب"
        return _same_speaker(scene, cue, starts[at + 1])
    if other is not None and other.manner == "participle" and _takes_over(analysis, other):
        return True
    if (
        other is not None
        and (other.manner == "verb" or (other.manner == "silence" and norm[0] == "و" and other.subject is None))
        and (other.reading.segmentation.conjunction or other.manner == "silence")
        and _same_speaker(scene, cue, other)
    ):
        return True
    if norm in ("وهو", "وهي") and any(k in starts and starts[k].mode == "antecedent" for k in (at + 2, at + 3)):
        return True  # "… بقصف القرى وهي اتهامات تنفيها الجماعة"
    if norm in RELATIVES and _told_of(analysis, at, last, starts):
        return True
    apart = at > 0 and analysis.texts[at - 1] in COMMAS
    if norm in _RELAYS and (apart or norm == "حسبما"):
        return other is not None or not _on_paper(analysis, at, last)
    if apart and norm[0] == "و" and norm[1:] in _RELAYS and other is not None:
        return True
    if norm == "في" and at + 1 < last and analysis.forms[at + 1].norm in _SPOKEN_IN:
        return True
    if apart and (steps_back(analysis, at, last) or turns_to(analysis, at, starts)):
        return True
    if apart and other is not None and other.manner == "verb" and _speaks_up(other):
        return True
    if apart and norm == "ولم" and _falls_silent(starts.get(at + 1)) and analysis.quote_of[at] < 0:
        return True
    if cue.mode == "phrase" and not apart and _breaks_off(scene, cue, at):
        return True
    if apart and norm in ("وذلك", "فيما", "بينما") and cue.mode != "quote":
        return True
    if apart and norm == "وفي" and cue.mode == "phrase" and _turns_on(scene, at + 1, last):
        return True
    if apart and norm in ("كما", "علي") and _relay_ahead(analysis, at, last, starts):
        return True
    if (
        norm == "علي"
        and at + 2 < last
        and analysis.forms[at + 1].norm == "حد"
        and analysis.forms[at + 2].norm in _SAYING
    ):
        return True
    if cue.mode == "phrase" and apart and not _goes_on(scene, at, last):
        return True
    if cue.mode == "phrase" and norm == "الا" and at + 1 < last and is_complementiser(analysis.forms[at + 1].norm):
        return True
    if cue.relative and apart and norm[0] != "و" and norm not in RELATIVES and analysis.quote_of[at] < 0:
        return analysis.forms[cue.content_first].norm != norm and not closes_aside(analysis, cue.content_first, at)
    if cue.mode in ("that", "colon") and adds_own(analysis, at, last):
        return True
    if apart and at + 1 < last and other_view(analysis, cue, at, starts):
        return True
    if norm in OPENERS or norm in ("الا", "غير"):
        for k in range(at + 1, min(last, at + 5)):
            ahead = starts.get(k)
            if ahead is not None and ahead.manner in ("verb", "silence") and not ahead.relative:
                return (
                    _same_speaker(scene, cue, ahead) or norm in ("كما", "فيما", "بينما") or _answers(scene, cue, ahead)
                )
    return False


def _on_paper(analysis: Analysis, at: int, last: int) -> bool:
    """Whether "وفقا" names an agreement or a law within the content rather than a speaker."""
    if at + 1 >= last:
        return False
    noun = analysis.forms[at + 1].norm.removeprefix("لل").removeprefix("ل").removeprefix("ال")
    return noun.startswith(_PAPERS)


def _falls_silent(other: Cue | None) -> bool:
    """Whether the reporter tells next what the speaker left out, or who kept silent: "… قريبا، ولم يعط أي تفاصيل"."""
    return other is not None and other.manner == "silence"


def _speaks_up(other: Cue) -> bool:
    """Whether a verb of saying after a comma brings a speaker of its own: "وبينما قال المعارضون …، قال المؤيدون"."""
    inflection = other.reading.inflection
    named = other.subject is not None and not other.before
    return (
        named
        and other.reading.verb.speech
        and not other.relative
        and inflection.tense == "past"
        and not other.reading.segmentation.conjunction
    )


def _breaks_off(scene: Scene, cue: Cue, at: int) -> bool:
    """Whether a noun phrase is over without a comma: "وذلك", what came before a stance, the main verb after a relative."""
    analysis = scene.analysis
    norm, before, after = analysis.forms[at].norm, analysis.forms[at - 1].norm, analysis.norms(at + 1, at + 2)
    if norm == "وذلك" or norm in _BUT or (norm == "ومن" and after == ["ثم"]) or main_verb(scene, cue, at):
        return True
    if norm in _MEANWHILE and (norm == "حيث" or _clause_opens(analysis, at + 1)):
        return before != "من"
    if norm in ("والذي", "والتي"):
        return cue.reading.verb.act in _STANCES
    if (norm in _AFTERMATH and before != "علي") or (norm == "قبل" and is_complementiser(after[0] if after else "")):
        return cue.reading.verb.act in _STANCES
    if cue.relative and is_verb(norm) and norm[0] == "س":
        return True
    return kind_at(analysis, at) == "and verb" and not _has_clause(analysis, cue.content_first, at)


def _has_clause(analysis: Analysis, first: int, last: int) -> bool:
    """Whether a stretch holds a clause, to which a verb joined by "و" could belong."""
    return any(kind_at(analysis, at) in _CLAUSES for at in range(first, last))


_MEANWHILE = {"حيث", "فيما", "بينما"}
_BUT = {"لكن", "ولكن", "لكنه", "لكنها", "لكنهم"}
_CONCERNS = {"يتعلق", "تتعلق", "يخص", "يتصل", "يبدو", "يلي", "يشبه"}


def _clause_opens(analysis: Analysis, at: int) -> bool:
    """Whether a clause of the reporter's begins: a verb, or a verb soon after its subject."""
    if kind_at(analysis, at) == "verb" and analysis.forms[at].norm in _CONCERNS:
        return False
    return any(kind_at(analysis, k) in ("verb", "كان", "كانت", "لا", "لم") for k in range(at, at + 3))


_CLAUSES = {
    "verb",
    "which",
    "and which",
    "that",
    "and that",
    "ما",
    "مما",
    "بما",
    "لما",
    "and verb",
    "كان",
    "كانت",
    "ان",
}


def _goes_on(scene: Scene, at: int, last: int) -> bool:
    """Whether a noun phrase goes on after a comma: one more noun joined with "و", a relative clause, an aside."""
    analysis = scene.analysis
    norm = analysis.forms[at].norm
    if norm == "في" and at + 1 < last:
        return at + 1 not in scene.time_end and analysis.forms[at + 1].norm.removeprefix("ال") not in _OCCASIONS
    kind = kind_at(analysis, at)
    if kind in ("verb", "and verb") and norm[0] not in "يت" and norm[:2] != "وت":  # "، يعاونها جنود" qualifies
        return False
    if norm == "ولا" and at + 1 < last and kind_at(analysis, at + 1) != "verb":  # "لا يضم الوزير، ولا نائبه"
        return True
    if norm in _ASIDES or (len(norm) > 4 and norm[0] == "م" and norm[-1] == "ا" and norm[1] != "ن"):  # "، ممهدا الطريق"
        return False
    if norm[0] == "ل" and norm[1:2] in ("ي", "ت") and is_verb(norm[1:]):  # "، ليرتفع عدد القتلى"
        return False
    ways = readings(norm, analysis.forms[at].segmentations)
    return not any(way.inflection.tense in FINITE and way.segmentation.conjunction for way in ways)


def _turns_on(scene: Scene, at: int, last: int) -> bool:
    """Whether "وفي" opens a sentence of its own: a time, an event, "in fact", with its verb behind: "…، وفي 1998 أعلنت"."""
    analysis = scene.analysis
    norm = analysis.forms[at].norm if at < last else ""
    opens = at in scene.time_end or analysis.forms[min(at, last - 1)].kind == "number" or norm in _TURNS
    return opens and any(kind_at(analysis, k) == "verb" for k in range(at + 1, min(last, at + _SOON)))


_TURNS = {"الواقع", "المقابل", "هجوم", "حادث", "حادثه", "تطور", "الحقيقه", "سياق", "السياق", "غضون", "الاثناء", "وقت"}
_SOON = 8  # tokens
_OCCASIONS = frozenset(
    {
        "خطوه", "اشاره", "حين", "وقت", "تصريح", "تصريحات", "بيان", "موتمر", "مقابله", "حديث", "كلمه", "ختام", "اطار", "اول",
        "ثاني", "احدث", "اخر", "تطور", "ظل", "محاوله", "مسعي", "رساله", "بادره", "ما", "ضوء", "موشر", "اعقاب", "تقرير", "جلسه",
        "تحد", "مشهد", "سياق", "اتصال", "تغريده", "تسجيل", "لقاء", "يوم", "نهايه", "بدايه", "مستهل", "حوار", "خطاب", "تعليق",
        "مناسبه", "غضون", "هذا", "ذلك", "سابقه", "موقف", "رد", "وقفه", "لفته",
    }
)  # fmt: skip
"""What an aside of the reporter's begins with after "في": an occasion, a time, how he takes the words."""


def _relay_ahead(analysis: Analysis, at: int, last: int, starts: dict[int, Cue]) -> bool:
    if analysis.forms[at].norm == "علي":
        return at + 1 < last and analysis.forms[at + 1].norm in ("ما", "حد")
    return any(k in starts for k in (at + 1, at + 2))


def _takes_over(analysis: Analysis, other: Cue) -> bool:
    """Whether a participle goes on with the speaker rather than with somebody in the content."""
    if "describe" in other.reading.verb.use:
        return True
    before = analysis.texts[other.first - 1]
    if before in COMMAS or analysis.forms[other.first - 1].kind == "punct":
        return True
    if other.mode == "phrase" and not analysis.forms[other.first].norm.endswith("ا"):
        return other.reading.verb.speech and analysis.forms[other.content_first - 1].norm in _FRAMES
    return True


def _told_of(analysis: Analysis, at: int, last: int, starts: dict[int, Cue]) -> bool:
    """Whether a relative clause at the end of a content brings what somebody says of its last noun: "… التي قال إنها"."""
    other = next((starts[k] for k in range(at + 1, min(last, at + 4)) if k in starts), None)
    if other is None or other.manner != "verb" or other.mode != "that" or analysis.quote_of[at] >= 0:
        return False
    if not other.relative:
        return False
    if analysis.forms[other.content_first - 1].norm[-1] == "ن" and other.content_first - 1 != other.after_subject:
        return False
    return not any(analysis.texts[k] in COMMAS for k in range(other.content_first, last))


def _answers(scene: Scene, cue: Cue, other: Cue) -> bool:
    """Whether "لكن" brings another speaker, named before the verb of saying: "لكن طهران تقول"."""
    inner = scene.analysis.quote_of[other.first] != scene.analysis.quote_of[cue.first]
    return other.before and other.reading.verb.speech and not inner and set(other.sources) != set(cue.sources)


def _same_speaker(scene: Scene, cue: Cue, other: Cue) -> bool:
    """Whether a coordinated cue is the reporter's next statement, not part of this content."""
    verb = other.reading.verb
    if other.relative:
        return False
    if other.subject is not None and not other.before:
        return verb.speech or set(other.sources) == set(cue.sources)
    one, two = cue.reading.inflection, other.reading.inflection
    if two.tense == "present" and one.tense == "past":
        return False
    gender = one.gender
    if cue.sources and scene.analysis.parties[cue.sources[0]].number == "s":
        gender = scene.analysis.parties[cue.sources[0]].gender
    return not gender or not two.gender or two.gender in (gender, one.gender)


def trim(analysis: Analysis, first: int, last: int) -> int:
    """Return the end of a stretch without its trailing commas, stops, spaces and stray joints."""
    while last > first + 1:
        text, form = analysis.texts[last - 1], analysis.forms[last - 1]
        if (
            form.kind == "space"
            or text in COMMAS
            or text in _STOPS
            or text in COLONS
            or form.norm in ("و", "من")  # "…، من دون تحديد موعد"
            or text == "-"
        ):
            last -= 1
        else:
            break
    return last
