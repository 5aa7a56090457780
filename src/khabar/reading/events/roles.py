"""Which place in the sentence fills which role, and the small words that arguments are read by."""

from __future__ import annotations

from typing import NamedTuple

REACH = 22  # words after an event word in which its arguments can stand

ACTOR, RECIPIENT, NOBODY = "actor", "recipient", ""


class Roles(NamedTuple):
    """Which role each place in the sentence fills; prepositions fall back to `_COMMON`."""

    subject: str = ACTOR
    object: str = RECIPIENT
    possessor: str = ACTOR
    nationality: str = ACTOR
    prepositions: tuple[tuple[str, str], ...] = ()
    shared: bool = False  # one found party is not enough: the teller's subject takes part

    def of(self, preposition: str) -> str:
        """The role of what a preposition brings."""
        for known, role in self.prepositions:
            if known == preposition:
                return role
        return _COMMON.get(preposition, NOBODY)


_COMMON = {"ضد": RECIPIENT, "بحق": RECIPIENT, "قبل": ACTOR, "جانب": ACTOR, "يد": ACTOR, "ايدي": ACTOR, "بين": ACTOR}
_AGAINST = (("علي", RECIPIENT), ("مع", ACTOR), ("الي", NOBODY))
_WITH = (("مع", ACTOR), ("بين", ACTOR), ("ب", ACTOR))

ROLES: dict[str, Roles] = {
    "strike": Roles(prepositions=(("علي", RECIPIENT),)),
    "fight": Roles(object=RECIPIENT, prepositions=(("مع", ACTOR), ("علي", RECIPIENT))),
    "kill": Roles(possessor=RECIPIENT, nationality=RECIPIENT, prepositions=(("برصاص", ACTOR), ("علي", RECIPIENT))),
    "take": Roles(object=NOBODY, prepositions=(("من", RECIPIENT),)),
    "expel": Roles(possessor=RECIPIENT),
    "held": Roles(possessor=NOBODY, nationality=NOBODY, prepositions=(("لدي", ACTOR),)),
    "block": Roles(object=NOBODY),
    "topple": Roles(prepositions=(("ب", RECIPIENT), ("علي", RECIPIENT))),
    "meet": Roles(object=ACTOR, prepositions=_WITH, shared=True),
    "visit": Roles(object=NOBODY),
    "host": Roles(object=ACTOR),
    "vote": Roles(object=NOBODY),
    "arrive": Roles(object=NOBODY),
    "inform": Roles(prepositions=(("امام", RECIPIENT), ("الي", RECIPIENT), ("ل", RECIPIENT))),
    "agree": Roles(object=NOBODY, prepositions=(("مع", ACTOR), ("بين", ACTOR)), shared=True),
    "act": Roles(object=NOBODY),
    "give": Roles(prepositions=(("ل", RECIPIENT), ("الي", RECIPIENT), ("عن", RECIPIENT))),
    "free": Roles(possessor=RECIPIENT, prepositions=(("عن", RECIPIENT),)),
    "impose": Roles(prepositions=(("علي", RECIPIENT), ("ضد", RECIPIENT), ("ل", RECIPIENT))),
    "try": Roles(possessor=RECIPIENT, prepositions=(("علي", RECIPIENT), ("ل", RECIPIENT))),
    "refuse": Roles(object=NOBODY),
    "truce": Roles(prepositions=(("مع", ACTOR),)),
    "protest": Roles(prepositions=(("علي", RECIPIENT), ("امام", NOBODY))),
}

STOPS = frozenset(".؛!؟\n:")
CLAUSE = frozenset(
    {
        "ان",
        "بان",
        "انه",
        "انها",
        "انهم",
        "بينما",
        "فيما",
        "حيث",
        "الا",
        "لكن",
        "وفق",
        "وفقا",
        "بحسب",
        "حسب",
        "حسبما",
        "وحسب",
        "وبحسب",
        "ووفق",
        "ووفقا",
        "مما",
        "بعدما",
        "عندما",
        "كما",
        "وان",
        "اذا",
        "مشيرا",
        "موضحا",
        "مضيفا",
        "مؤكدا",
    }
)
RELATIVES = frozenset({"الذي", "التي", "الذين", "اللذين", "اللتين", "اللذان", "اللتان"})
PREPOSITIONS = frozenset(
    {
        "في",
        "من",
        "الي",
        "علي",
        "عن",
        "مع",
        "بين",
        "لدي",
        "ضد",
        "حول",
        "عبر",
        "دون",
        "بعد",
        "قبل",
        "امام",
        "بحق",
        "برصاص",
        "جانب",
        "يد",
        "ايدي",
        "خلال",
        "منذ",
        "نحو",
        "بشان",
        "حتي",
        "تحت",
        "عند",
        "قرب",
        "داخل",
        "باتجاه",
        "جراء",
        "عقب",
        "اثر",
        "وسط",
        "حيال",
        "ازاء",
        "تجاه",
        "مقابل",
        "بهدف",
        "بسبب",
        "لصالح",
        "برعايه",
        "بوساطه",
    }
)
DETERMINERS = frozenset(
    {
        "تلك",
        "هذه",
        "هذا",
        "ذلك",
        "بعض",
        "كل",
        "جميع",
        "عدد",
        "العديد",
        "عدة",
        "كافه",
        "احد",
        "احدي",
        "بقيه",
        "باقي",
        "كلا",
        "كلتا",
        "مختلف",
    }
)
SAYING_OF = frozenset({"انه", "انها", "انهم", "بانه", "بانها", "بانهم", "وانه", "وانها", "وانهم"})
COUNTING = frozenset(
    {
        "ما",
        "لا",
        "يقل",
        "عن",
        "اكثر",
        "من",
        "نحو",
        "حوالي",
        "زهاء",
        "قرابه",
        "عشرات",
        "مئات",
        "ميات",
        "الاف",
        "ربع",
        "نصف",
        "مليون",
    }
)
BETWEEN_THEM = frozenset({"بينه", "بينها", "بينهم", "بينهما"})
HEDGES = frozenset({"اكثر", "يقل", "يزيد", "ازيد", "اقل", "نحو", "حوالي", "قرابه", "زهاء"})
FILLERS = frozenset(
    {
        "قد",
        "كان",
        "كانت",
        "وكان",
        "وكانت",
        "كانوا",
        "وقد",
        "لا",
        "لم",
        "لن",
        "ما",
        "زالت",
        "زال",
        "تزال",
        "يزال",
        "ايضا",
        "كذلك",
        "حاليا",
        "لقد",
        "سوف",
        "امس",
        "اليوم",
    }
)
GENTLE = frozenset({"،", ",", "(", ")", "«", "»", '"', "“", "”", "-", "–"})
OBJECTIVE = frozenset(
    {"مهاجمه", "استهداف", "محاربه", "ضرب", "تفجير", "غزو", "اقتحام", "اجتياح", "تدمير", "نسف", "احراق"}
)
WHITHER = frozenset({"زياره", "مغادره", "اخلاء", "وصول"})
DONE_BY_SUBJECT = frozenset({"act", "give", "refuse", "visit", "expel", "arrive", "free", "protest"})
