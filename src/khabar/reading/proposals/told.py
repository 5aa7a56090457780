"""Stands that the reporter tells in passing beside the name of a plan: "الحزب المعارض للاتفاق", "رفض الحركة للهدنة", "التي اقترحتها مصر".

Where such a word is the cue of a statement, the statement tells the stand and nothing is added here.
"""

from __future__ import annotations

from functools import cache

from khabar.reading.analysis import Analysis
from khabar.reading.bodies import body_of
from khabar.reading.parties.queries import phrase_from, resolve_pronoun
from khabar.reading.proposals.authors import authors
from khabar.reading.proposals.lexicon import cores_of, plan_words
from khabar.reading.proposals.mentions import Mention
from khabar.record import Act

_SETS = {"against": Act.REJECT, "for": Act.SUPPORT, "blamed": Act.CONDEMN, "taken": Act.ACCEPT}
_BEFORE = 7  # words before a plan in which a noun of stand with its party can stand
_AFTER = 5  # words after the naming word in which a verb with its pronoun can stand
_NAMELESS = frozenset({"unnamed", "media", "document"})
_VERBS = frozenset(
    {
        "ايدت",
        "ايدوا",
        "رفضت",
        "رفضوا",
        "عارضت",
        "دعمت",
        "انتقدت",
        "تويد",
        "ترفض",
        "تعارض",
        "تدعم",
        "يويد",
        "يرفض",
        "يعارض",
    }
)
_MET = frozenset(
    {"واجه", "واجهت", "تواجه", "يواجه", "لقي", "لقيت", "تلقي", "يلقي", "لاقي", "لاقت", "قوبل", "قوبلت", "حظي", "حظيت"}
)
_SUPPOSED = frozenset({"اذا", "حال", "لو", "احتمال", "امكانيه", "دون", "عدم", "رغم", "قبل", "لم", "لن", "لا"})
_LINKS = frozenset(
    {
        "علي",
        "عن",
        "ب",
        "ل",
        "هذا",
        "هذه",
        "اي",
        "علنا",
        "بشده",
        "الشديد",
        "الشديده",
        "القاطع",
        "القاطعه",
        "التام",
        "الكامل",
    }
)


@cache
def _stand_words() -> dict[str, Act]:
    sets = plan_words().sets
    return {word: act for name, act in _SETS.items() for word in sets[name]}


def stands_told(analysis: Analysis, mention: Mention) -> list[tuple[int, Act]]:
    """Return the bodies that words beside a mention tell to be for or against the plan it names, and their stands."""
    found: list[tuple[int, Act]] = []
    if not analysis.cues_over(mention.head) and mention.frame is not None:
        act = Act.DEMAND if mention.frame.family == "demand" else Act.PROPOSE
        found += [(party, act) for party in authors(analysis, mention)]
    found += _before(analysis, mention) or _after(analysis, mention)
    bodies = dict.fromkeys((body_of(analysis, party), act) for party, act in found)
    return [(party, act) for party, act in bodies if analysis.parties[party].kind not in _NAMELESS]


def _act_at(analysis: Analysis, token: int) -> Act | None:
    words = _stand_words()
    return next((words[core] for core in cores_of(analysis.forms[token].norm) if core in words), None)


def _before(analysis: Analysis, mention: Mention) -> list[tuple[int, Act]]:
    """Stands told by a noun or adjective before the plan."""
    sentence = analysis.sentences[analysis.sentence_of[mention.head]]
    for at in range(mention.first - 1, max(sentence.first, mention.first - _BEFORE) - 1, -1):
        form = analysis.forms[at]
        if form.kind == "punct" and analysis.texts[at] in {"،", ",", "؛", ".", ":"}:
            return []
        act = _act_at(analysis, at)
        if act is None or analysis.cues_over(at):
            continue
        if {analysis.forms[i].norm for i in range(max(sentence.first, at - 2), at)} & _SUPPOSED:
            return []
        between = [i for i in range(at + 1, mention.first) if analysis.forms[i].norm not in _LINKS]
        if form.best.pronoun and not between:
            return [(party, act) for party in resolve_pronoun(analysis, at)]
        phrase = phrase_from(analysis, at + 1, mention.first) if between else None
        if phrase is not None and phrase[0].last > between[-1]:
            return [(party, act) for party in phrase[1]]
        if not between:
            return [(party, act) for party in _described(analysis, at) or _subject(analysis, at)]
        return []
    return []


def _subject(analysis: Analysis, at: int) -> list[int]:
    """The party right before a verb of stand ("دول المنطقة أيدت الاتفاق")."""
    if analysis.forms[at].norm not in _VERBS:
        return []
    return [
        mention.party
        for m in analysis.mention_at.get(at - 1, ())
        if (mention := analysis.party_mentions[m]).piece.last == at and not mention.nested
    ]


def _described(analysis: Analysis, at: int) -> list[int]:
    """The party that an adjective right behind it describes ("الحزب المعارض لـ"); none of nothing but its stand ("معارضو …")."""
    inside = [analysis.party_mentions[m] for m in analysis.mention_at.get(at, ())]
    found = [mention.party for mention in inside if mention.piece.first < at and mention.piece.last == at + 1]
    if found or any(mention.piece.first == at for mention in inside):
        return found
    if at and analysis.forms[at].norm.startswith("ال"):  # not "أقنعت الحركة بالموافقة", "ضغط عليها للقبول"
        return [
            analysis.party_mentions[m].party
            for m in analysis.mention_at.get(at - 1, ())
            if analysis.party_mentions[m].piece.last == at and not analysis.party_mentions[m].nested
        ]
    return []


def _after(analysis: Analysis, mention: Mention) -> list[tuple[int, Act]]:
    """Stands told by a verb with a pronoun in the clause after the plan ("الذي تعارضه إسرائيل")."""
    sentence = analysis.sentences[analysis.sentence_of[mention.head]]
    relative = False
    met = any(
        cores_of(form.norm) & _MET for form in analysis.forms[max(sentence.first, mention.first - 2) : mention.first]
    )
    for at in range(mention.named + 1, min(sentence.last, mention.last + _AFTER)):
        form = analysis.forms[at]
        relative = relative or form.norm in ("الذي", "التي")
        act = _act_at(analysis, at)
        if act is not None and relative and form.best.pronoun and not analysis.cues_over(at):
            phrase = phrase_from(analysis, at + 1, min(sentence.last, at + 9)) if at + 1 < sentence.last else None
            return [(party, act) for party in phrase[1]] if phrase is not None else []
        if act is not None and met and not any(analysis.statements[s].sources for s in analysis.cues_over(at)):
            return [(party, act) for party in _from_whom(analysis, at, sentence.last)]
        met = met or bool(cores_of(form.norm) & _MET)
    return []


def _from_whom(analysis: Analysis, at: int, stop: int) -> list[int]:
    """Who meets a plan with a stand: the party after "من" ("خطة لقيت معارضة شديدة من الحزب")."""
    for i in range(at + 1, min(at + 4, stop - 1)):
        if analysis.forms[i].norm in ("من", "لدي"):
            phrase = phrase_from(analysis, i + 1, min(stop, i + 9))
            return phrase[1] if phrase is not None and phrase[0].first == i + 1 else []
    return []
