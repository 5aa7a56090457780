"""Inflection: from the cited forms of a verb or noun to all folded forms a report can write.

Unvowelled Arabic writes many forms alike; a folded form therefore maps to the inflections it can stand for,
joined. Covers sound, hollow, defective, doubled and hamzated verbs of all stems, because it starts from the
cited past and present rather than from a root.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

from khabar.arabic import fold

Tense = Literal["past", "present", "participle", "passive_participle", "masdar"]


class Inflection(NamedTuple):
    """What a form says about its verb. person 1–3 (0 for nouns); number s, d, p; gender m, f or "" if either."""

    tense: Tense
    person: int
    number: str
    gender: str
    passive: bool = False


_Forms = dict[str, tuple[Inflection, ...]]

_HAMZA = ("أ", "ئ", "ؤ")
_PERSONS = (
    (3, "s", "m"), (3, "s", "f"), (3, "p", "m"), (3, "d", "m"), (3, "d", "f"), (3, "p", "f"), (1, "s", ""), (1, "p", ""),
)  # fmt: skip


def _finite(tense: Tense, *, passive: bool) -> tuple[tuple[Inflection], ...]:
    """The inflections of a tense in the order of `_PERSONS`, each as the only one of a form."""
    return tuple((Inflection(tense, *person, passive),) for person in _PERSONS)


# Made once: thousands of forms share them.
_PAST = {passive: _finite("past", passive=passive) for passive in (False, True)}
_PRESENT = {passive: _finite("present", passive=passive) for passive in (False, True)}


def _past(past: str, *, passive: bool = False, hamza: bool = False) -> _Forms:
    """Past forms of a folded third person masculine singular; hamza: its last alif is a hamza (بدأ → بدأت)."""
    he, she, they, two, two_f, they_f, i, we = _PAST[passive]
    if past[-1] in "اي" and len(past) > 2 and not hamza:  # defective: دعا, نفى, التقى, بقي
        base = past[:-1]
        before_vowel = base + ("و" if past[-1] == "ا" and len(past) == 3 else "ي")
        return _first(
            (past, he),
            (base + "ت", she),
            (base + "يت" if past[-1] == "ي" and passive else base + "ت", she),
            (base + "وا", they),
            (before_vowel + "ا", two),
            (base + "تا", two_f),
            (before_vowel + "ن", they_f),
            (before_vowel + "ت", i),
            (before_vowel + "نا", we),
        )
    short = past
    if len(past) >= 3 and past[-2] == "ا":  # hollow: قال → قلت, أعاد → أعدت
        short = past[:-2] + past[-1]
    return _first(
        (past, he),
        (past + "ت", she),
        (past[:-1] + "ووا" if hamza else past + "وا", they),  # a hamza is written on waw before the plural: بدؤوا
        (past + "وا", they),
        (past + "ا", two),
        (past + "تا", two_f),
        (short + "ن", they_f),
        (short + "ت", i),
        (short + "نا", we),
    )


def _present(present: str, *, passive: bool = False, hamza: bool = False) -> _Forms:
    """Present forms of a folded third person masculine singular with its prefix ya; hamza as in `_past`."""
    he, she, they, two, two_f, they_f, i, we = _PRESENT[passive]
    stem = present[1:]
    defective = stem[-1] in "ويا" and len(stem) > 1 and not hamza
    base = stem[:-1] if defective else stem
    full = stem[:-1] + "ي" if stem[-1] == "ا" and not hamza else stem
    short = stem
    if defective:
        short = base
    elif len(stem) >= 3 and stem[-2] in "اوي":
        short = stem[:-2] + stem[-1]
    jussive = (("ي" + short, he), ("ت" + short, she), ("ن" + short, we), ("ا" + short, i)) if short != stem else ()
    return _first(
        ("ي" + stem, he),
        ("ت" + stem, she),
        ("ن" + stem, we),
        ("ا" + stem if stem[0] != "ا" else stem, i),
        ("ي" + stem[:-1] + "وون" if hamza else "ي" + base + "ون", they),
        ("ي" + base + "ون", they),
        ("ي" + base + "وا", they),
        ("ي" + full + "ان", two),
        ("ي" + full + "ا", two),
        ("ت" + full + "ان", two_f),
        ("ت" + full + "ا", two_f),
        *jussive,  # after لم
        ("ي" + (stem if defective else short) + "ن", they_f),
    )


def _first(*forms: tuple[str, tuple[Inflection, ...]]) -> _Forms:
    """Forms with what they say; of several equal ones the first counts."""
    found: _Forms = {}
    for form, inflections in forms:
        if form not in found:
            found[form] = inflections
    return found


def _participles(tense: Tense) -> tuple[tuple[Inflection], ...]:
    return tuple((Inflection(tense, 0, number, gender),) for number, gender in ("sm", "sf", "pm", "pf", "dm", "df"))


_PARTICIPLE = {tense: _participles(tense) for tense in ("participle", "passive_participle")}
_MASDAR = (Inflection("masdar", 0, "s", ""),)


def _adjective(form: str, tense: Tense) -> _Forms:
    """Participle forms: gender, number and the accusative tanwin of adverbial use (مضيفا)."""
    man, woman, men, women, two, two_f = _PARTICIPLE[tense]
    defective = form[-1] == "ي" and len(form) > 3  # داعي
    base = form[:-1] if defective else form
    return _first(
        (form, man),
        (base, man),
        (form + "ا", man),
        (form + "ه", woman),
        (base + "ين", men),
        (base + "ون", men),
        (form + "ات", women),
        (form + "ان", two),
        (form + "تين", two_f),
        (form + "تان", two_f),
    )


@cache  # the same verbs stand in several lexicons
def verb_forms(
    past: str,
    present: str,
    *,
    participle: str | None = None,
    passive_participle: str | None = None,
    passive_past: str | None = None,
    passive_present: str | None = None,
    masdars: tuple[str, ...] = (),
) -> Mapping[str, tuple[Inflection, ...]]:
    """Return every folded form of a verb with the inflections it can stand for; the table is shared.

    past and present: third person masculine singular ("قال", "يقول"); masdars: verbal nouns with their plurals
    ("إعلان", "إعلانات"). Passives are given where they are written differently ("قيل", "يقال"). Object
    pronouns are not included: `khabar.lexicon.Table` finds them as clitics; the plural alif that an object
    pronoun drops (قتلوا → قتلوه) is.
    """
    forms: _Forms = {}

    def take(new: _Forms) -> None:
        for form, one in new.items():
            kept = forms.get(form)
            if kept is None:
                forms[form] = one
            elif one[0] not in kept:
                forms[form] = kept + one

    take(_past(fold(past), hamza=past.endswith(_HAMZA)))
    take(_present(fold(present), hamza=present.endswith(_HAMZA)))
    if passive_past:
        take(_past(fold(passive_past), passive=True))
    if passive_present:
        take(_present(fold(passive_present), passive=True))
    if participle:
        take(_adjective(fold(participle), "participle"))
    if passive_participle:
        take(_adjective(fold(passive_participle), "passive_participle"))
    for masdar in masdars:
        folded = fold(masdar)
        take({folded: _MASDAR})
        if not folded.endswith(("ه", "ات", "ا")):
            take({folded + "ا": _MASDAR})
    for form in [f for f in forms if f[-2:] == "وا"]:
        forms.setdefault(form[:-1], forms[form])
    return forms
