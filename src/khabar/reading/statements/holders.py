"""Who holds the post that a verb of saying names: the person at the end of a long subject.

"وقال وكيل الأمين العام للشؤون الانسانية رافاييل أوسترلي إن", "وأكد متحدث باسمه هو الرائد سامي ناصر أن": between the
verb and what is said stands one subject. Where it begins with a post or an unnamed speaker, a person's name at its
end is his, whatever stands between; a name that no list knows is a name there too.
"""

from __future__ import annotations

from khabar.reading.analysis import Analysis, Party, PartyMention, Piece
from khabar.reading.parties.lexemes import is_common, lexemes
from khabar.reading.statements.cues import Cue
from khabar.reading.statements.lexicon import FINITE
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.words import (
    COLONS,
    COMMAS,
    MARKS,
    PREPOSITIONS,
    RELATIVES,
    VENUES,
    is_complementiser,
    to_hearers,
)
from khabar.record import EntityKind

_LONGEST = 14
_NAME = 5
_SHORTEST_NAME = 2
_FRAMES = {"علي", "الي", "عن", "من", "حول"}
_CALLED = {"يدعي", "تدعي", "ويدعي", "وتدعي", "يسمي", "ويسمي", "وتسمي", "اسمه", "اسمها", "واسمه", "واسمها"}
_NO_NAME = {"هو", "هي", "المكني", "الملقب", "المدعو", *_CALLED}


def find_holder(scene: Scene, cue: Cue, last: int) -> None:
    """Put the person at the end of the cue's subject in the place of the post it begins with."""
    analysis, piece = scene.analysis, cue.subject
    if piece is None or cue.before or cue.manner != "verb" or cue.reading.inflection.tense not in FINITE:
        return
    if len(cue.sources) > 1:
        _one_with_two_posts(analysis, cue)
    head = _head(analysis, piece)
    if head is None:
        return
    end = _end(analysis, piece.last, min(last, piece.last + _LONGEST))
    if end is None:
        end = _beyond(analysis, piece.last, min(last, piece.last + _LONGEST))
    if end is None or end <= piece.last:
        return
    person = person_at_end(analysis, piece.last, end)
    if person is not None:
        cue.sources = [person]
    elif not _name(analysis, cue, head, piece.last, end):
        return
    cue.subject = Piece(piece.first, end, piece.start, analysis.ends[end - 1])
    cue.after_subject = end


def name_holder(analysis: Analysis, cue: Cue, first: int, end: int) -> None:
    """Give the words of a post's holder to him: a person's name that ends tokens first ≤ i < end behind the cue's subject."""
    head = _head(analysis, cue.subject) if cue.subject is not None else None
    if head is None or len(cue.sources) > 1:
        return
    person = person_at_end(analysis, first, end)
    if person is not None:
        cue.sources = [person]
    else:
        _name(analysis, cue, head, first, end)


def _head(analysis: Analysis, piece: Piece) -> int | None:
    """The party the subject begins with, if it is one unnamed person or a post without its holder."""
    for index in analysis.mention_at.get(piece.first, ()):
        mention = analysis.party_mentions[index]
        if mention.piece.first != piece.first or mention.nested:
            continue
        party = analysis.parties[mention.party]
        alone = party.kind in (EntityKind.UNNAMED, EntityKind.PERSON) and mention.form == "nominal"
        named = mention.piece.last < piece.last and party.kind is EntityKind.PERSON
        return index if alone and not named and mention.number == "s" else None
    return None


def _one_with_two_posts(analysis: Analysis, cue: Cue) -> None:
    """Leave one speaker where a name only follows the second post: "قال رئيس الوفد ومستشار الحكومة سامي ناصر"."""
    if cue.subject is not None and "مع" in analysis.norms(cue.subject.first, cue.subject.last):
        return  # "وزير الخارجية مع نظيره الروسي"
    first, last = (analysis.parties[party] for party in (cue.sources[0], cue.sources[-1]))
    posts = [analysis.party_mentions[m].form for m in first.mentions]
    person = last.kind is EntityKind.PERSON and first.kind in (EntityKind.PERSON, EntityKind.UNNAMED)
    if person and len(cue.sources) == 2 and "name" not in posts and last.roles and cue.reading.inflection.number == "s":
        cue.sources = cue.sources[1:]


def _end(analysis: Analysis, at: int, last: int) -> int | None:
    """Where the subject ends before what is said: at "أن", a colon, or a preposition or comma before one of these."""
    comma = 0
    for token in range(at, last):
        norm, text = analysis.forms[token].norm, analysis.texts[token]
        if is_complementiser(norm) or text in COLONS:
            return token
        following = analysis.forms[token + 1].norm if token + 1 < last else ""
        if norm in _FRAMES and is_complementiser(following):
            return token
        if text in COMMAS:
            if is_complementiser(following) or (
                following in _FRAMES and token + 2 < last and is_complementiser(analysis.forms[token + 2].norm)
            ):
                return token
            comma += 1
            if comma > 1:
                return None
        quote = analysis.quote_at(token) if text in MARKS else None
        if quote is not None and quote.first == token and quote.last - token > _LONGEST // 2:
            return token
        if token > at and (to_hearers(norm) or (norm in ("في", "خلال") and following in VENUES)):
            return token
        if norm in RELATIVES or analysis.forms[token].kind == "number":
            return None
        if norm in _CALLED:
            continue
        if norm in lexemes().verbs or norm in lexemes().participles:
            return None
    return None


