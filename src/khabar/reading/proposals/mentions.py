"""Where the report names a plan: the words of proposals.toml with their company, cut as a noun phrase.

A frame word ("اتفاق", "عرض", "خطة") that governs a plan word is one mention with it; one that stands alone
is a mention without a plan, which later refers back or gets a proposal of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache

from khabar.arabic import fold
from khabar.reading.analysis import Analysis, Piece
from khabar.reading.proposals.lexicon import Frame, Plan, cores_of, plan_words
from khabar.record import ProposalKind

_REACH = 7  # words between a frame and the plan it governs
_LENGTH = 12  # words of a mention
_SUBJECT = 2  # words of the subject between a verb and its company
_MARKS = frozenset("\"«»“”„'()")


@dataclass(slots=True)
class Mention:
    """A plan named: words first ≤ i < last, head its first naming word, named the word that tells which plan.

    verb: told by a verb; future: by one with the future prefix; definite: "the" or "this"; within: a term in the
    words of the mention before it; joined: goes on a list ("وسحب …"); draft: a draft resolution;
    reach: the token after its noun phrase, past the statements that begin in it.
    """

    first: int
    last: int
    head: int
    named: int
    plan: Plan | None
    frame: Frame | None
    verb: bool = False
    future: bool = False
    definite: bool = False
    within: bool = False
    joined: bool = False
    draft: bool = False
    reach: int = 0


@lru_cache(maxsize=50_000)
def _heads(norm: str) -> tuple[tuple[tuple[str, ...], Plan], ...]:
    """Entries whose first word a folded word can be, the reading with the fewest clitics first."""
    from khabar.arabic import segmentations

    heads = plan_words().heads
    found = [hit for way in segmentations(norm) if way.particle != "س" for hit in heads.get(way.core, ())]
    return tuple(sorted(found, key=lambda hit: not (hit[0] or hit[1].company)))


@lru_cache(maxsize=50_000)
def _frame(norm: str) -> Frame | None:
    from khabar.arabic import segmentations

    frames = plan_words().frames
    return next((frames[way.core] for way in segmentations(norm) if way.core in frames), None)


@lru_cache(maxsize=50_000)
def _verb(norm: str) -> tuple[Plan, bool] | None:
    """The plan a present verb tells, and whether it wears the future prefix."""
    from khabar.arabic import segmentations

    verbs = plan_words().verbs
    for way in segmentations(norm):
        if way.core in verbs and not way.article and way.particle in ("", "س"):
            return verbs[way.core], way.particle == "س"
    return None


def find_mentions(analysis: Analysis) -> list[Mention]:
    """Return all mentions in text order; their heads are distinct."""
    found: list[Mention] = []
    covered = 0
    cuts = _cuts(analysis)
    bodies = {fold(p.name).split()[0] for p in analysis.parties if p.kind == "party" and p.name.startswith("ال")}
    cues = {token for s in analysis.statements for token in range(s.cue.first, s.cue.last)}
    for i in range(analysis.body, len(analysis)):
        form = analysis.forms[i]
        if form.kind != "word" or i < covered:
            continue
        norm = form.norm
        frame = _frame(norm)
        hit = plan_at(analysis, i)
        if hit is not None and norm in bodies:
            continue  # "المؤتمر" of a report about the party of that name
        if hit is not None:
            mention = Mention(i, hit[1], i, i, hit[0], frame)
        elif frame is not None:
            mention = _framed(analysis, i, frame)
            if mention.plan is None and i in cues:
                continue  # "مطالبا", "عرض" as a cue: what it asks for stands in its content
        else:
            verb = _verb(norm)
            if verb is None:
                continue
            end = _company(analysis, i + 1, verb[0], _SUBJECT) if verb[0].company else i + 1
            if end is None:
                continue
            mention = Mention(i, end, i, i, verb[0], None, verb=True, future=verb[1])
        covered = mention.last
        mention.definite = _definite(analysis, i)
        cut = bisect_left(cuts, mention.last)
        mention.reach = end = max(mention.last, phrase_end(analysis, i + 1))
        mention.last = max(mention.last, min(end, cuts[cut]) if cut < len(cuts) else end)
        mention.first = _carried(analysis, i)
        _put_off(analysis, mention)
        found.append(mention)
    _nest(analysis, found)
    return found


def _put_off(analysis: Analysis, mention: Mention) -> None:
    """Make the putting off of what was planned a plan of its own: who refuses "تأجيل الانتخابات" is not against elections."""
    at, plan = mention.first - 1, mention.plan
    if plan is None or plan.kind not in _CAN_WAIT or mention.verb or at < analysis.body:
        return
    if cores_of(analysis.forms[at].norm) & _PUTTING_OFF and not analysis.cues_over(at):
        mention.first = at
        mention.plan = replace(plan, family=f"{plan.family} put off")


_CAN_WAIT = frozenset({ProposalKind.ELECTION, ProposalKind.TALKS})
_PUTTING_OFF = frozenset({"تاجيل", "ارجاء", "الغاء"})


def _cuts(analysis: Analysis) -> list[int]:
    """Where words of a plan end whatever they are: at cues and where contents begin."""
    edges = {s.cue.first for s in analysis.statements}
    for s in analysis.statements:
        if s.content is not None:
            edges.add(s.content.first)
    return sorted(edges)


@lru_cache(maxsize=50_000)
def _conjoined(norm: str) -> bool:
    """Whether a naming word wears "و" ("والانسحاب"), so that it goes on a list."""
    if norm[0] != "و":
        return False
    return bool(_heads(norm[1:]) or _frame(norm[1:]) or cores_of(norm[1:]) & plan_words().sets["carrier"])


@lru_cache(maxsize=50_000)
def _goes_on(norm: str) -> bool:
    """Whether the noun before a plan goes on with a list and belongs to it: "والقبول بعفو …"."""
    return norm[:1] == "و" and len(norm) > 4 and bool(cores_of(norm[1:]) & plan_words().sets["adherence"])


_AND_TO = frozenset({"وعلي", "والي", "وعن"})


def _nest(analysis: Analysis, found: list[Mention]) -> None:
    """Cut a mention where a list goes on with the next plan; mark a plan inside another's words as its term."""
    outer: Mention | None = None
    for mention in found:
        opening = analysis.sentences[analysis.sentence_of[mention.first]].first == mention.first
        before = analysis.forms[mention.first - 1].norm if mention.first else ""
        mention.joined = not opening and (_conjoined(analysis.forms[mention.first].norm) or before in _AND_TO)
        if not opening and not mention.joined and _goes_on(before):
            mention.first, mention.joined = mention.first - 1, True
        mention.draft = mention.plan is not None and mention.plan.family == "resolution"
        if outer is not None and mention.first < outer.reach:
            if _adopts(outer, mention) or _resolves(analysis, outer, mention):
                outer.plan, outer.named, outer.last = mention.plan, mention.named, outer.reach
                mention.within = True
            elif mention.first >= outer.last:
                pass
            elif mention.joined:
                ends = mention.first - (analysis.forms[mention.first - 1].norm in _AND_TO)
                outer.last = max(ends, outer.named + 1)
            elif outer.plan is not None and not outer.verb and mention.plan is not None:
                mention.within = mention.plan.family != "nuclear deal"
        if outer is None or mention.joined or mention.first >= outer.last:
            outer = mention


