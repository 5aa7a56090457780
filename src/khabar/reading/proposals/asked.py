"""What a statement asks for, offers or refuses, item by item: the first matter of its content and those its list goes on with.

"طالبت اللجنة المحافظ بفتح الجسر وبإعادة التيار" asks for two things; "قال إن على المحافظ أن يفتح الجسر" asks for what
follows the word of duty.
"""

from __future__ import annotations

from collections.abc import Iterator

from khabar.reading.analysis import Analysis, Piece, StatementDraft
from khabar.reading.proposals.authors import HOME
from khabar.reading.proposals.contents import clausal, matter_of
from khabar.reading.proposals.items import verbal_noun
from khabar.reading.proposals.lexicon import cores_of, plan_words
from khabar.reading.proposals.mentions import phrase_end, words_of
from khabar.record import Act

_LENGTH = 14  # words of an item
_REACH = 60  # tokens after the first item in which the list goes on
_TO_THE_DUTY = 30  # tokens of a clause before the word of duty
_TO_THE_DEED = 9  # tokens between whom one asks and the deed
_ITEMS = 8
_THAT = frozenset({"ان", "بان", "الا", "بالا"})
_AND_THAT = frozenset({"وان", "وبان", "والا", "وبالا"})
_AND_TO = frozenset({"والي", "وعلي"})
_AND_ON = _AND_THAT | _AND_TO
_TO = frozenset({"الي", "علي", "ل", "ب"})
_RELATIVE = frozenset({"التي", "الذي", "الذين"})
_ASIDE = frozenset(
    {
        "حيث",
        "لان",
        "لانه",
        "لانها",
        "عندما",
        "بينما",
        "اذا",
        "لكن",
        "ولكن",
        "بهدف",
        "بغيه",
        "مما",
    }
)


def asked_for(analysis: Analysis, statement: StatementDraft, act: Act) -> list[Piece]:
    """Return the matters of a statement that does `act`, in the order of its content, at least one; it must have a content."""
    content = statement.content
    assert content is not None
    begin = duty(analysis, statement, act) if clausal(analysis, content) else None
    if begin is None:
        begin = _past_whom(analysis, statement) if act == Act.DEMAND else _past_the_stand(analysis, content)
    rest = analysis.piece(begin, content.last) if content.first < begin < content.last else content
    first = matter_of(analysis, rest, statement.addressee)
    found = [first]
    starts = list(_going_on(analysis, first, content.last))[: _ITEMS - 1]
    for at, start in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else content.last
        begin = start + (analysis.forms[start].norm in _AND_ON)
        last = min(max(phrase_end(analysis, begin + 1, _LENGTH), begin + 1), end)
        if last - begin > 1 or at:
            found.append(words_of(analysis, begin, last))
    if starts and starts[0] < first.last:
        found[0] = words_of(analysis, first.first, max(starts[0], first.first + 1))
    return found


def duty(analysis: Analysis, statement: StatementDraft, act: Act) -> int | None:
    """Return where what somebody is to do begins in a clause, after "يجب أن", "المطلوب هو", "ندعو … إلى"; None if nowhere."""
    content = statement.content
    if content is None or act not in (Act.DEMAND, Act.PROPOSE):
        return None
    words = plan_words().sets["duty"]
    stop = min(content.last, content.first + _TO_THE_DUTY)
    for at in range(content.first, stop):
        norm = analysis.forms[at].norm
        if norm not in words and norm.lstrip("وف") not in words and not _on_whom(analysis, at, stop):
            continue
        return _deed(analysis, at + 1, content.last)
    return None


def _on_whom(analysis: Analysis, at: int, stop: int) -> bool:
    """Whether "على" opens a duty: "على الحكومة أن …" at the start of a clause."""
    if analysis.forms[at].norm not in ("علي", "وعلي", "عليه", "عليها", "عليهم", "عليكم", "علينا"):
        return False
    return any(analysis.forms[i].norm in ("ان", "الا") for i in range(at + 1, min(at + 8, stop)))


def _deed(analysis: Analysis, first: int, last: int) -> int | None:
    """The token at which the deed begins after a word of duty: behind "أن", a preposition or the party that is to do it."""
    for at in range(first, min(last, first + _TO_THE_DEED)):
        form = analysis.forms[at]
        if form.norm in _THAT:
            return at + 1 if form.norm in ("ان", "بان") else at
        if form.kind == "word" and not form.best.article and verbal_noun(form.norm):
            return at
        if form.norm in _TO and at + 1 < last:
            return at + 1
    return first if first < last else None


def _past_whom(analysis: Analysis, statement: StatementDraft) -> int:
    """Where a demand begins once whom it asks is told, whoever that is.

    The verb of asking says how: "دعا فلان … إلى أن …", "حث … على …", "طالب … بـ …"; else at "بـ" or after "إلى", "على"
    with a deed.
    """
    content = statement.content
    assert content is not None
    governed = _governed(analysis, statement, content)
    if governed is not None:
        return governed
    for at in range(content.first, min(content.last - 1, content.first + _TO_THE_DEED)):
        form = analysis.forms[at]
        if form.kind == "punct" and analysis.texts[at] in {"،", ",", ":"}:
            break
        if verbal_noun(form.norm) and not (at > content.first and form.best.article):
            return at
        if form.norm in _THAT and at > content.first:
            return at + 1
    return content.first


