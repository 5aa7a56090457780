"""The shorter phrases inside a long one by which a report names the same party: "مسؤول" in "مسؤول في الشرطة".

A phrase is complete before what is only added to it: a preposition with its noun, or a participle that tells more
("الجنود الحكوميين | المحتجزين", "حركة العدالة | المتمردة").
"""

from __future__ import annotations

from khabar.reading.parties.lexemes import is_adjective
from khabar.reading.parties.node import Node
from khabar.reading.parties.scan import Scan

_LINKS = frozenset(
    ["في", "من", "لدي", "عن", "علي", "الي", "ضد", "بين", "حول", "بشان", "خلال", "امام", "داخل", "خارج", "عبر"]
)
_PARTS_OF_NAMES = frozenset(
    [
        "المسلحه",
        "المتحده",
        "المركزيه",
        "المركزي",
        "المحليه",
        "المدنيه",
        "المدني",
        "المشتركه",
        "المشترك",
        "الموحد",
        "الموحده",
    ]
)
_ASKING = {"طلب", "طلبت", "فضل", "فضلت", "رفض", "رفضت", "اشترط", "اشترطت", "مطلع", "مطلعه", "مقرب", "مقربه"}
_RANKED = {"رفيع", "كبير", "بارز", "رفيعا", "كبيرا", "بارزا", "رفيعه", "سابق", "سابقا"}
_PEOPLE = {"group", "unnamed"}


def ends_of_short_forms(scan: Scan, node: Node) -> list[int]:
    """Return the end tokens of the shorter phrases that a node holds, longest last; each is a whole noun phrase."""
    first, found = node.first, []
    inside = {child.first for child in node.walk() if child is not node and child.lead}
    if node.short > first:
        found.append(node.short)
    found += [child.last for child in node.children if child.category == "alias" and child.last < node.last]
    for at in range(first + 1, node.last):
        norm = scan.norms[at]
        linked = norm in _LINKS or norm in _ASKING or norm in scan.lex.voices or (norm[0] in "بل" and at in inside)
        added = (
            at + 1 == node.last
            and norm.startswith("الم")
            and norm not in _PARTS_OF_NAMES
            and len(norm) > 5
            and scan.definite(at - 1)
            and is_adjective(norm[2:])
        )
        added = added or (
            node.kind == "unnamed"
            and at + 1 == node.last
            and at > first + 1
            and not node.definite
            and (norm in _RANKED or (norm.startswith("م") and is_adjective(norm)))
        )
        if (linked or added) and (at > first + 1 or node.kind in _PEOPLE or node.definite or node.category == "post"):
            found.append(at)
        if linked:
            break
    return found
