"""Relays: sources named beside what they vouch for, without a verb of their own before it.

"…، وفق ما أكده متحدث", "بحسب المرصد", "ووفق الشرطة فإن …", "كما أعلنت الوزارة", "استنادا إلى أرقام المنظمة", "على ما جاء
في بيان", "على حد تعبيره", "، في رأيها،".
"""

from __future__ import annotations

from khabar.reading.analysis import Analysis, Piece
from khabar.reading.parties import phrase_from, resolve_pronoun
from khabar.reading.statements.citing import cites_for, finite_at, told_behind
from khabar.reading.statements.cues import Cue
from khabar.reading.statements.endings import trim
from khabar.reading.statements.frames import past_frame
from khabar.reading.statements.kinds import kind_at
from khabar.reading.statements.lexicon import BARE, NOUN, Reading, Verb
from khabar.reading.statements.phrases import become
from khabar.reading.statements.requests import on_request
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.sources import named_phrase, past_addressee, skip_light
from khabar.reading.statements.widths import widened
from khabar.reading.statements.words import COLONS, COMMAS, MARKS, RELATIVES, SELVES, is_complementiser
from khabar.record import Act, ChainRole

_WORDS = {"وفق", "وفقا", "بحسب", "حسب", "حسبما", "طبقا", "نقلا", "استنادا"}
_OWN = {"قوله", "قولها", "قولهم", "تعبيره", "تعبيرها", "تعبيرهم", "وصفه", "وصفها", "وصفهم", "رايه", "زعمه", "زعمهم"}
_NOT_SPEAKERS = {"القانون", "الدستور", "الخطه", "المصلحه", "الحاجه", "الظروف", "المعايير"}
_CARRIES_ON = {"by", "to", "that", "من", "في", "الي", "علي", "عن", "the", "noun", "number", "other"}
_RELAY = Verb("وفق", Act.SAY, frozenset(), frozenset(), "")
_CITING = {"نقلا": "عن", "استنادا": "الي"}
_LEADS = {*_WORDS, "علي", "في"}  # "بحسب تعبيره", "على حد قوله", "في رأيه"
_MIND = {"تقديره", "تقديرها", "تقديرهم", "نظره", "نظرها", "نظرهم", "رايه", "رايها", "رايهم"}
_FIRST = {"اول", "اخر", "احدث", "اخرا"}
_PAPERS = frozenset(
    {
        "احصاء", "احصاءات", "احصايات", "احصاييه", "احصاييات", "حصيله", "تقديرات", "ارقام", "تقرير", "تقارير", "دراسه", "بيان",
        "موقع", "مصادر", "مصدر", "شهود", "روايه", "روايات", "نتايج", "مسح", "استطلاع", "وثيقه", "وثايق", "برقيه", "محضر",
        "صحيفه", "وكاله", "معلومات", "انباء", "بيانات", "سكان", "ناشطين", "ناشطون", "خبراء", "مراقبين", "محللين", "مسوولين",
        "مسعفين", "مسوول", "شاهد", "مراسل", "معطيات",
    }
)  # fmt: skip
"""Whom or what a relay can cite though nobody else in the report is called so."""
_CALLS = {"قول", "تعبير", "وصف", "زعم"}
_RESUMED = {"به", "بها", "اليه", "اليها", "عنه", "عنها", "عليه", "فيه", "فيها"}
_LONGEST = 9
_LONGEST_NAME = 6  # tokens of a name in marks, with them
_FURTHER = 12  # tokens in which more is told of whom a relay cites
_SO = {"فان", "فانه", "فانها", "فقد"}
_LONGEST_SUBJECT = 8  # tokens
_NAMING = {"noun", "other", "the", "the-adjective", "adjective", "nominative"}


def find_relays(scene: Scene, first: int, last: int, taken: set[int]) -> list[Cue]:
    """Return the relays of a sentence with source and covered content; adds the tokens they use to `taken`."""
    analysis = scene.analysis
    found: list[Cue] = []
    behind = first
    for token in range(first, last):
        if token < behind:  # "حسبما أوردت وسائل إعلام نقلا عن مسؤول": one relay
            continue
        norm = analysis.forms[token].norm
        bare = norm[1:] if norm[:2] in ("وو", "فو", "وب", "وح", "ون", "وط", "وا") and norm[1:] in _WORDS else norm
        cue = None
        if bare in _WORDS and analysis.forms[token].kind == "word":
            cue = _relay(scene, token, first, last)
        elif norm == "كما" or (norm == "علي" and token + 1 < last and analysis.forms[token + 1].norm == "ما"):
            cue = _as_said(scene, token, first, last)
        cue = cue or _in_his_words(scene, token, first, last) or on_request(scene, token, first, last)
        if cue is None and bare in _WORDS and token + 1 < last and analysis.forms[token + 1].norm in _OWN:
            taken.update((token, token + 1))  # "بحسب وصفه" inside what is told already: no verb of its own
        if cue is not None and cue.content_first < cue.content_last:
            found.append(cue)
            taken.update(range(cue.first, cue.last))
            taken.update(range(token, cue.last))
            behind = cue.subject.first if cue.chain and cue.subject is not None else behind
    return found


