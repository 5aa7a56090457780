"""Whom a party stands for: the body that a spokesman, a minister, an unnamed official or an organ speaks for."""

from __future__ import annotations

import re

from khabar.gazetteer import party as known_party
from khabar.reading.analysis import Analysis, Party, PartyMention, PartyRole
from khabar.reading.posts import body_of_post, state_of
from khabar.record import EntityKind

_BODIES = frozenset({"armed_group", "government", "state_body", "country", "igo", "ngo", "party", "company", "group"})
_WHOLES = frozenset({"armed_group", "government", "country", "igo", "party"})
_MOVEMENTS = frozenset({"armed_group", "party", "group"})
_STATES = frozenset({"country", "government", "state_body"})
_FORCES = ("جيش", "قوات", "دفاع")
_MILITARY = re.compile("عسكري")
_OFFICIAL = re.compile("حكومي|رسمي")
_SPEAKERS = frozenset({"الناطق", "المتحدث", "الناطقه", "المتحدثه", "المصدر", "المصادر", "المسؤول", "المسءول"})
_OF_WHOM = frozenset({"عن", "باسم", "في", "من", "لدي", "ل"})
_FORMER = frozenset({"سابق", "السابق", "السابقه", "الاسبق", "اسبق"})
_FOR_THEMSELVES = frozenset(
    {"الجندي", "جندي", "الأسير", "الاسير", "السجين", "المواطن", "الناشط", "الناشطة", "اللاعب", "الباحث"}
)
_ENVOYS = frozenset({"مندوب", "مندوبة", "سفير", "سفيرة", "السفير", "المندوب", "السفيرة", "المندوبة", "قنصل"})
_SENT_TO = frozenset({"في", "لدي", "الي"})
_DEPUTIES = frozenset({"النائب", "النائبة", "السيناتور", "نائب", "عضو"})
_CHIEFS = frozenset({"رئيس", "الرئيس", "وزير", "قائد", "مدير", "متحدث", "المتحدث", "رئيسة", "الأمين", "مساعد"})
_PRIVATE = re.compile("^(ال)?(ناشط|شاهد|شهود|سكان|اهالي|محلل|خبير|خبراء|باحث|مراقب|متظاهر|صحفي|صحافي|طبيب|اطباء|مسعف)")
_ABROAD = re.compile("^(وزارة )?(الخارجية|خارجية)")
_ORGAN = re.compile("^((مجلس )?الأمن القومي|ديوان)")
_HEARD_IN = 300  # words back in which "the spokesman" was heard before
_FEW = 20  # bodies of one kind that are looked at
_OFTEN = 1.5  # times that a government is spoken of before it stands for its state
_RULING = re.compile("حكوم|سلط|ادار|نظام|رئاس|رياس|مجلس|شرعي")
_ADJECTIVE = re.compile("(ي|يه|يون|يين|يا|يات)$")


def body_of(analysis: Analysis, party: int) -> int:
    """Return the body that a person or an unnamed source speaks for; else the party itself.

    A spokesman, a minister and an envoy speak for the body of their post; the political bureau of a movement and
    a foreign ministry that a person stands for in turn speak for the movement and the state. Where that is a state,
    the body is its country or its government, whichever the report speaks of more.
    """
    if party not in analysis.spoken_for:
        analysis.spoken_for[party] = party  # should a source be found to speak for itself
        analysis.spoken_for[party] = _body(analysis, party)
    return analysis.spoken_for[party]


def _body(analysis: Analysis, party: int) -> int:
    known = analysis.parties[party]
    if known.kind not in ("person", "unnamed"):
        if known.speaks_for is None and known.kind == "state_body" and _ABROAD.search(known.name):
            state = state_of(analysis, known.country) if known.country else None
            return party if state is None else _state(analysis, state)
        return party if known.speaks_for is None else known.speaks_for
    titles = {word for role in known.roles for word in role.title.split()[:1]}
    if titles & _FOR_THEMSELVES:
        return party
    found = known.speaks_for
    if found is None and known.roles and all(_FORMER & set(role.title.split()) for role in known.roles):
        return party
    if found is None:
        found = _by_post(analysis, party)
    if found is None and known.kind == "person":
        found = _beside(analysis, party)
    if found is None:
        found = _led(analysis, party)
    if found is None and known.kind == "person":
        found = body_of_post(analysis, party)
    if found is None:
        found = _as_known(analysis, party)
    if found is None and known.kind == "unnamed":
        found = _unnamed(analysis, party)
    if found is None or (analysis.parties[found].kind == "state_body" and _member(known)):
        return party
    if known.kind == "unnamed" and analysis.parties[found].kind == "country":
        found = _forces(analysis, party, found)
    return _state(analysis, _of_state(analysis, _whole(analysis, found)))


