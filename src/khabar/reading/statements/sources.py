"""Sources: whose words they are; named after the cue, before it, or understood from what precedes."""

from __future__ import annotations

from khabar.reading.analysis import Analysis, Party, PartyMention, Piece
from khabar.reading.parties import phrase_from
from khabar.reading.statements.clauses import clause_subject, hangs
from khabar.reading.statements.cues import Cue, of_antecedent
from khabar.reading.statements.phrases import indefinite_subject, is_object, name_pair, needs_object, subject_before
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.subjects import before_object, introduce
from khabar.reading.statements.words import (
    COLONS,
    COMMAS,
    HONOURS,
    MARKS,
    PARTICLES,
    PREPOSITIONS,
    RELATIVES,
    SELVES,
    is_complementiser,
)
from khabar.record import EntityKind

_ASIDE = 14  # words between two commas
_NAME_AND_MARK = 3  # tokens of a quotation behind a party in it: more is no name
_TITLE = 7  # words of an outlet's name with its marks
_EITHER = {"عضو"}
"""Posts that men and women hold by the same word: "قالت عضو البرلمان"."""
_BOTH_OF = {"وفدا", "ممثلا", "طرفا", "فريقا", "مندوبا", "مفاوضا"}
_QUANTIFIERS = {"احد", "احدي", "بعض", "جميع", "معظم", "غالبيه", "كبار"}


def find_subject(scene: Scene, cue: Cue, first: int, last: int) -> None:
    """Fill the cue's subject and sources where the text names them next to it; set `after_subject`."""
    analysis = scene.analysis
    cue.after_subject = cue.last
    if cue.manner == "participle":
        cue.after_subject += cue.last < last and analysis.forms[cue.last].norm in HONOURS  # "مؤكدا سموه أن"
        return
    if cue.manner == "noun":
        _owner(analysis, cue, last)
        return
    if cue.reading.verb.name == "علم" and _informed(scene, cue, last):
        return
    if cue.last < last and analysis.forms[cue.last].norm in HONOURS:
        cue.after_subject = cue.last + 1  # "قال معاليه": who spoke last
        return
    named = _after(scene, cue, last)
    told = named is not None and _told(analysis, cue, first)
    called_on = told or (
        named is not None and (is_object(scene, cue, named[0], last) or _called_on(scene, cue, named[0], (first, last)))
    )
    if told and named is not None:
        cue.after_subject = named[0].last
    if named is not None and not called_on:
        cue.subject, cue.sources = _with_modifier(scene, cue, _with_peer(analysis, named, last), last)
        cue.after_subject = cue.subject.last
        if cue.after_subject < last and analysis.forms[cue.after_subject].norm in SELVES:
            cue.after_subject += 1
        name_pair(scene, cue, last)
        return
    earlier = _before(analysis, cue, first)
    if earlier is not None:
        cue.subject, cue.sources = earlier
        cue.before = True
        return
    at = skip_light(scene, cue.last, last)
    if cue.manner != "verb" or subject_before(scene, cue, first) or called_on or clause_subject(scene, cue, first):
        return
    if at >= last or cue.reading.inflection.number != "s":
        return
    if indefinite_subject(scene, cue, at, last):
        return
    if cue.reading.verb.speech and introduce(scene, cue, at, last):
        return
    if "object" in cue.reading.verb.takes:
        before_object(scene, cue, at, last)


