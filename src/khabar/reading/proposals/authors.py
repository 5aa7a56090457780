"""Whose plan it is by its own words: "مبادرة الحركة", "الخطة الروسية", "اقتراحه", "الهدنة التي أعلنتها الحكومة"."""

from __future__ import annotations

from khabar.reading.analysis import Analysis
from khabar.reading.bodies import body_of
from khabar.reading.parties.queries import phrase_from, resolve_pronoun
from khabar.reading.proposals.lexicon import cores_of, plan_words
from khabar.reading.proposals.mentions import Mention

_AUTHORED = frozenset({"offer", "plan", "demand"})
_NAMELESS = frozenset({"unnamed", "media", "document"})
_RELATIVE = frozenset({"الذي", "التي", "اللذين", "اللتين"})
_ON_AFTER = 9  # words after the naming word in which a relative clause can begin
_TO_THE_VERB = 4  # words of a relative clause before its verb
_WITH_IT = frozenset({"به", "بها"})  # "عرضا تقدم به المتمردون"
HOME = frozenset({"بلاده", "بلادها", "بلادنا", "حكومته", "حكومتها", "حكومتنا", "حركته", "حركتها", "قواته", "قواتها"})
_THROUGH = frozenset({"به", "بها", "اليه", "اليها", "عنه", "عنها", "من", "سابقا", "امس"})


def authors(analysis: Analysis, mention: Mention) -> list[int]:
    """Return the bodies that the words of a mention name as those who put it forward; empty if they name none."""
    found = _owners(analysis, mention) or _of_the_clause(analysis, mention)
    bodies = dict.fromkeys(body_of(analysis, x) for x in found)
    return [b for b in bodies if analysis.parties[b].kind not in _NAMELESS]


def _owners(analysis: Analysis, mention: Mention) -> list[int]:
    """The party right behind the word for an offer, plan or demand, or meant by its pronoun."""
    if mention.frame is None or mention.frame.family not in _AUTHORED:
        return []
    if analysis.forms[mention.head].best.pronoun:
        return resolve_pronoun(analysis, mention.head) or _speaking(analysis, mention.head)
    after = analysis.forms[mention.head + 1].norm if mention.head + 1 < len(analysis) else ""
    if after in HOME:
        return _speaking(analysis, mention.head)
    phrase = phrase_from(analysis, mention.head + 1, max(mention.last, mention.head + 3))
    return phrase[1] if phrase is not None and phrase[0].first == mention.head + 1 else []


def _speaking(analysis: Analysis, token: int) -> list[int]:
    """Who speaks the words in which a token stands: "his offer", "his country's plan" are theirs."""
    return [x for s in analysis.statements_over(token)[:1] for x in analysis.statements[s].sources]


def _of_the_clause(analysis: Analysis, mention: Mention) -> list[int]:
    """The subject of the clause that tells who put it forward: "التي طرحتها مصر", "كان قد اقترحها", "المقدم من …"."""
    verbs = plan_words().sets["tabled"]
    sentence = analysis.sentences[analysis.sentence_of[mention.head]]
    stop = min(sentence.last, mention.named + _ON_AFTER)
    relative = None
    for i in range(mention.named + 1, stop):
        form = analysis.forms[i]
        if form.norm in _RELATIVE:
            relative = i
        elif form.kind == "punct" and analysis.texts[i] in {"،", ",", "؛", ".", ":"}:
            return []
        elif cores_of(form.norm) & verbs and (
            form.best.pronoun or (relative and i - relative <= _TO_THE_VERB) or analysis.forms[i + 1].norm in _WITH_IT
        ):
            at = i + 1
            while at < sentence.last and analysis.forms[at].norm in _THROUGH:
                at += 1
            phrase = phrase_from(analysis, at, min(sentence.last, at + 8)) if at < sentence.last else None
            return phrase[1] if phrase is not None else []
    return []
