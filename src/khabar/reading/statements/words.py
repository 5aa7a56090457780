"""The closed classes of Arabic that steer where a content begins and ends."""

from __future__ import annotations

from functools import lru_cache

from khabar.arabic import fold
from khabar.reading.quotations import ESCAPED

_PRONOUNS = ("", "ه", "ها", "هم", "هما", "هن", "نا", "ني", "ي", "ك", "كم", "نه")
COMPLEMENTISERS = frozenset(
    {"ا" + "ن" + pronoun for pronoun in _PRONOUNS}
    | {"با" + "ن" + pronoun for pronoun in _PRONOUNS}
    | {"اننا", "انني", "باننا", "بانني", "الا", "بالا"}
)
"""أنّ, إنّ, أن, بأنّ with any pronoun, and ألّا: what opens a reported clause."""
_NEGATED_COMPLEMENTISERS = {"الا", "بالا"}

SELVES = frozenset({"نفسه", "نفسها", "انفسهم", "نفساهما", "ذاته", "ذاتها", "عينه", "عينها"})
"""What takes up the word before it ("المصدر نفسه", "في الوقت ذاته"): no content opens with it."""

OBJECT_PRONOUNS = frozenset({"اياه", "اياها", "اياهم", "اياهما", "اياهن", "ايانا"})
"""A pronoun as an object of its own ("متهما إياه"): the content follows it."""

RELATIVES = frozenset(
    fold(word)
    for word in (
        "الذي",
        "التي",
        "الذين",
        "اللذين",
        "اللذان",
        "اللتين",
        "اللتان",
        "اللواتي",
        "اللاتي",
        "والذي",
        "والتي",
        "والذين",
    )
)
PREPOSITIONS = frozenset(
    fold(word)
    for word in (
        "في",
        "من",
        "إلى",
        "على",
        "عن",
        "مع",
        "بين",
        "حول",
        "بعد",
        "قبل",
        "خلال",
        "منذ",
        "حتى",
        "ضد",
        "تحت",
        "أمام",
        "لدى",
        "عند",
        "وسط",
        "ضمن",
        "عبر",
        "بشأن",
        "إزاء",
        "حيال",
        "إثر",
        "عقب",
        "نحو",
        "دون",
        "بدون",
        "رغم",
        "فوق",
        "أثناء",
        "لدي",
        "غداة",
        "عشية",
        "بمناسبة",
        "بحضور",
    )
)
NEGATIONS = frozenset({"لم", "لا", "لن", "ولم", "ولا", "ولن", "فلم", "فلن", "فلا", "غير", "دون", "ليس"})
PARTICLES = frozenset(
    {
        "علنا",
        "رسميا",
        "صراحه",
        "مرارا",
        "بوضوح",
        "بشده",
        "اخيرا",
        "بالمقابل",
        "سابقا",
        "فيه",
        "فيها",
        "خلالها",
        "خلاله",
        "مباشره",
        "عليه",
        "عليها",
        "عليهم",
        "عنه",
        "عنها",
        "اليه",
        "اليها",
        "به",
        "بها",
        "منها",
    }
) | frozenset({"قد", "لقد", "وقد", "فقد", "سوف", "ايضا", "كذلك", "مجددا", "امس", "اليوم"})
"""Words that may stand between a verb and its subject or its object without being either."""
SUBORDINATORS = frozenset(
    fold(word)
    for word in (
        "فيما",
        "بينما",
        "حيث",
        "إذ",
        "لكن",
        "ولكن",
        "لكنه",
        "لكنها",
        "لكنهم",
        "إلا",
        "غير",
        "كما",
        "وذلك",
        "عندما",
        "بعدما",
        "في",
        "مما",
        "ما",
        "بل",
        "حين",
        "فقد",
        "وقد",
        "وكان",
        "وكانت",
    )
)
OPENERS = frozenset({"دون", "بدون"}) | frozenset(
    {"كما", "فيما", "بينما", "لكن", "ولكن", "لكنه", "لكنها", "لكنهم", "ولكنه", "ولكنها", "حيث"}
)
"""What may stand before a coordinated cue and goes with it, not with the content before."""
COMMAS = frozenset({"،", ",", "؛", ";"})
MARKS = frozenset({'"', "«", "»", "“", "”", "„", "‹", "›", "''"}) | ESCAPED
COLONS = frozenset({":", "："})
DEMONSTRATIVES = frozenset({"هذا", "هذه", "ذلك", "تلك", "هولاء", "اي"})
HONOURS = frozenset(
    fold(word)
    for word in (
        "معاليه", "معاليها", "سموه", "سموها", "فخامته", "فخامتها", "سيادته", "سيادتها", "جلالته", "جلالتها", "دولته", "دولتها",
        "فضيلته", "سماحته", "سعادته", "سعادتها", "غبطته", "قداسته", "نيافته",
    )
)  # fmt: skip
"""Forms of address that mean whoever spoke last: "وقال معاليه إن", "مؤكدا سموه أن"."""
VENUES = frozenset(
    fold(word)
    for word in (
        "بيان",
        "البيان",
        "بيانه",
        "بيانها",
        "تصريح",
        "تصريحات",
        "مقابلة",
        "حوار",
        "حديث",
        "حديثه",
        "كلمة",
        "كلمته",
        "خطاب",
        "خطابه",
        "مؤتمر",
        "المؤتمر",
        "لقاء",
        "لقائه",
        "ختام",
        "جلسة",
        "رسالة",
        "رسالته",
        "تقرير",
        "تقريره",
        "كلمتها",
        "وقت",
        "اتصال",
        "تغريدة",
        "افتتاح",
        "تعليق",
        "تعليقه",
        "معرض",
        "السياق",
        "الإطار",
        "الشأن",
        "هذا",
    )
)
"""What a speaker speaks in: "في بيان", "في مؤتمر صحفي"."""
_HEARERS = frozenset(
    fold(word)
    for word in (
        "فرانس",
        "رويترز",
        "أسوشيتد",
        "وكالة",
        "وكالات",
        "قناة",
        "صحيفة",
        "صحف",
        "إذاعة",
        "تلفزيون",
        "موقع",
        "مجلة",
        "بي",
        "سي",
        "الصحافيين",
        "الصحفيين",
        "صحافيين",
        "صحفيين",
        "الجزيرة",
        "العربية",
        "الأناضول",
        "وسائل",
        "وكالتنا",
        "مراسلنا",
        "مراسلتنا",
        "صحيفتنا",
        "جريدتنا",
        "موقعنا",
        "قناتنا",
        "إذاعتنا",
        "المراسلين",
        "التلفزيون",
    )
)


def to_hearers(norm: str) -> bool:
    """Whether a folded word says to whom something was told: "لرويترز", "للصحافيين"."""
    return norm in ("ل", "لـ") or (
        norm[:1] == "ل" and (norm[1:] in _HEARERS or (norm[:2] == "لل" and "ال" + norm[2:] in _HEARERS))
    )


@lru_cache(maxsize=100_000)
def is_complementiser(norm: str) -> bool:
    """Whether a folded word opens a reported clause; a conjunction before it is not allowed."""
    return norm in COMPLEMENTISERS and norm not in _NEGATED_COMPLEMENTISERS
