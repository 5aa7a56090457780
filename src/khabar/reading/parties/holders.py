"""Who holds a post: the name after it, past where the post is held and past the forms of address.

"السفير الأميركي في الدوحة، ستيوارت كالدول"، "مستشاره للسلام غوستافو رينكون", "القيادي في الحركة سامي كامل".
"""

from __future__ import annotations

from khabar.reading.parties.names import name_at
from khabar.reading.parties.names_by_place import name_in_slot, strange_name
from khabar.reading.parties.nations import demonym_of, party_named
from khabar.reading.parties.node import Node
from khabar.reading.parties.person_node import person_node
from khabar.reading.parties.scan import CLOSING, COMMAS, OPENING, Scan

_LONGEST = 12


def region_of(scan: Scan, at: int) -> int | None:
    """Where a name begins after what a post is for or where it is held.

    "ممثل الحركة في أوروبا سامي كامل", "الباحث في شؤون الساحل …", "المبعوث المكلف بملف النيجر …".
    """
    here = at
    for _ in range(3):
        if not scan.word(here):
            break
        norm = scan.norms[here]
        inside = norm in _INSIDE
        attached = norm[0] == "ب" and len(norm) > 3 and not scan.function(here) and norm not in scan.lex.given
        attached = attached or norm in {"لشوون", "لقضايا", "لملف"}
        if not inside and not attached and not (norm in _CHARGED and scan.definite(here)):
            break
        here += inside
        if here >= len(scan) or not scan.word(here) or (scan.function(here) and not inside):
            return None
        here = _noun_phrase(scan, here)
    if here == at or not scan.word(here) or here - at > _LONGEST or not scan.same_line(at, here):
        return None
    if scan.norms[here] in scan.lex.given or scan.norms[here] in {"سيدي", "ابو"}:
        return here if name_at(scan, here, trusted=True) is not None else None
    if scan.lex.titles.get(scan.norms[here]):
        inner = scan.post(here)
        return here if inner is not None and inner.person is not None and inner.entry.startswith("honorific") else None
    name = name_at(scan, here, trusted=True)
    if name is None or name[0] - here < 2 or name[1]:
        return None
    return here if not scan.common(here) or scan.norms[name[0] - 1] in scan.lex.family else None


_INSIDE = {"في", "لدي", "عن"}
_CHARGED = {"المكلف", "المكلفه", "المسوول", "المسووله", "المعني", "المعنيه", "المختص", "المختصه", "المقيم", "المقيمه"}


def _noun_phrase(scan: Scan, at: int) -> int:
    """The end of the nouns from a token: a place, or one or two nouns, with adjectives and what "و" joins."""
    end = scan.place_end(at)
    if end is None:
        end = at + 1
        if not scan.definite(at) and scan.word(end) and not scan.function(end):
            after = scan.place_end(end)
            if after is not None:
                end = after
            elif scan.definite(end) and scan.common(end):
                end += 1
    while scan.adjective(end) and (scan.common(end) or demonym_of(scan.norms[end]) is not None):
        end += 1
    joined = scan.word(end) and scan.norms[end][0] == "و" and scan.norms[end][1:] not in scan.lex.given
    if joined and (scan.common(end) or scan.place_end(end) is not None):
        return _noun_phrase(scan, end)
    return end


def _linked(scan: Scan, at: int) -> bool:
    """Whether a word links the post with the name after it: "يدعى", "هو"."""
    if at >= len(scan):
        return False
    pronoun = scan.norms[at] in {"هو", "هي"} and at + 1 < len(scan)
    return scan.norms[at] in scan.lex.called or (
        pronoun
        and (
            _given_at(scan, at + 1) or strange_name(scan, at + 1) is not None or name_in_slot(scan, at + 1) is not None
        )
    )


def _given_at(scan: Scan, at: int) -> bool:
    return scan.word(at) and scan.norms[at] in scan.lex.given and name_at(scan, at, trusted=True) is not None


def _held_where(scan: Scan, at: int) -> tuple[int, int] | None:
    """The name between commas after where a post is held: "السفير الأميركي في الدوحة، ستيوارت كالدول، …"."""
    if not scan.word(at + 1):
        return None
    end = _noun_phrase(scan, at + 1)
    if scan.text(end) not in COMMAS or not scan.same_line(at, end):
        return None
    last = strange_name(scan, end + 1)
    return (end + 1, last) if last is not None and scan.text(last) in COMMAS else None


