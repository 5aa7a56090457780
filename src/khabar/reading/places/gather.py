"""Gathering the places of one report: which names count, what they mean, and which belong together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from khabar.arabic import fold
from khabar.gazetteer import CountryRow, PlaceRow, capitals, country, place
from khabar.lexicon import load
from khabar.reading.analysis import Analysis, Piece, PlaceNode
from khabar.reading.parties.lexemes import is_common
from khabar.reading.places.choose import choose, context
from khabar.reading.places.names import Hit, Text, bare, nation, unprefixed, words_of

_JOINTS = frozenset({"و", "او", "،", ",", "(", "-", "–", "/"})
_BUILT = frozenset({"airport", "facility", "crossing", "camp"})
_BY_THEMSELVES = frozenset({"city", "governorate", "admin1", "airport"})
"""Kinds of places that do not lie in the place named before them unless the text says so."""
_INSIDE = frozenset({"في", "من", "ضمن", "داخل", "قرب", "بالقرب", "التابعه", "الواقعه", "الواقع", "التابع"})
_ADDED = frozenset({"،", ",", "(", "-", "–", "الي"})
_NAMED_WITH_NOUN = _BUILT | {"mountain"}
_QUOTES = frozenset({'"', "«", "»", "“", "”", "'"})


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun before place names: what it calls them, when it makes a place of an unknown name, its gender."""

    kind: str
    form: str
    gender: str


@cache
def nouns() -> dict[str, Noun]:
    """Return the place nouns of the lexicon by folded form."""
    return {fold(word): Noun(e["kind"], e["form"], e["gender"]) for e in load("places")["noun"] for word in e["words"]}


@cache
def _taking_up() -> dict[str, str]:
    return {fold(word): kind for word, kind in load("places")["taking_up"].items()}


@lru_cache(maxsize=100_000)
def role(norm: str) -> str | None:
    """What a folded word can begin, clitics aside: noun, border, territory, homeland, taking_up; or None."""
    for core, _ in bare(norm):
        if core in nouns():
            return "noun"
        for name, table in (("border", "border"), ("territory", "words"), ("homeland", "homeland")):
            if core in words_of("territory", table):
                return name
        if core in _taking_up() or core == "العاصمه":
            return "taking_up"
    return None


