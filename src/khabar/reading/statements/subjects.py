"""Speakers that only their place betrays: the words between a verb of saying and what it says.

"وقال الزعارير إن", "قالت إحدى الوكالات الدولية إن": nothing but a speaker can stand there, so a phrase no list
knows is a speaker too. It is joined to a party of that name, or becomes one.
"""

from __future__ import annotations

from khabar.arabic import fold
from khabar.reading.analysis import Analysis, Party, PartyMention, Piece
from khabar.reading.parties.lexemes import is_common, lexemes
from khabar.reading.statements.cues import Cue
from khabar.reading.statements.holders import name_before_post
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.words import (
    COLONS,
    COMMAS,
    DEMONSTRATIVES,
    HONOURS,
    MARKS,
    PARTICLES,
    PREPOSITIONS,
    RELATIVES,
    VENUES,
    is_complementiser,
    to_hearers,
)
from khabar.record import EntityKind

_LONGEST = 12
_IN_MIND = 1_000  # tokens: "the latter" means nobody named longer ago
NEVER_FIRST = HONOURS | frozenset(
    {
        "قايلا",
        "قايله",
        "مخاطبا",
        "مخاطبه",
        "متوجها",
        "متوجهه",
        "متحدثا",
        "متحدثه",
        "متسايلا",
        "متسايله",
        "معلقا",
        "معلقه",
        "ساخرا",
        "مازحا",
        "ردا",
        "تعليقا",
        "تعقيبا",
        "فيها",
        "فيه",
        "له",
        "لها",
        "لهم",
        "ايضا",
        "ما",
        "لا",
        "لم",
        "بعضهم",
        "كل",
        "عليها",
        "عليه",
        "عليهم",
        "نحن",
        "انا",
        "انت",
        "هناك",
        "هنالك",
        "ليس",
        "ليست",
        "هل",
        "كيف",
        "لماذا",
        "ماذا",
        "لقد",
        "سوف",
        "بقوله",
        "بقولها",
        "بقولهم",
        "بالقول",
        "بدلا",
        "يقول",
        "تقول",
        "يقولون",
    }
)
_GOVERNING = {"عن", "علي", "الي", "مع", "من", "في", "لدي", "بين", "ل", "ب"}
_LAST = {"الاخير", "الاخيره"}
_PLURALS = ("ون", "ين")


def introduce(scene: Scene, cue: Cue, at: int, last: int) -> bool:
    """Make the unknown phrase at a token the cue's subject, if what follows it is what is said; True if done."""
    analysis = scene.analysis
    end = _end(scene, at, last, cue.reading.verb.takes)
    if end is None or end == at:
        return False
    if "object" in cue.reading.verb.takes and not (
        (end == at + 1 and analysis.forms[at].norm.startswith("ال")) or _nominative(analysis, at)
    ):
        return False  # what follows may as well be what is reported
    if analysis.forms[at].norm in DEMONSTRATIVES and end > at + 1:
        at += 1
    piece = analysis.piece(at, end)
    party = _known(analysis, at, end)
    if party is None:
        party = _new(analysis, piece, cue)
    cue.subject, cue.sources, cue.after_subject = piece, [party], end
    return True


def before_object(scene: Scene, cue: Cue, at: int, last: int) -> bool:
    """Find an unknown subject before an object: set off by commas, or agreeing with the verb where the object cannot.

    "ونفى القيادي في الحركة، هذه الاتهامات"; "وطالبت منظمة محلية بتحقيق".
    """
    analysis = scene.analysis
    form = analysis.forms[at]
    if form.kind != "word" or form.norm in NEVER_FIRST or form.norm in PREPOSITIONS or form.norm in DEMONSTRATIVES:
        return False
    if is_complementiser(form.norm) or form.norm in RELATIVES or at in scene.time_end or len(form.norm) < 3:
        return False
    feminine = cue.reading.inflection.gender == "f" and form.norm.endswith("ه") and not form.norm.startswith("ال")
    commas = []
    for end in range(at + 1, min(last, at + _LONGEST)):
        norm = analysis.forms[end].norm
        if analysis.texts[end] in COMMAS:
            commas.append(end)
        elif commas and end == commas[-1] + 1 and (norm in RELATIVES or norm[0] in "وف" or norm in PREPOSITIONS):
            return False
        elif not commas and feminine and _frame(cue, norm):
            return _take(analysis, cue, at, end)
        elif is_complementiser(norm) or analysis.texts[end] in COLONS:
            return False
        elif commas and norm in DEMONSTRATIVES and end == commas[-1] + 1:
            return _take(analysis, cue, at, commas[0])
    return False


