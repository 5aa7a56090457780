"""What is asked for, offered, promised, accepted or refused without any plan word: proposals by the words of statements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from khabar.reading.analysis import Analysis, Piece, StatementDraft
from khabar.reading.bodies import body_of
from khabar.reading.proposals.aims import TOUCHING
from khabar.reading.proposals.asked import asked_for, promised_in
from khabar.reading.proposals.contents import Contents, clausal
from khabar.reading.proposals.decision import probability, signs, threshold
from khabar.reading.proposals.gathered import FOUND_BY, MATTER, Gathered
from khabar.reading.proposals.items import verbal_noun
from khabar.reading.proposals.kinds import kind_of
from khabar.reading.proposals.lexicon import cores_of, plan_words
from khabar.reading.proposals.provisions import add_provisions
from khabar.reading.proposals.silence import Known, silent_on
from khabar.reading.proposals.stances import stance
from khabar.reading.proposals.wordings import Wordings
from khabar.record import Act, ProposalKind

_OWN_MATTER = frozenset({Act.DEMAND, Act.PROPOSE, Act.ACCEPT, Act.REJECT, Act.PROMISE})
_ANSWERS = frozenset({Act.REJECT, Act.ACCEPT})
_SHORTLY = 8  # statements back in which a body can have taken the stand that it takes again
_OWN_WORDS = 4  # words of a matter that no plan may name if it is to be one of its own
_POINTING = 3  # words of a matter that only points back to a plan
_THAT = frozenset({"ذلك", "هذا", "هذه", "تلك", "الامر"})
_NOT = frozenset({"لا", "لن", "لم", "ليس", "ليست", "دون"})
_THERE = frozenset({"هناك", "ثمه", "هنالك"})
_OPENING = 2  # words of a content in which God is asked
_INSISTING = frozenset({"reporting:أصر", "reporting:تمسك"})
_NAME_WITHIN = 4  # words of a matter in which the name that a source keeps back stands


@dataclass(frozen=True, slots=True)
class _Search:
    """The proposals found so far and their words.

    named: token → the proposal whose plan word stands there; stood_on: statement → proposals on which it takes a stand.
    """

    analysis: Analysis
    gathered: list[Gathered]
    contents: Contents
    wordings: Wordings
    named: dict[int, Gathered]
    stood_on: dict[int, list[Gathered]] = field(default_factory=dict)

    def add(self, index: int, piece: Piece, kind: ProposalKind) -> None:
        """Take a matter of a statement for a proposal of its own."""
        self.join(index, piece, Gathered(kind, MATTER, None))

    def join(self, index: int, piece: Piece, home: Gathered) -> None:
        """Let a statement take its stand on a proposal by a matter."""
        act = stance(self.analysis, index)
        if not home.pieces:
            self.gathered.append(home)
        home.pieces.append(piece)
        self.wordings.add(home, piece)
        home.concern(self.contents.outside(index))
        home.by.append(FOUND_BY[act])
        home.take_stand(index, act)
        self.stood_on.setdefault(index, []).append(home)

    def weigh(self, index: int, piece: Piece, place: str) -> tuple[float, ProposalKind]:
        """Return how probable it is that a matter is a proposal of its own, and of which kind."""
        kind = kind_of(self.analysis, piece)
        found = signs(self.analysis, index, piece, told=kind != ProposalKind.OTHER, place=place)
        return probability(found), kind

    def take(self, index: int, piece: Piece) -> None:
        """Take a matter that stands alone for the proposal that it names again, else for one of its own."""
        home = self.wordings.same_matter(piece)
        if home is not None:
            self.join(index, piece, home)
            return
        chance, kind = self.weigh(index, piece, "alone")
        if chance >= threshold():
            self.add(index, piece, kind)

    def take_listed(self, index: int, piece: Piece) -> None:
        """Take a further item of a list that no plan word names for a proposal of its own."""
        if not any(token in self.named for token in range(piece.first, piece.last)):
            chance, kind = self.weigh(index, piece, "listed")
            if chance >= threshold():
                self.add(index, piece, kind)


def add_matters(analysis: Analysis, gathered: list[Gathered], resolve: Callable[[int], bool]) -> None:
    """Add a proposal for each statement whose matter no proposal names yet and `resolve` gives to none before it.

    A refusal or acceptance told as a clause ("لن نعود إلى ...") or in one word ("رفض التجاوب") that names nothing new
    answers the proposal named last before it.
    """
    contents = Contents(analysis)
    touched = {s for g in gathered for s in g.about}
    wordings = Wordings(analysis, gathered)
    named = {m.named: g for g in gathered for m in g.mentions}
    search = _Search(analysis, gathered, contents, wordings, named)
    known = Known(
        {piece.first: g for g in gathered for piece in g.pieces},
        {s: g for g in gathered for s in g.about if analysis.statements[s].act == Act.ANNOUNCE},
        wordings,
    )
    for g in gathered:
        for s in g.stands:
            search.stood_on.setdefault(s, []).append(g)
    for index, statement in enumerate(analysis.statements):
        if index not in touched and statement.act == Act.NO_COMMENT:
            _answer(index, statement.act, silent_on(analysis, index, known))
        if statement.content is None:
            continue
        act = stance(analysis, index)
        if act not in _OWN_MATTER or _no_plan(analysis, statement):
            continue
        if index not in touched and resolve(index):
            continue
        pieces = asked_for(analysis, statement, act)
        for further in pieces[1:]:
            search.take_listed(index, further)
        if index in touched:
            aimed = search.stood_on.get(index, [])
            if aimed and _heads_a_list(search, act, pieces):
                search.take(index, pieces[0])
                continue
            if not (_beside(analysis, aimed, index, pieces[0]) if aimed else _alone(search, act, pieces[0])):
                continue
            for g in aimed:
                g.stands.pop(index, None)
        if not _withheld(analysis, act, pieces[0]) and not (act == Act.DEMAND and _names(analysis, pieces[0])):
            _take_first(search, index, pieces[0], act)
    add_provisions(analysis, gathered, wordings, contents)


def _no_plan(analysis: Analysis, statement: StatementDraft) -> bool:
    """Whether what looks like a demand asks nobody for a deed: a prayer ("داعيا الله أن …"), insistence that something is so."""
    content = statement.content
    assert content is not None
    if statement.entry in _INSISTING:
        return clausal(analysis, content)
    if _unneeded(analysis, content):
        return True
    opening = analysis.norms(content.first, min(content.last, content.first + _OPENING))
    return bool(plan_words().sets["god"] & set(opening))


def _unneeded(analysis: Analysis, content: Piece) -> bool:
    """Whether a clause says that there is no need for something ("لن تكون هناك حاجة إلى …")."""
    norms = analysis.norms(content.first, content.last)
    return any(
        norm == "حاجه" and any(before.lstrip("وف") in _NOT for before in norms[max(0, at - 3) : at])
        for at, norm in enumerate(norms)
    )


def _names(analysis: Analysis, piece: Piece) -> bool:
    """Whether words begin with the name of a party or "there is", so that they name no deed."""
    first = piece.first
    if verbal_noun(analysis.forms[first].norm):
        return False
    return first in analysis.mention_at or analysis.forms[first].norm in _THERE


def _take_first(search: _Search, index: int, piece: Piece, act: Act) -> None:
    """Take the first matter of a statement that names no plan; act: the stand that it takes."""
    statement = search.analysis.statements[index]
    clause = statement.content is not None and clausal(search.analysis, statement.content)
    if _points_back(search.analysis, piece):
        _answer(index, act, search.wordings.last_before(statement.cue.start))
    elif act in _ANSWERS and (clause or _said_in_a_word(search.analysis, piece)):
        held = _held(search.analysis, search.stood_on, index)
        _answer(index, act, held or search.wordings.last_before(statement.cue.start))
    elif act == Act.PROMISE and clause:
        deed = promised_in(search.analysis, statement)
        if deed is not None:
            search.take(index, deed)
    else:
        search.take(index, piece)


def _said_in_a_word(analysis: Analysis, piece: Piece) -> bool:
    """Whether a matter is one word that everybody knows already ("رفض التجاوب"), not a new one ("رفض زيارة …")."""
    form = analysis.forms[piece.first]
    best = form.best
    known = best.article or bool(best.pronoun) or bool(best.particle) or form.norm in _THAT
    return piece.last - piece.first < 2 and known


def _points_back(analysis: Analysis, piece: Piece) -> bool:
    """Whether a matter is to keep to or go on with what its pronoun means: "الالتزام ببنودها", "تمديدها"."""
    words = [form for form in analysis.forms[piece.first : piece.last] if form.kind == "word"]
    if not 0 < len(words) <= _POINTING or words[-1].best.pronoun not in ("ه", "ها"):
        return False
    cores = cores_of(words[0].norm) | {words[0].best.core}
    return bool(cores & plan_words().sets["adherence"])


def _withheld(analysis: Analysis, act: Act, piece: Piece) -> bool:
    """Whether what is asked for or refused is to say something: a source's name kept back, a comment refused."""
    if act == Act.REJECT:
        return bool(cores_of(analysis.forms[piece.first].norm) & plan_words().sets["silence"])
    return act == Act.DEMAND and _to_stay_unnamed(analysis, piece)


