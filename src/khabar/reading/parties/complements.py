"""What a bare noun of a body is of: a quoted or unknown name, a known one, a place, words with their article.

Each step takes the words in that belong to the noun and says whether there were any.
"""

from __future__ import annotations

from khabar.gazetteer import PartyRow
from khabar.reading.parties.adjectives import LONGEST, is_strong, note_nationality, take_adjectives, two_nations
from khabar.reading.parties.initials import initials_at
from khabar.reading.parties.lexemes import Head, classes, is_adjective
from khabar.reading.parties.nations import demonym_of, party_after_cue, party_named
from khabar.reading.parties.node import Node
from khabar.reading.parties.ownership import owner_at, take
from khabar.reading.parties.scan import CLOSING, OPENING, PREPOSED, Scan

_SINGULAR = {"حركتا": "حركه", "حركتي": "حركه", "حركات": "حركه", "جماعتي": "جماعه"}
NAMED = {"armed_group", "party", "media", "company", "ngo", "igo"}
_LOCAL = {"state_body", "government", "ngo", "armed_group"}
_SPEAKING = {"armed_group", "party", "igo", "ngo"}  # whose sources are heard: "مصادر حماس"
_OTHERS = {"اخر", "اخري", "اخرون", "اخرين"}
_NEAR = {"قرب", "وسط", "شمال", "جنوب", "شرق", "غرب", "داخل", "خارج"}
_JOINED_NAME = {"armed_group", "party", "ngo", "igo", "state_body"}


def take_quoted(scan: Scan, node: Node, head: Head) -> bool:
    """Take in a name in marks right after the noun: حركة "طالبان", وكالة الأنباء (سبأ)."""
    at = node.last
    if at >= len(scan) or scan.text(at) not in OPENING or head.source or head.kind not in NAMED:
        return False
    if scan.text(at) != "(" and scan.norms[at - 1].startswith("ال") and scan.norms[at - 1].endswith(("يون", "يين")):
        return False  # "يتهم الجمهوريون «أوباما» بأنه": people are not called by one name
    end = next((i for i in range(at + 1, min(at + 7, len(scan))) if scan.text(i) in CLOSING), None)
    stop = end is not None and end > at + 2 and scan.text(end - 1) in {".", "،", ","}  # 'تنظيم "القاعدة."'
    if stop and end is not None:
        end -= 1
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
        node.last = end + 1 + stop
    return True


def _known_name(scan: Scan, first: int, last: int, rank: str) -> PartyRow | None:
    """The known party of exactly these words, also of an ambiguous name after its noun."""
    named = party_named(scan.norms, first)
    if named is not None and named[0] == last and not named[1] and named[2].kind != "person":
        return named[2]
    loose = party_after_cue(scan.norms, first, {_SINGULAR.get(rank, rank)})
    return loose[1] if loose is not None and loose[0] == last else None


def take_complement(scan: Scan, node: Node, head: Head) -> bool:
    """Take in what a bare noun is of; false where nothing follows that it could be of."""
    at = node.last
    if at >= len(scan):
        return False
    if take_quoted(scan, node, head):
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
    if node.kind == "media" and _lettered(scan, node):
        return True
    known = party_named(scan.norms, at)
    loose = party_after_cue(scan.norms, at, {_SINGULAR.get(node.rank, node.rank)}) if known is None else None
    if loose is not None:
        known = (loose[0], 0, loose[1])
    if (
        known is not None
        and not known[1]
        and known[2].kind not in {"person", "government", "state_body"}
        and head.kind in NAMED
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
    if head.source and known is not None and not known[1] and known[2].kind in _SPEAKING:
        row = known[2]
        own = " ".join(scan.norms[at : known[0]])
        take(node, Node("body", row.kind, at, known[0], 0, at, own, "gazetteer", "name", own=own, known=row.id))
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


def _lettered(scan: Scan, node: Node) -> bool:
    """Take in an outlet's letters: "وكالة د.ب.أ", "قناة سي إن إن"."""
    found = initials_at(scan, node.last)
    if found is None or found[1]:
        return False
    at, end = node.last, found[0]
    own = " ".join(norm for norm in scan.norms[at:end] if norm != ".")
    row = party_named(own.split(), 0)
    node.known = row[2].id if row is not None and row[0] == len(own.split()) else None
    node.children.append(
        Node("alias", node.kind, at, end, 0, at, own, "alias", "name", own=own, country=node.country, known=node.known)
    )
    node.own, node.last, node.form = own, end, "name"
    node.key += " " + own
    take_adjectives(scan, node, definite=True)
    return True


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
            elif node.rank.startswith("وزار") and norm[1:] in scan.lex.portfolios:
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
    if head.kind in NAMED:
        node.own = " ".join(words)
    take_quoted(scan, node, head)


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
            norm in _OTHERS
            or norm in _NEAR
            or (node.gender == "f" and norm.endswith("ه") and norm in scan.lex.adjectives)
        ):
            break
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
            if head.kind in NAMED:
                node.own = " ".join(scan.norms[at:start] + scan.norms[start : node.last])
                node.form = "name"
            return True
    if head.kind in NAMED:
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