def _frame(cue: Cue, norm: str) -> bool:
    """Whether a word is the preposition that the verb's complement begins with."""
    takes = cue.reading.verb.takes
    return norm in takes & {"علي", "الي", "عن", "من"} or ("ب" in takes and norm[0] == "ب" and len(norm) > 4)


def _take(analysis: Analysis, cue: Cue, at: int, end: int) -> bool:
    piece = analysis.piece(at, end)
    party = _known(analysis, at, end)
    cue.subject, cue.sources = piece, [_new(analysis, piece, cue) if party is None else party]
    cue.after_subject = end
    return True


def _nominative(analysis: Analysis, at: int) -> bool:
    """Whether the ending shows a subject: "مسؤولون", "مفاوضو الدول"."""
    norm = analysis.forms[at].norm
    return len(norm) > 5 and norm.endswith(("ون", "و"))


def _end(scene: Scene, at: int, last: int, takes: frozenset[str]) -> int | None:
    """Where the phrase ends: before the clause, the colon, the quotation or the comma; None if it is no speaker."""
    analysis = scene.analysis
    form = analysis.forms[at]
    if (
        form.kind not in ("word", "latin")
        or form.norm in NEVER_FIRST
        or form.norm in PREPOSITIONS
        or form.norm in PARTICLES
    ):
        return None
    if is_complementiser(form.norm) or form.norm in RELATIVES or at in scene.time_end or form.norm[0] == "ل":
        return None
    if is_adverbial(analysis, at) or _manner(form.norm):
        return None
    end = at
    while end < min(last, at + _LONGEST):
        text, norm = analysis.texts[end], analysis.forms[end].norm
        if (
            is_complementiser(norm)
            or text in COLONS
            or text in COMMAS
            or norm in RELATIVES
            or norm in ("عن", "قايلا", "ايضا", "تحت", "بالقول", "وهو", "وهي", "وهم")
            or (norm == "علي" and text[-1] != "ي")
            or text == "("
            or to_hearers(norm)
        ):
            break
        quote = analysis.quote_at(end) if text in MARKS else None
        if quote is not None and quote.first == end:
            if quote.last - quote.first > 5 or not quote.closed:
                break
            end = quote.last
            continue
        if end in scene.time_end and end > at:
            break
        end += 1
    else:
        return None
    stop = end
    if end < last and analysis.texts[end] == "(":  # "سعاد بنكيران (58 عاما)، "
        stop = next((k + 1 for k in range(end, min(last, end + 8)) if analysis.texts[k] == ")"), end)
    while end > at + 1 and analysis.forms[end - 1].norm in PREPOSITIONS:
        end -= 1
    inside = _venue(analysis, at, end)
    return inside if _opens(analysis, stop, last, takes) else None


def is_adverbial(analysis: Analysis, at: int) -> bool:
    """Whether a word only goes with the verb: "عنه", "إليها", "معه", or how one speaks ("مبتسما", "صراحة")."""
    form = analysis.forms[at]
    if any(way.pronoun and way.core in _GOVERNING for way in form.segmentations):
        return True
    indefinite = form.norm.endswith("ا") and not form.norm.endswith(("ها", "هما", "نا", "يا"))
    return analysis.texts[at].endswith(("اً", "ًا")) or (indefinite and is_common(form.norm))


def _manner(norm: str) -> bool:
    """Whether a first word is a noun behind "ب" or "ك" that tells what or how ("تعهد باستخدام …", "أشار كدليل …"), no name."""
    known = lexemes().vocabulary
    return norm[0] in "بك" and len(norm) > 4 and norm not in known and "noun" in known.get(norm[1:], ())


def _venue(analysis: Analysis, at: int, end: int) -> int:
    """Leave out a place or an occasion after a single name: "الحوثي في بيان"."""
    for k in range(at + 1, end):
        norm = analysis.forms[k].norm
        if norm in ("خلال", "امام", "عقب", "اثناء", "بعد", "عبر"):
            return k
        if k + 1 < end and norm in ("في", "ردا") and (norm == "ردا" or analysis.forms[k + 1].norm in VENUES):
            return k
        if k + 1 < end and norm[0] == "ب" and norm[1:] in VENUES:
            return k
        if norm == "ل" or (
            norm[0] == "ل"
            and k in analysis.mention_at
            and analysis.parties[analysis.party_mentions[analysis.mention_at[k][0]].party].kind is EntityKind.MEDIA
        ):
            return k
    return end