def _to_stay_unnamed(analysis: Analysis, piece: Piece) -> bool:
    """Whether what is asked for is that a source's name be kept back ("عدم كشف اسمه")."""
    hidden = plan_words().sets["anonymity"]
    return any(cores_of(form.norm) & hidden for form in analysis.forms[piece.first : piece.first + _NAME_WITHIN])


def _beside(analysis: Analysis, aimed: list[Gathered], index: int, piece: Piece) -> bool:
    """Whether a demand is for something of its own though it names a plan further on ("تقييم الاتفاق", "دخول الموقع وفقا للاتفاق")."""
    if analysis.statements[index].act != Act.DEMAND:
        return False
    named = [m for g in aimed for m in g.mentions if piece.first <= m.named < piece.last + 8]
    if not named or not all(m.definite and (m.plan is None or m.plan.family == "nuclear deal") for m in named):
        return False
    if min(m.first for m in named) <= piece.first:
        return False
    return not cores_of(analysis.forms[piece.first].norm) & plan_words().sets["adherence"]


def _alone(search: _Search, act: Act, piece: Piece) -> bool:
    """Whether a demand that takes no stand on the plan it names is for a deed of its own ("إرسال وفد بهدف التوصل إلى هدنة")."""
    if act != Act.DEMAND or not verbal_noun(search.analysis.forms[piece.first].norm):
        return False
    own = range(piece.first, min(piece.last, piece.first + _OWN_WORDS))
    end = next((token for token in own if search.analysis.forms[token].norm in TOUCHING), own.stop)
    return not any(token in search.named for token in range(own.start, end))