def _relay(scene: Scene, token: int, first: int, last: int) -> Cue | None:
    """Read "وفق / بحسب / حسبما / وفقا لما" with its verb and its source."""
    analysis = scene.analysis
    norm = analysis.forms[token].norm
    at = token + 1
    reading = Reading(_RELAY, NOUN, BARE)
    end = token + 1
    cited = next((word for word in _CITING if norm.endswith(word)), None)
    if cited is not None:
        if at >= last or analysis.forms[at].norm != _CITING[cited]:
            return None
        at += 1
        end = at
        if cites_for(analysis, token, first, last):
            return None
    if at < last and analysis.forms[at].norm in ("ما", "لما"):
        at += 1
    if norm.endswith("حسبما") or at > token + 1:
        spoken = finite_at(analysis, at, last)
        if spoken is not None:
            reading, end = spoken, at + 1
            at += 1
    cue = Cue(token, end, token, "relay", reading, mode="relay")
    at = skip_light(scene, at, last)
    if reading.verb is not _RELAY:
        at = past_addressee(analysis, at, last)
    if at >= last or analysis.forms[at].norm in _OWN:
        return None
    source = _source(analysis, at, last)
    if source is not None:
        piece, cue.sources, cue.chain = source
        piece = widened(scene, piece, cue.sources, last, leads=_opens(analysis, first, token))
        cue.subject, cue.after_subject = piece, piece.last
    elif (end == token + 1 and not _paper(analysis, at)) or not _unknown(scene, cue, at, last):
        return None
    piece = analysis.piece(token, cue.after_subject)
    return cue if _cover(scene, cue, (token, piece.last), (first, last)) else None


def _paper(analysis: Analysis, at: int) -> bool:
    """Whether figures, papers or people that speak stand here: "لحصيلة رسمية", "لأول إحصاء", "الموقع الرسمي"."""
    norms = analysis.norms(at, min(len(analysis), at + 2))
    if norms[0].removeprefix("لل").removeprefix("ل").removeprefix("ال") in _FIRST:
        norms = norms[1:]
    return bool(norms) and norms[0].removeprefix("لل").removeprefix("ل").removeprefix("ال") in _PAPERS


def _source(analysis: Analysis, at: int, last: int) -> tuple[Piece, list[int], list[tuple[int, ChainRole]]] | None:
    """The source phrase at a token, wherever its preposition ل hides; "X عن Y": Y speaks, X is in the chain."""
    if analysis.forms[at].norm in _NOT_SPEAKERS:
        return None
    if analysis.texts[at] in MARKS and at + 1 < last:
        at += 1
    found = named_phrase(analysis, at, last)
    if found is None and at + 1 < last:  # "تقديرات السلطات", "كلام سانغر", "تقرير المراسل"
        found = named_phrase(analysis, at + 1, last)
    if found is None:
        return None
    piece, parties = found
    end = piece.last
    end += end + 2 < last and analysis.norms(end, end + 2) == ["نقلا", "عن"]
    if end + 1 < last and analysis.forms[end].norm == "عن":
        spoken = phrase_from(analysis, end + 1, last) or (
            phrase_from(analysis, end + 2, last) if end + 2 < last else None
        )
        if spoken is not None:
            return spoken[0], spoken[1], [(parties[0], "agency")]
    return piece, parties, []


