"""People and parts of a body in construct: "قوات الجيش" is the army, "سكان المدينة" a group of its own."""

from __future__ import annotations

from khabar.arabic import Segmentation
from khabar.reading.parties.adjectives import note_nationality, take_adjectives
from khabar.reading.parties.lexemes import Head, classes, lead_of
from khabar.reading.parties.nations import demonym_of
from khabar.reading.parties.node import Node
from khabar.reading.parties.ownership import aliased, owner_at
from khabar.reading.parties.scan import Scan


def people_of(scan: Scan, first: int, seg: Segmentation, head: Head | None) -> Node | None:
    """People or parts of a body: "قوات الجيش" is the army, "سكان المدينة" a group of its own."""
    word = seg.core
    member, subgroup = word in scan.lex.members, word in scan.lex.subgroups
    if not member and not subgroup:
        return None
    at = first + 1
    inner = scan.body(at) if scan.word(at) else None
    if inner is not None and (inner.lead or inner.category == "document"):
        inner = None
    if inner is None:
        inner = aliased(scan, at)
    if inner is None and member and scan.word(at) and scan.norms[at] == "النظام":
        inner = Node("body", "government", at, at + 1, 0, at, "نظام", "head:نظام", definite=True, rank="نظام")
    if inner is None:
        owner = owner_at(scan, at) if scan.word(at) else None
        if owner is None and subgroup and scan.word(at):
            return _place_people(scan, first, seg)
        if owner is None or (
            head is not None and not subgroup and word not in {"قوات", "مقاتلو", "مقاتلي", "وفد", "مليشيات", "ميليشيات"}
        ):
            return None
        inner = owner
    if head is not None and not subgroup and inner.category != "body":
        if inner.category in {"person", "post"} and word in {"قوات", "ميليشيات", "ميليشيا", "مليشيات", "جماعة", "حركة"}:
            kind = "armed_group"
        elif inner.category == "nation":
            kind = "state_body" if head.kind in {"state_body", "armed_group"} else head.kind
        else:
            return None
        return Node(
            "body",
            kind,
            first,
            inner.last,
            lead_of(seg, scan.norms[first]),
            first,
            word + " " + inner.key,
            f"member:{word}",
            gender=head.gender,
            number=head.number,
            definite=True,
            country=inner.country,
            of=inner,
            children=[inner],
            rank=word,
        )
    if inner.category == "nation" and word in {"فرع", "جناح"}:
        return None
    people = word not in {"قوات", "وحدات", "فرع", "جناح", "قيادة", "دبابات", "طائرات", "مقاتلات", "وفد"}
    if member and inner.category == "body" and inner.kind not in {"group", "document", "media", "unnamed"}:
        if head is not None and head.kind not in {"state_body", "group", "armed_group", "government"}:
            return None
        kind, category = inner.kind, "member"
        if kind == "government" and word in {"قوات", "وحدات", "دبابات", "طائرات", "جنود"}:
            kind, category = "state_body", "body"
    else:
        kind, category = ("group", "body") if people else (inner.kind, "body")
        if kind == "group" and word.startswith(("قوات", "وحدات", "مقاتل", "مسلح")):
            kind = "armed_group"
        if head is not None and head.source:
            return None
    return Node(
        category,
        kind,
        first,
        inner.last,
        lead_of(seg, scan.norms[first]),
        first,
        word + " " + inner.key,
        f"member:{word}",
        gender="m" if people or word in {"وفد", "فرع", "جناح"} else "f",
        number="p" if people else "s",
        definite=True,
        country=inner.country,
        of=inner,
        children=[inner],
        rank=word,
    )


def _place_people(scan: Scan, first: int, seg: Segmentation) -> Node | None:
    """People of a place or a thing: "سكان المدينة", "معارضو الاتفاق"."""
    at = first + 1
    end = scan.place_end(at)
    if end is None:
        if not scan.definite(at) and not (
            classes(scan.norms[at]) & {"noun"} and scan.definite(at + 1) and scan.words[at] and not scan.function(at)
        ):
            return None
        end = at + 1 + (not scan.definite(at))
    node = Node(
        "body",
        "group",
        first,
        end,
        lead_of(seg, scan.norms[first]),
        first,
        " ".join((seg.core, *scan.norms[at:end])),
        f"subgroup:{seg.core}",
        number="p",
        definite=True,
        rank=seg.core,
    )
    if scan.definite(end - 1):
        at = end - 1
        probe = Node("body", "group", at, end, 0, at, "", "", gender="f" if scan.norms[at].endswith("ه") else "m")
        take_adjectives(scan, probe, definite=True)
        while scan.definite(probe.last) and scan.norms[probe.last].endswith(("ين", "ون")):
            nation = demonym_of(scan.norms[probe.last])
            if nation is None:
                break
            note_nationality(scan, probe, probe.last)
            probe.last += 1
        node.last, node.country = probe.last, probe.country
        node.children += probe.children
        node.key += probe.key
    return node
