"""Is this word an event of its own? Signs around it, weighed.

A trigger word may name an event, ask for one, or come back to one already told. Every sign (what the word is, what
stands before and after it, what was told before) carries a weight in lexicon/event_weights.toml, measured on
annotated reports by training/event_weights.py; their sum gives the probability, which is also the confidence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache, lru_cache

from khabar.lexicon import load
from khabar.reading.analysis import Analysis
from khabar.reading.events.arguments import Arguments, arguments_of
from khabar.reading.events.circumstances import place_of, time_of, vouching
from khabar.reading.events.closer_signs import closer_signs, places_among, setting_signs, telling_signs
from khabar.reading.events.setting import EFFECTS, Setting, setting_of
from khabar.reading.events.triggers import Candidate, Entry, headline_end
from khabar.reading.hints import fused, level, trust, weighed
from khabar.record import EventType

_TYPES = list(EventType)
_FRIENDLY = frozenset({"CONSULT", "AGREE", "RETREAT", "CONCEDE", "AID", "SUPPORT", "COOPERATE", "REJECT", "REQUEST"})
_HOLDERS = frozenset(
    {
        "لجنه", "مجلس", "وزاره", "وزير", "ملف", "قضيه", "هييه", "جبهه", "حركه", "حزب", "منظمه", "عمليه", "طاوله", "اطار",
        "مايده", "نتايج", "موضوع", "مسار", "موقع", "اسلحه", "قوات", "حاله", "معارضي", "معارضو", "نص", "بنود", "تنفيذ",
        "تطبيق", "مشروع", "برنامج", "نظام", "قانون", "محكمه", "مراسل", "ضحايا", "زعيم", "قايد", "رييس", "وفد", "لصالح",
        "مكافحه", "خطر", "شروط", "مفاوضو", "منتقدي", "مويدي", "اليه", "فتره", "سياسه", "بند", "مده", "مرحله",
    }
)  # fmt: skip
_POINTERS = frozenset({"هذا", "هذه", "ذلك", "تلك", "هذين", "هاتين", "نفس", "ذات"})
_FRESH = frozenset(
    {"اخر", "اخري", "جديد", "جديده", "جديدا", "ثان", "ثانيه", "ثانيا", "مماثله", "مماثل", "اول", "اخيره", "اخير"}
)
_NEXT = {
    "بين": "between",
    "مع": "with",
    "علي": "on",
    "ضد": "against",
    "الذي": "which",
    "التي": "which",
    "في": "in",
    "من": "from",
    "ب": "by",
    "الي": "to",
    "عن": "about",
}
_QUANTITIES = frozenset(
    {"سلسله", "عده", "عدد", "جوله", "عمليات", "اعمال", "موجه", "حمله", "مزيد", "المزيد", "احدث", "العديد"}
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What the words around a candidate give it: light, parties, time and place (indexes), other trigger words.

    headline: whether it stands in the headline.
    """

    setting: Setting
    arguments: Arguments
    time: int | None
    place: int | None
    near: set[str]
    tied: list[str]
    headline: bool


@dataclass(slots=True)
class History:
    """What the report has told before: per family, the cores accepted and how many words were passed over."""

    accepted: dict[str, list[str]] = field(default_factory=dict)
    parties: dict[str, set[int]] = field(default_factory=dict)
    times: dict[str, set[int]] = field(default_factory=dict)
    passed: dict[str, list[str]] = field(default_factory=dict)
    sentences: dict[str, int] = field(default_factory=dict)

    def note(self, candidate: Candidate, sentence: int, scene: Scene, *, taken: bool) -> None:
        """Remember how a candidate was decided."""
        family = candidate.sense.entry.family
        if taken:
            self.accepted.setdefault(family, []).append(candidate.cut.core)
            self.sentences[family] = sentence
            self.parties.setdefault(family, set()).update(scene.arguments.actors, scene.arguments.recipients)
            if scene.time is not None:
                self.times.setdefault(family, set()).add(scene.time)
        else:
            self.passed.setdefault(family, []).append(candidate.cut.core)


def _shape(candidate: Candidate) -> str:
    """What kind of word it is: finite verb by tense, or noun by definiteness."""
    sense, cut = candidate.sense, candidate.cut
    if sense.kind == "verb":
        inflection = sense.inflections[0]
        if cut.particle == "س":
            return "will"
        if cut.particle == "ل":
            return "that-he"
        if inflection.person == 1:
            return "we"
        return inflection.tense
    if cut.article:
        return "definite"
    return "owned" if cut.pronoun else "plain"


