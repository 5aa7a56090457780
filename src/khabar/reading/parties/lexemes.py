"""The lexicons of parties as tables: nouns of bodies and sources, posts, names, everyday words.

`parties.toml` and `roles.toml` are edited by hand; `names.tsv` (given and family names) and `vocabulary.tsv`
(words that are no names) are lists of facts. Everything is folded here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TypeVar

from khabar.arabic import Segmentation, fold, segmentations
from khabar.lexicon import Table, load
from khabar.lexicon.inflect import verb_forms

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that makes a party (see the head of parties.toml). rest: the further words of a set phrase."""

    word: str
    rest: tuple[str, ...]
    definite: bool
    kind: str
    gender: str
    number: str
    alone: bool = False
    indefinite: bool = False
    needs: str = ""
    source: bool = False
    spoken: bool = False
    country: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """A post or form of address; honorific ones name no post."""

    word: str
    rest: tuple[str, ...]
    definite: bool
    rank: str
    gender: str
    person: bool = False
    honorific: bool = False


@dataclass(frozen=True, slots=True)
class Lexemes:
    """All tables, built once per process."""

    heads: Table[tuple[Head, ...]]
    titles: Table[tuple[Title, ...]]
    members: frozenset[str]
    subgroups: frozenset[str]
    sources: frozenset[str]
    adjectives: frozenset[str]
    pairs: frozenset[str]
    portfolios: frozenset[str]
    qualifiers: frozenset[str]
    particles: frozenset[str]
    voices: frozenset[str]
    called: frozenset[str]
    saying: frozenset[str]
    reports: frozenset[str]
    loose: frozenset[str]
    quantifiers: frozenset[tuple[str, ...]]
    given: frozenset[str]
    family: frozenset[str]
    vocabulary: dict[str, frozenset[str]]
    verbs: frozenset[str]
    irregular: frozenset[str]
    regular: frozenset[str]
    counted: frozenset[str]
    act_nouns: frozenset[str]
    locative_verbs: frozenset[str]
    participles: frozenset[str]


def _parts(phrase: str) -> tuple[str, tuple[str, ...], bool]:
    """Folded first word without article, further words, and whether the article belongs to it."""
    words = fold(phrase).split()
    definite = words[0].startswith("ال") and len(words[0]) > 4
    return words[0][2:] if definite else words[0], tuple(words[1:]), definite


def _tsv(name: str) -> list[tuple[str, str]]:
    """Return the rows of a table of two columns, a word and its class."""
    lines = files("khabar.lexicon").joinpath(name).read_text("utf-8").split("\n")[1:-1]
    return [(word, kind) for word, _, kind in [line.partition("\t") for line in lines]]


def _vocabulary() -> dict[str, frozenset[str]]:
    """Everyday words with their classes; the few sets of classes are shared."""
    rows = _tsv("vocabulary.tsv")
    classes = {cell: frozenset(cell.split("|")) for cell in {cell for _, cell in rows}}
    return {word: classes[cell] for word, cell in rows}


@cache
def lexemes() -> Lexemes:
    """Return the tables of this step."""
    parties, roles = load("parties"), load("roles")
    heads: dict[str, list[Head]] = defaultdict(list)
    for entry in parties["head"]:
        options = {k: v for k, v in entry.items() if k not in {"words", "example"}}
        for phrase in entry["words"]:
            word, rest, definite = _parts(phrase)
            heads[word].append(Head(phrase, rest, definite, **options))
            if options.get("needs") == "pronoun" and word.endswith("اء"):
                heads[word[:-1] + "ي"].append(Head(phrase, rest, definite, **options))  # "وزرائه"
            if options["number"] == "p" and word.endswith(("ون", "ين")) and not rest:
                bound = {
                    **options,
                    "indefinite": False,
                    "alone": False,
                }
                heads[word[:-1]].append(Head(phrase, rest, definite, **bound))
            if options.get("indefinite") and not word.endswith(("ه", "ا", "ت", "ون", "ين", "ان")) and not rest:
                heads[word + "ا"].append(Head(phrase, rest, definite, **options))
    titles: dict[str, list[Title]] = defaultdict(list)
    participles = _participles()
    for entry in roles["title"]:
        for phrase in entry["words"]:
            word, rest, definite = _parts(phrase)
            gender = entry.get("gender", "f" if word.endswith("ه") else "m")
            title = Title(phrase, rest, definite, entry["rank"], gender, entry.get("person", False))
            titles[word].append(title)
            plain = not definite and not rest and not title.person and not word.endswith(("ه", "ا", "ي"))
            if plain and word + "ا" not in participles:  # "متهما المجلس" tells what somebody does
                titles[word + "ا"].append(title)  # "إن ممثلا عن"
    for entry in roles["honorific"]:
        for phrase in entry["words"]:
            word, rest, definite = _parts(phrase)
            gender = "f" if word in {"سيده", "انسه", "اميره", "دكتوره", "ملكه"} else "m"
            titles[word].append(Title(phrase, rest, definite, "", gender, honorific=True))
    names = _tsv("names.tsv")

    def words(table: str) -> frozenset[str]:
        return frozenset(fold(w) for entry in parties[table] for w in entry["words"])

    def listed(key: str) -> frozenset[str]:
        return frozenset(fold(w) for w in roles[key])

    return Lexemes(
        heads=Table({k: tuple(sorted(v, key=lambda h: -len(h.rest))) for k, v in heads.items()}),
        titles=Table({k: tuple(sorted(v, key=lambda t: (t.honorific, -len(t.rest)))) for k, v in titles.items()}),
        members=words("member"),
        subgroups=words("subgroup"),
        sources=words("source_of"),
        adjectives=words("adjective"),
        pairs=words("pair"),
        portfolios=listed("portfolio"),
        qualifiers=listed("qualifier"),
        particles=listed("particle"),
        voices=listed("voice"),
        called=listed("called"),
        saying=listed("saying"),
        reports=listed("reports"),
        loose=listed("governing"),
        quantifiers=frozenset(tuple(fold(w).split()) for w in roles["quantifier"]),
        given=frozenset(name for name, use in names if use != "family"),
        family=frozenset(name for name, use in names if use != "given"),
        verbs=_finite_verbs(),
        irregular=words("irregular"),
        regular=words("regular"),
        counted=words("counted"),
        act_nouns=listed("act_noun"),
        locative_verbs=listed("locative_verb"),
        participles=participles,
        vocabulary=_vocabulary(),
    )


