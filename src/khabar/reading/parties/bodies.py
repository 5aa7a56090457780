"""Bodies, groups and unnamed sources by form: a known noun and the words that belong to it.

After a noun with its article stand adjectives with theirs ("القوات الحكومية"); after a bare noun stands what it is
of: a noun with article ("وزارة الدفاع"), a name, a place, a nation, a person or another body. A quoted or unknown
name closes it.
"""

from __future__ import annotations

from khabar.arabic import Segmentation
from khabar.gazetteer import PartyRow
from khabar.reading.parties.adjectives import LONGEST, is_strong, note_nationality, take_adjectives, two_nations
from khabar.reading.parties.lexemes import Head, classes, is_adjective, lead_of, readings
from khabar.reading.parties.linked import issued_by, link, take_purpose
from khabar.reading.parties.members import people_of
from khabar.reading.parties.nations import demonym_of, party_after_cue, party_named
from khabar.reading.parties.node import Node
from khabar.reading.parties.ownership import known_at, owner_at, take
from khabar.reading.parties.scan import CLOSING, OPENING, PREPOSED, Scan

_SINGULAR = {"حركتا": "حركه", "حركتي": "حركه", "حركات": "حركه", "جماعتي": "جماعه"}
_NAMED = {"armed_group", "party", "media", "company", "ngo", "igo"}
_LOCAL = {"state_body", "government", "ngo", "armed_group"}
_JOINED_NAME = {"armed_group", "party", "ngo", "igo", "state_body"}


_FOR = {"جبهه", "حركه", "حزب", "ايتلاف"}
_JOINT = {"مشتركه", "حوار", "متابعه", "المتابعه", "مستقله", "الحوار"}
_OFFICIAL = {"طاقه", "استخبارات", "مخابرات", "امن", "فضاء", "تنميه", "غوث", "حمايه"}
_BENEVOLENT = {"حقوق", "لحقوق", "انسانيه", "اغاثه", "حكوميه", "خيريه", "طبيه"}
_SOCIETIES = {
    "عام",
    "دولي",
    "رجال",
    "صناعه",
    "عمال",
    "نقابات",
    "طلبه",
    "صحفيين",
    "علماء",
    "كتاب",
    "جهوي",
    "نساييه",
    "محامين",
}
_OF_UNIONS = {"ساميه", "امم", "للامم", "لاجيين", "اوروبيه", "افريقيه", "اتحاد"}
_BANDS = {"معارضه", "فصايل", "جماعات", "حركات", "تنظيمات", "عناصر", "قبايل"}
_ARMED = {"ارهابيه", "مصنفه", "مسلحه", "متمرده", "تمرد", "متشدده", "متمردين", "مسلحين", "مقاتله", "جهاديه"}


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
            if head.definite and not seg.article:
                continue
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
            node.last = after + 1
        _quoted(scan, node, head)
    elif head.needs == "force" or (
        not seg.pronoun and (_sound_plural(seg.core, head) or not _construct(scan, node, head))
    ):
        take_adjectives(scan, node, definite=False)
    if head.source or head.kind == "unnamed" or (head.kind == "group" and head.number == "p"):
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
    elif (head.kind in {"ngo", "igo", "media", "state_body"} or node.rank in _FOR) and (
        node.last > after - (not seg.article) or head.rest
    ):
        take_purpose(scan, node)
    _loyalty(scan, node, after)
    if seg.core == "بيان" and head.kind == "document":
        issued_by(scan, node)
    return node if _counts(scan, node, seg, head, after) else None