def _opens(analysis: Analysis, at: int, last: int, takes: frozenset[str]) -> bool:
    """Whether what is said begins soon after the phrase."""
    for k in range(at, min(last, at + 12)):
        if is_complementiser(analysis.forms[k].norm) or analysis.texts[k] in COLONS or analysis.texts[k] in MARKS:
            return True
        if analysis.forms[k].norm in takes & {"عن", "علي", "الي", "من"}:
            return True
    return False


def _known(analysis: Analysis, at: int, end: int) -> int | None:
    """A party that these words already name: a mention that ends with them, "the latter", or a name they share."""
    inside = [
        m for k in range(at, end) for m in analysis.mention_at.get(k, ()) if analysis.party_mentions[m].piece.first == k
    ]
    for index in reversed(inside):
        mention = analysis.party_mentions[index]
        if mention.piece.last == end and analysis.parties[mention.party].kind is EntityKind.PERSON:
            return mention.party
    head = analysis.forms[at].norm
    if head in _LAST:
        for k in range(at - 2, max(at - _IN_MIND, 0) - 1, -1):
            for index in sorted(analysis.mention_at.get(k, ())):
                mention = analysis.party_mentions[index]
                before = mention.piece.first == k and mention.piece.last <= at - 1
                if before and analysis.parties[mention.party].kind is EntityKind.PERSON:
                    return mention.party
    if end - at == 1:
        bare = head.removeprefix("ال")
        named = (analysis.party_mentions[m] for m in analysis.mentions_with(head, bare))
        speakers = (
            mention.party
            for mention in named
            if mention.piece.first < at
            and analysis.parties[mention.party].kind in (EntityKind.PERSON, EntityKind.UNNAMED)
        )
        return max(speakers, default=None)
    return None


def _new(analysis: Analysis, piece: Piece, cue: Cue) -> int:
    """Add the phrase as a party: a person where it looks like a bare name, else an unnamed speaker."""
    words = analysis.norms(piece.first, piece.last)
    plural = words[0].endswith(_PLURALS) and len(words[0]) > 5
    gender = cue.reading.inflection.gender or "m"
    name = analysis.text_of(piece)
    named = name_before_post(analysis, piece.first, piece.last)
    if named is not None:
        name = analysis.text_of(analysis.piece(piece.first, named))
    kind = (
        EntityKind.PERSON
        if named is not None
        else _kind_of(words, strange=not plural and gender == "m" and not is_common(words[0]))
    )
    number = "p" if plural or cue.reading.inflection.number == "p" else "s"
    index = len(analysis.parties)
    mention = PartyMention(
        piece, index, "name" if kind is EntityKind.PERSON else "nominal", piece.first, number=number, gender=gender
    )
    analysis.party_mentions.append(mention)
    where = len(analysis.party_mentions) - 1
    analysis.parties.append(Party(kind, name, "rule:cue-subject", mentions=[where], gender=gender, number=number))
    for token in range(piece.first, piece.last):
        analysis.mention_at.setdefault(token, []).append(where)
    return index


def _kind_of(words: list[str], *, strange: bool) -> EntityKind:
    """A text that speaks is a document, one strange word with its article a person, all else an unnamed speaker."""
    if words[0].removeprefix("ال") in _TEXTS:
        return EntityKind.DOCUMENT
    return EntityKind.PERSON if strange and len(words) == 1 and words[0].startswith("ال") else EntityKind.UNNAMED


_TEXTS = frozenset(
    fold(word)
    for word in (
        "اتفاق",
        "اتفاقية",
        "قرار",
        "تقرير",
        "بيان",
        "وثيقة",
        "محضر",
        "مسودة",
        "مبادرة",
        "دستور",
        "قانون",
        "معاهدة",
        "مذكرة",
        "إعلان",
        "ورقة",
        "رسالة",
        "دراسة",
        "مشروع",
        "نص",
        "بند",
        "بنود",
        "ميثاق",
        "بلاغ",
        "خطة",
    )
)
