"""Gathering: which mentions mean the same party, from full names to "the movement" and "the two sides".

Persons are known by the words of their names, posts by office and nation, bodies by known id, own name, or class and
nation ("الجيش" and "القوات الحكومية" are one army). Short definite mentions go to the nearest that fits before them.
"""

from __future__ import annotations

from collections import Counter

from khabar.reading.analysis import Analysis, PartyRole
from khabar.reading.parties.gathering import Gathering
from khabar.reading.parties.identity import resolve
from khabar.reading.parties.later import find_families, find_pairs
from khabar.reading.parties.node import Node
from khabar.reading.parties.people import nation_of, office_of, person_of
from khabar.reading.parties.scan import CLOSING, Scan
from khabar.reading.parties.short_forms import ends_of_short_forms


def gather(scan: Scan, nodes: list[Node]) -> None:
    """Fill the analysis with the parties that the nodes mean."""
    analysis = scan.analysis
    state = Gathering(scan, analysis, _main_country(analysis, nodes))
    ordered = [(inner, inner is not node) for node in nodes for inner in node.walk()]
    posts = [node for node, _ in ordered if node.category == "post" and node.person is not None]
    persons = [node for node, _ in ordered if node.category == "person"]
    for node in sorted(persons, key=lambda n: -len(n.key.split())):
        state.of_node[id(node)] = person_of(state, node)
    for post in posts:
        if post.person is not None:
            holder = state.of_node.get(id(post.person))
            if holder is None:
                holder = person_of(state, post.person)
            state.of_node[id(post)] = holder
            office = office_of(post)
            if office:
                state.offices.setdefault(holder, set()).add((office, nation_of(post)))
    _spokesmen(state, [node for node, _ in ordered if node.category == "post" and node.rank == "spokesman"])
    for node, nested in sorted(ordered, key=lambda pair: (pair[0].first, pair[0].last - pair[0].first, pair[1])):
        _place(state, node, nested=nested)
    _roles(state, ordered)
    find_families(state)
    find_pairs(state)
    _finish(analysis)


def _spokesmen(state: Gathering, posts: list[Node]) -> None:
    """One spokesman told of by his body and one by his name are the same: "المتحدث باسم الحركة … المتحدث سامي كامل"."""
    unnamed = [post for post in posts if post.person is None and post.of is not None and post.definite]
    named = [post for post in posts if post.person is not None]
    alone = [post for post in named if post.of is None and post.country is None and post.title.startswith("ال")]
    holders = {state.of_node[id(post)] for post in alone}
    if len({post.of.key for post in unnamed if post.of is not None}) == 1 == len(holders) and len(named) == len(alone):
        state.of_node.update((id(post), min(holders)) for post in unnamed)


def _main_country(analysis: Analysis, nodes: list[Node]) -> str | None:
    """The country that "the army" without more belongs to: the dateline's if it is spoken of, or the one most often meant."""
    count = Counter(place.country for place in analysis.places if place.country for _ in place.mentions)
    count.update(
        inner.country for node in nodes for inner in node.walk() if inner.country and inner.kind not in {"media", "igo"}
    )
    if analysis.dateline is not None:
        home = analysis.places[analysis.dateline].country
        if home is not None and count[home] > 2:
            return home
    return count.most_common(1)[0][0] if count else None


_FORM_OF_ADDRESS = 5  # words before a name: "خادم الحرمين الشريفين الملك سلمان"


def _place(state: Gathering, node: Node, *, nested: bool) -> None:
    """Find or make the party of one node and note the mention."""
    if node.category == "alias":
        return
    index = state.of_node.get(id(node))
    if index is None:
        index = resolve(state, node)
    if index is None:
        return
    if node.category == "post" and node.person is not None and not node.rank:
        _honorific(state, node, index)
        return
    if node.category == "post" and node.person is not None and node.last > node.person.first >= node.first:
        title = title_tokens(node)
        if title is None:
            return
        node_first, node_last = title
        while (
            node_last > node_first + 1
            and not state.scan.words[node_last - 1]
            and state.scan.text(node_last - 1) not in CLOSING
        ):
            node_last -= 1
        short = Node(
            "post",
            node.kind,
            node_first,
            node_last,
            node.lead,
            node.head,
            node.key,
            node.entry,
            gender=node.gender,
            rank=node.rank,
            title=node.title,
        )
        state.mention(short, index, nested=nested)
        _short_forms(state, short, index)
        if node.person.first == node.first + 1 and node.last == node.person.last and node_last == node.person.first:
            state.shorter(node, node.last, index)  # "الملك سلمان" is a name too
        return
    state.mention(node, index, nested=nested)
    if node.category in {"body", "source", "post"} and node.last - node.first > 1:
        _short_forms(state, node, index)
    for child in node.children:
        if child.category == "alias":
            state.mention(child, index, nested=True)