def _as_said(scene: Scene, token: int, first: int, last: int) -> Cue | None:
    """Read "كما أعلنت الوزارة" after the words it covers: nothing reported follows it, and a comma or stop ends it."""
    analysis = scene.analysis
    loose = analysis.forms[token].norm == "كما"
    at = token + (1 if loose else 2)
    spoken = finite_at(analysis, at, last)
    if spoken is None or token == first:
        return None
    cue = Cue(at, at + 1, at, "relay", spoken, mode="relay")
    start = skip_light(scene, at + 1, last)
    while start < last and analysis.forms[start].norm in _RESUMED:
        start = skip_light(scene, start + 1, last)
    source = _source(analysis, start, last) if start < last else None
    if source is not None:
        piece, cue.sources, cue.chain = source
        piece = cue.subject = widened(scene, piece, cue.sources, last, leads=False)
    elif loose or start >= last or analysis.texts[token - 1] not in COMMAS or not _unknown(scene, cue, start, last):
        return None
    else:
        piece = analysis.piece(start, cue.after_subject)
    following = skip_light(scene, piece.last, last)
    if (
        loose
        and following < last
        and analysis.texts[following] not in COMMAS
        and analysis.forms[following].kind not in ("punct", "space")
    ):
        return None
    if following + 1 < last and is_complementiser(analysis.forms[following + 1].norm):
        return None
    return cue if _cover(scene, cue, (token, piece.last), (first, last)) else None


def _in_his_words(scene: Scene, token: int, first: int, last: int) -> Cue | None:
    """Read "على حد قوله", "بحسب تعبيرها", "، في رأيه،": the quotation beside it, or what stands before it, is the speaker's."""
    analysis = scene.analysis
    if analysis.forms[token].norm not in _LEADS:
        return None
    norms = analysis.norms(token, min(last, token + 4))
    if norms[:2] == ["علي", "حد"] and len(norms) > 2 and norms[2] in _OWN | _CALLS:
        at = token + 2
    elif (norms[0] in _WORDS and norms[1:2] and norms[1] in _OWN) or (
        norms[0] == "في" and norms[1:2] and norms[1] in _MIND and _between_commas(analysis, token, last)
    ):
        at = token + 1
    else:
        return None
    cue = Cue(token, at + 1, at, "relay", Reading(_RELAY, NOUN, BARE), mode="relay")
    after = at + 1
    if analysis.forms[at].norm in _CALLS:
        source = _source(analysis, after, last) if after < last else None
        if source is None:
            return None
        cue.subject, cue.sources, cue.chain = source
        after = source[0].last
    else:
        cue.sources = resolve_pronoun(analysis, at)
    while after < last and analysis.texts[after] in COMMAS:
        after += 1
    end = trim(analysis, first, token)
    quote = analysis.quote_at(after) if after < last and analysis.texts[after] in MARKS else None
    if quote is not None and quote.first == after:
        cue.content_first, cue.content_last = after, min(quote.last, last)
        return cue
    closed = next((q for k in (end - 1, end) if k > first and (q := analysis.quote_at(k)) is not None), None)
    if closed is not None and closed.first >= first and closed.last <= token:
        cue.content_first, cue.content_last = closed.first, closed.last
        return cue
    if norms[0] in _WORDS:  # "بحسب وصفه" beside no quotation: a word within what is told already
        return None
    start = end - 1
    while start > first and analysis.texts[start - 1] not in COMMAS:
        start -= 1
    cue.content_first, cue.content_last = start, end
    return cue if cue.sources else None


def _between_commas(analysis: Analysis, token: int, last: int) -> bool:
    return (
        token > 0 and token + 2 < last and analysis.texts[token - 1] in COMMAS and analysis.texts[token + 2] in COMMAS
    )


def _unknown(scene: Scene, cue: Cue, at: int, last: int) -> bool:
    """Make the words up to the next comma or preposition the source: "وفق ما أفادت طواقم الإغاثة"; False if none can be."""
    analysis = scene.analysis
    if cue.verb_name == "جاء" and analysis.forms[at].norm == "في" and at + 1 < last:
        at += 1
    end = at
    while end < last and end - at < _LONGEST and analysis.forms[end].kind == "word":
        kind = kind_at(analysis, end)
        if (kind not in _NAMING and not (kind == "to" and end == at)) or end in scene.time_end:
            break
        end += 1
    if end == at:
        return False
    become(analysis, cue, at, end)
    source = analysis.parties[cue.sources[0]]
    if kind_at(analysis, at) == "to" and source.name == analysis.text_of(analysis.piece(at, end)):
        source.name = "ا" + source.name[1:] if source.name.startswith("لل") else source.name[1:]
    cue.mode = "unknown"  # named in passing: nobody whom the words after it go back to
    return True


