"""The understood speaker: whom a cue means that names nobody beside it ("وأضاف أن", "مشيرا إلى", "رفضها").

Everybody who spoke lately or was mentioned shortly before the cue is a candidate. Signs of each (did he speak last,
is he a subject of this sentence, do number and gender agree, is he only spoken of in another's words) carry weights
in lexicon/source_weights.toml, measured on annotated reports by training/source_weights.py; the heaviest sum wins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from math import fsum

from khabar.arabic import Segmentation
from khabar.lexicon import load
from khabar.reading.analysis import Analysis, Party, PartyMention
from khabar.reading.hints import fused, level, weighed
from khabar.reading.parties import phrase_from
from khabar.reading.parties.lexemes import classes, lexemes
from khabar.reading.parties.queries import mentions_in
from khabar.reading.statements.cues import Cue, of_antecedent, relative_before
from khabar.reading.statements.words import COMMAS, HONOURS, MARKS, PREPOSITIONS, is_complementiser
from khabar.record import EntityKind

_LOOK_BACK = 2  # sentences before the cue's own
_IN_MIND = 80  # words before the cue
_REMEMBERED = 6  # speakers
_FORGOTTEN = 40  # sentences since one spoke
_LASTING = ("verb", "participle", "headline")
_PRONOUNS = {"ه": ("s", "m"), "ها": ("s", "f"), "هما": ("d", ""), "هم": ("p", "m"), "هن": ("p", "f")}
_HE = {"انه", "انها", "بانه", "بانها", "لكنه", "لكنها", "ولكنه", "ولكنها", "انهم", "لكنهم", "ولكنهم", "وانه", "وانها"}
_WITHIN = {"فيه", "فيها", "فيهما", "خلاله", "خلالها", "عبره", "عبرها"}
_RESUMING = {"أضاف", "تابع", "أردف", "زاد", "استطرد", "استدرك", "أوضح", "مضى"}
_BODIES = {
    EntityKind.GOVERNMENT,
    EntityKind.STATE_BODY,
    EntityKind.IGO,
    EntityKind.ARMED_GROUP,
    EntityKind.PARTY,
    EntityKind.NGO,
    EntityKind.COMPANY,
}


@dataclass(frozen=True, slots=True)
class Heard:
    """A statement already read: its cue with sources and content, where it stands, and whether another's words hold it."""

    cue: Cue
    sentence: int
    paragraph: int
    inside: bool

    @property
    def speakers(self) -> tuple[int, ...]:
        """The parties whose words these are."""
        return tuple(self.cue.sources)


@dataclass(slots=True)
class Memory:
    """The statements of a report so far; `told`: how often each speaker spoke in his own right.

    acting: where the subjects of the sentence's cues begin, those that turn out to report nothing among them.
    """

    heard: list[Heard] = field(default_factory=list)
    told: dict[tuple[int, ...], int] = field(default_factory=dict)
    acting: set[int] = field(default_factory=set)

    def note(self, analysis: Analysis, cue: Cue) -> None:
        """Remember a statement."""
        outer = self.last_outer()
        inside = outer is not None and outer.cue.content_first <= cue.first < outer.cue.content_last
        home = analysis.sentence_of[cue.first]
        self.heard.append(Heard(cue, home, analysis.sentences[home].paragraph, inside))
        if not inside and lasts(cue) and cue.sources:
            speakers = tuple(cue.sources)
            self.told[speakers] = self.told.get(speakers, 0) + 1

    def last_outer(self) -> Heard | None:
        """The last statement whose speaker goes on: no relay, no noun, and not within another's words."""
        for heard in reversed(self.heard[-30:]):
            if not heard.inside and lasts(heard.cue):
                return heard
        return None

    def silent(self, sentence: int) -> tuple[int, ...]:
        """Who kept silent in a sentence and may explain why: "ورفض تأكيد النبأ قائلا …، مؤكدا …"; empty if another spoke since."""
        for heard in reversed(self.heard[-_REMEMBERED:]):
            if heard.sentence != sentence:
                return ()
            if heard.cue.manner == "silence":
                return heard.speakers
            if heard.cue.manner != "participle":
                return ()
        return ()


def lasts(cue: Cue) -> bool:
    """Whether the speaker of a cue goes on speaking after it: no mere relay, and no noun but "قوله" passed on."""
    return cue.manner in _LASTING or (cue.manner == "noun" and bool(cue.chain))


@dataclass(frozen=True, slots=True)
class Candidate:
    """One or several parties together, with the signs that they are meant."""

    parties: tuple[int, ...]
    signs: tuple[str, ...]


