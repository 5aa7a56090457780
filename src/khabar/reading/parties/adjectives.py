"""Adjectives of a noun phrase: which words behind a noun still belong to it, and which nations they name."""

from __future__ import annotations

from khabar.reading.parties.lexemes import classes, is_adjective, lead_of
from khabar.reading.parties.nations import demonym_of
from khabar.reading.parties.node import Node
from khabar.reading.parties.scan import PREPOSED, Scan

LONGEST = 9


def take_adjectives(scan: Scan, node: Node, *, definite: bool) -> None:
    """Take in the adjectives that agree in definiteness; words of nationality give the country."""
    at = node.last
    while at < len(scan) and at - node.first < LONGEST and scan.word(at):
        norm = scan.norms[at]
        if _other_case(scan.norms[node.head], norm) or _other_case(scan.norms[at - 1], norm):
            break
        if definite:
            joined = norm.startswith("وال") and (two_nations(scan, at) or _second_adjective(scan, node, at))
            if norm == "ال" and at + 1 < len(scan) and scan.analysis.forms[at + 1].kind == "number":
                at += 2
                node.last = at
                continue
            if not scan.definite(at) and not joined:
                break
            core = norm[3:] if joined else norm[2:]
            nation = demonym_of(norm)
            if nation is not None and nation[1].number not in {"singular", "dual"} and node.number == "s":
                break
            if nation is None and not _dual(node, core) and not (is_adjective(core) and _agree(node, core)):
                break
            if nation is None and not joined and not _dual(node, core) and is_strong(scan, at):
                break
        else:
            if norm.startswith(("ال", *PREPOSED)) or scan.function(at) or norm in scan.lex.called:
                break
            if _joined_adjective(scan, node, at):
                note_nationality(scan, node, at)
                node.key += " " + norm
                at += 1
                node.last = at
                continue
            if norm in scan.lex.particles or norm in scan.lex.verbs or _adverbial(scan.norms[node.head], norm):
                break
            nation = demonym_of(norm)
            if nation is not None and nation[0].clitics:
                nation = None
            suits = is_adjective(norm) and _agree(node, norm) and ("past" not in classes(norm) or norm == "اخر")
            if nation is None and not suits and not _dual(node, norm):
                break
            if norm in _NUMERALS:
                break  # "15 مسلحا | سبع مركبات"
            if nation is None and (norm in scan.lex.given or scan.country(at) is not None):
                break
        if nation is not None or norm in UNITED_NATIONS:
            note_nationality(scan, node, at)
        if nation is None and governs(scan, at):
            break
        node.key += " " + norm
        at += 1
        node.last = at
    if definite and tuple(scan.norms[at : at + 2]) == ("المعترف", "بها"):
        node.last = at + 2 + (scan.norms[at + 2 : at + 3] in (["دوليا"], ["دولياً"]))


def _dual(node: Node, core: str) -> bool:
    """Whether a participle in the dual describes two of a kind: "فصيلان معارضان", "الحركتان المسلحتان"."""
    return node.number == "d" and core.startswith("م") and len(core) > 5 and core.endswith(("ان", "ين"))


_RELATIVE = ("ي", "يه", "يون", "يين")


def _second_adjective(scan: Scan, node: Node, at: int) -> bool:
    """Whether "و" joins one more adjective of relation: "الوسطاء الأفارقة والدوليون", "القوات البرية والجوية"."""
    word = scan.norms[at][1:]
    return (
        at - 1 > node.head
        and word.endswith(_RELATIVE)
        and demonym_of(word) is None
        and not scan.lex.heads.get(word)
        and not scan.lex.titles.get(word)
        and scan.lex.heads.get(word[2:]) is None
    )


def _joined_adjective(scan: Scan, node: Node, at: int) -> bool:
    """Whether "و" joins a second adjective of relation to an indefinite noun's first: "مصادر عراقية وسورية"."""
    norm, before = scan.norms[at], scan.norms[at - 1]
    word = norm[1:]
    if norm[0] == "و" and word in _PEOPLES and at - 1 > node.head and before.endswith(("يون", "يين")):
        return True
    if norm[0] != "و" or at - 1 <= node.head or not before.endswith(_RELATIVE) or not word.endswith(_RELATIVE):
        return False
    if before.endswith("ه") != word.endswith("ه") or (
        scan.country(at) is not None and demonym_of(word) is None and demonym_of(before) is None
    ):
        return False
    return (demonym_of(word) is not None or is_adjective(word)) and not (
        scan.lex.heads.get(word) or scan.lex.titles.get(word)
    )


