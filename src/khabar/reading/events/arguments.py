"""Who does it and to whom: actors and recipients of an event word.

A verb takes its subject from before it, after it or from what was told last; a noun takes its possessor, its
adjective of nationality, the subject of its light verb ("شن الجيش هجوما"), and what prepositions bring ("بين X وY",
"على X", "من قبل X"). The entry's `roles` says which of these act and which receive.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from khabar.lexicon.inflect import Inflection
from khabar.numerals import numeral
from khabar.reading.analysis import Analysis
from khabar.reading.events.light_verbs import light_verb
from khabar.reading.events.phrases import after, clause_end, phrase_at, preposition_of
from khabar.reading.events.roles import (
    ACTOR,
    BETWEEN_THEM,
    CLAUSE,
    COUNTING,
    DETERMINERS,
    DONE_BY_SUBJECT,
    FILLERS,
    GENTLE,
    NOBODY,
    OBJECTIVE,
    PREPOSITIONS,
    RECIPIENT,
    RELATIVES,
    ROLES,
    SAYING_OF,
    STOPS,
    WHITHER,
    Roles,
)
from khabar.reading.events.triggers import Candidate
from khabar.reading.parties import party_at, resolve_pronoun, subject_of
from khabar.record import EntityKind

_IN_MIND = 1_000  # tokens: a sentence without an end is not searched to its beginning


@dataclass(slots=True)
class Arguments:
    """Parties by role, in the order found; someone: it was done to people who are no party ("قتل سبعة")."""

    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    someone: bool = False

    def add(self, role: str, parties: list[int]) -> None:
        """Put parties into a role, each once and in one role only."""
        kept = self.actors if role == ACTOR else self.recipients if role == RECIPIENT else None
        if kept is None:
            return
        for party in parties:
            if party not in self.actors and party not in self.recipients:
                kept.append(party)


def told_of(analysis: Analysis, token: int) -> list[int]:
    """Return whom "انه" at a token means: who says so, if a statement opens there, else the pronoun's party."""
    for index in sorted(index for _, index in analysis.contents_between(token, token + 2)):
        statement = analysis.statements[index]
        if statement.sources:
            party = analysis.parties[statement.sources[0]]
            joint = len(statement.sources) > 1 or party.number != "s"
            feminine = analysis.forms[token].norm.endswith("ها")
            if joint or feminine == (party.gender == "f"):
                return list(statement.sources)
    return resolve_pronoun(analysis, token)


def speaker_at(analysis: Analysis, token: int) -> list[int]:
    """Return the sources of the innermost statement whose content holds a token."""
    over = [analysis.statements[index] for index in analysis.statements_over(token)]
    held = [(x.content.last - x.content.first, list(x.sources)) for x in over if x.content is not None and x.sources]
    return min(held, key=lambda pair: pair[0])[1] if held else []


def implied(analysis: Analysis, token: int, inflection: Inflection) -> list[int]:
    """Return whom a verb without words for its subject means: the speaker, or who was told of last."""
    if inflection.person == 1:
        return speaker_at(analysis, token)
    told = _teller_of(analysis, token)
    return (
        told if told and inflection.number == "s" else subject_of(analysis, token, inflection.number, inflection.gender)
    )


def _teller_of(analysis: Analysis, token: int) -> list[int]:
    """The source of a statement introduced earlier in the sentence, if the token stands outside its content."""
    first = analysis.sentences[analysis.sentence_of[token]].first
    for _, index in reversed(analysis.cues_between(max(first, token - _IN_MIND), token)):
        statement = analysis.statements[index]
        content = statement.content
        if content is None or token < content.first:
            return list(statement.sources)
    return []


def subject_before(analysis: Analysis, token: int) -> list[int]:
    """Return the parties right before a verb: a fronted subject ("إن الجيش قصف") or an antecedent ("الجيش الذي قصف")."""
    at = token - 1
    first = analysis.sentences[analysis.sentence_of[token]].first
    while at >= first:
        form = analysis.forms[at]
        if form.norm in SAYING_OF:
            return told_of(analysis, at)
        if (
            form.norm in FILLERS
            or form.norm in RELATIVES
            or (form.norm in GENTLE and at == token - 1)
            or form.kind == "space"
        ):
            at -= 1
            continue
        break
    if at < first:
        return []
    party = party_at(analysis, at)
    if party is None:
        return []
    start = at
    while start - 1 >= first and party_at(analysis, start - 1) is not None:
        start -= 1
    for begin in range(start, at + 1):
        phrase = phrase_at(analysis, begin, token)
        if phrase is not None and phrase[0] >= at:
            before = analysis.forms[begin - 1].norm if begin > first else ""
            joined = analysis.texts[begin][0] in "بلك" and analysis.forms[begin].best.particle != ""
            if before in PREPOSITIONS or joined:
                return [] if analysis.forms[token - 1].norm not in RELATIVES else phrase[1]
            return phrase[1]
    return [party]


