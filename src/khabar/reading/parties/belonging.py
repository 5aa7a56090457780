"""The body that a post belongs to and where it is held, behind a preposition: "باسم", "ل", "في", "لدى", "إلى"."""

from __future__ import annotations

from khabar.reading.parties.linked import body_word
from khabar.reading.parties.names import name_at
from khabar.reading.parties.names_by_place import strange_name
from khabar.reading.parties.node import Node
from khabar.reading.parties.ownership import aliased
from khabar.reading.parties.person_node import person_node
from khabar.reading.parties.post_adjectives import nation_node, take_post_adjectives
from khabar.reading.parties.scan import CLOSING, OPENING, Scan


def take_body(scan: Scan, node: Node) -> None:
    """The body a post belongs to, after باسم, ل, في, ب, لدى, إلى."""
    at = node.last
    if not scan.word(at):
        return
    norm = scan.norms[at]
    inner: Node | None = None
    if norm.startswith("باسم") and norm[4:] in {"ه", "ها", "هم", "هما"}:
        node.last = at + 1
        return
    if norm in scan.lex.voices:
        inner = scan.body(at + 1) if scan.word(at + 1) else None
        if inner is None and at + 1 < len(scan):
            inner = _named(scan, at + 1)
        if inner is None and at + 1 < len(scan):
            name = name_at(scan, at + 1, trusted=scan.norms[at + 1] in scan.lex.given)
            if name is not None and not name[1]:
                node.children.append(person_node(scan, at + 1, name[0], 0))
                node.last = name[0]
                return
        if inner is None:
            if scan.word(at + 1):
                node.last = at + 2
                take_post_adjectives(scan, node)
                _past_marks(scan, node)
            return
    elif norm in _HEARD and node.definite:
        return  # "قال الوزير للصحافيين": whom he told
    elif norm[0] in "لب" and len(norm) > 3 and norm not in {"بعد", "بين", "لكن", "ليس"}:
        inner = scan.body(at)
        if inner is not None and inner.kind == "media" and (node.definite or not node.title.startswith(_PRESS)):
            return
        if inner is None and node.rank == "envoy" and norm in {"للشرق", "بالشرق", "لسوريا", "لليمن", "لليبيا"}:
            node.last = at + 2 if scan.norms[at + 1 : at + 2] == ["الاوسط"] else at + 1
            return
        if inner is None:
            country = scan.country(at)
            if country is not None and country[1]:
                inner = nation_node(at, country[0], country[1], country[2])
        if inner is not None and not inner.lead:
            inner = None
        loose = node.rank in {"secretary", "envoy"} or (node.last == node.first + 1 and not node.definite)
        if inner is None and norm.startswith("لل") and loose and scan.lex.titles.get(norm):
            post = scan.post(at)
            if post is not None and post.person is None:
                node.children.append(post)
                node.last, node.of = post.last, post.of
                return
        if inner is None and norm in {"للشوون", "لشوون"}:
            node.last = at + 1 + (norm == "لشوون")
            if norm == "لشوون" and not scan.definite(at + 1) and scan.definite(node.last) and scan.common(node.last):
                node.last += 1
            while scan.adjective(node.last) and not scan.lex.titles.get(scan.norms[node.last]):
                node.last += 1
            return
        if inner is None and norm.startswith("لل") and not body_word(scan, norm) and not scan.lex.titles.get(norm):
            end = at + 1
            while scan.adjective(end) and not scan.lex.titles.get(scan.norms[end]):
                end += 1
            known = end < len(scan) and scan.norms[end] in scan.lex.given and name_at(scan, end, trusted=True)
            if known or (scan.word(end) and strange_name(scan, end) is not None):
                node.last = end
            return
    elif norm == "عن" and node.title.startswith(_REPRESENTING) and scan.word(at + 1) and not scan.function(at + 1):
        inner = scan.body(at + 1)
        if inner is None or inner.lead:
            node.last = at + 2
            take_post_adjectives(scan, node)
            return
    elif norm == "الي" and (node.rank == "envoy" or node.title.startswith(("سفير", "السفير"))):
        node.last = min(at + 2, len(scan))
        take_post_adjectives(scan, node)
        return
    elif norm in {"في", "لدي"} and node.person is None and node.of is None:
        inner = scan.body(at + 1) if scan.word(at + 1) else aliased(scan, at + 1)
        if inner is None and scan.word(at + 1) and norm != "في":
            region = scan.place_end(at + 1)
            if region is not None:
                node.last = region
            return
        if inner is not None and inner.kind in {"group", "unnamed", "document"}:
            inner = None
    if inner is None or inner.category not in {"body", "nation", "member"}:
        return
    node.children.append(inner)
    node.of = node.of or inner
    node.country = node.country or inner.country
    node.last = inner.last


def _past_marks(scan: Scan, node: Node) -> None:
    """Take in a name in marks: "الناطقة باسم حملة «غضب النهر»"."""
    at = node.last
    if scan.text(at) in OPENING and scan.text(at) != "(":
        end = next((i for i in range(at + 1, min(at + 6, len(scan))) if scan.text(i) in CLOSING), None)
        if end is not None:
            node.last = end + 1


def take_station(scan: Scan, node: Node) -> None:
    """Where somebody represents a body: "ممثل الأمم المتحدة في العراق"."""
    at = node.last
    if node.of is None or not scan.word(at) or scan.norms[at] != "في" or not node.title.startswith(_REPRESENTING):
        return
    end = scan.place_end(at + 1) if at + 1 < len(scan) else None
    if end is not None:
        node.last = end


_REPRESENTING = ("نايب", "النايب", "ممثل", "الممثل", "مندوب", "المندوب", "منسق", "مبعوث")
_HEARD = frozenset({"للصحافيين", "للصحفيين", "للصحافه", "للاعلاميين", "للمراسلين", "لصحافيين", "لصحفيين"})
_PRESS = ("مدير", "مراسل", "رييس", "محرر", "مندوب")


def _named(scan: Scan, at: int) -> Node | None:
    """A body by its bare name, known from before in this report."""
    alias = aliased(scan, at)
    if alias is not None:
        return alias
    country = scan.country(at)
    return nation_node(at, country[0], country[1], country[2]) if country is not None and not country[1] else None
