"""Arabic words in English for readers without Arabic, by dictionary: `name` words a party, `words` a whole content.

`words` is no translation: it keeps the Arabic order and gives each word its commonest meaning, clitics bound to it by
hyphens; what the glossary and the gazetteers do not know is romanised. The Arabic stays beside it wherever it is
shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from khabar.arabic import fold
from khabar.export.inflect_english import number_of, participle, past, present
from khabar.export.known_names import country_in, in_gazetteer, longest_from, nationality, one_name
from khabar.export.romanize import romanize_word, usual_name
from khabar.export.senses import ADJECTIVES, NOUNS, Sense, phrases, senses

LABEL = "word for word, not a translation"
_TOKEN = re.compile(r"\d+(?:[.,٫٬/:]\d+)*|[^\W\d_](?:[^\W\d_]|[\u064B-\u065F\u0640\u0670])*|\S")
_MARKS = {"،": ",", "؛": ";", "؟": "?", "«": "“", "»": "”", "٪": "%", "-": "–"}
_AUXILIARY = {"قد": "", "وقد": "and-", "فقد": "so-"}  # "had" before a past, "may" before a present
_STOPS = set(".،,؛:؟!-–)")
_CLOSING = set(",;.:!?)%”…]")
_OPENING = set("(“[")
_CONJUNCTION = {"و": "and-", "ف": "so-"}
_PREPOSITION = {"ب": "with-", "ل": "to-", "ك": "as-"}
OWNER = {"ه": "his", "ها": "its", "هم": "their", "هن": "their", "هما": "their", "نا": "our", "ي": "my", "ني": "my"} | {
    "ك": "your", "كم": "your", "كما": "your",
}  # fmt: skip
_OBJECT = {"ه": "him", "ها": "it", "هم": "them", "هن": "them", "هما": "them", "نا": "us", "ي": "me", "ني": "me"} | {
    "ك": "you", "كم": "you", "كما": "you",
}  # fmt: skip


def _folded(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))


_BEFORE_BASE = _folded("لم لن أن لا كي لكي قد حتى ليس")
_BEFORE_PRESENT = _folded("لم لن كي لكي")
_BEFORE_VERB = (
    _BEFORE_BASE
    | _folded(
        "الذي التي الذين ما سوف حين بينما فيما حيث عندما بعدما كما إذا لو هو هي هم لكنه لكنها لكنهم أنه أنها أنهم"
    )
    | _folded("إنه إنها إنهم بأنه بأنها بأنهم لأنه لأنها لأنهم أننا إننا")
)
NAME_HEADS = _folded("أبو أبي أبا بن بو")
UNSURE = 0.5  # a reading that costs this much gives way to a common personal name ("سلمان" is no dual)
_LONGEST = 6  # words of a name in the gazetteer


class Token(NamedTuple):
    """A word, number or mark of a text: its place, its letters and its folded letters."""

    start: int
    end: int
    text: str
    folded: str


class Gloss(NamedTuple):
    """English for one stretch of words; `known` is False where it is only their letters in Latin script."""

    text: str
    known: bool = True


class Known(NamedTuple):
    """A stretch of a text whose English is known already: offsets into that text."""

    start: int
    end: int
    english: str


def tokens(text: str) -> list[Token]:
    """Cut a text into words, numbers and marks; what folds to nothing (direction marks) is left out."""
    found = ((match.start(), match.end(), match.group(), fold(match.group())) for match in _TOKEN.finditer(text))
    return [Token(*parts) for parts in found if parts[3].strip()]


def words(text: str, known: Iterable[Known] = ()) -> str:
    """Return a word-for-word gloss in one line, romanised words between asterisks."""
    return joined((g.text if g.known else f"*{g.text}*") for g in glosses(text, known))


def bare(text: str) -> str:
    """Return the meaning of a word, or of each word of a phrase, without its clitics; "" if the glossary lacks one."""
    cut = tokens(text)
    length, english = _stretch(cut, 0) if len(cut) > 1 else (0, "")
    if cut and length == len(cut):
        return english.removeprefix("and-")
    meanings = []
    before: Sense | None = None
    for at, token in enumerate(cut):
        if token.text[0].isdigit():
            meanings.append(token.folded)
            continue
        before = _chosen(cut, at, before)
        if before is None:
            return ""
        # an event is a deed: of two readings as near as this the verb is meant ("فجر": blew up, not dawn)
        verbs = (s for s in senses(token.folded) if s.tense and s.cost <= before.cost + 0.4)
        sense = next(verbs, before)
        if sense.tense:
            meanings.append(participle(sense.entry))
        else:
            meanings.append(number_of(sense.entry, sense.number) if sense.kind in NOUNS else sense.entry.english)
    return " ".join(meanings)


def joined(parts: Iterable[str]) -> str:
    """Join glosses by spaces, marks hugging their words."""
    line = ""
    for part in parts:
        hugs = not line or part[:1] in _CLOSING or line[-1] in _OPENING or line.endswith("the-")
        line += part if hugs else " " + part
    return line


def runs(pieces: Iterable[Gloss]) -> list[Gloss]:
    """Join glosses that are set alike into runs, which put end to end are the line, spaces included."""
    out: list[Gloss] = []
    line = ""
    for piece in pieces:
        after = joined([line, piece.text]) if line else piece.text
        added, line = after[len(line) :], after
        if out and out[-1].known == piece.known:
            out[-1] = Gloss(out[-1].text + added, piece.known)
        else:
            out.append(Gloss(added, piece.known))
    return out


def glosses(text: str, known: Iterable[Known] = ()) -> list[Gloss]:
    """Return the glosses of a text in Arabic word order; `known` names win over the dictionary."""
    cut = tokens(text)
    marked = sorted(known, key=lambda k: (k.start, k.start - k.end))
    out: list[Gloss] = []
    at, quote_open = 0, False
    before: Sense | None = None
    while at < len(cut):
        token = cut[at]
        while marked and marked[0].end <= token.start:
            marked.pop(0)
        if marked and marked[0].start < token.end:
            out.append(Gloss(_lead(text[token.start : marked[0].start]) + marked[0].english))
            while at < len(cut) and cut[at].start < marked[0].end:
                at += 1
            before = None
            continue
        if token.text == "/" and _same_month(cut, at):
            at += 2
            continue
        if not token.text[0].isalpha():
            mark = _MARKS.get(token.text, token.folded if token.text[0].isdigit() else token.text)
            if token.text in {'"', "''", "``"}:
                quote_open = not quote_open
                mark = "“" if quote_open else "”"
            out.append(Gloss(mark))
            at += 1
            before = None
            continue
        if token.folded == "ال":  # "ال24"
            out.append(Gloss("the-"))
            at += 1
            continue
        if token.folded in _AUXILIARY:
            following = senses(cut[at + 1].folded) if at + 1 < len(cut) else ()
            done = bool(following) and any(sense.tense == "past" for sense in following[:2])
            out.append(Gloss(_AUXILIARY[token.folded] + ("had" if done else "may")))
            at += 1
            before = None
            continue
        length, english = _stretch(cut, at)
        if length:
            out.append(Gloss(english))
            at += length
            before = None
            continue
        sense = _chosen(cut, at, before)
        if sense is None or (sense.cost >= UNSURE and usual_name(token.text)):
            out.append(_unknown(token, after_name=bool(out) and not out[-1].known))
        else:
            out.append(Gloss(worded(sense, cut, at, before)))
        before = sense
        at += 1
    return out


def _same_month(cut: list[Token], at: int) -> bool:
    """Whether a stroke stands between two names of one month ("آذار/مارس")."""
    if not 0 < at < len(cut) - 1:
        return False
    months = [{s.entry.english for s in senses(cut[i].folded) if s.kind == "month"} for i in (at - 1, at + 1)]
    return bool(months[0] & months[1])


def _lead(letters: str) -> str:
    """Gloss the clitics that stand before a name inside its first word."""
    lead = ""
    for letter in fold(letters):
        lead += _CONJUNCTION.get(letter) or _PREPOSITION.get(letter) or ""
    return lead


def _stretch(cut: list[Token], at: int) -> tuple[int, str]:
    """Return how many words from here are a name or phrase of several words, or one country, and their English."""
    best, english = 0, ""
    follow = run_length(cut, at)
    second = cut[at + 1].folded if at + 1 < len(cut) else ""
    for lead, first in heads(cut[at].folded):
        for entry_words, entry in phrases(first):
            length = len(entry_words)
            if length <= best:
                break
            if entry_words[1] == second and all(
                at + i < len(cut) and cut[at + i].folded == word for i, word in enumerate(entry_words[2:], 2)
            ):
                best, english = length, lead + entry.english
        for length in range(min(follow, longest_from(first)), best, -1):
            name = " ".join([first, *(token.folded for token in cut[at + 1 : at + length])])
            found = in_gazetteer(name)[0] if length > 1 else country_in(name, cut[at - 1].folded if at else "")
            if found:
                best, english = length, lead + found
                break
    return best, english


def run_length(cut: list[Token], at: int) -> int:
    """How many words follow each other here without a mark between, at most `_LONGEST`."""
    length = 1
    while length < _LONGEST and at + length < len(cut) and cut[at + length].text[0].isalpha():
        length += 1
    return length


@lru_cache(maxsize=20_000)
def heads(folded: str) -> tuple[tuple[str, str], ...]:
    """Ways to read a word as clitics, glossed, and what remains; the whole word first."""
    heads = [("", folded)]
    rest, lead = folded, ""
    if rest[:1] in _CONJUNCTION and len(rest) > 2:
        lead, rest = _CONJUNCTION[rest[0]], rest[1:]
        heads.append((lead, rest))
    if rest[:1] in _PREPOSITION and len(rest) > 3:
        preposition = _PREPOSITION[rest[0]]
        heads.append((lead + preposition, rest[1:]))
        if rest.startswith("لل"):
            heads.append((lead + preposition, "ال" + rest[2:]))
    return tuple(heads)


def _chosen(cut: list[Token], at: int, before: Sense | None) -> Sense | None:
    """Choose among the readings of a word by its neighbours."""
    found = () if cut[at].folded in NAME_HEADS else senses(cut[at].folded)
    if not found:
        return None
    best, lowest = found[0], float("inf")
    previous = cut[at - 1].folded if at else ""
    opening = previous in _STOPS
    for sense in found:
        cost = sense.cost + _fit(sense, before, previous, opening=opening)
        if cost < lowest:
            best, lowest = sense, cost
    return best


def _fit(sense: Sense, before: Sense | None, previous: str, *, opening: bool) -> float:
    """How badly a reading goes with the word before it; negative where it goes well."""
    seg = sense.cut
    verb_expected = previous in _BEFORE_VERB or previous[1:] in _BEFORE_VERB
    if sense.tense in {"past", "present"}:
        if previous == "ان":
            return -0.8 if sense.tense == "present" else 0.3
        if previous in _BEFORE_PRESENT or previous[1:] in _BEFORE_PRESENT:
            return -1.5 if sense.tense == "present" else 0.5
        if verb_expected:
            return -1.5
        if opening:
            return -0.6
        if before is None:
            return 0.0
        return 0.8 if before.kind in {"particle", "number"} or before.tense in {"past", "present"} else 0.0
    if sense.tense:
        adverbial = seg.core.endswith("ا") and (opening or before is None)
        return -0.8 if adverbial else 0.0  # "..., محذرا"
    cost = 0.3 if verb_expected else 0.0
    if before is not None and before.kind == "number" and sense.kind in NOUNS:
        cost -= 0.5
    if before is not None and before.kind == "month" and sense.kind in ADJECTIVES:
        return cost - 0.6
    if before is None or before.kind not in NOUNS | ADJECTIVES:
        return cost
    if sense.kind in ADJECTIVES:
        return cost - (0.6 if before.cut.article == seg.article and not seg.particle else 0.0)
    if sense.kind in NOUNS and not seg.clitics and (before.cut.article or before.kind in ADJECTIVES):
        return cost + 0.8  # after "the …" or an adjective a bare noun is rarely meant
    return cost + (0.4 if before.cut.article and seg.article else 0.0)


def worded(sense: Sense, cut: list[Token], at: int, before: Sense | None = None) -> str:
    """Return the English of one reading with its clitics."""
    seg = sense.cut
    lead = _CONJUNCTION.get(seg.conjunction, "")
    if sense.tense in {"past", "present"}:
        many = before is not None and before.kind in NOUNS and before.number == "p"
        return lead + _finite(sense, cut[at - 1].folded if at else "", many=many)
    if sense.tense == "participle":
        return lead + ("the-" if seg.article else "") + participle(sense.entry).replace(" ", "-")
    english = sense.entry.english
    if sense.kind in NOUNS:
        counted = at > 0 and sense.number == "s" and not seg.article and not seg.particle and _is_many(cut[at - 1])
        english = number_of(sense.entry, "p" if counted else sense.number)
    preposition = _PREPOSITION.get(seg.particle, "")
    if seg.particle == "ب" and sense.kind in {"place", "naming", "month"}:
        preposition = "in-"
    article = "the-" if seg.article else ""
    owner = OWNER[seg.pronoun] + "-" if seg.pronoun else ""
    return lead + preposition + article + owner + english


def _finite(sense: Sense, previous: str, *, many: bool) -> str:
    seg = sense.cut
    if sense.tense == "past":
        english = past(sense.entry)
    elif many or sense.cut.particle or sense.person or previous in _BEFORE_BASE or previous[1:] in _BEFORE_BASE:
        english = sense.entry.english
    else:
        english = present(sense.entry)
    if previous == "ان" and sense.tense == "present":
        english = sense.entry.english
    future = "will-" if seg.particle == "س" else "to-" if seg.particle == "ل" else ""
    person = f"{sense.person}-" if sense.person else ""
    after = "-" + _OBJECT[seg.pronoun] if seg.pronoun else ""
    return person + future + english + after


def _is_many(token: Token) -> bool:
    """Whether a word is a number above one."""
    if token.text[0].isdigit():
        return token.folded not in {"1", "01"}
    return any(
        sense.kind == "number" and not sense.cut.article and not sense.cut.core.startswith(("واحد", "نصف", "ثلث"))
        for sense in senses(token.folded)
    )


@lru_cache(maxsize=20_000)
def _demonym(folded: str) -> str:
    """Return the English of a nationality word's form that the glossary lacks."""
    hit = nationality(folded.removeprefix("ال"))
    if hit is None or hit[1] is None:
        return ""
    return ("the-" if folded.startswith("ال") else "") + hit[1].entry.english


