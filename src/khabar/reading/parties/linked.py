"""Phrases with a preposition that belong to a body or source: "في وزارة الدفاع", "لحقوق الإنسان", "صادر عن الجيش"."""

from __future__ import annotations

from khabar.reading.parties.adjectives import governs, is_strong
from khabar.reading.parties.lexemes import classes
from khabar.reading.parties.nations import demonym_of
from khabar.reading.parties.node import Node
from khabar.reading.parties.ownership import inner_at, take
from khabar.reading.parties.scan import Scan

_NAMING = ("تسم", "يسم", "نسم")  # "مصادر لم تسمها"
_NEWS = {"للانباء", "للاعلام", "للاخبار"}
_LINKS = {"في", "من", "لدي", "باسم", "باسام", "عن", "ب"}


def link(scan: Scan, node: Node) -> None:
    """Take in the body that sources belong to: "في وزارة الدفاع", "بالجيش", "باسم الشرطة", "عن القوى"."""
    at = node.last
    if at >= len(scan) or not scan.word(at):
        return
    norm = scan.norms[at]
    if norm == "لم" and node.category == "source" and scan.word(at + 1) and scan.norms[at + 1].startswith(_NAMING):
        node.short, node.last = at, at + 2
        return
    if norm in {"كبير", "رفيع", "بارز"}:
        at += 1
        norm = scan.norms[at] if at < len(scan) else ""
    inner: Node | None = None
    if norm in _LINKS and at + 1 < len(scan):
        if norm == "من" and node.kind == "group":
            return
        inner = inner_at(scan, at + 1)
        if inner is not None and inner.category == "nation" and norm == "من":
            inner = None
    elif norm[0] in "بل" and norm not in {"بعد", "بين"} and scan.word(at):
        inner = scan.body(at)
        if inner is not None and inner.lead == 0:
            inner = None
        if (
            inner is not None
            and norm[0] == "ل"
            and not node.rank.startswith(("متحدث", "ناطق", "ممثل", "معارض", "مويد", "منتقد", "حلفاء"))
        ):
            inner = None
        if inner is not None and norm[0] == "ل" and inner.kind == "media":
            inner = None  # "قال المتحدث لرويترز": whom he told
    if (
        inner is None
        and norm == "في"
        and node.rank.startswith(("مصدر", "مصادر", "قيادات", "شخصيات"))
        and scan.definite(at + 1)
    ):
        if scan.definite(node.last - 1):
            return
        if scan.place_end(at + 1) is None and not scan.timed[at + 1]:
            node.last = at + 2
            node.key += " " + scan.norms[at + 1]
        return
    if inner is None and norm.startswith("بال") and scan.lex.heads.get(norm) and _heard_from(scan, node):
        node.last = at + 1
        node.key += " " + norm[1:]
        return
    if inner is None or inner.category not in {"body", "nation", "member"}:
        return
    take(node, inner)


def _heard_from(scan: Scan, node: Node) -> bool:
    """Whether an indefinite source can have a bare noun of a body behind it: "مصدر بالمقاومة", "مصادر بالمعارضة"."""
    return node.rank.startswith(("مصدر", "مصادر", "قيادي")) and not scan.definite(node.last - 1)


def take_purpose(scan: Scan, node: Node) -> None:
    """Take in what an organisation is for: "لحقوق الإنسان", "للأنباء"."""
    at = node.last
    if at >= len(scan) or not scan.word(at):
        return
    norm = scan.norms[at]
    if norm == "عن" and scan.norms[at - 1] == "الدفاع" and scan.word(at + 1):
        node.last = at + 2 + scan.definite(at + 2)
        return
    if norm[0] != "ل" or scan.function(at):
        return
    if norm in _NEWS and node.kind == "media":
        node.last = at + 1
        return
    if (
        (body_word(scan, norm) and not _members(scan, node, norm))
        or scan.lex.titles.get(norm)
        or demonym_of(norm)
        or scan.country(at)
        or norm[1:] in scan.lex.given
    ):
        return
    end = at + 1
    if norm.startswith("لل"):
        while scan.adjective(end) and not is_strong(scan, end) and not governs(scan, end):
            end += 1
    else:
        place = scan.bare_place_end(end) if scan.word(end) else None
        if not classes(norm[1:]) & {"noun", "word"} or not (scan.definite(end) or place):
            return
        end = place or end + 1
        while scan.adjective(end) and not is_strong(scan, end):
            end += 1
    if end - at > 4 or (not norm.startswith("لل") and _called_for(scan, node, end)):
        return
    node.key += " " + " ".join(scan.norms[at:end])
    node.last = end


_CALLING = {"دعا", "دعت", "يدعو", "تدعو", "دعوا", "طالب", "طالبت", "يطالب", "تطالب", "حث", "حثت", "ناشد", "ناشدت"}


def _called_for(scan: Scan, node: Node, at: int) -> bool:
    """Whether a deed behind a body is what it calls for: "دعا مجلس الكنائس لوقف القتال", where nothing else is."""
    before = scan.norms[node.first - 1] if node.first else ""
    if before not in _CALLING and before[1:] not in _CALLING:
        return False
    ahead = scan.norms[at : at + 5]
    return "الي" not in ahead and not any(norm[:1] == "ب" and len(norm) > 3 for norm in ahead)


def _members(scan: Scan, node: Node, norm: str) -> bool:
    """Whether a word tells whose union or society this is: "الاتحاد الدولي للصحفيين"."""
    found = scan.lex.heads.get(norm)
    people = found is not None and found[1][0].kind in {"group", "unnamed"} and found[1][0].number == "p"
    return people and norm.startswith("لل") and node.rank in {"اتحاد", "نقابه", "جمعيه", "رابطه"}


def body_word(scan: Scan, norm: str) -> bool:
    """Whether a word alone can begin another body ("للجيش"), not only as part of a set phrase ("للإعلام")."""
    found = scan.lex.heads.get(norm)
    return found is not None and any(not head.rest for head in found[1])


def issued_by(scan: Scan, node: Node) -> None:
    """Whose words a statement holds: "بيان الخارجية", "بيان صحفي لوزيرة الخارجية", "بيان عن الجيش"; it then is theirs."""
    owner = next((child for child in node.children if child.category in {"body", "post", "member"}), None)
    if owner is None:
        at = node.last
        if at < len(scan) and scan.norms[at] in {"صادر", "صدر"}:
            at += 1
        if at >= len(scan) or not scan.word(at):
            return
        linked = scan.norms[at] in {"عن", "من"}
        at += linked
        if at >= len(scan) or (not linked and scan.norms[at][0] != "ل"):
            return
        owner = scan.post(at) or scan.body(at)
        if owner is None or bool(owner.lead) == linked or owner.kind == "media":
            return
        node.children.append(owner)
        node.last = owner.last
    node.category, node.of, node.country = "member", owner, owner.country