def arguments_of(analysis: Analysis, candidate: Candidate) -> Arguments:
    """Return who does the event of a candidate word and to whom, as far as the words tell."""
    roles = ROLES[candidate.sense.entry.roles]
    found = Arguments()
    if candidate.sense.kind == "verb":
        _of_verb(analysis, candidate, roles, found)
    else:
        _of_noun(analysis, candidate, roles, found)
    return found


def _of_verb(analysis: Analysis, candidate: Candidate, roles: Roles, found: Arguments) -> None:
    token, inflection = candidate.token, candidate.sense.inflections[0]
    last = clause_end(analysis, token)
    phrases = after(analysis, token, last)
    bare = [(at, parties) for preposition, at, parties in phrases if preposition == ""]
    passive = inflection.passive or "ُ" in analysis.texts[token][:3]
    fronted = subject_before(analysis, token)
    plural = inflection.number != "s" or (inflection.person == 1)
    subject: list[int] = []
    told = True
    objects: list[list[int]] = [parties for _, parties in bare]
    pronoun = candidate.cut.pronoun in ("ه", "ها", "هم", "هما", "هن")
    if pronoun and fronted and analysis.forms[token - 1].norm in RELATIVES:
        objects.insert(0, fronted)
        subject = objects.pop(1) if len(objects) > 1 and not plural else implied(analysis, token, inflection)
        pronoun = False
    elif fronted:
        subject = fronted
    elif bare and not plural and bare[0][0] <= token + 8:
        subject = objects.pop(0)
    elif not passive:
        subject, told = implied(analysis, token, inflection), inflection.number != "s"
    if pronoun:
        objects.insert(0, resolve_pronoun(analysis, token))
    kills = candidate.sense.entry.roles == "kill"
    if passive or (kills and not objects and not _object_words(analysis, token, last, fronted=bool(fronted))):
        found.add(roles.object, subject if told else [])  # "قتل خلال يومين …": not whoever was told of last
        found.someone = bool(subject) and not told
    else:
        found.add(roles.subject, subject)
        if objects:
            found.add(roles.object, objects[0])
    _prepositional(roles, phrases, found)


def _object_words(analysis: Analysis, token: int, last: int, *, fronted: bool) -> bool:
    """Whether a number of people or a plain noun can be the object after the subject of a killing verb."""
    subject_seen = fronted
    at = token + 1
    while at < min(last, token + 9):
        form = analysis.forms[at]
        if form.norm in PREPOSITIONS or form.norm in GENTLE:
            return False
        phrase = phrase_at(analysis, at, last)
        if phrase is not None and not subject_seen:
            subject_seen = True
            at = phrase[0]
            continue
        if subject_seen and form.kind in ("word", "number"):
            return True
        at += 1
    return False


def _of_noun(analysis: Analysis, candidate: Candidate, roles: Roles, found: Arguments) -> None:
    token = candidate.token
    last = clause_end(analysis, token)
    if roles is ROLES["held"]:
        party = party_at(analysis, token)
        found.add(RECIPIENT, [] if party is None else [party])
    skip = (
        1 if token + 1 < last and analysis.forms[token + 1].norm.startswith(("سراح", "القبض", "النار", "اطلاق")) else 0
    )
    if skip and token + 2 < last and analysis.forms[token + 2].norm in ("النار", "نار"):
        skip = 2
    if candidate.cut.pronoun:
        found.add(roles.possessor, _owner(analysis, token, candidate.cut.pronoun))
    for at in range(token + 1, min(last, token + 3)):
        if analysis.forms[at].norm in BETWEEN_THEM:
            found.add(ACTOR, resolve_pronoun(analysis, at))
    phrases = after(analysis, token, last, skip)
    dative = any(preposition in ("ل", "علي") for preposition, _, _ in phrases)
    carrier = _carrier_after(analysis, token, last)
    for preposition, at, parties in phrases:
        if carrier is not None and at > carrier[0]:
            continue
        if preposition == "" and at <= token + 8 and _only_counting(analysis, token + 1 + skip, at):
            giving = candidate.sense.entry.roles == "give" and not dative
            objective = giving or candidate.cut.core in OBJECTIVE
            whither = candidate.cut.core in WHITHER and analysis.parties[parties[0]].kind == EntityKind.COUNTRY
            found.add(NOBODY if whither else RECIPIENT if objective else roles.possessor, parties)
        elif preposition == "~" and at == token + 2 and candidate.cut.core in OBJECTIVE:
            found.add(RECIPIENT, parties)
        elif preposition == "" and at <= token + 3 + skip and _is_nationality(analysis, at):
            found.add(roles.nationality, parties)
    if carrier is not None:
        at, inflection = carrier
        subject = next((p for preposition, place, p in phrases if preposition == "" and at < place <= at + 6), None)
        following = analysis.forms[at + 1].norm if at + 1 < last else ""
        undergone = following in PREPOSITIONS and not analysis.forms[at].norm.endswith(("ها", "ه", "هم"))
        if subject is not None or not undergone:
            found.add(roles.subject, subject if subject is not None else implied(analysis, at, inflection))
    else:
        found.add(roles.subject, _carried(analysis, token, candidate.sense.entry.family))
    _prepositional(roles, phrases, found)
    if roles.shared and len(found.actors) == 1 and not _is_joint(phrases) and _met_with(roles, phrases, found.actors):
        found.add(ACTOR, _teller(analysis, token))
    if not found.actors and candidate.sense.entry.roles in DONE_BY_SUBJECT:
        found.add(ACTOR, _governing(analysis, token))


