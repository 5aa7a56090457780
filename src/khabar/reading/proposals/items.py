"""What words ask for besides their first matter: the conditions they set, and what an agreement provides for.

"لن نتفاوض قبل أن يرحلوا", "وافق شرط أن تدفع", "يقضي الاتفاق بدمج القوات وإعادة الموظفين". What else a demand lists
("وضبط النفس") is mostly detail in agency reports and stays out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from khabar.arabic import segmentations
from khabar.reading.analysis import Analysis, Piece
from khabar.reading.proposals.lexicon import plan_words
from khabar.reading.proposals.mentions import phrase_end, words_of
from khabar.record import Act

_SETTING = frozenset(
    {Act.SUPPORT, Act.REJECT, Act.SAY, Act.ANNOUNCE, Act.PROPOSE, Act.ACCEPT, Act.PROMISE, Act.DEMAND, Act.WARN}
)
_TRADING = frozenset({Act.PROPOSE, Act.ACCEPT, Act.PROMISE, Act.REJECT})
_ONLY_IF = frozenset({"شرط", "بشرط", "شريطه", "مرهون", "مرهونا", "مرهونه", "رهن", "رهين", "مشروط", "مشروطه", "منوط"})
_TIED = frozenset({"مشروط", "مشروطه", "منوط"})  # only with "بـ": "إطلاق سراح مشروط" sets no condition
_NOT = frozenset({"لن", "لا", "لم", "ليس", "الا", "بان", "ولن", "ولا", "بلا", "ارفض", "يرفض", "ترفض", "نرفض", "رفض"})
_UNLESS = frozenset({("ما", "لم"), ("الا", "بعد"), ("الا", "اذا")})
_BEFORE = frozenset({"قبل", "دون", "بدون"})
_BINDING = re.compile("^[وف]?([يتا]?(رهن|ربط|رهنت|ربطت|رهنوا|ربطوا)|(رابطا|رابطه|راهنا))$")
_SKIPPED = frozenset({"ان", "علي", "ب", "اولا", "ايضا", "من", "في"})
_VERBAL = re.compile("^(ا[^ا]{2,3}ا[^ا]{1,2}ه?|است.{3,4}|ت[^ا]{2}ي.ه?|انس.ا.|اعاد|ان.ا.)$")
_PLAIN = frozenset(
    {
        "فتح", "رفع", "وقف", "سحب", "نشر", "دفع", "منح", "عقد", "حل", "دمج", "ربط", "كشف", "صرف", "سماح", "وصول",
        "دخول", "خروج", "عوده", "ضمان", "تسليم", "حمايه", "اقامه", "اقاله", "محاسبه", "محاكمه", "مراجعه", "ازاله",
        "اعاده", "اقرار", "بناء", "نقل", "كف", "حفظ", "خفض", "زياده", "مشاركه", "مغادره", "مضاعفه", "مواصله", "رحيل",
        "تولي", "تخلي", "بقاء", "حضور", "بحث", "حصر", "نزع", "فك", "مد", "تعهد", "مكافحه", "متابعه", "عدم", "دعم",
        "طرد", "حذف", "كسر", "عزل", "ضبط", "وضع", "تبني", "تحمل", "تجنب", "تعاون", "تبادل", "تنازل", "تنحي", "اعطاء",
        "ابقاء", "انهاء", "القاء", "الغاء", "اجراء", "احياء", "اجلاء", "اخلاء", "ارجاء", "بدء", "حمل", "سن", "صون",
        "بسط", "حشد", "حظر", "منع", "كبح", "ردع", "شن", "شطب", "بذل", "ضم", "نبذ", "طرح", "رصد", "شراء", "بيع", "قيام",
        "زياره", "مكافاه", "صياغه", "دراسه", "تصدي", "تفادي", "تاجيل", "تاسيس", "تاهيل", "تاييد", "تحسين", "تصنيع",
        "مساعده", "معالجه", "مراقبه", "مقاطعه", "ملاحقه", "معاقبه", "مساءله", "محاربه", "مواجهه", "مناقشه", "مبادره",
        "تسويه", "تهدئه", "تلبيه", "توفير", "تطهير", "ترحيل", "اداره", "احاله", "استقاله",
    }
)  # fmt: skip
_LENGTH = 10
_REACH = 45  # words after the first matter in which its list goes on


@dataclass(frozen=True, slots=True)
class Item:
    """Something asked for beside a first matter: how it is told, its words, and where what waits for it ends."""

    sort: str
    piece: Piece
    waiting: int = 0
    offered: bool = False  # by a plan on which nobody has agreed yet
    agreed: int = 0  # the verb that tells of its conclusion
    decider: tuple[int, ...] = ()  # the parties that have decided on it


@lru_cache(maxsize=50_000)
def verbal_noun(norm: str) -> bool:
    """Return whether a folded word can be the name of a deed, a conjunction or preposition aside ("وإعادة", "بفتح")."""
    known = plan_words()
    for way in segmentations(norm):
        core = way.core
        if way.particle in ("", "ب", "ل") and (
            core in _PLAIN or core in known.sets["carrier"] or core in known.heads or _VERBAL.match(core)
        ):
            return True
    return False


def items_of(analysis: Analysis, index: int) -> list[Item]:
    """Return the conditions that a statement sets."""
    statement = analysis.statements[index]
    if statement.content is None:
        return []
    first, last = statement.content.first, statement.content.last
    if statement.act not in _SETTING:
        return []
    found = _conditions(analysis, statement.cue.first, first, last)
    return [item for item in found if item.sort != "in return" or _traded(analysis, statement.act, item.piece)]


def _traded(analysis: Analysis, act: Act, piece: Piece) -> bool:
    """Whether "مقابل" trades a deed for another and does not just compare figures ("34 قتيلا مقابل 17")."""
    return act in _TRADING or (act != Act.DEMAND and verbal_noun(analysis.forms[piece.first].norm))


def item_at(analysis: Analysis, first: int, last: int) -> Piece | None:
    """Return the noun phrase from a token on, up to token `last`; None if it is but one word."""
    while first < last and (analysis.forms[first].kind != "word" or analysis.forms[first].norm in _SKIPPED):
        first += 1
    if first >= last:
        return None
    end = min(max(phrase_end(analysis, first + 1, _LENGTH), first + 1), last)
    for at in range(first + 2, end):
        if _goes_on(analysis, at):
            end = at
            break
    return words_of(analysis, first, end) if end - first > 1 else None


def _goes_on(analysis: Analysis, at: int) -> bool:
    """Whether a list goes on with a word: "و" with the name of a deed, "وعلى" before one, or "وأن"."""
    norm = analysis.forms[at].norm
    joined = analysis.forms[at].best.conjunction == "و"  # "وارداته" is no list
    if norm == "وعلي":
        return at + 1 < len(analysis) and verbal_noun(analysis.forms[at + 1].norm)
    return norm in ("وان", "وبان", "والا") or (joined and len(norm) > 3 and verbal_noun(norm[1:]))


def _listed(analysis: Analysis, first: int, last: int) -> Iterator[Item]:
    """What a list goes on with."""
    for at in range(first, last):
        if analysis.forms[at].kind == "word" and _goes_on(analysis, at):
            clause = analysis.forms[at].norm in ("وان", "وبان", "والا", "وعلي")
            piece = item_at(analysis, at + clause, last)
            if piece is not None:
                yield Item("provided next", piece)


def _conditions(analysis: Analysis, cue: int, first: int, last: int) -> Iterator[Item]:
    """The words after a conjunction of condition, or after "ب" where the cue binds one thing to another."""
    refused = False
    for at in range(first, last):
        norm = analysis.forms[at].norm
        after = analysis.forms[at + 1].norm if at + 1 < last else ""
        sort, begin = "", at + 1
        if norm in _ONLY_IF and at > first and (norm not in _TIED or after[:1] == "ب"):
            sort = "only if"
        elif (norm, after) in _UNLESS:
            sort, begin = "unless", at + 2
        elif norm in _BEFORE and refused:
            sort = "not before"
        elif norm == "مقابل" and at > first:
            sort = "in return"
        refused = refused or norm in _NOT
        if sort:
            piece = item_at(analysis, begin, last)
            if piece is not None:
                yield Item(sort, piece, at)
    if _BINDING.match(analysis.forms[cue].norm):
        for at in range(first + 1, last):
            form = analysis.forms[at]
            if form.norm[:1] == "ب" and (form.norm == "بان" or verbal_noun(form.norm)):
                piece = item_at(analysis, at + (form.norm == "بان"), last)
                if piece is not None:
                    yield Item("bound", piece, at)
                return


_CONTAINS = re.compile(
    "^[وف]?([يت]تضمن|[يت]شمل|[يت]لحظ|تضمنت|شملت|لحظت|تضمن|شمل)$"
)  # what they contain is their object
_PROVIDES = re.compile("^[وف]?(ال)?([يت]قضي|[يت]نص|نص|نصت|[يت]تضمن|[يت]شمل|[يت]لحظ|[يت]لزم|قاضي|قاضيه|قضي|قضت)$")


def provided(analysis: Analysis, agreements: frozenset[str]) -> list[Item]:
    """Return what agreements and plans provide for, wherever the report tells it: "ينص الاتفاق على … و…"."""
    found: list[Item] = []
    for at in range(analysis.body, len(analysis)):
        form = analysis.forms[at]
        if form.kind != "word" or not _PROVIDES.match(form.norm):
            continue
        sentence = analysis.sentences[analysis.sentence_of[at]]
        near = analysis.forms[max(sentence.first, at - 8) : min(at + 4, sentence.last)]
        told = {way.core for word in near for way in word.segmentations} & agreements
        if not told:
            continue
        begin = _governed(analysis, at + 1, min(sentence.last, at + 9))
        if begin is None and _CONTAINS.match(form.norm):
            begin = _object(analysis, at + 1, min(sentence.last, at + 4))
        if begin is None:
            continue
        items = [
            *_first(analysis, begin, sentence.last),
            *_listed(analysis, begin + 1, min(sentence.last, begin + _REACH)),
        ]
        found += (replace(item, offered=not told & _CONCLUDED) for item in items)
    return found


def _first(analysis: Analysis, begin: int, last: int) -> Iterator[Item]:
    piece = item_at(analysis, begin, last)
    if piece is not None:
        yield Item("provided", piece)


_CONCLUDED = frozenset({"اتفاق", "اتفاقيه", "معاهده", "ميثاق", "مرسوم", "هدنه", "تفاهم", "صفقه", "بروتوكول"})
_AGREED = re.compile("^[وف]?(اتفق|اتفقت|اتفقا|اتفقتا|اتفقوا|اتفقنا|توافق|توافقا|توافقوا)$")


def agreed_on(analysis: Analysis) -> list[Item]:
    """Return the deeds that parties agree on, wherever the report tells it: "اتفقا على الإفراج عن … وعلى تشكيل …"."""
    found: list[Item] = []
    for at in range(analysis.body, len(analysis) - 1):
        form = analysis.forms[at]
        if form.kind != "word" or not _AGREED.match(form.norm) or analysis.forms[at - 1].norm in _NOT_YET:
            continue
        last = analysis.sentences[analysis.sentence_of[at]].last
        begin = _governed(analysis, at + 1, min(last, at + 9))
        if begin is not None and begin < last and verbal_noun(analysis.forms[begin].norm):
            items = [*_first(analysis, begin, last), *_listed(analysis, begin + 1, min(last, begin + _REACH))]
            found += (replace(item, agreed=at) for item in items)
    return found


_NOT_YET = frozenset({"لم", "لن", "لا", "عدم", "دون"})


def _object(analysis: Analysis, first: int, last: int) -> int | None:
    """Where the deed begins that a plan contains: "تتضمن الخطة أيضا دمج القوات"."""
    for at in range(first, last):
        form = analysis.forms[at]
        if form.kind == "word" and not form.best.article and verbal_noun(form.norm):
            return at
    return None


def _governed(analysis: Analysis, first: int, last: int) -> int | None:
    """Where what is provided begins: after "على", "أن", or at a name of a deed with "ب"."""
    for at in range(first, last):
        norm = analysis.forms[at].norm
        if norm in ("علي", "ان", "بان"):
            return at + 1
        if norm[:1] == "ب" and verbal_noun(norm):
            return at
    return None
