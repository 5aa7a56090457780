"""What a plan waits for, told in a clause: "ما إن يتفق الخبراء على الطرق حتى تدخل الهدنة حيز التنفيذ".

The clause stands before its consequence ("بمجرد الاتفاق على الممرات ستبدأ الهدنة") or behind it ("لن تبدأ الهدنة ما لم
تنسحب القوات", "تبدأ الهدنة عندما يوقع الطرفان"). Behind it counts only what has not come yet: "انهارت الهدنة عندما" tells
what happened.
"""

from __future__ import annotations

from khabar.reading.analysis import Analysis, Piece
from khabar.reading.bodies import body_of
from khabar.reading.proposals.gathered import Gathered
from khabar.reading.proposals.lexicon import cores_of
from khabar.record import Act

_WAITING = frozenset({"truce", "settlement", "withdrawal", "negotiation", "meeting", "release", "swap", "corridor"})
_ONCE = frozenset({"اذا", "متي", "حالما", "فور", "بمجرد", "عندما", "حينما", "ريثما"})
_TWO_WORDS = frozenset(
    {("ما", "ان"), ("في", "حال"), ("حال", "ما"), ("ما", "لم"), ("الا", "بعد"), ("الا", "اذا"), ("شرط", "ان")}
)
_ONLY_BEHIND = frozenset({"شريطه", "بشرط", "قبل", "حتي", "فور", "لحين"})
_NEGATED = frozenset({"لن", "لا"})
_UNTIL = frozenset({"قبل", "حتي"})  # conditions only of what is said not to come before
_COMING = frozenset(
    {"يمكن", "قد", "تبدا", "يبدا", "تدخل", "يدخل", "تسري", "يسري", "تصبح", "يصبح", "تنطلق", "ينطلق", "تستانف", "يستانف"}
    | {"يتم", "تتم", "يكون", "تكون", "تعقد", "يعقد", "تجري", "يجري"}
)
_THEN = frozenset({"حتي", "فان", "فانه", "فسوف", "سوف"})
_ENDS = frozenset({"،", ",", "؛", "»", "”", '"', ".", "\n"})
_CLAUSE = 24  # words before a plan in which the condition for it can begin
_BEHIND = 12  # words after a plan before the condition for it
_TAIL = 4  # words after the words of a plan that still tell what it is about
_FEW = 40  # proposals that a condition is compared with
_TELLING = frozenset({Act.SAY, Act.ANNOUNCE, Act.PROPOSE})
_NO_SPONSOR = frozenset({"unnamed", "media", "document"})


def waits(analysis: Analysis, gathered: list[Gathered], index: int) -> tuple[int | None, Piece] | None:
    """Return the clause that a proposal waits for, with the proposal that it tells of if there is one."""
    found = gathered[index]
    if found.family not in _WAITING:
        return None
    for mention in found.mentions:
        clause = clause_before(analysis, mention.first) or _clause_behind(analysis, mention.first, mention.named)
        if clause is not None:
            return _told_in(gathered, clause, index) or _sharing(analysis, gathered, clause, index), clause
    return None


def condition_at(analysis: Analysis, token: int) -> int:
    """Return how many words at a token open a clause of condition, 0 if they do not."""
    norm = analysis.forms[token].norm
    after = analysis.forms[token + 1].norm if token + 1 < len(analysis) else ""
    if (norm.removeprefix("و"), after) in _TWO_WORDS:
        return 2
    return 1 if norm.removeprefix("و") in _ONCE else 0


def clause_before(analysis: Analysis, token: int) -> Piece | None:
    """Return the words between a conjunction of condition and the consequence that holds a token."""
    start = analysis.sentences[analysis.sentence_of[token]].first
    for i in range(max(start, token - _CLAUSE), token - 2):
        size = condition_at(analysis, i)
        if size:
            begin = i + size
            then = next((j for j in range(begin + 1, token) if _comes(analysis.forms[j].norm)), begin)
            while then > begin and analysis.texts[then - 1] in _ENDS:
                then -= 1
            return analysis.piece(begin, then) if then > begin else None
    return None


def _comes(norm: str) -> bool:
    """Whether a word begins what comes of a condition: a verb of beginning or in the future."""
    return norm in _THEN or norm in _COMING or norm.removeprefix("ف") in _COMING or _future(norm)


def _future(norm: str) -> bool:
    bare = norm.removeprefix("ف")
    return bare.startswith(("ست", "سي")) and len(bare) > 4


def _clause_behind(analysis: Analysis, first: int, named: int) -> Piece | None:
    """The condition behind a plan that has not come yet: "لن تبدأ الهدنة قبل انسحاب القوات"."""
    sentence = analysis.sentences[analysis.sentence_of[first]]
    coming = [analysis.forms[i].norm for i in range(max(sentence.first, first - _TAIL), first)]
    for at in range(named + 1, min(sentence.last - 1, named + _BEHIND)):
        norm = analysis.forms[at].norm
        size = condition_at(analysis, at) or (norm in _ONLY_BEHIND)
        if size:
            negated = not _NEGATED.isdisjoint(coming)
            if negated if norm in _UNTIL else (negated or any(map(_comes, coming))):
                return _to_end(analysis, at + size, sentence.last)
            return None
        if analysis.texts[at] in _ENDS:
            return None
        coming.append(norm)
    return None


def _to_end(analysis: Analysis, begin: int, last: int) -> Piece | None:
    """The words of a clause up to the next mark."""
    end = next((i for i in range(begin, last) if analysis.texts[i] in _ENDS), last)
    return analysis.piece(begin, end) if end - begin > 1 else None


def _told_in(gathered: list[Gathered], clause: Piece, waiting: int) -> int | None:
    """The proposal that is named in a clause."""
    for index, found in enumerate(gathered):
        if index != waiting and any(clause.first <= piece.first < clause.last for piece in found.pieces):
            return index
    return None


def _sharing(analysis: Analysis, gathered: list[Gathered], clause: Piece, waiting: int) -> int | None:
    """The proposal whose sentence shares two or more content words with a clause of condition; the best of them."""
    words = _content_words(analysis, clause.first, clause.last)
    best, most = None, 1
    for index, found in enumerate(gathered[:_FEW]):
        for piece in found.pieces if index != waiting else ():
            shared = len(words & _content_words(analysis, piece.first, piece.last + _TAIL))
            if shared > most:
                best, most = index, shared
    return best


def _content_words(analysis: Analysis, first: int, last: int) -> set[str]:
    forms = analysis.forms[first:last]
    return {core for form in forms if form.kind == "word" for core in cores_of(form.norm) if len(core) > 2}


def put_forward_by(analysis: Analysis, token: int) -> list[int]:
    """Return who says on what condition a plan can take effect: its sponsors, if nobody else is known for one."""
    for s in analysis.statements_over(token)[:1]:
        statement = analysis.statements[s]
        bodies = dict.fromkeys(body_of(analysis, x) for x in statement.sources)
        if statement.act in _TELLING:
            return [b for b in bodies if analysis.parties[b].kind not in _NO_SPONSOR]
    return []
