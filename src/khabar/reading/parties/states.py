"""States as parties: a country, a capital that acts for its government, a word of nationality."""

from __future__ import annotations

from khabar.reading.parties.lexemes import classes, lead_of
from khabar.reading.parties.nations import demonym_of
from khabar.reading.parties.node import Node
from khabar.reading.parties.scan import Scan

_LOCATIVE = {
    "في",
    "داخل",
    "خارج",
    "عبر",
    "وسط",
    "قرب",
    "جنوب",
    "شمال",
    "شرق",
    "غرب",
    "جنوبي",
    "شمالي",
    "شرقي",
    "غربي",
    "مدينه",
    "العاصمه",
    "الي",
}
_DIPLOMATIC = {
    "بين",
    "مع",
    "علي",
    "ضد",
    "من",
    "وبين",
    "ومع",
    "ان",
    "بان",
    "وان",
    "لان",
    "لدي",
    "حكومه",
    "جانب",
    "موقف",
    "رد",
    "قبل",
    "اما",
    "واما",
}
_WITH_PRONOUN = {
    "منها",
    "منه",
    "عليها",
    "عليه",
    "فيها",
    "فيه",
    "لها",
    "له",
    "عنها",
    "عنه",
    "اليها",
    "اليه",
    "بها",
    "به",
}
_OTHER_MEANING = {"البان", "رومان", "كرد", "عرب"}
_PLURALS = {"plural", "collective"}


_MASCULINE = {"العراق", "الاردن", "اليمن", "لبنان", "السودان", "المغرب", "الصومال", "الفاتيكان"}
"""Names of states that verbs in the masculine go with: "نفى العراق", beside "نفت سوريا"."""


def _country(span: tuple[int, int, int], iso3: str, gender: str, *, entry: str, kind: str = "country") -> Node:
    first, last, lead = span
    return Node(
        "nation", kind, first, last, lead, first, iso3, entry, "name", country=iso3, gender=gender, definite=True
    )


def nation_at(scan: Scan, at: int) -> Node | None:
    """A country as a party, or a capital that acts for its government."""
    before = scan.norms[at - 1] if at else ""
    country = scan.country(at)
    if country is not None:
        end, lead, iso3 = country
        placed = scan.norms[at][:lead].endswith("ب") and not _related(scan, at - 1)
        if (before in _LOCATIVE and not lead) or placed or at < scan.analysis.body:
            return None
        name = scan.norms[at][lead:]
        gender = "m" if end == at + 1 and (name in _MASCULINE or "ا" + name in _MASCULINE) else "f"
        return _country((at, end, lead), iso3, gender, entry="country")
    capital = scan.capital(at)
    if capital is None or at < scan.analysis.body:
        return None
    end, lead, iso3 = capital
    clitics = scan.norms[at][:lead]
    if clitics.endswith("ب") or before in _LOCATIVE:
        return None
    after = scan.norms[end] if end < len(scan) else ""
    saying = scan.lex.saying
    bare = before[1:] if before[:1] in {"و", "ف"} else before
    if before in scan.lex.locative_verbs or bare in scan.lex.locative_verbs:
        return None
    spoken = before in saying or bare in saying or after in saying or after in {"ان", "قد", "لم", "لن", "لا"}
    acting = before in _DIPLOMATIC or clitics.endswith("ل") or (bool(before) and _verb(scan, at - 1))
    acting = acting or bare.removeprefix("ل").removeprefix("ب") in _PUT_FORWARD
    acting = acting or bare in scan.lex.act_nouns or bare in scan.lex.participles or bare in scan.lex.verbs
    acting = acting or (before in _WITH_PRONOUN and at > 1 and _deed(scan, at - 2)) or _deed(scan, at - 1)
    acting = acting or (bare in {"كانت", "باتت"} and (scan.norms[at - 2] in {"اذا", "ان"} or _verb(scan, end)))
    acting = acting or (scan.text(end) == ":" and scan.analysis.sentences[scan.analysis.sentence_of[at]].first == at)
    joined = (
        clitics.startswith("و")
        and at > 0
        and any(n.category == "nation" for n in (nation_at(scan, at - 1),) if n is not None)
    )
    first = at == scan.analysis.sentences[scan.analysis.sentence_of[at]].first
    opening = (
        (first or (before in _BUT and after not in scan.lex.locative_verbs)) and end < len(scan) and _verb(scan, end)
    )
    if spoken or acting or joined or opening:
        return _country((at, end, lead), iso3, "f", entry="capital", kind="government")
    return None


_PUT_FORWARD = {"مبادره", "مقترح", "اقتراح", "مقترحات", "عرض", "مطالب", "شروط"}  # "مقترح مسقط" is her government's
_BUT = {"لكن", "ولكن", "بينما", "فيما"}
_RELATED = ("ارتباط", "علاق", "صل", "اتصال", "اعتراف", "استعان", "تنديد", "ترحيب", "اشاد", "مرتبط", "تحالف", "ثق")


