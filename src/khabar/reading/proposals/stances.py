"""What a statement does by the words of its content: "أعلنا موافقتهما على …" accepts, "قال إن على الحكومة أن …" asks.

A cue such as "قال" leaves open whether its source takes a stand on a plan; the noun or the predicate that the content
begins with tells it.
"""

from __future__ import annotations

from khabar.reading.analysis import Analysis, StatementDraft
from khabar.reading.bodies import body_of
from khabar.reading.proposals.authors import HOME
from khabar.reading.proposals.items import verbal_noun
from khabar.reading.proposals.lexicon import cores_of, plan_words
from khabar.record import Act

_NEUTRAL = frozenset({Act.ANNOUNCE, Act.SAY})
_OWN = {
    "موافق": Act.ACCEPT,
    "موافقه": Act.ACCEPT,
    "موافقت": Act.ACCEPT,
    "قبول": Act.ACCEPT,
    "رفض": Act.REJECT,
    "معارضه": Act.REJECT,
    "معارضت": Act.REJECT,
    "تاييد": Act.SUPPORT,
    "ترحيب": Act.SUPPORT,
}
_FIRST = 2  # words of a content in which the noun can stand
_CLAUSE = 14  # words of a content in which its predicate can stand
_TO_THE_DEED = 8  # words from "على" to the "أن" of a duty
_TO_THE_VERB = 3  # words from a subject to its verb
_DUTY = frozenset({"علي", "وعلي", "فعلي"})
_THAT = frozenset({"ان", "الا"})
_THERE = frozenset({"هناك", "ثمه", "هنالك"})
_NOT = frozenset({"لا", "لن", "لم", "ليس", "ليست", "دون", "ما", "غير"})
_BECAME = frozenset({"بات", "باتت", "اصبح", "اصبحت", "يعد", "تعد", "امر", "امرا", "صار"})
_TAKE = frozenset({"نقبل", "تقبل", "يقبل", "اقبل", "يقبلوا", "نسمح", "تسمح", "يسمح", "نوافق", "توافق", "يوافق"})
_IS = frozenset({"يكون", "تكون"})
_PUNCTUATION = frozenset({".", "؛", "؟", "!", ":"})
_STILL = frozenset({"تزال", "يزال", "زال", "زالت", "زالوا", "يزالون", "نزال"})  # "لا تزال" denies nothing
_PREMATURE = frozenset({("من", "المبكر"), ("السابق", "لاوانه")})
_SEES = frozenset({"يري", "تري", "نري", "اري"})
_PLACE_IN_IT = frozenset({"دورا", "مكانا", "مبررا", "داعيا", "حاجه", "ضروره", "مستقبلا", "جدوي"})  # "لا نرى دورا لـ"
_THE_TIME = frozenset({("حان", "الوقت"), ("الوقت", "حان"), ("ان", "الاوان")})


def stance(analysis: Analysis, index: int) -> Act:
    """Return the act of a statement, or the stand that the beginning of its content tells where the cue is neutral."""
    statement = analysis.statements[index]
    if statement.act not in _NEUTRAL or statement.content is None:
        return statement.act
    first = statement.content.first
    for form in analysis.forms[first : min(first + _FIRST, statement.content.last)]:
        for way in (form.best, *form.segmentations):
            if way.pronoun and way.core in _OWN:
                return _OWN[way.core]
    return _predicate(analysis, statement, first, min(first + _CLAUSE, statement.content.last)) or statement.act


def hoped(analysis: Analysis, index: int) -> bool:
    """Return whether a statement tells a hope: "أعرب عن أمله في وقف القتال", "يأمل التوصل إلى هدنة"."""
    statement = analysis.statements[index]
    first = statement.content.first if statement.content is not None else statement.cue.last
    hopes = plan_words().sets["hope"]
    return any(cores_of(form.norm) & hopes for form in analysis.forms[statement.cue.first : first + 1])


def _predicate(analysis: Analysis, statement: StatementDraft, first: int, stop: int) -> Act | None:
    """The stand told by a predicate: a duty or need, a refusal, backing, what the source itself will do."""
    norms = analysis.norms(first, stop)
    sets = plan_words().sets
    for at, norm in enumerate(norms):
        if analysis.texts[first + at] in _PUNCTUATION:
            return None
        before = norms[at - 1] if at else ""
        after = norms[at + 1] if at + 1 < len(norms) else ""
        negated = _negated(norms, at)
        if norm in _DUTY and (not at or norm != "علي") and _on_whom(analysis, first + at, stop):
            return Act.DEMAND
        if (norm in ("حاجه", "الحاجه") and before in _THERE) or norm in ("بحاجه", "نحتاج"):
            return None if negated else Act.DEMAND
        if norm in ("ضروره", "ضروريا", "ضروري") and before in _BECAME and not negated:
            return Act.DEMAND
        if (norm == "الضروري" and before == "من") or norm == "والضروري":
            return None if negated else Act.DEMAND
        if (before, norm) in _PREMATURE and at <= _TO_THE_VERB:
            return None if negated else Act.REJECT
        if norm in _PLACE_IN_IT and negated and _SEES & {before, norms[at - 2] if at > 1 else ""}:
            return Act.REJECT
        if (before, norm) in _THE_TIME and at <= _TO_THE_VERB and not negated:
            return Act.DEMAND
        if at <= _TO_THE_VERB and norm in sets["refuses"] and not negated:
            return Act.REJECT
        if norm in _TAKE and (before in ("لا", "لن") or {"لا", "لن"} & set(norms[max(0, at - 7) : at - 1])):
            return Act.REJECT
        if norm == "لن" and after in _IS and at + 2 < len(norms) and norms[at + 2] in _THERE and not at:
            return Act.REJECT
        if at <= _TO_THE_VERB + 2 and norm in sets["backs"] and not negated:
            return Act.SUPPORT
    return Act.PROMISE if _will(analysis, statement, first, stop) else None


def _negated(norms: list[str], at: int) -> bool:
    """Whether one of the words just before a predicate denies it; "لا تزال" (still) does not."""
    return any(
        norms[i] in _NOT and not (i + 1 < len(norms) and norms[i + 1] in _STILL) for i in range(max(0, at - 3), at)
    )


def _on_whom(analysis: Analysis, at: int, stop: int) -> bool:
    """Whether "على" opens a duty: "على الحكومة أن …", "على دمشق الالتزام …"."""
    for i in range(at + 1, min(at + _TO_THE_DEED, stop)):
        if analysis.forms[i].norm in _THAT:
            return True
    ends = {analysis.party_mentions[m].piece.last for m in analysis.mention_at.get(at + 1, ())}
    for end in ends:
        if end < stop and analysis.forms[end].best.article and verbal_noun(analysis.forms[end].best.core):
            return True
    return False


def _will(analysis: Analysis, statement: StatementDraft, first: int, stop: int) -> bool:
    """Whether the source says what it will itself do: "الحركة ستفرج …" said by the movement, "سنواصل …"."""
    norm = analysis.forms[first].norm
    if norm[:2] == "سن" and analysis.forms[first].best.particle == "س":
        return True
    at = first + 1 if norm in HOME else None
    sources = {body_of(analysis, x) for x in statement.sources}
    for m in analysis.mention_at.get(first, ()):
        mention = analysis.party_mentions[m]
        if mention.piece.first == first and body_of(analysis, mention.party) in sources:
            at = max(at or 0, mention.piece.last)
    if at is None or at >= stop:
        return False
    form = analysis.forms[at]
    return form.norm == "سوف" or (form.best.particle == "س" and form.best.core[:1] in "يت")
