"""Agreements that the report says were reached: "توصل الطرفان إلى اتفاق", "وقعت الحكومة مع المتمردين هدنة"."""

from __future__ import annotations

from khabar.reading.analysis import Analysis
from khabar.reading.bodies import body_of
from khabar.reading.parties.queries import mentions_in
from khabar.reading.proposals.lexicon import cores_of, plan_words
from khabar.reading.proposals.mentions import Mention

_AGREEMENTS = frozenset({"truce", "settlement", "swap", "trade", "withdrawal", "settlements"})
_NEGATIONS = frozenset({"لم", "لن", "لا", "ان", "قبل", "حتي", "اذا", "لو", "عدم", "بهدف", "دون"})
_SIGNERS = frozenset({"armed_group", "government", "country", "party", "group", "igo", "state_body"})
_SIDES = frozenset({"armed_group", "government", "party", "state_body"})
_SIDES_IN = 150  # words back in which "the two sides" were named
BOTH = frozenset({"الطرفان", "الطرفين", "الجانبان", "الجانبين", "للطرفين", "للجانبين"})
_WITH = frozenset({"بين", "مع"})
_LOOK_BACK = 15
_LOOK_ON = 4  # words after an agreement before the verb that tells of its conclusion ("اتفاق سلام أبرم بين …")
_WITHIN = 10  # words after "بين" or "مع" in which its parties are named


def concluded(analysis: Analysis, mention: Mention) -> list[int] | None:
    """Return the parties that concluded the agreement a mention names (perhaps none is named), or None if nobody did."""
    if mention.plan is None or mention.plan.family not in _AGREEMENTS or mention.verb:
        return None
    verb = _verb_after(analysis, mention)
    if verb is not None:
        return _signers(analysis, verb, mention)
    verb = _verb_before(analysis, mention)
    return None if verb is None else _signers(analysis, max(verb - 3, 0), mention)


def _verb_before(analysis: Analysis, mention: Mention) -> int | None:
    """The verb (or verbal noun) of conclusion before a mention: "توصل … إلى", "وقع … اتفاقا", "اتفاق الطرفين على"."""
    verbs = plan_words().sets["concluded"]
    sentence = analysis.sentences[analysis.sentence_of[mention.head]]
    for i in range(mention.first, max(sentence.first, mention.first - _LOOK_BACK) - 1, -1):
        form = analysis.forms[i]
        if form.kind != "word":
            continue
        both = bool({f.norm for f in analysis.forms[i + 1 : i + 3]} & BOTH)
        if i == mention.first and not both:
            continue
        if not (cores_of(form.norm) & verbs or (both and "اتفاق" in cores_of(form.norm))):
            continue
        if form.norm.startswith("لل"):
            return None
        if i > sentence.first and analysis.forms[i - 1].norm in _NEGATIONS:
            return None
        between = {f.norm for f in analysis.forms[i : mention.named]}
        return i if between & {"علي", "الي", "بين"} or mention.frame is not None or both else None
    return None


def _verb_after(analysis: Analysis, mention: Mention) -> int | None:
    """The verb of conclusion right after an agreement, or in its words: "اتفاق سلام أبرم بين …", "الهدنة التي وقعتها …"."""
    if mention.frame is None:
        return None
    verbs = plan_words().sets["concluded"]
    sentence = analysis.sentences[analysis.sentence_of[mention.head]]
    for i in range(mention.named + 1, min(sentence.last, mention.last + _LOOK_ON)):
        if cores_of(analysis.forms[i].norm) & verbs:
            return None if analysis.forms[i - 1].norm in _NEGATIONS else i
    return None


def _signers(analysis: Analysis, first: int, mention: Mention) -> list[int]:
    """The parties of a conclusion told from token `first` on, each by the body it acts for; at most four."""
    sentence = analysis.sentences[analysis.sentence_of[mention.head]]
    start = max(first, sentence.first)
    end = mention.first if first < mention.first else min(start + 3, sentence.last)
    if BOTH & {form.norm for form in analysis.forms[start : end + 2]}:
        return two_before(analysis, start)
    stretches = [(start, end)]
    for i in range(start, min(sentence.last, max(mention.last, first) + _WITHIN)):
        if analysis.forms[i].norm in _WITH:
            stretches.append((i + 1, min(sentence.last, i + 1 + _WITHIN)))
            break
        if i >= end and analysis.texts[i] in {"،", ",", "؛"}:
            break
    found: list[int] = []
    for one, other in stretches:
        for m in mentions_in(analysis, one, other):
            party = body_of(analysis, analysis.party_mentions[m].party)
            if (
                analysis.parties[party].kind in _SIGNERS
                and party not in found
                and not analysis.party_mentions[m].nested
            ):
                found.append(party)
    return found if len(found) <= 4 else []


def two_before(analysis: Analysis, token: int) -> list[int]:
    """Return who "the two sides" are: of the parties named shortly before a token the two that the report speaks of most."""
    before = {
        body_of(analysis, analysis.party_mentions[m].party)
        for m in mentions_in(analysis, max(analysis.body, token - _SIDES_IN), token)
        if not analysis.party_mentions[m].nested
    }
    sides = [i for i in sorted(before) if analysis.parties[i].kind in _SIDES]
    return sorted(sides, key=lambda i: -len(analysis.parties[i].mentions))[:2] if len(sides) > 1 else []