Choose = Callable[[Cue, list[Candidate]], Candidate]


def understood_speaker(analysis: Analysis, cue: Cue, memory: Memory, choose: Choose | None) -> list[int]:
    """Return whom a cue without a named source means; empty where nobody was mentioned yet."""
    if cue.manner == "participle" and (silent := memory.silent(analysis.sentence_of[cue.first])):
        return list(silent)
    found = candidates(analysis, cue, memory)
    if cue.chain:  # "ونقلت عنه الوكالة قوله": the agency's words are another's
        handing = {party for party, _ in cue.chain}
        found = [candidate for candidate in found if handing.isdisjoint(candidate.parties)]
    if cue.last < len(analysis) and analysis.forms[cue.last].norm in HONOURS:
        persons = [c for c in found if len(c.parties) == 1 and analysis.parties[c.parties[0]].kind is EntityKind.PERSON]
        found = persons or found
    if not found:
        return []
    return list((choose(cue, found) if choose is not None else _heaviest(found, analysis)).parties)


def _heaviest(found: list[Candidate], analysis: Analysis) -> Candidate:
    """The candidate whose signs weigh most; the first of equals."""
    weights = fused("source", _weights, analysis.hints)
    return max(found, key=lambda candidate: fsum([weights[sign] for sign in candidate.signs if sign in weights]))


@cache
def _weights() -> dict[str, float]:
    return dict(load("source_weights")["weights"])


def wanted(analysis: Analysis, cue: Cue) -> tuple[str, str]:
    """Number and gender that the cue shows of its speaker: the verb's own, or the pronoun's on a noun; "" is any."""
    inflection = cue.reading.inflection
    if cue.manner == "silence":
        return _unsaid(analysis.forms[cue.at].norm)
    if inflection.tense == "masdar":
        return _PRONOUNS.get(cue.reading.segmentation.pronoun, ("", ""))
    return inflection.number, inflection.gender


def _unsaid(norm: str) -> tuple[str, str]:
    """Number and gender of the present after a negation ("لم تعلق", "لم يكشفوا")."""
    if norm[0] not in "يت":
        return "", ""
    return ("p", "m") if norm.endswith(("وا", "ون")) else ("s", "m" if norm[0] == "ي" else "f")


def candidates(analysis: Analysis, cue: Cue, memory: Memory) -> list[Candidate]:
    """Return everybody the cue can mean, those who spoke last first, then the nearest."""
    scene = _Scene(analysis, cue, memory)
    meant: dict[tuple[int, ...], list[int]] = {}
    for heard in reversed(memory.heard[-_REMEMBERED:]):
        if heard.speakers and scene.home - heard.sentence <= _FORGOTTEN:
            meant.setdefault(heard.speakers, [])
    for at in range(len(scene.mentions) - 1, -1, -1):
        parties = scene.stands_for(scene.mentions[at])
        if parties in meant or not scene.beside_the_matter(at):
            meant.setdefault(parties, []).append(at)
    if scene.number != "s":
        for at in range(len(scene.mentions) - 1, -1, -1):
            phrase = phrase_from(analysis, scene.mentions[at].piece.first, cue.first)
            if phrase is not None and len(phrase[1]) > 1:
                meant.setdefault(tuple(phrase[1]), []).append(at)
    return [Candidate(parties, tuple(scene.signs(parties, places))) for parties, places in meant.items()]


