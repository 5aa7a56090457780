"""People behind a number or in a bare plural: "17 مدنيا", "المزارعين"."""

from __future__ import annotations

from functools import lru_cache

from khabar.reading.parties.adjectives import take_adjectives
from khabar.reading.parties.lexemes import classes, is_adjective
from khabar.reading.parties.nations import country_at, demonym_of
from khabar.reading.parties.node import Node
from khabar.reading.parties.scan import Scan

_THOUSANDS = {"الف", "الاف", "مليون", "ملايين", "مييه", "مائه", "مايه", "عشر", "عشره", "علي", "الاقل", "من"}


def counted_at(scan: Scan, at: int) -> Node | None:
    """People behind a number: "17 مدنيا", "أربعة آلاف جندي بريطاني"."""
    norm = scan.norms[at]
    number = scan.analysis.forms[at].kind == "number"
    lead = 0
    if not number:
        lead = _number_lead(norm)
        if lead < 0:
            return None
    end = at + 1
    while end < len(scan) and end - at < 5 and _number_goes_on(scan.norms[end]):
        end += 1
    if end >= len(scan) or not scan.word(end):
        return None
    people = scan.norms[end]
    part = scan.body(end) if scan.norms[end - 1] == "من" and end - 1 > at else None
    if part is not None and part.number == "p" and not part.lead and people not in scan.lex.counted:
        return _share(scan, at, lead, part)
    if people not in scan.lex.counted and not _of_nation(people):
        return None
    kind = "armed_group" if people.startswith(("مسلح", "مقاتل", "متمرد", "حوثي")) else "group"
    formed = scan.body(end) if scan.norms[end - 1] == "من" or people in scan.lex.members else None
    if formed is not None and (formed.of is not None or formed.last > end + 1) and not formed.lead:
        inner, kind = formed, formed.kind
    else:
        inner = Node("body", kind, end, end + 1, 0, end, _counted_stem(people), "counted", number="p")
        if people.endswith(("ه", "ات")) or people in {"دول", "فصايل", "احزاب"}:
            inner.gender, inner.number = "f", "s"
        take_adjectives(scan, inner, definite=False)
    category = "body" if people in {"شخص", "شخصا", "اشخاص", "دول", "دوله"} else "member"
    return Node(
        category,
        kind,
        at,
        inner.last,
        lead,
        end,
        " ".join(scan.norms[at : inner.last]),
        "counted",
        number="p",
        of=inner,
        children=[inner] if category == "member" else inner.children,
        country=inner.country,
    )


@lru_cache(maxsize=50_000)
def _number_lead(norm: str) -> int:
    """The letters before a number in words, or -1."""
    return next((n for n in ((0, 1) if norm[0] in "وفبلك" else (0,)) if norm[n:] in _NUMBERS), -1)


def _share(scan: Scan, at: int, lead: int, people: Node) -> Node:
    """A number of people who belong to somebody: "خمسة من جنوده", "ثلاثة من المشتبه بهم"."""
    key = " ".join(scan.norms[at : people.last])
    return Node(
        "member", people.kind, at, people.last, lead, at, key, "counted", number="p", of=people, children=[people]
    )


def _of_nation(word: str) -> bool:
    """Whether a word counts people by their nation: "75 إثيوبيا", "12 كرديا"."""
    found = demonym_of(word)
    counted = word.endswith(("يا", "يين", "يون")) and not word.startswith("ال")
    return found is not None and counted and not found[0].conjunction and country_at([word], 0) is None


def _number_goes_on(norm: str) -> bool:
    """Whether a word is one more of a number: "مائة وخمسين", "أربعة آلاف"."""
    return norm in _THOUSANDS or norm in _NUMBERS or (norm[0] == "و" and norm[1:] in _NUMBERS)


def _counted_stem(word: str) -> str:
    """One key for a counted noun in singular and plural."""
    return word.removesuffix("ين").removesuffix("ا")


_NUMBERS = frozenset(
    [
        "ثلاثه",
        "ثلاث",
        "اربعه",
        "اربع",
        "خمسه",
        "خمس",
        "سته",
        "ست",
        "سبعه",
        "سبع",
        "ثمانيه",
        "ثماني",
        "تسعه",
        "تسع",
        "عشره",
        "عشر",
        "عشرون",
        "عشرين",
        "ثلاثون",
        "ثلاثين",
        "اربعون",
        "اربعين",
        "خمسون",
        "خمسين",
        "ستون",
        "ستين",
        "سبعون",
        "سبعين",
        "مايه",
        "ماييه",
        "مييه",
        "مايتي",
        "الف",
        "الاف",
        "مليون",
        "احد",
        "اثنا",
        "اثني",
        "اثنتا",
        "اثنتي",
        "احدي",
        "تسعون",
        "تسعين",
        "مايتا",
        "مايتين",
        "الفا",
        "الفي",
        "عشرات",
        "ميات",
    ]
)


def plural_at(scan: Scan, at: int) -> Node | None:
    """People by a definite sound plural that no other rule knows: "المزارعين", "المنسحبون"."""
    norm = scan.norms[at]
    if not norm.endswith(("ون", "ين")) or norm.endswith("تين"):
        return None
    lead = next((n for n in (0, 1, 2) if norm[n:].startswith("ال") or (n == 2 and norm.startswith("لل"))), None)
    if lead is None or len(norm) - lead < 7:
        return None
    stem = norm[lead:].removeprefix("ال")[:-2]
    people = stem.startswith("م") or stem[1] == "ا" or (stem.endswith("ي") and len(stem) > 4)
    if (
        not people
        or norm[lead:].removeprefix("ال") in scan.lex.vocabulary
        or "noun" in classes(stem)
        or (is_adjective(stem) and scan.definite(at - 1))
    ):
        return None
    if at and scan.words[at - 1] and scan.definite(at - 1) and not lead:
        return None
    return Node(
        "body",
        "group",
        at,
        at + 1,
        lead,
        at,
        norm[lead:],
        "plural",
        number="p",
        definite=True,
        rank=stem,
    )
