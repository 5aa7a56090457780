"""Contents: where what is attributed begins after its cue (`khabar.reading.statements.endings` tells where it ends)."""

from __future__ import annotations

from khabar.reading.analysis import Analysis
from khabar.reading.statements.cues import Cue
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.sources import skip_light
from khabar.reading.statements.words import (
    COLONS,
    COMMAS,
    DEMONSTRATIVES,
    MARKS,
    OPENERS,
    PREPOSITIONS,
    RELATIVES,
    VENUES,
    is_complementiser,
)
from khabar.record import Act

_REACH = 45  # tokens between a verb of saying and what opens its clause
_CLITIC_FRAMES = {"ب", "ل"}
_DETACHED = {"الي", "علي", "عن", "من", "في"}
_VENUE_PREPOSITIONS = {"في", "خلال", "عبر", "عقب", "اثر", "بعد", "قبل", "لدي"}
_STOPS = {".", "!", "?", "؟", "…"}
_OFFERS = (
    "عرض",
    "مبادره",
    "اقتراح",
    "مقترح",
    "خطه",
    "هدنه",
    "وساطه",
    "مطالب",
    "طلب",
    "مشروع",
    "مبادرات",
    "مقترحات",
    "تسويه",
    "صفقه",
    "تمديد",
    "وقف",
    "تقديم",
    "ارسال",
    "مساعده",
    "مساعدته",
    "مساعدتها",
    "استضافه",
    "توسط",
    "شروط",
    "ورقه",
)


def find_content(scene: Scene, cue: Cue, last: int, later: list[Cue]) -> bool:
    """Fill where the cue's content begins and how it is introduced; False where nothing reported follows."""
    analysis, verb = scene.analysis, cue.reading.verb
    if _unnamed(cue, scene):
        return False
    at = skip_adjuncts(scene, cue.after_subject, last)
    if at >= last:
        return False
    after = analysis.forms[at].norm
    if cue.subject is None and after in ("عنه", "عنها", "عنهم"):  # "the truce announced yesterday": nobody is named
        return False
    if cue.subject is None and _bare_passive(scene, cue):
        return False
    if "adjacent" in verb.use and not is_complementiser(after):
        return False
    if after in _DETACHED & verb.takes and at + 1 < last and not is_complementiser(analysis.forms[at + 1].norm):
        return _phrase(scene, cue, at, last)
    if verb.takes & {"that"} and _clause(scene, cue, cue.after_subject, last, later):
        return True
    return _phrase(scene, cue, at, last)


def _bare_passive(scene: Scene, cue: Cue) -> bool:
    """Whether "أعلن" or "كشف" stands alone in its clause: with no speaker before or after, it is a passive."""
    verb, inflection = cue.reading.verb, cue.reading.inflection
    if cue.manner != "verb" or verb.act is not Act.ANNOUNCE or "object" not in verb.takes or inflection.tense != "past":
        return False
    if inflection.gender != "m" or inflection.number != "s" or cue.reading.segmentation.conjunction:
        return False
    before = scene.analysis.forms[cue.first - 1].norm if cue.first else ""
    return before not in ("كما", "قد", "فقد", "وقد", "ثم", "حيث", "و", "لكنه", "انه")


def _unnamed(cue: Cue, scene: Scene) -> bool:
    """Whether nobody is there to speak: a noun without an owner, or a passive such as "يذكر أن"."""
    if cue.subject is not None:
        return False
    if cue.manner == "noun":
        return not (cue.sources or cue.reading.segmentation.pronoun) and not (
            cue.verb_name == "قال" and cue.reading.segmentation.particle == "ب"
        )
    inflection, verb = cue.reading.inflection, cue.reading.verb
    if (
        "impersonal" not in verb.use
        or inflection.tense != "present"
        or inflection.gender == "f"
        or inflection.number != "s"
    ):
        return False
    return cue.manner == "verb" and (not cue.reading.segmentation.conjunction or cue.first in scene.sentence_starts)


def skip_adjuncts(scene: Scene, at: int, last: int) -> int:
    """Pass over commas, times, adverbs and venues ("في بيان", "خلال مؤتمر صحفي") after a subject."""
    analysis = scene.analysis
    while at < last:
        start = at
        at = skip_light(scene, at, last)
        while at < last and (analysis.texts[at] in COMMAS or _closing(analysis, at)):
            at += 1
        norm = analysis.forms[at].norm if at < last else ""
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


