"""Bodies, groups and unnamed sources by form: a known noun and the words that belong to it.

After a noun with its article stand adjectives with theirs ("القوات الحكومية"); after a bare noun stands what it is
of: a noun with article ("وزارة الدفاع"), a name, a place, a nation, a person or another body. A quoted or unknown
name closes it.
"""

from __future__ import annotations

from khabar.arabic import Segmentation
from khabar.reading.parties.lexemes import Head, classes, is_adjective, lead_of, readings
from khabar.reading.parties.names import name_at, person_node
from khabar.reading.parties.nations import demonym_of, party_named
from khabar.reading.parties.node import Node
from khabar.reading.parties.scan import CLOSING, OPENING, PREPOSED, Scan

_NAMED = {"armed_group", "party", "media", "company", "ngo", "igo"}
_JOINED_NAME = {"armed_group", "party", "ngo", "igo", "state_body"}
_LINKS = {"في", "من", "لدي", "باسم", "باسام", "عن", "ب"}
_LONGEST = 9


def body_at(scan: Scan, first: int) -> Node | None:
    """Return the body, group or source that begins at a token, or None. Kept per token."""
    if first not in scan.bodies:
        scan.bodies[first] = None  # no endless nesting
        scan.bodies[first] = _find(scan, first) if scan.word(first) else None
    return scan.bodies[first]


def _find(scan: Scan, first: int) -> Node | None:
    for seg, heads in readings(scan.norms[first], scan.text(first), scan.lex.heads):
        for head in heads:
            if head.definite and not seg.article:
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
            node = _of_body(scan, first, seg, None)
            if node is not None:
                return node
    return None


def _grow(scan: Scan, first: int, after: int, seg: Segmentation, head: Head) -> Node | None:
    """The node of one head noun with its complement, or None where it means no party."""
    lead = lead_of(seg, scan.norms[first])
    node = Node(
        "source" if head.source else "document" if head.kind == "document" else "body",
        head.kind, first, after, lead, first, seg.core, f"head:{head.word}",
        gender=head.gender, number=head.number, definite=seg.article or bool(seg.pronoun), possessed=bool(seg.pronoun),
        country=head.country or None, rank=seg.core,
    )
    if not seg.article and not seg.pronoun and not head.rest:
        owned = _of_body(scan, first, seg, head)
        if owned is not None:
            return owned
    if head.rest:
        node.key = " ".join((seg.core, *head.rest))
        _adjectives(scan, node, definite=scan.norms[after - 1].startswith("ال"))
    elif seg.article:
        _adjectives(scan, node, definite=True)
        if node.last == after and head.kind == "state_body" and scan.analysis.forms[min(after, len(scan) - 1)].kind == "number":
            node.last = after + 1
        _quoted(scan, node, head)
    elif not seg.pronoun and (_sound_plural(seg.core, head) or not _construct(scan, node, head)):
        _adjectives(scan, node, definite=False)
    if head.source or (head.kind == "group" and head.number == "p"):
        _linked(scan, node)
    elif head.kind in {"ngo", "igo", "media", "state_body"} and node.last > after - (not seg.article):
        _purpose(scan, node)
    _loyalty(scan, node, after)
    if seg.core == "بيان" and head.kind == "document":
        _issued(scan, node)
    return node if _counts(scan, node, seg, head, after) else None


def _issued(scan: Scan, node: Node) -> None:
    """Whose words a statement holds: "بيان الخارجية", "بيان صحفي لوزيرة الخارجية", "بيان عن الجيش"; it then is theirs."""
    from khabar.reading.parties.titles import post_at

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
        owner = post_at(scan, at) or body_at(scan, at)
        if owner is None or bool(owner.lead) == linked or owner.kind == "media":
            return
        node.children.append(owner)
        node.last = owner.last
    node.category, node.of, node.country = "member", owner, owner.country