def _heads_a_list(search: _Search, act: Act, pieces: list[Piece]) -> bool:
    """Whether a deed that no plan word names comes first in a list that goes on with a plan ("إلى صرف الرواتب وإلى هدنة")."""
    first = pieces[0]
    if act != Act.DEMAND or len(pieces) < 2 or not verbal_noun(search.analysis.forms[first.first].norm):
        return False
    if any(token in search.named for token in range(first.first, first.last)):
        return False
    return any(token in search.named for piece in pieces[1:] for token in range(piece.first, piece.last))


def _answer(index: int, act: Act, answered: Gathered | None) -> None:
    """Take a statement that names no plan as a stand on one named before."""
    if answered is not None:
        answered.about.append(index)
        answered.noted.add(index)
        answered.take_stand(index, act)
        answered.guessed.add(index)


def _held(analysis: Analysis, stood_on: dict[int, list[Gathered]], index: int) -> Gathered | None:
    """The proposal on which the body that speaks has taken the same stand shortly before."""
    statement = analysis.statements[index]
    bodies = {body_of(analysis, x) for x in statement.sources}
    for s in range(index - 1, max(index - _SHORTLY, 0) - 1, -1):
        before = analysis.statements[s]
        if before.act == statement.act and bodies & {body_of(analysis, x) for x in before.sources}:
            named = [g for g in stood_on.get(s, ()) if g.stands.get(s) == statement.act]
            if named:
                return named[0]
    return None