class Gathering:
    """The places of one report under construction."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = Text(analysis)
        self.hits = self.text.hits()
        self.votes: Counter[str] = Counter()
        self.nodes: dict[str, PlaceNode] = {}
        self.taken: set[int] = set()
        self.ends: dict[int, str] = {}
        self.within: dict[str, str] = {}
        self.roles = [role(norm) for norm in self.text.norms]

    def run(self) -> None:
        """Read the report and leave its places in the analysis."""
        if self.hits or self.analysis.dateline_piece:
            self.votes = context(self.text, self.hits)
        self._names()
        self._unknown()
        self._territories()
        self._taken_up()
        self._near()
        self._finish()

    # --- names of the gazetteer ------------------------------------------------------------------------------------

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
        chain_end, several = -1, None
        for hit, noun, first in pending:
            chained = chain_end >= 0 and self._joined(chain_end, hit)
            inherited = several if chained and noun is None else None
            accepted = self._accept(hit, noun or inherited, first, sure, chained=chained, cued=chained or hit.key in cued)
            chain_end = hit.last if accepted else -1
            several = noun or inherited

    def _noun_before(self, hit: Hit) -> tuple[Noun | None, int]:
        """The place noun before a name and where it stands; "العاصمة" and its nationality word count as one."""
        p = hit.first - 1
        if self.text.norm(p) in _QUOTES:
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

    def _accept(self, hit: Hit, noun: Noun | None, first: int, sure: list[PlaceRow], *, chained: bool, cued: bool) -> bool:
        start = hit.first
        while self._direction(start - 1):
            start -= 1
        if self.text.core(start - 1, words_of("names", "not_after")) and noun is None and (start < hit.first or not hit.country):
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
        if noun and noun.kind in _BUILT and row.kind in {"city", "town", "village", "governorate"} and first < hit.first:
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
        if text.norm(hit.first - 1) in _QUOTES:
            return any(text.norm(hit.last + k) in _QUOTES for k in (1, 2))
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
        if text.core(p, words_of("cues", "near")) or self._direction(p) or text.core(p, words_of("territory", "border")):
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
        return bool(line) and before in ("-", "–", "،") and (after in (":", "(", "-", "–") or "\n" in self._raw(hit.last))

    def _raw(self, p: int) -> str:
        return self.analysis.texts[self.text.tokens[p]] if p < len(self.text.tokens) else ""

    # --- nodes ---------------------------------------------------------------------------------------------------------

    def _surface(self, hit: Hit) -> str:
        """The name as the report writes it, without clitics."""
        piece = self.analysis.piece(self.text.tokens[hit.first], self.text.tokens[hit.last - 1] + 1, lead=hit.lead)
        words = self.analysis.text_of(piece)
        return unprefixed(words) if hit.key.startswith("ال") else words

    def _piece(self, first: int, last: int, lead: int = 0) -> Piece:
        return self.analysis.piece(self.text.tokens[first], self.text.tokens[last - 1] + 1, lead=lead)

    def _add(self, key: str, hit: Hit, first: int, *, row: PlaceRow | None = None, country_row: CountryRow | None = None) -> None:
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
        self.ends[hit.last] = key

    # --- parts of places -------------------------------------------------------------------------------------------------

    def _direction(self, p: int) -> bool:
        return self.text.core(p, words_of("directions", "before"))

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
        self.ends[last] = part
        self.within[part] = key

    @staticmethod
    def _is_part_word(core: str) -> bool:
        return core in nouns() or any(core in words_of("directions", name) for name in ("before", "farthest", "parts"))

    # --- places without an entry -------------------------------------------------------------------------------------------

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
        self.ends[last] = key
        if key not in self.within:
            self._locate(key, node, last)

    def _name_after(self, p: int, noun: Noun) -> tuple[int, int] | None:
        text = self.text
        forms, tokens = self.analysis.forms, text.tokens
        if noun.form == "never":
            return None
        if text.norm(p) in _QUOTES:
            last = p + 1
            while last < min(p + 5, len(text.norms)) and text.norm(last) not in _QUOTES and forms[tokens[last]].kind == "word":
                last += 1
            closed = last < len(text.norms) and (text.norm(last) in _QUOTES or text.norm(last) in (".", "،"))
            return (p + 1, last) if closed and last > p + 1 else None
        if noun.form == "quoted" or p >= len(text.norms) or forms[tokens[p]].kind != "word":
            return None
        norm = text.norm(p)
        several = any(core in words_of("names", "several") for core, _ in bare(text.norm(p - 1)))
        if not self._can_name(norm, noun, several=several):
            return None
        last = p + 1
        two = norm in words_of("names", "first_of_two") and last < len(text.norms) and forms[tokens[last]].kind == "word"
        if is_common(norm) and not norm.startswith("ال") and not (two and noun.form == "always" and not is_common(text.norm(last))):
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
        plain = form.kind == "word" and len(norm) > 2 and form.best.lead == 0 and not norm.startswith(("ال", "و", "ف", "ب", "ل", "س"))
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
            elif not (norm in _QUOTES or norm in _ADDED or norm.startswith("ال")):
                break
            p += 1
        held = next((k for end, k in sorted(self.ends.items()) if p < end <= p + 6 and not k.startswith("form:")), None)
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
            if not key.startswith(("form:", "country:", "land:")) and self.nodes[key].lat is not None
            and self.nodes[key].kind not in {"region", "sea", "river"}
        ]
        for key, node in self.nodes.items():
            if not key.startswith("form:") or key in self.within or not known or node.kind in _BY_THEMSELVES:
                continue
            at = node.mentions[0].first
            sentence = sentence_of[at]
            before = [k for i, k in known if i < at and sentence - sentence_of[i] <= 1]
            after = [k for i, k in known if i > at and sentence_of[i] == sentence]
            held = before[-1] if before else after[0] if after else None
            if held:
                self._put(key, node, held)

    def _attached(self, p: int) -> bool:
        """Whether the word at a position wears "in": "قرية كفرسيتا بريف حلب"."""
        norm = self.text.norm(p)
        return norm[:1] == "ب" and any(core != norm for core, _ in bare(norm)) and norm not in nouns()

    # --- land of states ------------------------------------------------------------------------------------------------------

    def _homeland(self) -> str | None:
        """The country the report speaks of most, if it stands out: half of all it says of countries."""
        ranked = self.votes.most_common(1)
        return ranked[0][0] if ranked and ranked[0][1] * 2 > self.votes.total() else None

    def _territories(self) -> None:
        """"الأراضي السورية", "الحدود السورية التركية", "الحدود بين السعودية واليمن", "شمال البلاد"."""
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
        lead = next((cut for core, cut in bare(self.text.norm(start)) if cut and core.startswith(("ال", "ارا", "حدود", "شم", "جن", "شر", "غر", "وس"))), 0)
        piece = self._piece(start, last, lead)
        name = unprefixed(self.analysis.text_of(piece))
        key = f"land:{fold(name)}"
        node = self.nodes.get(key)
        if node is None:
            node = self.nodes[key] = PlaceNode(name, [], f"rule:place/{rule}", kind="border" if rule == "border" else "area", country=iso3)
        node.mentions.append(piece)
        self.taken.update(range(start, last))
        if iso3 and f"country:{iso3}" in self.nodes and rule != "border":
            self.within[key] = f"country:{iso3}"

    # --- later mentions ------------------------------------------------------------------------------------------------------

    def _taken_up(self) -> None:
        """"القطاع", "المدينة", "العاصمة السورية" for the place meant."""
        text = self.text
        for p, norm in enumerate(text.norms):
            if self.roles[p] != "taking_up" or p in self.taken:
                continue
            for core, lead in bare(norm):
                if core == "العاصمه":
                    self._capital(p, lead)
                    break
                kind = _taking_up().get(core)
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
        return node.kind == kind and kind in {"city", "town", "village", "governorate", "admin1", "camp", "crossing", "airport"}

    # --- the end ---------------------------------------------------------------------------------------------------------------

    def _finish(self) -> None:
        analysis = self.analysis
        order = sorted(self.nodes, key=lambda key: min((m.start, -m.end) for m in self.nodes[key].mentions))
        index = {key: i for i, key in enumerate(order)}
        for key in order:
            node = self.nodes[key]
            node.mentions.sort(key=lambda m: m.start)
            holder = self.within.get(key) or self._holder(key)
            if holder in index and holder != key:
                node.within = index[holder]
            analysis.places.append(node)
        piece = analysis.dateline_piece
        if piece:
            inside = [
                (mention.start, index[key])
                for key in order
                for mention in self.nodes[key].mentions
                if piece.first <= mention.first < piece.last
            ]
            analysis.dateline = min(inside)[1] if inside else None

    def _holder(self, key: str) -> str | None:
        """The unit around a gazetteer place, or its country, if the report names it as a place too."""
        row = place(key) if not key.startswith(("part:", "land:", "form:", "country:")) else None
        seen = 0
        while row is not None and row.within and seen < 6:
            if row.within in self.nodes:
                return row.within
            row = place(row.within)
            seen += 1
        node = self.nodes[key]
        return f"country:{node.country}" if node.country and not key.startswith("country:") else None