def _beyond(analysis: Analysis, at: int, last: int) -> int | None:
    """Where a name ends that stands behind what the post is of, with no clause after it ("… وعد المدينة بالماء")."""
    while at < last and not nameable(analysis, at):
        form = analysis.forms[at]
        person = _person_from(analysis, at)
        if person is not None:
            return person
        if analysis.texts[at] in COMMAS and at + 1 < last and _person_from(analysis, at + 1) is not None:
            at += 1
            continue
        light = form.norm.startswith(("ال", "لل", "بال", "وال")) or form.norm in lexemes().titles or form.norm == "هو"
        within = form.norm == "في" or (form.norm == "من" and analysis.forms[at - 1].norm.startswith("الم"))
        if form.kind != "word" or not (light or within) or at in analysis.mention_at:
            return None
        at = _past_mention(analysis, at + 1) if within else at + 1
    end = at
    while end < last and end - at < _NAME and nameable(analysis, end):
        end += 1
    return end if end - at > 1 else None


def _past_mention(analysis: Analysis, at: int) -> int:
    """The end of the party that is named at a token, else the token after it."""
    ends = [analysis.party_mentions[index].piece for index in analysis.mention_at.get(at, ())]
    return max((piece.last for piece in ends if piece.first == at), default=at + 1)


def _person_from(analysis: Analysis, at: int) -> int | None:
    """The end of the person's name that begins at a token."""
    for index in analysis.mention_at.get(at, ()):
        mention = analysis.party_mentions[index]
        if mention.piece.first == at and not mention.nested and _is_named(analysis, mention):
            return mention.piece.last if analysis.parties[mention.party].kind is EntityKind.PERSON else None
    return None


def _is_named(analysis: Analysis, mention: PartyMention) -> bool:
    """Whether a mention is a name, or ends with one behind a rank ("الرقيب سامي ناصر")."""
    inner = (analysis.party_mentions[index] for index in analysis.mention_at.get(mention.piece.last - 1, ()))
    return mention.form == "name" or any(m.form == "name" and m.party == mention.party for m in inner)


def person_at_end(analysis: Analysis, first: int, end: int) -> int | None:
    """The person whose name ends the subject, with his title before it ("السلطان فضل ناصر")."""
    mentions = [analysis.party_mentions[index] for index in analysis.mention_at.get(end - 1, ())]
    for mention in mentions:
        known = analysis.parties[mention.party].kind is EntityKind.PERSON
        if mention.form != "name" or not known or mention.piece.last != end:
            continue
        around = [other for other in mentions if other.party == mention.party and other.piece.last == end]
        start = min(other.piece.first for other in around)
        if start < first or all(other.nested for other in around):
            continue
        if analysis.forms[start - 1].norm not in PREPOSITIONS:
            return mention.party
    return None


def _name(analysis: Analysis, cue: Cue, head: int, first: int, end: int) -> bool:
    """Take unknown words at the end of the subject for the holder's name; False where they are no name."""
    at = end
    while at > first and end - at < _NAME and nameable(analysis, at - 1):
        at -= 1
    if end - at < 2 or (at > first and analysis.forms[at - 1].norm in PREPOSITIONS):
        return False
    known = analysis.party_mentions[head]
    party = known.party
    piece = analysis.piece(at, end)
    text = analysis.text_of(piece)
    if len(analysis.parties[party].mentions) > 1:
        party = len(analysis.parties)
        gender = cue.reading.inflection.gender or "m"
        analysis.parties.append(Party(EntityKind.PERSON, text, "rule:post-holder", gender=gender))
    else:
        analysis.parties[party].kind = EntityKind.PERSON
        analysis.parties[party].name = text
    where = len(analysis.party_mentions)
    analysis.party_mentions.append(
        PartyMention(piece, party, "name", at, number="s", gender=analysis.parties[party].gender)
    )
    analysis.parties[party].mentions.append(where)
    for token in range(at, end):
        analysis.mention_at.setdefault(token, []).insert(0, where)
    cue.sources = [party]
    return True


def nameable(analysis: Analysis, at: int) -> bool:
    """Whether a word can be part of a name: no everyday word, preposition, mention or place."""
    form = analysis.forms[at]
    if form.kind != "word" or at in analysis.mention_at or form.norm in _NO_NAME or form.norm in PREPOSITIONS:
        return False
    lexicon = lexemes()
    if form.norm in lexicon.given or form.norm in lexicon.family or form.norm in lexicon.particles:
        return True
    return not is_common(form.norm)


def name_before_post(analysis: Analysis, first: int, end: int) -> int | None:
    """Where an unknown name ends before the post of who bears it: "أليستير باسكي المتحدث باسم المجلس"; None if there is none."""
    at = first
    at += at + 1 < end and analysis.forms[at + 1].norm in _HALVES  # "عباد الله كريم المتحدث …"
    while at < end and at - first < _NAME and (nameable(analysis, at) or analysis.forms[at].norm in _HALVES):
        at += 1
    if at - first < _SHORTEST_NAME or at >= end:
        return None
    norm = analysis.forms[at].norm
    titles = lexemes().titles
    held = any(
        norm.endswith(whose) and (titles.get(_plain(norm, whose)) or titles.get(_plain(norm, whose).removesuffix("ه")))
        for whose in _WHOSE
    )
    post = lexemes().titles.get(norm) or lexemes().titles.get(norm.removeprefix("ال"))
    return at if post or held or norm in _ONE_OF else None


_HALVES = {"الله", "الدين"}
_ONE_OF = {"احد", "احدي", "وهو", "وهي"}
_WHOSE = ("ه", "ها", "هم")


def _plain(norm: str, whose: str) -> str:
    """A noun without the pronoun at its end: "مساعدته" is "مساعدة"."""
    stem = norm.removesuffix(whose)
    return stem[:-1] + "ه" if stem.endswith("ت") else stem
