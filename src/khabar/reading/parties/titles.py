"""Posts and titles, and the persons who bear them: "وزير الخارجية الروسي، سيرغي لافروف".

A post is a noun with what it is of (a portfolio, a body, a nation) and its adjectives; a name may follow, after
forms of address. Without a name the post itself means a person.
"""

from __future__ import annotations

from khabar.arabic import Segmentation
from khabar.reading.parties.belonging import take_body, take_station
from khabar.reading.parties.holders import name_holder, region_of
from khabar.reading.parties.lexemes import Title, classes, lead_of, readings
from khabar.reading.parties.names import name_at
from khabar.reading.parties.names_by_place import name_in_slot
from khabar.reading.parties.nations import demonym_of, party_named
from khabar.reading.parties.node import Node
from khabar.reading.parties.ownership import aliased
from khabar.reading.parties.person_node import person_node
from khabar.reading.parties.post_adjectives import (
    nation_node,
    note_nationalities,
    take_indefinite,
    take_post_adjectives,
)
from khabar.reading.parties.scan import COMMAS, Scan


def find_post(scan: Scan, first: int) -> Node | None:
    """Return the post or titled person that begins at a token, or None."""
    for seg, titles in readings(scan.norms[first], scan.text(first), scan.lex.titles):
        for title in titles:
            after = first + 1 + len(title.rest)
            if title.definite and not seg.article:
                continue
            if title.rest and tuple(scan.norms[first + 1 : after]) != title.rest:
                continue
            node = (
                _honorific(scan, first, after, seg, title) if title.honorific else _post(scan, first, after, seg, title)
            )
            if node is not None:
                return node
    return None


def _honorific(scan: Scan, first: int, after: int, seg: Segmentation, title: Title) -> Node | None:
    """A form of address and the name after it."""
    if seg.pronoun or _of_conference(scan, first, seg) or (len(seg.core) == 1 and scan.text(first + 1) != "."):
        return None
    if seg.core == "امام" and not (scan.word(after) and scan.norms[after] in scan.lex.given):
        return None  # "before", far more often than "imam"
    at = after + 1 if scan.text(after) == "." else after
    while (scan.definite(at) and (demonym_of(scan.norms[at]) or scan.norms[at] in scan.lex.qualifiers)) or (
        scan.word(at) and scan.norms[at] in _GRADES
    ):
        at += 1
    if at == after and seg.article and scan.word(at):
        at = region_of(scan, at) or at
    inner = scan.post(at) if scan.word(at) else None
    if inner is not None and inner.person is not None and inner.lead == 0:
        person = inner.person
        return _titled(scan, first, seg, title, inner.last, person=person, children=[inner])
    if (
        inner is not None
        and inner.lead == 0
        and inner.rank
        and inner.definite
        and not seg.article
        and title.word in _STYLES
    ):
        inner.first, inner.lead = first, lead_of(seg, scan.norms[first])
        return inner
    name = name_at(scan, at, trusted=True)
    slot = name_in_slot(scan, at)
    if name is not None and not name[1] and slot is not None and slot > name[0]:
        name = (slot, 0)
    if name is None or name[1]:
        return None
    if (
        not seg.article
        and title.word not in {"آية الله", "شيخ", "د", "م", "ملا", "مولوي", "بابا", "لورد", "سير"}
        and scan.norms[at] not in scan.lex.given
    ):
        return None
    return _titled(scan, first, seg, title, name[0], person=person_node(scan, at, name[0], 0), children=[])


_GRADES = {"معاش", "احتياط", "ركن", "متقاعد", "طيار", "بحري"}
_STYLES = {"معالي", "سعادة", "فخامة", "دولة", "سمو"}


def _titled(
    scan: Scan, first: int, seg: Segmentation, title: Title, last: int, *, person: Node, children: list[Node]
) -> Node:
    lead = lead_of(seg, scan.norms[first])
    node = Node(
        "post",
        "person",
        first,
        last,
        lead,
        first,
        seg.core,
        f"honorific:{title.word}",
        gender=title.gender,
        definite=True,
        title=seg.core,
        rank="",
        person=person,
        children=[*children] if children else [person],
    )
    if title.gender == "f":
        person.gender = "f"
    note_nationalities(scan, node, first + 1, person.first)
    return node