def plan_at(analysis: Analysis, i: int) -> tuple[Plan, int] | None:
    """Return the plan named by the words from token i on, and the token after the last of them; None if they name none."""
    for rest, plan in _heads(analysis.forms[i].norm):
        end = _sequence(analysis, i + 1, rest)
        if end is None:
            continue
        if plan.company:
            last = _company(analysis, end, plan)
            if last is None:
                continue
            end = last
        if plan.not_next and i + 1 < len(analysis) and analysis.forms[i + 1].norm in plan.not_next:
            continue
        if plan.without and any(cores_of(f.norm) & plan.without for f in analysis.forms[i + 1 : i + 4]):
            continue
        return plan, end
    return None


def _sequence(analysis: Analysis, i: int, cores: tuple[str, ...]) -> int | None:
    """The token after the words from i on if they are these cores, marks aside; None if they are not."""
    for core in cores:
        while i < len(analysis) and analysis.texts[i] in _MARKS:
            i += 1
        if i >= len(analysis) or core not in cores_of(analysis.forms[i].norm):
            return None
        i += 1
    return i


def _company(analysis: Analysis, first: int, plan: Plan, more: int = 0) -> int | None:
    """The token after the first company of a plan that follows within its reach, `more` words for a subject between."""
    left = plan.within + more
    for i in range(first, min(first + left * 2, len(analysis))):
        form = analysis.forms[i]
        if form.kind == "punct" and analysis.texts[i] not in _MARKS:
            return None
        if form.kind != "word":
            continue
        cores = cores_of(form.norm)
        for sequence in plan.company:
            if sequence[0] in cores:
                end = _sequence(analysis, i + 1, sequence[1:])
                if end is not None:
                    return end
        left -= 1
        if not left:
            return None
    return None


