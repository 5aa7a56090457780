"""Inflection: from the cited forms of a verb or noun to all folded forms a report can write.

Unvowelled Arabic writes many forms alike; a folded form therefore maps to the inflections it can stand for,
joined. Covers sound, hollow, defective, doubled and hamzated verbs of all stems, because it starts from the
cited past and present rather than from a root.
"""

from __future__ import annotations

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


_HAMZA = ("أ", "ئ", "ؤ")


def _past(past: str, *, passive: bool = False, hamza: bool = False) -> dict[str, Inflection]:
    """Past forms of a folded third person masculine singular; hamza: its last alif is a hamza (بدأ → بدأت)."""
    stem = past
    out: dict[str, Inflection] = {}

    def add(form: str, person: int, number: str, gender: str) -> None:
        out.setdefault(form, Inflection("past", person, number, gender, passive))

    add(past, 3, "s", "m")
    if past[-1] in "اي" and len(past) > 2 and not hamza:  # defective: دعا, نفى, التقى, بقي
        base = past[:-1]
        before_vowel = base + ("و" if past[-1] == "ا" and len(past) == 3 else "ي")
        add(base + "ت", 3, "s", "f")
        add(base + "يت" if past[-1] == "ي" and passive else base + "ت", 3, "s", "f")
        add(base + "وا", 3, "p", "m")
        add(before_vowel + "ا", 3, "d", "m")
        add(base + "تا", 3, "d", "f")
        add(before_vowel + "ن", 3, "p", "f")
        add(before_vowel + "ت", 1, "s", "")
        add(before_vowel + "نا", 1, "p", "")
        return out
    add(stem + "ت", 3, "s", "f")
    if hamza:  # written on waw before the plural: بدؤوا
        add(stem[:-1] + "ووا", 3, "p", "m")
    add(stem + "وا", 3, "p", "m")
    add(stem + "ا", 3, "d", "m")
    add(stem + "تا", 3, "d", "f")
    short = stem
    if len(stem) >= 3 and stem[-2] == "ا":  # hollow: قال → قلت, أعاد → أعدت
        short = stem[:-2] + stem[-1]
    add(short + "ن", 3, "p", "f")
    add(short + "ت", 1, "s", "")
    add(short + "نا", 1, "p", "")
    return out


def _present(present: str, *, passive: bool = False, hamza: bool = False) -> dict[str, Inflection]:
    """Present forms of a folded third person masculine singular with its prefix ya; hamza as in `_past`."""
    stem = present[1:]
    out: dict[str, Inflection] = {}

    def add(form: str, person: int, number: str, gender: str) -> None:
        out.setdefault(form, Inflection("present", person, number, gender, passive))

    add("ي" + stem, 3, "s", "m")
    add("ت" + stem, 3, "s", "f")
    add("ن" + stem, 1, "p", "")
    add("ا" + stem if not stem.startswith("ا") else stem, 1, "s", "")
    defective = stem[-1] in "ويا" and len(stem) > 1 and not hamza
    base = stem[:-1] if defective else stem
    if hamza:
        add("ي" + stem[:-1] + "وون", 3, "p", "m")
    add("ي" + base + "ون", 3, "p", "m")
    add("ي" + base + "وا", 3, "p", "m")
    full = stem[:-1] + "ي" if stem[-1] == "ا" and not hamza else stem
    for prefix, gender in (("ي", "m"), ("ت", "f")):
        add(prefix + full + "ان", 3, "d", gender)
        add(prefix + full + "ا", 3, "d", gender)
    short = stem
    if defective:
        short = base
    elif len(stem) >= 3 and stem[-2] in "اوي":
        short = stem[:-2] + stem[-1]
    if short != stem:  # jussive after لم
        for prefix, person, number, gender in (
            ("ي", 3, "s", "m"),
            ("ت", 3, "s", "f"),
            ("ن", 1, "p", ""),
            ("ا", 1, "s", ""),
        ):
            add(prefix + short, person, number, gender)
    add("ي" + (short if not defective else stem) + "ن", 3, "p", "f")
    return out


def _adjective(form: str, tense: Tense) -> dict[str, Inflection]:
    """Participle forms: gender, number and the accusative tanwin of adverbial use (مضيفا)."""
    out = {form: Inflection(tense, 0, "s", "m")}
    base = form
    if form[-1] == "ي" and len(form) > 3:  # defective participles: داعي
        base = form[:-1]
        out[base] = Inflection(tense, 0, "s", "m")
        out[form + "ا"] = Inflection(tense, 0, "s", "m")
        out[form + "ه"] = Inflection(tense, 0, "s", "f")
        feminine = form
    else:
        out[form + "ا"] = Inflection(tense, 0, "s", "m")
        out[form + "ه"] = Inflection(tense, 0, "s", "f")
        feminine = form
    for suffix, number, gender in (("ين", "p", "m"), ("ون", "p", "m")):
        out.setdefault(base + suffix, Inflection(tense, 0, number, gender))
    for suffix, number, gender in (("ات", "p", "f"), ("ان", "d", "m"), ("تين", "d", "f"), ("تان", "d", "f")):
        out.setdefault(feminine + suffix, Inflection(tense, 0, number, gender))
    return out


def verb_forms(
    past: str,
    present: str,
    *,
    participle: str | None = None,
    passive_participle: str | None = None,
    passive_past: str | None = None,
    passive_present: str | None = None,
    masdars: tuple[str, ...] = (),
) -> dict[str, tuple[Inflection, ...]]:
    """Return every folded form of a verb with the inflections it can stand for.

    past and present: third person masculine singular ("قال", "يقول"); masdars: verbal nouns with their plurals
    ("إعلان", "إعلانات"). Passives are given where they are written differently ("قيل", "يقال"). Object
    pronouns are not included: `khabar.lexicon.Table` finds them as clitics; the plural alif that an object
    pronoun drops (قتلوا → قتلوه) is.
    """
    forms: dict[str, list[Inflection]] = {}

    def take(new: dict[str, Inflection]) -> None:
        for form, inflection in new.items():
            kept = forms.setdefault(form, [])
            if inflection not in kept:
                kept.append(inflection)

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
        take({fold(masdar): Inflection("masdar", 0, "s", "")})
        if not fold(masdar).endswith(("ه", "ات", "ا")):
            take({fold(masdar) + "ا": Inflection("masdar", 0, "s", "")})
    for form in [f for f in forms if f.endswith("وا")]:
        forms.setdefault(form[:-1], list(forms[form]))
    return {form: tuple(kept) for form, kept in forms.items()}