def _cover(scene: Scene, cue: Cue, used: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """Set the content: the rest of the sentence when the relay opens it, else the clause before."""
    analysis = scene.analysis
    (token, after), (first, last) = used, sentence
    told = told_behind(analysis, (first, token), (after, last))
    if told is not None:
        cue.content_first, cue.content_last = told, trim(analysis, told, last)
        return True
    opening = _opens(analysis, first, token)
    norm = analysis.forms[token].norm
    joined = norm not in _WORDS and norm[0] == "و" and analysis.texts[token - 1] in COMMAS  # "، وبحسب الشرطة، فإن"
    if not opening and not joined and analysis.texts[token - 1] not in COMMAS:
        start = _whole_after(analysis, (first, token), (after, last))
        if start is not None:
            cue.content_first, cue.content_last = start, trim(analysis, start, last)
            return start < last
    if opening or joined or (after + 1 < last and analysis.texts[after] in COLONS):  # "، وحسب فلان: «…»"
        at = _past_more(analysis, after + (not opening), last)
        while at < last and (analysis.texts[at] in COMMAS or analysis.texts[at] in MARKS):
            at += 1
        if at >= last:
            return False
        norm = analysis.forms[at].norm
        if norm.startswith("فان") or is_complementiser(norm) or norm in ("فقد", "فلقد"):
            at += 1
        cue.mode = "opening"
        cue.content_first, cue.content_last = at, trim(analysis, at, last)
        return at < last
    end = trim(analysis, first, token)
    following = after
    while following < last and (analysis.forms[following].kind in ("punct", "space") or following in scene.time_end):
        following = scene.time_end.get(following, following + 1)
    start = first
    if analysis.texts[token - 1] not in COMMAS and following < last - 6:
        start = end - 1
        while (
            start > first
            and analysis.texts[start - 1] not in COMMAS
            and analysis.forms[start - 1].norm not in RELATIVES
        ):
            start -= 1
    while start < end and analysis.forms[start].kind in ("punct", "space"):
        start += 1
    if start == first or analysis.forms[start - 1].kind in ("punct", "space"):
        start = past_frame(scene, start, end)
    cue.content_first, cue.content_last = start, _beyond(analysis, (token, after), last) or end
    return start < end


def _past_more(analysis: Analysis, at: int, last: int) -> int:
    """Pass over what tells more of who is cited: "المصادر نفسها", "موقع «النور»،", "…، لم يذكر اسمه، فإن"."""
    while at < last and analysis.forms[at].norm in SELVES:
        at += 1
    quote = analysis.quote_at(at) if at < last and analysis.texts[at] in MARKS else None
    if quote is not None and quote.first == at and quote.closed and quote.last - at <= _LONGEST_NAME:
        at = quote.last if quote.last < last and analysis.texts[quote.last] in COMMAS else at
    for k in range(at, min(last, at + _FURTHER)):
        if analysis.forms[k].norm in _SO and k > at:
            return k
        if analysis.quote_of[k] >= 0 or kind_at(analysis, k) == "that":
            break
    return at


def _opens(analysis: Analysis, first: int, token: int) -> bool:
    """Whether nothing stands before a relay in its sentence, or in the speech it begins: "وأضاف: «بحسب معلومات …"."""
    at = token
    while at > first and (
        analysis.forms[at - 1].kind in ("punct", "space") or analysis.forms[at - 1].norm in ("و", "ف")
    ):
        at -= 1
        if analysis.texts[at] in COLONS:
            return True
    return at == first


def _whole_after(analysis: Analysis, before: tuple[int, int], rest: tuple[int, int]) -> int | None:
    """Where the clause stands that a relay amid it vouches for: "فهو وفق الوكالة يقدم", "وقال سالم بحسب موقع محلي إن".

    Only where nothing but a subject, or a verb of saying with its speaker, stands before the relay.
    """
    (first, token), (after, last) = before, rest
    start = token
    while start > first and analysis.texts[start - 1] not in COMMAS:
        start -= 1
    if after + 2 >= last or token - start > _LONGEST_SUBJECT:
        return None
    if is_complementiser(analysis.forms[after].norm):
        return after + 1
    kinds = [kind_at(analysis, at) for at in range(start, token)]
    if kind_at(analysis, after) != "verb" or any(kind in ("verb", "and verb", "which", "that") for kind in kinds):
        return None
    return after


def _beyond(analysis: Analysis, used: tuple[int, int], last: int) -> int | None:
    """Where the clause around a relay between commas ends ("أودى، طبقا لمصادر طبية، بحياة العشرات"), if it goes on."""
    token, after = used
    if after + 1 >= last or analysis.texts[token - 1] not in COMMAS or analysis.texts[after] not in COMMAS:
        return None
    if kind_at(analysis, after + 1) not in _CARRIES_ON:
        return None
    end = after + 1
    while end < last and analysis.texts[end] not in COMMAS:
        end += 1
    return trim(analysis, after + 1, end)