def _with_modifier(scene: Scene, cue: Cue, named: tuple[Piece, list[int]], last: int) -> tuple[Piece, list[int]]:
    """The subject with its participle and who is joined behind it, up to a comma: "الحكومة المقيمة في طبرق وقوات الجيش،"."""
    analysis = scene.analysis
    piece, parties = named
    at = piece.last
    if at + 3 >= last or not analysis.forms[at].norm.startswith("الم") or "object" not in cue.reading.verb.takes:
        return named
    if analysis.forms[at + 1].norm not in PREPOSITIONS or analysis.forms[at].norm in RELATIVES:
        return named
    behind = named_phrase(analysis, at + 2, last)
    end = scene.place_end.get(at + 2) or (behind[0].last if behind is not None else at + 3)
    joined = named_phrase(analysis, end, last) if end < last and analysis.texts[end][0] == "و" else None
    if joined is not None and joined[0].start > analysis.starts[end]:
        end, parties = joined[0].last, [*parties, *joined[1]]
    if end + 1 >= last or analysis.texts[end] not in COMMAS:
        return named
    return Piece(piece.first, end, piece.start, analysis.ends[end - 1]), parties


def _with_peer(analysis: Analysis, named: tuple[Piece, list[int]], last: int) -> tuple[Piece, list[int]]:
    """The subject with whom he says it together: "أكد وزير الخارجية مع نظيره الروسي ضرورة الهدنة"."""
    piece, parties = named
    at = piece.last
    if at + 1 >= last or analysis.forms[at].norm != "مع" or not analysis.forms[at + 1].norm.startswith("نظير"):
        return named
    other = named_phrase(analysis, at + 1, last)
    if other is None:
        return named
    return Piece(piece.first, other[0].last, piece.start, other[0].end), [*parties, *other[1]]


def _informed(scene: Scene, cue: Cue, last: int) -> bool:
    """From whom an outlet knows what it knows: "وعلمت «الصباح» من مصادر مطلعة أن", "علمت الصحيفة من مصادرها أن"."""
    analysis = scene.analysis
    for at in range(cue.last, min(last, cue.last + _TITLE)):
        norm = analysis.forms[at].norm
        if is_complementiser(norm) or analysis.texts[at] in COLONS:
            return False
        if norm == "من" and at + 1 < last:
            found = named_phrase(analysis, at + 1, last)
            if found is None and analysis.forms[at + 1].norm.startswith("مصادر"):
                piece = analysis.piece(at + 1, at + 2)
                found = piece, [_new_source(analysis, piece)]
            if found is None:
                return False
            cue.subject, cue.sources = found
            cue.after_subject = found[0].last
            return True
    return False


def _new_source(analysis: Analysis, piece: Piece) -> int:
    """Make the outlet's own sources ("مصادرها") a party."""
    index = len(analysis.parties)
    where = len(analysis.party_mentions)
    text = analysis.text_of(piece)
    analysis.parties.append(Party(EntityKind.UNNAMED, text, "rule:informed", gender="f", number="s", mentions=[where]))
    analysis.party_mentions.append(PartyMention(piece, index, "nominal", piece.first, number="s", gender="f"))
    analysis.mention_at.setdefault(piece.first, []).append(where)
    return index


def _told(analysis: Analysis, cue: Cue, first: int) -> bool:
    """Whether the party after "أبلغ" is who was told: the teller stands before the verb, or is the pronoun there."""
    if cue.reading.verb.name not in _TELLING or cue.reading.segmentation.conjunction or cue.first <= first:
        return False
    before = analysis.forms[cue.first - 1].norm
    return before in ("انه", "انها", "بانه", "بانها", "لكنه", "لكنها") or _before(analysis, cue, first) is not None


_TELLING = {"أبلغ", "أخبر", "أطلع"}


def _called_on(scene: Scene, cue: Cue, piece: Piece, sentence: tuple[int, int]) -> bool:
    """Whether a verb that needs an object has its subject before it and whom it calls on after it."""
    first, last = sentence
    return needs_object(scene, cue, piece, last) and _before(scene.analysis, cue, first) is not None


def _words(analysis: Analysis, party: int, at: int) -> PartyMention | None:
    """The longest mention of a party that begins at a token."""
    found = [analysis.party_mentions[m] for m in analysis.mention_at.get(at, ())]
    found = [m for m in found if m.party == party and m.piece.first == at]
    return max(found, key=lambda m: m.piece.last, default=None)