def scenes(analysis: Analysis, found: list[Candidate]) -> list[Scene]:
    """Return the scene of every candidate of a report."""
    body = headline_end(analysis)
    return [
        Scene(
            setting_of(analysis, candidate),
            arguments_of(analysis, candidate),
            time_of(analysis, candidate),
            place_of(analysis, candidate),
            near,
            tied + places,
            candidate.token < body,
        )
        for candidate, near, tied, places in zip(
            found, neighbours(analysis, found), ties(found), places_among(analysis, found), strict=True
        )
    ]


def neighbours(analysis: Analysis, found: list[Candidate]) -> list[set[str]]:
    """Return, per candidate, the families of other candidates within eight words in its sentence."""
    near: list[set[str]] = [set() for _ in found]
    for place, candidate in enumerate(found):
        home, reach = analysis.sentence_of[candidate.token], candidate.token + 8
        for rank in range(place + 1, min(place + 7, len(found))):
            other = found[rank]
            if other.token > reach or analysis.sentence_of[other.token] != home:
                break
            if other.token == candidate.token:
                continue
            if not other.alone:
                near[place].add(f"before {other.sense.entry.family}")
            if not candidate.alone:
                near[rank].add(f"after {candidate.sense.entry.family}")
    return near


def ties(found: list[Candidate]) -> list[list[str]]:
    """Return, per candidate, signs of a trigger word right beside it: "خرق الهدنة" names a breach, not a truce."""
    kinds: dict[int, str] = {}
    for candidate in found:
        kinds.setdefault(candidate.token, candidate.sense.kind)
    return [
        [
            f"{kinds[candidate.token + step]} {name} {candidate.sense.kind}"
            for step, name in ((-1, "governs"), (-2, "before"), (1, "under"))
            if candidate.token + step in kinds
        ]
        for candidate in found
    ]


def signs(analysis: Analysis, candidate: Candidate, scene: Scene, history: History) -> list[str]:
    """Return the signs of a candidate, as keys of event_weights.toml."""
    setting = scene.setting
    entry, token = candidate.sense.entry, candidate.token
    forms = analysis.forms
    group = "friendly" if entry.type in _FRIENDLY else "hostile"
    shape = _shape(candidate)
    noun = candidate.sense.kind == "noun"
    before = history.accepted.get(entry.family, [])
    core = candidate.cut.core
    passed = history.passed.get(entry.family, [])
    order = "first" if not before and not passed else "later"
    sentence = analysis.sentence_of[token]
    found = ["all", *_word_signs(entry, candidate.sense.kind, group, shape, order)]
    if entry.company and not candidate.alone:
        found.append(f"company {entry.family}")
    if candidate.alone:
        found += ["alone", f"alone {entry.family}"]
    if core in before or core in passed:
        found.append(f"same word {shape}")
    if before:
        found.append(f"told {shape}")
    if before and history.sentences.get(entry.family) == sentence:
        found.append(f"same sentence {'noun' if noun else 'verb'}")
    if noun and candidate.sense.number != "s":
        found.append(f"{group} plural")
    if noun and candidate.cut.particle:
        found.append(f"joined {candidate.cut.particle} {group}")
    for effect in EFFECTS:
        distance = setting.before.get(effect)
        if distance is not None and distance <= 5:
            reach = "near" if distance <= 2 else "far"
            found.append(f"{group} {effect} {reach}{' behind' if effect in setting.behind_clause else ''}")
    found += [f"{group} after {effect}" for effect in setting.after]
    if token:
        found += _governed(forms[token - 1].norm)
    found += [f"{entry.family} {side}" for side in scene.near]
    if noun:
        found += [
            f"{group} {word} {'definite' if candidate.cut.article else 'plain'}" for word in _joins(analysis, token)
        ]
    found += scene.tied
    if candidate.cut.conjunction:
        found.append(f"and {'noun' if noun else 'verb'}")
    found += [
        f"word {side} {forms[at].core}"
        for side, at in (("before", token - 1), ("after", token + 1))
        if 0 <= at < len(forms) and forms[at].kind == "word"
    ]
    following = forms[token + 1] if token + 1 < len(forms) else None
    if following is not None:
        word = _NEXT.get(following.norm)
        if word is not None:
            found.append(f"{group} then {word}")
        elif following.kind == "punct":
            found.append(f"then stop {'noun' if noun else 'verb'}")
        elif noun and analysis.mention_at.get(token + 1):
            found.append(f"{group} then party")
    if noun and any(forms[at].norm in _FRESH for at in range(token + 1, min(token + 4, len(forms)))):
        found.append("fresh")
    if analysis.mention_at.get(token):
        found.append(f"in mention {'held' if entry.roles == 'held' else 'noun' if noun else 'verb'}")
    if scene.headline:
        found.append("headline")
    if analysis.quote_of[token] >= 0:
        found.append("quoted")
    found += _said(analysis, token, group, noun=noun)
    hints = weighed("event", analysis.hints)
    if hints is not None:
        own, every = hints.trigger(token, _TYPES.index(entry.type)), hints.any_trigger(token)
        found += [f"reader {level(own)}", f"reader any {level(every)}", f"reader {group} {level(own)}"]
    found += _peopled(entry.family, group, scene, history)
    found += closer_signs(analysis, candidate, group, shape)
    found += setting_signs(analysis, candidate, scene.arguments, scene.time)
    last = history.sentences.get(entry.family)
    found += telling_signs(entry.type, shape, len(history.accepted), None if last is None else sentence - last)
    return found