def _loyalty(scan: Scan, node: Node, after: int) -> None:
    """Forces are a state's unless their name says otherwise: "القوات الموالية", "جيش الفتح", "قوات البيشمركة"."""
    if node.rank not in {"قوات", "جيش", "وحدات", "لجان"} or node.kind != "state_body" or node.last <= after - 1:
        return
    words = {norm.removeprefix("ال") for norm in scan.norms[node.first + 1 : node.last]}
    if words & scan.lex.irregular:
        node.kind = "armed_group"
    elif not node.definite and node.last > after and node.of is None and node.country is None and scan.definite(after):
        regular = scan.core(after) in scan.lex.regular
        if not regular and (node.rank == "جيش" or not scan.common(after)):
            node.kind = "armed_group"


def _sound_plural(core: str, head: Head) -> bool:
    """Whether a noun ends as none does that has something after it in construct ("مسلحون", "مسؤولا")."""
    return (head.number != "s" and core.endswith(("ون", "ين", "ان"))) or (core.endswith("ا") and core != head.word)


def _counts(scan: Scan, node: Node, seg: Segmentation, head: Head, after: int) -> bool:
    """Whether a noun with these complements means a party."""
    grown = node.last > after or bool(node.children) or bool(node.own)
    before = scan.norms[node.first - 1] if node.first else ""
    if head.spoken:
        return _spoken(scan, node)
    if head.source and seg.core.startswith("مصدر") and not seg.article:
        beside = before in {"عن", "وعن"} or before in scan.lex.saying or before[1:] in scan.lex.saying
        if not grown and not beside:
            return False
        if grown and node.of is None and node.last == after + 1 and scan.definite(after):
            return False
    if before in {"مؤتمر", "موتمر", "الموتمر", "المؤتمر"} and seg.core in {"صحفي", "صحافي"}:
        return False
    if head.rest and not head.needs.startswith("n"):
        return True
    if head.needs == "nation":
        return node.country is not None or (seg.article and bool(node.children))
    if head.needs == "owner":
        own = seg.article and grown and scan.norms[after][2:] not in scan.lex.vocabulary
        return own or bool(node.children) or node.country is not None or (seg.article and head.alone and not grown)
    if head.needs in {"complement", "name"} and not grown:
        return seg.article and head.alone
    if head.kind == "government" and not (seg.article or seg.pronoun or node.of is not None or node.country):
        return False
    if grown or seg.pronoun:
        return True
    if seg.article:
        return head.alone
    return head.indefinite or (head.alone and head.rest != ())


def _spoken(scan: Scan, node: Node) -> bool:
    """Whether a document stands beside a verb of saying, which it then does itself."""
    before = scan.norms[node.first - 1] if node.first else ""
    after = scan.norms[node.last] if node.last < len(scan) else ""
    reports = scan.lex.reports
    if after == "قد" and node.last + 1 < len(scan):
        after = scan.norms[node.last + 1]
    return any(w in reports or w[1:] in reports for w in (before, after) if w) or before in {"بحسب", "وفق", "حسب", "وبحسب"}


def _adjectives(scan: Scan, node: Node, *, definite: bool) -> None:
    """Take in the adjectives that agree in definiteness; words of nationality give the country."""
    at = node.last
    while at < len(scan) and at - node.first < _LONGEST and scan.word(at):
        norm = scan.norms[at]
        if definite:
            joined = norm.startswith("وال") and _two_nations(scan, at)
            if not scan.definite(at) and not joined:
                break
            core = norm[3:] if joined else norm[2:]
            nation = demonym_of(norm)
            if nation is not None and nation[1].number not in {"singular", "dual"} and node.number == "s":
                break
            if nation is None and not (is_adjective(core) and _agree(node, core)):
                break
            if joined and nation is None:
                break
            if nation is None and _strong(scan, at):
                break
        else:
            if norm.startswith(("ال", *PREPOSED)) or scan.function(at):
                break
            nation = demonym_of(norm)
            if nation is not None and nation[0].clitics:
                nation = None
            if nation is None and not (is_adjective(norm) and _agree(node, norm) and "past" not in classes(norm)):
                break
            if nation is None and (norm in scan.lex.given or scan.country(at) is not None):
                break
        if nation is not None:
            _nationality(scan, node, at)
        if nation is None and _governs(scan, at):
            break
        node.key += " " + norm
        at += 1
        node.last = at
    if definite and tuple(scan.norms[at : at + 2]) == ("المعترف", "بها"):
        node.last = at + 2 + (scan.norms[at + 2 : at + 3] in (["دوليا"], ["دولياً"]))


