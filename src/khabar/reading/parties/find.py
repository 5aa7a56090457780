"""One pass over the text: at each word the longest party that begins there, known ones, posts, bodies, nations, names."""

from __future__ import annotations

from khabar.reading.parties.bodies import of_a_state
from khabar.reading.parties.counted import counted_at, plural_at
from khabar.reading.parties.initials import initials_at
from khabar.reading.parties.lexemes import classes, lead_of
from khabar.reading.parties.nations import demonym_of
from khabar.reading.parties.node import Node
from khabar.reading.parties.ownership import known_at, linked_group
from khabar.reading.parties.persons import person_at
from khabar.reading.parties.scan import CLOSING, COMMAS, OPENING, Scan

_LOCATIVE = {
    "في",
    "داخل",
    "خارج",
    "عبر",
    "وسط",
    "قرب",
    "جنوب",
    "شمال",
    "شرق",
    "غرب",
    "جنوبي",
    "شمالي",
    "شرقي",
    "غربي",
    "مدينه",
    "العاصمه",
    "الي",
}
_DIPLOMATIC = {
    "بين",
    "مع",
    "علي",
    "ضد",
    "من",
    "وبين",
    "ومع",
    "ان",
    "بان",
    "وان",
    "لان",
    "لدي",
    "حكومه",
    "جانب",
    "موقف",
    "رد",
    "قبل",
    "اما",
    "واما",
}
_WITH_PRONOUN = {
    "منها",
    "منه",
    "عليها",
    "عليه",
    "فيها",
    "فيه",
    "لها",
    "له",
    "عنها",
    "عنه",
    "اليها",
    "اليه",
    "بها",
    "به",
}
_OTHER_MEANING = {"البان", "رومان", "كرد", "عرب"}
_PLURALS = {"plural", "collective"}


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
            scan.aliases.setdefault(inner.own, inner)
            if inner.own.startswith("ال"):
                continue
        if inner.category == "body" and inner.own and " " in inner.own and inner.kind in {"armed_group", "party"}:
            scan.aliases.setdefault(inner.own, inner)


def _some(scan: Scan, at: int) -> Node | None:
    """A quantity of a party, "بعض النواب" or "أحد مصادر الحركة": the words of both are its mentions."""
    norm = scan.norms[at]
    if not scan.word(at):
        return None
    lead = next((n for n in ((0, 1) if norm[0] in "وفبلك" else (0,)) if (norm[n:],) in scan.lex.quantifiers), None)
    end = at + 1
    if at + 1 < len(scan) and scan.norms[at + 1] == "من":
        lead = next(
            (n for n in ((0, 1) if norm[0] in "وفبلك" else (0,)) if (norm[n:], "من") in scan.lex.quantifiers), None
        )
        end = at + 2
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
        or _nation(scan, at)
        or _people(scan, at)
        or _aliased(scan, at)
        or linked_group(scan, at)
        or person_at(scan, at)
        or plural_at(scan, at)
    )


def _country(first: int, last: int, lead: int, iso3: str, *, entry: str, kind: str = "country") -> Node:
    return Node("nation", kind, first, last, lead, first, iso3, entry, "name", country=iso3, gender="f", definite=True)


def _outlet(scan: Scan, at: int) -> Node | None:
    """An outlet that somebody spoke to, by its quoted name alone: "قال لـ«الصباح»", "في حديث إلى «النور»"."""
    if scan.text(at) not in OPENING or scan.text(at) == "(" or at == 0:
        return None
    before = scan.norms[at - 1]
    talk = at > 1 and scan.norms[at - 2] in {"حديث", "تصريح", "حوار", "مقابله", "تصريحات", "لقاء"}
    if before not in {"ل", "الي", "مع"} or (before != "ل" and not talk):
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
    own = " ".join([scan.norms[at][lead:], *scan.norms[at + 1 : end]])
    return Node("body", "media", at, end, lead, at, own, "initials", "name", own=own, gender="f", definite=True)


def _nation(scan: Scan, at: int) -> Node | None:
    """A country as a party, or a capital that acts for its government."""
    before = scan.norms[at - 1] if at else ""
    country = scan.country(at)
    if country is not None:
        end, lead, iso3 = country
        if (before in _LOCATIVE and not lead) or scan.norms[at][:lead].endswith("ب") or at < scan.analysis.body:
            return None
        return _country(at, end, lead, iso3, entry="country")
    capital = scan.capital(at)
    if capital is None or at < scan.analysis.body:
        return None
    end, lead, iso3 = capital
    clitics = scan.norms[at][:lead]
    if clitics.endswith("ب") or before in _LOCATIVE:
        return None
    after = scan.norms[end] if end < len(scan) else ""
    saying = scan.lex.saying
    bare = before[1:] if before[:1] in {"و", "ف"} else before
    if before in scan.lex.locative_verbs or bare in scan.lex.locative_verbs:
        return None
    spoken = before in saying or bare in saying or after in saying or after in {"ان", "قد", "لم", "لن", "لا"}
    acting = before in _DIPLOMATIC or clitics.endswith("ل") or (bool(before) and _verb(scan, at - 1))
    acting = acting or bare in scan.lex.act_nouns or bare in scan.lex.participles or bare in scan.lex.verbs
    acting = acting or (before in _WITH_PRONOUN and at > 1 and _deed(scan, at - 2)) or _deed(scan, at - 1)
    acting = acting or (bare in {"كانت", "باتت"} and (scan.norms[at - 2] in {"اذا", "ان"} or _verb(scan, end)))
    acting = acting or (scan.text(end) == ":" and scan.analysis.sentences[scan.analysis.sentence_of[at]].first == at)
    joined = (
        clitics.startswith("و")
        and at > 0
        and any(n.category == "nation" for n in (_nation(scan, at - 1),) if n is not None)
    )
    opening = (
        at == scan.analysis.sentences[scan.analysis.sentence_of[at]].first and end < len(scan) and _verb(scan, end)
    )
    if spoken or acting or joined or opening:
        return _country(at, end, lead, iso3, entry="capital", kind="government")
    return None


