"""One pass over the text: at each word the longest party that begins there, known ones, posts, bodies, nations, names."""

from __future__ import annotations

from functools import lru_cache

from khabar.reading.parties.bodies import of_a_state
from khabar.reading.parties.counted import counted_at, plural_at
from khabar.reading.parties.initials import initials_at
from khabar.reading.parties.lexemes import lexemes
from khabar.reading.parties.nations import party_named
from khabar.reading.parties.node import READ, Node
from khabar.reading.parties.ownership import known_at, linked_group
from khabar.reading.parties.person_node import person_node
from khabar.reading.parties.persons import person_at
from khabar.reading.parties.scan import CLOSING, COMMAS, OPENING, Scan
from khabar.reading.parties.states import nation_at, people_at


def find_nodes(scan: Scan) -> list[Node]:
    """Return the outermost nodes of a report in text order; those inside them are their children."""
    found: list[Node] = []
    at = 0
    while at < len(scan):
        node = _some(scan, at) or _best(scan, at)
        if node is None:
            at += 1
            continue
        named = node.person if node.category == "post" else node if node.category == "person" else None
        before = found[-1] if found and found[-1].last == node.first and not node.lead else None
        if named is not None and before is not None and before.category == "post" and before.person is None:
            before.person = named
        if named is not None and found and before is None:
            _far_apposition(scan, found[-1], node, named)
        if found and _bracketed(scan, found[-1], node):
            at = node.last
            continue
        found.append(node)
        _alias(scan, node)
        at = max(node.last, at + 1)
        person = node if node.category == "person" else node.person
        if person is not None and at < len(scan):
            apposed = _apposed(scan, node, person, at)
            if apposed is not None:
                found.append(apposed)
                at = apposed.last
    return found


def _bracketed(scan: Scan, body: Node, node: Node) -> bool:
    """A second name in brackets is the body's own: "القيادة الأمريكية في إفريقيا (أفريكوم)"; True if it was taken in."""
    if body.category != "body" or node.category != "body" or node.lead or node.first - body.last > 3:
        return False
    if scan.text(node.first - 1) != "(" or node.last >= len(scan) or scan.text(node.last) != ")" or body.known:
        return False
    if node.first - 1 > body.last and scan.norms[body.last] != "في":
        return False
    body.last = node.first - 1
    body.known, body.kind = node.known, node.kind
    own = " ".join(scan.norms[node.first : node.last])
    body.children.append(Node("alias", node.kind, node.first, node.last, 0, node.first, own, "alias", "name", own=own))
    return True


def _far_apposition(scan: Scan, post: Node, node: Node, person: Node) -> None:
    """A post, where it is held, and after a comma its holder: "قائد الشرطة في إقليم حلب، العقيد سامي كامل"."""
    gap = range(post.last, node.first)
    if post.category != "post" or post.person is not None or node.lead or not 3 <= len(gap) <= 7:
        return
    if scan.norms[post.last] == "في" and scan.text(node.first - 1) in COMMAS and scan.same_line(post.first, node.first):
        post.person = person


def _alias(scan: Scan, node: Node) -> None:
    """Remember a body's own name, so that it is found without its noun later on."""
    for inner in node.walk():
        if inner.category in {"body", "alias", "member"} and inner.own and " " not in inner.own:
            scan.call(inner.own, inner)
            if inner.own.startswith("ال"):
                continue
        if inner.category == "body" and inner.own and " " in inner.own and inner.kind in {"armed_group", "party"}:
            scan.call(inner.own, inner)


def _some(scan: Scan, at: int) -> Node | None:
    """A quantity of a party, "بعض النواب" or "أحد مصادر الحركة": the words of both are its mentions."""
    norm = scan.norms[at]
    alone, with_of = _quantity(norm)
    if (alone is None and with_of is None) or not scan.word(at):
        return None
    lead, end = alone, at + 1
    if at + 1 < len(scan) and scan.norms[at + 1] == "من":
        lead, end = with_of, at + 2
    if (
        lead is None
        or end >= len(scan)
        or not scan.word(end)
        or scan.norms[end].startswith("عشر")
        or (scan.lex.titles.get(norm) and norm == "كبير")
    ):
        return None
    inner = _best(scan, end)
    if (
        inner is None
        or inner.lead
        or (inner.number == "s" and inner.gender == "m")
        or inner.category not in {"body", "people", "source", "member"}
    ):
        return None
    if inner.kind not in {"group", "unnamed", "armed_group"} and inner.category != "member":
        return None
    one = norm[lead:] in {"احد", "احدي"}
    return Node(
        "source" if one else "member",
        "unnamed" if one else inner.kind,
        at,
        inner.last,
        lead,
        at,
        " ".join((norm[lead:], inner.key)),
        "quantity",
        gender=inner.gender,
        number="s" if one else "p",
        of=inner,
        children=[inner],
        country=inner.country,
        rank=inner.rank,
    )


@lru_cache(maxsize=100_000)
def _quantity(norm: str) -> tuple[int | None, int | None]:
    """The letters before a word of quantity, as it stands and before "من"; None where it is none."""
    quantifiers, leads = lexemes().quantifiers, (0, 1) if norm[0] in "وفبلك" else (0,)
    return (
        next((n for n in leads if (norm[n:],) in quantifiers), None),
        next((n for n in leads if (norm[n:], "من") in quantifiers), None),
    )