def _two_nations(scan: Scan, at: int) -> bool:
    """Whether a second word of nationality is joined to a first ("الحكومتان العراقية والبريطانية")."""
    pair = (demonym_of(scan.norms[at - 1]), demonym_of(scan.norms[at]))
    return all(found is not None and found[1].number == "singular" and not found[1].people for found in pair)


def _governs(scan: Scan, at: int) -> bool:
    """Whether a participle has an object behind it and so starts a clause ("المتحالفة مع", "المكونة من")."""
    norm = scan.norms[at]
    core = norm.removeprefix("ال")
    if not core.startswith("م") and core not in scan.lex.loose:
        return False
    if at + 1 >= len(scan) or not scan.word(at + 1):
        return False
    after = scan.norms[at + 1]
    if core in scan.lex.adjectives:
        return False
    return after in {"من", "مع", "علي", "عن", "الي", "ضد", "بها", "به", "لها", "له", "دوليا"} or after.startswith(("بال", "لل")) or (
        after[0] == "ل" and len(after) > 3 and not scan.lex.saying & {after})


def _agree(node: Node, core: str) -> bool:
    """Whether an adjective can agree with the head: feminine for bodies that are, plural for people."""
    if core in {"كبري", "عليا", "عظمي", "وسطي", "ست", "خمس", "كبار", "شيعه", "سنه", "زيديه", "جدد", "اجانب", "اخري"}:
        return True
    feminine = core.endswith("ه")
    plural = core.endswith(("ين", "ون", "ان"))
    if node.number == "p":
        return plural or not feminine
    if node.number == "d":
        return plural
    return feminine if node.gender == "f" else not feminine and not core.endswith("ون")


def _nationality(scan: Scan, node: Node, at: int) -> None:
    """Note the country of a word of nationality inside a phrase, as a mention of its own."""
    found = demonym_of(scan.norms[at])
    if found is None:
        return
    seg, demonym = found
    if demonym.country and not demonym.people:
        node.country = node.country or demonym.country
        child = Node(
            "nation", "country", at, at + 1, lead_of(seg, scan.norms[at]), at, demonym.country, "demonym",
            country=demonym.country, gender="f", definite=True,
        )
        node.children.append(child)


def _quoted(scan: Scan, node: Node, head: Head) -> bool:
    """Take in a name in marks right after the noun: حركة "طالبان", وكالة الأنباء (سبأ)."""
    at = node.last
    if at >= len(scan) or scan.text(at) not in OPENING or head.source or head.kind not in _NAMED:
        return False
    end = next((i for i in range(at + 1, min(at + 7, len(scan))) if scan.text(i) in CLOSING), None)
    if end is None or end == at + 1 or not all(scan.words[i] or scan.analysis.forms[i].kind == "latin" for i in range(at + 1, end) if scan.text(i) not in {"-", "/"}):
        return False
    own = " ".join(scan.norms[at + 1 : end])
    node.own = own
    node.children.append(Node("alias", node.kind, at + 1, end, 0, at + 1, own, "alias", "name", own=own, country=node.country))
    node.key += " " + own
    node.form = "name"
    if scan.text(at) != "(":
        node.last = end + 1
    return True