def _member(known: Party) -> bool:
    """Whether a person is a member of a house, who speaks for himself; not the deputy of somebody ("نائب رئيس …")."""
    words = [role.title.split()[:2] for role in known.roles]
    return any(title and title[0] in _DEPUTIES and not (title[1:] and title[1] in _CHIEFS) for title in words)


def _of_state(analysis: Analysis, body: int) -> int:
    """The state for which an official of its security council or court of state speaks."""
    known = analysis.parties[body]
    if known.kind != "state_body" or not known.country or not _ORGAN.search(known.name):
        return body
    state = state_of(analysis, known.country)
    return body if state is None else state


def _by_post(analysis: Analysis, party: int) -> int | None:
    """The body of the post a person holds; of a former post only where there is no other.

    Where a report ascribes posts of several states to one person, that of the person's own state counts, else the first.
    """
    posts = [role for role in analysis.parties[party].roles if role.of is not None]
    held = [role for role in posts if not _FORMER & set(role.title.split())] or posts
    bodies = [body for role in held if (body := _sent_by(analysis, role)) is not None]
    states = {country for body in bodies if (country := analysis.parties[body].country)}
    if len(states) < 2:
        return bodies[-1] if bodies else None
    known = analysis.parties[party]
    row = known_party(known.gazetteer_id) if known.gazetteer_id else None
    home = row.country if row is not None else None
    return next((b for b in bodies if home and analysis.parties[b].country == home), bodies[0])


def _sent_by(analysis: Analysis, role: PartyRole) -> int | None:
    """The body of a post; of an envoy the one that sends, not the one sent to ("مندوبة فرنسا في الأمم المتحدة")."""
    if role.piece is None or not set(role.title.split()[:1]) & _ENVOYS:
        return role.of
    for token in range(role.piece.first + 1, role.piece.last):
        if analysis.forms[token].norm in _SENT_TO:
            break
        for m in analysis.mention_at.get(token, ()):
            sender = analysis.party_mentions[m].party
            if analysis.parties[sender].kind in _BODIES:
                return sender
    return role.of


def _beside(analysis: Analysis, party: int) -> int | None:
    """The body of the post told right after the name and a comma ("فلان، عضو المكتب السياسي في الجبهة")."""
    for m in analysis.parties[party].mentions[:_FEW]:
        comma = analysis.party_mentions[m].piece.last
        if comma + 1 >= len(analysis) or analysis.texts[comma] not in {"،", ","}:
            continue
        for n in analysis.mention_at.get(comma + 1, ()):
            other = analysis.party_mentions[n]
            if other.piece.first == comma + 1 and analysis.parties[other.party].kind == "unnamed":
                body = body_of(analysis, other.party)
                if body != other.party:
                    return body
    return None


def _led(analysis: Analysis, party: int) -> int | None:
    """The movement or party of a person known to the gazetteer, or that of which it is a wing, if the report names it."""
    known = analysis.parties[party]
    row = known_party(known.gazetteer_id) if known.gazetteer_id else None
    of = known_party(row.of) if row is not None and row.of else None
    if of is None or of.kind not in _MOVEMENTS:
        return None
    index = analysis.party_index().known
    return index.get(of.id, index.get(of.id.rpartition("-")[0]))


def _as_known(analysis: Analysis, party: int) -> int | None:
    """The body that a person known to the gazetteer stands for, if the report names it.

    A member of a government stands for it or for its country, whichever the report names; the leader of a movement
    and a member of a parliament do not.
    """
    known = analysis.parties[party]
    row = known_party(known.gazetteer_id) if known.gazetteer_id else None
    if row is None:
        return None
    index = analysis.party_index()
    if row.of in index.known:
        return index.known[row.of]
    of = known_party(row.of) if row.of else None
    if of is not None and (of.kind not in _STATES or of.sector == "LEG"):
        return None
    if known.sector == "GOV" and known.country:
        for kind in (EntityKind.COUNTRY, EntityKind.GOVERNMENT):
            if named := index.of_country.get((kind, known.country)):
                return named[0]
    return None


def _unnamed(analysis: Analysis, party: int) -> int | None:
    """The body of a source without a name: the one in its own words or after them, else that of its trade.

    "الناطق" that stands alone is the one heard before; "مسؤول عسكري" and "مسؤول حكومي" speak for the only
    government that the report knows.
    """
    mention = analysis.party_mentions[analysis.parties[party].mentions[0]]
    if _PRIVATE.search(analysis.forms[mention.head].norm):
        return None
    found = _inside(analysis, mention) or _after(analysis, mention)
    if found:
        return found[0]
    words = analysis.norms(mention.piece.first, mention.piece.last)
    if len(words) == 1 and words[0] in _SPEAKERS:
        return _heard_before(analysis, party, mention.head)
    if any(_MILITARY.search(word) or _OFFICIAL.search(word) for word in words):
        governments = analysis.party_index().of_kind.get(EntityKind.GOVERNMENT, [])
        if len({analysis.parties[i].country for i in governments[:_FEW]}) == 1:
            return governments[0]
    return None


