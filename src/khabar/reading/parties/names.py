"""Personal names by form: where one begins, and where it ends.

A name begins with a known given name, or after a title with any word that is no everyday word. It goes on over
known names, particles ("بن", "أبو", "آل"), words with an article that are no adjectives ("الجبير"), and unknown
words, until an everyday word, a verb, a preposition or a mark.
"""

from __future__ import annotations

from functools import lru_cache

from khabar.reading.parties.behind_names import is_circumstance, is_upon, speaking_for
from khabar.reading.parties.family_names import family_by_place, third_by_place
from khabar.reading.parties.initials import letters_end
from khabar.reading.parties.lexemes import classes, is_listed, is_verbal, lexemes
from khabar.reading.parties.nations import demonym_of
from khabar.reading.parties.scan import PREPOSED, Scan

_MOST = 6
_SECOND_NAMES = {
    "خان",
    "جان",
    "شاه",
    "باشا",
    "اغا",
    "بيك",
    "جول",
    "زاده",
}  # "مسلم خان", behind words that are no names alone
_ORDINALS = {"الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس"}
PREFIXES = tuple(prefix for prefix in PREPOSED if prefix != "فال")
JOINED = {
    "عبد",
    "ابو",
    "ابي",
    "ابا",
    "بن",
    "ابن",
    "بنت",
    "ولد",
    "دي",
    "دو",
    "دا",
    "فان",
    "فون",
    "ديل",
    "ام",
    "اغ",
    "بو",
    "ذو",
    "سان",
    "ود",
}


def name_at(scan: Scan, first: int, *, trusted: bool) -> tuple[int, int] | None:
    """Return (end token, folded clitic letters) of the personal name that begins at a token, or None.

    trusted: a title stands before it, so that its first word may be unknown and one word is enough.
    """
    if not scan.word(first):
        return None
    norm = scan.norms[first]
    if not trusted and not _opens(norm):
        return None
    for lead in leads_of(norm):
        word = norm[lead:]
        if lead and classes(norm):
            continue
        if not _begins(scan, first, word, trusted=trusted and lead == 0) or letters_end(scan, first) > first + 1:
            continue
        end = _extend(scan, first, word, trusted=trusted)
        if end - first > 1 or (trusted and word not in JOINED):
            return end, lead
    return None


@lru_cache(maxsize=100_000)
def _opens(norm: str) -> bool:
    """Whether a name can begin with a folded word though nothing stands before it: a given name, "عبد", "أبو"."""
    given = lexemes().given
    return any(norm[lead:] in given or norm[lead:] in {"عبد", "ابو", "سيدي"} for lead in leads_of(norm))


@lru_cache(maxsize=100_000)
def leads_of(norm: str) -> tuple[int, ...]:
    """How many letters may stand before a name in a folded word."""
    known = lexemes()
    if norm in known.given or norm in known.family or len(norm) < 4:
        return (0,)
    if norm[0] == "و" and norm[1:] in known.given:
        return (1,)
    if norm[:2] in {"ول", "وب", "فل"} and len(norm) > 4:
        return (0, 1, 2)
    return (0, 1) if norm[0] in "وفبلك" else (0,)


def _begins(scan: Scan, at: int, word: str, *, trusted: bool) -> bool:
    """Whether a name can begin with this word."""
    if len(word) < 2 or word[-1].isascii() or (scan.function(at) and word == scan.norms[at]):
        return False
    if word in {"عبد", "ابو", "ابن", "بن", "ولد"}:
        return trusted or word in {"عبد", "ابو"}
    if word in scan.lex.given:
        if (word == "علي" and scan.text(at)[-1] != "ي") or (word == "باسم" and not trusted and speaking_for(scan, at)):
            return False
        if trusted or (word not in scan.lex.vocabulary and scan.place_end(at) is None):
            return True
        after = scan.norms[at + 1] if scan.word(at + 1) else ""
        before = scan.norms[at - 1] if at else ""
        if (before in scan.lex.verbs or before[1:] in scan.lex.verbs) and _foreign_next(scan, at):
            return True
        if (after in scan.lex.given and "past" not in classes(after)) or after in {"الدين", "الله"}:
            return True
        return (after in scan.lex.family or after in JOINED) and not scan.common(at + 1)
    if trusted and word.startswith("ال") and word[2:] in scan.lex.given and not scan.lex.titles.get(word):
        return True
    if word == "سيدي" and scan.word(at + 1):
        after = scan.norms[at + 1]
        return after in {"ولد", "بن", "محمد"} or (trusted and (after in scan.lex.given or after[2:] in scan.lex.given))
    if not trusted or is_circumstance(scan, at):
        return False
    if word in scan.lex.family:
        return scan.place_end(at) is None
    if scan.word(at + 1) and scan.norms[at + 1] in _SECOND_NAMES and not scan.definite(at):
        return True
    if word.startswith("ال") and len(word) > 4:
        if scan.common(at) or scan.adjective(at) or _masdar(word) or scan.country(at) is not None:
            return False
        return demonym_of(word) is None
    if word.startswith(PREPOSED):
        return False
    if scan.word(at + 1) and scan.norms[at + 1] == "الله":
        return True
    if scan.common(at) and _foreign_next(scan, at):
        return True
    if scan.common(at) or demonym_of(word) is not None or scan.place_end(at) is not None:
        return False
    return not is_verbal(word) or (word not in scan.lex.verbs and _foreign_next(scan, at) and _closes(scan, at + 2))


