"""Nations and known parties: what the gazetteer knows, found in a text word by word."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from khabar.arabic import Segmentation, segmentations
from khabar.gazetteer import DemonymRow, PartyRow, capitals, countries, demonyms, families, loose_parties, parties

_Row = tuple[tuple[str, ...], str]  # further words of a phrase, the phrase
_Table = dict[str, tuple[_Row, ...]]
_Phrases = tuple[tuple[int, dict[str, list[_Row]]], ...]  # clitic letters, phrases by their second word
_STATE_NAMES = {
    "الدوله العبريه": "ISR",
    "الدوله اليهوديه": "ISR",
    "الكيان الصهيوني": "ISR",
    "الجمهوريه الاسلاميه": "IRN",
    "المملكه": "SAU",
    "السلطنه": "OMN",
    "امريكا": "USA",
    "اميركا": "USA",
}


KINGDOM = "المملكه"
_BY_REPORT = frozenset({KINGDOM, "السلطنه"})
_KINGDOMS = ("SAU", "JOR", "MAR", "BHR")


def kingdom_of(norms: list[str]) -> str:
    """Return which state "the kingdom" is (ISO3): the one kingdom that the words name, by itself or a nationality; else Saudi Arabia."""
    named = _kingdoms()
    found = {named[norm] for norm in set(norms) if norm in named}
    return found.pop() if len(found) == 1 else "SAU"


@cache
def _kingdoms() -> dict[str, str]:
    """Words that name one kingdom, with their clitics: its name and its nationality with and without an article."""
    words: dict[str, str] = {}
    for key, code in _countries()[1].items():
        if code in _KINGDOMS and " " not in key and key != KINGDOM:
            words |= dict.fromkeys((key, "و" + key, "ب" + key, "ل" + key.removeprefix("ا")), code)
    for core, rows in demonyms().items():
        if rows[0].country in _KINGDOMS:
            words |= dict.fromkeys((core, "ال" + core, core + "ه", "ال" + core + "ه"), rows[0].country)
    return words


def _by_first_word(keys: Iterable[str]) -> _Table:
    """Phrases by their first word, as (further words, phrase), longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase in keys:
        first, _, rest = phrase.partition(" ")
        table.setdefault(first, []).append((tuple(rest.split()), phrase))
    for rows in table.values():
        if len(rows) > 1:
            rows.sort(key=lambda row: -len(row[0]))
    return {word: tuple(rows) for word, rows in table.items()}


@cache
def _countries() -> tuple[_Table, dict[str, str]]:
    code: dict[str, str] = {}
    for key, rows in countries().items():
        if not any(_folds_to(key, loose) for loose in rows[0].loose):
            code[key] = rows[0].iso3
    code.update(_STATE_NAMES)
    return _by_first_word(code), code


def _folds_to(key: str, name: str) -> bool:
    from khabar.arabic import fold

    return fold(name) == key


@cache
def _capitals() -> tuple[_Table, dict[str, str]]:
    states = _countries()[1]
    code = {key: rows[0].iso3 for key, rows in capitals().items() if key not in states}
    return _by_first_word(code), code


@cache
def _parties() -> _Table:
    return _by_first_word(parties())


@cache
def _loose() -> _Table:
    return _by_first_word(loose_parties())


@lru_cache(maxsize=100_000)
def demonym_of(folded: str) -> tuple[Segmentation, DemonymRow] | None:
    """Return the reading of a folded word as a word of nationality, or None."""
    table = demonyms()
    for seg in segmentations(folded):
        if seg.pronoun or seg.particle == "س" or seg.core not in table:
            continue
        rows = [row for row in table[seg.core] if not row.loose or (seg.article and _also_named(seg.core, row.country))]
        if rows:
            return seg, next((row for row in rows if row.country), rows[0])
    return None


def _also_named(word: str, iso3: str) -> bool:
    """Whether a word of nationality is its country's name too, and so only with its article an adjective ("السورية")."""
    return _countries()[1].get(word) == iso3