@cache
def weights() -> dict[str, float]:
    """Return the measured weights of all signs."""
    return {sign: float(weight) for sign, weight in load("event_weights")["weights"].items()}


@lru_cache(maxsize=50_000)
def _word_signs(entry: Entry, kind: str, group: str, shape: str, order: str) -> tuple[str, ...]:
    """Signs of what the word is, whatever stands around it; order: first of its family in the report, or later."""
    return (
        f"family {entry.family}",
        f"entry {entry.name} {entry.type}",
        f"entry {entry.name} {kind}",
        f"{group} {shape}",
        f"{order} {shape}",
        f"{group} {order}",
    )


@lru_cache(maxsize=50_000)
def _governed(previous: str) -> tuple[str, ...]:
    """Signs of the folded word right before a candidate, which may be joined to another word."""
    found = []
    if previous in _HOLDERS or previous[1:] in _HOLDERS or previous[2:] in _HOLDERS:
        found.append("held")
    if previous in _POINTERS or previous[1:] in _POINTERS:
        found.append("pointed at")
    if previous in _QUANTITIES or previous[1:] in _QUANTITIES:
        found.append("counted")
    return tuple(found)


def _joins(analysis: Analysis, token: int) -> list[str]:
    """Whether "بين" or "مع", or a light verb, stands a few words after a noun."""
    found: list[str] = []
    for at in range(token + 1, min(token + 6, len(analysis))):
        form = analysis.forms[at]
        if form.kind == "punct":
            break
        if form.norm in ("بين", "مع"):
            found.append("joining")
            break
    return found


def _peopled(family: str, group: str, scene: Scene, history: History) -> list[str]:
    """Signs from its parties, time and place, and whether an event of its family had them before."""
    arguments = scene.arguments
    parties = {*arguments.actors, *arguments.recipients}
    found = [
        f"{group} actors {min(len(arguments.actors), 2)}",
        f"{group} recipients {min(len(arguments.recipients) + arguments.someone, 1)}",
    ]
    if scene.time is not None:
        found.append(f"{group} dated")
    if scene.place is not None:
        found.append(f"{group} placed")
    if family in history.accepted:
        before = history.parties.get(family, set())
        same = "none" if not parties else "same" if parties <= before else "shared" if parties & before else "new"
        same = "new" if arguments.someone else same
        found.append(f"parties {same}")
        if scene.time is not None:
            found.append("time same" if scene.time in history.times.get(family, ()) else "time new")
    return found


def _said(analysis: Analysis, token: int, group: str, *, noun: bool) -> list[str]:
    """Signs from the statements around a word: it introduces one, or stands in the content of one."""
    found = [f"cue {'noun' if noun else 'verb'}"] * len(analysis.cues_over(token))
    inner = vouching(analysis, token)
    if inner is not None:
        statement = analysis.statements[inner]
        opens = statement.content is not None and token - statement.content.first <= 2
        found.append(f"{group} {'opens' if opens else 'in'} {statement.act}")
    return found


def probability(found: list[str], known: dict[str, float]) -> float:
    """Return how probable it is that a word with these signs is an event of its own."""
    return 1.0 / (1.0 + math.exp(-math.fsum([known[sign] for sign in found if sign in known])))


def likeliest(
    analysis: Analysis, senses: list[tuple[Candidate, Scene]], history: History
) -> tuple[float, tuple[Candidate, Scene]]:
    """Return the most probable of the senses of a word, with its probability; of equal ones the first."""
    known = fused("event", weights, analysis.hints)
    chances = [probability(signs(analysis, candidate, scene, history), known) for candidate, scene in senses]
    best = max(range(len(senses)), key=lambda i: (chances[i], -i))
    return chances[best], senses[best]


@cache
def threshold(*, reader: bool = False) -> float:
    """Return the probability from which on a word is kept as an event."""
    return float(trust("event")["threshold"] if reader else load("event_weights")["threshold"])
