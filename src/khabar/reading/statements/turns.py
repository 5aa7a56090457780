"""Turns: where the reporter takes the word again inside a sentence that began with somebody's words.

He takes up the words as a whole ("وهو ما", "الأمر الذي"), turns to the next speaker ("، من ناحيتها نقلت"), comes to the main
clause ("وبينما قال … إن …، عاد"), or has only cited a name ("ما وصفته بـ«…»").
"""

from __future__ import annotations

from khabar.reading.analysis import Analysis
from khabar.reading.statements.cues import Cue
from khabar.reading.statements.kinds import kind_at
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.words import COMMAS, MARKS, NEGATIONS, RELATIVES, is_complementiser


def steps_back(analysis: Analysis, at: int, last: int) -> bool:
    """Whether the reporter turns to the words as a whole or to others: "وهو ما", "الأمر الذي", "في حين", "أما"."""
    norm = analysis.forms[at].norm
    after = analysis.forms[at + 1].norm if at + 1 < last else ""
    if norm in ("وهو", "وهي"):
        return after in _TAKEN
    if norm in ("غير", "بيد"):
        return is_complementiser(after) and at > 1 and analysis.texts[at - 2] in MARKS
    return (
        (norm in ("الامر", "امر") and after in ("الذي", "لم"))
        or (norm == "في" and after in ("حين", "ما", "اشاره"))
        or (norm in ("اما", "واما") and analysis.quote_of[at] < 0)
    )


def turns_to(analysis: Analysis, at: int, starts: dict[int, Cue]) -> bool:
    """Whether the reporter turns to the next speaker: "، من ناحيتها نقلت الصحيفة", "، بدوره أكد"."""
    norm, after = analysis.forms[at].norm, analysis.norms(at + 1, at + 2)
    skip = 2 if norm in ("من", "ومن") and not _SIDES.isdisjoint(after) else 1 if norm.removeprefix("و") in _TURN else 0
    return bool(skip) and any(k in starts and starts[k].manner == "verb" for k in range(at + skip, at + skip + 3))


_SIDES = {"جهته", "جهتها", "جهتهم", "ناحيته", "ناحيتها", "ناحيتهم", "جانبه", "جانبها", "جانبهم"}
_TURN = {"بدوره", "بدورها", "بدورهم"}
_TAKEN = {"ما", "موقف", "اتهام", "اتهامات", "فكره", "الفكره", "المزاعم", "مزاعم", "روايه", "مطلب", "امر", "خطوه"}
"""Nouns by which "وهو" takes up what was said before it, to tell what became of it."""


def only_a_name(scene: Scene, cue: Cue, first: int) -> bool:
    """Whether the content is only a name in quotation marks: "ما وصفته بـ«مؤشرات قوية» على", "من سماهم «مخربين»"."""
    analysis = scene.analysis
    if "describe" not in cue.reading.verb.use or not cue.reading.segmentation.pronoun or first + 2 >= len(analysis):
        return False
    quote = analysis.quote_at(first + 1)
    return quote is not None and quote.closed and first <= quote.first <= first + 1 and quote.first > cue.last - 1


def opens_sentence(scene: Scene, cue: Cue) -> bool:
    """Whether the cue stands in a clause of time that opens the sentence, before its main clause: "وبينما قال … إن …، عاد"."""
    analysis, at = scene.analysis, cue.first - 1
    while at > 0 and analysis.forms[at].norm in ("ان", "قد", "كان", "كانت"):
        at -= 1
    return at in scene.sentence_starts and analysis.forms[at].norm.removeprefix("و") in _WHILE


_WHILE = {"بينما", "بعد", "بعدما", "عندما", "حين", "حينما", "فيما"}


def adds_own(analysis: Analysis, at: int, last: int) -> bool:
    """Whether the reporter adds what he knows himself: "وذلك ضمن جولة", "غير أنه لم يتضح", "، دون أن يتضح عدد", "، في ثاني هجوم"."""
    norm, after = analysis.forms[at].norm, [*analysis.norms(at + 1, min(last, at + 3)), "", ""]
    if analysis.texts[at - 1] not in COMMAS:
        return (
            (norm == "وذلك" and (after[0] in _SETTING or after[:2] in _SETTINGS))
            or (norm == "غير" and is_complementiser(after[0]))
            or (norm == "فيما" and after[0] == "لم")
        )
    if norm == "دون":
        return after[0] in ("اي", "ايه") or (after[0] == "ان" and after[1] in _LEFT_OPEN)
    return norm == "في" and after[0] in _COUNTED


_SETTING = {"ضمن", "بعد", "غداه", "عقب", "عشيه", "اثر"}
_SETTINGS = (["في", "اطار"], ["في", "سياق"], ["في", "وقت"], ["علي", "هامش"])
_LEFT_OPEN = {"يتضح", "تتضح", "يعرف", "تعرف", "يتبين", "تتبين", "يتاكد", "تتاكد"}
_COUNTED = {"خطوه", "اول", "ثاني", "ثالث", "رابع", "خامس", "احدث", "سابقه", "لفته"}
"""What an aside after a comma counts or judges: "، في ثالث حادث من نوعه"."""


def closes_aside(analysis: Analysis, first: int, at: int) -> bool:
    """Whether the comma before a token ends a relative clause that another comma began: "قال إن الفريق، الذي وصل أمس، عاد"."""
    for k in range(at - 2, first, -1):
        if analysis.texts[k] in COMMAS:
            return analysis.forms[k + 1].norm in RELATIVES
    return False


def other_view(analysis: Analysis, cue: Cue, at: int, starts: dict[int, Cue]) -> bool:
    """Whether other words follow: another's, named before his verb ("، وهيئة الإغاثة تتحدث عن"), or "، وإن كان قد حذر"."""
    if analysis.forms[at].norm == "وان" and analysis.forms[at + 1].norm in ("كان", "كانت"):
        return any(k in starts for k in (at + 2, at + 3))
    for k in range(at + 1, at + _NAMED_BEFORE):
        other = starts.get(k)
        if other is not None and other.manner == "verb" and not other.relative:
            named = other.before and other.subject is not None and other.subject.first == at
            return named and set(other.sources) != set(cue.sources)
    return False


_NAMED_BEFORE = 8  # tokens from a subject to its verb


def main_verb(scene: Scene, cue: Cue, at: int) -> bool:
    """Whether the verb stands here whose subject a noun of saying is: "أكد أن رفض الحركة العرض يعرقل"."""
    analysis = scene.analysis
    if cue.manner != "noun" or not is_complementiser(analysis.forms[cue.first - 1].norm.removeprefix("و")):
        return False
    before = analysis.forms[at - 1].norm
    if before in RELATIVES or before in NEGATIONS or is_complementiser(before) or before in ("ما", "مما", "كما", "قد"):
        return False
    if kind_at(analysis, at) != "verb" and analysis.forms[at].norm not in ("لم", "لن", "كان", "كانت"):
        return False
    word = analysis.forms[at + 1 if analysis.forms[at].norm in ("لم", "لن") else at].norm
    feminine = cue.reading.segmentation.core.endswith(("ه", "ت"))
    agrees = (word[0] == "ت" or word[-1] == "ت") == feminine
    return before.startswith("ال") or (agrees and not word.endswith(("وا", "ون", "وها", "وه")))


def main_clause(analysis: Analysis, at: int) -> bool:
    """Whether a finite verb of the past begins here that nothing joins to what precedes."""
    norm = analysis.forms[at].norm
    return kind_at(analysis, at) == "verb" and norm[0] not in "يتنس"
