"""Terms told one by one after their name: "والشروط الستة هي الانسحاب من المباني وفتح الطرق …", "على ثلاث نقاط: …"."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.reading.analysis import Analysis, Piece
from khabar.reading.bodies import body_of
from khabar.reading.parties.queries import phrase_from
from khabar.reading.proposals.items import verbal_noun
from khabar.reading.proposals.lexicon import cores_of
from khabar.reading.proposals.mentions import phrase_end, words_of

_TERMS = frozenset({"شروط", "مطالب", "بنود", "نقاط"})
_ARE = frozenset({"هي", "وهي", ":", "تتضمن", "تشمل", "تلحظ", "ابرزها", "اهمها", "اولها", "بينها", "منها"})
_SET = frozenset({"فرضت", "فرض", "وضعت", "وضع", "حددت", "حدد", "طرحت", "طرح", "اعلنت", "اعلن", "قدمت", "قدم", "وضعوا"})
_TO_THE_LIST = 8  # tokens between the word for terms and the first of them
_BEFORE = 60  # tokens back in which the same terms were named with who set them
_REACH = 70  # tokens of a list
_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Terms:
    """A list of terms: the token that names them, their words, the bodies that set them, whether they are asked for."""

    at: int
    pieces: tuple[Piece, ...]
    owners: tuple[int, ...]
    asked: bool


def listed_terms(analysis: Analysis) -> list[Terms]:
    """Return the lists of two or more terms that a report tells by name."""
    found = []
    for at in range(analysis.body, len(analysis)):
        if not cores_of(analysis.forms[at].norm) & _TERMS or analysis.cues_over(at):
            continue
        begin = _list_at(analysis, at)
        if begin is None:
            continue
        pieces = _items(analysis, begin)
        if len(pieces) > 1:
            asked = bool(cores_of(analysis.forms[at].norm) & {"شروط", "مطالب"})
            found.append(Terms(at, pieces, _owners(analysis, at), asked))
    return found


def _list_at(analysis: Analysis, at: int) -> int | None:
    """The first token of the list that follows the word for terms, the name of a deed; None if there is no list."""
    end = min(len(analysis), at + _TO_THE_LIST)
    for i in range(at + 1, end):
        if analysis.texts[i] in {".", "؛", "؟"}:
            return None
        if analysis.forms[i].norm in _ARE or analysis.texts[i] == ":":
            begin = i + 1
            while begin < len(analysis) and analysis.forms[begin].kind != "word":
                begin += 1
            ready = begin < len(analysis) and verbal_noun(analysis.forms[begin].norm)
            return begin if ready else None
    return None


def _items(analysis: Analysis, begin: int) -> tuple[Piece, ...]:
    """The items of a list: each begins with the name of a deed, all but the first with "و"."""
    stop = min(analysis.sentences[analysis.sentence_of[begin]].last, begin + _REACH)
    starts = [begin]
    for i in range(begin + 1, stop):
        norm = analysis.forms[i].norm
        after = norm[1:] if norm[:1] == "و" and len(norm) > 3 else ""
        if (after and verbal_noun(after)) or (
            analysis.texts[i - 1] in {"،", ","} and analysis.forms[i].kind == "word" and verbal_noun(norm)
        ):
            starts.append(i)
        elif norm in ("واخيرا", "واولا", "وثانيا", "وثالثا") and i + 1 < stop:
            starts.append(i + 1)
    ends = [*starts[1:], stop]
    return tuple(
        words_of(analysis, start, min(max(phrase_end(analysis, start + 1, _LENGTH), start + 1), end))
        for start, end in zip(starts, ends, strict=True)
    )


def _owners(analysis: Analysis, at: int) -> tuple[int, ...]:
    """Who set the terms, as their words or those of the same terms before tell: "شروط الحكومة", "شروط فرضتها الحكومة"."""
    for i in range(at, max(analysis.body, at - _BEFORE) - 1, -1):
        if i != at and not cores_of(analysis.forms[i].norm) & _TERMS:
            continue
        for begin in (i + 1, i + 2, i + 3):
            if begin == i + 1 or cores_of(analysis.forms[begin - 1].norm) & _SET:
                phrase = phrase_from(analysis, begin, begin + 8)
                if phrase is not None and phrase[0].first == begin:
                    return tuple(dict.fromkeys(body_of(analysis, x) for x in phrase[1]))
    return ()
