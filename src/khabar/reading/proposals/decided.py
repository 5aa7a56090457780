"""What somebody has decided on or means to do, wherever the report tells it: "قررت الحكومة تقليص …", "سيتم توفير …".

The name of the deed follows the word of decision, past whoever decides; what a body says that it works on counts
where it speaks of itself ("إن الحكومة تعمل على …").
"""

from __future__ import annotations

from khabar.reading.analysis import Analysis
from khabar.reading.bodies import body_of
from khabar.reading.parties.queries import mentions_in, phrase_from, resolve_pronoun
from khabar.reading.proposals.items import Item, item_at, verbal_noun
from khabar.reading.proposals.lexicon import cores_of, plan_words

_REACH = 12  # tokens between a word of decision and the deed
_LOOSE = 2  # of them words that belong to nobody's name
_NOUNS = frozenset({"قرار", "قرارات"})
_ADMITS = frozenset({"اقر", "اقرت", "اقروا"})
_NOT_YET = frozenset({"لم", "لن", "لا", "عدم", "دون", "مشروع"})
_INTO = frozenset({"في", "من", "عن", "مع", "الي", "بشان", "حول"})
_NO_DEED = frozenset({"بناء", "بعدما", "بعد", "بدون", "دون"})
_PASSIVE = frozenset({"سيتم", "ستتم", "سيجري", "ستجري", "وسيتم", "وستتم"})
_WORKS = {
    "عمل": frozenset({"علي"}),
    "سعي": frozenset({"الي", "ل"}),
    "حرص": frozenset({"علي"}),
}
_WORK_FORMS = {
    **dict.fromkeys(("يعمل", "تعمل", "نعمل"), "عمل"),
    **dict.fromkeys(("يسعي", "تسعي", "نسعي"), "سعي"),
    **dict.fromkeys(("حريص", "حريصه", "حريصون"), "حرص"),
}
_OF_A_STATE = frozenset({"government", "state_body", "country"})
_TO_THE_VERB = 3  # tokens between a body and the verb of what it works on
_TO_THE_WORK = 7  # tokens between that verb and its preposition


def decided(analysis: Analysis) -> list[Item]:
    """Return what is decided on or meant to be done, in text order."""
    found = []
    words = plan_words().sets["decided"]
    for at in range(analysis.body, len(analysis) - 1):
        form = analysis.forms[at]
        if form.kind != "word":
            continue
        cores = cores_of(form.norm)
        item = None
        if form.norm in _PASSIVE:
            item = _passive(analysis, at)
        elif cores & words:
            item = _decision(analysis, at, cores)
        else:
            work = next((_WORK_FORMS[core] for core in cores if core in _WORK_FORMS), None)
            if work is not None:
                item = _work(analysis, at, work)
        if item is not None:
            found.append(item)
    return found


def _decision(analysis: Analysis, at: int, cores: frozenset[str]) -> Item | None:
    """The deed that follows a word of decision, if it is decided on and not just spoken of."""
    noun = bool(cores & _NOUNS)
    form = analysis.forms[at]
    if analysis.forms[at - 1].norm in _NOT_YET or (noun and form.best.article):
        return None
    last = analysis.sentences[analysis.sentence_of[at]].last
    begin = _deed(analysis, at, last)
    if begin is None or (form.norm.lstrip("وف") in _ADMITS and analysis.forms[begin].norm[0] == "ب"):
        return None  # "أقر بوقوع خسائر": he admits it
    piece = item_at(analysis, begin, last)
    return None if piece is None else Item("decided", piece, decider=_decider(analysis, at, noun=noun))


def _deed(analysis: Analysis, at: int, last: int) -> int | None:
    """The name of the deed that follows a word of decision, past the names of parties and a word or two."""
    named = {
        token
        for m in mentions_in(analysis, at + 1, min(last, at + _REACH))
        for token in range(analysis.party_mentions[m].piece.first, analysis.party_mentions[m].piece.last)
    }
    loose = 0
    for i in range(at + 1, min(last, at + _REACH)):
        form = analysis.forms[i]
        if analysis.texts[i] in {"،", ",", ".", ":", "؛"}:
            return None
        if form.kind != "word" or i in named:
            continue
        if form.norm in _INTO or form.norm in _NO_DEED or form.best.conjunction:
            return None
        if not form.best.article and verbal_noun(form.norm):
            return i
        loose += 1
        if loose > _LOOSE:
            return None
    return None


def _decider(analysis: Analysis, at: int, *, noun: bool) -> tuple[int, ...]:
    """Who decides: by its pronoun, the party right behind the word, or the one right before the verb."""
    if analysis.forms[at].best.pronoun:
        return _before(analysis, at) or tuple(resolve_pronoun(analysis, at))
    phrase = phrase_from(analysis, at + 1, min(len(analysis), at + _REACH))
    if phrase is not None:
        return tuple(phrase[1])
    return () if noun else _before(analysis, at)


def _before(analysis: Analysis, at: int) -> tuple[int, ...]:
    """The party whose name ends right before a verb or shortly before it."""
    for back in range(1, _TO_THE_VERB + 1):
        if at < back or analysis.texts[at - back] in {"،", ",", ".", ":", "؛"}:
            return ()
        for m in analysis.mention_at.get(at - back, ()):
            mention = analysis.party_mentions[m]
            if mention.piece.last == at - back + 1 and not mention.nested:
                return (mention.party,)
    return ()


def _passive(analysis: Analysis, at: int) -> Item | None:
    """What will be done, whoever does it: "سيتم توفير …"."""
    last = analysis.sentences[analysis.sentence_of[at]].last
    form = analysis.forms[at + 1]
    if form.best.article or form.best.pronoun or form.best.particle or not verbal_noun(form.norm):
        return None
    piece = item_at(analysis, at + 1, last)
    return None if piece is None else Item("decided", piece)


def _work(analysis: Analysis, at: int, work: str) -> Item | None:
    """What a body says that it works on itself: "إن الحكومة تعمل على إعادة …", "نسعى إلى …"; or will work on."""
    form = analysis.forms[at]
    parties = _before(analysis, at)
    if form.best.particle != "س" and not _of_itself(analysis, at, parties):
        return None
    last = analysis.sentences[analysis.sentence_of[at]].last
    prepositions = _WORKS[work]
    for i in range(at + 1, min(last - 1, at + _TO_THE_WORK)):
        norm = analysis.forms[i].norm
        begin = i + 1 if norm in prepositions else i if norm[0] == "ل" and "ل" in prepositions else None
        if begin is not None and not analysis.forms[begin].best.article and verbal_noun(analysis.forms[begin].norm):
            piece = item_at(analysis, begin, last)
            return None if piece is None else Item("decided", piece, decider=parties)
        if analysis.texts[i] in {"،", ",", ".", ":"}:
            return None
    return None


def _of_itself(analysis: Analysis, at: int, parties: tuple[int, ...]) -> bool:
    """Whether a verb tells what the source of the statement around it does: by its subject or in the first person."""
    over = analysis.statements_over(at)
    if not over:
        return False
    norm = analysis.forms[at].norm.lstrip("وف")
    if norm[:1] == "ن" and norm in _WORK_FORMS:
        return True
    own = {body_of(analysis, x) for x in analysis.statements[over[0]].sources}
    states = {analysis.parties[x].country for x in own if analysis.parties[x].kind in _OF_A_STATE} - {None}
    return any(
        (body := body_of(analysis, party)) in own
        or (analysis.parties[body].kind == "government" and analysis.parties[body].country in states)
        for party in parties
    )
