"""Adjectives of a post, and the nations that they and the words behind it name: "الروسي", "السابق", "المنتخب"."""

from __future__ import annotations

from khabar.reading.parties.adjectives import UNITED_NATIONS, united_nations
from khabar.reading.parties.lexemes import lead_of
from khabar.reading.parties.names import name_at
from khabar.reading.parties.nations import demonym_of
from khabar.reading.parties.node import Node
from khabar.reading.parties.scan import Scan

_LONGEST = 12


def note_nationalities(scan: Scan, node: Node, first: int, last: int) -> None:
    """Note the nations that words of nationality in tokens first ≤ i < last name."""
    for at in range(first, min(last, len(scan))):
        found = demonym_of(scan.norms[at])
        if found is not None and found[1].country and not found[1].people and scan.words[at]:
            node.country = node.country or found[1].country
            node.children.append(
                Node(
                    "nation",
                    "country",
                    at,
                    at + 1,
                    lead_of(found[0], scan.norms[at]),
                    at,
                    found[1].country,
                    "demonym",
                    country=found[1].country,
                    gender="f",
                    definite=True,
                )
            )


def nation_node(first: int, last: int, lead: int, iso3: str) -> Node:
    """Return the node of a country named in tokens first ≤ i < last."""
    return Node("nation", "country", first, last, lead, first, iso3, "country", country=iso3, gender="f", definite=True)


def take_post_adjectives(scan: Scan, node: Node) -> None:
    """Adjectives with the article: nationality, السابق, المنتخب, العام."""
    at = node.last
    while at < len(scan) and at - node.first < _LONGEST and scan.definite(at):
        norm = scan.norms[at]
        if norm.endswith(("ون", "ين")) and len(norm) > 5 and not scan.norms[at - 1].endswith(("ون", "ين")):
            break
        nation = demonym_of(norm)
        if norm in UNITED_NATIONS:
            node.children.append(united_nations(scan, at))
            node.of = node.of or node.children[-1]
        elif nation is not None:
            note_nationalities(scan, node, at, at + 1)
        elif (norm not in scan.lex.qualifiers and not scan.adjective(at)) or (
            norm in scan.lex.family and name_at(scan, at, trusted=True) and norm not in scan.lex.qualifiers
        ):
            break
        if scan.lex.titles.get(norm) and norm not in scan.lex.qualifiers:
            break
        at += 1
        node.last = at
    if at > node.first and scan.norms[at - 1] == "المعترف" and scan.norms[at : at + 1] in (["به"], ["بها"]):
        node.last = at + 1 + (scan.norms[at + 1 : at + 2] == ["دوليا"])


def take_indefinite(scan: Scan, node: Node) -> None:
    """Adjectives without article of an indefinite post: "متحدث عسكري أمريكي", "وزير خارجية سابق"."""
    at = node.last
    while scan.word(at) and at - node.first < 5:
        norm = scan.norms[at]
        nation = demonym_of(norm)
        if nation is not None and nation[0].clitics == 0:
            note_nationalities(scan, node, at, at + 1)
        elif norm not in {
            "سابق",
            "عسكري",
            "امني",
            "رسمي",
            "كبير",
            "بارز",
            "حكومي",
            "سياسي",
            "خاص",
            "مساعد",
            "دائم",
            "محلي",
            "بلدي",
            "متشدد",
            "متقاعد",
            "معارض",
            "يميني",
            "ميداني",
            "اسلامي",
            "رفيع",
        }:
            break
        at += 1
        node.last = at