def named_phrase(analysis: Analysis, at: int, last: int) -> tuple[Piece, list[int]] | None:
    """The party phrase that begins at a token, with every apposition of the same party after it."""
    found = phrase_from(analysis, at, last)
    if found is None:
        return None
    piece, parties = found
    while True:
        following = piece.last
        while following < last and (analysis.texts[following] in COMMAS or analysis.texts[following] in MARKS):
            following += 1
        grown = None
        for index in analysis.mention_at.get(following, ()) if following < last else ():
            mention = analysis.party_mentions[index]
            if mention.piece.first == following and mention.party in parties and mention.piece.last <= last:
                grown = mention.piece
        if grown is None or grown.last <= piece.last:
            break
        piece = Piece(piece.first, grown.last, piece.start, grown.end)
    while analysis.texts[piece.last - 1] in COMMAS and piece.last - 1 > piece.first:
        piece = Piece(piece.first, piece.last - 1, piece.start, analysis.ends[piece.last - 2])
    return piece, parties


def _after(scene: Scene, cue: Cue, last: int) -> tuple[Piece, list[int]] | None:
    """The party phrase right after the verb, if the verb agrees with it and it stands free of prepositions."""
    analysis = scene.analysis
    at = skip_light(scene, cue.last, last)
    if at + 1 < last and analysis.forms[at].norm in _QUANTIFIERS and at not in analysis.mention_at:
        at += 1 + (analysis.forms[at + 1].norm == "من")
    at = past_addressee(analysis, at, last)
    if at >= last:
        return None
    if analysis.forms[at].norm in _BOTH_OF and at + 1 < last:  # "اتفق وفدا الحكومة والحركة"
        both = named_phrase(analysis, at + 1, last)
        if both is not None and len(both[1]) > 1 and both[0].start == analysis.starts[at + 1]:
            return Piece(at, both[0].last, analysis.starts[at], both[0].end), both[1]
    found = named_phrase(analysis, at, last)
    if found is None or found[0].start > analysis.starts[at]:  # "لرويترز" is no subject
        return None
    return (
        found if agrees(analysis, cue, found[1], at, after=True) or _clause_next(analysis, cue, found, last) else None
    )


def _clause_next(analysis: Analysis, cue: Cue, found: tuple[Piece, list[int]], last: int) -> bool:
    """Whether a body's name, which rarely shows its gender, stands right before what is said ("تقول اليونيسف إنهم")."""
    after = found[0].last
    after += after < last and (analysis.texts[after] in MARKS or analysis.texts[after] == ")")
    if after >= last or len(found[1]) > 1 or not cue.reading.verb.speech or cue.reading.inflection.number != "s":
        return False
    name = any(
        analysis.party_mentions[m].form == "name" and analysis.party_mentions[m].piece == found[0]
        for m in analysis.mention_at.get(found[0].first, ())
    )
    return (
        name
        and analysis.parties[found[1][0]].kind is not EntityKind.PERSON
        and (is_complementiser(analysis.forms[after].norm) or analysis.texts[after] in COLONS)
    )


def past_addressee(analysis: Analysis, at: int, last: int) -> int:
    """Pass over whom something was told between the verb and its subject ("وأوضح لـ«الخبر» مصدر عسكري أن")."""
    if at + 1 >= last or analysis.forms[at].norm[0] != "ل":
        return at
    if analysis.texts[at + 1] == "(":  # "أكد لـ(الصباح) مسؤول أن"
        end = next((k for k in range(at + 2, min(last - 1, at + _TITLE)) if analysis.texts[k] == ")"), None)
        if end is not None and analysis.forms[at].norm == "ل":
            return end + 1
    quote = analysis.quote_at(at + 1) if analysis.texts[at + 1] in MARKS else None
    if quote is not None and quote.first == at + 1 and quote.last - quote.first < _TITLE and quote.last < last:
        return quote.last
    for index in analysis.mention_at.get(at, ()):
        mention = analysis.party_mentions[index]
        told = mention.piece.first == at and mention.piece.start > analysis.starts[at] and not mention.nested
        if told and mention.piece.last < last and analysis.mention_at.get(mention.piece.last):
            return mention.piece.last
    return at


