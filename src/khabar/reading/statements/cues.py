"""Cues: the words that may introduce a statement, and how each is meant where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from khabar.reading.analysis import Analysis, Piece
from khabar.reading.statements.lexicon import FINITE, Reading, readings
from khabar.reading.statements.words import (
    COMMAS,
    MARKS,
    NEGATIONS,
    OBJECT_PRONOUNS,
    PREPOSITIONS,
    RELATIVES,
    is_complementiser,
)
from khabar.record import Act, ChainRole

Manner = Literal["verb", "participle", "noun", "relay", "headline", "silence"]
_NOUN_BEFORE = PREPOSITIONS | {
    "بسبب",
    "نتيجه",
    "رغم",
    "عدم",
    "مع",
    "اعلن",
    "اعلنت",
    "اكد",
    "اكدت",
    "جاء",
    "وجاء",
    "ياتي",
    "وياتي",
    "وبعد",
    "ومع",
    "ورغم",
}
_EMPHASIS = {"إن", "إنّ", "وإن"}
"""What only a noun can follow, where its hamza is written ("قال إن رفض الحركة …")."""
_NAMES = {"اسمه", "اسمها", "اسماءهم", "اسمايهم", "هويته", "هويتها", "هويتهم", "هوياتهم", "تسميته", "تسميتها"}
_TELLING = {"الكشف", "كشف", "ذكر", "نشر", "الافصاح", "التصريح", "تسميته", "تسميتها", "اعطاء"}
_WITHHOLDING = {"طلب", "طالب", "رفض", "اشترط"}
_KEEPS_BACK = ("طلب", "رفض", "فضل", "اشترط", "يرفض", "ترفض", "يطلب", "طالب")
_BEFORE_JUSSIVE = {"لم", "ولم", "فلم", "لا", "ولا"}
_SUPPOSING = {"حال", "حاله", "اذا", "لو", "لولا"}
_AUXILIARIES = {"كان", "كانت", "كانوا", "كانا", "وكان", "وكانت", "وكانوا"}
_BEFORE_ITS_VERB = _AUXILIARIES | {"قد", "لم", "لا", "سبق", "ان"}


@dataclass(slots=True)
class Cue:
    """A possible cue: tokens first ≤ i < last; `at` is the word that inflects and `reading` how it is understood.

    subject: the phrase that names its source; sources: party indexes; content: tokens of the content, filled later.
    before: whether the subject stands before the verb. mode: how the content was introduced; chance: how
    probable it is that it begins there.
    """

    first: int
    last: int
    at: int
    manner: Manner
    reading: Reading
    negated: bool = False
    relative: bool = False
    subject: Piece | None = None
    sources: list[int] = field(default_factory=list)
    before: bool = False
    after_subject: int = 0
    content_first: int = -1
    content_last: int = -1
    lead: int = 0
    mode: str = ""
    chain: list[tuple[int, ChainRole]] = field(default_factory=list)
    implied: bool = False
    chance: float = 0.0

    @property
    def form(self) -> str:
        """The folded word itself, with the clitics it wears but a conjunction."""
        way = self.reading.segmentation
        article = "ال" if way.article else ""
        return f"{way.particle}{article}{way.core}{way.pronoun}"

    @property
    def verb_name(self) -> str:
        """The cited form of the verb."""
        return self.reading.verb.name


def word_before(analysis: Analysis, token: int, first: int) -> str:
    """Return the folded word before a token, or "" at the start of its sentence."""
    return analysis.forms[token - 1].norm if token > first else ""


def find_cues(analysis: Analysis, first: int, last: int) -> list[Cue]:
    """Return the possible verbal and nominal cues of a sentence (tokens first ≤ i < last), in text order."""
    found: list[Cue] = []
    for token in range(first, last):
        form = analysis.forms[token]
        if form.kind != "word" or len(form.norm) < 2:
            continue
        ways = readings(form.norm, form.segmentations)
        if not ways:
            continue
        cue = _choose(analysis, token, first, ways)
        if cue is not None:
            found.append(cue)
    return found


def _choose(analysis: Analysis, token: int, first: int, ways: tuple[Reading, ...]) -> Cue | None:
    """Pick the reading that fits the place: a noun after a preposition, an adverbial participle, else a verb."""
    norm = analysis.forms[token].norm
    before = word_before(analysis, token, first)
    conjoined = norm[0] in "وف" and bool(ways[0].segmentation.conjunction)
    noun_place = (
        before in _NOUN_BEFORE or (token > first and analysis.texts[token - 1] in _EMPHASIS)
    ) and not conjoined
    if _everyday(analysis, token, before):
        return None
    marked = analysis.texts[token][-1] == "ة"  # no verb ends so: "قضية", "إشارة"
    finite = [] if marked else [way for way in ways if way.inflection.tense in FINITE]
    nouns = [way for way in ways if way.inflection.tense == "masdar"]
    participles = [way for way in ways if way.inflection.tense == "participle"]
    whom = before == "من" and not nouns and not participles and _of_whom(analysis, token)
    if noun_place and not nouns and not whom and before not in ("بعد", "وبعد", "حتي", "منذ"):
        return None
    if finite and nouns and finite[0].segmentation.pronoun and _own_noun(analysis, token):
        return Cue(token, token + 1, token, "noun", nouns[0])
    if finite and not (nouns and noun_place) and (whom or before not in PREPOSITIONS - {"حتي", "منذ", "بعد"}):
        reading = finite[0]
        if reading.verb.name in _WITHHOLDING and withholds_name(analysis, token):
            return None
        negated = before in NEGATIONS
        if reading.segmentation.core in reading.verb.clipped and before not in _BEFORE_JUSSIVE:
            return None
        if _unreal(before, reading) or first_person(analysis.texts[token], reading):
            return None
        return Cue(
            token, token + 1, token, "verb", reading, negated=negated, relative=_in_relative(analysis, token, first)
        )
    if participles and (
        norm.endswith("ا") or (norm.endswith(("ين", "ه")) and _adverbial(analysis, token, first, participles[0]))
    ):
        return Cue(token, token + 1, token, "participle", participles[0])
    if nouns and (noun_place or not finite):
        if nouns[0].segmentation.article and token in analysis.mention_at:
            return None  # "المعارضة", "التحذير": a party's own name
        return Cue(token, token + 1, token, "noun", nouns[0])
    return None


def _everyday(analysis: Analysis, token: int, before: str) -> bool:
    """Whether a word stands here in an everyday sense that looks like a cue: "وقبل ذلك", "علما بأن", "ألف طالب"."""
    norm = analysis.forms[token].norm
    after = analysis.forms[token + 1].norm if token + 1 < len(analysis) else ""
    if norm == "قبل":  # "before", far more often than "accepted"
        return before not in ("ان", "قد", "الذي") and not _accepts(analysis, token, before)
    if norm in ("وقبل", "فقبل"):
        return token + 1 not in analysis.mention_at
    if norm in ("يعد", "تعد", "ويعد", "وتعد"):  # "is considered", unless something is promised
        return not (after[:1] == "ب" and token + 1 not in analysis.mention_at) and not is_complementiser(after)
    if norm in ("ذكره", "ذكرها"):  # "ومن الجدير ذكره أن"
        return before.endswith(("جدير", "يجدر"))
    if norm in ("مقرا", "مقره"):  # "a seat"
        return after[:1] != "ب"
    if norm in ("طالب", "طالبا"):
        return before in _THOUSANDS or (token > 0 and analysis.forms[token - 1].kind == "number")
    if norm == "مقترحا":  # "a proposal"
        return after[:1] in {"ب", "ل"} or after in ("من", "جديدا", "اخر")
    return norm == "علما"


_OFFERED = {"دعوه", "عرض", "استقاله", "مبادره", "مقترح", "اقتراح", "شروط", "وساطه", "هدنه", "اعتذار", "الدعوه", "العرض"}


def _accepts(analysis: Analysis, token: int, before: str) -> bool:
    """Whether "قبل" is "accepted": "أن الوزير قبل دعوة لزيارة", "كما قبل الوزير عرضا"; not "وصل قبل عرض الخطة"."""
    after = analysis.forms[token + 1].norm if token + 1 < len(analysis) else ""
    if before == "كما":
        return token + 1 in analysis.mention_at
    if after.removesuffix("ا") not in _OFFERED:
        return False
    pieces = [analysis.party_mentions[index].piece for index in analysis.mention_at.get(token - 1, ())]
    return any(piece.first and is_complementiser(analysis.forms[piece.first - 1].norm) for piece in pieces)


_THOUSANDS = {"الف", "مليون", "مئه", "مايه", "الاف"}


def withholds_name(analysis: Analysis, token: int) -> bool:
    """Whether it is only "طلب عدم نشر اسمه", "رفض الكشف عن هويته": who speaks, not what is said."""
    if not analysis.forms[token].norm.startswith(_KEEPS_BACK):
        return False
    ahead = analysis.norms(token + 1, min(len(analysis), token + 6))
    if not ahead or (ahead[0] not in {"عدم", "الا"} and ahead[0] not in _TELLING):
        return False
    return any(word in _NAMES for word in ahead)


def _of_whom(analysis: Analysis, token: int) -> bool:
    """Whether "من" before a verb is "who": "من قالت إنه", "من وصفهم بـ"."""
    way = analysis.forms[token]
    after = analysis.forms[token + 1].norm if token + 1 < len(analysis) else ""
    return is_complementiser(after) or way.norm.endswith(("هم", "ه", "ها")) or analysis.texts[token + 1] in MARKS


def _own_noun(analysis: Analysis, token: int) -> bool:
    """Whether "رفضه" is "his refusal (of something)": a noun follows that is no party; "رفضه الحزب" is a verb."""
    following = token + 1
    if following >= len(analysis) or following in analysis.mention_at:
        return False
    form = analysis.forms[following]
    return form.kind == "word" or analysis.texts[following] in MARKS


def first_person(text: str, reading: Reading) -> bool:
    """Whether the hamza shows a first person ("آمل", "أعتقد", beside the past "اعتقد")."""
    bare = text.lstrip("وف") if reading.segmentation.conjunction else text
    return bare[:1] == "آ" or (bare[:1] == "أ" and reading.verb.name[0] != "أ")


def _unreal(before: str, reading: Reading) -> bool:
    """Whether the saying is only wished, supposed or denied ("أن يعلن", "في حال رفض", "لم تعلن")."""
    if before in _SUPPOSING:
        return True
    if before in ("ان", "كي", "لكي", "حتي", "قد", "سوف") and reading.inflection.tense == "present":
        return True
    return before in NEGATIONS and reading.verb.act is not Act.ACCEPT and reading.verb.name not in _TELLING_DENIED


_TELLING_DENIED = {"استبعد"}
"""Verbs that tell something also when they are denied: "لم يستبعد وقوع هجمات"."""


def _loose(analysis: Analysis, token: int, first: int) -> bool:
    """Whether a word stands apart from what precedes it: after a comma, a quotation or at the start."""
    if token <= first:
        return True
    before = analysis.texts[token - 1]
    return before in COMMAS or analysis.forms[token - 1].kind == "punct" or analysis.forms[token].norm[0] == "و"


def _adverbial(analysis: Analysis, token: int, first: int, reading: Reading) -> bool:
    """Whether a participle that could be a noun is not one: it stands apart, or its clause or object pronoun follows."""
    if _loose(analysis, token, first):
        return True
    after = analysis.norms(token + 1, min(len(analysis), token + 3))
    if not after or word_before(analysis, token, first) in _AUXILIARIES:
        return False
    takes = reading.verb.takes if analysis.forms[token].norm[-1] == "ن" and reading.verb.name != "اتهم" else ()
    if after[0] in takes or ("ب" in takes and after[0][0] == "ب" and len(after[0]) > 3):
        return True
    return (
        is_complementiser(after[0])
        or after[0] in OBJECT_PRONOUNS
        or (after[0] in _LINKS and is_complementiser(after[-1]))
    )


_LINKS = {"الي", "علي", "من", "في"}


def _in_relative(analysis: Analysis, token: int, first: int) -> bool:
    """Whether the verb opens a relative clause ("الذي قال", "وصفها التي")."""
    return relative_before(analysis, token, first) is not None


_RESUMED = {"الذي": "ه", "التي": "ها", "الذين": "هم"}


def of_antecedent(analysis: Analysis, cue: Cue, relative: int) -> bool:
    """Whether the noun before a relative is whom its verb speaks of, not who speaks.

    "الحليف الذي وصفه بالقوي" by the pronoun, "المطلوبين الذين تقول إنهم …" by the number of the verb.
    """
    which = analysis.forms[relative].norm.removeprefix("و")
    pronoun = cue.reading.segmentation.pronoun
    if which == "الذين" and cue.reading.inflection.number != "p":
        return True
    return bool(pronoun) and _RESUMED.get(which) == pronoun


def relative_before(analysis: Analysis, token: int, first: int) -> int | None:
    """Return where the relative stands that a verb follows, with nothing but light words between; None if none does."""
    at = token - 1
    while at >= first and analysis.forms[at].norm in _BEFORE_ITS_VERB:
        at -= 1
    return at if at >= first and analysis.forms[at].norm in RELATIVES else None