def _met_with(roles: Roles, phrases: list[tuple[str, int, list[int]]], actors: list[int]) -> bool:
    """Whether the one actor found is only the other side ("محادثات مع X")."""
    return any(p in ("مع", "ب") and roles.of(p) == ACTOR and set(actors) & set(parties) for p, _, parties in phrases)


def _governing(analysis: Analysis, token: int) -> list[int]:
    """The nearest party before a noun in its clause that no preposition governs ("القوات بصدد مغادرة البلاد")."""
    first = max(analysis.sentences[analysis.sentence_of[token]].first, token - 14)
    for at in range(token - 1, first - 1, -1):
        form = analysis.forms[at]
        if form.norm in STOPS or form.norm in CLAUSE:
            return []
        if party_at(analysis, at) is None or (at > first and party_at(analysis, at - 1) is not None):
            continue
        phrase = phrase_at(analysis, at, token)
        if phrase is not None and not preposition_of(analysis, at):
            return phrase[1]
    return []


def _only_counting(analysis: Analysis, first: int, last: int) -> bool:
    """Whether nothing but a number and its hedges stands between ("مقتل ما لا يقل عن خمسة جنود")."""
    return all(
        analysis.forms[at].kind == "number"
        or analysis.forms[at].norm in COUNTING
        or analysis.forms[at].norm in DETERMINERS
        or numeral(analysis.forms[at].norm) is not None
        for at in range(first, last)
    )


def _is_joint(phrases: list[tuple[str, int, list[int]]]) -> bool:
    return any(preposition == "بين" for preposition, _, _ in phrases)


def _owner(analysis: Analysis, token: int, pronoun: str) -> list[int]:
    """Whose the noun is by its pronoun; in words somebody is quoted with, "my" and "our" are the speaker's."""
    if pronoun in ("ي", "نا"):
        return speaker_at(analysis, token)
    return resolve_pronoun(analysis, token)


def _is_nationality(analysis: Analysis, token: int) -> bool:
    """Whether the mention at a token is an adjective of nationality ("الروسية")."""
    for index in analysis.mention_at.get(token, ()):
        mention = analysis.party_mentions[index]
        if mention.piece.last - mention.piece.first == 1 and analysis.forms[token].norm.endswith(
            ("ي", "يه", "يا", "يين", "يتين")
        ):
            return True
    return False


def _carrier_after(analysis: Analysis, token: int, last: int) -> tuple[int, Inflection] | None:
    """A light verb that takes the noun up again: "هجوم شنه الجيش", "المحادثات التي أجراها الوزير"."""
    relative = False
    for at in range(token + 1, min(last, token + 9)):
        norm = analysis.forms[at].norm
        if norm in RELATIVES:
            relative = True
            continue
        found = light_verb(norm)
        if found is not None and (relative or found[1]) and (found[1] or relative):
            return at, found[0]
    return None


def _carried(analysis: Analysis, token: int, family: str) -> list[int]:
    """The subject of a light verb before the noun: "شن الجيش هجوما", "الوزير أجرى محادثات"."""
    first = analysis.sentences[analysis.sentence_of[token]].first
    words = 0
    for at in range(token - 1, first - 1, -1):
        form = analysis.forms[at]
        if form.norm in STOPS:
            return []
        if form.kind != "punct":
            words += 1
        if words > 14:
            return []
        found = light_verb(form.norm) if form.kind == "word" else None
        if found is None or (family == "sanction" and "فرض" not in form.norm):
            continue
        fronted = subject_before(analysis, at)
        if fronted:
            return fronted
        for preposition, _, parties in after(analysis, at, token):
            if preposition == "":
                return parties
        return implied(analysis, at, found[0]) if words <= 3 else []
    return []


def _teller(analysis: Analysis, token: int) -> list[int]:
    """Who takes part untold: the nearest free subject, the sentence's speaker, or whom the report is about."""
    return _teller_of(analysis, token) or _governing(analysis, token) or subject_of(analysis, token, "", "")


def _prepositional(roles: Roles, phrases: list[tuple[str, int, list[int]]], found: Arguments) -> None:
    joint = _is_joint(phrases)
    for preposition, _, parties in phrases:
        if joint and preposition in ("مع", "ب"):
            continue
        if preposition and not preposition.startswith("~"):
            found.add(roles.of(preposition), parties)
        elif preposition.startswith("~") and preposition[1:] in ("قبل", "جانب", "يد", "ايدي"):
            found.add(ACTOR, parties)