def _heard_before(analysis: Analysis, party: int, head: int) -> int | None:
    """The body of the unnamed source heard last before a token."""
    for token in range(head - 1, max(analysis.body, head - _HEARD_IN) - 1, -1):
        for m in analysis.mention_at.get(token, ()):
            other = analysis.party_mentions[m].party
            if other != party and analysis.parties[other].kind == "unnamed":
                body = body_of(analysis, other)
                return None if body == other else body
    return None


def _inside(analysis: Analysis, mention: PartyMention) -> list[int]:
    """Bodies named inside the words of a mention ("أحد مصادر الحركة")."""
    return [
        other.party
        for token in range(mention.head + 1, mention.piece.last)
        for m in analysis.mention_at.get(token, ())
        if (other := analysis.party_mentions[m]).party != mention.party
        and analysis.parties[other.party].kind in _BODIES
    ]


def _after(analysis: Analysis, mention: PartyMention) -> list[int]:
    """Bodies named right after a mention by "عن", "باسم", "في" … ("ممثلون عن المجموعات")."""
    at = mention.piece.last
    if at >= len(analysis) or analysis.forms[at].norm not in _OF_WHOM:
        return []
    return [
        other.party
        for token in (at + 1, at + 2)
        for m in analysis.mention_at.get(token, ())
        if analysis.parties[(other := analysis.party_mentions[m]).party].kind in _BODIES
    ]


def _forces(analysis: Analysis, party: int, country: int) -> int:
    """The army of a country for which a "مصدر عسكري" of it speaks, if the report names it."""
    mention = analysis.party_mentions[analysis.parties[party].mentions[0]]
    if not any(_MILITARY.search(word) for word in analysis.norms(mention.piece.first, mention.piece.last)):
        return country
    of_country = analysis.party_index().of_country
    for index in of_country.get((EntityKind.STATE_BODY, analysis.parties[country].country or ""), ())[:_FEW]:
        if any(word in analysis.parties[index].name for word in _FORCES):
            return index
    return country


def _whole(analysis: Analysis, body: int) -> int:
    """The body that an organ belongs to where the words say so right after it ("المكتب السياسي لحركة …")."""
    wholes = analysis.party_index().wholes
    if body not in wholes:
        wholes[body] = _found_whole(analysis, body)
    return wholes[body]


def _found_whole(analysis: Analysis, body: int) -> int:
    known = analysis.parties[body]
    if known.kind not in ("state_body", "group"):
        return body
    if known.part_of:
        return known.part_of[0]
    for m in known.mentions:
        after = analysis.party_mentions[m].piece.last
        for n in analysis.mention_at.get(after, ()):
            mention = analysis.party_mentions[n]
            whole = analysis.parties[mention.party].kind in _WHOLES and mention.party != body
            if whole and mention.piece.first == after and analysis.forms[after].norm.startswith("ل"):
                return mention.party
    return body


def _state(analysis: Analysis, body: int) -> int:
    """The government of a country where the report speaks of that at least as often, and not just once; else the body given."""
    known = analysis.parties[body]
    if known.kind != "country" or known.country is None:
        return body
    governments = analysis.party_index().of_country.get((EntityKind.GOVERNMENT, known.country), [])[:_FEW]
    best = max(governments, key=lambda i: _weight(analysis, i), default=body)
    return best if _weight(analysis, best) >= max(_weight(analysis, body), _OFTEN) else body


def _weight(analysis: Analysis, party: int) -> float:
    """How often a report speaks of a state as such: not by an adjective, not inside a longer name.

    A capital or a palace is said of the state nearly as much as of its government and counts half for that.
    """
    weights = analysis.party_index().weights
    if party not in weights:
        weights[party] = _counted(analysis, party)
    return weights[party]


def _counted(analysis: Analysis, party: int) -> float:
    known = analysis.parties[party]
    mentions = [analysis.party_mentions[m] for m in known.mentions]
    if known.kind == "government":
        return sum(1.0 if _RULING.search(analysis.forms[m.head].norm) else 0.5 for m in mentions)
    return sum(not m.nested and not _ADJECTIVE.search(analysis.forms[m.head].norm) for m in mentions)
