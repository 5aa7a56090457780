"""The body of a post that the words around a person's name tell, where the post itself was not understood.

"الناطق الإعلامي لمديرية الدفاع المدني الرائد فلان", "فلان، القائد الميداني في الفرقة", "الناطق باسم التنسيقية",
"الموفد الأممي", "رئيس الوزراء" in a report that knows one government only.
"""

from __future__ import annotations

from khabar.arabic import fold
from khabar.reading.analysis import Analysis, PartyMention
from khabar.reading.parties.nations import demonym_of
from khabar.reading.parties.queries import resolve_pronoun
from khabar.record import EntityKind

_BODIES = frozenset({"armed_group", "government", "state_body", "country", "igo", "ngo", "party", "company", "group"})
_POSTS = frozenset(
    {
        "ناطق", "ناطقه", "متحدث", "متحدثه", "رييس", "رييسه", "وزير", "وزيره", "مدير", "مديره", "قايد", "زعيم",
        "ممثل", "ممثله", "مندوب", "مندوبه", "سفير", "سفيره", "مبعوث", "مبعوثه", "موفد", "موفده", "مفوض",
        "مفوضه", "امين", "امينه", "نايب", "عضو", "عضوه", "قيادي", "قياديه", "مسوول", "مسووله", "مستشار",
        "مستشاره", "منسق", "منسقه", "كبير", "كبيره", "محافظ", "وكيل", "نقيب", "والي", "عمده", "مفاوض",
        "مفاوضه", "قنصل", "حاكم", "باسم", "مرشد", "مفتي",
    }
)  # fmt: skip
_NATION_OF_ALL = frozenset({"الاممي", "الامميه", "امميه", "اممي"})
_UNITED_NATIONS = frozenset({"الامم المتحده", "الامم", "المنظمه الدوليه"})
_DOMESTIC = frozenset(
    {"الوزراء", "الحكومه", "الجمهوريه", "الحكوميين", "الحكومي", "الداخليه", "الدفاع", "الخارجيه", "الماليه"}
)
_OF_STATE = frozenset({"وزير", "وزيره", "الوزراء", "الجمهوريه", "الخارجيه", "خارجيه", "الدفاع", "الداخليه", "الماليه"})
_STATES = frozenset({"country", "government"})
_STATE_WITHIN = 60  # words before a minister in which his state was named
_SELF = frozenset({"الرييس"})
_CLOSED = frozenset({"،", ",", "؛", ".", ":", "!", "؟"})
_SPEAKING = frozenset(
    {"قال", "وقال", "قالت", "وقالت", "اكد", "واكد", "ان", "بان", "انه", "الذي", "التي", "عن", "الي", "علي"}
)
_RANK = 3  # words between a comma and a name: a rank ("العقيد", "الأمير") and the comma itself
_BEFORE = 10  # words before a name in which its post can begin
_AFTER = 10  # words after a name and a comma in which the body of its post is named
_FEW = 4  # mentions of a person that are looked at


def body_of_post(analysis: Analysis, party: int) -> int | None:
    """Return the body that a person stands for by the words of its post or around its name, or None."""
    known = analysis.parties[party]
    for role in known.roles:
        if role.piece is not None:
            found = _in_words(analysis, party, role.piece.first, role.piece.last)
            if found is not None:
                return found
    for m in known.mentions[:_FEW]:
        mention = analysis.party_mentions[m]
        if mention.form == "pronoun":
            continue
        found = _before(analysis, party, mention)
        if found is None:
            found = _after(analysis, party, mention)
        if found is not None:
            return found
    return _domestic(analysis, party)


def _in_words(analysis: Analysis, party: int, first: int, last: int) -> int | None:
    """The body that the words of a post name: outright, by a pronoun, by an earlier name's last word, as the UN's."""
    for token in range(first + 1, last):
        for m in analysis.mention_at.get(token, ()):
            other = analysis.party_mentions[m].party
            if other != party and analysis.parties[other].kind in _BODIES:
                return other
    for token in range(first + 1, last):
        form = analysis.forms[token]
        if form.norm in _NATION_OF_ALL:
            return _named(analysis, _UNITED_NATIONS, len(analysis))
        nation = demonym_of(form.norm)
        if nation is not None and nation[1].country:
            state = state_of(analysis, nation[1].country)
            if state is not None:
                return state
        if form.best.pronoun in ("ها", "ه"):
            for other in resolve_pronoun(analysis, token):
                if analysis.parties[other].kind in _BODIES:
                    return other
    for token in range(first + 1, last):
        if analysis.forms[token - 1].norm in ("باسم", "في", "لدي") and analysis.forms[token].norm.startswith("ال"):
            found = _named(analysis, frozenset({analysis.forms[token].norm}), token)
            if found is not None:
                return found
    return None


