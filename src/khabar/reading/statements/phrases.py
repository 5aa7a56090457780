"""Noun phrases that only grammar shows to be a speaker: their extent, and the parties they make.

Before the verb: "لكن صاحب شركة نقل محلية أكد أن", "وكانت عائلة القتيل حملت الشرطة المسؤولية". After it, where the
ending shows the subject and no list knows the noun: "رفض فصيلان معارضان في المدينة أي اقتراح".
"""

from __future__ import annotations

from khabar.reading.analysis import Analysis, Party, PartyMention, Piece
from khabar.reading.parties.lexemes import classes, is_adjective, lexemes
from khabar.reading.parties.nations import demonym_of
from khabar.reading.statements.cues import Cue
from khabar.reading.statements.holders import name_before_post
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.words import COMMAS, MARKS, PARTICLES, PREPOSITIONS, RELATIVES, is_complementiser
from khabar.record import EntityKind

_LONGEST = 9
_AHEAD = 2_000  # tokens in which those are named that a report counts first
_OPENS_CLAUSE = {"لكن", "ولكن", "كان", "كانت", "كانوا", "وكان", "وكانت", "وكانوا", "اما", "واما", "فيما", "بينما"}
_WITHIN = {"في", "من", "عن", "لدي"}
_MANY = frozenset({"فصايل", "جماعات", "حركات", "تنظيمات", "احزاب"})
_FACTIONS = ("فصيل", "حركت", "جماعت", "تنظيم", "حزب", "جبهت", "كتيبت")
_ACTING = {EntityKind.ARMED_GROUP, EntityKind.PARTY}
_NO_SPEAKER = {
    "هذا",
    "هذه",
    "ذلك",
    "تلك",
    "اي",
    "كل",
    "ما",
    "من",
    "هو",
    "هي",
    "هم",
    "هما",
    "لم",
    "لا",
    "لن",
    "قد",
    "احدا",
    "احد",
}


def subject_before(scene: Scene, cue: Cue, first: int) -> bool:
    """Make the words between the clause's opening and its verb the subject, if they are one noun phrase; True if done."""
    analysis = scene.analysis
    if cue.reading.segmentation.conjunction:
        return False
    at = cue.first - 1
    while at >= first and (analysis.forms[at].norm in PARTICLES or analysis.texts[at] in COMMAS):
        at -= 1
    end = at + 1
    while at >= first and end - at <= _LONGEST and not _opening(analysis, at):
        norm = analysis.forms[at].norm
        if analysis.texts[at] not in MARKS and (
            analysis.forms[at].kind != "word" or norm in RELATIVES or norm in _NO_SPEAKER
        ):
            return False
        at -= 1
    start = at + 1
    if at < first or end - at > _LONGEST or start >= end:
        return False
    head = analysis.forms[start].norm
    if head in PREPOSITIONS or (head[0] in "وفبل" and "noun" not in classes(head)) or start in scene.time_end:
        return False
    if not human(analysis, start) or noun_phrase_end(scene, start, end) < end:
        return False
    become(analysis, cue, start, end)
    cue.before = True
    return True


def _opening(analysis: Analysis, at: int) -> bool:
    norm = analysis.forms[at].norm
    return norm in _OPENS_CLAUSE or is_complementiser(norm)


def human(analysis: Analysis, at: int) -> bool:
    """Whether the head noun can speak: a post, a body, or a person by its form."""
    lexicon = lexemes()
    norm = analysis.forms[at].norm
    bare = norm.removeprefix("ال")
    stems = {
        norm,
        bare,
        bare.removesuffix("ا"),
        bare.removesuffix("ين"),
        bare.removesuffix("ان"),
        bare.removesuffix("ون"),
    }
    if bare.endswith(("تان", "تين")):
        stems.add(bare[:-3] + "ه")
    if any(stem in lexicon.subgroups or stem in lexicon.members for stem in stems):
        return True
    return any(
        len(stem) > 2 and (_entry(lexicon.titles.get(stem)) or _entry(lexicon.heads.get(stem))) for stem in stems
    )


def _entry(hit: object) -> bool:
    return hit is not None


