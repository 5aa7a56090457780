"""One plan, one proposal: mentions gathered across the report, and the statements each proposal is the matter of.

A mention joins the proposal of its kind and family that is already there; a bare "الاتفاق", "هذا الطلب" joins the
last one that such a word can mean. What is asked for, offered, promised, accepted or refused without any plan word
is a proposal of kind `other`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from khabar.reading.analysis import Analysis, Piece
from khabar.reading.positions import body_of
from khabar.reading.proposals.contents import Contents, clausal, matter_of
from khabar.reading.proposals.lexicon import Plan, cores_of, plan_words
from khabar.reading.proposals.mentions import Mention, find_mentions, piece_of
from khabar.record import Act, ProposalKind

_BY = {
    Act.DEMAND: "demanded",
    Act.PROPOSE: "offered",
    Act.ACCEPT: "accepted",
    Act.REJECT: "refused",
    Act.PROMISE: "promised",
    Act.SUPPORT: "supported",
}
_NEAR = 8  # words between the start of a content and the plan that it is about


@dataclass(slots=True)
class Gathered:
    """A proposal being gathered. about: statements that concern it; asked: acts by which parties take a stand on it."""

    kind: ProposalKind
    family: str
    plan: Plan | None
    mentions: list[Mention] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    about: list[int] = field(default_factory=list)
    by: list[str] = field(default_factory=list)
    objects: set[str] = field(default_factory=set)
    owners: dict[Act, set[int]] = field(default_factory=dict)

    @property
    def frames(self) -> set[str]:
        """Families of the frame words used for it."""
        return {m.frame.family for m in self.mentions if m.frame}


def gather(analysis: Analysis) -> list[Gathered]:
    """Return the proposals of a report in the order of their first mention."""
    contents = Contents(analysis)
    gathered: list[Gathered] = []
    bare: list[Mention] = []
    for mention in find_mentions(analysis):
        if mention.plan is None:
            bare.append(mention)
            continue
        covering = contents.covering(mention.named)
        covering += [s for s in contents.cued(mention.first, mention.last) if s not in covering]
        evidence = _evidence(analysis, mention, covering)
        home = _home(analysis, gathered, mention, covering if evidence else [])
        if home is None:
            home = Gathered(mention.plan.kind, mention.plan.family, mention.plan)
            gathered.append(home)
        _take(analysis, home, mention, covering, evidence)
    kept = [g for g in gathered if g.by]
    for mention in bare:
        covering = contents.covering(mention.head)
        home = _meant(kept, mention, analysis)
        if home is not None:
            _take(analysis, home, mention, covering, [])
    _matters(analysis, contents, kept)
    kept.sort(key=lambda g: g.pieces[0].start)
    return kept


_OWN_MATTER = frozenset({Act.DEMAND, Act.PROPOSE, Act.ACCEPT, Act.REJECT, Act.PROMISE})


def _matters(analysis: Analysis, contents: Contents, kept: list[Gathered]) -> None:
    """Proposals from what statements ask for or refuse without a plan word; refusals of "it" join the last one."""
    touched = {s for g in kept for s in g.about}
    for index, statement in enumerate(analysis.statements):
        if statement.content is None or statement.act not in _OWN_MATTER or index in touched:
            continue
        piece = matter_of(analysis, statement.content, statement.addressee)
        if piece is None:
            continue
        if statement.act in (Act.REJECT, Act.ACCEPT) and (
            clausal(analysis, statement.content) or piece.last - piece.first < 2
        ):
            before = [g for g in kept if g.pieces[0].start < statement.cue.start]
            if before:
                last = max(before, key=lambda g: max(p.start for p in g.pieces if p.start < statement.cue.start))
                last.about.append(index)
            continue
        if statement.act == Act.PROMISE and clausal(analysis, statement.content):
            continue
        home = _same_matter(analysis, kept, piece)
        if home is None:
            home = Gathered(ProposalKind.OTHER, "matter", None)
            kept.append(home)
        home.pieces.append(piece)
        home.about += [s for s in contents.outside(index) if s not in home.about]
        home.by.append(_BY[statement.act])


def _words(analysis: Analysis, piece: Piece) -> set[str]:
    return {
        analysis.forms[i].best.core
        for i in range(piece.first, piece.last)
        if analysis.forms[i].kind == "word" and len(analysis.forms[i].best.core) > 2
    }


def _same_matter(analysis: Analysis, kept: list[Gathered], piece: Piece) -> Gathered | None:
    """The proposal that already names this matter: most of its words are there."""
    words = _words(analysis, piece)
    for g in kept:
        if g.plan is None and any(
            2 * len(words & (other := _words(analysis, p))) >= max(1, min(len(words), len(other))) for p in g.pieces
        ):
            return g
    return None


def _take(analysis: Analysis, home: Gathered, mention: Mention, covering: list[int], evidence: list[str]) -> None:
    home.mentions.append(mention)
    home.pieces.append(piece_of(analysis, mention))
    home.about += [s for s in covering if s not in home.about]
    home.by += evidence
    if mention.plan is not None:
        home.objects |= _objects(analysis, mention)
        for s in covering[:1]:
            statement = analysis.statements[s]
            home.owners.setdefault(statement.act, set()).update(body_of(analysis, x) for x in statement.sources)


def _evidence(analysis: Analysis, mention: Mention, covering: list[int]) -> list[str]:
    """What makes a mention a proposal: a stance on it, a plan, or its very name."""
    plan = mention.plan
    assert plan is not None
    found: list[str] = []
    if mention.within:
        return found
    for s in covering[:1]:
        statement = analysis.statements[s]
        if statement.act in _BY and statement.content is not None:
            found.append(_BY[statement.act])
    if mention.future or (not mention.verb and _planned(analysis, mention)):
        found.append("planned")
    if not mention.verb and (plan.standing == "named" or mention.frame):
        found.append("named")
    return found


def _planned(analysis: Analysis, mention: Mention) -> bool:
    """Whether a word of planning stands in the mention or just before it."""
    planned = plan_words().sets["planned"]
    for i in range(max(0, mention.first - 2), min(len(analysis), mention.head + 5)):
        if cores_of(analysis.forms[i].norm) & planned:
            return True
    return False


_BY_OBJECT = frozenset({"release", "withdrawal", "deployment", "evacuation"})


def _objects(analysis: Analysis, mention: Mention) -> set[str]:
    """The words that say who or what a mention is about."""
    return {
        analysis.forms[i].best.core
        for i in range(mention.named + 1, min(mention.last, mention.named + 7))
        if analysis.forms[i].kind == "word" and len(analysis.forms[i].best.core) > 3
    }


def _home(analysis: Analysis, gathered: list[Gathered], mention: Mention, covering: list[int]) -> Gathered | None:
    """The proposal a mention belongs to, if it has been named before."""
    assert mention.plan is not None
    for g in reversed(gathered):
        if g.kind != mention.plan.kind or g.family != mention.plan.family:
            continue
        if g.family in _BY_OBJECT and not mention.verb:
            objects = _objects(analysis, mention)
            if len(objects) > 1 and len(g.objects) > 1 and not objects & g.objects:
                continue
        if mention.joined and covering and covering[0] not in g.about[:-1]:
            continue
        if covering and _another(analysis, g, mention, covering[0]):
            continue
        return g
    return None


def _another(analysis: Analysis, g: Gathered, mention: Mention, s: int) -> bool:
    """Whether a stand is taken on another plan of the same kind: an offer of another party, "a truce" refused."""
    statement = analysis.statements[s]
    if s in g.about:
        return False
    owners = g.owners.get(Act.PROPOSE, set())
    sources = {body_of(analysis, x) for x in statement.sources}
    if statement.act == Act.PROPOSE and owners and not owners & sources:
        return True
    return statement.act == Act.REJECT and not mention.definite and not owners - sources and g.family == "truce"


_AGREED = frozenset({"nuclear deal", "truce", "settlement", "swap", "trade"})


def _meant(gathered: list[Gathered], mention: Mention, analysis: Analysis) -> Gathered | None:
    """The proposal that a bare frame word ("الاتفاق", "هذا العرض") means: the last one it can name."""
    frame = mention.frame
    if frame is None or not mention.definite:
        return None
    before = [g for g in gathered if g.pieces[0].start < analysis.starts[mention.head]]
    ranked = before[::-1] + [g for g in gathered if g not in before]
    if frame.family == "agreement":
        deal = [g for g in ranked if g.family == "nuclear deal"]
        fitting = deal or [g for g in ranked if "agreement" in g.frames] or [g for g in ranked if g.family in _AGREED]
    else:
        fitting = [g for g in ranked if frame.family in g.frames]
        if not fitting and frame.family in ("offer", "plan"):
            fitting = [g for g in ranked if "offered" in g.by]
        if not fitting and frame.family == "demand":
            fitting = [g for g in before[::-1] if "demanded" in g.by]
    return fitting[0] if fitting else None
