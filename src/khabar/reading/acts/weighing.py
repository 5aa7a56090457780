"""How heavily the words of a content speak for each act, by the signs of lexicon/acts.toml and where they stand."""

from __future__ import annotations

from typing import NamedTuple

from khabar.reading.acts.fields import fields_of
from khabar.reading.acts.news import source_traits
from khabar.reading.acts.sides import opening, other_doer, side_words
from khabar.reading.acts.signs import REACH, Find, Sign, is_future
from khabar.reading.analysis import Analysis, StatementDraft
from khabar.record import Act, StatementKind

_OPENING = 5
_DENYING = frozenset({"لم", "لا", "ليس", "ليست", "ليسوا", "لسنا"})
_ONLY_IF = frozenset({"قبل", "الا", "دون"})
_ONLY_IF_FROM = 2
_REFUTING = frozenset({"لم", "لا"})
_UNSETTLED = frozenset({"بعد", "حتي", "سوي", "الا", "قبل"})
_REACH_OF_DUTY = 25
_REACH_OF_DEED = 10
_THAT = frozenset({"ان", "بان", "وان", "فان"})
_TO_DO = frozenset({"ان", "الا"})
_NOBODY = ("مجهول", "انتحاري")  # who blames them accuses nobody
_NEARNESS = ((_OPENING, 1.25), (15, 1.0), (25, 0.7), (REACH, 0.4))


class Way(NamedTuple):
    """A construction by which a content speaks for an act, and how heavily."""

    name: str
    act: Act
    weight: float


def ways(analysis: Analysis, draft: StatementDraft) -> list[Way]:
    """Return the constructions of a content that no single word tells: who will do it, who is told to, what is denied."""
    if draft.content is None:
        return []
    at, own = subject(analysis, draft)
    found = [
        Way("we will", Act.PROMISE, _we_will(analysis, draft)),
        Way("duty of others", Act.DEMAND, _duty(analysis, draft, own=own)),
        Way("harm foretold", Act.WARN, _foretells(analysis, draft, own=own)),
        Way("only after", Act.REJECT, 2.0 if _only_after(analysis, draft) else 0.0),
    ]
    if own:
        found += [
            Way("own side will", Act.PROMISE, _promises(analysis, draft, at)),
            Way("own side will strike", Act.THREATEN, _strikes(analysis, draft, at)),
            Way("not done by own side", Act.DENY, _denies(analysis, draft, at)),
            Way(
                "own side will not",
                Act.REJECT,
                2.0 if at < draft.content.last and analysis.forms[at].norm == "لن" else 0.0,
            ),
        ]
    return [way for way in found if way.weight]


def subject(analysis: Analysis, draft: StatementDraft) -> tuple[int, bool]:
    """Return the first word after the content's subject, and whether that subject is the source's own side."""
    at, own = opening(analysis, draft)
    while draft.content is not None and at < draft.content.last - 1 and analysis.forms[at].kind == "punct":
        at += 1
    return at, own


def weigh(analysis: Analysis, draft: StatementDraft, found: list[Find]) -> dict[Act, float]:
    """Return how heavily the content of a statement speaks for each act; found: the signs in it."""
    if draft.content is None:
        return {}
    at, own = subject(analysis, draft)
    weights = _signed(analysis, draft, found, at if own else -1)
    if own and Act.ACCUSE in weights:
        weights[Act.ACCUSE] -= 1.5
    for way in ways(analysis, draft):
        weights[way.act] = weights.get(way.act, 0.0) + way.weight
    return weights


def _signed(analysis: Analysis, draft: StatementDraft, found: list[Find], own_at: int) -> dict[Act, float]:
    """Weigh the signs in a content. own_at: the token at which the source says something of itself, -1 if nowhere."""
    weights: dict[Act, float] = {}
    strongest: dict[tuple[int, Act], float] = {}
    for find in found:
        sign, at = find.sign, find.at
        weight = _worth(analysis, draft, sign, (find.token, at, own_at))
        if not weight:
            continue
        act = sign.act
        if find.negated:
            following = analysis.norms(find.token, find.token + 6)
            if find.before not in _REFUTING or act is not Act.ACCUSE or not _UNSETTLED.isdisjoint(following):
                continue
            act = Act.DENY
        for k in range(at, at + len(sign.words)):
            weight -= max(0.0, strongest.get((k, act), 0.0))
        if weight > 0:
            weights[act] = weights.get(act, 0.0) + weight
            strongest[at, act] = strongest.get((at, act), 0.0) + weight
    return weights


def counts(analysis: Analysis, draft: StatementDraft, found: list[Find]) -> list[float]:
    """Return what each sign is worth by who the subject is, were it to open the content: nothing where nobody is blamed."""
    at, own = subject(analysis, draft)
    return [_worth(analysis, draft, find.sign, (find.token, 0, at if own else -1)) for find in found]


def _worth(analysis: Analysis, draft: StatementDraft, sign: Sign, place: tuple[int, int, int]) -> float:
    """How much a sign counts where it stands. place: its token, its number in the content, where the source is subject."""
    token, at, own_at = place
    near_own = own_at >= 0 and 0 <= token - own_at <= 1
    weight = sign.weight * next(share for reach, share in _NEARNESS if at < reach)
    if sign.where == "opening":
        return weight if at < _OPENING else 0.0
    if sign.where == "own":
        return weight if near_own else 0.0
    if sign.where == "other":
        return 0.0 if near_own else weight
    if sign.where == "against":
        if token and analysis.forms[token - 1].norm in _REFUTING:
            return weight
        return 0.0 if near_own else weight * _blame(analysis, draft, token)
    return weight