def _post(scan: Scan, first: int, after: int, seg: Segmentation, title: Title) -> Node | None:
    """A post with its complement, and the person who holds it if named."""
    if _of_conference(scan, first, seg):
        return None
    node = Node(
        "post",
        "person" if title.person else "unnamed",
        first,
        after,
        lead_of(seg, scan.norms[first]),
        first,
        seg.core,
        f"title:{title.word}",
        gender=title.gender,
        definite=seg.article or bool(seg.pronoun) or (bool(title.rest) and title.rest[-1].startswith("ال")),
        possessed=bool(seg.pronoun),
        rank=title.rank,
        title=" ".join((seg.core, *title.rest)),
    )
    if not seg.pronoun:
        if seg.article or (title.rest and title.rest[-1].startswith("ال")):
            take_post_adjectives(scan, node)
        else:
            _complement(scan, node)
            node.definite = node.definite or (
                node.last > after and (scan.definite(node.last - 1) or node.of is not None)
            )
            take_post_adjectives(scan, node)
            _second(scan, node, node.last)
            take_indefinite(scan, node)
        take_body(scan, node)
        take_post_adjectives(scan, node)
        take_station(scan, node)
    else:
        take_post_adjectives(scan, node)
        take_body(scan, node)
    bare = (node.last == after or bool(seg.pronoun)) and not (title.rest and node.definite)
    if scan.word(node.last) and scan.norms[node.last] in _ACTING:
        node.last += 1
    if (
        bare
        and not seg.article
        and (seg.core in scan.lex.given or seg.core in scan.lex.family)
        and node.title == seg.core
    ):
        return None
    node.title = " ".join(scan.norms[first : node.last])[node.lead :]
    name_holder(scan, node)
    if node.person is None:
        if bare and not seg.article and not seg.pronoun:
            return None
        if seg.pronoun == "نا" and seg.core.startswith(_REPORTING):
            return node
        if bare and seg.pronoun and not title.person and title.rank not in {"kin", "peer"}:
            return None
        if title.rank == "peer" and not (seg.pronoun and node.country):
            return None
        alone = node.of is None and node.country is None and not node.children
        if not seg.article and not seg.pronoun and alone and not title.person:
            return _modest(scan, node)
        if seg.article and title.rank in {"post", "soldier", "kin"} and node.of is None and node.country is None:
            return None
    return node


def _of_conference(scan: Scan, first: int, seg: Segmentation) -> bool:
    """Whether "صحفي" is only the kind of a conference or statement."""
    return seg.core in {"صحفي", "صحافي"} and first > 0 and scan.norms[first - 1].endswith(("موتمر", "بيان", "تصريح"))


def _modest(scan: Scan, node: Node) -> Node | None:
    """A post of something that is no known body ("مدير المستشفى") still is somebody, if it has a complement."""
    if node.title.startswith("مساعده"):
        return None  # "مساعدة آلاف المشردين" is help
    return node if node.last > node.first + 1 and not scan.lex.heads.get(scan.norms[node.first]) else None