def _verb(scan: Scan, at: int) -> bool:
    """Whether the word looks like a finite verb: feminine past or present, as a capital or country takes."""
    if not scan.word(at) or scan.function(at):
        return False
    norm = scan.norms[at]
    for bare in (norm, norm[1:]) if norm[0] in "وف" else (norm,):
        if bare in scan.lex.saying or bare in scan.lex.verbs or (bare.endswith("ت") and "past" in classes(bare[:-1])):
            return True
        if (
            bare[:1] == "ت"
            and len(bare) > 3
            and ("present" in classes(bare[1:]) | classes(bare) or (len(bare) > 4 and not scan.common(at)))
        ):
            return bare not in scan.lex.given
        if bare[:2] == "ست" and len(bare) > 4:
            return True
    return False


def _deed(scan: Scan, at: int) -> bool:
    """Whether a word can only be a feminine verb in the past, with or without an object: "سارعت", "أعلنتها"."""
    if at < 0 or not scan.word(at) or scan.function(at) or scan.place[at] >= 0:
        return False
    norm = scan.norms[at]
    bare = norm[1:] if norm[0] in "وف" and norm not in scan.lex.vocabulary else norm
    for suffix in ("", "ها", "ه", "هم", "هما"):
        verb = bare.removesuffix(suffix) if suffix else bare
        if len(verb) < 4 or (suffix and verb == bare) or not verb.endswith("ت") or verb.endswith("ات"):
            continue
        if verb in scan.lex.locative_verbs or verb in scan.lex.given or verb in scan.lex.family:
            return False
        known = scan.lex.vocabulary.get(verb, frozenset())
        if not known & {"noun", "adjective"} and (not suffix or "past" in classes(verb[:-1])):
            return True
    return False


def _people(scan: Scan, at: int) -> Node | None:
    """A word of nationality: alone in the plural a state or people, else the state it points to."""
    found = demonym_of(scan.norms[at])
    if found is None:
        return None
    seg, demonym = found
    lead = lead_of(seg, scan.norms[at])
    if (demonym.people and demonym.number == "singular") or seg.core in _OTHER_MEANING or seg.conjunction == "ف":
        return None
    before = at and scan.words[at - 1] and (scan.definite(at - 1) == seg.article) and not scan.function(at - 1)
    if demonym.number in _PLURALS and (seg.article or not seg.clitics):
        adjective = before and scan.norms[at - 1].endswith(("ين", "ون", "اء", "ات")) and not seg.conjunction
        people = Node(
            "people",
            "group",
            at,
            at + 1,
            lead,
            at,
            f"{demonym.people or demonym.country} people",
            "demonym",
            "nominal",
            country=demonym.country or None,
            gender="m",
            number="p",
            definite=seg.article,
        )
        if not adjective:
            if (
                seg.article
                and demonym.country
                and not demonym.people
                and demonym.country != "PSE"
                and (seg.core.endswith("ون") or demonym.number == "collective")
            ):
                people.kind, people.key, people.category = "country", demonym.country, "nation"
            end = at + 1
            while scan.adjective(end) and (scan.norms[end].endswith(("ين", "ون")) or _peoples(scan.norms[end])):
                end += 1
            people.last = end
            if end > at + 1:
                people.key += " " + " ".join(scan.norms[at + 1 : end])
                people.kind, people.category = "group", "people"
            return people
    if not demonym.country:
        return None
    return _country(at, at + 1, lead, demonym.country, entry="demonym")


def _peoples(norm: str) -> bool:
    """Whether a word of nationality is a plural that tells a people more closely: "القبارصة الأتراك"."""
    found = demonym_of(norm)
    return found is not None and found[1].number in _PLURALS and found[0].article and not found[0].conjunction


def _aliased(scan: Scan, at: int) -> Node | None:
    """A body by the bare name that the report has introduced with its noun before."""
    for lead in (0, 1):
        norm = scan.norms[at]
        if lead and (norm[0] not in "وفبلك" or len(norm) < 4):
            break
        single = norm[lead:]
        two = " ".join((single, *scan.norms[at + 1 : at + 2]))
        for own in (two, single, "ال" + single[1:] if single.startswith("ل") else ""):
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
