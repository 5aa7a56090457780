"""Whether a noun with the words it took in means a party at all."""

from __future__ import annotations

from khabar.arabic import Segmentation
from khabar.reading.parties.body_kinds import MULTINATIONAL
from khabar.reading.parties.lexemes import Head, classes
from khabar.reading.parties.node import Node
from khabar.reading.parties.scan import Scan

_FORCES = MULTINATIONAL | {"اتحاديه", "تنفيذيه", "خاصه", "امنيه", "محليه", "كوماندوس", "كوماندوز", "فرنسيه", "تابعه"}
_QUALIFYING = {"دايره", "انتحاري", "مسلح", "مدني"}  # also said of the deed before them
_DONE_TO = {"مقتل", "قتل", "اعتقال", "اصابه", "مصرع", "توقيف", "اسر", "استسلام", "وفاه", "تصفيه", "اعدام", "تسليم"}
_OTHER_THINGS = {
    "شبكه": ("انترنت", "تواصل", "علاق", "تجسس", "تهريب", "طرق", "كهرباء", "اتصال", "عنكبوت"),
    "جهاز": ("للتحكم", "كمبيوتر", "حاسوب", "لاسلكي", "تفجير", "اتصال", "لتحديد", "كشف", "تنصت"),
    "اجهزه": ("تجسس", "تنصت", "كمبيوتر", "حاسوب", "لاسلكي", "تفجير", "اتصال", "كشف", "الكترون"),
    "مركز": ("محافظه", "مديريه", "مدينه", "اداري", "ثقل", "قرار"),
}
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
    if seg.core.removesuffix("ا") in _QUALIFYING and not seg.lead and _qualifies(scan, node, seg):
        return True
    if _no_body(scan, node, seg, after, grown=grown):
        return True
    return before in {"مؤتمر", "موتمر", "الموتمر", "المؤتمر"} and seg.core in {"صحفي", "صحافي"}


def _qualifies(scan: Scan, node: Node, seg: Segmentation) -> bool:
    """Whether the word says of what kind the deed before it is: "المعارك الدائرة", "هجوم مسلح", not "مقتل مسلح"."""
    at = node.first - 1
    if at < 0 or not scan.word(at) or not scan.same_line(at, node.first):
        return False
    before = scan.norms[at]
    if seg.article:
        return before.startswith(("ال", "بال", "لل", "وال", "فال")) and "past" not in classes(before)
    if before in _DONE_TO or before[1:] in _DONE_TO or scan.function(at):
        return False
    return classes(before) & {"noun", "past"} == {"noun"} and at > 0 and scan.same_line(at, at - 1)


def _no_body(scan: Scan, node: Node, seg: Segmentation, after: int, *, grown: bool) -> bool:
    """Whether the noun names a thing or a deed here: "القضاء على", "برئاسة فلان", "شبكة الإنترنت", "جبهة الضالع"."""
    core = seg.core
    if core in _OTHER_THINGS:
        words = [scan.norms[i].removeprefix("ال") for i in range(after, min(node.last, after + 2))]
        return any(word.startswith(_OTHER_THINGS[core]) for word in words) or (core == "اجهزه" and not grown)
    if core == "اسر":
        return not grown and scan.analysis.forms[min(node.last, len(scan) - 1)].kind == "number"  # "وأسر 17 مسلحا"
    if core == "قضاء":
        return scan.norms[node.last : node.last + 1] == ["علي"]
    if core == "بحريه":
        return not seg.article and node.country is None
    if core == "رياسه":
        inner = node.of.category if node.of is not None else ""
        return inner in {"person", "post"} or (after < len(scan) and scan.lex.titles.get(scan.norms[after]) is not None)
    if core == "مديريه":
        placed = scan.place[node.first] >= 0 or (after < len(scan) and scan.place[after] >= 0)
        return not grown or (placed and not scan.common(after))
    if core == "جبهه" and not node.known:
        within = seg.particle == "ب" or (node.first > 0 and scan.norms[node.first - 1] == "في")
        named = after < len(scan) and (scan.place[after] >= 0 or not scan.common(after))
        return not seg.article and within and named
    if core == "مقاومه":
        return not seg.article and node.of is None and node.country is None and not node.own
    return False


def _has_needed(scan: Scan, node: Node, seg: Segmentation, head: Head, after: int, *, grown: bool) -> bool | None:
    """Whether the noun has what its entry says it needs beside it, or None where the entry leaves that open."""
    if head.needs == "force":
        return bool(node.own) or not _of_force(scan, node).isdisjoint(_FORCES)
    if head.needs == "number":
        return scan.analysis.forms[min(after, len(scan) - 1)].kind == "number"
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