class _Scene:
    """What is the same for all candidates of one cue; `mentions` before it with their `roles`, in text order."""

    def __init__(self, analysis: Analysis, cue: Cue, memory: Memory) -> None:
        self.analysis, self.cue, self.memory = analysis, cue, memory
        self.home = analysis.sentence_of[cue.first]
        self.paragraph = analysis.sentences[self.home].paragraph
        self.number, self.gender = wanted(analysis, cue)
        self.form = _form(analysis, cue, self.home)
        self.spoken_of = self._antecedent()
        self.outer = memory.last_outer()
        self.last = memory.heard[-1] if memory.heard else None
        # the statement in whose words this cue stands
        self.holder = next(
            (h for h in reversed(memory.heard[-8:]) if h.cue.content_first <= cue.first < h.cue.content_last), None
        )
        first = max(analysis.sentences[max(0, self.home - _LOOK_BACK)].first, cue.first - _IN_MIND)
        if cue.first >= analysis.body and analysis.header_first <= first < analysis.body:
            first = analysis.body  # an agency in the dateline hands the report on and says nothing
        self.mentions = [analysis.party_mentions[m] for m in mentions_in(analysis, first, cue.first)]
        self.roles = [
            "subject" if mention.piece.first in memory.acting else role_of(analysis, mention)
            for mention in self.mentions
        ]
        here = analysis.sentences[self.home].first
        self.here = next((i for i, m in enumerate(self.mentions) if m.piece.first >= here), len(self.mentions))
        self.subjects = [
            i for i in range(self.here, len(self.mentions)) if self.roles[i] in ("acts", "subject", "opens")
        ]

    def stands_for(self, mention: PartyMention) -> tuple[int, ...]:
        """The party of a mention; where it is the named subject of a statement, the speakers of that statement."""
        for heard in reversed(self.memory.heard[-_REMEMBERED:]):
            named = heard.cue.subject
            if named is not None and named.first == mention.piece.first and heard.speakers:
                return heard.speakers
        return (mention.party,)

    def _antecedent(self) -> int:
        """Where the noun ends of which a relative clause only tells what another says of it; -1 if it is no such clause."""
        which = relative_before(self.analysis, self.cue.first, 0) if self.cue.relative else None
        if which is None or not of_antecedent(self.analysis, self.cue, which):
            return -1
        return which - (self.analysis.texts[which - 1] in COMMAS)

    def beside_the_matter(self, at: int) -> bool:
        """Whether a mention is of a company behind a preposition: a network or a maker, who says nothing ("على تويتر").

        Nor does he speak of whom a relative clause tells what another says of him.
        """
        if self.mentions[at].piece.last == self.spoken_of:
            return True
        kind = self.analysis.parties[self.mentions[at].party].kind
        return kind is EntityKind.COMPANY and self.roles[at] in ("oblique", "of", "other")

    def signs(self, parties: tuple[int, ...], places: list[int]) -> list[str]:
        """Return the signs of a candidate, as keys of source_weights.toml; places: its mentions, the nearest first."""
        kind = self._kind(parties)
        agreement = f"agrees {self._agreement(parties, places)}"
        return [
            *self._reader(parties),
            *self._history(parties),
            *self._place(parties, places),
            f"kind {kind}",
            f"{self.form} {kind}",
            agreement,
            f"{self.cue.manner} {agreement}",
        ]

    def _reader(self, parties: tuple[int, ...]) -> list[str]:
        hints = weighed("source", self.analysis.hints)
        if hints is None:
            return []
        told = sum(
            hints.arc("source", self.cue.first, self.analysis.party_mentions[m].piece.first)
            for party in parties
            for m in self.analysis.parties[party].mentions
        )
        return [f"reader {level(told / len(parties))}", f"reader {'joint ' if len(parties) > 1 else ''}{level(told)}"]

    def _kind(self, parties: tuple[int, ...]) -> str:
        if len(parties) > 1:
            return "joint"
        kind = self.analysis.parties[parties[0]].kind
        return "body" if kind in _BODIES else kind.value

    def _history(self, parties: tuple[int, ...]) -> list[str]:
        """How the candidate spoke before."""
        found: list[str] = []
        form = "nested" if self.holder is not None else self.form
        if self.outer is not None and self.outer.speakers == parties:
            apart = self.paragraph - self.outer.paragraph
            near = "same" if apart == 0 else "next" if apart <= 2 else "far"
            found += [
                "spoke last",
                f"spoke last {near}",
                f"spoke last {form}",
                f"goes on {self._alike(self.outer.cue)}",
            ]
            if apart and self.cue.verb_name in _RESUMING:
                found.append("spoke last resumed")
            if self.outer.sentence == self.home:
                found.append(f"spoke here {form}")
            elif self.subjects:
                found.append(f"spoke last others here {self.form}")
        elif parties in self.memory.told:
            found += ["spoke before", f"spoke before {form}"]
        else:
            found.append(f"silent {form}")
        if self.last is not None and self.last is not self.outer and self.last.speakers == parties:
            found.append(f"told just now {form}")
        if self.memory.told.get(parties, 0) > 2:
            found.append("spoke often")
        if self.holder is not None and self.holder.speakers == parties:
            found.append("holder")
        return found

    def _alike(self, last: Cue) -> str:
        """Whether the cue shows the gender that the last speaker's cue showed ("وأضافت … مشيرة")."""
        _, before = wanted(self.analysis, last)
        return "any" if not before or not self.gender else "alike" if before == self.gender else "unlike"

    def _place(self, parties: tuple[int, ...], places: list[int]) -> list[str]:
        """Where and how the candidate was mentioned last."""
        if not places:
            return ["unmentioned", f"unmentioned {self.form}"]
        analysis, place = self.analysis, places[0]
        mention = self.mentions[place]
        back = self.home - analysis.sentence_of[mention.piece.first]
        where = "here" if back == 0 else "back" if back == 1 else "far"
        found = [where, f"{where} {self.roles[place]}", f"{where} {self.form}"]
        if place >= self.here:
            if any(i in self.subjects for i in places):
                found += ["here a subject", f"here a subject {self.form}"]
            if self.subjects and self.subjects[0] in places:
                found += ["leads", f"leads {self.form}"]
            since = sum(i > place for i in self.subjects)
            found.append(f"between {min(len(self.mentions) - place - 1, 3)}")
            found.append(f"between subjects {min(since, 2)} {self.form}")
        words = self._spoken_of(mention, parties)
        if words:
            found += [words, f"{words} {self.form}"]
        if analysis.quote_of[mention.head] not in (-1, analysis.quote_of[self.cue.first]):
            found.append("quoted")
        return found

    def _spoken_of(self, mention: PartyMention, parties: tuple[int, ...]) -> str:
        """Whether a mention stands only in somebody's words, and whether the cue stands in them too."""
        at = mention.piece.first
        if self.holder is not None:
            content = self.holder.cue
            return "same words" if content.content_first <= at < content.content_last else "outside words"
        for heard in reversed(self.memory.heard[-_REMEMBERED:]):
            if heard.cue.content_first <= at < heard.cue.content_last:
                return "spoken of" if heard.speakers != parties else ""
        return ""

    def _agreement(self, parties: tuple[int, ...], places: list[int]) -> str:
        """Whether the number and gender that the cue shows go with the words that name the candidate."""
        if len(parties) > 1:
            return "joint" if self.number != "s" else "joint single"
        party = self.analysis.parties[parties[0]]
        named: Party | PartyMention = self.mentions[places[0]] if places else party
        if self.number == "":
            return "any"
        if self.number != named.number:
            return f"not {self.number}{named.number}"
        if self.gender and self.number == "s" and named.gender != self.gender:
            return "not gender person" if party.kind is EntityKind.PERSON else "not gender"
        return "yes"