_PEOPLES = frozenset(["اكراد", "عرب", "اتراك", "افغان", "روس", "المان", "اجانب", "بدو", "شيعه", "سنه", "انجليز", "كرد"])
"""Broken plurals that tell of what people somebody is: "مسؤولون عراقيون وأكراد"."""


def two_nations(scan: Scan, at: int) -> bool:
    """Whether a second word of nationality is joined to a first ("الحكومتان العراقية والبريطانية")."""
    pair = (demonym_of(scan.norms[at - 1]), demonym_of(scan.norms[at]))
    return all(found is not None and found[1].number == "singular" and not found[1].people for found in pair)


def governs(scan: Scan, at: int) -> bool:
    """Whether a participle has an object behind it and so starts a clause ("المتحالفة مع", "المكونة من")."""
    norm = scan.norms[at]
    core = norm.removeprefix("ال")
    if not core.startswith("م") and core not in scan.lex.loose:
        return False
    if at + 1 >= len(scan) or not scan.word(at + 1):
        return False
    after = scan.norms[at + 1]
    if core in scan.lex.adjectives:
        return False
    if core == "مطالبه" and after[0] == "ب":
        return True
    return (
        after in {"من", "مع", "علي", "عن", "الي", "ضد", "بها", "به", "لها", "له", "دوليا"}
        or after.startswith(("بال", "لل"))
        or (after[0] == "ل" and len(after) > 3 and not scan.lex.saying & {after})
    )


def _adverbial(head: str, norm: str) -> bool:
    """Whether a participle in the accusative says what an indefinite noun does meanwhile ("مصدر عسكري محملا …")."""
    return norm.startswith("م") and norm.endswith("ا") and len(norm) > 4 and not head.endswith("ا")


def _other_case(head: str, norm: str) -> bool:
    """Whether a sound plural has another case than its head, so that it is the verb's object ("المسلحون المعلمين")."""
    return (head.endswith("ون") and norm.endswith("ين")) or (head.endswith("ين") and norm.endswith("ون"))


_NUMERALS = frozenset(
    [stem + end for stem in ("ثلاث", "اربع", "خمس", "سبع", "ثماني", "تسع", "عشر") for end in ("", "ه")]
    + ["ست", "سته", "اعضاء", "ابرياء", "باقين"]
)


def _agree(node: Node, core: str) -> bool:
    """Whether an adjective can agree with the head: feminine for bodies that are, plural for people."""
    if core in _NUMERALS or core in {
        "كبري",
        "عليا",
        "عظمي",
        "وسطي",
        "ست",
        "خمس",
        "كبار",
        "شيعه",
        "سنه",
        "زيديه",
        "جدد",
        "اجانب",
        "اخري",
    }:
        return True
    feminine = core.endswith("ه")
    plural = core.endswith(("ين", "ون", "ان"))
    if node.number == "p":
        return plural or not feminine
    if node.number == "d":
        return plural
    return feminine if node.gender == "f" else not feminine and not core.endswith(("ون", "يين"))


def note_nationality(scan: Scan, node: Node, at: int) -> None:
    """Note the country of a word of nationality inside a phrase, as a mention of its own."""
    found = demonym_of(scan.norms[at])
    if found is None:
        if scan.norms[at] in UNITED_NATIONS:
            node.children.append(united_nations(scan, at))
        return
    seg, demonym = found
    if demonym.country and not demonym.people:
        node.country = node.country or demonym.country
        child = Node(
            "nation",
            "country",
            at,
            at + 1,
            lead_of(seg, scan.norms[at]),
            at,
            demonym.country,
            "demonym",
            country=demonym.country,
            gender="f",
            definite=True,
        )
        node.children.append(child)


UNITED_NATIONS = frozenset(["الاممي", "الامميه", "الامميين", "الامميون"])


def united_nations(scan: Scan, at: int) -> Node:
    """The United Nations, by the adjective that means them ("المبعوث الأممي")."""
    word = scan.norms[at]
    return Node("body", "igo", at, at + 1, 0, at, word, "gazetteer:un", "name", own=word, known="un", gender="f")


def is_strong(scan: Scan, at: int) -> bool:
    """Whether a definite word is rather a party of its own than an adjective."""
    found = scan.lex.heads.get(scan.norms[at])
    if found is None or found[1][0].needs == "nation" or scan.core(at) in scan.lex.adjectives:
        return False
    return not scan.core(at).endswith(("يين", "يون"))