def noun_phrase_end(scene: Scene, start: int, last: int) -> int:
    """Where the noun phrase that begins at `start` ends: adjectives, what it is of, and phrases of place or belonging."""
    analysis = scene.analysis
    at = start + 1
    while at < last:
        norm = analysis.forms[at].norm
        form = analysis.forms[at]
        if at in scene.time_end:
            return at
        if norm in _WITHIN and at + 1 < last:
            at += 2
            continue
        if analysis.texts[at] in MARKS:
            at += 1
            continue
        if form.kind != "word" or norm in PREPOSITIONS or norm in _NO_SPEAKER or is_complementiser(norm):
            return at
        if norm in RELATIVES:
            return at
        found = classes(norm)
        noun = (
            norm.startswith("ال") or found & {"noun", "adjective"} or is_adjective(norm.removesuffix("ا")) or not found
        )
        if not noun and demonym_of(norm) is None and at not in analysis.mention_at:
            return at
        at += 1
    return at


def indefinite_subject(scene: Scene, cue: Cue, at: int, last: int) -> bool:
    """Take a dual or plural in the nominative right after the verb as its subject: "رفض فصيلان معارضان في حلب"."""
    analysis = scene.analysis
    norm = analysis.forms[at].norm
    ending = norm[-2:]
    if analysis.forms[at].kind != "word" or len(norm) < 5 or ending not in ("ان", "ون"):
        return False
    if not human(analysis, at) or (norm.startswith("ال") and not _two_of_a_kind(cue, norm)):
        return False
    end = at + 1
    article = norm.startswith("ال")
    while (
        end < last
        and analysis.forms[end].norm.endswith(ending)
        and analysis.forms[end].norm.startswith("ال") == article
        and analysis.forms[end].kind == "word"
    ):
        end += 1
    end = _seat_end(scene, end, last)
    become(analysis, cue, at, end)
    name_pair(scene, cue, last)
    return True


def _seat_end(scene: Scene, end: int, last: int) -> int:
    """Where a subject ends with the place it is in: "فصيلان معارضان في حلب", "ناشطون بحلب"."""
    analysis = scene.analysis
    if end + 1 < last and analysis.forms[end].norm in ("في", "من"):
        inside = end + 1 in analysis.mention_at or analysis.forms[end + 1].norm.startswith("ال")
        return scene.place_end.get(end + 1, end + 2 if inside else end)
    return scene.place_end[end] if end in scene.place_end and analysis.forms[end].norm[0] == "ب" else end


def name_pair(scene: Scene, cue: Cue, last: int) -> None:
    """Take in where two factions are, and let those that a report counts first and names later speak under their names."""
    analysis, piece = scene.analysis, cue.subject
    norm = analysis.forms[piece.first].norm if piece is not None else ""
    if piece is None or not norm.endswith("ان") or not norm.removeprefix("ال").startswith(_FACTIONS):
        return
    end = _seat_end(scene, piece.last, last)
    if end > piece.last:
        piece = cue.subject = analysis.piece(piece.first, end)
        cue.after_subject = end
        note_mention(analysis, cue.sources[0], piece, "d")
    pair = _pair_ahead(analysis, norm, end)
    if pair:
        cue.sources = pair
        for token in range(piece.first, piece.last):  # who was counted speaks under the names alone
            here = analysis.mention_at.get(token, ())
            analysis.mention_at[token] = [m for m in here if analysis.party_mentions[m].piece.first != piece.first]
        for party in pair:
            note_mention(analysis, party, piece, "d")


def _two_of_a_kind(cue: Cue, norm: str) -> bool:
    """Whether a definite word is a dual of a known noun that the verb goes with: "الحركتان", and not "الإعلان"."""
    lexicon = lexemes()
    feminine = norm.endswith("تان")
    stem = norm.removeprefix("ال")[: -3 if feminine else -2] + ("ه" if feminine else "")
    known = stem in lexicon.subgroups or stem in lexicon.members or lexicon.heads.get(stem) or lexicon.titles.get(stem)
    return bool(known) and norm.endswith("ان") and feminine == (cue.reading.inflection.gender == "f")


def _pair_ahead(analysis: Analysis, norm: str, start: int) -> list[int]:
    """The two of a kind that a report names only after it has counted them ("فصيلان … القيادي في حركة النور")."""
    if not norm.startswith(_FACTIONS):
        return []
    ahead = {
        index for at in range(start, min(start + _AHEAD, len(analysis))) for index in analysis.mention_at.get(at, ())
    }
    seen: set[int] = set()
    found: list[int] = []
    mentions = [analysis.party_mentions[index] for index in sorted(ahead)]
    for mention in sorted(mentions, key=lambda m: m.piece.start):
        party = analysis.parties[mention.party]
        many = analysis.forms[mention.head].norm.removeprefix("ال") in _MANY
        named = mention.number == "s" and mention.piece.last - mention.piece.first > 1 and not many
        if mention.piece.first >= start and party.kind in _ACTING and named and mention.party not in seen:
            seen.add(mention.party)
            if not any(analysis.party_mentions[index].piece.last <= start for index in party.mentions):
                found.append(mention.party)
                if len(found) == 2:
                    break
    return found[:2] if len(found) > 1 else []


