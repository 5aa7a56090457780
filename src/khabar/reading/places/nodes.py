"""The places of one report under construction, and what every step that finds places shares."""

from __future__ import annotations

from collections import Counter

from khabar.arabic import fold
from khabar.gazetteer import CountryRow, PlaceRow
from khabar.reading.analysis import Analysis, Piece, PlaceNode
from khabar.reading.places.names import Hit, Text, bare, unprefixed, words_of
from khabar.reading.places.nouns import nouns, role


class Nodes:
    """Places by key (a gazetteer id, "country:…", "part:…", "land:…", "form:…") with the positions they take.

    state_at: names of countries by first position; taken: word positions inside a place; ends, begins: key and first position of the mention that ends before a
    position; within: the key of
    the place around another.
    """

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = Text(analysis)
        self.hits = self.text.hits()
        self.state_at = {hit.first: hit for hit in self.hits if hit.country}
        self.votes: Counter[str] = Counter()
        self.nodes: dict[str, PlaceNode] = {}
        self.taken: set[int] = set()
        self.ends: dict[int, str] = {}
        self.begins: dict[int, int] = {}
        self.within: dict[str, str] = {}
        self.roles = [role(norm) for norm in self.text.norms]

    def _raw(self, p: int) -> str:
        return self.analysis.texts[self.text.tokens[p]] if p < len(self.text.tokens) else ""

    def _surface(self, hit: Hit) -> str:
        """The name as the report writes it, without clitics."""
        piece = self.analysis.piece(self.text.tokens[hit.first], self.text.tokens[hit.last - 1] + 1, lead=hit.lead)
        words = self.analysis.text_of(piece)
        return unprefixed(words) if hit.key.startswith("ال") else words

    def _piece(self, first: int, last: int, lead: int = 0) -> Piece:
        return self.analysis.piece(self.text.tokens[first], self.text.tokens[last - 1] + 1, lead=lead)

    def _add(
        self, key: str, hit: Hit, first: int, *, row: PlaceRow | None = None, country_row: CountryRow | None = None
    ) -> None:
        lead = hit.lead
        if first < hit.first:
            lead = next((cut for core, cut in bare(self.text.norm(first)) if core in nouns() or core == "العاصمه"), 0)
        piece = self._piece(first, hit.last, lead)
        node = self.nodes.get(key)
        if node is None:
            name = self._surface(hit)
            if row:
                node = PlaceNode(
                    name,
                    [],
                    "rule:place/name",
                    name_en=row.name_en,
                    kind=row.kind,
                    country=row.country or None,
                    lat=row.lat,
                    lon=row.lon,
                    geonames=row.geonames,
                )
            elif country_row:
                node = PlaceNode(
                    name,
                    [],
                    "rule:place/country",
                    name_en=country_row.name_en,
                    kind="country",
                    country=country_row.iso3,
                    lat=country_row.lat,
                    lon=country_row.lon,
                    wikidata=country_row.wikidata or None,
                )
            else:
                return
            self.nodes[key] = node
        node.mentions.append(piece)
        self.taken.update(range(first, hit.last))
        self.ends[hit.last], self.begins[hit.last] = key, first

    def _direction(self, p: int) -> bool:
        return self.text.core(p, words_of("directions", "before"))

    def _part(self, key: str, start: int, last: int, rule: str, kind: str = "area") -> None:
        base = self.nodes[key]
        lead = next((cut for core, cut in bare(self.text.norm(start)) if self._is_part_word(core)), 0)
        piece = self._piece(start, last, lead)
        name = unprefixed(self.analysis.text_of(piece))
        part = f"part:{key}:{fold(name)}"
        node = self.nodes.get(part)
        if node is None:
            exact = base.kind not in {"country", "region"}
            node = self.nodes[part] = PlaceNode(
                name,
                [],
                f"rule:place/{rule}",
                kind=kind,
                country=base.country,
                lat=base.lat if exact else None,
                lon=base.lon if exact else None,
            )
        node.mentions.append(piece)
        self.taken.update(range(start, last))
        self.ends[last], self.begins[last] = part, start
        self.within[part] = key

    @staticmethod
    def _is_part_word(core: str) -> bool:
        return core in nouns() or any(core in words_of("directions", name) for name in ("before", "farthest", "parts"))

    def _ends_after(self, p: int) -> list[int]:
        """Where mentions end within the next six words after a position."""
        return [end for end in range(p + 1, p + 7) if end in self.ends]

    def _homeland(self) -> str | None:
        """The country the report speaks of most, if it stands out: half of all it says of countries."""
        ranked = self.votes.most_common(1)
        return ranked[0][0] if ranked and ranked[0][1] * 2 > self.votes.total() else None