def _related(scan: Scan, at: int) -> bool:
    """Whether what "ب" joins a country to is a relation or a deed, not a place: "ارتباطه بإيران", "نددت بسوريا"."""
    if at < 0 or not scan.word(at):
        return False
    norm = scan.norms[at]
    bare = norm[1:] if norm[0] in "وفبل" else norm
    bare = bare.removeprefix("ال")
    return bare.startswith(_RELATED) or norm in _JUDGING or norm[1:] in _JUDGING


_JUDGING = {"نددت", "ندد", "رحبت", "رحب", "اشادت", "اشاد", "اعترفت", "اعترف", "طالبت", "استعانت", "استعان", "اتصلت"}


def _verb(scan: Scan, at: int) -> bool:
    """Whether the word looks like a finite verb: feminine past or present, as a capital or country takes."""
    if not scan.word(at) or scan.function(at):
        return False
    norm = scan.norms[at]
    for bare in (norm, norm[1:]) if norm[0] in "وف" else (norm,):
        if bare in scan.lex.saying or bare in scan.lex.verbs or (bare.endswith("ت") and "past" in classes(bare[:-1])):
            return True
        if (
            bare[:1] == "ت"
            and len(bare) > 3
            and ("present" in classes(bare[1:]) | classes(bare) or (len(bare) > 4 and not scan.common(at)))
        ):
            return bare not in scan.lex.given
        if len(bare) > 5 and bare.endswith(("هم", "ها")) and bare[:-2] in scan.lex.verbs:
            return True  # "صنعاء تتهمهم"
        if bare[:2] == "ست" and len(bare) > 4:
            return True
    return False


def _deed(scan: Scan, at: int) -> bool:
    """Whether a word can only be a feminine verb in the past, with or without an object: "سارعت", "أعلنتها"."""
    if at < 0 or not scan.word(at) or scan.function(at) or scan.place[at] >= 0:
        return False
    norm = scan.norms[at]
    bare = norm[1:] if norm[0] in "وف" and norm not in scan.lex.vocabulary else norm
    for suffix in ("", "ها", "ه", "هم", "هما"):
        verb = bare.removesuffix(suffix) if suffix else bare
        if len(verb) < 4 or (suffix and verb == bare) or not verb.endswith("ت") or verb.endswith("ات"):
            continue
        if verb in scan.lex.locative_verbs or verb in scan.lex.given or verb in scan.lex.family:
            return False
        known = scan.lex.vocabulary.get(verb, frozenset())
        if not known & {"noun", "adjective"} and (not suffix or "past" in classes(verb[:-1])):
            return True
    return False


def people_at(scan: Scan, at: int) -> Node | None:
    """A word of nationality: alone in the plural a state or people, else the state it points to."""
    found = demonym_of(scan.norms[at])
    if found is None:
        return None
    seg, demonym = found
    lead = lead_of(seg, scan.norms[at])
    if (demonym.people and demonym.number == "singular") or seg.core in _OTHER_MEANING or seg.conjunction == "ف":
        return None
    before = at and scan.words[at - 1] and (scan.definite(at - 1) == seg.article) and not scan.function(at - 1)
    if demonym.number in _PLURALS and (seg.article or not seg.clitics):
        adjective = before and scan.norms[at - 1].endswith(("ين", "ون", "اء", "ات")) and not seg.conjunction
        people = Node(
            "people",
            "group",
            at,
            at + 1,
            lead,
            at,
            f"{demonym.people or demonym.country} people",
            "demonym",
            "nominal",
            country=demonym.country or None,
            gender="m",
            number="p",
            definite=seg.article,
        )
        if not adjective:
            if (
                seg.article
                and demonym.country
                and not demonym.people
                and demonym.country != "PSE"
                and (seg.core.endswith("ون") or demonym.number == "collective")
            ):
                people.kind, people.key, people.category = "country", demonym.country, "nation"
            end = at + 1
            while scan.adjective(end) and (scan.norms[end].endswith(("ين", "ون")) or _peoples(scan.norms[end])):
                end += 1
            people.last = end
            if end > at + 1:
                people.key += " " + " ".join(scan.norms[at + 1 : end])
                people.kind, people.category = "group", "people"
            return people
    if not demonym.country:
        return None
    return _country((at, at + 1, lead), demonym.country, "f", entry="demonym")


def _peoples(norm: str) -> bool:
    """Whether a word of nationality is a plural that tells a people more closely: "القبارصة الأتراك"."""
    found = demonym_of(norm)
    return found is not None and found[1].number in _PLURALS and found[0].article and not found[0].conjunction
