"""Reports of reports: "نقلت وكالة عن مصدر قوله", and documents that speak: "جاء في بيان للحكومة أن"."""

from __future__ import annotations

from khabar.arabic import fold
from khabar.reading.analysis import Analysis
from khabar.reading.parties import phrase_from, resolve_pronoun, subject_of
from khabar.reading.statements.citing import cites_for
from khabar.reading.statements.cues import Cue
from khabar.reading.statements.lexicon import BARE, NOUN, Reading, Verb
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.understood import is_verb
from khabar.reading.statements.words import COLONS, COMMAS, is_complementiser
from khabar.record import Act, EntityKind

_HIS_WORDS = {"قوله", "قولها", "قولهم", "قولهما"}
_ABOUT_HIM = {"عنه", "عنها", "عنهم"}
_PASSES_ON = {"نقل", "أورد", "ذكر", "أفاد"}
_REACH = 14
_PAPERS = {"بيان", "البيان", "تصريح", "التصريح", "تصريحات", "بيانا"}
_FIGURES = {fold(word) for word in ("تقديرات", "إحصاءات", "إحصائيات", "أرقام", "بيانات", "معطيات")}
_STANDS = {"جاء", "وجاء", "ورد", "وورد"}
_DOCUMENTS = {
    "بيان",
    "البيان",
    "تقرير",
    "التقرير",
    "التحقيق",
    "تحقيق",
    "رساله",
    "الرساله",
    "تصريح",
    "خطاب",
    "الدراسه",
    "بيانه",
    "بيانها",
    "نص",
    "قرار",
    "القرار",
    "حيثيات",
    "نسخه",
    "مقال",
    "كلمه",
    "وثيقه",
    "الوثيقه",
    "مذكره",
    "المذكره",
    "برقيه",
    "مقدمه",
    "خبر",
    "تغريده",
}
_WITHIN = {"فيه", "فيها"}
_STATES = Verb("جاء", Act.SAY, frozenset({"that"}), frozenset(), "")


def hand_on(scene: Scene, cues: list[Cue], last: int) -> list[Cue]:
    """Give a quoted source its words: in "نقلت X عن Y قوله إن" Y speaks and X stands in the chain."""
    analysis = scene.analysis
    kept: list[Cue] = []
    words = {cue.first: cue for cue in cues if analysis.forms[cue.first].norm in _HIS_WORDS}
    for cue in cues:
        cited = _citing(scene, cue, last)
        if cue.manner != "verb" or (cue.verb_name not in _PASSES_ON and cited is None):
            kept.append(cue)
            continue
        about = cited or _about(scene, cue, last)
        if about is None:
            kept.append(cue)
            continue
        if analysis.forms[about].norm in _ABOUT_HIM:
            _his_own(analysis, cue, words.get(about + 1))
            if about + 1 not in words:
                kept.append(cue)
            continue
        speaker = phrase_from(analysis, about + 1, last)
        said = next((words[k] for k in range(about + 1, min(last, about + _REACH + 8)) if k in words), None)
        if speaker is None and about + 2 < last:
            speaker = phrase_from(analysis, about + 2, last)
        relay = cue.sources[0] if cue.sources else _outlet(analysis, cue)
        if said is not None:
            if speaker is not None:
                said.subject, said.sources = speaker
            if relay is not None:
                said.chain = [(relay, "agency")]
            continue
        if speaker is not None and (cue.verb_name == "نقل" or cited is not None):
            cue.subject, cue.sources = speaker
            cue.after_subject = speaker[0].last
            if relay is not None:
                cue.chain = [(relay, "agency")]
        kept.append(cue)
    return kept


def _his_own(analysis: Analysis, cue: Cue, said: Cue | None) -> None:
    """Leave the words to whom the pronoun means: "ونقلت عنه الصحيفة قوله", "نقلت الوكالة عنها قولها"; X is in the chain."""
    relay = cue.sources[0] if cue.sources else _outlet(analysis, cue)
    if said is not None:
        said.subject, said.sources = None, []
        said.chain = [] if relay is None else [(relay, "agency")]


