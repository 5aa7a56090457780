"""Contents: where what is attributed begins after its cue, and where it truly ends."""

from __future__ import annotations

from khabar.reading.analysis import Analysis
from khabar.reading.statements.cues import Cue
from khabar.reading.statements.lexicon import FINITE, readings
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

_REACH = 45  # tokens between a verb of saying and what opens its clause
_CLITIC_FRAMES = {"ب", "ل"}
_DETACHED = {"الي", "علي", "عن", "من", "في"}
_VENUE_PREPOSITIONS = {"في", "خلال", "عبر", "عقب", "اثر", "بعد", "قبل", "لدي"}
_STOPS = {".", "!", "?", "؟", "…"}
_RELAYS = {"وفق", "وفقا", "بحسب", "حسب", "حسبما", "نقلا", "طبقا", "استنادا"}
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
    )
)
_SAYING = {"قول", "قوله", "قولها", "قولهم", "تعبير", "تعبيره", "تعبيرها", "تعبيرهم", "وصفه", "وصفها", "حد"}


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
    if "adjacent" in verb.use and not is_complementiser(after):
        return False
    if after in _DETACHED & verb.takes and at + 1 < last and not is_complementiser(analysis.forms[at + 1].norm):
        return _phrase(scene, cue, at, last)
    if verb.takes & {"that"} and _clause(scene, cue, cue.after_subject, last, later):
        return True
    return _phrase(scene, cue, at, last)


def _unnamed(cue: Cue, scene: Scene) -> bool:
    """Whether nobody is there to speak: a noun without an owner, or a passive such as "يذكر أن"."""
    if cue.subject is not None:
        return False
    if cue.manner == "noun":
        return not cue.sources and not (cue.verb_name == "قال" and cue.reading.segmentation.particle == "ب")
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


def set_end(scene: Scene, cue: Cue, last: int, later: list[Cue]) -> None:
    """Fill where the content ends (token after it): the sentence, its quotation, or the next statement."""
    analysis = scene.analysis
    first = cue.content_first
    quote = analysis.quote_of[first]
    if quote < 0 and first + 1 < last and analysis.texts[first] in MARKS:
        quote = analysis.quote_of[first]
    starts = {other.first: other for other in later if other.first > first}
    at = first
    if quote >= 0 and analysis.quotes[quote].first == first and analysis.quotes[quote].closed:
        at = analysis.quotes[quote].last
        if at >= last or _closes(analysis, at, last):
            cue.content_last = min(at, last)
            return
    outer = analysis.quote_of[cue.first]
    while at < last:
        inside = analysis.quote_of[at]
        if inside >= 0 and inside != outer and analysis.quotes[inside].closed and analysis.quotes[inside].first == at:
            at = analysis.quotes[inside].last
            continue
        if inside != outer and outer >= 0:
            break
        if at > first and _ends_here(scene, cue, at, last, starts):
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
    if text in _STOPS and at + 1 >= last:
        return True
    other = starts.get(at)
    if other is not None and other.manner == "participle" and _takes_over(analysis, other):
        return True
    if (
        other is not None
        and other.manner == "verb"
        and other.reading.segmentation.conjunction
        and _same_speaker(scene, cue, other)
    ):
        return True
    apart = at > 0 and analysis.texts[at - 1] in COMMAS
    if norm in _RELAYS and (apart or norm == "حسبما"):
        return True
    if apart and norm in ("وذلك", "فيما", "بينما") and cue.mode != "quote":
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
        return analysis.forms[cue.content_first].norm != norm
    if norm in OPENERS or norm in ("الا", "غير"):
        for k in range(at + 1, min(last, at + 5)):
            ahead = starts.get(k)
            if ahead is not None and ahead.manner in ("verb", "silence") and not ahead.relative:
                return _same_speaker(scene, cue, ahead) or norm in ("كما", "فيما", "بينما")
    return False


def _goes_on(scene: Scene, at: int, last: int) -> bool:
    """Whether a noun phrase goes on after a comma: one more noun joined with "و", a relative clause, an aside."""
    analysis = scene.analysis
    norm = analysis.forms[at].norm
    if norm == "في" and at + 1 < last:
        return analysis.forms[at + 1].norm in ("مقابل", "حال", "المقابل")
    if norm in _ASIDES or (len(norm) > 4 and norm[0] == "م" and norm[-1] == "ا" and norm[1] != "ن"):  # "، ممهدا الطريق"
        return False
    ways = readings(norm, analysis.forms[at].segmentations)
    return not any(way.inflection.tense in FINITE and way.segmentation.conjunction for way in ways)


def _offers(norm: str) -> bool:
    """Whether a word names a plan that can be offered, whatever clitics it wears."""
    return any(norm in (word, "ب" + word, "ال" + word, word + "ا", "بال" + word) for word in _OFFERS)


def _relay_ahead(analysis: Analysis, at: int, last: int, starts: dict[int, Cue]) -> bool:
    if analysis.forms[at].norm == "علي":
        return at + 1 < last and analysis.forms[at + 1].norm in ("ما", "حد")
    return any(k in starts for k in (at + 1, at + 2))


def _takes_over(analysis: Analysis, other: Cue) -> bool:
    """Whether a participle goes on with the speaker rather than with somebody in the content."""
    before = analysis.texts[other.first - 1]
    if before in COMMAS or analysis.forms[other.first - 1].kind == "punct":
        return True
    return other.reading.verb.speech


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
    return not gender or not two.gender or gender == two.gender


def trim(analysis: Analysis, first: int, last: int) -> int:
    """Return the end of a stretch without its trailing commas, stops, spaces and stray joints."""
    while last > first + 1:
        text, form = analysis.texts[last - 1], analysis.forms[last - 1]
        if (
            form.kind == "space"
            or text in COMMAS
            or text in _STOPS
            or text in COLONS
            or form.norm == "و"
            or text == "-"
        ):
            last -= 1
        else:
            break
    return last
