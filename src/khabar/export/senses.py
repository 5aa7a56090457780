"""What an Arabic word can mean in English: the glossary's entries found under inflection and clitics.

A word type is looked up once and kept. Nothing is stemmed blindly: each way to cut a word into clitics and core
(`khabar.arabic.segmentations`) is tried, and counts only if the core, or the core without an inflectional ending, is
in the glossary.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal, NamedTuple

from khabar.arabic import Segmentation, fold, segmentations
from khabar.lexicon import glossary
from khabar.lexicon.glossary import Entry

Number = Literal["s", "d", "p"]
NOUNS = frozenset({"title", "person", "body", "place", "naming", "noun"})
ADJECTIVES = frozenset({"adj", "nationality", "ordinal"})
_FIXED = frozenset({"particle", "number", "ordinal", "month", "tail"})


class Sense(NamedTuple):
    """One reading of a word: how it is cut, its entry, its number and, for a verb, tense and person.

    tense: past, present, participle, or "" for other words; person: "we", "they" or "".
    """

    cut: Segmentation
    entry: Entry
    number: Number = "s"
    tense: str = ""
    person: str = ""
    cost: float = 0.0

    @property
    def kind(self) -> str:
        """The class of the entry."""
        return self.entry.kind

    @property
    def feminine(self) -> bool:
        """Whether adjectives with it are feminine: by its ending, or as a plural of things."""
        if self.entry.kind in NOUNS and self.number == "p" and self.entry.kind not in {"person", "title"}:
            return True
        return self.cut.core.endswith(("ه", "ات", "تين", "تان")) or self.entry.word in _FEMININE


_FEMININE = frozenset({
    "حرب", "نار", "أرض", "شمس", "دار", "يد", "عين", "نفس", "روح", "طريق", "سوق", "ريح", "كبرى", "عليا", "وسطى", "دنيا",
    "عظمى", "بيضاء", "سوداء", "حمراء", "خضراء", "زرقاء", "قوات", "ميليشيا", "مليشيا", "أخرى", "أولى",
})  # fmt: skip


class _Glossary(NamedTuple):
    """The entries by folded form: what is looked up whole, what may be inflected, and phrases by their first word."""

    fixed: dict[str, Entry]
    nouns: dict[str, tuple[Entry, Number]]
    adjectives: dict[str, Entry]
    past: dict[str, Entry]
    past_stems: dict[str, Entry]
    present: dict[str, Entry]
    present_stems: dict[str, Entry]
    participles: dict[str, Entry]
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]]


@cache
def _tables() -> _Glossary:
    made = _Glossary({}, {}, {}, {}, {}, {}, {}, {}, {})
    for entry in glossary.entries():
        if entry.kind == "name":
            continue
        word = fold(entry.word)
        if " " in word:
            first, *_ = parts = word.split()
            made.phrases.setdefault(first, []).append((tuple(parts), entry))
        elif entry.kind == "verb":
            _add_verb(made, entry, word)
        elif entry.kind in {"adj", "nationality"}:
            made.adjectives.setdefault(word, entry)
            for form in entry.forms:
                made.adjectives.setdefault(fold(form), entry)
        elif entry.kind in NOUNS:
            made.nouns.setdefault(word, (entry, "s"))
            for form in entry.forms:
                made.nouns.setdefault(fold(form), (entry, "p"))
        else:
            made.fixed.setdefault(word, entry)
            if entry.kind == "ordinal":
                made.adjectives.setdefault(word, entry)
            elif entry.kind == "number" and not word.endswith(("ا", "ه", "ن")):
                made.fixed.setdefault(word + "ا", entry)
    for phrases in made.phrases.values():
        phrases.sort(key=lambda phrase: -len(phrase[0]))
    return made


def _add_verb(made: _Glossary, entry: Entry, past: str) -> None:
    """Register the stems from which all finite forms can be told."""
    made.past.setdefault(past, entry)
    stems: tuple[str, ...] = ()
    if len(past) > 2 and past[-1] in "اي":  # defective: دعا, نفى
        base = past[:-1]
        stems = (base, base + "ي", base + "و") if past[-1] == "ا" else (base, base + "ي")
    elif len(past) > 2 and past[-2] == "ا":  # hollow: قال → قلت
        stems = (past[:-2] + past[-1],)
    for stem in stems:
        made.past_stems.setdefault(stem, entry)
    if entry.forms:
        stem = fold(entry.forms[0])[1:]
        made.present.setdefault(stem, entry)
        if stem[-1] in "اوي" and len(stem) > 1:
            made.present_stems.setdefault(stem[:-1], entry)
            for last in "اي":
                made.present_stems.setdefault(stem[:-1] + last, entry)
        elif len(stem) > 2 and stem[-2] in "اوي":
            made.present_stems.setdefault(stem[:-2] + stem[-1], entry)
        made.participles.setdefault("م" + stem, entry)
    for form in entry.forms[1:]:
        made.participles.setdefault(fold(form), entry)


def phrases(first: str) -> list[tuple[tuple[str, ...], Entry]]:
    """Return the phrases that begin with a folded word, longest first: their words and entry."""
    return _tables().phrases.get(first, [])


@lru_cache(maxsize=50_000)
def senses(folded: str) -> tuple[Sense, ...]:
    """Return every reading of a folded word that the glossary knows, the likeliest first."""
    found: list[Sense] = []
    for cut in segmentations(folded):
        cost = cut.clitics * 2.0 - 0.2 * bool(cut.conjunction) - cut.article
        if len(cut.core) == 2 and cut.clitics:
            cost += 1.5
        if cut.pronoun in {"ي", "ني", "ك", "كم", "كما"}:  # rare in reports, and look like endings
            cost += 1.5
        found += [sense._replace(cut=cut, cost=sense.cost + cost) for sense in _of_core(cut)]
    return tuple(sorted(found, key=lambda sense: sense.cost))


def _of_core(cut: Segmentation) -> list[Sense]:
    tables, core, found = _tables(), cut.core, list[Sense]()
    nominal = cut.particle != "س"
    if nominal and not cut.pronoun:
        entry = tables.fixed.get(core)
        if entry and (not cut.article or entry.kind in {"ordinal", "number", "month"}):
            found.append(Sense(cut, entry, cost=-0.3))
    if nominal:
        found += _nouns(cut)
        if not cut.pronoun:
            found += _adjectives(cut)
    if not cut.article and cut.particle in {"", "س", "ل"}:
        found += _verbs(cut)
    return found


def _nouns(cut: Segmentation) -> list[Sense]:
    nouns, core = _tables().nouns, cut.core
    if hit := nouns.get(core):
        return [Sense(cut, hit[0], hit[1])]
    if cut.pronoun and core.endswith(("اي", "او")) and (hit := nouns.get(core[:-1] + "ء")):  # نظراء → نظرائه
        return [Sense(cut, hit[0], hit[1])]
    for ending, number in _ENDINGS:
        if core.endswith(ending) and len(core) > len(ending) + 1:
            stem = core[: -len(ending)]
            for base in _bases(stem, ending):
                hit = nouns.get(base)
                if hit is None or (hit[1] == "p" and ending != "ا"):
                    continue
                if ending in _CONSTRUCT and hit[0].kind not in {"person", "title"}:
                    continue
                return [Sense(cut, hit[0], hit[1] if ending == "ا" else number, cost=0.3 if ending == "ا" else 0.5)]
    return []


_ENDINGS: tuple[tuple[str, Number], ...] = (
    ("تين", "d"), ("تان", "d"), ("تا", "d"), ("تي", "d"), ("ين", "p"), ("ون", "p"), ("ات", "p"), ("ان", "d"), ("ا", "s"),
    ("و", "p"), ("ي", "p"),
)  # fmt: skip
_CONSTRUCT = {"و", "ي"}


def _bases(stem: str, ending: str) -> tuple[str, ...]:
    """The singulars an ending can have been put to: the feminine dual needs a ta marbuta, the feminine plural may."""
    if ending == "ات":
        return stem, stem + "ه"
    return (stem + "ه",) if ending[0] == "ت" else (stem,)


def _adjectives(cut: Segmentation) -> list[Sense]:
    adjectives, core = _tables().adjectives, cut.core
    if entry := adjectives.get(core):
        return [Sense(cut, entry, cost=0.1)]
    for ending, number in _AGREEMENT:
        if core.endswith(ending) and len(core) > len(ending) + 1:
            stem = core[: -len(ending)]
            if entry := adjectives.get(stem):
                return [Sense(cut, entry, number, cost=0.4)]
    return []


_AGREEMENT: tuple[tuple[str, Number], ...] = (
    ("تين", "d"), ("تان", "d"), ("ين", "p"), ("ون", "p"), ("ات", "p"), ("ان", "d"), ("ه", "s"), ("ا", "s"),
)  # fmt: skip


def _verbs(cut: Segmentation) -> list[Sense]:
    tables, core, found = _tables(), cut.core, list[Sense]()
    if cut.particle == "" and len(core) > 1:
        if entry := tables.past.get(core):
            found.append(Sense(cut, entry, tense="past", cost=0.2))
        else:
            for ending, person in _PAST_ENDINGS:
                stem = core.removesuffix(ending)
                if stem is not core and len(stem) > 1 and len(stem) < len(core):
                    entry = tables.past.get(stem) if ending != "نا" or stem[-1:] not in "اي" else None
                    entry = entry or tables.past_stems.get(stem)
                    if entry:
                        found.append(Sense(cut, entry, tense="past", person=person, cost=0.6))
                        break
    if core[0] in "يتنا" and len(core) > 2:
        person = "we" if core[0] == "ن" else "I" if core[0] == "ا" else ""
        extra = {"ي": 0.2, "ت": 0.3, "ن": 0.6, "ا": 1.2}[core[0]]
        rest = core[1:]
        entry = tables.present.get(rest) or tables.present_stems.get(rest)
        if entry:
            found.append(Sense(cut, entry, tense="present", person=person, cost=extra))
        else:
            for ending in ("ون", "وا", "ان", "ن", "ا"):
                stem = rest.removesuffix(ending)
                if 1 < len(stem) < len(rest):
                    entry = tables.present.get(stem) or tables.present_stems.get(stem)
                    if entry:
                        found.append(Sense(cut, entry, "p", "present", "they", extra + 0.4))
                        break
    if not cut.particle and not cut.pronoun:
        for ending in ("ا", "ه", ""):
            stem = core.removesuffix(ending) if ending else core
            if (not ending or stem != core) and (entry := tables.participles.get(stem)):
                found.append(Sense(cut, entry, tense="participle", cost=0.5 if ending == "ا" else 0.9))
                break
    return found


_PAST_ENDINGS = (("وا", "they"), ("تا", ""), ("نا", "we"), ("ت", ""), ("ا", ""), ("ن", ""), ("و", "they"))