def _about(scene: Scene, cue: Cue, last: int) -> int | None:
    """Where "عن" stands after the one who passes words on."""
    analysis = scene.analysis
    start = cue.after_subject
    for at in range(start, min(last, start + 7)):
        if analysis.forms[at].norm == "عن" or analysis.forms[at].norm in _ABOUT_HIM:
            return at
        if analysis.forms[at].norm.startswith(("ان", "بان")) and len(analysis.forms[at].norm) < 6:
            return None
    return None


def _citing(scene: Scene, cue: Cue, last: int) -> int | None:
    """Where the preposition stands of "نقلا عن", "استنادا إلى" right behind the one who passes words on."""
    analysis, at = scene.analysis, cue.after_subject
    at += at < last and analysis.texts[at] in COMMAS
    first = analysis.sentences[analysis.sentence_of[cue.first]].first
    if at + 1 >= last or _LEADS_TO.get(analysis.forms[at].norm) != analysis.forms[at + 1].norm:
        return None
    return at + 1 if cites_for(analysis, at, first, last) else None


_LEADS_TO = {"نقلا": "عن", "استنادا": "الي"}


def _outlet(analysis: Analysis, cue: Cue) -> int | None:
    found = subject_of(analysis, cue.at, "s", cue.reading.inflection.gender)
    return found[0] if found else None


def own_document(analysis: Analysis, cue: Cue, previous: Cue | None) -> None:
    """Give a paper its owner: "بيان الخارجية", "أرقام المنظمة" speak for the body, "البيان" for who spoke before."""
    if cue.subject is None or len(cue.sources) != 1:
        return
    party = analysis.parties[cue.sources[0]]
    first = cue.subject.first
    norm = analysis.forms[first].norm
    paper = norm in _PAPERS and party.kind in (EntityKind.DOCUMENT, EntityKind.GROUP, EntityKind.UNNAMED)
    if not paper and norm not in _FIGURES:
        return
    document = cue.sources[0]
    for token in range(first, min(len(analysis), cue.subject.last + 4)):
        for index in analysis.mention_at.get(token, ()):
            mention = analysis.party_mentions[index]
            owner = analysis.parties[mention.party].kind
            if (
                mention.piece.first == token
                and mention.party != document
                and owner not in (EntityKind.COUNTRY, EntityKind.DOCUMENT)
            ):
                cue.sources = [mention.party]
                cue.chain = [*cue.chain, (document, "document")]
                return
        form = analysis.forms[token]
        if token > first and (is_complementiser(form.norm) or is_verb(form.norm, form.segmentations)):
            break
    if paper and previous is not None and previous.sources:
        cue.sources = list(previous.sources)
        cue.chain = [*cue.chain, (document, "document")]


def find_documents(scene: Scene, first: int, last: int) -> list[Cue]:
    """Return the cues of the form "جاء في بيان", with the owner of the document as their source."""
    analysis = scene.analysis
    found: list[Cue] = []
    for token in range(first, last - 2):
        if analysis.forms[token].norm not in _STANDS:
            continue
        cue = _document(scene, token, last)
        if cue is not None:
            found.append(cue)
    return found


def _document(scene: Scene, token: int, last: int) -> Cue | None:
    analysis = scene.analysis
    after = analysis.forms[token + 1].norm
    cue = Cue(token, token + 1, token, "verb", Reading(_STATES, NOUN, BARE))
    if after in _WITHIN:
        cue.after_subject = token + 2
        cue.sources = resolve_pronoun(analysis, token + 1)
        return cue
    noun = token + 2
    if after != "في" or analysis.forms[noun].norm not in _DOCUMENTS:
        return None
    if not analysis.forms[noun].norm.startswith("ال"):
        cue.last = noun + 1
    cue.after_subject = noun + 1
    for at in range(noun, min(last, noun + 5)):
        if is_complementiser(analysis.forms[at].norm) or analysis.texts[at] in COLONS:
            break
        owner = phrase_from(analysis, at, last)
        if owner is not None:
            cue.subject, cue.sources = owner
            cue.after_subject = owner[0].last
            break
    return cue
