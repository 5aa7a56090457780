"""Questions that later steps ask about parties: who stands in these words, who is meant by "he" or by no word.

Salience is simple and explainable: the nearest mention before the token that agrees in number and gender, the
subjects of its sentence and of the sentences before it first; words inside a quotation answer only to it.
"""

from __future__ import annotations

from khabar.reading.analysis import Analysis, Party, PartyMention, Piece

_LOOK_BACK = 6  # sentences
_STANDALONE = {
    "هو": ("s", "m"),
    "هي": ("s", "f"),
    "هما": ("d", ""),
    "هم": ("p", "m"),
    "هن": ("p", "f"),
}
_ATTACHED = {
    "ه": ("s", "m"),
    "ها": ("s", "f"),
    "هما": ("d", ""),
    "هم": ("p", "m"),
    "هن": ("p", "f"),
    "نا": ("", ""),
    "ي": ("", ""),
    "ني": ("", ""),
}
_IN_MIND = 1_000  # tokens: a sentence without an end is not searched to its beginning
_JOINTS = {"و", "او", "ثم"}


def mentions_in(analysis: Analysis, first: int, last: int) -> list[int]:
    """Return the outermost party mentions that begin in tokens first ≤ i < last, in text order, as indexes."""
    found: list[int] = []
    mentions, mention_at = analysis.party_mentions, analysis.mention_at
    for token in analysis.mention_starts(first, last):
        for index in mention_at[token]:
            mention = mentions[index]
            piece = mention.piece
            if piece.first == token and piece.last <= last and not mention.nested:
                found.append(index)
    return found


def party_at(analysis: Analysis, token: int) -> int | None:
    """Return the party whose outermost mention covers a token, or None."""
    for index in analysis.mention_at.get(token, ()):
        mention = analysis.party_mentions[index]
        if not mention.nested:
            return mention.party
    return None


def phrase_from(analysis: Analysis, first: int, last: int) -> tuple[Piece, list[int]] | None:
    """Return the party phrase that begins at token `first` and ends before `last`, with its parties.

    It takes in appositions of the same party ("وزير الخارجية الروسي، سيرغي لافروف"), titles between, and
    coordinated parties ("الحوثيون وحلفاؤهم"). None where no party begins there.
    """
    starting = _starting_at(analysis, first)
    found = [mention for mention in starting if mention.piece.last <= last]
    if not found:
        return None
    current = max(found, key=lambda mention: mention.piece.last)
    start, end = current.piece, current.piece
    parties = [mention.party for mention in starting if mention.piece == current.piece]
    while True:
        following = _continuation(analysis, end.last, last, current.party)
        if following is None:
            break
        current = following
        end = current.piece
        if current.party not in parties:
            parties.append(current.party)
    return Piece(start.first, end.last, start.start, end.end), parties


def party_in(analysis: Analysis, first: int, last: int) -> list[int]:
    """Return the head parties of a stretch of words: the first phrase in it, coordinated parties together."""
    for token in range(first, last):
        phrase = phrase_from(analysis, token, last)
        if phrase is not None:
            return phrase[1]
    return []


def spoken_for(analysis: Analysis, party: int) -> int:
    """Return the body that a spokesman or an unnamed source of a body speaks for; else the party itself."""
    known = analysis.parties[party]
    return known.speaks_for if known.speaks_for is not None else party


def subject_of(analysis: Analysis, token: int, number: str = "s", gender: str = "m") -> list[int]:
    """Return the parties meant by a verb at `token` that has no subject of its own; empty if none fits.

    number s, d, p and gender m, f as the verb shows them; "" takes any.
    """
    candidates = _ranked(analysis, token, number, gender)
    if candidates:
        return [candidates[0]]
    if number in ("d", "p"):
        return _joint(analysis, token)
    return []


def resolve_pronoun(analysis: Analysis, token: int) -> list[int]:
    """Return the parties meant by the pronoun that stands at a token or is attached to it; empty if none."""
    form = analysis.forms[token]
    shape = _STANDALONE.get(form.norm.lstrip("وف")) if len(form.norm) < 5 else None
    if shape is None:
        pronoun = next((s.pronoun for s in (form.best, *form.segmentations) if s.pronoun in _ATTACHED), "")
        shape = _ATTACHED.get(pronoun)
    if shape is None:
        return []
    number, gender = shape
    if not number and not gender:
        return []
    return subject_of(analysis, token, number, gender)