def _extend(scan: Scan, first: int, word: str, *, trusted: bool) -> int:
    """The end of a name whose first word is given."""
    at = first + 1
    joined = word in JOINED
    taken = 1
    while taken < _MOST and at < len(scan):
        text = scan.text(at)
        if text in {"-", "–"} and at + 1 < len(scan) and scan.word(at + 1) and _touching(scan, at):
            at += 2
            continue
        if text == "." and len(scan.norms[at - 1]) <= 2 and taken > 1 and scan.word(at + 1):
            at += 1
            continue
        if not scan.word(at):
            break
        norm = scan.norms[at]
        if not joined and not _continues(scan, first, at, taken, trusted=trusted):
            break
        if joined and scan.function(at) and not (norm == "لا" and scan.norms[at - 1] in {"دي", "دو"}):
            break
        if joined and norm[0] in "بل" and scan.common(at) and not is_listed(norm):
            break  # "شينزو آبي بشكل مباشر"
        taken += not joined and norm not in _SECOND_HALVES
        joined = (
            norm in JOINED
            or scan.text(at) == "آل"
            or (joined and norm == "لا")
            or (norm in {"دير", "دن", "در"} and scan.norms[at - 1] == "فان")
        )
        at += 1
    return at


def _body_next(scan: Scan, at: int) -> bool:
    """Whether a body follows, so that "باسم" is no name: "قال يحيى الأهدل باسم الجماعة"."""
    after = scan.norms[at + 1] if scan.word(at + 1) else ""
    if scan.lex.heads.get(after) or after in scan.lex.subgroups:
        return True
    return bool(after) and ((scan.definite(at + 1) and scan.common(at + 1)) or scan.country(at + 1) is not None)


def _touching(scan: Scan, at: int) -> bool:
    analysis = scan.analysis
    return analysis.ends[at - 1] == analysis.starts[at] and analysis.ends[at] == analysis.starts[at + 1]


