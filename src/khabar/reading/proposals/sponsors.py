"""Who puts a plan forward: its author by its own words, who offers, promises or asks for it, who makes it known as its own."""

from __future__ import annotations

from khabar.reading.analysis import Analysis
from khabar.reading.bodies import body_of
from khabar.reading.parties.queries import phrase_from
from khabar.reading.proposals.gathered import MATTER, Gathered
from khabar.reading.proposals.lexicon import cores_of, plan_words
from khabar.reading.proposals.stances import hoped
from khabar.record import Act

_NO_SPONSOR = frozenset({"unnamed", "media", "document"})
_AT_THE_START = 3  # words of a welcome before the plan that it is about
_IN_REACH = 14  # words of an announcement or threat before the plan that it makes known
_CARE = frozenset({"رعايه", "وساطه", "رعت", "رعي", "ترعي", "يرعي", "رعا", "يرعا", "ترعا"})
_TO_THE_PATRON = 5  # tokens behind the name of a plan in which its patron is named
_SUBJECT = 9  # words after a verb in which its subject ends
_DECLARED = frozenset({"truce", "halt"})
_PUT_FORWARD = frozenset({Act.PROPOSE, Act.PROMISE, Act.DEMAND})


def sponsors_of(analysis: Analysis, gathered: Gathered) -> list[int]:
    """Return who puts a proposal forward, as indexes of parties; empty if the report does not tell."""
    if gathered.authors:
        return gathered.authors
    found = _first_to(analysis, gathered, (Act.PROPOSE, Act.PROMISE))
    if not found and gathered.family in _DECLARED:
        found = _declared(analysis, gathered)
    if not found and gathered.family != "nuclear deal":
        found = _first_to(analysis, gathered, (Act.DEMAND,))
    if found:
        return found
    asked = phrase_from(analysis, gathered.pieces[0].first + 1, gathered.pieces[0].last)
    if gathered.family == MATTER and asked is not None and _names_a_plan(analysis, gathered.pieces[0].first):
        return asked[1]
    for mention in gathered.mentions:
        if mention.frame is not None and mention.frame.family in ("offer", "plan", "demand") and mention.named:
            phrase = phrase_from(analysis, mention.head + 1, mention.last) if mention.head + 1 < mention.last else None
            if phrase is not None:
                return phrase[1]
    if gathered.family == "nuclear deal":
        return gathered.signers
    return (
        list(dict.fromkeys(body_of(analysis, x) for x in gathered.deciders))
        or _patrons(analysis, gathered)
        or _announcers(analysis, gathered)
        or gathered.signers
        or [party for party, act in gathered.told if act in _PUT_FORWARD]
        or _doers(analysis, gathered)
        or _hopeful(analysis, gathered)
    )


def _first_to(analysis: Analysis, gathered: Gathered, acts: tuple[Act, ...]) -> list[int]:
    """The first to take such a stand on it; where one quotes another, the one who is quoted."""
    for statements in (sorted(gathered.stands), sorted(gathered.about)):
        taking = [s for s in statements if gathered.stands.get(s, analysis.statements[s].act) in acts]
        for s in taking:
            inner = [other for other in taking if other != s and _holds(analysis, s, other)]
            return _behind(analysis, inner[-1] if inner else s)
    return []


def _holds(analysis: Analysis, outer: int, inner: int) -> bool:
    """Whether the cue of a statement stands in the content of another."""
    return outer in analysis.statements_over(analysis.statements[inner].cue.first)


def _declared(analysis: Analysis, gathered: Gathered) -> list[int]:
    """Who declares it: the source of an announcement that begins with the indefinite name of a truce."""
    for s in sorted(gathered.about):
        statement = analysis.statements[s]
        if statement.act != Act.ANNOUNCE or statement.content is None:
            continue
        first = statement.content.first
        if any(0 <= m.named - first <= _AT_THE_START and not m.definite for m in gathered.mentions):
            return _named(analysis, s)
    return []


def _patrons(analysis: Analysis, gathered: Gathered) -> list[int]:
    """Under whose care it stands: "مبادرة رعتها الرياض", "اتفاق برعاية الأمم المتحدة"."""
    for mention in gathered.mentions:
        last = analysis.sentences[analysis.sentence_of[mention.head]].last
        for at in range(mention.named + 1, min(last - 1, mention.last + _TO_THE_PATRON)):
            if analysis.texts[at] in {"،", ",", ":", "؛"}:
                break
            if cores_of(analysis.forms[at].norm) & _CARE:
                phrase = phrase_from(analysis, at + 1, last)
                return [] if phrase is None else list(dict.fromkeys(body_of(analysis, x) for x in phrase[1]))
    return []


def _hopeful(analysis: Analysis, gathered: Gathered) -> list[int]:
    """Who hopes for it: "أعرب عن أمله في …"."""
    return next((_named(analysis, s) for s in sorted(gathered.about) if hoped(analysis, s)), [])


def _behind(analysis: Analysis, statement: int) -> list[int]:
    """Who stands behind a statement: the bodies that its sources speak for."""
    return list(dict.fromkeys(body_of(analysis, x) for x in analysis.statements[statement].sources))


def _named(analysis: Analysis, statement: int) -> list[int]:
    """Who stands behind a statement, without outlets, papers and those whose name is kept back."""
    return [b for b in _behind(analysis, statement) if analysis.parties[b].kind not in _NO_SPONSOR]


def _doers(analysis: Analysis, gathered: Gathered) -> list[int]:
    """Who will do it, where a verb tells the plan: "سيلتقي الرئيس …", "سترسل باريس …", "أنها ستفرج عن …"."""
    for mention in gathered.mentions:
        if mention.verb:
            phrase = phrase_from(analysis, mention.head + 1, min(len(analysis), mention.head + _SUBJECT))
            if phrase is not None:
                return [body_of(analysis, x) for x in phrase[1]]
    return []


def _announcers(analysis: Analysis, gathered: Gathered) -> list[int]:
    """Who makes it known as its own plan: the source of an announcement that begins with it, or its supporter."""
    for act in (Act.ANNOUNCE, Act.THREATEN, Act.SUPPORT):
        for s in sorted(gathered.about):
            statement = analysis.statements[s]
            if statement.act != act or statement.content is None:
                continue
            first = statement.content.first
            reach = _AT_THE_START if act == Act.SUPPORT else _IN_REACH
            if any(0 <= mention.named - first <= reach for mention in gathered.mentions):
                bodies = [body_of(analysis, x) for x in statement.sources]
                return [b for b in dict.fromkeys(bodies) if analysis.parties[b].kind not in _NO_SPONSOR]
    return []


def _names_a_plan(analysis: Analysis, token: int) -> bool:
    """Whether a word is "طلب", "عرض", "خطة" …, so that the party after it is its author ("مطلبا إسرائيليا")."""
    return not cores_of(analysis.forms[token].norm).isdisjoint(plan_words().frames)