def _finite_verbs() -> frozenset[str]:
    """Past and present forms of the reporting verbs: after a name they end it, before one they announce it."""
    verbs = load("reporting")["verb"]
    return frozenset(form for verb in verbs for form in verb_forms(verb["past"], verb["present"]))


def _participles() -> frozenset[str]:
    """Adverbial participles of the reporting verbs (مطالبا, داعيا), after which comes whom they call on."""
    return frozenset(
        fold(entry["participle"]) + ending
        for entry in load("reporting")["verb"]
        if entry.get("participle")
        for ending in ("ا", "ه")
    )


def _by_last_letter(*endings: str) -> dict[str, tuple[str, ...]]:
    return {last: tuple(ending for ending in endings if ending[-1] == last) for last in {e[-1] for e in endings}}


_PLAIN_ENDINGS = _by_last_letter("ات", "ون", "ين", "ان", "تين", "تان", "ه", "ا", "وا", "ت", "تا")
_ENDINGS = _by_last_letter("ات", "ون", "ين", "ان", "تين", "تان", "ه", "ا", "وا", "ت", "تا", "ن", "و", "ي")


@lru_cache(maxsize=200_000)
def is_common(folded: str) -> bool:
    """Whether a folded word is an everyday word in some inflection, with or without clitics."""
    known = lexemes().vocabulary
    for seg in segmentations(folded):
        core = seg.core
        if (len(core) < 3 and seg.clitics) or seg.pronoun in {"ي", "ك", "ني", "كم"}:
            continue
        if core in known:
            return True
        for ending in _PLAIN_ENDINGS.get(core[-1:], ()):
            stem = core.removesuffix(ending)
            if 2 < len(stem) < len(core) and (stem in known or stem + "ه" in known):
                return True
        if core[0] in "يتنا" and len(core) > 3 and "present" in known.get(core[1:], ()):
            return True
    return False


@lru_cache(maxsize=200_000)
def is_listed(folded: str) -> bool:
    """Whether a folded word is an everyday word as it stands, without taking any letter for a clitic or a pronoun."""
    known = lexemes().vocabulary
    if folded in known:
        return True
    stems = (folded.removesuffix(ending) for ending in _PLAIN_ENDINGS.get(folded[-1:], ()))
    return any(2 < len(stem) < len(folded) and (stem in known or stem + "ه" in known) for stem in stems)


@lru_cache(maxsize=200_000)
def classes(folded: str) -> frozenset[str]:
    """Word classes that the vocabulary knows for a folded word without clitics: noun, adjective, past, present, word."""
    known = lexemes().vocabulary
    found = set(known.get(folded, ()))
    for ending in _ENDINGS.get(folded[-1:], ()):
        stem = folded.removesuffix(ending)
        if len(stem) > 1 and len(stem) < len(folded):
            found |= known.get(stem, frozenset()) | known.get(stem + "ه", frozenset())
    return frozenset(found)


@lru_cache(maxsize=200_000)
def is_adjective(core: str) -> bool:
    """Whether a folded word without article can be an adjective of the noun before it."""
    if core in lexemes().adjectives:
        return True
    found = classes(core)
    if "adjective" in found:
        return True
    if "noun" in found and not core.endswith(("ي", "يه")):
        return False
    stem = core
    for ending in ("يين", "يون", "ين", "ون", "يه", "ي", "ه"):
        if core.endswith(ending) and len(core) - len(ending) >= 2:
            stem = core[: -len(ending)]
            return ending in {"يين", "يون", "يه", "ي"} or stem.endswith("ي") or stem.startswith(("م", "مت"))
    return False


def readings(folded: str, text: str, table: Table[Entry]) -> list[tuple[Segmentation, Entry]]:
    """Return the readings of a word in a table that its spelling allows: a ta marbuta is no pronoun."""
    closed = text.endswith("ة")
    return [hit for hit in table.all(folded) if hit[0].particle != "س" and not (closed and hit[0].pronoun)]


def lead_of(seg: Segmentation, folded: str) -> int:
    """Folded letters before the name: conjunction and preposition, and the whole "لل" where the article is hidden in it."""
    if seg.article and not folded[seg.lead :].startswith("ال"):
        return len(folded) - len(seg.core) - len(seg.pronoun)
    return seg.lead


@lru_cache(maxsize=200_000)
def is_verbal(folded: str) -> bool:
    """Whether a folded word is a verb in the present or future, or looks like one that no list has ("يستقبلونها")."""
    if folded in lexemes().verbs or folded.startswith("است"):
        return len(folded) > 3
    bare = folded[1:] if folded[0] in "وس" else folded
    if len(bare) < 4 or bare[0] not in "يت":
        return False
    if bare[1:3] == "ست" and len(bare) > 4:
        return True
    if "present" in classes(bare) or "present" in classes(bare[1:]):
        return True
    return bare.endswith(_VERB_ENDINGS) or (bare.endswith(("ني", "نا")) and bool(classes(bare[1:-2])))


_VERB_ENDINGS = ("ون", "وا", "ها", "هم", "ه", "ان")