def state_of(analysis: Analysis, country: str) -> int | None:
    """Return the country or government of a nation, if the report names it."""
    index = analysis.party_index()
    for kind in (EntityKind.COUNTRY, EntityKind.GOVERNMENT):
        if named := index.of_country.get((kind, country)):
            return named[0]
    return None


def _named(analysis: Analysis, words: frozenset[str], before: int) -> int | None:
    """The body last named before a token by these words, alone or at the head of a longer name."""
    best: tuple[int, int] | None = None
    for word in words:
        first = word.split()[0]
        for m in analysis.mentions_with(first, first.removeprefix("ال")):
            mention = analysis.party_mentions[m]
            if mention.head < before and analysis.parties[mention.party].kind in _BODIES:
                best = max(best or (mention.head, mention.party), (mention.head, mention.party))
    return best[1] if best is not None else None


def _before(analysis: Analysis, party: int, mention: PartyMention) -> int | None:
    """The body between a post and the name that holds it."""
    sentence = analysis.sentences[analysis.sentence_of[mention.piece.first]]
    body = None
    end = _before_rank(analysis, mention.piece.first)
    for token in range(end - 1, max(sentence.first, end - _BEFORE) - 1, -1):
        if analysis.texts[token] in _CLOSED or analysis.forms[token].norm in _SPEAKING or analysis.cues_over(token):
            return None
        if body is None:
            body = _body_at(analysis, party, token)
        if body is not None and _is_post(analysis, token):
            return body
    return None


def _before_rank(analysis: Analysis, name: int) -> int:
    """The comma between a post and the name it belongs to ("الناطق باسم الجيش، العقيد فلان"); else the name."""
    for token in range(name - 1, max(name - _RANK, 0) - 1, -1):
        if analysis.texts[token] in {"،", ","}:
            return token
        if analysis.forms[token].kind != "word" or analysis.forms[token].norm in _SPEAKING:
            return name
    return name


def _after(analysis: Analysis, party: int, mention: PartyMention) -> int | None:
    """The body of the post told after a name, most often behind a comma or a bracket."""
    at = mention.piece.last
    if at + 2 >= len(analysis):
        return None
    if analysis.texts[at] not in {"،", ",", "(", "-"}:
        if not _is_post(analysis, at):
            return None
        at -= 1
    sentence = analysis.sentences[analysis.sentence_of[mention.piece.first]]
    post = False
    for token in range(at + 1, min(sentence.last, at + _AFTER)):
        if analysis.texts[token] in _CLOSED:
            return None
        if token <= at + 3:
            post = post or _is_post(analysis, token)
        elif not post:
            return None
        body = _body_at(analysis, party, token) if post else None
        if body is not None:
            return body
    return None


def _body_at(analysis: Analysis, party: int, token: int) -> int | None:
    found = None
    for m in analysis.mention_at.get(token, ()):
        other = analysis.party_mentions[m]
        body = other.party != party and analysis.parties[other.party].kind in _BODIES
        if body and (found is None or not other.nested):
            found = other.party
    return found


def _is_post(analysis: Analysis, token: int) -> bool:
    form = analysis.forms[token]
    return form.kind == "word" and any(way.core in _POSTS for way in (form.best, *form.segmentations))


def _domestic(analysis: Analysis, party: int) -> int | None:
    """The government of a post of state that names none ("رئيس الوزراء"): the only one of the report, else the state named last."""
    words = {word for role in analysis.parties[party].roles for word in fold(role.title).split()}
    titles = {fold(role.title) for role in analysis.parties[party].roles}
    if not words & _DOMESTIC and not titles & _SELF:
        return None
    home = analysis.parties[party].country
    if home:
        return state_of(analysis, home)
    governments = analysis.party_index().of_kind.get(EntityKind.GOVERNMENT, [])[:20]
    if len({analysis.parties[i].country for i in governments}) == 1:
        return governments[0]
    return _named_last(analysis, party) if words & _OF_STATE else None


def _named_last(analysis: Analysis, party: int) -> int | None:
    """The country or government named last before a person, in the same sentence or the one before."""
    first = analysis.party_mentions[analysis.parties[party].mentions[0]].piece.first
    start = analysis.sentences[max(analysis.sentence_of[first] - 1, 0)].first
    for token in range(first - 1, max(start, first - _STATE_WITHIN) - 1, -1):
        for m in analysis.mention_at.get(token, ()):
            mention = analysis.party_mentions[m]
            if analysis.parties[mention.party].kind in _STATES and not mention.nested:
                return mention.party
    return None
