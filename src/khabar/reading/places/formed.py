"""Places that no gazetteer knows, known by the noun before their name: "بلدة كفرسنبل", "قرية «عين زنبق»"."""

from __future__ import annotations

from bisect import bisect_left

from khabar.reading.analysis import PlaceNode
from khabar.reading.parties.lexemes import is_common
from khabar.reading.places.named import Named
from khabar.reading.places.names import bare, nation, words_of
from khabar.reading.places.nouns import BUILT, QUOTES, Noun, nouns

_BY_THEMSELVES = frozenset({"city", "governorate", "admin1", "airport"})
"""Kinds of places that do not lie in the place named before them unless the text says so."""
_INSIDE = frozenset({"في", "من", "ضمن", "داخل", "قرب", "بالقرب", "التابعه", "الواقعه", "الواقع", "التابع"})
_ADDED = frozenset({"،", ",", "(", "-", "–", "الي"})
_NAMED_WITH_NOUN = BUILT | {"mountain"}


class Formed(Named):
    """Takes in unknown names after place nouns and tells where they lie."""

    def _unknown(self) -> None:
        """A name after a place noun that no gazetteer knows: "بلدة كفرسيتا", "قرية "عين زنبق""."""
        text = self.text
        for p, norm in enumerate(text.norms):
            if self.roles[p] != "noun" or p in self.taken:
                continue
            noun, lead = next(((nouns()[core], cut) for core, cut in bare(norm) if core in nouns()), (None, 0))
            if noun is None or p + 1 in self.taken:
                continue
            found = self._name_after(p + 1, noun)
            start = p
            while found:
                first, last = found
                self._form(start, first, last, noun, lead)
                found = None
                follows = text.norm(last)[:1] == "و" and last not in self.taken
                if follows and norm[lead:] in words_of("names", "several") and not is_common(text.norm(last)):
                    start, lead = last, 1
                    found = last, last + 1

    def _form(self, start: int, first: int, last: int, noun: Noun, lead: int) -> None:
        """Take words first ≤ p < last, with their noun at `start`, as a place that no gazetteer knows."""
        text = self.text
        key = "form:" + " ".join([text.norm(first)[lead if start == first else 0 :], *text.norms[first + 1 : last]])
        node = self.nodes.get(key)
        if node is None:
            called = text.norm(start)[lead:]
            named = noun.kind in _NAMED_WITH_NOUN or called in ("شارع", "ميدان", "دوار", "سوق", "جسر", "وادي", "سهل")
            piece = self._piece(start, last, lead) if named or start == first else self._piece(first, last)
            node = PlaceNode(self.analysis.text_of(piece), [], "rule:place/form", kind=noun.kind)
            self.nodes[key] = node
        node.mentions.append(self._piece(start, last, lead))
        self.taken.update(range(start, last))
        self.ends[last], self.begins[last] = key, start
        if key not in self.within:
            self._locate(key, node, last)

    def _name_after(self, p: int, noun: Noun) -> tuple[int, int] | None:
        text = self.text
        forms, tokens = self.analysis.forms, text.tokens
        if noun.form == "never":
            return None
        if text.norm(p) in QUOTES:
            last = p + 1
            while (
                last < min(p + 5, len(text.norms))
                and text.norm(last) not in QUOTES
                and forms[tokens[last]].kind == "word"
            ):
                last += 1
            closed = last < len(text.norms) and (text.norm(last) in QUOTES or text.norm(last) in (".", "،"))
            return (p + 1, last) if closed and last > p + 1 else None
        if noun.form == "quoted" or p >= len(text.norms) or forms[tokens[p]].kind != "word":
            return None
        norm = text.norm(p)
        several = any(core in words_of("names", "several") for core, _ in bare(text.norm(p - 1)))
        if not self._can_name(norm, noun, several=several):
            return None
        last = p + 1
        two = (
            norm in words_of("names", "first_of_two") and last < len(text.norms) and forms[tokens[last]].kind == "word"
        )
        if (
            is_common(norm)
            and not norm.startswith("ال")
            and not (two and noun.form == "always" and not is_common(text.norm(last)))
        ):
            return None
        if is_common(norm) and noun.form == "unusual" and self._lies_in(last) is None:
            return None
        more = not norm.startswith("ال") and noun.form == "always" and not several and self._goes_on(last)
        return p, last + (two or more)

    def _goes_on(self, p: int) -> bool:
        """Whether the word at a position can be the second of a name: a word of no other use, without clitics."""
        if p >= len(self.text.norms) or p in self.taken:
            return False
        form, norm = self.analysis.forms[self.text.tokens[p]], self.text.norm(p)
        plain = (
            form.kind == "word"
            and len(norm) > 2
            and form.best.lead == 0
            and not norm.startswith(("ال", "و", "ف", "ب", "ل", "س"))
        )
        return plain and not is_common(norm) and norm not in words_of("names", "no_name") and not self._direction(p)

    @staticmethod
    def _can_name(norm: str, noun: Noun, *, several: bool) -> bool:
        """Whether a word after a place noun can be a name: no function word, no adjective of the noun."""
        if norm in words_of("names", "no_name") or len(norm) < 3:
            return False
        if norm[0] in "وف" and norm[1:] in nouns():
            return False
        if nation("ال" + norm) or (nation(norm) and (several or noun.form == "unusual")):
            return False
        if norm.startswith("ال"):
            return norm not in words_of("directions", "after") and not (several and norm.endswith(("ين", "ون")))
        if norm.startswith(("لل", "بال", "وال")):
            return False
        return not norm.endswith("ه") if noun.gender == "f" or several else not norm.endswith(("ي", "ين"))

    def _locate(self, key: str, node: PlaceNode, last: int) -> None:
        """Put an unknown place where the words after it say it lies: "قرية كفرسيتا في ريف حلب", "شمال صعدة"."""
        held = self._lies_in(last)
        if held:
            self._put(key, node, held)

    def _lies_in(self, last: int) -> str | None:
        """The known place that the words from a position on say something lies in, or None."""
        text, p = self.text, last
        inside = False
        while p < min(last + 6, len(text.norms)) and p not in self.taken:
            norm = text.norm(p)
            if norm in _INSIDE or self._direction(p):
                inside = True
            elif not (norm in QUOTES or norm in _ADDED or norm.startswith("ال")):
                break
            p += 1
        held = next((k for end in self._ends_after(p) if not (k := self.ends[end]).startswith("form:")), None)
        return held if held and p in self.taken and (inside or self._attached(p)) else None

    def _put(self, key: str, node: PlaceNode, held: str) -> None:
        """Let an unknown place lie in a known one: it takes its country and, but for a whole country, its position."""
        holder = self.nodes[held]
        self.within[key] = held
        node.country = holder.country
        if holder.kind not in {"country", "region"}:
            node.lat, node.lon = holder.lat, holder.lon

    def _near(self) -> None:
        """Put places that are still nowhere with the known place named last before them, or next in their sentence."""
        sentence_of = self.analysis.sentence_of
        known = [
            (self.text.tokens[end - 1], key)
            for end, key in sorted(self.ends.items())
            if not key.startswith(("form:", "country:", "land:"))
            and self.nodes[key].lat is not None
            and self.nodes[key].kind not in {"region", "sea", "river"}
        ]
        for key, node in self.nodes.items():
            if not key.startswith("form:") or key in self.within or not known or node.kind in _BY_THEMSELVES:
                continue
            at = node.mentions[0].first
            sentence = sentence_of[at]
            k = bisect_left(known, (at, ""))
            before = known[k - 1][1] if k and sentence - sentence_of[known[k - 1][0]] <= 1 else None
            after = known[k][1] if k < len(known) and sentence_of[known[k][0]] == sentence else None
            held = before or after
            if held:
                self._put(key, node, held)

    def _attached(self, p: int) -> bool:
        """Whether the word at a position wears "in": "قرية كفرسيتا بريف حلب"."""
        norm = self.text.norm(p)
        return norm[:1] == "ب" and any(core != norm for core, _ in bare(norm)) and norm not in nouns()
