"""The subject that opens a clause, far before its verb: what stands between only tells more about it.

"إن التحقيق الأولي الذي أجرته القوات أظهر أن", "النائب سامر الخطيب المنتمي لحزب العمل أشار إلى": the party right before the
verb hangs on a preposition, so the phrase at the opening of the clause is the subject. A paper that is only mentioned
speaks in the clause behind it: "قدمت مشروع قرار إلى مجلس الأمن يطالب بوقف القصف".
"""

from __future__ import annotations

from khabar.arabic import fold
from khabar.reading.analysis import Analysis, Party, PartyMention
from khabar.reading.parties import phrase_from
from khabar.reading.parties.nations import demonym_of
from khabar.reading.statements.cues import Cue
from khabar.reading.statements.kinds import kind_at
from khabar.reading.statements.phrases import become, human, noun_phrase_end
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.words import COMMAS, MARKS, PARTICLES, PREPOSITIONS, RELATIVES, is_complementiser
from khabar.record import EntityKind

_LONGEST = 28  # tokens from the opening of a clause to its verb
_NEAR = 9  # tokens from a paper to the verb of the clause behind it
_OPENS_CLAUSE = {"لكن", "ولكن", "كان", "كانت", "وكان", "وكانت", "كانوا", "وكانوا", "فيما", "بينما"}
_CITING = {"حسب", "بحسب", "وفق", "وفقا", "طبقا", "وبحسب", "ووفق", "وحسب", "ووفقا", "وطبقا"}
_GOVERNING = "لبك"
_SITES = frozenset(fold(w) for w in ("موقع", "منصة", "شبكة", "صفحة", "حساب", "تطبيق", "قناة", "التواصل", "الاجتماعي"))
_NEW_CLAUSE = {"and verb", "that", "and that", ":"}
_JOINS = {"كما", "فيما", "بينما", "ثم", "حيث", "اذ", "لكن", "ولكن", "لكنه", "لكنها", "لان", "لانه", "لانها"}
PAPERS = frozenset(
    fold(word)
    for word in (
        "تقرير",
        "تقارير",
        "التقرير",
        "التقارير",
        "بيان",
        "البيان",
        "تحقيق",
        "التحقيق",
        "تحقيقات",
        "التحقيقات",
        "دراسة",
        "الدراسة",
        "استطلاع",
        "الاستطلاع",
        "أنباء",
        "الأنباء",
        "معلومات",
        "المعلومات",
        "نتائج",
        "النتائج",
        "إحصاءات",
        "إحصائيات",
        "مسودة",
        "المسودة",
        "مشروع",
        "المشروع",
        "قرار",
        "القرار",
        "رسالة",
        "الرسالة",
        "وثيقة",
        "الوثيقة",
        "وثائق",
        "الوثائق",
        "مبادرة",
        "المبادرة",
        "دعوى",
        "الدعوى",
        "شكوى",
        "الشكوى",
        "عريضة",
        "العريضة",
        "مذكرة",
        "المذكرة",
        "قمة",
        "القمة",
        "توصية",
        "التوصية",
        "شهادات",
        "إفادات",
    )
)
"""What speaks though it is nobody: papers, findings, news, a summit."""
_DRAFTS = frozenset(
    fold(w) for w in ("مشروع", "قرار", "رسالة", "مذكرة", "عريضة", "دعوى", "بيان", "مسودة", "وثيقة", "توصية")
)
_MEETINGS = frozenset(fold(w) for w in ("قمة", "القمة"))


def hangs(analysis: Analysis, mention: PartyMention) -> bool:
    """Whether words hang on a preposition, on "بحسب", or as an adjective on the noun before: no subject then."""
    piece = mention.piece
    at = piece.first
    if piece.start > analysis.starts[at]:
        return analysis.texts[at][0] in _GOVERNING
    while at and analysis.texts[at - 1] in MARKS:
        at -= 1
    before = analysis.forms[at - 1].norm if at else ""
    ending = analysis.forms[piece.last - 1].norm
    if mention.form == "nominal" and not analysis.forms[piece.first].norm.startswith("ال") and ending[:2] != "ال":
        return False  # "بعد تقارير محلية أفادت": what an indefinite noun is told to say
    word = analysis.forms[at].norm.removeprefix("ال")
    if piece.last == at + 1 and before.startswith("ال") and demonym_of(word) is not None:
        return True  # "في العاصمة الفرنسية"
    if before in _SITES and at > 1 and analysis.forms[at - 2].norm in PREPOSITIONS:
        return True  # "كتب على موقع «تويتر» يقول"
    return before in PREPOSITIONS or before in _CITING


def clause_subject(scene: Scene, cue: Cue, first: int) -> bool:
    """Make the phrase that opens the cue's clause its subject, where the verb can go with it; True if done."""
    if cue.manner != "verb" or cue.reading.segmentation.conjunction or cue.relative:
        return False
    return _behind_paper(scene, cue, first) or _opening(scene, cue, first)


