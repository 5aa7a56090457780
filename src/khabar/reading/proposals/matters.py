"""What is asked for, offered, promised, accepted or refused without any plan word: proposals of kind `other`."""

from __future__ import annotations

from khabar.reading.analysis import Analysis, Piece
from khabar.reading.proposals.contents import Contents, clausal, matter_of
from khabar.reading.proposals.gathered import FOUND_BY, MATTER, Gathered
from khabar.reading.proposals.lexicon import cores_of, plan_words
from khabar.record import Act, ProposalKind

_OWN_MATTER = frozenset({Act.DEMAND, Act.PROPOSE, Act.ACCEPT, Act.REJECT, Act.PROMISE})
_ANSWERS = frozenset({Act.REJECT, Act.ACCEPT})


def add_matters(analysis: Analysis, gathered: list[Gathered]) -> None:
    """Add a proposal for each statement whose matter no proposal names yet.

    A refusal or acceptance told as a clause ("لن نعود إلى ...") or in one word ("رفض التجاوب") answers the
    proposal named last before it; a promise told as a clause is no proposal without a plan word.
    """
    contents = Contents(analysis)
    touched = {s for g in gathered for s in g.about}
    for index, statement in enumerate(analysis.statements):
        if statement.content is None or statement.act not in _OWN_MATTER:
            continue
        piece = matter_of(analysis, statement.content, statement.addressee)
        if index in touched and not _beside(analysis, gathered, index, piece):
            continue
        if statement.act == Act.REJECT and cores_of(analysis.forms[piece.first].norm) & plan_words().sets["silence"]:
            continue
        clause = clausal(analysis, statement.content)
        if statement.act in _ANSWERS and (clause or piece.last - piece.first < 2):
            answered = _last_before(gathered, statement.cue.start)
            if answered is not None:
                answered.about.append(index)
                answered.stands[index] = statement.act
            continue
        if statement.act == Act.PROMISE and clause:
            continue
        home = _same_matter(analysis, gathered, piece)
        if home is None:
            home = Gathered(ProposalKind.OTHER, MATTER, None)
            gathered.append(home)
        home.pieces.append(piece)
        home.concern(contents.outside(index))
        home.by.append(FOUND_BY[statement.act])
        home.stands[index] = statement.act


def _beside(analysis: Analysis, gathered: list[Gathered], index: int, piece: Piece) -> bool:
    """Whether a demand is for something of its own though it names a plan further on ("تقييم الاتفاق", "دخول الموقع وفقا للاتفاق")."""
    if analysis.statements[index].act != Act.DEMAND:
        return False
    aimed = [g for g in gathered if index in g.stands]
    named = [m for g in aimed for m in g.mentions if piece.first <= m.named < piece.last + 8]
    if not named or not all(m.definite and (m.plan is None or m.plan.family == "nuclear deal") for m in named):
        return False
    if min(m.first for m in named) <= piece.first:
        return False
    return not cores_of(analysis.forms[piece.first].norm) & plan_words().sets["adherence"]


def _last_before(gathered: list[Gathered], start: int) -> Gathered | None:
    """The proposal whose latest words before a character come last."""
    before = [(max(p.start for p in g.pieces if p.start < start), g) for g in gathered if g.pieces[0].start < start]
    return max(before, key=lambda pair: pair[0])[1] if before else None


def _words(analysis: Analysis, piece: Piece) -> set[str]:
    forms = analysis.forms[piece.first : piece.last]
    return {form.core for form in forms if form.kind == "word" and len(form.core) > 2}


def _same_matter(analysis: Analysis, gathered: list[Gathered], piece: Piece) -> Gathered | None:
    """The proposal that already names this matter: half of the shorter wording's words are in the other."""
    words = _words(analysis, piece)
    for g in gathered:
        if g.plan is not None:
            continue
        for known in g.pieces:
            other = _words(analysis, known)
            if 2 * len(words & other) >= max(1, min(len(words), len(other))):
                return g
    return None