def _governed(analysis: Analysis, statement: StatementDraft, content: Piece) -> int | None:
    """Where the deed begins after the preposition that the verb of asking takes, past names, commas and asides."""
    prepositions = _TAKES.get(statement.entry.removeprefix("reporting:"))
    if prepositions is None:
        return None
    if analysis.forms[content.first - 1].norm in prepositions and content.first not in analysis.mention_at:
        return None
    for at in range(content.first, min(content.last - 1, content.first + _PAST_NAMES)):
        norm = analysis.forms[at].norm
        if analysis.texts[at] in _ENDS:
            return None
        if norm in prepositions or norm[1:] in prepositions:
            behind = analysis.forms[at + 1].norm
            if behind in _THAT:
                return at + 2 if at + 2 < content.last else None
            if verbal_noun(behind) or _plain_noun(analysis, at + 1):
                return at + 1
        elif norm[0] in prepositions and analysis.forms[at].best.particle == norm[0]:
            if norm in _THAT:
                return at + 1
            if verbal_noun(norm):
                return at
    return None


def _plain_noun(analysis: Analysis, at: int) -> bool:
    """Whether a word is a noun without an article that names nobody and no place, so that it can name a deed."""
    form = analysis.forms[at]
    named = at in analysis.mention_at or bool(analysis.places_between(at, at + 1))
    return form.kind == "word" and not form.best.article and not form.best.particle and not named


def _past_the_stand(analysis: Analysis, content: Piece) -> int:
    """Where a matter begins behind how it is refused or offered and the noun that says so.

    "(رفضت) بصورة مفاجئة منح …", "(رافضة) في الوقت نفسه مرور …", "(أعلنت) رفضها دخول …", "رفض بلاده نقل …".
    """
    first, last = content.first, content.last
    norms = analysis.norms(first, min(last, first + _MANNER))
    if norms[0] in _IN_A_WAY and len(norms) > 2:
        return first + 2  # "بصورة مفاجئة", "بشكل قاطع"
    if tuple(norms[:2]) in _AT_THE_SAME_TIME and len(norms) > 3:
        return first + 3  # "في الوقت نفسه"
    form = analysis.forms[first]
    owned = bool(form.best.pronoun)
    if first + 1 < last and cores_of(form.norm) & _STAND_NOUNS and (owned or norms[1] in HOME):
        return first + 1 if owned else first + 2
    return first


_MANNER = 5  # words at the start of a content that can say how
_IN_A_WAY = frozenset({"بشكل", "بصوره", "بشده", "بطريقه"})
_AT_THE_SAME_TIME = frozenset({("في", "الوقت"), ("في", "ان")})
_STAND_NOUNS = frozenset({"رفض", "معارضه", "معارضت", "موافقه", "موافقت", "قبول", "استعداد"})
_TAKES = {
    "دعا": frozenset({"الي", "ل"}),
    "حث": frozenset({"علي"}),
    "حض": frozenset({"علي"}),
    "طالب": frozenset({"ب"}),
    "كلف": frozenset({"ب"}),
    "أوصى": frozenset({"ب"}),
    "نصح": frozenset({"ب"}),
}
_PAST_NAMES = 35  # tokens between a verb of asking and its preposition, whoever is named there
_ENDS = frozenset({".", "؛", "؟", "!"})


def _going_on(analysis: Analysis, first: Piece, last: int) -> Iterator[int]:
    """The tokens that begin a further item of a list, alike in form to the first: "بـ…" and "وبـ…", "أن …" and "وأن …"."""
    head = analysis.forms[first.first]
    particle = head.best.particle
    listed = verbal_noun(head.norm)
    clause = analysis.forms[first.first - 1].norm in _THAT if first.first else False
    described = False  # within a relative clause a mere "و" goes on with that
    for at in range(first.first + 1, min(last, first.first + _REACH)):
        form = analysis.forms[at]
        if form.kind != "word":
            if analysis.texts[at] in {".", "؛", "؟", "!"}:
                return
            continue
        if form.norm in _ASIDE:
            return
        described = described or form.norm in _RELATIVE
        if described and form.norm not in _AND_THAT and analysis.texts[at - 1] not in {"،", ","}:
            continue
        if form.norm in _AND_THAT:
            if clause or listed:
                yield at
        elif form.norm in _AND_TO:
            if listed and at + 1 < last and verbal_noun(analysis.forms[at + 1].norm):
                yield at
        elif (
            listed
            and form.best.conjunction == "و"
            and len(form.norm) > 3
            and verbal_noun(form.norm[1:])
            and form.best.particle in ("", particle)
            and (not form.best.article or head.best.article or analysis.texts[at - 1] in {"،", ","})
        ):
            yield at


_TO_THE_VERB = 14  # tokens of a clause before the verb that promises
_BOUND = frozenset(
    {
        "ملتزم", "ملتزمه", "ملتزمون", "ملتزمين", "ملتزمان", "عازم", "عازمه", "عازمون", "عازمين", "مصمم", "مصممه",
        "مصممون", "مصممين", "متعهده", "متعهدا",
    }
)  # fmt: skip


def promised_in(analysis: Analysis, statement: StatementDraft) -> Piece | None:
    """Return the deed that a clause promises: from its verb with the future prefix on."""
    content = statement.content
    if content is None:
        return None
    for at in range(content.first, min(content.last, content.first + _TO_THE_VERB)):
        form = analysis.forms[at]
        if form.norm in ("سوف", "وسوف") and at + 1 < content.last:
            return _matter_at(analysis, at + 1, content.last)
        if form.best.particle == "س" and form.best.core[:1] in "ينتا":
            return _matter_at(analysis, at, content.last)
        if form.norm in _BOUND and at + 2 < content.last:
            behind = analysis.forms[at + 1].norm
            if behind in _TO or (behind[0] in "بل" and verbal_noun(behind)):
                return _matter_at(analysis, at + 1 + (behind in _TO), content.last)
    return None


def _matter_at(analysis: Analysis, first: int, last: int) -> Piece | None:
    if first >= last:
        return None
    return words_of(analysis, first, min(max(phrase_end(analysis, first + 1, _LENGTH), first + 1), last))