def _nicknamed(scan: Scan, node: Node, at: int) -> bool:
    """Whether a party's second name stands between its name and the person's: "حزب الشعب حشد صلاح الصيادي"."""
    if node.of is None or node.of.kind not in {"party", "armed_group"} or at != node.last:
        return False
    norm = scan.norms[at]
    known = norm in scan.lex.given or norm in scan.lex.family or norm in scan.lex.particles or norm.startswith("ال")
    return not known and scan.word(at + 1) and scan.norms[at + 1] in scan.lex.given and scan.word(at + 2)


def _nickname(node: Node, at: int) -> None:
    """Make the second name part of the party's mention, beside the first name alone."""
    party = node.of
    if party is None:
        return
    own = Node("alias", party.kind, party.first, party.last, party.lead, party.head, party.key, "alias", "name")
    party.children.append(own)
    party.last = at + 1


def _adverbial(scan: Scan, at: int) -> bool:
    """Whether a lone word has the shape of a participle that tells how somebody acts: "حاثا على", "مبتسما للصحافة"."""
    norm = scan.norms[at]
    shaped = norm.endswith("ا") and len(norm) > 3 and (norm[0] == "م" or norm[1] == "ا")
    return shaped and norm not in scan.lex.given and norm not in scan.lex.family and scan.function(at + 1)


def _in_marks(scan: Scan, at: int) -> tuple[int, int] | None:
    """The name that fills quotation marks: 'المبعوث الدولي إلى اليمن "سامي كامل"'."""
    if at + 2 >= len(scan) or scan.text(at) not in OPENING or not scan.word(at + 1):
        return None
    name = name_at(scan, at + 1, trusted=True)
    if name is None or name[1] or name[0] - at < 3 or name[0] >= len(scan) or scan.text(name[0]) not in CLOSING:
        return None
    named = any(scan.norms[i] in scan.lex.given or scan.norms[i] in scan.lex.family for i in range(at + 1, name[0]))
    return (at + 1, name[0]) if named else None


def _nationality(scan: Scan, at: int) -> bool:
    """Whether a word of nationality stands before the holder: "المبعوث الخاص، الفنلندي يوها لهتينن"."""
    found = demonym_of(scan.norms[at]) if scan.definite(at) and at + 1 < len(scan) else None
    return found is not None and found[1].number == "singular"


def name_holder(scan: Scan, node: Node) -> None:
    """The name after a post, behind a comma or forms of address."""
    if node.person is not None:
        return
    at = node.last
    comma = scan.text(at) in COMMAS
    if comma:
        at += 1
    if comma and _nationality(scan, at) and strange_name(scan, at + 1) is not None:
        at += 1
    region = None if comma else region_of(scan, at)
    if region is not None:
        at = region
    at += _linked(scan, at)
    if at < len(scan) and not comma and scan.norms[at] in {"في", "لدي"}:
        held = _held_where(scan, at)
        if held is not None:
            person = person_node(scan, *held, 0)
            node.person, node.last = person, held[1]
            node.children.append(person)
            return
    marked = _in_marks(scan, at) if scan.same_line(node.first, at) else None
    if marked is not None:
        node.person, node.last = person_node(scan, *marked, 0), marked[1] + 1
        node.children.append(node.person)
        return
    if not scan.word(at) or not scan.same_line(node.first, at):
        return
    if scan.lex.titles.get(scan.norms[at]) and scan.norms[at] not in scan.lex.given:
        inner = scan.post(at)
        if inner is not None and inner.person is not None and inner.lead == 0 and inner.entry.startswith("honorific"):
            node.person = inner.person
            node.children.append(inner)
            node.last = inner.last
        if inner is not None:
            return
    if scan.norms[at] in scan.lex.voices:
        return
    known = party_named(scan.norms, at)
    if known is not None and known[2].kind != "person" and scan.norms[at] not in scan.lex.given:
        return
    if _nicknamed(scan, node, at):
        _nickname(node, at)
        at += 1
    name = name_at(scan, at, trusted=True)
    slot = name_in_slot(scan, at)
    if slot is not None and (name is None or (not name[1] and name[0] < slot)) and not (comma and node.lead):
        name = (slot, 0)
    if name is None or name[1]:
        return
    if comma and scan.norms[at] not in scan.lex.given and name[0] - at < 2:
        return
    if name[0] - at == 1 and (scan.norms[at] in scan.aliases or _adverbial(scan, at)):
        return
    person = person_node(scan, at, name[0], 0)
    if node.gender == "f":
        person.gender = "f"
    node.person = person
    node.children.append(person)
    node.last = name[0]
