"""Names of parties and places that are Arabic noun phrases, as English noun phrases.

"دبلوماسي غربي" → "Western diplomat": adjectives go before their noun in reverse order; in a genitive chain each noun
becomes "X of Y", or a compound where English has one ("قوات النظام" → "regime forces"); names are romanised. What
follows a preposition or a relative pronoun stays in its order.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from khabar import gazetteer
from khabar.arabic import fold
from khabar.export import gloss
from khabar.export.inflect_english import number_of, plural
from khabar.export.known_names import country_in, in_gazetteer, longest_from, nationality, one_name
from khabar.export.romanize import romanize, romanize_word, usual_name
from khabar.export.senses import ADJECTIVES, NOUNS, Sense, phrases, senses
from khabar.lexicon.glossary import Entry

# Second nouns that English puts first without "of".
_MODIFIERS = frozenset({
    "aid", "army", "border", "ceasefire", "coalition", "defence", "education", "election", "emergency", "energy", "finance",
    "food", "gas", "government", "health", "information", "labour", "media", "medicine", "militia", "navy", "occupation",
    "oil", "opposition", "peace", "peacekeeping", "intelligence", "follow-up", "research", "police", "press", "radio", "rebel", "regime", "relief", "rescue", "resistance",
    "security", "television", "trade", "transport", "tribe", "truce", "war",
})  # fmt: skip
_MINISTRIES = {"خارجية": "foreign ministry", "داخلية": "interior ministry"}  # "الخارجية المصرية"
_COUNTS = frozenset({"hundreds", "thousands", "millions", "billions", "dozens"})
_DIRECTIONS = frozenset({"north", "south", "east", "west"})
_ASIDE = re.compile(r"\([^()]*\)")
# Known bodies whose names take an article inside a sentence.
_WITH_ARTICLE = re.compile(
    r"^(?:Government|Ministry|United|European Union|African Union|Security Council|Arab League)\b"
    r"|\b(?:Front|Army|Council|Union|Coalition|Committee|League|Movement|Authority|Forces|Party|Ministry|Brigades|States)$"
)
_NAMES = frozenset({"title", "person"})


class _Unit(NamedTuple):
    """A word or phrase of a name: its English and what it is.

    kind: a class of the glossary, "name" (nothing to translate) or "prep"; lead: English of its conjunction or
    preposition; owner: English of its attached pronoun; arabic: the word as the glossary cites it; person: a person's name.
    """

    english: str
    kind: str
    article: bool = False
    feminine: bool = False
    plural: bool = False
    conjunction: bool = False
    preposition: str = ""
    owner: str = ""
    arabic: str = ""
    person: bool = False

    @property
    def noun(self) -> bool:
        return self.kind in NOUNS or self.kind == "name"

    @property
    def bound(self) -> bool:
        """Whether something sets it off from the word before it."""
        return self.conjunction or bool(self.preposition)


@lru_cache(maxsize=20_000)
def name(text: str) -> str:
    """Return the English of a party's or place's name or description; unknown words are romanised."""
    units = _units(gloss.tokens(_ASIDE.sub(" ", text)))
    if not units:
        return text.strip()
    parts: list[str] = []
    at = 0
    while at < len(units):
        unit = units[at]
        if unit.noun or (unit.kind in ADJECTIVES and unit.article):
            english, at = _phrase(units, at, top=not parts)
            if parts and parts[-1].split(" ")[-1] in _COUNTS:
                english = "of " + english.removeprefix("the ")
        else:
            english, at = unit.english, at + 1
            if english == "from" and parts:
                english = "of"
            english = _lead(unit) + english
        parts.append(english)
    return " ".join(" ".join(parts).split())


def _lead(unit: _Unit) -> str:
    return ("and " if unit.conjunction else "") + (unit.preposition + " " if unit.preposition else "")


def place(text: str) -> str:
    """Return the English of a place's name; a single word is a name unless it is a word for places ("المدينة")."""
    if len(text.split()) > 1 or any(sense.kind in {"place", "naming", "body"} for sense in senses(fold(text))):
        return name(text)
    return one_name(fold(text))[0] or romanize(text)


def person(text: str) -> str:
    """Return a personal name in Latin letters, the titles before it in English."""
    units = _units(gloss.tokens(text))
    titled = len(units) > 1 and units[0].kind in _NAMES and any(unit.kind == "name" for unit in units)
    if titled or (len(units) == 1 and units[0].kind == "name" and " " in text.strip()):
        return name(text)
    return romanize(text)