def become(analysis: Analysis, cue: Cue, start: int, end: int) -> None:
    """Make tokens the cue's subject: the party that their head already means, or a new one."""
    piece = analysis.piece(start, end)
    party = _headed(analysis, start)
    number = (
        "p"
        if analysis.forms[start].norm.endswith(("ون", "ين"))
        else "d"
        if analysis.forms[start].norm.endswith("ان")
        else "s"
    )
    if party is None:
        gender = cue.reading.inflection.gender or "m"
        party = len(analysis.parties)
        named = name_before_post(analysis, start, end)
        text = analysis.text_of(piece if named is None else analysis.piece(start, named))
        kind = EntityKind.GROUP if _crowd(analysis, start) else EntityKind.UNNAMED
        kind = kind if named is None else EntityKind.PERSON
        analysis.parties.append(Party(kind, text, "rule:clause-subject", gender=gender, number=number))
    note_mention(analysis, party, piece, number)
    cue.subject, cue.sources, cue.after_subject = piece, [party], cue.last if end <= cue.first else end


def _crowd(analysis: Analysis, start: int) -> bool:
    """Whether the head noun means people together rather than somebody who stays unnamed."""
    norm = analysis.forms[start].norm
    bare = norm.removeprefix("ال").removesuffix("ان").removesuffix("ون").removesuffix("ين")
    return norm.endswith("ان") or bare in lexemes().subgroups


def _headed(analysis: Analysis, start: int) -> int | None:
    """The party whose outermost mention begins at a token."""
    for index in analysis.mention_at.get(start, ()):
        mention = analysis.party_mentions[index]
        if mention.piece.first == start and mention.piece.start == analysis.starts[start]:
            return mention.party
    return None


def note_mention(analysis: Analysis, party: int, piece: Piece, number: str) -> None:
    """Note that these words mean a party; what stands inside them is nested from now on."""
    where = len(analysis.party_mentions)
    gender = analysis.parties[party].gender
    for token in range(piece.first, piece.last):
        for index in analysis.mention_at.get(token, ()):
            inner = analysis.party_mentions[index]
            if piece.start <= inner.piece.start and inner.piece.end <= piece.end and inner.piece != piece:
                inner.nested = True
        analysis.mention_at.setdefault(token, []).insert(0, where)
    analysis.party_mentions.append(PartyMention(piece, party, "nominal", piece.first, number=number, gender=gender))
    analysis.parties[party].mentions.append(where)


def needs_object(scene: Scene, cue: Cue, piece: Piece, last: int) -> bool:
    """Whether a verb needs an object and nothing nominal follows the phrase after it before its frame."""
    analysis = scene.analysis
    verb = cue.reading.verb
    if verb.name not in NEEDS_OBJECT:
        return False
    at = piece.last
    while at < last and (at in scene.time_end or analysis.texts[at] in MARKS):
        at = scene.time_end.get(at, at + 1)
    if at >= last:
        return False
    after = analysis.forms[at].norm
    return after in verb.takes or (after[0] == "ب" and len(after) > 3 and after not in PREPOSITIONS)


def is_object(scene: Scene, cue: Cue, piece: Piece, last: int) -> bool:
    """Whether the phrase after a verb that needs an object is that object, by its ending or by what stands around."""
    analysis = scene.analysis
    verb = cue.reading.verb
    norm = analysis.forms[piece.first].norm
    if verb.name in NEEDS_OBJECT and norm.endswith(("ين", "يين")) and len(norm) > 5:
        return True
    if not needs_object(scene, cue, piece, last):
        return False
    if verb.name not in _STRONG:
        first = analysis.sentences[analysis.sentence_of[cue.first]].first
        if not cue.reading.segmentation.conjunction or cue.first == first:
            return False
        return _apart(analysis, cue, piece)
    return True


_STRONG = {"اتهم", "حث", "ناشد"}
NEEDS_OBJECT = _STRONG | {"دعا", "طالب", "حض"}


def _apart(analysis: Analysis, cue: Cue, piece: Piece) -> bool:
    """Whether several are called on by a verb in the singular that follows others of the same speaker."""
    for index in analysis.mention_at.get(piece.first, ()):
        mention = analysis.party_mentions[index]
        if mention.piece.first == piece.first:
            several = mention.number in ("p", "d") or analysis.parties[mention.party].kind is EntityKind.GROUP
            return several or mention.gender != cue.reading.inflection.gender
    return False
