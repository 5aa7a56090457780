"""Where a content opens, and whether there is one: the places after a cue that could open it, weighed.

A verb of saying may be followed by a clause ("أن"), a colon, a quotation, a preposition or a noun phrase; where one
stands, or that nothing reported follows at all, is told by signs: what the cue is, what it takes, what stands between.
Every sign carries a weight in lexicon/cue_weights.toml, measured by training/cue_weights.py.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import NamedTuple

from khabar.lexicon import load
from khabar.reading.hints import fused, level, weighed
from khabar.reading.parties.lexemes import lexemes
from khabar.reading.statements.cues import Cue
from khabar.reading.statements.kinds import kind_at
from khabar.reading.statements.lexicon import FINITE
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.words import (
    COLONS,
    COMMAS,
    OBJECT_PRONOUNS,
    PREPOSITIONS,
    RELATIVES,
    SELVES,
    is_complementiser,
    to_hearers,
)

_REACH = 50  # tokens from a cue to what opens its clause
_NEAR = 13  # tokens from a cue to a noun phrase that is its object
_SPEAKER = 6  # tokens of a speaker's name; a longer one leaves as much room behind it
_FRAMES = {"الي", "علي", "عن", "من", "في"}
_APART = {"بعد", "قرب", "كثب", "طريق"}
_STOPS = {".", "!", "?", "؟", "…"}
LED = {"برئاسه", "برياسه", "بزعامه", "بقياده"}
"""What tells who led those who said it, or whose forces they are: "رحب المجلس برئاسة الملك بالاتفاق"."""


_OFFERS = (
    "عرض",
    "مبادره",
    "اقتراح",
    "مقترح",
    "خطه",
    "هدنه",
    "وساطه",
    "مطالب",
    "طلب",
    "مشروع",
    "مبادرات",
    "مقترحات",
    "تسويه",
    "صفقه",
    "تمديد",
    "وقف",
    "تقديم",
    "ارسال",
    "مساعده",
    "مساعدته",
    "مساعدتها",
    "استضافه",
    "توسط",
    "شروط",
    "ورقه",
)
"""What can be offered: where it follows, an everyday verb of giving ("قدم", "طرح") reports a proposal."""


class Opening(NamedTuple):
    """A place that could open a content: the token of its first word, how it is introduced, and by which token."""

    first: int
    mode: str
    kind: str
    at: int


class Around(NamedTuple):
    """The sentence of a cue, tokens first ≤ i < last, and where its finite cues begin."""

    first: int
    last: int
    starts: list[int]


NOTHING = Opening(-1, "none", "none", -1)


def openings(scene: Scene, cue: Cue, last: int) -> list[Opening]:
    """Return the places after a cue that could open its content, in text order, after `NOTHING`."""
    analysis = scene.analysis
    found = [NOTHING]
    texts, forms, quotes = analysis.texts, analysis.forms, analysis.quote_of
    own = quotes[cue.at]
    at, limit = cue.last, min(last, cue.last + _REACH)
    objects = max(cue.last, cue.after_subject - _SPEAKER) + _NEAR
    takes = cue.reading.verb.takes
    timed = 0
    while at < limit:
        timed = max(timed, scene.time_end.get(at - 1, 0))
        inside = quotes[at]
        if inside != own and own >= 0:
            break
        if inside >= 0 and inside != own:
            quote = analysis.quotes[inside]
            if quote.first == at:
                if quote.last - at > 3:
                    found.append(Opening(at, "quote", "quote", at))
                at = max(quote.last, at + 1) if quote.closed else limit
                continue
        form = forms[at]
        norm = form.norm
        if norm in LED:  # "برئاسة الملك": no part of what is said
            timed = max([timed, *(analysis.party_mentions[m].piece.last for m in analysis.mention_at.get(at + 1, ()))])
        if form.kind == "word":
            if is_complementiser(norm):
                first = at + 1
                if first < last and texts[first] in COLONS:
                    first += 1
                found.append(Opening(first, "that", "that", at))
                objects = at
            elif norm in OBJECT_PRONOUNS:
                first = at + 1  # "واصفا إياه بأنه", "متهمة إياها بخرق الهدنة"
                first += first < last and (is_complementiser(forms[first].norm) or forms[first].norm == "ب")
                found.append(Opening(first, "phrase", "object", at))
            elif norm in _FRAMES:
                if norm == "عن" and forms[min(at + 1, last - 1)].norm in _APART:
                    at += 1  # "عن بعد", "عن كثب"
                elif at < objects and not is_complementiser(forms[min(at + 1, last - 1)].norm):
                    found.append(Opening(at + 1, "phrase", "frame", at))
            elif timed <= at < objects and not (
                norm in PREPOSITIONS or norm in RELATIVES or norm in SELVES or to_hearers(norm)
            ):
                clitic = norm[0] if norm[0] in "بل" and norm[0] in takes and len(norm) > 2 else ""
                found.append(Opening(at, "phrase", "clitic" if clitic else "object", at))
        elif texts[at] in COLONS:
            first = at + 1
            kind = "colon"
            if first < last and is_complementiser(forms[first].norm):
                first, kind = first + 1, "colon that"
            found.append(Opening(first, "colon", kind, at))
            break  # what follows is in the speaker's own words
        elif texts[at] in _STOPS or "\n" in texts[at]:
            if at + 1 >= last or "\n" in texts[at]:
                break
        elif form.kind in ("number", "latin") and timed <= at < objects:
            found.append(Opening(at, "phrase", "object", at))
        at += 1
    behind = max(cue.subject.last, cue.after_subject) if cue.subject is not None and not cue.before else last
    if behind < last and texts[behind] in COMMAS:  # a comma ends the subject: nothing reported opens within it
        found = [opening for opening in found if opening.mode != "phrase" or opening.at >= behind]
    return [opening for opening in found if opening.first < last]


def _first_noun(scene: Scene, cue: Cue, near: int) -> str:
    """What the first word after a verb without a known subject is, and whether the verb could agree with it."""
    form = scene.analysis.forms[near]
    if form.kind != "word":
        return ""
    gender = "f" if form.norm.endswith(("ه", "ات")) else "m"
    agrees = "agreeing" if cue.reading.inflection.gender in ("", gender) else "other"
    return f"{agrees} {cue.reading.inflection.gender} {_noun(form.norm)}"


@lru_cache(maxsize=50_000)
def _noun(norm: str) -> str:
    """Whether a noun means people who could speak, or a deed that could be reported, as far as the lexicons know."""
    lexicon = lexemes()
    bare = norm[1:] if norm[0] in "بل" and norm[1:2] != "ا" else norm
    bare = bare[3:] if bare.startswith(("بال", "لال")) else bare.removeprefix("ال")
    for stem in {
        bare,
        bare.removesuffix("ا"),
        bare.removesuffix("ين"),
        bare.removesuffix("ون"),
        bare.removesuffix("ان"),
    }:
        if len(stem) > 2 and (
            stem in lexicon.members or stem in lexicon.subgroups or lexicon.titles.get(stem) or lexicon.heads.get(stem)
        ):
            return "people"
    if bare in lexicon.act_nouns:
        return "act"
    return f"ending {bare[-1:]}" if bare.endswith(("ه", "ا", "ت")) else "other"


def _bucket(distance: int) -> str:
    if distance < 0:
        return "inside"
    if distance < 4:
        return str(distance)
    return "4+" if distance < 7 else "7+" if distance < 12 else "12+" if distance < 24 else "24+"


def signs(scene: Scene, cue: Cue, found: list[Opening], near: int, around: Around) -> list[list[str]]:
    """Return the signs of each opening of a cue, as keys of cue_weights.toml.

    near: the token after the subject and what may stand beside it.
    """
    analysis = scene.analysis
    verb, manner = cue.reading.verb, cue.manner
    known = "named" if cue.subject is not None and not cue.before else "before" if cue.before else "unnamed"
    seen: dict[str, int] = {}
    result: list[list[str]] = []
    walked = cue.after_subject
    between: set[str] = set()
    cited = verb.takes & {"that"}
    speaker = _first_noun(scene, cue, near) if known == "unnamed" and manner == "verb" else ""
    hints = weighed("cue", analysis.hints)
    for opening in found:
        kind = opening.kind
        if kind == "none":
            result.append(_nothing(scene, cue, known, around, near))
            continue
        at = opening.at
        while walked < at:
            what = kind_at(analysis, walked)
            if what in ("verb", "which", "that", ",", "and verb"):
                between.add(what)
            if walked in around.starts and walked != cue.at:
                between.add("cue")
            walked += 1
        frame = kind
        if kind == "frame":
            frame = analysis.forms[at].norm
            frame = f"frame {'own' if frame in verb.takes else 'other'}"
        elif kind == "object":
            frame = "object own" if "object" in verb.takes else "object other"
        elif kind in ("that", "quote", "colon", "colon that"):
            frame = f"{kind} own" if cited else f"{kind} other"
        before, own, after = (
            kind_at(analysis, at - 1),
            kind_at(analysis, opening.first),
            kind_at(analysis, opening.first + 1),
        )
        number = seen.get(frame, 0)
        seen[frame] = number + 1
        where = (
            "near" if at == near else "past" if at > near else "subject" if at >= cue.after_subject else "in subject"
        )
        here = [
            frame,
            f"{frame} {verb.name}",
            f"{frame} {verb.name} {where}",
            f"{frame} {manner}",
            f"{frame} {known} {where}",
            f"{frame} {known} {_bucket(at - cue.after_subject)}",
            f"{frame} after {before}",
            f"{frame} then {own}",
            f"{frame} number {min(number, 3)}",
            f"{kind} pair {own} {after}",
        ]
        here += [f"{frame} beyond {what}" for what in between]
        if kind == "that":
            if before in _FRAMES:
                here.append(f"that by {'own' if before in verb.takes else 'other'} {before in verb.takes}")
        elif opening.mode == "phrase":
            begins = ends = inside = False
            for index in analysis.mention_at.get(at, ()):
                mention = analysis.party_mentions[index]
                begins |= mention.piece.first == at
                inside |= mention.piece.first < at
            for index in analysis.mention_at.get(at - 1, ()):
                ends |= analysis.party_mentions[index].piece.last == at
            party = "begins" if begins and not inside else "inside" if inside else "free"
            here.append(f"{frame} party {party}{' after party' if ends and not inside else ''} {known}")
            if before in ("noun", "other", "the", "the-adjective", "adjective", "to", "by"):
                here.append(f"{frame} joined {before} {own}")
            if at in scene.time_end:
                here.append(f"{frame} time")
            if at in scene.place_end:
                here.append(f"{frame} place")
            if cue.reading.segmentation.pronoun:
                here.append(f"{frame} pronoun")
            if speaker:
                here.append(f"{frame} {'is' if at == near else 'past'} {speaker}")
            here.append(f"{frame} noun {_noun(analysis.forms[opening.first].norm)} {known}")
        if hints is not None:
            told = sum(hints.arc("opens", cue.first, at) for at in sorted({opening.first, opening.at}))
            here += [f"reader opens {level(told)}", f"reader opens {kind} {level(told)}"]
        result.append(here)
    return result


def _nothing(scene: Scene, cue: Cue, known: str, around: Around, near: int) -> list[str]:
    """Signs for no content after a cue."""
    analysis = scene.analysis
    reading = cue.reading
    verb, way, inflection = reading.verb, reading.segmentation, reading.inflection
    tense = inflection.tense if cue.manner != "noun" else "noun"
    before, after = (
        kind_at(analysis, cue.first - 1) if cue.first > around.first else "edge",
        kind_at(analysis, cue.last),
    )
    form = f"{cue.manner} {tense}"
    found = [
        "none",
        f"none {verb.name} {cue.manner}",
        f"none {verb.name}",
        f"none {verb.act} {cue.manner}",
        f"none {form}",
        f"none {form} {known}",
        f"none {form} after {before}",
        f"none {form} then {after}",
        f"none {form} strict {verb.strict}",
    ]
    if cue.subject is not None and cue.sources:
        found.append(f"none {form} said by {analysis.parties[cue.sources[0]].kind}")
    if way.conjunction:
        found.append(f"none {form} joined")
    if way.article:
        found.append(f"none {form} definite")
    if way.pronoun:
        found.append(f"none {form} pronoun")
    if way.particle:
        found.append(f"none {form} particle {way.particle}")
    if cue.relative:
        found.append(f"none {form} relative")
    if "offer" in verb.use:
        plan = any(offers(norm) for norm in analysis.norms(near, min(around.last, near + 3)))
        found.append(f"none offer {'of a plan' if plan else 'of something'}")
    if cue.first in scene.place_end:
        found.append(f"none {cue.manner} place")
    if analysis.mention_at.get(cue.first):
        found.append(f"none {cue.manner} party")
    if cue.negated:
        found.append(f"none {form} negated")
    if analysis.quote_of[cue.at] >= 0:
        found.append(f"none {form} quoted")
    if cue.first < analysis.body:
        found.append(f"none {form} title")
    if any(start < cue.first for start in around.starts):
        found.append(f"none {form} later")
    if cue.sources and cue.subject is None:
        found.append(f"none {form} understood")
    hints = weighed("cue", analysis.hints)
    if hints is not None:
        told = hints.cue(cue.first)
        found += [f"none reader {level(told)}", f"none reader {cue.manner} {level(told)}"]
    if inflection.tense in FINITE and inflection.number != "s":
        found.append(f"none {form} {inflection.number}")
    return found


@lru_cache(maxsize=50_000)
def offers(norm: str) -> bool:
    """Whether a word names a plan that can be offered, whatever clitics it wears."""
    return any(norm in (word, "ب" + word, "ال" + word, word + "ا", "بال" + word) for word in _OFFERS)


@cache
def weights() -> dict[str, float]:
    """Return the measured weights of all signs."""
    return {sign: float(weight) for sign, weight in load("cue_weights")["opening"].items()}


def _puts_forward(scene: Scene, cue: Cue, near: int) -> bool:
    """Whether a verb of offering that can be no noun ("عرضت", not "عرض") stands right before a plan."""
    surely = cue.manner == "verb" and cue.reading.inflection.gender == "f" and not (cue.negated or cue.relative)
    return surely and "offer" in cue.reading.verb.use and offers(scene.analysis.forms[near].norm)


_STANDS = ("موافق", "رفض", "قبول", "تاييد", "استعداد", "التزام", "تمسك", "ترحيب", "معارض", "ادانت", "حرص", "دعم")


def best_opening(scene: Scene, cue: Cue, near: int, around: Around) -> tuple[Opening, float]:
    """Return the most probable opening of a cue's content, `NOTHING` among them, and its probability."""
    found = openings(scene, cue, around.last)
    if len(found) == 1:
        return NOTHING, 1.0
    known = fused("cue", weights, scene.analysis.hints)
    totals = [
        math.fsum([known[sign] for sign in here if sign in known]) for here in signs(scene, cue, found, near, around)
    ]
    if len(found) > 1 and _puts_forward(scene, cue, near):
        totals[0] = -math.inf
    if scene.analysis.forms[near].norm.startswith(_STANDS) and cue.after_subject < near:
        at_stand = [index for index, opening in enumerate(found) if opening.first == near]
        if at_stand:  # "أكد المتحدث الأربعاء موافقة حركته على": the stand is told, not only what it is on
            return found[at_stand[0]], 1.0
    top = max(totals)
    share = sum(math.exp(total - top) for total in totals)
    return found[totals.index(top)], 1.0 / share
