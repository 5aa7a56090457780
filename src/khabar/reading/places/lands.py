"""Land of states ("الأراضي السورية", "الحدود السورية التركية", "شمال البلاد") and later mentions ("القطاع")."""

from __future__ import annotations

from khabar.arabic import fold
from khabar.gazetteer import country, place
from khabar.reading.analysis import PlaceNode
from khabar.reading.places.formed import Formed
from khabar.reading.places.names import bare, nation, unprefixed, words_of
from khabar.reading.places.nouns import nouns, taking_up


class Lands(Formed):
    """Takes in land by nationality word, and definite nouns that stand for a place named before."""

    def _territories(self) -> None:
        """Read "الأراضي السورية", "الحدود السورية التركية", "الحدود بين السعودية واليمن", "شمال البلاد"."""
        text = self.text
        for p, what in enumerate(self.roles):
            if what == "border":
                self._border(p)
            elif what == "territory" and p not in self.taken:
                iso3 = nation(text.norm(p + 1))
                if iso3:
                    last = p + 3 if text.norm(p + 2) in ("المحتله", "الاقليميه") else p + 2
                    self._land(p, last, iso3, "territory")
            elif what == "homeland" and self._direction(p - 1):
                start = p - 1
                while self._direction(start - 1):
                    start -= 1
                if text.core(start - 1, words_of("directions", "farthest")):
                    start -= 1
                self._land(start, p + 1, self._homeland(), "part-of-country")

    def _border(self, p: int) -> None:
        text, last, iso3 = self.text, p + 1, None
        while (spoken := nation(text.norm(last))) is not None or text.norm(last) in ("-", "–", "/"):
            iso3 = iso3 or spoken
            last += 1
        if last == p + 1 and text.norm(last) in ("بين", "مع"):
            inner = next((end for end in sorted(self.ends, reverse=True) if last < end <= last + 6), None)
            held = {key for end, key in self.ends.items() if last < end <= last + 6}
            if inner is None or not held:
                chain = [h for h in self.hits if last < h.first + 1 <= last + 4 and h.country]
                if not chain:
                    return
                inner = chain[-1].last
                iso3 = chain[0].country.iso3 if chain[0].country else None
            last = inner
        elif last == p + 1:
            chain = [h for h in self.hits if h.first == last and h.country and not h.lead]
            if not chain:
                return
            last, iso3 = chain[0].last, chain[0].country.iso3 if chain[0].country else None
        while text.norm(last - 1) in ("-", "–", "/"):
            last -= 1
        if last > p + 1:
            self._land(p, last, iso3, "border")

    def _land(self, start: int, last: int, iso3: str | None, rule: str) -> None:
        lead = next(
            (
                cut
                for core, cut in bare(self.text.norm(start))
                if cut and core.startswith(("ال", "ارا", "حدود", "شم", "جن", "شر", "غر", "وس"))
            ),
            0,
        )
        piece = self._piece(start, last, lead)
        name = unprefixed(self.analysis.text_of(piece))
        key = f"land:{fold(name)}"
        node = self.nodes.get(key)
        if node is None:
            node = self.nodes[key] = PlaceNode(
                name, [], f"rule:place/{rule}", kind="border" if rule == "border" else "area", country=iso3
            )
        node.mentions.append(piece)
        self.taken.update(range(start, last))
        if iso3 and f"country:{iso3}" in self.nodes and rule != "border":
            self.within[key] = f"country:{iso3}"

    def _taken_up(self) -> None:
        """Read "القطاع", "المدينة", "العاصمة السورية" for the place meant."""
        text = self.text
        for p, norm in enumerate(text.norms):
            if self.roles[p] != "taking_up" or p in self.taken:
                continue
            for core, lead in bare(norm):
                if core == "العاصمه":
                    self._capital(p, lead)
                    break
                kind = taking_up().get(core)
                if kind:
                    key = self._last_of(p, kind)
                    after = self.analysis.forms[text.tokens[p + 1]] if p + 1 < len(text.norms) else None
                    if key and not (after and after.norm.startswith("ال")):
                        self.nodes[key].mentions.append(self._piece(p, p + 1, lead))
                        self.taken.add(p)
                    break

    def _capital(self, p: int, lead: int) -> None:
        iso3 = nation(self.text.norm(p + 1))
        state = country(iso3) if iso3 else None
        if state is None or not state.capital_id:
            return
        row = place(state.capital_id)
        if row is None:
            return
        piece = self._piece(p, p + 2, lead)
        node = self.nodes.get(row.id)
        if node is None:
            node = self.nodes[row.id] = PlaceNode(
                unprefixed(self.analysis.text_of(piece)),
                [],
                "rule:place/capital",
                name_en=row.name_en,
                kind=row.kind,
                country=row.country or None,
                lat=row.lat,
                lon=row.lon,
                geonames=row.geonames,
            )
        node.mentions.append(piece)
        self.taken.update((p, p + 1))
        start = p
        while self._direction(start - 1) and not lead:
            start -= 1
        if start < p:
            self._part(row.id, start, p + 2, "direction")

    def _last_of(self, p: int, kind: str) -> str | None:
        """The place of this kind mentioned last before a position, within the five sentences before it."""
        tokens, sentence_of = self.text.tokens, self.analysis.sentence_of
        best: tuple[int, str] | None = None
        for end, key in self.ends.items():
            node = self.nodes[key]
            if end > p or sentence_of[tokens[p]] - sentence_of[tokens[end - 1]] > 5 or key.startswith("part:"):
                continue
            if self._is_kind(end, node, kind) and (best is None or end > best[0]):
                best = end, key
        return best[1] if best else None

    def _is_kind(self, end: int, node: PlaceNode, kind: str) -> bool:
        """Whether a mention was called so, or its place is of that kind."""
        called = next((m for m in node.mentions if m.last == self.text.tokens[end - 1] + 1), None)
        words = fold(self.analysis.text_of(called)).split() if called else []
        if words and words[0] in nouns() and nouns()[words[0]].kind == kind:
            return True
        return node.kind == kind and kind in {
            "city",
            "town",
            "village",
            "governorate",
            "admin1",
            "camp",
            "crossing",
            "airport",
        }
