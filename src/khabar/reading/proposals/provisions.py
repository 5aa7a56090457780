"""Proposals of the conditions that parties set and of what agreements provide for."""

from __future__ import annotations

from bisect import bisect_left

from khabar.reading.analysis import Analysis
from khabar.reading.proposals.concluded import BOTH, two_before
from khabar.reading.proposals.contents import Contents
from khabar.reading.proposals.decided import decided
from khabar.reading.proposals.decision import item_signs, item_threshold, probability, threshold
from khabar.reading.proposals.gathered import MATTER, Gathered
from khabar.reading.proposals.items import Item, agreed_on, items_of, provided
from khabar.reading.proposals.kinds import kind_of
from khabar.reading.proposals.lexicon import Plan, plan_words
from khabar.reading.proposals.listed_terms import listed_terms
from khabar.reading.proposals.mentions import plan_at
from khabar.reading.proposals.wordings import Wordings
from khabar.record import Act

_TRUCE_WORDS = frozenset({"هدنه", "نص", "بنود", "ورقه", "صيغه", "مسوده", "ميثاق", "مرسوم"})


def add_provisions(analysis: Analysis, gathered: list[Gathered], wordings: Wordings, contents: Contents) -> None:
    """Add the conditions that are set, and what agreements provide for."""
    named: dict[int, Gathered] = {}
    for g in gathered:
        for piece in g.pieces:
            for token in range(piece.first, piece.last):
                named.setdefault(token, g)
    add_terms(analysis, gathered, wordings)
    told = [(-1, item) for item in provided(analysis, frozenset(plan_words().frames) | _TRUCE_WORDS)]
    told += [(-1, item) for item in (*agreed_on(analysis), *decided(analysis))]
    told += [(i, item) for i in range(len(analysis.statements)) for item in items_of(analysis, i)]
    for index, item in told:
        home = next((named[i] for i in range(item.piece.first, item.piece.first + 2) if i in named), None)
        if home is None:
            home = _new_item(analysis, gathered, wordings, index, item)
            if home is None:
                continue
            for token in range(item.piece.first, item.piece.last):
                named.setdefault(token, home)
        if index < 0:
            if item.agreed:
                _agree(analysis, home, item.agreed)
            elif item.decider:
                home.deciders += [x for x in item.decider if x not in home.deciders]
            elif item.sort.startswith("provided"):
                _belong(analysis, gathered, home, item)
            continue
        home.concern(contents.outside(index))
        if home.stands.get(index, Act.REJECT) == Act.REJECT or index in home.guessed:
            taken = analysis.statements[index].act == Act.ACCEPT and home.family == "nuclear deal"
            home.take_stand(index, Act.ACCEPT if taken else Act.DEMAND)  # who sets a condition demands it
            home.guessed.discard(index)
        if item.waiting:
            content = analysis.statements[index].content
            first = content.first if content is not None else item.waiting
            waits = next((named[i] for i in range(item.waiting - 1, first - 1, -1) if i in named), None)
            if waits is not None and waits is not home:
                waits.needs.append((home, item.piece))


def add_terms(analysis: Analysis, gathered: list[Gathered], wordings: Wordings) -> None:
    """Add the terms that are listed by name, as parts of the plan named before them; who set them asks for them."""
    wholes = sorted((g for g in gathered if g.family in _WHOLE), key=lambda g: g.pieces[0].first)
    starts = [g.pieces[0].first for g in wholes]
    named = {token: g for g in gathered for piece in g.pieces for token in range(piece.first, piece.last)}
    for terms in listed_terms(analysis):
        before = bisect_left(starts, terms.at)
        whole = wholes[before - 1] if before else None
        for piece in terms.pieces:
            home = named.get(piece.first)
            if home is None or home is whole:
                plan = next((hit[0] for i in (piece.first, piece.first + 1) if (hit := plan_at(analysis, i))), None)
                kind = plan.kind if plan is not None else kind_of(analysis, piece)
                home = Gathered(kind, plan.family if plan is not None else MATTER, plan, by=["demanded"])
                gathered.append(home)
                home.pieces.append(piece)
                wordings.add(home, piece)
                home.concern(list(analysis.statements_over(piece.first)))
            if terms.asked:
                home.told += [(party, Act.DEMAND) for party in terms.owners]
            if whole is not None:
                whole.terms.append((home, piece))


def _agree(analysis: Analysis, home: Gathered, verb: int) -> None:
    """Who agreed accepts: the sources of the statement that the verb opens, else "the two sides" before it."""
    for index in analysis.cues_over(verb):
        statement = analysis.statements[index]
        if statement.act == Act.ACCEPT:
            home.take_stand(index, Act.ACCEPT)
            return
    if BOTH & {form.norm for form in analysis.forms[max(0, verb - 3) : verb + 3]}:
        home.told += [(party, Act.ACCEPT) for party in two_before(analysis, verb)]


def _belong(analysis: Analysis, gathered: list[Gathered], home: Gathered, item: Item) -> None:
    """Make what an agreement provides for a part of the one that its sentence names last before."""
    first = analysis.sentences[analysis.sentence_of[item.piece.first]].first
    best: tuple[int, Gathered] | None = None
    for g in gathered:
        if g is home or not (g.family in _WHOLE or "agreement" in g.frames):
            continue
        for piece in g.pieces:
            if first <= piece.first < item.piece.first and (best is None or piece.first > best[0]):
                best = (piece.first, g)
    if best is not None and all(part is not home for part in best[1].parts):
        best[1].parts.append(home)


_WHOLE = frozenset({"truce", "settlement", "nuclear deal", "swap"})


def _new_item(
    analysis: Analysis, gathered: list[Gathered], wordings: Wordings, index: int, item: Item
) -> Gathered | None:
    """A proposal for an item that none names yet, if its signs speak for one."""
    plan = next((hit[0] for i in range(item.piece.first, item.piece.first + 2) if (hit := plan_at(analysis, i))), None)
    kind = plan.kind if plan is not None else kind_of(analysis, item.piece)
    found = item_signs(analysis, item.sort, item.piece, kind=kind, plan=plan is not None)
    if not item.agreed and probability(found) < _least(item):
        return None
    home = _of_family(gathered, plan) or wordings.same_matter(item.piece)
    if home is None:
        home = Gathered(kind, plan.family if plan is not None else MATTER, plan)
        home.by.append(_by(index, item))
        gathered.append(home)
    home.pieces.append(item.piece)
    wordings.add(home, item.piece)
    return home


def _least(item: Item) -> float:
    """The probability from which on an item is kept: what somebody has decided on is detail less often."""
    return threshold() if item.sort == "decided" else item_threshold()


def _by(index: int, item: Item) -> str:
    if index >= 0:
        return "demanded"
    return "planned" if item.sort == "decided" else "offered" if item.offered else "agreed"


def _of_family(gathered: list[Gathered], plan: Plan | None) -> Gathered | None:
    """The proposal that a plan word of an item comes back to."""
    if plan is None:
        return None
    return next(
        (g for g in reversed(gathered) if g.plan and g.plan.family == plan.family and g.kind == plan.kind), None
    )