def _short_forms(state: Gathering, node: Node, index: int) -> None:
    """Mention a party also by the shorter phrases inside a long one."""
    for last in ends_of_short_forms(state.scan, node):
        state.shorter(node, last, index)


def _honorific(state: Gathering, node: Node, index: int) -> None:
    """A form of address belongs to the name: "الأمير سعود الفيصل" is one more name of his."""
    if (
        node.person is not None
        and node.person.last == node.last
        and 0 < node.person.first - node.first < _FORM_OF_ADDRESS
    ):
        whole = Node(
            "person",
            "person",
            node.first,
            node.last,
            node.lead,
            node.last - 1,
            node.key,
            node.entry,
            "name",
            gender=node.gender,
        )
        state.mention(whole, index, nested=False)


def title_tokens(node: Node) -> tuple[int, int] | None:
    """The tokens of a post before its name."""
    if node.person is None:
        return None
    last = min(node.person.first, node.last)
    for child in node.children:
        if child.category == "post" and child.person is node.person:
            last = min(last, child.first)
    return (node.first, last) if last > node.first else None


def _roles(state: Gathering, ordered: list[tuple[Node, bool]]) -> None:
    """Posts become roles of their holders, with the body or nation they are of."""
    for node, _ in ordered:
        index = state.of_node.get(id(node))
        if index is None:
            continue
        made = state.analysis.parties[index]
        if node.category in {"post", "source"}:
            of = state.of_node.get(id(node.of)) if node.of is not None else None
            if of is None and node.country is not None:
                of = state.keys.get(("country", node.country))
            if of == index:
                of = None
            if node.category == "post" and node.rank:
                first, last = title_tokens(node) or (node.first, node.last)
                while last > first + 1 and not state.scan.words[last - 1] and state.scan.text(last - 1) not in CLOSING:
                    last -= 1
                piece = state.analysis.piece(first, last, lead=node.lead)
                text = state.analysis.text_of(piece)
                if all(role.title != text for role in made.roles):
                    made.roles.append(PartyRole(text, of, piece))
                if made.country is None:
                    made.country = nation_of(node)
            if of is not None and made.speaks_for is None and (made.kind == "unnamed" or node.rank == "spokesman"):
                made.speaks_for = of
                if of not in made.part_of:
                    made.part_of.append(of)


def _nest(analysis: Analysis) -> None:
    """A mention is nested if a longer one holds it."""
    for mention in analysis.party_mentions:
        piece = mention.piece
        mention.nested = any(
            other.piece.start <= piece.start and piece.end <= other.piece.end and other.piece != piece
            for other in (analysis.party_mentions[m] for m in analysis.mention_at[mention.head])
        )


def _finish(analysis: Analysis) -> None:
    """Drop parties without mentions, and put the outermost mention of each token first."""
    kept = [i for i, made in enumerate(analysis.parties) if made.mentions]
    new = {old: i for i, old in enumerate(kept)}
    analysis.parties = [analysis.parties[i] for i in kept]
    for mention in analysis.party_mentions:
        mention.party = new[mention.party]
    for made in analysis.parties:
        made.part_of = [new[i] for i in made.part_of if i in new]
        made.speaks_for = new.get(made.speaks_for) if made.speaks_for is not None else None
        for role in made.roles:
            role.of = new.get(role.of) if role.of is not None else None
    _nest(analysis)
    for mentions in analysis.mention_at.values():
        mentions.sort(
            key=lambda m: (
                analysis.party_mentions[m].nested,
                -(analysis.party_mentions[m].piece.last - analysis.party_mentions[m].piece.first),
            )
        )
