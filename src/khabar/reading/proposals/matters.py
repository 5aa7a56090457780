"""What is asked for, offered, promised, accepted or refused without any plan word: proposals of kind `other`."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from khabar.reading.analysis import Analysis, Piece
from khabar.reading.bodies import body_of
from khabar.reading.proposals.contents import Contents, clausal, matter_of
from khabar.reading.proposals.decision import item_signs, item_threshold, probability, signs, threshold
from khabar.reading.proposals.gathered import FOUND_BY, MATTER, Gathered
from khabar.reading.proposals.items import Item, items_of, provided
from khabar.reading.proposals.lexicon import Plan, cores_of, plan_words
from khabar.reading.proposals.mentions import plan_at
from khabar.record import Act, ProposalKind

_OWN_MATTER = frozenset({Act.DEMAND, Act.PROPOSE, Act.ACCEPT, Act.REJECT, Act.PROMISE})
_ANSWERS = frozenset({Act.REJECT, Act.ACCEPT})
_SHORTLY = 8  # statements back in which a body can have taken the stand that it takes again
_TELLING = 8  # words of a matter that can tell its kind
_NAME_WITHIN = 4  # words of a matter in which the name that a source keeps back stands
_SILENT_ON = 12  # words after the cue of a silence that can say what it is about


def add_matters(analysis: Analysis, gathered: list[Gathered], resolve: Callable[[int], bool]) -> None:
    """Add a proposal for each statement whose matter no proposal names yet and `resolve` gives to none before it.

    A refusal or acceptance told as a clause ("لن نعود إلى ...") or in one word ("رفض التجاوب") answers the
    proposal named last before it; a promise told as a clause is no proposal without a plan word.
    """
    contents = Contents(analysis)
    touched = {s for g in gathered for s in g.about}
    stood_on: dict[int, list[Gathered]] = {}
    for g in gathered:
        for s in g.stands:
            stood_on.setdefault(s, []).append(g)
    announced = {s: g for g in gathered for s in g.about if analysis.statements[s].act == Act.ANNOUNCE}
    wordings = Wordings(analysis, gathered)
    for index, statement in enumerate(analysis.statements):
        if index not in touched and statement.act == Act.NO_COMMENT and _silent_on(analysis, index):
            _answer(wordings, index, statement.cue.start, statement.act, _announced(analysis, announced, index))
            continue
        if statement.content is None or statement.act not in _OWN_MATTER:
            continue
        if index not in touched and resolve(index):
            continue
        piece = matter_of(analysis, statement.content, statement.addressee)
        if index in touched and not _beside(analysis, stood_on.get(index, []), index, piece):
            continue
        if statement.act == Act.REJECT and cores_of(analysis.forms[piece.first].norm) & plan_words().sets["silence"]:
            continue
        if statement.act == Act.DEMAND and _to_stay_unnamed(analysis, piece):
            continue
        clause = clausal(analysis, statement.content)
        if statement.act in _ANSWERS and (clause or piece.last - piece.first < 2):
            held = _held(analysis, stood_on, index)
            _answer(wordings, index, statement.cue.start, statement.act, held)
            continue
        if statement.act == Act.PROMISE and clause:
            continue
        home = wordings.same_matter(piece)
        if home is None:
            kind = kind_of(analysis, piece)
            found = signs(analysis, index, piece, told=kind != ProposalKind.OTHER)
            if probability(found) < threshold():
                continue
            home = Gathered(kind, MATTER, None)
            gathered.append(home)
        home.pieces.append(piece)
        wordings.add(home, piece)
        home.concern(contents.outside(index))
        home.by.append(FOUND_BY[statement.act])
        home.stands[index] = statement.act
        stood_on.setdefault(index, []).append(home)
    _add_items(analysis, gathered, wordings, contents)


def _add_items(analysis: Analysis, gathered: list[Gathered], wordings: Wordings, contents: Contents) -> None:
    """Add the conditions that are set, and what agreements provide for."""
    named: dict[int, Gathered] = {}
    for g in gathered:
        for piece in g.pieces:
            for token in range(piece.first, piece.last):
                named.setdefault(token, g)
    told = [(i, item) for i in range(len(analysis.statements)) for item in items_of(analysis, i)]
    told += [(-1, item) for item in provided(analysis, frozenset(plan_words().frames) | _TRUCE_WORDS)]
    for index, item in told:
        home = next((named[i] for i in range(item.piece.first, item.piece.first + 2) if i in named), None)
        if home is None:
            home = _new_item(analysis, gathered, wordings, index, item)
            if home is None:
                continue
            for token in range(item.piece.first, item.piece.last):
                named.setdefault(token, home)
        if index < 0:
            continue
        home.concern(contents.outside(index))
        if home.stands.get(index, Act.REJECT) == Act.REJECT or index in home.guessed:
            home.stands[index] = Act.DEMAND  # who sets a condition demands it
            home.guessed.discard(index)
        if item.waiting:
            content = analysis.statements[index].content
            first = content.first if content is not None else item.waiting
            waits = next((named[i] for i in range(item.waiting - 1, first - 1, -1) if i in named), None)
            if waits is not None and waits is not home:
                waits.needs.append((home, item.piece))


def _new_item(
    analysis: Analysis, gathered: list[Gathered], wordings: Wordings, index: int, item: Item
) -> Gathered | None:
    """A proposal for an item that none names yet, if its signs speak for one."""
    plan = next((hit[0] for i in range(item.piece.first, item.piece.first + 2) if (hit := plan_at(analysis, i))), None)
    kind = plan.kind if plan is not None else kind_of(analysis, item.piece)
    found = item_signs(analysis, item.sort, item.piece, kind=kind, plan=plan is not None)
    if probability(found) < item_threshold():
        return None
    home = _of_family(gathered, plan) or wordings.same_matter(item.piece)
    if home is None:
        home = Gathered(kind, plan.family if plan is not None else MATTER, plan)
        home.by.append("agreed" if index < 0 else "demanded")
        gathered.append(home)
    home.pieces.append(item.piece)
    wordings.add(home, item.piece)
    return home


def _of_family(gathered: list[Gathered], plan: Plan | None) -> Gathered | None:
    """The proposal that a plan word of an item comes back to."""
    if plan is None:
        return None
    return next(
        (g for g in reversed(gathered) if g.plan and g.plan.family == plan.family and g.kind == plan.kind), None
    )


_TRUCE_WORDS = frozenset({"هدنه", "نص", "بنود", "ورقه", "صيغه", "مسوده", "ميثاق", "مرسوم"})


def kind_of(analysis: Analysis, piece: Piece) -> ProposalKind:
    """Return the kind of a matter that no plan word names, by the first of its words that tells one."""
    matters = plan_words().matters
    for form in analysis.forms[piece.first : min(piece.last, piece.first + _TELLING)]:
        if form.kind != "word":
            continue
        for way in (form.best, *form.segmentations):
            if way.core in matters:
                return matters[way.core]
    return ProposalKind.OTHER


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


class Wordings:
    """The words of all proposals, to ask which was named last and which already names a matter."""

    def __init__(self, analysis: Analysis, gathered: list[Gathered]) -> None:
        self._analysis = analysis
        self._gathered: list[Gathered] = []
        self._ranks: dict[int, int] = {}
        self._starts: list[tuple[int, int]] = []  # where a wording starts, and the rank of its proposal, negative
        self._sizes: list[tuple[int, int]] = []  # by wording: how many words it has, and the rank of its proposal
        self._with: dict[str, list[int]] = {}  # word → the wordings that hold it
        for g in gathered:
            for piece in g.pieces:
                self.add(g, piece)

    def add(self, g: Gathered, piece: Piece) -> None:
        """Note one more wording of a proposal, which may be new itself."""
        rank = self._ranks.setdefault(id(g), len(self._gathered))
        if rank == len(self._gathered):
            self._gathered.append(g)
        insort(self._starts, (piece.start, -rank))
        if g.plan is None:
            words = _words(self._analysis, piece)
            for word in words:
                self._with.setdefault(word, []).append(len(self._sizes))
            self._sizes.append((len(words), rank))

    def last_before(self, start: int) -> Gathered | None:
        """Return the proposal whose latest words before a character come last."""
        for at in range(bisect_left(self._starts, (start, -len(self._gathered))) - 1, -1, -1):
            g = self._gathered[-self._starts[at][1]]
            if g.pieces[0].start < start:
                return g
        return None

    def same_matter(self, piece: Piece) -> Gathered | None:
        """Return the proposal that already names this matter: half of the shorter wording's words are in the other."""
        words = _words(self._analysis, piece)
        shared = Counter(wording for word in words for wording in self._with.get(word, ()))
        fitting = (
            self._sizes[wording][1]
            for wording, count in shared.items()
            if 2 * count >= max(1, min(len(words), self._sizes[wording][0]))
        )
        first = min(fitting, default=None)
        return None if first is None else self._gathered[first]