def _loyalty(scan: Scan, node: Node, after: int) -> None:
    """Forces are a state's unless their name says otherwise: "القوات الموالية", "جيش الفتح", "قوات البيشمركة"."""
    words = {norm.removeprefix("ال") for norm in scan.norms[node.first + 1 : node.last]}
    if node.kind == "group" and (node.rank in {"فصايل", "فصيل"} or (node.rank in _BANDS and words & _ARMED)):
        node.kind = "armed_group"
    if node.kind == "ngo" and node.rank == "منظمات" and not words & _BENEVOLENT:
        node.kind = "group"
    if node.kind == "igo" and node.rank == "اتحاد" and words & _SOCIETIES:
        node.kind = "ngo"
    if node.rank == "قوه" and words & _MULTINATIONAL:
        node.kind = "igo"
    if node.rank == "لجنه" and "دوليه" in words and node.kind == "state_body":
        node.kind = "ngo"
    if node.rank == "مفوضيه" and words & _OF_UNIONS:
        node.kind = "igo"
    if node.rank == "وكاله" and words & _OFFICIAL:
        node.kind = "igo" if "دوليه" in words else "state_body"
    if node.rank in {"لجنه", "لجان"} and words & _JOINT:
        node.kind = "group"
    if node.kind == "government" and words & {"عسكريه", "امنيه", "محليه", "قضاييه"}:
        node.kind = "state_body"
    if node.rank not in {"قوات", "جيش", "وحدات", "لجان"} or node.kind != "state_body" or node.last <= after - 1:
        return
    if words & scan.lex.irregular:
        node.kind = "armed_group"
    elif words & {"دوليه", "متعدده", "امميه"}:
        node.kind = "igo"
    elif (
        node.rank != "لجان"
        and not node.definite
        and node.last > after
        and node.of is None
        and node.country is None
        and scan.definite(after)
    ):
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
    if head.source and seg.core.startswith(("مصدر", "مصادر")) and not seg.article:
        beside = before in {"عن", "وعن"} or before in scan.lex.saying or before[1:] in scan.lex.saying
        if not grown and not beside:
            return False
        if grown and node.of is None and node.last == after + 1 and scan.definite(after):
            return False
    if seg.core == "غرب" and before in {"الي", "من"}:
        return False
    if (
        not seg.article
        and seg.core.removesuffix("ا") in {"انتحاري", "مدني"}
        and not grown
        and classes(before) & {"noun", "past"} == {"noun"}
        and (scan.same_line(node.first, node.first - 2) and node.first > 1)
    ):
        return False
    if before in {"مؤتمر", "موتمر", "الموتمر", "المؤتمر"} and seg.core in {"صحفي", "صحافي"}:
        return False
    if head.rest and not head.needs.startswith("n"):
        return True
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
    whose = seg.article or seg.pronoun or node.of is not None or node.country
    if head.kind == "government" and not whose and not (grown and _told(scan, node)):
        return False
    if grown or seg.pronoun:
        return True
    if seg.article:
        return head.alone
    return head.indefinite or (head.alone and head.rest != ())


_MULTINATIONAL = {"دوليه", "عربيه", "افريقيه", "اقليميه", "امميه", "اوروبيه", "متعدده", "مشتركه"}
_FORCES = _MULTINATIONAL | {"اتحاديه", "تنفيذيه", "خاصه", "امنيه", "محليه", "كوماندوس", "كوماندوز", "فرنسيه", "تابعه"}


def _of_force(scan: Scan, node: Node) -> set[str]:
    """The words that tell whose a force is, without article; a nation's stands for them all."""
    words = {norm.removeprefix("ال") for norm in scan.norms[node.first + 1 : node.last]}
    return words | {"اتحاديه"} if node.country is not None else words


_BETWEEN = {"قد", "التي", "الذي", "لم", "لا"}


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