def _framed(analysis: Analysis, i: int, frame: Frame) -> Mention:
    """A frame with the plan it governs, if one follows in its phrase."""
    end = phrase_end(analysis, i + 1, _REACH)
    words = 0
    definite = _definite(analysis, i)
    for j in range(i + 1, end if frame.family != "step" else i):
        if analysis.forms[j].kind == "word":
            words += 1
            hit = plan_at(analysis, j)
            if hit is not None and (words == 1 or (_governed(analysis, j) and (words <= 3 or not definite))):
                return Mention(i, hit[1], i, j, hit[0], frame)
    return Mention(i, i + 1, i, i, None, frame)


def _governed(analysis: Analysis, j: int) -> bool:
    """Whether a word hangs on a preposition, its own or one before it (or before the carrier before it)."""
    while cores_of(analysis.forms[j - 1].norm) & plan_words().sets["carrier"]:
        if analysis.forms[j].norm[0] in "بل":
            return True
        j -= 1
    return analysis.forms[j].norm[0] in "بل" or analysis.forms[j - 1].norm in _LOOSE


def _adopts(outer: Mention, mention: Mention) -> bool:
    """Whether "خطة", "مبادرة" without a kind gets it from a plan further on in its phrase."""
    if outer.plan is not None or outer.definite or mention.joined or mention.plan is None or mention.verb:
        return False
    return outer.frame is not None and outer.frame.family in _PUT_FORWARD and mention.named - outer.head <= _REACH + 1


def _resolves(analysis: Analysis, outer: Mention, mention: Mention) -> bool:
    """Whether a draft resolution is of the kind of what it calls for ("مشروع قرار يدعو إلى هدنة")."""
    if outer.plan is None or outer.plan.family != "resolution" or outer.named != outer.head:
        return False
    if mention.plan is None or mention.verb or mention.joined or mention.named - outer.head > _REACH:
        return False
    return _governed(analysis, mention.named)


_PUT_FORWARD = frozenset({"plan", "offer", "agreement"})


def _definite(analysis: Analysis, i: int) -> bool:
    best = analysis.forms[i].norm
    return "ال" in best[:4] or best.startswith("لل") or analysis.forms[i - 1].norm in ("هذا", "هذه", "ذلك", "تلك")


def _carried(analysis: Analysis, i: int) -> int:
    """The first word of a mention: the carriers before its head belong to it."""
    carriers = plan_words().sets["carrier"]
    first = i
    while first > 0:
        before = first - 1
        if analysis.texts[before] in _MARKS and before > 0:
            before -= 1
        if not cores_of(analysis.forms[before].norm) & carriers:
            break
        first = before
    return first


def phrase_end(analysis: Analysis, i: int, length: int = _LENGTH) -> int:
    """The token after the noun phrase that goes on at i: to a stop word, a mark of punctuation or `length` words."""
    stops = plan_words().sets["stop"]
    start = i
    left = length
    definite = any(form.best.article for form in analysis.forms[max(0, i - 1) : i + 1])
    while i < len(analysis) and left:
        form = analysis.forms[i]
        if form.kind == "space" or (
            form.kind == "punct" and analysis.texts[i] not in _MARKS and analysis.texts[i] != "-"
        ):
            break
        if (
            form.norm in stops
            or (form.norm == "وعلي" and i > start)
            or (form.best.particle == "س" and i > start and (definite or analysis.places_between(i - 1, i)))
        ):
            break  # its predicate is no part of the name ("الاتفاق سينهي …"), a clause that describes it is ("قوة ستراقب …")
        left -= form.kind != "punct"
        i += 1
    while i > start and (analysis.forms[i - 1].kind != "word" or analysis.forms[i - 1].norm in _LOOSE):
        i -= 1
    return i


_LOOSE = frozenset({"في", "من", "الي", "علي", "عن", "مع", "بين", "و", "او", "لدي", "حول", "بشان", "ضد", "هذا", "هذه"})


def piece_of(analysis: Analysis, mention: Mention) -> Piece:
    """The words of a mention, without the conjunction on the first."""
    return words_of(analysis, mention.first, mention.last)


def words_of(analysis: Analysis, first: int, last: int) -> Piece:
    """Tokens first ≤ i < last without a conjunction at the front and loose marks at the ends."""
    while first < last - 1 and analysis.texts[first] in _MARKS:
        first += 1
    best = analysis.forms[first].best
    return analysis.piece(first, max(last, first + 1), lead=len(best.conjunction))
