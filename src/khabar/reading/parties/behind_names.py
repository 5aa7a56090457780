"""Words beside a name that are no part of it: what somebody did or how, "علي" for "على", "باسم" of a spokesman."""

from __future__ import annotations

from khabar.reading.parties.scan import Scan


def is_upon(scan: Scan, at: int) -> bool:
    """Whether "علي" is the preposition in the spelling of Egypt: "علق فلان علي ذلك", "علي الحدود"."""
    after = scan.norms[at + 1] if scan.word(at + 1) else ""
    if after in {"ذلك", "هذا", "هذه", "تلك", "كل", "ما", "انه", "انها"}:
        return True
    return after.startswith("ال") and scan.common(at + 1) and not scan.lex.titles.get(after) and not after.endswith("ي")


def is_circumstance(scan: Scan, at: int) -> bool:
    """Whether a word tells how or what somebody did, no name: "متضامنا مع", "رسميًا", "قراره", "تأكيدها"."""
    norm, text = scan.norms[at], scan.text(at)
    if text.endswith(("ًا", "اً", "ـه", "ـها")):
        return True
    if norm in scan.lex.given or norm in scan.lex.family:
        return False
    if norm.endswith("ا") and norm.startswith(("مت", "مست", "منا", "منت")) and len(norm) > 5:
        return True
    for suffix in ("ه", "ها", "هم"):
        if norm.endswith(suffix) and text[-1] != "ة":
            stem = norm[: -len(suffix)]
            plain = stem[:-1] + "ه" if stem.endswith("ت") else stem
            known = scan.lex.vocabulary
            return len(stem) > 2 and ("noun" in known.get(stem, ()) or "noun" in known.get(plain, ()))
    return False


def speaking_for(scan: Scan, at: int) -> bool:
    """Whether "باسم" says for whom a spokesman speaks and is no name: "متحدث باسم", "تحدث باسم"."""
    before = scan.norms[at - 1] if at else ""
    if before.removeprefix("ال").startswith(("معروف", "ملقب", "معرف", "يعرف", "تعرف", "مشهور")):
        return True
    return bool(scan.lex.titles.get(before)) or before in scan.lex.verbs or before[1:] in scan.lex.verbs