def _units(tokens: list[gloss.Token]) -> list[_Unit]:
    units: list[_Unit] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if not token.text[0].isalpha():
            if token.text[0].isdigit():
                units.append(_Unit(token.folded, "number"))
            at += 1
            continue
        found, length = _long_unit(tokens, at, units[-1] if units else None)
        if found is None:
            found, length = _short_unit(token, units[-1] if units else None), 1
        units.append(found)
        at += length
    return units


def _long_unit(tokens: list[gloss.Token], at: int, before: _Unit | None) -> tuple[_Unit | None, int]:
    """A unit of several words, or a country: from the gazetteers or the phrases of the glossary."""
    best: _Unit | None = None
    longest = 0
    follow = gloss.run_length(tokens, at)
    for lead, first in gloss.heads(tokens[at].folded):
        for words, entry in phrases(first):
            length = len(words)
            if length > longest and [t.folded for t in tokens[at + 1 : at + length]] == list(words[1:]):
                article = words[-1].startswith("ال") or (" " in entry.word and entry.english[:1].isupper())
                kind = "prep" if entry.kind == "particle" else entry.kind
                if entry.english[:1].isupper() and kind in NOUNS:
                    kind = "name"
                feminine = fold(words[0]).endswith(("ه", "ات"))
                made = _Unit(entry.english, kind, article=article, feminine=feminine, arabic=entry.word)
                best, longest = _led(made, lead), length
                break
        for length in range(min(follow, longest_from(first)), max(longest, 0), -1):
            words_here = " ".join([first, *(t.folded for t in tokens[at + 1 : at + length])])
            english, is_person = in_gazetteer(words_here) if length > 1 else (_country(words_here, before), False)
            if english and length > longest:
                best, longest = _led(_Unit(english, "name", article=True, person=is_person), lead), length
                break
    return best, longest


def _country(folded: str, before: _Unit | None) -> str:
    """Return the country a word names, unless it is an adjective of the noun before it ("الخارجية السعودية")."""
    after_definite = before is not None and before.noun and before.article
    if after_definite and any(sense.kind == "nationality" and sense.cut.article for sense in senses(folded)):
        return ""
    return country_in(folded, "")


def _led(unit: _Unit, lead: str) -> _Unit:
    conjunction, _, rest = lead.partition("-") if lead.startswith(("and-", "so-")) else ("", "", lead)
    preposition = rest.rstrip("-")
    return unit._replace(conjunction=bool(conjunction), preposition="of" if preposition == "to" else preposition)


def _short_unit(token: gloss.Token, before: _Unit | None) -> _Unit:
    """A unit of one word: as a noun, adjective, particle or name, whichever fits after the unit before it."""
    if token.folded in gloss.NAME_HEADS or not "\u0600" <= token.text[0] <= "\u08ff":
        return _Unit(romanize_word(token.text), "name", arabic=token.text, person=True)
    found = [s for s in senses(token.folded) if s.tense != "past" or s.cost < 1]
    nominal = [s for s in found if not s.tense]
    if before is not None and before.english in {"called", "named"} and usual_name(token.text):
        return _name_unit(token)
    if (
        before is not None
        and before.kind == "name"
        and before.person
        and (usual_name(token.text) or usual_name(token.text[2:]))
    ):
        nominal = []
        found = []
    chosen = next(iter(nominal or found), None)
    if chosen is None or (chosen.cost >= gloss.UNSURE and usual_name(token.text)):
        return _name_unit(token)
    after_noun = before is not None and (before.noun or before.kind in ADJECTIVES)
    if (chosen.kind in ADJECTIVES and not after_noun) or (chosen.kind == "particle" and before is None):
        chosen = next((s for s in nominal if s.kind in NOUNS and s.cost <= chosen.cost + 0.5), chosen)
    adjective = next((s for s in nominal if s.kind in ADJECTIVES and s.cost <= chosen.cost + 1.2), None)
    if adjective and chosen is not adjective and after_noun and before is not None:
        seg = adjective.cut
        disagrees = before.kind in _NAMES and not before.plural and before.feminine != adjective.feminine
        if not disagrees and seg.article == before.article and not seg.particle and not seg.conjunction:
            chosen = adjective
    without_article = before is not None and before.article and not chosen.cut.article
    if chosen.kind in ADJECTIVES and without_article and usual_name(token.text):
        return _name_unit(token)  # "رئيس الوزراء حسن …": an adjective would have an article
    if chosen.tense:
        return _Unit(gloss.worded(chosen, [token], 0).replace("-", " "), "other")
    seg = chosen.cut
    kind = "prep" if chosen.kind in {"particle", "tail"} else chosen.kind
    english = chosen.entry.english
    if (
        chosen.entry.word in _MINISTRIES
        and seg.article
        and (before is None or not before.noun or before.english.endswith(" for"))
    ):
        kind, english = "body", _MINISTRIES[chosen.entry.word]
    elif kind in NOUNS:
        counted = before is not None and before.kind == "number" and before.english not in {"1", "one"}
        english = number_of(chosen.entry, "p" if counted and chosen.number == "s" else chosen.number)
    elif kind == "nationality" and not after_noun:
        kind, english = "person", _people(chosen)
    return _Unit(
        english,
        kind,
        article=seg.article or bool(seg.pronoun),
        feminine=chosen.feminine,
        plural=chosen.number != "s",
        conjunction=bool(seg.conjunction),
        preposition={"ب": "in" if kind in {"place", "naming"} else "with", "ل": "of", "ك": "as"}.get(seg.particle, ""),
        owner=gloss.OWNER.get(seg.pronoun, ""),
        arabic=chosen.entry.word,
    )


