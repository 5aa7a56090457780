"""Place names of the gazetteer in a text: longest match of folded words, whatever clitics the first one wears."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from khabar.arabic import fold
from khabar.gazetteer import CountryRow, PlaceRow, capitals, countries, demonyms, place, places
from khabar.lexicon import load
from khabar.reading.analysis import Analysis


class Hit(NamedTuple):
    """A name in the text: word positions first ≤ p < last, its key, clitic letters in front, and what bears it."""

    first: int
    last: int
    key: str
    lead: int
    rows: tuple[PlaceRow, ...]
    country: CountryRow | None


@cache
def words_of(table: str, name: str) -> frozenset[str]:
    """Return the folded words of a list in lexicon/places.toml."""
    return frozenset(fold(word) for word in load("places")[table][name])


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """First words of all names, with how many words the names that begin so have, longest first."""
    names = [name for index in (places(), countries(), capitals()) for name in index]
    never = words_of("names", "never")
    alone = dict.fromkeys(name for name in names if " " not in name and name not in never)
    longer: dict[str, set[int]] = {}
    for name in names:
        if " " in name:
            first, rest = name.split(" ", 1)
            longer.setdefault(first, {1} if first in alone else set()).add(rest.count(" ") + 2)
    return dict.fromkeys(alone, (1,)) | {word: tuple(sorted(sizes, reverse=True)) for word, sizes in longer.items()}


@lru_cache(maxsize=200_000)
def heads(norm: str) -> tuple[tuple[str, int], ...]:
    """Return the ways to read a folded word as the first of a name: the name's word and the clitic letters before it."""
    lengths = _lengths()
    if norm in lengths:
        return ((norm, 0),)
    return tuple((core, lead) for core, lead in bare(norm) if core in lengths)


@lru_cache(maxsize=200_000)
def bare(norm: str) -> tuple[tuple[str, int], ...]:
    """Return a folded word without و ف and without ب ل in front, with the letters taken off; itself first."""
    found = [(norm, 0)]
    for conjunction in (0, 1):
        rest = norm[conjunction:]
        if conjunction:
            if norm[:1] not in ("و", "ف") or len(rest) < 2:
                break
            found.append((rest, 1))
        if rest[:1] in ("ب", "ل") and len(rest) > 3:
            if rest[:2] == "لل":
                found.append(("ال" + rest[2:], conjunction))
            found.append((rest[1:], conjunction + 1))
    return tuple(found)


@lru_cache(maxsize=100_000)
def nation(norm: str) -> str | None:
    """Return the country of a nationality word with the article ("السورية" → SYR), or None."""
    table = demonyms()
    for core, _ in bare(norm):
        word = core[2:] if core.startswith("ال") else None
        if word and word in table:
            row = table[word][0]
            loose = row.loose and word not in countries()
            if row.country and not loose and row.number in ("singular", "dual"):
                return row.country
    return None


def unprefixed(name: str) -> str:
    """Return a name with its article where a preposition had swallowed it: "للحدود" → "الحدود"."""
    return "ال" + name[2:] if name.startswith("لل") else name


class Text:
    """The words of a report by position, blanks left out; a line end stays as a word that matches nothing."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        forms = analysis.forms
        self.tokens = [i for i, form in enumerate(forms) if form.kind != "space" or "\n" in analysis.texts[i]]
        self.norms = [forms[i].norm for i in self.tokens]

    def norm(self, p: int) -> str:
        """Return the folded word at a position, "" outside the text."""
        return self.norms[p] if 0 <= p < len(self.norms) else ""

    def core(self, p: int, words: frozenset[str]) -> bool:
        """Whether the word at a position, without clitics, is one of the words."""
        norm = self.norm(p)
        return norm in words or any(core in words for core, _ in bare(norm))

    def whole(self, p: int) -> bool:
        """Whether the word lists take the word at a position as a whole, clitics and all ("والدا", "وزاريا")."""
        best = self.analysis.forms[self.tokens[p]].best
        return best.lead == 0

    def hits(self) -> list[Hit]:
        """Return the names in text order, longest first at each word, without overlaps."""
        found: list[Hit] = []
        pieces = (time.piece for time in self.analysis.times)
        timed = {token for piece in pieces for token in range(piece.first, piece.last)}  # August is spelt as Ibb is
        p, size = 0, len(self.norms)
        while p < size:
            ways = heads(self.norms[p])
            hit = self._longest(p, ways) if ways and self.tokens[p] not in timed else None
            if hit:
                found.append(hit)
                p = hit.last
            else:
                p += 1
        return found

    def _longest(self, p: int, ways: tuple[tuple[str, int], ...]) -> Hit | None:
        best: Hit | None = None
        for core, lead in ways:
            if lead and self.whole(p):
                continue
            for size in _lengths()[core]:
                if best and size <= best.last - best.first:
                    break
                hit = self._match(p, core, size, lead)
                if hit:
                    best = hit
                    break
        return best

    def _match(self, p: int, core: str, size: int, lead: int) -> Hit | None:
        words, q = [core], p + 1
        while len(words) < size and q < len(self.norms):
            if self.norms[q] == "-" and len(words) < size:
                q += 1
                continue
            words.append(self.norms[q])
            q += 1
        if len(words) < size:
            return None
        key = " ".join(words)
        rows = places().get(key, ())
        states = countries().get(key, ())
        seat = place(capitals()[key][0].capital_id) if key in capitals() else None
        if seat and not any(row.kind in {"city", "town"} for row in rows):
            rows = (seat, *rows)
        if not rows and not states:
            return None
        if self.norm(q) in words_of("names", "not_before"):
            return None
        return Hit(p, q, key, lead, rows, states[0] if states else None)