def _blame(analysis: Analysis, draft: StatementDraft, token: int) -> float:
    """How much telling a violent deed blames its doer: news of battle does not, an opponent's word does."""
    if draft.content is None or not other_doer(analysis, draft, token):
        return 0.0
    if any(norm.startswith(_NOBODY) for norm in analysis.norms(max(draft.content.first, token - 3), token + 3)):
        return 0.0
    source = source_traits(analysis, draft)
    if source & {"outlet", "by_media", "analyst"} or draft.act is Act.ANNOUNCE:
        return 0.0
    civil = any(
        analysis.forms[i].norm in side_words("civilian") for i in range(token + 1, min(draft.content.last, token + 8))
    )
    if source & {"forces", "witness", "insider", "by_ngo", "by_unnamed"}:
        return 0.75 if civil and not source & {"by_ngo"} else 0.0
    return 1.0 if civil else 0.6


def _promises(analysis: Analysis, draft: StatementDraft, at: int) -> float:
    """The source says what it will do: a future verb right after its own subject, other than news of meetings."""
    if draft.content is None or at >= draft.content.last:
        return 0.0
    norm = analysis.forms[at].norm
    if norm == "سوف" and at + 1 < draft.content.last:
        return 2.5 if "س" + analysis.forms[at + 1].norm not in side_words("programme") else 0.0
    return 2.5 if is_future(norm) and norm not in side_words("programme") else 0.0


def _strikes(analysis: Analysis, draft: StatementDraft, at: int) -> float:
    """The source says that its own side will do something violent: "أننا سنواصل هجماتنا"."""
    if draft.content is None:
        return 0.0
    norms = analysis.norms(at, min(draft.content.last, at + _REACH_OF_DEED))
    if not norms or not is_future(norms[0]):
        return 0.0
    return 2.0 if any("violence" in fields_of(norm) for norm in norms) else 0.0


def _we_will(analysis: Analysis, draft: StatementDraft) -> float:
    """A first person future further on in quoted words."""
    if draft.content is None:
        return 0.0
    for norm in analysis.norms(draft.content.first + 1, min(draft.content.last, draft.content.first + 12)):
        bare = norm.removeprefix("و")
        if bare[:2] in ("سن", "سا") and len(bare) > 4 and bare not in side_words("programme") and is_future(bare):
            return 1.25
    return 0.0


def _denies(analysis: Analysis, draft: StatementDraft, at: int) -> float:
    """The source says of itself that something is not so; what it cannot, does not know or has not yet done is talk."""
    content = draft.content
    if content is None or draft.by.endswith("/phrase") or at + 1 >= content.last:
        return 0.0
    norm, after = analysis.forms[at].norm, analysis.forms[at + 1].norm
    if norm not in _DENYING or after in side_words("inability"):
        return 0.0
    if draft.kind is StatementKind.DIRECT and not (after[0] == "ن" or norm == "لسنا"):
        return 0.0
    if _UNSETTLED & set(analysis.norms(at + 1, min(content.last, at + 6))):
        return 0.0
    return 1.75


def _duty(analysis: Analysis, draft: StatementDraft, *, own: bool) -> float:
    """Somebody else is told to act: "على الأطراف أن …", "إن على الحكومة وقف …", "وعلى الجيران أن …"."""
    content = draft.content
    if content is None or own:
        return 0.0
    norms = analysis.norms(content.first, min(content.last, content.first + _REACH_OF_DUTY))
    if norms[0] == "علي" and len(norms) > _ONLY_IF_FROM:
        return 2.0
    for k, norm in enumerate(norms):
        if norm == "وعلي" or (norm == "علي" and norms[k - 1] in _THAT):
            return 2.0 if _TO_DO & set(norms[k + 2 : k + 6]) else 0.0
    return 0.0


def _foretells(analysis: Analysis, draft: StatementDraft, *, own: bool) -> float:
    """A harm is foretold that is not of the source's making: a future verb with a word for a harm after it."""
    content = draft.content
    if content is None or own:
        return 0.0
    norms = analysis.norms(content.first, min(content.last, content.first + 20))
    for k, norm in enumerate(norms):
        if is_future(norm.removeprefix("و")) and side_words("harm") & set(norms[k + 1 : k + 7]):
            return 1.5
    return 0.0


def _only_after(analysis: Analysis, draft: StatementDraft) -> bool:
    """Whether the content shuts a door until something else is done: "لا وساطة قبل …", "لن ترفع العقوبات إلا …"."""
    content = draft.content
    if content is None:
        return False
    norms = analysis.norms(content.first, min(content.last, content.first + 12))
    if norms[0] == "لا" and len(norms) > _ONLY_IF_FROM and norms[1][0] not in "ين":  # no verb
        return any(norm in _ONLY_IF for norm in norms[2:6])
    if "لن" in norms[:_OPENING]:
        at = norms.index("لن")
        return any(norm in _ONLY_IF for norm in norms[at + 2 : at + 7])
    return False