def _people(sense: Sense) -> str:
    """Return nationals as a noun: "Russians", "a Briton"."""
    noun = sense.entry.irregular or sense.entry.english
    if sense.number == "s":
        return noun
    if noun.endswith("man"):
        many = noun[:-3] + "men"
    elif noun.endswith(("ese", "ss", "sh")):
        many = noun
    else:
        many = plural(Entry("", "noun", noun, "", ()))
    return f"two {many}" if sense.number == "d" else many


def _name_unit(token: gloss.Token) -> _Unit:
    """A word that is only a name: of a place, a known person's family or unknown."""
    for lead, rest in gloss.heads(token.folded):
        english, is_person = one_name(rest)
        if english:
            return _led(_Unit(english, "name", article=True, arabic=token.text, person=is_person), lead)
        if people := _nationals(rest):
            return _led(people, lead)
    lead, word = gloss.cut_name(token.text)
    return _led(_Unit(romanize_word(word), "name", article=True, arabic=word, person=True), lead)


def _nationals(folded: str) -> _Unit | None:
    """A nationality word that only the gazetteer has ("روس", "أتراك")."""
    hit = nationality(folded.removeprefix("ال"))
    if hit is None:
        return None
    row, sense = hit
    if sense is None:
        return None
    article = folded.startswith("ال")
    if row.number == "singular":
        return _Unit(sense.entry.english, "nationality", article=article, feminine=row.gender == "f")
    many = _people(sense._replace(number="p"))
    return _Unit(many, "person", article=article, plural=True, arabic=sense.entry.english)


def _phrase(units: list[_Unit], at: int, *, top: bool) -> tuple[str, int]:
    """Return the English of a noun phrase and where it ends."""
    chain: list[_Unit] = [units[at]]
    end = at + 1
    while end < len(units) and not units[end].bound and units[end].noun:
        if _national(units[end]) and chain[-1].kind in _NAMES:
            break
        before = chain[-1]
        both_definite = before.article and before.kind != "name" and units[end].kind != "name" and units[end].article
        if before.owner or (both_definite and before.kind not in _NAMES):
            break
        chain.append(units[end])
        end += 1
    described: list[list[str]] = [[] for _ in chain]
    last: list[str] | None = None
    while end < len(units) and not units[end].preposition:
        unit = units[end]
        english = _adjective(unit, chain)
        if english is None or (unit.conjunction and (last is None or unit.article != units[end - 1].article)):
            break
        if unit.conjunction and last is not None:
            last[-1] += " and " + english
        else:
            last = described[_owner(chain, unit)]
            if last and unit.kind == units[end - 1].kind == "nationality":
                last[-1] += "-" + english
            else:
                last.append(english)
        end += 1
    owned = chain[0]
    english, bare = _joined(chain, described)
    definite = chain[0].article or (len(chain) > 1 and chain[-1].article)
    lead = _lead(owned)
    if chain[0].owner:
        english = f"{chain[0].owner} {english}"
    elif definite and not bare and _takes_article(english, owned):
        lone = len(chain) == 1 and " " not in chain[0].arabic and not described[0] and end == len(units)
        if not top or lone:
            english = "the " + english
    elif not top and _WITH_ARTICLE.search(english):
        english = "the " + english
    return lead + english, end


