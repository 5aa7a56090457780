"""What has been gathered so far: parties by their keys, persons by their words, posts by office."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from khabar.arabic import fold
from khabar.gazetteer import capitals, party
from khabar.reading.analysis import Analysis, Party, PartyMention, Piece
from khabar.reading.parties.node import READ, Node
from khabar.reading.parties.scan import Scan
from khabar.record import EntityKind

_IN_MIND = 500  # parties: more than a report has, so that only a book of reports forgets
_SECTORS = {
    "government": "GOV",
    "state_body": "GOV",
    "armed_group": "REB",
    "party": "PTY",
    "igo": "IGO",
    "ngo": "NGO",
    "media": "JRN",
    "company": "BUS",
    "country": None,
    "group": None,
    "person": None,
    "document": None,
    "unnamed": None,
}

_LOOSE_COMMA = re.compile(r"\s*[،,](?=[\"”»]$)")


@dataclass(slots=True)
class Gathering:
    """Parties so far. keys: identity → party; people: party → words of its fullest name; offices by party.

    namesakes: what two names of one person must share (see `people.person_of`) → persons, in the order they were named;
    counts: mentions by party, first mentioned first; recent: the parties mentioned, the last one at the end;
    placed: the mentions themselves.
    """

    scan: Scan
    analysis: Analysis
    main: str | None
    keys: dict[tuple[str, ...], int] = field(default_factory=dict)
    people: dict[int, list[str]] = field(default_factory=dict)
    offices: dict[int, set[tuple[str, str | None]]] = field(default_factory=dict)
    ranks: dict[int, set[str]] = field(default_factory=dict)
    namesakes: dict[str, list[int]] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    recent: dict[int, None] = field(default_factory=dict)
    placed: set[tuple[int, Piece]] = field(default_factory=set)
    of_node: dict[int, int] = field(default_factory=dict)

    def add(self, node: Node, key: tuple[str, ...], name: str, kind: str | None = None) -> int:
        """Make a new party for a node."""
        index = len(self.analysis.parties)
        row = party(node.known) if node.known else None
        self.analysis.parties.append(
            Party(
                EntityKind(kind or node.kind),
                row.name if row else name,
                "model:names" if node.entry == READ else f"rule:party/{node.entry.partition(':')[0]}",
                name_en=row.name_en if row else _capital_in_english(name) if node.entry == "capital" else None,
                country=node.country or (row.country if row and row.country else None),
                sector=(row.sector if row and row.sector else None) or _SECTORS[kind or node.kind],
                wikidata=row.wikidata if row and row.wikidata else None,
                gazetteer_id=node.known,
                gender=node.gender,
                number=node.number,
            )
        )
        self.keys[key] = index
        if node.known:
            self.keys[("known", node.known)] = index
        return index

    def mention(self, node: Node, index: int, *, nested: bool) -> None:
        """Note that a node means a party."""
        at = len(self.analysis.party_mentions)
        piece = self.analysis.piece(node.first, node.last, lead=node.lead)
        self.of_node[id(node)] = index
        if (index, piece) in self.placed:
            return
        self.placed.add((index, piece))
        self.analysis.party_mentions.append(
            PartyMention(
                piece, index, "name" if node.form == "name" else "nominal", node.head, nested, node.number, node.gender
            )
        )
        self.analysis.parties[index].mentions.append(at)
        for token in range(node.first, node.last):
            self.analysis.mention_at.setdefault(token, []).append(at)
        self.of_node[id(node)] = index
        self.ranks.setdefault(index, set()).add(node.rank)
        if node.category == "post" and node.title:
            self.ranks[index].add(node.title.split()[0])
        self.counts[index] = self.counts.get(index, 0) + 1
        self.recent.pop(index, None)
        self.recent[index] = None

    def shorter(self, node: Node, last: int, index: int) -> None:
        """Note the words of a node up to a token as a nested mention of its party, without counting it again."""
        piece = self.analysis.piece(node.first, last, lead=node.lead)
        if (index, piece) in self.placed:
            return
        self.placed.add((index, piece))
        at = len(self.analysis.party_mentions)
        self.analysis.party_mentions.append(
            PartyMention(piece, index, "nominal", node.first, nested=True, number=node.number, gender=node.gender)
        )
        self.analysis.parties[index].mentions.append(at)
        for token in range(node.first, last):
            self.analysis.mention_at.setdefault(token, []).append(at)

    def text(self, node: Node) -> str:
        """The words of a node as they stand, with the article that "لل" swallows, without a comma before a closing mark."""
        words = self.analysis.text_of(self.analysis.piece(node.first, node.last, lead=node.lead))
        article = "ال" if self.analysis.texts[node.first][: node.lead].endswith("لل") else ""
        return article + _LOOSE_COMMA.sub("", words)


def _capital_in_english(name: str) -> str | None:
    """The English name of a capital that acts for its government; none for a further seat of government."""
    rows = capitals().get(fold(name), ())
    return next((row.capital_en for row in rows if fold(row.capital_names[0]) == fold(name)), None)


def latest(state: Gathering, fits: Callable[[int], bool]) -> int | None:
    """The party mentioned last that fits, among those that a reader still has in mind."""
    return next((index for index in islice(reversed(state.recent), _IN_MIND) if fits(index)), None)