class Starts(NamedTuple):
    """Phrases of each table that can begin with a word, with the letters of its clitics; most words begin none."""

    country: _Phrases = ()
    capital: _Phrases = ()
    party: _Phrases = ()
    loose: _Phrases = ()


_NONE = Starts()


@lru_cache(maxsize=100_000)
def starts_of(folded: str) -> Starts:
    """Return the names of nations and known parties that can begin with a folded word."""
    tables = (_countries()[0], _capitals()[0], _parties(), _loose())
    found: tuple[list[tuple[int, dict[str, list[_Row]]]], ...] = ([], [], [], [])
    for seg in segmentations(folded):
        if seg.pronoun or seg.particle == "س":
            continue
        for word in ("ال" + seg.core, seg.core) if seg.article else (seg.core,):
            for table, hits in zip(tables, found, strict=True):
                rows = table.get(word)
                if rows:
                    whole = not seg.article or folded[seg.lead :].startswith("ال")
                    hits.append((seg.lead if whole else len(folded) - len(seg.core), _by_next_word(rows)))
    return Starts(*map(tuple, found)) if any(found) else _NONE


def _by_next_word(rows: tuple[_Row, ...]) -> dict[str, list[_Row]]:
    """Phrases by the word behind their first, "" for the first alone: hundreds of parties begin with "حزب"."""
    found: dict[str, list[_Row]] = {}
    for row in rows:
        found.setdefault(row[0][0] if row[0] else "", []).append(row)
    return found


def _match(norms: list[str], at: int, phrases: _Phrases) -> tuple[int, int, str] | None:
    """The longest of these phrases from token `at`: (end token, clitic letters, phrase)."""
    best: tuple[int, int, str] | None = None
    following = norms[at + 1] if at + 1 < len(norms) else ""
    for lead, rows in phrases:
        for rest, phrase in (*rows.get(following, ()), *rows.get("", ())):
            end = at + 1 + len(rest)
            if (best is None or end > best[0]) and (not rest or tuple(norms[at + 1 : end]) == rest):
                best = (end, lead, phrase)
    return best


def country_at(norms: list[str], at: int, *, capital: bool = False) -> tuple[int, int, str] | None:
    """Return (end token, folded clitic letters, ISO3) of the country (or capital) named from token `at`, or None."""
    starts = starts_of(norms[at])
    phrases = starts.capital if capital else starts.country
    found = _match(norms, at, phrases) if phrases else None
    if found is None:
        return None
    codes = _capitals()[1] if capital else _countries()[1]
    if found[2] in _BY_REPORT:
        after = norms[found[0]] if found[0] < len(norms) else ""
        if after.startswith("ال") and demonym_of(after) is None:
            return None  # "السلطنة العثمانية", "المملكة المتوكلية"
    return found[0], found[1], codes[found[2]]


def party_named(norms: list[str], at: int) -> tuple[int, int, PartyRow] | None:
    """Return (end token, folded clitic letters, row) of the known party named from token `at`, or None."""
    phrases = starts_of(norms[at]).party
    found = _match(norms, at, phrases) if phrases else None
    return None if found is None else (found[0], found[1], parties()[found[2]][0])


def party_after_cue(norms: list[str], at: int, cues: set[str]) -> tuple[int, PartyRow] | None:
    """Return (end token, row) of a party whose ambiguous name stands at `at` after one of its cue words."""
    found = _match(norms, at, starts_of(norms[at]).loose)
    if found is None:
        return None
    for row in loose_parties()[found[2]]:
        if any(_folds_to(cue, word) for word in row.cues for cue in cues):
            return found[0], row
    return None


def party_by_loose_name(norms: list[str], at: int) -> tuple[int, int, PartyRow] | None:
    """Return (end token, folded clitic letters, row) of the first party whose ambiguous name stands at `at`, or None."""
    found = _match(norms, at, starts_of(norms[at]).loose)
    return None if found is None else (found[0], found[1], loose_parties()[found[2]][0])


def party_of_family(folded: str) -> tuple[PartyRow, ...]:
    """Return the known persons of whom later mentions use this short name."""
    return families().get(folded, ())