def _answer(wordings: Wordings, index: int, start: int, act: Act, held: Gathered | None) -> None:
    """Take a statement that names no plan as a stand on the one `held` to, else on the one named last before it."""
    answered = held or wordings.last_before(start)
    if answered is not None:
        answered.about.append(index)
        answered.stands[index] = act
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


def _announced(analysis: Analysis, announced: dict[int, Gathered], index: int) -> Gathered | None:
    """The proposal of the announcement before a silence on "الإعلان", "التصريحات"."""
    cue = analysis.statements[index].cue
    words = analysis.forms[cue.first : cue.last + _SILENT_ON]
    if not any(cores_of(form.norm) & plan_words().sets["announcement"] for form in words):
        return None
    return next((announced[s] for s in range(index - 1, max(index - _SHORTLY, 0) - 1, -1) if s in announced), None)


def _silent_on(analysis: Analysis, index: int) -> bool:
    """Whether silence is "على" something definite, so that it is about what was named before ("لم تعلق على العرض")."""
    cue = analysis.statements[index].cue
    sentence = analysis.sentences[analysis.sentence_of[cue.first]]
    norms = analysis.norms(cue.first, min(sentence.last, cue.last + _SILENT_ON))
    return any(one == "علي" and "ال" in two[:3] for one, two in pairwise(norms))


def _words(analysis: Analysis, piece: Piece) -> set[str]:
    forms = analysis.forms[piece.first : piece.last]
    return {core for form in forms if form.kind == "word" and len(core := form.best.core) > 2}