def _continues(scan: Scan, first: int, at: int, taken: int, *, trusted: bool) -> bool:
    """Whether the word at a token is one more part of a name of `taken` words so far."""
    norm, text = scan.norms[at], scan.text(at)
    if norm in _SECOND_HALVES:
        return True
    if norm in _CLITICS and scan.text(at + 1) != ".":
        return False
    if norm in scan.lex.participles or norm in ADVERBS:
        return False
    if scan.norms[at + 1 : at + 2] == ["الدين"] and not scan.function(at):
        return True
    if scan.norms[at + 1 : at + 2] == ["الله"]:
        return norm not in _PIOUS and not scan.function(at) and (trusted or scan.norms[at - 1] in scan.lex.given)
    given = trusted or scan.norms[at - 1] in scan.lex.given or scan.norms[at - 2] == "عبد"
    if norm in {"شيخ", "حاج", "الحاج"} and given and scan.word(at + 1):
        return scan.norms[at + 1] in scan.lex.given or scan.norms[at + 1] in scan.lex.family
    if norm in JOINED or text == "آل":
        if scan.text(at + 1) == "-":
            return _touching(scan, at + 1) if at + 2 < len(scan) else False
        romance = norm in {"دي", "دو"} and scan.norms[at + 1 : at + 2] == ["لا"]  # "دي لا فيغا", "de la Vega"
        return romance or (scan.word(at + 1) and not scan.function(at + 1) and norm != "ام")
    if norm == "لا" and taken == 1 and trusted and _foreign_article(scan, at):
        return True
    if (scan.function(at) and not (text == "علي" and taken < 3)) or scan.country(at) is not None:
        return False
    if is_circumstance(scan, at) or (norm == "علي" and is_upon(scan, at)) or norm.startswith(("يست", "تست")):
        return False
    if (taken > 1 or scan.norms[at - 1] in _SECOND_HALVES) and scan.capital(at) is not None:
        return False  # "اتهم نصر الله واشنطن"
    if trusted and taken < 3 and _unlisted(scan, at):
        return True
    if taken > 1 and scan.lex.titles.get(norm) and _titled(scan, at):
        return False
    if norm == "باسم" and _body_next(scan, at):
        return False
    if norm in scan.lex.given or norm in scan.lex.family:
        following = scan.definite(at + 1) and scan.common(at + 1) and not scan.lex.titles.get(scan.norms[at + 1])
        if taken > 1 and norm in scan.lex.vocabulary and following:
            return False
        return not (is_listed(norm) and taken >= 3) and norm not in scan.lex.saying
    if norm.startswith("ال") and len(norm) > 3:
        if norm in _ORDINALS:
            return taken <= 2
        if taken > 1 and norm.endswith(("ين", "ون")):
            return False
        if taken == 1 and norm in {"الامين", "الصالح"} and scan.norms[at - 1] in scan.lex.given:
            return True
        if (taken == 1 or _fathered(scan, at)) and family_by_place(scan, at, first, trusted=trusted):
            return True
        if trusted and taken > 1 and third_by_place(scan, at):
            return True
        if scan.common(at) or demonym_of(norm) is not None or _masdar(norm) or (taken > 1 and _complete(scan, at)):
            return False
        return not scan.lex.heads.get(norm) and not scan.lex.titles.get(norm)
    if taken == 1 and family_by_place(scan, at, first, trusted=trusted):
        return True
    if trusted and 1 < taken < 4 and third_by_place(scan, at):
        return True
    if taken > 1 and text[-1] == "ه" and norm not in scan.lex.given:
        return False
    if scan.common(at) and taken == 1 and (_named_next(scan, at) or _told(scan, first, at)):
        return True
    if (
        scan.common(at)
        or norm.startswith(PREFIXES)
        or is_nationality(norm)
        or norm in scan.lex.saying
        or norm in scan.lex.verbs
    ):
        return False
    if scan.lex.titles.get(norm) or scan.lex.heads.get(norm):
        return False
    if norm[0] == "و" and (scan.country(at) or norm[1:] in scan.lex.given or norm[1:] in scan.lex.family or taken > 1):
        return False
    if taken > 1 and _closed(scan, at):
        return False
    if norm.startswith("بو") and len(norm) > 4 and taken < 3:
        return True
    if taken > 1 and (norm.endswith("ا") or is_verbal(norm) or scan.place_end(at) is not None or norm[0] in "بل"):
        return False
    return taken < 3


_SECOND_HALVES = {"الله", "الدين", "الاسلام"}
_CLITICS = {"ب", "ل", "ك", "و", "ف"}  # letters of their own before a name in marks: "لـ «الصباح»"
_PIOUS = {
    "رحمه",
    "حفظه",
    "يرحمه",
    "يحفظه",
    "رسول",
    "سبيل",
    "باذن",
    "بعون",
    "بحمد",
    "حزب",
    "انصار",
    "كتاب",
    "شاء",
    "ايده",
}
ADVERBS = {"شخصيا", "رسميا", "هاتفيا", "ايضا", "حاليا", "مجددا", "لاحقا", "سابقا", "غدا", "مساء", "صباحا", "علنا"}


def _foreign_article(scan: Scan, at: int) -> bool:
    """Whether "لا" is the article of an Italian or Spanish name, no negation: "بيترو لا توري، …", "… لا توري إن"."""
    after = scan.norms[at + 1] if scan.word(at + 1) else ""
    if (
        not after
        or is_listed(after)
        or is_verbal(after)
        or after[0] in "يتنا"
        or is_listed(scan.norms[at - 1]) > (scan.norms[at - 1] in scan.lex.given)
    ):
        return False
    return at + 2 >= len(scan) or scan.text(at + 2) in {"،", ",", ".", ":", "إن", "أن"} or scan.function(at + 2)