def _behind_paper(scene: Scene, cue: Cue, first: int) -> bool:
    """Take the draft or letter before a verb that says what it asks: "مشروع قرار إلى مجلس الأمن يطالب"."""
    analysis = scene.analysis
    inflection = cue.reading.inflection
    if inflection.tense != "present" or inflection.number != "s":
        return False
    for at in range(cue.first - 1, max(first, cue.first - _NEAR) - 1, -1):
        kind = kind_at(analysis, at)
        if kind in ("verb", "and verb", "which", "that", ",", ":"):
            return False
        if analysis.forms[at].norm in _DRAFTS:
            start = at - 1 if at > first and analysis.forms[at - 1].norm in _DRAFTS else at
            end = noun_phrase_end(scene, at, cue.first)
            feminine = analysis.forms[start].norm.endswith(("ه", "وي"))
            hanging = any(analysis.forms[k].norm in PREPOSITIONS for k in range(at + 1, cue.first))
            if feminine != (inflection.gender == "f") or not hanging or end > cue.first:
                return False
            take_paper(analysis, cue, start, at + 1)
            return True
    return False


def _opening(scene: Scene, cue: Cue, first: int) -> bool:
    """Take the phrase at the opening of the clause, if only modifiers stand between it and the verb."""
    analysis = scene.analysis
    start = _start(analysis, cue, first)
    if start is None:
        return False
    head = analysis.forms[start].norm
    if analysis.forms[start].kind != "word" or head in PREPOSITIONS or head in PARTICLES or start in scene.time_end:
        return False
    named = phrase_from(analysis, start, cue.first)
    if named is not None and named[0].start == analysis.starts[start]:
        piece, parties = named
        if not _only_modifiers(analysis, piece.last, cue) or not _goes_with(analysis, cue, parties, start):
            return False
        cue.subject, cue.sources, cue.before = piece, parties, True
        return True
    if head not in PAPERS and not human(analysis, start):
        return False
    end = noun_phrase_end(scene, start, cue.first)
    if end == cue.first or not _only_modifiers(analysis, end, cue) or not _shape(cue, head):
        return False
    if head in PAPERS:
        take_paper(analysis, cue, start, end)
    else:
        become(analysis, cue, start, end)
    cue.before = True
    return True


def _start(analysis: Analysis, cue: Cue, first: int) -> int | None:
    """Where the cue's clause opens: after "إن", "لكن", "وكانت", or with its sentence."""
    for at in range(cue.first - 1, max(first, cue.first - _LONGEST) - 1, -1):
        norm = analysis.forms[at].norm
        if norm in _OPENS_CLAUSE or norm in ("ان", "بان"):
            return at + 1 if at + 1 < cue.first - 1 else None
        if is_complementiser(norm):
            return None
    return first if cue.first - first <= _LONGEST and first < cue.first - 1 else None


def _only_modifiers(analysis: Analysis, at: int, cue: Cue) -> bool:
    """Whether no verb of its own stands between a phrase and the cue: each has its relative before it."""
    free = 0
    for token in range(at, cue.first):
        kind = kind_at(analysis, token)
        if kind in ("which", "and which") or analysis.forms[token].norm in RELATIVES:
            free += 1
        elif kind == "verb" and analysis.forms[token].norm not in ("قد", "كان", "كانت"):
            if token + 1 == cue.first or not free:
                return False
            free -= 1
        elif kind in _NEW_CLAUSE or analysis.forms[token].norm in _JOINS or _joins(analysis, token):
            return False
    return True


def _joins(analysis: Analysis, token: int) -> bool:
    """Whether a comma stands before "and": what follows is no modifier."""
    return analysis.texts[token] in COMMAS and analysis.forms[token + 1].norm[0] == "و"


def _goes_with(analysis: Analysis, cue: Cue, parties: list[int], start: int) -> bool:
    """Whether number and gender of the verb go with the phrase that opens the clause."""
    inflection = cue.reading.inflection
    if len(parties) > 1:
        return inflection.number in ("d", "p")
    named = next(
        (
            analysis.party_mentions[m]
            for m in analysis.mention_at[start]
            if analysis.party_mentions[m].piece.first == start and not analysis.party_mentions[m].nested
        ),
        None,
    )
    shown: Party = analysis.parties[parties[0]]
    number, gender = (named.number, named.gender) if named is not None else (shown.number, shown.gender)
    if shown.kind is EntityKind.PERSON and inflection.number == number == "s":
        return gender == inflection.gender
    if number == "p" and inflection.number == "s":
        return False
    return number == inflection.number and (number != "s" or gender == inflection.gender)


def _shape(cue: Cue, head: str) -> bool:
    """Whether the verb's number and gender go with the form of an unknown head noun."""
    inflection = cue.reading.inflection
    if head.endswith(("ون", "ين")) and len(head) > 5:
        return inflection.number == "p"
    return inflection.number == "s" and (inflection.gender == "f") == is_feminine(head)


def is_feminine(head: str) -> bool:
    """Whether verbs go with a folded noun in the feminine, by its ending or as a broken plural."""
    return head.endswith(("ه", "ات", "وي")) or head.removeprefix("ال") in ("انباء", "نتايج", "تقارير", "وثايق")


def take_paper(analysis: Analysis, cue: Cue, start: int, end: int) -> None:
    """Make a paper the cue's subject."""
    become(analysis, cue, start, end)
    party = analysis.parties[cue.sources[0]]
    head = analysis.forms[start].norm
    if party.by == "rule:clause-subject" and head not in _MEETINGS:
        party.kind = EntityKind.DOCUMENT
    cue.before = True