def cut_name(word: str) -> tuple[str, str]:
    """Cut the clitics off an unknown word as it stands: their English and the rest."""
    lead, rest = "", word
    if len(rest) > 4 and (rest[0] == "و" or rest.startswith("فال")):
        lead, rest = _CONJUNCTION[rest[0]], rest[1:]
    if rest.startswith("لل") and len(rest) > 4:
        return lead + "to-", "ال" + rest[2:]
    if rest.startswith("لاست") and len(rest) > 6:
        return lead + "to-", rest[1:]
    if rest[:3] in {"بال", "كال"} and len(rest) > 5:
        return lead + _PREPOSITION[rest[0]], rest[1:]
    return lead, rest


def _unknown(token: Token, *, after_name: bool) -> Gloss:
    """A word the glossary does not know: a usual name, a place, or its letters in Latin script."""
    if not "\u0600" <= token.text[0] <= "\u08ff":
        return Gloss(token.text)
    for lead, rest in heads(token.folded):
        english, is_person = one_name(rest)
        if english:
            return Gloss(lead + english, known=not is_person)
        if people := _demonym(rest):
            return Gloss(lead + people)
    lead, rest = ("", token.text) if after_name and token.text[0] == "و" else cut_name(token.text)
    return Gloss(lead + romanize_word(rest), known=False)
