"""Names of the gazetteer that count as places in a report, and parts of them ("شرق حلب")."""

from __future__ import annotations

from khabar.arabic import fold
from khabar.gazetteer import PlaceRow, capitals
from khabar.reading.parties.lexemes import is_common
from khabar.reading.places.choose import choose
from khabar.reading.places.names import Hit, bare, nation, words_of
from khabar.reading.places.nodes import Nodes
from khabar.reading.places.nouns import BUILT, QUOTES, Noun, nouns

_JOINTS = frozenset({"و", "او", "،", ",", "(", "-", "–", "/"})
_SURE = 40
"""So many sure places are enough to tell where a report plays."""


class Named(Nodes):
    """Takes in the names that the gazetteer knows."""

    def _names(self) -> None:
        cued: set[str] = set()
        sure: list[PlaceRow] = []
        pending: list[tuple[Hit, Noun | None, int]] = []
        for hit in self.hits:
            noun, first = self._noun_before(hit)
            if noun:
                cued.add(hit.key)
            pending.append((hit, noun, first))
        for hit, noun, _ in pending:
            owners = {row.id for row in hit.rows}
            certain = len(owners) == 1 and (noun or not hit.rows[0].needs_cue(hit.key))
            if certain and hit.rows[0] not in sure:
                sure.append(hit.rows[0])
        sure = list(dict.fromkeys(sure))[:_SURE]
        chain_end = -1
        several: Noun | None = None
        for hit, noun, first in pending:
            chained = chain_end >= 0 and self._joined(chain_end, hit)
            inherited: Noun | None = several if chained and noun is None else None
            accepted = self._accept(
                hit, noun or inherited, first, sure, chained=chained, cued=chained or hit.key in cued
            )
            chain_end = hit.last if accepted else -1
            several = noun or inherited

    def _noun_before(self, hit: Hit) -> tuple[Noun | None, int]:
        """The place noun before a name and where it stands; "العاصمة" and its nationality word count as one."""
        p = hit.first - 1
        if self.text.norm(p) in QUOTES:
            p -= 1
        if hit.lead:
            return None, hit.first
        for core, _ in bare(self.text.norm(p)):
            if core in nouns():
                return nouns()[core], p
        q = p - 1 if nation(self.text.norm(p)) else p
        if any(core == "العاصمه" for core, _ in bare(self.text.norm(q))):
            return Noun("city", form="quoted", gender="f"), q
        return None, hit.first

    def _joined(self, end: int, hit: Hit) -> bool:
        """Whether a name goes on with a list of places: "في العراق وأفغانستان", "موسكو، روسيا"."""
        if hit.first == end:
            return hit.lead == 1 and self.text.norm(hit.first)[:1] == "و"
        return hit.first == end + 1 and not hit.lead and self.text.norm(end) in _JOINTS

    def _accept(
        self, hit: Hit, noun: Noun | None, first: int, sure: list[PlaceRow], *, chained: bool, cued: bool
    ) -> bool:
        start = hit.first
        while self._direction(start - 1):
            start -= 1
        if (
            self.text.core(start - 1, words_of("names", "not_after"))
            and self._raw(start - 1) != "على"  # folding makes of the preposition the name Ali
            and noun is None
            and (start < hit.first or not hit.country)
        ):
            return False
        if noun and self._longer_name(hit, noun):
            return False
        if hit.key.startswith(("دول ", "الدول ")) and not self._located(hit):
            return False
        state = hit.country
        if state and (not hit.rows or hit.rows[0].kind in {"area", "region"} or self._as_country(hit)):
            if noun is None and not chained and not self._located(hit):
                return False
            self._add(f"country:{state.iso3}", hit, hit.first, country_row=state)
            self._compound(hit, hit.first, f"country:{state.iso3}")
            return True
        kind = noun.kind if noun else None
        site = any(r.kind == "facility" for r in hit.rows) and self._located(hit)
        row = choose(hit, kind, self.votes, sure, listed=cued or site or (noun is not None and noun.form != "never"))
        if row is None:
            return False
        if noun is None and not chained and self._may_govern(hit) and not self._located(hit):
            return False
        if noun and noun.kind in BUILT and row.kind in {"city", "town", "village", "governorate"} and first < hit.first:
            self._add(row.id, hit, hit.first, row=row)
            self._part(row.id, first, self._adjectives(hit.last), "facility", kind=noun.kind)
            return True
        self._add(row.id, hit, first, row=row)
        self._compound(hit, first, row.id)
        return True

    def _adjectives(self, last: int) -> int:
        """After "مطار مومباي" the word that tells which: الدولي, الداخلي, العسكري, المركزي."""
        return last + 1 if self.text.norm(last) in words_of("names", "which") else last

    def _longer_name(self, hit: Hit, noun: Noun) -> bool:
        """Whether the word found only begins an unknown name: "قرية «عين زنبق»", "بلدة كفر نجد"."""
        text, after = self.text, self.text.norm(hit.last)
        if hit.last >= len(text.norms) or self.analysis.forms[text.tokens[hit.last]].kind != "word":
            return False
        if text.norm(hit.first - 1) in QUOTES:
            return any(text.norm(hit.last + k) in QUOTES for k in (1, 2))
        single = hit.last == hit.first + 1 and hit.key in words_of("names", "first_of_two")
        return single and noun.form == "always" and after not in words_of("names", "no_name") and not is_common(after)

    @staticmethod
    def _may_govern(hit: Hit) -> bool:
        return hit.key in capitals() and hit.key not in words_of("names", "no_government")

    @staticmethod
    def _as_country(hit: Hit) -> bool:
        return hit.country is not None and hit.key in {fold(name) for name in hit.country.names}

    def _located(self, hit: Hit) -> bool:
        """Whether the words before a country or a capital make it the place of something."""
        text, p = self.text, hit.first - 1
        token = self.text.tokens[hit.first]
        piece = self.analysis.dateline_piece
        if piece and piece.first <= token < piece.last:
            return True
        letters = text.norm(hit.first)[: hit.lead]
        if letters.endswith("ب"):
            return True
        if letters.endswith("ل"):
            return text.core(p, words_of("cues", "near"))
        if hit.key in capitals() and text.core(p, words_of("cues", "event")):
            return True
        if (
            text.core(p, words_of("cues", "near"))
            or self._direction(p)
            or text.core(p, words_of("territory", "border"))
        ):
            return True
        if text.norm(p) in words_of("cues", "from"):
            return any(text.core(q, words_of("cues", "motion")) for q in range(p - 1, max(-1, p - 5), -1))
        return self._opens_line(hit)

    def _opens_line(self, hit: Hit) -> bool:
        """Whether a name opens a line as a dateline does: "موسكو، روسيا (CNN)", "دمشق:"."""
        before = self._raw(hit.first - 1) if hit.first else "\n"
        after = self.text.norm(hit.last)
        if "\n" in before:
            return after in (":", "(", "-", "–", "،", "/", "ـ", "--")
        line = next((k for k in range(1, 7) if hit.first - k < 0 or "\n" in self._raw(hit.first - k)), 0)
        return (
            bool(line) and before in ("-", "–", "،") and (after in (":", "(", "-", "–") or "\n" in self._raw(hit.last))
        )

    def _compound(self, hit: Hit, first: int, key: str) -> None:
        """A part of the place as a place of its own: "شرق مدينة حلب", "ريف إدلب الجنوبي", "أقصى شمال العراق"."""
        text, start, last = self.text, first, hit.last
        while self._direction(start - 1) and not (hit.lead and start == hit.first):
            start -= 1
        if start < first and text.core(start - 1, words_of("directions", "farthest")):
            start -= 1
        if start == first and text.norm(start - 1) in ("من", "في") and not hit.lead:
            start = self._part_of(start)
        while text.norm(last) in words_of("directions", "after"):
            last += 1
        if start == first and last == hit.last:
            return
        self._part(key, start, last, "direction")

    def _part_of(self, start: int) -> int:
        """Where "المناطق الغربية من" before a place begins; the place itself if that is not said."""
        p = start - 2
        while self.text.norm(p) in words_of("directions", "after"):
            p -= 1
        return p if p < start - 2 and self.text.core(p, words_of("directions", "parts")) else start