def _clause(scene: Scene, cue: Cue, at: int, last: int, later: list[Cue]) -> bool:
    """Find what opens a reported clause: a complementiser, a colon or a quotation."""
    analysis = scene.analysis
    verb = cue.reading.verb
    narrow = verb.strict or "object" in verb.takes or cue.manner == "noun"
    limit = min(last, at + (14 if narrow else _REACH))
    if cue.manner == "noun" or (verb.strict and "object" not in verb.takes):
        limit = min(limit, skip_adjuncts(scene, at, last) + 2)
    stops = {other.first: other for other in later}
    near = skip_adjuncts(scene, at, last)
    while at < limit:
        text, norm = analysis.texts[at], analysis.forms[at].norm
        if is_complementiser(norm):
            cue.mode, cue.content_first = "that", at + 1
            if at + 1 < last and analysis.texts[at + 1] in COLONS:
                cue.content_first = at + 2
            return cue.content_first < last
        if text in COLONS:
            cue.mode, cue.content_first = "colon", at + 1
            return at + 1 < last
        if text in MARKS and _opens(scene, at) and not _names(scene, at):
            cue.mode, cue.content_first = "quote", at
            return analysis.quotes[analysis.quote_of[at]].last - at > 3
        if narrow and at >= near and not _bracketed(analysis, at) and "object" in verb.takes:
            return False
        other = stops.get(at)
        if other is not None and not other.relative and other.manner == "verb":
            return False
        at += 1
    return False


def _opens(scene: Scene, at: int) -> bool:
    """Whether a quotation mark opens a quotation."""
    quote = scene.analysis.quote_at(at)
    return quote is not None and quote.first == at


def _names(scene: Scene, at: int) -> bool:
    """Whether a quotation only marks a name: short, and a party or place or after a word such as قناة."""
    analysis = scene.analysis
    quote = analysis.quotes[analysis.quote_of[at]]
    words = [i for i in range(quote.first, quote.last) if analysis.forms[i].kind not in ("punct", "space")]
    if not words or len(words) > 3:
        return False
    inside = words[0]
    if inside in analysis.mention_at or inside in scene.place_end:
        return True
    following = quote.last
    while following < len(analysis) and analysis.texts[following] in COMMAS:
        following += 1
    return following < len(analysis) and (
        is_complementiser(analysis.forms[following].norm) or analysis.texts[following] in COLONS
    )


def _bracketed(analysis: Analysis, at: int) -> bool:
    """Whether a token may still belong to the subject phrase: a comma, a name, a bracket."""
    return analysis.texts[at] in COMMAS or analysis.forms[at].kind in ("punct", "latin") or at in analysis.mention_at


def _phrase(scene: Scene, cue: Cue, at: int, last: int) -> bool:
    """Find a noun phrase or a prepositional phrase that the verb takes."""
    analysis = scene.analysis
    verb = cue.reading.verb
    if "offer" in verb.use and not any(_offers(norm) for norm in analysis.norms(at, min(last, at + 3))):
        return False
    pronoun = cue.reading.segmentation.pronoun if cue.manner != "noun" else ""
    frames = verb.takes - {"that", "object"}
    reach = at + (1 if verb.strict else 9)
    for j in range(at, min(last, reach)):
        form = analysis.forms[j]
        if form.norm in _DETACHED & frames:
            cue.mode, cue.content_first = "phrase", j + 1
            if form.norm == "عن" and j + 1 < last and is_complementiser(analysis.forms[j + 1].norm):
                cue.content_first = j + 2
            elif j + 1 < last and is_complementiser(analysis.forms[j + 1].norm):
                cue.mode, cue.content_first = "that", j + 2
            return cue.content_first < last
        clitic = form.norm[0]
        if clitic in _CLITIC_FRAMES & frames and len(form.norm) > 2 and form.kind == "word":
            if is_complementiser(form.norm):
                cue.mode, cue.content_first = "that", j + 1
                return j + 1 < last
            cue.mode, cue.content_first = "phrase", j
            return True
        if analysis.forms[j].norm in RELATIVES or analysis.texts[j] in _STOPS:
            break
        if (
            "object" in verb.takes
            and form.kind == "word"
            and form.norm not in PREPOSITIONS
            and not is_complementiser(form.norm)
        ):
            break
    if "object" not in verb.takes:
        return False
    form = analysis.forms[at]
    if form.kind == "punct" and analysis.texts[at] not in MARKS:
        return False
    if form.norm in PREPOSITIONS or form.norm in RELATIVES or form.norm in OPENERS:
        return bool(pronoun) and form.norm in PREPOSITIONS and _object(cue, at)
    if cue.manner == "noun" and verb.act not in ("reject", "demand", "accuse", "announce", "say", "deny"):
        return False
    if "blame" in verb.use and not any(
        n.startswith(("مسوولي", "المسوولي")) for n in analysis.norms(at, min(last, at + 10))
    ):
        return False
    if verb.strict and cue.subject is None and form.norm not in DEMONSTRATIVES:
        return False
    return _object(cue, at)


def _object(cue: Cue, at: int) -> bool:
    cue.mode, cue.content_first = "phrase", at
    return True


def _offers(norm: str) -> bool:
    """Whether a word names a plan that can be offered, whatever clitics it wears."""
    return any(norm in (word, "ب" + word, "ال" + word, word + "ا", "بال" + word) for word in _OFFERS)
