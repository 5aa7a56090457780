"""Bodies, groups and unnamed sources by form: a known noun and the words that belong to it.

After a noun with its article stand adjectives with theirs ("القوات الحكومية"); after a bare noun stands what it is
of: a noun with article ("وزارة الدفاع"), a name, a place, a nation, a person or another body. A quoted or unknown
name closes it.
"""

from __future__ import annotations

from khabar.arabic import Segmentation
from khabar.reading.parties.adjectives import take_adjectives
from khabar.reading.parties.body_kinds import settle_kind
from khabar.reading.parties.complements import take_complement, take_quoted
from khabar.reading.parties.lexemes import Head, lead_of, readings
from khabar.reading.parties.linked import issued_by, link, take_purpose
from khabar.reading.parties.meant import means_party
from khabar.reading.parties.members import people_of
from khabar.reading.parties.node import Node
from khabar.reading.parties.ownership import known_at
from khabar.reading.parties.scan import Scan
from khabar.reading.parties.tails import take_seat, take_tail

_NO_PURPOSE = {"قوات", "جيش", "شرطه", "كونغرس", "كونجرس", "برلمان"}  # "القوات المقاتلة | للانسحاب"
_ARMS = (["مدرع"], ["مشاه"], ["ميكا"], ["مدفعيه"], ["صاعقه"], ["مظليين"])
_FOR = {"جبهه", "حركه", "حزب", "ايتلاف"}


def find_body(scan: Scan, first: int) -> Node | None:
    """Return the body, group or source that begins at a token, or None: the longer of a known one and one by form."""
    formed = _formed(scan, first)
    known = known_at(scan, first)
    if known is None or known.kind == "person":
        return formed
    if formed is not None and formed.last > known.last and of_a_state(scan, known):
        return formed
    if formed is None or known.last > formed.last or known.lead != formed.lead or formed.category == "source":
        return known if formed is None or known.last >= formed.last else formed
    if formed.of is None or known.last == formed.last:
        formed.known, formed.kind, formed.category = known.known, known.kind, "body"
        formed.country = formed.country or known.country
    elif formed.category == "member":
        formed.known = known.known
    return formed


def of_a_state(scan: Scan, known: Node) -> bool:
    """Whether the words behind a known body make it a state's: "مجلس الأمن القومي" is not the Security Council."""
    return known.last < len(scan) and scan.norms[known.last] in {"القومي", "الوطني"}


def _formed(scan: Scan, first: int) -> Node | None:
    for seg, heads in readings(scan.norms[first], scan.text(first), scan.lex.heads):
        for head in heads:
            if (head.definite and not seg.article) or seg.pronoun == "ي":
                continue  # "نظام اتحادي"
            if head.needs == "pronoun" and not seg.pronoun:
                continue
            after = first + 1 + len(head.rest)
            if head.rest and tuple(scan.norms[first + 1 : after]) != head.rest:
                continue
            node = _grow(scan, first, after, seg, head)
            if node is not None:
                return node
    for seg in scan.analysis.forms[first].segmentations:
        if seg.core in scan.lex.subgroups or seg.core in scan.lex.members:
            if seg.article or seg.pronoun or seg.particle == "س":
                continue
            node = people_of(scan, first, seg, None)
            if node is not None:
                return node
    return None


def _grow(scan: Scan, first: int, after: int, seg: Segmentation, head: Head) -> Node | None:
    """The node of one head noun with its complement, or None where it means no party."""
    lead = lead_of(seg, scan.norms[first])
    node = Node(
        "source" if head.source else "document" if head.kind == "document" else "body",
        head.kind,
        first,
        after,
        lead,
        first,
        seg.core,
        f"head:{head.word}",
        gender=head.gender,
        number=head.number,
        definite=seg.article or bool(seg.pronoun),
        possessed=bool(seg.pronoun),
        country=head.country or None,
        rank=seg.core,
    )
    if not seg.article and not seg.pronoun and not head.rest:
        owned = people_of(scan, first, seg, head)
        if owned is not None:
            return owned
    if head.rest:
        node.key = " ".join((seg.core, *head.rest))
        take_adjectives(scan, node, definite=scan.norms[after - 1].startswith("ال"))
    elif seg.article:
        take_adjectives(scan, node, definite=True)
        if (
            node.last == after
            and head.kind == "state_body"
            and scan.analysis.forms[min(after, len(scan) - 1)].kind == "number"
        ):
            node.last = after + 1 + (scan.norms[after + 1 : after + 2] in _ARMS)
        take_quoted(scan, node, head)
    elif head.needs == "force" or (
        not seg.pronoun and (_sound_plural(seg.core, head) or not take_complement(scan, node, head))
    ):
        take_adjectives(scan, node, definite=False)
    if (
        head.source
        or head.kind == "unnamed"
        or (head.kind == "group" and (head.number == "p" or seg.core.endswith("ات")))
    ):
        link(scan, node)
    if (
        head.kind == "state_body"
        and node.country is None
        and node.last > after
        and scan.norms[node.last : node.last + 1] == ["في"]
    ):
        home = scan.country(node.last + 1)
        if home is not None and not home[1]:
            node.last, node.country = home[0], home[2]
    elif (
        (head.kind in {"ngo", "igo", "media", "state_body"} or node.rank in _FOR)
        and (node.last > after - (not seg.article) or head.rest)
        and node.rank not in _NO_PURPOSE
    ):
        take_purpose(scan, node)
    settle_kind(scan, node, after)
    if head.kind == "country" and node.country is not None:
        node.category, node.key, node.children = "nation", node.country, []
    if seg.core == "بيان" and head.kind == "document":
        issued_by(scan, node)
    if not means_party(scan, node, seg, head, after):
        return None
    take_tail(scan, node)
    take_seat(scan, node)
    return node


def _sound_plural(core: str, head: Head) -> bool:
    """Whether a noun ends as none does that has something after it in construct ("مسلحون", "مسؤولا")."""
    return (head.number != "s" and core.endswith(("ون", "ين", "ان"))) or (core.endswith("ا") and core != head.word)