def skip_light(scene: Scene, at: int, last: int) -> int:
    """Pass over times, quotation marks before a name and light adverbs between a verb and its subject."""
    analysis = scene.analysis
    while at < last:
        if analysis.forms[at].norm in PARTICLES:
            at += 1
        elif scene.time_end.get(at, last) < last:
            at = scene.time_end[at]
            at += at < last and analysis.forms[at].norm in SELVES  # "في الوقت نفسه"
        elif analysis.forms[at].norm == "بدلا" and analysis.norms(at + 1, at + 3) == ["من", "ذلك"]:
            at += 3
        else:
            break
    if at + 1 < last and (analysis.texts[at] in MARKS or analysis.texts[at] == "(") and analysis.mention_at.get(at + 1):
        return at if _quotes_words(analysis, at) else at + 1
    return at


def _quotes_words(analysis: Analysis, at: int) -> bool:
    """Whether a mark opens what was said ("وأضاف «الوزير لا يكذب»"), rather than a name ("وقالت «الحركة» إن")."""
    quote = analysis.quote_at(at)
    if quote is None or quote.first != at:
        return False
    named = max(analysis.party_mentions[m].piece.last for m in analysis.mention_at[at + 1])
    return quote.last - named > _NAME_AND_MARK


def agrees(analysis: Analysis, cue: Cue, parties: list[int], at: int, *, after: bool) -> bool:
    """Whether the verb's number and gender can go with these parties standing after or before it."""
    inflection = cue.reading.inflection
    if after and inflection.number != "s" and inflection.tense == "past":
        return False
    norm = analysis.forms[at].norm
    party = analysis.parties[parties[0]]
    words = _words(analysis, parties[0], at)
    number, gender = (words.number, words.gender) if words is not None else (party.number, party.gender)
    if after and norm.endswith("ين") and norm.startswith("ال") and len(norm) > 5 and "p" in (number, party.number):
        return False  # المسلحين is no subject
    if norm in _EITHER and party.kind in (EntityKind.PERSON, EntityKind.UNNAMED):
        return inflection.number == "s" or not after
    if party.kind is EntityKind.PERSON and number == "s" and inflection.number == "s":
        return gender == inflection.gender or not norm.endswith("ه")  # a bare name rarely shows its gender
    if len(parties) > 1 and after and inflection.number == "s" and number == "s" and party.kind is EntityKind.COUNTRY:
        return gender == inflection.gender  # a verb goes with the first of those joined after it
    if len(parties) > 1 or not inflection.gender or number != "s":
        return not (after and inflection.gender == "f" and number == "p" and gender == "m" and norm.endswith("ون"))
    return gender in ("", inflection.gender)


_BETWEEN = PARTICLES | {"لم", "لا", "لن", "ما", "قد", "كان", "كانت", "كانوا"}
"""Words that may stand between a party and its verb."""