def _construct(scan: Scan, node: Node, head: Head) -> bool:
    """Take in what a bare noun is of; false where nothing follows that it could be of."""
    at = node.last
    if at >= len(scan):
        return False
    if _quoted(scan, node, head):
        _adjectives(scan, node, definite=True)
        return True
    kind = scan.analysis.forms[at].kind
    if kind == "latin":
        end = at + 1
        while end < len(scan) and (scan.analysis.forms[end].kind == "latin" or (scan.text(end) == "-" and scan.analysis.forms[min(end + 1, len(scan) - 1)].kind == "latin")):
            end += 1
        node.own = " ".join(scan.norms[at:end])
        node.children.append(Node("alias", node.kind, at, end, 0, at, node.own, "alias", "name", own=node.own))
        node.last, node.form = end, "name"
        node.key += " " + node.own
        _adjectives(scan, node, definite=True)
        return True
    if not scan.word(at):
        return False
    known = party_named(scan.norms, at)
    if known is not None and not known[1] and known[2].kind not in {"person", "government", "state_body"} and head.kind in _NAMED:
        end, _, row = known
        child = Node("alias", row.kind, at, end, 0, at, " ".join(scan.norms[at:end]), "alias", "name", own=" ".join(scan.norms[at:end]))
        node.children.append(child)
        node.own, node.known, node.kind, node.last, node.form = child.own, row.id, row.kind, end, "name"
        node.country = row.country or None
        node.key += " " + child.own
        _adjectives(scan, node, definite=True)
        return True
    owner = _owner(scan, at)
    if owner is not None and head.kind not in {"media", "company"}:
        _take(node, owner)
        _adjectives(scan, node, definite=True)
        return True
    if scan.definite(at):
        _definite_words(scan, node, head)
        return True
    return _chain(scan, node, head)


def _owner(scan: Scan, at: int) -> Node | None:
    """The nation, capital or person right after a noun that is theirs: "حكومة الخرطوم", "إدارة أوباما"."""
    for found, kind in ((scan.country(at), "country"), (scan.capital(at), "government")):
        if found is not None and found[1] == 0:
            return Node("nation", kind, at, found[0], 0, at, found[2], "country", country=found[2], gender="f", definite=True)
    from khabar.reading.parties.titles import post_at

    post = post_at(scan, at)
    if post is not None and post.lead == 0 and (post.person is not None or post.rank == "spokesman"):
        return post
    if scan.function(at) or demonym_of(scan.norms[at]) is not None:
        return None
    if scan.norms[at] in scan.aliases:
        return None
    name = name_at(scan, at, trusted=scan.norms[at] in scan.lex.family and not scan.common(at))
    return person_node(scan, at, name[0], 0) if name is not None and name[1] == 0 else None


def _take(node: Node, child: Node) -> None:
    """Make a phrase inside part of the node."""
    node.children.append(child)
    node.of = node.of or child
    node.last = child.last
    node.country = node.country or child.country
    node.key += " " + child.key


def _definite_words(scan: Scan, node: Node, head: Head) -> None:
    """Take in a noun with its article, what is joined to it, and its adjectives: "العدل والمساواة"."""
    at = node.last
    words = [scan.norms[at]]
    at += 1
    while at < len(scan) and at - node.first < _LONGEST and scan.word(at):
        norm = scan.norms[at]
        if norm.startswith("وال") and len(norm) > 5 and head.kind in _JOINED_NAME:
            if _two_nations(scan, at):
                _nationality(scan, node, at)
            elif _other_party(scan, at) or demonym_of(norm) is not None or scan.lex.titles.get(norm):
                break
        elif scan.definite(at):
            nation = demonym_of(norm)
            if nation is not None:
                _nationality(scan, node, at)
            elif not is_adjective(norm[2:]) or _strong(scan, at):
                break
        else:
            break
        words.append(norm)
        at += 1
    node.last = at
    node.key += " " + " ".join(words)
    if head.kind in _NAMED:
        node.own = " ".join(words)
    _quoted(scan, node, head)


def _strong(scan: Scan, at: int) -> bool:
    """Whether a definite word is rather a party of its own than an adjective."""
    found = scan.lex.heads.get(scan.norms[at])
    return found is not None and found[1][0].needs != "nation" and scan.core(at) not in scan.lex.adjectives


def _other_party(scan: Scan, at: int) -> bool:
    """Whether a word joined with "و" starts another party."""
    norm = scan.norms[at]
    return bool(scan.lex.heads.get(norm[1:])) or scan.lex.titles.get(norm[1:]) is not None or scan.country(at) is not None