def _quoted(scan: Scan, node: Node, head: Head) -> bool:
    """Take in a name in marks right after the noun: حركة "طالبان", وكالة الأنباء (سبأ)."""
    at = node.last
    if at >= len(scan) or scan.text(at) not in OPENING or head.source or head.kind not in _NAMED:
        return False
    end = next((i for i in range(at + 1, min(at + 7, len(scan))) if scan.text(i) in CLOSING), None)
    if (
        end is None
        or end == at + 1
        or not all(
            scan.words[i] or scan.analysis.forms[i].kind == "latin"
            for i in range(at + 1, end)
            if scan.text(i) not in {"-", "/"}
        )
    ):
        return False
    if (node.definite and any(scan.function(i) for i in range(at + 1, end))) or (node.definite and end - at > 4):
        return False
    own = " ".join(scan.norms[at + 1 : end])
    node.own = own
    row = _known_name(scan, at + 1, end, node.rank)
    if row is not None:
        node.known, node.kind, node.country = row.id, row.kind, node.country or row.country or None
    node.children.append(
        Node("alias", node.kind, at + 1, end, 0, at + 1, own, "alias", "name", own=own, country=node.country)
    )
    node.key += " " + own
    node.form = "name"
    if scan.text(at) != "(":
        node.last = end + 1
    return True


def _known_name(scan: Scan, first: int, last: int, rank: str) -> PartyRow | None:
    """The known party of exactly these words, also of an ambiguous name after its noun."""
    named = party_named(scan.norms, first)
    if named is not None and named[0] == last and not named[1] and named[2].kind != "person":
        return named[2]
    loose = party_after_cue(scan.norms, first, {_SINGULAR.get(rank, rank)})
    return loose[1] if loose is not None and loose[0] == last else None


def _construct(scan: Scan, node: Node, head: Head) -> bool:
    """Take in what a bare noun is of; false where nothing follows that it could be of."""
    at = node.last
    if at >= len(scan):
        return False
    if _quoted(scan, node, head):
        take_adjectives(scan, node, definite=True)
        return True
    kind = scan.analysis.forms[at].kind
    if kind == "latin":
        end = at + 1
        while end < len(scan) and (
            scan.analysis.forms[end].kind == "latin"
            or (scan.text(end) == "-" and scan.analysis.forms[min(end + 1, len(scan) - 1)].kind == "latin")
        ):
            end += 1
        node.own = " ".join(scan.norms[at:end])
        node.children.append(Node("alias", node.kind, at, end, 0, at, node.own, "alias", "name", own=node.own))
        node.last, node.form = end, "name"
        node.key += " " + node.own
        take_adjectives(scan, node, definite=True)
        return True
    if not scan.word(at):
        return False
    known = party_named(scan.norms, at)
    loose = party_after_cue(scan.norms, at, {_SINGULAR.get(node.rank, node.rank)}) if known is None else None
    if loose is not None:
        known = (loose[0], 0, loose[1])
    if (
        known is not None
        and not known[1]
        and known[2].kind not in {"person", "government", "state_body"}
        and head.kind in _NAMED
    ):
        end, _, row = known
        child = Node(
            "alias",
            row.kind,
            at,
            end,
            0,
            at,
            " ".join(scan.norms[at:end]),
            "alias",
            "name",
            own=" ".join(scan.norms[at:end]),
        )
        node.children.append(child)
        node.own, node.known, node.kind, node.last, node.form = child.own, row.id, row.kind, end, "name"
        node.country = row.country or None
        node.key += " " + child.own
        take_adjectives(scan, node, definite=True)
        return True
    if known is not None and not known[1] and known[2].kind == "media" and node.rank.startswith("مراسل"):
        words = " ".join(scan.norms[at : known[0]])
        take(
            node,
            Node(
                "body",
                "media",
                at,
                known[0],
                0,
                at,
                words,
                "gazetteer",
                "name",
                own=words,
                known=known[2].id,
                gender="f",
            ),
        )
        return True
    if node.rank == "وزاره" and _portfolio(scan, at):
        node.last, node.possessed, node.definite = at + 1, True, True
        node.key += " " + scan.norms[at]
        return True
    owner = owner_at(scan, at)
    if owner is not None and (head.kind not in {"media", "company"} or head.rest):
        take(node, owner)
        take_adjectives(scan, node, definite=True)
        return True
    place = scan.bare_place_end(at) if head.kind in _LOCAL else None
    if place is not None and not head.source:
        country = scan.country(place) if place < len(scan) else None
        if country is not None and not country[1]:
            place, node.country = country[0], country[2]
        node.key += " " + " ".join(scan.norms[at:place])
        node.last = place
        take_adjectives(scan, node, definite=True)
        return True
    if scan.definite(at):
        _definite_words(scan, node, head)
        return True
    return _chain(scan, node, head)