def _best(scan: Scan, at: int) -> Node | None:
    kind = scan.analysis.forms[at].kind
    if kind == "punct":
        return _outlet(scan, at)
    if kind == "latin":
        return known_at(scan, at)
    if not scan.word(at):
        return counted_at(scan, at) if kind == "number" else None
    post, body = scan.post(at), scan.body(at)
    known = known_at(scan, at)
    if known is not None and body is not None and body.known == known.known:
        known = None
    if (
        post is not None
        and body is not None
        and post.person is None
        and body.category == "source"
        and post.rank != "spokesman"
    ):
        post = None if body.last >= post.last else post
    outer = post is not None and (body is None or post.person is not None or post.last >= body.last)
    if post is not None and outer and (known is None or post.last >= known.last):
        return post
    if known is not None and (body is None or known.last >= body.last):
        return known
    if body is not None:
        if known is not None and not of_a_state(scan, known):
            body.known = known.known
        return body
    counted = counted_at(scan, at)
    if counted is not None:
        return counted
    return (
        known
        or _initials(scan, at)
        or nation_at(scan, at)
        or people_at(scan, at)
        or _aliased(scan, at)
        or linked_group(scan, at)
        or person_at(scan, at)
        or plural_at(scan, at)
        or _read_person(scan, at)
    )


_SURE = 0.8  # of 0.6 and 0.8 the same figures, fewer names


def _read_person(scan: Scan, at: int) -> Node | None:
    """A person by a name that no rule knows, where the neural reader is sure of it."""
    end, chance = scan.analysis.persons_read.get(at, (0, 0.0))
    if chance < _SURE or not scan.word(at) or any(scan.place[i] >= 0 for i in range(at, end)):
        return None
    node = person_node(scan, at, end, scan.analysis.forms[at].best.lead)
    node.entry = READ
    return node


_TALKS = {"حديث", "تصريح", "حوار", "مقابله", "تصريحات", "لقاء", "اتصال"}


def _outlet(scan: Scan, at: int) -> Node | None:
    """An outlet that somebody spoke to, by its quoted name alone: "قال لـ«الصباح»", "في حديث إلى «النور»"."""
    if scan.text(at) not in OPENING or scan.text(at) == "(" or at == 0:
        return None
    before = scan.norms[at - 1]
    talk = at > 1 and scan.norms[at - 2] in _TALKS
    if before in {"معه", "معها"}:
        talk = any(scan.norms[i].removeprefix("ال") in _TALKS for i in range(max(0, at - 6), at - 1))
    elif before not in {"ل", "الي", "مع"}:
        return None
    if before != "ل" and not talk:
        return None
    end = next((i for i in range(at + 1, min(at + 5, len(scan))) if scan.text(i) in CLOSING), None)
    if end is None or end == at + 1 or not all(scan.words[i] and not scan.function(i) for i in range(at + 1, end)):
        return None
    known = known_at(scan, at + 1)
    if known is not None:
        return known
    first = scan.analysis.sentences[scan.analysis.sentence_of[at]].first
    spoken = talk or any(
        word in scan.lex.saying or word in scan.lex.verbs
        for i in range(max(first, at - 14), at)
        for word in (scan.norms[i], scan.norms[i][1:])
    )
    if not spoken:
        return None
    own = " ".join(scan.norms[at + 1 : end])
    return Node("body", "media", at + 1, end, 0, at + 1, own, "outlet", "name", own=own, gender="f", definite=True)


def _initials(scan: Scan, at: int) -> Node | None:
    """An outlet by its spelt-out letters: "بي بي سي"."""
    found = initials_at(scan, at)
    if found is None:
        return None
    end, lead = found
    letters = [scan.norms[at][lead:], *(norm for norm in scan.norms[at + 1 : end] if norm != ".")]
    own = " ".join(letters)
    row = party_named(letters, 0)
    known = row[2].id if row is not None and row[0] == len(letters) else None
    return Node(
        "body", "media", at, end, lead, at, own, "initials", "name", own=own, gender="f", definite=True, known=known
    )


def _aliased(scan: Scan, at: int) -> Node | None:
    """A body by the bare name that the report has introduced with its noun before."""
    for lead in (0, 1):
        norm = scan.norms[at]
        if lead and (norm[0] not in "وفبلك" or len(norm) < 4):
            break
        single = norm[lead:]
        bare = "ال" + single[1:] if single.startswith("ل") else ""
        if single not in scan.called and bare not in scan.called:
            continue
        two = " ".join((single, *scan.norms[at + 1 : at + 2]))
        for own in (two, single, bare):
            known = scan.aliases.get(own)
            if known is None:
                continue
            quoted = at > 0 and scan.text(at - 1) in OPENING
            if scan.common(at) and not quoted and " " not in own and not scan.definite(at):
                continue
            end = at + len(own.split())
            return Node(
                "body",
                known.kind,
                at,
                end,
                lead,
                at,
                known.key,
                "alias",
                "name",
                own=known.own,
                country=known.country,
                gender=known.gender,
                definite=True,
                known=known.known,
            )
    return None


def _apposed(scan: Scan, node: Node, person: Node, at: int) -> Node | None:
    """The post after a name: "خالد مشعل رئيس المكتب السياسي", "…، وهو ممثل للمؤتمر"."""
    here = at
    if scan.text(here) in CLOSING and scan.text(here) != '"':
        here += 1
    comma = scan.text(here) in COMMAS
    if comma:
        here += 1
    pronoun = here < len(scan) and scan.norms[here] in {"وهو", "وهي"}
    if pronoun:
        here += 1
    if here >= len(scan) or not scan.word(here) or not scan.same_line(node.first, here):
        return None
    post = scan.post(here)
    if post is None or post.person is not None or post.lead or post.last - post.first < 2:
        return None
    if comma and not pronoun and (post.last >= len(scan) or scan.text(post.last) not in COMMAS):
        return None
    post.person = person
    return post