def _before(analysis: Analysis, cue: Cue, first: int) -> tuple[Piece, list[int]] | None:
    """The party phrase that ends right before the verb ("غير أن المسؤول … رفض", "وكان هادي قد قال")."""
    conjunction = cue.reading.segmentation.conjunction
    topic = conjunction == "ف" and analysis.forms[first].norm in ("اما", "واما")
    if conjunction and cue.manner == "verb" and not topic:
        return None  # "…، وطالب" goes on with another's deeds
    at = cue.first - 1
    while at >= first and analysis.forms[at].norm in _BETWEEN:
        at -= 1
    while at >= first and (analysis.texts[at] in COMMAS or analysis.texts[at] in MARKS):
        at -= 1
    if at < first:
        return None
    relative = analysis.forms[at].norm in RELATIVES
    if relative:
        if of_antecedent(analysis, cue, at):
            return None
        at -= 1
        while at >= first and analysis.texts[at] in COMMAS:
            at -= 1
    at = _past_parenthesis(analysis, at, first)
    best: tuple[Piece, list[int]] | None = None
    for mention_index in analysis.mention_at.get(at, ()):
        mention = analysis.party_mentions[mention_index]
        if mention.nested or mention.piece.first < first or (not relative and hangs(analysis, mention)):
            continue
        start = _phrase_start(analysis, mention.piece.first, first)
        found = named_phrase(analysis, start, cue.first)
        if found is None or found[0].last <= at:
            found = mention.piece, [mention.party]
            start = mention.piece.first
        joined = _joined(analysis, mention, found, first)
        if joined is not None and (cue.reading.inflection.number != "s" or joined[2]):
            best = joined[:2]
        elif agrees(analysis, cue, found[1], start, after=False):
            best = found
    return best


def _joined(
    analysis: Analysis, mention: PartyMention, found: tuple[Piece, list[int]], first: int
) -> tuple[Piece, list[int], bool] | None:
    """The phrase with the party that "and" joins before it ("الحكومة في جوبا والمتمردين"), and whether "each of" leads both."""
    at = found[0].first
    if mention.piece.first != at or mention.piece.start == analysis.starts[at] or analysis.texts[at][0] != "و":
        return None
    placed = any(analysis.forms[k].norm == "في" for k in range(max(first, at - _PLACED), at))
    for back in range(at - 1, max(first, at - 1 - _PLACED * placed) - 1, -1):
        for index in analysis.mention_at.get(back, ()):
            one = analysis.party_mentions[index]
            between = range(one.piece.last, at)
            if one.nested or one.piece.last != back + 1 or one.piece.first < first:
                continue
            if between and analysis.forms[one.piece.last].norm != "في":
                continue
            piece = Piece(one.piece.first, found[0].last, one.piece.start, found[0].end)
            led = analysis.norms(max(first, one.piece.first - 2), one.piece.first)
            each = led[-1:] == ["من"] and led[0] in _EACH
            return piece, [one.party, *(party for party in found[1] if party != one.party)], each
    return None


_PLACED = 4  # tokens of where the first of two is, and of the preposition before it
_EACH = {"كل", "كلا"}


def _past_parenthesis(analysis: Analysis, at: int, first: int) -> int:
    """Go back over words between commas that only add to the subject: "السفارة، من خلال حسابها، ذكرت", "زعيم انشق، قال"."""
    if at + 1 >= len(analysis) or analysis.texts[at + 1] not in COMMAS:
        return at
    for start in range(at, max(first, at - _ASIDE), -1):
        if analysis.texts[start] in COMMAS:
            opening = analysis.forms[start + 1].norm
            return start - 1 if opening in PREPOSITIONS or opening in RELATIVES else at
    return at


def _phrase_start(analysis: Analysis, start: int, first: int) -> int:
    """Go back over appositions ("كيري، وزير الخارجية،") to the first mention of the phrase."""
    at = start
    while at - 2 >= first and analysis.texts[at - 1] in COMMAS:
        inside = [analysis.party_mentions[m] for m in analysis.mention_at.get(at - 2, ())]
        outer = [m for m in inside if not m.nested and m.piece.first >= first]
        if not outer:
            break
        at = outer[0].piece.first
    return at


def _owner(analysis: Analysis, cue: Cue, last: int) -> None:
    """Whose saying a noun names: its pronoun, the party after it, or the party with ل ("تصريحات لوزير")."""
    if cue.reading.segmentation.pronoun:
        return  # "تأكيده": understood
    found = named_phrase(analysis, cue.last, last)
    if found is not None:
        cue.subject, cue.sources = found
        cue.after_subject = found[0].last