def possessor(analysis: Analysis, token: int) -> list[int]:
    """Return whose the noun at a token is: by its pronoun ("رفضها") or by the party right after it ("رفض حماس")."""
    if analysis.forms[token].best.pronoun:
        return resolve_pronoun(analysis, token)
    phrase = phrase_from(analysis, token + 1, len(analysis)) if token + 1 < len(analysis) else None
    return phrase[1] if phrase else []


def _starting_at(analysis: Analysis, token: int) -> list[PartyMention]:
    over = analysis.mention_at.get(token)
    if over is None:
        return []
    mentions = analysis.party_mentions
    return [mentions[m] for m in over if mentions[m].piece.first == token]


def _continuation(analysis: Analysis, token: int, last: int, party: int) -> PartyMention | None:
    """The next mention of the same phrase: an apposition of the same party or a party joined with "و"."""
    at = token
    comma = False
    while at < last and analysis.texts[at] in {"،", ",", "(", '"', "«", "»", ")", "“", "”"}:
        comma = True
        at += 1
    if at >= last:
        return None
    for mention in _starting_at(analysis, at):
        if mention.nested or mention.piece.last > last:
            continue
        joined = mention.piece.start > analysis.starts[at]
        if mention.party == party or (joined and analysis.forms[at].norm[0] == "و"):
            return mention
    if not comma and analysis.forms[at].norm in _JOINTS and at + 1 < last:
        found = next((mention for mention in _starting_at(analysis, at + 1) if not mention.nested), None)
        if found is not None and found.piece.last <= last:
            return found
    return None


def _agrees(party: Party, mention: PartyMention, number: str, gender: str) -> bool:
    """Whether a verb or pronoun of this number and gender can mean these words; a group of men takes any."""
    if number and mention.number != number:
        return False
    if gender and number == "s" and mention.gender != gender:
        return False
    return not (number == "p" and party.kind in ("country", "document"))


def _ranked(analysis: Analysis, token: int, number: str, gender: str) -> list[int]:
    """Parties that a bare verb or pronoun at `token` can mean, the most salient first."""
    home = analysis.sentence_of[token]
    quote = analysis.quote_of[token]
    ranked: list[int] = []
    for back in range(min(home, _LOOK_BACK) + 1):
        sentence = analysis.sentences[home - back]
        stop = token if back == 0 else sentence.last
        subjects: list[int] = []
        others: list[int] = []
        for index in mentions_in(analysis, max(sentence.first, stop - _IN_MIND), stop):
            mention = analysis.party_mentions[index]
            party = analysis.parties[mention.party]
            if party.kind == "media" or not _agrees(party, mention, number, gender):
                continue
            if analysis.quote_of[mention.head] >= 0 and analysis.quote_of[mention.head] != quote:
                continue
            (subjects if _is_subject(analysis, mention) else others).append(mention.party)
        for group in (subjects[::-1] if back == 0 else subjects, others[::-1]):
            ranked += [party for party in group if party not in ranked]
    return ranked


def _is_subject(analysis: Analysis, mention: PartyMention) -> bool:
    """Whether a mention can be a subject: no preposition on it or before it."""
    piece = mention.piece
    if piece.start > analysis.starts[piece.first] and analysis.texts[piece.first][0] not in "وف":
        return False
    before = analysis.forms[piece.first - 1] if piece.first else None
    return before is None or before.norm not in _PREPOSITIONS


_PREPOSITIONS = {"في", "من", "الي", "علي", "عن", "مع", "بين", "لدي", "ضد", "حول", "عبر", "دون", "بعد", "قبل"}


def _joint(analysis: Analysis, token: int) -> list[int]:
    """Two or more parties named together in the nearest sentence before the token ("X وY")."""
    home = analysis.sentence_of[token]
    for back in range(min(home, _LOOK_BACK) + 1):
        sentence = analysis.sentences[home - back]
        stop = token if back == 0 else sentence.last
        for index in reversed(mentions_in(analysis, max(sentence.first, stop - _IN_MIND), stop)):
            phrase = phrase_from(analysis, analysis.party_mentions[index].piece.first, stop)
            if phrase and len(phrase[1]) > 1:
                return phrase[1]
    return []
