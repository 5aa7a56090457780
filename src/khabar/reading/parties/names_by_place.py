"""Names that only their place betrays: between a title or a verb of saying and a comma, a colon or "that".

"وقال قاري كريم الله، مسؤول …": no list knows the words, but nothing else than a name can stand there.
"""

from __future__ import annotations

from khabar.reading.parties.behind_names import is_circumstance
from khabar.reading.parties.lexemes import is_verbal
from khabar.reading.parties.names import ADVERBS, JOINED, PREFIXES, is_nationality
from khabar.reading.parties.nations import demonym_of, party_named
from khabar.reading.parties.scan import Scan

_STYLED = {"شيخ", "حاج", "ملا", "سيد", "حاجي"}  # forms of address that are parts of names in Kurdistan and Somalia
_AFTER = {"ان", "بان", "انه", "انها", "بانه", "بانها", "انهم"}
_MARKS = {"،", ",", ":", "«", "“", '"', "("}


def name_in_slot(scan: Scan, first: int) -> int | None:
    """The end of a name that its place alone betrays: two to four words right before a comma, a colon or "that".

    For the place after a title or a verb of saying ("وقال قاري كريم الله، مسؤول …"); None if it is no name.
    """
    at = first
    strange = False
    while at < len(scan) and at - first < 4 and scan.word(at):
        norm, text = scan.norms[at], scan.text(at)
        if (
            (scan.function(at) and text != "علي")
            or norm in scan.lex.saying
            or norm in _AFTER
            or norm in scan.lex.participles
            or norm in ADVERBS
            or (at > first and is_circumstance(scan, at))
            or (at > first and norm[0] == "و" and (norm[1:] in scan.lex.given or norm[1:] in scan.lex.family))
            or scan.country(at) is not None
            or (at > first and (len(norm) == 1 or _to_party(scan, at)))
        ):
            break
        if (
            (at == first or norm[2:] not in scan.lex.family)
            and norm.startswith("ال")
            and norm != "الله"
            and (at == first or scan.common(at))
        ):
            return None
        noun = norm.startswith(PREFIXES) or scan.lex.titles.get(norm) or scan.lex.heads.get(norm)
        nation = is_nationality(norm) and not (at == first and scan.definite(at - 1))
        if at > first and norm in _STYLED:
            at += 1
            continue
        if (noun or nation) and norm not in scan.lex.given and norm != "سيدي":
            return None
        if (
            at > first
            and norm[0] == "ل"
            and at + 1 < len(scan)
            and (scan.common(at) or scan.text(at + 1) in _MARKS)
            and norm not in scan.lex.family
        ):
            break
        known = norm in scan.lex.given or norm in scan.lex.family or norm == "الله"
        strange = strange or known or not scan.common(at)
        if (scan.common(at) or is_verbal(norm)) and not known and at > first + 1 and scan.norms[at - 1] not in _STYLED:
            return None
        at += 1
    if at - first < 2 or at >= len(scan) or not strange:
        return None
    closed = (
        scan.text(at) in _MARKS
        or scan.norms[at] in _AFTER
        or scan.norms[at] == "ل"
        or scan.norms[at] in scan.lex.participles
    )
    return at if closed and scan.same_line(first, at) else None


def strange_name(scan: Scan, first: int) -> int | None:
    """The end of two or three words in a row that nothing explains but that they are a foreign name, or None."""
    at = first
    while at < len(scan) and at - first < 3 and _strange(scan, at, begin=at == first):
        at += 1
    return at if at - first > 1 else None


def _strange(scan: Scan, at: int, *, begin: bool) -> bool:
    """Whether a word is no everyday word, place, nation, verb or clitic group."""
    if not scan.word(at) or scan.function(at):
        return False
    norm = scan.norms[at]
    if norm in scan.lex.given or norm in scan.lex.family or (norm in JOINED and not begin):
        return True
    if len(norm) < 3 or scan.common(at) or is_verbal(norm) or norm.startswith(("ال", *PREFIXES)):
        return False
    if norm[0] in "وبل" and (not begin or norm[0] == "و" or scan.common(at)):
        return False
    if norm[0] == "ف" and (scan.common(at) or len(norm) < 4 or norm[1:] in scan.lex.given or scan.country(at)):
        return False
    return demonym_of(norm) is None and scan.place_end(at) is None and norm not in scan.aliases


def _to_party(scan: Scan, at: int) -> bool:
    """Whether a clitic stands before a known party, which then is no part of the name ("… لرويترز")."""
    if scan.norms[at][0] not in "وبل":
        return False
    known = party_named(scan.norms, at)
    return known is not None and known[1] > 0
