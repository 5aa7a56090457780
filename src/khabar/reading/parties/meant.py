"""Whether a noun with the words it took in means a party at all."""

from __future__ import annotations

from khabar.arabic import Segmentation
from khabar.reading.parties.body_kinds import MULTINATIONAL
from khabar.reading.parties.lexemes import Head, classes
from khabar.reading.parties.node import Node
from khabar.reading.parties.scan import Scan

_FORCES = MULTINATIONAL | {"اتحاديه", "تنفيذيه", "خاصه", "امنيه", "محليه", "كوماندوس", "كوماندوز", "فرنسيه", "تابعه"}
_BETWEEN = {"قد", "التي", "الذي", "لم", "لا"}


def means_party(scan: Scan, node: Node, seg: Segmentation, head: Head, after: int) -> bool:
    """Whether a noun with these complements means a party; `after` is where the noun itself ends."""
    grown = node.last > after or bool(node.children) or bool(node.own)
    if head.spoken:
        return _spoken(scan, node)
    if _other_use(scan, node, seg, head, after, grown=grown):
        return False
    if head.rest and not head.needs.startswith("n"):
        return True
    needed = _has_needed(scan, node, seg, head, after, grown=grown)
    if needed is not None:
        return needed
    whose = seg.article or seg.pronoun or node.of is not None or node.country
    if head.kind == "government" and head.number == "s" and not whose and not (grown and _told(scan, node)):
        return False
    if grown or seg.pronoun:
        return True
    if seg.article:
        return head.alone
    return head.indefinite or (head.alone and head.rest != ())


def _other_use(scan: Scan, node: Node, seg: Segmentation, head: Head, after: int, *, grown: bool) -> bool:
    """Whether the noun is used in another sense: "من مصدر", "إلى غرب", "حزام انتحاري", "مؤتمر صحفي"."""
    before = scan.norms[node.first - 1] if node.first else ""
    if head.source and seg.core.startswith(("مصدر", "مصادر")) and not seg.article:
        beside = before in {"عن", "وعن"} or before in scan.lex.saying or before[1:] in scan.lex.saying
        if not grown and not beside:
            return True
        if grown and node.of is None and node.last == after + 1 and scan.definite(after):
            return True
    if seg.core == "غرب" and before in {"الي", "من"}:
        return True
    if (
        not seg.article
        and seg.core.removesuffix("ا") in {"انتحاري", "مدني"}
        and not grown
        and classes(before) & {"noun", "past"} == {"noun"}
        and (scan.same_line(node.first, node.first - 2) and node.first > 1)
    ):
        return True
    return before in {"مؤتمر", "موتمر", "الموتمر", "المؤتمر"} and seg.core in {"صحفي", "صحافي"}


def _has_needed(scan: Scan, node: Node, seg: Segmentation, head: Head, after: int, *, grown: bool) -> bool | None:
    """Whether the noun has what its entry says it needs beside it, or None where the entry leaves that open."""
    if head.needs == "force":
        return bool(node.own) or not _of_force(scan, node).isdisjoint(_FORCES)
    if head.needs == "nation":
        return node.country is not None or (seg.article and bool(node.children))
    if head.needs == "owner":
        own = seg.article and grown and scan.norms[after][2:] not in scan.lex.vocabulary
        own = own or (grown and scan.bare_place_end(after) is not None)
        return own or bool(node.children) or node.country is not None or (seg.article and head.alone and not grown)
    if head.needs in {"complement", "name"} and not grown:
        return seg.article and head.alone
    return None


def _of_force(scan: Scan, node: Node) -> set[str]:
    """The words that tell whose a force is, without article; a nation's stands for them all."""
    words = {norm.removeprefix("ال") for norm in scan.norms[node.first + 1 : node.last]}
    return words | {"اتحاديه"} if node.country is not None else words


def _told(scan: Scan, node: Node) -> bool:
    """Whether a phrase ends in a definite word or a place: "حكومة الوحدة الوطنية", "سلطات الإقليم"."""
    return scan.definite(node.last - 1) or scan.place[node.last - 1] >= 0


def _spoken(scan: Scan, node: Node) -> bool:
    """Whether a document stands beside a verb of saying, which it then does itself."""
    before = scan.norms[node.first - 1] if node.first else ""
    after = scan.norms[node.last] if node.last < len(scan) else ""
    reports = scan.lex.reports
    at = node.last
    while at + 1 < len(scan) and at - node.last < 4 and (scan.timed[at] or scan.norms[at] in _BETWEEN):
        at += 1
        after = scan.norms[at]
    return any(w in reports or w[1:] in reports for w in (before, after) if w) or before in {
        "بحسب",
        "وفق",
        "حسب",
        "وبحسب",
    }
