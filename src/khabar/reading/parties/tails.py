"""What a participle behind a body governs: "الموالية للرئيس", "المتحالفة معها", "المسؤولين عن الهجوم".

The whole phrase names the body; without it the shorter one would be taken for the next of its like. Whoever is named
inside stays a party of his own.
"""

from __future__ import annotations

from khabar.reading.parties.lexemes import is_listed
from khabar.reading.parties.names import name_at
from khabar.reading.parties.node import Node
from khabar.reading.parties.person_node import person_node
from khabar.reading.parties.post_adjectives import nation_node
from khabar.reading.parties.scan import Scan

_GOVERNING = (
    "موالي",
    "موالو",
    "موالين",
    "متحالف",
    "مويد",
    "معادي",
    "مناهض",
    "معارض",
    "مناوي",
    "مساند",
    "داعم",
    "مدعوم",
    "مرتبط",
    "محسوب",
    "خارج",
    "منتمي",
    "منشق",
    "رافض",
    "مسوول",
    "مسيول",
    "مدافع",
    "حليف",
    "متورط",
    "ضالع",
    "متعاطف",
    "تابع",
    "مسيطر",
)
_BELONGING = "تابع"
_KINDS = {"group", "armed_group", "state_body", "unnamed", "government", "igo", "ngo", "party"}
_PEOPLE = {"group", "unnamed", "armed_group"}
_PRONOUNS = {
    "له",
    "لها",
    "لهم",
    "لهما",
    "معه",
    "معها",
    "معهم",
    "عنه",
    "عنها",
    "عليه",
    "عليها",
    "به",
    "بها",
    "ضده",
    "ضدها",
}
_PREPOSITIONS = {"من", "مع", "عن", "ضد", "في", "علي"}
_LONGEST = 14


def take_tail(scan: Scan, node: Node) -> None:
    """Take in the participle behind a body, or at its end, with what it governs; `node.short` keeps where it ended."""
    if node.kind not in _KINDS or node.possessed or node.category not in {"body", "source", "member"}:
        return
    at = node.last
    short = at
    if _governing(scan, at - 1, node) and at - 1 > node.first:
        short = at - 1
    elif at - 1 == node.first and node.number == "p" and node.of is None and _answering(scan, at):
        pass
    elif scan.word(at) and _governing(scan, at, node) and scan.definite(at) == _definite(scan, node):
        at += 1
    else:
        return
    end = _object(scan, node, at)
    if end is not None and end - node.first <= _LONGEST:
        node.short, node.last = short, end


def _answering(scan: Scan, at: int) -> bool:
    """Whether the head noun itself governs: "المسؤولين عن الهجوم", "المدافعون عن الاتفاق"."""
    core = scan.norms[at - 1].removeprefix("ال").removeprefix("وال")
    return core.startswith(("مسوولين", "مسوولون", "مسيول", "مدافع")) and scan.word(at) and scan.norms[at] == "عن"


def _definite(scan: Scan, node: Node) -> bool:
    return node.definite or scan.definite(node.last - 1) or node.of is not None


def _governing(scan: Scan, at: int, node: Node) -> bool:
    """Whether a participle that governs, with the article of its noun, stands at a token."""
    norm = scan.norms[at]
    core = norm.removeprefix("ال")
    if not core.startswith(_GOVERNING):
        return False
    return not (node.number == "s" and core.endswith(("ون", "ين")) and core != "موالين")


def _object(scan: Scan, node: Node, at: int) -> int | None:
    """The end of what the participle before a token governs: a pronoun, a party, or for people a thing."""
    if not scan.word(at):
        return None
    norm = scan.norms[at]
    if norm in _PRONOUNS:
        return at + 1
    inside = norm in _PREPOSITIONS
    here = at + inside
    if not inside and norm[0] not in "بل":
        return None
    if not scan.word(here):
        return None
    inner = _party(scan, here, led=not inside)
    if inner is not None:
        node.children.append(inner)
        if not scan.norms[at - 1].removeprefix("ال").startswith(_BELONGING):
            node.key += " " + inner.key
        return inner.last
    if norm == "عن" and node.kind in _PEOPLE and scan.definite(here) and scan.common(here):
        end = here + 1
        while scan.adjective(end) and scan.common(end) and end - here < 3:
            end += 1
        node.key += " " + " ".join(scan.norms[here:end])
        return end
    return None


def _party(scan: Scan, at: int, *, led: bool) -> Node | None:
    """The party that stands at a token, with a clitic before it or without."""
    found = (scan.post(at), scan.body(at))
    best = max(
        (node for node in found if node is not None and bool(node.lead) == led), key=lambda n: n.last, default=None
    )
    if best is not None:
        return best
    country = scan.country(at)
    if country is not None and bool(country[1]) == led:
        return nation_node(at, country[0], country[1], country[2])
    name = name_at(scan, at, trusted=False)
    bare = scan.norms[at][1:]
    if name is None and led and (bare in scan.lex.family or bare in scan.lex.given) and not is_listed(bare):
        name = at + 1, 1
    if name is None or bool(name[1]) != led:
        return None
    return person_node(scan, at, *name)


_SEATED = {"وزاره", "مجلس", "المجلس", "لجنه", "مديريه", "هييه", "محكمه", "نيابه", "شرطه", "الشرطه", "قياده"}
_REGIONS = {"الاقليم", "الولايه", "المحافظه", "المنطقه", "المدينه", "المقاطعه", "البلاد", "العاصمه", "الجنوب", "الشمال"}


def take_seat(scan: Scan, node: Node) -> None:
    """Take in where an office sits: "وزارة الداخلية في الإقليم", "المجلس العسكري بتعز"; without it the name is one too."""
    at = node.last
    if node.short or not scan.word(at):
        return
    if node.rank in {"لجنه", "مكتب"} and _organ(scan, node, at):
        return
    if node.kind != "state_body" or node.rank not in _SEATED or not scan.word(at) or at == node.first + 1:
        return
    inside = scan.norms[at] == "في"
    here = at + inside
    if not inside and (scan.norms[at][0] != "ب" or here not in scan.led):
        return
    if not scan.word(here) or scan.timed[here]:
        return
    end = scan.place_end(here)
    if end is None and inside and scan.norms[here] in _REGIONS:
        end = here + 1
    if end is not None:
        node.short, node.last = at, end


def _organ(scan: Scan, node: Node, at: int) -> bool:
    """Take in the house a committee sits in, and whose an office is: "لجنة الدفاع بالكونغرس", "المكتب الإعلامي لفلان"."""
    norm = scan.norms[at]
    office = node.rank == "مكتب"
    if at == node.first + 1 or (office and norm[0] != "ل") or (not office and norm[0] != "ب" and norm != "في"):
        return False
    inside = norm == "في"
    here = at + inside
    inner = _party(scan, here, led=not inside) if scan.word(here) else None
    if inner is None or (not office and (inner.category != "body" or not inner.rank.startswith(_HOUSES))):
        return False
    node.children.append(inner)
    node.short, node.last = at, inner.last
    node.key += " " + inner.key
    return True


_HOUSES = ("مجلس", "كونغرس", "كونجرس", "برلمان", "كنيست", "جمعيه")