def _chain(scan: Scan, node: Node, head: Head) -> bool:
    """Take in bare nouns that end in a definite one or a place ("جيش تحرير السودان"), or an unknown name."""
    at = node.last
    count = 0
    while scan.word(at + count) and count < 4 and not scan.function(at + count):
        here = at + count
        norm = scan.norms[here]
        if scan.definite(here):
            break
        place = scan.place_end(here)
        if place is not None and norm[0] not in "وفبلك":
            break
        found = classes(norm)
        if not found & {"noun", "word"} or norm in scan.lex.saying or (count == 0 and is_adjective(norm) and "noun" not in found):
            break
        count += 1
    end = at + count
    if count and scan.word(end):
        place = scan.place_end(end) if scan.norms[end][0] not in "وفبلك" else None
        if scan.definite(end) or place is not None:
            node.key += " " + " ".join(scan.norms[at:end])
            node.last = end
            start = end
            if place is not None:
                node.last = place
                node.key += " " + " ".join(scan.norms[end:place])
                country = scan.country(end)
                if country is not None:
                    node.country = node.country or country[2]
            else:
                _definite_words(scan, node, head)
            if head.kind in _NAMED:
                node.own = " ".join(scan.norms[at:start] + scan.norms[start : node.last])
                node.form = "name"
            return True
    if head.kind in _NAMED:
        end = at
        while scan.word(end) and end - at < 3 and not scan.common(end) and not scan.function(end) and not scan.norms[end].startswith(PREPOSED):
            if demonym_of(scan.norms[end]) is not None or (end > at and scan.norms[end][0] in "وفبل"):
                break
            end += 1
        if end < len(scan) and scan.norms[end] == "الله" and end - at <= 1:
            end += 1
        if end > at:
            node.own = " ".join(scan.norms[at:end])
            node.children.append(Node("alias", node.kind, at, end, 0, at, node.own, "alias", "name", own=node.own))
            node.last, node.form = end, "name"
            node.key += " " + node.own
            _adjectives(scan, node, definite=True)
            return True
    return False


def _of_body(scan: Scan, first: int, seg: Segmentation, head: Head | None) -> Node | None:
    """People or parts of a body: "قوات الجيش" is the army, "سكان المدينة" a group of its own."""
    word = seg.core
    member, subgroup = word in scan.lex.members, word in scan.lex.subgroups
    if not member and not subgroup:
        return None
    at = first + 1
    inner = body_at(scan, at) if scan.word(at) else None
    if inner is not None and (inner.lead or inner.category == "document"):
        inner = None
    if inner is None:
        inner = aliased(scan, at)
    if inner is None:
        owner = _owner(scan, at) if scan.word(at) else None
        if owner is None and subgroup and scan.word(at):
            return _place_people(scan, first, seg)
        if owner is None or (head is not None and not subgroup and word not in {"قوات", "مقاتلو", "مقاتلي", "وفد", "مليشيات", "ميليشيات"}):
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
            "body", kind, first, inner.last, lead_of(seg, scan.norms[first]), first, word + " " + inner.key, f"member:{word}",
            gender=head.gender, number=head.number, definite=True, country=inner.country, of=inner, children=[inner], rank=word,
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
        if kind == "group" and word in {"قوات", "وحدات"}:
            kind = "armed_group"
        if head is not None and head.source:
            return None
    return Node(
        category, kind, first, inner.last, lead_of(seg, scan.norms[first]), first, word + " " + inner.key, f"member:{word}",
        gender="m" if people else "f", number="p" if people else "s", definite=True, country=inner.country, of=inner,
        children=[inner], rank=word,
    )


