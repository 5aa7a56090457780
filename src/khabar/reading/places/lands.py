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
            ends = self._ends_after(last)
            states = [h for q in range(last, last + 4) if (h := self.state_at.get(q))]
            if not ends and not states:
                return
            iso3 = states[0].country.iso3 if states and states[0].country else None
            last = ends[-1] if ends else states[-1].last
        elif last == p + 1:
            state = self.state_at.get(last)
            if state is None or state.lead:
                return
            last, iso3 = state.last, state.country.iso3 if state.country else None
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
        """The place of this kind mentioned last before a position, within the five sentences before it.

        Where people only met is passed over if there is another, unless the meeting is still spoken of.
        """
        sentence_of, tokens = self.analysis.sentence_of, self.text.tokens
        venue: str | None = None
        for end in range(p, max(0, p - 400), -1):
            key = self.ends.get(end)
            if key is None or key.startswith("part:"):
                continue
            if sentence_of[tokens[p]] - sentence_of[tokens[end - 1]] > 5:
                break
            if not self._is_kind(end, self.nodes[key], kind):
                continue
            if not self._met_at(self.begins[end]) or self._met_at(p):
                return key
            venue = venue or key
        return venue

    def _met_at(self, p: int) -> bool:
        """Whether a meeting is told of before a position in its sentence."""
        sentence_of, tokens = self.analysis.sentence_of, self.text.tokens
        for at in range(p - 1, max(-1, p - 16), -1):
            if sentence_of[tokens[at]] != sentence_of[tokens[p]]:
                return False
            if {core.removeprefix("ال") for core, _ in bare(self.text.norm(at))} & words_of("gatherings", "held"):
                return True
        return False

    def _is_kind(self, end: int, node: PlaceNode, kind: str) -> bool:
        """Whether a mention was called so, or its place is of that kind."""
        if any(core in nouns() and nouns()[core].kind == kind for core, _ in bare(self.text.norm(self.begins[end]))):
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