def _complement(scan: Scan, node: Node) -> None:
    """What a post without article is of."""
    at = node.last
    if not scan.word(at):
        return
    norm = scan.norms[at]
    inner = scan.post(at)
    if inner is not None and inner.lead == 0 and (inner.rank or inner.person is not None):
        node.children.append(inner)
        node.of = inner.of
        node.country = inner.country
        if inner.person is not None and not inner.entry.startswith("honorific") and _anothers(scan, node, inner):
            node.last, node.of = inner.last, inner.of
            return
        if inner.person is not None:
            node.person, inner.person = inner.person, None
            node.children.append(node.person)
            inner.last = node.person.first - (scan.text(node.person.first - 1) in COMMAS)
            node.last = inner.last
            node.children.remove(node.person)
            return
        node.last = inner.last
        return
    if norm in scan.lex.portfolios:
        node.last = at + 1
        _second(scan, node, at + 1)
        return
    own = "ال" + norm
    if own in scan.lex.portfolios or "ال" + norm[:-1] in scan.lex.portfolios:
        end = scan.place_end(at + 1) if at + 1 < len(scan) else None
        if (end is not None and scan.norms[at + 1][0] not in "وبل") or (end is not None and scan.country(at + 1)):
            country = scan.country(at + 1)
            node.last = end
            if country is not None:
                node.country = country[2]
                node.children.append(nation_node(at + 1, country[0], country[1], country[2]))
            return
        body = scan.body(at + 1)
        if body is not None and not body.lead:
            _take(node, body)
            return
        owned = scan.definite(at + 1) and scan.common(at + 1) and not scan.adjective(at + 1)
        node.last = at + 1 + owned  # "مدير إعلام المحافظة"
        return
    for suffix in ("ه", "ها", "هم", "هما", "نا"):
        stem = norm.removesuffix(suffix)
        if stem is not norm and any("ال" + s in scan.lex.portfolios for s in (stem, stem[:-1] + "ه", stem[:-1] + "ء")):
            node.last, node.possessed, node.definite = at + 1, True, True
            return
    body = scan.body(at)
    if body is not None and not body.lead:
        _take(node, body)
        return
    country = scan.country(at)
    if country is not None and not country[1]:
        node.last, node.country = country[0], country[2]
        node.children.append(nation_node(at, country[0], country[1], country[2]))
        return
    if node.rank == "spokesman" and norm in scan.lex.voices:
        return
    alias = aliased(scan, at)
    if alias is not None:
        _take(node, alias)
        return
    end = scan.place_end(at)
    if end is not None and norm[0] not in "بل":
        node.last = end
        return
    _generic(scan, node)


def _second(scan: Scan, node: Node, at: int) -> None:
    """One more portfolio joined with "و": "الخارجية والدفاع", "الموارد المائية والري"."""
    if scan.word(at) and scan.norms[at].startswith("وال") and scan.norms[at][1:] in scan.lex.portfolios:
        node.last = at + 1


def _anothers(scan: Scan, node: Node, inner: Node) -> bool:
    """Whether the name after two posts is that of the second ("مبعوث الرئيس أوباما"), not of the deputy itself."""
    if node.rank == "envoy" or node.title.startswith(_KIN):
        return True
    if node.title.startswith(_VOICES) and inner.person is not None:
        known = party_named(scan.norms, inner.person.first)
        return known is not None and known[2].kind == "person"
    return inner.last < len(scan) and scan.word(inner.last) and scan.norms[inner.last] in scan.lex.given


_ACTING = {"بالانابه", "بالوكاله", "بالنيابه"}
_KIN = ("نجل", "شقيق", "زوجه", "عقيله", "والد", "محامي")
_REPORTING = ("مراسل", "موفد", "مندوب")  # "مراسلنا", the outlet's own
_VOICES = ("مستشار", "متحدث", "ناطق")


def _generic(scan: Scan, node: Node) -> None:
    """Nouns that are no known body: "مدير مركز الدراسات", "رئيس المكتب السياسي"."""
    at, count = node.last, 0
    while scan.word(at) and count < 4 and not scan.function(at):
        norm = scan.norms[at]
        if scan.definite(at):
            inner = scan.post(at)
            if inner is not None and inner.person is not None and count:
                node.last = inner.last
                _for(scan, node)
                return
            if name_at(scan, at, trusted=True) and not scan.common(at):
                return
            node.last = at + 1
            return
        if not classes(norm) & {"noun", "word"} or norm in scan.lex.saying or demonym_of(norm):
            return
        nxt = scan.definite(at + 1) or (scan.word(at + 1) and bool(classes(scan.norms[at + 1]) & {"noun"}))
        if not nxt:
            return
        at += 1
        count += 1


def _for(scan: Scan, node: Node) -> None:
    """What an institution named after somebody is for: "كرسي الملك عبدالله للأمن الغذائي"."""
    at = node.last
    if scan.word(at) and scan.norms[at].startswith("لل") and not scan.lex.heads.get(scan.norms[at]):
        node.last = at + 1
        while scan.adjective(node.last) and not scan.lex.titles.get(scan.norms[node.last]):
            node.last += 1


def _take(node: Node, inner: Node) -> None:
    node.children.append(inner)
    node.of = inner
    node.country = node.country or inner.country
    node.last = inner.last