def _owner(chain: list[_Unit], adjective: _Unit) -> int:
    """Which noun of a chain an adjective goes with: by gender; nationality, where both could, with who can have one."""
    last = len(chain) - 1
    if last == 0 or chain[last].kind == "name":
        return 0 if chain[0].kind != "name" else last
    fits = [i for i, unit in enumerate(chain) if unit.feminine == adjective.feminine]
    if adjective.kind == "nationality" and chain[last].kind not in {"body", "title"}:
        return fits[0] if fits else 0
    return fits[-1] if fits else 0


def _adjective(unit: _Unit, chain: list[_Unit]) -> str | None:
    """Return a unit's English as an adjective of a chain, or None if it is none."""
    if unit.kind not in ADJECTIVES:
        return unit.arabic if _national(unit) and chain[-1].kind in _NAMES else None  # "الخبراء الروس"
    return "senior" if unit.arabic == "كبير" and chain[0].kind in _NAMES else unit.english


def _national(unit: _Unit) -> bool:
    """Whether a unit is a collective of nationals ("الروس"), its adjective kept in `arabic`."""
    return unit.kind == "person" and unit.arabic.isascii() and bool(unit.arabic)


def _joined(chain: list[_Unit], described: list[list[str]]) -> tuple[str, bool]:
    """Join a genitive chain from its end; also tell whether the whole is a name that takes no article."""
    definite = chain[-1].article
    english, bare = _with(described[-1], chain[-1].english), chain[-1].kind == "name"
    for i in range(len(chain) - 2, -1, -1):
        head, below, noun = chain[i], chain[i + 1], chain[i].english
        if head.arabic == "رئيس" and below.kind in {"body", "noun", "place"}:
            noun = "head"
        own = _with(described[i], noun)
        simple = i + 2 == len(chain) and not described[i + 1] and not below.owner
        compound = _with(described[i], f"{english} {noun}")
        if head.kind == "name" and below.kind == "name":
            english = f"{own} {english}"
        elif noun.endswith((" for", " of")):
            english, bare = f"{own} {_the(english, below, bare=bare, definite=definite)}", False
        elif head.kind == "naming" and simple:
            english, bare = _with(described[i], f"{english if below.kind == 'name' else _proper(below)} {noun}"), True
        elif below.kind == "name" and below.person and head.kind in _NAMES:
            english, bare = f"{own if ' ' in own else own[:1].upper() + own[1:]} {english}", False
        elif below.kind == "name" and noun in _DIRECTIONS:
            english, bare = f"{own} {english}", True
        elif below.kind == "name" and head.kind in {"place", "body"} and not _is_country(english):
            english, bare = compound, head.kind == "place"
        elif simple and below.english in _MODIFIERS and not below.preposition:
            english, bare = compound, False
        else:
            english, bare = f"{own} of {_the(english, below, bare=bare, definite=definite)}", False
    return english, bare


def _with(adjectives: list[str], noun: str) -> str:
    return " ".join([*reversed(adjectives), noun])


def _proper(unit: _Unit) -> str:
    """A noun that names a hospital, an airport, a camp: as it sounds."""
    return ("al-" if unit.article else "") + romanize_word(unit.arabic)


@cache
def _country_names() -> frozenset[str]:
    index = gazetteer.countries()
    return frozenset(row.name_en for key in index for row in index[key])


def _is_country(english: str) -> bool:
    return english in _country_names()


def _the(english: str, unit: _Unit, *, bare: bool, definite: bool) -> str:
    if unit.owner:
        return f"{unit.owner} {english}"
    needs = (definite and not bare and _takes_article(english, unit)) or _WITH_ARTICLE.search(english)
    return "the " + english if needs else english


def _takes_article(english: str, unit: _Unit) -> bool:
    """Whether a phrase about this unit can take an article: names do not."""
    return unit.kind != "name" and not english.startswith("al-")