def _form(analysis: Analysis, cue: Cue, home: int) -> str:
    """How the cue joins what precedes it."""
    if cue.manner != "verb":
        return cue.manner
    before = analysis.forms[cue.first - 1].norm if cue.first > analysis.sentences[home].first else ""
    if not before:
        return "opening"
    if analysis.texts[cue.first - 1] in MARKS | {")"}:
        return "after quote"
    if before in _HE:
        return "he"
    if any(norm in _WITHIN for norm in analysis.norms(cue.last, min(len(analysis), cue.last + 2))):
        return "within"
    if cue.relative:
        return "relative"
    if before == "كما":
        return "as"
    return "and" if cue.reading.segmentation.conjunction else "verb"


def role_of(analysis: Analysis, mention: PartyMention) -> str:
    """How a mention stands in its clause: subject (after a verb), opens (a clause), of (a noun), oblique or other."""
    piece = mention.piece
    at = piece.first
    if piece.start > analysis.starts[at]:
        if analysis.texts[at][0] not in "وف":
            return "oblique"
        return "joined"
    while at and analysis.texts[at - 1] in MARKS:
        at -= 1
    if at == 0 or analysis.sentence_of[at - 1] != analysis.sentence_of[at]:
        return "opens"
    before = analysis.forms[at - 1]
    if before.norm in PREPOSITIONS:
        return "oblique"
    if is_complementiser(before.norm) or before.norm in ("لكن", "ولكن", "وان", "وكان", "وكانت", "كان", "كانت", "اما"):
        return "opens"
    if analysis.texts[at - 1] in COMMAS:
        return "apart"
    if before.kind == "word" and is_verb(before.norm, before.segmentations):
        return "subject"
    if before.kind == "word" and not before.best.article:
        return "of"
    return "other"


_verbs: dict[str, bool] = {}


def is_verb(norm: str, ways: tuple[Segmentation, ...]) -> bool:
    """Whether a folded word can be a finite verb: a reporting verb, or one the vocabulary knows; kept by word type."""
    known = _verbs.get(norm)
    if known is None:
        known = _verbs[norm] = any(
            not way.article
            and not way.particle
            and (
                way.core in lexemes().verbs
                or bool(classes(way.core) & {"past", "present"})
                or (way.core[0] in "يت" and "present" in lexemes().vocabulary.get(way.core[1:], ()))
            )
            for way in ways
        )
    return known