def _unlisted(scan: Scan, at: int) -> bool:
    """Whether a word without article is in no list as it stands, so that after a title and a name it goes on with it."""
    norm = scan.norms[at]
    if len(norm) < 4 or norm.startswith(("ال", *PREFIXES)) or norm[0] in "وبل" or is_listed(norm) or is_verbal(norm):
        return False
    if (
        norm.endswith(("ت", "ها", "هم"))
        or (norm.endswith("ته") and is_listed(norm[:-2] + "ه"))
        or (norm[0] == "ف" and scan.common(at))
        or scan.place_end(at) is not None
    ):
        return False
    return demonym_of(norm) is None and not scan.lex.titles.get(norm) and not scan.lex.heads.get(norm)


def _fathered(scan: Scan, at: int) -> bool:
    """Whether the name of a father stands before a token, so that the family's can follow: "بن عبد الكريم | الخطابي"."""
    before = scan.norms[at - 2]
    return before in _FATHERED or (before == "عبد" and scan.norms[at - 3] in _FATHERED)


_FATHERED = {"بن", "ابن", "ولد", "ابي", "ابو"}


def _titled(scan: Scan, at: int) -> bool:
    """Whether a word that can be a name is a title with its complement here ("أمين عام حزب", "الأمين العام")."""
    return (
        scan.norms[at + 1 : at + 2] in (["عام"], ["سر"], ["العام"])
        or scan.lex.heads.get(scan.norms[min(at + 1, len(scan) - 1)]) is not None
    )


def is_nationality(norm: str) -> bool:
    """Whether a word is one of nationality, not by a "ف" that a foreign name happens to begin with."""
    found = demonym_of(norm)
    return found is not None and found[0].conjunction != "ف"


def _closed(scan: Scan, at: int) -> bool:
    """Whether the name before this token ends in a word that is only a family name, so that it is complete."""
    before = scan.norms[at - 1]
    return before in scan.lex.family and before not in scan.lex.given and before not in JOINED


def _complete(scan: Scan, at: int) -> bool:
    """Whether the word with its article at a token is no more of the name before it: a family name or a place ends it.

    A word that closes the clause behind it still is one more name ("فتحي المشاي الصيد إن …").
    """
    return _closed(scan, at) or scan.capital(at) is not None


def _named_next(scan: Scan, at: int) -> bool:
    """Whether a known name follows an everyday word that stands inside a name ("رجب طيب أردوغان")."""
    norm = scan.norms[at]
    if scan.function(at) or norm in scan.lex.verbs or scan.lex.titles.get(norm) or norm not in scan.lex.vocabulary:
        return False
    after = scan.norms[at + 1] if scan.word(at + 1) else ""
    return after in scan.lex.family and not scan.common(at + 1) and "past" not in classes(norm)


def _told(scan: Scan, first: int, at: int) -> bool:
    """Whether an everyday word between a given name and "that" after a verb of saying is the family's: "قال ألكسندر نوي إن"."""
    before = scan.norms[first - 1] if first else ""
    if scan.text(at + 1) not in {"إن", "إنّ"} or (before not in scan.lex.verbs and before[1:] not in scan.lex.verbs):
        return False
    norm = scan.norms[at]
    return scan.norms[at - 1] in scan.lex.given and norm[0] not in "وبلكف" and "adjective" not in classes(norm)


def _foreign_next(scan: Scan, at: int) -> bool:
    """Whether an everyday word at `at` is a name, for an unknown word or a known name follows it ("راي أوديرنو")."""
    norm = scan.norms[at]
    if scan.function(at) or norm in scan.lex.verbs or scan.lex.titles.get(norm) or scan.lex.heads.get(norm):
        return False
    if norm.startswith("ال") or classes(norm) & {"past", "adjective", "present"} or not scan.word(at + 1):
        return False
    after = scan.norms[at + 1]
    if after in JOINED and after != "ام":
        return scan.word(at + 2) and not scan.function(at + 2)
    if after in scan.lex.family or after in scan.lex.given:
        return not scan.common(at + 1) or norm in scan.lex.given
    plain = after.removeprefix("ال")
    unknown = not scan.common(at + 1) and not scan.function(at + 1) and not is_verbal(after) and after[0] not in "وفبل"
    return unknown and demonym_of(after) is None and scan.place_end(at + 1) is None and len(plain) > 3


def _closes(scan: Scan, at: int) -> bool:
    """Whether a name of two words can end before this token: at a mark, a conjunction "that", or the end."""
    return not scan.word(at) or scan.function(at)


def _masdar(word: str) -> bool:
    """Whether a word with article has the shape of a verbal noun ("التحاور", "الاستماع")."""
    return word.startswith(("الت", "الاست", "الان")) and len(word) > 6
