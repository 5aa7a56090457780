"""Family names that are everyday words too: only their place after a given name tells them ("سلمان العودة").

A nisba ("الخطابي", "الشعبي", after a kunya also "الشيشاني") continues a given name nearly always; another everyday
word does so only where the name can end right behind it.
"""

from __future__ import annotations

from khabar.reading.parties.lexemes import classes, is_listed, is_verbal
from khabar.reading.parties.nations import demonym_of
from khabar.reading.parties.scan import PREPOSED, Scan

_FATHERS = {"ابو", "ابي", "ابا", "ام"}
_NO_NAMES = {
    "المدينه",
    "البلده",
    "العاصمه",
    "المنطقه",
    "القريه",
    "المحافظه",
    "الولايه",
    "القاعده",
    "العربي",
    "الثاني",
    "الحالي",
    "الماضي",
    "التالي",
    "الاسلامي",
    "الرسمي",
    "الدولي",
    "السامي",
    "النهايي",
    "الميداني",
}


def family_by_place(scan: Scan, at: int, first: int, *, trusted: bool) -> bool:
    """Whether the everyday word at a token is the family name of the person whose name began at `first`."""
    norm = scan.norms[at]
    if trusted and at == first + 1 and scan.norms[first] in scan.lex.given and _before_that(scan, at):
        return True
    if (
        not _after_given(scan, at, first, trusted=trusted)
        or norm in scan.lex.saying
        or norm in scan.lex.verbs
        or norm in scan.lex.participles
    ):
        return False
    if norm.startswith("ال") and len(norm) > 4:
        return _definite(scan, at, first, trusted=trusted)
    return trusted and at == first + 1 and _plain(scan, at)


def _before_that(scan: Scan, at: int) -> bool:
    """Whether a word that could be a verb cannot be one: no other than "قال" has "إن" behind it ("ألكسندر نوي إن")."""
    word = scan.text(at)
    return scan.text(at + 1) in {"إن", "إنّ"} and word[-1] == "ي" and not scan.function(at) and word[0] not in "وفبلك"


def _after_given(scan: Scan, at: int, first: int, *, trusted: bool) -> bool:
    """Whether a given name that is no family name too stands right before: "مجيب", "عبد العزيز", "أبو عمر"."""
    before = scan.norms[at - 1]
    if at - 2 >= first and (scan.norms[at - 2] == "عبد" or scan.norms[at - 2] in _FATHERS):
        return True
    if before in scan.lex.given and scan.norms[at].endswith("ي"):
        return True
    if before in scan.lex.family:
        return False
    return before in scan.lex.given or (trusted and at == first + 1 and not scan.common(at - 1))


def _definite(scan: Scan, at: int, first: int, *, trusted: bool) -> bool:
    """A word with its article: a nisba, or any noun where the name ends."""
    norm = scan.norms[at]
    father = scan.norms[first] in _FATHERS or scan.norms[first][1:] in _FATHERS
    nisba = norm.endswith("ي") and len(norm) > 5 and norm not in _NO_NAMES
    if scan.lex.titles.get(norm) or norm in scan.lex.qualifiers or norm in scan.lex.portfolios:
        return False
    if norm in _NO_NAMES and not (norm == "العربي" and trusted and at == first + 1 and _ends(scan, at + 1)):
        return False
    if demonym_of(norm) is not None:
        return nisba and (father or (trusted and _ends(scan, at + 1)))
    if nisba:
        return trusted or father or _ends(scan, at + 1)
    if scan.lex.heads.get(norm) or "past" in classes(norm):
        return False
    return trusted and _ends(scan, at + 1) and not norm.endswith(("ات", "ين", "ون"))


def _plain(scan: Scan, at: int) -> bool:
    """A word without article: "ناصر جودة", "دلشاد مولود"."""
    norm = scan.norms[at]
    found = classes(norm)
    if not scan.common(at) or scan.function(at) or scan.lex.titles.get(norm):
        return False
    if norm[0] in "بل" and not is_listed(norm) and scan.norms[at + 1 : at + 2] in _LINKS:
        return False  # "هادي بضغط من"
    if found & {"past", "present"} and "noun" not in found:
        return norm in scan.lex.family or scan.norms[at + 1 : at + 2] in (["ان"], ["،"])
    return (_ends(scan, at + 1) or scan.text(at + 1)[:1] == "ل") and not norm.startswith(PREPOSED)


def third_by_place(scan: Scan, at: int) -> bool:
    """Whether a bare noun ends a name of two words or more: "عز الدين حمدان قمر، …", "بولس هرمز سمعان أن …"."""
    norm = scan.norms[at]
    found = classes(norm)
    if scan.function(at) or scan.lex.titles.get(norm) or scan.lex.heads.get(norm) or norm.startswith(PREPOSED):
        return False
    if (
        "noun" in found
        and scan.text(at + 1) in {"،", ","}
        and scan.norms[at + 2 : at + 3] in _OF_HIM
        and norm[0] not in "وبلف"
    ):
        return True
    if norm.startswith("ال") and (norm in scan.lex.qualifiers or scan.adjective(at) or norm in scan.lex.portfolios):
        return False
    if norm in scan.lex.verbs or norm in scan.lex.saying or norm in scan.lex.participles or found & {"past", "present"}:
        return False
    if is_verbal(norm):
        return False
    if len(norm) < 3 or norm[0] in "وبلف" or norm.endswith(("ا", "ه", "ت", "ين", "ون", "ان", "هم", "نا")):
        return False
    if demonym_of(norm) is not None or scan.place[at] >= 0 or not found <= {"noun"}:
        return False
    after = scan.text(at + 1)
    return (
        after in _MARKS
        or scan.norms[at + 1 : at + 2] in (_THAT if not norm.startswith("ال") else (["ان"],))
        or (after[:1] == "ب" and scan.common(at + 1) and not norm.startswith("ال"))
    )


_LINKS = (["من"], ["في"], ["علي"], ["عن"], ["الي"], ["مع"], ["بين"])
_MARKS = {"،", ",", ":", '"', "«", "("}
_OF_HIM = (["الذي"], ["التي"], ["وهو"], ["وهي"])
_THAT = (["ان"], ["بان"], ["انه"], ["انها"], ["الذي"], ["التي"])


def _ends(scan: Scan, at: int) -> bool:
    """Whether a name can end before a token: at a mark, a function word, a time, a clitic, "that" or a verb of saying."""
    if not scan.word(at) or scan.function(at):
        return True
    norm = scan.norms[at]
    return norm in scan.lex.saying or norm in scan.lex.verbs or scan.text(at)[:1] in "وب"