def _portfolio(scan: Scan, at: int) -> bool:
    """Whether a ministry's field has a pronoun: "وزارة خارجيتها", "وزارة دفاعه"."""
    norm = scan.norms[at]
    for suffix in ("ها", "هم", "هما", "ه"):
        stem = norm.removesuffix(suffix)
        if stem != norm and ("ال" + stem in scan.lex.portfolios or "ال" + stem[:-1] + "ه" in scan.lex.portfolios):
            return scan.text(at)[-1] != "ة"
    return False


def _definite_words(scan: Scan, node: Node, head: Head) -> None:
    """Take in a noun with its article, what is joined to it, and its adjectives: "العدل والمساواة"."""
    at = node.last
    words = [scan.norms[at]]
    at += 1
    while at < len(scan) and at - node.first < LONGEST and scan.word(at):
        norm = scan.norms[at]
        if norm.startswith("وال") and len(norm) > 5 and head.kind in _JOINED_NAME:
            if two_nations(scan, at):
                note_nationality(scan, node, at)
            elif node.rank == "وزاره" and norm[1:] in scan.lex.portfolios:
                pass
            elif _other_party(scan, at) or demonym_of(norm) is not None or scan.lex.titles.get(norm):
                break
        elif scan.definite(at):
            nation = demonym_of(norm)
            if nation is not None:
                note_nationality(scan, node, at)
            elif not is_adjective(norm[2:]) or is_strong(scan, at) or _people_next(words, norm):
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


def _people_next(words: list[str], norm: str) -> bool:
    """Whether a sound plural behind a name of two words or more is no adjective of it but other people."""
    plural = norm.endswith(("ين", "ون"))
    return plural and len(words) > 1 and not words[-1].endswith(("ين", "ون", "ات", "اء"))


def _other_party(scan: Scan, at: int) -> bool:
    """Whether a word joined with "و" starts another party."""
    norm = scan.norms[at]
    return (
        bool(scan.lex.heads.get(norm[1:])) or scan.lex.titles.get(norm[1:]) is not None or scan.country(at) is not None
    )


def _chain(scan: Scan, node: Node, head: Head) -> bool:
    """Take in bare nouns that end in a definite one or a place ("جيش تحرير السودان"), or an unknown name."""
    at = node.last
    count = 0
    while scan.word(at + count) and count < 4 and not scan.function(at + count):
        here = at + count
        norm = scan.norms[here]
        if scan.definite(here):
            break
        if scan.bare_place_end(here) is not None:
            break
        found = classes(norm)
        if (
            not found & {"noun", "word"}
            or norm in scan.lex.saying
            or (count == 0 and is_adjective(norm) and "noun" not in found)
        ):
            break
        count += 1
    end = at + count
    if count and scan.word(end):
        place = scan.bare_place_end(end)
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
        while (
            scan.word(end)
            and end - at < 3
            and not scan.common(end)
            and not scan.function(end)
            and not scan.norms[end].startswith(PREPOSED)
        ):
            if (
                demonym_of(scan.norms[end]) is not None
                or is_adjective(scan.norms[end])
                or (end > at and scan.norms[end][0] in "وفبل")
            ):
                break
            end += 1
        if end < len(scan) and scan.norms[end] == "الله" and end - at <= 1:
            end += 1
        if end > at:
            node.own = " ".join(scan.norms[at:end])
            node.children.append(Node("alias", node.kind, at, end, 0, at, node.own, "alias", "name", own=node.own))
            node.last, node.form = end, "name"
            node.key += " " + node.own
            take_adjectives(scan, node, definite=True)
            return True
    return False