def _place_people(scan: Scan, first: int, seg: Segmentation) -> Node | None:
    """People of a place or a thing: "سكان المدينة", "معارضو الاتفاق"."""
    at = first + 1
    end = scan.place_end(at)
    if end is None:
        if not scan.definite(at) and not (classes(scan.norms[at]) & {"noun"} and scan.definite(at + 1) and scan.words[at]):
            return None
        end = at + 1 + (not scan.definite(at))
    node = Node(
        "body", "group", first, end, lead_of(seg, scan.norms[first]), first, " ".join((seg.core, *scan.norms[at:end])),
        f"subgroup:{seg.core}", number="p", definite=True, rank=seg.core,
    )
    if scan.definite(end - 1):
        at = end - 1
        probe = Node("body", "group", at, end, 0, at, "", "", gender="f" if scan.norms[at].endswith("ه") else "m")
        _adjectives(scan, probe, definite=True)
        node.last, node.country = probe.last, probe.country
        node.children += probe.children
        node.key += probe.key
    return node


def _linked(scan: Scan, node: Node) -> None:
    """Take in the body that sources belong to: "في وزارة الدفاع", "بالجيش", "باسم الشرطة", "عن القوى"."""
    at = node.last
    if at >= len(scan) or not scan.word(at):
        return
    norm = scan.norms[at]
    if norm in {"كبير", "رفيع", "بارز"}:
        at += 1
        norm = scan.norms[at] if at < len(scan) else ""
    inner: Node | None = None
    if norm in _LINKS and at + 1 < len(scan):
        if norm == "من" and node.kind == "group":
            return
        inner = _inner(scan, at + 1)
        if inner is not None and inner.category == "nation" and norm == "من":
            inner = None
    elif norm[0] in "بل" and norm not in {"بعد", "بين"} and scan.word(at):
        inner = body_at(scan, at)
        if inner is not None and inner.lead == 0:
            inner = None
        if inner is not None and norm[0] == "ل" and not node.rank.startswith(("متحدث", "ناطق", "ممثل", "معارض", "مويد", "منتقد", "حلفاء")):
            inner = None
    if inner is None or inner.category not in {"body", "nation", "member"}:
        return
    _take(node, inner)


def aliased(scan: Scan, at: int) -> Node | None:
    """A body by its bare name, maybe in marks, that the report has introduced with its noun or the gazetteer knows."""
    quoted = at < len(scan) and scan.text(at) in OPENING
    here = at + quoted
    if here >= len(scan):
        return None
    row = party_named(scan.norms, here) if scan.word(here) else None
    if row is not None and not row[1] and row[2].kind != "person":
        end, _, found = row
        return Node("body", found.kind, at, end + quoted, 0, here, " ".join(scan.norms[here:end]), f"gazetteer:{found.id}", "name",
                    own=" ".join(scan.norms[here:end]), country=found.country or None, known=found.id)
    for count in (3, 2, 1):
        known = scan.aliases.get(" ".join(scan.norms[here : here + count]))
        if known is not None:
            end = here + count + (quoted and scan.text(here + count) in CLOSING)
            return Node("body", known.kind, at, end, 0, here, known.key, "alias", "name", own=known.own, country=known.country,
                        gender=known.gender, known=known.known)
    return None


def _inner(scan: Scan, at: int) -> Node | None:
    inner = body_at(scan, at) if scan.word(at) else None
    if inner is not None:
        return inner if inner.category == "body" and not inner.lead else None
    inner = aliased(scan, at)
    if inner is not None or not scan.word(at):
        return inner
    country = scan.country(at)
    if country is not None and not country[1]:
        return Node("nation", "country", at, country[0], 0, at, country[2], "country", country=country[2], gender="f")
    return None


def _purpose(scan: Scan, node: Node) -> None:
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
    if scan.lex.heads.get(norm) or scan.lex.titles.get(norm) or demonym_of(norm) or scan.country(at) or norm[1:] in scan.lex.given:
        return
    end = at + 1
    if norm.startswith("لل"):
        while scan.adjective(end) and not _strong(scan, end) and not _governs(scan, end):
            end += 1
    else:
        if not classes(norm[1:]) & {"noun", "word"} or not scan.definite(end):
            return
        end += 1
        while scan.adjective(end) and not _strong(scan, end):
            end += 1
    if end - at > 4:
        return
    node.key += " " + " ".join(scan.norms[at:end])
    node.last = end
